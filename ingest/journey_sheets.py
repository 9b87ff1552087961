"""The sheets of a journey's workbook as rows of text, and what is wrong in them, row by row."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar

from domain.errors import InvalidRequest, UnreadableSource
from domain.evidence import SourceFile
from domain.limits import Limits
from domain.text import fold
from ingest.readers._content import check_count, check_length, unpacked
from ingest.readers._nature import OLE, UNPACKING_ERRORS, ZIP, damaged, format_refused, sight_of
from ingest.readers._xlsx import check_form, fill_down, never_worked_out

MOST_FAULTS_TOLD = 20
_WORKBOOKS = (".xlsx", ".xlsm", ".xls")
_CARRIAGE_RETURN = "_x000D_"
"""How a workbook writes one; other escaped signs are undone when it is opened."""
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row of a sheet: its number as a spreadsheet counts, and its cells by the names of their columns."""

    sheet: str
    number: int
    cells: Mapping[str, str]

    @property
    def where(self) -> str:
        """Return where a person finds it; a table in text is no sheet among others, and has no name."""
        return place(self.sheet, f"row {self.number}")

    def __contains__(self, column: str) -> bool:
        return fold(column).casefold() in self.cells

    def text(self, column: str) -> str:
        """Return what stands in a column, without white space around it; empty where nothing does."""
        return self.cells.get(fold(column).casefold(), "").strip()

    def line(self, column: str) -> str:
        """Return what stands in a column in one line."""
        return fold(self.text(column))

    def lines(self, column: str) -> tuple[str, ...]:
        """Return what stands in a column, a line each, none of them empty."""
        return tuple(filter(None, map(fold, self.text(column).splitlines())))

    def identifiers(self, column: str) -> tuple[str, ...]:
        """Return the identifiers that stand in a column, parted by lines, semicolons or commas."""
        return tuple(filter(None, map(fold, re.split(r"[;,\n]", self.text(column)))))


def place(sheet: str, part: str = "") -> str:
    """Return a part of a sheet, or the whole, as a person finds it."""
    return ", ".join(filter(None, (f"sheet {sheet}" if sheet else "", part))) or "the table"


@dataclass(slots=True)
class Faults:
    """What is wrong in a workbook: all of it is told at once, so that it is mended in one go."""

    told: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, where: str, problem: str, remedy: str) -> None:
        """Note one fault."""
        self.told.append((where, problem, remedy))

    def choice(self, row: Row, column: str, words: Mapping[str, _Choice], otherwise: _Choice) -> _Choice:
        """Return the value that a cell names, ``otherwise`` for an empty cell and for one that is a fault."""
        said = row.line(column)
        if not said:
            return otherwise
        found = words.get(said.casefold())
        if found is None:
            one_each = {words[word]: word for word in reversed(list(words))}
            known = ", ".join(reversed(one_each.values()))
            self.add(
                row.where,
                f"'{said[:60]}' in the column '{column}' is none of the words that stand there.",
                f"Write one of: {known}; or leave the cell empty.",
            )
        return found or otherwise

    def raise_if_any(self, name: str) -> None:
        """Raise InvalidRequest with every fault, its row and its remedy; nothing when there is none."""
        if not self.told:
            return
        if len(self.told) == 1:
            where, problem, remedy = self.told[0]
            raise InvalidRequest(problem, where=f"'{name}', {where}", remedy=remedy)
        shown = self.told[:MOST_FAULTS_TOLD]
        more = len(self.told) - len(shown)
        lines = [f"{where}: {problem}" for where, problem, _ in shown]
        lines += [f"and {more} more"] if more else []
        raise InvalidRequest(
            f"'{name}' has {len(self.told)} mistakes. " + " ".join(lines),
            where="; ".join(dict.fromkeys(where for where, _, _ in shown)),
            remedy=" ".join(dict.fromkeys(remedy for _, _, remedy in shown)),
        )


def seems_a_workbook(content: bytes, name: str) -> bool:
    """Tell whether a file begins or is called as workbooks are, old ones and those behind a password among them.

    Those are read by none: ``read_sheets`` refuses them as what they are. A text may begin with PK, too.
    """
    return content.startswith((*ZIP, OLE)) or name.casefold().endswith(_WORKBOOKS)


@contextmanager
def named(name: str) -> Iterator[None]:
    """Put a file's name into the place of a refusal that names no file: several may be taken in after one another."""
    try:
        yield
    except UnreadableSource as refused:
        if name not in refused.where:
            refused.where = f"'{name}', {refused.where}" if refused.where else f"'{name}'"
        raise


