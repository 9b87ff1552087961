"""The files of the index of words: written when it is built, and read back into memory."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vector_store.indexed_rows import IndexedRows
from vector_store.mistyped import LongWords
from vector_store.words import stems_of, written_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_K1, _B = 0.9, 0.4


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedWords:
    """One saved index in memory. ``counts`` is how many texts have each stem.

    ``written`` holds all words of all texts one after the other, numbered by ``numbers``; ``owners`` tells whose.
    ``order`` holds the places of each word in there, those of one number after those of the number before: from
    ``begins`` of its number on.
    """

    rows: IndexedRows
    scorer: Any
    counts: "NDArray[np.int64]"
    numbers: dict[str, int]
    long_words: LongWords
    written: "NDArray[np.int32]"
    owners: "NDArray[np.int32]"
    order: "NDArray[np.int32]"
    begins: "NDArray[np.int64]"


def save(folder: Path, ids: Sequence[str], texts: Sequence[str]) -> None:
    """Write the files of an index of these texts into a folder that does not exist yet."""
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


def load(folder: Path) -> SavedWords:
    """Return an index as it was saved, its large parts mapped. Raises ValueError where its parts do not agree."""
    import bm25s
    import numpy as np

    scorer = bm25s.BM25.load(folder, mmap=True, show_progress=False)
    ids = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
    if ids and scorer.scores["num_docs"] != len(ids):
        raise ValueError("the index and its identifiers differ in number")

    def mapped(name: str) -> "NDArray[np.int32]":
        # Plain arrays, for each use of a memmap makes another object; and an empty file cannot be mapped.
        return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r" if ids else None))

    numbers = json.loads((folder / "numbers.json").read_text(encoding="utf-8"))
    return SavedWords(
        rows=IndexedRows(ids),
        scorer=scorer,
        counts=np.load(folder / "counts.npy"),
        numbers=numbers,
        long_words=LongWords(numbers),
        begins=np.load(folder / "begins.npy"),
        written=mapped("written"),
        owners=mapped("owners"),
        order=mapped("order"),
    )
