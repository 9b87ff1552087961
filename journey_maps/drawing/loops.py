"""What passes within a step: loops below its card, each with its label, and the label of any hand-over."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.journey_table import hand_over_words
from domain.journeys import HandOver, HandOverKey, How, Passes
from journey_maps.drawing.boxes import Arrow, ArrowLabel, Box, Card
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
_DROP = 9.0
_BETWEEN = 7.0
_INSET = 14.0
_NESTED = 9.0
"""How much further out the loop around another stands."""
_MOST_NESTED = 4
_TO_LABEL = 10.0


def passing_label(
    hand_over: HandOver, letter: str, width: float, measures: Measures, *, in_one_line: bool = False
) -> ArrowLabel:
    """Return what stands on the arrow of a hand-over, at the origin: its letter, what passes and how, what is missing.

    ``in_one_line`` lets what passes and how stand beside each other where there is room for both.
    """
    inner = width - 10
    first, way = WHAT[hand_over.passes], wrap(HOW[hand_over.how], inner, measures.small, most=2)
    both = ", ".join(filter(None, (first, HOW[hand_over.how])))
    if in_one_line and text_width(both, measures.small) <= width - measures.small * 2.8 - 17:
        first, way = both, []
    gap = wrap(hand_over.gap.value, inner / BOLD, measures.small, most=3) if hand_over.gap else []
    rows = 1 + len(way) + len(gap)
    return ArrowLabel(
        box=Box(x=0, y=0, width=width, height=2 * _HEAD + lines_height(rows, measures.small) + 3),
        letter=letter,
        lines=(first, *way),
        gap=tuple(gap),
        told=f"Hand-over {letter}: {hand_over_words(hand_over)}",
    )


def below_card(within: Sequence[HandOver], measures: Measures) -> float:
    """Return how much room the loops of a step need below its card; 0 where nothing passes within it."""
    labels = [_label(item, "", nth, len(within), measures) for nth, item in enumerate(within)]
    return sum(label.box.height + _BETWEEN for label in labels) + _DROP if labels else 0.0


def loops(
    cards: Sequence[Card],
    within: Mapping[int, Sequence[HandOver]],
    letters: Mapping[HandOverKey, str],
    measures: Measures,
) -> tuple[list[Arrow], list[ArrowLabel]]:
    """Return for each hand-over within a step a way out of its card and back into it from below, and its label.

    ``within`` are those of each step, by its order. The loop of the first is the innermost.
    """
    ways: list[Arrow] = []
    labels: list[ArrowLabel] = []
    for card in cards:
        own, y = within.get(card.step.order, ()), card.box.bottom + _DROP
        for nth, item in enumerate(own):
            label = _label(item, letters[item.key], nth, len(own), measures)
            label = replace(label, box=replace(label.box, x=card.box.centre - label.box.width / 2, y=y))
            left, right = label.box.x - _TO_LABEL, label.box.right + _TO_LABEL
            low, middle = card.box.bottom, label.box.middle
            points = ((left, low), (left, middle), (right, middle), (right, low + 2))
            ways.append(Arrow(points=points, giver=card.step, taker=card.step, hand_over=item))
            labels.append(label)
            y = label.box.bottom + _BETWEEN
    return ways, labels


def _label(item: HandOver, letter: str, nth: int, count: int, measures: Measures) -> ArrowLabel:
    further_in = _NESTED * min(count - 1 - nth, _MOST_NESTED)
    width = measures.card - 2 * (_INSET + _TO_LABEL + further_in)
    return passing_label(item, letter, width, measures, in_one_line=True)
