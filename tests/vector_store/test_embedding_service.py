"""Vectors from a service on loopback that the tests run themselves."""

import json

import numpy as np
import pytest

from domain.errors import ModelUnusable
from tests.writer_service import a_service
from vector_store import embedding_service
from vector_store.embedding_service import ServiceEmbedder

SECRET = "the quonder berth"


def rows_of(asked):
    """Answer with a vector of each text's length, the rows in another order than they were asked for."""
    rows = [{"index": n, "embedding": [3.0, float(len(text))]} for n, text in enumerate(asked["input"])]
    return 200, json.dumps({"data": rows[::-1]}).encode()


@pytest.fixture
def service():
    with a_service() as running:
        running.answer = rows_of
        yield running


@pytest.fixture
def embedder(service):
    return ServiceEmbedder(service.address, "some-model", key="secret")


def test_vectors_are_unit_rows_in_the_order_of_the_texts(embedder, service):
    rows = embedder.embed(["aaaa", "b", "aaaa", ""])
    assert np.allclose(rows[0], [0.6, 0.8])
    assert np.array_equal(rows[0], rows[2])
    assert np.allclose(rows[1], np.array([3, 1]) / np.sqrt(10))
    assert rows.dtype == np.float32
    assert service.sent[0] == {"model": "some-model", "input": ["aaaa", "b", " "], "encoding_format": "float"}
    assert service.paths == ["/v1/embeddings"]
    assert service.headers[0]["Authorization"] == "Bearer secret"


def test_many_texts_are_sent_in_parts_and_counted(embedder, service, monkeypatch):
    monkeypatch.setattr(embedding_service, "TEXTS_AT_ONCE", 2)
    told = []
    rows = embedder.embed(["a", "bb", "ccc", "dddd", "eeeee"], progress=lambda done, total: told.append((done, total)))
    assert rows.shape == (5, 2)
    assert [len(asked["input"]) for asked in service.sent] == [2, 2, 1]
    assert told[-1] == (5, 5)


def test_the_service_says_once_how_long_its_vectors_are(embedder, service):
    assert embedder.embed([]).shape == (0, 2)
    assert embedder.dimensions == 2
    assert len(service.sent) == 1


def test_the_name_tells_model_and_service_and_no_key(embedder, service):
    assert embedder.name == f"some-model at {service.address.removeprefix('http://').removesuffix('/v1')}"
    assert "secret" not in ServiceEmbedder("http://me:secret@127.0.0.1:1/v1", "some-model").name


@pytest.mark.parametrize(
    "answer",
    [
        (500, b"no"),
        (401, b"{}"),
        (302, b""),
        (200, b"not json"),
        (200, b"{}"),
        (200, b'{"data": []}'),
        (200, b'{"data": [{"index": 0}]}'),
        (200, b'{"data": [{"index": 1, "embedding": [1.0]}]}'),
        (200, b'{"data": [{"index": 0, "embedding": [NaN]}]}'),
        (200, b'{"data": [{"index": 0, "embedding": [0.0, 0.0]}]}'),
        (200, b'{"data": [{"index": 0, "embedding": "x"}]}'),
        (200, b'{"data": [{"index": 0, "embedding": []}]}'),
        (200, b'{"data": [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [1.0]}]}'),
    ],
)
def test_an_answer_that_is_none_is_told_without_a_word_of_the_text(embedder, service, answer):
    service.answer = lambda asked: answer
    with pytest.raises(ModelUnusable) as failed:
        embedder.embed([SECRET])
    assert failed.value.remedy
    assert SECRET not in str(failed.value) + failed.value.problem + failed.value.remedy


def test_vectors_that_change_their_length_are_refused(embedder, service, monkeypatch):
    monkeypatch.setattr(embedding_service, "TEXTS_AT_ONCE", 1)
    service.answer = lambda asked: (
        200,
        json.dumps({"data": [{"index": 0, "embedding": [1.0] * len(asked["input"][0])}]}).encode(),
    )
    with pytest.raises(ModelUnusable):
        embedder.embed(["a", "bb"])


def test_a_service_that_is_not_there_is_told_with_what_to_do():
    with pytest.raises(ModelUnusable) as failed:
        ServiceEmbedder("http://127.0.0.1:1/v1", "some-model").embed([SECRET])
    assert "cannot be reached" in failed.value.problem
