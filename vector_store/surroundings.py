"""What stands around each observation, as a vector: the heading or the neighbours may name what a question is about.

Everyday questions name the subject and the difficulty; a passage names one of them, and its neighbours the other.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from domain.search import Place
from vector_store.indexed_rows import IndexedRows
from vector_store.saved_builds import SavedBuilds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Matrix, Vector

NEIGHBOURS = 2
"""How many observations before and after one count as near to it."""
_FORMAT = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class _Built:
    rows: IndexedRows
    vectors: "NDArray[np.float16]"


class SurroundingsIndex:
    """A SurroundingIndex in a folder of its own: half a vector for what shares the headings, half for what is near.

    Made of the stored vectors alone, so nothing is embedded. Thread-safe; rebuilt as a whole; mapped into memory.
    ``model`` names whose vectors they are, unless it is the packaged one's: another's index has to be rebuilt.
    """

    def __init__(self, folder: Path, *, model: str = "") -> None:
        form = f"{_FORMAT} of {model}" if model else _FORMAT
        self._builds = SavedBuilds(folder, what="index of surroundings", form=form, load=_load)

    def build(self, places: Sequence[Place], ids: Sequence[str], vectors: "Matrix", *, revision: int) -> None:
        """Replace the whole index by observations in their places; ``vectors`` (n, d) belong to ``ids``.

        A place without a vector, and a vector without a place, are left out.
        """
        self._builds.replace(lambda folder: _save(folder, places, ids, vectors), revision=revision)

    def revision(self) -> int | None:
        """Return the revision it was built from, or None when there is no index (or one of another format)."""
        return self._builds.revision()

    def ids(self) -> frozenset[str]:
        """Return every identifier held; none when there is no index. Raises IndexUnusable for a damaged one."""
        return frozenset(self._builds.current().rows.ids) if self.revision() is not None else frozenset()

    def nearness(self, vector: "Vector", ids: Sequence[str]) -> dict[str, float]:
        """Return how near the surroundings of each of ``ids`` are, in [-1, 1]; those not held are left out.

        Raises IndexUnusable when there is no index, or a damaged one.
        """
        import numpy as np

        built = self._builds.current()
        held = [identifier for identifier in ids if identifier in built.rows.at]
        if not held:
            return {}
        around = built.vectors[[built.rows.at[identifier] for identifier in held]].astype(np.float32)
        return dict(zip(held, np.clip(around @ vector, -1.0, 1.0).tolist(), strict=True))


def surroundings(places: Sequence[Place], vectors: "Matrix") -> "Matrix":
    """Return (n, d): for each place the mean of what shares its source and headings, and of its near neighbours.

    Each of the two is brought to length 1 and counts half; an observation without neighbours stands for them itself.
    """
    import numpy as np

    sections: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    sources: dict[str, list[int]] = {}
    for row, place in enumerate(places):
        sections.setdefault((place.source_id, place.headings), []).append(row)
        sources.setdefault(place.source_id, []).append(row)
    around = np.empty_like(vectors)
    for rows in sections.values():
        around[rows] = _unit(vectors[rows].mean(axis=0, keepdims=True))
    for rows in sources.values():
        in_order = sorted(rows, key=lambda row: places[row].ordinal)
        around[in_order] += _unit(_near(vectors[in_order]))
    return np.asarray(around / 2)


def _near(vectors: "Matrix") -> "Matrix":
    """Return (n, d) sums of the neighbours of each row, itself left out; the row itself where it has none."""
    import numpy as np

    if len(vectors) == 1:
        return vectors
    sums = np.zeros_like(vectors)
    for step in range(1, min(NEIGHBOURS, len(vectors) - 1) + 1):
        sums[step:] += vectors[:-step]
        sums[:-step] += vectors[step:]
    return sums


def _unit(rows: "Matrix") -> "Matrix":
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, np.finfo(np.float32).tiny))


def _save(folder: Path, places: Sequence[Place], ids: Sequence[str], vectors: "Matrix") -> None:
    import numpy as np

    at = {identifier: row for row, identifier in enumerate(ids)}
    known = [place for place in places if place.id in at]
    folder.mkdir()
    around = surroundings(known, vectors[[at[place.id] for place in known]]) if known else np.zeros((0, 0))
    np.save(folder / "vectors.npy", around.astype(np.float16))
    (folder / "ids.json").write_text(json.dumps([place.id for place in known]), encoding="utf-8")


def _load(folder: Path) -> _Built:
    import numpy as np

    ids = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
    vectors = np.load(folder / "vectors.npy", mmap_mode="r" if ids else None)
    if len(ids) != len(vectors):
        raise ValueError("the index and its identifiers differ in number")
    return _Built(rows=IndexedRows(ids), vectors=np.asarray(vectors))
