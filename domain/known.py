"""What is known of a question, put together of what is stored: not a sentence of it is written for the occasion."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from domain.access import Marking, highest_marking
from domain.evidence import Evidence, Study, studies_in
from domain.insights import Attempt, PainPoint
from domain.people import Contact
from domain.search import Known, Speaking


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanQuestion:
    """A question that a draft plan asks, in its own words: where it stands, and under which heading."""

    text: str
    where: str
    under: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip() or not self.where.strip():
            raise ValueError("A question of a plan needs words and a place.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """A draft plan taken apart. ``left_out`` counts the questions beyond those that are looked into at once."""

    questions: tuple[PlanQuestion, ...]
    left_out: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Quoted:
    """A quotation among the hits: ``order`` is its place among them, from 1; ``again`` says almost the same."""

    evidence: Evidence
    order: int
    again: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Extent:
    """How much an answer quotes: quotations, organisations they are about, independent studies, and their years."""

    quotations: int
    organisations: int
    studies: int
    years: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """What the evidence about one organisation says: what still holds and is first-hand first, then best first.

    ``left_out`` of its quotations are not taken along.
    """

    organisation: str
    quotations: tuple[Quoted, ...]
    left_out: int = 0

    @property
    def studies(self) -> int:
        """Return how many independent studies say it."""
        return studies_in(quoted.evidence for quoted in self.quotations)


@dataclass(frozen=True, kw_only=True, slots=True)
class MetPoint:
    """A pain point, and how many of the hits are evidence of it."""

    point: PainPoint
    hits: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MetTheme:
    """A theme that people accepted, and how many of the hits it holds."""

    id: str
    title: str
    hits: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """What was tried about one of the pain points that were met, which ``about`` names by its title."""

    attempt: Attempt
    about: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Contrary:
    """What speaks against a pain point that was met, named by ``against``; empty for what hits tell by themselves.

    That is praise, or, with ``is_failure``, that something did not work.
    """

    evidence: Evidence
    against: str = ""
    is_failure: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyBehind:
    """A study that some of the hits come from, and how many."""

    study: Study
    hits: int


@dataclass(frozen=True, kw_only=True, slots=True)
class WhatIsKnown:
    """What is known of one question, as one viewer may see it.

    ``known`` says how far it is an answer. Where nothing is known ``voices`` hold what comes nearest, and ``ask`` whom
    to ask about that; ``nearest`` is its first quotation, found without any filter where a filter left nothing.
    ``hidden`` method notes, questions and others were left out. ``studies`` have the one with most hits first.
    ``also_looked_for`` are other names of what the question names. ``whole`` is how much was found, where only some of
    the quotations are taken along; None: all are. ``best_of`` counts all that speak of what is asked about, where the
    hits are the best of more. ``lacks_number``: the question asks for a number, and no quotation of it tells one.
    ``points``, ``themes``, ``tried`` and ``against`` are empty until they were looked for.
    """

    question: str
    known: Known
    voices: tuple[Voice, ...] = ()
    hidden: int = 0
    studies: tuple[StudyBehind, ...] = ()
    ask: tuple[Contact, ...] = ()
    nearest: Evidence | None = None
    points: tuple[MetPoint, ...] = ()
    themes: tuple[MetTheme, ...] = ()
    tried: tuple[Tried, ...] = ()
    against: tuple[Contrary, ...] = ()
    also_looked_for: tuple[str, ...] = ()
    whole: Extent | None = None
    best_of: Speaking | None = None
    lacks_number: bool = False

    @property
    def quotations(self) -> Iterator[Evidence]:
        """Yield what is quoted of the hits, voice by voice."""
        yield from (quoted.evidence for voice in self.voices for quoted in voice.quotations)

    @property
    def hits(self) -> Iterator[Evidence]:
        """Yield the hits, those that are folded into another too, voice by voice."""
        yield from (item for voice in self.voices for each in voice.quotations for item in (each.evidence, *each.again))

    def quoted_as(self, evidence: Evidence) -> Quoted | None:
        """Return the quotation in which the words of an observation stand already; None where they do not."""
        every = (quoted for voice in self.voices for quoted in voice.quotations)
        return next((q for q in every if evidence.id in {q.evidence.id, *(item.id for item in q.again)}), None)

    @property
    def quoted(self) -> Iterator[Evidence]:
        """Yield every observation whose words stand in it."""
        yield from self.quotations
        yield from ([self.nearest] if self.nearest else [])
        yield from (each.attempt.evidence for each in self.tried)
        yield from (each.evidence for each in self.against)

    @property
    def marking(self) -> Marking | None:
        """Return the highest marking of all that stands in it."""
        held = [item.marking for item in self.quoted]
        held += [met.point.marking for met in self.points] + [behind.study.marking for behind in self.studies]
        return highest_marking(held)

    @property
    def not_heard(self) -> list[tuple[str, str]]:
        """Return whom the studies behind it say they did not hear, each with the study's title."""
        heard = [(behind.study.title, behind.study.consent.not_heard) for behind in self.studies]
        return [(title, words) for title, words in heard if words]

    @property
    def silent(self) -> int:
        """Return how many of the studies behind it do not say whom they did not hear."""
        return len(self.studies) - len(self.not_heard)

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years of what is quoted, the earliest first."""
        return tuple(sorted({int(item.date[:4]) for item in self.quotations if item.date}))

    @property
    def extent(self) -> Extent:
        """Return how much was found, whether or not all of it is taken along."""
        return self.whole or Extent(
            quotations=sum(1 for _ in self.quotations),
            organisations=len(self.voices),
            studies=studies_in(self.quotations),
            years=self.years,
        )

    def with_only(self, chosen: Container[str]) -> "WhatIsKnown":
        """Return it with those of its quotations that are ``chosen`` by identifier; what stands beside stays."""
        return self._keeping([tuple(q for q in voice.quotations if q.evidence.id in chosen) for voice in self.voices])

    def quotations_alone(self) -> "WhatIsKnown":
        """Return it with its quotations and nothing beside them, so that its marking is theirs."""
        return WhatIsKnown(
            question=self.question,
            known=self.known,
            voices=self.voices,
            whole=self.whole,
            best_of=self.best_of,
            lacks_number=self.lacks_number,
        )

    def with_at_most(self, each: int) -> "WhatIsKnown":
        """Return it with at most so many quotations of each organisation, the first ones."""
        return self._keeping([voice.quotations[:each] for voice in self.voices])

    def _keeping(self, kept: Sequence[tuple[Quoted, ...]]) -> "WhatIsKnown":
        """Return it with these quotations of each voice, in their order, and how much was found in all."""
        voices = tuple(
            replace(voice, quotations=said, left_out=voice.left_out + len(voice.quotations) - len(said))
            for voice, said in zip(self.voices, kept, strict=True)
            if said
        )
        is_all = sum(map(len, kept)) == sum(1 for _ in self.quotations)
        return replace(self, voices=voices, whole=self.whole if is_all else self.extent)
