"""Objectives: what would mend each difficulty of the codebook, and which of them a need, advice or praise is about."""

import hashlib
import json
import math
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import ModelUnusable
from domain.evidence import Kind, PatternFit
from domain.insights import Codebook
from domain.ports import Embedder
from insights.coding.pattern_fits import PatternFits
from insights.coding.statements import content_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Floats, Matrix
    from insights.coding.wish_cues import Wished

OBJECTIVES_FILE = Path(__file__).with_name("objectives.json")
OF_DIFFICULTY = 0.5
"""How much the likenesses in the matcher's vectors count beside that in the stock ones."""
OF_BEST_WORDING = 0.7
"""How much the wording that is most alike counts; the rest is the mean of all wordings of an objective."""
OF_LACK, OF_SUMMARY = 0.8, 0.6
"""How much the likeness of what is lacking with the difficulty counts, and with its title and definition."""
OF_WORDS, MOST_WORDS = 0.025, 10.0
"""How much each unit of rarity of a shared word counts, and how many units count at most."""
SHARPNESS = 15.0
"""Inverse temperature of the softmax over the patterns' scores."""
LEAST_PROBABLE = 0.5
"""Below this probability of its best objective a text is about none."""
LEAST_LACK, LEAST_SCORE = 0.28, 1.54
"""What a need or recommendation must reach: the fit of what is lacking, and the whole score. Set by reading."""
LEAST_PRAISE_FIT, LEAST_PRAISE_LIKENESS, LEAST_PRAISE_SCORE = 0.6, 0.35, 0.75
"""What praise must reach: the fit of the difficulty, the likeness with the objective, and their sum."""
PLAIN_PRAISE, PLAINLY_PROBABLE = 0.88, 0.9
"""The score and probability from which praise is about an objective, though no words of the difficulty are in it."""


@lru_cache(maxsize=1)
def load_wordings() -> dict[str, tuple[str, ...]]:
    """Return how what would mend each pattern can be worded, by its identifier, first as it is shown.

    Raises ModelUnusable when the file cannot be read.
    """
    try:
        told = json.loads(_content()).items()
        return {str(pattern): tuple(str(words) for words in (first, *others)) for pattern, (first, *others) in told}
    except (ValueError, AttributeError, TypeError) as error:
        raise _unusable() from error


def load_objectives() -> dict[str, str]:
    """Return what would mend each pattern, by its identifier. Raises ModelUnusable when the file cannot be read."""
    return {pattern: words[0] for pattern, words in load_wordings().items()}


