"""A manifest: a table with a row a file, saying what each one is."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from domain.access import Marking, Visibility
from domain.consent import WRITTEN, Consent, LawfulBasis, consent_written
from domain.dates import stated_day, typed_date
from domain.errors import InvalidManifest, InvalidRequest, UnreadableSource
from domain.evidence import SourceFile, Standing
from domain.proposals import CASE_REFERENCES, FileDescription
from domain.table_text import with_delimiter
from ingest.readers._content import text_of

MANIFEST_NAME = "manifest.csv"

_SPELLINGS = {"organization": "organisation", "path": "file", "filename": "file"}
_TEXTS = frozenset(
    {"organisation", "service", "study", "date", "method", "participant", "retells", "mission", "team", "contact"}
)
_KNOWN = _TEXTS | {"file", "about", "visibility", "sample_size", "standing", "marking", "draft", "embargo", *WRITTEN}
_KEPT_AS_METADATA = frozenset({"kind", CASE_REFERENCES})


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """What a manifest says of each file, by the name in its ``file`` column; ``numbers`` are the rows, from 2.

    ``unknown_columns`` are kept as study metadata. ``warnings`` tell of cells that were left out, by file: a date
    that is none is never guessed, and never stops the other rows.
    """

    name: str
    rows: Mapping[str, FileDescription]
    numbers: Mapping[str, int] = field(default_factory=dict)
    unknown_columns: tuple[str, ...] = ()
    warnings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_manifest(content: bytes, name: str) -> Manifest:
    """Return what a manifest says. Raises InvalidManifest with the row: nothing of it is used when a row is wrong."""
    header, records = _table(content, name)
    unknown = tuple(column for column in header if column and column not in _KNOWN | _KEPT_AS_METADATA)
    rows: dict[str, FileDescription] = {}
    numbers: dict[str, int] = {}
    warnings: dict[str, tuple[str, ...]] = {}
    for number, record in records:
        values = dict(zip(header, record, strict=False))
        no_date = _taken_out(values)
        file = values.get("file", "").replace("\\", "/").removeprefix("./")
        if not file:
            raise _wrong(name, number, "The row names no file.", "Fill in the file column, or delete the row.")
        if file in rows:
            raise _wrong(
                name, number, f"The file is named in row {numbers[file]} already.", "Keep one row for each file."
            )
        rows[file] = _description(values, name=name, number=number)
        numbers[file] = number
        if no_date:
            warnings[file] = (f"{name}, row {number}: '{no_date}' is no date. Give the study one.",)
    return Manifest(name=name, rows=rows, numbers=numbers, unknown_columns=unknown, warnings=warnings)


def _taken_out(values: dict[str, str]) -> str | None:
    """Take a date that is none out of a row's values, and return it."""
    written = values.get("date")
    try:
        date = typed_date(written, "date")
    except InvalidRequest:
        return values.pop("date")
    if date:
        values["date"] = date
    return None


def _table(content: bytes, name: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    try:
        text, delimiter = with_delimiter(text_of(SourceFile(name=name, content=content)))
        records = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except UnreadableSource as error:
        raise InvalidManifest(error.problem, where=name, remedy=error.remedy) from error
    except csv.Error as error:
        raise InvalidManifest(
            "The manifest's rows cannot be told apart.", where=name, remedy="Save it again as CSV with quoted cells."
        ) from error
    header = [_column(cell) for cell in records[0]]
    if "file" not in header:
        raise _wrong(name, 1, "The manifest has no column named file.", "Name its columns in the first row: file, ...")
    if repeated := sorted({column for column in header if column and header.count(column) > 1}):
        raise _wrong(name, 1, f"Two columns are named {repeated[0]}.", "Keep one of them.")
    numbered = [(number, [cell.strip() for cell in record]) for number, record in enumerate(records[1:], start=2)]
    return header, [(number, record) for number, record in numbered if any(record)]


def _column(cell: str) -> str:
    name = "_".join(cell.strip().lower().replace("-", " ").split())
    return _SPELLINGS.get(name, name)


def _description(values: Mapping[str, str], *, name: str, number: int) -> FileDescription:
    said: dict[str, Any] = {column: values[column] for column in _TEXTS if values.get(column)}
    checks: dict[str, tuple[Callable[[str], Any], str]] = {
        "visibility": (Visibility, "Use team, organisation, mission or open."),
        "standing": (Standing, "Use live, prototype, fixed or unknown."),
        "marking": (_marking, "Use OFFICIAL or OFFICIAL-SENSITIVE."),
        "draft": (_yes, "Use yes or no."),
        "embargo": (
            partial(stated_day, where="embargo"),
            "Write the day from which others may see it, such as 2025-03-01.",
        ),
        "sample_size": (_count, "Write how many took part as a whole number, or leave it empty."),
    }
    for column, (check, remedy) in checks.items():
        if value := values.get(column):
            try:
                said[column] = check(value.lower())
            except (ValueError, KeyError) as error:
                raise _wrong(name, number, f"'{value}' is no {column.replace('_', ' ')}.", remedy) from error
    about = tuple(part.strip() for part in values.get("about", "").split(";") if part.strip())
    beyond = tuple((key, value) for key, value in values.items() if key and key not in _KNOWN and value)
    consent = _consent(values, name=name, number=number)
    return FileDescription(about=about, consent=consent, metadata=beyond, **said)


def _consent(values: Mapping[str, str], *, name: str, number: int) -> Consent | None:
    """Return what a row says of participants' data, None when it says nothing."""
    try:
        return consent_written(values)
    except ValueError as error:
        known = ", ".join(choice.label for choice in LawfulBasis)
        remedy = f"As lawful_basis use one of: {known}. Write days as 2027-03-01, raw_until not after insight_until."
        raise _wrong(name, number, str(error), remedy) from error


def _count(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise ValueError(value)
    return int(value)


def _marking(value: str) -> Marking:
    return Marking("-".join(value.upper().replace("-", " ").split()))


def _yes(value: str) -> bool:
    return {"yes": True, "true": True, "no": False, "false": False}[value]


def _wrong(name: str, row: int, problem: str, remedy: str) -> InvalidManifest:
    return InvalidManifest(problem, where=f"{name}, row {row}", remedy=remedy)
