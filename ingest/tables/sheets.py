"""A table as it stands in its file, and the same once its header is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from domain.evidence import Refusal
from domain.tables import signature_of

NO_NAME = "column {}"
"""What a column is called that the header does not name, by its number from 1."""
_JUDGED_ROWS = 5_000
"""Enough rows to tell what a column holds; the others are read all the same."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """Rows of cells as text, each row as long as it was written; blank rows are there too.

    ``numbers`` are the rows' numbers as a person counts them. ``place`` says how a cell is named: "cell" by letter and
    row, as in a workbook, or "row" with the column's name. ``comments`` and ``colours`` go by (row number, column from
    0). ``told`` is what its file holds that no cell of it does. ``is_board`` says that cells may be loose notes: then
    every cell with words is one, when no table is found.
    """

    rows: Sequence[Sequence[str]]
    numbers: Sequence[int]
    name: str = ""
    place: str = "row"
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    colours: Mapping[tuple[int, int], str] = field(default_factory=dict)
    is_board: bool = False
    told: Sequence[Refusal] = ()

    @property
    def width(self) -> int:
        """Return how many cells its longest row has."""
        return max((len(row) for row in self.rows), default=0)

    def where(self, number: int, column: int, name: str = "") -> str:
        """Return the place of a cell in words that a person can follow."""
        if self.place == "cell":
            return f"sheet {self.name}, cell {letters(column)}{number}"
        start = f"{self.name}, " if self.name else ""
        return f"{start}{self.place} {number}, column {name or column + 1}"

    def row_where(self, number: int) -> str:
        """Return the place of a row; 0 is where names stand that are no row of their own."""
        if not number:
            return "names of the fields"
        if self.place == "cell":
            return f"sheet {self.name}, row {number}"
        return f"{self.name}, {self.place} {number}" if self.name else f"{self.place} {number}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """A sheet whose header is known: names of columns, what stands above them, and the rows below.

    ``titles`` are the names in full where they differ, ``choices`` the option of a column that is one of a multiple
    choice. Each row is as wide as ``names``. ``named`` is false where no row names the columns.
    """

    sheet: Sheet
    names: tuple[str, ...]
    titles: tuple[str, ...]
    choices: tuple[str, ...]
    rows: Sequence[tuple[int, tuple[str, ...]]]
    header: tuple[int, ...] = ()
    above: tuple[tuple[int, tuple[str, ...]], ...] = ()
    surplus: tuple[int, ...] = ()

    @property
    def named(self) -> bool:
        """Tell whether a row names the columns."""
        return bool(self.header)

    @property
    def signature(self) -> str:
        """Return what stands for the header."""
        return signature_of(self.names)

    def column(self, at: int) -> list[str]:
        """Return the cells of a column that hold anything, of as many rows as it takes to judge them."""
        cells = [cells[at] for _, cells in islice(self.rows, _JUDGED_ROWS) if cells[at]]
        return cells or [cells[at] for _, cells in islice(self.rows, _JUDGED_ROWS, None) if cells[at]][:_JUDGED_ROWS]


def letters(column: int) -> str:
    """Return a column's letters in a workbook: A for 0, AA for 26."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_of(name: str) -> int | None:
    """Return the column from 0 that letters stand for; None for what are no letters of a column."""
    if not (1 <= len(name) <= 3 and name.isascii() and name.isalpha()):
        return None
    at = 0
    for letter in name.upper():
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1
