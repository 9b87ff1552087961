"""Tombstones beside the backups: a backup made before a withdrawal must not bring its words back."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from uuid import uuid4

from domain.errors import StorageFailed
from domain.withdrawal import Tombstone, TombstoneKind
from settings import Settings

FILE = "withdrawn.jsonl"
"""In the folder for backups, and beside every backup that is made by hand. It holds identifiers and digests only."""


def remember(settings: Settings, stones: Iterable[Tombstone], *, folder: Path | None = None) -> Path:
    """Add tombstones to the file in a folder, the one for backups when none is named; return the file.

    What is said now of one that is there already holds. Raises StorageFailed when the disk refuses.
    """
    folder = folder or settings.backups_dir
    file = folder / FILE
    stood = {_key(stone): stone for stone in _read(file)}
    stood |= {_key(stone): stone for stone in stones}
    lines = [json.dumps(asdict(stone), sort_keys=True) + "\n" for _, stone in sorted(stood.items())]
    draft = folder / f".{FILE}.{uuid4().hex}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with draft.open("x", encoding="utf-8") as out:
            draft.chmod(0o600)
            out.writelines(lines)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise StorageFailed(
            f"What was withdrawn cannot be written down beside the backups ({error.strerror}).",
            where=str(file),
            remedy="Make room there, or name another folder with THROUGHLINE_BACKUPS; then try again.",
        ) from error
    return file


def remembered(settings: Settings, *, backup: Path) -> list[Tombstone]:
    """Return the tombstones in the folder for backups and beside one backup."""
    found: dict[tuple[str, str, str], Tombstone] = {}
    for folder in dict.fromkeys((settings.backups_dir, backup.expanduser().absolute().parent)):
        for stone in _read(folder / FILE):
            known = found.get(_key(stone))
            found[_key(stone)] = stone if known is None or stone.overruled else known
    return list(found.values())


def _key(stone: Tombstone) -> tuple[str, str, str]:
    return stone.study, stone.kind.value, stone.key


def _read(file: Path) -> list[Tombstone]:
    """Return what a file holds. Raises StorageFailed for one that cannot be read: it must not be passed over."""
    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [Tombstone(**{**row, "kind": TombstoneKind(row["kind"])}) for row in rows]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise StorageFailed(
            "The list of what was withdrawn cannot be read, so nothing may be restored past it.",
            where=str(file),
            remedy="Give this account the right to read it, or take it from a copy.",
        ) from error
