"""Where the selections of a REFI-QDA project lie in their texts, whichever way a tool counts."""

from bisect import bisect_left
from typing import TYPE_CHECKING

from domain.text import TextSpan
from ingest.readers._refi_xml import braceless

if TYPE_CHECKING:
    from lxml.etree import _Element

_FEWEST_CHARACTERS_TO_COMPARE = 4


class Positions:
    """A text with LF line ends, and the way to it from positions that count CRLF as one character or as two."""

    def __init__(self, raw: str) -> None:
        self.text = raw.replace("\r\n", "\n").replace("\r", "\n")
        # XML reads a CRLF as one LF: a text that stands in the project file no longer tells which it had.
        written = raw if "\r\n" in raw else raw.replace("\n", "\r\n")
        self._returns = [at for at, sign in enumerate(written) if sign == "\r" and written[at + 1 : at + 2] == "\n"]

    def spans(self, places: list[tuple[int, int, str]]) -> list[TextSpan | None]:
        """Return the spans of (start, end, name); where names quote their passages, by the count that fits them.

        None for a place that is not in the text. The tool counts the same way all through, so one rule holds.
        """
        as_one = [self._span(start, end) for start, end, _ in places]
        if not self._returns:
            return as_one
        as_two = [self._span(self._after(start), self._after(end)) for start, end, _ in places]
        names = [name for *_, name in places]
        return as_two if self._fitting(as_two, names) > self._fitting(as_one, names) else as_one

    def _fitting(self, spans: list[TextSpan | None], names: list[str]) -> int:
        return sum(
            span is not None and _quotes(name, span.of(self.text)) for span, name in zip(spans, names, strict=True)
        )

    def _span(self, start: int, end: int) -> TextSpan | None:
        return TextSpan(start=start, end=end) if 0 <= start < end <= len(self.text) else None

    def _after(self, position: int) -> int:
        return position - bisect_left(self._returns, position)


def _quotes(name: str, passage: str) -> bool:
    """Tell whether a selection's name is the beginning of its passage."""
    words, quoted = " ".join(name.rstrip("….").split()), " ".join(passage.split())
    return len(words) >= _FEWEST_CHARACTERS_TO_COMPARE and quoted.startswith(words)


def place_of(selected: "_Element", points: dict[str, str]) -> tuple[int, int, str]:
    """Return where a selection begins and ends, by itself or by the points of a transcript that it names; and its name.

    -1 for what is not said.
    """
    start, end = (
        selected.get(f"{side}Position") or points.get(braceless(selected.get(f"{point}SyncPoint") or ""), "")
        for side, point in (("start", "from"), ("end", "to"))
    )
    try:
        return int(start), int(end), selected.get("name") or ""
    except ValueError:
        return -1, -1, ""
