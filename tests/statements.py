"""Statements compiled once for all databases of a kind: each test opens some, and SQLAlchemy compiles for it anew."""

from collections import defaultdict
from collections.abc import Hashable
from typing import Any

from sqlalchemy import Connection, Engine, event

MOST_STATEMENTS = 5_000


class CompiledOnce(dict[tuple[Hashable, ...], Any]):
    """What SQLAlchemy compiled, whichever database of the kind asked first."""

    def get(self, key: tuple[Hashable, ...], default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __setitem__(self, key: tuple[Hashable, ...], compiled: Any) -> None:
        if len(self) >= MOST_STATEMENTS:
            self.clear()
        super().__setitem__(key[1:], compiled)


_compiled: defaultdict[str, CompiledOnce] = defaultdict(CompiledOnce)


def compile_once() -> None:
    """Have every database of this process look among the statements that were compiled for another of its kind."""
    event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_compiled[connection.dialect.name])
