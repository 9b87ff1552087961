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
from insights.encoders import DIFFICULTY_ENCODER
from insights.objectives import load_wordings

if TYPE_CHECKING:
    from domain.ports import Matrix

FILE = Path(__file__).with_name("codebook_vectors.npz")


class KnownVectors:
    """An embedder that has the vectors of ``FILE`` at hand, and asks another one for all others.

    Named as that one. Vectors of another encoder are not looked at; without the file everything is embedded.
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
    """Return the vectors (d,) of ``FILE`` by the digest of their text; none where it is missing or of another."""
    import zipfile

    import numpy as np

    try:
        with np.load(FILE, allow_pickle=False) as kept:
            if str(kept["encoder"]) != encoder:
                return {}
            return dict(zip(kept["digests"].tolist(), kept["vectors"], strict=True))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return {}


def codebook_texts() -> list[str]:
    """Return what the coder compares with: examples, what each pattern is called and means, and what would mend it."""
    patterns = load_codebook().patterns
    examples = [example.text for pattern in patterns for example in pattern.examples]
    objectives = [words for wordings in load_wordings().values() for words in wordings]
    return list(dict.fromkeys([*examples, *(pattern.summary for pattern in patterns), *objectives]))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]


def write(embedder: Embedder) -> None:
    """Write ``FILE`` with the vectors that this embedder gives."""
    import numpy as np

    texts = codebook_texts()
    digests = np.array([_digest(text) for text in texts])
    np.savez(FILE, encoder=np.array(embedder.name), digests=digests, vectors=embedder.embed(texts))


if __name__ == "__main__":
    write(import_module("vector_store.embedding").MiniLmEmbedder.of(DIFFICULTY_ENCODER))
    sys.stdout.write(f"{FILE.name}: {FILE.stat().st_size:,} bytes\n")
