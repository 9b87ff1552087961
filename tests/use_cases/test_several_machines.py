"""PostgreSQL, Chroma's server, two workers and two apps, each with a data directory of its own, as on five machines."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

import pytest
from sqlalchemy import create_engine, text

from domain.access import LOCAL_VIEWER
from domain.evidence import SourceFile
from domain.jobs import JobStatus
from domain.proposals import FileDescription, Redaction
from settings import Settings
from use_cases.running.bootstrap import open_use_cases
from vector_store.chroma_owner import start_chroma_server

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 240
FILES, LINES = 30, 6

WORKER = """
from use_cases.running import rounds
rounds.ROUND_SECONDS, rounds.ABSENT_SECONDS, rounds.GIVE_UP_SECONDS = 0.2, 2.0, 1.0
from cli import main
main()
"""


class Site:
    """Several machines, played by several data directories: their addresses and processes."""

    def __init__(self, folder: Path, database_url: str, chroma: str, ending: ExitStack) -> None:
        self.folder = folder
        self.settings = {"THROUGHLINE_DATABASE_URL": database_url, "THROUGHLINE_CHROMA": chroma}
        self.engine = create_engine(database_url)
        self._ending = ending
        ending.callback(self.engine.dispose)

    def use_cases(self, machine: str):
        app = open_use_cases(Settings.from_environment(self.folder / machine, environment=self.settings))
        self._ending.callback(app.close)
        return app

    def start(self, machine: str, *command: str) -> "subprocess.Popen[bytes]":
        with self.told(machine).open("wb") as told:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=PROJECT,
                env={**os.environ, **self.settings, "THROUGHLINE_DATA_DIR": str(self.folder / machine)},
                stderr=told,
            )
        self._ending.callback(end, process)
        return process

    def start_worker(self, machine: str) -> "subprocess.Popen[bytes]":
        process = self.start(machine, "-c", WORKER, "worker")
        wait_until(lambda: "is ready" in self.told(machine).read_text())
        return process

    def told(self, machine: str) -> Path:
        return self.folder / f"{machine}.told"

    def executor(self, job: str) -> str | None:
        with self.engine.connect() as connection:
            query = text("SELECT executor_id FROM dbos.workflow_status WHERE workflow_uuid = :job")
            return connection.execute(query, {"job": job}).scalar()


def end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    process.wait(60)


@pytest.fixture
def site(tmp_path: Path, postgresql_url: str) -> Iterator[Site]:
    with ExitStack() as ending:
        server = start_chroma_server(tmp_path / "index-machine")
        ending.callback(server.stop)
        yield Site(tmp_path, postgresql_url, f"127.0.0.1:{server.address.port}", ending)


def wait_until(reached: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not reached():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)


def queue_notes(app) -> str:
    rows = []
    for number in range(FILES):
        lines = [f"- In round {number}, people waited {weeks} weeks for their licence.\n" for weeks in range(LINES)]
        (staged,) = app.stage([SourceFile(name=f"round-{number}.md", content="".join(lines).encode())])
        rows.append((staged, FileDescription(organisation="Fictional Office")))
    return app.queue_ingest(LOCAL_VIEWER, rows, redaction=Redaction.OFF)


def test_what_a_killed_worker_began_another_ends_and_every_machine_finds_it(site, free_tcp_ports):
    one, other = site.use_cases("app-1"), site.use_cases("app-2")
    serve = ["cli.py", "serve", "--no-open", "--app-only", "--port"]
    for number, port in enumerate(free_tcp_ports, start=1):
        site.start(f"app-{number}", *serve, str(port))
    first = site.start_worker("worker-1")

    job = queue_notes(one)
    wait_until(lambda: other.overview(LOCAL_VIEWER).sources >= 3)
    begun_by = site.executor(job)
    site.start_worker("worker-2")
    assert site.executor(job) == begun_by, "a job was taken from a worker that lives"
    first.send_signal(signal.SIGKILL)
    wait_until(lambda: one.job(LOCAL_VIEWER, job).status.ended)

    found = other.job(LOCAL_VIEWER, job)
    assert (found.status, found.problem) == (JobStatus.DONE, "")
    assert site.executor(job) != begun_by
    assert one.overview(LOCAL_VIEWER).observations == FILES * LINES
    for app, port in zip((one, other), free_tcp_ports, strict=True):
        assert app.search(LOCAL_VIEWER, "round 7 licence 5 weeks", limit=3).results
        assert app.index_differences() == []
        with urlopen(f"http://127.0.0.1:{port}/_stcore/health") as answer:
            assert answer.status == 200

    (staged,) = other.stage([SourceFile(name="late.md", content=b"- The lighthouse keeper could not renew by post.\n")])
    late = other.queue_ingest(LOCAL_VIEWER, [(staged, FileDescription(organisation="Fictional Lighthouses"))])
    wait_until(lambda: other.job(LOCAL_VIEWER, late).status is JobStatus.DONE)
    for app in (one, other):
        best = app.search(LOCAL_VIEWER, "lighthouse keeper").results[0]
        assert "lighthouse" in best.evidence.text
