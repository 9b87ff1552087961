"""The second check: how probable it is that a careful reader takes a text as evidence of a pattern.

A logistic regression of three numbers, fitted to 1,398 verdicts of readers on pairs of a real note's sentence and a
pattern that the coder had guessed. They accepted one pair in seven: what follows from it is meant to be strict.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

INTERCEPT, OF_FIT, OF_LIKENESS, OF_SURENESS = -7.58, 0.31, 9.6, 0.81
_NEVER_SURE = 1e-4


def acceptance(
    fit: "NDArray[np.float64]", likeness: "NDArray[np.float64]", sure: "NDArray[np.float64]"
) -> "NDArray[np.float64]":
    """Return (n,) probabilities in [0, 1] that a reader accepts a text as evidence of a pattern.

    ``fit`` (n,) in [0, 1] is how probable the pattern is among all; ``likeness`` (n,) the cosine of the text and the
    pattern's title and definition, by the encoder for difficulties; ``sure`` (n,) in [0, 1] the probability that the
    text tells a difficulty at all.
    """
    import numpy as np

    odds = INTERCEPT + OF_FIT * _log_odds(fit) + OF_LIKENESS * likeness + OF_SURENESS * _log_odds(sure)
    return np.asarray(1.0 / (1.0 + np.exp(-odds)))


def _log_odds(share: "NDArray[np.float64]") -> "NDArray[np.float64]":
    import numpy as np

    bounded = np.clip(share, _NEVER_SURE, 1 - _NEVER_SURE)
    return np.asarray(np.log(bounded / (1 - bounded)))
