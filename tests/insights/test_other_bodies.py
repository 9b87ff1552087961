"""A sentence that speaks of another public body is known by the body's sort. All sentences and bodies are invented."""

import pytest

from insights.sharing.other_bodies import speaks_of_another_body

COUNCIL, TRUST, OFFICE = ("Marrowdale Council",), ("Marrowdale Health Trust", "MHT"), ("Lantern Office",)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("The court sends the slip back to us.", COUNCIL),
        ("Nurses wait for the coroner before they can release anyone.", TRUST),
        ("The council says to ask the job centre.", COUNCIL),
        ("Each change has to be told to five organisations.", OFFICE),
        ("One agency stamps the form and another refuses the stamp.", OFFICE),
        ("No other public body is told.", COUNCIL),
        ("The list is kept by another department.", OFFICE),
        ("The case lies between us and nobody picks it up.", OFFICE),
        ("The gap between us is where claims go missing.", OFFICE),
        ("The school asks for the same form.", OFFICE),
        ("They wait for a letter from school.", OFFICE),
        ("Nine schools ask for the same form.", OFFICE),
        ("The hospital trust keeps its own list.", OFFICE),
        ("The ward sends it on paper.", OFFICE),
        ("The name in the register is not the one in the tax record.", COUNCIL),
    ],
)
def test_another_body_is_recognised(text, own):
    assert speaks_of_another_body(text, own)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("The council's library was not told by council tax.", COUNCIL),
        ("Social services and housing keep two lists.", COUNCIL),
        ("The ward tells the clinic, and the clinic diary stays as it was.", TRUST),
        ("Two teams share one printer.", OFFICE),
        ("Another department has the list.", TRUST),
        ("Users register twice and cannot sign in.", OFFICE),
        ("I do not trust the form.", OFFICE),
        ("People trust it less.", OFFICE),
        ("The trust has two lists.", ("Ashby Trust",)),
        ("The court has two lists.", ("Ashby Court",)),
        ("Between us my wife and I have one car.", OFFICE),
        ("The ward councillor never answered.", OFFICE),
        ("My daughter started school and the letter came late.", OFFICE),
        ("The tennis court is closed.", OFFICE),
        ("I lost revenue because of the delay.", OFFICE),
        ("Readers courted disaster by skipping the trustworthy summary.", OFFICE),
    ],
)
def test_a_bodys_own_departments_are_none(text, own):
    assert not speaks_of_another_body(text, own)
