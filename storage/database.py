"""The connection to the system of record: opened, migrated, read and written in whole transactions."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from domain.errors import StorageFailed, ThroughlineError
from storage import schema
from storage.failures import told_plainly

if TYPE_CHECKING:
    from alembic.config import Config

BUSY_SECONDS = 60.0
"""How long to wait for another process that writes, before saying so: longer than a backup or a check takes."""

_OVER_A_NETWORK = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""libpq's, in seconds and the last in milliseconds: a server that vanished is noticed in half a minute, not hours."""

_WRITER_LOCK = 7_406_913
_WRITES = "throughline_writes"
_KEPT = "throughline_kept"

Kept = TypeVar("Kept")


class Database:
    """One SQL database. Safe to share between threads; each read and each write is one transaction.

    A read sees one moment of the database throughout. Writers take turns: the second waits for the first.
    """

    def __init__(self, url: URL, engine: Engine) -> None:
        self.url = url
        self._engine = engine
        # PostgreSQL by itself gives each statement of a transaction another moment.
        one_moment = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        self._reader = engine.execution_options(**one_moment, **{_KEPT: {}})
        self._going_along = _GoingAlong()

    @property
    def place(self) -> str:
        """Return where the database is, without its password: what errors name."""
        return self.url.database or "" if self.url.get_backend_name() == "sqlite" else str(self.url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection to read from. Raises StorageFailed for what the database refuses."""
        with told_plainly(self.place), self._reader.connect() as connection, connection.begin():
            yield connection

    @property
    def is_shared(self) -> bool:
        """Tell whether processes on several machines may work on it at once."""
        return self.url.get_backend_name() == "postgresql"

    def connection(self) -> Connection:
        """Return a connection apart, outside any transaction: for locks that last as long as it does."""
        return self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection to write to: all of the block is stored, or nothing when it raises."""
        with told_plainly(self.place), self._engine.connect() as bare:
            connection = bare.execution_options(**{_WRITES: True})
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER_LOCK})
                yield connection
                self._going_along.write(connection)

    @contextmanager
    def with_first_write(self, also: Callable[[Connection], None]) -> Iterator[None]:
        """Have ``also`` write in the first write of the block, at its end: both are stored or neither.

        It has a write of its own where the block wrote nothing, and none where the block raises before it wrote.
        """
        with self._going_along.waiting(also):
            yield
            if self._going_along.waits(also):
                with self.writing():
                    pass

    def migrate(self, *, before: "BeforeMigrating | None" = None) -> None:
        """Bring the schema up to date; an up-to-date one is left alone, and not even locked.

        ``before`` is called with a database of an older schema before it is changed; what it raises leaves it as it
        was. Raises StorageFailed when a newer version of the program made the database.
        """
        with self.reading() as connection:
            found = self.version(connection)
        if found == schema.HEAD:
            return
        if found is not None:
            _check_known(found, self.place)
            if before is not None:
                before(self)
        with self.writing() as connection:
            upgrade(connection, self.place)

    def version(self, connection: Connection | None = None) -> str | None:
        """Return the number of the schema that the database has, None before it has any."""
        if connection is None:
            with self.reading() as own:
                return self.version(own)
        return _schema_version(connection)

    def check(self) -> list[str]:
        """Return what is wrong with the database, in words; empty when it is sound."""
        try:
            with self.reading() as connection:
                if connection.dialect.name != "sqlite":
                    connection.execute(select(schema.meta.c.value))
                    return []
                faults = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
                orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        except StorageFailed as failure:
            return [failure.problem]
        return [fault for fault in faults if fault != "ok"] + [
            f"A row of {table} names a row of {parent} that is not there." for table, _, parent, _ in orphans
        ]

    def close(self) -> None:
        """Let go of every connection. The database may be used again afterwards; it then connects anew."""
        self._engine.dispose()


class _GoingAlong(threading.local):
    """What is written with the next write of this thread."""

    def __init__(self) -> None:
        self._waiting: list[Callable[[Connection], None]] = []

    @contextmanager
    def waiting(self, also: Callable[[Connection], None]) -> Iterator[None]:
        self._waiting.append(also)
        try:
            yield
        finally:
            if self.waits(also):
                self._waiting.remove(also)

    def waits(self, also: Callable[[Connection], None]) -> bool:
        return also in self._waiting

    def write(self, connection: Connection) -> None:
        waiting, self._waiting = self._waiting, []
        for also in waiting:
            also(connection)


