"""Whether what stands on a step is still true of it, as the coder says of each piece. Unknown stays unknown."""

from collections.abc import Sequence

from domain.evidence import Standing
from domain.placed_evidence import PlacedEvidence
from domain.sureness import LEAST_LIKELY

_FEWEST = 4
_SHARE = 0.8
"""What share of all that is no guess must tell the same: what does not say counts against it."""


def standing_of_step(placed: Sequence[PlacedEvidence]) -> Standing:
    """Return the standing of a step's likely evidence, where all of it has the same and the rest hardly differs.

    ``placed`` are the pieces that are no guesses, with how likely each is right there.
    """
    told = [item.evidence.standing for item in placed if item.score >= LEAST_LIKELY]
    if len(told) < _FEWEST or len(set(told)) > 1:
        return Standing.UNKNOWN
    alike = sum(item.score for item in placed if item.evidence.standing is told[0])
    return told[0] if alike >= _SHARE * sum(item.score for item in placed) else Standing.UNKNOWN
