"""Search by words: BM25 over word stems, saved on disk and mapped into memory."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.search import Hit, Wording
from vector_store.indexed_rows import IndexedRows
from vector_store.saved_builds import SavedBuilds
from vector_store.wording import codes, first_unknown, mended, phrases
from vector_store.words import MAX_QUERY_CHARACTERS, stems_of, written_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FORMAT = 4
"""Grows when words are split or weighed another way: an index of another format is rebuilt."""

_K1, _B = 0.9, 0.4
HARDLY_ANY = 1 / 2500
"""A word that no greater share of the texts has is strange to them."""
_ROUNDING = 1e-5
"""Weights are kept in single precision: a word exactly as rare as the rarest must not fall below it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Built:
    """One saved index in memory. ``ceilings`` is what one occurrence-saturated match of each word can weigh.

    ``unknown`` is what a word weighs that occurs nowhere, ``strange`` what the commonest weighs that hardly occurs.
    ``written`` holds all words of all texts one after the other, numbered by ``numbers``; ``owners`` tells whose.
    ``order`` holds the places of each word in there, those of one number after those of the number before: from
    ``begins`` of its number on.
    """

    rows: IndexedRows
    scorer: Any
    ceilings: "NDArray[np.float32]"
    unknown: float
    strange: float
    numbers: dict[str, int]
    written: "NDArray[np.int32]"
    owners: "NDArray[np.int32]"
    order: "NDArray[np.int32]"
    begins: "NDArray[np.int64]"


class Bm25Index:
    """BM25 (Robertson and Zaragoza 2009; Lucene's form) in a folder of its own. Thread-safe; rebuilt as a whole.

    Readers in other processes take a new build up at their next query (:class:`SavedBuilds`).
    """

    def __init__(self, folder: Path) -> None:
        self._builds = SavedBuilds(folder, what="index of words", form=_FORMAT, load=_load)

    def build(self, ids: Sequence[str], texts: Sequence[str], *, revision: int) -> None:
        """Replace the whole index by these texts and record the revision of storage it was built from."""
        if len(ids) != len(texts):
            raise ValueError(f"{len(ids)} identifiers cannot name {len(texts)} texts.")
        self._builds.replace(lambda folder: _save(folder, ids, texts), revision=revision)

    def revision(self) -> int | None:
        """Return the revision it was built from, or None when there is no index (or one of an older format)."""
        return self._builds.revision()

    def ids(self) -> frozenset[str]:
        """Return every identifier held; none when there is no index. Raises IndexUnusable for a damaged one."""
        return frozenset(self._builds.current().rows.ids) if self.revision() is not None else frozenset()

    def matches(self, query: str, *, limit: int, among: frozenset[str] | None = None) -> tuple[list[Hit], float]:
        """Return at most ``limit`` hits with a positive score, highest first; ties by identifier.

        A score is a share in (0, 1]: the passage's BM25 weight over the most that any passage could get for this
        query's words, those that occur nowhere included. ``among`` keeps to those identifiers, before ranking. Only
        unknown words: an empty list.

        Beside it stands the standard deviation of the shares over all texts.
        Raises IndexUnusable when there is no index, or a damaged one.
        """
        import numpy as np

        built = self._builds.current()
        words = _looked_for(built, query)
        known = [built.scorer.vocab_dict[word] for word in words if word in built.scorer.vocab_dict]
        if not known or limit < 1:
            return [], 0.0
        scores = built.scorer.get_scores_from_ids(known)
        spread = float(scores.std())
        if among is not None:
            scores *= built.rows.mask(among)
        most = float(built.ceilings[known].sum()) + built.unknown * (len(words) - len(known))
        kept = np.flatnonzero(scores > 0)
        if limit < len(kept):
            last = np.partition(scores[kept], len(kept) - limit)[len(kept) - limit]
            kept = kept[scores[kept] >= last]
        hits = (Hit(id=built.rows.ids[row], score=min(1.0, float(scores[row]) / most)) for row in kept.tolist())
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:limit], spread / most

    def strangeness(self, query: str) -> float:
        """Return the share, in [0, 1], of a query's weight on words that hardly any observation has; 0 without words.

        It is told for the less the fewer texts there are: that a few hundred lack a word says little.
        Raises IndexUnusable when there is no index, or a damaged one.
        """
        built = self._builds.current()
        weight = strange = 0.0
        for word in dict.fromkeys(stems_of(written_words(query[:MAX_QUERY_CHARACTERS]))):
            number = built.scorer.vocab_dict.get(word)
            of_word = built.unknown if number is None else float(built.ceilings[number])
            weight += of_word
            if of_word >= built.strange:
                strange += of_word
        told = min(1.0, len(built.rows) * HARDLY_ANY)
        return told * strange / weight if weight else 0.0

    def wording(self, query: str) -> Wording:
        """Return what holds a query's phrases and its codes. Raises IndexUnusable when there is no index."""
        built = self._builds.current()
        asked = phrases(query)
        holding = [_holding(built, phrase) for phrase in asked]
        named = [_holding(built, way) for ways in codes(query) for way in sorted(ways)]
        return Wording(required=frozenset.intersection(*holding) if holding else None, named=frozenset().union(*named))


