"""Each fault is planted for real; the doctor finds it, mends it where that loses nothing, and then finds nothing."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from domain.access import LOCAL_VIEWER
from domain.errors import StorageFailed
from domain.evidence import SourceFile
from domain.jobs import JobKind
from domain.proposals import FileDescription
from settings import Settings
from use_cases.app import UseCases
from use_cases.running.bootstrap import open_use_cases
from use_cases.running.care import Findings, look, look_and_mend

PROJECT = Path(__file__).resolve().parents[2]
NOTES = "- People gave the same address to three teams.\n- Nobody could tell whether the form had arrived.\n"
OTHERS = "- Staff type each referral into a second system.\n- The letter came after the appointment.\n"


def throughline(data: Path, *arguments: str):
    """Run a command in this process."""
    return CliRunner().invoke(cli.throughline, ["--data-dir", str(data), *arguments], catch_exceptions=False)


def set_to(folder: Path) -> Settings:
    return Settings.from_environment(folder, environment={"THROUGHLINE_REDACTION": "off", "THROUGHLINE_THREADS": "1"})


@pytest.fixture(scope="session")
def kept(tmp_path_factory) -> Path:
    """A sound repository; each test harms a copy of its own."""
    folder = tmp_path_factory.mktemp("doctor")
    (folder / "notes.md").write_text(NOTES)
    done = throughline(folder / "data", "ingest", str(folder / "notes.md"), "--redaction", "off", "--study", "Forms")
    assert done.exit_code == 0, done.stderr
    assert look(set_to(folder / "data")).ok
    return folder / "data"


@pytest.fixture
def data(kept, tmp_path) -> Path:
    return Path(shutil.copytree(kept, tmp_path / "data"))


def opened(data: Path, work: Callable[[UseCases], None]) -> None:
    app = open_use_cases(set_to(data))
    try:
        work(app)
    finally:
        app.close()


def mended(data: Path) -> Findings:
    return look_and_mend(set_to(data), on_progress=lambda _: None)


def failing(findings: Findings) -> list[str]:
    return [check.name for check in findings.checks if not check.ok]


def sql(file: Path, *statements: str) -> None:
    """Change a database behind the program's back, where no foreign key is watched."""
    connection = sqlite3.connect(file)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


# what each fault is, and what the doctor calls it


def forget_half_of_the_index(data: Path) -> None:
    opened(data, lambda app: app.repository.vector_index.delete(sorted(app.repository.vector_index.ids())[:1]))


def leave_a_vector_of_nothing(data: Path) -> None:
    import numpy as np

    stranger = np.eye(1, 384, dtype=np.float32)
    opened(data, lambda app: app.repository.vector_index.upsert(["obs_of_nothing"], stranger))


def build_the_index_with_another_model(data: Path) -> None:
    import numpy as np

    from vector_store.chroma_index import ChromaIndex

    def build(app: UseCases) -> None:
        other = ChromaIndex(app.repository.chroma, embedder_name="another-model", dimensions=3)
        app.repository.chroma.discard()
        other.upsert(["obs_1"], np.eye(1, 3, dtype=np.float32))

    opened(data, build)


def damage_the_index(data: Path) -> None:
    (data / "index" / "chroma" / "chroma.sqlite3").write_bytes(b"no database any more" * 100)


def lose_the_index(data: Path) -> None:
    shutil.rmtree(data / "index")


def lose_the_words(data: Path) -> None:
    shutil.rmtree(data / "index" / "words")


def stop_before_the_vectors(data: Path) -> None:
    """As after an ingest that was stopped between storing and understanding."""
    sql(data / "throughline.db", "DELETE FROM vectors", "DELETE FROM codings")


def leave_rows_of_nothing(data: Path) -> None:
    sql(
        data / "throughline.db",
        "INSERT INTO vectors (model, observation, dimensions, vector) VALUES ('m', 'obs_gone', 1, x'00000000')",
        "INSERT INTO codings (observation, coder, kind, pain_point, standing, level, workaround, patterns) "
        "SELECT 'obs_gone', coder, kind, pain_point, standing, level, workaround, patterns FROM codings LIMIT 1",
    )


