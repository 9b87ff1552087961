"""Which observations are of which study, kept in memory: who may see what is a condition on studies."""

import threading
from collections.abc import Iterable

from sqlalchemy import Connection, select

from storage.database import counter
from storage.observations.rows import bare_rows
from storage.schema import observations


class StudyMembers:
    """Identifiers of observations by study, read anew when texts changed. Knows nothing of viewers. Thread-safe."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held: tuple[int, dict[str, list[str]]] | None = None

    def of(self, connection: Connection, studies: Iterable[str]) -> frozenset[str]:
        """Return the observations of some studies, as the transaction of this connection has them."""
        members = self._members(connection)
        return frozenset().union(*(members.get(study, ()) for study in studies))

    def _members(self, connection: Connection) -> dict[str, list[str]]:
        revision = counter(connection, "texts")
        with self._guard:
            if self._held is not None and self._held[0] == revision:
                return self._held[1]
        members: dict[str, list[str]] = {}
        for identifier, study in bare_rows(connection, select(observations.c.id, observations.c.study)):
            members.setdefault(study, []).append(identifier)
        with self._guard:
            self._held = (revision, members)
        return members
