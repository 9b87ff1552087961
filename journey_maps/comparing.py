"""Two journeys beside each other: what differs in steps, hand-overs, re-keying and waits. Unknown stays unknown."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from domain.hand_overs import LIKELY_REKEYED, HandOver, How
from domain.journey_differences import HandOverChange, JourneyDifference, StepChange, Tally
from domain.journeys import Journey, Step
from domain.placed_evidence import PlacedEvidence
from domain.text import fold
from journey_maps.difference_words import changes_told, told

_NOT_COMPARED = frozenset({"order", "id", "from_step", "to_step", "basis", "pain_points"})
_OF_ITSELF = ("title", "actor", "form", "as_is", "suggested")


def compare(before: Journey, after: Journey) -> JourneyDifference:
    """Return what differs from one journey to another, in the order of their steps."""
    are_versions = before.id == after.id
    same = _matched(before, after)
    pairs = [(step, same[step.id]) for step in before.steps if step.id in same]
    met = {step.id for step in same.values()}
    moved = _moved(pairs)
    found = {
        "added": tuple(step for step in after.steps if step.id not in met),
        "removed": tuple(step for step in before.steps if step.id not in same),
        "moved": tuple(StepChange(before=left, after=right) for left, right in pairs if left.id in moved),
        "changed": tuple(
            StepChange(before=left, after=right, fields=differing)
            for left, right in pairs
            if (differing := _differing(left, right, are_versions=are_versions))
        ),
    }
    hand_overs = _hand_overs(before, after, same)
    tallies = {
        "hand_overs_before": len(before.hand_overs),
        "hand_overs_after": len(after.hand_overs),
        "rekeying_before": rekeying(before.hand_overs),
        "rekeying_after": rekeying(after.hand_overs),
        "waits_before": waits(before.steps),
        "waits_after": waits(after.steps),
    }
    said: dict[str, Any] = {"before": before.title, "after": after.title, **found, **hand_overs, **tallies}
    if are_versions:
        said["of_itself"] = _of_itself(before, after)
    bare = JourneyDifference(**said, words=())
    return JourneyDifference(**said, words=tuple(told(bare)), changes=tuple(changes_told(bare)))


def rekeying(hand_overs: Sequence[HandOver]) -> Tally:
    """Return at how many hand-overs things are typed in again, or likely to be; not known where nobody told how."""
    return Tally(
        number=sum(item.how is How.REKEYED for item in hand_overs),
        likely=sum(item.how in LIKELY_REKEYED for item in hand_overs),
        not_known=sum(item.how is How.UNKNOWN for item in hand_overs),
    )


def waits(steps: Sequence[Step]) -> Tally:
    """Return the days that a person waits for all of these steps; not known of those whose wait nobody told."""
    days = [step.wait_days for step in steps if step.wait_days is not None]
    return Tally(number=sum(days), not_known=len(steps) - len(days))


def _matched(before: Journey, after: Journey) -> dict[str, Step]:
    """Return, by the identifier of a step before, the step after that is the same."""
    keys: list[Callable[[Step], Hashable]] = [
        lambda step: (fold(step.stage).casefold(), fold(step.step).casefold()),
        lambda step: fold(step.step).casefold(),
    ]
    if _are_related(before, after):
        keys.insert(0, lambda step: step.id)
    same: dict[str, Step] = {}
    for key in keys:
        met = {step.id for step in same.values()}
        left: dict[Hashable, Step] = {}
        for step in after.steps:
            if step.id not in met:
                left.setdefault(key(step), step)
        for step in before.steps:
            if step.id not in same and (found := left.pop(key(step), None)):
                same[step.id] = found
    return same


def _are_related(before: Journey, after: Journey) -> bool:
    """Tell whether one journey came of the other, or both of a third: only then does an identifier name one step."""
    return bool({before.id, before.as_is} & {after.id, after.as_is} - {None})


def _moved(pairs: Sequence[tuple[Step, Step]]) -> set[str]:
    """Return the fewest steps whose moving explains the new order: those outside a longest run that keeps it."""
    ends: list[int] = []
    last: list[int] = []
    earlier: dict[int, int | None] = {}
    for at, (_, right) in enumerate(pairs):
        place = bisect_left(ends, right.order)
        earlier[at] = last[place - 1] if place else None
        ends[place : place + 1] = [right.order]
        last[place : place + 1] = [at]
    kept: set[int] = set()
    at_now = last[-1] if last else None
    while at_now is not None:
        kept.add(at_now)
        at_now = earlier[at_now]
    return {left.id for at, (left, _) in enumerate(pairs) if at not in kept}


def _hand_overs(before: Journey, after: Journey, same: Mapping[str, Step]) -> dict[str, Any]:
    old = {_sides(before, item): item for item in before.hand_overs}
    new = {_sides(after, item): item for item in after.hand_overs}
    now = {sides: (*(same[name].id if name in same else None for name in sides[:2] if name), sides[2]) for sides in old}
    stays = {sides: new[there] for sides, there in now.items() if there in new}
    kept = {id(item) for item in stays.values()}
    return {
        "hand_overs_added": tuple(item for item in after.hand_overs if id(item) not in kept),
        "hand_overs_removed": tuple(item for sides, item in old.items() if sides not in stays),
        "hand_overs_changed": tuple(
            HandOverChange(before=old[sides], after=item, fields=differing)
            for sides, item in stays.items()
            if (differing := _differing(old[sides], item, are_versions=before.id == after.id))
        ),
    }


def _sides(journey: Journey, hand_over: HandOver) -> tuple[str | None, ...]:
    names = {step.order: step.id for step in journey.steps}
    return names.get(hand_over.from_step), names.get(hand_over.to_step), hand_over.id


def _of_itself(before: Journey, after: Journey) -> tuple[str, ...]:
    return tuple(name for name in _OF_ITSELF if _named(getattr(before, name)) != _named(getattr(after, name)))


def _named(value: Any) -> Any:
    """Return a value to be compared: of suggested steps, their names."""
    return [suggestion.step for suggestion in value] if isinstance(value, tuple) else value


def _differing(before: Step | HandOver, after: Step | HandOver, *, are_versions: bool) -> tuple[str, ...]:
    names = [item.name for item in fields(before) if item.name not in _NOT_COMPARED]
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in names]
    return tuple(
        name
        for name, left, right in pairs
        if _plain(left, with_kept=are_versions) != _plain(right, with_kept=are_versions)
    )


def _plain(value: Any, *, with_kept: bool) -> Any:
    """Return a value to be compared: of evidence, which observations it is, and where wanted which a person kept."""
    if isinstance(value, tuple):
        return {_placed(item, with_kept) if isinstance(item, PlacedEvidence) else item for item in value}
    return value


def _placed(item: PlacedEvidence, with_kept: bool) -> tuple[str, bool]:
    return item.evidence.id, with_kept and bool(item.accepted_by)
