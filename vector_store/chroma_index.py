"""Nearest-neighbour search over observations in Chroma: identifiers and vectors, never text."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from domain.errors import IndexMissing, IndexUnusable
from domain.ports import Progress
from domain.search import Hit, best_first
from vector_store.chroma_errors import REBUILD, is_unreachable, translated

if TYPE_CHECKING:
    from domain.ports import Matrix, Vector

COLLECTION = "observations"
_UPSERT_ROWS = 1000
_DELETE_ROWS = 500
_PLACE = "the vector index"

_Answer = TypeVar("_Answer")


class ChromaSource(Protocol):
    """Where a Chroma client comes from, opened at need."""

    def client(self) -> Any:
        """Return an open client."""
        ...

    def close(self) -> None:
        """Let go of the client; the next use opens another."""
        ...

    def discard(self) -> None:
        """Delete everything that Chroma keeps."""
        ...


class ChromaIndex:
    """Vectors of one embedder in one Chroma collection, compared by cosine. Thread-safe.

    Every use looks the collection up, since another process may have rebuilt it for another model meanwhile.
    """

    def __init__(self, client_source: ChromaSource, embedder_name: str, dimensions: int) -> None:
        self._source = client_source
        self._embedder_name = embedder_name
        self._dimensions = dimensions

    def upsert(self, ids: Sequence[str], vectors: "Matrix", *, progress: Progress | None = None) -> None:
        """Add unit vectors (n, d), replacing those whose identifier is there; of equal identifiers the last counts.

        Creates the index when there is none. Raises ValueError when shapes do not fit.
        """
        if vectors.shape != (len(ids), self._dimensions):
            raise ValueError(f"Expected vectors of shape {(len(ids), self._dimensions)}, not {vectors.shape}.")
        rows = list({identifier: row for row, identifier in enumerate(ids)}.values())
        for start in range(0, len(rows), _UPSERT_ROWS):
            some = rows[start : start + _UPSERT_ROWS]
            with self._client() as client:
                held = self._collection(client, create=True)
                held.upsert(ids=[ids[row] for row in some], embeddings=vectors[some])
            if progress:
                progress(min(start + _UPSERT_ROWS, len(rows)), len(rows))

    def delete(self, ids: Sequence[str]) -> None:
        """Remove identifiers; unknown ones are ignored, and so is a missing index."""
        if not self._exists():
            return
        for start in range(0, len(ids), _DELETE_ROWS):
            with self._client() as client:
                self._collection(client, create=False).delete(ids=list(ids[start : start + _DELETE_ROWS]))

    def nearest(self, vector: "Vector", *, limit: int) -> list[Hit]:
        """Return at most ``limit`` hits, cosine similarity in [-1, 1], highest first; ties by identifier.

        An empty index gives an empty list. Raises IndexUnusable when there is none, or one of another model.
        """
        if limit < 1:
            return []
        found = self._with_collection(
            lambda held: held.query(query_embeddings=vector[None, :], n_results=limit, include=["distances"])
        )
        hits = (
            Hit(id=identifier, score=max(-1.0, min(1.0, 1.0 - distance)))
            for identifier, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        )
        return sorted(hits, key=best_first)

    def ids(self) -> frozenset[str]:
        """Return every identifier held; none when there is no index yet."""
        if not self._exists():
            return frozenset()
        return frozenset(self._with_collection(lambda held: held.get(include=[])["ids"]))

    def clear(self) -> None:
        """Empty the index and bind it to this model; a damaged one is deleted and made anew."""
        try:
            self._delete_collection()
            self._with_collection(lambda held: held.count(), create=True)
        except IndexUnusable:
            self._source.discard()
            self._with_collection(lambda held: held.count(), create=True)

    def _delete_collection(self) -> None:
        with self._client() as client:
            if self._is_listed(client):
                client.delete_collection(COLLECTION)

    def _exists(self) -> bool:
        with self._client() as client:
            return self._is_listed(client)

    @staticmethod
    def _is_listed(client: Any) -> bool:
        return any(held.name == COLLECTION for held in client.list_collections())

    def _with_collection(self, use: Callable[[Any], _Answer], *, create: bool = False) -> _Answer:
        with self._client() as client:
            return use(self._collection(client, create=create))

    @contextmanager
    def _client(self) -> Iterator[Any]:
        """Give the open client; when its server has gone, let go of it so that the next use finds another."""
        client = self._source.client()
        try:
            with translated(_PLACE):
                yield client
        except IndexUnusable as error:
            if error.__cause__ is not None and is_unreachable(error.__cause__):
                self._source.close()
            raise

    def _collection(self, client: Any, *, create: bool) -> Any:
        from chromadb.errors import NotFoundError

        # None on both ways: a collection opened without it gets an embedding function that downloads a model.
        try:
            held = client.get_collection(COLLECTION, embedding_function=None)
        except NotFoundError:
            if not create:
                raise IndexMissing("There is no index of vectors.", where=_PLACE, remedy=REBUILD) from None
            held = client.get_or_create_collection(
                COLLECTION,
                embedding_function=None,
                metadata={"embedder": self._embedder_name, "dimensions": self._dimensions},
                configuration={"hnsw": {"space": "cosine"}},
            )
        builder = (held.metadata or {}).get("embedder")
        if builder != self._embedder_name:
            raise IndexUnusable(
                f"The index of vectors was built by {builder}, not by {self._embedder_name}.",
                where=_PLACE,
                remedy=REBUILD,
            )
        return held
