"""A killed ingest goes on with the next worker and ends as if nothing had happened."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 180
SUBJECTS = ("licence", "appointment", "inspection")
TROUBLES = (
    "People waited six weeks to hear anything about their {}.",
    "Three of five participants could not tell whether the {} form had been sent.",
    "Staff typed the same {} details into two systems that do not talk to each other.",
    "“I was asked for my {} number again, although the letter came from you.”",
    "The {} page used words that nobody outside the office understood.",
    "We added a summary of the {} to the last page.",
)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Forty notes, so that there is a middle in which to be killed."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in range(40):
        lines = [f"# Round {number} of fictional research", ""]
        lines += [f"- {trouble.format(subject)}" for subject in SUBJECTS for trouble in TROUBLES[number % 3 :]]
        (folder / f"round-{number:02}.md").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_an_ingest_killed_midway_ends_as_an_uninterrupted_one(tmp_path, notes):
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    run(whole, "ingest", str(notes), "--organisation", "Fictional Office", "--redaction", "off", "--json")

    victim = start(killed, "ingest", str(notes), "--organisation", "Fictional Office", "--redaction", "off")
    wait_until(lambda: count(killed, "sources") >= 5)
    os.killpg(victim.pid, signal.SIGKILL)
    victim.wait()
    assert 5 <= count(killed, "sources") < 40, "the ingest was over before it could be killed"

    worker = start(killed, "worker")
    try:
        wait_until(lambda: everything_done(killed))
    finally:
        os.killpg(worker.pid, signal.SIGTERM)
        worker.wait()

    assert state(killed) == state(whole)
    assert checks(killed) == dict.fromkeys(checks(whole), True)
    assert found(killed) == found(whole)


def command(data: Path, *arguments: str) -> list[str]:
    return [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(data), *arguments]


def run(data: Path, *arguments: str) -> str:
    done = subprocess.run(command(data, *arguments), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def start(data: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command(data, *arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def wait_until(reached) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not reached():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


def rows(database: Path, query: str) -> list[tuple]:
    if not database.exists():
        return []
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)
    try:
        return connection.execute(query).fetchall()
    except sqlite3.OperationalError:  # the table is not there yet
        return []
    finally:
        connection.close()


def count(data: Path, table: str) -> int:
    found_rows = rows(data / "throughline.db", f"SELECT count(*) FROM {table}")
    return found_rows[0][0] if found_rows else 0


def everything_done(data: Path) -> bool:
    statuses = rows(data / "jobs.db", "SELECT status FROM workflow_status")
    return bool(statuses) and all(status == "SUCCESS" for (status,) in statuses)


def state(data: Path) -> dict[str, list[tuple]]:
    """Return all that matters of a repository, in an order of its own."""
    database = data / "throughline.db"
    return {
        "sources": sorted(rows(database, "SELECT id, name, digest, masked FROM sources")),
        "observations": sorted(rows(database, "SELECT id, source, ordinal, text, locator FROM observations")),
        "vectors": sorted(rows(database, "SELECT observation, model FROM vectors")),
        "codings": sorted(rows(database, "SELECT observation, kind FROM codings")),
    }


def checks(data: Path) -> dict[str, bool]:
    return {check["name"]: check["ok"] for check in json.loads(run(data, "doctor", "--json"))["checks"]}


def found(data: Path) -> list[str]:
    answer = json.loads(run(data, "search", "nobody told them whether it arrived", "--json"))
    return [result["observation_id"] for result in answer["results"]]
