"""Any table, or several, as an Excel workbook with a sheet each."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.access import Marking
from exports.cells import Cell, cell_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_SHEET_NAME_CHARACTERS = 31
_NARROWEST, _WIDEST = 8, 60
"""Widths of columns, in characters."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A sheet of a workbook: its title, its header, and its rows."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def table_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], marking: Marking | None) -> bytes:
    """Return a workbook with one sheet: the header, then the rows; the marking at head and foot of each page.

    Text is written as text, so nothing in it runs as a formula or becomes a link.
    """
    return tables_xlsx([Sheet(title=title, header=header, rows=rows)], marking)


def tables_xlsx(sheets: Iterable[Sheet], marking: Marking | None) -> bytes:
    """Return a workbook with some sheets, as ``table_xlsx`` writes one; no two titles may begin alike."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(content, options)
    for sheet in sheets:
        _write(workbook, sheet, marking)
    workbook.close()
    return content.getvalue()


def _write(workbook: "Workbook", written: Sheet, marking: Marking | None) -> None:
    sheet = workbook.add_worksheet(_sheet_name(written.title))
    head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = workbook.add_format({"text_wrap": True, "valign": "top"})
    widths = [len(name) for name in written.header]
    sheet.write_row(0, 0, [cell_text(name) for name in written.header], head)
    for number, row in enumerate(written.rows, start=1):
        for column, value in enumerate(row):
            cell = cell_text(value) if isinstance(value, str) else value
            sheet.write(number, column, cell, plain)
            widths[column] = max(widths[column], len(str(cell or "")))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(_WIDEST, max(_NARROWEST, width + 2)))
    sheet.freeze_panes(1, 0)
    if marking:
        sheet.set_header(f"&C{marking.value}")
        sheet.set_footer(f"&C{marking.value}")


def _sheet_name(title: str) -> str:
    name = " ".join(_NOT_IN_SHEET_NAMES.sub(" ", title).split()).strip("'")
    return name[:_SHEET_NAME_CHARACTERS].strip() or "Table"
