"""Evidence cards as PDF, read back and rendered. Everything here is fictional."""

import pypdfium2
import pytest

from domain.access import Marking
from exports.evidence_cards_pdf import HEIGHT, WIDTH, card_pdf
from exports.sprint_kit import KitCard, KitStep, Sort, SprintKit

FOREIGN = "Żaneta Ünal paid £5 to Llŷn’s office: “naïve”, ŵ, Ελλάδα, Москва — …"


def a_card(text, **fields):
    usual = {
        "sort": Sort.PAIN_POINT,
        "heading": "Pain point",
        "source": "Northmoor Lab · visit.md",
        "steps": ("1. Ask",),
    }
    return KitCard(text=text, **{**usual, **fields})


def a_kit(*cards):
    step = KitStep(name="1. Ask", stage="Apply", cards=cards)
    return SprintKit(title="Mooring a boat", made_on="2026-11-28", steps=(step,))


def pages_of(kit):
    document = pypdfium2.PdfDocument(card_pdf(kit))
    return [page.get_textpage().get_text_range() for page in document]


def one_line(text):
    return "".join(text.split())


def test_each_card_is_a_sheet_of_a6_with_its_words_source_step_and_marking():
    kit = a_kit(a_card("Letters are late.", marking=Marking.OFFICIAL_SENSITIVE), a_card("Why?", heading="How might we"))
    document = pypdfium2.PdfDocument(card_pdf(kit))
    assert [page.get_size() for page in document] == [pytest.approx((WIDTH, HEIGHT), abs=0.1)] * 2
    first, second = pages_of(kit)
    for words in ("Pain point", "Letters are late.", "Northmoor Lab · visit.md", "1. Ask", "OFFICIAL-SENSITIVE"):
        assert words in first
    assert "How might we" in second and "OFFICIAL" not in second
    assert document.get_metadata_dict()["Title"] == "Mooring a boat: evidence cards"


def test_letters_beyond_ascii_are_printed_and_read_back():
    [page] = pages_of(a_kit(a_card(FOREIGN)))
    assert one_line(FOREIGN) in one_line(page)


@pytest.mark.parametrize("text", ["word " * 900, "x" * 3000, "one\n\ntwo\n" * 60])
def test_no_word_is_lost_and_none_leaves_its_sheet(text):
    kit = a_kit(a_card(text))
    document = pypdfium2.PdfDocument(card_pdf(kit))
    assert len(document) > 1
    found = ""
    for page in document:
        held = page.get_textpage()
        boxes = [held.get_charbox(at) for at in range(held.count_chars())]
        assert all(left >= 0 and right <= WIDTH and low >= 0 and top <= HEIGHT for left, low, right, top in boxes)
        found += held.get_text_range()
    assert all(found.count(letter) >= text.count(letter) for letter in set(text) - set(" \n"))


def test_a_kit_gives_the_same_bytes_and_an_empty_one_says_so():
    kit = a_kit(a_card("It rained."))
    assert card_pdf(kit) == card_pdf(kit)
    assert pages_of(a_kit())[0].strip() == "No cards yet."


def test_what_no_letter_is_there_for_and_what_no_file_may_hold_stops_nothing():
    [page] = pages_of(a_kit(a_card("漢字 🚲 \x00 and the rest")))
    assert "and the rest" in page


def test_a_card_with_letters_that_the_file_lacks_says_so_and_no_other_does():
    lacking, whole, named = pages_of(
        a_kit(a_card("يجب على كل أسرة"), a_card(FOREIGN), a_card("It rained.", source="港务局 · visit.md"))
    )
    assert "Boxes stand for letters" in lacking and "Boxes stand for letters" in named
    assert "Boxes" not in whole
