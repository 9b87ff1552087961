"""What a search found, put together for a reader: by organisation, folded, and with what stands beside it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from domain.evidence import HIDDEN_KINDS, NOT_LIVE, Evidence, Kind, Study
from domain.insights import AttemptOutcome, PainPoint, ThemeRow, ThemeStatus
from domain.known import Contrary, MetPoint, MetTheme, Quoted, StudyBehind, Tried, Voice
from insights.answering.questions import asks_for_difficulties, asks_whether_it_works
from insights.answering.same_words import folded
from insights.coding.change_cues import outcome_of

if TYPE_CHECKING:
    from domain.ports import Matrix

POINTS_AT_MOST = 5
"""How many pain points, and how many themes, stand beside an answer: those with most hits."""
POINTS_LOOKED_INTO = 3
"""Of so many of them what was tried and what speaks against them is told, whether or not it is among the hits."""
BESIDE_AT_MOST = 5
"""How many attempts, and how many contrary quotations, stand beside an answer."""


def voices_of(hits: Sequence[Evidence], ids: Sequence[str], vectors: "Matrix") -> tuple[Voice, ...]:
    """Return hits, best first, by the organisation they are about; the one with the best hit comes first.

    In each, what is second-hand, seen in a prototype only or said to be mended comes after the rest. What says almost
    the same as another is folded into it, as ``vectors`` of ``ids`` and words tell. No hits: no voices.
    """
    order = {item.id: place for place, item in enumerate(hits, start=1)}
    groups: dict[str, list[Evidence]] = {}
    for item in hits:
        groups.setdefault(item.organisation, []).append(item)
    return tuple(
        Voice(
            organisation=name,
            quotations=tuple(
                Quoted(evidence=each.first, order=order[each.first.id], again=tuple(each.again))
                for each in folded(sorted(group, key=_is_doubtful), ids, vectors)
            ),
        )
        for name, group in groups.items()
    )


def without_hidden_kinds(hits: Sequence[Evidence]) -> list[Evidence]:
    """Return the hits without those that the coder takes for a method note, a question or another."""
    return [item for item in hits if not (item.has_kind and item.kind in HIDDEN_KINDS)]


def studies_behind(hits: Iterable[Evidence], studies: Sequence[Study]) -> tuple[StudyBehind, ...]:
    """Return those of the studies that hits come from, the one with most of them first; ties by their order."""
    counted = Counter(item.study_id for item in hits)
    behind = [StudyBehind(study=study, hits=counted[study.id]) for study in studies if study.id in counted]
    return tuple(sorted(behind, key=lambda each: -each.hits))


def points_met(hits: Sequence[Evidence], points: Sequence[PainPoint]) -> tuple[MetPoint, ...]:
    """Return the pain points that hits are evidence of, those with most of them first, leads last; ties in order."""
    wanted = {item.id for item in hits}
    met = [
        MetPoint(point=point, hits=len(wanted.intersection(fit.evidence.id for fit in point.evidence)))
        for point in points
    ]
    found = sorted((each for each in met if each.hits), key=lambda each: (each.point.is_lead, -each.hits))
    return tuple(found[:POINTS_AT_MOST])


def themes_met(hits: Sequence[Evidence], themes: Sequence[ThemeRow]) -> tuple[MetTheme, ...]:
    """Return the themes that people accepted and that hold hits, those with most of them first; ties in order."""
    wanted = {item.id for item in hits}
    met = [
        MetTheme(id=row.id, title=row.title, hits=len(wanted.intersection(row.members)))
        for row in themes
        if row.status is ThemeStatus.ACCEPTED
    ]
    return tuple(sorted((each for each in met if each.hits), key=lambda each: -each.hits)[:POINTS_AT_MOST])


def tried_about(hits: Sequence[Evidence], met: Sequence[MetPoint]) -> tuple[Tried, ...]:
    """Return what was tried about the pain points that were met most, what is among the hits first."""
    among = {item.id for item in hits}
    found: dict[str, Tried] = {}
    for each in met[:POINTS_LOOKED_INTO]:
        for attempt in each.point.attempts:
            found.setdefault(attempt.evidence.id, Tried(attempt=attempt, about=each.point.title))
    ordered = sorted(found.values(), key=lambda tried: tried.attempt.evidence.id not in among)
    return tuple(ordered[:BESIDE_AT_MOST])


def speaks_against(question: str, hits: Sequence[Evidence], met: Sequence[MetPoint]) -> tuple[Contrary, ...]:
    """Return what speaks against an answer, hits first.

    Where a question asks whether something works those are the hits that tell that it did not. Where the question, or
    more than half of the hits, are about a difficulty it is what speaks against the pain points that were met most, and
    praise among the hits. Else nothing: praise is no objection to what is no difficulty.
    """
    if asks_whether_it_works(question):
        failed = (item for item in hits if outcome_of(item.text) is AttemptOutcome.FAILED)
        return tuple(Contrary(evidence=item, is_failure=True) for item in failed)[:BESIDE_AT_MOST]
    if not (asks_for_difficulties(question) or _are_difficulties(hits)):
        return ()
    among = {item.id for item in hits}
    found: dict[str, Contrary] = {}
    for each in met[:POINTS_LOOKED_INTO]:
        for fit in each.point.against:
            found.setdefault(fit.evidence.id, Contrary(evidence=fit.evidence, against=each.point.title))
    for item in hits:
        if item.kind is Kind.POSITIVE:
            found.setdefault(item.id, Contrary(evidence=item))
    ordered = sorted(found.values(), key=lambda contrary: contrary.evidence.id not in among)
    return tuple(ordered[:BESIDE_AT_MOST])


def _are_difficulties(hits: Sequence[Evidence]) -> bool:
    coded = [item.kind for item in hits if item.has_kind]
    return 2 * coded.count(Kind.PAIN_POINT) > len(coded)


def _is_doubtful(item: Evidence) -> bool:
    """Tell whether a quotation should not lead: it is told again from elsewhere, or may no longer be true."""
    return bool(item.retells) or item.standing in NOT_LIVE
