import numpy as np
import pytest

from domain.errors import IndexUnusable
from domain.search import Place
from vector_store.surroundings import SurroundingsIndex, surroundings

EAST, NORTH, UP = np.eye(3, dtype=np.float32)


def a_place(identifier, ordinal, *, source="src_1", headings=()):
    return Place(id=identifier, source_id=source, ordinal=ordinal, headings=headings)


def test_what_shares_a_heading_counts_half_and_neighbours_the_other_half():
    places = [a_place("a", 0, headings=("Letters",)), a_place("b", 1), a_place("c", 9, headings=("Letters",))]
    around = surroundings(places, np.stack([EAST, NORTH, EAST]))
    assert around[1] == pytest.approx(NORTH / 2 + EAST / 2)


def test_an_observation_alone_in_its_source_stands_for_its_surroundings():
    around = surroundings([a_place("a", 0), a_place("b", 0, source="src_2")], np.stack([EAST, NORTH]))
    assert around == pytest.approx(np.stack([EAST, NORTH]))


def test_nothing_of_another_source_is_near_though_the_headings_are_the_same():
    places = [a_place("a", 0, headings=("Findings",)), a_place("b", 1, source="src_2", headings=("Findings",))]
    assert surroundings(places, np.stack([EAST, NORTH]))[0] @ NORTH == 0


def test_reading_order_makes_neighbours_not_the_order_of_identifiers():
    far = [a_place(name, ordinal, headings=(name,)) for name, ordinal in (("a", 0), ("b", 9), ("c", 1), ("d", 8))]
    vectors = np.stack([EAST, UP, NORTH, UP])
    assert surroundings(far, vectors)[0] @ NORTH > 0


@pytest.fixture
def index(tmp_path):
    built = SurroundingsIndex(tmp_path / "surroundings")
    places = [a_place("a", 0), a_place("b", 1), a_place("no vector", 2)]
    built.build(places, ["a", "b", "no place"], np.stack([EAST, NORTH, UP]), revision=4)
    return built


def test_it_tells_its_revision_and_holds_what_has_both_a_place_and_a_vector(index):
    assert index.revision() == 4
    assert index.ids() == {"a", "b"}


def test_nearness_is_a_cosine_and_leaves_out_what_is_not_held(index):
    near = index.nearness(NORTH, ["a", "b", "gone"])
    assert set(near) == {"a", "b"}
    assert all(-1 <= value <= 1 for value in near.values())
    assert near["a"] > near["b"]


def test_an_empty_repository_has_an_index_of_nothing(tmp_path):
    index = SurroundingsIndex(tmp_path)
    index.build([], [], np.zeros((0, 0), dtype=np.float32), revision=1)
    assert index.ids() == frozenset()
    assert index.nearness(EAST, ["a"]) == {}


def test_without_an_index_there_is_no_revision_and_nearness_tells_the_way_out(tmp_path):
    index = SurroundingsIndex(tmp_path)
    assert index.revision() is None
    assert index.ids() == frozenset()
    with pytest.raises(IndexUnusable) as raised:
        index.nearness(EAST, ["a"])
    assert "rebuild-index" in raised.value.remedy
