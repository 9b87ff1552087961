"""Hand-overs that a sentence on a step may tell of: asked about, on no map until a person puts them there."""

from dataclasses import dataclass

from domain.hand_overs import How, Passes
from domain.placed_evidence import PlacedEvidence


@dataclass(frozen=True, kw_only=True, slots=True)
class PossibleHandOver:
    """What may pass within a step, and the sentence that speaks of it.

    ``step`` is its order. ``giver`` and ``taker`` are who the sentence tells, or ``UNKNOWN_SIDE``; at most one of them
    follows from who runs the step.
    """

    step: int
    giver: str
    taker: str
    passes: Passes
    how: How
    placed: PlacedEvidence
