"""Vectors of the codebook at hand: those of the shipped words and encoder; all others are embedded."""

import numpy as np
import pytest

from insights import codebook_vectors
from insights.codebook_vectors import KnownVectors, codebook_texts, guiding_texts, known_vectors
from insights.encoders import DIFFICULTY_ENCODERS
from vector_store.joined_embedding import JoinedEmbedder

NEW = "A sentence that nobody wrote into the codebook."


class Counting:
    """An embedder that counts what it is asked."""

    def __init__(self):
        matcher = JoinedEmbedder.of(DIFFICULTY_ENCODERS)
        self.name, self.dimensions = matcher.name, matcher.dimensions
        self.asked = []

    def embed(self, texts, *, progress=None):
        self.asked += texts
        return np.full((len(texts), self.dimensions), 0.5, dtype=np.float32)


@pytest.fixture
def counting():
    return Counting()


def test_every_sentence_of_the_shipped_codebook_is_at_hand(counting):
    KnownVectors(counting).embed(codebook_texts())
    assert counting.asked == [], "run python -m insights.codebook_vectors"


def test_all_that_guides_topics_is_at_hand_from_the_packaged_model(counting):
    from insights.codebook import load_codebook
    from insights.theming.grouping import guides_of
    from vector_store.embedding import MiniLmEmbedder

    packaged = MiniLmEmbedder(threads=1)
    counting.name, counting.dimensions = packaged.name, packaged.dimensions
    guides_of(load_codebook(), KnownVectors(counting))
    assert counting.asked == [], "run python -m insights.codebook_vectors"
    texts = guiding_texts()[::200]
    assert (KnownVectors(counting).embed(texts) * packaged.embed(texts)).sum(axis=1).min() > 0.999


def test_a_repository_guides_topics_by_what_is_at_hand(tmp_path):
    from settings import Settings
    from use_cases.repository import Repository

    repository = Repository(Settings.from_environment(tmp_path, environment={}))
    modeller = repository.topic_modeller
    assert isinstance(modeller._embedder, KnownVectors)
    repository.close()


def test_they_are_what_the_encoder_gives():
    texts = codebook_texts()[::200]
    shipped = KnownVectors(Counting()).embed(texts)
    assert (shipped * JoinedEmbedder.of(DIFFICULTY_ENCODERS, threads=1).embed(texts)).sum(axis=1).min() > 0.999


def test_other_sentences_are_embedded_and_all_stand_in_their_order(counting):
    known = codebook_texts()[7]
    rows = KnownVectors(counting).embed([NEW, known, NEW])
    assert counting.asked == [NEW, NEW]
    assert rows[0] == pytest.approx(0.5) and rows[2] == pytest.approx(0.5)
    assert np.linalg.norm(rows[1]) == pytest.approx(1.0, abs=1e-3)
    assert KnownVectors(counting).embed([]).shape == (0, counting.dimensions)


def test_vectors_of_another_encoder_are_not_looked_at(counting):
    counting.name = "another"
    KnownVectors(counting).embed(codebook_texts()[:2])
    assert len(counting.asked) == 2


@pytest.mark.parametrize("content", [None, b"", b"no vectors"])
def test_without_the_file_everything_is_embedded(counting, tmp_path, monkeypatch, content):
    monkeypatch.setattr(codebook_vectors, "FILE", tmp_path / "gone.npz")
    if content is not None:
        codebook_vectors.FILE.write_bytes(content)
    known_vectors.cache_clear()
    try:
        KnownVectors(counting).embed(codebook_texts()[:2])
    finally:
        known_vectors.cache_clear()
    assert len(counting.asked) == 2
