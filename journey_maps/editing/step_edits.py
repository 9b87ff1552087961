"""Steps added, changed, moved, split, merged and removed."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from math import isfinite
from typing import Any, TypeVar

from domain.errors import InvalidRequest
from domain.evidence import Standing
from domain.hand_overs import HandOver
from domain.journey_edits import AddStep, ChangeStep, MergeSteps, MoveStep, RemoveStep, SplitStep
from domain.journeys import Branch, Channel, Journey, Step, StepBasis
from domain.placed_evidence import PlacedEvidence
from journey_maps.editing.edit_words import named, prose, words
from journey_maps.editing.editor import Editor, evidence_of, place_of, points_on, with_evidence
from journey_maps.editing.settling import Followed, settled

_OPTIONAL_WORDS = ("actor", "organisation", "service", "owner", "sub_journey")
_LISTS = ("systems", "touchpoints")
_AS_SAID = ("channel", "standing", "optional")

Word = TypeVar("Word", bound=StrEnum)


def added(journey: Journey, edit: AddStep, editor: Editor) -> Journey:
    """Return the journey with a new step; without a stage it is in that of the step before it, or else after it."""
    place = _place_after(journey.steps, journey, edit.after)
    beside = journey.steps[place - 1 if place else 0].stage if journey.steps else ""
    step = Step(
        order=1,
        id=editor.new_id(journey),
        stage=words(edit.stage, "the stage") or beside,
        step=named(edit.step, "A step"),
    )
    return settled(journey, journey, [*journey.steps[:place], step, *journey.steps[place:]])


def changed(journey: Journey, edit: ChangeStep, editor: Editor) -> Journey:
    """Return the journey with what a person says of a step."""
    place = place_of(journey, edit.step_id)
    said: dict[str, Any] = {}
    if edit.step is not None:
        said["step"] = named(edit.step, "A step")
    if edit.stage is not None:
        said["stage"] = words(edit.stage, "the stage")
    if edit.note is not None:
        said["note"] = prose(edit.note, "the note")
    for name in _OPTIONAL_WORDS:
        if (value := getattr(edit, name)) is not None:
            said[name] = words(value, f"the {name.replace('_', '-')}") or None
    for name in _LISTS:
        if (values := getattr(edit, name)) is not None:
            said[name] = tuple(dict.fromkeys(filter(None, (words(value, f"the {name}") for value in values))))
    for name in _AS_SAID:
        if (value := getattr(edit, name)) is not None:
            said[name] = value
    if edit.branch is not None:
        said["branch"] = _branch(edit.branch, place)
    if edit.wait_days is not None:
        said["wait_days"] = _wait(edit.wait_days)
    if edit.sub_journey and edit.sub_journey == journey.id:
        raise InvalidRequest(
            "A step cannot tell its own journey in full.",
            where=f"step {place + 1}",
            remedy="Name another journey, or none.",
        )
    steps = list(journey.steps)
    steps[place] = replace(steps[place], **said)
    return settled(journey, journey, steps)


def moved(journey: Journey, edit: MoveStep, editor: Editor) -> Journey:
    """Return the journey with a step at another place; its stage stays unless one is named."""
    place = place_of(journey, edit.step_id)
    if edit.after == edit.step_id:
        raise InvalidRequest(
            "A step cannot stand after itself.", where=f"step {place + 1}", remedy="Name the step it comes after."
        )
    step = journey.steps[place]
    if edit.stage is not None:
        step = replace(step, stage=words(edit.stage, "the stage"))
    others = [*journey.steps[:place], *journey.steps[place + 1 :]]
    new = _place_after(others, journey, edit.after)
    return settled(journey, journey, [*others[:new], step, *others[new:]])


def split(journey: Journey, edit: SplitStep, editor: Editor) -> Journey:
    """Return the journey with one step as two: the second is run by the same and takes the evidence named.

    What was said of the hand-over to the step after them is the second one's. A pain point that was taken off the one
    is off both. What passes within the step, or from
    or to it across others, stays with the first, unless its evidence on the step goes to the second.
    """
    place = place_of(journey, edit.step_id)
    whole = journey.steps[place]
    taken = [evidence_of(whole, name) for name in dict.fromkeys(edit.observation_ids)]
    left = [placed for placed in whole.evidence if placed not in taken]
    points = points_on(whole, edit.observation_ids)
    second = replace(
        whole,
        id=editor.new_id(journey),
        step=named(edit.second, "A step"),
        systems=(),
        touchpoints=(),
        wait_days=None,
        sub_journey=None,
        note="",
        branch=None,
        evidence=(),
        pain_points=(),
        extras=(),
        basis=StepBasis.ASSUMPTION,
    )
    first = with_evidence(replace(whole, step=named(edit.first, "A step")), left)
    second = with_evidence(second, taken, points)
    own = [item for item in journey.hand_overs if item.has_own_sides and whole.order in item.key[:2]]
    moved = {item.key: {whole.id: second.id} for item in own if _goes_with(item, taken, left)}
    followed = Followed(givers={whole.id: second.id}, own=moved)
    rows = journey.rejected_pain_points
    rows += tuple(replace(row, step_id=second.id) for row in rows if row.step_id == whole.id)
    now = replace(journey, rejected_pain_points=rows)
    return settled(journey, now, [*journey.steps[:place], first, second, *journey.steps[place + 1 :]], followed)


def merged(journey: Journey, edit: MergeSteps, editor: Editor) -> Journey:
    """Return the journey with two neighbours as one; what the first one does not say, the second does.

    Their waits add up, their notes stand one after the other. A pain point that one of them shows stays. What passed
    between them, or across from one to the other, passes within the one; what passed across from or to others stays so.
    """
    places = place_of(journey, edit.first), place_of(journey, edit.second)
    if abs(places[0] - places[1]) != 1:
        raise InvalidRequest(
            "Only two steps that stand next to each other become one.",
            where=f"steps {places[0] + 1} and {places[1] + 1}",
            remedy="Move one of them beside the other first.",
        )
    first, second = (journey.steps[place] for place in places)
    one = replace(_filled(first, second), step=named(edit.step, "A step"), branch=journey.steps[min(places)].branch)
    one = with_evidence(one, _together(first, second), second.pain_points)
    both = {second.id: first.id}
    steps = [one if step.id == first.id else step for step in journey.steps if step.id != second.id]
    shown = {(step.id, point.id) for step in (first, second) for point in one.pain_points}
    left = tuple(row for row in journey.rejected_pain_points if (row.step_id, row.id) not in shown)
    return settled(
        journey, replace(journey, rejected_pain_points=left), steps, Followed(givers=both, takers=both, steps=both)
    )


def _goes_with(item: HandOver, taken: Sequence[PlacedEvidence], left: Sequence[PlacedEvidence]) -> bool:
    """Tell whether a hand-over at a step is told by evidence that is taken from it and by none that is left."""
    told = {placed.evidence.id for placed in item.evidence}
    return bool(told & {placed.evidence.id for placed in taken}) and not told & {placed.evidence.id for placed in left}


def removed(journey: Journey, edit: RemoveStep, editor: Editor) -> Journey:
    """Return the journey without a step."""
    place = place_of(journey, edit.step_id)
    return settled(journey, journey, [*journey.steps[:place], *journey.steps[place + 1 :]])


def _filled(first: Step, second: Step) -> Step:
    """Return the first step with what only the second one says."""
    waits = [step.wait_days for step in (first, second) if step.wait_days is not None]
    said: dict[str, Any] = {name: getattr(first, name) or getattr(second, name) for name in _OPTIONAL_WORDS}
    said |= {name: tuple(dict.fromkeys((*getattr(first, name), *getattr(second, name)))) for name in _LISTS}
    named = {name for name, _ in first.extras}
    return replace(
        first,
        extras=(*first.extras, *(pair for pair in second.extras if pair[0] not in named)),
        channel=second.channel if first.channel is Channel.UNKNOWN else first.channel,
        standing=second.standing if first.standing is Standing.UNKNOWN else first.standing,
        optional=first.optional and second.optional,
        wait_days=sum(waits) if waits else None,
        note="\n".join(filter(None, (first.note, second.note))),
        **said,
    )


def _together(first: Step, second: Step) -> list[PlacedEvidence]:
    """Return the evidence of both, the first one's leading; what somebody accepted on either is accepted."""
    kept = {placed.evidence.id: placed for placed in first.evidence}
    for placed in second.evidence:
        known = kept.get(placed.evidence.id)
        if known is None or (placed.accepted_by and not known.accepted_by):
            kept[placed.evidence.id] = placed
    return list(kept.values())


def _place_after(steps: Sequence[Step], journey: Journey, after: str | None) -> int:
    if after is None:
        return 0
    place_of(journey, after)
    return next(place for place, step in enumerate(steps, start=1) if step.id == after)


def _branch(said: Branch | str, place: int) -> Branch | None:
    if not said:
        return None
    if place == 0:
        raise InvalidRequest(
            "The first step has none before it that it could be done as well as, or instead of.",
            where="step 1",
            remedy="Say it of the step after, or move this one.",
        )
    return _one_of(Branch, said, "the branch")


def _one_of(kind: type[Word], said: str, where: str) -> Word:
    try:
        return kind(said)
    except ValueError:
        known = ", ".join(f"'{word.value}'" for word in kind)
        raise InvalidRequest(f"'{said}' is not known here.", where=where, remedy=f"Use one of: {known}.") from None


def _wait(days: float) -> float | None:
    if not isfinite(days):
        raise InvalidRequest("A wait is a number of days.", where="the wait", remedy="Give a number from 0.")
    return None if days < 0 else days
