"""Nearest-neighbour search among what a filter lets through, over files that are mapped into memory.

Many vectors are turned so that their first directions carry most of what tells them apart (principal axes, Jolliffe
2002): a first look reads those alone, a sixth of the bytes, and only the nearest by it are compared in full. Turning
changes no cosine.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from domain.search import Hit, best_first
from vector_store.indexed_rows import IndexedRows
from vector_store.saved_builds import SavedBuilds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Matrix, Vector

FIRST = 64
"""How many directions the first look reads."""
LOOKED_INTO = 3_000
"""How many are compared in full, at least: of 100,000 they hold what the full comparison would put first."""
PICKED_UP_TO = 0.05
"""Up to this share of all rows those let through are picked out first; more are left in place and passed over."""
_BLOCK_ROWS = 20_000
_FORMAT = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class _Built:
    """``first`` (n, 64 or fewer) and ``rest`` (n, what is left) are the turned vectors, ``turn`` (d, d) turns one."""

    rows: IndexedRows
    turn: "NDArray[np.float32]"
    first: "NDArray[np.float32]"
    rest: "NDArray[np.float32]"


class FilteredVectors:
    """Unit vectors in a folder of its own, compared by cosine. Thread-safe; rebuilt as a whole from storage.

    ``model`` names whose vectors they are, unless it is the packaged one's: another's index has to be rebuilt.
    """

    def __init__(self, folder: Path, *, model: str = "") -> None:
        form = f"{_FORMAT} of {model}" if model else _FORMAT
        self._builds = SavedBuilds(folder, what="index of filtered vectors", form=form, load=_load)

    def build(self, ids: Sequence[str], vectors: "Matrix", *, revision: int) -> None:
        """Replace the whole index by these vectors (n, d) and record the revision of storage they are of."""
        if len(ids) != len(vectors):
            raise ValueError(f"{len(ids)} identifiers cannot name {len(vectors)} vectors.")
        self._builds.replace(lambda folder: _save(folder, ids, vectors), revision=revision)

    def revision(self) -> int | None:
        """Return the revision it was built from, or None when there is no index (or one of another format)."""
        return self._builds.revision()

    def ids(self) -> frozenset[str]:
        """Return every identifier held; none when there is no index. Raises IndexUnusable for a damaged one."""
        return frozenset(self._builds.current().rows.ids) if self.revision() is not None else frozenset()

    def nearest(self, vector: "Vector", *, limit: int, among: frozenset[str]) -> list[Hit]:
        """Return at most ``limit`` hits among these, cosine similarity in [-1, 1], highest first; ties by identifier.

        Exact up to 3,000 that are held; of more, those are left out whose first directions speak against them.
        Raises IndexUnusable when there is no index, or a damaged one.
        """
        import numpy as np

        built = self._builds.current()
        mask = built.rows.mask(among)
        rows = np.flatnonzero(mask)
        if not len(rows) or limit < 1:
            return []
        turned = vector @ built.turn
        begun, left = turned[: built.first.shape[1]], turned[built.first.shape[1] :]
        is_picked = len(rows) <= PICKED_UP_TO * len(mask)
        scores = built.first[rows] @ begun if is_picked else (built.first @ begun)[rows]
        looked_into = max(LOOKED_INTO, 10 * limit)
        if looked_into < len(rows):
            kept = np.sort(np.argpartition(scores, -looked_into)[-looked_into:])
            rows, scores = rows[kept], scores[kept]
        scores = np.clip(scores + built.rest[rows] @ left, -1.0, 1.0)
        if limit < len(rows):
            kept = np.flatnonzero(scores >= np.partition(scores, -limit)[-limit])
            rows, scores = rows[kept], scores[kept]
        ids = built.rows.ids
        hits = [Hit(id=ids[row], score=score) for row, score in zip(rows.tolist(), scores.tolist(), strict=True)]
        return sorted(hits, key=best_first)[:limit]


def _save(folder: Path, ids: Sequence[str], vectors: "Matrix") -> None:
    import numpy as np
    from numpy.lib.format import open_memmap

    folder.mkdir()
    turn = _turn(vectors)
    np.save(folder / "turn.npy", turn)
    first = min(FIRST, turn.shape[1])
    widths = {"first.npy": first, "rest.npy": turn.shape[1] - first}
    if len(ids):
        files = [
            open_memmap(folder / name, mode="w+", dtype=np.float32, shape=(len(ids), width))
            for name, width in widths.items()
        ]
        for start in range(0, len(ids), _BLOCK_ROWS):
            block = slice(start, start + _BLOCK_ROWS)
            turned = vectors[block] @ turn
            files[0][block], files[1][block] = turned[:, :first], turned[:, first:]
        for file in files:
            file.flush()
    else:
        for name, width in widths.items():
            np.save(folder / name, np.zeros((0, width), dtype=np.float32))
    (folder / "ids.json").write_text(json.dumps(list(ids)), encoding="utf-8")


def _turn(vectors: "Matrix") -> "Matrix":
    """Return (d, d): what brings vectors onto their principal axes, the strongest first.

    So few that a search compares all of them in full stay as they are: finding the axes takes longer than all else.
    """
    import numpy as np

    if len(vectors) <= LOOKED_INTO:
        return np.eye(vectors.shape[1], dtype=np.float32)
    scatter = np.zeros((vectors.shape[1],) * 2, dtype=np.float64)
    for start in range(0, len(vectors), _BLOCK_ROWS):
        block = vectors[start : start + _BLOCK_ROWS]
        scatter += block.T @ block
    _, axes = np.linalg.eigh(scatter)
    return np.ascontiguousarray(axes[:, ::-1].astype(np.float32))


def _load(folder: Path) -> _Built:
    import numpy as np

    ids = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
    # As plain arrays: of each use of a memmap another object of its class would be made.
    first, rest = (
        np.asarray(np.load(folder / name, mmap_mode="r" if ids else None)) for name in ("first.npy", "rest.npy")
    )
    if not len(ids) == len(first) == len(rest):
        raise ValueError("the index and its identifiers differ in number")
    return _Built(rows=IndexedRows(ids), turn=np.load(folder / "turn.npy"), first=first, rest=rest)
