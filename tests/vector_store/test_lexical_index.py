import json
import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from domain.errors import IndexMissing, IndexUnusable
from domain.search import Agreement
from vector_store.lexical_index import Bm25Index


@pytest.fixture
def words(tmp_path, ids, texts):
    index = Bm25Index(tmp_path / "words")
    index.build(ids, texts, revision=7)
    return index


def found(index, query, **asked):
    return [hit.id for hit in index.asked(query).matches(**{"limit": 10, **asked})[0]]


def test_a_passage_with_the_querys_words_comes_first(words):
    assert found(words, "private spreadsheets of staff")[0] == "obs_04"


def test_a_reference_number_is_found(words):
    assert found(words, "MX-4471")[0] == "obs_08"


def test_word_forms_and_capitals_do_not_matter(words):
    assert found(words, "DELETING scams")[0] == found(words, "deleted scam")[0] == "obs_06"


def test_scores_are_shares_of_what_the_query_could_reach(words, texts):
    whole = words.asked(texts[9]).matches(limit=1)[0][0]
    part = words.asked("interpreter zeppelin quokka").matches(limit=1)[0][0]
    assert 1.0 >= whole.score > 0.5 > part.score > 0.0


@pytest.mark.parametrize("query", ["zeppelin", "the of and", "🙂", "\x00\x01", "שלום", "", "!!!"])
def test_a_query_without_a_known_word_finds_nothing(words, query):
    assert words.asked(query).matches(limit=5)[0] == []


def test_only_those_asked_for_are_ranked(words):
    assert found(words, "form letter hearing", among=frozenset({"obs_09", "unknown"})) == ["obs_09"]
    assert found(words, "form letter hearing", among=frozenset()) == []


def test_equal_passages_come_in_the_order_of_their_identifiers(tmp_path):
    index = Bm25Index(tmp_path)
    index.build(["c", "a", "d", "b"], ["lost letter"] * 4, revision=1)
    assert found(index, "letter", limit=3) == ["a", "b", "c"]


def test_another_instance_sees_a_new_build_at_its_next_query(words, tmp_path, ids):
    other = Bm25Index(tmp_path / "words")
    assert other.revision() == 7
    assert found(other, "kiosk") == []
    words.build(["obs_new"], ["The kiosk was closed."], revision=8)
    assert found(other, "kiosk") == ["obs_new"]
    assert other.revision() == 8


def test_only_the_newest_build_is_kept(words, tmp_path, ids, texts):
    words.build(ids, texts, revision=8)
    assert len(list((tmp_path / "words").glob("build-*"))) == 1


@pytest.mark.parametrize("texts_of_nothing", [[], ["", "!!!"]])
def test_an_index_of_no_words_finds_nothing(tmp_path, texts_of_nothing):
    index = Bm25Index(tmp_path)
    index.build([str(row) for row in range(len(texts_of_nothing))], texts_of_nothing, revision=1)
    assert index.asked("anything").matches(limit=3)[0] == []
    assert index.revision() == 1


def test_without_an_index_there_is_no_revision_and_a_search_tells_the_way_out(tmp_path):
    index = Bm25Index(tmp_path / "none")
    assert index.revision() is None
    with pytest.raises(IndexMissing) as unusable:
        index.asked("form").matches(limit=1)[0]
    assert "rebuild-index" in unusable.value.remedy


@pytest.mark.parametrize(
    "damage", ["ids.json", "params.index.json", "vocab.index.json", "data.csc.index.npy", "counts.npy"]
)
@pytest.mark.parametrize("how", ["removed", "garbage", "cut"])
def test_a_damaged_file_is_told_and_mended_by_a_rebuild(tmp_path, ids, texts, damage, how):
    Bm25Index(tmp_path).build(ids, texts, revision=1)
    (path,) = tmp_path.glob(f"build-*/{damage}")
    if how == "removed":
        path.unlink()
    elif how == "garbage":
        path.write_bytes(b"garbage")
    else:
        os.truncate(path, path.stat().st_size // 2)
    index = Bm25Index(tmp_path)
    with pytest.raises(IndexUnusable):
        index.asked("form").matches(limit=1)[0]
    index.build(ids, texts, revision=2)
    assert found(index, "housing form")[0] == "obs_00"


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 1, "revision": "x", "build": "b"}', "\x00"])
def test_a_damaged_pointer_counts_as_no_index(words, tmp_path, content):
    (tmp_path / "words" / "current.json").write_text(content)
    assert words.revision() is None
    with pytest.raises(IndexUnusable):
        words.asked("form").matches(limit=1)[0]


