"""Pairs of texts in, a judgement of each out, by a cross-encoder that reads both together; no torch, no network."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from domain.model_files import ModelFile
from vector_store.onnx_models import (
    checked,
    encodable,
    packaged_tokenizer,
    padded,
    session_of,
    side_by_side,
    usable_processors,
)

if TYPE_CHECKING:
    from domain.ports import Vector

MAX_TOKENS = 120
"""What the model was trained to read of both texts together; the rest of the longer one is not seen."""


class MiniLmPairJudge:
    """A MiniLM that was trained to judge pairs, int8 weights read by onnxruntime. Thread-safe; loads at first use."""

    def __init__(self, model: ModelFile, threads: int | None = None) -> None:
        self.name = model.version
        self._model = model
        self._threads = threads or usable_processors()
        self._loading = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None

    def judge(self, pairs: Sequence[tuple[str, str]]) -> "Vector":
        """Return a float32 array (n,) of log odds, in the order given; no pairs give none.

        Raises ModelUnusable when the model file is missing or not the expected one.
        """
        import numpy as np

        scores = np.empty(len(pairs), dtype=np.float32)
        if not pairs:
            return scores
        tokenizer, session = self._ready()
        read = tokenizer.encode_batch([(encodable(first), encodable(second)) for first, second in pairs])
        ids = [np.asarray(encoding.ids, dtype=np.int32) for encoding in read]
        types = [np.asarray(encoding.type_ids, dtype=np.int32) for encoding in read]

        def run(rows: list[int]) -> "Vector":
            numbers, mask = padded([ids[row] for row in rows])
            second, _ = padded([types[row] for row in rows])
            (found,) = session.run(None, {"input_ids": numbers, "attention_mask": mask, "token_type_ids": second})
            return np.asarray(found, dtype=np.float32)

        for rows, part in side_by_side(run, [len(row) for row in ids], self._threads):
            scores[rows] = part
        return scores

    def _ready(self) -> tuple[Any, Any]:
        with self._loading:
            if self._loaded is None:
                content = checked(self._model.path, self._model.sha256)
                self._loaded = (packaged_tokenizer(MAX_TOKENS), session_of(content))
            return self._loaded
