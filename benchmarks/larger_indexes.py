"""The files that search maps into memory, alone, larger than a whole repository fits in the time of a benchmark.

No database, no Chroma: vectors for filters at one size, the index of words at another, both from the same seed as
:mod:`benchmarks.generated_repository`. What is told is the time of each part of a question.
"""

import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.generated_repository import Material, text_of
from vector_store.embedding import MiniLmEmbedder
from vector_store.filtered_vectors import FilteredVectors
from vector_store.lexical_index import Bm25Index

SHARES = (0.05, 0.2, 0.6)
DEPTH = 200
BLOCK = 50_000


def measure(
    vectors: int, texts: int, questions: list[str], *, seed: int, told: Callable[[str, list[float]], None]
) -> None:
    """Build both and print what a question takes, by the share of the observations that a filter lets through."""
    embedder = MiniLmEmbedder()
    material = Material.with_vectors_of(embedder)
    asked = embedder.embed(questions)
    with tempfile.TemporaryDirectory() as folder:
        _measure_vectors(Path(folder), vectors, material, asked, seed, told)
    with tempfile.TemporaryDirectory() as folder:
        _measure_words(Path(folder), texts, material, questions, seed, told)


def _measure_vectors(folder: Path, how_many: int, material: Material, asked: Any, seed: int, told: Any) -> None:
    chance, noise = np.random.default_rng(seed), np.random.default_rng(seed + 1)
    rows = np.empty((how_many, asked.shape[1]), dtype=np.float32)
    for start in range(0, how_many, BLOCK):
        size = min(BLOCK, how_many - start)
        pairs = chance.integers(len(material.sentences), size=(2, size))
        rows[start : start + size] = material.mixed(pairs[0], pairs[1], noise)
    ids = [f"obs_{number:020x}" for number in range(how_many)]
    index = FilteredVectors(folder)
    began = time.perf_counter()
    index.build(ids, rows, revision=1)
    print(f"{how_many:,} vectors for filters: built in {time.perf_counter() - began:.1f} s, {_mebibytes(folder)} MiB")
    product = [_timed(partial(_product, rows, vector)) for vector in asked[:40]]
    told(f"exact product over {how_many:,}", product)
    for share in SHARES:
        among = frozenset(ids[row] for row in np.flatnonzero(chance.random(how_many) < share))
        kept = np.array([row for row, name in enumerate(ids) if name in among])
        first = _timed(partial(index.nearest, asked[0], limit=DEPTH, among=among))
        took, met = [], []
        for vector in asked:
            began = time.perf_counter()
            hits = index.nearest(vector, limit=DEPTH, among=among)
            took.append((time.perf_counter() - began) * 1000)
            met.append([hit.id for hit in hits[:20]])
        told(f"vectors, {share:.0%} let through", took)
        best = [_best(rows, kept, vector) for vector in asked[:40]]
        found = [len({ids[row] for row in right} & set(names)) / 20 for right, names in zip(best, met, strict=False)]
        print(f"  first use of that filter {first:.0f} ms; of the true first 20 found {np.mean(found):.3f}")


def _product(rows: Any, vector: Any) -> Any:
    return np.argpartition(rows @ vector, -DEPTH)


def _best(rows: Any, kept: Any, vector: Any) -> list[int]:
    scores = (rows @ vector)[kept]
    return list(kept[np.argpartition(scores, -20)[-20:]])


def _measure_words(folder: Path, how_many: int, material: Material, questions: list[str], seed: int, told: Any) -> None:
    chance = random.Random(seed)
    size = len(material.sentences)
    texts = [text_of(material, chance.randrange(size), chance.randrange(size), chance) for _ in range(how_many)]
    ids = [f"obs_{number:020x}" for number in range(how_many)]
    began = time.perf_counter()
    Bm25Index(folder).build(ids, texts, revision=1)
    print(f"{how_many:,} texts: built in {time.perf_counter() - began:.1f} s, {_mebibytes(folder)} MiB")
    index = Bm25Index(folder)
    print(f"  loaded in {_timed(lambda: index.wording('warm')):.0f} ms")
    among = frozenset(chance.sample(ids, how_many // 5))
    index.asked("warm").matches(limit=DEPTH, among=among)

    def words(question: str) -> None:
        index.wording(question)
        asked = index.asked(question)
        asked.matches(limit=DEPTH, among=among)
        asked.strangeness()

    told("words, 20% let through", [_timed(partial(words, one)) for one in questions])


def _timed(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _mebibytes(folder: Path) -> int:
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20)
