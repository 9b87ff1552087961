"""The job store as seen from outside the worker: queue work, watch it, fetch what came of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from domain.access import Viewer
from domain.errors import InvalidRequest, JobFailed, NotFound, StorageFailed, ThroughlineError
from domain.jobs import Job, JobKind, JobProgress, JobStatus
from use_cases.running.payloads import Payload, viewer_payload

if TYPE_CHECKING:
    from dbos import DBOSClient, WorkflowHandle, WorkflowStatus
    from dbos._serialization import WorkflowInputs

QUEUE = "work"
PROGRESS = "progress"
APPLICATION = "throughline"
WORKFLOWS_VERSION = "2"
"""Grows when a workflow's steps change, so that a job begun by an older version is not resumed by a newer one."""

_GIVEN_UP = "MAX_RECOVERY_ATTEMPTS_EXCEEDED"
_STATUS = {
    "ENQUEUED": JobStatus.QUEUED,
    "DELAYED": JobStatus.QUEUED,
    "PENDING": JobStatus.RUNNING,
    "SUCCESS": JobStatus.DONE,
    "ERROR": JobStatus.FAILED,
    _GIVEN_UP: JobStatus.FAILED,
    "CANCELLED": JobStatus.CANCELLED,
}


class Jobs:
    """The queue of long work. Needs no worker to be alive: what is queued waits for one.

    A viewer sees their own jobs; one who sees everything sees all. ``url`` is the job store's address.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._opening = Lock()
        self._opened: DBOSClient | None = None

    @property
    def _client(self) -> "DBOSClient":
        """Return the connection, opened by whichever thread comes first."""
        with self._opening, self._told_plainly():
            if self._opened is None:
                self._opened = _opened(self.url)
            return self._opened

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import SQLAlchemyError

        try:
            yield
        except SQLAlchemyError as error:
            raise StorageFailed(
                "The list of background work cannot be opened or written, or it is damaged.",
                where=make_url(self.url).render_as_string(),
                remedy="Check that the disk has room and it may be written, or that its server runs. If it is damaged, "
                "move it away: a new one is made, and what was stored stays; add again what was waiting.",
            ) from error

    @property
    def exists(self) -> bool:
        """Tell whether anything was ever queued here (a SQLite store appears with its first job)."""
        return not self.url.startswith("sqlite:///") or Path(unquote(self.url.removeprefix("sqlite:///"))).exists()

    def queue(self, viewer: Viewer, kind: JobKind, title: str, payload: Mapping[str, Any]) -> str:
        """Queue a job on the viewer's behalf and return its identifier. The payload holds JSON values only.

        Raises InvalidRequest for words that are no text: half characters, as from a terminal that is not UTF-8.
        """
        try:
            json.dumps(payload, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise InvalidRequest(
                "A word holds characters that are not UTF-8 text.",
                where=kind.label,
                remedy="Write it again, in a terminal or file that uses UTF-8.",
            ) from None
        with self._told_plainly():
            handle: WorkflowHandle[Payload] = self._client.enqueue(
                {
                    "workflow_name": kind.value,
                    "queue_name": QUEUE,
                    "app_version": WORKFLOWS_VERSION,
                    "authenticated_user": viewer.name,
                    "attributes": {"title": title},
                },
                {**payload, "viewer": viewer_payload(viewer)},
            )
            return str(handle.get_workflow_id())

    def job(self, viewer: Viewer, identifier: str) -> Job:
        """Return where a job stands. Raises NotFound for one this viewer did not queue."""
        return self._as_job(self._status(viewer, identifier, load_output=True))

    def jobs(self, viewer: Viewer, *, kind: JobKind | None = None, limit: int = 20) -> list[Job]:
        """Return the viewer's jobs, newest first. No job store yet: an empty list."""
        if not self.exists:
            return []
        rows = self._rows(
            user=None if viewer.sees_everything else viewer.name,
            name=kind.value if kind else [kind.value for kind in JobKind],
            limit=limit,
            sort_desc=True,
            load_input=False,
            load_output=False,  # a check's outcome holds whole texts
        )
        failed = [row.workflow_id for row in rows if _STATUS[row.status] is JobStatus.FAILED]
        if failed:
            why = self._rows(workflow_ids=failed, load_input=False)
            errors = {row.workflow_id: row.error for row in why}
            for row in rows:
                row.error = errors.get(row.workflow_id)
        return [self._as_job(row) for row in rows]

    def under_way(self, viewer: Viewer) -> list[Job]:
        """Return the viewer's jobs that wait or run, newest first. No job store yet: an empty list."""
        if not self.exists:
            return []
        rows = self._rows(
            user=None if viewer.sees_everything else viewer.name,
            name=[kind.value for kind in JobKind],
            status=[name for name, status in _STATUS.items() if not status.ended],
            sort_desc=True,
            load_input=False,
            load_output=False,
        )
        return [self._as_job(row) for row in rows]

    def try_again(self, viewer: Viewer, identifier: str) -> str:
        """Queue a job that failed or was stopped once more, on behalf of this viewer; return the new one's identifier.

        Doing it twice does no harm: identity comes from content. Raises NotFound, and InvalidRequest for any other job.
        """
        job = self.job(viewer, identifier)
        if job.status not in {JobStatus.FAILED, JobStatus.CANCELLED}:
            raise InvalidRequest(
                f"This job is {job.status.value}: there is nothing to try again.",
                where=job.kind.label,
                remedy="Only what failed or was stopped can be tried again.",
            )
        return self.queue(viewer, job.kind, job.title, self.asked(viewer, identifier))

    def asked(self, viewer: Viewer, identifier: str) -> Payload:
        """Return what a job was asked to do. Raises NotFound, also when that is no longer kept."""
        job = self.job(viewer, identifier)
        (row,) = self._rows(workflow_ids=[identifier], load_output=False)
        if row.input is None:
            raise NotFound(
                "What this job was asked to do is no longer kept.", where=job.kind.label, remedy="Start it anew."
            )
        asked: Payload = row.input["args"][0]
        return asked

    def result(self, viewer: Viewer, identifier: str) -> Payload:
        """Return what a job that is done gave. Raises JobFailed for one that failed, was cancelled, or still runs."""
        status = self._status(viewer, identifier, load_output=True)
        job = self._as_job(status)
        if job.status is JobStatus.DONE:
            return dict(status.output or {})
        if job.status is JobStatus.FAILED:
            raise JobFailed(job.problem, where=job.where, remedy=job.remedy)
        raise JobFailed(
            f"The job is {job.status.value}, so there is no result.",
            where=job.kind.label,
            remedy="Wait for it, or start it again.",
        )

    def cancel(self, viewer: Viewer, identifier: str) -> None:
        """Stop a job after its current step; what it stored stays, and can be added to by running it again."""
        self._status(viewer, identifier, load_output=False)
        with self._told_plainly():
            self._client.cancel_workflow(identifier)

    def unfinished(self) -> int:
        """Return how many jobs wait or run."""
        return len(self._under_way())

    def left_behind(self) -> list[str]:
        """Return the jobs under way that another version of the program began: no worker of this one takes them up."""
        return [row.workflow_id for row in self._under_way() if row.app_version != WORKFLOWS_VERSION]

    def files_wanted(self, *, ended_since: datetime, besides: str | None = None) -> frozenset[str]:
        """Return the SHA-256 of files that jobs name which are under way, or did not end well since then.

        Those may be tried again. What only the job ``besides`` names is left out.
        """
        rows = self._under_way(load_input=True)
        if self.exists:
            ended = [name for name, status in _STATUS.items() if status.ended and status is not JobStatus.DONE]
            rows += self._rows(status=ended, load_output=False)
        wanted = [row for row in rows if not _STATUS[row.status].ended or _at(row.updated_at) >= ended_since]
        return frozenset(digest for row in wanted if row.workflow_id != besides for digest in _digests(row.input))

    def everything(self) -> "list[WorkflowStatus]":
        """Return every job with what was asked and what came of it, whoever's it is: for purging, never for showing."""
        return self._rows(name=[kind.value for kind in JobKind])

    def outcomes(self, identifier: str) -> list[Any]:
        """Return what each finished step of a job gave."""
        with self._told_plainly():
            return [step["output"] for step in self._client.list_workflow_steps(identifier)]

    def stop(self, identifier: str) -> None:
        """Stop a job after its current step, whoever's it is."""
        with self._told_plainly():
            self._client.cancel_workflow(identifier)

    def forget(self, identifiers: Sequence[str]) -> None:
        """Delete jobs with everything that was kept of them."""
        with self._told_plainly():
            self._client.delete_workflows(list(identifiers))

    def _under_way(self, *, load_input: bool = False) -> "list[WorkflowStatus]":
        if not self.exists:
            return []
        under_way = [name for name, status in _STATUS.items() if not status.ended]
        return self._rows(status=under_way, load_input=load_input, load_output=False)

    def close(self) -> None:
        """Close the connection, when there is one."""
        with self._opening:
            client, self._opened = self._opened, None
        if client is not None:
            client.destroy()

    def _rows(self, **query: Any) -> "list[WorkflowStatus]":
        with self._told_plainly():
            return self._client.list_workflows(**query)

    def _progress(self, identifier: str) -> Payload | None:
        with self._told_plainly():
            progress: Payload | None = self._client.get_event(identifier, PROGRESS, 0)
            return progress

    def _status(self, viewer: Viewer, identifier: str, *, load_output: bool) -> "WorkflowStatus":
        rows = self._rows(workflow_ids=[identifier], load_input=False, load_output=load_output) if self.exists else []
        if not rows or not (viewer.sees_everything or rows[0].authenticated_user == viewer.name):
            raise NotFound(
                f"There is no job '{identifier}'.", where="background work", remedy="Open the page again from the menu."
            )
        return rows[0]

    def _as_job(self, row: "WorkflowStatus") -> Job:
        status = _STATUS[row.status]
        problem, where, remedy = _failure(row) if status is JobStatus.FAILED else ("", "", "")
        progress = self._progress(row.workflow_id) if not status.ended else None
        return Job(
            id=row.workflow_id,
            kind=JobKind(row.name),
            status=status,
            title=(row.attributes or {}).get("title", ""),
            created_at=_moment(row.created_at or 0),
            started_at=_moment(row.dequeued_at),
            ended_at=_moment(row.completed_at or (row.updated_at if status.ended else None)),
            progress=JobProgress(**progress) if progress else None,
            problem=problem,
            where=where,
            remedy=remedy,
        )


