"""What is told of a run of the topic model: what moved since the run before, and where each observation lies."""

from dataclasses import dataclass

from domain.insights import Topic, TopicRun

MOST_POINTS = 2_000
"""How many observations the map of a run shows at most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MapPoint:
    """Where an observation lies on the map of a run: both places in [0, 1], near to what is like it."""

    observation_id: str
    topic: int
    across: float
    down: float


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicChange:
    """A topic of a run beside the one that it was in the run before: None there is new, None here is gone."""

    now: Topic | None
    before: Topic | None

    @property
    def grown_by(self) -> int:
        """Return how many observations it has more than before; negative where it has fewer."""
        return (self.now.size if self.now else 0) - (self.before.size if self.before else 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class RunSummary:
    """A run in a list of them, counted by what one viewer may see of it.

    ``agreement`` is that with the run before, as in an account; None where it was not asked for, too.
    ``ungrouped_share`` is in [0, 1]; ``started_at`` an ISO moment in UTC.
    """

    id: str
    started_at: str
    seed: int
    observations: int
    topics: int
    ungrouped_share: float
    agreement: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RunAccount:
    """A run as one viewer may see it, with all of it made of the observations that they see.

    ``changes`` hold each topic of this run in its order, then those that are gone. ``agreement`` is the adjusted mutual
    information of both runs over the ``shared`` observations: 1 for the same groups, about 0 for what chance would
    give; None without a run before, or nothing shared. ``points`` are at most ``MOST_POINTS`` of them.
    """

    run: TopicRun
    changes: tuple[TopicChange, ...]
    agreement: float | None
    shared: int
    points: tuple[MapPoint, ...]
