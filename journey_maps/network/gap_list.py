"""Every gap of every journey as one list: what hand-overs lack of owners, links and law, and steps of evidence."""

from collections.abc import Iterable, Iterator, Sequence

from domain.catalogue import name_key
from domain.dependencies import GapKind, JourneyGap, StepGap, StepPlace
from domain.evidence import Kind
from domain.hand_overs import UNKNOWN_SIDE, Gap, HandOver, HandOverKind, Passes
from domain.identity import digest
from domain.journeys import Journey, Step, StepBasis
from domain.placed_evidence import PlacedEvidence

_ORDER: tuple[GapKind, ...] = (*Gap, *StepGap)
_MAY_NEED_LAW = frozenset({Passes.DATA, Passes.CASE})
"""What is passed between organisations on some legal basis; a person goes there of their own accord."""


def gaps_of(journeys: Iterable[Journey]) -> list[JourneyGap]:
    """Return the gaps of these journeys, by journey in the order given, then by place, then by kind."""
    return [gap for journey in journeys for gap in _of_journey(journey)]


def gaps_about(gaps: Sequence[JourneyGap], organisation: str) -> list[JourneyGap]:
    """Return the gaps at which an organisation stands on one side or the other."""
    key = name_key(organisation)
    return [gap for gap in gaps if any(name_key(name) == key for name in gap.organisations)]


def _of_journey(journey: Journey) -> list[JourneyGap]:
    steps = {step.order: step for step in journey.steps}
    found = [_gap(journey, kind, step) for step in journey.steps for kind in _of_step(step)]
    for item in journey.hand_overs:
        if item.from_step in steps and item.to_step in steps:
            giver, taker = steps[item.from_step], steps[item.to_step]
            found += [_gap(journey, kind, giver, taker, item) for kind in _of_hand_over(item, giver, taker)]
    return sorted(found, key=lambda gap: (gap.step.order, gap.taker is not None, _ORDER.index(gap.kind)))


def _of_step(step: Step) -> Iterator[StepGap]:
    if step.organisation is None:
        yield StepGap.ORGANISATION_UNKNOWN
    if step.basis is StepBasis.ASSUMPTION:
        yield StepGap.NO_EVIDENCE


def _of_hand_over(item: HandOver, giver: Step, taker: Step) -> Iterator[Gap]:
    """Yield what a hand-over lacks: what is said of it, and what nobody has said of its owner and of the law.

    A map shows one gap a hand-over, the plainest; here each of them counts.
    """
    owned = item.giver_owner or item.taker_owner or giver.owner or taker.owner
    is_legal = item.kind is HandOverKind.ORGANISATION and item.passes in _MAY_NEED_LAW
    for gap in Gap:
        said = item.gap is gap
        unowned = gap is Gap.NO_OWNER and item.kind is not HandOverKind.SYSTEM and not owned
        unknown = gap is Gap.NOT_KNOWN_IF_ALLOWED and is_legal and not item.legal_basis
        if said or unowned or unknown:
            yield gap


def _gap(
    journey: Journey, kind: GapKind, step: Step, taker: Step | None = None, item: HandOver | None = None
) -> JourneyGap:
    bodies = [step.organisation, taker.organisation if taker else None]
    if item is not None and item.kind is HandOverKind.ORGANISATION:
        bodies += [item.giver, item.taker]
    own = [item.id] if item is not None and item.has_own_sides else []
    return JourneyGap(
        id="gap_" + digest(journey.id, kind.value, step.id, taker.id if taker else "", *own),
        kind=kind,
        step=StepPlace.of(journey, step),
        taker=StepPlace.of(journey, taker) if taker else None,
        organisations=tuple(dict.fromkeys(name for name in bodies if name and name != UNKNOWN_SIDE)),
        sides=(item.giver, item.taker) if item is not None and item.has_own_sides else None,
        trouble=_trouble(item.evidence if item is not None else step.evidence),
        is_told=item is not None and bool(item.trouble),
    )


def _trouble(evidence: Iterable[PlacedEvidence]) -> int:
    return sum(placed.evidence.kind is Kind.PAIN_POINT for placed in evidence)
