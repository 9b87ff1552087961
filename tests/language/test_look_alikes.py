import pytest

from language.look_alikes import LookAlikes

KNOWN = [
    ("Department for Tides & Moorings", "DTM"),
    ("Harbour Office",),
    ("HM Pilots and Lamps",),
    ("Board of Piers",),
]


@pytest.mark.parametrize(
    ("name", "like", "why"),
    [
        ("department for tides and moorings", "Department for Tides & Moorings", "the same words"),
        ("The Office, Harbour", "Harbour Office", "the same words"),
        ("Harbor Office", "Harbour Office", "one letter apart"),
        ("Harbuor Office", "Harbour Office", "one letter apart"),
        ("HMPL", "HM Pilots and Lamps", "HMPL may stand for it"),
        ("BoP", "Board of Piers", "BoP may stand for it"),
        ("Directorate of Toll Money", "Department for Tides & Moorings", "DTM may stand for this"),
    ],
)
def test_a_name_is_compared_with_all_that_is_known(name, like, why):
    assert [(other.name, other.why) for other in LookAlikes(KNOWN).of(name)] == [(like, why)]


@pytest.mark.parametrize("name", ["Lantern Trust", "Harbour Board", "HMRX", "H", "Harbour Office", "DTN"])
def test_other_names_and_the_name_itself_look_like_nothing(name):
    assert LookAlikes(KNOWN).of(name) == []
