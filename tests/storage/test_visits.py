import pytest

from storage import Database
from storage.visits import SqlVisits


@pytest.fixture
def visits(database: Database) -> SqlVisits:
    return SqlVisits(database)


def at(time: str) -> str:
    return f"2025-03-01T{time}+00:00"


def test_a_first_visit_has_none_before_it(visits):
    assert visits.record("Asha", at("09:00:00")) is None
    assert visits.record("Asha", at("09:20:00")) is None


def test_a_visit_goes_on_until_a_break_of_half_an_hour(visits):
    for time in ("09:00:00", "09:20:00", "09:45:00"):
        assert visits.record("Asha", at(time)) is None
    assert visits.record("Asha", at("10:15:00")) == at("09:45:00")


def test_all_of_a_visit_is_told_when_the_one_before_ended(visits):
    visits.record("Asha", at("09:00:00"))
    assert visits.record("Asha", at("11:00:00")) == at("09:00:00")
    assert visits.record("asha", at("11:00:30")) == at("09:00:00")
    assert visits.record("Asha", at("11:20:00")) == at("09:00:00")
    assert visits.record("Asha", at("12:00:00")) == at("11:20:00")


def test_each_person_has_visits_of_their_own(visits):
    visits.record("Asha", at("09:00:00"))
    assert visits.record("Kai", at("11:00:00")) is None


def test_a_clock_that_goes_back_begins_no_visit(visits):
    visits.record("Asha", at("09:00:00"))
    assert visits.record("Asha", at("07:00:00")) is None
    assert visits.record("Asha", at("09:10:00")) is None


def test_what_is_only_looked_up_is_not_noted(visits):
    assert visits.last("Asha", at("08:00:00")) is None
    visits.record("Asha", at("09:00:00"))
    assert visits.last("asha", at("09:20:00")) is None
    assert visits.last("Asha", at("11:00:00")) == at("09:00:00")
    assert visits.last("Asha", at("11:20:00")) == at("09:00:00")
    assert visits.record("Asha", at("12:00:00")) == at("09:00:00")
    assert visits.last("Asha", at("12:10:00")) == at("09:00:00")
