"""The words of a query, weighed by the texts that whoever asks may see: what they find, and what they tell."""

import math
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from domain.search import Agreement, Hit, best_first
from language.dictionary import is_ordinary_word
from vector_store.mistyped import mended
from vector_store.saved_words import SavedWords
from vector_store.wording import telling
from vector_store.words import MAX_QUERY_CHARACTERS, STOP_WORDS, stems_of, written_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HARDLY_ANY = 1 / 2500
"""A word that no greater share of the texts has is strange to them."""
MENDED_WORDS = 5
"""So many unknown words of a query are compared with known ones, at most."""


class AskedWords:
    """A query's stems, mistyped words mended, with the weight of each. Never changed once made.

    ``seen`` are the texts that whoever asks may see, None: all. Of the others nothing counts: not that they have a
    word, nor how many have it. A word that only they have is unknown, like one that occurs nowhere.
    """

    def __init__(self, built: SavedWords, query: str, seen: frozenset[str] | None) -> None:
        self._built = built
        self._seen = None if seen is None else built.rows.mask(seen)
        self._texts = len(built.rows) if self._seen is None else int(self._seen.sum())
        self._counted: dict[str, int] = {}
        read = query[:MAX_QUERY_CHARACTERS]
        written = written_words(read)
        self._instead = dict(self._mended(written))
        self._stems = self._stems_of(written)
        self._telling = self._stems_of(written_words(telling(read)))

    def matches(self, *, limit: int, among: frozenset[str] | None = None) -> tuple[list[Hit], float]:
        """Return at most ``limit`` hits with a positive score, highest first; ties by identifier.

        A score is a share in (0, 1]: the passage's BM25 weight over the most that any passage could get for this
        query's words, those that occur nowhere included. ``among`` keeps to those identifiers, before ranking. Only
        unknown words: an empty list.

        Beside it stands the standard deviation of the shares over all texts that are seen.
        """
        import numpy as np

        known = [stem for stem in self._stems if self._having(stem)]
        if not known or limit < 1:
            return [], 0.0
        scores = self._scores(known)
        spread = float((scores if self._seen is None else scores[self._seen]).std())
        if among is not None:
            scores *= self._built.rows.mask(among)
        most = sum(map(self._weight, self._stems))
        kept = np.flatnonzero(scores > 0)
        if limit < len(kept):
            last = np.partition(scores[kept], len(kept) - limit)[len(kept) - limit]
            kept = kept[scores[kept] >= last]
        ids = self._built.rows.ids
        hits = (Hit(id=ids[row], score=min(1.0, float(scores[row]) / most)) for row in kept.tolist())
        return sorted(hits, key=best_first)[:limit], spread / most

    def strangeness(self) -> float:
        """Return the share, in [0, 1], of the query's weight on words that hardly any text has; 0 without words.

        It is told for the less the fewer texts there are: that a few hundred lack a word says little.
        """
        weight = sum(map(self._weight, self._stems))
        few = int(self._texts * HARDLY_ANY)
        strange = sum(self._weight(stem) for stem in self._stems if self._having(stem) <= few)
        told = min(1.0, self._texts * HARDLY_ANY)
        return told * strange / weight if weight else 0.0

    def agreement(self, ids: Iterable[str]) -> Agreement:
        """Return how much of what the query asks about stands in any of these texts, by the weight of its words."""
        import numpy as np

        weights = {stem: self._weight(stem) for stem in self._telling}
        whole = sum(weights.values())
        if not whole:
            return Agreement()
        rows = self._built.rows
        those = np.zeros(len(rows), dtype=bool)
        those[[row for row in map(rows.at.get, ids) if row is not None]] = True
        lacking = []
        each = np.zeros(len(rows), dtype=np.float32)
        for stem, weight in weights.items():
            having = self._rows_of(stem)
            each[having] += weight
            lacking += [] if those[having].any() else [weight]
        return Agreement(
            held=1 - sum(lacking) / whole,
            lacking=max(lacking, default=0.0) / whole,
            together=min(1.0, float(each[those].max(initial=0.0)) / whole),
        )

    def holding(self, *, among: frozenset[str] | None = None) -> frozenset[str]:
        """Return the identifiers, ``among`` these, of the texts with every word of what is asked about; no words: none.

        None is every text that is seen.
        """
        import numpy as np

        if not self._telling:
            return frozenset()
        rows = self._built.rows
        held = np.ones(len(rows), dtype=bool) if self._seen is None else self._seen.copy()
        for stem in self._telling:
            having = np.zeros(len(rows), dtype=bool)
            having[self._rows_of(stem)] = True
            held &= having
        if among is not None:
            held &= rows.mask(among)
        return frozenset(rows.ids[row] for row in np.flatnonzero(held).tolist())

    def _scores(self, stems: Sequence[str]) -> "NDArray[np.float32]":
        """Return (n,) the BM25 weight of each text for these stems, each weighed as it is among the texts seen."""
        import numpy as np

        scorer = self._built.scorer
        data, begins = scorer.scores["data"], scorer.scores["indptr"]
        scores = np.zeros(max(1, len(self._built.rows)), dtype=np.float32)
        for stem in stems:
            number = scorer.vocab_dict[stem]
            of_all = _weight(len(self._built.rows), int(self._built.counts[number]))
            # A text has a word once in its list, so that plain indexing adds up.
            scores[self._rows_of(stem)] += data[begins[number] : begins[number + 1]] * (self._weight(stem) / of_all)
        return scores

    def _rows_of(self, stem: str) -> "NDArray[np.int32]":
        """Return the rows of all texts that have a stem."""
        import numpy as np

        scorer = self._built.scorer
        number = scorer.vocab_dict.get(stem)
        if number is None:
            return np.empty(0, dtype=np.int32)
        begins = scorer.scores["indptr"]
        rows: NDArray[np.int32] = scorer.scores["indices"][begins[number] : begins[number + 1]]
        return rows

    def _having(self, stem: str) -> int:
        """Return how many of the texts seen have a stem."""
        if stem not in self._counted:
            number = self._built.scorer.vocab_dict.get(stem)
            if number is None or self._seen is None:
                self._counted[stem] = 0 if number is None else int(self._built.counts[number])
            else:
                self._counted[stem] = int(self._seen[self._rows_of(stem)].sum())
        return self._counted[stem]

    def _weight(self, stem: str) -> float:
        return _weight(self._texts, self._having(stem))

    def _stems_of(self, written: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(stems_of([self._instead.get(word, word) for word in written])))

    def _mended(self, written: Sequence[str]) -> Iterable[tuple[str, str]]:
        """Yield unknown words with the known ones they are taken for: what is English is not mistyped."""
        unknown = (word for word in dict.fromkeys(written) if word not in STOP_WORDS and not self._is_known(word))
        for word in islice(unknown, MENDED_WORDS):
            near = [each for each in mended(word, self._built.numbers) if self._is_known(each)]
            near = near or [each for each in self._built.long_words.two_away(word) if self._is_known(each)]
            if near and not is_ordinary_word(word):
                yield word, max(near, key=lambda each: (self._having(stems_of([each])[0]), each))

    def _is_known(self, word: str) -> bool:
        return any(self._having(stem) for stem in stems_of([word]))


def _weight(texts: int, having: int) -> float:
    """Return the inverse document frequency of a word that so many of the texts have."""
    return math.log(1 + (texts - having + 0.5) / (having + 0.5))
