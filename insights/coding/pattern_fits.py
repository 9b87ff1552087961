"""How well texts fit the codebook's patterns, compared by the vectors of a sentence embedder."""

import hashlib
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from domain.evidence import PatternFit
from domain.insights import Codebook
from domain.lessons import NOTHING_LEARNED, Lessons
from domain.ports import Embedder
from insights.coding.lessons import corrected, drawn
from insights.coding.second_check import acceptance

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Matrix

MOST_PATTERNS = 3
LEAST_FIT = 0.05
"""Patterns below this fit are not worth a mention."""
SHRINKAGE = 0.5
"""Share of the sphere in the estimate of how examples of one pattern scatter; the rest is as measured."""
DEFINITION_WEIGHT = 0.25
"""Weight of title and definition beside the mean of the examples."""
MOST_WHITENINGS = 4
"""How many a process keeps: for the codebook as shipped and as edited, by each of two embedders."""
SHARPNESS = 24.0
"""Inverse temperature of the softmax. With one encoder, and 20, a fit of 0.6 or more was right three times out of four,
for examples on subjects that neither the codebook nor the encoder had seen, and hardly less often on real notes; with
two encoders joined the best fit of real difficulties is as high in the mean."""

_WHITENINGS: "dict[tuple[tuple[int, ...], bytes], NDArray[np.float64]]" = {}
"""The map of each scatter of examples, by its digest: to work one out takes longer than all else that fits need, and
the coder, the leaning and each step of learning need the same."""
_WHITENING = Lock()
MOST_SHARED = 2
"""How many fits a process keeps for whoever asks: of the codebook in force, and of the one before an edit of it."""
_SHARED: "dict[tuple[int, str, str], tuple[Codebook, PatternFits]]" = {}
_SHARING = Lock()


