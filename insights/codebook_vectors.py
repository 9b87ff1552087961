"""Vectors of the shipped codebook's sentences, so that no process needs to embed them again.

``python -m insights.codebook_vectors`` writes them anew, after a change of the codebook or of the encoder.
"""

import hashlib
import sys
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from domain.ports import Embedder, Progress
from insights.codebook import load_codebook
from insights.encoders import DIFFICULTY_ENCODERS
from insights.objectives import load_wordings

if TYPE_CHECKING:
    from domain.ports import Matrix

FILE = Path(__file__).with_name("codebook_vectors.npz")
STOCK_FILE = Path(__file__).with_name("codebook_stock_vectors.npz")
"""Those of the packaged model as it comes, which guide topics: of examples and of what patterns mean."""


class KnownVectors:
    """An embedder that has the shipped vectors at hand, and asks another one for all others.

    Named as that one. Vectors of another encoder are not looked at; without their file everything is embedded.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name = embedder.name
        self.dimensions = embedder.dimensions

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None) -> "Matrix":
        """Return unit rows (n, d) in the order given; see :class:`domain.ports.Embedder`."""
        import numpy as np

        known = known_vectors(self.name)
        digests = [_digest(text) for text in texts] if known else []
        if not any(digest in known for digest in digests):
            return self._embedder.embed(texts, progress=progress)
        others = [n for n, digest in enumerate(digests) if digest not in known]
        rows = np.empty((len(texts), self.dimensions), dtype=np.float32)
        rows[others] = self._embedder.embed([texts[n] for n in others], progress=progress)
        for n, digest in enumerate(digests):
            if digest in known:
                rows[n] = known[digest]
        return rows


@lru_cache(maxsize=2)
def known_vectors(encoder: str) -> "dict[str, Matrix]":
    """Return the shipped vectors (d,) of an encoder by the digest of their text; none where its file is missing."""
    import zipfile

    import numpy as np

    for file in (FILE, STOCK_FILE):
        try:
            with np.load(file, allow_pickle=False) as kept:
                if str(kept["encoder"]) == encoder:
                    return dict(zip(kept["digests"].tolist(), kept["vectors"], strict=True))
        except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
            continue
    return {}


def codebook_texts() -> list[str]:
    """Return what the coder compares with: examples, what each pattern is called and means, and what would mend it."""
    objectives = [words for wordings in load_wordings().values() for words in wordings]
    return list(dict.fromkeys([*guiding_texts(), *objectives]))


def guiding_texts() -> list[str]:
    """Return what topics are compared with: examples, and what each pattern is called and means."""
    patterns = load_codebook().patterns
    examples = [example.text for pattern in patterns for example in pattern.examples]
    return list(dict.fromkeys([*examples, *(pattern.summary for pattern in patterns)]))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]


def write(file: Path, embedder: Embedder, texts: Sequence[str]) -> None:
    """Write the vectors that this embedder gives texts."""
    import numpy as np

    digests = np.array([_digest(text) for text in texts])
    np.savez(file, encoder=np.array(embedder.name), digests=digests, vectors=embedder.embed(texts))
    sys.stdout.write(f"{file.name}: {file.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    write(FILE, import_module("vector_store.joined_embedding").JoinedEmbedder.of(DIFFICULTY_ENCODERS), codebook_texts())
    write(STOCK_FILE, import_module("vector_store.embedding").MiniLmEmbedder(), guiding_texts())
