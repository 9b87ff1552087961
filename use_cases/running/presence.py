"""Which workers there are. With SQLite one at a time, by a lock file; with PostgreSQL many, each by a lock there."""

from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

from domain.errors import RepositoryLocked, StorageFailed
from use_cases.repository import Repository

if TYPE_CHECKING:
    from storage.advisory import HeldLock

LOCK_SECONDS = 1.0
"""How long a worker waits for the lock file: whoever only asks whether a worker is alive holds it for a moment."""
_SPACE = 7_406_914
_ALONE = "worker"


class Presence(Protocol):
    """One worker's being there, for all to see while it lasts. ``executor`` names it in the job store."""

    executor: str

    def take(self) -> None:
        """Be there. Raises RepositoryLocked where there can be no further worker."""
        ...

    def release(self) -> None:
        """Be gone."""
        ...

    def stands(self) -> bool:
        """Tell whether others still see it; taken again when it was lost."""
        ...


class LonePresence:
    """The one worker of a data directory. What it leaves unfinished is taken up by the next, under the same name."""

    executor = _ALONE

    def __init__(self, repository: Repository) -> None:
        self._folder = repository.folder
        self._lock = worker_lock(repository)

    def take(self) -> None:
        """Take the lock file. Raises RepositoryLocked when another worker serves this data directory."""
        from filelock import Timeout

        try:
            self._lock.acquire(timeout=LOCK_SECONDS)
        except Timeout:
            raise RepositoryLocked(
                "Another worker already serves this data directory.",
                where=str(self._folder),
                remedy="Leave the work to it, or stop it first.",
            ) from None

    def release(self) -> None:
        """Let go of the lock file."""
        self._lock.release()

    def stands(self) -> bool:
        """Tell that it does: nothing takes a lock file away."""
        return True


class SharedPresence:
    """One worker of many, under a name of its own that no later worker has."""

    def __init__(self, repository: Repository) -> None:
        self._database = repository.database
        self._number = uuid4().int % (2**31 - 1) + 1
        self._lock: HeldLock | None = None
        self.executor = f"{_ALONE}-{self._number}"

    def take(self) -> None:
        """Take the lock of this name. Raises StorageFailed when the database cannot be reached."""
        from storage.advisory import hold

        self._lock = hold(self._database, _SPACE, self._number)

    def release(self) -> None:
        """Let go of it."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()

    def stands(self) -> bool:
        """Tell whether the lock is held, taken anew when its connection had broken."""
        if self._lock is not None and self._lock.still_held():
            return True
        try:
            self.release()
            self.take()
        except StorageFailed:
            return False
        return True


def presence_for(repository: Repository) -> Presence:
    """Return what a worker of this repository shows itself by."""
    return SharedPresence(repository) if repository.is_shared else LonePresence(repository)


def living(repository: Repository) -> frozenset[str]:
    """Return the names of the workers that are there, as the job store knows them."""
    if repository.is_shared:
        from storage.advisory import held

        return frozenset(f"{_ALONE}-{number}" for number in held(repository.database, _SPACE))
    return frozenset({_ALONE}) if _lock_is_held(repository) else frozenset()


def worker_lock(repository: Repository) -> Any:
    """Return the file lock that the only worker of a data directory holds."""
    from filelock import FileLock

    repository.folder.mkdir(parents=True, exist_ok=True)
    return FileLock(repository.folder / "worker.lock")


def _lock_is_held(repository: Repository) -> bool:
    from filelock import Timeout

    lock = worker_lock(repository)
    try:
        with lock.acquire(timeout=0):
            return False
    except Timeout:
        return True
