"""Leaving no trace of deleted rows in a database's files: free pages, the write-ahead log, dead rows."""

import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import Connection

from storage.database import Database
from storage.failures import told_plainly

BUSY_SECONDS = 60.0
"""How long to wait for others who read or write."""
_LOOK_SECONDS = 0.05
_OUR_TABLES = (
    "SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables "
    "WHERE pg_has_role(tableowner, 'USAGE') AND schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
)
"""The statistics of a column are a sample of its values, so words stand there too [tried]."""
_LOOKING_BACK = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND age(backend_xmin) >= age(%(mark)s::xid)"
)


def scrub(database: Database) -> bool:
    """Rewrite what the database keeps without what was deleted; tell whether nothing deleted is left in its files.

    On PostgreSQL each table in it that is this account's is rewritten, those of the job store too, and what the
    planner keeps of their values is made anew; its own logs and copies are its administrator's to keep or drop. Raises
    StorageFailed when the database stays busy.
    """
    if database.url.get_backend_name() == "sqlite":
        file = database.url.database
        return not file or file == ":memory:" or scrub_file(Path(file))
    with told_plainly(database.place), database.connection() as connection:
        return _scrub_tables(connection)


def _scrub_tables(connection: Connection) -> bool:
    tables = connection.exec_driver_sql(_OUR_TABLES).scalars().all()
    for table in tables:
        connection.exec_driver_sql(f"ANALYZE {table}")
    nobody_looks_back = _outlasted(connection)
    for table in (*tables, "pg_statistic"):
        connection.exec_driver_sql(f"VACUUM (FULL) {table}")
    return nobody_looks_back


def _outlasted(connection: Connection) -> bool:
    """Wait for whoever still sees rows as they were, for PostgreSQL keeps those; tell whether nobody does any more."""
    mark = connection.exec_driver_sql("SELECT pg_current_xact_id()::xid::text").scalar_one()
    deadline = monotonic() + BUSY_SECONDS
    while connection.exec_driver_sql(_LOOKING_BACK, {"mark": mark}).scalar_one():
        if monotonic() > deadline:
            return False
        sleep(_LOOK_SECONDS)
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
