import pytest

from domain.access import LOCAL_VIEWER, Role
from domain.identity import mission_id
from domain.missions import Measure, Mission, Weights
from storage import Database
from storage.missions import SqlMissions
from tests.builders import a_viewer

CURATOR = a_viewer("Cato Finch", role=Role.CURATOR)
MEMBER = a_viewer("asha@harbour.example", role=Role.READER)
READER = a_viewer("kai@museum.example", role=Role.READER)


def a_mission(name="Safe harbours", **fields):
    return Mission(id=mission_id(name), name=name, outcome="Everybody lands safely.", **fields)


@pytest.fixture
def missions(database: Database) -> SqlMissions:
    return SqlMissions(database)


def test_a_mission_comes_back_whole(missions):
    mission = a_mission(
        organisations=("Harbour Office", "Lighthouse Board"),
        measures=(Measure(name="Safe landings", value="61%", target="90%", as_of="2025-03"), Measure(name="Waits")),
        people=("asha@harbour.example",),
        weights=Weights(consequence=3, spread=0),
    )
    assert missions.save(mission, by=CURATOR) is True
    assert missions.missions(LOCAL_VIEWER) == [mission]


def test_saving_again_replaces_what_was_said_and_the_group(missions):
    missions.save(a_mission(people=("asha@harbour.example", "kai@museum.example")), by=CURATOR)
    later = a_mission(people=("asha@harbour.example",), organisations=("Harbour Office",))
    assert missions.save(later, by=CURATOR) is False
    assert missions.missions(CURATOR) == [later]


def test_missions_come_by_name(missions):
    for name in ("winter", "Autumn", "Spring"):
        missions.save(a_mission(name), by=CURATOR)
    assert [mission.name for mission in missions.missions(READER)] == ["Autumn", "Spring", "winter"]


def test_everyone_sees_what_a_mission_is_for_but_only_its_group_and_curators_see_who_is_in_it(missions):
    missions.save(a_mission(people=("Asha@Harbour.example",), organisations=("Harbour Office",)), by=CURATOR)
    seen = {viewer.name: missions.missions(viewer)[0] for viewer in (MEMBER, READER, CURATOR)}
    assert {mission.organisations for mission in seen.values()} == {("Harbour Office",)}
    assert seen[READER.name].people == ()
    assert seen[MEMBER.name].people == seen[CURATOR.name].people == ("Asha@Harbour.example",)


def test_a_person_is_in_a_group_however_their_name_is_written(missions):
    missions.save(a_mission(people=("Asha@Harbour.example",)), by=CURATOR)
    missions.save(a_mission("Another"), by=CURATOR)
    member = a_viewer("asha@harbour.EXAMPLE", role=Role.READER)
    assert [mission.people for mission in missions.missions(member)] == [(), ("Asha@Harbour.example",)]


def test_one_person_named_twice_is_in_the_group_once(missions):
    missions.save(a_mission(people=("kai@museum.example", "Kai@museum.example")), by=CURATOR)
    assert len(missions.missions(CURATOR)[0].people) == 1
