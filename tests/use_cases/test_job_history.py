"""What is kept of each job: when it was asked for, taken up and over, and doing one again."""

from dataclasses import replace
from pathlib import Path

import pytest

from domain.access import LOCAL_VIEWER, Viewer
from domain.errors import InvalidRequest, JobFailed, NotFound
from domain.evidence import SourceFile
from domain.jobs import JobKind, JobStatus
from domain.proposals import FileDescription, Redaction
from settings import Settings
from use_cases.app import UseCases
from use_cases.running.bootstrap import open_use_cases


@pytest.fixture
def app(tmp_path: Path):
    app = open_use_cases(replace(Settings.from_environment(tmp_path), redaction=Redaction.OFF))
    yield app
    app.close()


def a_check(app: UseCases, viewer: Viewer = LOCAL_VIEWER) -> str:
    staged = app.stage([SourceFile(name="a.md", content=b"Nobody answers the door.")])
    return app.queue_check(viewer, staged, FileDescription(organisation="Fictional Office"))


def test_a_job_tells_when_it_was_asked_for_taken_up_and_over(app: UseCases):
    job = a_check(app)
    (waiting,) = app.jobs_under_way(LOCAL_VIEWER)
    assert (waiting.id, waiting.started_at, waiting.ended_at) == (job, "", "")
    app.finish(LOCAL_VIEWER, job, on_progress=lambda _: None)
    ended = app.job(LOCAL_VIEWER, job)
    assert ended.created_at <= ended.started_at <= ended.ended_at
    assert app.jobs_under_way(LOCAL_VIEWER) == []
    assert app.jobs(LOCAL_VIEWER) == [ended]


def test_a_job_that_was_stopped_can_be_tried_again_and_both_stay_in_the_list(app: UseCases):
    stopped = a_check(app)
    app.cancel(LOCAL_VIEWER, stopped)
    again = app.try_again(LOCAL_VIEWER, stopped)
    assert again != stopped
    app.finish(LOCAL_VIEWER, again, on_progress=lambda _: None)
    assert len(app.checked_files(LOCAL_VIEWER, again)) == 1
    assert {job.id: job.status for job in app.jobs(LOCAL_VIEWER)} == {
        stopped: JobStatus.CANCELLED,
        again: JobStatus.DONE,
    }
    with pytest.raises(InvalidRequest, match="nothing to try again"):
        app.try_again(LOCAL_VIEWER, again)


def test_what_failed_says_why_and_can_be_tried_again(app: UseCases):
    failed = app.queue_fit(LOCAL_VIEWER, seed=-1)
    with pytest.raises(JobFailed, match="not a seed"):
        app.finish(LOCAL_VIEWER, failed, on_progress=lambda _: None)
    (job,) = app.jobs(LOCAL_VIEWER)
    assert job.problem and job.remedy and job.ended_at
    again = app.try_again(LOCAL_VIEWER, failed)
    assert app.job(LOCAL_VIEWER, again).kind is JobKind.FIT


def test_nobody_sees_stops_or_repeats_the_job_of_another(app: UseCases):
    mine = Viewer(name="A. Fictional", organisation="Fictional Office", teams=frozenset({"Fictional Office"}))
    other = replace(mine, name="B. Fictional")
    job = a_check(app, mine)
    assert app.jobs_under_way(other) == []
    for act in (app.job, app.cancel, app.try_again):
        with pytest.raises(NotFound):
            act(other, job)
    assert [item.id for item in app.jobs_under_way(mine)] == [job]
