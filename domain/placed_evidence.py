"""Evidence where it was put on a journey, or taken off by a person."""

from dataclasses import dataclass

from domain.evidence import Evidence

MOST_IN_TRAY = 30
"""How many observations a draft lays into the tray at most: those that tell most. People may put more there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedEvidence:
    """Evidence placed on a step or hand-over, with its fit in [0, 1] and why it stands there, in words.

    ``accepted_by`` and ``accepted_at`` (ISO 8601) are of the person who put or kept it there; None while only
    proposed.
    """

    evidence: Evidence
    score: float
    reason: str = ""
    accepted_by: str | None = None
    accepted_at: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RejectedEvidence:
    """An observation that a person took off a step or a hand-over: it is not placed there again. ``at`` is ISO 8601.

    ``to_step_id`` is the step to which a hand-over passes, the same within one; None where it was taken off the step.
    ``hand_over_id`` is that of one with sides of its own.
    """

    observation_id: str
    step_id: str
    by: str
    at: str
    to_step_id: str | None = None
    hand_over_id: str = ""
