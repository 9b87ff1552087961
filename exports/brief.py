"""A brief of pain points: what its slides and its pages say, in one place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.access import Marking, highest_marking
from domain.evidence import Evidence
from domain.insights import Attempt, Fit, OrganisationCount, PainPoint
from domain.missions import OwnerStatus, PainPointOwner
from domain.wording import ATTEMPT, SHARING, count, date, few, origin, pain_point_facts, studies

QUOTATIONS_AT_MOST = 3
"""How many quotations of each organisation a brief holds."""
ATTEMPTS_AT_MOST = 3
TITLE = "Pain points"
_HOW_TO_READ = (
    "Quotations are the exact words that are kept, with what was masked left masked. Which difficulty a sentence tells "
    "was matched by a machine, unless a person said so: open the evidence before you rely on it."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class NotHeard:
    """Whom a study says it did not hear, in its own words."""

    study: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BriefPoint:
    """A pain point with what stands beside it. ``silent`` studies behind it do not say whom they did not hear."""

    point: PainPoint
    owners: tuple[PainPointOwner, ...] = ()
    not_heard: tuple[NotHeard, ...] = ()
    silent: int = 0

    @property
    def quotations(self) -> list[tuple[OrganisationCount, list[Fit]]]:
        """Return each organisation with its quotations, the best first, at most ``QUOTATIONS_AT_MOST``."""
        said = {
            each.name: [fit for fit in self.point.evidence if fit.organisation == each.name] for each in self.counts
        }
        return [(each, said[each.name][:QUOTATIONS_AT_MOST]) for each in self.counts if said[each.name]]

    @property
    def counts(self) -> tuple[OrganisationCount, ...]:
        """Return its organisations with their counts."""
        return self.point.organisations

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        """Return what was tried, the best fitting first, at most ``ATTEMPTS_AT_MOST``."""
        return self.point.attempts[:ATTEMPTS_AT_MOST]

    @property
    def quoted(self) -> Iterator[Evidence]:
        """Yield every observation whose words the brief holds."""
        yield from (fit.evidence for _, fits in self.quotations for fit in fits)
        yield from (attempt.evidence for attempt in self.attempts)


@dataclass(frozen=True, kw_only=True, slots=True)
class Brief:
    """Pain points to take along, gravest first, as one viewer may see them.

    ``made_on`` is the ISO day; ``narrowed`` says by what the list is narrowed, ``scope`` whose view it is, ``found`` of
    how many pain points these are the first; ``versions`` name what they were made with.
    """

    made_on: str
    scope: str
    narrowed: tuple[str, ...]
    points: tuple[BriefPoint, ...]
    found: int
    versions: tuple[tuple[str, str], ...] = ()

    @property
    def marking(self) -> Marking | None:
        """Return the highest marking of what it holds, which stands on each slide and page."""
        return highest_marking(each.point.marking for each in self.points)


def about(brief: Brief) -> list[tuple[str, str]]:
    """Return what a reader should know of a brief before they read it, as names and values."""
    held = count(len(brief.points), "pain point")
    return [
        ("Made on", date(brief.made_on)),
        ("What it holds", held if brief.found <= len(brief.points) else f"{held}, the gravest of {brief.found:,}"),
        ("Narrowed by", "; ".join(brief.narrowed)),
        ("Whose view", brief.scope),
        ("Marking", brief.marking.value if brief.marking else "none"),
        *brief.versions,
        ("How to read it", _HOW_TO_READ),
    ]


def facts(each: BriefPoint) -> list[tuple[str, str]]:
    """Return what is known of a pain point in short, as names and values; how it is shared comes first."""
    return [
        ("Shared how", SHARING[each.point.sharing]),
        *pain_point_facts(each.point),
        ("Owner", _owners(each)),
    ]


def confidence_reasons(point: PainPoint) -> str:
    """Return in a sentence why the confidence is what it is; a lone study is told."""
    told = [*point.reasons, *(["treat it as a lead, not as a finding"] if point.single_source else [])]
    return f"Why this confidence: {'; '.join(told)}." if told else ""


def spread_of(each: OrganisationCount) -> str:
    """Return how widely one organisation shows a difficulty."""
    return f"{count(each.observations, 'observation')}, {studies(each.studies)}"


def source_of(evidence: Evidence) -> str:
    """Return where a quotation stands, who did the research where that is another body, and its marking."""
    by = [f"researched by {evidence.researched_by}"] if evidence.researched_by != evidence.organisation else []
    return " · ".join([origin(evidence), *by, *([evidence.marking.value] if evidence.marking else [])])


def outcome_of(attempt: Attempt) -> str:
    """Return whether an attempt worked, as far as its own words say."""
    return ATTEMPT[attempt.outcome]


def not_heard(each: BriefPoint) -> list[str]:
    """Return whom the studies behind a pain point did not hear, a line each, and how many do not say."""
    lines = [f"{said.words} ({said.study})" for said in each.not_heard]
    if each.silent:
        behind = "behind it does" if each.silent == 1 else "behind it do"
        lines.append(f"{studies(each.silent)} {behind} not say who was not heard.")
    return lines


def quoted_in(points: Sequence[PainPoint]) -> list[str]:
    """Return the identifiers of the observations whose words a brief of these pain points holds."""
    return sorted({item.id for point in points for item in BriefPoint(point=point).quoted})


def _owners(each: BriefPoint) -> str:
    named = [
        owner.organisation + ("" if owner.status is OwnerStatus.ACCEPTED else " (proposed)") for owner in each.owners
    ]
    return few(named) or "no owner"
