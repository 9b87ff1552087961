import numpy as np
import pytest

from domain.access import LOCAL_VIEWER
from domain.evidence import About
from tests.builders import a_source


def vectors_of(count, dimensions=5, seed=1):
    return np.random.default_rng(seed).normal(size=(count, dimensions)).astype(np.float32)


@pytest.fixture
def ids(evidence):
    source = a_source([f"Sentence {n}." for n in range(1000)])
    evidence.save_source(source)
    return sorted(item.id for item in source.observations)


def test_vectors_come_back_bit_by_bit_in_one_array_by_identifier(vectors, ids):
    given = vectors_of(len(ids))
    backwards = np.arange(len(ids))[::-1]
    vectors.save_vectors("model", [ids[n] for n in backwards], given[backwards])
    names, found = vectors.vectors("model")
    assert names == ids
    assert (found.dtype, found.flags.c_contiguous) == (np.float32, True)
    np.testing.assert_array_equal(found, given)


def test_only_those_asked_for_come_back_each_once(vectors, ids):
    given = vectors_of(len(ids))
    vectors.save_vectors("model", ids, given)
    names, found = vectors.vectors("model", [ids[950], ids[3], ids[3], "obs_unknown"])
    assert names == [ids[3], ids[950]]
    np.testing.assert_array_equal(found, given[[3, 950]])
    assert vectors.vectors("model", []) == ([], pytest.approx(np.zeros((0, 0))))


def test_models_are_kept_apart(vectors, ids):
    vectors.save_vectors("small", ids[:3], vectors_of(3, dimensions=2))
    vectors.save_vectors("large", ids[:2], vectors_of(2, dimensions=7))
    assert vectors.counts() == {"large": 2, "small": 3}
    assert vectors.vectors("small")[1].shape == (3, 2)
    assert vectors.vectors("large")[1].shape == (2, 7)
    assert [item.id for item in vectors.without_vectors("large")] == ids[2:]
    assert [item.id for item in vectors.without_vectors("another")] == ids


def test_of_those_that_wait_the_first_are_given_with_what_they_concern(vectors, evidence):
    for name in ("Harbour Office", "Tide Board"):
        texts = [f"{name}, sentence {n}." for n in range(40)]
        evidence.save_source(a_source(texts, name=f"{name}.md", about=[About(name=name)]))
    every = vectors.without_vectors("model")
    assert len({item.about for item in every}) == 2
    assert vectors.without_vectors("model", limit=30) == every[:30]
    vectors.save_vectors("model", [item.id for item in every[:2]], vectors_of(2))
    assert vectors.without_vectors("model", limit=2) == every[2:4]


def test_saving_again_replaces(vectors, ids):
    vectors.save_vectors("model", ids[:2], vectors_of(2, seed=1))
    newer = vectors_of(2, seed=2)
    vectors.save_vectors("model", ids[:2], newer)
    np.testing.assert_array_equal(vectors.vectors("model")[1], newer)


def test_an_observation_that_is_gone_meanwhile_is_passed_over(vectors, ids):
    vectors.save_vectors("model", ["obs_gone", ids[0]], vectors_of(2))
    assert vectors.vectors("model")[0] == [ids[0]]


def test_vectors_go_with_their_observation(vectors, evidence, ids):
    vectors.save_vectors("model", ids, vectors_of(len(ids)))
    evidence.save_source(a_source(["Sentence 7."]))
    assert vectors.counts() == {"model": 1}
    assert evidence.count(LOCAL_VIEWER) == 1


def test_without_any_the_array_is_empty(vectors):
    names, found = vectors.vectors("model")
    assert (names, found.shape, found.dtype) == ([], (0, 0), np.float32)


@pytest.mark.parametrize("shape", [(3, 5), (2,), (1, 5)])
def test_an_array_that_does_not_fit_its_identifiers_is_the_callers_mistake(vectors, ids, shape):
    with pytest.raises(ValueError, match="identifiers"):
        vectors.save_vectors("model", ids[:2], np.zeros(shape, dtype=np.float32))
