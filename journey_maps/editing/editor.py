"""Who edits a journey, when, and with what evidence at hand; and what each edit looks up on it."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from domain.errors import NotFound
from domain.evidence import Evidence, Kind
from domain.hand_overs import HandOver
from domain.identity import digest
from domain.journey_table import steps_words
from domain.journeys import Journey, Step, StepBasis, StepPainPoint
from domain.placed_evidence import PlacedEvidence
from journey_maps.drafting.drafts import shortened

_BY_HAND = "Placed here by hand"


@dataclass(frozen=True, kw_only=True, slots=True)
class Editor:
    """A person at a moment (ISO 8601). ``used`` are identifiers of steps that no new one may take."""

    by: str
    at: str
    evidence: Mapping[str, Evidence]
    used: frozenset[str]

    def accepts(self, placed: PlacedEvidence) -> PlacedEvidence:
        """Return evidence as kept by this person; who kept it first stays named."""
        return placed if placed.accepted_by else replace(placed, accepted_by=self.by, accepted_at=self.at)

    def places(self, evidence: Evidence) -> PlacedEvidence:
        """Return evidence as this person puts it somewhere: they are sure of it."""
        return PlacedEvidence(evidence=evidence, score=1.0, reason=_BY_HAND, accepted_by=self.by, accepted_at=self.at)

    def evidence_anywhere(self, journey: Journey, observation_id: str) -> Evidence:
        """Return evidence that the journey shows somewhere, or that is at hand. Raises NotFound."""
        shown = (item.evidence for item in (*journey.tray, *journey.placed) if item.evidence.id == observation_id)
        found = next(shown, None) or self.evidence.get(observation_id)
        if found is None:
            raise NotFound(
                "There is no such observation.",
                where=f"observation '{observation_id}'",
                remedy="Choose one from the tray, or find it by search.",
            )
        return found

    def new_id(self, journey: Journey) -> str:
        """Return an identifier for a new step: named after the version that is being made, so that none comes twice.

        The journey stands in it too: a journey and the plan made of it may be laid beside each other.
        """
        taken = self.used | {step.id for step in journey.steps} | {row.step_id for row in journey.rejected}
        nth, own = 1, digest(journey.id, length=4)
        while (name := f"v{journey.version + 1}s{nth}_{own}") in taken:
            nth += 1
        return name

    def new_hand_over_id(self, journey: Journey) -> str:
        """Return an identifier for a new hand-over with sides of its own, named like that of a new step."""
        taken = {item.id for item in journey.hand_overs} | {row.hand_over_id for row in journey.rejected}
        nth, own = 1, digest(journey.id, length=4)
        while (name := f"v{journey.version + 1}h{nth}_{own}") in taken:
            nth += 1
        return name


def place_of(journey: Journey, step_id: str) -> int:
    """Return the place from 0 of the step with that identifier. Raises NotFound."""
    for place, step in enumerate(journey.steps):
        if step.id == step_id:
            return place
    raise NotFound(
        "There is no such step on this journey.",
        where=f"step '{step_id}'",
        remedy="Choose one of its steps; somebody may have removed it since you looked.",
    )


def evidence_of(holder: Step | HandOver, observation_id: str) -> PlacedEvidence:
    """Return evidence that stands on a step or at a hand-over. Raises NotFound."""
    for placed in holder.evidence:
        if placed.evidence.id == observation_id:
            return placed
    what, where = (
        ("step", f"on step {holder.order}") if isinstance(holder, Step) else ("hand-over", steps_words(holder))
    )
    raise NotFound(
        f"This evidence does not stand {'on' if what == 'step' else 'at'} the {what}.",
        where=f"observation '{observation_id}' {where}",
        remedy=f"Choose evidence that the {what} shows.",
    )


def with_evidence(step: Step, evidence: Sequence[PlacedEvidence], points: Sequence[StepPainPoint] = ()) -> Step:
    """Return a step that holds this evidence, each observation once, and rests on it.

    Its pain points keep what is left of their observations; ``points`` are of the evidence that came. A difficulty
    that none of them names is shown in its own words, and in these alone.
    """
    held = {placed.evidence.id: placed for placed in reversed(evidence)}
    merged: dict[str, StepPainPoint] = {}
    for point in (*step.pain_points, *points):
        known = merged.get(point.id, point)
        told = known if known.accepted_by or not point.accepted_by else point
        ids = dict.fromkeys((*known.observation_ids, *point.observation_ids))
        merged[point.id] = replace(told, observation_ids=tuple(name for name in ids if name in held))
    named = {name for point in merged.values() if not point.in_own_words for name in point.observation_ids}
    shown = [point for point in merged.values() if point.observation_ids and point.id not in named]
    named |= {point.id for point in shown if point.in_own_words}
    ordered = tuple(held[name] for name in dict.fromkeys(placed.evidence.id for placed in evidence))
    own_words = [
        StepPainPoint(
            id=placed.evidence.id, title=shortened(placed.evidence.text), observation_ids=(placed.evidence.id,)
        )
        for placed in ordered
        if placed.evidence.kind is Kind.PAIN_POINT and placed.evidence.id not in named
    ]
    basis = StepBasis.EVIDENCE if ordered else StepBasis.ASSUMPTION
    return replace(step, evidence=ordered, basis=basis, pain_points=(*shown, *own_words))


def points_on(step: Step, observation_ids: Sequence[str]) -> list[StepPainPoint]:
    """Return the pain points that these observations show on a step, named by them alone."""
    wanted = frozenset(observation_ids)
    points = (
        replace(point, observation_ids=tuple(name for name in point.observation_ids if name in wanted))
        for point in step.pain_points
    )
    return [point for point in points if point.observation_ids]


def without_points(step: Step, ids: Set[str]) -> Step:
    """Return a step without these pain points; a difficulty that no other names is shown in its own words."""
    left = tuple(point for point in step.pain_points if point.id not in ids)
    if len(left) == len(step.pain_points):
        return step
    return with_evidence(replace(step, pain_points=left), step.evidence)
