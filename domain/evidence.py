"""Studies, sources, passages and observations: what research is made of, from file to evidence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from domain.access import Marking, Visibility
from domain.asking import NO_SIGNS, Signs
from domain.codes import Code, Selection
from domain.consent import NOTHING_RECORDED, Consent
from domain.tables import TableHints, TableMapping
from domain.text import MaskedText, TextSpan

Attributes: TypeAlias = tuple[tuple[str, str], ...]
"""What is known of who said something, as (question, answer) pairs: closed answers of a survey, in their order."""

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def checked_date(value: str | None) -> str | None:
    """Return ``value`` when it is None or an ISO date: a year, a year and month, or a day.

    Raises ValueError for anything else, so that 2025-16-10 is asked about and never guessed.
    """
    if value is not None and not _DATE.fullmatch(value):
        raise ValueError(f"'{value}' is not a date such as 2025, 2025-03 or 2025-03-01.")
    return value


def checked_day(value: str | None) -> str | None:
    """Return ``value`` when it is None or an ISO day. Raises ValueError for anything else."""
    if value is not None and (len(value) != len("2025-03-01") or not _DATE.fullmatch(value)):
        raise ValueError(f"'{value}' is not a day such as 2025-03-01.")
    return value


class Kind(StrEnum):
    """What an observation is."""

    PAIN_POINT = "pain_point"
    NEED = "need"
    BEHAVIOUR = "behaviour"
    POSITIVE = "positive"
    RECOMMENDATION = "recommendation"
    METHOD = "method"
    QUESTION = "question"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the words used on screens."""
        return self.value.replace("_", " ")


HIDDEN_KINDS = frozenset({Kind.METHOD, Kind.QUESTION, Kind.OTHER})
"""Kinds that screens leave out unless asked."""


class Severity(StrEnum):
    """How much a difficulty costs: high stops the task or harms, medium slows or misleads, low annoys."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """Return 1 for low, 2 for medium, 3 for high."""
        return {"low": 1, "medium": 2, "high": 3}[self.value]

    @property
    def gravity(self) -> float:
        """Return 0 for low, 0.5 for medium, 1 for high."""
        return (self.rank - 1) / 2


class Standing(StrEnum):
    """Whether a finding is still true."""

    LIVE = "live"
    PROTOTYPE = "prototype"
    FIXED = "fixed"
    UNKNOWN = "unknown"


NOT_LIVE = frozenset({Standing.PROTOTYPE, Standing.FIXED})
"""What is known not to be so today: wherever a quotation goes, that goes with it."""


class Level(StrEnum):
    """Where a difficulty bites: one screen, a service, between organisations, or a rule or law."""

    SCREEN = "screen"
    SERVICE = "service"
    BETWEEN = "between"
    RULE = "rule"


class Basis(StrEnum):
    """How something is known: stated by a person, proposed from the text, or assumed because nothing else was said."""

    STATED = "stated"
    PROPOSED = "proposed"
    ASSUMED = "assumed"


class Subject(StrEnum):
    """The sort of thing that evidence can be about."""

    ORGANISATION = "organisation"
    SERVICE = "service"
    SYSTEM = "system"


OF_JOURNEY = "journey"
"""The name under which a study's metadata keeps the journey whose workshop it came from."""


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """One organisation, service or system that evidence concerns, and how that is known."""

    name: str
    subject: Subject = Subject.ORGANISATION
    basis: Basis = Basis.STATED

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("What evidence is about needs a name.")

    @property
    def is_body(self) -> bool:
        """Tell whether it is an organisation."""
        return self.subject is Subject.ORGANISATION


