"""What people say of a hand-over; and those within a step or across, added and removed."""

from dataclasses import replace
from typing import Any

from domain.errors import InvalidRequest, NotFound
from domain.hand_overs import UNKNOWN_SIDE, Gap, HandOver, HandOverKind
from domain.journey_edits import AddHandOver, ChangeHandOver, RemoveHandOver, hand_overs_meant
from domain.journey_order import neighbours
from domain.journey_table import steps_words
from domain.journeys import Journey, Step
from journey_maps.drafting.hand_overs import boundaries, found_gap
from journey_maps.editing.edit_words import named, prose, words
from journey_maps.editing.editor import Editor, place_of
from journey_maps.editing.settling import with_hand_over, without_hand_over

_WORDS = ("identifier", "legal_basis", "controller", "giver_owner", "taker_owner")
_SIDES = ("giver", "taker")


def added(journey: Journey, edit: AddHandOver, editor: Editor) -> Journey:
    """Return the journey with something that passes within one step or across, from one side to another."""
    here = journey.steps[place_of(journey, edit.step_id)]
    there = here if edit.to_step_id is None else journey.steps[place_of(journey, edit.to_step_id)]
    giver, taker = named(edit.giver, "The side that gives"), named(edit.taker, "The side that takes")
    are_systems = giver in here.systems and taker in there.systems
    new = HandOver(
        from_step=here.order,
        to_step=there.order,
        id=editor.new_hand_over_id(journey),
        giver=giver,
        taker=taker,
        kind=edit.kind or (HandOverKind.SYSTEM if are_systems else HandOverKind.ORGANISATION),
        passes=edit.passes,
        how=edit.how,
        trouble=prose(edit.trouble, "the trouble"),
        evidence=tuple(
            editor.places(editor.evidence_anywhere(journey, name)) for name in dict.fromkeys(edit.observation_ids)
        ),
    )
    _check_sides(new)
    told = {placed.evidence.id for placed in new.evidence}
    left = tuple(placed for placed in journey.tray if placed.evidence.id not in told)
    return with_hand_over(replace(journey, tray=left), found_gap(new, here, there))


def removed(journey: Journey, edit: RemoveHandOver, editor: Editor) -> Journey:
    """Return the journey without a hand-over within a step or across. Raises NotFound."""
    to_step = edit.step_id if edit.to_step_id is None else edit.to_step_id
    orders = [journey.steps[place_of(journey, name)].order for name in (edit.step_id, to_step)]
    for item in journey.hand_overs:
        if item.has_own_sides and item.key == (*orders, edit.hand_over_id):
            return without_hand_over(journey, item)
    raise _not_there(*orders)


def changed(journey: Journey, edit: ChangeHandOver, editor: Editor) -> Journey:
    """Return the journey with what a person says of passing something from one step to another, or within one.

    Where nothing was found of passing between two systems of a step and the next, their word makes it a hand-over. A
    gap that they do not name, and that was found, is looked for anew. What was only proposed is theirs from then
    on.
    """
    giver, taker = (journey.steps[place_of(journey, name)] for name in (edit.from_step, edit.to_step))
    known = _known(journey, edit, giver, taker)
    said: dict[str, Any] = {name: value for name in ("passes", "how") if (value := getattr(edit, name)) is not None}
    said |= _said_of_sides(edit, known)
    for name in _WORDS:
        if (value := getattr(edit, name)) is not None:
            said[name] = words(value, name.replace("_", " ")) or None
    if edit.trouble is not None:
        said["trouble"] = prose(edit.trouble, "the trouble")
    now = replace(known, **said, is_proposed=False)
    if now.has_own_sides:
        _check_sides(now)
    if edit.gap is not None:
        now = replace(now, gap=_gap(edit.gap))
    elif found_gap(known, giver, taker).gap is known.gap:
        now = found_gap(now, giver, taker)
    return with_hand_over(journey, now)


def _said_of_sides(edit: ChangeHandOver, known: HandOver) -> dict[str, Any]:
    """Return what is said of the sides anew. Raises InvalidRequest where they follow from two steps."""
    said: dict[str, Any] = {
        name: named(value, "A side of a hand-over") for name in _SIDES if (value := getattr(edit, name)) is not None
    }
    said |= {"kind": edit.kind} if edit.kind is not None else {}
    if said and not known.has_own_sides:
        raise InvalidRequest(
            "The sides of a hand-over from a step to the next are those of its steps.",
            where="the sides of the hand-over",
            remedy="Say in the steps which organisation, service or system does each.",
        )
    return said


def _check_sides(item: HandOver) -> None:
    if item.giver == item.taker == UNKNOWN_SIDE:
        raise InvalidRequest(
            "Neither side of this hand-over is known.",
            where=f"the hand-over {steps_words(item)}",
            remedy="Say at least who gives or who takes.",
        )
    if item.giver.casefold() == item.taker.casefold():
        raise InvalidRequest(
            "Nothing is handed over from a side to itself.",
            where=f"the hand-over {steps_words(item)}",
            remedy="Name two sides that differ: two organisations, services or systems.",
        )


def _known(journey: Journey, edit: ChangeHandOver, giver: Step, taker: Step) -> HandOver:
    """Return the hand-over that is meant. Raises NotFound and InvalidRequest where it is not one."""
    found = hand_overs_meant(edit, journey)
    if len(found) > 1:
        raise InvalidRequest(
            f"At these steps there are {len(found)} hand-overs.",
            where=_where(giver.order, taker.order),
            remedy="Say which one by its id.",
        )
    if found:
        return found[0]
    if edit.hand_over_id or giver.id == taker.id:
        raise _not_there(giver.order, taker.order)
    if (giver, taker) not in neighbours(journey.steps):
        raise InvalidRequest(
            "Nothing follows from a step and another than the one after it.",
            where=_where(giver.order, taker.order),
            remedy="Add a hand-over between these two steps, or name two that follow each other.",
        )
    return _possible(giver, taker)


def _where(giver: int, taker: int) -> str:
    return f"step {giver}" if giver == taker else f"steps {giver} and {taker}"


def _not_there(giver: int, taker: int) -> NotFound:
    return NotFound(
        "There is no such hand-over at these steps." if giver != taker else "Within this step is no such hand-over.",
        where=_where(giver, taker),
        remedy="Choose one that is there, or add one; somebody may have removed it since you looked.",
    )


def _possible(giver: Step, taker: Step) -> HandOver:
    """Return what would be a hand-over from a step to the next if something is said of it. Raises InvalidRequest."""
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
