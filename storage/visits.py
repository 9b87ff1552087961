"""When people were here, in SQL: enough to tell what is new to each, and no more than that."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from domain.catalogue import name_key
from storage.database import Database
from storage.schema import visits

BREAK = timedelta(minutes=30)
"""Whoever was not here for so long begins a new visit."""
OFTEN_ENOUGH = timedelta(minutes=1)
"""A visit that goes on is noted no more often than this."""


class SqlVisits:
    """One row a person: when the present visit began and was last active, and when the one before it ended."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, person: str, now: str) -> str | None:
        """Note that somebody is here at an ISO moment, and return when their visit before this one ended.

        None at the first visit. A visit ends with the last moment that was noted before a break of 30 minutes.
        """
        key = name_key(person)
        mine = select(visits).where(visits.c.person_key == key)
        with self._database.reading() as connection:
            row = connection.execute(mine).one_or_none()
        if row is not None and _since(row.seen_at, now) < OFTEN_ENOUGH:
            return None if row.previous_at is None else str(row.previous_at)
        with self._database.writing() as connection:
            row = connection.execute(mine).one_or_none()
            if row is None:
                connection.execute(insert(visits).values(person_key=key, began_at=now, seen_at=now, previous_at=None))
                return None
            values = {"seen_at": max(now, row.seen_at)}
            if _since(row.seen_at, now) >= BREAK:
                values |= {"began_at": now, "previous_at": row.seen_at}
            connection.execute(update(visits).where(visits.c.person_key == key).values(values))
        previous = values.get("previous_at", row.previous_at)
        return None if previous is None else str(previous)

    def last(self, person: str, now: str) -> str | None:
        """Return when somebody's visit before the present one ended, as ``record`` does, and note nothing."""
        with self._database.reading() as connection:
            row = connection.execute(select(visits).where(visits.c.person_key == name_key(person))).one_or_none()
        if row is None:
            return None
        previous = row.seen_at if _since(row.seen_at, now) >= BREAK else row.previous_at
        return None if previous is None else str(previous)


def _since(earlier: str, now: str) -> timedelta:
    return datetime.fromisoformat(now) - datetime.fromisoformat(earlier)
