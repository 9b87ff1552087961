"""What somebody meant who typed a name that nothing bears. Every organisation here is invented."""

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


@pytest.fixture
def compared(monkeypatch):
    """What is compared letter by letter, in their order."""
    names = []

    class Compared(close_names.SequenceMatcher):
        def ratio(self):
            names.append(self.a)
            return super().ratio()

    monkeypatch.setattr(close_names, "SequenceMatcher", Compared)
    return names


def test_few_of_a_large_catalogue_are_compared_letter_by_letter(compared):
    places, bodies = [f"{a}{b}" for a in CONSONANTS for b in ENDINGS], ("Harbour Board", "Lighthouse Trust", "Council")
    close = CloseNames([(f"{place} {body}", f"{body} of {place}") for place in places for body in bodies])
    asked = [f"{place} Harbor Boarde" for place in places[:10]]
    assert all(close.of(name) for name in asked)
    assert 0 < len(compared) < len(asked) * len(places) * len(bodies) / 10


NAMES = st.text("abcdé ", min_size=1, max_size=12)


@given(names=st.lists(NAMES, unique=True, max_size=12), typed=NAMES, most=st.integers(1, 3))
def test_the_nearest_names_are_those_that_comparing_with_every_one_finds(names, typed, most):
    assert NearestNames(names).of(typed, most=most, least=0.6) == get_close_matches(typed, names, most, cutoff=0.6)


def test_letters_are_compared_in_their_order_only_where_they_could_be_nearer(compared):
    places = [f"{a}{b}" for a in CONSONANTS[::2] for b in ENDINGS]
    known = [f"{place} harbour board".casefold() for place in places]
    assert "balford harbour board" in NearestNames(known).of("ballford harbour boarde", most=2, least=0.6)
    assert len(compared) < len(known) / 10
