"""A brief of pain points: what its slides and its pages say, in one place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.access import Marking, highest_marking
from domain.evidence import NOT_LIVE, Evidence, Severity, Study
from domain.insights import Attempt, Fit, OrganisationCount, PainPoint
from domain.missions import Claim, OwnerStatus, PainPointOwner
from domain.people import Contact
from domain.wording import (
    ATTEMPT,
    SEVERITY,
    STANDING,
    count,
    date,
    few,
    listed,
    origin,
    pain_point_facts,
    quoted,
    shared_how,
    studies,
    why_severity,
    years,
)

QUOTATIONS_AT_MOST = 3
"""How many quotations of each organisation a brief holds."""
BESIDE_AT_MOST = 3
"""How many quotations a brief holds of what speaks against a pain point, and of what was tried."""
STUDIES_AT_MOST = 12
TITLE = "Pain points"
NOBODY_ELSE = "nobody else says so"
NOTHING_AGAINST = "Nothing that was read speaks against it. Nobody may have looked for it."
NOTHING_TRIED = "Nothing that was read tells what was tried. Nobody may have looked for it."
_HOW_TO_READ = (
    "Quotations are the exact words that are kept, with what was masked left masked. Which difficulty a sentence tells "
    "was matched by a machine, unless a person said so: open the evidence before you rely on it. Studies are "
    "independent ones: one that retells another counts with it. People are the sum of the sample sizes that studies "
    "state; most of them told nothing of one difficulty. “Us too” and what speaks against it change no count."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class BriefPoint:
    """A pain point with what stands beside it.

    ``claims`` are of organisations that say "us too" without evidence, ``studies`` those behind it, ``contacts`` whom
    to ask; ``usual`` is how grave the codebook says such difficulties are.
    """

    point: PainPoint
    owners: tuple[PainPointOwner, ...] = ()
    claims: tuple[Claim, ...] = ()
    studies: tuple[Study, ...] = ()
    contacts: tuple[Contact, ...] = ()
    usual: Severity | None = None

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
        """Return what was tried, the best fitting first, at most ``BESIDE_AT_MOST``."""
        return self.point.attempts[:BESIDE_AT_MOST]

    @property
    def against(self) -> tuple[Fit, ...]:
        """Return what speaks against it, the best fitting first, at most ``BESIDE_AT_MOST``."""
        return self.point.against[:BESIDE_AT_MOST]

    @property
    def beside(self) -> Iterator[Evidence]:
        """Yield the observations that it quotes beside its evidence."""
        yield from (fit.evidence for fit in self.against)
        yield from (attempt.evidence for attempt in self.attempts)

    @property
    def quoted(self) -> Iterator[Evidence]:
        """Yield every observation whose words the brief holds."""
        yield from (fit.evidence for _, fits in self.quotations for fit in fits)
        yield from self.beside


@dataclass(frozen=True, kw_only=True, slots=True)
class Brief:
    """Pain points to take along, as one viewer may see them.

    ``made_on`` is the ISO day; ``narrowed`` says by what the list is narrowed, ``scope`` whose view it is, ``found`` of
    how many pain points these are the first, ``ordered`` by what, empty for as they are listed everywhere; ``versions``
    name what they were made with.
    """

    made_on: str
    scope: str
    narrowed: tuple[str, ...]
    points: tuple[BriefPoint, ...]
    found: int
    ordered: str = ""
    versions: tuple[tuple[str, str], ...] = ()

    @property
    def marking(self) -> Marking | None:
        """Return the highest marking of what it holds, which stands on each slide and page."""
        return highest_marking(each.point.marking for each in self.points)


def about(brief: Brief) -> list[tuple[str, str]]:
    """Return what a reader should know of a brief before they read it, and by what it was made, as names and values."""
    return [*about_in_short(brief), *brief.versions]


def about_in_short(brief: Brief) -> list[tuple[str, str]]:
    """Return what a reader should know of a brief before they read it, as names and values."""
    held = count(len(brief.points), "pain point")
    return [
        ("Made on", date(brief.made_on)),
        ("What it holds", held if brief.found <= len(brief.points) else f"{held}, the first of {brief.found:,}"),
        ("Narrowed by", "; ".join(brief.narrowed)),
        *([("Ordered by", brief.ordered)] if brief.ordered else []),
        ("Whose view", brief.scope),
        ("Marking", brief.marking.value if brief.marking else "none"),
        ("How to read it", _HOW_TO_READ),
    ]


def facts(each: BriefPoint, *, in_short: bool = False) -> list[tuple[str, str]]:
    """Return what is known of a pain point in short, as names and values; how it is shared comes first.

    All owners stand there by name, or ``in_short`` the first few; of those who say "us too" the first few.
    """
    owners = owner_names(each)
    return [
        ("Shared how", shared_how(each.point)),
        *pain_point_facts(each.point),
        ("Owner", (few(owners) if in_short else listed(owners)) or "no owner"),
        ("Us too", few(claim_names(each)) or NOBODY_ELSE),
    ]


def owner_names(each: BriefPoint) -> list[str]:
    """Return who answers for it, and who is only proposed; nobody: none."""
    return [
        owner.organisation + ("" if owner.status is OwnerStatus.ACCEPTED else " (proposed)") for owner in each.owners
    ]


def claim_names(each: BriefPoint) -> list[str]:
    """Return the organisations that say "us too" without evidence."""
    return [claim.organisation for claim in each.claims]


def us_too(each: BriefPoint) -> str:
    """Return in a sentence who says "us too" without evidence."""
    names = claim_names(each)
    if not names:
        return "No other organisation says “us too”."
    say = "organisation says" if len(names) == 1 else "organisations say"
    return f"{len(names)} {say} “us too”, without evidence yet: {listed(names)}."


def caution(point: PainPoint) -> str:
    """Return why a pain point is to be read with care; empty where nothing calls for it."""
    if point.single_source:
        return "One study is all there is. Treat it as a lead, not as a finding."
    if point.is_lead:
        return "It is a lead, not a finding: weaker evidence alone shows that it is shared."
    if point.is_thin:
        return "Each organisation has one quotation here, and nobody has confirmed one yet."
    return ""


def confidence_reasons(point: PainPoint) -> str:
    """Return in a sentence why the confidence is what it is."""
    return f"Why this confidence: {'; '.join(point.reasons)}." if point.reasons else ""


def severity_reasons(each: BriefPoint) -> str:
    """Return in a sentence why it is as grave as it is said to be; empty where nobody says."""
    why = why_severity(each.point, each.usual)
    return f"Why “{SEVERITY[each.point.severity]}”: {why}." if why else ""


def spread_of(each: OrganisationCount) -> str:
    """Return how widely one organisation shows a difficulty."""
    return f"{count(each.observations, 'observation')}, {studies(each.studies)}"


def source_of(evidence: Evidence) -> str:
    """Return where a quotation stands, who did the research where that is another body, and its marking.

    What was only seen in a prototype, or is said to be mended, says so: a document goes where no screen tells it.
    """
    by = [f"researched by {evidence.researched_by}"] if evidence.researched_by != evidence.organisation else []
    still = [STANDING[evidence.standing]] if evidence.standing in NOT_LIVE else []
    return " · ".join([origin(evidence), *by, *still, *([evidence.marking.value] if evidence.marking else [])])


def why_here(fit: Fit) -> list[str]:
    """Return what is told of evidence besides: whom its file is about, who placed it, which model read it."""
    told = [f"stated of the whole file, about {listed(fit.evidence.stated)}"] if fit.of_whole_file else []
    if fit.by_person:
        return [*told, "placed here by merging a theme" if fit.by_merging else "confirmed by a person"]
    return [*told, f"read as evidence by a model, {fit.read_by}"] if fit.read_by else told


def evidence_source(fit: Fit) -> str:
    """Return where a piece of evidence stands, and what is told of it besides."""
    return " · ".join([source_of(fit.evidence), *why_here(fit)])


def beside_source(evidence: Evidence) -> str:
    """Return whom what stands beside the evidence is about, and where it stands."""
    return f"{evidence.organisation} · {source_of(evidence)}"


def outcome_of(attempt: Attempt) -> str:
    """Return whether an attempt worked, as far as its own words say."""
    return ATTEMPT[attempt.outcome]


def more_than(shown: int, every: int) -> str:
    """Return how many more there are than are shown; empty where all are."""
    return f"{every - shown:,} more on record." if every > shown else ""


def not_heard(each: BriefPoint) -> list[str]:
    """Return whom the studies behind a pain point did not hear, a line each, and how many do not say."""
    lines = [f"{study.consent.not_heard} ({study.title})" for study in each.studies if study.consent.not_heard]
    silent = len(each.studies) - len(lines)
    if silent:
        behind = "behind it does" if silent == 1 else "behind it do"
        lines.append(f"{studies(silent)} {behind} not say who was not heard.")
    return lines


def rests_on(each: BriefPoint) -> str:
    """Return on which studies it rests, each with its year and the sample size that it states."""
    point = each.point
    number = "1 independent study" if point.studies == 1 else f"{point.studies:,} independent studies"
    told = f"{number}, years {years(point.years)}" if point.years else f"{number}, years not recorded"
    if not each.studies:
        return f"{told}."
    named = [_study_in_words(study) for study in each.studies[:STUDIES_AT_MOST]]
    more = len(each.studies) - len(named)
    return f"{told}: {'; '.join([*named, *([f'and {more:,} more'] if more else [])])}."


def whom_to_ask(each: BriefPoint) -> list[str]:
    """Return the teams to ask, a line each, with their mailboxes."""
    return [f"{entry.team}: {entry.contact or 'no mailbox on record'}" for entry in each.contacts]


def quoted_in(points: Sequence[PainPoint]) -> list[str]:
    """Return the identifiers of the observations whose words a brief of these pain points holds."""
    return sorted({item.id for point in points for item in BriefPoint(point=point).quoted})


def _study_in_words(study: Study) -> str:
    stated = "does not state how many took part" if study.sample_size is None else f"{study.sample_size:,} took part"
    told = [study.date[:4]] if study.date else []
    again = [f"retells {quoted(study.retells)}, so it counts with that"] if study.retells else []
    return f"{study.title} ({', '.join([*told, stated, *again])})"