def _looked_for(built: _Built, query: str) -> list[str]:
    """Return the stems to look for: those of the query's words, mistyped ones mended where a known word is near."""
    written = written_words(query[:MAX_QUERY_CHARACTERS])
    instead: dict[str, str] = {}
    for word in first_unknown(written, built.numbers):
        if any(stem in built.scorer.vocab_dict for stem in stems_of([word])):
            continue
        near = [(_frequency(built, each), each) for each in mended(word, built.numbers)]
        if near:
            instead[word] = max(near)[1]
    return list(dict.fromkeys(stems_of([instead.get(word, word) for word in written])))


def _frequency(built: _Built, word: str) -> float:
    """Return how common a written word is, by the weight of its stem: 0 is as rare as can be."""
    return max((-float(built.ceilings[built.scorer.vocab_dict[stem]]) for stem in stems_of([word])), default=0.0)


def _holding(built: _Built, words: Sequence[str]) -> frozenset[str]:
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


def _save(folder: Path, ids: Sequence[str], texts: Sequence[str]) -> None:
    import bm25s
    import numpy as np

    folder.mkdir()
    written = [written_words(text) for text in texts]
    words = [stems_of(of_text) for of_text in written]
    scorer = bm25s.BM25(k1=_K1, b=_B, method="lucene", backend="numpy")
    # A vocabulary of nothing cannot be indexed: one text of one word that no query can hold stands in for it.
    scorer.index(words if any(words) else [[" "]], show_progress=False, leave_progress=False)
    scorer.save(folder, show_progress=False)
    numbered = scorer.vocab_dict
    counts = np.zeros(max(numbered.values()) + 1, dtype=np.int64)
    for of_text in words:
        for word in set(of_text):
            counts[numbered[word]] += 1
    np.save(folder / "counts.npy", counts)
    _save_written(folder, written if any(words) else [])
    (folder / "ids.json").write_text(json.dumps(list(ids) if any(words) else []), encoding="utf-8")


def _save_written(folder: Path, written: Sequence[Sequence[str]]) -> None:
    import numpy as np

    numbers = {word: number for number, word in enumerate(dict.fromkeys(word for text in written for word in text))}
    numbered = np.array([numbers[word] for text in written for word in text], dtype=np.int32)
    np.save(folder / "written.npy", numbered)
    np.save(folder / "order.npy", np.argsort(numbered, kind="stable").astype(np.int32))
    np.save(folder / "begins.npy", np.append(0, np.cumsum(np.bincount(numbered, minlength=len(numbers)))))
    np.save(folder / "owners.npy", np.repeat(np.arange(len(written), dtype=np.int32), [len(text) for text in written]))
    (folder / "numbers.json").write_text(json.dumps(numbers), encoding="utf-8")


def _weight(texts: int, having: int) -> float:
    """Return the inverse document frequency of a word that so many of the texts have."""
    return math.log(1 + (texts - having + 0.5) / (having + 0.5)) - _ROUNDING


def _load(folder: Path) -> _Built:
    import bm25s
    import numpy as np

    scorer = bm25s.BM25.load(folder, mmap=True, show_progress=False)
    ids = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
    counts = np.load(folder / "counts.npy")
    texts = max(1, len(ids))
    if ids and scorer.scores["num_docs"] != len(ids):
        raise ValueError("the index and its identifiers differ in number")

    def mapped(name: str) -> "NDArray[np.int32]":
        # Plain arrays, for each use of a memmap makes another object; and an empty file cannot be mapped.
        return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r" if ids else None))

    idf = np.log(1 + (texts - counts + 0.5) / (counts + 0.5))
    return _Built(
        rows=IndexedRows(ids),
        scorer=scorer,
        ceilings=idf.astype(np.float32),
        unknown=_weight(texts, 0),
        strange=_weight(texts, int(texts * HARDLY_ANY)),
        numbers=json.loads((folder / "numbers.json").read_text(encoding="utf-8")),
        begins=np.load(folder / "begins.npy"),
        written=mapped("written"),
        owners=mapped("owners"),
        order=mapped("order"),
    )
