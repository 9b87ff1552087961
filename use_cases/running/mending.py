"""Putting right what a look at a repository found, where that can be done without losing anything."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from time import sleep

from domain.access import MAINTENANCE
from domain.errors import IndexUnusable, RepositoryLocked, ThroughlineError
from domain.jobs import JobProgress
from settings import Settings
from use_cases.app import UseCases
from use_cases.running.examining import ABANDONED, Check, half_restored, spared
from use_cases.running.layout import misplaced, move_away
from use_cases.running.worker import POLL_SECONDS, Worker, logged

Progress = Callable[[JobProgress], None]


def mend_folder(settings: Settings) -> list[str]:
    """Give what stands in the program's way another name beside it; return what was done, in words."""
    return [f"{path} is now {move_away(path).name}" for path in misplaced(settings)]


def mend(app: UseCases, checks: list[Check], *, on_progress: Progress) -> list[str]:
    """Mend what failed of these checks, in the order in which one thing rests on another; return what was done.

    What cannot be mended here is left for the remedy that its check names.
    """
    failed = {check.name for check in checks if not check.ok}
    done: list[str] = []
    for name, remedy in _REMEDIES.items():
        if name not in failed:
            continue
        try:
            done += remedy(app, on_progress)
        except ThroughlineError as error:
            done.append(f"{name} could not be mended: {error.problem} {error.remedy}")
    return done


def _database(app: UseCases, on_progress: Progress) -> list[str]:
    from storage.files.soundness import remove_orphans

    removed = remove_orphans(app.repository.database)
    return [f"{removed} rows that belonged to nothing were removed"] if removed else []


def _locks(app: UseCases, on_progress: Progress) -> list[str]:
    """Open the index ourselves: whoever holds its lock removes the word of a server that is gone."""
    app.repository.forget_indexes()
    with suppress(IndexUnusable):  # damaged files are another remedy's work; the word is gone all the same
        app.repository.chroma.client()
    app.repository.release_index()
    return ["the word of an index server that is gone was removed"]


def _jobs(app: UseCases, on_progress: Progress) -> list[str]:
    done = []
    left = app.jobs_store.left_behind()
    for identifier in left:
        app.jobs_store.cancel(MAINTENANCE, identifier)
    if left:
        done.append(f"{len(left)} jobs of another version were stopped; they can be tried again")
    waiting = _under_way(app)
    if waiting and _work_off(app, waiting):
        done.append(f"{len(waiting)} jobs that nobody did were seen to their end")
    return done


def _under_way(app: UseCases) -> set[str]:
    return {job.id for job in app.jobs_store.under_way(MAINTENANCE)}


def _work_off(app: UseCases, jobs: set[str]) -> bool:
    """Do what waits, here, until it has ended; tell whether it was done here."""
    try:
        with logged(app.repository), Worker(app.repository):
            while jobs & _under_way(app):
                sleep(POLL_SECONDS)
    except RepositoryLocked:
        return False  # a worker has come meanwhile
    return True


def _index(app: UseCases, on_progress: Progress) -> list[str]:
    if not app.index_differences():
        return []  # a job that was done meanwhile has brought it in step
    app.repository.release_index()
    result = app.finish(MAINTENANCE, app.queue_rebuild(MAINTENANCE), on_progress=on_progress)
    return [f"the index was made anew with {result['vectors']} observations"]


def _leftovers(app: UseCases, on_progress: Progress) -> list[str]:
    done = []
    if removed := app.repository.blobs.remove_unreferenced(spared(app), untouched_since=datetime.now(UTC) - ABANDONED):
        done.append(f"{removed} files that nothing names were removed")
    for half in half_restored(app):
        shutil.rmtree(half, ignore_errors=True)
        done.append(f"{half.name}, of a restore that was cut short, was removed")
    return done


_REMEDIES: dict[str, Callable[[UseCases, Progress], list[str]]] = {
    "database": _database,
    "locks": _locks,
    "jobs": _jobs,
    "index": _index,
    "leftovers": _leftovers,
}
