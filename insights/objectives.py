"""Objectives: what would mend each difficulty of the codebook, and which of them a need, advice or praise is about."""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import ModelUnusable
from domain.evidence import Kind, PatternFit
from domain.insights import Codebook
from domain.ports import Embedder
from insights.pattern_fits import PatternFits

if TYPE_CHECKING:
    from domain.ports import Matrix

OBJECTIVES_FILE = Path(__file__).with_name("objectives.json")
OF_DIFFICULTY = 0.5
"""How much each of the two likenesses in the matcher's vectors counts beside that in the stock ones."""
SHARPNESS = 15.0
"""Inverse temperature of the softmax over the patterns' scores."""
LEAST_PROBABLE = 0.5
"""Below this probability of its best objective a text is about none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Least:
    """What a text of one kind must reach with its best objective: a text is often about none of them.

    ``fit`` is that of the difficulty by the matcher, ``likeness`` the cosine with the objective in stock vectors,
    ``score`` their sum with the matcher's own likenesses. Set on real notes, for precision.
    """

    fit: float
    likeness: float
    score: float


_LEAST = {
    Kind.NEED: _Least(fit=0.28, likeness=0.4, score=0.81),
    Kind.RECOMMENDATION: _Least(fit=0.3, likeness=0.4, score=0.81),
    Kind.POSITIVE: _Least(fit=0.6, likeness=0.35, score=0.75),
}
PLAIN_PRAISE, PLAINLY_PROBABLE = 0.88, 0.9
"""The score and probability from which praise is about an objective, though no words of the difficulty are in it."""


@lru_cache(maxsize=1)
def load_objectives() -> dict[str, str]:
    """Return what would mend each pattern, by its identifier. Raises ModelUnusable when the file cannot be read."""
    try:
        return {str(pattern): str(words) for pattern, words in json.loads(_content()).items()}
    except (ValueError, AttributeError) as error:
        raise _unusable() from error


@lru_cache(maxsize=1)
def objectives_version() -> str:
    """Return a name that changes with any word of the objectives. Raises ModelUnusable when the file is missing."""
    return f"objectives-{hashlib.sha256(_content()).hexdigest()[:8]}"


def _content() -> bytes:
    try:
        return OBJECTIVES_FILE.read_bytes()
    except OSError as error:
        raise _unusable() from error


def _unusable() -> ModelUnusable:
    return ModelUnusable(
        "The objectives cannot be read.", where=OBJECTIVES_FILE.name, remedy="Install the project again."
    )


class ObjectiveFits:
    """Compares texts with what would mend each pattern of one codebook, and with the difficulty itself.

    A need is worded as what is wanted, and a difficulty as what is wrong: in stock vectors they are alike by subject
    alone, and the matcher was trained on difficulties. So both must agree. Deterministic.
    """

    def __init__(self, codebook: Codebook, fits: PatternFits, *, embedder: Embedder, matcher: Embedder) -> None:
        known = load_objectives()
        words = [known.get(pattern.id, pattern.title) for pattern in codebook.patterns]
        self._ids = tuple(pattern.id for pattern in codebook.patterns)
        self._fits = fits
        self._stock = embedder.embed(words)
        self._matched = matcher.embed(words)

    def best(self, kinds: "list[Kind]", vectors: "Matrix", matched: "Matrix") -> list[tuple[PatternFit, ...]]:
        """Return for each text of these kinds the one pattern that it is about, with how probable that is, or none.

        ``vectors`` (n, d) are the texts' own by the stock embedder, ``matched`` (n, d) those by the matcher. No texts:
        an empty list.
        """
        import numpy as np

        if not kinds:
            return []
        likeness = vectors @ self._stock.T
        scores = likeness + OF_DIFFICULTY * (matched @ self._matched.T + self._fits.likeness(matched))
        weights = np.exp(SHARPNESS * (scores - scores.max(axis=1, keepdims=True)))
        chances = weights / weights.sum(axis=1, keepdims=True)
        fits = self._fits.fits(matched)
        found: list[tuple[PatternFit, ...]] = []
        for row, (kind, best) in enumerate(zip(kinds, scores.argmax(axis=1), strict=True)):
            least = _LEAST[kind]
            reached = (
                chances[row, best] >= LEAST_PROBABLE
                and fits[row, best] >= least.fit
                and likeness[row, best] >= least.likeness
                and scores[row, best] >= least.score
            )
            if kind is Kind.POSITIVE:
                reached = reached or (scores[row, best] >= PLAIN_PRAISE and chances[row, best] >= PLAINLY_PROBABLE)
            fit = PatternFit(pattern=self._ids[best], fit=round(float(chances[row, best]), 4))
            found.append((fit,) if reached else ())
        return found
