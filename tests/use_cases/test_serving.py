"""App, worker and index run together, come back when they die, and end together."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from domain.access import LOCAL_VIEWER
from domain.evidence import SourceFile
from domain.jobs import JobStatus
from domain.proposals import FileDescription, Redaction
from settings import Settings
from use_cases.running.bootstrap import open_use_cases

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120


def wait_until(reached: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not reached():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def start_serve(data: Path, *options: str) -> "subprocess.Popen[str]":
    """Start `serve` and return once it has said where it is."""
    process = subprocess.Popen(
        [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(data), "serve", "--no-open", *options],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert "127.0.0.1" in process.stderr.readline()
    return process


@pytest.fixture
def served(data: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A served empty repository: its process and its address."""
    port = free_port()
    process = start_serve(data, "--port", str(port))
    yield process, f"http://127.0.0.1:{port}"
    if process.poll() is None:
        process.terminate()
        process.wait(30)


def index_pid(data: Path) -> int:
    return int(json.loads((data / "index" / "chroma-server.json").read_text())["pid"])


def test_the_app_answers_on_loopback_and_all_end_together(data, served):
    process, address = served
    with urlopen(f"{address}/_stcore/health") as answer:
        assert answer.status == 200
    index = index_pid(data)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    wait_until(lambda: not alive(index))
    with pytest.raises(OSError):
        urlopen(f"{address}/_stcore/health", timeout=2)


def test_an_index_that_dies_is_started_again(data, served):
    first = index_pid(data)
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: (data / "index" / "chroma-server.json").exists() and index_pid(data) != first)
    assert alive(index_pid(data))


def test_a_second_serve_on_the_port_is_told_where_the_first_is(data, served):
    _, address = served
    port = address.rpartition(":")[2]
    second = subprocess.run(
        [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(data), "serve", "--port", port, "--no-open"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert address in second.stderr
    assert "Traceback" not in second.stderr


def test_a_killed_serve_takes_app_worker_and_index_with_it_and_can_be_started_again(data, served):
    process, address = served
    children = children_of(process.pid)
    assert len(children) == 3
    process.kill()
    process.wait()
    wait_until(lambda: not any(alive(child) for child in children))
    port = address.rpartition(":")[2]
    again = start_serve(data, "--port", port)
    try:
        with urlopen(f"{address}/_stcore/health") as answer:
            assert answer.status == 200
    finally:
        again.terminate()
        assert again.wait(30) == 0


def test_a_second_app_over_the_same_data_leaves_worker_and_index_to_the_first(data, served):
    port = str(free_port())
    second = start_serve(data, "--port", port, "--app-only")
    try:
        assert len(children_of(second.pid)) == 1
        with urlopen(f"http://127.0.0.1:{port}/_stcore/health") as answer:
            assert answer.status == 200
    finally:
        second.terminate()
        assert second.wait(30) == 0


def test_a_job_ends_well_although_worker_and_app_are_killed_in_the_middle_and_started_again(data, served):
    process, address = served
    app = open_use_cases(Settings.from_environment(data, environment={}))
    rows = []
    for number in range(30):
        lines = [f"- In round {number}, people waited {weeks} weeks for their licence.\n" for weeks in range(6)]
        (staged,) = app.stage([SourceFile(name=f"round-{number}.md", content="".join(lines).encode())])
        rows.append((staged, FileDescription(organisation="Fictional Office")))
    job = app.queue_ingest(LOCAL_VIEWER, rows, redaction=Redaction.OFF)
    wait_until(lambda: app.overview(LOCAL_VIEWER).sources >= 3)
    index = index_pid(data)
    for child in children_of(process.pid):
        if child != index:
            os.kill(child, signal.SIGKILL)
    wait_until(lambda: app.job(LOCAL_VIEWER, job).status.ended)
    assert app.job(LOCAL_VIEWER, job).status is JobStatus.DONE
    assert app.overview(LOCAL_VIEWER).observations == 30 * 6
    assert app.index_differences() == []
    app.close()
    with urlopen(f"{address}/_stcore/health", timeout=PATIENCE_SECONDS) as answer:
        assert answer.status == 200


@pytest.mark.parametrize(("address", "problem"), [("0.0.0.0", "Without sign-in"), ("everywhere", "not an address")])
def test_an_address_that_others_can_reach_needs_sign_in(data, address, problem):
    refused = subprocess.run(
        [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(data), "serve", "--address", address, "--no-open"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert problem in refused.stderr and "Remedy" in refused.stderr


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