BeforeMigrating = Callable[[Database], None]
"""Told of a database with an older schema just before it is changed: the moment for a backup, or for a refusal."""


def open_database(
    url: str | URL, *, busy_seconds: float = BUSY_SECONDS, before_migrating: BeforeMigrating | None = None
) -> Database:
    """Return the database at an SQLAlchemy URL, created and migrated when need be.

    ``sqlite:////folder/file.db`` makes the folder too. ``before_migrating`` is called with a database that has an older
    schema, before it is changed; what it raises leaves the database as it was. Raises StorageFailed when the database
    cannot be opened: it is locked for longer than ``busy_seconds``, damaged, read-only, of a newer version, or the disk
    is full.
    """
    try:
        parsed = make_url(url)
        dialect = parsed.get_backend_name()
    except ArgumentError as error:
        raise StorageFailed(
            "The database setting is not a database address.",
            remedy="Write it as sqlite:////folder/file.db or postgresql+psycopg://user@host/name.",
        ) from error
    if dialect == "sqlite":
        _make_folder(parsed)
    if dialect == "postgresql":
        # Asked before each use, so that a server's restart is no error.
        engine = create_engine(parsed, hide_parameters=True, pool_pre_ping=True, connect_args=_OVER_A_NETWORK)
    else:
        engine = create_engine(parsed, hide_parameters=True)
        _prepare_sqlite(engine, busy_seconds)
    database = Database(parsed, engine)
    try:
        database.migrate(before=before_migrating)
    except ThroughlineError:
        database.close()
        raise
    return database


def bump(connection: Connection, *, texts: bool = False) -> None:
    """Count one change to what can be found or shown; with ``texts``, to the texts of observations as well."""
    names = ["revision", "texts"] if texts else ["revision"]
    connection.execute(update(schema.meta).where(schema.meta.c.name.in_(names)).values(value=schema.meta.c.value + 1))


def counter(connection: Connection, name: str) -> int:
    """Return the value of one counter."""
    return int(connection.execute(select(schema.meta.c.value).where(schema.meta.c.name == name)).scalar_one())


def kept(connection: Connection, kind: type[Kept]) -> Kept:
    """Return the one of a kind that a database keeps in memory for whoever reads it; made when first asked for.

    It has to be thread-safe, and to notice itself what became of what it keeps. A transaction that writes is given one
    of its own: what it has may never be stored.
    """
    shared: dict[type[Kept], Kept] = connection.get_execution_options().get(_KEPT, {})
    return shared.setdefault(kind, kind())


def _make_folder(url: URL) -> None:
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        return
    folder = Path(url.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed(
            "The data folder cannot be made.",
            where=str(folder),
            remedy="Name a folder that this account may write to.",
        ) from error


def _prepare_sqlite(engine: Engine, busy_seconds: float) -> None:
    @event.listens_for(engine, "connect")
    def _connected(connection, _record) -> None:  # type: ignore[no-untyped-def]
        # The driver's own BEGIN comes too late (not before a read, not before DDL), so it is switched off.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {int(busy_seconds * 1000)}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        # A reader that turns writer halfway fails at once when another has written: writers say so at the start.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _schema_version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def upgrade(connection: Connection, where: str, *, to: str = "head") -> None:
    """Run the migrations up to ``to`` in the caller's transaction. Raises StorageFailed for a newer schema."""
    from alembic import command

    config = _migrations()
    config.attributes["connection"] = connection
    found = _schema_version(connection)
    if found is not None:
        _check_known(found, where)
    command.upgrade(config, to)


def _migrations() -> "Config":
    from alembic.config import Config

    folder = Path(__file__).parent / "migrations"
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config


def _check_known(found: str, where: str) -> None:
    from alembic.script import ScriptDirectory

    known = {revision.revision for revision in ScriptDirectory.from_config(_migrations()).walk_revisions()}
    if found not in known:
        raise StorageFailed(
            "A newer version of Throughline made this database.",
            where=where,
            remedy="Use that version or a later one, or restore a backup made by this version.",
        )
