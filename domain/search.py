"""What a reader asks for: filters, modes, hits."""

from dataclasses import dataclass
from enum import StrEnum

from domain.access import Marking, highest_marking
from domain.errors import InvalidRequest
from domain.evidence import Evidence, Kind, Level, Severity, Standing, checked_date
from domain.facets import Facets


class SearchMode(StrEnum):
    """How a query is matched: by meaning, by words, or by both."""

    HYBRID = "hybrid"
    SEMANTIC = "semantic"
    KEYWORD = "keyword"


class Known(StrEnum):
    """How far what is known answers a question."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NOTHING = "nothing"

    @property
    def is_something(self) -> bool:
        """Tell whether anything is known."""
        return self is not Known.NOTHING


@dataclass(frozen=True, kw_only=True, slots=True)
class ObservationFilter:
    """What a reader narrows to. An empty field narrows nothing; within a field any value will do.

    ``organisations`` are those the evidence is about, ``researched_by`` those that did the research. ``since`` and
    ``until`` are ISO dates, both included; an observation without a date is left out when either is given. ``kinds``
    leaves uncoded observations out, ``matched`` what fits no pattern, ``workarounds`` what tells of none,
    ``severities`` and ``levels`` what tells no difficulty. ``standings`` are as evidence shows them. ``patterns`` are
    identifiers: of what the coder finds to resemble one more passes than stands as evidence of it, and what people
    decided on an observation goes before. ``themes`` are identifiers, too; one that was merged into another
    stands for that one, one that is not there holds nothing. ``methods`` are as studies state them.
    ``attributes`` are (name, value) pairs of who said it: of one name any value will do, each name must fit.
    """

    organisations: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    systems: frozenset[str] = frozenset()
    researched_by: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    severities: frozenset[Severity] = frozenset()
    levels: frozenset[Level] = frozenset()
    standings: frozenset[Standing] = frozenset()
    patterns: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()
    studies: frozenset[str] = frozenset()
    missions: frozenset[str] = frozenset()
    attributes: frozenset[tuple[str, str]] = frozenset()
    since: str | None = None
    until: str | None = None
    matched: bool = False
    workarounds: bool = False

    def __post_init__(self) -> None:
        checked_date(self.since)
        checked_date(self.until)

    @property
    def narrows(self) -> bool:
        """Tell whether any field is set."""
        return self != ObservationFilter()


def check_order(since: str | None, until: str | None, *, where: str, remedy: str) -> None:
    """Do nothing unless the last date ends before the first begins; a year ends with its last day.

    Raises InvalidRequest then: nothing could be found. ``where`` and ``remedy`` are in the words of the entrance.
    """
    if since and until and since[: len(until)] > until[: len(since)]:
        raise InvalidRequest(f"Nothing is from {since} on and until {until}.", where=where, remedy=remedy)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """An observation that an index found. ``score`` is the index's own, higher is better."""

    id: str
    score: float


ALIKE_DIGITS = 5
"""Scores that agree in so many decimals are equal.

Texts word for word alike are embedded in other batches and differ in the seventh: which of them comes first would
hang on the order in which they were taken in.
"""


def best_first(hit: Hit) -> tuple[float, str]:
    """Return what sorts hits by score, highest first, ties by identifier."""
    return -round(hit.score, ALIKE_DIGITS), hit.id


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """How far observations speak of what a query asks about, by the weight of its words: shares in [0, 1].

    ``held`` is what stands in any of them, ``lacking`` what the weightiest word has that stands in none, ``together``
    the most that stands in a single one.
    """

    held: float = 0.0
    lacking: float = 1.0
    together: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """Which observations are worded as a query asks.

    ``required`` hold all phrases that it quotes (None: it quotes none), ``named`` a code that it names, such as the
    number of a form.
    """

    required: frozenset[str] | None = None
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Speaking:
    """How many observations have all words of what a query asks about, and of how many independent studies."""

    observations: int = 0
    studies: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What a search over the indexes found, best first, and how far it answers the query.

    ``counted`` are the identifiers of the hits and of what comes near enough besides; none where nothing is known.
    ``speaking`` are those of all that have every word of what is asked about, however far down they come; ``close``
    those whose own meaning is near enough to have to do with it.
    """

    hits: tuple[Hit, ...] = ()
    known: Known = Known.NOTHING
    counted: tuple[str, ...] = ()
    speaking: frozenset[str] = frozenset()
    close: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where an observation stands: its source, its place in reading order there, and the headings above it."""

    id: str
    source_id: str
    ordinal: int
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchResult:
    """One result of a search: evidence and its score, comparable within this answer only.

    ``also`` says the same in other places; None where nobody asked for that.
    """

    evidence: Evidence
    score: float
    also: tuple[Evidence, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchAnswer:
    """The answer to one query, best first. ``took_ms`` is the search itself, once models and indexes are open.

    ``known`` says how far the results answer the query. ``also_looked_for`` are other names of what the query names.
    ``facets`` count what was found, before the limit; None where nobody asked for that. ``speaking`` counts all that
    have the words of what is asked about, of which the results are a selection. ``close`` are
    the identifiers of results that have to do with the query by meaning. ``lacks_number``: it asks for a number, and no
    result that speaks of it tells one.
    """

    query: str
    mode: SearchMode
    took_ms: float
    results: tuple[SearchResult, ...]
    known: Known = Known.NOTHING
    also_looked_for: tuple[str, ...] = ()
    facets: Facets | None = None
    speaking: Speaking = Speaking()
    close: frozenset[str] = frozenset()
    lacks_number: bool = False

    @property
    def is_selection(self) -> bool:
        """Tell whether more observations have the words of what is asked about than there are results."""
        return self.known.is_something and self.speaking.observations > len(self.results)

    @property
    def marking(self) -> Marking | None:
        """Return the highest marking of its results and of what says the same."""
        return highest_marking(
            item.marking for result in self.results for item in (result.evidence, *(result.also or ()))
        )
