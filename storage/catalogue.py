"""Organisations, services and systems in SQL."""

from typing import Any

from sqlalchemy import Column, Connection, Table, delete, insert, select, update

from domain.catalogue import UNRECORDED, Catalogue, Entry, Organisation, Service, System, name_key, subject_of
from domain.errors import InvalidRequest
from domain.identity import organisation_id
from domain.names import Decision
from storage.database import Database, bump
from storage.observations.rows import Values
from storage.routing import catalogue_of, reroute
from storage.schema import name_decisions, organisations, services, systems


class SqlCatalogue:
    """Everything known of organisations, services and systems. Names that differ only in case are one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def catalogue(self) -> Catalogue:
        """Return everything known, each list by name, and the names that people decided to be none."""
        with self._database.reading() as connection:
            return catalogue_of(connection)

    def save(self, *entries: Organisation | Service | System) -> int:
        """Add entries, or replace those of the same name; return how many were new.

        What stands under their names follows in the same transaction. Raises InvalidRequest when the successors of
        organisations would go round in a circle: nothing is saved then.
        """
        if not entries:
            return 0
        with self._database.writing() as connection:
            added = sum(put_entry(connection, entry) for entry in entries)
            follow(connection)
        return added

    def remember(self, *entries: Organisation | Service | System) -> int:
        """Add names that a source gave, marked as remembered, unless they are known or rejected; return how many."""
        with self._database.writing() as connection:
            known = catalogue_of(connection)
            fresh = [entry for entry in entries if _is_worth_remembering(known, entry)]
            added = sum(put_entry(connection, entry, remembered=True) for entry in fresh)
            if added:
                follow(connection)
        return added


def follow(connection: Connection) -> None:
    """Let everything follow the catalogue as it is now. Raises InvalidRequest when successors go round in a circle."""
    known = catalogue_of(connection)
    if circle := known.circle():
        raise InvalidRequest(
            f"{_listed(circle)} would succeed one another in a circle.",
            where="successors",
            remedy="Say which of them goes on: leave its successor empty.",
        )
    reroute(connection, known)
    bump(connection)


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _is_worth_remembering(known: Catalogue, entry: Entry) -> bool:
    subject = subject_of(entry)
    if entry.name == UNRECORDED or known.entry(subject, entry.name) is not None:
        return False
    return not known.is_rejected(subject, entry.name)


def put_entry(connection: Connection, entry: Entry, *, remembered: bool | None = None) -> bool:
    """Add an entry or replace the one of its name; tell whether it is new. ``follow`` must come after.

    A name that somebody rejected is one after all when a person puts it in.
    """
    table, key, values = _placed(entry)
    if remembered is not None:
        values["remembered"] = remembered
    connection.execute(
        delete(name_decisions).where(
            name_decisions.c.subject == subject_of(entry).value,
            name_decisions.c.name_key == name_key(entry.name),
            name_decisions.c.decision == Decision.REJECTED.value,
        )
    )
    stored = connection.execute(select(key).where(key == values[key.name])).first()
    if stored is None:
        connection.execute(insert(table).values(values))
    else:
        connection.execute(update(table).where(key == values[key.name]).values(values))
    return stored is None


def drop_entry(connection: Connection, entry: Entry) -> None:
    """Take an entry out. ``follow`` must come after."""
    table, key, values = _placed(entry)
    connection.execute(delete(table).where(key == values[key.name]))


def _placed(entry: Entry) -> tuple[Table, Column[Any], Values]:
    values: Values = {
        "name": entry.name,
        "aliases": list(entry.aliases),
        "basis": entry.basis.value,
        "remembered": entry.remembered,
    }
    if isinstance(entry, Organisation):
        own = {"id": organisation_id(entry.name), "successor": entry.successor, "ended": entry.ended}
        return organisations, organisations.c.id, values | own
    table = services if isinstance(entry, Service) else systems
    return table, table.c.name_key, values | {"name_key": name_key(entry.name), "organisation": entry.organisation}
