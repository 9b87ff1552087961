"""Two jobs of one worker do not get in each other's way."""

from dataclasses import replace
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Timer

from filelock import FileLock

from domain.access import LOCAL_VIEWER
from domain.evidence import SourceFile
from domain.jobs import JobStatus
from domain.proposals import FileDescription, Redaction
from settings import Settings
from use_cases.evidence import indexing
from use_cases.running import worker
from use_cases.running.bootstrap import open_use_cases
from use_cases.running.presence import worker_lock

index_pending = indexing.index_pending


def test_two_ingests_at_once_take_turns_at_the_index_and_both_end_well(tmp_path: Path, monkeypatch):
    meeting = Barrier(2)
    met = []

    def index_in_company(*arguments, **more):
        try:
            met.append(meeting.wait(2))
        except BrokenBarrierError:  # nobody else is indexing: as it should be
            meeting.reset()
        return index_pending(*arguments, **more)

    monkeypatch.setattr(indexing, "index_pending", index_in_company)
    app = open_use_cases(replace(Settings.from_environment(tmp_path), redaction=Redaction.OFF))
    try:
        jobs = []
        for number in (1, 2):
            note = f"- People at counter {number} waited weeks to hear.\n".encode()
            (staged,) = app.stage([SourceFile(name="a.md", content=note)])
            said = FileDescription(organisation=f"Fictional Office {number}")
            jobs.append(app.queue_ingest(LOCAL_VIEWER, [(staged, said)]))
        for job in jobs:
            app.finish(LOCAL_VIEWER, job, on_progress=lambda _: None)
        assert not met
        assert {app.job(LOCAL_VIEWER, job).status for job in jobs} == {JobStatus.DONE}
        assert app.index_differences() == []
    finally:
        app.close()


def test_the_bytes_of_a_refused_file_stay_while_another_job_wants_them(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(worker, "JOBS_AT_A_TIME", 1)
    app = open_use_cases(replace(Settings.from_environment(tmp_path), redaction=Redaction.OFF))
    try:
        note = b"People at the counter waited weeks to hear anything.\n"
        said = FileDescription(organisation="Fictional Office")
        first, second = (
            app.queue_ingest(LOCAL_VIEWER, [(app.stage([SourceFile(name=name, content=note)])[0], said)])
            for name in ("not-a-transcript.vtt", "a.txt")
        )
        for job in (first, second):
            app.finish(LOCAL_VIEWER, job, on_progress=lambda progress: None)
        assert app.ingest_account(LOCAL_VIEWER, first).refused == 1
        assert app.ingest_account(LOCAL_VIEWER, second).kept == 1
    finally:
        app.close()


def test_a_job_left_by_its_worker_is_done_by_the_command_that_waits_for_it(tmp_path: Path):
    app = open_use_cases(replace(Settings.from_environment(tmp_path), redaction=Redaction.OFF))
    lock = FileLock(worker_lock(app.repository).lock_file, thread_local=False)
    lock.acquire()  # as a worker would that is killed before it came to the job
    Timer(1, lock.release).start()
    try:
        (staged,) = app.stage([SourceFile(name="a.md", content=b"Nobody answers the door.")])
        job = app.queue_ingest(LOCAL_VIEWER, [(staged, FileDescription(organisation="Fictional Office"))])
        result = app.finish(LOCAL_VIEWER, job, on_progress=lambda _: None)
        assert [file["kept"] for file in result["files"]] == [1]
    finally:
        app.close()
