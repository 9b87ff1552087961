"""What passes across steps: lines that run beside the cards and below the lanes, each with its label there.

A line leaves its card to the right, goes down beside the column, along below all lanes, and up on the left of the card
at which it arrives. Room is made for it beside the cards, and labels stand elsewhere: it crosses no card and no label.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.hand_overs import HandOver, HandOverKey
from domain.journeys import Journey, Step
from journey_maps.drawing.boxes import Arrow, ArrowLabel, Card
from journey_maps.drawing.cards import Grid
from journey_maps.drawing.measures import MARGIN
from journey_maps.drawing.passing_labels import passing_label

Point = tuple[float, float]

_ABOVE = 16.0
_BETWEEN = 9.0
_FOOT = 9.0
"""How far above a card's lower edge the first line leaves or arrives."""
_APART = 12.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """A hand-over across on one page: from which of its columns to which, from 0; None where that is elsewhere."""

    item: HandOver
    start: int | None
    end: int | None
    is_back: bool

    def span(self, columns: int) -> tuple[int, int]:
        """Return between which places it runs: a column has one to the left of its cards, one below and one right."""
        start = 3 * self.start + 2 if self.start is not None else (3 * columns if self.is_back else -1)
        end = 3 * self.end if self.end is not None else (-1 if self.is_back else 3 * columns)
        return min(start, end), max(start, end)


def reaches_on(journey: Journey, columns: Sequence[Sequence[Step]], first: int, last: int) -> list[Reach]:
    """Return what passes across and begins or ends in the columns from ``first`` up to, without, ``last``."""
    at = {step.order: nth for nth, steps in enumerate(columns) for step in steps}

    def here(order: int) -> int | None:
        return at[order] - first if first <= at[order] < last else None

    found = [
        Reach(
            item=item,
            start=here(item.from_step),
            end=here(item.to_step),
            is_back=at[item.to_step] <= at[item.from_step],
        )
        for item in journey.hand_overs
        if item.is_across and item.from_step in at and item.to_step in at
    ]
    return [reach for reach in found if reach.start is not None or reach.end is not None]


def rails_of(reaches: Sequence[Reach], columns: int) -> tuple[tuple[int, int], ...]:
    """Return how many lines run up and down to the left and to the right of each column's cards."""
    starts, ends = [reach.start for reach in reaches], [reach.end for reach in reaches]
    return tuple((ends.count(column), starts.count(column)) for column in range(columns))


def reaches_drawn(
    reaches: Sequence[Reach],
    grid: Grid,
    journey: Journey,
    cards: Sequence[Card],
    letters: Mapping[HandOverKey, str],
    *,
    top: float,
    right: float,
) -> tuple[list[Arrow], list[ArrowLabel], float]:
    """Return a way and a label for each, in rows from ``top``, the lanes' end, and where the rows end.

    What goes to or comes from another page leaves at ``right`` or beside the lanes' names. No reaches: ``top``.
    """
    if not reaches:
        return [], [], top
    rows = _rows(reaches, len(grid.columns))
    drafts = [(reach, rows[reach.item.key], _label(reach, letters[reach.item.key], grid)) for reach in reaches]
    heights = [max(label.box.height for _, own, label in drafts if own == row) for row in range(max(rows.values()) + 1)]
    tops = [top + _ABOVE + sum(heights[:row]) + _BETWEEN * row for row in range(len(heights))]
    leaving = _ends(reaches, rows, grid, cards, is_start=True)
    arriving = _ends(reaches, rows, grid, cards, is_start=False)
    edges = MARGIN + grid.measures.labels, right
    ways, labels = [], []
    for reach, row, draft in drafts:
        y, key = tops[row] + heights[row] / 2, reach.item.key
        label = replace(draft, box=replace(draft.box, y=y - draft.box.height / 2))
        points = (
            *_down_to(y, leaving.get(key), edges[reach.is_back]),
            *_down_to(y, arriving.get(key), edges[not reach.is_back])[::-1],
        )
        labels.append(label)
        ways.append(_way(reach, journey, label, points))
    return ways, labels, tops[-1] + heights[-1]


