"""Another process that keeps a database locked is waited for; when it keeps it too long, the job says so."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Timer

import pytest
from dbos._sys_db_sqlite import SQLiteSystemDatabase
from sqlalchemy.event import listen

from domain.access import LOCAL_VIEWER
from domain.errors import JobFailed, StorageFailed
from domain.evidence import SourceFile
from domain.proposals import FileDescription, Redaction
from settings import Settings
from storage import database
from use_cases.running.bootstrap import open_use_cases

LOCKED_SECONDS = 3


@pytest.fixture
def app(new_repository: Path):
    opened = open_use_cases(Settings.from_environment(new_repository, environment={}))
    yield opened
    opened.close()


@contextmanager
def locked(file: Path) -> Iterator[sqlite3.Connection]:
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield other
    finally:
        if other.in_transaction:
            other.execute("ROLLBACK")
        other.close()


def queue_note(app) -> str:
    (staged,) = app.stage([SourceFile(name="a.md", content=b"- People waited weeks to hear.\n")])
    return app.queue_ingest(
        LOCAL_VIEWER, [(staged, FileDescription(organisation="Fictional Office"))], redaction=Redaction.OFF
    )


def finish(app, job):
    return app.finish(LOCAL_VIEWER, job, on_progress=lambda _: None)


@pytest.mark.parametrize("name", ["throughline.db", "jobs.db"])
def test_a_database_that_is_locked_for_a_while_is_waited_for(app, name):
    job = queue_note(app)
    app.revision()
    with locked(app.settings.data_dir / name) as other:
        Timer(LOCKED_SECONDS, lambda: other.execute("ROLLBACK")).start()
        result = finish(app, job)
    assert [file["kept"] for file in result["files"]] == [1]
    assert app.index_differences() == []


def test_a_database_that_stays_locked_fails_the_job_with_a_remedy_and_nothing_is_lost(app):
    opened = database.open_database(app.settings.database_url, busy_seconds=0.2)
    app.repository.__dict__["database"] = opened
    job = queue_note(app)
    with locked(app.settings.data_dir / "throughline.db"), pytest.raises(JobFailed, match="another process") as caught:
        finish(app, job)
    assert "try again" in caught.value.remedy
    finish(app, app.jobs_store.try_again(LOCAL_VIEWER, job))
    assert app.overview(LOCAL_VIEWER).observations == 1
    assert app.index_differences() == []


def test_a_job_store_that_stays_locked_stops_the_worker_with_a_remedy_and_the_job_waits(app, monkeypatch):
    job = queue_note(app)
    with monkeypatch.context() as hurry, locked(app.settings.data_dir / "jobs.db"):
        hurry.setattr(SQLiteSystemDatabase, "run_migrations", at_once(SQLiteSystemDatabase.run_migrations))
        with pytest.raises(StorageFailed, match="locked") as caught:
            finish(app, job)
    assert "waits there" in caught.value.remedy
    assert not app.worker_alive()
    finish(app, job)
    assert app.overview(LOCAL_VIEWER).observations == 1


def test_a_job_store_that_is_damaged_under_the_program_is_told_by_every_look_into_it(app):
    queue_note(app)
    with closing(sqlite3.connect(app.settings.data_dir / "jobs.db")) as other:
        other.execute("ALTER TABLE workflow_status RENAME TO lost")
    store = app.jobs_store
    for look in (
        store.unfinished,
        store.left_behind,
        partial(store.files_wanted, ended_since=datetime.now(UTC)),
        partial(store.jobs, LOCAL_VIEWER),
        partial(store.under_way, LOCAL_VIEWER),
    ):
        with pytest.raises(StorageFailed, match="background work"):
            look()


def at_once(migrate):
    """Have the job store wait a moment for a lock where it would wait half a minute."""

    def hurried(store):
        listen(store.engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 200"))
        migrate(store)

    return hurried
