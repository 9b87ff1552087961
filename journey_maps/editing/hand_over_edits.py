"""What people say of a hand-over."""

from dataclasses import replace
from typing import Any

from domain.errors import InvalidRequest
from domain.journey_edits import ChangeHandOver
from domain.journeys import Gap, HandOver, Journey, Step
from journey_maps.drafting.hand_overs import boundaries, found_gap
from journey_maps.editing.edit_words import prose, words
from journey_maps.editing.editor import Editor, place_of
from journey_maps.editing.settling import with_hand_over

_WORDS = ("identifier", "legal_basis", "controller", "giver_owner", "taker_owner")


def changed(journey: Journey, edit: ChangeHandOver, editor: Editor) -> Journey:
    """Return the journey with what a person says of passing something from one step to the next.

    Where nothing was found of passing between two systems, their word makes it a hand-over. A gap that they do not
    name, and that was found, is looked for anew.
    """
    place, next_place = place_of(journey, edit.from_step), place_of(journey, edit.to_step)
    if next_place != place + 1:
        raise InvalidRequest(
            "A hand-over is between a step and the one after it.",
            where=f"steps {place + 1} and {next_place + 1}",
            remedy="Name two steps that follow each other, in their order.",
        )
    giver, taker = journey.steps[place], journey.steps[next_place]
    known = _known(journey, giver, taker)
    said: dict[str, Any] = {name: value for name in ("passes", "how") if (value := getattr(edit, name)) is not None}
    for name in _WORDS:
        if (value := getattr(edit, name)) is not None:
            said[name] = words(value, name.replace("_", " ")) or None
    if edit.trouble is not None:
        said["trouble"] = prose(edit.trouble, "the trouble")
    now = replace(known, **said)
    if edit.gap is not None:
        now = replace(now, gap=_gap(edit.gap))
    elif found_gap(known, giver, taker).gap is known.gap:
        now = found_gap(now, giver, taker)
    return with_hand_over(journey, now)


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
