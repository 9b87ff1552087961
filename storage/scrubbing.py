"""Leaving no trace of deleted rows in a database's files: free pages, the write-ahead log, dead rows."""

import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

from storage.database import Database
from storage.failures import told_plainly
from storage.schema import metadata

BUSY_SECONDS = 60.0
"""How long to wait for others who read or write."""
_LOOK_SECONDS = 0.05


def scrub(database: Database) -> bool:
    """Rewrite what the database keeps without what was deleted; tell whether nothing deleted is left in its files.

    On PostgreSQL each of our tables is rewritten; its own logs and copies are its administrator's to keep or drop.
    Raises StorageFailed when the database stays busy.
    """
    if database.url.get_backend_name() == "sqlite":
        file = database.url.database
        return not file or file == ":memory:" or scrub_file(Path(file))
    with told_plainly(database.place), database.connection() as connection:
        for table in metadata.sorted_tables:
            connection.exec_driver_sql(f'VACUUM (FULL) "{table.name}"')
    return True


def scrub_file(file: Path) -> bool:
    """Rewrite an SQLite file without its free pages and empty its write-ahead log; tell whether that worked.

    Others may go on using it. No such file: nothing to do. Raises StorageFailed when it stays busy.
    """
    if not file.exists():
        return True
    with (
        told_plainly(str(file)),
        closing(sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)) as database,
    ):
        database.execute("VACUUM")
        deadline = monotonic() + BUSY_SECONDS
        while database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] and monotonic() < deadline:
            sleep(_LOOK_SECONDS)
        free = database.execute("PRAGMA freelist_count").fetchone()[0]
    log = file.with_name(file.name + "-wal")
    return free == 0 and (not log.exists() or log.stat().st_size == 0)


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
