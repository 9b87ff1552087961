"""What the signs of a map mean: only those that stand on it."""

from collections.abc import Iterator, Sequence

from domain.journeys import Branch, StepBasis
from domain.sureness import is_assumed
from journey_maps.drawing.boxes import Arrow, ArrowLabel, Box, Card, LegendItem, Mark, Rows
from journey_maps.drawing.lettering import text_width
from journey_maps.drawing.measures import Measures

SIGN_WIDTH = 34.0
_BETWEEN = 26.0
_ASSUMED = {
    frozenset({StepBasis.ASSUMPTION}): "assumed step",
    frozenset({StepBasis.EVIDENCE}): "step with only guesses",
    frozenset(StepBasis): "assumed step, or one with only guesses",
}


def items(
    cards: Sequence[Card],
    ways: Sequence[Arrow],
    labels: Sequence[ArrowLabel],
    rows: Rows,
    measures: Measures,
    at: Box,
) -> tuple[list[LegendItem], float]:
    """Return the legend from the box's top on, in as many rows as its width asks for, and where it ends."""
    x, y, height = at.x + measures.padding, at.y + 18, measures.pill + 8
    placed = []
    for sign, words in _signs(cards, ways, labels, rows):
        width = SIGN_WIDTH + text_width(words, measures.small)
        if x > at.x + measures.padding and x + width > at.right:
            x, y = at.x + measures.padding, y + height
        placed.append(LegendItem(sign=sign, words=words, x=x, y=y))
        x += width + _BETWEEN
    return placed, y + height


def _signs(
    cards: Sequence[Card], ways: Sequence[Arrow], labels: Sequence[ArrowLabel], rows: Rows
) -> Iterator[tuple[str, str]]:
    steps = [card.step for card in cards]
    dashed = {step.basis for step in steps if is_assumed(step)}
    marks = {tab.mark for card in cards for tab in card.tabs}
    tabs = {tab.words for card in cards for tab in card.tabs}
    if not all(map(is_assumed, steps)):
        yield "step", "step that evidence tells of"
    if dashed:
        yield "assumed", f"{_ASSUMED[frozenset(dashed)]}: ask someone who knows"
    if Branch.OR.value in tabs:
        yield "or", "done instead of the step before it"
    if Branch.AND.value in tabs:
        yield "and", "done as well as the step before it"
    if Mark.NEW in marks:
        yield "new", "new or changed, compared with today"
    if any(label.letter for label in labels):
        yield "hand-over", "hand-over: its note stands below the lanes"
    if any(way.is_loop for way in ways):
        yield "within", "hand-over within a step"
    if any(way.is_reach for way in ways):
        yield "across", "hand-over to a step further on, or back"
    if any(label.gap for label in labels):
        yield "gap", "what is missing there"
    if any(not label.letter for label in labels) or Mark.WAIT in marks:
        yield "wait", "wait before a step"
    if rows.systems:
        yield "system", "system that the step leans on"
    if rows.feelings:
        yield "feeling", "what was said, from good (above) to hard (below)"
