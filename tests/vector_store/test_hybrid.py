import numpy as np
import pytest

from domain.errors import InvalidRequest
from domain.search import Found, Known, SearchMode
from vector_store import hybrid
from vector_store.chroma_index import ChromaIndex
from vector_store.chroma_owner import open_chroma
from vector_store.filtered_vectors import FilteredVectors
from vector_store.hybrid import HybridSearch
from vector_store.lexical_index import Bm25Index


@pytest.fixture(scope="module")
def parts(tmp_path_factory, embedder, ids, texts, vectors):
    folder = tmp_path_factory.mktemp("search")
    with open_chroma(folder) as connection:
        index = ChromaIndex(connection, embedder.name, embedder.dimensions)
        index.upsert(ids, vectors)
        words = Bm25Index(folder / "words")
        words.build(ids, texts, revision=1)
        yield embedder, index, words


@pytest.fixture
def search(parts):
    return HybridSearch(*parts)


@pytest.fixture
def exact_search(parts, ids, vectors):
    def vectors_of(asked):
        rows = [ids.index(one) for one in asked if one in ids]
        return [ids[row] for row in rows], vectors[rows]

    return HybridSearch(*parts, vectors_of=vectors_of)


def found(search, query, **asked):
    return [hit.id for hit in search.find(query, **{"limit": 3, **asked}).hits]


@pytest.mark.parametrize("mode", list(SearchMode))
def test_each_mode_finds_the_passage_with_the_querys_words_and_meaning(search, mode):
    assert found(search, "interpreter booked for the wrong day of the hearing", mode=mode)[0] == "obs_09"


def test_a_question_in_other_words_is_answered_by_meaning(search):
    assert "obs_06" in found(search, "Why do people distrust messages on their phone?")


def test_a_reference_number_is_found_although_it_means_nothing(search):
    assert found(search, "MX-4471")[0] == "obs_08"


@pytest.mark.parametrize("mode", list(SearchMode))
@pytest.mark.parametrize("exactly", [True, False])
def test_only_what_is_allowed_is_found_and_as_much_of_it_as_there_is(search, exact_search, mode, exactly):
    allowed = frozenset({"obs_01", "obs_09", "not indexed"})
    asked = exact_search if exactly else search
    hits = found(asked, "form letter hearing change", mode=mode, allowed=allowed, limit=10)
    assert set(hits) == {"obs_01", "obs_09"}


def test_a_broad_filter_is_fetched_for_until_there_is_enough(search, exact_search, monkeypatch, ids):
    monkeypatch.setattr(hybrid, "OVERFETCH", 2)
    monkeypatch.setattr(hybrid, "EXACT_UP_TO", 0)
    monkeypatch.setattr(hybrid, "MAX_FETCH", 4)
    allowed = frozenset(ids[-4:])
    for asked in (search, exact_search):
        assert len(found(asked, "carers and the housing form", mode=SearchMode.SEMANTIC, allowed=allowed)) == 3


def test_exact_and_overfetched_search_agree(search, exact_search, ids):
    allowed = frozenset(ids[::2])
    query = "staff keep their own list"
    assert found(search, query, allowed=allowed, limit=5) == found(exact_search, query, allowed=allowed, limit=5)


def test_nothing_allowed_is_nothing_found(search):
    assert search.find("form", limit=3, allowed=frozenset()).hits == ()


@pytest.mark.parametrize("query", ["", "   ", "\n\t", "\u00a0"])
def test_an_empty_query_is_refused_with_advice(search, query):
    with pytest.raises(InvalidRequest) as refused:
        search.find(query, limit=3)
    assert refused.value.remedy


def test_a_limit_of_none_is_refused(search):
    with pytest.raises(InvalidRequest):
        search.find("form", limit=0)


@pytest.mark.parametrize("mode", list(SearchMode))
@pytest.mark.parametrize(
    "query", ["form " * 2048, "\x00\x07\x1b[31m", "🙂🙃", "שלום עולם", "\u202eform", "' OR 1=1 --", "*", "form \ud800"]
)
def test_any_query_is_answered(search, mode, query):
    hits = search.find(query, mode=mode, limit=3).hits
    assert len(hits) <= 3
    assert all(np.isfinite(hit.score) for hit in hits)


def test_the_same_query_gives_the_same_answer(search):
    assert search.find("who owns the letter", limit=10) == search.find("who owns the letter", limit=10)


def test_a_query_copied_from_a_passage_finds_that_passage_first(search, ids, texts):
    assert [found(search, text)[0] for text in texts] == ids


def test_what_holds_the_code_of_a_query_comes_first(search):
    assert found(search, "people gave up, the bill MX4471 was wrong")[0] == "obs_08"


@pytest.mark.parametrize("mode", [SearchMode.HYBRID, SearchMode.KEYWORD])
def test_a_quoted_phrase_keeps_everything_else_out(search, mode):
    assert found(search, '"wrong day" of the letter', mode=mode) == ["obs_09"]
    assert found(search, '"day wrong"', mode=mode) == []


def test_a_phrase_that_is_nowhere_is_told_as_nothing_known(search):
    assert search.find('"purple elephants"', limit=3) == Found(hits=(), known=Known.NOTHING)


@pytest.mark.parametrize("mode", list(SearchMode))
def test_how_far_a_question_is_answered_is_the_same_in_each_mode(search, mode):
    assert search.find("The text message looked like a scam", mode=mode, limit=3).known is Known.ANSWERED
    assert search.find("zebra quarks on Neptune", mode=mode, limit=3).known is Known.NOTHING


def test_what_is_worth_more_for_a_question_comes_before_what_is_as_near(search):
    plain = found(search, "letters and forms")
    lifted = found(search, "letters and forms", worth=lambda ids: {plain[-1]: 0.5})
    assert lifted[0] == plain[-1]


HOSTILE = {
    "ten kilobytes": "form and letter " * 640,
    "one endless word": "x" * 10_240,
    "operators": 'AND OR NOT ( ) * ~ ^ : "',
    "sql": "'; DROP TABLE observations; --",
    "control characters": "form\x00\x01\x1b[31m\x7f letter",
    "right to left": "\u202eطلب استمارة\u202c",
    "emoji": "👩‍👩‍👧 🏠❓",
    "punctuation": "?!…—()",
    "lone surrogate": "form \ud800 letter",
    "combining marks": "e" + "\u0301" * 5000,
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("mode", list(SearchMode))
def test_whatever_is_asked_is_answered(search, query, mode):
    assert len(search.find(query, mode=mode, limit=3).hits) <= 3


@pytest.mark.parametrize("query", ["", "   ", "\n\t"])
def test_an_empty_query_is_told(search, query):
    with pytest.raises(InvalidRequest):
        search.find(query, limit=3)


def test_an_index_for_filters_finds_what_the_exact_comparison_finds(parts, exact_search, tmp_path, ids, vectors):
    filtered = FilteredVectors(tmp_path)
    search, allowed = HybridSearch(*parts, filtered=filtered), frozenset(ids[::2])
    asked = {"query": "staff keep their own list", "allowed": allowed, "limit": 5}
    expected = found(exact_search, **asked)
    assert found(search, **asked) == expected  # not built yet: the index of vectors is asked
    filtered.build(ids, vectors, revision=1)
    assert found(search, **asked) == expected