def _opened(url: str) -> "DBOSClient":
    from dbos import DBOS, DBOSClient

    DBOS.migrate(url)
    return DBOSClient(system_database_url=url, application_name=APPLICATION, retry_connection_errors=False)


def progress_payload(progress: JobProgress) -> Payload:
    """Return progress as JSON values."""
    return asdict(progress)


def _moment(milliseconds: int | None) -> str:
    if milliseconds is None:
        return ""
    return _at(milliseconds).isoformat(timespec="seconds")


def _digests(asked: "WorkflowInputs | None") -> list[str]:
    files = asked["args"][0].get("files", []) if asked and asked["args"] else []
    return [row["file"]["digest"] for row in files]


def _at(milliseconds: int | None) -> datetime:
    return datetime.fromtimestamp((milliseconds or 0) / 1000, tz=UTC)


def _failure(row: "WorkflowStatus") -> tuple[str, str, str]:
    error = row.error
    if row.status == _GIVEN_UP:
        return (
            "The worker died each time it did this, so it is not taken up any more.",
            "the worker",
            "See in logs/worker.log in the data directory what it died of; fewer files at a time may help.",
        )
    if isinstance(error, ThroughlineError):
        return error.problem, error.where, error.remedy
    kind = type(error).__name__ if error else "no outcome"
    return (
        f"The work stopped unexpectedly ({kind}).",
        "the worker",
        "Start it again. If it stops again, look into logs/worker.log in the data directory.",
    )
