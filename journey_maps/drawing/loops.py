"""What passes within a step: loops below its card, each with its label."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.hand_overs import HandOver, HandOverKey
from journey_maps.drawing.boxes import Arrow, ArrowLabel, Card
from journey_maps.drawing.measures import Measures
from journey_maps.drawing.passing_labels import passing_label

_DROP = 9.0
_BETWEEN = 7.0
_INSET = 14.0
_NESTED = 9.0
"""How much further out the loop around another stands."""
_MOST_NESTED = 4
_TO_LABEL = 10.0


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
            ways.append(Arrow(points=points, giver=card.step, taker=card.step, hand_over=item, middle=card.box.centre))
            labels.append(label)
            y = label.box.bottom + _BETWEEN
    return ways, labels


def _label(item: HandOver, letter: str, nth: int, count: int, measures: Measures) -> ArrowLabel:
    further_in = _NESTED * min(count - 1 - nth, _MOST_NESTED)
    width = measures.card - 2 * (_INSET + _TO_LABEL + further_in)
    return passing_label(item, letter, width, measures, in_one_line=True)
