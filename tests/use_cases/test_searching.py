"""Search over a repository of its own. Everything here is fictional."""

import json
import logging

import pytest

from domain.access import LOCAL_VIEWER, Marking, Role, Visibility
from domain.catalogue import Organisation, System
from domain.errors import NotFound
from domain.search import Known, ObservationFilter, SearchMode
from tests.builders import a_source, a_study, a_viewer
from tests.storage.test_themes import a_run
from use_cases.app import UseCases
from use_cases.evidence import indexing
from use_cases.knowing.searching import search
from use_cases.running.bootstrap import open_use_cases

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


@pytest.fixture
def themed(told) -> dict[str, str]:
    """A theme of the letter that everyone sees, one of the lamp, one of what a team alone may see."""
    ids = {item.id: item for item in told.repository.evidence.all_evidence(LOCAL_VIEWER)}
    secret = [name for name, item in ids.items() if item.study == "Secret"]
    lamp = [name for name, item in ids.items() if "lamp" in item.text]
    letter = sorted(ids.keys() - {*secret, *lamp})
    told.repository.themes.save_run(a_run("one", [letter, lamp, secret]))
    of_topic = {row.topic: row.id for row in told.repository.themes.themes(LOCAL_VIEWER)}
    return {"letter": of_topic[0], "lamp": of_topic[1], "secret": of_topic[2]}


def within(*themes: str) -> ObservationFilter:
    return ObservationFilter(themes=frozenset(themes))


def test_a_search_keeps_to_the_themes_it_is_narrowed_to(told, themed):
    def found(viewer, *names):
        answer = search(told.repository, viewer, SAID, where=within(*(themed[name] for name in names)), facets=True)
        return sorted(result.evidence.text for result in answer.results)

    assert found(READER, "lamp") == ["The quay has no lamp after dark."]
    assert found(LOCAL_VIEWER, "letter", "secret") == [SAID, SAID]
    told.repository.themes.merge(LOCAL_VIEWER, themed["lamp"], themed["letter"])
    assert found(READER, "lamp") == [SAID, "The quay has no lamp after dark."]


def test_a_theme_of_which_a_viewer_sees_nothing_sounds_like_one_that_is_not_there(told, themed):
    def said(viewer, theme, *beside):
        with pytest.raises(NotFound) as refused:
            search(told.repository, viewer, SAID, where=within(theme, *beside))
        return str(refused.value).replace(theme, "")

    assert said(READER, themed["secret"]) == said(READER, "th_none") == said(LOCAL_VIEWER, "th_none")
    assert said(READER, themed["secret"], themed["letter"]) == said(READER, "th_none")
    assert "throughline themes list" in said(READER, "th_none")


@pytest.fixture
def named(app: UseCases) -> UseCases:
    """A body by its name, by its acronym, by the name of the one before it, and under a name that a team alone sees."""
    app.repository.catalogue.save(
        Organisation(name="Mooring Licence Office", aliases=("MLO",)),
        Organisation(name="Quay Desk", successor="Mooring Licence Office"),
        Organisation(name="Slipway Desk", successor="Mooring Licence Office"),
    )
    add(
        app,
        a_study("Permits"),
        "Boat owners say the Mooring Licence Office loses their renewal forms.",
        "The MLO sends a reminder after the berth is gone.",
        "Quay Desk clerks copied each plate number by hand.",
        "The lamp on the pier is dark.",
        "Berth Waiting List (BWL) places are told by post.",
        "Nobody explains how the berth waiting list is ordered.",
    )
    add(app, a_study("Secret", visibility=Visibility.TEAM), "The Hidden Harbour Fund (HHF) paid twice.")
    return app


def texts_found(app: UseCases, query: str, limit: int = 3, **asked) -> list[str]:
    found = search(app.repository, LOCAL_VIEWER, query, limit=limit, **asked).results
    return [result.evidence.text for result in found]


@pytest.mark.parametrize("mode", [SearchMode.HYBRID, SearchMode.KEYWORD])
@pytest.mark.parametrize("name", ["MLO", "mlo", "Mooring Licence Office", "Quay Desk"])
def test_what_is_said_under_any_name_of_a_body_is_found_by_each(named, name, mode):
    found = " ".join(texts_found(named, f"{name} renewals", mode=mode))
    assert "Mooring Licence Office loses" in found
    assert "MLO sends" in found


def test_an_answer_tells_what_else_was_looked_for(named):
    told = search(named.repository, LOCAL_VIEWER, "What is wrong with the Quay Desk?").also_looked_for
    assert told == ("Mooring Licence Office", "MLO")
    assert search(named.repository, LOCAL_VIEWER, "Why is the pier dark?").also_looked_for == ()


def test_an_acronym_that_the_notes_explain_is_looked_for_in_full_and_the_other_way_round(named):
    assert search(named.repository, READER, "Who orders the BWL?").also_looked_for == ("Berth Waiting List",)
    assert search(named.repository, READER, "Who orders the berth waiting list?").also_looked_for == ("BWL",)
    assert "Nobody explains how the berth waiting list is ordered." in texts_found(
        named, "Who orders the BWL?", limit=2
    )


def test_an_acronym_explained_where_one_may_not_look_is_not_explained(named):
    assert search(named.repository, LOCAL_VIEWER, "Did the HHF pay?").also_looked_for == ("Hidden Harbour Fund",)
    for question in ("Did the HHF pay?", "Did the Hidden Harbour Fund pay?"):
        assert search(named.repository, READER, question).also_looked_for == ()


def test_a_name_that_ingest_took_from_a_source_is_told_to_who_sees_it_there(named):
    named.repository.catalogue.remember(System(name="Tidewheel", aliases=("TWL",)))
    assert search(named.repository, LOCAL_VIEWER, "Is Tidewheel slow?").also_looked_for == ("TWL",)
    assert search(named.repository, READER, "Is Tidewheel slow?").also_looked_for == ()


def test_a_new_alias_is_known_at_once(named):
    assert search(named.repository, READER, "Is the Lantern Crew late?").also_looked_for == ()
    named.repository.catalogue.save(Organisation(name="Lamp Office", aliases=("Lantern Crew",)))
    assert search(named.repository, READER, "Is the Lantern Crew late?").also_looked_for == ("Lamp Office",)


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
