"""A backup: one file outside the data directory, made while people go on, whole or not there at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from domain.errors import InvalidRequest, StorageFailed

if TYPE_CHECKING:
    from storage.database import Database

UNFINISHED = ".unfinished-"
_NAME_LENGTH = 100


class Files(Protocol):
    """Where the bytes of sources are kept."""

    def get(self, digest: str) -> bytes:
        """Return the bytes with that SHA-256. Raises NotFound, StorageFailed."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class BackupAccount:
    """What a backup holds. ``missing`` are sources whose bytes could not be read; ``faults`` are those of the rows."""

    file: Path
    size: int
    made_at: str
    studies: int
    sources: int
    observations: int
    missing: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def warnings(self) -> list[str]:
        """Return in words what a person should know before they rely on it."""
        said = []
        if self.missing:
            said.append(
                f"{len(self.missing)} original files are not in it: they were gone or damaged when it was made. What "
                "is quoted from them is in it. Run: throughline doctor"
            )
        if self.faults:
            said.append(f"The database has faults ({'; '.join(self.faults[:3])}). Keep earlier backups.")
        return said


def back_up(database: "Database", files: Files, file: Path, *, data_dir: Path, replace: bool = False) -> BackupAccount:
    """Write the rows as they are at one moment, and the sources they name, into one file; others may write meanwhile.

    A folder gets a file named by the time. Indexes are not in it, for they are made anew from the rows; nor are jobs.
    Raises InvalidRequest for a place inside the data directory and, without ``replace``, for a file that exists;
    StorageFailed when the disk or the database refuses. Then nothing is left behind.
    """
    now = datetime.now(UTC)
    file = _place(file, now, data_dir)
    _check_free(file, replace)
    with _told_plainly(file), _unfinished(file) as folder:
        tar = folder / "backup.tar"
        account = _write(tar, database, files, now, file)
        _check_free(file, replace)
        tar.chmod(0o600)  # it holds what the masked texts leave out
        tar.replace(file)
    return account


def stamp(moment: datetime) -> str:
    """Return a moment as it stands in names of files, so that they sort by it."""
    return f"{moment.astimezone(UTC):%Y%m%d-%H%M%S}"


def is_inside(path: Path, folder: Path) -> bool:
    """Tell whether a path, its links followed, is a folder or in it."""
    return path.resolve().is_relative_to(folder.resolve())


def _write(tar: Path, database: "Database", files: Files, now: datetime, file: Path) -> BackupAccount:
    from storage.files.archive import write_archive
    from storage.files.copying import counts_in_copy, digests_in_copy, faults_in_copy, take_copy, version_of_copy

    copy = tar.with_name("database.sqlite")
    take_copy(database, copy)
    counts = counts_in_copy(copy)
    manifest = write_archive(
        tar,
        copy=copy,
        made_at=now.isoformat(timespec="seconds"),
        schema=version_of_copy(copy),
        counts=counts,
        digests=digests_in_copy(copy),
        read=files.get,
    )
    return BackupAccount(
        file=file,
        size=tar.stat().st_size,
        made_at=manifest.made_at,
        studies=counts["studies"],
        sources=counts["sources"],
        observations=counts["observations"],
        missing=manifest.missing,
        faults=tuple(faults_in_copy(copy)),
    )


def _place(file: Path, now: datetime, data_dir: Path) -> Path:
    file = file.expanduser().absolute()
    if file.is_dir():
        file /= f"throughline-{stamp(now)}.tar"
    if is_inside(file, data_dir):
        raise InvalidRequest(
            "A backup inside the data directory would be lost with it.",
            where=str(file),
            remedy="Name a file outside of it, on another disk if there is one.",
        )
    if not file.parent.is_dir():
        raise InvalidRequest(
            "The folder for the backup is not there.", where=str(file.parent), remedy="Make it, or name another."
        )
    return file


def _check_free(file: Path, replace: bool) -> None:
    if os.path.lexists(file) and not (replace and file.is_file()):
        raise InvalidRequest(
            "There is something of that name already.",
            where=str(file),
            remedy="Name another file, or say --replace to put the new backup in the place of a file.",
        )


@contextmanager
def _unfinished(file: Path) -> Iterator[Path]:
    """Give a new folder beside the file to write in; it is gone afterwards, and so are those of killed backups."""
    beside = f".{file.name[:_NAME_LENGTH]}{UNFINISHED}"
    for left in file.parent.glob(f"{_literal(beside)}*"):
        if not _runs(left.name.removeprefix(beside)):
            shutil.rmtree(left, ignore_errors=True)
    folder = file.parent / f"{beside}{os.getpid()}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
        _flush(file.parent)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _literal(name: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)


def _runs(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def _flush(folder: Path) -> None:
    from storage.files.blobs import flush_folder

    flush_folder(folder)


@contextmanager
def _told_plainly(file: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, StorageFailed) as error:
        if isinstance(error, StorageFailed) and UNFINISHED not in error.where:
            raise  # it is the database that refused
        why = error.problem if isinstance(error, StorageFailed) else f"{error.strerror}."
        raise StorageFailed(
            f"The backup cannot be written: {why}",
            where=str(file),
            remedy="Make room there, or name another place. Nothing was left behind.",
        ) from error
