"""A side of a hand-over that is not known is told in words wherever a journey is shown, and never as a name."""

import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from domain.gap_groups import gap_groups
from domain.hand_overs import UNKNOWN_SIDE, Gap, HandOver, HandOverKind
from domain.journey_resting import resting_in_words
from domain.journey_table import from_whom_to_whom, sides_words
from exports.journey_html import JourneyPage, journey_html
from exports.journey_mermaid import journey_mermaid
from exports.journey_pptx import journey_slides
from exports.journey_xlsx import journey_workbook
from journey_maps.comparing import compare
from journey_maps.drafting.drafts import gaps_in_words
from journey_maps.drawing.swimlanes import draw_svg
from journey_maps.files.changes import changes_in_words
from journey_maps.network.gap_list import gaps_of
from tests.planted_journeys import a_journey

BOOK = "Survey Book"
PLAIN = a_journey()
UNKNOWN = HandOver(
    from_step=1, to_step=1, giver=UNKNOWN_SIDE, taker=BOOK, kind=HandOverKind.SYSTEM, gap=Gap.NO_DATA_LINK
)
JOURNEY = replace(PLAIN, hand_overs=(UNKNOWN, *PLAIN.hand_overs))
RESTING = replace(PLAIN, resting=(replace(PLAIN.hand_overs[0], giver=UNKNOWN_SIDE, taker=BOOK),), hand_overs=())


def words_of_drawing():
    return "\n".join(ElementTree.fromstring(draw_svg(JOURNEY)).itertext())


def words_of_slides():
    made = Presentation(io.BytesIO(journey_slides(JOURNEY, made_on="2026-11-28")))
    tables = [shape.table for slide in made.slides for shape in slide.shapes if shape.has_table]
    cells = [cell.text_frame.text for table in tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(slide.notes_slide.notes_text_frame.text for slide in made.slides)])


def words_of_workbook(journey=JOURNEY):
    made = load_workbook(io.BytesIO(journey_workbook(journey)))
    return "\n".join(str(cell.value) for sheet in made for row in sheet.iter_rows() for cell in row)


TELLING = {
    "drawing": words_of_drawing,
    "page": lambda: journey_html(JourneyPage(journey=JOURNEY, drawing="")),
    "mermaid": lambda: journey_mermaid(JOURNEY),
    "slides": words_of_slides,
    "workbook": words_of_workbook,
    "what is missing": lambda: "\n".join(gaps_in_words(JOURNEY.steps, JOURNEY.hand_overs)),
    "what is missing, in groups": lambda: "\n".join(group.title for group in gap_groups(gaps_of([JOURNEY]))),
    "what a file changes": lambda: "\n".join(changes_in_words(PLAIN, JOURNEY)),
    "what differs": lambda: "\n".join(compare(PLAIN, JOURNEY).words),
    "what rests": lambda: "\n".join(resting_in_words(PLAIN, RESTING)),
}


@pytest.mark.parametrize("telling", TELLING.values(), ids=TELLING)
def test_who_gives_is_told_not_to_be_known(telling):
    words = " ".join(telling().split())
    assert f"to {BOOK} (from whom is not known)" in words.replace("To ", "to ")
    assert f"not known to {BOOK}" not in words and f"not known → {BOOK}" not in words


def test_a_workbook_has_no_words_of_ours_for_whose_journey_it_is_where_nobody_said():
    words = words_of_workbook(replace(JOURNEY, actor=""))
    assert "not recorded" not in words and "Who: Not known" in words


@pytest.mark.parametrize(
    ("giver", "taker", "said", "goes_on"),
    [
        ("Port Office", BOOK, f"Port Office to {BOOK}", f"from Port Office to {BOOK}"),
        (UNKNOWN_SIDE, BOOK, f"to {BOOK} (from whom is not known)", f"to {BOOK} (from whom is not known)"),
        (BOOK, UNKNOWN_SIDE, f"from {BOOK} (to whom is not known)", f"from {BOOK} (to whom is not known)"),
        (UNKNOWN_SIDE, UNKNOWN_SIDE, "from whom and to whom is not known", "from whom and to whom is not known"),
    ],
)
def test_sides_are_told_alone_and_as_a_sentence_goes_on(giver, taker, said, goes_on):
    assert (sides_words(giver, taker), from_whom_to_whom(giver, taker)) == (said, goes_on)
