"""Search over a repository of its own. Everything here is fictional."""

import json
import logging

import pytest

from domain.access import LOCAL_VIEWER, Marking, Role, Visibility
from domain.search import Known, ObservationFilter
from tests.builders import a_source, a_study, a_viewer
from use_cases import indexing
from use_cases.app import UseCases
from use_cases.bootstrap import open_use_cases
from use_cases.searching import search

SAID = "People waited weeks for the letter and were never told why."
READER = a_viewer("kai@museum.example", organisation="Museum", role=Role.READER)


def add(app: UseCases, study, *texts: str) -> list[str]:
    source = a_source(texts, study=study)
    app.repository.evidence.save_source(source)
    indexing.embed_pending(app.repository)
    indexing.index_pending(app.repository)
    return [item.id for item in source.observations]


@pytest.fixture
def told(app: UseCases) -> UseCases:
    """One sentence in an open study and in a team's own, and others beside it."""
    add(app, a_study("Permits"), SAID, "The quay has no lamp after dark.")
    add(app, a_study("Secret", visibility=Visibility.TEAM, marking=Marking.OFFICIAL_SENSITIVE), SAID)
    return app


def test_an_answer_says_how_far_the_question_is_answered(told):
    assert search(told.repository, LOCAL_VIEWER, "Do people wait for the letter?").known is Known.ANSWERED
    strange = search(told.repository, LOCAL_VIEWER, "Which glaciers does the observatory photograph?")
    assert strange.results and strange.known is Known.NOTHING


def test_where_nothing_is_left_to_answer_with_nothing_is_known(told, app):
    late = ObservationFilter(since="2090")
    answer = search(told.repository, LOCAL_VIEWER, "Do people wait for the letter?", where=late)
    assert (answer.results, answer.known) == ((), Known.NOTHING)


def test_an_empty_repository_knows_nothing(app):
    answer = search(app.repository, LOCAL_VIEWER, "Do people wait for the letter?")
    assert (answer.results, answer.known) == ((), Known.NOTHING)


def test_what_says_the_same_stands_once_where_asked_for(told):
    plain = search(told.repository, LOCAL_VIEWER, SAID)
    assert [result.evidence.text for result in plain.results[:2]] == [SAID, SAID]
    assert {result.also for result in plain.results} == {None}
    best, other = search(told.repository, LOCAL_VIEWER, SAID, fold=True).results
    assert (best.evidence, best.also) == (plain.results[0].evidence, (plain.results[1].evidence,))
    assert other.also == ()


def test_folded_results_are_as_many_as_were_asked_for(told):
    answer = search(told.repository, LOCAL_VIEWER, SAID, limit=2, fold=True)
    assert len(answer.results) == 2
    assert answer.marking is Marking.OFFICIAL_SENSITIVE


def test_nobody_learns_that_something_is_said_where_they_may_not_look(told):
    best = search(told.repository, READER, SAID, fold=True).results[0]
    assert (best.evidence.study, best.also) == ("Permits", ())


@pytest.mark.parametrize("viewer", [LOCAL_VIEWER, READER], ids=["sees everything", "a reader"])
@pytest.mark.parametrize("where", [None, ObservationFilter(organisations=frozenset({"Harbour Office"}))])
def test_a_new_observation_is_found_by_the_very_next_search(told, viewer, where):
    new = "The harp at gate seven is out of tune."
    before = search(told.repository, viewer, "harp out of tune", where=where)
    assert new not in {result.evidence.text for result in before.results}
    add(told, a_study("Gates"), new)
    after = search(told.repository, viewer, "harp out of tune", where=where)
    assert after.results[0].evidence.text == new


@pytest.mark.parametrize("index", ["words", "surroundings", "filtered"])
def test_files_of_another_version_are_built_anew_by_the_first_search_and_the_log_says_so(told, settings, index, caplog):
    pointer = settings.data_dir / "index" / index / "current.json"
    expected = [result.evidence.id for result in search(told.repository, READER, SAID).results]
    told.close()
    pointer.write_text(json.dumps(json.loads(pointer.read_text()) | {"format": 1000}))
    later = open_use_cases(settings)
    assert later.search_builds_first()
    with caplog.at_level(logging.INFO):
        found = search(later.repository, READER, SAID)
    assert [result.evidence.id for result in found.results] == expected
    assert not later.search_builds_first()
    later.close()
    assert "building them from storage" in caplog.text
    assert SAID not in caplog.text
