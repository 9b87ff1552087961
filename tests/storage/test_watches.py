"""What people watch: each person's own, with what narrows it."""

import pytest

from domain.errors import InvalidRequest, NotFound
from domain.evidence import Kind, Level, Severity, Standing
from domain.people import Person
from domain.search import ObservationFilter
from domain.watches import MOST_WATCHES, Watch, filter_from, values_of
from storage.people import SqlPeople
from storage.watches import SqlWatches
from storage.withdrawal.withdrawals import SqlWithdrawals
from tests.storage.test_withdrawing import everything_in, shared, take_out

NOW, LATER = "2026-01-02T10:00:00+00:00", "2026-01-03T10:00:00+00:00"
WHERE = ObservationFilter(
    organisations=frozenset({"Harbour Office", "Museum"}),
    kinds=frozenset({Kind.PAIN_POINT}),
    systems=frozenset({"Case file"}),
    researched_by=frozenset({"Harbour Office"}),
    severities=frozenset({Severity.HIGH}),
    levels=frozenset({Level.BETWEEN, Level.RULE}),
    standings=frozenset({Standing.LIVE}),
    patterns=frozenset({"PAT_03"}),
    methods=frozenset({"Interviews"}),
    attributes=frozenset({("Age", "40 to 60"), ("Region", "North")}),
    since="2024",
    matched=True,
)


@pytest.fixture
def watches(database):
    return SqlWatches(database)


def a_watch(query="letters that never come", **fields):
    return Watch(id="", query=query, **fields)


def test_a_watch_comes_back_with_what_narrows_it_from_now_on(watches):
    identifier = watches.add("asha", a_watch(where=WHERE), NOW)
    (found,) = watches.watches("Asha ")
    assert (found.id, found.query, found.where, found.looked_at) == (identifier, "letters that never come", WHERE, NOW)
    assert all(isinstance(kind, Kind) for kind in found.where.kinds)
    assert all(isinstance(level, Level) for level in found.where.levels)
    assert watches.watches("bo") == []


def test_what_narrows_survives_a_program_that_knows_fewer_fields():
    assert filter_from(values_of(WHERE) | {"added_later": ["x"], "kinds": ["pain_point", "unheard of"]}) == WHERE
    assert values_of(ObservationFilter()) == {}
    of_before = {"organisations": ["Museum"], "kinds": ["need"], "since": "2024"}
    assert filter_from(of_before) == ObservationFilter(
        organisations=frozenset({"Museum"}), kinds=frozenset({Kind.NEED}), since="2024"
    )


def test_the_same_thing_is_watched_once_and_another_filter_is_another_thing(watches):
    first = watches.add("asha", a_watch(where=WHERE), NOW)
    assert watches.add("asha", a_watch(where=WHERE), LATER) == first
    assert watches.add("asha", a_watch(), LATER) != first
    assert watches.add("bo", a_watch(where=WHERE), LATER) != first
    point = Watch(id="", pain_point="pp_1")
    assert watches.add("asha", point, LATER) == watches.add("asha", point, LATER)
    assert [each.query for each in watches.watches("asha")] == ["letters that never come"] * 2 + [""]


def test_looking_moves_the_moment_on_and_never_back(watches):
    identifier = watches.add("asha", a_watch(), NOW)
    watches.looked("asha", identifier, LATER, ["obs_1"])
    watches.looked("asha", identifier, NOW, ["obs_2"])
    (found,) = watches.watches("asha")
    assert (found.looked_at, found.told) == (LATER, ("obs_1",))


def test_nobody_touches_what_another_watches(watches):
    identifier = watches.add("asha", a_watch(), NOW)
    for touch in (lambda: watches.remove("bo", identifier), lambda: watches.looked("bo", identifier, LATER)):
        with pytest.raises(NotFound):
            touch()
    watches.remove("asha", identifier)
    assert watches.watches("asha") == []


def test_there_is_an_end_to_what_one_may_watch(watches):
    for number in range(MOST_WATCHES):
        watches.add("asha", a_watch(f"letter {number}"), NOW)
    with pytest.raises(InvalidRequest):
        watches.add("asha", a_watch(), NOW)
    watches.add("bo", a_watch(), NOW)


def test_a_person_who_is_taken_out_watches_nothing_any_more(watches, database):
    people = SqlPeople(database)
    people.save_person(Person(sign_in="asha"))
    watches.add("asha", a_watch(), NOW)
    people.remove_person("asha")
    assert watches.watches("asha") == []


def test_a_watch_that_tells_a_withdrawn_word_goes_and_others_forget_the_observation(watches, evidence, database):
    source = shared()
    evidence.save_source(source)
    watches.add("asha", a_watch("grobnitz"), NOW)
    watches.add("asha", a_watch("phone", where=ObservationFilter(organisations=frozenset({"zyxwquorum"}))), NOW)
    told = tuple(item.id for item in source.observations)
    watches.add("asha", a_watch("phone", told=told), NOW)
    take_out(SqlWithdrawals(database), source, "P1")
    assert [each.query for each in watches.watches("asha")] == ["phone"]
    assert watches.watches("asha")[0].told == (source.observations[1].id,)
    assert "grobnitz" not in everything_in(database) and "zyxwquorum" not in everything_in(database)
