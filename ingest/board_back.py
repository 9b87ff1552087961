"""A workshop board that comes back: the notes that went out from here are evidence already and not new."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from domain.errors import InvalidRequest
from domain.evidence import SourceFile
from domain.text import fold
from ingest.readers._content import text_of
from ingest.tables.delimited import records_of
from ingest.tables.headers import grid_of
from ingest.tables.sheets import Sheet

_NOTES = "Text"
_TABLES = frozenset({".csv", ".tsv"})


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardBack:
    """A board without the notes that went out: its content, how many rows are left, and how many were ours."""

    content: bytes
    left: int
    ours: int


def board_back(name: str, content: bytes, is_ours: Callable[[str], bool]) -> BoardBack:
    """Return a board's table without the rows of which a cell ``is_ours``, which is asked of what ``mark`` makes of it.

    Everything else stays as it was written; a lone column that no row names is called Text, so that its first note is
    one. Raises InvalidRequest for a file that is no table in text, or in which
    nothing is left; UnreadableSource for one that cannot be read.
    """
    if PurePath(name).suffix.casefold() not in _TABLES:
        raise InvalidRequest(
            "Only a table in text can be told apart from what went out.",
            where=name,
            remedy="Export the board as CSV. Another file can be added as it is, without our notes on it.",
        )
    rows = [row for row, _ in records_of(text_of(SourceFile(name=name, content=content)))]
    rows = rows if _has_header(rows) else [[_NOTES], *rows]
    kept = [row for at, row in enumerate(rows) if not at or not any(is_ours(mark(cell)) for cell in row)]
    written = [row for row in kept[1:] if any(map(str.strip, row))]
    if not written:
        raise InvalidRequest(
            "Nothing on this board is new: every note went out from here.",
            where=name,
            remedy="Export the board after the workshop, with what people wrote.",
        )
    table = io.StringIO(newline="")
    csv.writer(table, lineterminator="\r\n").writerows(kept)
    return BoardBack(content=table.getvalue().encode("utf-8-sig"), left=len(written), ours=len(rows) - len(kept))


def _has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a row names the columns; of several columns the first row always does."""
    grid = grid_of(Sheet(rows=[[cell.strip() for cell in row] for row in rows], numbers=range(1, len(rows) + 1)))
    if grid is None or grid.named:
        return True
    return sum(map(any, zip(*(cells for _, cells in grid.rows), strict=True))) > 1


def mark(text: str) -> str:
    """Return the form in which notes are compared; the apostrophe that keeps a formula from running is none of it."""
    return fold(text.strip().removeprefix("'")).casefold()
