"""Excel workbooks: survey answers, workshop boards and tables of notes."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from domain.errors import UnreadableSource
from domain.evidence import Refusal, SourceFile
from domain.files import Sight
from domain.limits import Limits
from domain.ports import Piece
from ingest.readers._content import check_count, unpacked
from ingest.readers._nature import UNPACKING_ERRORS
from ingest.readers._wording import tidy
from ingest.tables.colours import colour_name
from ingest.tables.reading import read_tables
from ingest.tables.sheets import Sheet

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_VALUELESS = re.compile(rb"(?:</f>|<f [^<>]*/>|<f/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")


class XlsxReader:
    """Reads every sheet, hidden ones and comments included: as a table where it is one, else each cell as a note."""

    suffixes = frozenset({".xlsx", ".xlsm"})
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    is_text = False

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the archive has an Excel workbook in it."""
        return "xl/workbook.xml" in seen.parts

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Piece]:
        """Yield sheet after sheet, each with its mapping first; nothing without words. Raises UnreadableSource."""
        archive = unpacked(source, limits)
        check_form(archive)
        sheets = list(_sheets(_workbook(source.content), limits))
        if any(map(_has_words, sheets)):
            yield from read_tables(sheets, source.hints)
        if count := never_worked_out(archive):
            yield Refusal(
                where="whole file",
                reason=f"{count:,} formulas were never worked out",
                remedy="Open it in a spreadsheet program, save it, then add it again.",
            )


def check_form(archive: zipfile.ZipFile) -> None:
    """Raise UnreadableSource for a workbook in a form that is not read."""
    if _STRICT in archive.read("xl/workbook.xml"):
        raise UnreadableSource(
            "The workbook is in the form that Excel calls Strict Open XML, which is not read.",
            where="whole file",
            remedy="Open it in Excel, save it as Excel Workbook (.xlsx), then add that.",
        )


def never_worked_out(archive: zipfile.ZipFile) -> int:
    """Return how many cells have a formula and no value: no reader of values sees that they are there."""
    parts = (name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml"))
    return sum(len(_VALUELESS.findall(archive.read(name))) for name in parts)


def _has_words(sheet: Sheet) -> bool:
    return bool(sheet.comments) or any(any(map(str.isalpha, cell)) for row in sheet.rows for cell in row)


def _workbook(content: bytes) -> "Workbook":
    from lxml.etree import XMLSyntaxError
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(io.BytesIO(content), data_only=True)
    except (
        *UNPACKING_ERRORS,
        InvalidFileException,
        XMLSyntaxError,
        KeyError,
        TypeError,
        SyntaxError,
    ) as error:
        raise UnreadableSource(
            "The workbook is damaged: its sheets cannot be read.",
            where="whole file",
            remedy="Open it in Excel, save it under a new name, then add that.",
        ) from error


def _sheets(workbook: "Workbook", limits: Limits) -> Iterator[Sheet]:
    cells = 0
    for sheet in workbook.worksheets:
        cells += sheet.max_row * sheet.max_column
        check_count(cells, limits.cells, what="cells")
        yield _sheet(sheet)


def _sheet(sheet: "Worksheet") -> Sheet:
    rows, comments, colours, failed = [], {}, {}, list[str]()
    for row in sheet.iter_rows():
        rows.append(["" if cell.data_type == "e" else _text(cell.value) for cell in row])
        failed += [cell.coordinate for cell in row if cell.data_type == "e"]
        for at, cell in enumerate(row):
            if cell.comment and (words := _line(cell.comment.text)):
                comments[cell.row or 0, at] = words
            fill = cell.fill if cell.value is not None and cell.has_style else None
            if fill is not None and fill.fill_type == "solid" and (colour := colour_name(fill.start_color)):
                colours[cell.row or 0, at] = colour
    fill_down(sheet, rows)
    return Sheet(
        rows=rows,
        numbers=range(1, len(rows) + 1),
        name=_line(sheet.title) or "Sheet",
        place="cell",
        comments=comments,
        colours=colours,
        is_board=True,
        told=_errors(failed, sheet),
    )


def _errors(failed: list[str], sheet: "Worksheet") -> tuple[Refusal, ...]:
    """Return one refusal for all cells that hold an error and no value: nobody said #REF!."""
    if not failed:
        return ()
    told = f"{len(failed):,} cells hold an error, the first here" if len(failed) > 1 else "the cell holds an error"
    return (
        Refusal(
            where=f"sheet {_line(sheet.title)}, cell {failed[0]}",
            reason=f"{told}: a formula could not be worked out",
            remedy="Mend the formula if its value matters, save the workbook, then add it again.",
        ),
    )


def fill_down(sheet: "Worksheet", rows: list[list[str]]) -> None:
    """Let a cell merged over several rows of one column stand in each of them: a frame beside its notes."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_col == merged.max_col and merged.min_row < merged.max_row <= len(rows):
            for row in range(merged.min_row, merged.max_row):
                rows[row][merged.min_col - 1] = rows[merged.min_row - 1][merged.min_col - 1]


def _text(value: Any) -> str:
    """Return a cell as text in one line: whole numbers without a point, dates as ISO dates."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else _line(str(value))


def _line(text: str) -> str:
    return " ".join(tidy(text).split())
