"""People and teams are kept, and a person's missions make them a viewer. Everyone here is fictional."""

import pytest
from sqlalchemy import insert

from domain.access import Role, Viewer
from domain.errors import NotFound
from domain.people import Person, Team, looks_like_one_persons
from storage.people import SqlPeople
from storage.schema import mission_people, missions
from storage.visits import SqlVisits

INES = Person(
    sign_in="Ines@Harbour.example",
    name="Ines Roth",
    organisation="Harbour Office",
    role=Role.RESEARCHER,
    teams=("Harbour Office › Records",),
)


@pytest.fixture
def people(database) -> SqlPeople:
    return SqlPeople(database)


def in_the_group(database, sign_in):
    with database.writing() as connection:
        mission = {"id": "ms_1", "name": "Shorter waits", "name_key": "shorter waits", "outcome": "", "measures": []}
        mission |= {"organisations": [], "weights": {}, "created_by": "x", "created_at": "", "updated_at": ""}
        connection.execute(insert(missions).values(mission))
        row = {"mission": "ms_1", "person_key": sign_in.casefold(), "sign_in": sign_in}
        connection.execute(insert(mission_people).values(row))


def test_a_person_is_found_however_their_address_is_written(people):
    assert people.save_person(INES)
    assert people.person("ines@harbour.EXAMPLE") == INES
    assert people.people() == [INES]


def test_saving_a_person_again_replaces_what_is_known_of_them(people):
    people.save_person(INES)
    assert not people.save_person(Person(sign_in="ines@harbour.example", role=Role.CURATOR))
    assert [person.role for person in people.people()] == [Role.CURATOR]


def test_a_person_who_is_removed_is_in_no_missions_group_any_more(database, people):
    in_the_group(database, INES.sign_in)
    people.save_person(INES)
    people.remove_person("ines@HARBOUR.example")
    with pytest.raises(NotFound):
        people.remove_person(INES.sign_in)
    assert people.person(INES.sign_in) is None
    assert people.missions_of(INES.sign_in) == frozenset()


def test_when_a_person_was_here_is_forgotten_with_them(database, people):
    visits, others = SqlVisits(database), "cato@archive.example"
    for sign_in in (INES.sign_in, others):
        visits.record(sign_in, "2025-03-01T09:00:00+00:00")
    people.save_person(INES)
    people.remove_person("ines@HARBOUR.example")
    later = "2025-03-02T09:00:00+00:00"
    assert visits.last(INES.sign_in, later) is None
    assert visits.last(others, later) == "2025-03-01T09:00:00+00:00"


def test_of_somebody_who_is_not_on_record_nothing_is_forgotten(database, people):
    visits, here = SqlVisits(database), "2025-03-01T09:00:00+00:00"
    visits.record(INES.sign_in, here)
    with pytest.raises(NotFound):
        people.remove_person(INES.sign_in)
    assert visits.last(INES.sign_in, "2025-03-02T09:00:00+00:00") == here


def test_a_viewer_has_the_teams_and_missions_of_the_person(database, people):
    in_the_group(database, "INES@harbour.example")
    people.save_person(INES)
    assert people.viewer(INES.sign_in) == Viewer(
        name=INES.sign_in,
        organisation="Harbour Office",
        teams=frozenset({"Harbour Office › Records", "Harbour Office"}),
        missions=frozenset({"Shorter waits"}),
        role=Role.RESEARCHER,
    )
    assert people.viewer("somebody@else.example") is None


def test_teams_are_kept_with_their_mailbox_and_told_from_those_of_the_same_name_elsewhere(people):
    here = Team(organisation="Harbour Office", name="Records", contact="records@harbour.example")
    there = Team(organisation="Museum", name="Records")
    assert people.save_team(here) and people.save_team(there)
    assert people.teams() == [here, there]
    people.remove_team("museum › records")
    assert people.teams() == [here]


@pytest.mark.parametrize(
    ("contact", "personal"),
    [
        ("ines.roth@harbour.example", True),
        ("Ines-Roth@harbour.example", True),
        ("user.research@harbour.example", False),
        ("records-team@harbour.example", False),
        ("research@harbour.example", False),
        ("https://harbour.example/contact", False),
    ],
)
def test_the_address_of_one_person_is_told_from_a_teams_mailbox(contact, personal):
    assert looks_like_one_persons(contact) == personal
