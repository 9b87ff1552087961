"""Narrowing to themes: what they hold for whoever looks, on every path that takes a filter. All of it is invented."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.evidence import About, Coding, Kind
from domain.facets import Facet
from domain.insights import ThemeStatus
from domain.search import ObservationFilter
from storage.findings.decisions import SqlDecisions
from storage.news import SqlNews
from storage.observations import theme_filter
from storage.observations.answers import SqlAnswers
from storage.observations.evidence import SqlEvidence
from storage.observations.facets import SqlFacets
from storage.observations.theme_filter import is_among
from storage.schema import observations
from storage.studies.coverage import SqlCoverage
from tests.builders import a_source, a_study, a_viewer
from tests.storage.test_themes import a_run

STRANGER = a_viewer("Kai Holm", organisation="Museum", role=Role.READER)
LONG_AGO = "2020-01-01T00:00:00+00:00"


@pytest.fixture
def ids(evidence):
    """Six sentences about the council, which everyone may see, and six about the board, which its team alone may."""
    council = a_source([f"Council sentence {n}." for n in range(6)], about=[About(name="Council")])
    hidden = a_study("Board study", visibility=Visibility.TEAM)
    board = a_source([f"Board sentence {n}." for n in range(6)], about=[About(name="Board")], study=hidden)
    evidence.save_source(council)
    evidence.save_source(board)
    return [item.id for item in (*council.observations, *board.observations)]


@pytest.fixture
def found(themes, ids):
    """Return the themes of a run by topic: two of the council, one of the board, one of both."""
    themes.save_run(a_run("one", [ids[:3], ids[3:5], ids[6:9], [ids[5], *ids[9:]]]))
    return {row.topic: row.id for row in themes.themes(LOCAL_VIEWER)}


def within(*themes):
    return ObservationFilter(themes=frozenset(themes))


def test_a_search_is_narrowed_to_what_any_of_its_themes_holds(evidence, ids, found):
    assert evidence.visible_ids(LOCAL_VIEWER, within(found[0])) == set(ids[:3])
    assert evidence.visible_ids(LOCAL_VIEWER, within(found[0], found[2])) == {*ids[:3], *ids[6:9]}


def test_each_way_of_narrowing_must_fit(evidence, ids, found):
    both = ObservationFilter(themes=frozenset({found[3]}), organisations=frozenset({"Board"}))
    assert evidence.visible_ids(LOCAL_VIEWER, both) == set(ids[9:])


def test_a_viewer_finds_in_a_theme_what_they_may_see_of_it(evidence, ids, found):
    assert evidence.visible_ids(STRANGER, within(found[3])) == {ids[5]}
    assert evidence.visible_ids(STRANGER, within(found[2])) == set()


def test_a_theme_that_is_not_there_holds_nothing_and_takes_nothing_from_others(evidence, ids, found):
    assert evidence.visible_ids(LOCAL_VIEWER, within("th_none")) == set()
    assert evidence.visible_ids(LOCAL_VIEWER, within("th_none", found[0])) == set(ids[:3])


def test_without_a_run_no_theme_holds_anything(evidence, ids):
    assert evidence.visible_ids(LOCAL_VIEWER, within("th_none")) == set()
    assert evidence.count(LOCAL_VIEWER, within("th_none")) == 0


def test_every_path_that_takes_a_filter_keeps_to_its_themes(database, evidence, themes, ids, found):
    where = within(found[0], found[2])
    mine = ids[:3]
    assert evidence.visible_ids(STRANGER, where) == set(mine)
    assert evidence.visible_ids(STRANGER, where, among=[*ids[1:5], ids[6]]) == set(ids[1:3])
    assert evidence.count(STRANGER, where) == 3
    assert sorted(item.id for item in evidence.all_evidence(STRANGER, where)) == sorted(mine)
    held = evidence.holdings(STRANGER, where)
    assert (held.observations, held.studies, held.organisations) == (3, 1, 1)
    assert {row.id: row.observations for row in themes.themes(STRANGER, where)} == {found[0]: 3}
    counted = SqlCoverage(database).coverage(STRANGER, where)
    assert [count.observations for count in counted.values()] == [3]
    assert SqlNews(database).new_observations(STRANGER, LONG_AGO, where) == set(mine)


def test_closed_answers_are_counted_within_a_theme(database, evidence, themes):
    source = a_source(["North.", "South.", "East."])
    known = [("Region", "North"), ("Region", "South"), ("Region", "East")]
    said = tuple(replace(item, attributes=(pair,)) for item, pair in zip(source.observations, known, strict=True))
    evidence.save_source(replace(source, observations=said))
    themes.save_run(a_run("one", [[said[0].id, said[1].id], [said[2].id]]))
    first = next(row.id for row in themes.themes(LOCAL_VIEWER) if row.topic == 0)
    answers = SqlAnswers(database)
    (region,) = answers.attributes(LOCAL_VIEWER, within(first))
    assert set(region.values) == {"North", "South"}
    assert {count.value for count in answers.counts(LOCAL_VIEWER, "Region", within(first))} == {"North", "South"}


def test_a_theme_that_was_merged_stands_for_what_it_was_merged_into_over_all_steps(evidence, themes, ids, found):
    act = themes.merge(LOCAL_VIEWER, found[0], found[1])
    themes.merge(LOCAL_VIEWER, found[1], found[2])
    whole = {*ids[:5], *ids[6:9]}
    assert evidence.visible_ids(LOCAL_VIEWER, within(found[0])) == whole
    assert evidence.visible_ids(LOCAL_VIEWER, within(found[2])) == whole
    themes.take_back(LOCAL_VIEWER, act)
    assert evidence.visible_ids(LOCAL_VIEWER, within(found[0])) == set(ids[:3])


def test_what_was_split_off_is_in_the_new_theme_and_no_longer_in_the_old_one(evidence, themes, ids, found):
    act, part = themes.split(LOCAL_VIEWER, found[0], ids[:1], "A theme of its own")
    assert evidence.visible_ids(LOCAL_VIEWER, within(found[0])) == set(ids[1:3])
    assert evidence.visible_ids(LOCAL_VIEWER, within(part)) == {ids[0]}
    themes.take_back(LOCAL_VIEWER, act)
    assert evidence.visible_ids(LOCAL_VIEWER, within(found[0])) == set(ids[:3])
    assert evidence.visible_ids(LOCAL_VIEWER, within(part)) == set()


def test_what_people_said_of_single_sentences_goes_before_the_run(database, evidence, themes, ids, found):
    decisions = SqlDecisions(database)
    act = decisions.decide(LOCAL_VIEWER, ids[0], not_of=[found[0]], of=[found[1]])
    assert evidence.visible_ids(LOCAL_VIEWER, within(found[0])) == set(ids[1:3])
    assert evidence.visible_ids(LOCAL_VIEWER, within(found[1])) == {ids[0], *ids[3:5]}
    decisions.take_back(LOCAL_VIEWER, act)
    assert evidence.visible_ids(LOCAL_VIEWER, within(found[0])) == set(ids[:3])


def test_a_new_run_an_accepted_theme_and_what_is_withdrawn_are_followed_at_once(evidence, themes, ids, found):
    themes.decide(LOCAL_VIEWER, found[0], ThemeStatus.ACCEPTED)
    themes.save_run(a_run("two", [[*ids[:3], ids[4]]], ungrouped=ids[5:]))
    assert evidence.visible_ids(LOCAL_VIEWER, within(found[0])) == {*ids[:3], ids[4]}
    assert evidence.visible_ids(LOCAL_VIEWER, within(found[1])) == set()
    evidence.save_source(a_source(["Council sentence 1.", "Council sentence 2."], about=[About(name="Council")]))
    assert evidence.visible_ids(LOCAL_VIEWER, within(found[0])) < {*ids[:3], ids[4]}


@pytest.fixture
def worked_out(monkeypatch):
    """One for each time that what themes hold was worked out."""
    times = []
    real = theme_filter.groups_of
    monkeypatch.setattr(theme_filter, "groups_of", lambda connection: times.append(1) or real(connection))
    return times


def test_themes_are_worked_out_where_they_are_asked_for_and_once_until_they_may_differ(
    evidence, ids, found, worked_out
):
    evidence.visible_ids(LOCAL_VIEWER, ObservationFilter(organisations=frozenset({"Board"})))
    evidence.count(LOCAL_VIEWER)
    assert worked_out == []
    for theme in (found[0], found[1], "th_none"):
        evidence.visible_ids(LOCAL_VIEWER, within(theme))
    assert worked_out == [1]
    evidence.save_source(a_source(["What is new is in no theme yet."], name="new.md"))
    evidence.save_codings("test", {ids[0]: Coding(kind=Kind.NEED, pain_point=0.1, severity=None)})
    assert evidence.visible_ids(LOCAL_VIEWER, within(found[0])) == set(ids[:3])
    assert worked_out == [1]


def test_what_themes_hold_is_worked_out_once_for_every_path_that_takes_a_filter(database, ids, found, worked_out):
    where = within(found[0])
    assert SqlEvidence(database).count(LOCAL_VIEWER, where) == 3
    assert len(SqlEvidence(database).all_evidence(LOCAL_VIEWER, where)) == 3
    assert SqlEvidence(database).visible_ids(LOCAL_VIEWER, where, among=ids) == set(ids[:3])
    assert SqlCoverage(database).coverage(LOCAL_VIEWER, where)
    assert len(SqlNews(database).new_observations(LOCAL_VIEWER, LONG_AGO, where)) == 3
    assert SqlFacets(database).counts(LOCAL_VIEWER, ids)[Facet.THEME]
    assert worked_out == [1]


def test_whatever_changes_what_a_theme_holds_has_it_worked_out_anew(database, evidence, themes, ids, found, worked_out):
    decisions = SqlDecisions(database)
    done = []
    changes = (
        lambda: done.append(decisions.decide(LOCAL_VIEWER, ids[0], not_of=[found[0]])),
        lambda: decisions.take_back(LOCAL_VIEWER, done.pop()),
        lambda: done.append(themes.decide(LOCAL_VIEWER, found[0], ThemeStatus.ACCEPTED)),
        lambda: themes.take_back(LOCAL_VIEWER, done.pop()),
        lambda: done.append(themes.merge(LOCAL_VIEWER, found[0], found[1])),
        lambda: themes.take_back(LOCAL_VIEWER, done.pop()),
        lambda: themes.split(LOCAL_VIEWER, found[0], ids[:1], "A theme of its own"),
        lambda: themes.save_run(a_run("one", [ids[:3], ids[3:5]])),
        lambda: evidence.save_source(a_source([f"Council sentence {n}." for n in range(4)])),
    )
    for number, change in enumerate(changes, start=1):
        evidence.visible_ids(LOCAL_VIEWER, within(found[0]))
        assert len(worked_out) == number
        change()
    evidence.visible_ids(LOCAL_VIEWER, within(found[0]))
    assert len(worked_out) == len(changes) + 1


def test_facets_count_the_themes_of_what_a_viewer_may_see(database, ids, found):
    counts = SqlFacets(database).counts(STRANGER, ids)[Facet.THEME]
    assert [(each.value, each.observations) for each in counts] == [(found[0], 3), (found[1], 2), (found[3], 1)]


def test_however_many_values_go_to_the_database_as_one_parameter(database, ids):
    sent = []
    many = [*ids[:2], *(f"obs_{n}" for n in range(40_000)), 'a "quoted" one']
    with database.reading() as connection:
        event.listen(connection.engine, "before_cursor_execute", lambda *said: sent.append(said[3]))
        there = connection.execute(observations.select().where(is_among(connection, observations.c.id, many))).all()
        nothing = connection.execute(observations.select().where(is_among(connection, observations.c.id, ()))).all()
    assert {row.id for row in there} == set(ids[:2])
    assert nothing == []
    assert [len(parameters) for parameters in sent] == [1, 1]
