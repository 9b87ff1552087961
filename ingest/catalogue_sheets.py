"""Sheets that list organisations, services and systems: our own layout, and two that public registers use.

Each is known by its header. Of a public layout only facts are taken: names, short names, who provides what, when a body
came to its end. What is not used is told.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from domain.catalogue import Entry, Organisation, Service, System
from domain.errors import InvalidRequest
from domain.table_text import with_delimiter

COLUMNS = ("kind", "name", "organisation", "aliases", "successor", "ended")
"""The columns of our own layout; only ``name`` is needed."""

Cells: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetEntry:
    """An entry and the row that says it, as a spreadsheet counts rows: the header is row 1."""

    row: int
    entry: Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """What a sheet says. ``unused`` are its columns that were not taken; ``faults`` what was wrong, with its row."""

    layout: str
    entries: tuple[SheetEntry, ...]
    unused: tuple[str, ...] = ()
    faults: tuple[tuple[int, str], ...] = ()


_LONGEST_NAME = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class _Layout:
    name: str
    needs: frozenset[str]
    uses: frozenset[str]
    entries: Callable[[Cells], Iterator[Entry]]
    is_strict: bool = False
    """Whether one faulty row refuses the whole sheet: a person wrote it for us and can mend it."""


def read_sheet(content: bytes, name: str) -> Sheet:
    """Return what a csv or tsv sheet lists.

    Raises InvalidRequest for a file that is no such sheet, and in our own layout for any faulty row.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidRequest(f"'{name}' is not UTF-8 text.", where=name, remedy="Save it as CSV UTF-8.") from None
    text, delimiter = with_delimiter(text)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = tuple((column or "").strip() for column in reader.fieldnames or ())
        layout = _layout_of(header, name)
        rows = [(number, _cells(row)) for number, row in enumerate(reader, start=2)]
    except csv.Error:
        raise InvalidRequest(
            "The rows cannot be told apart.", where=name, remedy="Save it again as CSV with quoted cells."
        ) from None
    return _sheet(layout, header, rows)


def _layout_of(header: tuple[str, ...], name: str) -> _Layout:
    for layout in _LAYOUTS:
        if layout.needs <= set(header):
            return layout
    raise InvalidRequest(
        f"'{name}' has no column 'name'.", where="row 1", remedy=f"Use the columns {', '.join(COLUMNS)}."
    )


def _cells(row: Mapping[str | None, object]) -> Cells:
    return {column.strip(): value.strip() for column, value in row.items() if column and isinstance(value, str)}


def _sheet(layout: _Layout, header: tuple[str, ...], rows: list[tuple[int, Cells]]) -> Sheet:
    entries: list[SheetEntry] = []
    faults: list[tuple[int, str]] = []
    for number, cells in rows:
        if not any(cells.values()):
            continue
        try:
            entries += [SheetEntry(row=number, entry=entry) for entry in layout.entries(cells)]
        except ValueError as error:
            if layout.is_strict:
                raise InvalidRequest(
                    str(error), where=f"row {number}", remedy="Correct the row, or delete it."
                ) from None
            faults.append((number, str(error)))
    return Sheet(
        layout=layout.name,
        entries=tuple(entries),
        unused=tuple(column for column in header if column and column not in layout.uses),
        faults=tuple(faults),
    )


def _named(cells: Cells, column: str) -> str:
    if not cells.get(column):
        raise ValueError("An entry has no name.")
    if len(cells[column]) > _LONGEST_NAME:
        raise ValueError(f"A name has {len(cells[column]):,} characters; {_LONGEST_NAME} are the most.")
    return cells[column]


def _own(cells: Cells) -> Iterator[Entry]:
    name, organisation = _named(cells, "name"), cells.get("organisation") or None
    aliases = tuple(alias.strip() for alias in cells.get("aliases", "").split(";") if alias.strip())
    match cells.get("kind", "").casefold() or "organisation":
        case "organisation":
            successor, ended = cells.get("successor") or None, cells.get("ended") or None
            yield Organisation(name=name, aliases=aliases, successor=successor, ended=ended)
        case "service":
            yield Service(name=name, organisation=organisation, aliases=aliases)
        case "system":
            yield System(name=name, organisation=organisation, aliases=aliases)
        case other:
            raise ValueError(f"'{other}' is no kind of entry; use organisation, service or system.")


def _of_register(cells: Cells) -> Iterator[Entry]:
    yield Organisation(name=_named(cells, "name"), ended=cells.get("end-date") or None)


def _of_services(cells: Cells) -> Iterator[Entry]:
    service, department = _named(cells, "service"), cells.get("department", "")
    agency = cells.get("agency") or department
    bodies = {department: cells.get("department_abbr", "")}
    bodies[agency] = cells.get("agency_abbr", "") or bodies.get(agency, "")
    for body, short in bodies.items():
        if body:
            yield Organisation(name=body, aliases=(short,) if short and short != body else ())
    yield Service(name=service, organisation=agency or None)


_LAYOUTS = (
    _Layout(
        name="a register of government organisations",
        needs=frozenset({"government-organisation", "name", "end-date"}),
        uses=frozenset({"name", "end-date"}),
        entries=_of_register,
    ),
    _Layout(
        name="a list of services with department and agency",
        needs=frozenset({"service", "department", "agency"}),
        uses=frozenset({"service", "department", "department_abbr", "agency", "agency_abbr"}),
        entries=_of_services,
    ),
    _Layout(
        name="Throughline's own",
        needs=frozenset({"name"}),
        uses=frozenset(COLUMNS),
        entries=_own,
        is_strict=True,
    ),
)
