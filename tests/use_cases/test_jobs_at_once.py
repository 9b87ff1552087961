"""Two jobs of one worker do not get in each other's way."""

from dataclasses import replace
from pathlib import Path

from domain.access import LOCAL_VIEWER
from domain.evidence import SourceFile
from domain.jobs import JobStatus
from domain.proposals import FileDescription, Redaction
from settings import Settings
from use_cases.bootstrap import open_use_cases


def test_jobs_that_run_at_once_both_end_well_and_everything_is_found(tmp_path: Path):
    settings = replace(Settings.from_environment(tmp_path), redaction=Redaction.OFF)
    app = open_use_cases(settings)
    try:
        jobs = [
            app.queue_ingest(
                LOCAL_VIEWER,
                [
                    (staged, FileDescription(organisation=f"Fictional Office {number}"))
                    for staged in app.stage([SourceFile(name="a.md", content=text(number))])
                ],
            )
            for number in range(6)
        ]
        for job in jobs:
            app.finish(LOCAL_VIEWER, job, on_progress=lambda _: None)
        assert {app.job(LOCAL_VIEWER, job).status for job in jobs} == {JobStatus.DONE}
        assert app.index_differences() == []
    finally:
        app.close()


def text(number: int) -> bytes:
    """Return a note with a few findings of its own."""
    return "\n".join(f"- People at counter {number} waited {week} weeks to hear." for week in range(2, 30)).encode()
