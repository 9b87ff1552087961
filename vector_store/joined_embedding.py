"""Several embedders as one: what one of them gets wrong another may not."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.model_files import ModelFile
from domain.ports import Embedder, Progress
from vector_store.embedding import MiniLmEmbedder

if TYPE_CHECKING:
    from domain.ports import Matrix


class JoinedEmbedder:
    """Sets the vectors of several embedders end to end, so that the cosine of two texts is the mean of theirs.

    Each part has a share above 0; the shares add up to 1 and weigh the mean. Raises ValueError where they do not.
    """

    def __init__(self, parts: Sequence[tuple[Embedder, float]]) -> None:
        if not parts or min(share for _, share in parts) <= 0 or abs(sum(share for _, share in parts) - 1) > 1e-9:
            raise ValueError("The shares of joined embedders are above 0 and add up to 1.")
        self._parts = tuple(parts)
        self.name = "+".join(f"{embedder.name}*{share:g}" for embedder, share in parts)
        self.dimensions = sum(embedder.dimensions for embedder, _ in parts)

    @classmethod
    def of(cls, models: Sequence[tuple[ModelFile, float]], threads: int | None = None) -> "JoinedEmbedder":
        """Return an embedder of models that have MiniLM's tokens and width, each with its share."""
        return cls([(MiniLmEmbedder.of(model, threads), share) for model, share in models])

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None) -> "Matrix":
        """Return a float32 array (len(texts), dimensions) of unit rows, in the order given.

        ``progress`` counts distinct texts once for each part. Raises what the parts raise.
        """
        import numpy as np

        rows: Matrix = np.empty((len(texts), self.dimensions), dtype=np.float32)
        start = 0
        for nth, (embedder, share) in enumerate(self._parts):
            end = start + embedder.dimensions
            rows[:, start:end] = share**0.5 * embedder.embed(texts, progress=self._of_part(nth, progress))
            start = end
        return rows

    def _of_part(self, nth: int, progress: Progress | None) -> Progress | None:
        if progress is None:
            return None
        parts = len(self._parts)
        return lambda done, total: progress(nth * total + done, parts * total)
