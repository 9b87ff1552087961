"""What people watch, in SQL. Each person's watches are their own: nobody else reads them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from domain.catalogue import name_key
from domain.errors import InvalidRequest, NotFound
from domain.identity import digest
from domain.watches import MOST_WATCHES, Watch, filter_from, values_of
from storage.database import Database
from storage.findings.evidence_links import next_nth
from storage.schema import AnyRow, watches
from storage.withdrawal.withdrawn_words import GoneWords


class SqlWatches:
    """The watches of people, by what they sign in as."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def watches(self, person: str) -> list[Watch]:
        """Return what somebody watches, in the order in which they began."""
        query = select(watches).where(watches.c.person_key == name_key(person)).order_by(watches.c.nth)
        with self._database.reading() as connection:
            return [_watch(row) for row in connection.execute(query)]

    def add(self, person: str, watch: Watch, now: str) -> str:
        """Store a watch from now on and return its identifier; watched already, the one that is there stands.

        Raises InvalidRequest where somebody watches as much as one may.
        """
        said = {
            "query": watch.query.strip(),
            "narrowed": values_of(watch.where),
            "pain_point": watch.pain_point,
        }
        key = name_key(person)
        with self._database.writing() as connection:
            own = connection.execute(select(watches).where(watches.c.person_key == key)).all()
            for row in own:
                if all(getattr(row, name) == value for name, value in said.items()):
                    return str(row.id)
            if len(own) >= MOST_WATCHES:
                raise InvalidRequest(
                    f"You watch {MOST_WATCHES} things already.",
                    where="what you watch",
                    remedy="Stop watching one of them first.",
                )
            nth = next_nth(connection, watches)
            identifier = "wt_" + digest(str(nth), key, now, length=12)
            made = {"id": identifier, "nth": nth, "person_key": key, "made_at": now, "looked_at": now}
            connection.execute(insert(watches).values(**made, **said, told=list(watch.told)))
            return identifier

    def remove(self, person: str, identifier: str) -> None:
        """Let somebody watch one thing no more. Raises NotFound for a watch that is not theirs."""
        own = (watches.c.id == identifier, watches.c.person_key == name_key(person))
        with self._database.writing() as connection:
            if not connection.execute(delete(watches).where(*own)).rowcount:
                raise _no_such(identifier)

    def looked(self, person: str, identifier: str, now: str, told: Sequence[str] = ()) -> None:
        """Note that somebody has looked at a watch, and what they have been told of. Raises NotFound if not theirs."""
        own = (watches.c.id == identifier, watches.c.person_key == name_key(person))
        with self._database.writing() as connection:
            if connection.execute(select(watches.c.id).where(*own)).first() is None:
                raise _no_such(identifier)
            connection.execute(
                update(watches).where(*own, watches.c.looked_at <= now).values(looked_at=now, told=list(told))
            )


def forget_watches(connection: Connection, ids: frozenset[str], gone: GoneWords) -> None:
    """Drop watches whose query, or what narrows it, tells a withdrawn word; others lose ``ids``."""
    for row in connection.execute(select(watches)).all():
        if gone.tell(row.query) or any(gone.tell(word) for word in _strings(row.narrowed)):
            connection.execute(delete(watches).where(watches.c.id == row.id))
            continue
        told = [name for name in row.told if name not in ids]
        if told != row.told:
            connection.execute(update(watches).where(watches.c.id == row.id).values(told=told))


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [word for item in value.values() for word in _strings(item)]
    if isinstance(value, list):
        return [word for item in value for word in _strings(item)]
    return [value] if isinstance(value, str) else []


def _no_such(identifier: str) -> NotFound:
    return NotFound("You have no such watch.", where=identifier, remedy="List them: throughline watches list")


def _watch(row: AnyRow) -> Watch:
    return Watch(
        id=row.id,
        query=row.query,
        where=filter_from(row.narrowed),
        pain_point=row.pain_point,
        made_at=row.made_at,
        looked_at=row.looked_at,
        told=tuple(row.told),
    )
