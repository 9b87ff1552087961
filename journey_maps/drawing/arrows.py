"""The arrows of a map and what stands on them: hand-overs with their letters, and waits."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from domain.hand_overs import HandOver, HandOverKey
from domain.journeys import Journey, Step
from journey_maps.drawing.beside import wait_words
from journey_maps.drawing.boxes import Arrow, ArrowLabel, Box, Card
from journey_maps.drawing.cards import Grid
from journey_maps.drawing.lettering import wrap
from journey_maps.drawing.measures import Measures
from journey_maps.drawing.passing_labels import passing_label

_LABEL_GAP = 5.0


def letters_of(journey: Journey) -> dict[HandOverKey, str]:
    """Return a letter for each hand-over, by its key."""
    return {item.key: _letter(nth) for nth, item in enumerate(journey.hand_overs)}


def arrows(
    grid: Grid,
    cards: Sequence[Card],
    hand_overs: Mapping[HandOverKey, HandOver],
    *,
    before: Sequence[Step] = (),
    after: Sequence[Step] = (),
) -> list[Arrow]:
    """Return the ways from each column to the next; ``before`` and ``after`` are the columns on the pages beside."""
    at = {card.step.id: card for card in cards}
    columns: list[Sequence[Step]] = [before, *grid.columns, after]
    found = [
        arrow
        for left, right in pairwise(columns)
        for giver in left
        for taker in right
        if (arrow := _onward(at, giver, taker, hand_overs.get((giver.order, taker.order, "")), grid))
    ]
    for steps in grid.columns:
        for giver, taker in pairwise(steps):
            if crossing := hand_overs.get((giver.order, taker.order, "")):
                found.append(_beside(at[giver.id], at[taker.id], crossing, grid))
    return found


def _onward(at: Mapping[str, Card], giver: Step, taker: Step, crossing: HandOver | None, grid: Grid) -> Arrow | None:
    start, end = at.get(giver.id), at.get(taker.id)
    half = grid.measures.gutter / 2
    if start:
        box, middle = start.box, grid.gutter_after(start.column)
        points = _elbow(box, end.box, middle) if end else ((box.right, box.middle), (middle + half - 12, box.middle))
        return Arrow(points=points, giver=giver, taker=taker, hand_over=crossing, middle=middle, open_end=end is None)
    if end:
        box, middle = end.box, grid.gutter_before(end.column)
        points = ((middle - 12, box.middle), (box.x - 2, box.middle))
        return Arrow(points=points, giver=giver, taker=taker, hand_over=crossing, middle=middle, open_start=True)
    return None


def _elbow(start: Box, end: Box, trunk: float) -> tuple[tuple[float, float], ...]:
    if abs(start.middle - end.middle) < 1:
        return ((start.right, start.middle), (end.x - 2, start.middle))
    return ((start.right, start.middle), (trunk, start.middle), (trunk, end.middle), (end.x - 2, end.middle))


def _beside(giver: Card, taker: Card, crossing: HandOver, grid: Grid) -> Arrow:
    """Return the way between two cards of one column: out to the right and back."""
    start, end = giver.box, taker.box
    low, high = start.bottom - 16, end.y + 16
    if end.y < start.y:
        low, high = start.y + 16, end.bottom - 16
    middle = grid.gutter_after(giver.column)
    out = middle - grid.measures.gutter / 2 + 14
    return Arrow(
        points=((start.right, low), (out, low), (out, high), (end.right + 2, high)),
        giver=giver.step,
        taker=taker.step,
        hand_over=crossing,
        middle=middle,
    )


def labels(
    found: Sequence[Arrow],
    letters: Mapping[HandOverKey, str],
    measures: Measures,
    *,
    waiting: Container[str],
    top: float,
    bottom: float,
) -> list[ArrowLabel]:
    """Return what stands on the arrows, gutter by gutter, moved up or down so that nothing lies on anything.

    ``waiting`` are the steps whose wait stands on their arrow. Everything stays between ``top`` and ``bottom``.
    """
    gutters: dict[float, list[tuple[float, ArrowLabel]]] = {}
    for arrow in found:
        if arrow.is_loop:
            continue
        x, y = arrow.middle, _halfway(arrow)
        stack = gutters.setdefault(round(x, 1), [])
        waits = arrow.taker.id in waiting and not arrow.open_end
        straight = len({point[1] for point in arrow.points}) == 1
        if arrow.hand_over and not arrow.open_start:
            label = passing_label(arrow.hand_over, letters[arrow.hand_over.key], measures.gutter - 10, measures)
            up = label.box.height + 8 if straight else label.box.height / 2 + (measures.pill / 2 if waits else 0)
            stack.append((y - up, _moved(label, x, y - up)))
        if waits:
            wait = _wait_label(arrow.taker, measures)
            down = 8.0 if straight else (0.0 if arrow.hand_over else -measures.pill / 2)
            stack.append((y + down, _moved(wait, x, y + down)))
    return [label for stack in gutters.values() for label in _apart(stack, top, bottom)]


def _halfway(arrow: Arrow) -> float:
    """Return the middle of an arrow's upright part."""
    ys = [point[1] for point in arrow.points]
    return (min(ys) + max(ys)) / 2


def _wait_label(step: Step, measures: Measures) -> ArrowLabel:
    words = wait_words(step.wait_days)
    return ArrowLabel(
        box=Box(x=0, y=0, width=measures.gutter - 10, height=measures.pill + 2),
        letter="",
        lines=tuple(wrap(words, measures.gutter - 34, measures.small, most=1)),
        gap=(),
        told=f"A wait of {words} before step {step.order}",
    )


def _moved(label: ArrowLabel, middle: float, top: float) -> ArrowLabel:
    return replace(label, box=replace(label.box, x=middle - label.box.width / 2, y=top))


def _apart(stack: Sequence[tuple[float, ArrowLabel]], top: float, bottom: float) -> list[ArrowLabel]:
    """Return the labels of one gutter, none on another: first pushed down, then, below the lanes, up again."""
    placed: list[ArrowLabel] = []
    least = top
    for wanted, label in sorted(stack, key=lambda item: (item[0], item[1].letter)):
        y = max(wanted, least)
        placed.append(_moved(label, label.box.centre, y))
        least = y + label.box.height + _LABEL_GAP
    most = bottom
    for nth in range(len(placed) - 1, -1, -1):
        label = placed[nth]
        y = min(label.box.y, most - label.box.height)
        placed[nth] = _moved(label, label.box.centre, y)
        most = y - _LABEL_GAP
    return placed


def _letter(nth: int) -> str:
    """Return A to Z, then AA, AB and so on."""
    high, low = divmod(nth, 26)
    return (_letter(high - 1) if high else "") + chr(ord("A") + low)
