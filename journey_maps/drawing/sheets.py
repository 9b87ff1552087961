"""Sheets of A3 on which a map is printed: as few as keep its letters readable, each as full as can be."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from domain.journeys import Journey
from journey_maps.drawing.boxes import Layout
from journey_maps.drawing.cards import columns_of
from journey_maps.drawing.layout import Page, Shown, lay_out, pages_of

A3_RATIO = 420 / 297
_CARDS_STRETCHED = (1.0, 1.25, 1.5)
_CARDS_FILLING = (*_CARDS_STRETCHED, 1.75)
_MOST_COLUMNS = 10
_FEW_COLUMNS = 4
_LEAST_LETTER = 1 / 160
"""The least share of a page's width that a step's letters are high: 2.6 mm, or seven and a half points, on A3."""
_NEARLY = 1.1


def a3_sheets(journey: Journey, shown: Shown) -> list[Layout]:
    """Return sheets of A3: as few as keep the letters readable, or nearly as large as they can be, all of one size.

    Between two numbers of columns that fit, sheets are filled alike, and letters are as large as all of them allow.
    Cards are as wide as their sheet has room for: names take fewer lines then.
    """
    return _Sheets(journey, shown).laid_out()


class _Sheets:
    """The parts of a map that sheets can hold, each measured once."""

    def __init__(self, journey: Journey, shown: Shown) -> None:
        self._journey, self._shown = journey, shown
        self._count = len(columns_of(journey.steps))
        self._widths: dict[tuple[int, int, float], float] = {}

    def laid_out(self) -> list[Layout]:
        few = pages_of(self._journey, _FEW_COLUMNS)
        readable = self._shown.measures.step / _LEAST_LETTER
        enough = max(readable, _NEARLY * max(self._width(page.start, page.end) for page in few))
        breaks = self._broken(enough) or [(page.start, page.end) for page in few]
        while (closer := self._broken(self._widest(breaks) - 1)) and len(closer) <= len(breaks):
            breaks = closer
        wide = self._widest(breaks)
        pages = [Page(start=at, end=end, nth=nth, of=len(breaks)) for nth, (at, end) in enumerate(breaks, start=1)]
        return [self._sheet(page, wide) for page in pages]

    def _broken(self, wide: float) -> list[tuple[int, int]]:
        """Return where each sheet starts and ends that is at most so wide; none where even a column does not fit."""
        breaks: list[tuple[int, int]] = []
        start = 0
        while start < self._count or not breaks:
            ends = range(start + 1, min(start + _MOST_COLUMNS, self._count) + 1) or [start]
            widths = ((end, self._width(start, end)) for end in ends)
            fitting = [end for end, _ in takewhile(lambda pair: pair[1] <= wide, widths)]
            if not fitting:
                return []
            breaks.append((start, fitting[-1]))
            start = fitting[-1]
        return breaks

    def _widest(self, breaks: Sequence[tuple[int, int]]) -> float:
        return max(self._width(start, end) for start, end in breaks)

    def _width(self, start: int, end: int) -> float:
        """Return how wide a sheet has to be to hold these columns, with cards as wide as is best for that."""
        return min(self._stretched(start, end, stretched) for stretched in _CARDS_STRETCHED)

    def _stretched(self, start: int, end: int, stretched: float) -> float:
        key = start, end, stretched
        if key not in self._widths:
            place = 1 if end < self._count else 2
            page = Page(start=start, end=end, nth=place, of=2) if (start, end) != (0, self._count) else None
            layout = lay_out(self._journey, self._with_cards(stretched), page)
            self._widths[key] = max(layout.width, layout.height * A3_RATIO)
        return self._widths[key]

    def _with_cards(self, stretched: float) -> Shown:
        measures = self._shown.measures
        return replace(self._shown, measures=replace(measures, card=measures.card * stretched))

    def _sheet(self, page: Page, wide: float) -> Layout:
        """Return a sheet so wide, with cards as wide as it has room for."""
        fitting = [each for each in _CARDS_FILLING if self._stretched(page.start, page.end, each) <= wide]
        layout = lay_out(self._journey, self._with_cards(max(fitting)), page, width=wide)
        return replace(layout, height=wide / A3_RATIO)