def read_sheets(content: bytes, name: str, limits: Limits) -> dict[str, list[list[str]]]:
    """Return the sheets of a workbook by their names; a row is a list of texts.

    A cell merged over several rows, such as one stage beside its steps, stands in each of them.

    Raises UnreadableSource for a file that is no workbook, is damaged, or holds more than ``limits`` allow, and
    InvalidRequest for one with cells that were never worked out or hold an error.
    """
    from openpyxl import load_workbook

    check_length(len(content), limits)
    source = SourceFile(name=name, content=content)
    if content.startswith(OLE):
        raise format_refused(sight_of(source))
    archive = unpacked(source, limits)
    if "xl/workbook.xml" not in archive.namelist():
        raise UnreadableSource(
            f"'{name}' is no workbook.",
            where=name,
            remedy="Give a workbook (xlsx), a table (csv) or JSON; slides and documents are not read back.",
        )
    check_form(archive)
    if count := never_worked_out(archive):
        raise InvalidRequest(
            f"'{name}' has formulas that were never worked out: {count:,}.",
            where=f"'{name}', {_never_worked_out(content) or 'somewhere'}",
            remedy="Write into the cell what it should say, or open the workbook in a spreadsheet program and save it; "
            "then take it in again.",
        )
    try:
        workbook = load_workbook(io.BytesIO(content), data_only=True)
        read, cells = {}, 0
        for sheet in workbook.worksheets:
            rows: list[list[str]] = []
            for number, row in enumerate(sheet.iter_rows(), start=1):
                cells += len(row)
                check_count(cells, limits.cells, what="cells")
                if failed := next((cell for cell in row if cell.data_type == "e"), None):
                    cell = place(sheet.title, _cell(rows, number, failed.column or 1))
                    raise InvalidRequest(
                        "A cell holds an error and no value.",
                        where=f"'{name}', {cell} ({failed.value})",
                        remedy="Mend its formula, or empty the cell, and save the workbook again.",
                    )
                rows.append([_text(cell.value) for cell in row])
            fill_down(sheet, rows)
            read[fold(sheet.title)] = rows
    except (*UNPACKING_ERRORS, KeyError, TypeError, SyntaxError, AttributeError) as error:
        raise damaged() from error
    return read


def table(sheets: Mapping[str, list[list[str]]], name: str) -> list[Row] | None:
    """Return the filled rows below a sheet's first row, None where there is no such sheet.

    Of columns with the same name the first is read.
    """
    rows = rows_of(sheets, name)
    if rows is None:
        return None
    header = [fold(cell).casefold() for cell in rows[0]] if rows else []
    return [
        Row(
            sheet=name,
            number=number,
            cells={key: cell for key, cell in reversed(list(zip(header, cells, strict=False))) if key},
        )
        for number, cells in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]


def header_of(sheets: Mapping[str, list[list[str]]], name: str) -> list[str]:
    """Return the names of a sheet's columns in small letters."""
    rows = rows_of(sheets, name) or [[]]
    return [fold(cell).casefold() for cell in rows[0]]


def rows_of(sheets: Mapping[str, list[list[str]]], name: str) -> list[list[str]] | None:
    """Return the rows of the sheet of a name, in whatever case it is written; None where there is none."""
    return next((rows for title, rows in sheets.items() if title.casefold() == fold(name).casefold()), None)


def _never_worked_out(content: bytes) -> str:
    """Return where the formulas of a workbook stand that have no value, as many as a person is told."""
    from openpyxl import load_workbook

    try:
        formulas, values = (load_workbook(io.BytesIO(content), data_only=only) for only in (False, True))
    except (*UNPACKING_ERRORS, KeyError, TypeError, SyntaxError, AttributeError):
        return ""
    found = []
    for sheet in formulas.worksheets:
        worked_out = values[sheet.title]
        head = [[_text(cell.value) for cell in row] for row in sheet.iter_rows(max_row=1)]
        for number, row in enumerate(sheet.iter_rows(), start=1):
            for column, cell in enumerate(row, start=1):
                if cell.data_type == "f" and worked_out.cell(number, column).value is None:
                    found.append(place(sheet.title, _cell(head, number, column)))
    more = len(found) - MOST_FAULTS_TOLD
    return "; ".join((*found[:MOST_FAULTS_TOLD], *([f"and {more:,} more"] if more > 0 else [])))


def _cell(rows: Sequence[Sequence[str]], row: int, column: int) -> str:
    """Return a cell as a person finds it: its row, and its column by letter and by what stands in row 1."""
    from openpyxl.utils import get_column_letter

    head = fold(rows[0][column - 1]) if row > 1 and rows and len(rows[0]) >= column else ""
    return f"row {row}, column {get_column_letter(column)}" + (f" ('{head[:60]}')" if head else "")


def _text(value: Any) -> str:
    """Return a cell as text: whole numbers without a point, dates as ISO dates, LF between lines."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace(_CARRIAGE_RETURN, "\n")
