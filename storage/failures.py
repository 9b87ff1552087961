"""What the database and the disk refuse, as errors that a person can mend."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from domain.errors import StorageFailed

_BUSY, _READ_ONLY, _FULL, _UNOPENABLE, _CORRUPT, _NO_DATABASE, _DISK = 5, 8, 13, 14, 11, 26, 10

_BY_SQLITE_CODE = {
    _BUSY: (
        "The database is in use by another process.",
        "Wait until the other process has ended, then try again.",
    ),
    _READ_ONLY: (
        "The database cannot be written.",
        "Give this account the right to write the data folder and every file in it.",
    ),
    _FULL: ("The disk is full.", "Free some space, then try again: nothing was saved by halves."),
    _UNOPENABLE: (
        "The database cannot be opened.",
        "Check that the data folder exists and that this account may read and write it.",
    ),
    _CORRUPT: ("The database is damaged.", "Restore it from a backup; keep the damaged file until that has worked."),
    _NO_DATABASE: (
        "The database file is not a database, or it is damaged.",
        "Restore it from a backup, or name another data folder.",
    ),
    _DISK: ("The disk failed while the database was read or written.", "Check the disk, then try again."),
}

_BY_POSTGRESQL_STATE = {"53100": _FULL, "25006": _READ_ONLY}

_OTHERWISE = ("The database refused.", "Run doctor to check the repository; if all is well there, report this fault.")


@contextmanager
def told_plainly(where: str) -> Iterator[None]:
    """Raise StorageFailed, naming ``where``, for whatever the database layer raises inside the block."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        problem, remedy = _explained(error)
        raise StorageFailed(problem, where=where, remedy=remedy) from error


def _explained(error: Exception) -> tuple[str, str]:
    original = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorcode", None)
    if code is None and "unable to open database file" in str(original):
        code = _UNOPENABLE
    if code is not None:
        # The low byte is the primary result code; the rest says which sort of it.
        return _BY_SQLITE_CODE.get(code & 0xFF, _OTHERWISE)
    state = getattr(original, "sqlstate", None)
    if state in _BY_POSTGRESQL_STATE:
        return _BY_SQLITE_CODE[_BY_POSTGRESQL_STATE[state]]
    # PostgreSQL's driver has a class of its own for each way in which a server is lost.
    if isinstance(error, DBAPIError) and any(kind.__name__ == "OperationalError" for kind in type(original).__mro__):
        return "The database server cannot be reached.", "Check that it runs and the setting is right, then try again."
    return _OTHERWISE
