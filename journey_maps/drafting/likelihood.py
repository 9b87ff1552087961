"""How likely evidence is right where it was placed: weighed signs claim too much, so readers were asked."""

import math
from dataclasses import replace

from domain.journeys import Step
from domain.placed_evidence import PlacedEvidence

_EVEN = 0.73
_SURER = 0.5
"""A score of ``_EVEN`` was right half of the time; of its log odds beyond that so much is left.

Fitted to what readers said of sentences placed on the steps of seven journeys (docs/benchmarks.md, "Would a reader
leave it there?").
"""
_NEVER_SURE = 1e-4
_OF_ANOTHER = 0.2
"""How likely it is at most that what tells of other journeys belongs to this one."""


def with_likelihoods(step: Step) -> Step:
    """Return a step whose evidence has for a score how likely a reader leaves it there; what only names stays at 0."""
    return replace(step, evidence=tuple(map(as_likely, step.evidence)))


def as_likely(placed: PlacedEvidence) -> PlacedEvidence:
    """Return evidence with its likelihood, in (0, 1), in place of how strongly signs spoke for it; 0 stays 0."""
    if not placed.score:
        return placed
    odds = _SURER * (_log_odds(placed.score) - _log_odds(_EVEN))
    return replace(placed, score=round(1 / (1 + math.exp(-odds)), 4))


def as_guess(placed: PlacedEvidence) -> PlacedEvidence:
    """Return evidence that tells of another journey than that where it was placed: a guess, and at most as likely."""
    return replace(placed, score=min(placed.score, _OF_ANOTHER))


def _log_odds(score: float) -> float:
    bounded = min(max(score, _NEVER_SURE), 1 - _NEVER_SURE)
    return math.log(bounded / (1 - bounded))
