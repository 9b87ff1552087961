"""The catalogue: organisations, services and systems taken in from a sheet."""

import csv
import io
from typing import Any

from domain.catalogue import Organisation, Service, System
from domain.errors import InvalidRequest
from use_cases.repository import Repository

COLUMNS = ("kind", "name", "organisation", "aliases", "successor")


def import_catalogue(repository: Repository, content: bytes, name: str) -> int:
    """Take in a csv file and return how many entries were new; one faulty row refuses the whole file.

    Columns: ``name``, and if wanted ``kind`` (organisation, service or system; organisation when empty),
    ``organisation``, ``aliases`` (with ; between them), ``successor``. Raises InvalidRequest with the row.
    """
    from ingest.manifest import delimiter_of

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidRequest(f"'{name}' is not UTF-8 text.", where=name, remedy="Save it as CSV UTF-8.") from None
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter_of(text))
    try:
        if "name" not in (reader.fieldnames or ()):
            raise InvalidRequest(
                f"'{name}' has no column 'name'.", where="row 1", remedy=f"Use the columns {', '.join(COLUMNS)}."
            )
        entries = [_entry(row, number) for number, row in enumerate(reader, start=2)]
    except csv.Error:
        raise InvalidRequest(
            "The rows cannot be told apart.", where=name, remedy="Save it again as CSV with quoted cells."
        ) from None
    return repository.catalogue.save(*entries)


def _entry(row: dict[str, Any], number: int) -> Organisation | Service | System:
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    aliases = tuple(alias.strip() for alias in cells["aliases"].split(";") if alias.strip())
    if not cells["name"]:
        raise InvalidRequest(
            "An entry has no name.", where=f"row {number}", remedy="Give it a name, or delete the row."
        )
    match cells["kind"].casefold() or "organisation":
        case "organisation":
            return Organisation(name=cells["name"], aliases=aliases, successor=cells["successor"] or None)
        case "service":
            return Service(name=cells["name"], organisation=cells["organisation"] or None, aliases=aliases)
        case "system":
            return System(name=cells["name"], organisation=cells["organisation"] or None, aliases=aliases)
        case other:
            raise InvalidRequest(
                f"'{other}' is no kind of entry.", where=f"row {number}", remedy="Use organisation, service or system."
            )
