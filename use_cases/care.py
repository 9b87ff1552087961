"""Care for a repository: look for faults, and say how each is mended."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass

from domain.access import MAINTENANCE
from domain.errors import ThroughlineError
from use_cases.app import UseCases
from use_cases.worker import worker_alive

LEAST_FREE_BYTES = 500_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One thing looked at. ``remedy`` is empty when ``ok``."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def examine(app: UseCases) -> list[Check]:
    """Look at database, models, indexes, files, disk, locks and jobs; return one check each. Changes nothing."""
    checks = {
        "database": _database,
        "models": _models,
        "index": _index,
        "sources": _sources,
        "disk": _disk,
        "worker": _worker,
        "jobs": _jobs,
    }
    return [_run(name, check, app) for name, check in checks.items()]


def _run(name: str, check: Callable[[UseCases], Check], app: UseCases) -> Check:
    try:
        return check(app)
    except ThroughlineError as error:
        return Check(name=name, ok=False, detail=error.problem, remedy=error.remedy)


def _database(app: UseCases) -> Check:
    faults = app.repository.database.check()
    if faults:
        return Check(
            name="database",
            ok=False,
            detail="; ".join(faults[:3]),
            remedy="Restore the data directory from a backup.",
        )
    holdings = app.repository.evidence.holdings(MAINTENANCE)
    return Check(name="database", ok=True, detail=f"sound, {holdings.observations} observations")


def _models(app: UseCases) -> Check:
    app.repository.embedder.embed(["loading it checks its digest"])
    return Check(name="models", ok=True, detail=f"{app.repository.embedder.name}, digest as expected")


def _index(app: UseCases) -> Check:
    differences = app.index_differences()
    if differences:
        return Check(name="index", ok=False, detail="; ".join(differences), remedy="Run: throughline rebuild-index")
    return Check(name="index", ok=True, detail="agrees with the database")


def _sources(app: UseCases) -> Check:
    missing = [digest for digest in app.repository.evidence.digests() if not app.repository.blobs.has(digest)]
    if missing:
        return Check(
            name="sources",
            ok=False,
            detail=f"{len(missing)} source files are missing from the data directory",
            remedy="Restore them from a backup; quotations are safe, their original files are not there.",
        )
    return Check(name="sources", ok=True, detail="every source file is there")


def _disk(app: UseCases) -> Check:
    free = shutil.disk_usage(app.settings.data_dir).free
    detail = f"{free / 1e9:.1f} GB free"
    if free < LEAST_FREE_BYTES:
        return Check(name="disk", ok=False, detail=detail, remedy="Make room: less than 0.5 GB is left.")
    return Check(name="disk", ok=True, detail=detail)


def _worker(app: UseCases) -> Check:
    alive = worker_alive(app.repository)
    return Check(name="worker", ok=True, detail="a worker is running" if alive else "no worker is running")


def _jobs(app: UseCases) -> Check:
    unfinished = app.jobs_store.unfinished()
    if unfinished and not worker_alive(app.repository):
        return Check(
            name="jobs",
            ok=False,
            detail=f"{unfinished} jobs wait and nobody does them",
            remedy="Run: throughline worker (or throughline serve)",
        )
    return Check(name="jobs", ok=True, detail=f"{unfinished} jobs waiting or running")
