"""Every job tells how it stands, can be stopped, and tells what went wrong and what to do; nothing of it is lost."""

import signal
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from domain.access import LOCAL_VIEWER, Role, Viewer
from domain.errors import JobFailed, NotFound, StorageFailed
from domain.evidence import SourceFile
from domain.jobs import JobKind, JobProgress, JobStatus
from domain.proposals import FileDescription
from insights.theming.topics import BerTopicModeller
from use_cases.evidence import indexing, ingesting
from use_cases.running import workflows
from use_cases.running.bootstrap import open_use_cases
from use_cases.running.jobs import Jobs

STAGES = ("Reading", "Understanding the words", "Recognising difficulties", "Indexing")


def queue_ingest(app, words="People waited weeks to hear."):
    (staged,) = app.stage([SourceFile(name="a.md", content=f"- {words}\n".encode())])
    return app.queue_ingest(LOCAL_VIEWER, [(staged, FileDescription(organisation="Fictional Office"))])


def ignore(_progress):
    pass


def test_a_job_waits_for_a_worker_and_can_be_cancelled_while_it_waits(app):
    job = queue_ingest(app)
    assert app.job(LOCAL_VIEWER, job).status is JobStatus.QUEUED
    app.cancel(LOCAL_VIEWER, job)
    assert app.job(LOCAL_VIEWER, job).status is JobStatus.CANCELLED
    with pytest.raises(JobFailed, match="cancelled") as caught:
        app.ingest_account(LOCAL_VIEWER, job)
    assert caught.value.remedy


def test_jobs_are_listed_newest_first_and_seen_by_whoever_queued_them(app):
    mine, other = (Viewer(name=name, role=Role.ADMINISTRATOR) for name in ("asha", "bo"))
    fits = [app.queue_fit(mine, seed=seed) for seed in (1, 2)]
    rebuilt = app.queue_rebuild(mine)
    assert [job.id for job in app.jobs(mine)] == [rebuilt, *reversed(fits)]
    assert [job.id for job in app.jobs(mine, kind=JobKind.FIT, limit=1)] == [fits[1]]
    assert app.jobs(other) == []
    with pytest.raises(NotFound):
        app.cancel(other, rebuilt)
    assert len(app.jobs(LOCAL_VIEWER)) == 3


def test_a_job_that_ends_well_tells_its_stages_on_the_way(app):
    told: list[JobProgress] = []
    job = queue_ingest(app)
    result = app.finish(LOCAL_VIEWER, job, on_progress=told.append)
    assert [file["kept"] for file in result["files"]] == [1]
    stages = [STAGES.index(progress.stage) for progress in told]
    assert stages and stages == sorted(stages)
    assert app.job(LOCAL_VIEWER, job).status is JobStatus.DONE
    assert app.index_differences() == []
    assert not app.worker_alive()


def test_a_job_that_fails_tells_problem_place_and_remedy_to_whoever_looks_later(app, settings):
    job = queue_ingest(app)
    digest = ingesting.stage(app.repository, [SourceFile(name="a.md", content=b"- People waited weeks to hear.\n")])
    app.repository.blobs.remove(digest[0].digest)
    with pytest.raises(JobFailed, match="original file is not kept"):
        app.finish(LOCAL_VIEWER, job, on_progress=ignore)
    app.close()
    later = open_use_cases(settings)
    found = later.job(LOCAL_VIEWER, job)
    assert (found.status, found.problem) == (JobStatus.FAILED, "The original file is not kept here.")
    assert found.where and found.remedy
    assert [listed.id for listed in later.jobs(LOCAL_VIEWER)] == [job]
    later.close()


def test_what_goes_wrong_unexpectedly_is_told_without_its_words(app, monkeypatch):
    def burst(*_, **__):
        raise RuntimeError("People waited weeks to hear.")

    monkeypatch.setattr(indexing, "code_pending", burst)
    job = queue_ingest(app)
    with pytest.raises(JobFailed, match="RuntimeError") as caught:
        app.finish(LOCAL_VIEWER, job, on_progress=ignore)
    assert "People" not in f"{caught.value.problem} {caught.value.where} {caught.value.remedy}"
    assert "logs/worker.log" in caught.value.remedy


