"""How grave single sentences are, as far as their words lean: for many together, where one alone reads as medium."""

from typing import TYPE_CHECKING

from domain.evidence import Severity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

USUAL = 0.53
"""The expected gravity of a usual difficulty: the mean over 50 that a reader coded."""
STRETCH = 4.0
"""So much further apart expected gravities are taken to lie: as far as those of the codebook's patterns do.

Both were set on these 50 (docs/benchmarks.md, "Kinds"); with 3 or 5 they are ordered as well.
"""


def gravities(logs: "NDArray[np.float64]") -> list[float]:
    """Return how grave each row is, in [0, 1], of its log probabilities (n, severities): a usual difficulty is 0.5."""
    import numpy as np

    expected = np.exp(logs) @ np.array([severity.gravity for severity in Severity])
    return [round(float(value), 4) for value in np.clip(0.5 + STRETCH * (expected - USUAL), 0.0, 1.0)]
