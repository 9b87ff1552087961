"""Nobody learns from a search that a word stands where they may not look. Everything here is fictional."""

import pytest

from domain.access import Role, Visibility
from domain.search import SearchMode
from settings import Settings
from tests.builders import a_source, a_study, a_viewer
from use_cases.app import UseCases
from use_cases.evidence import indexing
from use_cases.running.bootstrap import open_use_cases

READER = a_viewer("kai@museum.example", organisation="Museum", role=Role.READER)
OPEN = (
    "People waited seven weeks for the letter and were never told why.",
    "The quay has no lamp after dark and people stumble there.",
    "The harbourside office closes before people leave their work.",
)
HIDDEN = (
    "The zorbankment of the pier was sold to the harbourmaster quietly late at night.",
    "Who asks whether the zorbankment of the quay pays the letter office?",
)
"""As long as what is open, counted in stems: by how long texts are words weigh a little, and that tells no word."""
QUERIES = (
    "zorbankment",
    "zorbankmant",  # one letter off a hidden word
    "zorbenkmant",  # two letters off it
    "harbourmaster",
    "Who sold the harbourmaster the pier quietly?",
    "harbourside",
    "harborsidee",  # two letters off a word in sight
    "Why do people wait for the zorbankment letter?",
    "pier people",
)


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    """The same open study twice: alone, and beside one that the reader may not see."""
    folder = tmp_path_factory.mktemp("worlds")
    alone, beside = (open_use_cases(Settings.from_environment(folder / name)) for name in ("alone", "beside"))
    add(alone, a_study("Permits"), OPEN)
    add(beside, a_study("Permits"), OPEN)
    add(beside, a_study("Secret", visibility=Visibility.TEAM), HIDDEN)
    yield alone, beside
    alone.close()
    beside.close()


def add(app: UseCases, study, texts) -> None:
    app.repository.evidence.save_source(a_source(texts, study=study))
    indexing.embed_pending(app.repository)
    indexing.index_pending(app.repository)


@pytest.mark.parametrize("mode", SearchMode)
@pytest.mark.parametrize("query", QUERIES)
def test_an_answer_is_the_same_as_if_what_is_hidden_were_not_there(worlds, query, mode):
    alone, beside = (world.search(READER, query, mode=mode) for world in worlds)
    assert beside.known is alone.known
    assert beside.also_looked_for == alone.also_looked_for
    assert [found.evidence.id for found in beside.results] == [found.evidence.id for found in alone.results]
    scores = [found.score for found in alone.results]
    assert [found.score for found in beside.results] == pytest.approx(scores, rel=1e-4)


@pytest.mark.parametrize("query", ["zorbankmant", "zorbenkmant"])
def test_who_may_look_finds_the_mistyped_word(worlds, query):
    (_, beside) = worlds
    found = beside.search(beside.viewer(), query, mode=SearchMode.KEYWORD).results
    assert {result.evidence.study for result in found} == {"Secret"}
