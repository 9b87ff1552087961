"""Pain points: difficulties that evidence tells of, by whom they are shared, gravest first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from domain.access import highest_marking
from domain.catalogue import UNRECORDED, Catalogue
from domain.decisions import DecidedLink, Verdict
from domain.evidence import Evidence, Kind, Level, Standing, studies_in
from domain.identity import pain_point_id
from domain.insights import (
    Attempt,
    Codebook,
    Fit,
    PainPoint,
    Pattern,
    Sharing,
    ThemeRow,
    ThemeStatus,
    TopicRun,
    Wish,
)
from domain.readings import Reading
from insights.coding.attempts import Followed, Tried, attempts_among, attempts_by_pattern
from insights.coding.sure_difficulties import is_sure
from insights.sharing.evidence_choice import (
    LEAD,
    Candidate,
    Vectors,
    by_organisation,
    by_pattern,
    candidates,
    in_reading_order,
    strongest_first,
)
from insights.sharing.readings import Readings
from insights.sharing.rulings import Rulings
from insights.sharing.told_of import NOTHING_KNOWN, ToldOf
from insights.sharing.weighing import (
    Between,
    confidence_of,
    counts_of,
    gravity_of,
    level_of,
    of_whole_files,
    score_of,
    severity_of,
    standing_of,
    strength_of,
    years_of,
)
from insights.sharing.wishes import against_reason, wishes_by_pattern

if TYPE_CHECKING:
    from domain.ports import Matrix

Told = TypeVar("Told", PainPoint, Wish)

NOT_DESCRIBED = "A theme that people accepted, without a pattern yet. Nobody has described it."
TRUST_IN_A_TOPIC = 0.5
"""What being sure of such a topic is worth as strength: likeness of subject is less than telling a known difficulty."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Difficulty:
    """What a pain point is made of: a pattern's evidence, or that of a topic without one."""

    id: str
    title: str
    description: str
    pattern: Pattern | None
    members: tuple[Candidate, ...]
    theme: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Beside:
    """What is told about a pattern besides its evidence."""

    attempts: tuple[Attempt, ...] = ()
    needs: tuple[Fit, ...] = ()
    recommendations: tuple[Fit, ...] = ()
    against: tuple[Fit, ...] = ()

    @property
    def items(self) -> list[Evidence]:
        fits = (*self.needs, *self.recommendations, *self.against)
        return [attempt.evidence for attempt in self.attempts] + [fit.evidence for fit in fits]


def find_pain_points(  # noqa: PLR0913 - each argument is one thing that is known of evidence; a bundle would hide it
    evidence: Sequence[Evidence],
    *,
    codebook: Codebook,
    run: TopicRun | None,
    vectors: "tuple[Sequence[str], Matrix]",
    decided: Sequence[DecidedLink] = (),
    themes: Sequence[ThemeRow] = (),
    beside: Sequence[Evidence] = (),
    read: Sequence[Reading] = (),
    known: Catalogue = NOTHING_KNOWN,
    tried: Tried | None = None,
    followed: Followed | None = None,
) -> list[PainPoint]:
    """Return every difficulty that coded evidence tells of, gravest first; ties by identifier.

    ``vectors`` are identifiers and their unit vectors (n, d), of any of the evidence. Evidence that is not coded
    is passed over, unless a person said that it belongs somewhere: ``decided`` are the decisions that stand, in order,
    and hold against any guess. ``themes`` are the topics of the run with what people made of them; those that people
    accepted give points. Of the run only how surely it assigned the evidence is looked at. ``beside`` is what may tell
    of attempts, needs, recommendations or praise; none of it is evidence. ``read`` is what a model outside answered of
    proposed evidence: it withholds or strengthens what nobody decided on. By the names of ``known`` organisations a
    sentence is told to be about one of several that were stated of its whole file. ``tried`` are the attempts among
    all of it, where those were looked for already, and ``followed`` is what sources tell right after them. The same
    input gives the same points, in whatever order evidence comes; none gives none.
    """
    rulings = Rulings(_of_merged(decided, themes, evidence), evidence)
    found = candidates(evidence, rulings)
    table = Vectors(*vectors)
    described = _of_patterns(found, codebook, rulings, Readings(read, evidence, codebook))
    sure = {item.observation_id: item.probability for item in run.assignments} if run is not None else {}
    grouped = [Candidate(evidence=item, strength=TRUST_IN_A_TOPIC * sure.get(item.id, 1.0)) for item in found]
    difficulties = [*described, *_of_groups(themes, grouped, rulings)]
    if tried is None:
        tried = attempts_among([*evidence, *beside])
    wishes = wishes_by_pattern(beside, Rulings(decided, beside), tried)
    attempts = attempts_by_pattern(tried, difficulties=evidence, followed=followed)
    told = _beside(attempts, wishes)
    told_of = ToldOf(known)
    points = [
        _point(each, table, told_of, told.get(each.pattern.id, _Beside()) if each.pattern else _Beside())
        for each in difficulties
    ]
    return sorted((point for point in points if point is not None), key=lambda point: (-point.score, point.id))


