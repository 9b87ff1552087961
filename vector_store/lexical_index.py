"""Search by words: BM25 over word stems, saved on disk and mapped into memory."""

from collections.abc import Sequence
from pathlib import Path

from domain.search import Wording
from vector_store.asked_words import AskedWords
from vector_store.saved_builds import SavedBuilds
from vector_store.saved_words import SavedWords, load, save
from vector_store.wording import codes, phrases

_FORMAT = 4
"""Grows when words are split or weighed another way: an index of another format is rebuilt."""


class Bm25Index:
    """BM25 (Robertson and Zaragoza 2009; Lucene's form) in a folder of its own. Thread-safe; rebuilt as a whole.

    Readers in other processes take a new build up at their next query (:class:`SavedBuilds`).
    """

    def __init__(self, folder: Path) -> None:
        self._builds = SavedBuilds(folder, what="index of words", form=_FORMAT, load=load)

    def build(self, ids: Sequence[str], texts: Sequence[str], *, revision: int) -> None:
        """Replace the whole index by these texts and record the revision of storage it was built from."""
        if len(ids) != len(texts):
            raise ValueError(f"{len(ids)} identifiers cannot name {len(texts)} texts.")
        self._builds.replace(lambda folder: save(folder, ids, texts), revision=revision)

    def revision(self) -> int | None:
        """Return the revision it was built from, or None when there is no index (or one of an older format)."""
        return self._builds.revision()

    def ids(self) -> frozenset[str]:
        """Return every identifier held; none when there is no index. Raises IndexUnusable for a damaged one."""
        return frozenset(self._builds.current().rows.ids) if self.revision() is not None else frozenset()

    def asked(self, query: str, *, seen: frozenset[str] | None = None) -> AskedWords:
        """Return the words of a query as whoever sees the texts ``seen`` may learn of them; None: who sees all.

        Raises IndexUnusable when there is no index, or a damaged one.
        """
        return AskedWords(self._builds.current(), query, seen)

    def wording(self, query: str) -> Wording:
        """Return what holds a query's phrases and its codes. Raises IndexUnusable when there is no index."""
        built = self._builds.current()
        asked = phrases(query)
        holding = [_holding(built, phrase) for phrase in asked]
        named = [_holding(built, way) for ways in codes(query) for way in sorted(ways)]
        return Wording(required=frozenset.intersection(*holding) if holding else None, named=frozenset().union(*named))


def _holding(built: SavedWords, words: Sequence[str]) -> frozenset[str]:
    """Return the identifiers of the texts in which the words follow one another as written."""
    import numpy as np

    numbers = [built.numbers[word] for word in words if word in built.numbers]
    if not numbers or len(numbers) < len(words):
        return frozenset()
    # From the rarest word alone, so that the work grows with its places and not with all that is written.
    rarest = min(range(len(numbers)), key=lambda at: built.begins[numbers[at] + 1] - built.begins[numbers[at]])
    begins, ends = built.begins[numbers[rarest]], built.begins[numbers[rarest] + 1]
    starts = built.order[begins:ends] - rarest
    last = len(numbers) - 1
    starts = starts[(starts >= 0) & (starts + last < len(built.written))]
    met = built.owners[starts] == built.owners[starts + last]
    for step, number in enumerate(numbers):
        met &= built.written[starts + step] == number
    return frozenset(built.rows.ids[row] for row in np.unique(built.owners[starts[met]]).tolist())