@dataclass(frozen=True, kw_only=True, slots=True)
class Study:
    """One planned piece of research.

    ``organisation`` did the research; ``sample_size`` is what the study states, never inferred; ``retells`` is the
    title of the study whose findings it tells again. ``team`` answers for it (a full name, most often of a team
    in that organisation) and is reached by ``contact``; without one the organisation as a whole does. Until it is
    published (no ``draft``, and its ``embargo`` day has come) only its team sees it. ``description`` is what its team
    tells readers of it. ``metadata`` keeps manifest columns we have no field for.
    """

    id: str
    title: str
    organisation: str
    organisation_basis: Basis = Basis.STATED
    service: str | None = None
    date: str | None = None
    method: str | None = None
    sample_size: int | None = None
    standing: Standing = Standing.UNKNOWN
    retells: str | None = None
    mission: str | None = None
    team: str | None = None
    contact: str | None = None
    marking: Marking | None = None
    visibility: Visibility = Visibility.TEAM
    draft: bool = False
    embargo: str | None = None
    consent: Consent = NOTHING_RECORDED
    description: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not self.title.strip() or not self.organisation.strip():
            raise ValueError("A study needs a title and the organisation that did it.")
        if self.sample_size is not None and self.sample_size < 0:
            raise ValueError("A stated sample size cannot be negative.")
        checked_date(self.date)
        checked_day(self.embargo)

    @property
    def team_name(self) -> str:
        """Return the full name of the team that answers for it."""
        return self.team or self.organisation


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceFile:
    """A file as it was received: its name, without or with a relative folder, and its bytes.

    ``hints`` are what people said of the columns of its tables.
    """

    name: str
    content: bytes = field(repr=False)
    hints: TableHints = field(default_factory=TableHints, repr=False)

    @property
    def suffix(self) -> str:
        """Return the name's last extension in lower case, with its dot; empty when there is none."""
        _, dot, last = self.name.rpartition("/")[2].rpartition(".")
        return f".{last.lower()}" if dot else ""


