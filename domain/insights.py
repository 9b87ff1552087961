"""The codebook, model runs, themes, and the pain points that departments share."""

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.access import Marking
from domain.catalogue import UNRECORDED
from domain.evidence import Evidence, Kind, Level, Severity, Standing

UNGROUPED = -1
"""The topic of observations that a run did not group. Shown as "not grouped", never renumbered."""

LARGEST_SEED = 2**32 - 1
"""What the random generators of a run take at most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A sentence written for the codebook, and the subject it speaks of (tax, health, courts ...).

    One that a curator picked from evidence names its ``observation``: only who may see that may see the sentence.
    """

    subject: str
    text: str
    observation: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Pattern:
    """A recurring difficulty of public services: what researchers call a code.

    ``applies`` says when to use it; ``not_when`` says when not, and names the neighbours it is mistaken for by
    identifier. ``near`` are the identifiers of all its near neighbours. ``counter_examples`` are evidence that a
    curator picked because it only sounds like it: for people who place evidence, the coder does not read them.
    ``between`` says that it sits between organisations wherever it bites: a rule, say, that only two of them together
    can mend.
    """

    id: str
    title: str
    definition: str
    applies: str
    not_when: str
    near: tuple[str, ...]
    family: str
    level: Level
    severity: Severity
    examples: tuple[Example, ...]
    counter_examples: tuple[Example, ...] = ()
    between: bool = False

    def __post_init__(self) -> None:
        if not (self.title.strip() and self.definition.strip() and self.examples):
            raise ValueError(f"Pattern {self.id} needs a title, a definition and examples.")

    @property
    def sits_between(self) -> bool:
        """Tell whether it takes two organisations to mend it: where it bites between them, or where it says so."""
        return self.between or self.level is Level.BETWEEN

    @property
    def summary(self) -> str:
        """Return what it is called and how it is defined."""
        return f"{self.title}. {self.definition}"

    def tells(self, asked: str) -> bool:
        """Tell whether every word asked for stands in it; no words stand in all."""
        told = (self.id, self.title, self.definition, self.applies, *(example.text for example in self.examples))
        held = " ".join(told).casefold()
        return all(word in held for word in asked.casefold().split())


@dataclass(frozen=True, kw_only=True, slots=True)
class NearMiss:
    """A sentence that sounds like a pattern and is none: a fix, a plan, a hypothesis, a question, praise."""

    pattern: str
    subject: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RetiredPattern:
    """The identifier of a pattern that is no longer one, never used again, and the patterns that took its place."""

    id: str
    became: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Codebook:
    """The library of patterns. ``version`` changes with all of it that the coder reads.

    ``neutral`` are sentences that tell no difficulty; those of ``unlike`` tell none either, but sound as if they did.
    """

    version: str
    patterns: tuple[Pattern, ...]
    neutral: tuple[Example, ...] = ()
    unlike: tuple[NearMiss, ...] = ()
    retired: tuple[RetiredPattern, ...] = ()

    def __post_init__(self) -> None:
        if len({pattern.id for pattern in self.patterns}) != len(self.patterns):
            raise ValueError("Two patterns have one identifier.")

    def pattern(self, identifier: str) -> Pattern | None:
        """Return the pattern with that identifier, or None."""
        return next((pattern for pattern in self.patterns if pattern.id == identifier), None)

    def shown_to(self, visible: frozenset[str]) -> "Codebook":
        """Return it without examples that are observations, except the ``visible`` ones."""
        return replace(
            self,
            patterns=tuple(
                replace(
                    pattern,
                    examples=_shown(pattern, visible),
                    counter_examples=tuple(each for each in pattern.counter_examples if each.observation in visible),
                )
                if any(example.observation for example in (*pattern.examples, *pattern.counter_examples))
                else pattern
                for pattern in self.patterns
            ),
        )

    def scope_note(self, pattern: Pattern) -> str:
        """Return the definition, when it applies and when not, neighbours by title: three lines."""
        not_when = self.with_titles(pattern.not_when)
        return f"{pattern.definition}\nWhen it applies: {pattern.applies}\n{not_when}"

    def with_titles(self, text: str) -> str:
        """Return a text in which patterns are called by their titles instead of their identifiers."""
        titles = {other.id: f"'{other.title}'" for other in self.patterns}
        return re.sub(r"PAT_\d+", lambda found: titles.get(found[0], found[0]), text)


