"""What differs between two states of one journey, in words: shown before a file's changes are taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from domain.hand_overs import HandOver
from domain.journey_resting import resting_in_words
from domain.journey_table import channel_words, sides_words, steps_words
from domain.journeys import Channel, Journey, Step
from domain.placed_evidence import PlacedEvidence
from domain.wording import count, listed

_STEP_WORDS = {
    "stage": "stage",
    "actor": "who does it",
    "organisation": "organisation",
    "service": "service",
    "systems": "systems",
    "touchpoints": "touchpoints",
    "channel": "channel",
    "standing": "standing",
    "branch": "branch",
    "optional": "optional",
    "wait_days": "wait in days",
    "sub_journey": "sub-journey",
    "note": "note",
    "owner": "owner",
}
_HAND_OVER_WORDS = {
    "giver": "from",
    "taker": "to",
    "kind": "what it crosses",
    "passes": "what passes",
    "how": "how",
    "legal_basis": "legal basis",
    "controller": "controller",
    "identifier": "identifier",
    "gap": "what is missing",
    "trouble": "known trouble",
    "is_proposed": "whether it is only proposed",
    "giver_owner": "owner on the giving side",
    "taker_owner": "owner on the taking side",
}
_SAID_BY_PEOPLE = ("trouble", "legal_basis", "controller", "identifier", "giver_owner", "taker_owner")
_JOURNEY_WORDS = {"title": "title", "actor": "who", "form": "form", "as_is": "the journey that it would change"}
_JOURNEYS = ("sub_journey", "as_is")
"""What names another journey by its identifier."""
_LONGEST = 80


def changes_in_words(
    before: Journey | None, after: Journey, titles: Mapping[str, str] = MappingProxyType({})
) -> tuple[str, ...]:
    """Return what is different, a sentence each: the journey, its steps, hand-overs, then what stands beside them.

    Nothing differs: none. Without a journey before, what the new one holds in one sentence. ``titles`` are what other
    journeys are called, by identifier; one that is not among them is told by its identifier.
    """
    if before is None:
        evidence = {item.evidence.id for item in after.placed}
        held = ((after.steps, "step"), (after.hand_overs, "hand-over"), (evidence, "observation"))
        return (f"A new journey, “{after.title}”: {', '.join(count(len(each), name) for each, name in held)}.",)
    told = [f"The journey's {line}." for line in _fields(before, after, _JOURNEY_WORDS, titles)]
    told += _of_steps(before, after, titles)
    told += _of_hand_overs(before, after)
    for what, old, new in (
        ("The tray", _ids(before.tray), _ids(after.tray)),
        ("Suggested steps", {item.step for item in before.suggested}, {item.step for item in after.suggested}),
        (
            "Rejected evidence",
            {(item.observation_id, item.step_id, item.to_step_id, item.hand_over_id) for item in before.rejected},
            {(item.observation_id, item.step_id, item.to_step_id, item.hand_over_id) for item in after.rejected},
        ),
        (
            "Rejected pain points",
            {(row.id, row.step_id) for row in before.rejected_pain_points},
            {(row.id, row.step_id) for row in after.rejected_pain_points},
        ),
    ):
        if said := _come_and_go(old, new):
            told.append(f"{what}: {said}.")
    if before.extras != after.extras:
        told.append("What is kept of another file changes.")
    return tuple(told)


def _fields(
    before: Any, after: Any, words: Mapping[str, str], titles: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    for name in (field.name for field in fields(before)):
        old, new = getattr(before, name), getattr(after, name)
        if name in words and old != new:
            if name in _JOURNEYS:
                old, new = titles.get(old, old), titles.get(new, new)
            yield f"{words[name]} was {_said(old)}, is {_said(new)}"


def _said(value: object) -> str:
    """Return a value as it is told: in quotation marks, shortened, and "not said" where there is none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, StrEnum):
        return channel_words(value) if isinstance(value, Channel) else value.value.replace("_", "-")
    if isinstance(value, float | int):
        return f"{value:g}"
    if not value:
        return "not said"
    if isinstance(value, tuple):
        return _listed([str(each) for each in value])
    text = str(value)
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[:_LONGEST].rstrip()} …”"


def _listed(words: Sequence[str]) -> str:
    """Return words in quotation marks, as many as are short enough together, at least one; the others are counted."""
    shown = next((nth for nth in range(len(words), 1, -1) if len("".join(words[:nth])) <= _LONGEST), 1)
    told = ", ".join(_said(word) for word in words[:shown])
    return told if shown == len(words) else f"{told} and {len(words) - shown} more"


