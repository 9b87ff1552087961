"""What somebody meant who typed a name that nothing bears. Every organisation here is invented."""

import time
from difflib import get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language import close_names
from language.close_names import CloseNames, NearestNames

KNOWN = [
    ("Department for Moorings and Pilots", "DMP"),
    ("Department for Lighthouses",),
    ("Calderwick City Council", "Calderwick Council"),
    ("Ministry of Tides",),
    ("Ministry of Ropes",),
]

CONSONANTS = [f"{a}{b}{c}" for a in "BDGKLMNPRT" for b in "aeiou" for c in "lmnrs"]
ENDINGS = ["ford", "mouth", "wick", "by"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Departmnt for Moorings", ["Department for Moorings and Pilots"]),
        ("Departmnt for Moorings and Pilots", ["Department for Moorings and Pilots"]),
        ("Department of Moorings & Pilots", ["Department for Moorings and Pilots"]),
        ("D.M.P.", ["Department for Moorings and Pilots"]),
        ("Calderwik council", ["Calderwick City Council"]),
        ("Ministry of Tide", ["Ministry of Tides"]),
    ],
)
def test_a_mistyped_or_shortened_name_leads_to_what_was_meant(typed, meant):
    assert CloseNames(KNOWN).of(typed) == meant


@pytest.mark.parametrize("typed", ["Ministry of Tides", "dmp", "CALDERWICK  COUNCIL"])
def test_a_name_that_is_known_is_not_asked_about(typed):
    assert CloseNames(KNOWN).of(typed) == []


@pytest.mark.parametrize("typed", ["Ministry of Sails", "Harbour Police", "Department for Anchors", "", "  "])
def test_another_body_is_no_misspelling(typed):
    assert CloseNames(KNOWN).of(typed) == []


def test_no_more_than_three_are_named():
    known = [(f"Office of {name}",) for name in ("Ropes", "Sails", "Tides", "Winds")]
    assert len(CloseNames(known).of("Office")) == 3


def test_many_names_are_compared_with_a_large_catalogue_in_little_time():
    places, bodies = [f"{a}{b}" for a in CONSONANTS for b in ENDINGS], ("Harbour Board", "Lighthouse Trust", "Council")
    close = CloseNames([(f"{place} {body}", f"{body} of {place}") for place in places for body in bodies])
    began = time.process_time()
    for place in places[:10]:
        assert close.of(f"{place} Harbor Boarde")
    assert time.process_time() - began < 2


NAMES = st.text("abcdé ", min_size=1, max_size=12)


@given(names=st.lists(NAMES, unique=True, max_size=12), typed=NAMES, most=st.integers(1, 3))
def test_the_nearest_names_are_those_that_comparing_with_every_one_finds(names, typed, most):
    assert NearestNames(names).of(typed, most=most, least=0.6) == get_close_matches(typed, names, most, cutoff=0.6)


def test_letters_are_compared_in_their_order_only_where_they_could_be_nearer(monkeypatch):
    compared = []

    class Compared(close_names.SequenceMatcher):
        def ratio(self):
            compared.append(self.a)
            return super().ratio()

    places = [f"{a}{b}" for a in CONSONANTS[::2] for b in ENDINGS]
    known = [f"{place} harbour board".casefold() for place in places]
    monkeypatch.setattr(close_names, "SequenceMatcher", Compared)
    assert "balford harbour board" in NearestNames(known).of("ballford harbour boarde", most=2, least=0.6)
    assert len(compared) < len(known) / 10
