"""Train the coder's weights: ``python -m insights.training.train_coder``.

Texts are those of ``coder_training.jsonl`` and of the codebook.
Needs scikit-learn, which the trained coder does not. The same texts and embedder give the same weights.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from domain.evidence import Kind, Severity
from domain.ports import Embedder
from insights.codebook import load_codebook
from insights.coding.coder_features import BUCKETS, CUES, cues_of, words_of
from insights.coding.coder_weights import WEIGHTS_FILE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

TRAINING_FILE = Path(__file__).with_name("coder_training.jsonl")
FEWEST_TEXTS = 3
"""A word or word pair in fewer training texts than this is not looked at."""
VECTOR_SCALE, WORD_SCALE, CUE_SCALE = 4.0, 1.5, 1.0
"""How strongly the three blocks of features count against the same penalty; chosen on real notes."""
PENALTY = 0.15
"""The inverse strength C of the L2 penalty."""
WITHOUT_HEADINGS = 0.7
"""Weight of the second copy of a text, without its headings, so that the coder does not lean on them."""
OF_CODEBOOK = 0.04
"""Weight of an example of the codebook: they are many, and all difficulties. All 2,255 weigh as much as 90 texts."""
SLOPE, SHIFT = 0.7, -0.2
"""From log odds of a difficulty to its probability: on real notes 0.7 is right about four times out of five."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingText:
    """A text written for this project with the kind a careful reader gives it; severity for difficulties only."""

    kind: Kind
    text: str
    headings: tuple[str, ...] = ()
    severity: Severity | None = None
    weight: float = 1.0


def training_texts() -> list[TrainingText]:
    """Return the texts of the training file, those under headings a second time without, then the codebook's."""
    lines = TRAINING_FILE.read_text(encoding="utf-8").splitlines()
    written = [_text(json.loads(line)) for line in lines if line.strip()]
    bare = [
        TrainingText(kind=t.kind, text=t.text, severity=t.severity, weight=WITHOUT_HEADINGS)
        for t in written
        if t.headings
    ]
    examples = [
        TrainingText(kind=Kind.PAIN_POINT, text=example.text, severity=pattern.severity, weight=OF_CODEBOOK)
        for pattern in load_codebook().patterns
        for example in pattern.examples
    ]
    return written + bare + examples


def training_digest() -> str:
    """Return a digest of the words the weights come from: the training file and the codebook."""
    return hashlib.sha256(TRAINING_FILE.read_bytes() + load_codebook().version.encode()).hexdigest()


def train(texts: Sequence[TrainingText], embedder: Embedder) -> dict[str, "NDArray[np.generic]"]:
    """Return the arrays of the weights file, named as in ``coder_weights.Weights``: kinds, then severities."""
    import numpy as np

    terms = _terms(texts)
    features = _features(texts, terms, embedder)
    weights = [text.weight for text in texts]
    of_kinds = _regress(features, [list(Kind).index(text.kind) for text in texts], weights)
    graded = [n for n, text in enumerate(texts) if text.severity is not None]
    ranks = [list(Severity).index(texts[n].severity or Severity.LOW) for n in graded]
    of_severities = _regress(features[graded], ranks, [weights[n] for n in graded])
    columns = np.vstack([of_kinds, of_severities]).T
    first_cue = embedder.dimensions + len(terms)
    rows = np.zeros(BUCKETS, dtype=np.int16)
    rows[terms] = np.arange(1, len(terms) + 1)
    words = np.vstack([np.zeros((1, columns.shape[1])), columns[embedder.dimensions : first_cue] * WORD_SCALE])
    return {
        "vectors": (columns[: embedder.dimensions] * VECTOR_SCALE).astype(np.float16),
        "words": words.astype(np.float16),
        "word_rows": rows,
        "cues": (columns[first_cue:-1] * CUE_SCALE).astype(np.float16),
        "bias": columns[-1].astype(np.float32),
        "slope": np.array(SLOPE),
        "shift": np.array(SHIFT),
    }


def _text(row: dict[str, object]) -> TrainingText:
    headings = row.get("headings", [])
    if not isinstance(headings, list):
        raise TypeError("The headings of a training text must be a list.")
    severity = row.get("severity")
    return TrainingText(
        kind=Kind(str(row["kind"])),
        text=str(row["text"]),
        headings=tuple(str(heading) for heading in headings),
        severity=Severity(str(severity)) if severity else None,
    )


def _terms(texts: Sequence[TrainingText]) -> "NDArray[np.int64]":
    """Return the places of words and word pairs that stand in enough texts, ascending."""
    import numpy as np

    counts = np.zeros(BUCKETS, dtype=np.int64)
    for text in {text.text for text in texts}:
        counts[words_of(text)] += 1
    return np.flatnonzero(counts >= FEWEST_TEXTS)


def _features(texts: Sequence[TrainingText], terms: "NDArray[np.int64]", embedder: Embedder) -> "csr_matrix":
    """Return (n, vector + terms + cues) scaled features of the texts."""
    import numpy as np
    from scipy.sparse import csr_matrix, hstack

    words = np.zeros((len(texts), BUCKETS), dtype=np.float32)
    cues = np.zeros((len(texts), CUES), dtype=np.float32)
    for n, text in enumerate(texts):
        places = words_of(text.text)
        words[n, places] = WORD_SCALE / np.sqrt(max(len(places), 1))
        cues[n, cues_of(text.text, text.headings)] = CUE_SCALE
    vectors = embedder.embed([text.text for text in texts]) * VECTOR_SCALE
    return csr_matrix(hstack([csr_matrix(vectors), csr_matrix(words[:, terms]), csr_matrix(cues)]))


def _regress(features: "csr_matrix", classes: Sequence[int], weights: Sequence[float]) -> "NDArray[np.float64]":
    """Return (classes, features + 1) coefficients of a multinomial logistic regression, the bias last."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=PENALTY, max_iter=2000, tol=1e-6)
    model.fit(features, classes, sample_weight=weights)
    return np.hstack([model.coef_, model.intercept_[:, None]])


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write the weights file; return the exit status."""
    import numpy as np

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--embedder", default="vector_store.embedding:MiniLmEmbedder", help="module:class of an Embedder"
    )
    parser.add_argument("--output", type=Path, default=WEIGHTS_FILE)
    options = parser.parse_args(arguments)
    module, _, name = options.embedder.partition(":")
    embedder: Embedder = getattr(import_module(module), name)()
    texts = training_texts()
    arrays = train(texts, embedder) | {
        "training": np.array(training_digest()),
        "embedder": np.array(embedder.name),
    }
    np.savez_compressed(options.output, **arrays)
    sys.stderr.write(f"{len(texts)} training texts, {options.output.stat().st_size // 1024} KiB of weights\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
