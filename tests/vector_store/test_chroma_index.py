import os
import shutil
from contextlib import closing

import numpy as np
import pytest

from domain.errors import IndexMissing, IndexUnusable
from vector_store.chroma_index import ChromaIndex
from vector_store.chroma_owner import ChromaConnection, open_chroma, start_chroma_server

NAME = "test-model@1"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with start_chroma_server(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture(params=["embedded", "server"])
def source(request, tmp_path):
    folder = request.getfixturevalue("server").folder if request.param == "server" else tmp_path
    with open_chroma(folder) as connection:
        assert connection.holds_lock is (request.param == "embedded")
        yield connection


@pytest.fixture
def index(source):
    made = ChromaIndex(source, NAME, 384)
    made.clear()
    return made


def test_the_nearest_come_first_with_their_cosine_similarity(index, ids, vectors):
    index.upsert(ids, vectors)
    found = index.nearest(vectors[2], limit=3)
    assert found[0].id == "obs_02"
    assert found[0].score == pytest.approx(1.0, abs=1e-4)
    assert found[1].score == pytest.approx(float(np.sort(vectors @ vectors[2])[-2]), abs=1e-4)


def test_equal_vectors_come_in_the_order_of_identifiers(index, vectors):
    index.upsert(["c", "a", "b"], np.repeat(vectors[:1], 3, axis=0))
    assert [hit.id for hit in index.nearest(vectors[0], limit=3)] == ["a", "b", "c"]


def test_an_empty_index_finds_nothing_and_holds_nothing(index, vectors):
    assert index.nearest(vectors[0], limit=5) == []
    assert index.ids() == frozenset()


def test_adding_again_replaces_and_of_equal_identifiers_the_last_counts(index, vectors):
    index.upsert(["a", "b"], vectors[:2])
    index.upsert(["a", "a"], vectors[2:4])
    assert index.ids() == {"a", "b"}
    assert index.nearest(vectors[3], limit=1)[0].id == "a"


def test_what_is_deleted_is_not_found_and_unknown_identifiers_are_ignored(index, ids, vectors):
    index.upsert(ids, vectors)
    index.delete(["obs_02", "never there"])
    assert "obs_02" not in index.ids()
    assert "obs_02" not in [hit.id for hit in index.nearest(vectors[2], limit=10)]


def test_more_asked_for_than_there_are_gives_all(index, ids, vectors):
    index.upsert(ids, vectors)
    assert len(index.nearest(vectors[0], limit=1000)) == len(ids)
    assert index.nearest(vectors[0], limit=0) == []


def test_progress_of_adding_ends_at_the_total(index, ids, vectors):
    told = []
    index.upsert(ids, vectors, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(ids), len(ids))


def test_an_index_of_another_model_is_refused_until_cleared(index, source, ids, vectors):
    index.upsert(ids, vectors)
    other = ChromaIndex(source, "other-model@2", 384)
    for use in (lambda: other.nearest(vectors[0], limit=1), lambda: other.upsert(ids, vectors), other.ids):
        with pytest.raises(IndexUnusable, match="built by test-model@1") as unusable:
            use()
        assert "throughline rebuild-index" in unusable.value.remedy
    other.clear()
    other.upsert(ids, vectors)
    assert other.nearest(vectors[0], limit=1)[0].id == "obs_00"


def test_vectors_of_another_width_or_number_are_a_programmers_mistake(index, vectors):
    with pytest.raises(ValueError, match="shape"):
        index.upsert(["a"], vectors[:1, :10])
    with pytest.raises(ValueError, match="shape"):
        index.upsert(["a"], vectors[:2])


def test_the_collection_holds_no_text_and_has_no_embedding_function(index, source, ids, vectors):
    index.upsert(ids, vectors)
    held = source.client().get_collection("observations", embedding_function=None)
    assert held._embedding_function is None
    assert held.configuration_json["hnsw"]["space"] == "cosine"
    assert set(held.get(include=["documents", "metadatas"])["documents"]) == {None}


def test_before_the_first_build_a_search_tells_the_way_out(tmp_path, vectors):
    with open_chroma(tmp_path) as connection:
        index = ChromaIndex(connection, NAME, 384)
        assert index.ids() == frozenset()
        index.delete(["a"])
        with pytest.raises(IndexMissing) as unusable:
            index.nearest(vectors[0], limit=1)
        assert "rebuild-index" in unusable.value.remedy


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """An index large enough for Chroma to have saved its files."""
    folder = tmp_path_factory.mktemp("built")
    rows = np.random.default_rng(1).normal(size=(2100, 8)).astype(np.float32)
    with open_chroma(folder) as connection:
        ChromaIndex(connection, NAME, 8).upsert([f"obs_{row}" for row in range(len(rows))], rows)
    return folder


@pytest.mark.parametrize("how", ["removed", "garbage", "cut"])
@pytest.mark.parametrize(
    "part", ["chroma.sqlite3", "*/data_level0.bin", "*/header.bin", "*/index_metadata.pickle", "*/length.bin"]
)
def test_damaged_files_are_told_and_mended_by_a_rebuild(built, tmp_path, part, how):
    folder = tmp_path / "data"
    shutil.copytree(built, folder)
    (path,) = (folder / "chroma").glob(part)
    if how == "removed":
        path.unlink()
    elif how == "garbage":
        path.write_bytes(b"garbage" * 100)
    else:
        os.truncate(path, path.stat().st_size // 2)
    vector = np.ones(8, dtype=np.float32)
    with pytest.raises(IndexUnusable) as unusable, open_chroma(folder) as connection:
        ChromaIndex(connection, NAME, 8).nearest(vector, limit=1)
    assert "throughline rebuild-index" in unusable.value.remedy
    with closing(ChromaConnection(folder)) as connection:
        index = ChromaIndex(connection, NAME, 8)
        index.clear()
        index.upsert(["a"], vector[None, :])
        assert [hit.id for hit in index.nearest(vector, limit=1)] == ["a"]
