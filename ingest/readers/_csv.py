"""Tables of comma-separated values: survey answers, exported notes."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from domain.errors import UnreadableSource
from domain.evidence import Passage, PassageRole, Refusal, SourceFile
from domain.files import Sight
from domain.limits import Limits
from ingest.readers._content import check_count, text_of
from ingest.readers._wording import tidy

_LINES_OF_SHAPE = 3
_OWN_NAMES = frozenset({".md", ".markdown", ".vtt", ".srt"})
_DELIMITERS = ",;\t|"
_SAMPLE_CHARACTERS = 20_000
_FEWEST_WORDS_OF_AN_ANSWER = 4
_OPEN_SHARE = 0.25
_FEWEST_ROWS_TO_TELL_CLOSED = 10
_CLOSED_DISTINCT_SHARE = 0.2
_OPEN_NAME = re.compile(r"answer|comment|feedback|finding|issue|note|observation|problem|quote|response|why|text", re.I)


class CsvReader:
    """Reads a table whose first row names its columns.

    Cells of columns with written answers are body, split into sentences later; an empty one is refused. Cells of
    other columns (numbers, dates, choices from a list, names) say whose answer it is: they stand in the source as
    context and are no candidates.
    """

    suffixes = frozenset({".csv", ".tsv"})
    media_type = "text/csv"
    is_text = True

    def recognises(self, seen: Sight) -> bool:
        """Tell whether a text that is called nothing in particular has the shape of a table: tabs in every line."""
        lines = [line for line in seen.start.split("\n")[:-1] if line.strip()][:_LINES_OF_SHAPE]
        tabs = {line.count("\t") for line in lines}
        return seen.suffix not in _OWN_NAMES and len(lines) >= _LINES_OF_SHAPE and len(tabs) == 1 and min(tabs) >= 1

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Passage | Refusal]:
        """Yield row after row. Raises UnreadableSource for no text, or a table without any written answer."""
        header, rows = _table(text_of(source))
        check_count(len(header) * len(rows), limits.cells, what="cells")
        answers = _open_columns(header, rows)
        if not answers:
            raise UnreadableSource(
                "The table has no column of written answers.",
                where="whole file",
                remedy="Add the column that holds what people said, or a file with notes in sentences.",
            )
        yield Passage(text=" – ".join(header), locator="row 1", role=PassageRole.HEADING)
        for number, row in enumerate(rows, start=2):
            if any(row):
                yield from _row(header, row, answers, number)


def _row(header: list[str], row: list[str], answers: Sequence[int], number: int) -> Iterator[Passage | Refusal]:
    beside = [f"{header[at]}: {cell}" for at, cell in enumerate(row) if cell and at not in answers]
    if beside:
        yield Passage(text="; ".join(beside), locator=f"row {number}", role=PassageRole.CAPTION)
    for at in answers:
        place = f"row {number}, column {header[at]}"
        if row[at]:
            yield Passage(text=row[at], locator=place, headings=(header[at],))
        else:
            yield Refusal(where=f"row {number}, column {at + 1}", reason="empty answer", remedy="Nothing to do.")


def _table(text: str) -> tuple[list[str], list[list[str]]]:
    """Return column names and rows, every row as long as the header; columns without a name are numbered."""
    try:
        records = [[tidy(cell) for cell in record] for record in csv.reader(io.StringIO(text), _dialect(text))]
    except csv.Error as error:
        raise UnreadableSource(
            "The rows of the table cannot be told apart.",
            where="whole file",
            remedy="Save it again as CSV with one header row and quoted cells.",
        ) from error
    while records and not any(records[0]):
        records.pop(0)
    width = max((len(record) for record in records), default=0)
    first = records[0] if records and any(any(map(str.isalpha, cell)) for cell in records[0]) else []
    names = [name or f"column {at}" for at, name in enumerate([*first, *[""] * (width - len(first))], start=1)]
    rows = [list(cells) for cells in (record + [""] * (width - len(record)) for record in records[bool(first) :])]
    return [" ".join(name.split()) for name in names], rows


def _dialect(text: str) -> type[csv.Dialect] | csv.Dialect:
    """Return the dialect found; commas when nothing else is likely."""
    sample = text[:_SAMPLE_CHARACTERS]
    first_line = sample.split("\n", 1)[0]
    try:
        found = csv.Sniffer().sniff(sample, delimiters=_DELIMITERS)
    except csv.Error:
        found = csv.excel
    likely = max(_DELIMITERS, key=first_line.count)

    class Dialect(csv.excel):
        """Commas and quotes as spreadsheets write them, with the delimiter of this file."""

        delimiter = found.delimiter if found.delimiter in first_line or not first_line.count(likely) else likely

    return Dialect


def _open_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    columns = list(zip_longest(*rows, fillvalue=""))
    return [at for at, cells in enumerate(columns) if _is_open(header[at], [cell for cell in cells if cell])]


def _is_open(name: str, cells: Sequence[str]) -> bool:
    """Tell whether a column holds written answers: several words, and not the same few again and again."""
    worded = sum(len(cell.split()) >= _FEWEST_WORDS_OF_AN_ANSWER for cell in cells)
    if not cells or not worded:
        return False
    if len(cells) >= _FEWEST_ROWS_TO_TELL_CLOSED and len(set(cells)) / len(cells) < _CLOSED_DISTINCT_SHARE:
        return False
    return worded / len(cells) >= _OPEN_SHARE or bool(_OPEN_NAME.search(name))
