"""What people change on a journey, applied to it: pure functions from one journey and one edit to the next journey.

Order is renumbered from 1, steps keep their identifiers, and new ones get identifiers unlike any used before. People's
order always wins. No edit loses an observation: what no place holds any more goes to the tray.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.errors import InvalidRequest
from domain.evidence import Evidence
from domain.journey_edits import (
    AcceptEvidence,
    AcceptPainPoint,
    AddHandOver,
    AddStep,
    ChangeHandOver,
    ChangeJourney,
    ChangeStep,
    DropSuggestion,
    JourneyEdit,
    MergeSteps,
    MoveStep,
    PlaceEvidence,
    PlacePainPoint,
    ProposeEvidence,
    PutBackEvidence,
    RejectEvidence,
    RejectPainPoint,
    RejectPossibleHandOver,
    RemoveHandOver,
    RemoveStep,
    SplitStep,
    TakeSuggestion,
)
from domain.journeys import Journey, JourneyStatus, Step, StepOutline
from journey_maps.editing import evidence_edits, hand_over_edits, hand_over_evidence, pain_point_edits, step_edits
from journey_maps.editing.edit_words import named, words
from journey_maps.editing.editor import Editor
from journey_maps.editing.settling import settled
from journey_maps.outlines import as_said

_APPLY: Mapping[type, Callable[[Journey, Any, Editor], Journey]] = {
    AddStep: step_edits.added,
    ChangeStep: step_edits.changed,
    MoveStep: step_edits.moved,
    SplitStep: step_edits.split,
    MergeSteps: step_edits.merged,
    RemoveStep: step_edits.removed,
    PlaceEvidence: evidence_edits.placed,
    ProposeEvidence: evidence_edits.proposed,
    AcceptEvidence: evidence_edits.accepted,
    RejectEvidence: evidence_edits.rejected,
    PutBackEvidence: evidence_edits.put_back,
    AcceptPainPoint: pain_point_edits.accepted,
    RejectPainPoint: pain_point_edits.rejected,
    PlacePainPoint: pain_point_edits.placed,
    TakeSuggestion: evidence_edits.suggestion_taken,
    DropSuggestion: evidence_edits.suggestion_dropped,
    AddHandOver: hand_over_edits.added,
    RejectPossibleHandOver: hand_over_evidence.possible_rejected,
    ChangeHandOver: hand_over_edits.changed,
    RemoveHandOver: hand_over_edits.removed,
}


def edited(
    journey: Journey,
    edit: JourneyEdit,
    *,
    by: str,
    at: str,
    evidence: Mapping[str, Evidence] | None = None,
    used: Collection[str] = (),
) -> Journey:
    """Return the journey after one edit by a person at a moment (ISO 8601); its version stays for the store to count.

    ``evidence`` holds, by identifier, what may be placed that the journey does not show; ``used`` are identifiers of
    steps that no new one may take, beside those that the journey has. Raises NotFound for a step, an observation or a
    suggestion that is not there, InvalidRequest for what cannot be done with it.
    """
    if isinstance(edit, ChangeJourney):
        return _changed(journey, edit)
    editor = Editor(by=by, at=at, evidence=evidence or {}, used=frozenset(used))
    return _APPLY[type(edit)](journey, edit, editor)


def started(identifier: str, title: str, outlines: Sequence[StepOutline], *, actor: str | None = None) -> Journey:
    """Return a draft journey of these steps, in their order, on which no evidence is placed."""
    empty = Journey(
        id=identifier,
        title=named(title, "A journey"),
        actor=words(actor or "", "the actor"),
        status=JourneyStatus.DRAFT,
        steps=(),
    )
    steps = [
        as_said(Step(order=order, stage=words(outline.stage, "the stage"), step=named(outline.step, "A step")), outline)
        for order, outline in enumerate(outlines, start=1)
    ]
    return settled(empty, empty, steps)


def _changed(journey: Journey, edit: ChangeJourney) -> Journey:
    said: dict[str, Any] = {}
    if edit.title is not None:
        said["title"] = named(edit.title, "A journey")
    if edit.actor is not None:
        said["actor"] = words(edit.actor, "the actor")
    if edit.form is not None:
        said["form"] = edit.form
    if edit.as_is is not None:
        if edit.as_is == journey.id:
            raise InvalidRequest(
                "A journey is not its own plan for change.", where=journey.title, remedy="Name the journey as it is."
            )
        said["as_is"] = edit.as_is or None
    return replace(journey, **said)
