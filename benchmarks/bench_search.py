"""How well search finds: nDCG@10 of meaning alone, words alone and both, side by side in one run.

    python -m benchmarks.bench_search [--data FOLDER] [--example FOLDER] [--keep FOLDER] [--model FOLDER]

The notes: 30 everyday questions that avoid the notes' words, asked of a repository of the real notes as anyone would
ask it. SciFact: 300 claims whose words occur in the abstracts. Besides: which questions of ``answerability.json`` are
told that nothing is known. ``--data`` and ``--example`` are data directories of the real notes and of the example
corpus; what is not named is ingested first. ``--keep`` stores the vectors of SciFact for a second run. ``--model`` is
a folder as ``THROUGHLINE_EMBEDDING_MODEL`` names one; the data directories have to be of that model, then.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks.research_sentences import SHARED_DATA
from domain.evidence import Evidence
from domain.ports import Embedder
from domain.search import Known, SearchMode
from domain.text import fold
from settings import Settings
from use_cases.app import UseCases
from use_cases.running.bootstrap import open_use_cases
from vector_store.embedding import MiniLmEmbedder
from vector_store.exact import ExactIndex
from vector_store.hybrid import HybridSearch
from vector_store.lexical_index import Bm25Index
from vector_store.model_folder import FolderEmbedder

AT = 10
READ_AGAIN, OF_SECOND_STAGE = 20, (0.01, 0.02, 0.05, 0.1, 100.0)
MODES = (SearchMode.SEMANTIC, SearchMode.KEYWORD, SearchMode.HYBRID)
PROJECT = Path(__file__).resolve().parents[1]
EXAMPLE = PROJECT / "examples" / "corpus"
QUESTIONS = Path(__file__).with_name("answerability.json")


def ndcg(gains: list[float], ideal: list[float], *, at: int = AT) -> float:
    """Return the discounted gain of the first ten over the best possible one (Jarvelin and Kekalainen 2002)."""

    def discounted(values: list[float]) -> float:
        return sum((2**value - 1) / math.log2(rank + 2) for rank, value in enumerate(values[:at]))

    return float(discounted(gains) / discounted(sorted(ideal, reverse=True)))


@dataclass(frozen=True, kw_only=True)
class Question:
    """An everyday question, and the passages that answer it: file, folded quotation, grade."""

    text: str
    judged: list[tuple[str, str, float]]

    def gains(self, found: list[Evidence]) -> list[float]:
        """Return what each result is worth; a passage counts once."""
        left, gains = list(self.judged), []
        for evidence in found:
            text = fold(evidence.text)
            met = [one for one in left if one[0] == evidence.source and (text in one[1] or one[1] in text)]
            best = max(met, key=lambda one: one[2], default=None)
            gains.append(best[2] if best else 0.0)
            if best:
                left.remove(best)
        return gains


def everyday() -> list[Question]:
    asked = json.loads((SHARED_DATA / "coded" / "search_questions.json").read_text(encoding="utf-8"))
    return [
        Question(
            text=one["question"],
            judged=[(each["file"], fold(each["quote"]), float(each["grade"])) for each in one["relevant"]],
        )
        for one in asked
    ]


def told_of_notes(app: UseCases, questions: list[Question]) -> None:
    viewer, scores, took = app.viewer(), {}, []
    for mode in MODES:
        each = []
        for question in questions:
            answer = app.search(viewer, question.text, mode=mode, limit=AT)
            gains = question.gains([result.evidence for result in answer.results])
            each.append(ndcg(gains, [grade for _, _, grade in question.judged]))
            if mode is SearchMode.HYBRID:
                took.append(answer.took_ms)
        scores[mode] = float(np.mean(each))
    told("everyday questions", scores)
    ratio = scores[SearchMode.HYBRID] / scores[SearchMode.SEMANTIC]
    print(f"{'':22}both over meaning: {ratio:.2f}; {median(took):.1f} ms a question (median of both)")


def told_second_stage(app: UseCases, questions: list[Question]) -> None:
    """Print what the shipped reader of pairs would add by reading question and passage of the first 20 together."""
    viewer, judge = app.viewer(), app.repository.pair_judge
    judge.judge([("a question", "a passage")])
    scores: dict[float, list[float]] = {weight: [] for weight in (0.0, *OF_SECOND_STAGE)}
    took = []
    for question in questions:
        results = app.search(viewer, question.text, limit=READ_AGAIN).results
        started = perf_counter()
        told = judge.judge([(question.text, result.evidence.text) for result in results])
        took.append((perf_counter() - started) * 1000)
        for weight, each in scores.items():
            order = np.argsort([-(result.score + weight * odds) for result, odds in zip(results, told, strict=True)])
            gains = question.gains([results[row].evidence for row in order[:AT]])
            each.append(ndcg(gains, [grade for _, _, grade in question.judged]))
    said = ", ".join(f"{weight}: {np.mean(each):.3f}" for weight, each in scores.items())
    print(f"the first {READ_AGAIN} read again, by the weight of the log odds: {said}; {median(took):.0f} ms more\n")


def scifact(keep: Path, embedder: Embedder) -> None:
    folder = SHARED_DATA / "labelled" / "scifact"
    docs = [json.loads(line) for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    said = [json.loads(line) for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
    queries = {one["_id"]: one["text"] for one in said}
    graded: dict[str, dict[str, float]] = {}
    for line in (folder / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, doc, grade = line.split("\t")
        graded.setdefault(query, {})[doc] = float(grade)
    ids, texts = [doc["_id"] for doc in docs], [f"{doc['title']}. {doc['text']}" for doc in docs]
    index = ExactIndex(ids, kept_vectors(texts, embedder, keep))
    with tempfile.TemporaryDirectory() as words_folder:
        words = Bm25Index(Path(words_folder))
        words.build(ids, texts, revision=1)
        search = HybridSearch(embedder, index, words)
        scores = {}
        for mode in MODES:
            found = {one: [hit.id for hit in search.find(queries[one], mode=mode, limit=AT).hits] for one in graded}
            scores[mode] = float(
                np.mean(
                    [
                        ndcg([graded[one].get(doc, 0.0) for doc in ranked], list(graded[one].values()))
                        for one, ranked in found.items()
                    ]
                )
            )
    told("SciFact", scores)


def kept_vectors(texts: list[str], embedder: Embedder, keep: Path) -> Any:
    packaged = isinstance(embedder, MiniLmEmbedder)
    path = keep / (f"SciFact-{len(texts)}.npy" if packaged else f"SciFact-{len(texts)}-{embedder.name}.npy")
    if not path.exists():
        np.save(path, embedder.embed(texts))
    return np.load(path)


def told(name: str, scores: dict[SearchMode, float]) -> None:
    print(f"{name:22}" + "".join(f"{scores[mode]:9.3f}" for mode in MODES), flush=True)


def told_known(app: UseCases, name: str, questions: list[str]) -> None:
    """Print how many questions are told what; of those that can be split, the half that nothing was fitted on."""
    viewer = app.viewer()
    said = [app.search(viewer, question, limit=AT).known for question in questions]
    counts, held_out = Counter(said), Counter(said[1::2])
    nothing = f"{counts[Known.NOTHING]} of {len(said)} ({held_out[Known.NOTHING]} of {len(said[1::2])} even ones)"
    print(f"{name:38}{nothing:32}{counts[Known.PARTLY]:4} partly {counts[Known.ANSWERED]:4} answered", flush=True)


@contextmanager
def repository(named: Path | None, corpus: Path, scratch: Path, model: Path | None) -> Iterator[UseCases]:
    """Give the use cases over a data directory; without one named, the corpus is ingested into ``scratch``."""
    data = named or scratch
    chosen = {"THROUGHLINE_EMBEDDING_MODEL": str(model)} if model else {}
    if named is None:
        command = [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(data)]
        subprocess.run(
            [*command, "ingest", str(corpus), "--redaction", "off"],
            check=True,
            capture_output=True,
            env=os.environ | chosen,
        )
    app = open_use_cases(Settings.from_environment(data, environment=chosen))
    try:
        yield app
    finally:
        app.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="a data directory with the real notes")
    parser.add_argument("--example", type=Path, help="a data directory with the example corpus")
    parser.add_argument("--keep", type=Path, help="folder for vectors between runs")
    parser.add_argument("--model", type=Path, help="a folder with another embedding model")
    asked = parser.parse_args()
    questions, written = everyday(), json.loads(QUESTIONS.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        keep = asked.keep or Path(scratch)
        keep.mkdir(parents=True, exist_ok=True)
        print(f"{'nDCG@10':22}{'meaning':>9}{'words':>9}{'both':>9}")
        with repository(asked.data, SHARED_DATA / "research_notes", Path(scratch, "notes"), asked.model) as notes:
            told_of_notes(notes, questions)
            told_second_stage(notes, questions)
            print("told that nothing is known")
            told_known(notes, "notes: the everyday questions", [question.text for question in questions])
            told_known(notes, "notes: cannot answer", written["notes_cannot_answer"])
        with repository(asked.example, EXAMPLE, Path(scratch, "example"), asked.model) as example:
            told_known(example, "example: can answer", written["example_can_answer"])
            told_known(example, "example: cannot answer", written["example_cannot_answer"])
        print()
        scifact(keep, FolderEmbedder(asked.model) if asked.model else MiniLmEmbedder())


if __name__ == "__main__":
    main()
