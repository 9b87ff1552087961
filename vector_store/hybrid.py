"""Search by meaning, by words, or by both, among what a viewer may see."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from domain.errors import InvalidRequest
from domain.ports import Embedder, LexicalIndex, VectorIndex
from domain.search import Hit, SearchMode
from vector_store.exact import ExactIndex
from vector_store.fusion import fuse

if TYPE_CHECKING:
    from domain.ports import Matrix, Vector

CANDIDATES = 100
"""How many hits each side offers to the fusion, at least."""

EXACT_UP_TO = 5_000
"""Up to so many allowed observations their vectors are compared one by one; beyond, the index is over-fetched."""

OVERFETCH = 4
"""How many times more is fetched from the index, at each turn, when not everything is visible."""

MAX_FETCH = 4_096

VectorsOf = Callable[[Sequence[str]], "tuple[list[str], Matrix]"]


class HybridSearch:
    """One query in, ranked identifiers out. Thread-safe where its parts are."""

    def __init__(
        self, embedder: Embedder, vectors: VectorIndex, lexical: LexicalIndex, *, vectors_of: VectorsOf | None = None
    ) -> None:
        self._embedder = embedder
        self._vectors = vectors
        self._lexical = lexical
        self._vectors_of = vectors_of

    def find(
        self, query: str, *, mode: SearchMode = SearchMode.HYBRID, limit: int, allowed: frozenset[str] | None = None
    ) -> list[Hit]:
        """Return at most ``limit`` hits, best first; ties by identifier.

        ``allowed`` is what the viewer may see and the filter lets through; None is everything. Raises InvalidRequest
        for a query without any character to look for, IndexUnusable when an index must be rebuilt.
        """
        if not query.strip():
            raise InvalidRequest("The query is empty.", where="query", remedy="Say what you are looking for.")
        if limit < 1:
            raise InvalidRequest(f"A limit of {limit} shows nothing.", where="limit", remedy="Ask for at least 1.")
        if allowed is not None and not allowed:
            return []
        if mode is SearchMode.KEYWORD:
            return self._lexical.matching(query, limit=limit, among=allowed)
        if mode is SearchMode.SEMANTIC:
            return self._by_meaning(query, limit=limit, allowed=allowed)
        depth = max(CANDIDATES, 2 * limit)
        by_words = self._lexical.matching(query, limit=depth, among=allowed)
        return fuse(self._by_meaning(query, limit=depth, allowed=allowed), by_words, limit=limit)

    def _by_meaning(self, query: str, *, limit: int, allowed: frozenset[str] | None) -> list[Hit]:
        vector = self._embedder.embed([query])[0]
        if allowed is None:
            return self._vectors.nearest(vector, limit=limit)
        if self._vectors_of and len(allowed) <= EXACT_UP_TO:
            return self._exactly(vector, limit=limit, allowed=allowed)
        return self._overfetched(vector, limit=min(limit, len(allowed)), allowed=allowed)

    def _exactly(self, vector: "Vector", *, limit: int, allowed: frozenset[str]) -> list[Hit]:
        if self._vectors_of is None:
            return []
        ids, matrix = self._vectors_of(sorted(allowed))
        return ExactIndex(ids, matrix).nearest(vector, limit=limit)

    def _overfetched(self, vector: "Vector", *, limit: int, allowed: frozenset[str]) -> list[Hit]:
        fetch = limit * OVERFETCH
        while True:
            fetched = self._vectors.nearest(vector, limit=fetch)
            kept = [hit for hit in fetched if hit.id in allowed]
            if len(kept) >= limit or len(fetched) < fetch:
                return kept[:limit]
            if self._vectors_of and fetch >= MAX_FETCH:
                return self._exactly(vector, limit=limit, allowed=allowed)
            fetch *= OVERFETCH