def _of_merged(
    decided: Sequence[DecidedLink], themes: Sequence[ThemeRow], evidence: Sequence[Evidence]
) -> Iterator[DecidedLink]:
    """Yield decisions, those on a merged theme as ones on what it was merged into.

    Of a theme that follows a pattern that is the pattern; what was no evidence of the merged one may be some of that.
    What somebody said is none of the pattern itself does not become evidence of it.
    """
    now = {part: row for row in themes for part in row.merged}
    said = Rulings(decided, evidence) if now else None
    items = {item.id: item for item in evidence} if now else {}
    for link in decided:
        into = now.get(link.subject)
        if into is None or (into.pattern and link.verdict is not Verdict.EVIDENCE):
            yield link
            continue
        item = items.get(link.observation_id)
        if not (said and item and into.pattern and said.on(item, into.pattern) is False):
            yield replace(link, subject=into.pattern or into.id)


def select(
    points: Sequence[PainPoint],
    *,
    min_organisations: int = 2,
    sharing: Sharing | None = None,
    level: Level | None = None,
    standing: Standing | None = None,
    workarounds: bool = False,
    limit: int | None = None,
) -> list[PainPoint]:
    """Return the points that pass every filter given, in their order, at most ``limit`` of them.

    With ``workarounds`` only those pass of which some evidence tells of a workaround.
    """
    chosen = [
        point
        for point in points
        if point.spread >= min_organisations
        and sharing in (None, point.sharing)
        and level in (None, point.level)
        and standing in (None, point.standing)
        and (not workarounds or any(fit.evidence.is_workaround for fit in point.evidence))
    ]
    return chosen if limit is None else chosen[: max(limit, 0)]


def limit_evidence(point: Told, per_organisation: int) -> Told:
    """Return it with at most ``per_organisation`` pieces of evidence for each organisation, the best; counts stay."""
    shown: Counter[str] = Counter()
    kept = []
    for fit in point.evidence:
        if shown[fit.organisation] < per_organisation:
            shown[fit.organisation] += 1
            kept.append(fit)
    return replace(point, evidence=tuple(kept))


def _of_patterns(
    found: Sequence[Evidence], codebook: Codebook, rulings: Rulings, readings: Readings
) -> Iterator[_Difficulty]:
    """Yield the difficulties that the codebook describes."""
    of_patterns = by_pattern(found, [pattern.id for pattern in codebook.patterns], rulings, readings)
    for pattern in codebook.patterns:
        yield _Difficulty(
            id=pain_point_id(pattern.id),
            title=pattern.title,
            description=pattern.definition,
            pattern=pattern,
            members=tuple(of_patterns.get(pattern.id, ())),
        )


def _of_groups(
    groups: Sequence[ThemeRow],
    found: Sequence[Candidate],
    rulings: Rulings,
) -> Iterator[_Difficulty]:
    """Yield the themes beyond the codebook that people accepted, each with all of its evidence.

    It surely tells a difficulty, for no pattern says which it is and no second check reads it; what is evidence of a
    pattern, too, stands under both, for people accepted the theme with it. What people said belongs to a theme counts
    besides. A topic that nobody accepted is no difficulty: most follow a subject and not what is wrong with it.
    """
    for group in groups:
        if group.pattern is not None or group.status is not ThemeStatus.ACCEPTED:
            continue
        held = frozenset(group.members)
        own = [
            item
            for item in found
            if item.evidence.id in held and is_sure(item.evidence) and rulings.on(item.evidence, group.id) is None
        ]
        placed = [item.evidence for item in found if rulings.on(item.evidence, group.id)]
        members = [*own, *(Candidate(evidence=item, strength=1.0, by_person=True) for item in placed)]
        yield _Difficulty(
            id=pain_point_id(group.id),
            title=group.title,
            description=group.description or NOT_DESCRIBED,
            pattern=None,
            theme=group.id,
            members=tuple(strongest_first(members)),
        )


def _beside(
    attempts: Mapping[str, tuple[Attempt, ...]], wishes: Mapping[tuple[str, Kind], tuple[Fit, ...]]
) -> dict[str, _Beside]:
    """Return what is told about each pattern besides its evidence."""
    return {
        pattern: _Beside(
            attempts=attempts.get(pattern, ()),
            needs=wishes.get((pattern, Kind.NEED), ()),
            recommendations=wishes.get((pattern, Kind.RECOMMENDATION), ()),
            against=wishes.get((pattern, Kind.POSITIVE), ()),
        )
        for pattern in {*attempts, *(pattern for pattern, _ in wishes)}
    }


