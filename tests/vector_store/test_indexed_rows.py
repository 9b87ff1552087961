import gc
import weakref

from vector_store.indexed_rows import IndexedRows


def test_a_mask_shows_the_rows_that_are_let_through_and_passes_over_what_is_not_held():
    rows = IndexedRows(["a", "b", "c"])
    assert rows.mask(frozenset({"c", "a", "gone"})).tolist() == [True, False, True]
    assert rows.mask(frozenset()).tolist() == [False, False, False]


def test_the_same_set_gets_the_same_mask_as_long_as_it_is_there():
    rows, allowed = IndexedRows(["a", "b"]), frozenset({"b"})
    mask = rows.mask(allowed)
    assert rows.mask(allowed) is mask
    left = weakref.ref(mask)
    del mask, allowed
    gc.collect()
    assert left() is None


def test_another_set_gets_a_mask_of_its_own():
    rows = IndexedRows(["a", "b"])
    assert rows.mask(frozenset({"a"})).tolist() != rows.mask(frozenset({"b"})).tolist()