@lru_cache(maxsize=1)
def objectives_version() -> str:
    """Return a name that changes with any word of the objectives. Raises ModelUnusable when the file is missing."""
    praise = (LEAST_PRAISE_FIT, LEAST_PRAISE_LIKENESS, LEAST_PRAISE_SCORE, PLAIN_PRAISE, PLAINLY_PROBABLE)
    limits = (OF_LACK, OF_SUMMARY, OF_WORDS, LEAST_PROBABLE, LEAST_LACK, LEAST_SCORE, *praise)
    return f"objectives-{hashlib.sha256(_content() + repr(limits).encode()).hexdigest()[:8]}"


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
    alone, and the matcher was trained on difficulties. So a need or recommendation is compared with several wordings of
    the objective, with the difficulty as it is worded and told as what is lacking, and by the rare words that both
    have. Praise is compared as it is worded. Deterministic.
    """

    def __init__(self, codebook: Codebook, fits: PatternFits, *, embedder: Embedder, matcher: Embedder) -> None:
        known = load_wordings()
        wordings = [known.get(pattern.id, (pattern.title,)) for pattern in codebook.patterns]
        self._ids = tuple(pattern.id for pattern in codebook.patterns)
        self._fits = fits
        flat = [words for each in wordings for words in each]
        self._sizes = [len(each) for each in wordings]
        self._stock, self._matched = embedder.embed(flat), matcher.embed(flat)
        self._words = [
            content_of(" ".join((*each, pattern.title)))
            for each, pattern in zip(wordings, codebook.patterns, strict=True)
        ]
        used = Counter(word for words in self._words for word in words)
        self._rarity = {word: math.log(len(self._words) / (count + 0.5)) for word, count in used.items()}

    def best(
        self, wished: "Sequence[Wished]", vectors: "Matrix", matched: "Matrix", lacking: "Matrix"
    ) -> list[tuple[PatternFit, ...]]:
        """Return for each text the one pattern that it is about, with how probable that is, or none.

        ``vectors`` (n, d) are the texts' own by the stock embedder, ``matched`` (n, d) those by the matcher, and
        ``lacking`` (n, d) the matcher's of the texts told as difficulties. No texts: an empty list.
        """
        if not wished:
            return []
        wishes, praise = self._wishes(wished, vectors, matched, lacking), self._praise(vectors, matched)
        return [praise[row] if each.kind is Kind.POSITIVE else wishes[row] for row, each in enumerate(wished)]

    def _wishes(
        self, wished: "Sequence[Wished]", vectors: "Matrix", matched: "Matrix", lacking: "Matrix"
    ) -> list[tuple[PatternFit, ...]]:
        worded = self._by_objective(vectors @ self._stock.T + OF_DIFFICULTY * (matched @ self._matched.T))
        lack = OF_LACK * self._fits.likeness(lacking) + OF_SUMMARY * self._fits.summary_likeness(lacking)
        scores = worded + OF_DIFFICULTY * self._fits.likeness(matched) + lack
        scores += OF_WORDS * self._shared_words([each.text for each in wished])
        fits = self._fits.fits(lacking)
        rows = range(len(wished))
        best = scores.argmax(axis=1)
        return self._found(scores, (fits[rows, best] >= LEAST_LACK) & (scores[rows, best] >= LEAST_SCORE))

    def _praise(self, vectors: "Matrix", matched: "Matrix") -> list[tuple[PatternFit, ...]]:
        import numpy as np

        shown = np.cumsum([0, *self._sizes[:-1]])
        likeness = vectors @ self._stock[shown].T
        scores = likeness + OF_DIFFICULTY * (matched @ self._matched[shown].T + self._fits.likeness(matched))
        rows = range(len(vectors))
        best = scores.argmax(axis=1)
        reached = (
            (self._fits.fits(matched)[rows, best] >= LEAST_PRAISE_FIT)
            & (likeness[rows, best] >= LEAST_PRAISE_LIKENESS)
            & (scores[rows, best] >= LEAST_PRAISE_SCORE)
        )
        plain = (scores[rows, best] >= PLAIN_PRAISE) & (_chances(scores)[rows, best] >= PLAINLY_PROBABLE)
        return self._found(scores, reached | plain)

    def _found(self, scores: "Floats", reached: "NDArray[np.bool_]") -> list[tuple[PatternFit, ...]]:
        """Return the best pattern of each row of scores (n, patterns) that is ``reached`` (n,) and probable enough."""
        chances = _chances(scores)
        return [
            (PatternFit(pattern=self._ids[row.argmax()], fit=round(float(row.max()), 4)),)
            if is_reached and row.max() >= LEAST_PROBABLE
            else ()
            for row, is_reached in zip(chances, reached, strict=True)
        ]

    def _by_objective(self, likeness: "Floats") -> "NDArray[np.float64]":
        """Return (n, patterns) from the likeness (n, wordings) with each wording of each objective."""
        import numpy as np

        starts = np.cumsum([0, *self._sizes[:-1]])
        best = np.maximum.reduceat(likeness, starts, axis=1)
        mean = np.add.reduceat(likeness, starts, axis=1) / np.array(self._sizes)
        return np.asarray(OF_BEST_WORDING * best + (1 - OF_BEST_WORDING) * mean, dtype=np.float64)

    def _shared_words(self, texts: "Sequence[str]") -> "NDArray[np.float64]":
        """Return (n, patterns) how rare the words are that each text shares with each objective, at most so much."""
        import numpy as np

        shared = [
            [sum(self._rarity[word] for word in sorted(said & words)) for words in self._words]
            for said in map(content_of, texts)
        ]
        return np.minimum(np.array(shared, dtype=np.float64), MOST_WORDS)


def _chances(scores: "Floats") -> "NDArray[np.float64]":
    """Return (n, patterns) how probable each pattern is by its scores, of one text a row."""
    import numpy as np

    weights = np.exp(SHARPNESS * (scores - scores.max(axis=1, keepdims=True)))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), dtype=np.float64)
