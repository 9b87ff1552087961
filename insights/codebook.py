"""The codebook: the library of recurring difficulties that ships with the project."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from domain.errors import ModelUnusable
from domain.evidence import Level, Severity
from domain.insights import Codebook, Example, Pattern
from domain.text import fold

CODEBOOK_FILE = Path(__file__).with_name("codebook.json")
FEWEST_EXAMPLES = 10
"""A pattern with fewer sentences, or on fewer subjects, would be recognised by its subject and not its substance."""


@lru_cache(maxsize=1)
def load_codebook() -> Codebook:
    """Return the codebook of the package, patterns by identifier. Its version changes with any word of it.

    Raises ModelUnusable when the file is missing, damaged or breaks a rule of the codebook.
    """
    try:
        return read_codebook(CODEBOOK_FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnusable(
            "The codebook cannot be used.",
            where=CODEBOOK_FILE.name,
            remedy=f"Install the project again, or mend the file: {error}",
        ) from error


def read_codebook(text: str) -> Codebook:
    """Return the codebook that this JSON describes, checked by ``faults_of``.

    Raises ValueError naming every fault, and KeyError or TypeError for JSON of another shape.
    """
    content = json.loads(text)
    patterns = tuple(_pattern(row) for row in content["patterns"])
    neutral = tuple(_examples(content["neutral"]))
    codebook = Codebook(version=_digest(content), patterns=patterns, neutral=neutral)
    faults = faults_of(codebook)
    if faults:
        raise ValueError("; ".join(faults))
    return codebook


def faults_of(codebook: Codebook) -> list[str]:
    """Return what breaks the codebook's own rules, in words: too few examples or subjects, words used twice."""
    faults = [f"{pattern.id} {fault}" for pattern in codebook.patterns for fault in _faults_of_pattern(pattern)]
    if [pattern.id for pattern in codebook.patterns] != sorted(pattern.id for pattern in codebook.patterns):
        faults.append("patterns are not in order of identifier")
    faults += [f"two patterns are called '{title}'" for title in _repeated(p.title for p in codebook.patterns)]
    sentences = [e.text for p in codebook.patterns for e in p.examples] + [e.text for e in codebook.neutral]
    return faults + [f"'{sentence}' stands there twice" for sentence in _repeated(sentences)]


def _faults_of_pattern(pattern: Pattern) -> list[str]:
    faults = []
    if len(pattern.examples) < FEWEST_EXAMPLES:
        faults.append(f"has fewer than {FEWEST_EXAMPLES} examples")
    if len({example.subject for example in pattern.examples}) < FEWEST_EXAMPLES:
        faults.append(f"speaks of fewer than {FEWEST_EXAMPLES} subjects")
    if not pattern.family.strip():
        faults.append("has no family")
    return faults


def _pattern(row: dict[str, object]) -> Pattern:
    return Pattern(
        id=str(row["id"]),
        title=str(row["title"]),
        definition=str(row["definition"]),
        family=str(row["family"]),
        level=Level(str(row["level"])),
        severity=Severity(str(row["severity"])),
        examples=tuple(_examples(row["examples"])),
    )


def _examples(pairs: object) -> list[Example]:
    if not isinstance(pairs, list):
        raise TypeError("Examples must be a list of [subject, sentence] pairs.")
    return [Example(subject=subject, text=text) for subject, text in pairs]


def _repeated(texts: Iterable[str]) -> list[str]:
    return sorted(text for text, times in Counter(fold(text).casefold() for text in texts).items() if times > 1)


def _digest(content: object) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "codebook-" + hashlib.sha256(canonical.encode()).hexdigest()[:12]
