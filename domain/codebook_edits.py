"""What people change in the codebook. Edits are added, never changed: the codebook in force is the shipped one read
through those that stand.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.evidence import Level, Severity
from domain.insights import Codebook, Example, Pattern, RetiredPattern
from domain.text import fold

FIRST_OWN = 1001
"""Patterns that people add are numbered from here, so that a later shipped codebook never takes their identifiers."""
WITHDRAWN = "Withdrawn"
"""Stands where words were taken out with a participant who withdrew."""


class EditVerdict(StrEnum):
    """What an edit does to a pattern; ``TAKEN_BACK`` takes another edit back."""

    CHANGED = "changed"
    ADDED = "added"
    RETIRED = "retired"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, kw_only=True, slots=True)
class PatternChange:
    """What is said of a pattern; None leaves a field as it is.

    ``examples`` are new sentences; ``observations`` identify evidence that serves as an example, its words kept only
    where they are, and ``counter_observations`` what serves as a counter-example; ``dropped`` are the keys of either
    that no longer serve; ``became`` is what takes the place of a pattern that is retired.
    """

    title: str | None = None
    definition: str | None = None
    applies: str | None = None
    not_when: str | None = None
    family: str | None = None
    near: tuple[str, ...] | None = None
    level: Level | None = None
    severity: Severity | None = None
    between: bool | None = None
    examples: tuple[str, ...] = ()
    observations: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    became: tuple[str, ...] = ()
    counter_observations: tuple[str, ...] = ()

    @property
    def picked(self) -> tuple[str, ...]:
        """Return the evidence that it names, as an example or a counter-example."""
        return (*self.observations, *self.counter_observations)

    @property
    def says_nothing(self) -> bool:
        """Tell whether it leaves everything as it is."""
        return self == PatternChange()


@dataclass(frozen=True, kw_only=True, slots=True)
class CodebookEdit:
    """One edit of the codebook, counted from 1 by ``nth``. What takes an edit back is a further row of its ``act``."""

    nth: int
    act: str
    pattern: str
    verdict: EditVerdict
    change: PatternChange
    decided_by: str
    decided_at: str

    def __post_init__(self) -> None:
        if not all((self.act, self.pattern, self.decided_by, self.decided_at)):
            raise ValueError("An edit needs an act, a pattern, and who decided when.")


def taken_back_edits(edits: Iterable[CodebookEdit]) -> dict[str, CodebookEdit]:
    """Return by act what took it back."""
    return {edit.act: edit for edit in edits if edit.verdict is EditVerdict.TAKEN_BACK}


def example_key(example: Example) -> str:
    """Return what an example is known by: the observation it is, or a digest of its words."""
    return example.observation or hashlib.sha256(fold(example.text).casefold().encode()).hexdigest()[:16]


def next_identifiers(edits: Iterable[CodebookEdit], number: int = 1) -> Iterator[str]:
    """Yield so many identifiers that no pattern ever had, those that were retired or taken back included."""
    used = (int(edit.pattern.removeprefix("PAT_")) for edit in edits)
    last = max([FIRST_OWN - 1, *used])
    return (f"PAT_{last + place}" for place in range(1, number + 1))


def in_force(shipped: Codebook, edits: Sequence[CodebookEdit], texts: Mapping[str, str]) -> Codebook:
    """Return the shipped codebook with what stands of the edits; ``texts`` are the words of observations by identifier.

    An edit of a pattern that is not there any more is passed over. Without edits it is the shipped codebook itself;
    otherwise its version is a digest of all of it that the coder reads, so equal words have one version.
    """
    gone = taken_back_edits(edits)
    standing = [edit for edit in sorted(edits, key=lambda edit: edit.nth) if edit.act not in gone]
    if not standing:
        return shipped
    patterns = {pattern.id: pattern for pattern in shipped.patterns}
    retired = list(shipped.retired)
    for edit in standing:
        if edit.verdict is EditVerdict.RETIRED and edit.pattern in patterns:
            del patterns[edit.pattern]
            retired.append(RetiredPattern(id=edit.pattern, became=edit.change.became))
        elif edit.verdict is EditVerdict.ADDED:
            patterns[edit.pattern] = _added(edit.pattern, edit.change, texts)
            _answer_near(patterns, edit.pattern, ())
        elif edit.verdict is EditVerdict.CHANGED and (before := patterns.get(edit.pattern)):
            patterns[edit.pattern] = _changed(before, edit.change, texts)
            _answer_near(patterns, edit.pattern, before.near)
    kept = tuple(
        replace(pattern, near=tuple(other for other in pattern.near if other in patterns))
        for pattern in patterns.values()
    )
    unlike = tuple(miss for miss in shipped.unlike if miss.pattern in patterns)
    made = replace(shipped, patterns=kept, unlike=unlike, retired=tuple(retired))
    digest = _digest_of(made)
    return made if digest == _digest_of(shipped) else replace(made, version=f"{shipped.version}-edited-{digest}")


def _added(identifier: str, change: PatternChange, texts: Mapping[str, str]) -> Pattern:
    definition = change.definition or WITHDRAWN
    found = _examples_of(change, texts)
    return Pattern(
        id=identifier,
        title=change.title or WITHDRAWN,
        definition=definition,
        applies=change.applies or "",
        not_when=change.not_when or "",
        near=change.near or (),
        family=change.family or WITHDRAWN,
        level=change.level or Level.SERVICE,
        severity=change.severity or Severity.MEDIUM,
        between=bool(change.between),
        # Its own words stand in where every example went with a participant: no pattern is without one.
        examples=found or (Example(subject="definition", text=definition),),
    )


def _changed(pattern: Pattern, change: PatternChange, texts: Mapping[str, str]) -> Pattern:
    held = (*pattern.examples, *_examples_of(change, texts))
    kept = tuple(example for example in held if example_key(example) not in change.dropped)
    counter = (*pattern.counter_examples, *_picked(change.counter_observations, texts))
    return Pattern(
        id=pattern.id,
        title=change.title or pattern.title,
        definition=change.definition or pattern.definition,
        applies=change.applies or pattern.applies,
        not_when=change.not_when or pattern.not_when,
        near=pattern.near if change.near is None else change.near,
        family=change.family or pattern.family,
        level=change.level or pattern.level,
        severity=change.severity or pattern.severity,
        between=pattern.between if change.between is None else change.between,
        examples=kept or held,
        counter_examples=tuple(example for example in counter if example_key(example) not in change.dropped),
    )


def _examples_of(change: PatternChange, texts: Mapping[str, str]) -> tuple[Example, ...]:
    written = (Example(subject="added here", text=text) for text in change.examples)
    return (*written, *_picked(change.observations, texts))


def _picked(observations: Iterable[str], texts: Mapping[str, str]) -> Iterator[Example]:
    """Yield the evidence that was picked, as far as it is still there."""
    for name in observations:
        if name in texts:
            yield Example(subject="evidence", text=texts[name], observation=name)


def _answer_near(patterns: dict[str, Pattern], identifier: str, before: Sequence[str]) -> None:
    """Let nearness hold in both directions, as the shipped codebook has it."""
    near = patterns[identifier].near
    for other in {*near, *before} & patterns.keys() - {identifier}:
        theirs = tuple(name for name in patterns[other].near if name != identifier)
        answered = patterns[other].near if identifier in patterns[other].near else (*theirs, identifier)
        patterns[other] = replace(patterns[other], near=answered if other in near else theirs)


def _digest_of(codebook: Codebook) -> str:
    said = [
        [*(getattr(each, name) for name in ("id", "title", "definition", "applies", "not_when", "family")),
         each.near, each.level, each.severity, each.between,
         [[example.subject, example.text] for example in each.examples]]
        for each in codebook.patterns
    ]  # fmt: skip
    text = json.dumps([said, [[old.id, old.became] for old in codebook.retired]], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
