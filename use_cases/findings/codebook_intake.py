"""A codebook of another tool, or of another installation, taken into ours: first what would change, then the edits."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from domain.access import Role, Viewer
from domain.audit import Deed
from domain.catalogue import name_key
from domain.codebook_edits import CodebookEdit, EditVerdict, PatternChange, example_key, next_identifiers
from domain.codes import Code, Loss
from domain.errors import InvalidRequest
from domain.evidence import Level, Severity
from domain.insights import Codebook, Pattern
from domain.pattern_text import WrittenPattern, described_pattern
from domain.text import fold
from domain.wording import count
from use_cases.auditing import audited
from use_cases.findings.codebook import (
    FEWEST_EXAMPLES,
    MOST_NEIGHBOURS,
    SPOKEN,
    check_change,
    check_example,
    check_typed,
    difference,
    example_owners,
)
from use_cases.repository import Repository
from use_cases.typed_words import TypedWords

NO_FAMILY = "From another codebook"


class Intake(StrEnum):
    """What becomes of a code that is taken in."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    LEFT_OUT = "left out"


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakeRow:
    """One code of the file: what becomes of it, of which ``pattern`` of ours, and by which change.

    ``notes`` say why it is left out, or what is left out of it or still to be written, in words without any of it but
    what looks like personal data.
    """

    title: str
    intake: Intake
    pattern: str | None = None
    change: PatternChange = field(default_factory=PatternChange)
    notes: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Tell whether it makes an edit."""
        return self.intake in {Intake.ADDED, Intake.CHANGED}


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakePlan:
    """What taking a codebook in would do, code by code in its order, and what of the file is lost on the way."""

    rows: tuple[IntakeRow, ...]
    losses: tuple[Loss, ...]

    def count(self, intake: Intake) -> int:
        """Return how many codes become that."""
        return sum(row.intake is intake for row in self.rows)


def _changes_nothing(plan: IntakePlan) -> InvalidRequest:
    problem = "Nothing of this file changes the codebook."
    if plan.rows and all(row.intake is Intake.SAME for row in plan.rows):
        remedy = "All of it stands there already: change the file, or leave it."
    else:
        remedy = "See what it says of each code: most often a code needs a description."
    return InvalidRequest(problem, where="the file", remedy=remedy)


class CodebookIntake:
    """REFI-QDA codebooks into the codebook in force. Curators take them in; each intake is one act, to be undone."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def plan(self, viewer: Viewer, content: bytes) -> IntakePlan:
        """Return what taking a `.qdc` file in would do; nothing is changed.

        Raises NotAllowed, UnreadableSource for a file that is no codebook.
        """
        from ingest.refi_qda import read_codebook

        viewer.need(Role.CURATOR, "change the codebook")
        codes, losses = read_codebook(content)
        return self._planned(codes, losses, self._repository.codebook_edits.edits(), TypedWords(self._repository))

    @audited(Deed.DECIDED, of="content")
    def take_in(self, viewer: Viewer, content: bytes) -> tuple[str, IntakePlan]:
        """Add and change patterns as ``plan`` says, all or nothing; return the act's identifier and what was done.

        Raises as ``plan`` does, and InvalidRequest where nothing would change.
        """
        from ingest.refi_qda import read_codebook

        viewer.need(Role.CURATOR, "change the codebook")
        codes, losses = read_codebook(content)
        done: list[IntakePlan] = []
        typed = TypedWords(self._repository)
        self._planned(codes, losses, self._repository.codebook_edits.edits(), typed)  # no words are looked at in a lock

        def decide(edits: list[CodebookEdit]) -> list[tuple[EditVerdict, str, PatternChange]]:
            plan = self._planned(codes, losses, edits, typed)
            rows = [row for row in plan.rows if row.changes]
            if not rows:
                raise _changes_nothing(plan)
            new = next_identifiers(edits, plan.count(Intake.ADDED))
            done.append(plan)
            return [
                (EditVerdict.CHANGED, row.pattern, row.change)
                if row.pattern
                else (EditVerdict.ADDED, next(new), row.change)
                for row in rows
            ]

        act = self._repository.codebook_edits.edit_all(viewer, decide)
        return act, done[-1]

    def _planned(
        self, codes: Sequence[Code], losses: Sequence[Loss], edits: Sequence[CodebookEdit], typed: TypedWords
    ) -> IntakePlan:
        planning = _Planning(self._repository.codebook, edits, codes, typed)
        return IntakePlan(rows=tuple(planning.rows()), losses=tuple(losses))


def pattern_guids(codebook: Codebook, edits: Sequence[CodebookEdit]) -> dict[str, str]:
    """Return the GUID of each pattern in an exchange file, by its identifier.

    Two installations number the patterns that people added alike, so theirs follow from the act that added them too.
    """
    from exports.refi_qda import guid_of

    added = {edit.pattern: edit.act for edit in edits if edit.verdict is EditVerdict.ADDED}
    return {
        pattern.id: guid_of("pattern", pattern.id, *filter(None, [added.get(pattern.id)]))
        for pattern in codebook.patterns
    }


