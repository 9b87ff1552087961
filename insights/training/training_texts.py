"""The texts that our encoders are trained on: those of the codebook, and others of our own, all invented."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from domain.evidence import Kind
from domain.insights import Example, Pattern
from insights.codebook import load_codebook
from insights.training.train_coder import TRAINING_FILE as CODER_FILE

EXAMPLES_FILE = Path(__file__).with_name("encoder_training.jsonl")
"""More examples of the patterns, a line each; ``unlike`` names one that a sentence only sounds like, ``why`` how."""
ANOTHER_DIFFICULTY = "other"
"""What ``why`` says of a sentence that tells a difficulty, but not the one it sounds like."""
NOTES_FILE = Path(__file__).with_name("kind_training.jsonl")
"""Invented notes, a sentence a line with its kind and the headings above it, besides those the coder is trained on.

In both files a difficulty has the ``patterns`` of which a strict reader accepts it as evidence, the best first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KindText:
    """A sentence and its kind; without one it is known only to tell no difficulty."""

    text: str
    kind: Kind | None


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedText:
    """A sentence and the patterns of which a reader accepts it as evidence, maybe none.

    ``looked_at`` are the patterns that the reader was asked about, None for all of the codebook.
    """

    text: str
    patterns: frozenset[str]
    looked_at: frozenset[str] | None = None

    def rules_out(self, pattern: str) -> bool:
        """Return whether the reader was asked about this pattern and did not accept the sentence."""
        return pattern not in self.patterns and (self.looked_at is None or pattern in self.looked_at)


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def training_patterns() -> list[Pattern]:
    """Return the codebook's patterns with the examples of the training file beside their own."""
    more: dict[str, list[Example]] = defaultdict(list)
    for row in _rows(EXAMPLES_FILE):
        if "pattern" in row:
            more[row["pattern"]].append(Example(subject=row["subject"], text=row["text"]))
    return [replace(pattern, examples=(*pattern.examples, *more[pattern.id])) for pattern in load_codebook().patterns]


def patterns_told_in_notes() -> list[Pattern]:
    """Return the patterns of :func:`training_patterns` with the sentences of the notes that tell them before others."""
    told: dict[str, list[Example]] = defaultdict(list)
    for file in (CODER_FILE, NOTES_FILE):
        for row in _rows(file):
            for pattern in row.get("patterns", [])[:1]:
                told[pattern].append(Example(subject="", text=row["text"]))
    return [replace(pattern, examples=(*pattern.examples, *told[pattern.id])) for pattern in training_patterns()]


def judged_texts() -> list[JudgedText]:
    """Return the sentences of the notes, which readers coded with the whole codebook, and the near misses."""
    written = [
        JudgedText(text=row["text"], patterns=frozenset(row.get("patterns", [])))
        for file in (CODER_FILE, NOTES_FILE)
        for row in _rows(file)
    ]
    misses = [
        JudgedText(
            text=row["text"],
            patterns=frozenset({row["pattern"]} if "pattern" in row else ()),
            looked_at=frozenset({row["unlike"], row.get("pattern", row["unlike"])}),
        )
        for row in _rows(EXAMPLES_FILE)
        if "unlike" in row
    ]
    return written + misses


def notes() -> list[KindText]:
    """Return the sentences of the invented notes."""
    return [
        KindText(text=row["text"], kind=Kind(row["kind"])) for file in (CODER_FILE, NOTES_FILE) for row in _rows(file)
    ]


def difficulties() -> list[KindText]:
    """Return the examples of all patterns."""
    return [
        KindText(text=example.text, kind=Kind.PAIN_POINT)
        for pattern in training_patterns()
        for example in pattern.examples
    ]


def near_misses() -> list[KindText]:
    """Return what sounds like a difficulty and is none; what is another one than it sounds like is left out."""
    codebook = load_codebook()
    written = [
        row["text"]
        for row in _rows(EXAMPLES_FILE)
        if "unlike" in row and "pattern" not in row and row.get("why") != ANOTHER_DIFFICULTY
    ]
    shipped = [example.text for example in codebook.neutral] + [example.text for example in codebook.unlike]
    return [KindText(text=text, kind=None) for text in (*shipped, *written)]


def texts_to_teach() -> list[str]:
    """Return what a teacher is asked about, each text once: all of the codebook and the invented notes."""
    patterns = training_patterns()
    return list(
        dict.fromkeys(
            [
                *(example.text for pattern in patterns for example in pattern.examples),
                *(pattern.summary for pattern in patterns),
                *(pattern.applies for pattern in patterns),
                *(text.text for text in judged_texts()),
                *(text.text for text in near_misses()),
            ]
        )
    )
