"""What a model outside answered, kept beside the observations that it was asked about. All bodies are fictional."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, event, select

from domain.access import LOCAL_VIEWER, Visibility
from domain.readings import Reading
from storage import schema
from storage.findings.readings import SqlReadings
from storage.withdrawal.withdrawals import SqlWithdrawals
from tests.builders import a_source, a_study, a_viewer
from tests.storage.test_withdrawing import shared, take_out

BY = "large-model at models.example.org"


@pytest.fixture
def readings(database):
    return SqlReadings(database)


def read(observation, *, pattern="PAT_01", by=BY, is_evidence=True, **fields):
    told = {"asked": "0123", "at": "2026-01-02T10:00:00+00:00"} | fields
    return Reading(observation_id=observation.id, pattern=pattern, by=by, is_evidence=is_evidence, **told)


def test_answers_come_back_as_they_were_given_those_of_each_model_apart(evidence, readings):
    source = a_source()
    evidence.save_source(source)
    first, second = source.observations
    given = [read(first), read(first, pattern="PAT_02", is_evidence=False), read(second)]
    readings.save([*given, read(first, by="another model")])
    assert readings.of(LOCAL_VIEWER, BY) == sorted(given, key=lambda each: (each.observation_id, each.pattern))
    assert readings.of(LOCAL_VIEWER, "another model") == [read(first, by="another model")]
    assert readings.of(LOCAL_VIEWER, "no model") == []


def test_a_later_answer_stands_in_place_of_an_earlier_one(evidence, readings, database):
    source = a_source()
    evidence.save_source(source)
    first = source.observations[0]
    later = read(first, is_evidence=False, asked="4567", at="2026-02-02T10:00:00+00:00")
    readings.save([read(first)])
    readings.save([read(first), later])
    assert readings.of(LOCAL_VIEWER, BY) == [later]
    with database.reading() as connection:
        assert len(connection.execute(select(schema.readings)).all()) == 1


def test_answers_on_one_pattern_replace_earlier_ones_at_once_and_leave_those_on_others(evidence, readings):
    source = a_source()
    evidence.save_source(source)
    given = [read(item, pattern=pattern) for item in source.observations for pattern in ("PAT_01", "PAT_02")]
    readings.save([*given, *(read(item, by="another model") for item in source.observations)])
    deleted = []

    def note(_connection, _cursor, statement, *_):
        deleted.extend([statement] if statement.startswith("DELETE") else [])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        readings.save([replace(each, is_evidence=False) for each in given if each.pattern == "PAT_01"])
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len(deleted) == 1
    assert {(each.pattern, each.is_evidence) for each in readings.of(LOCAL_VIEWER, BY)} == {
        ("PAT_01", False),
        ("PAT_02", True),
    }
    assert len(readings.of(LOCAL_VIEWER, "another model")) == len(source.observations) > 1


def test_what_is_shown_is_made_anew_after_answers_and_only_then(evidence, readings):
    source = a_source()
    evidence.save_source(source)
    before = evidence.revision()
    readings.save([])
    assert evidence.revision() == before
    readings.save([read(source.observations[0])])
    assert evidence.revision() > before


def test_an_answer_on_what_is_gone_meanwhile_is_let_go(evidence, readings):
    source = a_source()
    evidence.save_source(source)
    here = read(source.observations[0])
    readings.save([here, replace(here, observation_id="obs_gone")])
    assert readings.of(LOCAL_VIEWER, BY) == [here]


def test_nobody_gets_an_answer_on_what_they_may_not_see(evidence, readings):
    hidden = a_source(study=a_study("Of the team", visibility=Visibility.TEAM), name="team.md")
    plain = a_source()
    for source in (hidden, plain):
        evidence.save_source(source)
        readings.save([read(source.observations[0])])
    assert readings.of(a_viewer(), BY) == [read(plain.observations[0])]
    colleague = a_viewer(teams=frozenset({hidden.study.team_name}))
    assert len(readings.of(colleague, BY)) == 2


def test_answers_on_withdrawn_words_go_and_are_counted_and_others_stay(evidence, readings, database):
    source, withdrawals = shared(), SqlWithdrawals(database)
    evidence.save_source(source)
    readings.save([read(item) for item in source.observations])
    done = take_out(withdrawals, source, "P1")
    assert {row.store: row.removed for row in done.stores}["readings by a model"] == 2
    assert readings.of(LOCAL_VIEWER, BY) == [read(source.observations[1])]
    assert withdrawals.left(frozenset(item.id for item in source.observations[::2])) == {}


def test_what_was_coded_anew_keeps_its_answers(evidence, readings):
    source = a_source()
    evidence.save_source(source)
    readings.save([read(source.observations[0])])
    evidence.save_source(source)
    evidence.save_codings("a newer coder", {})
    assert readings.of(LOCAL_VIEWER, BY) == [read(source.observations[0])]
