"""A pattern as the description of a code, which other tools show as it is written, and read back without loss."""

import re
from dataclasses import dataclass

from domain.evidence import Level, Severity
from domain.insights import Codebook, Pattern
from domain.text import fold

_APPLIES, _NOT_WHEN, _NEAR, _LEVEL, _BETWEEN, _SEVERITY, _EXAMPLE = (
    "When it applies", "When not", "Near", "Level", "Between organisations", "Severity", "Example"
)  # fmt: skip
_YES_OR_NO = {"yes": True, "no": False}
_LABELS = {
    "definition": r"(?:full |brief )?definition",
    "applies": r"when it applies|when to use|use when|inclusion(?: criteria)?",
    "not_when": r"when not(?: to use)?|when it does not apply|do not use when|exclusion(?: criteria)?",
    "near": r"near",
    "level": r"level",
    "between": r"between organisations",
    "severity": r"severity",
    "examples": r"examples?(?: \([^)]*\))?",
}
"""How the parts of a code are headed, here and in the codebooks that researchers write for other tools."""
_LABELLED = re.compile(
    r"\s*(?:" + "|".join(f"(?P<{name}>{label})" for name, label in _LABELS.items()) + r")\s*:(?P<said>.*)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*[-–•*]\s+")
_LISTED = frozenset({"near", "examples"})


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenPattern:
    """What a description says of a pattern; empty where it says nothing. ``near`` are titles."""

    definition: str = ""
    applies: str = ""
    not_when: str = ""
    near: tuple[str, ...] = ()
    level: Level | None = None
    severity: Severity | None = None
    between: bool | None = None
    examples: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether it says all that there is of a pattern, as we write it: its examples are then all examples."""
        return self.level is not None and self.severity is not None and bool(self.examples)


def describe_pattern(pattern: Pattern, codebook: Codebook) -> str:
    """Return what a pattern is, in lines that ``described_pattern`` reads back; patterns are called by their titles.

    Examples that are evidence are left out: they belong to whoever may see them.
    """
    titles = {other.id: other.title for other in codebook.patterns}
    lines = [
        pattern.definition,
        f"{_APPLIES}: {pattern.applies}",
        f"{_NOT_WHEN}: {codebook.with_titles(pattern.not_when)}",
        *(f"{_NEAR}: {titles[other]}" for other in pattern.near if other in titles),
        f"{_LEVEL}: {pattern.level.value}",
        f"{_BETWEEN}: {'yes' if pattern.sits_between else 'no'}",
        f"{_SEVERITY}: {pattern.severity.value}",
        *(f"{_EXAMPLE}: {example.text}" for example in pattern.examples if example.observation is None),
    ]
    return "\n".join(line for line in lines if not line.endswith(": "))


def described_pattern(description: str) -> WrittenPattern:
    """Return what a description says of a pattern; lines under no heading of ours are its definition."""
    texts: dict[str, list[str]] = {name: [] for name in _LABELS}
    part = "definition"
    for line in description.splitlines():
        found = _LABELLED.fullmatch(line)
        if found is not None:
            part = next(name for name in _LABELS if found[name])
            texts[part].append(found["said"])
        elif part in _LISTED and (_BULLET.match(line) or not texts[part][-1].strip()):
            texts[part].append(line)
        elif texts[part]:
            texts[part][-1] += f" {line}"
        else:
            texts[part].append(line)
    said = {name: tuple(filter(None, (fold(_BULLET.sub("", text)) for text in held))) for name, held in texts.items()}
    return WrittenPattern(
        definition=" ".join(said["definition"]),
        applies=" ".join(said["applies"]),
        not_when=" ".join(said["not_when"]),
        near=said["near"],
        level=next((level for level in Level if level.value in said["level"]), None),
        between=next((_YES_OR_NO[word] for word in said["between"] if word in _YES_OR_NO), None),
        severity=next((severity for severity in Severity if severity.value in said["severity"]), None),
        examples=said["examples"],
    )