class PassageRole(StrEnum):
    """What a passage is in its source. Only body passages become observations; the others are context.

    INTERVIEWER is what whoever does the research says in a transcript.
    """

    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    INTERVIEWER = "interviewer"


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A piece of a source in reading order, as its reader extracted it.

    ``locator`` is where a person finds it ("paragraph 14", "sheet Board, cell B7", "line 12"); ``headings`` are
    those above it, outermost first. ``whole`` says that it must not be split (a sticky note, a survey answer).
    ``participant`` is who said it, as the source writes it; None where the source does not say. ``speaker`` is the
    label of whoever says it and is no participant by that: a host, an interpreter. ``marked`` are the
    spans of ``text`` that somebody chose as observations, in order and apart; None leaves it to its sentences.
    ``selections`` are the parts of people's selections that lie in it, with spans of ``text``.
    """

    text: str
    locator: str
    headings: tuple[str, ...] = ()
    role: PassageRole = PassageRole.BODY
    whole: bool = False
    participant: str | None = None
    speaker: str | None = None
    attributes: Attributes = ()
    marked: tuple[TextSpan, ...] | None = None
    selections: tuple[Selection, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("A passage needs words.")
        if not self.locator.strip():
            raise ValueError("A passage needs a locator a person can follow.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """Something a file says of the research itself: ``name`` is title, organisation, service, date or another word."""

    name: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Observation:
    """The smallest passage that makes sense alone, with its way back to the source.

    ``text`` is the slice ``span`` of the source's masked text; ``ordinal`` its place in reading order among the
    observations of its source, from 0. ``headings``, ``participant`` and ``attributes`` are masked too. ``asked`` is
    the slice with what whoever does the research said since the observation before it; None where they said nothing.
    """

    id: str
    source_id: str
    study_id: str
    ordinal: int
    text: str
    span: TextSpan
    locator: str
    headings: tuple[str, ...] = ()
    about: tuple[About, ...] = ()
    participant: str | None = None
    attributes: Attributes = ()
    asked: TextSpan | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldAfter:
    """The words of an observation that its source tells soon after another, and the headings above them."""

    text: str
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Contribution:
    """A span of a source's canonical text that one participant contributed; ``participant`` is masked.

    Without ``takes_part`` it is whoever speaks under a label of somebody who does the research ("Host"), and whose
    words are evidence all the same: they can be taken out, and are not counted among those who were asked.
    """

    span: TextSpan
    participant: str
    takes_part: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceText:
    """The three texts of a source but for its raw bytes: ``canonical`` and ``masked`` (team-only map inside)."""

    canonical: str
    masked: MaskedText


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """Something that was read and not kept: where it stands, why, and what a person can do. Holds no research text."""

    where: str
    reason: str
    remedy: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """What was left out of a source because whoever said it withdrew: how many observations, by which withdrawals.

    ``digest`` is of the bytes as received, which are not kept.
    """

    observations: int
    withdrawals: tuple[str, ...]
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadSource:
    """A source after reading, masking and splitting, ready to be stored with its study.

    ``name`` identifies the source within its study; ``shown_name`` is the same, masked. Every candidate is in
    ``observations`` or in ``refusals``. ``contributions`` tells, in reading order, which spans are whose, so that
    one participant's words can be taken out again. ``codes`` and ``selections`` are what people made of it in another
    tool, with spans of the masked text. ``tables`` are the tables it was read from, each with what its columns were
    taken for, masked. ``left_out`` tells that participants who withdrew are no part of it.
    """

    id: str
    study: Study
    name: str
    shown_name: str
    digest: str
    media_type: str
    text: SourceText
    observations: tuple[Observation, ...]
    refusals: tuple[Refusal, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    codes: tuple[Code, ...] = ()
    selections: tuple[Selection, ...] = ()
    tables: tuple[TableMapping, ...] = ()
    left_out: LeftOut | None = None

    def __post_init__(self) -> None:
        for observation in self.observations:
            if observation.span.of(self.text.masked.text) != observation.text:
                raise ValueError(f"Observation {observation.id} is not a slice of its source's masked text.")

    @property
    def read(self) -> int:
        """Return how many candidate observations the source held."""
        return len(self.observations) + len(self.refusals)


class Outcome(StrEnum):
    """What became of one file."""

    KEPT = "kept"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True, slots=True)
class FileAccount:
    """What became of one file: everything read was kept, refused with a reason, or there already.

    ``superseded`` counts observations of an earlier revision that the new content no longer holds.
    ``redactions`` counts what masking replaced, by type. ``followed`` are the digests of the files that said what the
    columns of its tables hold. ``signs`` are what the questions of the whole batch rest on.
    """

    path: str
    outcome: Outcome
    study_id: str | None = None
    source_id: str | None = None
    kept: int = 0
    duplicates: int = 0
    superseded: int = 0
    refusals: tuple[Refusal, ...] = ()
    redactions: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()
    followed: tuple[str, ...] = ()
    signs: Signs = NO_SIGNS

    @property
    def read(self) -> int:
        """Return the number of candidates: kept plus refused plus duplicates. An unreadable file counts one."""
        return self.kept + self.duplicates + len(self.refusals)


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """What became of all files of one ingest."""

    files: tuple[FileAccount, ...] = ()

    @property
    def read(self) -> int:
        """Return the number of candidates of all files."""
        return sum(file.read for file in self.files)

    @property
    def kept(self) -> int:
        """Return how many observations were added."""
        return sum(file.kept for file in self.files)

    @property
    def refused(self) -> int:
        """Return how many candidates were refused, unreadable files counting one each."""
        return sum(len(file.refusals) for file in self.files)

    @property
    def duplicates(self) -> int:
        """Return how many candidates were there already."""
        return sum(file.duplicates for file in self.files)


@dataclass(frozen=True, kw_only=True, slots=True)
class PatternFit:
    """How well an observation fits a pattern of the codebook: ``fit`` in [0, 1], a calibrated guess.

    ``right``, in [0, 1], is how probable it is that a careful reader takes it as evidence of the pattern; None where
    that was not looked into.
    """

    pattern: str
    fit: float
    right: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Coding:
    """What the coder says of one text: the machine's proposal, kept apart from what people decide.

    ``pain_point`` is the probability in [0, 1] that it tells a difficulty; ``severity`` is None unless its kind is
    a pain point; ``patterns`` holds at most three, best first. ``gravity`` in [0, 1] is how far the words of a pain
    point lean to harm (0.5: as usual), which orders many of one severity; None where no coder has said it.
    """

    kind: Kind
    pain_point: float
    severity: Severity | None = None
    standing: Standing = Standing.UNKNOWN
    level: Level = Level.SERVICE
    workaround: bool = False
    patterns: tuple[PatternFit, ...] = ()
    gravity: float | None = None

    def __post_init__(self) -> None:
        if not 0.0 <= self.pain_point <= 1.0:
            raise ValueError(f"A probability lies in [0, 1], not {self.pain_point}.")
        if self.gravity is not None and not 0.0 <= self.gravity <= 1.0:
            raise ValueError(f"A gravity lies in [0, 1], not {self.gravity}.")
        if len(self.patterns) > 3:
            raise ValueError("An observation has at most three patterns.")


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidKind:
    """What a person said an observation is: it holds against the coder's proposal, which is kept beside it.

    ``severity`` is of pain points alone; None leaves it to the coder. ``at`` is an ISO moment in UTC.
    """

    kind: Kind
    by: str
    at: str
    severity: Severity | None = None

    def __post_init__(self) -> None:
        if self.severity is not None and self.kind is not Kind.PAIN_POINT:
            raise ValueError("Only a pain point has a severity.")


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidStanding:
    """What a person said of whether an observation is still true. ``at`` is an ISO moment in UTC."""

    standing: Standing
    by: str
    at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidWorkaround:
    """What a person said of whether an observation tells of a workaround. ``at`` is an ISO moment in UTC."""

    is_one: bool
    by: str
    at: str


def severity_of(coding: Coding | None, said: SaidKind | None) -> Severity | None:
    """Return how grave an observation is: as a person said, else the coder; None for what is no pain point."""
    if said and (said.severity or said.kind is not Kind.PAIN_POINT):
        return said.severity
    return coding.severity if coding else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """An observation as readers meet it: its exact words, their neighbours, and everything known about them.

    ``organisation`` is the first one it is about, ``organisations`` all of them, ``researched_by`` who did the
    research; ``team`` answers for it and is reached by ``contact``. ``before`` and ``after`` are the neighbouring
    observations of the source, empty at its ends, with what whoever does the research said between them and it.
    ``coding`` is None until the coder has seen it, ``said_kind`` until a person has said what it is. ``standing``
    is as a person said, ``said_standing``, where one did; ``said_workaround`` is their word on that. ``counted_as``
    tells independent studies apart, renamed or not, and is never shown. ``stated`` are those of its organisations that
    a person stated of the whole file.
    """

    id: str
    text: str
    source_id: str
    source: str
    locator: str
    span: TextSpan
    ordinal: int
    headings: tuple[str, ...]
    study_id: str
    study: str
    researched_by: str
    organisation: str
    organisations: tuple[str, ...]
    service: str | None = None
    systems: tuple[str, ...] = ()
    date: str | None = None
    sample_size: int | None = None
    standing: Standing = Standing.UNKNOWN
    retells: str | None = None
    team: str | None = None
    contact: str | None = None
    marking: Marking | None = None
    participant: str | None = None
    attributes: Attributes = ()
    before: str = ""
    after: str = ""
    coding: Coding | None = None
    said_kind: SaidKind | None = None
    said_standing: SaidStanding | None = None
    said_workaround: SaidWorkaround | None = None
    counted_as: str = ""
    stated: tuple[str, ...] = ()

    @property
    def independent_study(self) -> str:
        """Return what its independent study is counted by: one that retells another is that other, by title."""
        return self.counted_as or (self.retells or self.study).casefold()

    @property
    def kind(self) -> Kind:
        """Return its kind: what a person said, or else the coder; ``other`` until the coder has seen it."""
        if self.said_kind:
            return self.said_kind.kind
        return self.coding.kind if self.coding else Kind.OTHER

    @property
    def has_kind(self) -> bool:
        """Tell whether a person or the coder said what it is."""
        return self.said_kind is not None or self.coding is not None

    @property
    def is_workaround(self) -> bool:
        """Tell whether it tells of a workaround, as a person said or else the coder."""
        if self.said_workaround:
            return self.said_workaround.is_one
        return self.coding is not None and self.coding.workaround

    @property
    def severity(self) -> Severity | None:
        """Return how grave it is, as a person said or else the coder; None for what is no pain point."""
        return severity_of(self.coding, self.said_kind)

    @property
    def gravity(self) -> float | None:
        """Return how grave it is in [0, 1]: as a person said, else as far as its words lean; None for no pain point."""
        severity = self.severity
        if severity is None or (self.said_kind and self.said_kind.severity):
            return severity.gravity if severity else None
        leaning = self.coding.gravity if self.coding else None
        return severity.gravity if leaning is None else leaning


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceView:
    """A source as a reader may open it: its masked text and the observations in it, in reading order.

    ``researched_by`` is who holds the research now: the study's organisation under its current name, or who succeeded
    it. Empty stands for the study's own word.
    """

    id: str
    name: str
    text: str
    study: Study
    observations: tuple[Observation, ...]
    researched_by: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Holdings:
    """How much a viewer may see, in numbers. ``organisations`` are those the observations are about."""

    studies: int = 0
    sources: int = 0
    observations: int = 0
    organisations: int = 0
    without_vectors: int = 0


def studies_in(evidence: Iterable[Evidence]) -> int:
    """Return the number of independent studies: one that retells another counts with it, by title."""
    return len({item.independent_study for item in evidence})
