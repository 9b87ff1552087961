"""Missions as people use them, over a repository of their own."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.catalogue import Organisation
from domain.errors import InvalidRequest, NotAllowed, NotFound
from domain.evidence import About, Basis, Subject
from domain.missions import Coverage
from tests.builders import a_source, a_study, a_viewer
from use_cases.app import UseCases
from use_cases.catalogue.missions import mission_from, read_measure

CURATOR = a_viewer("cato@archive.example", role=Role.CURATOR)
RESEARCHER = a_viewer("asha@harbour.example", organisation="Harbour Office", teams=frozenset({"Harbour Office"}))


def a_mission(app: UseCases, name="Safe harbours", **said):
    return app.missions.create(CURATOR, mission_from(name=name, **said))


def test_a_mission_is_found_by_its_name_or_its_identifier(app: UseCases):
    mission = a_mission(app, outcome=" Everybody lands. ", measures=[read_measure("Safe landings")])
    assert app.missions.find(RESEARCHER, "SAFE  harbours") == mission
    assert app.missions.find(RESEARCHER, mission.id) == mission
    assert mission.outcome == "Everybody lands."


def test_an_unknown_mission_is_told_with_the_nearest_names(app: UseCases):
    a_mission(app)
    a_mission(app, "Clean air")
    with pytest.raises(NotFound) as told:
        app.missions.find(RESEARCHER, "Save harbors")
    assert "'Safe harbours'" in told.value.remedy
    assert "Clean air" not in told.value.remedy


def test_only_curators_make_and_change_missions(app: UseCases):
    with pytest.raises(NotAllowed, match="make or change missions"):
        app.missions.create(RESEARCHER, mission_from(name="Safe harbours"))
    mission = a_mission(app)
    with pytest.raises(NotAllowed):
        app.missions.update(RESEARCHER, replace(mission, outcome="Another"))


def test_a_mission_is_made_once_and_changed_after_that(app: UseCases):
    mission = a_mission(app, people=["asha@harbour.example"])
    with pytest.raises(InvalidRequest, match="already"):
        a_mission(app, "safe HARBOURS")
    app.missions.update(CURATOR, replace(mission, outcome="Another", people=()))
    assert app.missions.all(CURATOR) == [replace(mission, outcome="Another", people=())]
    with pytest.raises(NotFound):
        app.missions.update(CURATOR, mission_from(name="Never made"))


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"name": "Elowen Trask lands safely"}, "its name"),
        ({"outcome": "Ring Elowen Trask on 07700 900123 about it."}, "its outcome"),
        ({"measures": [read_measure("Landings; source=elowen.trask@harbour.example")]}, "the measure 'Landings'"),
        ({"measures": [read_measure("Landings; target=Ring 07700 900123")]}, "the measure 'Landings'"),
    ],
)
def test_a_mission_holds_no_personal_data_but_its_people(app: UseCases, said, where):
    with pytest.raises(InvalidRequest, match="looks like personal data") as refused:
        a_mission(app, **said)
    assert (refused.value.where, app.missions.all(CURATOR)) == (where, [])


def test_what_a_mission_holds_already_keeps_nobody_from_changing_the_rest_of_it(app: UseCases):
    old = replace(mission_from(name="Elowen Trask lands safely"), measures=(read_measure("Ring 07700 900123"),))
    app.repository.missions.save(old, by=CURATOR)
    assert app.missions.update(CURATOR, replace(old, outcome="Fewer wrecks")).outcome == "Fewer wrecks"
    with pytest.raises(InvalidRequest, match="looks like personal data"):
        app.missions.update(CURATOR, replace(old, outcome="Ring Elowen Trask."))


def test_a_measure_may_come_from_a_link_with_a_long_number(app: UseCases):
    linked = read_measure("Wait=3 days; source=https://figures.example/media/65a7f1/wait.pdf?id=12345678")
    assert a_mission(app, measures=[linked]).measures == (linked,)


def test_organisations_of_a_mission_go_by_their_name_of_today(app: UseCases):
    app.repository.catalogue.save(
        Organisation(name="Harbour Office", aliases=("HO",)),
        Organisation(name="Pilot Board", successor="Harbour Office"),
    )
    assert a_mission(app, organisations=["ho", "Pilot Board", "Museum"]).organisations == ("Harbour Office", "Museum")


def test_a_mission_without_a_name_or_with_six_measures_is_refused():
    with pytest.raises(InvalidRequest, match="name"):
        mission_from(name="  ")
    with pytest.raises(InvalidRequest, match="at most 5"):
        mission_from(name="A", measures=[read_measure(f"m{number}") for number in range(6)])


def test_a_measure_is_read_with_what_is_said_and_blank_where_nothing_is():
    measure = read_measure("Safe landings = 61% ; target=90%; as of=2025-03; source=Harbour log")
    assert (measure.name, measure.value, measure.target, measure.as_of, measure.source) == (
        "Safe landings", "61%", "90%", "2025-03", "Harbour log",
    )  # fmt: skip
    blank = read_measure("Waiting time")
    assert (blank.value, blank.target, blank.as_of) == ("", "", None)


@pytest.mark.parametrize("written", ["=61%", "Landings=61%; as of=2025-16-10", "Landings=61%; colour=red"])
def test_a_measure_that_cannot_be_read_is_told_with_what_to_write(written):
    with pytest.raises(InvalidRequest) as told:
        read_measure(written)
    assert told.value.remedy


def test_a_study_put_into_a_mission_narrows_to_it(app: UseCases):
    app.repository.evidence.save_source(a_source(study=a_study("Permits")))
    app.repository.evidence.save_source(a_source(study=a_study("Tides")))
    mission = a_mission(app)
    app.missions.add_study(RESEARCHER, mission, "permits")
    assert [study.title for study in app.missions.studies(LOCAL_VIEWER, mission)] == ["Permits"]


def test_a_study_of_another_team_stays_where_it_is(app: UseCases):
    app.repository.evidence.save_source(a_source(study=a_study("Permits")))
    with pytest.raises(NotAllowed, match="team"):
        app.missions.add_study(a_viewer("kai@museum.example"), a_mission(app), "Permits")


def test_a_curator_of_another_team_moves_no_study(app: UseCases):
    inner = a_study("Inner", visibility=Visibility.MISSION, mission="Another")
    app.repository.evidence.save_source(a_source(study=inner))
    with pytest.raises(NotAllowed):
        app.missions.add_study(replace(CURATOR, missions=frozenset({"Another"})), a_mission(app), "Inner")


def test_a_study_nobody_may_see_is_not_there(app: UseCases):
    app.repository.evidence.save_source(a_source(study=a_study("Hidden", visibility=Visibility.TEAM)))
    with pytest.raises(NotFound):
        app.missions.add_study(CURATOR, a_mission(app), "Hidden")


def test_coverage_names_an_organisation_of_a_mission_as_it_is_called_today(app: UseCases):
    about = [About(name="Pilot Board", subject=Subject.ORGANISATION, basis=Basis.STATED)]
    app.repository.evidence.save_source(a_source(study=a_study("Permits", mission="Safe harbours"), about=about))
    mission = a_mission(app, organisations=["Pilot Board"])
    app.repository.catalogue.save(
        Organisation(name="Harbour Office"), Organisation(name="Pilot Board", successor="Harbour Office")
    )
    (row,) = app.missions.coverage(LOCAL_VIEWER, mission)
    assert (row.organisation, row.studies, row.expected) == ("Harbour Office", 1, True)


def test_coverage_tells_the_organisations_that_nobody_researched(app: UseCases):
    about = [About(name="Museum", subject=Subject.ORGANISATION, basis=Basis.STATED)]
    study = a_study("Permits", mission="Safe harbours")
    app.repository.evidence.save_source(a_source(study=study, about=about))
    app.repository.evidence.save_source(a_source(["Tide."], study=a_study("T", mission="Safe harbours")))
    mission = a_mission(app, organisations=["Archive", "Museum"])
    assert app.missions.coverage(LOCAL_VIEWER, mission) == [
        Coverage(organisation="Museum", studies=1, observations=2),
        Coverage(organisation="Archive", studies=0, observations=0),
        Coverage(organisation="Harbour Office", studies=1, observations=1, expected=False),
    ]


def test_a_name_that_only_studies_bear_can_be_narrowed_to(app: UseCases):
    app.repository.evidence.save_source(a_source(study=a_study("Permits", mission="Quiet nights")))
    assert app.missions.name(LOCAL_VIEWER, "quiet nights") == "Quiet nights"
    with pytest.raises(NotFound):
        app.missions.name(LOCAL_VIEWER, "Loud nights today")


def test_a_mission_named_by_hidden_studies_alone_is_not_given_away(app: UseCases):
    hidden = a_study("Hidden", visibility=Visibility.TEAM, mission="Quiet nights")
    app.repository.evidence.save_source(a_source(study=hidden))
    with pytest.raises(NotFound) as told:
        app.missions.name(CURATOR, "Quiet night")
    assert "Quiet nights" not in told.value.remedy


def test_the_numbers_narrow_to_a_mission(app: UseCases):
    from domain.search import ObservationFilter

    app.repository.evidence.save_source(a_source(study=a_study("Permits", mission="Safe harbours")))
    app.repository.evidence.save_source(a_source(["Tide."], study=a_study("Tides")))
    every, narrowed = (
        app.overview(LOCAL_VIEWER, where) for where in (None, ObservationFilter(missions=frozenset({"safe harbours"})))
    )
    assert (every.studies, every.sources, every.observations) == (2, 2, 3)
    assert (narrowed.studies, narrowed.sources, narrowed.observations) == (1, 1, 2)
