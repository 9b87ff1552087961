"""Which observations themes hold, as a condition: what a run says, and above it what people decided."""

import json
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Text, cast, column, func, select
from sqlalchemy.dialects.postgresql import JSONB

from storage.database import counter
from storage.schema import observations
from storage.theme_groups import groups_of, root_of


@dataclass(frozen=True, kw_only=True, slots=True)
class _Held:
    """What each theme holds by its identifier; of those the ``listed`` stand for themselves, others were merged."""

    by_theme: Mapping[str, frozenset[str]]
    listed: tuple[str, ...]

    def by_any(self, themes: Iterable[str]) -> frozenset[str]:
        """Return what any of some themes holds. One that is not there holds nothing."""
        return frozenset().union(*(self.by_theme.get(theme, frozenset()) for theme in themes))


class ThemeMembers:
    """What themes hold, kept in memory and read anew when anything changed. Knows nothing of viewers. Thread-safe."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held: tuple[int, _Held] | None = None

    def of(self, connection: Connection, themes: Iterable[str]) -> frozenset[str]:
        """Return what any of some themes holds, as the transaction of this connection has it."""
        return self._read(connection).by_any(themes)

    def listed(self, connection: Connection) -> dict[str, frozenset[str]]:
        """Return what each theme that is listed holds, as the transaction of this connection has it."""
        held = self._read(connection)
        return {theme: held.by_theme[theme] for theme in held.listed}

    def _read(self, connection: Connection) -> _Held:
        revision = counter(connection, "revision")
        with self._guard:
            if self._held is not None and self._held[0] == revision:
                return self._held[1]
        held = _held(connection)
        with self._guard:
            self._held = (revision, held)
        return held


def in_one_of(connection: Connection, themes: frozenset[str]) -> ColumnElement[bool]:
    """Return whether an observation is in one of these themes, each by its identifier.

    One that was merged into another stands for that one; one that is not listed, or is none, holds nothing.
    """
    return is_among(connection, observations.c.id, _held(connection).by_any(themes))


def is_among(connection: Connection, of: ColumnElement[str], values: Iterable[str]) -> ColumnElement[bool]:
    """Return whether a column is one of these values, however many: they go to the database as one parameter."""
    given, text = sorted(values), column("value", Text)
    if connection.dialect.name == "sqlite":
        each = func.json_each(json.dumps(given)).table_valued(text)
    else:
        each = func.jsonb_array_elements_text(cast(given, JSONB)).table_valued(text)
    return of.in_(select(each.c.value))


def _held(connection: Connection) -> _Held:
    groups = {group.id: group for group in groups_of(connection)}
    roots = {identifier: groups[root_of(identifier, groups)] for identifier in groups}
    return _Held(
        by_theme={identifier: root.members for identifier, root in roots.items() if root.is_listed},
        listed=tuple(group.id for group in groups.values() if group.is_listed),
    )
