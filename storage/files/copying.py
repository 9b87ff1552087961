"""All rows of the database in one file, and back: the same SQLite file whatever the database, so it goes to either."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, create_engine, delete, insert, select, update
from sqlalchemy.engine import URL

from storage import schema
from storage.audit import all_entries, recount, take_over
from storage.database import Database, open_database, upgrade
from storage.failures import told_plainly

_ROWS = 1000
_APART = frozenset({"blobs"})
"""The bytes of sources travel beside the rows, as files, wherever they are kept."""

_GOES_ON = frozenset({"audit"})
"""Tables whose rows are never taken out: what a copy holds beyond their end is added."""

_PASSING = frozenset({"meta", "visits", "alembic_version", "tombstones", "withdrawals"}) | _APART | _GOES_ON
"""Tables that say nothing of whether people have put anything in."""

_INDEXED = "indexed"
"""Up to which revision of the texts the indexes reach: no index made before a copy came in may pass for current."""


def take_copy(database: Database, file: Path) -> None:
    """Write the rows as they are at one moment into a new SQLite file; others may write meanwhile.

    The copy has the schema that the database has, an older one too. Raises StorageFailed when either side refuses.
    """
    with told_plainly(str(file)):
        if database.url.get_backend_name() == "sqlite":
            _copy_pages(database, file)
        else:
            _copy_rows(database, file)


def fill_from_copy(database: Database, file: Path) -> None:
    """Put the rows of a copy in place of what the database holds: all of them in one transaction, or none.

    An older copy is brought to the newest schema first, in its file. The counters of changes end above those of both
    sides, so that no index and no cache takes itself for current. Raises StorageFailed, also for a newer copy.
    """
    copy = open_database(_address(file))
    try:
        with copy.reading() as source, database.writing() as target:
            _replace_all(source, target)
    finally:
        copy.close()


def digests_in_copy(file: Path) -> list[str]:
    """Return the SHA-256 of every original that a copy names, in ascending order; not of those that were deleted."""
    with told_plainly(str(file)), closing(sqlite3.connect(file)) as connection:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(sources)")}
        kept = "WHERE raw_state <> 'removed'" if "raw_state" in columns else ""
        return [row[0] for row in connection.execute(f"SELECT DISTINCT digest FROM sources {kept} ORDER BY digest")]


def counts_in_copy(file: Path) -> dict[str, int]:
    """Return how many studies, sources and observations a copy holds."""
    with told_plainly(str(file)), closing(sqlite3.connect(file)) as connection:
        return {
            name: int(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0])
            for name in ("studies", "sources", "observations")
        }


def version_of_copy(file: Path) -> str:
    """Return the number of the schema that a copy has."""
    with told_plainly(str(file)), closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def modernise_copy(file: Path) -> None:
    """Bring an older copy to the newest schema. Raises StorageFailed for a newer one."""
    open_database(_address(file)).close()


def faults_in_copy(file: Path) -> list[str]:
    """Return in words what is wrong with a copy; empty when it is sound."""
    with told_plainly(str(file)), closing(sqlite3.connect(file)) as connection:
        return [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]


def holds_anything(database: Database) -> bool:
    """Tell whether people have put anything into the database: more than what opening and looking leave there."""
    with database.reading() as connection:
        tables = [table for table in schema.metadata.sorted_tables if table.name not in _PASSING]
        return any(connection.execute(select(table).limit(1)).first() is not None for table in tables)


def _copy_pages(database: Database, file: Path) -> None:
    with database.reading() as connection, told_plainly(str(file)), closing(sqlite3.connect(file)) as target:
        source: Any = connection.connection.driver_connection
        source.backup(target)
        # One file, which opens from a read-only disk: no log beside it.
        target.execute("PRAGMA journal_mode = DELETE")
        for name in _tables(target) & _APART:
            if target.execute(f"DELETE FROM {name}").rowcount:
                target.commit()
                target.execute("VACUUM")


def _address(file: Path) -> URL:
    return URL.create("sqlite", database=str(file))


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _copy_rows(database: Database, file: Path) -> None:
    engine = create_engine(_address(file))
    try:
        with database.reading() as source, told_plainly(str(file)), engine.begin() as target:
            version = database.version(source)
            upgrade(target, str(file), to=version or schema.HEAD)
            _replace(source, target, _tables_of(target, version))
    finally:
        engine.dispose()


def _tables_of(connection: Connection, version: str | None) -> Sequence[Table]:
    """Return the tables in an order in which none names rows of a later one; of an older schema as they stand."""
    if version in (None, schema.HEAD):
        return schema.metadata.sorted_tables
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def _replace_all(source: Connection, target: Connection) -> None:
    before = _counters(target)
    _replace(source, target, schema.metadata.sorted_tables)
    after = _counters(target)
    grown = {
        name: max(value, before.get(name, 0)) + 1 for name, value in after.items() if name not in {_INDEXED, *_GOES_ON}
    }
    if _INDEXED in after:
        grown[_INDEXED] = grown["texts"]
    for name, value in grown.items():
        target.execute(update(schema.meta).where(schema.meta.c.name == name).values(value=value))
    recount(target)


def _counters(connection: Connection) -> dict[str, int]:
    return {row.name: int(row.value) for row in connection.execute(select(schema.meta))}


def _replace(source: Connection, target: Connection, tables: Sequence[Table]) -> None:
    copied = [table for table in tables if table.name not in _APART | _GOES_ON]
    for table in reversed(copied):
        target.execute(delete(table))
    for table in copied:
        rows = source.execute(select(table).execution_options(yield_per=_ROWS))
        for some in rows.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in some])
    if any(table.name in _GOES_ON for table in tables):
        take_over(target, list(all_entries(source)))
