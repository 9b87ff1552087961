"""Evidence placed, accepted and taken off; suggested steps taken up and dropped."""

from dataclasses import replace

from domain.errors import InvalidRequest, NotFound
from domain.journey_edits import (
    AcceptEvidence,
    DropSuggestion,
    EvidenceEdit,
    PlaceEvidence,
    ProposeEvidence,
    PutBackEvidence,
    RejectEvidence,
    TakeSuggestion,
)
from domain.journey_taken_off import off_steps
from domain.journeys import Journey, Step, SuggestedStep
from domain.placed_evidence import PlacedEvidence, RejectedEvidence
from journey_maps.editing import hand_over_evidence
from journey_maps.editing.edit_words import named
from journey_maps.editing.editor import Editor, evidence_of, place_of, points_on, with_evidence
from journey_maps.editing.settling import settled


def placed(journey: Journey, edit: PlaceEvidence, editor: Editor) -> Journey:
    """Return the journey with evidence on a step; what stands there already is accepted.

    Placed by hand it was not rejected: an earlier rejection from that step falls.
    """
    if _is_at_hand_over(edit):
        return hand_over_evidence.placed(journey, edit, editor)
    target = journey.steps[place_of(journey, edit.step_id)]
    if edit.observation_id in {item.evidence.id for item in target.evidence}:
        return accepted(journey, AcceptEvidence(observation_id=edit.observation_id, step_id=target.id), editor)
    if edit.from_step is None:
        origin, evidence = None, editor.evidence_anywhere(journey, edit.observation_id)
    else:
        origin = journey.steps[place_of(journey, edit.from_step)]
        evidence = evidence_of(origin, edit.observation_id).evidence
    told = points_on(origin, [edit.observation_id]) if origin else ()
    points = [replace(point, accepted_by=None, accepted_at=None) for point in told]
    changed = {target.id: with_evidence(target, (*target.evidence, editor.places(evidence)), points)}
    if origin:
        changed[origin.id] = _without(origin, edit.observation_id)
    return _with_steps(journey, journey, changed)


def proposed(journey: Journey, edit: ProposeEvidence, editor: Editor) -> Journey:
    """Return the journey with proposals on a step, after what stands there; nothing that was rejected there.

    What they say of the step is filled in where it is empty. What the tray held of them leaves it: a step holds it now.
    """
    step = journey.steps[place_of(journey, edit.step_id)]
    left = {item.evidence.id for item in step.evidence}
    left |= {name for step_id, name in off_steps(journey.rejected) if step_id == step.id}
    new = [item for item in edit.evidence if item.evidence.id not in left]
    told = replace(step, **edit.fills_in(step))
    if not new and told == step:
        return journey
    return _with_steps(journey, journey, {step.id: with_evidence(told, (*step.evidence, *new), edit.pain_points)})


def accepted(journey: Journey, edit: AcceptEvidence, editor: Editor) -> Journey:
    """Return the journey with who kept a piece of evidence, and when, beside it."""
    if _is_at_hand_over(edit):
        return hand_over_evidence.accepted(journey, edit, editor)
    step = journey.steps[place_of(journey, edit.step_id)]
    own = evidence_of(step, edit.observation_id)
    kept = tuple(editor.accepts(item) if item is own else item for item in step.evidence)
    return _with_steps(journey, journey, {step.id: replace(step, evidence=kept)})


def rejected(journey: Journey, edit: RejectEvidence, editor: Editor) -> Journey:
    """Return the journey with evidence off a step: in the tray, unless another step holds it, and rejected there."""
    if _is_at_hand_over(edit):
        return hand_over_evidence.rejected(journey, edit, editor)
    step = journey.steps[place_of(journey, edit.step_id)]
    evidence_of(step, edit.observation_id)
    row = RejectedEvidence(observation_id=edit.observation_id, step_id=step.id, by=editor.by, at=editor.at)
    others = (item for item in journey.rejected if replace(item, by=row.by, at=row.at) != row)
    now = replace(journey, rejected=(*others, row), tray=(*journey.tray, _proposed(step, edit.observation_id)))
    return _with_steps(journey, now, {step.id: _without(step, edit.observation_id)})


def put_back(journey: Journey, edit: PutBackEvidence, editor: Editor) -> Journey:
    """Return the journey with evidence back on a step, and with the pain points that it showed there as they stood.

    One that somebody took off the step meanwhile stays off.
    """
    name = edit.observation_id
    back = placed(journey, PlaceEvidence(observation_id=name, step_id=edit.step_id), editor)
    step = back.step_of(edit.step_id)
    shown = [
        replace(point, observation_ids=(name,))
        for point in edit.pain_points
        if name in point.observation_ids and not point.in_own_words
    ]
    return _with_steps(journey, back, {step.id: with_evidence(step, step.evidence, shown)})


def suggestion_taken(journey: Journey, edit: TakeSuggestion, editor: Editor) -> Journey:
    """Return the journey with a suggested step among its steps, its evidence accepted with it."""
    item = _suggestion(journey, edit.nth)
    step = Step(
        order=1,
        id=editor.new_id(journey),
        stage=item.stage,
        step=named(item.step if edit.step is None else edit.step, "A step"),
    )
    step = with_evidence(step, [editor.accepts(own) for own in item.evidence])
    place = _place(journey, item)
    return settled(
        journey, _without_suggestion(journey, edit.nth), [*journey.steps[:place], step, *journey.steps[place:]]
    )


def suggestion_dropped(journey: Journey, edit: DropSuggestion, editor: Editor) -> Journey:
    """Return the journey without a suggested step; its evidence goes to the tray."""
    _suggestion(journey, edit.nth)
    return settled(journey, _without_suggestion(journey, edit.nth), journey.steps)


def _is_at_hand_over(edit: EvidenceEdit) -> bool:
    """Tell whether an edit means a hand-over. Raises InvalidRequest for one that names it by half."""
    if edit.to_step_id is None and edit.hand_over_id:
        raise InvalidRequest(
            "A hand-over is named by both of its steps.",
            where="to_step_id",
            remedy="Say the step to which it passes, the same within a step; or leave 'hand_over_id' out for the step.",
        )
    return edit.to_step_id is not None


def _without(step: Step, observation_id: str) -> Step:
    return with_evidence(step, [item for item in step.evidence if item.evidence.id != observation_id])


def _proposed(step: Step, observation_id: str) -> PlacedEvidence:
    return replace(evidence_of(step, observation_id), accepted_by=None, accepted_at=None)


def _with_steps(before: Journey, now: Journey, changed: dict[str, Step]) -> Journey:
    return settled(before, now, [changed.get(step.id, step) for step in before.steps])


def _suggestion(journey: Journey, nth: int) -> SuggestedStep:
    if not 0 <= nth < len(journey.suggested):
        raise NotFound(
            "There is no such suggested step.",
            where=f"suggestion {nth + 1} of {len(journey.suggested)}",
            remedy="Choose one that the journey shows; somebody may have decided on it since you looked.",
        )
    return journey.suggested[nth]


def _without_suggestion(journey: Journey, nth: int) -> Journey:
    return replace(journey, suggested=(*journey.suggested[:nth], *journey.suggested[nth + 1 :]))


def _place(journey: Journey, item: SuggestedStep) -> int:
    if item.after is None:
        return 0
    places = (place for place, step in enumerate(journey.steps, start=1) if step.id == item.after)
    return next(places, len(journey.steps))
