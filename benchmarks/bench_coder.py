"""Measure the coder on the real notes beside the checkout: ``python -m benchmarks.bench_coder``.

Prints pain point F1 on all 700 coded sentences and on the 400 drawn uniformly, with and without the headings above
them, accuracy over kinds, how often a sure answer is right, severity, and patterns on subjects held back.
"""

import csv
import re
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from domain.evidence import Coding, Kind
from insights.codebook import load_codebook
from insights.coding.coder import TrainedCoder
from insights.coding.pattern_fits import PatternFits
from insights.encoders import DIFFICULTY_ENCODERS, KIND_ENCODER
from vector_store.embedding import MiniLmEmbedder
from vector_store.joined_embedding import JoinedEmbedder

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
FOLDS = 6


def main() -> int:
    embedder = MiniLmEmbedder()
    print("Patterns, subjects held back, stock vectors:", patterns_on_unseen_subjects(embedder))
    if not SHARED.is_dir():
        print("The real notes are not beside this checkout (../shared/data): nothing else to measure.")
        return 0
    with (SHARED / "coded" / "sentence_labels.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = [row["text"] for row in rows]
    vectors = embedder.embed(texts)
    matcher, kinds = JoinedEmbedder.of(DIFFICULTY_ENCODERS), MiniLmEmbedder.of(KIND_ENCODER)
    coder = TrainedCoder(load_codebook(), embedder=embedder, matcher=matcher, kinds=kinds)
    print("Coder", coder.version)
    for name, headings in (("text alone", [()] * len(rows)), ("with headings", [headings_of(row) for row in rows])):
        report(name, rows, coder.code(texts, vectors, headings=headings))
    many = (texts * 12)[:8000]
    started = time.perf_counter()
    coder.code(many, np.vstack([vectors] * 12)[:8000])
    print(f"8,000 texts coded in {time.perf_counter() - started:.2f} s")
    return 0


def report(name: str, rows: list[dict[str, str]], codings: list[Coding]) -> None:
    truth = np.array([row["kind"] == Kind.PAIN_POINT for row in rows])
    uniform = np.array([row["sample"] == "uniform" for row in rows])
    chances = np.array([coding.pain_point for coding in codings])
    for sample, chosen in (("all 700", np.ones(len(rows), dtype=bool)), ("uniform 400", uniform)):
        true, chance = truth[chosen], chances[chosen]
        said, sure = chance >= 0.5, chance >= 0.7
        right = (said & true).sum()
        print(
            f"{name}, {sample}: pain point F1 {2 * right / (said.sum() + true.sum()):.3f}, precision "
            f"{right / said.sum():.2f}, recall {right / true.sum():.2f}; at 0.7 precision {true[sure].mean():.2f} "
            f"of {sure.sum()}"
        )
    kinds = np.array([coding.kind == row["kind"] for coding, row in zip(codings, rows, strict=True)])
    print(f"{name}: kinds right {kinds.mean():.3f} of all, {kinds[uniform].mean():.3f} of uniform")
    graded = [
        (c.severity, row["severity"]) for c, row in zip(codings, rows, strict=True) if c.severity and row["severity"]
    ]
    print(f"{name}: severity right {np.mean([said == true for said, true in graded]):.3f} of {len(graded)} found")


def headings_of(row: dict[str, str]) -> tuple[str, ...]:
    """Return the title and headings above the line that holds the start of this sentence; none when it is not found."""
    start = plain(row["text"])[:40]
    stack: list[tuple[int, str]] = []
    for line in (SHARED / "research_notes" / row["file"]).read_text(encoding="utf-8").splitlines():
        title, heading = re.match(r"title:\s*(.+)", line), re.match(r"(#+)\s+(.+)", line)
        bold = re.match(r"\*\*([^*]+)\*\*:?\s*$", line.strip())
        if title and not stack:
            stack = [(0, title[1])]
        elif heading or bold:
            level, words = (len(heading[1]), heading[2]) if heading else (9, bold[1] if bold else "")
            stack = [*(above for above in stack if above[0] < level), (level, words)]
        if start in plain(line):
            return tuple(words for _, words in stack)
    return ()


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", re.sub(r"\]\([^)]*\)", " ", text)).strip().lower()


def patterns_on_unseen_subjects(embedder: MiniLmEmbedder) -> str:
    """Fit examples to a codebook that has lost all examples on their subjects, fold by fold."""
    codebook = load_codebook()
    subjects = sorted({e.subject for p in codebook.patterns for e in p.examples})
    first, confident, confident_right, third, total = 0, 0, 0, 0, 0
    for fold in range(FOLDS):
        held = set(subjects[fold::FOLDS])
        kept = replace(
            codebook,
            patterns=tuple(
                replace(p, examples=tuple(e for e in p.examples if e.subject not in held)) for p in codebook.patterns
            ),
        )
        fits = PatternFits(kept, embedder)
        for pattern in codebook.patterns:
            for example in pattern.examples:
                if example.subject in held:
                    found = fits.best(fits.fits(embedder.embed([example.text]))[0])
                    names = [fit.pattern for fit in found]
                    total += 1
                    first += names[:1] == [pattern.id]
                    third += pattern.id in names
                    confident += bool(found) and found[0].fit >= 0.6
                    confident_right += bool(found) and found[0].fit >= 0.6 and names[0] == pattern.id
    return (
        f"first choice {first / total:.2f}, among three {third / total:.2f} of {total}; "
        f"fit of 0.6 or more right {confident_right / max(confident, 1):.2f} of {confident}"
    )


if __name__ == "__main__":
    sys.exit(main())
