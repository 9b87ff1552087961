"""The process that does long work. What a dead one left is taken up by the next, or by another."""

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, current_thread, main_thread
from time import monotonic, sleep
from types import TracebackType

from domain.access import Viewer
from domain.errors import RepositoryLocked, StorageFailed
from domain.jobs import Job, JobProgress
from use_cases.repository import Repository
from use_cases.running.jobs import APPLICATION, QUEUE, WORKFLOWS_VERSION, Jobs
from use_cases.running.payloads import Payload
from use_cases.running.presence import living, presence_for
from use_cases.running.rounds import Rounds

POLL_SECONDS = 0.1
JOBS_AT_A_TIME = 2
LAST_JOBS_SECONDS = 3600
"""How long a command that did its own job here stays for jobs of others that began meanwhile."""
LOOK_SECONDS = 2.0
"""How often a command that leaves its job to another worker looks whether that worker is still there."""
_SILENCE = logging.NullHandler()
"""Stays on the job runner: an interrupted step goes on speaking after its log is closed, and would on the terminal."""


class Worker:
    """Runs queued jobs in this process while it is open, those an earlier worker left unfinished first."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._presence = presence_for(repository)
        self._rounds = Rounds(repository, self._presence) if repository.is_shared else None

    def __enter__(self) -> "Worker":
        """Start. Raises RepositoryLocked where there may be one worker only and there is one, StorageFailed for a job
        store that cannot be opened.
        """
        from dbos import DBOS
        from sqlalchemy.exc import SQLAlchemyError

        self._presence.take()
        try:
            self._launch()
        except SQLAlchemyError as error:
            DBOS.destroy(destroy_registry=True)
            self._presence.release()
            raise StorageFailed(
                "The list of background work cannot be opened: it is locked, damaged, or its server does not answer.",
                where=str(self.repository.folder),
                remedy="What was queued waits there. When the other process has ended, run: throughline worker",
            ) from error
        if self._rounds:
            self._rounds.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop once the jobs that began here have ended, other people's included.

        Interrupted, stop at once: a job under way goes on in the next worker from its last finished step.
        """
        from dbos import DBOS

        if self._rounds:
            self._rounds.take_up_no_more()
        interrupted = kind is not None and not issubclass(kind, Exception)
        others = not interrupted and DBOS.list_workflows(
            status="PENDING", executor_id=self._presence.executor, load_input=False, load_output=False
        )
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=LAST_JOBS_SECONDS if others else 0)
        if self._rounds:
            self._rounds.stop()
        self._presence.release()

    def _launch(self) -> None:
        from dbos import DBOS

        from use_cases.running.workflows import Workflows

        DBOS(
            config={
                "name": APPLICATION,
                "system_database_url": self.repository.settings.jobs_url,
                "application_version": WORKFLOWS_VERSION,
                "executor_id": self._presence.executor,
                "log_level": "WARNING",
                "enable_otlp": False,
            }
        )
        Workflows(self.repository).register()
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=JOBS_AT_A_TIME, polling_interval_sec=POLL_SECONDS)


def worker_alive(repository: Repository) -> bool:
    """Tell whether some process does this repository's jobs."""
    return bool(living(repository))


def finish(
    repository: Repository, jobs: Jobs, viewer: Viewer, identifier: str, *, on_progress: Callable[[JobProgress], None]
) -> Payload:
    """See a queued job through and return its result, doing the work here when no worker is alive, or none any more.

    Raises JobFailed with the job's own problem and remedy. Interrupting it cancels the job.
    """
    while True:
        try:
            _leave_to_others(repository)
            with logged(repository), Worker(repository):
                result = _watch(jobs, viewer, identifier, on_progress)
        except RepositoryLocked:
            result = _watch(jobs, viewer, identifier, on_progress, served=lambda: worker_alive(repository))
        if result is not None:
            return result


def _leave_to_others(repository: Repository) -> None:
    """Raise RepositoryLocked where a command could work beside other workers, and need not."""
    if repository.is_shared and worker_alive(repository):
        raise RepositoryLocked("Another worker does the work.", where="background work", remedy="Leave the work to it.")


@contextmanager
def logged(repository: Repository) -> Iterator[None]:
    """Keep the job runner's own messages in the worker's log: a command tells a problem once, in our words."""
    log = repository.folder / "logs" / "worker.log"
    handler = logging.FileHandler(log, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    runner = logging.getLogger("dbos")
    runner.addHandler(_SILENCE)
    runner.addHandler(handler)
    try:
        log.parent.mkdir(exist_ok=True)
        yield
    finally:
        runner.removeHandler(handler)
        handler.close()


def serve_jobs(repository: Repository, *, ready: Callable[[], None]) -> None:
    """Run jobs until this process is told to stop; ``ready`` is called once it has begun."""
    with Worker(repository):
        ready()
        while True:
            sleep(60)


def _watch(
    jobs: Jobs,
    viewer: Viewer,
    identifier: str,
    on_progress: Callable[[JobProgress], None],
    served: Callable[[], bool] = lambda: True,
) -> Payload | None:
    """Return a job's result once it has ended, or None when the worker that did it is gone."""
    last: JobProgress | None = None
    looked = monotonic()
    with _interrupt_noted() as interrupted:
        while True:
            job: Job = jobs.job(viewer, identifier)
            if job.progress and job.progress != last:
                last = job.progress
                on_progress(job.progress)
            if job.status.ended:
                return jobs.result(viewer, identifier)
            if monotonic() - looked > LOOK_SECONDS:
                looked = monotonic()
                if not served():
                    return None
            if interrupted.wait(POLL_SECONDS):
                jobs.cancel(viewer, identifier)
                raise KeyboardInterrupt


@contextmanager
def _interrupt_noted() -> Iterator[Event]:
    """Yield what the first Ctrl-C sets; a second one interrupts as usual.

    An interrupt in the middle of a read would leave that read open, and its lock would keep the job from being
    cancelled on SQLite.
    """
    noted = Event()
    if current_thread() is not main_thread() or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield noted
        return

    def note(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        noted.set()

    signal.signal(signal.SIGINT, note)
    try:
        yield noted
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
