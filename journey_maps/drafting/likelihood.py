"""How likely evidence is right where it was placed: weighed signs claim too much, so readers were asked."""

import math
from dataclasses import replace

from domain.journeys import PlacedEvidence, Step

_EVEN = 0.73
_SURER = 0.5
"""A score of ``_EVEN`` was right half of the time; of its log odds beyond that so much is left.

Fitted to what readers said of sentences placed on the steps of seven journeys (docs/benchmarks.md, "Would a reader
leave it there?").
"""
_NEVER_SURE = 1e-4
_OF_ANOTHER = 0.2
"""How likely it is at most that what tells of other journeys belongs to this one."""


def with_likelihoods(step: Step, *, is_spoken_of: bool = True) -> Step:
    """Return a step whose evidence has for a score how likely a reader leaves it there; what only names stays at 0."""
    return replace(step, evidence=tuple(as_likely(item, is_spoken_of=is_spoken_of) for item in step.evidence))


def as_likely(placed: PlacedEvidence, *, is_spoken_of: bool = True) -> PlacedEvidence:
    """Return evidence with its likelihood, in (0, 1), in place of how strongly signs spoke for it; 0 stays 0.

    Of a journey that nothing here ``is_spoken_of`` everything is a guess.
    """
    if not placed.score:
        return placed
    odds = _SURER * (_log_odds(placed.score) - _log_odds(_EVEN))
    likely = round(1 / (1 + math.exp(-odds)), 4)
    return replace(placed, score=likely if is_spoken_of else min(likely, _OF_ANOTHER))


def _log_odds(score: float) -> float:
    bounded = min(max(score, _NEVER_SURE), 1 - _NEVER_SURE)
    return math.log(bounded / (1 - bounded))