def test_an_index_of_another_format_is_refused(words, tmp_path):
    pointer = tmp_path / "words" / "current.json"
    pointer.write_text(json.dumps({**json.loads(pointer.read_text()), "format": 99}))
    with pytest.raises(IndexUnusable, match="version"):
        words.asked("form").matches(limit=1)[0]


def test_queries_go_on_while_the_index_is_rebuilt(words, ids, texts):
    def ask() -> set[str]:
        return {found(words, "interpreter hearing")[0] for _ in range(40)}

    with ThreadPoolExecutor(3) as pool:
        asking = [pool.submit(ask) for _ in range(3)]
        for revision in range(8, 14):
            words.build(ids, texts, revision=revision)
        assert [one.result() for one in asking] == [{"obs_09"}] * 3


def test_ten_thousand_characters_are_a_query(words, texts):
    assert words.asked(" ".join(texts) * 15).matches(limit=3)[0]


def test_as_many_texts_as_identifiers_are_needed(words):
    with pytest.raises(ValueError, match="cannot name"):
        words.build(["a"], [], revision=1)


def test_counts_are_those_of_passages_not_of_words(tmp_path):
    index = Bm25Index(tmp_path)
    index.build(["a", "b"], ["form form form", "letter"], revision=1)
    (counts,) = tmp_path.glob("build-*/counts.npy")
    assert np.load(counts).max() == 1


@pytest.mark.parametrize(("texts", "least", "most"), [(40, 0.0, 0.02), (2600, 0.9, 1.0)])
def test_a_word_that_nothing_has_is_strange_where_there_are_many_texts(tmp_path, texts, least, most):
    index = Bm25Index(tmp_path / "words")
    index.build([f"obs_{n:04}" for n in range(texts)], [f"letter {n}" for n in range(texts)], revision=1)
    assert least <= index.asked("zeppelin").strangeness() <= most
    assert index.asked("letter").strangeness() == 0.0


def test_agreement_is_the_weight_of_what_is_asked_that_stands_in_any_of_the_texts(tmp_path):
    index = Bm25Index(tmp_path)
    index.build(["a", "b", "c", "d"], ["grey moorings", "moorings leak", "a licence", "a zeppelin"], revision=1)
    asked = index.asked("What do people find hard about grey moorings and zeppelins?")
    both = asked.agreement(["a", "d", "unknown"])
    assert (both.held, both.lacking) == (1.0, 0.0)
    some = asked.agreement(["b"])
    assert 0 < some.together < both.together < 1
    assert asked.agreement(["a", "b", "c", "d"]).together == both.together
    assert 0 < some.held < some.lacking < 1
    assert asked.agreement([]) == Agreement(held=0.0, lacking=pytest.approx(asked.agreement(["b"]).lacking))
    assert index.asked("What do people say about it?").agreement(["a"]) == Agreement()


def test_words_weigh_as_if_hidden_texts_were_not_there(tmp_path):
    seen = {"a": "the quay leaks", "b": "the lamp leaks", "c": "the lamp is grey"}
    hidden = {f"hidden_{number}": "quay zorbank leaks" for number in range(40)}
    alone, beside = Bm25Index(tmp_path / "alone"), Bm25Index(tmp_path / "beside")
    alone.build(list(seen), list(seen.values()), revision=1)
    beside.build([*seen, *hidden], [*seen.values(), *hidden.values()], revision=1)
    for query in ("quay", "quay lamp", "zorbank quay", "zorbonk quay", "zorbank", "leaks grey"):
        plain = alone.asked(query)
        asked = beside.asked(query, seen=frozenset(seen))
        assert asked.strangeness() == pytest.approx(plain.strangeness())
        assert asked.agreement(["b"]) == plain.agreement(["b"])
        found, _ = asked.matches(limit=5, among=frozenset(seen))
        expected, _ = plain.matches(limit=5)
        assert [hit.id for hit in found] == [hit.id for hit in expected]
        assert [hit.score for hit in found] == pytest.approx([hit.score for hit in expected], rel=0.1)


def test_what_has_every_word_of_what_is_asked_about_is_told_whoever_finds_it_hard(words):
    assert words.asked("What do people find hard about the form?").holding() == {"obs_00"}
    assert words.asked("text message").holding() == {"obs_06"}
    assert words.asked("the form of the interpreter").holding() == frozenset()
    assert words.asked("who and what").holding() == frozenset()


def test_of_what_is_not_seen_or_not_asked_for_nothing_is_told_to_have_the_words(words, ids):
    assert words.asked("form", seen=frozenset(ids[1:])).holding() == frozenset()
    assert words.asked("form").holding(among=frozenset(ids[1:])) == frozenset()
