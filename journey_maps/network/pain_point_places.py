"""Pain points on journeys: where their evidence stands, and at which hand-overs those between organisations bite."""

from collections.abc import Iterable, Sequence

from domain.catalogue import name_key
from domain.dependencies import StepPlace
from domain.hand_overs import HandOver, HandOverKind
from domain.insights import PainPoint, Sharing
from domain.journey_taken_off import points_off
from domain.journeys import Journey, Step
from domain.pain_point_places import PainPointPlace, ProposedHandOver
from domain.placed_evidence import PlacedEvidence


def places_of(point: PainPoint, journeys: Iterable[Journey]) -> list[PainPointPlace]:
    """Return the steps and hand-overs where evidence of a pain point stands, by journey as given, then in order.

    A step that somebody took it off is none of them.
    """
    wanted = _evidence_of(point)
    found: list[PainPointPlace] = []
    for journey in journeys:
        steps = {step.order: step for step in journey.steps}
        found += [
            PainPointPlace(step=StepPlace.of(journey, step), observations=own)
            for step in journey.steps
            if point.id not in points_off(journey.rejected_pain_points, step.id)
            if (own := _on_step(step, point.id, wanted))
        ]
        for item in journey.hand_overs:
            own = _among(item.evidence, wanted)
            if own and item.from_step in steps and item.to_step in steps:
                giver, taker = (StepPlace.of(journey, steps[order]) for order in (item.from_step, item.to_step))
                found.append(PainPointPlace(step=giver, taker=taker, observations=own))
    return found


def hand_overs_for(point: PainPoint, journeys: Iterable[Journey]) -> list[ProposedHandOver]:
    """Return the hand-overs between organisations whose evidence shows a pain point, most of its evidence first.

    One that does not sit between organisations belongs to none.
    """
    if point.sharing is not Sharing.BETWEEN:
        return []
    bodies = {name_key(count.name) for count in point.organisations}
    wanted = _evidence_of(point)
    found = []
    for journey in journeys:
        steps = {step.order: step for step in journey.steps}
        for item in journey.hand_overs:
            sides = {name_key(item.giver), name_key(item.taker)}
            joins = item.kind is HandOverKind.ORGANISATION and sides <= bodies and len(sides) == 2
            if joins and item.from_step in steps and item.to_step in steps:
                found.append(_proposed(point, journey, item, (steps[item.from_step], steps[item.to_step]), wanted))
    return sorted(found, key=lambda each: (-len(each.observations), each.giver.in_order))


def _proposed(
    point: PainPoint, journey: Journey, item: HandOver, steps: tuple[Step, Step], wanted: frozenset[str]
) -> ProposedHandOver:
    told = [step for step in steps if point.id not in points_off(journey.rejected_pain_points, step.id)]
    near = [*item.evidence, *(placed for step in told for placed in step.evidence)]
    return ProposedHandOver(
        giver=StepPlace.of(journey, steps[0]),
        taker=StepPlace.of(journey, steps[1]),
        giving=item.giver,
        taking=item.taker,
        observations=_among(near, wanted),
        hand_over_id=item.id,
        is_told=point.title.casefold() in item.trouble.casefold(),
    )


def _evidence_of(point: PainPoint) -> frozenset[str]:
    return frozenset(fit.evidence.id for fit in point.evidence)


def _among(placed: Sequence[PlacedEvidence], wanted: frozenset[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.evidence.id for each in placed if each.evidence.id in wanted))


def _on_step(step: Step, point: str, wanted: frozenset[str]) -> tuple[str, ...]:
    """Return the observations on a step that are evidence of a pain point now, or were when the step was drafted."""
    drafted = [name for each in step.pain_points if each.id == point for name in each.observation_ids]
    return tuple(dict.fromkeys((*_among(step.evidence, wanted), *drafted)))
