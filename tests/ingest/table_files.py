"""Tables for tests: written as text or as a workbook, read in this process."""

import csv
import io
from collections.abc import Sequence

import openpyxl

from domain.evidence import Passage, PassageRole, SourceFile
from domain.tables import TableHints
from ingest.opening import OpenedFile, open_file


def opened(name: str, content: str | bytes, hints: TableHints | None = None) -> OpenedFile:
    """Return the file as its reader gives it."""
    content = content.encode() if isinstance(content, str) else content
    return open_file(SourceFile(name=name, content=content, hints=hints or TableHints()))


def table(rows: Sequence[Sequence[object]], delimiter: str = ",") -> str:
    """Return rows as a table in text."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue()


def saved(book: openpyxl.Workbook) -> bytes:
    """Return a workbook's bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    """Return a workbook with a sheet for each argument; an underscore in its name is a space."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    return saved(book)


def body(file: OpenedFile) -> list[Passage]:
    """Return what may become observations."""
    return [passage for passage in file.passages if passage.role is PassageRole.BODY]


def meanings(file: OpenedFile, at: int = 0) -> list[str]:
    """Return what the columns of a table were taken for."""
    return [column.meaning.value for column in file.tables[at].columns]
