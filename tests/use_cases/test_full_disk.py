"""A full disk stops a job with the reason and a way out, stores nothing by halves, and harms nothing later."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.access import LOCAL_VIEWER
from domain.errors import JobFailed
from domain.evidence import SourceFile
from domain.jobs import JobStatus
from domain.proposals import FileDescription, Redaction
from settings import Settings
from use_cases.running import room
from use_cases.running.bootstrap import open_use_cases

FILES = 40


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "throughline-test", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small file system cannot be made here: that needs root")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.fixture
def app(small_disk):
    opened = open_use_cases(replace(Settings.from_environment(small_disk / "data", environment={})))
    yield opened
    opened.close()


def queue_notes(app, files=FILES) -> str:
    rows = []
    for number in range(files):
        lines = [f"- In round {number}, people waited {weeks} weeks for their licence.\n" for weeks in range(20)]
        (staged,) = app.stage([SourceFile(name=f"round-{number}.md", content="".join(lines).encode())])
        rows.append((staged, FileDescription(organisation="Fictional Office")))
    return app.queue_ingest(LOCAL_VIEWER, rows, redaction=Redaction.OFF)


def fill(disk: Path, *, leave: int) -> Path:
    """Occupy the disk but for ``leave`` bytes."""
    filler = disk / "filler"
    with filler.open("wb") as file:
        file.write(bytes(max(0, room.shutil.disk_usage(disk).free - leave)))
    return filler


def finish(app, job):
    return app.finish(LOCAL_VIEWER, job, on_progress=lambda _: None)


@pytest.mark.parametrize("leave_bytes", [700_000])
def test_a_disk_that_fills_up_in_the_middle_fails_the_job_with_a_way_out(app, small_disk, monkeypatch, leave_bytes):
    monkeypatch.setattr(room, "LEAST_FREE_BYTES", 0)
    monkeypatch.setattr(room, "RESERVE_BYTES", 200_000)
    finish(app, queue_notes(app, files=1))
    before = app.overview(LOCAL_VIEWER).sources
    job = queue_notes(app)
    filler = fill(small_disk, leave=leave_bytes)
    with pytest.raises(JobFailed) as caught:
        finish(app, job)
    found = app.job(LOCAL_VIEWER, job)
    assert found.status is JobStatus.FAILED
    assert "disk" in f"{caught.value.problem} {caught.value.remedy}"
    filler.unlink()
    stored = app.overview(LOCAL_VIEWER)
    assert before <= stored.sources < FILES
    assert stored.observations == 20 * stored.sources
    finish(app, app.jobs_store.try_again(LOCAL_VIEWER, job))
    assert app.overview(LOCAL_VIEWER).sources == FILES
    assert app.index_differences() == []


def test_work_is_not_begun_where_little_room_is_left_and_goes_on_once_there_is_some(app, monkeypatch):
    job = queue_notes(app, files=2)
    with pytest.raises(JobFailed, match="almost full") as caught:
        finish(app, job)
    assert caught.value.remedy.startswith("Make room")
    monkeypatch.setattr(room, "LEAST_FREE_BYTES", 0)
    monkeypatch.setattr(room, "RESERVE_BYTES", 100_000)
    finish(app, app.jobs_store.try_again(LOCAL_VIEWER, job))
    assert app.index_differences() == []