def _shown(pattern: Pattern, visible: frozenset[str]) -> tuple[Example, ...]:
    """Return the examples that may be shown; the definition stands in where none may."""
    kept = tuple(each for each in pattern.examples if each.observation is None or each.observation in visible)
    return kept or (Example(subject="definition", text=pattern.definition),)


@dataclass(frozen=True, kw_only=True, slots=True)
class GivenName:
    """What a writer outside calls a group, and its sentence on what is wrong for whom, both checked.

    ``by`` names the writer. Whoever may not see each of the ``observations`` that it was made from does not get it.
    """

    title: str
    description: str
    by: str
    observations: tuple[str, ...]

    def __post_init__(self) -> None:
        if not (self.title.strip() and self.description.strip() and self.by and self.observations):
            raise ValueError("A given name says what, why, by whom and from which observations.")

    def is_for(self, seen: Container[str]) -> bool:
        """Tell whether somebody who sees these observations may see the name."""
        return all(observation in seen for observation in self.observations)


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """A group that a model proposed in one run. ``pattern`` is set when the codebook guided it there.

    ``number`` is the run's own, -1 for "not grouped"; ``keywords`` are the words that tell it from the others.
    ``title`` is what we call it ourselves; a writer's name, ``given`` where there is one, is shown in its place.
    """

    number: int
    title: str
    keywords: tuple[str, ...] = ()
    pattern: str | None = None
    size: int = 0
    given: GivenName | None = None

    @property
    def shown_title(self) -> str:
        """Return the title to show: the given one, or else our own."""
        return self.given.title if self.given else self.title


@dataclass(frozen=True, kw_only=True, slots=True)
class Assignment:
    """The topic of one observation in one run, with how sure the model was, in [0, 1]."""

    observation_id: str
    topic: int
    probability: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicRun:
    """A model run as a record: what it was given, what it was set to, what came out. It can be repeated."""

    id: str
    seed: int
    method: str
    parameters: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str], ...]
    topics: tuple[Topic, ...]
    assignments: tuple[Assignment, ...]
    started_at: str
    seconds: float

    @property
    def ungrouped_share(self) -> float:
        """Return the share of observations in topic -1, in [0, 1]; 0 when there are none."""
        if not self.assignments:
            return 0.0
        return sum(a.topic == UNGROUPED for a in self.assignments) / len(self.assignments)


class ThemeStatus(StrEnum):
    """What a person has decided about a topic."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, kw_only=True, slots=True)
class ThemeRow:
    """A topic of the latest run, or the theme a person made of it, as one viewer sees it.

    ``members`` and counts are of what they may see; ``is_whole`` says that this is all of it. A proposed row is a topic
    that no one has decided on. ``topic`` is -1 where the latest run does not find a theme again; one into which others
    were ``merged`` has more ``topics``. ``title_is_own`` where a person gave it. ``decided_at`` (ISO, UTC) is when it
    was accepted or rejected, ``joined`` and ``left`` how many observations came and went by runs since. ``given`` is
    the writer's name, where ``title`` is that. ``description`` says what is wrong for whom, as a person wrote it or
    else the writer; empty where nobody did.
    """

    id: str
    title: str
    keywords: tuple[str, ...]
    status: ThemeStatus
    topic: int
    pattern: str | None
    observations: int
    organisations: int
    members: tuple[str, ...] = ()
    is_whole: bool = True
    title_is_own: bool = False
    topics: tuple[int, ...] = ()
    merged: tuple[str, ...] = ()
    decided_by: str = ""
    decided_at: str = ""
    joined: int = 0
    left: int = 0
    given: GivenName | None = None
    description: str = ""


class Sharing(StrEnum):
    """How organisations share a difficulty: each has its own copy, it sits between them, or only one has it."""

    BETWEEN = "between"
    IN_COMMON = "in_common"
    SINGLE = "single"


class Confidence(StrEnum):
    """How sure a reader may be, in words."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationCount:
    """How widely one organisation shows a difficulty."""

    name: str
    observations: int
    studies: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """A piece of evidence for a pain point, and how well it fits, in [0, 1]; 1 where a person said so.

    ``read_by`` names the model outside that read it as evidence; empty where none did. ``of_whole_file`` says that
    ``organisation`` is one of several that were stated of its whole file, and that it names none of them.
    ``by_merging`` says that the person merged a theme that held it, and judged not this piece alone.
    """

    evidence: Evidence
    organisation: str
    fit: float
    by_person: bool = False
    read_by: str = ""
    of_whole_file: bool = False
    by_merging: bool = False

    @property
    def is_judged(self) -> bool:
        """Tell whether a person said of this piece alone that it is evidence."""
        return self.by_person and not self.by_merging


