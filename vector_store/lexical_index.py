"""Search by words: BM25 over word stems, saved on disk and mapped into memory."""

import json
import shutil
import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.errors import IndexUnusable
from domain.search import Hit
from vector_store.words import MAX_QUERY_CHARACTERS, stems

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REBUILD = "Rebuild it: throughline rebuild-index"
_POINTER = "current.json"
_FORMAT = 1
"""Grows when words are split or weighed another way: an index of another format is rebuilt."""

_K1, _B = 1.2, 0.75


@dataclass(frozen=True, kw_only=True, slots=True)
class _Built:
    """One saved index in memory. ``ceilings`` is what one occurrence-saturated match of each word can weigh."""

    name: str
    ids: list[str]
    rows: dict[str, int]
    scorer: Any
    ceilings: "NDArray[np.float32]"
    unknown: float


class Bm25Index:
    """BM25 (Robertson and Zaragoza 2009; Lucene's form) in a folder of its own. Thread-safe; rebuilt as a whole.

    Each build is a new subfolder; a small pointer file names the one that counts and is replaced in one step, so
    readers in other processes see the old index or the new one, and take the new one up at their next query.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guard = threading.Lock()
        self._held: _Built | None = None

    def build(self, ids: Sequence[str], texts: Sequence[str], *, revision: int) -> None:
        """Replace the whole index by these texts and record the revision of storage it was built from."""
        if len(ids) != len(texts):
            raise ValueError(f"{len(ids)} identifiers cannot name {len(texts)} texts.")
        self._folder.mkdir(parents=True, exist_ok=True)
        name = f"build-{revision}-{uuid.uuid4().hex[:12]}"
        _save(self._folder / name, ids, texts)
        draft = self._folder / f"{_POINTER}.{name}"
        draft.write_text(json.dumps({"format": _FORMAT, "revision": revision, "build": name}), encoding="utf-8")
        draft.replace(self._folder / _POINTER)
        for old in self._folder.glob("build-*"):
            if old.name != name:
                shutil.rmtree(old, ignore_errors=True)

    def revision(self) -> int | None:
        """Return the revision it was built from, or None when there is no index (or one of an older format)."""
        try:
            return int(self._pointer()["revision"])
        except IndexUnusable:
            return None

    def ids(self) -> frozenset[str]:
        """Return every identifier held; none when there is no index. Raises IndexUnusable for a damaged one."""
        return frozenset(self._current().ids) if self.revision() is not None else frozenset()

    def matching(self, query: str, *, limit: int, among: frozenset[str] | None = None) -> list[Hit]:
        """Return at most ``limit`` hits with a positive score, highest first; ties by identifier.

        A score is a share in (0, 1]: the passage's BM25 weight over the most that any passage could get for this
        query's words, those that occur nowhere included. ``among`` keeps to those identifiers, before ranking. Only
        unknown words: an empty list. Raises IndexUnusable when there is no index, or a damaged one.
        """
        import numpy as np

        built = self._current()
        words = list(dict.fromkeys(stems(query[:MAX_QUERY_CHARACTERS])))
        known = [built.scorer.vocab_dict[word] for word in words if word in built.scorer.vocab_dict]
        if not known or limit < 1:
            return []
        scores = built.scorer.get_scores_from_ids(known, weight_mask=_mask(built, among))
        most = float(built.ceilings[known].sum()) + built.unknown * (len(words) - len(known))
        kept = np.flatnonzero(scores > 0)
        if limit < len(kept):
            last = np.partition(scores[kept], len(kept) - limit)[len(kept) - limit]
            kept = kept[scores[kept] >= last]
        hits = (Hit(id=built.ids[row], score=min(1.0, float(scores[row]) / most)) for row in kept)
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:limit]

    def _pointer(self) -> dict[str, Any]:
        try:
            pointer = json.loads((self._folder / _POINTER).read_text(encoding="utf-8"))
            if pointer["format"] == _FORMAT and str(pointer["build"]) and int(pointer["revision"]) >= 0:
                return dict(pointer)
        except FileNotFoundError:
            raise self._unusable("There is no index of words.") from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._unusable("The index of words is damaged.") from error
        raise self._unusable("The index of words is of another version.")

    def _current(self) -> _Built:
        with self._guard:
            name = str(self._pointer()["build"])
            while self._held is None or self._held.name != name:
                try:
                    self._held = _load(self._folder / name)
                except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
                    # A new build may have taken this one's place while it was read.
                    newer = str(self._pointer()["build"])
                    if newer == name:
                        raise self._unusable("The index of words is damaged.") from error
                    name = newer
            return self._held

    def _unusable(self, problem: str) -> IndexUnusable:
        return IndexUnusable(problem, where=self._folder.name, remedy=REBUILD)


def _mask(built: _Built, among: frozenset[str] | None) -> "NDArray[np.float32] | None":
    import numpy as np

    if among is None:
        return None
    mask = np.zeros(len(built.ids), dtype=np.float32)
    mask[[built.rows[identifier] for identifier in among if identifier in built.rows]] = 1.0
    return mask


def _save(folder: Path, ids: Sequence[str], texts: Sequence[str]) -> None:
    import bm25s
    import numpy as np

    folder.mkdir()
    words = [stems(text) for text in texts]
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
    (folder / "ids.json").write_text(json.dumps(list(ids) if any(words) else []), encoding="utf-8")


def _load(folder: Path) -> _Built:
    import bm25s
    import numpy as np

    scorer = bm25s.BM25.load(folder, mmap=True, show_progress=False)
    ids = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
    counts = np.load(folder / "counts.npy")
    texts = max(1, len(ids))
    if ids and scorer.scores["num_docs"] != len(ids):
        raise ValueError("the index and its identifiers differ in number")
    idf = np.log(1 + (texts - counts + 0.5) / (counts + 0.5))
    return _Built(
        name=folder.name,
        ids=ids,
        rows={identifier: row for row, identifier in enumerate(ids)},
        scorer=scorer,
        ceilings=idf.astype(np.float32),
        unknown=float(np.log(1 + (texts + 0.5) / 0.5)),
    )
