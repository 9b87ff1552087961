"""What people say of a hand-over, and those within one step, added and removed."""

from dataclasses import replace
from typing import Any

from domain.errors import InvalidRequest, NotFound
from domain.journey_edits import AddHandOver, ChangeHandOver, RemoveHandOver
from domain.journey_table import within
from domain.journeys import Gap, HandOver, HandOverKind, Journey, Step
from journey_maps.drafting.hand_overs import boundaries, found_gap
from journey_maps.editing.edit_words import named, prose, words
from journey_maps.editing.editor import Editor, place_of
from journey_maps.editing.settling import with_hand_over, without_hand_over

_WORDS = ("identifier", "legal_basis", "controller", "giver_owner", "taker_owner")
_SIDES = ("giver", "taker")


def added(journey: Journey, edit: AddHandOver, editor: Editor) -> Journey:
    """Return the journey with something that passes within one step, from one side to another."""
    step = journey.steps[place_of(journey, edit.step_id)]
    giver, taker = named(edit.giver, "The side that gives"), named(edit.taker, "The side that takes")
    are_systems = {giver, taker} <= set(step.systems)
    new = HandOver(
        from_step=step.order,
        to_step=step.order,
        id=editor.new_hand_over_id(journey),
        giver=giver,
        taker=taker,
        kind=edit.kind or (HandOverKind.SYSTEM if are_systems else HandOverKind.ORGANISATION),
        passes=edit.passes,
        how=edit.how,
        trouble=prose(edit.trouble, "the trouble"),
    )
    _check_sides(new)
    return with_hand_over(journey, found_gap(new, step, step))


def removed(journey: Journey, edit: RemoveHandOver, editor: Editor) -> Journey:
    """Return the journey without a hand-over within a step. Raises NotFound."""
    step = journey.steps[place_of(journey, edit.step_id)]
    return without_hand_over(journey, _within(journey, step, edit.hand_over_id))


def changed(journey: Journey, edit: ChangeHandOver, editor: Editor) -> Journey:
    """Return the journey with what a person says of passing something from one step to the next, or within one.

    Where nothing was found of passing between two systems, their word makes it a hand-over. A gap that they do not
    name, and that was found, is looked for anew.
    """
    place, next_place = place_of(journey, edit.from_step), place_of(journey, edit.to_step)
    if next_place - place not in {0, 1}:
        raise InvalidRequest(
            "A hand-over is between a step and the one after it, or within one step.",
            where=f"steps {place + 1} and {next_place + 1}",
            remedy="Name two steps that follow each other, in their order, or one step twice.",
        )
    giver, taker = journey.steps[place], journey.steps[next_place]
    is_within = place == next_place
    known = _within(journey, giver, edit.hand_over_id) if is_within else _known(journey, giver, taker)
    said: dict[str, Any] = {name: value for name in ("passes", "how") if (value := getattr(edit, name)) is not None}
    said |= _said_of_sides(edit, is_within=is_within)
    for name in _WORDS:
        if (value := getattr(edit, name)) is not None:
            said[name] = words(value, name.replace("_", " ")) or None
    if edit.trouble is not None:
        said["trouble"] = prose(edit.trouble, "the trouble")
    now = replace(known, **said)
    if now.is_within:
        _check_sides(now)
    if edit.gap is not None:
        now = replace(now, gap=_gap(edit.gap))
    elif found_gap(known, giver, taker).gap is known.gap:
        now = found_gap(now, giver, taker)
    return with_hand_over(journey, now)


def _said_of_sides(edit: ChangeHandOver, *, is_within: bool) -> dict[str, Any]:
    """Return what is said of the sides anew. Raises InvalidRequest where they follow from two steps."""
    said: dict[str, Any] = {
        name: named(value, "A side of a hand-over") for name in _SIDES if (value := getattr(edit, name)) is not None
    }
    said |= {"kind": edit.kind} if edit.kind is not None else {}
    if said and not is_within:
        raise InvalidRequest(
            "The sides of a hand-over between two steps are those of its steps.",
            where="the sides of the hand-over",
            remedy="Say in the steps which organisation, service or system does each.",
        )
    return said


def _check_sides(item: HandOver) -> None:
    if item.giver.casefold() == item.taker.casefold():
        raise InvalidRequest(
            "Nothing is handed over from a side to itself.",
            where=f"the hand-over within step {item.from_step}",
            remedy="Name two sides that differ: two organisations, services or systems.",
        )


def _within(journey: Journey, step: Step, identifier: str) -> HandOver:
    own = within(journey, step)
    found = [item for item in own if item.id == identifier] if identifier else own
    if not found:
        raise NotFound(
            "There is no such hand-over within this step.",
            where=f"step {step.order}",
            remedy="Choose one that the step has, or add one.",
        )
    if len(found) > 1:
        raise InvalidRequest(
            f"Within this step there are {len(found)} hand-overs.",
            where=f"step {step.order}",
            remedy="Say which one by its id.",
        )
    return found[0]


def _known(journey: Journey, giver: Step, taker: Step) -> HandOver:
    for item in journey.hand_overs:
        if (item.from_step, item.to_step) == (giver.order, taker.order):
            return item
    possible = boundaries(giver, taker)
    if not possible:
        raise InvalidRequest(
            "As far as is known, these two steps are done by the same: nothing is handed over.",
            where=f"steps {giver.order} and {taker.order}",
            remedy="Say first which organisation, service or system does each of them.",
        )
    kind, left, right = possible[0]
    new = HandOver(from_step=giver.order, to_step=taker.order, giver=left, taker=right, kind=kind)
    return found_gap(new, giver, taker)


def _gap(said: Gap | str) -> Gap | None:
    if not said:
        return None
    try:
        return Gap(said)
    except ValueError:
        known = ", ".join(f"'{gap.value}'" for gap in Gap)
        raise InvalidRequest(
            f"'{said}' is no gap that is known here.", where="the gap", remedy=f"Use one of: {known}."
        ) from None
