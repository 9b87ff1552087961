"""How well search finds: nDCG@10 of meaning alone, words alone and both, on two sets of judged questions.

    python -m benchmarks.bench_search [--keep FOLDER]

SciFact: 300 claims whose words occur in the abstracts. The notes: 30 everyday questions that avoid the notes' words.
``--keep`` stores the vectors there, so that a second run takes seconds.
"""

import argparse
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.research_sentences import SHARED_DATA, note_sentences
from domain.search import Hit
from domain.text import fold
from vector_store.embedding import MiniLmEmbedder
from vector_store.exact import ExactIndex
from vector_store.fusion import fuse
from vector_store.hybrid import CANDIDATES
from vector_store.lexical_index import Bm25Index


@dataclass(frozen=True, kw_only=True)
class Task:
    """Texts, questions, and for each question what each text found is worth."""

    name: str
    ids: list[str]
    texts: list[str]
    questions: list[str]
    gain: Callable[[int, list[str]], list[float]]
    ideal: Callable[[int], list[float]]


def scifact() -> Task:
    folder = SHARED_DATA / "labelled" / "scifact"
    docs = [json.loads(line) for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    said = [json.loads(line) for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
    queries = {one["_id"]: one["text"] for one in said}
    graded: dict[str, dict[str, float]] = {}
    for line in (folder / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, doc, grade = line.split("\t")
        graded.setdefault(query, {})[doc] = float(grade)
    asked = sorted(graded)
    return Task(
        name="SciFact",
        ids=[doc["_id"] for doc in docs],
        texts=[f"{doc['title']}. {doc['text']}" for doc in docs],
        questions=[queries[one] for one in asked],
        gain=lambda at, found: [graded[asked[at]].get(one, 0.0) for one in found],
        ideal=lambda at: list(graded[asked[at]].values()),
    )


def everyday() -> Task:
    passages = list(dict.fromkeys(note_sentences()))
    ids = [f"s{row:05d}" for row in range(len(passages))]
    held = {identifier: (name, fold(text)) for identifier, (name, text) in zip(ids, passages, strict=True)}
    asked = json.loads((SHARED_DATA / "coded" / "search_questions.json").read_text(encoding="utf-8"))
    judged = [[(one["file"], fold(one["quote"]), float(one["grade"])) for one in q["relevant"]] for q in asked]

    def gain(at: int, found: list[str]) -> list[float]:
        left, gains = list(judged[at]), []
        for identifier in found:
            name, text = held[identifier]
            met = [one for one in left if one[0] == name and (text in one[1] or one[1] in text)]
            best = max(met, key=lambda one: one[2], default=None)
            gains.append(best[2] if best else 0.0)
            if best:
                left.remove(best)
        return gains

    return Task(
        name="everyday questions",
        ids=ids,
        texts=[text for _, text in passages],
        questions=[q["question"] for q in asked],
        gain=gain,
        ideal=lambda at: [grade for _, _, grade in judged[at]],
    )


def ndcg(gains: list[float], ideal: list[float], *, at: int = 10) -> float:
    """Return the discounted gain of the first ten over the best possible one (Jarvelin and Kekalainen 2002)."""

    def discounted(values: list[float]) -> float:
        return sum((2**value - 1) / np.log2(rank + 2) for rank, value in enumerate(values[:at]))

    return float(discounted(gains) / discounted(sorted(ideal, reverse=True)))


def both_sides(task: Task, keep: Path) -> list[tuple[list[Hit], list[Hit]]]:
    """Return for each question what meaning and what words find."""
    embedder = MiniLmEmbedder()
    index = ExactIndex(task.ids, kept_vectors(task, embedder, keep))
    with tempfile.TemporaryDirectory() as folder:
        words = Bm25Index(Path(folder))
        words.build(task.ids, task.texts, revision=1)
        asked = embedder.embed(task.questions)
        return [
            (index.nearest(asked[at], limit=CANDIDATES), words.matching(question, limit=CANDIDATES))
            for at, question in enumerate(task.questions)
        ]


def kept_vectors(task: Task, embedder: MiniLmEmbedder, keep: Path) -> Any:
    path = keep / f"{task.name.replace(' ', '-')}-{len(task.ids)}.npy"
    if not path.exists():
        np.save(path, embedder.embed(task.texts))
    return np.load(path)


def score(task: Task, ranked: list[list[Hit]]) -> float:
    """Return the mean nDCG@10 over the questions."""
    return float(
        np.mean([ndcg(task.gain(at, [hit.id for hit in hits]), task.ideal(at)) for at, hits in enumerate(ranked)])
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="folder for vectors between runs")
    with tempfile.TemporaryDirectory() as scratch:
        keep = parser.parse_args().keep or Path(scratch)
        keep.mkdir(parents=True, exist_ok=True)
        print(f"{'nDCG@10':22}{'meaning':>9}{'words':>9}{'both':>9}")
        for task in (everyday(), scifact()):
            found = both_sides(task, keep)
            meaning, words = score(task, [one for one, _ in found]), score(task, [other for _, other in found])
            both = score(task, [fuse(one, other, limit=10) for one, other in found])
            print(f"{task.name:22}{meaning:9.3f}{words:9.3f}{both:9.3f}")


if __name__ == "__main__":
    main()
