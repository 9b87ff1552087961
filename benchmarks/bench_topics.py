"""How well and how fast topics are found, beside BERTopic with its defaults on the same vectors.

    python -m benchmarks.bench_topics [--observations N] [--seeds N] [--skip-large]

Three measures. Banking77's 3,080 test questions and the two questions of the gambling consultation, whose themes people
checked: how well groups agree with the labels, no number of groups told, what is not grouped counted as it stands.
Several seeds: how well their groups agree with each other. N observations (11,000) of labelled texts and real notes:
seconds, peak memory and the longest silence of progress, each side in a process of its own.
"""

import argparse
import csv
import json
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

from benchmarks.research_sentences import SHARED_DATA, note_sentences
from domain.evidence import Evidence
from domain.ports import Progress
from domain.text import TextSpan
from insights.codebook import load_codebook
from insights.theming.topics import BerTopicModeller
from vector_store.embedding import MiniLmEmbedder

LABELLED = SHARED_DATA / "labelled"
GAMBLING = LABELLED / "themefinder_gambling_XS"

Labels = Sequence[int]
Fit = Callable[[Sequence[str], np.ndarray, int], tuple[Labels, float]]


class Waits:
    """What the progress of a run is told to: how long it was silent at most, which is how long a cancel may wait."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()

    def __call__(self, done: int, total: int) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def banking() -> tuple[list[str], list[str]]:
    """Return the test questions and their intents."""
    with (LABELLED / "banking77" / "test.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row["text"] for row in rows], [row["category"] for row in rows]


def gambling(part: int) -> tuple[list[str], list[str]]:
    """Return the answers to a question that have themes, each with the first of the themes people gave it."""
    answers = _lines(GAMBLING / "inputs" / f"question_part_{part}" / "responses.jsonl")
    texts = {row["response_id"]: row["response"] for row in answers}
    (mapped,) = GAMBLING.glob(f"outputs/mapping/*/question_part_{part}/mapping.jsonl")
    rows = [row for row in _lines(mapped) if row["labels"] and row["response_id"] in texts]
    return [texts[row["response_id"]] for row in rows], [row["labels"][0] for row in rows]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def many(count: int) -> list[str]:
    """Return as many texts, no two alike, drawn by seed from the labelled questions and the real notes."""
    with (LABELLED / "banking77" / "train.csv").open(encoding="utf-8") as file:
        texts = [*banking()[0], *(row["text"] for row in csv.DictReader(file))]
    drawn = sorted({*texts, *(sentence for _, sentence in note_sentences())})
    random.Random(1).shuffle(drawn)
    if len(drawn) < count:
        raise SystemExit(f"There are only {len(drawn):,} texts to draw {count:,} from.")
    return drawn[:count]


def ours(
    texts: Sequence[str], vectors: np.ndarray, seed: int, progress: Progress | None = None
) -> tuple[Labels, float]:
    """Return our labels and the seconds that the run took."""
    run = _modeller().fit(_evidence(texts), vectors, seed=seed, progress=progress)
    return [item.topic for item in run.assignments], run.seconds


def plain(texts: Sequence[str], vectors: np.ndarray, seed: int) -> tuple[Labels, float]:
    """Return the labels of BERTopic with its defaults, UMAP's seed apart, and the seconds that it took."""
    from bertopic import BERTopic
    from umap import UMAP

    started = time.perf_counter()
    reducer = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
    labels, _ = BERTopic(umap_model=reducer).fit_transform(list(texts), vectors)
    return [int(label) for label in labels], time.perf_counter() - started


SIDES: dict[str, Fit] = {"throughline": ours, "bertopic": plain}


@cache
def _modeller() -> BerTopicModeller:
    """Return one modeller for all runs of a process, as the worker has: it embeds the codebook once."""
    return BerTopicModeller(load_codebook(), MiniLmEmbedder())


def _evidence(texts: Sequence[str]) -> list[Evidence]:
    return [
        Evidence(
            id=f"obs_{number}",
            text=text,
            study_id="study",
            study="Study",
            researched_by="Office",
            organisation="Office",
            organisations=("Office",),
            source_id="source",
            source="source.md",
            locator=f"line {number + 1}",
            span=TextSpan(start=0, end=len(text)),
            ordinal=number,
            headings=(),
        )
        for number, text in enumerate(texts)
    ]


def agreement(name: str, texts: Sequence[str], truth: Sequence[str], vectors: np.ndarray) -> None:
    """Print how well the groups of both sides agree with the labels."""
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    for side, fit in SIDES.items():
        fit(texts, vectors, 1)  # what a process compiles once is not counted on either side
        labels, seconds = fit(texts, vectors, 1)
        figures = {
            "texts": len(texts),
            "groups": len(set(labels) - {-1}),
            "ari": round(float(adjusted_rand_score(truth, labels)), 3),
            "nmi": round(float(normalized_mutual_info_score(truth, labels)), 3),
            "ungrouped_share": round(float(np.mean(np.array(labels) == -1)), 3),
            "seconds": round(seconds, 1),
        }
        print(name, side, json.dumps(figures), flush=True)


def steadiness(texts: Sequence[str], vectors: np.ndarray, seeds: int) -> None:
    """Print whether a seed gives the same twice, and how well the groups of several seeds agree."""
    from sklearn.metrics import adjusted_mutual_info_score

    runs = [ours(texts, vectors, seed)[0] for seed in range(1, seeds + 1)]
    pairs = [float(adjusted_mutual_info_score(one, other)) for one, other in combinations(runs, 2)]
    figures = {
        "same_seed_same_result": list(ours(texts, vectors, 1)[0]) == list(runs[0]),
        "mean_adjusted_mutual_information": round(mean(pairs), 3),
        "least": round(min(pairs), 3),
    }
    print("seeds", json.dumps(figures), flush=True)


def large(count: int) -> None:
    """Print seconds and peak memory of both sides over many observations, and how long a cancel of ours may wait."""
    texts = many(count)
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "vectors.npy"
        np.save(kept, MiniLmEmbedder().embed(texts))
        for side in SIDES:
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                print("large", side, json.dumps(pool.apply(_measured, (side, texts, kept))), flush=True)


def _measured(side: str, texts: Sequence[str], kept: Path) -> dict[str, float]:
    started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    waits, vectors = Waits(), np.load(kept)
    labels, seconds = ours(texts, vectors, 1, waits) if side == "throughline" else SIDES[side](texts, vectors, 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    silence = {"longest_silence": round(waits.longest, 1)} if waits.longest else {}
    return silence | {
        "groups": len(set(labels) - {-1}),
        "ungrouped_share": round(float(np.mean(np.array(labels) == -1)), 3),
        "seconds": round(seconds, 1),
        "peak_mb": round(peak / 1024),
        "mb_before": round(started / 1024),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--observations", type=int, default=11_000)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--skip-large", action="store_true", help="leave the many observations out")
    arguments = parser.parse_args()
    if not LABELLED.is_dir():
        raise SystemExit("The labelled texts are not beside this checkout (../shared/data): nothing to measure.")
    embedder = MiniLmEmbedder()
    texts, truth = banking()
    vectors = embedder.embed(texts)
    agreement("banking77", texts, truth, vectors)
    for part in (1, 2):
        answers, themes = gambling(part)
        agreement(f"gambling {part}", answers, themes, embedder.embed(answers))
    steadiness(texts, vectors, arguments.seeds)
    if not arguments.skip_large:
        large(arguments.observations)


if __name__ == "__main__":
    main()
