"""Pain points of a step kept, taken off and put back: the link between the two, not the evidence."""

from dataclasses import replace

from domain.errors import InvalidRequest, NotFound
from domain.journey_edits import AcceptPainPoint, PlacePainPoint, RejectPainPoint
from domain.journeys import Journey, RejectedPainPoint, Step, StepPainPoint
from journey_maps.editing.editor import Editor, place_of, with_evidence
from journey_maps.editing.settling import settled


def accepted(journey: Journey, edit: AcceptPainPoint, editor: Editor) -> Journey:
    """Return the journey with who kept a pain point on a step, and when, beside it; who kept it first stays named."""
    step = journey.steps[place_of(journey, edit.step_id)]
    point = _named(step, edit.pain_point_id)
    if point.accepted_by:
        return journey
    kept = replace(point, accepted_by=editor.by, accepted_at=editor.at)
    points = tuple(kept if other is point else other for other in step.pain_points)
    return _with_step(journey, journey, replace(step, pain_points=points))


def rejected(journey: Journey, edit: RejectPainPoint, editor: Editor) -> Journey:
    """Return the journey with a pain point off a step, where its evidence stays: told in its own words now."""
    step = journey.steps[place_of(journey, edit.step_id)]
    point = _named(step, edit.pain_point_id)
    row = RejectedPainPoint(
        id=point.id,
        title=point.title,
        observation_ids=point.observation_ids,
        step_id=step.id,
        by=editor.by,
        at=editor.at,
    )
    others = (other for other in journey.rejected_pain_points if (other.step_id, other.id) != (row.step_id, row.id))
    return _with_step(journey, replace(journey, rejected_pain_points=(*others, row)), step)


def placed(journey: Journey, edit: PlacePainPoint, editor: Editor) -> Journey:
    """Return the journey with a pain point back on the step that it was taken off, kept there by this person.

    It stands on what is left there of its evidence. Raises NotFound where it was not taken off, InvalidRequest where
    none of its evidence is left.
    """
    step = journey.steps[place_of(journey, edit.step_id)]
    row = _taken_off(journey, step, edit.pain_point_id)
    if not {placed.evidence.id for placed in step.evidence} & {*row.observation_ids}:
        raise InvalidRequest(
            "None of its evidence stands on this step any more.",
            where=f"step {step.order}",
            remedy="Put a quotation that shows it on the step first.",
        )
    point = StepPainPoint(
        id=row.id,
        title=row.title,
        observation_ids=row.observation_ids,
        accepted_by=editor.by,
        accepted_at=editor.at,
    )
    back = with_evidence(replace(step, pain_points=(point, *step.pain_points)), step.evidence)
    left = tuple(other for other in journey.rejected_pain_points if other is not row)
    return _with_step(journey, replace(journey, rejected_pain_points=left), back)


def _named(step: Step, pain_point_id: str) -> StepPainPoint:
    """Return a pain point of a step that has a name. Raises NotFound, InvalidRequest for one in its own words."""
    point = next((point for point in step.pain_points if point.id == pain_point_id), None)
    if point is None:
        raise NotFound(
            "This pain point does not stand on the step.",
            where=f"pain point '{pain_point_id}' on step {step.order}",
            remedy="Choose one that the step shows; somebody may have taken it off since you looked.",
        )
    if point.in_own_words:
        raise InvalidRequest(
            "This is a quotation in its own words, and no pain point with a name.",
            where=f"step {step.order}",
            remedy="Keep the quotation, or take it off the step.",
        )
    return point


def _taken_off(journey: Journey, step: Step, pain_point_id: str) -> RejectedPainPoint:
    rows = (row for row in journey.rejected_pain_points if (row.step_id, row.id) == (step.id, pain_point_id))
    row = next(rows, None)
    if row is None:
        raise NotFound(
            "Nobody took this pain point off the step.",
            where=f"pain point '{pain_point_id}' on step {step.order}",
            remedy="Choose one that was taken off there.",
        )
    return row


def _with_step(before: Journey, now: Journey, changed: Step) -> Journey:
    return settled(before, now, [changed if step.id == changed.id else step for step in before.steps])
