"""How large letters, cards and the space between them are on a map, in pixels."""

from dataclasses import dataclass

LINE_HEIGHT = 1.32
MARGIN = 36.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Measures:
    """One set of sizes. ``step``, ``small`` and ``title`` are font sizes; the others are widths and gaps."""

    title: float = 26.0
    step: float = 14.0
    small: float = 12.0
    labels: float = 172.0
    card: float = 192.0
    gutter: float = 106.0
    padding: float = 12.0

    @property
    def column(self) -> float:
        """Return the distance from one column to the next."""
        return self.card + self.gutter

    @property
    def pill(self) -> float:
        """Return the height of a pill with small letters."""
        return self.small + 8

    @property
    def rail(self) -> float:
        """Return how far lines beside a card stand apart."""
        return self.small

    @property
    def inner(self) -> float:
        """Return the width that text has on a card."""
        return self.card - 2 * self.padding


STANDARD = Measures()
LARGE = Measures(title=40.0, step=21.0, small=17.0, labels=230.0, card=270.0, gutter=148.0, padding=15.0)
"""For a room that reads from afar: letters grow more than the space around them."""


def lines_height(count: int, size: float) -> float:
    """Return how high so many lines are."""
    return count * size * LINE_HEIGHT