class PatternFits:
    """Compares vectors with the patterns of one codebook.

    Examples of one pattern differ mostly by subject (tax, health ...). Directions in which they scatter count
    less: a linear discriminant with the within-pattern covariance shrunk towards a sphere (Friedman, 1989,
    "Regularized Discriminant Analysis"). Deterministic; holds one direction a pattern. ``lessons`` move the directions
    and correct how probable it is that a reader accepts.
    """

    def __init__(self, codebook: Codebook, embedder: Embedder, lessons: Lessons = NOTHING_LEARNED) -> None:
        import numpy as np

        self._lessons = lessons
        self._ids = tuple(pattern.id for pattern in codebook.patterns)
        sizes = np.array([len(p.examples) for p in codebook.patterns])
        owners = np.repeat(np.arange(len(self._ids)), sizes)
        examples = embedder.embed([e.text for p in codebook.patterns for e in p.examples]).astype(np.float64)
        definitions = embedder.embed([p.summary for p in codebook.patterns]).astype(np.float64)
        means = np.stack([examples[owners == n].mean(axis=0) for n in range(len(self._ids))])
        self._centre = examples.mean(axis=0)
        self._whitening = _whitening(examples - means[owners])
        means = drawn(means, sizes, self._ids, lessons, embedder)
        of_examples = _unit((means - self._centre) @ self._whitening)
        of_words = _unit((definitions - definitions.mean(axis=0)) @ self._whitening)
        self._definitions = definitions
        self._directions = _unit((1 - DEFINITION_WEIGHT) * of_examples + DEFINITION_WEIGHT * of_words)

    def fits(self, vectors: "Matrix") -> "NDArray[np.float64]":
        """Return (n, patterns) in [0, 1], rows summing to 1: how probable each pattern is, if there is one at all.

        ``vectors`` (n, d) are of the embedder given at construction. No vectors: (0, patterns).
        """
        import numpy as np

        likeness = self.likeness(vectors)
        scaled = SHARPNESS * (likeness - likeness.max(axis=1, keepdims=True, initial=-1.0))
        weights = np.exp(scaled)
        return np.asarray(weights / weights.sum(axis=1, keepdims=True))

    def likeness(self, vectors: "Matrix") -> "NDArray[np.float64]":
        """Return (n, patterns) cosines in [-1, 1] with the patterns' directions, after the same whitening."""
        return _unit((vectors - self._centre) @ self._whitening) @ self._directions.T

    def summary_likeness(self, vectors: "Matrix") -> "NDArray[np.float64]":
        """Return (n, patterns) cosines in [-1, 1] with each pattern's title and definition."""
        return vectors @ self._definitions.T

    def checked(self, vectors: "Matrix", sure: "NDArray[np.float64]") -> list[tuple[PatternFit, ...]]:
        """Return :meth:`best` of each text, with how probable it is that a reader accepts it as evidence.

        ``sure`` (n,) is the probability that each text tells a difficulty. The check was fitted to vectors of the
        encoder for difficulties; with those of another embedder it means nothing.
        """
        fits = self.fits(vectors)
        right = self._accepted(vectors, fits, sure)
        columns = {pattern: column for column, pattern in enumerate(self._ids)}
        return [
            tuple(replace(fit, right=round(float(accepted[columns[fit.pattern]]), 4)) for fit in self.best(row))
            for row, accepted in zip(fits, right, strict=True)
        ]

    def acceptance(
        self, vectors: "Matrix", patterns: "Sequence[str]", sure: "NDArray[np.float64]"
    ) -> "NDArray[np.float64]":
        """Return (n,) how probable it is that a reader accepts each text as evidence of the pattern beside it.

        ``sure`` is as in :meth:`checked`. Raises ValueError for a pattern that is not in the codebook.
        """
        import numpy as np

        right = self._accepted(vectors, self.fits(vectors), sure)
        return right[np.arange(len(patterns)), [self._ids.index(pattern) for pattern in patterns]]

    def _accepted(
        self, vectors: "Matrix", fits: "NDArray[np.float64]", sure: "NDArray[np.float64]"
    ) -> "NDArray[np.float64]":
        right = acceptance(fits, self.summary_likeness(vectors), sure[:, None])
        return corrected(right, self._ids, self._lessons)

    def best(self, row: "NDArray[np.float64]") -> tuple[PatternFit, ...]:
        """Return at most three patterns of one row of fits, best first; ties by identifier."""
        order = sorted(range(len(self._ids)), key=lambda n: (-row[n], self._ids[n]))[:MOST_PATTERNS]
        return tuple(
            PatternFit(pattern=self._ids[n], fit=round(float(row[n]), 4)) for n in order if row[n] >= LEAST_FIT
        )


def shared_fits(codebook: Codebook, embedder: Embedder, lessons: Lessons = NOTHING_LEARNED) -> PatternFits:
    """Return the fits of a codebook, made once a process for all who compare with it: the coder and the leaning do."""
    asked = (id(codebook), embedder.name, lessons.version)  # the codebook is kept beside, so its number is its own
    with _SHARING:
        if asked not in _SHARED:
            _SHARED[asked] = (codebook, PatternFits(codebook, embedder, lessons))
            if len(_SHARED) > MOST_SHARED:
                del _SHARED[next(iter(_SHARED))]
        return _SHARED[asked][1]


def _whitening(scatter: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Return the (d, d) map that makes the shrunk covariance of ``scatter`` (n, d) a sphere; nobody can write to it."""
    import numpy as np

    asked = (scatter.shape, hashlib.blake2b(np.ascontiguousarray(scatter).data, digest_size=16).digest())
    with _WHITENING:
        if asked not in _WHITENINGS:
            covariance = scatter.T @ scatter / max(len(scatter), 1)
            sphere = np.eye(len(covariance)) * (np.trace(covariance) / len(covariance))
            values, axes = np.linalg.eigh((1 - SHRINKAGE) * covariance + SHRINKAGE * sphere)
            _WHITENINGS[asked] = np.asarray(axes / np.sqrt(values))
            _WHITENINGS[asked].flags.writeable = False
            if len(_WHITENINGS) > MOST_WHITENINGS:
                del _WHITENINGS[next(iter(_WHITENINGS))]
        return _WHITENINGS[asked]


def _unit(rows: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Return the rows at length 1; a row of zeros stays as it is."""
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1.0))
