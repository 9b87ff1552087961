"""The raw bytes of sources, kept as files named by what they hold."""

import hashlib
import os
import re
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from domain.errors import NotFound, StorageFailed

_DIGEST = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".unfinished-"


class BlobStore:
    """Bytes by their SHA-256, under one folder. Putting the same bytes twice keeps them once.

    A file appears whole or not at all: it is written aside, flushed to disk and then renamed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep the bytes and return their SHA-256 in hexadecimal. Raises StorageFailed when the disk refuses."""
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        with _told_plainly(self._folder):
            if not (_is_kept(path, content) and _touched(path)):
                path.parent.mkdir(parents=True, exist_ok=True)
                _write_whole(path, content)
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes with that SHA-256.

        Raises NotFound when there are none, StorageFailed when the file no longer holds what its name says.
        """
        path = self._path(digest)
        with _told_plainly(self._folder):
            if not path.is_file():
                raise NotFound("The original file is not kept here.", where=digest, remedy="Add the file again.")
            content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise StorageFailed(
                "An original file was damaged on disk.",
                where=digest,
                remedy="Restore it from a backup, or add the file again.",
            )
        return content

    def has(self, digest: str) -> bool:
        """Tell whether bytes with that SHA-256 are kept here."""
        return self._path(digest).is_file()

    def is_whole(self, digest: str) -> bool:
        """Tell whether bytes with that SHA-256 are kept here and still hold what their name says; reads them all."""
        try:
            self.get(digest)
        except (NotFound, StorageFailed):
            return False
        return True

    def remove(self, digest: str) -> None:
        """Remove the bytes with that SHA-256; nothing happens when there are none."""
        with _told_plainly(self._folder):
            self._path(digest).unlink(missing_ok=True)

    def unreferenced(self, keep: Collection[str], *, untouched_since: datetime) -> list[str]:
        """Return the names of what ``keep`` does not name and of files left unfinished, in ascending order.

        What was put, even if it was there already, at ``untouched_since`` or later is spared: somebody may be about to
        name it.
        """
        with _told_plainly(self._folder):
            return sorted(path.name for path in self._unreferenced(keep, untouched_since))

    def remove_unreferenced(self, keep: Collection[str], *, untouched_since: datetime) -> int:
        """Remove what :meth:`unreferenced` returns; return how many were removed."""
        with _told_plainly(self._folder):
            return sum(_removed(path, untouched_since) for path in self._unreferenced(keep, untouched_since))

    def _unreferenced(self, keep: Collection[str], untouched_since: datetime) -> list[Path]:
        kept = frozenset(keep)
        return [
            path
            for path in sorted(self._folder.glob("??/*"))
            if path.name not in kept and path.is_file() and not _is_touched(path, untouched_since)
        ]

    def _path(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise NotFound("The original file is not kept here.", remedy="Name it by its SHA-256.")
        return self._folder / digest[:2] / digest


def _is_kept(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def _touched(path: Path) -> bool:
    """Mark a file as wanted again; tell whether it was still there."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _is_touched(path: Path, since: datetime) -> bool:
    """Tell whether a file was wanted lately; one that is gone meanwhile is somebody else's matter."""
    try:
        return path.stat().st_mtime >= since.timestamp()
    except FileNotFoundError:
        return True


def _removed(path: Path, untouched_since: datetime) -> bool:
    """Remove a file unless somebody puts it again meanwhile; tell whether it was removed.

    Renamed first: who puts it after that writes it anew, and who put it just before has left its mark on the file.
    """
    aside = path.with_name(_UNFINISHED + path.name.removeprefix(_UNFINISHED))
    try:
        path.replace(aside)
    except FileNotFoundError:
        return False
    if _is_touched(aside, untouched_since):
        with suppress(FileNotFoundError):
            aside.replace(path)
        return False
    aside.unlink(missing_ok=True)
    return True


def _write_whole(path: Path, content: bytes) -> None:
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make a rename last through a power cut; only POSIX systems can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _told_plainly(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageFailed(
            "The disk refused to keep or give the original files.",
            where=str(folder),
            remedy="Check that there is space, and that this account may read and write the folder.",
        ) from error