def _of_steps(before: Journey, after: Journey, titles: Mapping[str, str]) -> Iterator[str]:
    old, new = {step.id: step for step in before.steps}, {step.id: step for step in after.steps}
    for step in before.steps:
        if step.id not in new:
            yield f"Step {step.order}, “{step.step}”, goes{_with_evidence(step)}."
    moved = _moved([step.id for step in before.steps if step.id in new], [s.id for s in after.steps if s.id in old])
    for step in after.steps:
        was = old.get(step.id)
        if was is None:
            yield f"Step {step.order}, “{step.step}”, is new{_with_evidence(step)}, {_stands(after.steps, step)}."
            continue
        if was.step != step.step:
            yield f"Step {step.order}, “{was.step}”, is called “{step.step}”."
        if step.id in moved:
            yield f"Step {step.order}, “{step.step}”, was step {was.order}."
        lines = list(_fields(was, step, _STEP_WORDS, titles))
        if said := _come_and_go(_ids(was.evidence), _ids(step.evidence)):
            lines.append(f"evidence: {said}")
        elif _worded(was.evidence) != _worded(step.evidence):
            lines.append("what is said of its evidence changes")
        if {point.id: point.observation_ids for point in was.pain_points} != {
            point.id: point.observation_ids for point in step.pain_points
        }:
            lines.append(f"pain points were {len(was.pain_points)}, are {len(step.pain_points)}")
        elif {*was.pain_points} != {*step.pain_points}:
            lines.append("what is said of its pain points changes")
        if was.extras != step.extras:
            lines.append("what is kept of another file changes")
        if lines:
            yield f"Step {step.order}, “{step.step}”: {'; '.join(lines)}."


def _stands(steps: Sequence[Step], step: Step) -> str:
    """Return where a step stands among others: "after “Pay”", "first"."""
    at = steps.index(step)
    return f"after “{steps[at - 1].step}”" if at else "first"


def _with_evidence(step: Step) -> str:
    return f" with {count(len(step.evidence), 'observation')}" if step.evidence else ""


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Return the fewest of the steps, the same in another order, that must be moved to come from one to the other."""
    from bisect import bisect_left

    place = {step: at for at, step in enumerate(before)}
    ends: list[int] = []
    chains: list[list[str]] = []
    for step in after:
        at = bisect_left(ends, place[step])
        chain = [*(chains[at - 1] if at else []), step]
        ends[at : at + 1], chains[at : at + 1] = [place[step]], [chain]
    return set(after) - set(chains[-1] if chains else [])


def _ids(placed: Sequence[PlacedEvidence]) -> set[str]:
    return {item.evidence.id for item in placed}


def _worded(placed: Sequence[PlacedEvidence]) -> dict[str, tuple[object, ...]]:
    return {item.evidence.id: (item.score, item.reason, item.accepted_by, item.accepted_at) for item in placed}


def _come_and_go(old: set[Any], new: set[Any]) -> str:
    counts = ((len(new - old), "come"), (len(old - new), "go"))
    return ", ".join(f"{count} {verb}" for count, verb in counts if count)


def _of_hand_overs(before: Journey, after: Journey) -> Iterator[str]:
    old, new = _by_sides(before), _by_sides(after)
    yield from resting_in_words(before, after)
    rested, resting = _resting(before), _resting(after)
    for sides, item in old.items():
        if sides not in new and sides not in resting:
            where = f" {steps_words(item)}" if item.has_own_sides else ""
            yield f"The hand-over {_sides(item)}{where} goes{_what_goes(item, before, after)}."
    for sides, item in new.items():
        if sides in rested and sides not in old:
            continue
        if sides not in old:
            yield f"The hand-over {_sides(item)}, {steps_words(item)}, is new."
            continue
        lines = list(_fields(old[sides], item, _HAND_OVER_WORDS))
        if said := _come_and_go(_ids(old[sides].evidence), _ids(item.evidence)):
            lines.append(f"evidence: {said}")
        elif _worded(old[sides].evidence) != _worded(item.evidence):
            lines.append("what is said of its evidence changes")
        if lines:
            sides_told = f", {_sides(item)}" if item.has_own_sides else ""
            yield f"The hand-over {steps_words(item)}{sides_told}: {'; '.join(lines)}."


def _resting(journey: Journey) -> set[tuple[str, str, str]]:
    ids = {step.order: step.id for step in journey.steps}
    return {(ids[item.from_step], ids[item.to_step], "") for item in journey.resting}


def _what_goes(item: HandOver, before: Journey, after: Journey) -> str:
    """Return what people said that goes with a hand-over, and what of its evidence comes to the tray."""
    said = [_HAND_OVER_WORDS[name] for name in _SAID_BY_PEOPLE if getattr(item, name)]
    told = f", and with it its {listed(said)}" if said else ""
    kept = _ids(item.evidence) & (_ids(after.tray) - _ids(before.tray))
    return f"{told}; {count(len(kept), 'observation')} of it to the tray" if kept else told


def _by_sides(journey: Journey) -> dict[tuple[str, str, str], HandOver]:
    ids = {step.order: step.id for step in journey.steps}
    return {(ids.get(item.from_step, ""), ids.get(item.to_step, ""), item.id): item for item in journey.hand_overs}


def _sides(item: HandOver) -> str:
    return sides_words(item.giver, item.taker, between=" → ")
