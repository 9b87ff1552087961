"""Parts that are opened when they are first needed, each once, however many threads ask."""

from collections.abc import Callable
from threading import RLock
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Parts:
    """What has parts, each declared with ``part`` in a class under this one."""

    def __init__(self) -> None:
        self._locks: dict[str, RLock] = {}

    def opening(self, name: str) -> RLock:
        """Return the lock under which a part is opened: its own, so that a slow part holds up no other."""
        return self._locks.setdefault(name, RLock())


class part(Generic[T]):  # noqa: N801 - reads as a decorator
    """A part opened once, on first use, even when two threads ask together; afterwards a plain attribute."""

    def __init__(self, open_part: Callable[[Any], T]) -> None:
        self._open = open_part
        self.__doc__ = open_part.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, whole: Parts, owner: type | None = None) -> T:
        with whole.opening(self._name):
            if self._name not in whole.__dict__:
                whole.__dict__[self._name] = self._open(whole)
            opened: T = whole.__dict__[self._name]
            return opened
