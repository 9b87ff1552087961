"""Looking at a repository: one check for each thing that can be wrong, with its remedy."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from domain.access import MAINTENANCE
from domain.errors import StorageFailed, ThroughlineError
from settings import Settings
from use_cases.app import UseCases
from use_cases.running.layout import misplaced
from use_cases.running.presence import worker_lock
from use_cases.running.worker import worker_alive

LEAST_FREE_BYTES = 500_000_000
ABANDONED = timedelta(days=1)
"""How long bytes that nothing names are left: between adding a file and saying what it is, people go home."""

TRIED_AGAIN = timedelta(days=7)
"""How long the files of a job that failed or was stopped are kept, so that it can be tried again."""

_MEND = "Run: throughline doctor --mend"
_NAMED_AT_MOST = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One thing looked at. ``remedy`` is empty when ``ok``."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def examine_folder(settings: Settings) -> Check:
    """Look whether the program can work in the data directory at all: without this nothing else can be looked at."""
    wrong = misplaced(settings)
    if wrong:
        names = ", ".join(str(path.relative_to(settings.data_dir)) for path in wrong)
        return _bad("folder", f"in the way of the program's own: {names}", f"Move them away. {_MEND} does that.")
    return _good("folder", str(settings.data_dir))


def examine(app: UseCases) -> list[Check]:
    """Look at database, models, locks, jobs, indexes, files and disk; return one check each."""
    checks = {
        "database": _database,
        "models": _models,
        "locks": _locks,
        "worker": _worker,
        "jobs": _jobs,
        "index": _index,
        "sources": _sources,
        "leftovers": _leftovers,
        "disk": _disk,
        "audit": _audit,
        "withdrawals": _withdrawals,
    }
    return [examine_folder(app.settings), *(_run(name, check, app) for name, check in checks.items())]


def spared(app: UseCases) -> frozenset[str]:
    """Return the SHA-256 of every file that a job or a stored source names. Jobs first: a job ends in a source."""
    wanted = app.jobs_store.files_wanted(ended_since=datetime.now(UTC) - TRIED_AGAIN)
    return wanted | app.repository.evidence.digests()


def half_restored(app: UseCases) -> list[Path]:
    """Return what killed restores left behind; nothing while one may be at it."""
    from filelock import Timeout

    from use_cases.running.restoring import RESTORING

    try:
        with worker_lock(app.repository).acquire(timeout=0):
            return sorted(app.repository.folder.glob(f"{RESTORING}*"))
    except Timeout:
        return []


def _run(name: str, check: Callable[[UseCases], Check], app: UseCases) -> Check:
    try:
        return check(app)
    except ThroughlineError as error:
        return _bad(name, error.problem, error.remedy)


def _good(name: str, detail: str) -> Check:
    return Check(name=name, ok=True, detail=detail)


def _bad(name: str, detail: str, remedy: str) -> Check:
    return Check(name=name, ok=False, detail=detail, remedy=remedy)


def _database(app: UseCases) -> Check:
    from storage.files.soundness import orphans

    database = app.repository.database
    if left := orphans(database):
        told = ", ".join(f"{count} rows of {name}" for name, count in left.items())
        return _bad("database", f"{told} belong to nothing that is stored", _MEND)
    if faults := database.check():
        return _bad("database", "; ".join(faults[:3]), "Restore a backup: throughline restore FILE --replace")
    holdings = app.repository.evidence.holdings(MAINTENANCE)
    return _good("database", f"sound, {holdings.observations} observations")


def _models(app: UseCases) -> Check:
    embedders = app.repository.embedders
    for embedder in embedders:
        embedder.embed(["loading it checks its digest"])
    return _good("models", f"{' and '.join(embedder.name for embedder in embedders)}, digest as expected")


def _locks(app: UseCases) -> Check:
    from vector_store.chroma_runtime import RUNTIME_FILE, live_server

    folder = app.repository.folder / "index"
    server = live_server(folder)
    if server is None and (folder / RUNTIME_FILE).exists():
        return _bad("locks", f"index/{RUNTIME_FILE} names a server that is not there any more", _MEND)
    return _good("locks", "the index is being served" if server else "nobody holds the index")


def _worker(app: UseCases) -> Check:
    return _good("worker", "a worker is running" if worker_alive(app.repository) else "no worker is running")


def _jobs(app: UseCases) -> Check:
    if left := app.jobs_store.left_behind():
        return _bad(
            "jobs", f"{len(left)} jobs were begun by another version, which no worker of this one takes up", _MEND
        )
    unfinished = app.jobs_store.unfinished()
    if unfinished and not worker_alive(app.repository):
        return _bad("jobs", f"{unfinished} jobs wait and nobody does them", f"{_MEND}, or: throughline worker")
    return _good("jobs", f"{unfinished} jobs waiting or running")


def _index(app: UseCases) -> Check:
    differences = app.index_differences()
    if differences and worker_alive(app.repository) and app.jobs_store.unfinished():
        return _good("index", f"being brought in step: {'; '.join(differences)}")
    if differences:
        return _bad("index", "; ".join(differences), f"{_MEND}, or: throughline rebuild-index")
    return _good("index", "agrees with the database")


def _sources(app: UseCases) -> Check:
    broken = {item for item in app.repository.evidence.digests() if not app.repository.blobs.is_whole(item)}
    if not broken:
        return _good("sources", "every original file is there, as it was added")
    from storage.files.soundness import sources_with

    named = [f"{source} of {study}" for study, source in sources_with(app.repository.database, broken)]
    more = f" and {len(named) - _NAMED_AT_MOST} more" if len(named) > _NAMED_AT_MOST else ""
    return _bad(
        "sources",
        f"{len(broken)} original files are missing or damaged: {', '.join(named[:_NAMED_AT_MOST])}{more}",
        "What is quoted from them is safe. Add the same files again under their study, or take them from a backup.",
    )


def _leftovers(app: UseCases) -> Check:
    try:
        keep = spared(app)
    except StorageFailed:
        return _good("leftovers", "not looked for while the list of jobs cannot be read")
    old = app.repository.blobs.unreferenced(keep, untouched_since=datetime.now(UTC) - ABANDONED)
    halves = half_restored(app)
    if old or halves:
        told = [f"{len(old)} files that nothing names"] if old else []
        told += [f"{len(halves)} restores that were cut short"] if halves else []
        return _bad("leftovers", " and ".join(told), _MEND)
    return _good("leftovers", "nothing was left behind")


def _audit(app: UseCases) -> Check:
    if fault := app.repository.audit.fault():
        return _bad(
            "audit",
            fault,
            "Somebody changed the database by hand. Keep this file, and compare it with a backup: "
            "throughline audit export",
        )
    return _good("audit", "every entry is there, as it was made")


def _withdrawals(app: UseCases) -> Check:
    receipts = app.repository.withdrawals.receipts(MAINTENANCE)
    left = [receipt.id for receipt in receipts if not receipt.complete]
    if left:
        return _bad(
            "withdrawals",
            f"{len(left)} not finished: {', '.join(left[:3])}",
            f"Finish each: throughline withdrawals finish {left[0]}",
        )
    return _good("withdrawals", f"{len(receipts)}, of which nothing is left")


def _disk(app: UseCases) -> Check:
    free = shutil.disk_usage(app.settings.data_dir).free
    detail = f"{free / 1e9:.1f} GB free"
    if free < LEAST_FREE_BYTES:
        return _bad("disk", detail, "Make room: less than 0.5 GB is left.")
    return _good("disk", detail)