def leave_the_word_of_a_dead_server(data: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    told = {"host": "127.0.0.1", "port": 9, "pid": ended.pid, "started_at": "2026-01-01T00:00:00+00:00"}
    (data / "index" / "chroma-server.json").write_text(json.dumps(told))


def put_a_file_for_the_index(data: Path) -> None:
    shutil.rmtree(data / "index")
    (data / "index").write_text("somebody's notes")


def put_a_file_for_the_logs(data: Path) -> None:
    shutil.rmtree(data / "logs", ignore_errors=True)
    (data / "logs").write_text("somebody's notes")


def put_a_folder_for_the_lock(data: Path) -> None:
    (data / "worker.lock").unlink()
    (data / "worker.lock").mkdir()


def put_a_link_to_nowhere(data: Path) -> None:
    shutil.rmtree(data / "sources")
    (data / "sources").symlink_to(data / "nowhere")


def leave_a_job_in_the_middle(data: Path) -> None:
    """As after a worker that was killed: the job runs, and nobody does it."""

    def queue(app: UseCases) -> None:
        staged = app.stage([SourceFile(name="others.md", content=OTHERS.encode())])
        app.queue_ingest(LOCAL_VIEWER, [(file, FileDescription(study="Referrals")) for file in staged])

    opened(data, queue)
    sql(
        data / "jobs.db",
        "UPDATE workflow_status SET status = 'PENDING', executor_id = 'worker' WHERE status = 'ENQUEUED'",
    )


def leave_a_job_of_another_version(data: Path) -> None:
    opened(data, lambda app: app.queue_fit(LOCAL_VIEWER))
    sql(data / "jobs.db", "UPDATE workflow_status SET application_version = '0' WHERE status = 'ENQUEUED'")


def abandon_a_file(data: Path) -> None:
    opened(data, lambda app: app.stage([SourceFile(name="abandoned.md", content=b"never described")]))
    long_ago = (datetime.now(UTC) - timedelta(days=2)).timestamp()
    for path in (data / "sources").glob("??/*"):
        os.utime(path, (long_ago, long_ago))


def cut_a_restore_short(data: Path) -> None:
    (data / ".restoring-0").mkdir()
    (data / ".restoring-0" / "database.sqlite").write_bytes(b"half")


PLANTED = {
    forget_half_of_the_index: "index",
    leave_a_vector_of_nothing: "index",
    build_the_index_with_another_model: "index",
    damage_the_index: "index",
    lose_the_index: "index",
    lose_the_words: "index",
    stop_before_the_vectors: "index",
    leave_rows_of_nothing: "database",
    leave_the_word_of_a_dead_server: "locks",
    put_a_file_for_the_index: "folder",
    put_a_file_for_the_logs: "folder",
    put_a_folder_for_the_lock: "folder",
    leave_a_job_in_the_middle: "jobs",
    leave_a_job_of_another_version: "jobs",
    abandon_a_file: "leftovers",
    cut_a_restore_short: "leftovers",
}


@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: fault.__name__)
def test_a_planted_fault_is_found_with_a_remedy_mended_and_gone(data, fault):
    fault(data)
    found = look(set_to(data))
    assert PLANTED[fault] in failing(found)
    assert all(check.remedy for check in found.checks if not check.ok)
    if fault is leave_the_word_of_a_dead_server:
        fault(data)  # a look opens the index, and whoever opens it clears this away
    after = mended(data)
    assert PLANTED[fault] in after.found
    assert after.mended
    assert failing(after) == []
    answer = json.loads(throughline(data, "search", "same address again", "--json").stdout)
    assert answer["results"][0]["text"] == "People gave the same address to three teams."


def test_what_is_sound_is_left_alone(data):
    before = {path: path.stat().st_mtime_ns for path in (data / "sources").rglob("*")}
    findings = mended(data)
    assert (findings.ok, findings.found, findings.mended) == (True, (), ())
    assert {path: path.stat().st_mtime_ns for path in (data / "sources").rglob("*")} == before


def test_the_job_that_a_dead_worker_left_is_done_by_the_doctor(data):
    leave_a_job_in_the_middle(data)
    assert mended(data).ok

    def check(app: UseCases) -> None:
        assert {study.title for study in app.studies(LOCAL_VIEWER)} == {"Forms", "Referrals"}
        assert [job.status.value for job in app.jobs(LOCAL_VIEWER, kind=JobKind.INGEST)] == ["done", "done"]

    opened(data, check)


def test_a_job_whose_worker_died_too_often_is_given_up_and_says_so(data):
    leave_a_job_in_the_middle(data)
    sql(data / "jobs.db", "UPDATE workflow_status SET recovery_attempts = 30 WHERE status = 'PENDING'")
    assert mended(data).ok

    def check(app: UseCases) -> None:
        job = app.jobs(LOCAL_VIEWER, kind=JobKind.INGEST)[0]
        assert (job.status.value, "died each time" in job.problem) == ("failed", True)
        assert job.remedy

    opened(data, check)


