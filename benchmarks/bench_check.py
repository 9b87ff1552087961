"""How well the second check tells evidence of a pattern from what only sounds like it, on sentences of our own.

    python -m benchmarks.bench_check

``near_misses.jsonl`` was written for this, in the manner of research notes, by people who saw neither the check nor
its verdicts; no model was trained on it. Each sentence is set beside the pattern it tells, or only sounds like.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from insights.codebook import load_codebook
from insights.coding.coder import TrainedCoder
from insights.encoders import DIFFICULTY_ENCODERS, KIND_ENCODER, PAIR_ENCODER
from vector_store.embedding import MiniLmEmbedder
from vector_store.joined_embedding import JoinedEmbedder
from vector_store.pair_judging import MiniLmPairJudge

FILE = Path(__file__).with_name("near_misses.jsonl")
SHOWN = 0.25
"""Strength from which a sentence makes an organisation count."""


def main() -> None:
    """Print how often true evidence stands above a near miss, and what is let through, by why it is a near miss."""
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    embedder = MiniLmEmbedder()
    matcher, kinds = JoinedEmbedder.of(DIFFICULTY_ENCODERS), MiniLmEmbedder.of(KIND_ENCODER)
    for name, judge in (("first check alone", None), ("with pairs judged", MiniLmPairJudge(PAIR_ENCODER))):
        print(name)
        coder = TrainedCoder(load_codebook(), embedder=embedder, matcher=matcher, kinds=kinds, judge=judge)
        measure(rows, coder, embedder)


def measure(rows: Sequence[Mapping[str, str]], coder: TrainedCoder, embedder: MiniLmEmbedder) -> None:
    """Print the figures of one coder."""
    from sklearn.metrics import roc_auc_score

    texts = [row["text"] for row in rows]
    codings = coder.code(texts, embedder.embed(texts))
    strength = []
    for row, coding in zip(rows, codings, strict=True):
        right = {fit.pattern: fit.right or 0.0 for fit in coding.patterns}
        strength.append(right.get(row.get("unlike") or row["pattern"], 0.0) if coding.kind == "pain_point" else 0.0)
    told = np.array(["unlike" not in row for row in rows])
    print("true evidence above a near miss:", round(float(roc_auc_score(told, strength)), 3))
    let_through: dict[str, list[bool]] = defaultdict(list)
    for row, value in zip(rows, strength, strict=True):
        let_through[row.get("why", "true evidence")].append(value >= SHOWN)
    for why, passed in sorted(let_through.items()):
        print(f"{why}: {sum(passed)} of {len(passed)} at {SHOWN} or more")


if __name__ == "__main__":
    main()
