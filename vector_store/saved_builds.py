"""Indexes that are files of ours: each build a folder, and a small pointer that names the one that counts."""

import json
import shutil
import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from domain.errors import IndexMissing, IndexUnusable

REBUILD = "Rebuild it: throughline rebuild-index"
_POINTER = "current.json"

Held = TypeVar("Held")


class SavedBuilds(Generic[Held]):
    """The builds of one index in a folder of its own. Thread-safe; an index is rebuilt as a whole.

    The pointer is replaced in one step, so readers in other processes see the old build or the new one, and take the
    new one up at their next query. ``what`` names the index in errors; ``form`` is the format of its files: an index of
    another format has to be rebuilt.
    """

    def __init__(self, folder: Path, *, what: str, form: int | str, load: Callable[[Path], Held]) -> None:
        self._folder = folder
        self._what = what
        self._form = form
        self._load = load
        self._guard = threading.Lock()
        self._held: tuple[str, Held] | None = None
        self._told: tuple[tuple[int, ...], dict[str, Any]] | None = None

    def replace(self, save: Callable[[Path], None], *, revision: int) -> None:
        """Let ``save`` write a build into a folder that does not exist yet, and make it the one that counts."""
        self._folder.mkdir(parents=True, exist_ok=True)
        name = f"build-{revision}-{uuid.uuid4().hex[:12]}"
        save(self._folder / name)
        draft = self._folder / f"{_POINTER}.{name}"
        draft.write_text(json.dumps({"format": self._form, "revision": revision, "build": name}), encoding="utf-8")
        draft.replace(self._folder / _POINTER)
        for old in self._folder.glob("build-*"):
            if old.name != name:
                shutil.rmtree(old, ignore_errors=True)

    def revision(self) -> int | None:
        """Return the revision it was built from, or None when there is no index (or one of another format)."""
        try:
            return int(self._pointer()["revision"])
        except IndexUnusable:
            return None

    def current(self) -> Held:
        """Return the build that counts, loaded once. Raises IndexUnusable when there is none, or a damaged one."""
        with self._guard:
            name = str(self._pointer()["build"])
            while self._held is None or self._held[0] != name:
                try:
                    self._held = name, self._load(self._folder / name)
                except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
                    # A new build may have taken this one's place while it was read.
                    newer = str(self._pointer()["build"])
                    if newer == name:
                        raise self._unusable("is damaged") from error
                    name = newer
            return self._held[1]

    def _pointer(self) -> dict[str, Any]:
        """Return what the pointer says, read again only when it is another file: a search asks ten times."""
        path = self._folder / _POINTER
        try:
            state = path.stat()
            this = (state.st_ino, state.st_mtime_ns, state.st_size)
            told = self._told
            if told is not None and told[0] == this:
                return told[1]
            pointer = json.loads(path.read_text(encoding="utf-8"))
            if pointer["format"] == self._form and str(pointer["build"]) and int(pointer["revision"]) >= 0:
                self._told = this, dict(pointer)
                return dict(pointer)
        except FileNotFoundError:
            raise IndexMissing(f"There is no {self._what}.", where=self._folder.name, remedy=REBUILD) from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._unusable("is damaged") from error
        raise self._unusable("is of another version")

    def _unusable(self, how: str) -> IndexUnusable:
        return IndexUnusable(f"The {self._what} {how}.", where=self._folder.name, remedy=REBUILD)
