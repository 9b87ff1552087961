"""Organisations, services and systems in SQL."""

from typing import Any, TypeAlias

from sqlalchemy import Column, Connection, Row, Table, insert, select, update

from domain.catalogue import Catalogue, Organisation, Service, System
from domain.evidence import Basis
from domain.identity import organisation_id
from storage.database import Database, bump
from storage.routing import organisation_from, reroute
from storage.rows import Values
from storage.schema import name_key, organisations, services, systems

Entry: TypeAlias = Organisation | Service | System


class SqlCatalogue:
    """Everything known of organisations, services and systems. Names that differ only in case are one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def catalogue(self) -> Catalogue:
        """Return everything known, each list by name."""
        with self._database.reading() as connection:
            return Catalogue(
                organisations=tuple(organisation_from(row) for row in _rows(connection, organisations)),
                services=tuple(Service(**_owned(row)) for row in _rows(connection, services)),
                systems=tuple(System(**_owned(row)) for row in _rows(connection, systems)),
            )

    def save(self, *entries: Organisation | Service | System) -> int:
        """Add entries, or replace those of the same name; return how many were new."""
        if not entries:
            return 0
        with self._database.writing() as connection:
            added = sum(_save(connection, entry) for entry in entries)
            if any(isinstance(entry, Organisation) for entry in entries):
                reroute(connection)
            bump(connection)
        return added


def _save(connection: Connection, entry: Entry) -> bool:
    table, key, values = _placed(entry)
    stored = connection.execute(select(key).where(key == values[key.name])).first()
    if stored is None:
        connection.execute(insert(table).values(values))
    else:
        connection.execute(update(table).where(key == values[key.name]).values(values))
    return stored is None


def _placed(entry: Entry) -> tuple[Table, Column[Any], Values]:
    values: Values = {"name": entry.name, "aliases": list(entry.aliases), "basis": entry.basis.value}
    if isinstance(entry, Organisation):
        own = {"id": organisation_id(entry.name), "successor": entry.successor}
        return organisations, organisations.c.id, values | own
    table = services if isinstance(entry, Service) else systems
    return table, table.c.name_key, values | {"name_key": name_key(entry.name), "organisation": entry.organisation}


def _rows(connection: Connection, table: Table) -> list[Row[Any]]:
    return sorted(connection.execute(select(table)), key=lambda row: (row.name.casefold(), row.name))


def _owned(row: Row[Any]) -> Values:
    return {
        "name": row.name,
        "organisation": row.organisation,
        "aliases": tuple(row.aliases),
        "basis": Basis(row.basis),
    }
