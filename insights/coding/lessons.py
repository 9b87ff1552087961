"""How lessons are taken in: they move what a pattern's examples point to, and correct how sure the second check is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.lessons import Lesson, Lessons
from domain.ports import Embedder
from insights.coding.odds import chances_of, log_odds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PUSH = 0.5
"""How far counter-examples push a pattern's mean away, beside accepted examples, that count like written ones."""
SLOPE_SPREAD, OFFSET_SPREAD, PATTERN_SPREAD = 0.15, 0.3, 0.7
"""How far slope, offset and a pattern's own offset are thought to lie from 1, 0 and 0 before anybody decided (standard
deviations). The shipped check rests on 1,398 verdicts on other notes, which are worth a tenth as much here; patterns
differ among each other, by the same verdicts, about so much."""
LEAST_SLOPE = 0.2
"""What is more probable never becomes less so."""
NEWTON_STEPS = 50
NEVER_SURE = 1e-6
"""How far from 0 and 1 a probability is taken to be at the least."""


def lessons_of(taught: Sequence[Lesson]) -> Lessons:
    """Return what follows from these lessons; from none, nothing.

    Slope and offsets are those of greatest posterior probability: a logistic regression on the log odds (Platt, 1999,
    "Probabilistic Outputs for Support Vector Machines") with an offset a pattern, each drawn towards what is shipped.
    Deterministic, whatever the order of the lessons.
    """
    import numpy as np

    rows = sorted(taught, key=lambda each: (each.observation, each.pattern))
    if not rows:
        return Lessons()
    patterns = sorted({each.pattern for each in rows})
    own = np.array([[each.pattern == pattern for pattern in patterns] for each in rows], dtype=np.float64)
    slope, offset, *offsets = _corrections(rows, own)
    return Lessons(lessons=tuple(rows), slope=slope, offset=offset, offsets=tuple(zip(patterns, offsets, strict=True)))


def sureness_of(taught: Sequence[Lesson]) -> tuple[float, float]:
    """Return slope and offset as in :func:`lessons_of` where nothing is learned of any pattern."""
    import numpy as np

    slope, offset = _corrections(taught, np.empty((len(taught), 0)))
    return slope, offset


def _corrections(rows: Sequence[Lesson], own: "NDArray[np.float64]") -> list[float]:
    """Return slope, offset and the weight of each column of ``own`` (n, d)."""
    import numpy as np

    odds = np.array([each.odds for each in rows])
    inputs = np.column_stack([odds, np.ones(len(rows)), own])
    spread = np.array([SLOPE_SPREAD, OFFSET_SPREAD, *[PATTERN_SPREAD] * own.shape[1]])
    moved = _most_probable(inputs, odds, np.array([each.accepted for each in rows]), spread)
    return [max(1.0 + float(moved[0]), LEAST_SLOPE), *map(float, moved[1:])]


def _most_probable(
    inputs: "NDArray[np.float64]",
    odds: "NDArray[np.float64]",
    accepted: "NDArray[np.bool_]",
    spread: "NDArray[np.float64]",
) -> "NDArray[np.float64]":
    """Return the (d,) weights of ``inputs`` (n, d) that are added to ``odds`` (n,), by Newton's method from 0.

    A step that would make the posterior less is halved until it does not: where the shipped check is sure of the
    contrary, a whole one leads far past the greatest.
    """
    import numpy as np

    def posterior(weights: "NDArray[np.float64]") -> float:
        moved = odds + inputs @ weights
        told = np.where(accepted, moved, -moved)
        return float(-np.logaddexp(0.0, -told).sum() - ((weights / spread) ** 2).sum() / 2)

    weights = np.zeros(inputs.shape[1])
    for _ in range(NEWTON_STEPS):
        chance = chances_of(odds + inputs @ weights)
        slope = inputs.T @ (accepted - chance) - weights / spread**2
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + np.diag(spread**-2.0)
        step = np.linalg.solve(curve, slope)
        while np.abs(step).max() >= 1e-9 and posterior(weights + step) < posterior(weights):
            step = step / 2
        if np.abs(step).max() < 1e-9:
            break
        weights = weights + step
    return weights


def drawn(
    means: "NDArray[np.float64]", sizes: "NDArray[np.int64]", ids: Sequence[str], lessons: Lessons, embedder: Embedder
) -> "NDArray[np.float64]":
    """Return the means (patterns, d) of ``sizes`` (patterns,) examples as accepted sentences draw and rejected push.

    Lessons on a pattern that is not among ``ids`` are passed over. Without lessons they are the means given.
    """
    import numpy as np

    known = [each for each in lessons.lessons if each.pattern in set(ids)]
    if not known:
        return means
    vectors = embedder.embed([each.text for each in known]).astype(np.float64)
    moved = means.copy()
    for row, pattern in enumerate(ids):
        own = np.array([each.pattern == pattern for each in known])
        accepted = own & np.array([each.accepted for each in known])
        rejected = own & ~accepted
        number, against = int(accepted.sum()), int(rejected.sum())
        moved[row] = (means[row] * sizes[row] + vectors[accepted].sum(axis=0)) / (sizes[row] + number)
        if against:
            away = PUSH * against / (sizes[row] + against)
            moved[row] += away * (moved[row] - vectors[rejected].mean(axis=0))
    return moved


def corrected(right: "NDArray[np.float64]", ids: Sequence[str], lessons: Lessons) -> "NDArray[np.float64]":
    """Return probabilities (n, patterns) that a reader accepts a text, as lessons correct them."""
    import numpy as np

    if not lessons.lessons:
        return right
    own = dict(lessons.offsets)
    offsets = lessons.offset + np.array([own.get(pattern, 0.0) for pattern in ids])
    return chances_of(lessons.slope * log_odds(right, never_sure=NEVER_SURE) + offsets)
