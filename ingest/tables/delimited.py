"""Rows and cells of a table in text: commas, semicolons, tabs or bars."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence

from domain.errors import UnreadableSource
from domain.evidence import Refusal
from domain.limits import Limits
from domain.table_text import without_said_delimiter
from ingest.readers._content import check_count
from ingest.readers._wording import tidy
from ingest.tables.sheets import Sheet

_DELIMITERS = ",;\t|"
_SAMPLE_CHARACTERS = 20_000
_LONGEST_CELL = 2**31 - 1
_JUDGED_RECORDS = 50
_EVEN_SHARE = 0.8


def sheet_of(text: str, limits: Limits) -> Sheet:
    """Return the rows of a table in text, numbered as a spreadsheet shows them.

    Raises UnreadableSource when they cannot be told apart or are too many.
    """
    rows: list[list[str]] = []
    cells = 0
    clean = _remembered(tidy)
    odd: list[int] = []
    for record, is_odd in records_of(text):
        rows.append([clean(cell) for cell in record])
        if is_odd:
            odd.append(len(rows))
        cells += len(record)
        check_count(cells, limits.cells, what="cells")
    return Sheet(rows=rows, numbers=range(1, len(rows) + 1), told=_odd_quotes(odd))


def records_of(text: str) -> Iterator[tuple[list[str], bool]]:
    """Yield the cells of each row of a table in text, as they are written, and whether its quotation marks are odd.

    Raises UnreadableSource when they cannot be told apart.
    """
    csv.field_size_limit(_LONGEST_CELL)
    written, said = without_said_delimiter(text)
    return _records(list(io.StringIO(written, newline="")), _dialect(written, said))


def _records(lines: Sequence[str], dialect: type[csv.Dialect]) -> Iterator[tuple[list[str], bool]]:
    """Yield each record, and whether its quotation marks are odd.

    Such a record ends with its line: a mark that is never closed must not make the answers of others one with its own.
    Raises UnreadableSource for a line that is none of a table even so.
    """
    begun = 0
    while begun < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(begun, len(lines))), dialect, strict=True)
        at = begun
        try:
            for record in reader:
                yield record, False
                at = begun + reader.line_num
            return
        except csv.Error:
            yield _of_line(lines[at], at, dialect), True
            begun = at + 1


def _of_line(line: str, at: int, dialect: type[csv.Dialect]) -> list[str]:
    try:
        return next(csv.reader([line], dialect))
    except csv.Error as error:
        raise UnreadableSource(
            "The rows of the table cannot be told apart.",
            where=f"line {at + 1}",
            remedy="Save it again as CSV with one header row and quoted cells.",
        ) from error


def _odd_quotes(rows: Sequence[int]) -> tuple[Refusal, ...]:
    if not rows:
        return ()
    told = (
        f"{len(rows):,} rows have an odd quotation mark, the first here" if len(rows) > 1 else "an odd quotation mark"
    )
    return (
        Refusal(
            where=f"row {rows[0]}",
            reason=f"{told}: such a row is read up to the end of its line",
            remedy="Look whether an answer was cut there; double the marks within quoted cells, then add it again.",
        ),
    )


def _remembered(function: Callable[[str], str]) -> Callable[[str], str]:
    """Return a function that does not work out the same short cell again: closed answers repeat."""
    known: dict[str, str] = {}

    def once(cell: str) -> str:
        if len(cell) > 40:
            return function(cell)
        if cell not in known:
            known[cell] = function(cell)
        return known[cell]

    return once


def _dialect(text: str, said: str | None) -> type[csv.Dialect]:
    """Return quotes as spreadsheets write them, with the delimiter that is said, else that parts most records alike."""

    class Dialect(csv.excel):
        delimiter = said or max(_DELIMITERS, key=lambda mark: (_evenness(text, mark), -_DELIMITERS.index(mark)))

    return Dialect


def _evenness(text: str, mark: str) -> tuple[float, float, int]:
    """Return how evenly a delimiter parts the first records: share parted, share like the commonest, its width.

    Nothing where the first record has one cell and the others are uneven: those are commas in sentences.
    """
    widths = []
    sample = io.StringIO(text[:_SAMPLE_CHARACTERS], newline="")
    try:
        for record in csv.reader(sample, delimiter=mark):
            if record:
                widths.append(len(record))
            if len(widths) == _JUDGED_RECORDS:
                break
    except csv.Error:
        return 0.0, 0.0, 0
    if len(widths) > 2 and len(text) > _SAMPLE_CHARACTERS:
        widths.pop()  # cut short by the end of the sample
    parted = [width for width in widths if width > 1]
    if not parted:
        return 0.0, 0.0, 0
    commonest = max(set(parted), key=lambda width: (parted.count(width), width))
    share = parted.count(commonest) / len(widths)
    if widths[0] == 1 and share < _EVEN_SHARE:
        return 0.0, 0.0, 0
    return round(len(parted) / len(widths), 1), share, commonest
