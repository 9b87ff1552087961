"""Pages set in two columns whose lines were written across both: put back into the order in which people read them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ingest.readers._pdf_lines import Line

_FEWEST_LINES = 6
_FEWEST_WORDS = 4
_MOST_LINES = 600
"""More pieces than these on one page are a table or a drawing."""
_FULL_SHARE, _FULL_WIDTH = 0.6, 0.75
"""Prose fills its column: this share of its lines are at least so wide as the column. The cells of a table are not."""
_ACROSS_SHARE = 0.2
_SWITCHES_SHARE = 0.5


def by_column(lines: Sequence[Line]) -> list[Line] | None:
    """Return lines column by column, when they are prose in two columns and change between them line after line.

    None when they are not, or stand in reading order already. A line across both columns parts what is above it from
    what is below.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return None
    sides = [_side(line, gutter) for line in lines]
    beside = [side for side in sides if side]
    left, right = ([line for line, at in zip(lines, sides, strict=True) if at == side] for side in (-1, 1))
    switches = sum(one != other for one, other in pairwise(beside))
    if switches < _SWITCHES_SHARE * min(len(left), len(right)) or not (_is_prose(left) and _is_prose(right)):
        return None
    return list(_ordered(lines, gutter))


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return where the space between two columns lies: most lines stand on either side of it, few across."""
    best, most = None, _FEWEST_LINES - 1
    if len(lines) > _MOST_LINES:
        return None
    for place in sorted({line.left for line in lines}):
        sides = [_side(line, place - 1) for line in lines]
        fewer = min(sides.count(-1), sides.count(1))
        if fewer > most and sides.count(0) <= _ACROSS_SHARE * len(lines):
            best, most = place - 1, fewer
    return best


def _side(line: Line, gutter: float) -> int:
    if line.right <= gutter:
        return -1
    return 1 if line.left >= gutter else 0


def _is_prose(column: Sequence[Line]) -> bool:
    width = max(line.right for line in column) - min(line.left for line in column)
    full = sum(line.right - line.left >= _FULL_WIDTH * width for line in column)
    return full >= _FULL_SHARE * len(column) and median(len(line.text.split()) for line in column) >= _FEWEST_WORDS


def _ordered(lines: Sequence[Line], gutter: float) -> Iterator[Line]:
    waiting: dict[int, list[Line]] = {-1: [], 1: []}
    for line in sorted(lines, key=lambda line: -line.top):
        side = _side(line, gutter)
        if side:
            waiting[side].append(line)
            continue
        yield from (*waiting[-1], *waiting[1], line)
        waiting = {-1: [], 1: []}
    yield from (*waiting[-1], *waiting[1])
