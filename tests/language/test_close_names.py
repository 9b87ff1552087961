"""What somebody meant who typed a name that nothing bears. Every organisation here is invented."""

import time

import pytest

from language.close_names import CloseNames

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
