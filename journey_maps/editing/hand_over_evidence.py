"""Evidence of hand-overs placed, accepted and taken off."""

from collections.abc import Sequence
from dataclasses import replace

from domain.errors import InvalidRequest, NotFound
from domain.hand_overs import HandOver
from domain.journey_edits import (
    AcceptEvidence,
    EvidenceEdit,
    PlaceEvidence,
    RejectEvidence,
    RejectPossibleHandOver,
    hand_overs_meant,
)
from domain.journey_taken_off import off_hand_over
from domain.journeys import Journey
from domain.placed_evidence import PlacedEvidence, RejectedEvidence
from journey_maps.drafting.hand_overs import found_gap
from journey_maps.editing.editor import Editor, evidence_of, place_of
from journey_maps.editing.settling import with_hand_over


def placed(journey: Journey, edit: PlaceEvidence, editor: Editor) -> Journey:
    """Return the journey with evidence at a hand-over, kept there; an earlier rejection from it falls."""
    if edit.from_step is not None:
        raise InvalidRequest(
            "Evidence of a hand-over is not moved there from a step: it may stand on both.",
            where="from_step",
            remedy="Leave it out; take the evidence off the step where it does not belong there.",
        )
    item = _meant(journey, edit)
    if edit.observation_id in {own.evidence.id for own in item.evidence}:
        return _accepted(journey, item, edit.observation_id, editor)
    new = editor.places(editor.evidence_anywhere(journey, edit.observation_id))
    sides = journey.step(item.from_step).id, journey.step(item.to_step).id, item.id
    there = [other.id for other in journey.hand_overs if other.key[:2] == item.key[:2]]
    now = _with_evidence(journey, item, (*item.evidence, new))
    return replace(
        now,
        rejected=tuple(row for row in now.rejected if edit.observation_id not in off_hand_over([row], sides, there)),
        tray=tuple(other for other in now.tray if other.evidence.id != edit.observation_id),
    )


def accepted(journey: Journey, edit: AcceptEvidence, editor: Editor) -> Journey:
    """Return the journey with who kept evidence at a hand-over, and when, beside it."""
    return _accepted(journey, _meant(journey, edit), edit.observation_id, editor)


def rejected(journey: Journey, edit: RejectEvidence, editor: Editor) -> Journey:
    """Return the journey with evidence off a hand-over and rejected there; in the tray where nothing else holds it."""
    item = _meant(journey, edit)
    own = evidence_of(item, edit.observation_id)
    row = RejectedEvidence(
        observation_id=edit.observation_id,
        step_id=journey.step(item.from_step).id,
        to_step_id=journey.step(item.to_step).id,
        hand_over_id=item.id,
        by=editor.by,
        at=editor.at,
    )
    now = _with_evidence(journey, item, [other for other in item.evidence if other is not own])
    if edit.observation_id not in {other.evidence.id for other in now.placed}:
        now = replace(now, tray=(*now.tray, replace(own, accepted_by=None, accepted_at=None)))
    return _with_rejected(now, row)


def possible_rejected(journey: Journey, edit: RejectPossibleHandOver, editor: Editor) -> Journey:
    """Return the journey with a person's word that evidence on a step tells of no hand-over within it."""
    step = journey.steps[place_of(journey, edit.step_id)]
    evidence_of(step, edit.observation_id)
    row = RejectedEvidence(
        observation_id=edit.observation_id, step_id=step.id, to_step_id=step.id, by=editor.by, at=editor.at
    )
    return _with_rejected(journey, row)


def _with_rejected(journey: Journey, row: RejectedEvidence) -> Journey:
    """Return the journey with what somebody rejected, once: whoever says it again is the one who said it."""
    others = (other for other in journey.rejected if replace(other, by=row.by, at=row.at) != row)
    return replace(journey, rejected=(*others, row))


def _accepted(journey: Journey, item: HandOver, observation_id: str, editor: Editor) -> Journey:
    own = evidence_of(item, observation_id)
    kept = [editor.accepts(other) if other is own else other for other in item.evidence]
    return _with_evidence(journey, item, kept)


def _meant(journey: Journey, edit: EvidenceEdit) -> HandOver:
    """Return the hand-over that an edit names. Raises NotFound, and InvalidRequest where it may be several."""
    giver, taker = (journey.steps[place_of(journey, name or "")] for name in (edit.step_id, edit.to_step_id))
    found = hand_overs_meant(edit, journey)
    where = f"step {giver.order}" if giver is taker else f"steps {giver.order} and {taker.order}"
    if not found:
        raise NotFound(
            "There is no such hand-over at these steps.",
            where=where,
            remedy="Choose one that the journey shows; somebody may have removed it since you looked.",
        )
    if len(found) > 1:
        raise InvalidRequest(
            f"At these steps there are {len(found)} hand-overs.", where=where, remedy="Say which one by its id."
        )
    return found[0]


def _with_evidence(journey: Journey, item: HandOver, evidence: Sequence[PlacedEvidence]) -> Journey:
    """Return the journey with this evidence at a hand-over; a gap that was found is looked for anew."""
    giver, taker = journey.step(item.from_step), journey.step(item.to_step)
    now = replace(item, evidence=tuple(evidence))
    return with_hand_over(
        journey, found_gap(now, giver, taker) if found_gap(item, giver, taker).gap is item.gap else now
    )