class _Planning:
    """Works out what becomes of each code of a file, given the codebook in force."""

    def __init__(
        self, codebook: Codebook, edits: Sequence[CodebookEdit], codes: Sequence[Code], typed: TypedWords
    ) -> None:
        self._codebook = codebook
        self._typed = typed
        self._codes = codes
        self._by_guid = {guid: name for name, guid in pattern_guids(codebook, edits).items()}
        self._by_title = {name_key(pattern.title): pattern.id for pattern in codebook.patterns}
        self._names = {code.id: code.name for code in codes}
        here = {code.name: self._by_guid[code.id] for code in codes if code.id in self._by_guid}
        # The file may call our patterns as we do, or as it does itself.
        self._titled = {pattern.title: pattern.id for pattern in codebook.patterns} | here
        from insights.codebook import load_codebook

        self._owners = example_owners(codebook)
        self._shipped = {fold(example.text) for pattern in load_codebook().patterns for example in pattern.examples}
        self._met: set[str] = set()
        below: dict[str, int] = defaultdict(int)
        for code in codes:
            below[code.parent or ""] += 1
        self._below: Mapping[str, int] = below

    def rows(self) -> list[IntakeRow]:
        return [self._row(code) for code in self._codes if not self._is_family(code)]

    def _is_family(self, code: Code) -> bool:
        return not code.is_codable or (self._below[code.id] > 0 and not code.description.strip())

    def _row(self, code: Code) -> IntakeRow:
        title = fold(code.name)
        name = self._by_guid.get(code.id) or self._by_title.get(name_key(title))
        known = name or name_key(title)
        if known in self._met:
            return IntakeRow(title=title, intake=Intake.LEFT_OUT, notes=("It stands in the file twice.",))
        self._met.add(known)
        written = described_pattern(code.description)
        pattern = self._codebook.pattern(name) if name else None
        try:
            return self._added(code, title, written) if pattern is None else self._changed(code, pattern, written)
        except InvalidRequest as error:
            why = f"{error.problem} ({error.where}) {error.remedy}"
            return IntakeRow(title=title, intake=Intake.LEFT_OUT, pattern=name, notes=(why,))

    def _added(self, code: Code, title: str, written: WrittenPattern) -> IntakeRow:
        if not written.definition:
            note = "It has no description: write there what the difficulty is, and take the file in again."
            return IntakeRow(title=title, intake=Intake.LEFT_OUT, notes=(note,))
        change, notes = self._change(code, title, written, ())
        change = replace(
            change,
            family=change.family or NO_FAMILY,
            level=change.level or Level.SERVICE,
            severity=change.severity or Severity.MEDIUM,
            near=change.near and change.near[:MOST_NEIGHBOURS],
        )
        check_change(self._codebook, replace(change, examples=()))
        check_typed(self._typed, replace(change, examples=()))
        missing = [SPOKEN[part] for part in ("applies", "not_when") if not getattr(written, part)]
        missing += ["level", "severity"] if not written.level and not written.severity else []
        if len(change.examples) < FEWEST_EXAMPLES:
            missing.append(count(FEWEST_EXAMPLES - len(change.examples), "example"))
        notes += [f"Still to be said here: {', '.join(missing)}."] if missing else []
        return IntakeRow(title=title, intake=Intake.ADDED, change=change, notes=tuple(notes))

    def _changed(self, code: Code, pattern: Pattern, written: WrittenPattern) -> IntakeRow:
        own = tuple(fold(example.text).casefold() for example in pattern.examples)
        change, notes = self._change(code, fold(code.name), written, own)
        if change.near is not None:  # nearness holds both ways, so a pattern may have more than one may say of it
            same = set(change.near) == set(pattern.near)
            change = replace(change, near=None if same else change.near[:MOST_NEIGHBOURS])
        if written.is_whole:
            change = replace(change, dropped=_dropped(pattern, written, change))
        change = difference(pattern, change)
        check_change(self._codebook, replace(change, examples=()), own=pattern.id)
        check_typed(self._typed, replace(change, examples=()))
        intake = Intake.SAME if change.says_nothing else Intake.CHANGED
        return IntakeRow(title=fold(code.name), intake=intake, pattern=pattern.id, change=change, notes=tuple(notes))

    def _change(
        self, code: Code, title: str, written: WrittenPattern, own: Sequence[str]
    ) -> tuple[PatternChange, list[str]]:
        """Return what a code says, ``own`` examples of its pattern left out, and what of it cannot be taken."""
        examples, why_not = [], []
        for nth, text in enumerate((text for text in written.examples if text.casefold() not in own), start=1):
            try:
                if text not in self._shipped:
                    self._typed.check(f"example {nth}", text)
                check_example(text, f"example {nth}", self._owners)
                examples.append(text)
            except InvalidRequest as error:
                why_not.append(f"Without {error.where}. {error.problem}")
        family = self._names.get(code.parent or "")
        near = self._near(written)
        return (
            PatternChange(
                title=title,
                definition=written.definition or None,
                applies=written.applies or None,
                not_when=self._with_identifiers(written.not_when) or None,
                family=fold(family) if family else None,
                near=near or None,
                level=written.level,
                severity=written.severity,
                between=written.between,
                examples=tuple(examples),
            ),
            why_not,
        )

    def _near(self, written: WrittenPattern) -> tuple[str, ...]:
        ids = {name_key(title): name for title, name in self._titled.items()}
        known = (ids.get(name_key(title)) for title in written.near)
        return tuple(dict.fromkeys(filter(None, known)))

    def _with_identifiers(self, text: str) -> str:
        """Return a text in which our patterns are called by their identifiers again, as the codebook keeps it."""
        for title, name in self._titled.items():
            text = text.replace(f"'{title}'", name)
        return text


def _dropped(pattern: Pattern, written: WrittenPattern, change: PatternChange) -> tuple[str, ...]:
    """Return the keys of examples that a file which tells all of a pattern does not have any more."""
    told = {text.casefold() for text in written.examples}
    gone = [
        example
        for example in pattern.examples
        if example.observation is None and fold(example.text).casefold() not in told
    ]
    left = len(pattern.examples) - len(gone) + len(change.examples)
    return tuple(example_key(example) for example in gone) if left >= FEWEST_EXAMPLES else ()
