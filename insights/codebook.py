"""The codebook: the library of recurring difficulties that ships with the project."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from domain.errors import ModelUnusable
from domain.evidence import Level, Severity
from domain.insights import Codebook, Example, NearMiss, Pattern, RetiredPattern
from domain.text import fold

CODEBOOK_FILE = Path(__file__).with_name("codebook.json")
FEWEST_EXAMPLES, FEWEST_SUBJECTS = 14, 12
"""A pattern with fewer sentences, or on fewer subjects, would be recognised by its subject and not its substance."""
MOST_NEIGHBOURS = 4
"""A pattern that has to be told from more others is too broad."""
IDENTIFIER = re.compile(r"PAT_\d{2,}")


@lru_cache(maxsize=1)
def load_codebook() -> Codebook:
    """Return the codebook of the package, patterns by identifier. Its version changes with any word the coder reads.

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
    codebook = Codebook(
        version=_digest(content),
        patterns=tuple(_pattern(row) for row in content["patterns"]),
        neutral=tuple(_examples(content["neutral"])),
        unlike=tuple(NearMiss(pattern=of, subject=subject, text=text) for of, subject, text in content["unlike"]),
        retired=tuple(RetiredPattern(id=old, became=tuple(new)) for old, new in content["retired"].items()),
    )
    faults = faults_of(codebook)
    if faults:
        raise ValueError("; ".join(faults))
    return codebook


def faults_of(codebook: Codebook) -> list[str]:
    """Return what breaks the codebook's own rules, in words.

    Too few examples or subjects, words used twice, neighbours that are none or do not answer, identifiers used again.
    """
    faults = [f"{pattern.id} {fault}" for pattern in codebook.patterns for fault in _faults_of_pattern(pattern)]
    order = [(len(pattern.id), pattern.id) for pattern in codebook.patterns]
    if order != sorted(order):
        faults.append("patterns are not in order of identifier")
    faults += [f"two patterns are called '{title}'" for title in _repeated(p.title for p in codebook.patterns)]
    sentences = [e.text for p in codebook.patterns for e in p.examples]
    sentences += [e.text for e in codebook.neutral] + [e.text for e in codebook.unlike]
    faults += [f"'{sentence}' stands there twice" for sentence in _repeated(sentences)]
    return faults + _faults_of_references(codebook)


def _faults_of_pattern(pattern: Pattern) -> list[str]:
    faults = []
    if len(pattern.examples) < FEWEST_EXAMPLES:
        faults.append(f"has fewer than {FEWEST_EXAMPLES} examples")
    if len({example.subject for example in pattern.examples}) < FEWEST_SUBJECTS:
        faults.append(f"speaks of fewer than {FEWEST_SUBJECTS} subjects")
    faults += [f"has no {name}" for name in ("family", "applies", "not_when") if not getattr(pattern, name).strip()]
    if not 1 <= len(pattern.near) <= MOST_NEIGHBOURS or len(set(pattern.near)) < len(pattern.near):
        faults.append(f"needs one to {MOST_NEIGHBOURS} different neighbours")
    named = set(IDENTIFIER.findall(pattern.not_when))
    if not named or not named <= set(pattern.near):
        faults.append("says in not_when of no neighbour, or of one that is not near, when it applies instead")
    return faults


def _faults_of_references(codebook: Codebook) -> list[str]:
    """Return what is wrong with the identifiers by which parts of the codebook speak of patterns."""
    near = {pattern.id: set(pattern.near) for pattern in codebook.patterns}
    faults = [
        f"{one} is near {other}, and {other} is not near {one}"
        for one, others in near.items()
        for other in sorted(others)
        if other == one or one not in near.get(other, ())
    ]
    faults += [
        f"'{miss.text}' resembles {miss.pattern}, which is none" for miss in codebook.unlike if miss.pattern not in near
    ]
    for old in codebook.retired:
        if old.id in near:
            faults.append(f"{old.id} is retired and used again")
        faults += [f"{old.id} became {new}, which is none" for new in old.became if new not in near]
    return faults


def _pattern(row: dict[str, object]) -> Pattern:
    near = row["near"]
    if not isinstance(near, list):
        raise TypeError("Near neighbours must be a list of identifiers.")
    return Pattern(
        id=str(row["id"]),
        title=str(row["title"]),
        definition=str(row["definition"]),
        applies=str(row["applies"]),
        not_when=str(row["not_when"]),
        near=tuple(str(identifier) for identifier in near),
        family=str(row["family"]),
        level=Level(str(row["level"])),
        severity=Severity(str(row["severity"])),
        examples=tuple(_examples(row["examples"])),
        between=bool(row.get("between", False)),
    )


def _examples(pairs: object) -> list[Example]:
    if not isinstance(pairs, list):
        raise TypeError("Examples must be a list of [subject, sentence] pairs.")
    return [Example(subject=subject, text=text) for subject, text in pairs]


def _repeated(texts: Iterable[str]) -> list[str]:
    return sorted(text for text, times in Counter(fold(text).casefold() for text in texts).items() if times > 1)


def _digest(content: dict[str, list[dict[str, object]]]) -> str:
    """Return a digest of what the coder reads: how organisations share a pattern is not, and makes no coding old."""
    patterns = [{name: said for name, said in row.items() if name != "between"} for row in content["patterns"]]
    read = {**content, "patterns": patterns}
    canonical = json.dumps(read, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "codebook-" + hashlib.sha256(canonical.encode()).hexdigest()[:12]
