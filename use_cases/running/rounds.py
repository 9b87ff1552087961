"""What a worker among others does besides its jobs: show that it is there, and take up what the dead have left."""

import logging
import os
from threading import Event, Lock, Thread
from time import monotonic

from domain.errors import StorageFailed
from use_cases.repository import Repository
from use_cases.running.presence import Presence, living

ROUND_SECONDS = 2.0
GIVE_UP_SECONDS = 10.0
"""How long a worker may be without its lock before it ends itself: well before others take it for dead."""
ABSENT_SECONDS = 25.0
"""How long a worker must have been out of sight before others take up its jobs."""
LOST = 75
"""The exit status of a worker that lost the database: by sysexits.h, a failure that may pass."""
logger = logging.getLogger(__name__)


class Rounds:
    """Looks round every few seconds, in a thread of its own, from ``start`` to ``stop``.

    A job is never done twice at once: whoever lost its lock ends before the others may take up what it did.
    """

    def __init__(self, repository: Repository, presence: Presence) -> None:
        self._repository = repository
        self._presence = presence
        self._stopping = Event()
        self._taking_up = Lock()
        self._takes_up = True
        self._thread = Thread(target=self._go, name="rounds", daemon=True)
        self._seen = monotonic()
        self._absent: dict[str, float] = {}

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def take_up_no_more(self) -> None:
        """From now on only show that the worker is there: its engine is about to close. Waits for a round under way."""
        with self._taking_up:
            self._takes_up = False

    def stop(self) -> None:
        """End; a round under way is waited for."""
        self._stopping.set()
        self._thread.join()

    def _go(self) -> None:
        while not self._stopping.wait(ROUND_SECONDS):
            if self._presence.stands():
                self._seen = monotonic()
                with self._taking_up:
                    if self._takes_up:
                        self._take_up()
            elif monotonic() - self._seen > GIVE_UP_SECONDS:
                logger.error("the database has been out of reach for too long: this worker ends, others go on")
                logging.shutdown()
                os._exit(LOST)

    def _take_up(self) -> None:
        from dbos import DBOS
        from sqlalchemy.exc import SQLAlchemyError

        try:
            pending = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
            for executor in self._gone({row.executor_id or "" for row in pending}):
                jobs = DBOS._recover_pending_workflows([executor])
                logger.warning("%s is gone; %d of its jobs go on", executor, len(jobs))
        except (StorageFailed, SQLAlchemyError) as error:
            logger.warning("the round could not be made (%s)", type(error).__name__)

    def _gone(self, executors: set[str]) -> list[str]:
        """Return those that have been out of sight for long enough, longest first."""
        now = monotonic()
        absent = executors - living(self._repository)
        self._absent = {name: self._absent.get(name, now) for name in absent}
        return [name for name, since in self._absent.items() if now - since > ABSENT_SECONDS]
