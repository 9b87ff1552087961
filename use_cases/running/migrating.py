"""An older database brought to the newest schema, never without a backup of how it was."""

import logging
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from domain.errors import StorageFailed, ThroughlineError
from settings import Settings
from use_cases.running.backing_up import BackupAccount, back_up, stamp

if TYPE_CHECKING:
    from storage import BlobStore, SqlBlobs
    from storage.database import BeforeMigrating, Database

_BYTES_IN_DATABASE = "0003"
"""From this schema on a shared database keeps the bytes of sources too."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class MigrationAccount:
    """From which number of the schema to which. ``backup`` is None when nothing had to be changed."""

    before: str
    after: str
    backup: BackupAccount | None = None


def migrate(settings: Settings) -> MigrationAccount:
    """Bring the database to the newest schema, with a backup of the older one in the folder for backups.

    Raises StorageFailed when there is no room for the backup; the database is then as it was.
    """
    from storage import open_database, schema

    accounts: list[MigrationAccount] = []

    def before(database: "Database") -> None:
        found = database.version() or ""
        accounts.append(MigrationAccount(before=found, after=schema.HEAD, backup=_backed_up(database, settings)))

    open_database(settings.database_url, before_migrating=before).close()
    return accounts[0] if accounts else MigrationAccount(before=schema.HEAD, after=schema.HEAD)


def before_migrating(settings: Settings) -> "BeforeMigrating":
    """Return what is done before any command brings an older database to the newest schema on its own account.

    A SQLite file is backed up, and the place is told. A database that other machines may use at that moment is left
    alone: it raises StorageFailed, whose remedy is ``throughline migrate``.
    """

    def before(database: "Database") -> None:
        if database.url.get_backend_name() != "sqlite":
            raise StorageFailed(
                "An earlier version of Throughline made this database.",
                where=database.place,
                remedy="Stop every app and worker that uses it, then run: throughline migrate",
            )
        made = _backed_up(database, settings)
        logger.warning(
            "The database is of an earlier version. A backup is at %s; now it is brought up to date.", made.file
        )

    return before


def _backed_up(database: "Database", settings: Settings) -> BackupAccount:
    folder = settings.backups_dir
    name = f"throughline-{stamp(datetime.now(UTC))}-before-migrating-{database.version()}-{os.getpid()}.tar"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return back_up(database, _files(database, settings), folder / name, data_dir=settings.data_dir)
    except (OSError, ThroughlineError) as error:
        why = error.problem if isinstance(error, ThroughlineError) else f"{error.strerror}."
        raise StorageFailed(
            f"The database must be brought up to date, but it cannot be backed up before that: {why}",
            where=str(folder),
            remedy="Make room there, or name another folder with THROUGHLINE_BACKUPS. Nothing was changed.",
        ) from error


def _files(database: "Database", settings: Settings) -> "BlobStore | SqlBlobs":
    """Return where the version that made the database kept the bytes of sources."""
    from storage import BlobStore, SqlBlobs

    if database.url.get_backend_name() == "sqlite" or (database.version() or "") < _BYTES_IN_DATABASE:
        return BlobStore(settings.data_dir / "sources")
    return SqlBlobs(database)
