"""What people made of what the coder would learn, and what holds by it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class LearningVerdict(StrEnum):
    """What a person made of what the coder would learn."""

    ADOPTED = "adopted"
    LEFT = "left"
    WITHDRAWN = "withdrawn"


class LearningState(StrEnum):
    """Where a learning stands: undecided, in force, left alone, or in force no more."""

    OPEN = "open"
    IN_FORCE = "in force"
    LEFT = "left"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True, slots=True)
class DecidedLearning:
    """A person's word on a learning, counted from 1 by ``nth``; ``decided_at`` is an ISO moment in UTC."""

    nth: int
    learning: str
    verdict: LearningVerdict
    decided_by: str
    decided_at: str


def in_force(decided: Iterable[DecidedLearning]) -> str | None:
    """Return the learning that was adopted last, or None where nothing is, or it was withdrawn."""
    moves = [said for said in sorted(decided, key=lambda said: said.nth) if said.verdict is not LearningVerdict.LEFT]
    return moves[-1].learning if moves and moves[-1].verdict is LearningVerdict.ADOPTED else None


def state_of(learning: str, decided: Iterable[DecidedLearning]) -> LearningState:
    """Return where a learning stands, by all decisions on learnings."""
    said = sorted(decided, key=lambda each: each.nth)
    own = [each.verdict for each in said if each.learning == learning]
    if not own:
        return LearningState.OPEN
    if in_force(said) == learning:
        return LearningState.IN_FORCE
    return LearningState.LEFT if own[-1] is LearningVerdict.LEFT else LearningState.ENDED
