import json

import numpy as np
import pytest

from domain.errors import IndexUnusable
from vector_store import filtered_vectors
from vector_store.exact import ExactIndex
from vector_store.filtered_vectors import FilteredVectors


def rows_of(how_many: int, width: int = 96):
    """Unit rows whose first few directions carry most, as those of sentences do."""
    drawn = np.random.default_rng(3).standard_normal((how_many, width)) * np.linspace(1, 0.05, width)
    mixed = drawn @ np.linalg.qr(np.random.default_rng(4).standard_normal((width, width)))[0]
    return (mixed / np.linalg.norm(mixed, axis=1, keepdims=True)).astype(np.float32)


ROWS = rows_of(400)
IDS = [f"obs_{number:03d}" for number in range(len(ROWS))]


FEW = 60
"""How many are compared in full where most of ``ROWS`` shall not be."""


@pytest.fixture(params=["turned", "as they are"])
def index(request, tmp_path, monkeypatch):
    """An index as it is made of many vectors, and as it is made of few."""
    made = FilteredVectors(tmp_path / "filtered")
    with monkeypatch.context() as building:
        if request.param == "turned":
            building.setattr(filtered_vectors, "LOOKED_INTO", FEW)
        made.build(IDS, ROWS, revision=7)
    return made


def exactly(among, vector, limit):
    rows = [row for row, name in enumerate(IDS) if name in among]
    return ExactIndex([IDS[row] for row in rows], ROWS[rows]).nearest(vector, limit=limit)


@pytest.mark.parametrize("share", [2, 3, 40])
def test_what_is_found_among_some_is_what_an_exact_comparison_finds(index, share):
    among = frozenset(IDS[::share])
    for asked in (5, 17, 200):
        found, expected = index.nearest(ROWS[asked], limit=6, among=among), exactly(among, ROWS[asked], 6)
        assert [hit.id for hit in found] == [hit.id for hit in expected]
        assert [hit.score for hit in found] == pytest.approx([hit.score for hit in expected], abs=1e-5)


@pytest.mark.parametrize("index", ["turned"], indirect=True)
def test_the_nearest_are_found_though_few_are_compared_in_full(index, monkeypatch):
    monkeypatch.setattr(filtered_vectors, "LOOKED_INTO", FEW)
    monkeypatch.setattr(filtered_vectors, "PICKED_UP_TO", 0.0)
    among = frozenset(IDS[::2])
    for asked in (4, 90, 222):
        found = [hit.id for hit in index.nearest(ROWS[asked], limit=5, among=among)]
        assert found == [hit.id for hit in exactly(among, ROWS[asked], 5)]


def test_vectors_that_are_all_compared_in_full_are_stored_without_finding_their_axes(tmp_path, monkeypatch):
    monkeypatch.setattr(np.linalg, "eigh", None)
    FilteredVectors(tmp_path).build(IDS, ROWS, revision=1)
    found = FilteredVectors(tmp_path).nearest(ROWS[5], limit=6, among=frozenset(IDS))
    assert [hit.id for hit in found] == [hit.id for hit in exactly(frozenset(IDS), ROWS[5], 6)]


def test_nothing_outside_what_is_let_through_is_found(index):
    among = frozenset({"obs_001", "obs_399", "obs_gone"})
    assert {hit.id for hit in index.nearest(ROWS[1], limit=50, among=among)} == {"obs_001", "obs_399"}
    assert index.nearest(ROWS[1], limit=50, among=frozenset({"obs_gone"})) == []


def test_equal_vectors_come_in_the_order_of_identifiers_even_at_the_limit(tmp_path):
    index = FilteredVectors(tmp_path)
    index.build(["e", "c", "a", "d", "b"], np.ones((5, 4), dtype=np.float32) / 2, revision=1)
    found = index.nearest(np.ones(4, dtype=np.float32) / 2, limit=3, among=frozenset("abcde"))
    assert [hit.id for hit in found] == ["a", "b", "c"]


def test_an_empty_repository_has_an_index_of_nothing(tmp_path):
    index = FilteredVectors(tmp_path)
    index.build([], np.zeros((0, 0), dtype=np.float32), revision=1)
    assert (index.revision(), index.ids()) == (1, frozenset())
    assert index.nearest(ROWS[0], limit=3, among=frozenset({"obs_001"})) == []


def test_another_process_takes_up_a_newer_build_at_its_next_query(index, tmp_path):
    reader = FilteredVectors(tmp_path / "filtered")
    assert reader.nearest(ROWS[3], limit=1, among=frozenset(IDS))[0].id == "obs_003"
    index.build(["other"], ROWS[3:4], revision=8)
    assert [hit.id for hit in reader.nearest(ROWS[3], limit=5, among=frozenset({"other", "obs_003"}))] == ["other"]
    assert reader.revision() == 8


def test_an_index_of_another_format_is_none(index, tmp_path):
    pointer = tmp_path / "filtered" / "current.json"
    pointer.write_text(json.dumps(json.loads(pointer.read_text()) | {"format": 0}))
    assert index.revision() is None
    assert index.ids() == frozenset()


def test_a_damaged_index_tells_the_way_out(index, tmp_path):
    for part in (tmp_path / "filtered").glob("build-*/rest.npy"):
        part.write_bytes(b"no array")
    with pytest.raises(IndexUnusable) as raised:
        FilteredVectors(tmp_path / "filtered").nearest(ROWS[0], limit=1, among=frozenset(IDS))
    assert "rebuild-index" in raised.value.remedy


def test_as_many_vectors_as_identifiers_are_needed(tmp_path):
    with pytest.raises(ValueError, match="cannot name"):
        FilteredVectors(tmp_path).build(["one"], ROWS, revision=1)
