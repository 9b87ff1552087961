"""What outlives a restore: tombstones, receipts of withdrawals and the audit go on, whatever a backup holds of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from domain.audit import AuditEntry
from domain.withdrawal import Tombstone, TombstoneKind
from storage.audit import all_entries, take_over
from storage.database import Database, open_database
from storage.schema import observations, sources, withdrawals
from storage.withdrawal.tombstones import all_tombstones, put_tombstones
from storage.withdrawal.withdrawal_plan import REWRITTEN, plan_of, plan_without
from storage.withdrawal.withdrawing import forget_originals, take_out


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """What is carried over a restore. ``receipts`` are rows of ``withdrawals``."""

    tombstones: tuple[Tombstone, ...] = ()
    receipts: tuple[dict[str, Any], ...] = ()
    audit: tuple[AuditEntry, ...] = ()


def carried_from(database: Database) -> Carried:
    """Return what is carried over from a database that is about to be replaced."""
    with database.reading() as connection:
        return Carried(
            tombstones=tuple(all_tombstones(connection)),
            receipts=tuple(dict(row) for row in connection.execute(select(withdrawals)).mappings()),
            audit=tuple(all_entries(connection)),
        )


def bury_again(url: Any, carried: Carried) -> list[bytes]:
    """Take out of a copy what was withdrawn since it was made, and carry tombstones and receipts into it.

    Returns the texts that stand in for originals that were rewritten. The copy has the newest schema.
    """
    copy = open_database(url)
    try:
        with copy.writing() as connection:
            there = set(connection.execute(select(withdrawals.c.id)).scalars())
            known = {(stone.study, stone.kind, stone.key): stone for stone in all_tombstones(connection)}
            for stone in carried.tombstones:
                old = known.get((stone.study, stone.kind, stone.key))
                known[stone.study, stone.kind, stone.key] = old if old is not None and old.overruled else stone
            put_tombstones(connection, known.values())
            for row in carried.receipts:
                if row["id"] not in there:
                    connection.execute(insert(withdrawals).values(row))
            _take_out_again(connection, [stone for stone in known.values() if not stone.overruled])
            rewritten = select(sources.c.canonical).where(sources.c.raw_state == REWRITTEN)
            return [text.encode() for text in connection.execute(rewritten).scalars()]
    finally:
        copy.close()


def continue_audit(database: Database, entries: Sequence[AuditEntry]) -> bool:
    """Let an audit go on where the one that was replaced ended; tell whether the two are of one history."""
    with database.writing() as connection:
        return take_over(connection, entries)


def _take_out_again(connection: Connection, stones: Iterable[Tombstone]) -> None:
    """Take out what stands against tombstones, the whole of a file where its parts cannot be told apart any more."""
    by_kind: dict[TombstoneKind, list[Tombstone]] = {kind: [] for kind in TombstoneKind}
    for stone in stones:
        by_kind[stone.kind].append(stone)
    for stone in by_kind[TombstoneKind.STUDY]:
        _take(connection, stone.study, None)
    for stone in by_kind[TombstoneKind.PARTICIPANT]:
        _take(connection, stone.study, stone.key)
    words = {stone.key for stone in by_kind[TombstoneKind.OBSERVATION]}
    files = {(stone.study, stone.key) for stone in by_kind[TombstoneKind.SOURCE]}
    left = select(sources.c.id, sources.c.study, sources.c.digest).order_by(sources.c.id)
    held = connection.execute(select(observations.c.id, observations.c.source))
    marked = {row.source for row in held if row.id in words}
    whole = [row for row in connection.execute(left).all() if row.id in marked or (row.study, row.digest) in files]
    for study in sorted({row.study for row in whole}):
        plan = plan_without(connection, study, [row.id for row in whole if row.study == study])
        take_out(connection, plan)
    for study in sorted({stone.study for stone in by_kind[TombstoneKind.RAW]}):
        digests = {stone.key for stone in by_kind[TombstoneKind.RAW] if stone.study == study}
        forget_originals(connection, study, digests)


def _take(connection: Connection, study: str, participant: str | None) -> None:
    plan = plan_of(connection, study, participant)
    if not plan.is_empty:
        take_out(connection, plan)
