"""Locks that PostgreSQL keeps for as long as a connection lasts: who is here, and whose turn it is.

A lock has a space and a number. A process that dies lets go of all its own, on whichever machine it ran.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from storage.database import Database
from storage.failures import told_plainly

MOST = 2**31 - 1
"""The greatest number that a lock can have."""

_NOTICE_THE_DEAD = ("tcp_keepalives_idle = 10", "tcp_keepalives_interval = 5", "tcp_keepalives_count = 3")
"""So that the server lets go within half a minute of a machine that vanished without a word."""


class HeldLock:
    """A lock on a connection of its own, until it is released or the connection breaks."""

    def __init__(self, connection: Connection, space: int, number: int) -> None:
        self._connection = connection
        self._key = {"space": space, "number": number}

    def still_held(self) -> bool:
        """Tell whether the connection still stands, and the lock with it."""
        try:
            self._connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    def release(self) -> None:
        """Let go. Nothing happens when the connection has broken: then it is let go of already."""
        try:
            self._connection.execute(text("SELECT pg_advisory_unlock(:space, :number)"), self._key)
        except SQLAlchemyError:
            self._connection.invalidate()
        finally:
            self._connection.close()


def hold(database: Database, space: int, number: int) -> HeldLock:
    """Take a lock, waiting for whoever holds it. Raises StorageFailed when the server cannot be reached."""
    with told_plainly(database.place):
        connection = database.connection()
        try:
            for setting in _NOTICE_THE_DEAD:
                connection.exec_driver_sql(f"SET {setting}")
            connection.execute(text("SELECT pg_advisory_lock(:space, :number)"), {"space": space, "number": number})
        except BaseException:
            connection.invalidate()
            connection.close()
            raise
    return HeldLock(connection, space, number)


def held(database: Database, space: int) -> frozenset[int]:
    """Return the numbers of a space that somebody holds."""
    query = text(
        "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = :space "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    with database.reading() as connection:
        return frozenset(int(number) for number in connection.execute(query, {"space": space}).scalars())


@contextmanager
def turn(database: Database, space: int) -> Iterator[None]:
    """Let one at a time into the block, over all processes that share the database."""
    lock = hold(database, space, 0)
    try:
        yield
    finally:
        lock.release()
