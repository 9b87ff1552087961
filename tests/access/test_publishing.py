"""Who may change a study, what publishing does, and whose a new study is. Everyone here is fictional."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.access import LOCAL_VIEWER, Marking, Role, Viewer, Visibility
from domain.errors import InvalidRequest, NotAllowed, NotFound
from domain.evidence import SourceFile
from domain.people import Person, Team
from domain.proposals import FileDescription, Redaction
from domain.publishing import Publication, StudyChange
from settings import Settings
from tests.builders import a_source, a_study
from use_cases.app import UseCases
from use_cases.evidence.ingesting import save_file
from use_cases.evidence.publishing import answers_for, described_by, may_add_for
from use_cases.running.bootstrap import open_use_cases

OFFICE, MUSEUM = "Harbour Office", "Museum"
RECORDS = f"{OFFICE} › Records"
INES = Viewer(name="ines", organisation=OFFICE, teams=frozenset({RECORDS, OFFICE}))
TOM = Viewer(name="tom", organisation=OFFICE, teams=frozenset({f"{OFFICE} › Pilots", OFFICE}))
READER = replace(INES, name="rita", role=Role.READER)
LENA = Viewer(name="lena", organisation=MUSEUM, teams=frozenset({MUSEUM}), role=Role.ADMINISTRATOR)
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()


@pytest.fixture
def app(new_repository: Path) -> Iterator[UseCases]:
    opened = open_use_cases(replace(Settings.from_environment(new_repository, environment={}), redaction=Redaction.OFF))
    opened.repository.people.save_team(Team(organisation=OFFICE, name="Records", contact="records@harbour.example"))
    yield opened
    opened.close()


@pytest.fixture
def study(app: UseCases) -> str:
    """A draft of the team Records, for its team alone."""
    made = a_study(organisation=OFFICE, team=RECORDS, draft=True, visibility=Visibility.TEAM)
    app.repository.evidence.save_source(a_source(study=made))
    return made.id


def publication(app: UseCases, study: str, viewer: Viewer = INES) -> Publication:
    return app.publishing.study(viewer, study).publication


def test_a_draft_is_published_shown_to_all_and_made_a_draft_again(app, study):
    assert publication(app, study) is Publication.DRAFT
    app.publishing.publish(INES, study, StudyChange(visibility=Visibility.OPEN))
    assert publication(app, study, LENA) is Publication.PUBLISHED
    app.publishing.unpublish(INES, study)
    assert publication(app, study) is Publication.DRAFT
    with pytest.raises(NotFound):
        app.publishing.study(LENA, study)


def test_a_study_under_embargo_is_its_teams_until_the_day_comes(app, study):
    app.publishing.publish(INES, study, StudyChange(visibility=Visibility.OPEN, embargo=TOMORROW))
    assert publication(app, study) is Publication.EMBARGOED
    assert app.studies(LENA) == []
    app.publishing.publish(INES, study, StudyChange(embargo="2020-01-01"))
    assert publication(app, study, LENA) is Publication.PUBLISHED


def test_publishing_again_without_an_embargo_ends_it(app, study):
    app.publishing.publish(INES, study, StudyChange(visibility=Visibility.OPEN, embargo=TOMORROW))
    app.publishing.publish(INES, study)
    assert publication(app, study, LENA) is Publication.PUBLISHED


def test_its_team_changes_marking_contact_and_mission_and_clears_them_again(app, study):
    said = StudyChange(marking=Marking.OFFICIAL_SENSITIVE, contact="records@harbour.example", mission="Shorter waits")
    changed = app.publishing.change(INES, study, said)
    assert (changed.marking, changed.contact, changed.mission) == (
        Marking.OFFICIAL_SENSITIVE,
        "records@harbour.example",
        "Shorter waits",
    )
    cleared = app.publishing.change(INES, study, StudyChange(marking="", contact="", mission=""))
    assert (cleared.marking, cleared.contact, cleared.mission) == (None, None, None)


@pytest.mark.parametrize(
    "viewer", [TOM, READER, LENA], ids=["another team", "a reader of the team", "an administrator"]
)
def test_nobody_but_the_teams_researchers_changes_a_study_that_they_see(app, study, viewer):
    app.publishing.publish(INES, study, StudyChange(visibility=Visibility.OPEN))
    with pytest.raises(NotAllowed):
        app.publishing.change(viewer, study, StudyChange(visibility=Visibility.TEAM))
    assert app.publishing.study(viewer, study).mine is False


@pytest.mark.parametrize("viewer", [TOM, READER, LENA])
def test_changing_a_study_one_may_not_see_sounds_like_changing_one_that_is_not_there(app, study, viewer):
    told = []
    for identifier in (study, "st_000000000000"):
        with pytest.raises(NotFound) as refused:
            app.publishing.unpublish(viewer, identifier)
        told.append(str(refused.value))
    assert told[0] == told[1]


def test_a_study_made_a_draft_stays_one_while_a_colleague_describes_it(app, study, monkeypatch):
    app.publishing.publish(INES, study, StudyChange(visibility=Visibility.OPEN))
    store = app.repository.publishing.change

    def change_meanwhile(*arguments):
        monkeypatch.undo()
        app.publishing.unpublish(INES, study)
        return store(*arguments)

    monkeypatch.setattr(app.repository.publishing, "change", change_meanwhile)
    app.publishing.change(INES, study, StudyChange(description="On renewals."))
    found = app.publishing.study(INES, study).study
    assert (found.draft, found.description) == (True, "On renewals.")


def test_a_study_for_a_missions_group_needs_its_mission(app, study):
    with pytest.raises(InvalidRequest):
        app.publishing.publish(INES, study, StudyChange(visibility=Visibility.MISSION))
    app.publishing.publish(INES, study, StudyChange(visibility=Visibility.MISSION, mission="Shorter waits"))


def test_a_study_moves_to_another_team_of_the_same_person_and_to_no_other(app, study):
    both = replace(INES, teams=INES.teams | TOM.teams)
    with pytest.raises(NotAllowed):
        app.publishing.change(INES, study, StudyChange(team="Pilots"))
    assert app.publishing.change(both, study, StudyChange(team="Pilots")).team == f"{OFFICE} › Pilots"
    assert app.publishing.study(TOM, study).mine
    with pytest.raises(NotFound):
        app.publishing.study(INES, study)


def add(app: UseCases, viewer: Viewer, text: str, **said):
    (staged,) = app.stage([SourceFile(name="notes.md", content=text.encode())])
    described = described_by(viewer, FileDescription(study="Mooring", **said))
    return save_file(app.repository, viewer, staged, described, Redaction.OFF)


def test_the_title_that_a_renamed_study_came_under_stays_its_own(app, study):
    first = add(app, INES, NOTE, organisation=OFFICE)
    app.publishing.change(INES, first.study_id, StudyChange(title="Mooring, round 1"))
    with pytest.raises(InvalidRequest, match="came here under that title"):
        app.publishing.change(INES, study, StudyChange(title="mooring"))
    assert add(app, INES, "The desk is shut.", organisation=OFFICE).study_id == first.study_id
    app.publishing.change(INES, first.study_id, StudyChange(title="Mooring"))


def test_a_study_moves_to_no_team_that_has_one_of_its_title(app, study):
    both = replace(INES, teams=INES.teams | TOM.teams)
    moving = add(app, both, NOTE, organisation=OFFICE, team="Records").study_id
    there = add(app, both, "The desk is shut.", organisation=OFFICE, team="Pilots").study_id
    with pytest.raises(InvalidRequest, match="Another study of this team has that title") as refused:
        app.publishing.change(both, moving, StudyChange(team="Pilots"))
    assert (refused.value.where, "then move it" in refused.value.remedy) == ("Team", True)
    app.publishing.change(both, there, StudyChange(title="Mooring, round 1"))
    with pytest.raises(InvalidRequest, match="came here under that title"):
        app.publishing.change(both, moving, StudyChange(team="Pilots"))
    moved = app.publishing.change(both, moving, StudyChange(team="Pilots", title="Mooring, round 2"))
    assert (moved.team, moved.title) == (f"{OFFICE} › Pilots", "Mooring, round 2")
    app.publishing.change(both, moving, StudyChange(team="Records"))


def test_what_is_added_under_the_title_of_a_study_that_moved_away_is_a_study_of_its_own(app):
    both = replace(INES, teams=INES.teams | TOM.teams)
    moved = add(app, both, NOTE, organisation=OFFICE, team="Records").study_id
    app.publishing.change(both, moved, StudyChange(team="Pilots"))
    fresh = add(app, INES, "The desk is shut.", organisation=OFFICE)
    assert fresh.study_id != moved and not any("already" in warning for warning in fresh.warnings)
    assert app.publishing.study(INES, fresh.study_id).study.team == RECORDS
    assert app.publishing.study(TOM, moved).observations == 1
    assert add(app, INES, "It opens at ten.", organisation=OFFICE).study_id == fresh.study_id
    app.publishing.change(INES, fresh.study_id, StudyChange(title="Mooring, round 2"))
    assert add(app, INES, "It shuts at noon.", organisation=OFFICE).study_id == fresh.study_id
    app.publishing.change(INES, fresh.study_id, StudyChange(title="Mooring"))


NOTE = "People waited nine weeks at the mooring desk before anyone answered."


def test_what_somebody_adds_is_their_first_teams_whoever_did_the_research(app):
    account = add(app, INES, NOTE, organisation=MUSEUM)
    row = app.publishing.study(INES, account.study_id)
    assert (row.study.organisation, row.study.team, row.mine) == (MUSEUM, RECORDS, True)
    assert row.study.contact == "records@harbour.example"


def test_research_by_another_body_is_the_organisations_of_whoever_is_in_no_team(app):
    account = add(app, replace(INES, teams=frozenset({OFFICE})), NOTE, organisation=MUSEUM)
    row = app.publishing.study(INES, account.study_id)
    assert (row.study.team, row.mine) == (OFFICE, True)
    with pytest.raises(NotFound):
        app.publishing.study(LENA, account.study_id)


def test_another_teams_study_of_the_same_title_is_another_study_and_is_never_told(app):
    first = add(app, INES, NOTE, organisation=OFFICE)
    second = add(app, TOM, NOTE, organisation=OFFICE)
    assert first.study_id != second.study_id
    assert (second.outcome, second.kept, second.duplicates, second.warnings) == (
        first.outcome,
        first.kept,
        0,
        first.warnings,
    )


def test_a_study_that_moved_is_found_again_when_its_file_is_added_again(app):
    both = replace(INES, teams=INES.teams | TOM.teams)
    first = add(app, both, NOTE, organisation=OFFICE, team="Records")
    app.publishing.change(both, first.study_id, StudyChange(team="Pilots"))
    again = add(app, both, NOTE, organisation=OFFICE, team="Pilots")
    assert (again.study_id, again.kept) == (first.study_id, 0)


@pytest.mark.parametrize("researched_by", [OFFICE, MUSEUM])
def test_what_is_added_for_the_whole_organisation_joins_its_study_that_names_no_team(app, researched_by):
    held = add(app, replace(INES, teams=frozenset({OFFICE})), NOTE, organisation=researched_by)
    again = add(app, INES, NOTE, organisation=researched_by, team=OFFICE)
    assert (again.study_id, again.kept) == (held.study_id, 0)


@pytest.mark.parametrize(
    ("viewer", "said", "team"),
    [
        (INES, FileDescription(), RECORDS),
        (INES, FileDescription(team=OFFICE), OFFICE),
        (replace(INES, teams=frozenset({OFFICE})), FileDescription(organisation=MUSEUM), OFFICE),
        (LOCAL_VIEWER, FileDescription(organisation=MUSEUM), MUSEUM),
    ],
)
def test_who_will_answer_for_what_is_added_is_known_before(viewer, said, team):
    assert answers_for(viewer, said) == team


def test_only_its_researchers_add_for_a_team():
    assert may_add_for(INES, RECORDS) and may_add_for(INES, OFFICE) and may_add_for(LOCAL_VIEWER, MUSEUM)
    assert not may_add_for(INES, MUSEUM) and not may_add_for(READER, RECORDS)


def test_nobody_adds_research_to_a_team_that_is_not_theirs(app):
    with pytest.raises(NotAllowed, match="Pilots"):
        add(app, INES, NOTE, organisation=OFFICE, team="Pilots")


@pytest.mark.parametrize("viewer", [READER, Viewer(name="kai", role=Role.RESEARCHER)], ids=["reader", "no team"])
def test_readers_and_those_in_no_team_add_nothing(app, viewer):
    with pytest.raises(NotAllowed):
        add(app, viewer, NOTE, organisation=OFFICE)


RIGHTS = [
    (Role.RESEARCHER, lambda app, viewer: app.queue_check(viewer, [], FileDescription())),
    (Role.RESEARCHER, lambda app, viewer: app.queue_journey(viewer, "A journey", [])),
    (Role.CURATOR, lambda app, viewer: app.queue_fit(viewer)),
    (Role.ADMINISTRATOR, lambda app, viewer: app.queue_rebuild(viewer)),
    (Role.ADMINISTRATOR, lambda app, viewer: app.people.everyone(viewer)),
    (Role.ADMINISTRATOR, lambda app, viewer: app.people.save(viewer, Person(sign_in="kai"))),
    (Role.ADMINISTRATOR, lambda app, viewer: app.people.save_team(viewer, Team(organisation=OFFICE, name="Locks"))),
]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("needed", "write"), RIGHTS)
def test_each_right_is_that_of_its_role_and_of_those_above(app, role, needed, write):
    viewer = replace(INES, role=role)
    if role.rank >= needed.rank:
        write(app, viewer)
    else:
        with pytest.raises(NotAllowed):
            write(app, viewer)


def test_the_local_person_is_bound_by_no_team(app, study):
    assert app.publishing.study(LOCAL_VIEWER, study).mine
    app.publishing.publish(LOCAL_VIEWER, study, StudyChange(team="Pilots"))
    assert app.publishing.study(TOM, study).study.team == f"{OFFICE} › Pilots"
