"""Measure what coding by hand teaches of kinds on the real notes beside the checkout: ``python -m benchmarks said``.

Coded sentences of all organisations but one teach, drawn at random with a seed; the one left out is judged.
"""

import csv
from typing import NamedTuple

import numpy as np

from benchmarks.bench_coder import SHARED, headings_of
from domain.said_lessons import LearningAbout
from insights.codebook import load_codebook
from insights.coding.coder import TrainedCoder
from insights.coding.said_learning import called_by, gravest_of, said_figures_of, values_of
from insights.coding.said_lessons import correction_from
from insights.encoders import DIFFICULTY_ENCODERS, KIND_ENCODER
from vector_store.embedding import MiniLmEmbedder
from vector_store.joined_embedding import JoinedEmbedder

SEED = 2
SIZES = (30, 60, 120, 240, 450)
DRAWS = 6
FEWEST_HELD_OUT = 100
KINDS = values_of(LearningAbout.KINDS)


class Drawn(NamedTuple):
    saved: float
    right: float
    precision: float
    recall: float


def main() -> int:
    if not SHARED.is_dir():
        print("The real notes are not beside this checkout (../shared/data): nothing to measure.")
        return 0
    with (SHARED / "coded" / "sentence_labels.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts, headings = [row["text"] for row in rows], [headings_of(row) for row in rows]
    embedder = MiniLmEmbedder()
    matcher, kinds = JoinedEmbedder.of(DIFFICULTY_ENCODERS), MiniLmEmbedder.of(KIND_ENCODER)
    coder = TrainedCoder(load_codebook(), embedder=embedder, matcher=matcher, kinds=kinds)
    told = coder.told(texts, embedder.embed(texts), headings)
    assert told.meant is not None
    said = np.array([KINDS.index(row["kind"]) for row in rows])
    owners = np.array([row["organisation"] for row in rows])
    left_out = [name for name in dict.fromkeys(owners) if (owners == name).sum() >= FEWEST_HELD_OUT]
    chance = np.random.default_rng(SEED)

    def figures(logs: np.ndarray, held: np.ndarray):  # type: ignore[no-untyped-def]
        about = LearningAbout.KINDS
        called = called_by(logs, [texts[n] for n in held], [headings[n] for n in held], about=about)
        return said_figures_of(logs, said[held], called=called, values=KINDS, first=gravest_of(about))

    for size in SIZES:
        drawn = []
        for name in left_out * DRAWS:
            taught = chance.permutation(np.flatnonzero(owners != name))[:size]
            held = np.flatnonzero(owners == name)
            known = told.logs[taught], said[taught].tolist(), told.meant[taught]
            learned, surer = (
                correction_from(*known, with_wording=wording).of(told.logs[held], told.meant[held])
                for wording in (True, False)
            )
            before, after = figures(told.logs[held], held), figures(learned, held)
            drawn.append(
                Drawn(
                    saved=figures(surer, held).log_loss - after.log_loss,
                    right=after.right - before.right,
                    precision=(after.precision or 0.0) - (before.precision or 0.0),
                    recall=(after.recall or 0.0) - (before.recall or 0.0),
                )
            )
        means = np.mean(drawn, axis=0)
        worse = sum(each.saved < 0 for each in drawn)
        print(
            f"{size} sentences: log loss saved {means[0]:.3f}, worse in {worse} of {len(drawn)} draws; right "
            f"{means[1]:+.3f}; precision of pain points {means[2]:+.3f}, recall {means[3]:+.3f}"
        )
    return 0
