"""The label of a hand-over on its arrow or loop: its letter, what passes and how, and what is missing."""

from domain.hand_overs import HandOver, How, Passes
from domain.journey_table import hand_over_words, steps_words
from journey_maps.drawing.boxes import ArrowLabel, Box
from journey_maps.drawing.lettering import BOLD, text_width, wrap
from journey_maps.drawing.measures import Measures, lines_height

WHAT = {Passes.DATA: "data", Passes.CASE: "case", Passes.PERSON: "person", Passes.UNKNOWN: ""}
HOW = {
    How.API: "automatic link",
    How.EMAIL: "by email",
    How.PAPER: "on paper",
    How.REKEYED: "re-keyed",
    How.SPREADSHEET: "spreadsheet",
    How.UNKNOWN: "not known how",
}
_HEAD = 5.0


def told_in_full(hand_over: HandOver, letter: str) -> str:
    """Return a hand-over in one line under its letter, with its steps where they are not one after the other."""
    where = f" {steps_words(hand_over)}" if hand_over.is_across else ""
    return f"Hand-over {letter}{where}: {hand_over_words(hand_over)}"


def passing_label(
    hand_over: HandOver, letter: str, width: float, measures: Measures, *, in_one_line: bool = False
) -> ArrowLabel:
    """Return what stands on the arrow of a hand-over, at the origin: its letter, what passes and how, what is missing.

    ``in_one_line`` lets what passes and how stand beside each other where there is room for both. Of one across, the
    label says first to which step it goes.
    """
    inner = width - 10
    first, way = WHAT[hand_over.passes], wrap(HOW[hand_over.how], inner, measures.small, most=2)
    both = ", ".join(filter(None, (first, HOW[hand_over.how])))
    if hand_over.is_across:
        first, way = f"to {hand_over.to_step}", wrap(both, inner, measures.small, most=2)
        both = f"{first}: {both}"
    if in_one_line and text_width(both, measures.small) <= width - measures.small * 2.8 - 17:
        first, way = both, []
    gap = wrap(hand_over.gap.value, inner / BOLD, measures.small, most=3) if hand_over.gap else []
    rows = 1 + len(way) + len(gap)
    return ArrowLabel(
        box=Box(x=0, y=0, width=width, height=2 * _HEAD + lines_height(rows, measures.small) + 3),
        letter=letter,
        lines=(first, *way),
        gap=tuple(gap),
        told=told_in_full(hand_over, letter),
    )
