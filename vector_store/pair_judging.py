"""Pairs of texts in, a judgement of each out, by a cross-encoder that reads both together; no torch, no network."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.model_files import ModelFile
from vector_store.onnx_models import OnnxModel, encodable, padded, side_by_side, usable_processors

if TYPE_CHECKING:
    from domain.ports import Vector

MAX_TOKENS = 120
"""What the model was trained to read of both texts together; the rest of the longer one is not seen."""


class MiniLmPairJudge:
    """A MiniLM that was trained to judge pairs, int8 weights read by onnxruntime. Thread-safe; loads at first use."""

    def __init__(self, model: ModelFile, threads: int | None = None) -> None:
        self.name = model.version
        self._model = OnnxModel(lambda: model.path, model.sha256, max_tokens=MAX_TOKENS)
        self._threads = threads or usable_processors()

    def judge(self, pairs: Sequence[tuple[str, str]]) -> "Vector":
        """Return a float32 array (n,) of log odds, in the order given; equal pairs are read once, no pairs give none.

        Raises ModelUnusable when the model file is missing or not the expected one.
        """
        import numpy as np

        distinct = {pair: row for row, pair in enumerate(dict.fromkeys(pairs))}
        scores = np.empty(len(distinct), dtype=np.float32)
        if not distinct:
            return scores
        tokenizer, session = self._model.read()
        read = tokenizer.encode_batch([(encodable(first), encodable(second)) for first, second in distinct])
        ids = [np.asarray(encoding.ids, dtype=np.int32) for encoding in read]
        types = [np.asarray(encoding.type_ids, dtype=np.int32) for encoding in read]

        def run(rows: list[int]) -> "Vector":
            numbers, mask = padded([ids[row] for row in rows])
            second, _ = padded([types[row] for row in rows])
            (found,) = session.run(None, {"input_ids": numbers, "attention_mask": mask, "token_type_ids": second})
            return np.asarray(found, dtype=np.float32)

        for rows, part in side_by_side(run, [len(row) for row in ids], self._threads):
            scores[rows] = part
        return scores[[distinct[pair] for pair in pairs]]
