"""The audit in SQL: entries are added at its end; the database refuses to change or delete any."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from domain.audit import FIRST, AuditEntry, Deed, Details, broken_at
from domain.withdrawal import RecalledExport
from storage.database import Database
from storage.schema import AnyRow, audit, meta

_COUNT = "audit"
_ROWS = 1000


class SqlAudit:
    """Who did what, in order."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, who: str, deed: Deed, subject: str, details: Details | None = None) -> None:
        """Put a deed at the end. ``details`` are JSON values and hold no research text."""
        with self._database.writing() as connection:
            append(connection, who, deed, subject, details or {})

    def beside(self, who: str, deed: Deed, subject: str, details: Details) -> AbstractContextManager[None]:
        """Put a deed at the end in the first write of the block: it is done and written down, or neither."""
        return self._database.with_first_write(lambda connection: append(connection, who, deed, subject, details))

    def entries(
        self, *, limit: int | None = None, before: int | None = None, deed: Deed | None = None
    ) -> list[AuditEntry]:
        """Return entries, the newest first, those with a number under ``before``; all of them without a limit."""
        query = select(audit).order_by(audit.c.nth.desc()).limit(limit)
        if before is not None:
            query = query.where(audit.c.nth < before)
        if deed is not None:
            query = query.where(audit.c.deed == deed.value)
        with self._database.reading() as connection:
            return [_entry(row) for row in connection.execute(query)]

    def whole(self) -> list[AuditEntry]:
        """Return every entry in the order in which they were made."""
        with self._database.reading() as connection:
            return list(all_entries(connection))

    def fault(self) -> str:
        """Return in words where the audit is broken; empty when it is whole."""
        with self._database.reading() as connection:
            told = connection.execute(select(meta.c.value).where(meta.c.name == _COUNT)).scalar() or 0
            held, last = 0, 0
            entries = []
            for entry in all_entries(connection):
                entries.append(entry)
                held, last = held + 1, entry.nth
        if (nth := broken_at(entries)) is not None:
            return f"entry {nth} is missing or was changed"
        return f"entries after {last} are missing: {told} were made and {held} are there" if told > held else ""

    def exports_with(self, study: str, observations: frozenset[str]) -> tuple[RecalledExport, ...]:
        """Return the exports that held a study as a whole or one of the observations, the oldest first."""
        query = select(audit).where(audit.c.deed == Deed.EXPORTED.value).order_by(audit.c.nth)
        with self._database.reading() as connection:
            rows = [_entry(row) for row in connection.execute(query)]
        return tuple(
            RecalledExport(at=entry.at, who=entry.who, what=entry.subject)
            for entry in rows
            if study in entry.details.get("studies", ())
            or not observations.isdisjoint(entry.details.get("observations", ()))
        )


def append(connection: Connection, who: str, deed: Deed, subject: str, details: Details) -> None:
    """Put a deed at the end of the audit, inside the caller's transaction."""
    last = connection.execute(select(audit.c.nth, audit.c.hash).order_by(audit.c.nth.desc()).limit(1)).one_or_none()
    entry = AuditEntry(
        nth=last.nth + 1 if last else 1,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        who=who,
        deed=deed,
        subject=subject,
        details=details,
        previous=last.hash if last else FIRST,
    )
    put_entries(connection, [replace(entry, hash=entry.sealed())])


def all_entries(connection: Connection) -> Iterator[AuditEntry]:
    """Yield every entry in the order in which they were made."""
    for row in connection.execute(select(audit).order_by(audit.c.nth).execution_options(yield_per=_ROWS)):
        yield _entry(row)


def put_entries(connection: Connection, entries: Iterable[AuditEntry]) -> None:
    """Add entries as they stand, each of which follows on the last."""
    rows = [_values(entry) for entry in entries]
    if not rows:
        return
    connection.execute(insert(audit), rows)
    _count(connection, rows[-1]["nth"])


def take_over(connection: Connection, entries: Sequence[AuditEntry]) -> bool:
    """Add what another copy of this audit holds beyond its end; tell whether the two are of one history.

    Nothing is added where they are not: entries are never put between others, nor in place of them.
    """
    held = list(all_entries(connection))
    if any(own.hash != other.hash for own, other in zip(held, entries, strict=False)):
        return False
    put_entries(connection, entries[len(held) :])
    return True


def recount(connection: Connection) -> None:
    """Let the counter of entries be what is there: after a copy has come in."""
    last = connection.execute(select(audit.c.nth).order_by(audit.c.nth.desc()).limit(1)).scalar()
    _count(connection, last or 0)


def _count(connection: Connection, nth: int) -> None:
    told = update(meta).where(meta.c.name == _COUNT).values(value=nth)
    if not connection.execute(told).rowcount:
        connection.execute(insert(meta).values(name=_COUNT, value=nth))


def _values(entry: AuditEntry) -> dict[str, Any]:
    return {
        "nth": entry.nth,
        "at": entry.at,
        "who": entry.who,
        "deed": entry.deed.value,
        "subject": entry.subject,
        "details": dict(entry.details),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _entry(row: AnyRow) -> AuditEntry:
    return AuditEntry(
        nth=row.nth,
        at=row.at,
        who=row.who,
        deed=Deed(row.deed),
        subject=row.subject,
        details=row.details,
        previous=row.previous,
        hash=row.hash,
    )
