"""Excel workbooks: workshop boards and tables of notes."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from domain.errors import UnreadableSource
from domain.evidence import Passage, PassageRole, Refusal, SourceFile
from domain.files import Sight
from domain.limits import Limits
from ingest.readers._content import unpacked
from ingest.readers._wording import tidy

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST_COLUMN_NAME_WORDS = 14
_LONGEST_NOTE_WORDS = 40


class XlsxReader:
    """Reads every text cell of every sheet, hidden ones and comments included; numbers and dates are no text."""

    suffixes = frozenset({".xlsx", ".xlsm"})
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    is_text = False

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the archive has an Excel workbook in it."""
        return "xl/workbook.xml" in seen.parts

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Passage | Refusal]:
        """Yield cells row by row, each under its sheet and column name. Raises UnreadableSource."""
        unpacked(source, limits)
        for sheet in _workbook(source.content).worksheets:
            yield from _sheet(sheet)


def _workbook(content: bytes) -> "Workbook":
    from lxml.etree import XMLSyntaxError
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(io.BytesIO(content), data_only=True)
    except (
        InvalidFileException,
        XMLSyntaxError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        SyntaxError,
    ) as error:
        raise UnreadableSource(
            "The workbook is damaged: its sheets cannot be read.",
            where="whole file",
            remedy="Open it in Excel, save it under a new name, then add that.",
        ) from error


def _sheet(sheet: "Worksheet") -> Iterator[Passage | Refusal]:
    rows = [[cell for cell in row if _words(cell.value) or cell.comment] for row in sheet.iter_rows()]
    rows = [row for row in rows if row]
    if not rows:
        return
    title = tidy(sheet.title) or "Sheet"
    yield Passage(text=title, locator=f"sheet {title}", role=PassageRole.HEADING)
    names = _column_names(rows, sheet)
    for row in rows:
        for cell in row:
            yield from _cell(cell, title, names)


def _cell(cell: "Cell | MergedCell", title: str, names: dict[int, tuple[int, str]]) -> Iterator[Passage]:
    place = f"sheet {title}, cell {cell.coordinate}"
    named_in, name = names.get(cell.column or 0, (0, ""))
    if words := _words(cell.value):
        if cell.row == named_in:
            yield Passage(text=words, locator=place, headings=(title,), role=PassageRole.HEADING)
        else:
            headings = (title, name) if name else (title,)
            yield Passage(text=words, locator=place, headings=headings, whole=len(words.split()) <= _LONGEST_NOTE_WORDS)
    if cell.comment and (words := _words(cell.comment.text)):
        yield Passage(text=words, locator=f"{place}, comment", headings=(title, name) if name else (title,))


def _column_names(rows: "Sequence[Sequence[Cell | MergedCell]]", sheet: "Worksheet") -> dict[int, tuple[int, str]]:
    """Return row and name of each column by its number; none when the first row reads like the ones below it."""
    first = rows[0]
    names = {cell.column or 0: (cell.row or 0, _words(cell.value)) for cell in first if _words(cell.value)}
    short = all(len(name.split()) <= _LONGEST_COLUMN_NAME_WORDS for _, name in names.values())
    filled = sum(value is not None for value in next(sheet.iter_rows(min_row=first[0].row, values_only=True)))
    below = any(cell.column in names for row in rows[1:] for cell in row)
    return names if below and short and len(names) == filled and len(names) >= min(2, sheet.max_column) else {}


def _words(value: Any) -> str:
    """Return a cell's text in one line; nothing for numbers, dates and marks without letters."""
    if not isinstance(value, str) or not any(map(str.isalpha, value)):
        return ""
    return " ".join(tidy(value).split())
