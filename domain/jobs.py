"""Long work as people see it: what is under way, how far it is, and how it ended."""

from dataclasses import dataclass
from enum import StrEnum


class JobKind(StrEnum):
    """What a job does."""

    CHECK = "check"
    INGEST = "ingest"
    FIT = "fit"
    JOURNEY = "journey"
    EVIDENCE = "evidence"
    REBUILD = "rebuild"
    CODE = "code"
    LEARN = "learn"
    EXAMPLES = "examples"
    WITHDRAW = "withdraw"

    @property
    def label(self) -> str:
        """Return the words used on screens."""
        return {
            JobKind.CHECK: "Checking files",
            JobKind.INGEST: "Adding files",
            JobKind.FIT: "Finding themes",
            JobKind.JOURNEY: "Drafting a journey",
            JobKind.EVIDENCE: "Looking for evidence",
            JobKind.REBUILD: "Rebuilding the search index",
            JobKind.CODE: "Coding the evidence anew",
            JobKind.LEARN: "Learning from decisions",
            JobKind.EXAMPLES: "Loading the examples",
            JobKind.WITHDRAW: "Taking words out",
        }[self]


class JobStatus(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Tell whether nothing more will happen."""
        return self in {JobStatus.DONE, JobStatus.FAILED, JobStatus.CANCELLED}


@dataclass(frozen=True, kw_only=True, slots=True)
class JobProgress:
    """How far a job is: ``done`` of ``total`` of what ``stage`` names. ``total`` 0 means not known yet."""

    stage: str
    done: int = 0
    total: int = 0

    @property
    def share(self) -> float:
        """Return done / total in [0, 1]; 0 while the total is not known."""
        return min(1.0, self.done / self.total) if self.total else 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A job's status row. ``problem`` and ``remedy`` are set when it failed. Results are fetched apart.

    Moments are ISO, UTC: when it was asked for, taken up by a worker, and over; empty for what has not come yet.
    """

    id: str
    kind: JobKind
    status: JobStatus
    title: str
    created_at: str
    started_at: str = ""
    ended_at: str = ""
    progress: JobProgress | None = None
    problem: str = ""
    where: str = ""
    remedy: str = ""