def _point(difficulty: _Difficulty, vectors: Vectors, told_of: ToldOf, beside: _Beside) -> PainPoint | None:
    groups, lead = _groups(difficulty.members, told_of, vectors)
    if not groups:
        return None
    members = tuple({m.evidence.id: m for group in groups.values() for m in group}.values())
    items = tuple(member.evidence for member in members)
    named = _named(groups)
    shared = _shared(items, difficulty.pattern, told_of, organisations=len(named))
    gravity = gravity_of(items, difficulty.pattern)
    standing = standing_of(items)
    studies = studies_in(items)
    strengths = {name: tuple(m.strength for m in group) for name, group in named.items()}
    thin = not lead and _is_thin(named)
    confidence, reasons = confidence_of(strengths, studies, lead=lead, thin=thin)
    unnamed = [member.evidence for member in members if member.of_whole_file]
    besides = filter(None, [shared.reason, of_whole_files(unnamed), against_reason(beside.against, named)])
    return PainPoint(
        id=difficulty.id,
        title=difficulty.title,
        description=difficulty.description,
        pattern=difficulty.pattern.id if difficulty.pattern else None,
        sharing=shared.sharing,
        other_unnamed=shared.other_unnamed,
        level=shared.level,
        standing=standing,
        severity=severity_of(gravity),
        score=score_of(
            gravity=gravity,
            level=shared.level,
            organisations=len(named),
            studies=studies,
            standing=standing,
            strength=strength_of(strengths),
            lead=lead,
            thin=thin,
        ),
        confidence=confidence,
        reasons=(*reasons, *besides),
        single_source=studies == 1,
        years=years_of(items),
        observations=len(items),
        studies=studies,
        participants=_participants(items),
        organisations=counts_of({name: [m.evidence for m in group] for name, group in groups.items()}),
        evidence=in_reading_order(groups, vectors),
        marking=highest_marking(item.marking for item in (*items, *beside.items)),
        theme=difficulty.theme,
        is_lead=lead,
        is_thin=thin,
        attempts=beside.attempts,
        needs=beside.needs,
        recommendations=beside.recommendations,
        against=beside.against,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Shared:
    """How organisations share a difficulty, where it bites, and in words how far it is told between them."""

    sharing: Sharing
    level: Level
    other_unnamed: bool
    reason: str | None


def _shared(items: Sequence[Evidence], pattern: Pattern | None, told_of: ToldOf, *, organisations: int) -> _Shared:
    between = Between(
        items=len(items),
        by_name=sum(len(told_of.organisations(item)) > 1 for item in items),
        of_several=sum(map(told_of.is_of_several, items)),
    )
    usual = level_of(items, pattern)
    sits_between = pattern.sits_between if pattern else usual is Level.BETWEEN
    level = between.level(usual)
    sharing = between.sharing(organisations=organisations, level=level, sits_between=sits_between)
    return _Shared(
        sharing=sharing,
        level=level,
        other_unnamed=pattern is not None and pattern.sits_between and sharing is Sharing.IN_COMMON,
        reason=between.reason(sharing, sits_between=sits_between),
    )


def _groups(members: Sequence[Candidate], told_of: ToldOf, vectors: Vectors) -> tuple[dict[str, list[Candidate]], bool]:
    """Return the evidence by organisation, and whether it is only a lead: shared by weaker evidence than a finding."""
    groups = by_organisation(members, told_of, vectors)
    if len(_named(groups)) > 1:
        return groups, False
    loose = by_organisation(members, told_of, vectors, LEAD)
    return (loose, True) if len(_named(loose)) > 1 else (groups, False)


def _is_thin(groups: Mapping[str, Sequence[Candidate]]) -> bool:
    """Tell whether each of several organisations has a single sentence, and no person said that one is right.

    Whoever merges a theme says it of none of its sentences alone.
    """
    only = [members[0] for members in groups.values() if len(members) == 1]
    judged = any(member.by_person and not member.by_merging for member in only)
    return len(groups) > 1 and len(only) == len(groups) and not judged


def _named(groups: dict[str, list[Candidate]]) -> dict[str, list[Candidate]]:
    return {name: group for name, group in groups.items() if name != UNRECORDED} or groups


def _participants(items: Sequence[Evidence]) -> int | None:
    """Return the sum of the samples that distinct studies state, None where none does; a retelling adds none."""
    stated: dict[str, int] = {}
    for item in items:
        if item.sample_size is not None:
            study = item.independent_study
            stated[study] = max(stated.get(study, 0), item.sample_size)
    return sum(stated.values()) if stated else None