def test_a_job_cancelled_in_any_stage_stops_there_and_a_later_one_finishes_what_it_began(app, monkeypatch):
    under_way = []

    def cancelling(module, name):
        work = getattr(module, name)

        def cancel_then_work(*arguments, **more):
            app.cancel(LOCAL_VIEWER, under_way[-1])
            return work(*arguments, **more)

        monkeypatch.setattr(module, name, cancel_then_work)
        return lambda: monkeypatch.setattr(module, name, work)

    cancelled_in = {
        "save_file": ingesting,
        "embed_pending": indexing,
        "code_pending": indexing,
        "index_pending": indexing,
    }
    for number, (step, module) in enumerate(cancelled_in.items()):
        restore = cancelling(module, step)
        under_way.append(queue_ingest(app, f"Round {number}: people waited weeks to hear."))
        with pytest.raises(JobFailed, match="cancelled"):
            app.finish(LOCAL_VIEWER, under_way[-1], on_progress=ignore)
        restore()
        assert app.job(LOCAL_VIEWER, under_way[-1]).status is JobStatus.CANCELLED
    app.finish(LOCAL_VIEWER, queue_ingest(app, "In the end they heard from a neighbour."), on_progress=ignore)
    assert app.index_differences() == []
    # One file of one name: each round replaced the one before, and a cancelled job keeps the step it was in.
    assert app.overview(LOCAL_VIEWER).observations == 1


def test_a_fit_that_is_cancelled_ends_at_once_and_leaves_no_run(app, monkeypatch):
    app.finish(LOCAL_VIEWER, queue_ingest(app), on_progress=ignore)
    told = []

    def fit(_modeller, _evidence, _vectors, *, seed, progress):
        progress(0, 4)
        app.cancel(LOCAL_VIEWER, job)
        monkeypatch.setattr(workflows, "REPORT_SECONDS", 0.0)
        for stage in range(1, 5):
            told.append(stage)
            progress(stage, 4)

    monkeypatch.setattr(BerTopicModeller, "fit", fit)
    job = app.queue_fit(LOCAL_VIEWER, seed=1)
    with pytest.raises(JobFailed, match="cancelled"):
        app.finish(LOCAL_VIEWER, job, on_progress=ignore)
    assert told == [1]
    assert app.job(LOCAL_VIEWER, job).status is JobStatus.CANCELLED
    assert app.repository.themes.latest_run() is None


def test_ctrl_c_in_the_middle_of_a_look_lets_the_look_end_and_then_stops_the_job(app, monkeypatch):
    job, look, seen = queue_ingest(app), app.jobs_store.job, []

    def interrupted(*asked):
        signal.raise_signal(signal.SIGINT)
        seen.append(look(*asked).status)
        return look(*asked)

    monkeypatch.setattr(app.jobs_store, "job", interrupted)
    inherited = signal.signal(signal.SIGINT, signal.default_int_handler)  # a suite in the background ignores Ctrl-C
    try:
        with pytest.raises(KeyboardInterrupt):
            app.finish(LOCAL_VIEWER, job, on_progress=ignore)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, inherited)
    assert len(seen) == 1
    assert look(LOCAL_VIEWER, job).status is JobStatus.CANCELLED


def test_threads_that_come_together_share_one_connection(app):
    queue_ingest(app)
    app.jobs_store.close()
    together = Barrier(8)

    def look(_number):
        together.wait()
        return id(app.jobs_store._client)

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(look, range(8)))) == 1


def test_a_job_store_that_cannot_be_reached_is_told_and_not_waited_for():
    store = Jobs("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    with pytest.raises(StorageFailed, match="background work") as caught:
        store.jobs(LOCAL_VIEWER)
    assert caught.value.remedy
