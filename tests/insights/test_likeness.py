"""Nearly alike vectors, found without comparing each in full with each: the same ones, and far fewer comparisons."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.sharing import likeness
from insights.sharing.likeness import NearlyAlike


def vectors(seed, *, count=120, width=12, apart=0.3):
    """Rows of length 1 around a few centres, and some of zeros."""
    random = np.random.default_rng(seed)
    centres = random.normal(size=(5, width))
    rows = centres[random.integers(0, 5, count)] + apart * random.normal(size=(count, width))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    rows[random.random(count) < 0.1] = 0
    return rows.astype(np.float32)


def by_each(matrix, rows, others, least):
    return {(a, b) for a in rows for b in others if b < a and float(matrix[a] @ matrix[b]) >= least}


@given(st.integers(0, 10_000), st.sampled_from([0.05, 0.3, 2.0]), st.sampled_from([0.5, 0.92]), st.booleans())
def test_the_pairs_are_those_of_comparing_each_with_each(seed, apart, least, shorten):
    matrix = vectors(seed, apart=apart)
    rows, others = np.arange(40, 100), np.flatnonzero(np.arange(len(matrix)) % 3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likeness, "_FEWEST_TO_SHORTEN", 1 if shorten else 10_000)
        patch.setattr(likeness, "_SHORT", 4)
        alike = NearlyAlike(matrix, least)
        assert (alike._short is not None) is shorten
        found = list(zip(*(places.tolist() for places in alike.pairs(rows, others)), strict=True))
    assert len(found) == len(set(found))
    assert set(found) == by_each(matrix, rows.tolist(), others.tolist(), least)


def test_few_pairs_of_many_vectors_are_compared_in_full(monkeypatch):
    matrix = vectors(1, count=3_000, width=384, apart=0.2)
    monkeypatch.setattr(likeness, "_MANY_SHARE", 1.0)
    alike = NearlyAlike(matrix, 0.99)
    rows = np.arange(3_000)
    compared, _ = alike._possible(rows, rows)
    assert len(compared) < 0.35 * len(rows) ** 2


def test_none_is_passed_over_because_rounding_takes_off_what_lies_beside_the_first_directions():
    random, (count, width, least) = np.random.default_rng(3), (4_000, 384, 0.92)
    directions, _ = np.linalg.qr(random.normal(size=(width, width)))
    along = random.normal(size=(count, likeness._SHORT)) @ directions[:, : likeness._SHORT].T
    matrix = along / np.linalg.norm(along, axis=1, keepdims=True)
    ones, others, beside = np.arange(0, 400, 2), np.arange(1, 400, 2), directions[:, -200:].T
    least_beside, cosine = np.geomspace(1e-4, 3e-3, 200)[:, None], least + 2e-6
    angle = np.arccos(cosine) + np.arcsin(least_beside)
    matrix[others] = np.cos(angle) * matrix[ones] + np.sin(angle) * beside
    matrix[ones] = np.sqrt(1 - least_beside**2) * matrix[ones] + least_beside * beside
    matrix = matrix.astype(np.float32)
    rows, earlier = NearlyAlike(matrix, least).pairs(others, np.arange(count))
    told = set(zip(rows.tolist(), earlier.tolist(), strict=True))
    assert [pair for pair in zip(others.tolist(), ones.tolist(), strict=True) if pair not in told] == []


def test_where_all_are_alike_few_vectors_are_held_at_once():
    matrix = np.tile(vectors(2, count=1, width=256), (600, 1))
    matrix[:, 0] += 2.0
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    alike, rows = NearlyAlike(matrix, 0.9), np.arange(600)
    tracemalloc.start()
    try:
        found, _ = alike.pairs(rows, rows)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found) == 600 * 599 / 2
    assert most < 60_000_000


def test_no_vectors_are_no_pairs():
    none = np.zeros(0, dtype=int)
    assert [len(places) for places in NearlyAlike(np.zeros((0, 0), dtype=np.float32), 0.9).pairs(none, none)] == [0, 0]
