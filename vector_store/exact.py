"""Exact cosine search over a given set of vectors: the faster way when a filter leaves few of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.search import Hit, best_first

if TYPE_CHECKING:
    from domain.ports import Matrix, Vector


class ExactIndex:
    """Unit vectors (n, d) with their identifiers, compared one by one. Holds no copy; nothing is stored."""

    def __init__(self, ids: Sequence[str], vectors: "Matrix") -> None:
        if len(ids) != len(vectors):
            raise ValueError(f"{len(ids)} identifiers cannot name {len(vectors)} vectors.")
        self._ids = ids
        self._vectors = vectors

    def nearest(self, vector: "Vector", *, limit: int) -> list[Hit]:
        """Return at most ``limit`` hits, cosine similarity in [-1, 1], highest first; ties by identifier."""
        import numpy as np

        if not self._ids or limit < 1:
            return []
        scores = np.clip(self._vectors @ vector, -1.0, 1.0)
        kept = np.arange(len(scores))
        if limit < len(scores):
            last = np.partition(scores, len(scores) - limit)[len(scores) - limit]
            kept = np.flatnonzero(scores >= last)
        hits = (Hit(id=self._ids[row], score=float(scores[row])) for row in kept.tolist())
        return sorted(hits, key=best_first)[:limit]
