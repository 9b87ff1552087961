"""Studies and People, over a real repository. Everyone here is fictional."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.access import LOCAL_VIEWER, Marking, Role, Visibility
from domain.codes import Code
from domain.people import Person, Team
from domain.publishing import Publication, StudyChange
from exports.refi_qda import codebook_file, guid_of
from settings import Settings
from tests.builders import a_source, a_study
from tests.stored import store_study
from use_cases.app import UseCases
from use_cases.catalogue.missions import mission_from
from use_cases.running.bootstrap import open_use_cases
from views.markup import label

OFFICE = "Harbour Office"
RECORDS = f"{OFFICE} › Records"
INES = Person(sign_in="ines@harbour.example", organisation=OFFICE, role=Role.RESEARCHER, teams=(RECORDS,))


def an_app(folder: Path, **settings) -> UseCases:
    return open_use_cases(replace(Settings.from_environment(folder, environment={}), **settings))


@pytest.fixture
def app(tmp_path: Path) -> Iterator[UseCases]:
    """A repository with a draft of one team, in which the app acts as a researcher of that team."""
    opened = an_app(tmp_path, viewer=INES.sign_in)
    opened.repository.people.save_team(Team(organisation=OFFICE, name="Records", contact="records@harbour.example"))
    opened.repository.people.save_person(INES)
    own = a_study("Mooring", OFFICE, team=RECORDS, draft=True, marking=Marking.OFFICIAL, visibility=Visibility.TEAM)
    opened.repository.evidence.save_source(a_source(study=own))
    other = a_study("Exhibits", "Museum")
    opened.repository.evidence.save_source(a_source(["The labels are too small."], study=other))
    hidden = a_study("Vaults", "Museum", visibility=Visibility.TEAM)
    opened.repository.evidence.save_source(a_source(["The vault is damp."], study=hidden))
    yield opened
    opened.close()


def said(test) -> str:
    """Return what stands on a page."""
    parts = [*test.markdown, *test.caption, *test.title, *test.header, *test.info, *test.get("html")]
    return "\n".join(str(getattr(part, "value", None) or getattr(part, "proto", "")) for part in parts)


def test_studies_are_listed_ones_own_first_and_hidden_ones_not(app, open_page):
    test = open_page(app, "studies")
    assert not test.exception and not test.error
    assert [item.value for item in test.header] == ["Yours: 1", "Of others: 1"]
    labels = [button.label for button in test.button]
    assert labels.index("Mooring") < labels.index("Exhibits")
    assert "Vaults" not in labels
    assert any("draft" in item.value and "OFFICIAL" in item.value for item in test.caption)


def test_codes_that_are_added_to_a_study_stand_there_at_once(app, open_page):
    study = next(row.study for row in app.publishing.studies(app.viewer()) if row.study.title == "Mooring")
    test = open_page(app, "studies", study=study.id)
    assert "This study has no codes of its own yet." in said(test)
    content = codebook_file([Code(id=guid_of("test", "Tide"), name="Tides that are late")], origin="Another tool 3")
    key = f"studies-codebook-{study.id}"
    test.file_uploader(key=f"{key}-file").set_value(("codes.qdc", content, "application/xml"))
    test.button(key=f"{key}-add").click().run()
    assert [each.value for each in test.success] == ["1 code added."]
    assert "no codes of its own yet" not in said(test) and "Tides that are late" in said(test)


def the_studies_listed(test) -> set[str]:
    return {button.label for button in test.button if (button.key or "").startswith("studies-open-")}


def test_studies_are_found_by_title_and_file_and_narrowed_to_a_state(app, open_page):
    test = open_page(app, "studies")
    test.text_input(key="studies-search").set_value("EXHIB mus").run()
    assert the_studies_listed(test) == {"Exhibits"}
    test.text_input(key="studies-search").set_value("notes.md").run()
    assert the_studies_listed(test) == {"Exhibits", "Mooring"}
    test.selectbox(key="studies-state").set_value("draft").run()
    assert the_studies_listed(test) == {"Mooring"}
    test.text_input(key="studies-search").set_value("vault").run()
    assert the_studies_listed(test) == set()
    assert "No study passes" in test.info[0].value


def test_hundreds_of_studies_are_listed_a_part_at_a_time(app, open_page):
    for number in range(60):
        store_study(app.repository.database, a_study(f"Round {number}", "Museum"))
    test = open_page(app, "studies")
    assert [item.value for item in test.header] == ["Yours: 1", "Of others: 61"]
    assert len(the_studies_listed(test)) == 40
    test.button(key="studies-list-more").click().run()
    assert len(the_studies_listed(test)) == 62
    assert "studies-list-more" not in {button.key for button in test.button}


def test_a_draft_is_published_from_its_page(app, open_page):
    study = a_study("Mooring", OFFICE).id
    test = open_page(app, "studies", study=study)
    test.selectbox(key=f"studies-visibility-{study}").set_value(Visibility.OPEN)
    test.text_input(key=f"studies-contact-{study}").set_value("ines.roth@harbour.example")
    test.button(key="studies-publish").click().run()
    row = app.publishing.study(app.viewer(), study)
    assert (row.publication, row.study.visibility) == (Publication.PUBLISHED, Visibility.OPEN)


def test_beside_the_buttons_stands_what_holds_now(app, open_page):
    def now(test):
        return [item.value.replace("\\", "") for item in test.markdown if item.value.startswith("Now:")]

    test = open_page(app, "studies", study=a_study("Mooring", OFFICE).id)
    assert now(test) == ["Now: **draft: only the researchers of its team see it**"]
    test.button(key="studies-publish").click().run()
    assert now(test) == ["Now: **shared with its team only**"]
    test.button(key="studies-keep-draft").click().run()
    assert now(test) == ["Now: **draft: only the researchers of its team see it**"]


@pytest.mark.parametrize(
    ("draft", "state"), [(True, "draft: seen by everyone at this machine"), (False, "published: seen by everyone")]
)
def test_where_nobody_signs_in_no_study_is_said_to_be_for_its_team_alone(tmp_path, open_page, draft, state):
    opened = an_app(tmp_path)
    study = a_study("Mooring", OFFICE, team=RECORDS, draft=draft, visibility=Visibility.TEAM)
    opened.repository.evidence.save_source(a_source(study=study))
    for where in ({}, {"study": study.id}):
        told = said(open_page(opened, "studies", **where)).replace("\\", "")
        assert state in told
        assert "shared with its team only" not in told and "researchers of its team see it" not in told
    assert "Once people sign in" in told and "only my team" in told
    opened.close()


def test_a_study_of_others_has_no_buttons(app, open_page):
    test = open_page(app, "studies", study=a_study("Exhibits", "Museum").id)
    assert "studies-publish" not in [button.key for button in test.button]
    assert any("Only the researchers of its team" in item.value for item in test.caption)


def test_a_hidden_study_is_told_like_one_that_is_not_there(app, open_page):
    identifier = a_study("Vaults", "Museum").id
    [hidden] = open_page(app, "studies", study=identifier).error
    [nothing] = open_page(app, "studies", study="st_0").error
    assert hidden.value.replace(label(identifier), "") == nothing.value.replace(label("st_0"), "")


def test_a_researcher_sees_the_teams_and_no_people(app, open_page):
    test = open_page(app, "people")
    assert not test.exception and not test.error
    assert "Administrators keep people and teams" in test.info[0].value
    assert not test.get("arrow_data_frame")


def test_an_administrator_opens_both_tables(tmp_path, open_page):
    app = an_app(tmp_path)
    try:
        app.people.save_team(LOCAL_VIEWER, Team(organisation=OFFICE, name="Records"))
        app.people.save(LOCAL_VIEWER, INES)
        test = open_page(app, "people")
        assert not test.exception and not test.error
        test.button(key="people-save-people").click().run()
        test.button(key="people-save-teams").click().run()
        assert not test.error
        assert app.people.everyone(LOCAL_VIEWER) == [INES]
    finally:
        app.close()


def test_all_studies_of_a_missions_organisations_are_put_into_it_at_once(tmp_path, open_page):
    app = an_app(tmp_path)
    try:
        for title, organisation in (("Mooring", OFFICE), ("Pier", OFFICE), ("Exhibits", "Museum")):
            app.repository.evidence.save_source(a_source(study=a_study(title, organisation)))
        mission = mission_from(name="Quiet harbours", organisations=[OFFICE])
        app.missions.create(LOCAL_VIEWER, mission)
        test = open_page(app, "mission")
        test.button(key="mission-choose-near").click().run()
        test.button(key="mission-put-in").click().run()
        assert not test.error and not test.exception
        assert {study.title for study in app.missions.studies(LOCAL_VIEWER, mission)} == {"Mooring", "Pier"}
    finally:
        app.close()


def test_a_setting_that_names_nobody_is_told_with_what_to_do(tmp_path, open_page):
    app = an_app(tmp_path, viewer="nobody@example.org")
    try:
        test = open_page(app, "studies")
        assert "Nobody on record signs in" in test.error[0].value
    finally:
        app.close()


def test_the_foot_of_a_page_says_whom_the_app_acts_as(app, open_page):
    test = open_page(app, "studies")
    assert any("act as ines" in item.value and "There is no sign-in here" in item.value for item in test.caption)


def test_a_reader_is_offered_neither_adding_nor_drafting(app, open_page):
    app.repository.people.save_person(replace(INES, role=Role.READER))
    assert any("Researchers add findings" in item.value for item in open_page(app, "add_and_check").info)
    assert any("Researchers draft journeys" in item.value for item in open_page(app, "journey_room").info)


def test_its_team_changes_title_date_and_description_and_puts_one_back(app, open_page):
    study = a_study("Mooring", OFFICE).id
    test = open_page(app, "studies", study=study)
    test.text_input(key=f"studies-title-{study}-0").set_value("Mooring, round 2")
    test.text_input(key=f"studies-date-{study}-0").set_value("14/03/26")
    test.text_area(key=f"studies-description-{study}-0").set_value("What boat owners are asked.")
    test.button(key="studies-save-details").click().run()
    assert not test.exception and not test.error
    found = app.publishing.study(app.viewer(), study).study
    assert (found.title, found.date, found.description) == (
        "Mooring, round 2", "2026-03-14", "What boat owners are asked.",
    )  # fmt: skip
    assert [title.value for title in test.title] == ["Mooring, round 2"]
    assert label("Title: from “Mooring” to “Mooring, round 2”") in said(test)
    test.button(key=f"studies-put-back-{study}-1").click().run()
    assert app.publishing.study(app.viewer(), study).study.title == "Mooring"
    assert test.text_input(key=f"studies-title-{study}-2").value == "Mooring"
    assert [edit.by for edit in app.publishing.edits(app.viewer(), study)] == [INES.sign_in] * 4


def test_what_a_colleague_changed_meanwhile_is_not_taken_back(app, open_page):
    study = a_study("Mooring", OFFICE).id
    test = open_page(app, "studies", study=study)
    app.publishing.change(app.viewer(), study, StudyChange(title="Mooring, round 2", date="2026-03"))
    test.text_area(key=f"studies-description-{study}-0").set_value("What boat owners are asked.")
    test.button(key="studies-save-details").click().run()
    assert not test.exception and not test.error
    found = app.publishing.study(app.viewer(), study).study
    assert (found.title, found.date, found.description) == (
        "Mooring, round 2", "2026-03", "What boat owners are asked.",
    )  # fmt: skip
    assert test.text_input(key=f"studies-title-{study}-1").value == "Mooring, round 2"


def test_a_wrong_date_of_a_study_is_told_and_nothing_is_changed(app, open_page):
    study = a_study("Mooring", OFFICE).id
    test = open_page(app, "studies", study=study)
    test.text_input(key=f"studies-date-{study}-0").set_value("31/02/2026")
    test.button(key="studies-save-details").click().run()
    assert "is not a date" in test.error[0].value
    assert app.publishing.edits(app.viewer(), study) == []


def test_another_study_of_the_team_keeps_its_title(app, open_page):
    store_study(app.repository.database, replace(a_study("Pier", OFFICE, team=RECORDS), id="st_pier"))
    study = a_study("Mooring", OFFICE).id
    test = open_page(app, "studies", study=study)
    test.text_input(key=f"studies-title-{study}-0").set_value("PIER")
    test.button(key="studies-save-details").click().run()
    assert "Another study of this team has that title" in test.error[0].value


def test_others_read_the_description_and_have_no_form(app, open_page):
    study = a_study("Exhibits", "Museum", description="On labels.")
    store_study(app.repository.database, study)
    test = open_page(app, "studies", study=study.id)
    assert label("On labels.") in [item.value for item in test.markdown]
    assert "studies-save-details" not in [button.key for button in test.button]


def test_what_only_its_team_sees_is_not_said_to_be_published(app, open_page):
    study = a_study("Mooring", OFFICE).id
    test = open_page(app, "studies", study=study)
    assert "only the researchers of its team; once it is published: only my team" in said(test)
    test.button(key="studies-publish").click().run()
    assert "shared with its team only" in said(test)
    assert "published to" not in said(test)