def _down_to(y: float, end: tuple[Point, Point] | None, edge: float) -> tuple[Point, ...]:
    """Return the way from a card, and beside it, down to a row; of one that is on another page, where this one ends."""
    return (*end, (end[1][0], y)) if end else ((edge, y),)


def _way(reach: Reach, journey: Journey, label: ArrowLabel, points: tuple[Point, ...]) -> Arrow:
    return Arrow(
        points=points,
        giver=journey.step(reach.item.from_step),
        taker=journey.step(reach.item.to_step),
        hand_over=reach.item,
        middle=label.box.centre,
        open_start=reach.start is None,
        open_end=reach.end is None,
        letter=label.letter,
    )


def _rows(reaches: Sequence[Reach], columns: int) -> dict[HandOverKey, int]:
    """Return the row of each, from 0: short ones above, and side by side where they do not meet."""
    rows: dict[HandOverKey, int] = {}
    taken: list[list[tuple[int, int]]] = []
    spans = [(reach.span(columns), reach.item.key) for reach in reaches]
    for (low, high), key in sorted(spans, key=lambda each: (each[0][1] - each[0][0], each[1])):
        free = (nth for nth, row in enumerate(taken) if all(high < start or end < low for start, end in row))
        rows[key] = next(free, len(taken))
        if rows[key] == len(taken):
            taken.append([])
        taken[rows[key]].append((low, high))
    return rows


def _label(reach: Reach, letter: str, grid: Grid) -> ArrowLabel:
    """Return the label, not yet in its row: below the cards of a column, or else between two columns."""
    measures, column = grid.measures, _column_above(reach, len(grid.columns))
    if column is not None:
        width, middle = measures.card, grid.x(column) + measures.card / 2
    else:
        width = measures.gutter - 10
        middle = grid.gutter_before(reach.end or 0) if reach.start is None else grid.gutter_after(reach.start)
    label = passing_label(reach.item, letter, width, measures, in_one_line=True)
    return replace(label, box=replace(label.box, x=middle - width / 2))


def _column_above(reach: Reach, columns: int) -> int | None:
    """Return the column that a way runs below nearest to where it begins here; None where it runs below none."""
    if reach.is_back:
        return reach.end if reach.start is None else reach.start
    if reach.start is None:
        return reach.end - 1 if reach.end else None
    end = columns if reach.end is None else reach.end
    return reach.start + 1 if reach.start + 1 < end else None


def _ends(
    reaches: Sequence[Reach], rows: Mapping[HandOverKey, int], grid: Grid, cards: Sequence[Card], *, is_start: bool
) -> dict[HandOverKey, tuple[Point, Point]]:
    """Return where each leaves its card, or arrives at it, and where it turns down beside it.

    Nearest to the cards run those of the lowest card, and of one card what crosses the fewest others there.
    """
    found: dict[HandOverKey, tuple[Point, Point]] = {}
    beside: dict[int, int] = {}
    for card in sorted(cards, key=lambda each: (each.column, -each.box.bottom)):
        own = [each for each in reaches if card.step.order == each.item.key[0 if is_start else 1]]
        own.sort(key=lambda each: (each.is_back, rows[each.item.key] * (1 if each.is_back else -1)))
        apart = min(_APART, (card.box.height / 2 - 2 * _FOOT) / max(len(own) - 1, 1))
        for nth, reach in enumerate(own):
            y, line = card.box.bottom - _FOOT - nth * apart, beside.setdefault(card.column, 0)
            beside[card.column] += 1
            at = card.box.right if is_start else card.box.x - 2
            found[reach.item.key] = ((at, y), (grid.rail(card.column, line, is_left=not is_start), y))
    return found
