"""Any table, or several, as an Excel workbook with a sheet each."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.access import Marking
from exports.cells import Cell
from exports.sheets import WorkbookInMaking

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_SHEET_NAME_CHARACTERS = 31
_NARROWEST, _WIDEST, _WIDEST_HEAD = 8, 50, 14
"""Widths of columns, in characters."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A sheet of a workbook: its title, its header, and its rows, which their first columns name (``named_by``)."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    named_by: int = 1


def table_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], marking: Marking | None) -> bytes:
    """Return a workbook with one sheet: the header, then the rows; the marking at head and foot of each page."""
    return tables_xlsx([Sheet(title=title, header=header, rows=rows)], marking)


def tables_xlsx(sheets: Iterable[Sheet], marking: Marking | None) -> bytes:
    """Return a workbook with some sheets, as ``table_xlsx`` writes one; no two titles may begin alike."""
    made = WorkbookInMaking()
    for sheet in sheets:
        _add(made, sheet, marking)
    return made.written()


def _add(made: WorkbookInMaking, written: Sheet, marking: Marking | None) -> None:
    head = made.workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = made.workbook.add_format({"text_wrap": True, "valign": "top"})
    figure = made.workbook.add_format({"valign": "top", "align": "right", "indent": 1})
    rows = list(written.rows)
    sheet = made.add(_sheet_name(written.title), _widths(written.header, rows))
    for number, row in enumerate([written.header, *rows]):
        for column, value in enumerate(row):
            style = plain if isinstance(value, str | None) else figure
            sheet.write(number, column, value, style if number else head)
    sheet.lay_out(marking, named_by=written.named_by)
    if written.header:
        sheet.sheet.autofilter(0, 0, max(len(rows), 1), len(written.header) - 1)


def _widths(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Return how wide each column is: as its longest line, a head over several lines where it alone is long."""
    widths = [max(min(len(name), _WIDEST_HEAD), *map(len, name.split()), 0) for name in header]
    for row in rows:
        for column, value in enumerate(row):
            longest = max(map(len, str("" if value is None else value).split("\n")))
            widths[column] = max(widths[column], longest)
    return [min(_WIDEST, max(_NARROWEST, width + 2)) for width in widths]


def _sheet_name(title: str) -> str:
    name = " ".join(_NOT_IN_SHEET_NAMES.sub(" ", title).split()).strip("'")
    return name[:_SHEET_NAME_CHARACTERS].strip() or "Table"
