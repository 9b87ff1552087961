"""Probabilities and their log odds."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def log_odds(chances: "NDArray[np.float64]", *, never_sure: float) -> "NDArray[np.float64]":
    """Return the log odds of probabilities of any shape, taken as at least ``never_sure`` away from 0 and 1."""
    import numpy as np

    bounded = np.clip(chances, never_sure, 1 - never_sure)
    return np.asarray(np.log(bounded / (1 - bounded)))


def chances_of(odds: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Return the probabilities of log odds of any shape, which may be very large."""
    import numpy as np

    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))))
