"""The models that tests of the coder share."""

from collections.abc import Sequence

import pytest

from domain.ports import Embedder


class Remembering:
    """An embedder that embeds the same texts once: the codebook's 2,000 sentences take it longer than most tests."""

    def __init__(self, embedder: Embedder) -> None:
        self.name, self.dimensions = embedder.name, embedder.dimensions
        self._embedder = embedder
        self._known = {}

    def embed(self, texts: Sequence[str], **options):
        asked = tuple(texts)
        if asked not in self._known:
            self._known[asked] = self._embedder.embed(texts, **options)
        return self._known[asked].copy()


@pytest.fixture(scope="session")
def stock() -> Embedder:
    """The packaged model."""
    from vector_store.embedding import MiniLmEmbedder

    return Remembering(MiniLmEmbedder(threads=1))


@pytest.fixture(scope="session")
def difficulties() -> Embedder:
    """The encoder that matches difficulties, with the codebook's vectors at hand, as the program has it."""
    from insights.codebook_vectors import KnownVectors
    from insights.encoders import DIFFICULTY_ENCODERS
    from vector_store.joined_embedding import JoinedEmbedder

    return KnownVectors(JoinedEmbedder.of(DIFFICULTY_ENCODERS, threads=1))