class AttemptOutcome(StrEnum):
    """Whether what was tried worked, as far as its own words say."""

    WORKED = "worked"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """What somebody tried about a difficulty, in the words of an observation, and whether it worked."""

    evidence: Evidence
    outcome: AttemptOutcome


@dataclass(frozen=True, kw_only=True, slots=True)
class PainPoint:
    """A difficulty evidenced by observations, as one viewer may see it.

    ``score`` in [0, 1] orders the list: consequence first, then spread, never volume. ``participants`` is None
    where no study states a sample. ``evidence`` is best first within each organisation; ``reasons`` say in words
    why the confidence is what it is. ``single_source`` is true when one study is all there is. ``marking`` is
    the highest of all that stands here, whatever part is shown. ``theme`` is set where it has no pattern. ``attempts``
    are what was tried about it, ``needs`` what people need in its place, ``recommendations`` what was advised about it
    and ``against`` what speaks against it, each the best fitting first; they are no evidence and change no count.
    ``is_lead`` is true where it is shared by weaker evidence alone: worth reading, too little to build on. ``is_thin``
    is true of a finding for which each organisation has one quotation that no person has confirmed. ``other_unnamed``
    is true where it lies between organisations by its nature and counts as in common: hardly any of it names another.
    ``formerly`` are the identifiers of those that became it: of themes that were merged into it, or whose place its
    pattern took.
    """

    id: str
    title: str
    description: str
    pattern: str | None
    sharing: Sharing
    level: Level
    standing: Standing
    severity: Severity
    score: float
    confidence: Confidence
    reasons: tuple[str, ...]
    single_source: bool
    years: tuple[int, ...]
    observations: int
    studies: int
    participants: int | None
    organisations: tuple[OrganisationCount, ...]
    evidence: tuple[Fit, ...]
    marking: Marking | None = None
    theme: str | None = None
    is_lead: bool = False
    is_thin: bool = False
    other_unnamed: bool = False
    formerly: tuple[str, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    needs: tuple[Fit, ...] = ()
    recommendations: tuple[Fit, ...] = ()
    against: tuple[Fit, ...] = ()

    @property
    def subject(self) -> str:
        """What people decide on when they say what is evidence of it: its pattern, or the theme it is made of."""
        return self.pattern or self.theme or self.id

    @property
    def spread(self) -> int:
        """How many organisations show it, at least 1: evidence of none on record is not one more."""
        return _spread(self.organisations)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """What people need, or what was recommended, about one difficulty, as one viewer may see it.

    ``kind`` is need or recommendation. ``title`` says what would mend the difficulty, in the codebook's words;
    ``difficulty`` is the title of the ``pattern`` and ``pain_point`` the identifier of its pain point. ``evidence`` is
    best first within each organisation. ``marking`` is the highest of all its evidence.
    """

    id: str
    kind: Kind
    title: str
    difficulty: str
    pattern: str
    pain_point: str
    standing: Standing
    years: tuple[int, ...]
    observations: int
    studies: int
    organisations: tuple[OrganisationCount, ...]
    evidence: tuple[Fit, ...]
    marking: Marking | None = None

    @property
    def spread(self) -> int:
        """How many organisations tell it, at least 1: evidence of none on record is not one more."""
        return _spread(self.organisations)


def _spread(organisations: tuple[OrganisationCount, ...]) -> int:
    return max(sum(count.name != UNRECORDED for count in organisations), 1)
