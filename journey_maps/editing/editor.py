"""Who edits a journey, when, and with what evidence at hand; and what each edit looks up on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.errors import NotFound
from domain.evidence import Evidence, Kind
from domain.identity import digest
from domain.journeys import Journey, PlacedEvidence, Step, StepBasis, StepPainPoint
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
        taken = {item.id for item in journey.hand_overs}
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


def evidence_of(step: Step, observation_id: str) -> PlacedEvidence:
    """Return evidence that stands on a step. Raises NotFound."""
    for placed in step.evidence:
        if placed.evidence.id == observation_id:
            return placed
    raise NotFound(
        "This evidence does not stand on the step.",
        where=f"observation '{observation_id}' on step {step.order}",
        remedy="Choose evidence that the step shows.",
    )


def with_evidence(step: Step, evidence: Sequence[PlacedEvidence], points: Sequence[StepPainPoint] = ()) -> Step:
    """Return a step that holds this evidence, each observation once, and rests on it.

    Its pain points keep what is left of their observations; ``points`` are of the evidence that came. A difficulty
    that none of them names is shown in its own words.
    """
    held = {placed.evidence.id: placed for placed in reversed(evidence)}
    merged: dict[str, StepPainPoint] = {}
    for point in (*step.pain_points, *points):
        known = merged.get(point.id)
        ids = (*known.observation_ids, *point.observation_ids) if known else point.observation_ids
        merged[point.id] = replace(point, observation_ids=tuple(dict.fromkeys(name for name in ids if name in held)))
    shown = [point for point in merged.values() if point.observation_ids]
    named = {name for point in shown for name in point.observation_ids}
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
