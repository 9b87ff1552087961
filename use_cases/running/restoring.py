"""A backup put back: read whole and checked first, then everything in place, or nothing."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from domain.access import LOCAL_VIEWER
from domain.audit import Deed
from domain.errors import InvalidRequest, RepositoryLocked, StorageFailed
from domain.identity import sha256_of
from settings import Settings
from use_cases.evidence.memorial import remember, remembered
from use_cases.repository import Repository
from use_cases.running.backing_up import back_up, stamp

if TYPE_CHECKING:
    from storage.files.archive import Manifest
    from storage.files.carrying import Carried

RESTORING = ".restoring-"
"""How the folder begins in which a backup is prepared, within the data directory."""

LOCK_SECONDS = 3.0
_OURS = ("throughline.db", "throughline.db-wal", "throughline.db-shm", "jobs.db", "jobs.db-wal", "jobs.db-shm")
_FOLDERS = ("sources", "index")


@dataclass(frozen=True, kw_only=True, slots=True)
class RestoreAccount:
    """What came back. ``aside`` is where that lies which was there before, None when there was nothing.

    ``withdrawn`` observations were in the backup and withdrawn since, so they did not. ``missing`` are sources that the
    backup names but does not hold.
    """

    made_at: str
    studies: int
    sources: int
    observations: int
    withdrawn: int = 0
    missing: tuple[str, ...] = ()
    aside: Path | None = None


def restore(settings: Settings, file: Path, *, replace: bool = False, by: str = LOCAL_VIEWER.name) -> RestoreAccount:
    """Put a backup into an empty repository; with ``replace``, what is there is kept aside first.

    Every digest is checked before anything changes, an older schema is brought up to date, and the rows come last, in
    one transaction: killed before that, the repository is empty and the same command can be given again. The indexes
    are behind afterwards and have to be rebuilt. What was withdrawn since the backup was made is taken out of it before
    anybody can read it; tombstones, receipts and the audit of what is replaced go on.

    Raises InvalidRequest for a repository that is not empty, RepositoryLocked while a worker or the app uses it,
    StorageFailed for a backup that is not whole or a newer one.
    """
    from storage.files.archive import verify

    manifest = verify(file)
    repository = Repository(settings)
    with _alone(repository), _prepared(repository.folder, file) as copy:
        try:
            carried = _carried(repository, file)
            rewritten = _bury_again(copy, carried)
            aside = _make_room(repository, replace)
            _put_in_place(repository, file, copy, rewritten)
            account = _account(manifest, copy, aside)
            _tell(repository, carried, account, by)
        finally:
            repository.close()
    return account


def _account(manifest: "Manifest", copy: Path, aside: Path | None) -> RestoreAccount:
    from storage.files.copying import counts_in_copy

    counts = counts_in_copy(copy)
    return RestoreAccount(
        made_at=manifest.made_at,
        withdrawn=manifest.observations - counts["observations"],
        missing=manifest.missing,
        aside=aside,
        **counts,
    )


@contextmanager
def _alone(repository: Repository) -> Iterator[None]:
    """Keep workers away meanwhile. Raises RepositoryLocked when one is there, or the index is being served."""
    from filelock import Timeout

    from use_cases.running.presence import living, worker_lock
    from vector_store.chroma_runtime import live_server

    busy = RepositoryLocked(
        "The repository is in use.",
        where=str(repository.folder),
        remedy="Stop the app and every worker, then restore.",
    )
    if live_server(repository.folder / "index") or (repository.is_shared and living(repository)):
        raise busy
    try:
        with worker_lock(repository).acquire(timeout=LOCK_SECONDS):
            yield
    except Timeout:
        raise busy from None


@contextmanager
def _prepared(folder: Path, file: Path) -> Iterator[Path]:
    """Give the rows of a backup as a file, brought to the newest schema; it is gone afterwards."""
    from storage.files.archive import take_out_rows
    from storage.files.copying import modernise_copy

    place = folder / f"{RESTORING}{uuid4().hex}"
    with _told_plainly(folder):
        place.mkdir(mode=0o700)
        try:
            copy = place / "database.sqlite"
            take_out_rows(file, copy)
            modernise_copy(copy)
            yield copy
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _make_room(repository: Repository, replace: bool) -> Path | None:
    """See that the repository is empty; return where that lies which was in it."""
    settings = repository.settings
    if replace and settings.database_url.startswith("sqlite"):
        return _move_aside(settings)
    from storage.files.copying import holds_anything

    if not holds_anything(repository.database):
        return None
    if not replace:
        raise InvalidRequest(
            "There is something in this repository already.",
            where=repository.database.place,
            remedy="Name an empty data directory, or say --replace: what is there is then kept aside.",
        )
    settings.backups_dir.mkdir(parents=True, exist_ok=True)
    kept = settings.backups_dir / f"throughline-{stamp(datetime.now(UTC))}-replaced.tar"
    return back_up(repository.database, repository.blobs, kept, data_dir=settings.data_dir).file


def _move_aside(settings: Settings) -> Path | None:
    """Move files away unread, for a damaged database is what people replace."""
    database = _sqlite_file(settings) or settings.data_dir
    names = [settings.data_dir / name for name in (*_OURS, *_FOLDERS)]
    names += [database.with_name(database.name + suffix) for suffix in ("", "-wal", "-shm")]
    there = [path for path in dict.fromkeys(names) if path.exists()]
    if not there:
        return None
    aside = settings.backups_dir / f"replaced-{stamp(datetime.now(UTC))}-{uuid4().hex[:6]}"
    aside.mkdir(parents=True)
    for path in there:
        shutil.move(path, aside / path.name)
    return aside


def _carried(repository: Repository, file: Path) -> "Carried":
    """Return what outlives the restore; of a database that cannot be read only what stands beside the backups."""
    from storage.files.carrying import Carried, carried_from

    beside = tuple(remembered(repository.settings, backup=file))
    carried = Carried()
    database = _sqlite_file(repository.settings)
    if database is None or database.exists():
        with suppress(StorageFailed):
            carried = carried_from(repository.database)
        repository.close()
    return changed(carried, tombstones=(*beside, *carried.tombstones))


def _bury_again(copy: Path, carried: "Carried") -> list[bytes]:
    from sqlalchemy.engine import URL

    from storage.files.carrying import bury_again

    return bury_again(URL.create("sqlite", database=str(copy)), carried)


def _sqlite_file(settings: Settings) -> Path | None:
    from sqlalchemy.engine import make_url

    url = make_url(settings.database_url)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def _put_in_place(repository: Repository, file: Path, copy: Path, rewritten: list[bytes]) -> None:
    from storage.files.archive import sources_in
    from storage.files.copying import digests_in_copy, fill_from_copy

    named = frozenset(digests_in_copy(copy))
    for content in sources_in(file):
        if sha256_of(content) in named:
            repository.blobs.put(content)
    for content in rewritten:
        repository.blobs.put(content)
    fill_from_copy(repository.database, copy)


def _tell(repository: Repository, carried: "Carried", account: RestoreAccount, by: str) -> None:
    """Let the audit go on, with word of the restore, and the tombstones stand beside the backups."""
    from storage.files.carrying import continue_audit

    goes_on = continue_audit(repository.database, carried.audit)
    told = {"made_at": account.made_at, "observations": account.observations, "audit goes on": goes_on}
    repository.audit.add(by, Deed.RESTORED, "the repository", told)
    if stones := repository.withdrawals.tombstones():
        remember(repository.settings, stones)


@contextmanager
def _told_plainly(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageFailed(
            f"The backup cannot be put in place ({error.strerror}).",
            where=error.filename or str(folder),
            remedy="Make room there, and see that this account may write; then restore again.",
        ) from error
