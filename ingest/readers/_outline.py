"""The headings above the place a reader has reached."""

from domain.evidence import Passage, PassageRole


class Outline:
    """Keeps the headings above the current place, and makes passages that carry them.

    ``asides`` are headings that hold for a while only: the lead-in of a list, the columns of a table.
    """

    def __init__(self) -> None:
        self._levels: list[tuple[int, str]] = []
        self.asides: list[str] = []

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the headings above, outermost first."""
        return (*(text for _, text in self._levels), *self.asides)

    @property
    def depth(self) -> int:
        """Return the level of the innermost heading, 0 when there is none."""
        return self._levels[-1][0] if self._levels else 0

    def heading(self, text: str, level: int, locator: str) -> Passage:
        """Return a heading's passage; it ends the headings of its own and deeper levels."""
        self.close(level)
        above = self.headings
        self._levels.append((level, text))
        return Passage(text=text, locator=locator, headings=above, role=PassageRole.HEADING)

    def close(self, level: int) -> None:
        """Leave every heading of this level or deeper."""
        self._levels = [entry for entry in self._levels if entry[0] < level]

    def passage(self, text: str, locator: str, role: PassageRole = PassageRole.BODY, *, whole: bool = False) -> Passage:
        """Return a passage that stands under the current headings."""
        return Passage(text=text, locator=locator, headings=self.headings, role=role, whole=whole)
