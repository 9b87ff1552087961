import numpy as np
import pytest

from vector_store.exact import ExactIndex


def test_the_nearest_come_first_and_are_as_many_as_asked_for(ids, vectors):
    found = ExactIndex(ids, vectors).nearest(vectors[3], limit=4)
    assert found[0].id == "obs_03"
    assert len(found) == 4
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert found[0].score == pytest.approx(1.0, abs=1e-5)


def test_equal_vectors_come_in_the_order_of_identifiers_even_at_the_limit():
    rows = np.ones((5, 4), dtype=np.float32) / 2
    found = ExactIndex(["e", "c", "a", "d", "b"], rows).nearest(rows[0], limit=3)
    assert [hit.id for hit in found] == ["a", "b", "c"]


def test_what_differs_as_one_text_does_in_two_batches_comes_in_the_order_of_identifiers():
    rows = np.full((3, 4), 0.5, dtype=np.float32)
    rows[1] += np.float32(1e-7)
    found = ExactIndex(["a", "b", "c"], rows).nearest(np.full(4, 0.5, dtype=np.float32) * np.float32(0.9), limit=3)
    assert found[1].score > found[0].score, "the scores are the same: nothing is tried"
    assert [hit.id for hit in found] == ["a", "b", "c"]


def test_no_vectors_give_no_hits():
    assert ExactIndex([], np.empty((0, 4), dtype=np.float32)).nearest(np.ones(4, dtype=np.float32), limit=3) == []


def test_more_asked_for_than_there_are_gives_all(ids, vectors):
    assert len(ExactIndex(ids, vectors).nearest(vectors[0], limit=500)) == len(ids)


def test_as_many_vectors_as_identifiers_are_needed(vectors):
    with pytest.raises(ValueError, match="cannot name"):
        ExactIndex(["one"], vectors)
