"""What somebody meant who typed a name that nothing bears. Every organisation here is invented."""

import pytest

from language.close_names import close_names

KNOWN = [
    ("Department for Moorings and Pilots", "DMP"),
    ("Department for Lighthouses",),
    ("Calderwick City Council", "Calderwick Council"),
    ("Ministry of Tides",),
    ("Ministry of Ropes",),
]


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
    assert close_names(typed, KNOWN) == meant


@pytest.mark.parametrize("typed", ["Ministry of Tides", "dmp", "CALDERWICK  COUNCIL"])
def test_a_name_that_is_known_is_not_asked_about(typed):
    assert close_names(typed, KNOWN) == []


@pytest.mark.parametrize("typed", ["Ministry of Sails", "Harbour Police", "Department for Anchors", "", "  "])
def test_another_body_is_no_misspelling(typed):
    assert close_names(typed, KNOWN) == []


def test_no_more_than_three_are_named():
    known = [(f"Office of {name}",) for name in ("Ropes", "Sails", "Tides", "Winds")]
    assert len(close_names("Office", known)) == 3
