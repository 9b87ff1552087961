"""Names of files to take along."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from use_cases.file_names import MOST_LETTERS_A_PART, file_name, slug

SLUGS = [
    ("Breast screening", "breast-screening"),
    ("  Moving: a berth / mooring?  ", "moving-a-berth-mooring"),
    ("The harbour's \u201cbook\u201d isn\u2019t here", "the-harbours-book-isnt-here"),
    ("Cofrestru cwch ar Ŵyl", "cofrestru-cwch-ar-wyl"),
    ("Straße, Łódź & Ærø", "strasse-lodz-aero"),
    ("港に船を登録する", ""),
    ("...", ""),
]


@pytest.mark.parametrize(("title", "said"), SLUGS)
def test_a_title_becomes_words_between_hyphens(title, said):
    assert slug(title) == said


def test_a_name_says_the_title_what_it_is_and_the_day():
    today = datetime.now(UTC).date()
    assert file_name("Registering a boat", "map", ending="pptx") == f"registering-a-boat-map-{today}.pptx"


def test_what_the_title_ends_with_is_not_said_twice():
    assert file_name("A boat's map", "map", ending="svg").startswith("a-boats-map-2")


def test_a_title_with_nothing_usable_is_named_by_the_identifier():
    assert file_name("港", "map", ending="svg", identifier="jn_7").startswith("jn-7-map-2")


def test_a_long_title_is_cut_after_a_word():
    said = slug("registering " * 20)
    assert said == "registering-registering-registering-registering-registering"
    assert len(slug("x" * 200)) == MOST_LETTERS_A_PART


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_every_name_is_safe_on_every_system(parts):
    name = file_name(*parts, ending="csv", identifier="con")
    stem, dot, ending = name.rpartition(".")
    assert (dot, ending) == (".", "csv")
    assert stem.isascii() and stem.replace("-", "").isalnum() and stem == stem.lower() and len(name) < 240
    assert stem.casefold() not in {"con", "prn", "aux", "nul", "com1"}
