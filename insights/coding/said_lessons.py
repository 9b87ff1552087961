"""How what people said of kinds and severities is taken in: a regression on what the coder sees, from what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.evidence import Kind, Severity
from domain.ports import Embedder
from domain.said_lessons import SaidLesson

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Floats, Matrix

SURENESS_SPREAD, OFFSET_SPREAD, WORDING_SPREAD = 0.15, 0.3, 0.5
"""How far a slope, the offset of each kind or severity, and the weight of each place of the encoder's vector are
thought to lie from 1, 0 and 0 before anybody said a word (standard deviations): the best on organisations left out."""
MOST_STEPS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidCorrection:
    """How log probabilities (n, k) are corrected: slope times these, plus offsets (k,), plus vectors times weights.

    Vectors (n, d) are taken from their ``centre`` (d,); ``weights`` are (d, k).
    """

    slope: float
    offsets: "NDArray[np.float64]"
    centre: "NDArray[np.float64]"
    weights: "NDArray[np.float64]"

    def of(self, logs: "NDArray[np.float64]", vectors: "Matrix") -> "NDArray[np.float64]":
        """Return corrected log probabilities (n, k) of texts with these vectors (n, d)."""
        return logs_of(self.slope * logs + self.offsets + (vectors - self.centre) @ self.weights)


def correction_from(
    logs: "NDArray[np.float64]", said: Sequence[int], vectors: "Matrix", *, with_wording: bool = True
) -> SaidCorrection:
    """Return the most probable correction where people said ``said`` (n,), places among the k columns of ``logs``.

    A multinomial logistic regression with Gaussian priors around what is shipped. Without wording the weights are 0:
    what is learned is only how sure the coder may be, and how often each is said. Deterministic.
    """
    import numpy as np
    from scipy.optimize import minimize

    number, kinds = logs.shape
    centre = vectors.mean(axis=0, dtype=np.float64)
    inputs = vectors - centre if with_wording else np.zeros((number, 0))
    told = np.eye(kinds)[list(said)]

    def parts(values: "NDArray[np.float64]") -> "tuple[float, NDArray[np.float64], NDArray[np.float64]]":
        return float(values[0]), values[1 : kinds + 1], values[kinds + 1 :].reshape(-1, kinds)

    def loss(values: "NDArray[np.float64]") -> "tuple[float, NDArray[np.float64]]":
        slope, offsets, weights = parts(values)
        found = logs_of((1 + slope) * logs + offsets + inputs @ weights)
        away = np.exp(found) - told
        drawn = values / spread**2
        gradient = np.concatenate([[(away * logs).sum()], away.sum(axis=0), (inputs.T @ away).ravel()]) + drawn
        return float(-(found * told).sum() + (values * drawn).sum() / 2), gradient

    spread = np.full(1 + kinds + inputs.shape[1] * kinds, WORDING_SPREAD)
    spread[0], spread[1 : kinds + 1] = SURENESS_SPREAD, OFFSET_SPREAD
    best = minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS}).x
    slope, offsets, weights = parts(best)
    if not with_wording:
        weights = np.zeros((vectors.shape[1], kinds))
    return SaidCorrection(slope=1 + slope, offsets=offsets, centre=centre, weights=weights)


def correction_of(lessons: Sequence[SaidLesson], of: type[Kind] | type[Severity], encoder: Embedder) -> SaidCorrection:
    """Return what follows from lessons on kinds, or on severities, whose words ``encoder`` makes vectors of."""
    import numpy as np

    values = [each.value for each in of]
    rows = sorted(lessons, key=lambda each: each.observation)
    logs = np.array([each.logs for each in rows])
    vectors = encoder.embed([each.text for each in rows])
    return correction_from(logs, [values.index(each.said) for each in rows], vectors)


def logs_of(scores: "Floats") -> "NDArray[np.float64]":
    """Return the log of the softmax of each row (n, k)."""
    import numpy as np

    below = np.asarray(scores, dtype=np.float64) - np.max(scores, axis=1, keepdims=True)
    return np.asarray(below - np.log(np.exp(below).sum(axis=1, keepdims=True)))
