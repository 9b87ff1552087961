"""The headings above the place a reader has reached."""

from collections.abc import Iterator

from domain.evidence import Passage, PassageRole
from ingest.readers._wording import is_bare, lead_in


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

    def written(
        self, text: str, locator: str, *, is_item: bool, announces: bool, whole: bool = False
    ) -> Iterator[Passage]:
        """Yield what a paragraph, or an item of a list, says; a paragraph ends what held for those before it."""
        if not is_item:
            self.asides.clear()
        yield from self.announced(text, locator, announces=announces and not is_item, whole=whole)

    def announced(self, text: str, locator: str, *, announces: bool, whole: bool = False) -> Iterator[Passage]:
        """Yield what a text says; the end of one that announces a list ("They said:") stands above it from now on."""
        before, announcement = lead_in(text) if announces else ("", "")
        if not announcement:
            yield self.passage(text, locator, whole=whole)
            return
        if before:
            yield self.passage(before, locator)
        yield self.passage(announcement, locator, PassageRole.HEADING if is_bare(announcement) else PassageRole.BODY)
        self.asides.append(announcement)