def test_a_job_of_another_version_is_stopped_and_can_be_tried_again(data):
    leave_a_job_of_another_version(data)
    mended(data)

    def check(app: UseCases) -> None:
        (job,) = app.jobs(LOCAL_VIEWER, kind=JobKind.FIT)
        assert job.status.value == "cancelled"
        assert app.jobs_store.try_again(LOCAL_VIEWER, job.id) != job.id

    opened(data, check)


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"something else")])
def test_an_original_that_is_gone_is_told_by_identifier_and_comes_back_when_added_again(data, tmp_path, harm):
    (original,) = (data / "sources").glob("??/*")
    harm(original)
    after = mended(data)
    (told,) = [check for check in after.checks if not check.ok]
    assert told.name == "sources"
    opened(data, lambda app: _assert_names(app, told.detail))
    assert "safe" in told.remedy and "notes.md" not in told.detail
    (tmp_path / "notes.md").write_text(NOTES)
    again = throughline(data, "ingest", str(tmp_path / "notes.md"), "--redaction", "off", "--study", "Forms")
    assert again.exit_code == 0
    assert look(set_to(data)).ok


def _assert_names(app: UseCases, told: str) -> None:
    (study,) = app.studies(LOCAL_VIEWER)
    assert study.id in told


def test_files_that_a_waiting_or_stopped_job_names_are_never_swept(data):
    def queue(app: UseCases) -> None:
        for number, stop in enumerate([False, True]):
            (staged,) = app.stage([SourceFile(name="others.md", content=OTHERS.encode() + bytes([48 + number]))])
            job = app.queue_ingest(LOCAL_VIEWER, [(staged, FileDescription(study="Referrals"))])
            if stop:
                app.cancel(LOCAL_VIEWER, job)

    opened(data, queue)
    long_ago = (datetime.now(UTC) - timedelta(days=2)).timestamp()
    for path in (data / "sources").glob("??/*"):
        os.utime(path, (long_ago, long_ago))
    assert "leftovers" not in failing(look(set_to(data)))
    mended(data)
    assert len(list((data / "sources").glob("??/*"))) == 3


@pytest.mark.parametrize(
    "harm", [put_a_file_for_the_index, put_a_file_for_the_logs, put_a_folder_for_the_lock, put_a_link_to_nowhere]
)
def test_what_stands_in_the_way_is_told_by_every_command_and_kept_when_moved(data, harm):
    harm(data)
    said = throughline(data, "search", "address")
    assert said.exit_code == 1
    assert str(data) in said.stderr and "Remedy:" in said.stderr
    with pytest.raises(StorageFailed):
        open_use_cases(set_to(data))
    mended(data)
    assert [path.name for path in data.iterdir() if ".moved-" in path.name]


def test_the_command_prints_one_document_and_its_status_says_whether_all_is_well(data):
    lose_the_words(data)
    told = throughline(data, "doctor", "--json")
    assert (told.exit_code, json.loads(told.stdout)["found"]) == (1, ["index"])
    done = throughline(data, "doctor", "--mend", "--json")
    document = json.loads(done.stdout)
    assert (done.exit_code, document["ok"], document["found"]) == (0, True, ["index"])
    assert document["mended"]
    assert throughline(data, "doctor").exit_code == 0


def test_an_ingest_that_ctrl_c_stopped_is_made_whole(tmp_path):
    notes, data = tmp_path / "notes", tmp_path / "data"
    notes.mkdir()
    for number in range(60):
        lines = [f"- In round {number}, {count} people waited for a letter.\n" for count in range(2, 40)]
        (notes / f"{number:02}.md").write_text("".join(lines))
    command = [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(data), "ingest", str(notes)]
    stopped = subprocess.Popen(
        [*command, "--redaction", "off"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - background work of shells ignores it
    )  # fmt: skip
    until = time.monotonic() + 180
    while _stored(data) < 3:
        assert stopped.poll() is None and time.monotonic() < until
        time.sleep(0.02)
    os.killpg(stopped.pid, signal.SIGINT)
    assert stopped.wait(180) != 0
    assert _stored(data) < 60
    assert "index" in failing(look(set_to(data)))
    assert mended(data).ok
    opened(data, lambda app: _assert_all_understood(app, _stored(data)))


def _assert_all_understood(app: UseCases, files: int) -> None:
    overview = app.overview(LOCAL_VIEWER)
    assert (overview.sources, overview.observations, overview.waiting_for_index) == (files, 38 * files, 0)


def _stored(data: Path) -> int:
    if not (data / "throughline.db").exists():
        return 0
    connection = sqlite3.connect(f"file:{data / 'throughline.db'}?mode=ro", uri=True, timeout=30)
    try:
        return int(connection.execute("SELECT count(*) FROM sources").fetchone()[0])
    except sqlite3.OperationalError:  # the table is not there yet
        return 0
    finally:
        connection.close()
