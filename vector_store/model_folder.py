"""A sentence-transformers model in a folder, as ONNX: what a setting may name in place of the packaged model."""

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.errors import ModelUnusable
from domain.ports import Progress
from vector_store.embedding import embedded
from vector_store.onnx_models import OnnxModel, padded, usable_processors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Matrix

MODEL, TOKENIZER, POOLING, READS = "model.onnx", "tokenizer.json", "1_Pooling/config.json", "sentence_bert_config.json"
STATES = ("last_hidden_state", "token_embeddings")
"""What exporters call the states of the tokens, from which a text's vector is made."""
MAX_TOKENS = 512
"""What is read of one text where the folder does not say."""
_REMEDY = f"Name a folder that holds {MODEL}, {TOKENIZER} and {POOLING}, as sentence-transformers writes them."
_READ_AT_ONCE = 1 << 20


class FolderEmbedder:
    """The model of a folder, read by onnxruntime. Thread-safe; the model loads at first use.

    ``name`` is the folder's with a digest of model, tokenizer and pooling, so that another model under the same name
    is another model. Raises ModelUnusable when a file is missing, or its pooling is none that is known: mean and cls.
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        self._folder = folder
        self._threads = threads or usable_processors()
        pooling = _read_json(folder / POOLING)
        self._takes_first = bool(pooling.get("pooling_mode_cls_token"))
        if not (self._takes_first or pooling.get("pooling_mode_mean_tokens")):
            raise _unusable("The model's way of pooling is not known.", POOLING)
        self.dimensions = _whole(pooling.get("word_embedding_dimension"), POOLING)
        reads = _read_json(folder / READS) if (folder / READS).exists() else {}
        self._max_tokens = _whole(reads.get("max_seq_length") or MAX_TOKENS, READS)

    @cached_property
    def name(self) -> str:
        """Return what names the model and its files exactly."""
        how = f"{self._takes_first} {self._max_tokens} {self.dimensions}"
        whole = hashlib.sha256("\n".join([*self._digests, how]).encode()).hexdigest()
        return f"{self._folder.name}@{whole[:12]}"

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None) -> "Matrix":
        """Return a float32 array (len(texts), dimensions) of unit rows, in the order given; equal texts are read once.

        Raises ModelUnusable when a file is missing, has changed since, or is no such model.
        """
        return embedded(
            texts,
            self._model,
            dimensions=self.dimensions,
            pooled=self._pooled,
            threads=self._threads,
            progress=progress,
        )

    @cached_property
    def _digests(self) -> tuple[str, str]:
        return _digest(self._folder / MODEL), _digest(self._folder / TOKENIZER)

    @cached_property
    def _model(self) -> OnnxModel:
        model, tokenizer = self._digests
        file, vocabulary = self._folder / MODEL, (self._folder / TOKENIZER, tokenizer)
        return OnnxModel(lambda: file, model, max_tokens=self._max_tokens, vocabulary=vocabulary)

    def _pooled(self, session: Any, tokens: "list[NDArray[np.int32]]") -> "Matrix":
        import numpy as np

        ids, mask = padded(tokens)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        asked = {each.name for each in session.get_inputs()}
        given = {each.name for each in session.get_outputs()}
        states_of = next((name for name in STATES if name in given), None)
        if states_of is None or not asked <= feed.keys():
            raise _unusable("The model does not give the states of its tokens.", MODEL)
        (states,) = session.run([states_of], {name: feed[name] for name in asked})
        if states.shape[2] != self.dimensions:
            raise _unusable(f"The model's vectors have {states.shape[2]} numbers, not {self.dimensions}.", MODEL)
        rows = states[:, 0, :] if self._takes_first else (mask.astype(np.float32)[:, None, :] @ states)[:, 0, :]
        vectors: Matrix = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.finfo(np.float32).tiny)
        return vectors


def _read_json(path: Path) -> dict[str, Any]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise _unusable("A file of the embedding model is missing or cannot be read.", path.name) from None
    if not isinstance(said, dict):
        raise _unusable("A file of the embedding model does not say what it should.", path.name)
    return said


def _whole(value: Any, where: str) -> int:
    if type(value) is not int or value < 1:
        raise _unusable("A file of the embedding model lacks a number.", where)
    return value


def _digest(path: Path) -> str:
    counted = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while part := file.read(_READ_AT_ONCE):
                counted.update(part)
    except OSError:
        raise _unusable("A file of the embedding model is missing or cannot be read.", path.name) from None
    return counted.hexdigest()


def _unusable(problem: str, where: str) -> ModelUnusable:
    return ModelUnusable(problem, where=f"THROUGHLINE_EMBEDDING_MODEL, {where}", remedy=_REMEDY)
