"""The codebook in the app: read by everyone, changed by curators, each edit kept and each to be taken back."""

from collections import Counter
from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from typing import TypeVar

from domain.access import Role, Viewer
from domain.audit import Deed
from domain.codebook_edits import (
    CodebookEdit,
    EditVerdict,
    PatternChange,
    example_key,
    next_identifiers,
    taken_back_edits,
)
from domain.decisions import ThemeVerdict, Verdict, standing_links, taken_back
from domain.errors import InvalidRequest, NotFound
from domain.evidence import Evidence, Level
from domain.insights import Codebook, Pattern
from domain.text import fold
from use_cases.auditing import audited
from use_cases.findings.theming import theme_acts
from use_cases.repository import Repository
from use_cases.typed_words import TypedWords

FEWEST_EXAMPLES = 3
FEWEST_WORDS = 4
LONGEST = {"title": 200, "definition": 1000, "applies": 1000, "not_when": 1000, "family": 80}
LONGEST_EXAMPLE = 400
MOST_NEIGHBOURS = 4
NEEDED = ("title", "definition", "applies", "not_when", "family", "level", "severity")
T = TypeVar("T")
Decide = Callable[[list[CodebookEdit]], tuple[str, PatternChange]]
SPOKEN = {
    "not_when": "when it does not apply",
    "applies": "when it applies",
    "level": "where it bites",
    "severity": "how bad it is",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class EditRow:
    """An edit as it is listed, with the title the pattern has today, and what took it back if something did.

    ``others`` counts the further patterns that its act edits: those of a codebook that was taken in at once.
    """

    edit: CodebookEdit
    title: str
    taken_back: CodebookEdit | None = None
    others: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidOfPattern:
    """The evidence that people said belongs to a pattern and does not, as far as one viewer sees it."""

    belongs: tuple[Evidence, ...] = ()
    does_not: tuple[Evidence, ...] = ()


class Patterns:
    """The codebook in force: the shipped one read through what curators changed."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def in_force(self, viewer: Viewer) -> Codebook:
        """Return the codebook; examples that are observations are in it for whoever may see those."""
        codebook = self._repository.codebook
        picked = [
            each.observation
            for pattern in codebook.patterns
            for each in (*pattern.examples, *pattern.counter_examples)
            if each.observation
        ]
        if not picked:
            return codebook
        seen = self._repository.evidence.evidence(viewer, picked)
        return codebook.shown_to(frozenset(item.id for item in seen))

    def pattern(self, viewer: Viewer, identifier: str) -> Pattern:
        """Return one pattern, with the examples that this viewer may see. Raises NotFound."""
        return _pattern_of(self.in_force(viewer), identifier)

    def history(self, viewer: Viewer, pattern: str | None = None) -> list[EditRow]:
        """Return the edits, of one pattern when it is named, the latest first, those that were taken back too.

        Without a pattern each act is listed once, by the first pattern that it edits.
        """
        edits = self._repository.codebook_edits.edits()
        gone = taken_back_edits(edits)
        made = [edit for edit in edits if edit.verdict is not EditVerdict.TAKEN_BACK]
        sizes = Counter(edit.act for edit in made)
        listed = {edit.act: edit for edit in reversed(made)}.values() if pattern is None else made
        titles = {each.id: each.title for each in self._repository.codebook.patterns}
        titles = {edit.pattern: edit.change.title for edit in edits if edit.change.title} | titles
        return [
            EditRow(
                edit=edit,
                title=titles.get(edit.pattern) or edit.pattern,
                taken_back=gone.get(edit.act),
                others=sizes[edit.act] - 1,
            )
            for edit in sorted(listed, key=lambda edit: -edit.nth)
            if pattern in {None, edit.pattern}
        ]

    def said_of(self, viewer: Viewer, pattern: str) -> SaidOfPattern:
        """Return the evidence this viewer may see that people placed at a pattern or said is none of it."""
        by_theme = theme_acts(self._repository, viewer)
        links = [
            link
            for link in standing_links(self._repository.decisions.links(viewer))
            if link.subject == pattern and link.act not in by_theme
        ]
        seen = {
            item.id: item
            for item in self._repository.evidence.evidence(viewer, [link.observation_id for link in links])
        }
        placed = {verdict: [link.observation_id for link in links if link.verdict is verdict] for verdict in Verdict}
        return SaidOfPattern(
            belongs=tuple(seen[name] for name in placed[Verdict.EVIDENCE] if name in seen),
            does_not=tuple(seen[name] for name in placed[Verdict.NOT_EVIDENCE] if name in seen),
        )

    def is_behind(self) -> bool:
        """Tell whether some stored evidence was coded with an earlier codebook, or not yet."""
        return bool(self._repository.evidence.uncoded(self._repository.coder.version, limit=1))

    @audited(Deed.DECIDED, of="pattern", told=("change",))
    def change(self, viewer: Viewer, pattern: str, change: PatternChange) -> str:
        """Change a pattern; return the act's identifier. Raises NotAllowed, NotFound, InvalidRequest."""
        viewer.need(Role.CURATOR, "change the codebook")
        change = _folded(change)
        if change.says_nothing:
            raise InvalidRequest(
                "Nothing would change.", where=pattern, remedy="Change a field, or add or drop an example, then save."
            )
        check_typed(TypedWords(self._repository), change)
        self._check_seen(viewer, change.picked)

        def decide(_edits: list[CodebookEdit]) -> tuple[str, PatternChange]:
            codebook = self._repository.codebook
            before = _pattern_of(codebook, pattern)
            check_change(codebook, change, own=pattern)
            dropped = {example_key(example) for example in before.examples}.intersection(change.dropped)
            left = len(before.examples) + len(change.examples) + len(change.observations) - len(dropped)
            if dropped and left < FEWEST_EXAMPLES:
                raise _too_few(left)
            return pattern, change

        return self._edit(viewer, EditVerdict.CHANGED, decide)[0]

    def take_up(self, viewer: Viewer, pattern: str, observation: str, *, as_example: bool) -> str:
        """Make what people said of a sentence an example of a pattern, or a counter-example; return the act.

        Its words stay where they are, and only whoever sees them there sees them here. Raises NotAllowed, NotFound, and
        InvalidRequest for what is one already, or holds what looks like personal data.
        """
        viewer.need(Role.CURATOR, "change the codebook")
        before = _pattern_of(self._repository.codebook, pattern)
        if any(each.observation == observation for each in (*before.examples, *before.counter_examples)):
            raise InvalidRequest(
                "This sentence stands there already.", where=before.title, remedy="Choose another, or drop it first."
            )
        masker = self._repository.masker_sparing(self._repository.catalogue.catalogue())
        if any(masker.find(item.text) for item in self._repository.evidence.evidence(viewer, [observation])):
            raise InvalidRequest(
                "This sentence holds what looks like personal data.",
                where=before.title,
                remedy="Write an example in your own words instead.",
            )
        own = (observation,)
        change = PatternChange(observations=own) if as_example else PatternChange(counter_observations=own)
        return self.change(viewer, pattern, change)

    @audited(Deed.DECIDED, of="change")
    def add(self, viewer: Viewer, change: PatternChange) -> tuple[str, str]:
        """Add a pattern; return the act's identifier and the pattern's. Raises NotAllowed, NotFound, InvalidRequest."""
        viewer.need(Role.CURATOR, "change the codebook")
        change = _folded(change)
        missing = [SPOKEN.get(name, name) for name in NEEDED if not getattr(change, name)]
        if missing:
            raise InvalidRequest(
                f"Nothing is said for: {', '.join(missing)}.",
                where="the new pattern",
                remedy="Fill in each: without it people would not place evidence alike.",
            )
        number = len(change.examples) + len(change.observations)
        if number < FEWEST_EXAMPLES:
            raise _too_few(number)
        check_typed(TypedWords(self._repository), change)
        self._check_seen(viewer, change.observations)

        def decide(edits: list[CodebookEdit]) -> tuple[str, PatternChange]:
            check_change(self._repository.codebook, change)
            return next(next_identifiers(edits)), change

        return self._edit(viewer, EditVerdict.ADDED, decide)

    @audited(Deed.DECIDED, of="pattern", told=("became",))
    def retire(self, viewer: Viewer, pattern: str, became: tuple[str, ...]) -> str:
        """Retire a pattern in favour of others; return the act's identifier. Its own is never used again.

        Raises NotAllowed, NotFound, InvalidRequest.
        """
        viewer.need(Role.CURATOR, "change the codebook")

        def decide(_edits: list[CodebookEdit]) -> tuple[str, PatternChange]:
            codebook = self._repository.codebook
            _pattern_of(codebook, pattern)
            for other in became:
                _pattern_of(codebook, other)
            if pattern in became:
                raise InvalidRequest(
                    "A pattern cannot take its own place.", where=pattern, remedy="Choose another, or none."
                )
            return pattern, PatternChange(became=became)

        return self._edit(viewer, EditVerdict.RETIRED, decide)[0]

    @audited(Deed.DECIDED, of="act")
    def take_back(self, viewer: Viewer, act: str) -> None:
        """Take an edit back; the others stand. Raises NotAllowed, NotFound, InvalidRequest where it was before.

        A theme whose place an added pattern took is one again, whether or not this viewer sees anything of it.
        """
        viewer.need(Role.CURATOR, "change the codebook")
        edits = self._repository.codebook_edits.edits()
        if act not in taken_back_edits(edits):  # themes first: broken off between the two, it can be taken back again
            added = {edit.pattern for edit in edits if edit.act == act and edit.verdict is EditVerdict.ADDED}
            self._give_themes_back(viewer, added)
        self._repository.codebook_edits.take_back(viewer, act)

    def _give_themes_back(self, viewer: Viewer, patterns: Set[str]) -> None:
        """Take back, in this viewer's name, that patterns took the places of themes. No patterns: nothing."""
        if not patterns:
            return
        by = replace(viewer, sees_everything=True)
        said = self._repository.themes.decisions(by)
        gone = taken_back(said)
        for decision in said:
            if decision.verdict is ThemeVerdict.MERGED and decision.into in patterns and decision.act not in gone:
                self._repository.themes.take_back(by, decision.act)

    def _edit(self, viewer: Viewer, verdict: EditVerdict, decide: Decide) -> tuple[str, str]:
        return self._repository.codebook_edits.edit(viewer, verdict, decide)

    def _check_seen(self, viewer: Viewer, observations: tuple[str, ...]) -> None:
        seen = {item.id for item in self._repository.evidence.evidence(viewer, list(observations))}
        for name in observations:
            if name not in seen:
                raise NotFound("There is no such observation here.", where=name, remedy="Choose one from the theme.")


def _folded(change: PatternChange) -> PatternChange:
    """Return it without needless blanks, and without fields that are left as they are."""

    def folded(text: str | None) -> str | None:
        return None if text is None else fold(text)

    return replace(
        change,
        title=folded(change.title),
        definition=folded(change.definition),
        applies=folded(change.applies),
        not_when=folded(change.not_when),
        family=folded(change.family),
        examples=tuple(filter(None, (fold(text) for text in change.examples))),
        observations=tuple(dict.fromkeys(change.observations)),
        counter_observations=tuple(dict.fromkeys(change.counter_observations)),
    )


def check_change(codebook: Codebook, change: PatternChange, *, own: str = "") -> None:
    """Raise InvalidRequest for what would make the codebook worse to work with."""
    for name, longest in LONGEST.items():
        text = getattr(change, name)
        if text is not None and not 0 < len(text) <= longest:
            raise InvalidRequest(
                f"This text is {'empty' if not text else 'too long'}.",
                where=SPOKEN.get(name, name),
                remedy=f"Write at most {longest} characters.",
            )
    others = [pattern for pattern in codebook.patterns if pattern.id != own]
    if change.title and change.title.casefold() in {pattern.title.casefold() for pattern in others}:
        raise InvalidRequest(
            "Another pattern has this title.", where="title", remedy="Say in the title what tells the two apart."
        )
    if change.near is not None:
        if len(change.near) > MOST_NEIGHBOURS:
            raise InvalidRequest(
                f"That is more than {MOST_NEIGHBOURS} near neighbours.",
                where="near neighbours",
                remedy="Keep those it is really mistaken for; a pattern near many is too broad.",
            )
        for name in change.near:
            if name not in {pattern.id for pattern in others}:
                raise NotFound("There is no such pattern to be near.", where=name, remedy="Choose another neighbour.")
    if change.examples:
        owners = example_owners(codebook)
        for nth, text in enumerate(change.examples, start=1):
            check_example(text, f"example {nth}", owners)


def check_typed(typed: TypedWords, change: PatternChange) -> None:
    """Raise InvalidRequest where what people wrote of a pattern holds personal data: everybody reads it."""
    for name in LONGEST:
        typed.check(SPOKEN.get(name, name), getattr(change, name))
    for nth, text in enumerate(change.examples, start=1):
        typed.check(f"example {nth}", text)


def example_owners(codebook: Codebook) -> dict[str, str]:
    """Return for each example, as ``check_example`` compares them, the pattern that has it."""
    return {fold(each.text).casefold(): pattern.id for pattern in codebook.patterns for each in pattern.examples}


def check_example(text: str, where: str, owners: dict[str, str]) -> None:
    """Raise InvalidRequest for what is no example, or one already; from then on it is among the ``owners``' too."""
    if len(text.split()) < FEWEST_WORDS or len(text) > LONGEST_EXAMPLE:
        raise InvalidRequest(
            "This is no sentence that shows the difficulty.",
            where=where,
            remedy=f"Write at least {FEWEST_WORDS} words and at most {LONGEST_EXAMPLE} characters, one a line.",
        )
    if text.casefold() in owners:
        raise InvalidRequest(
            f"This sentence is an example of {owners[text.casefold()] or 'this pattern'} already.",
            where=where,
            remedy="Write another one: a sentence shows one difficulty.",
        )
    owners[text.casefold()] = ""


def _pattern_of(codebook: Codebook, identifier: str) -> Pattern:
    pattern = codebook.pattern(identifier)
    if pattern is None:
        raise NotFound(
            "There is no such pattern in the codebook.", where=identifier, remedy="Choose one from the codebook."
        )
    return pattern


def _too_few(number: int) -> InvalidRequest:
    return InvalidRequest(
        f"That leaves {number} examples; a pattern needs at least {FEWEST_EXAMPLES}.",
        where="examples",
        remedy="Write sentences of your own words, one a line, on different subjects.",
    )


def difference(before: Pattern, after: PatternChange) -> PatternChange:
    """Return a change that says only what differs from a pattern as it is: what a form that shows all of it gives."""

    def new(said: T | None, stood: T) -> T | None:
        return None if said == stood else said

    level = after.level or before.level  # what bites between organisations sits there without being said to
    return replace(
        after,
        title=new(after.title, before.title),
        definition=new(after.definition, before.definition),
        applies=new(after.applies, before.applies),
        not_when=new(after.not_when, before.not_when),
        family=new(after.family, before.family),
        near=new(after.near, before.near),
        level=new(after.level, before.level),
        severity=new(after.severity, before.severity),
        between=None if level is Level.BETWEEN else new(after.between, before.between),
    )
