"""How two journeys differ, in sentences. What is not known is said to be so, and nothing is worked out from it."""

from collections.abc import Iterable, Iterator

from domain.hand_overs import HandOver
from domain.journey_differences import HandOverChange, JourneyDifference, StepChange, Tally
from domain.journey_table import sides_words, steps_words
from domain.journeys import Step
from domain.placed_evidence import PlacedEvidence
from domain.wording import count

FIELD_WORDS = {
    "step": "name",
    "wait_days": "wait",
    "sub_journey": "sub-journey",
    "giver": "who gives",
    "taker": "who takes",
    "kind": "which boundary it crosses",
    "passes": "what passes",
    "how": "how things pass",
    "legal_basis": "legal basis",
    "giver_owner": "owner on the giving side",
    "taker_owner": "owner on the taking side",
    "optional": "whether it is optional",
    "is_proposed": "whether it is only proposed",
}
"""Fields whose name says too little to a reader."""
_OF_ITSELF = {
    "actor": "who goes through it",
    "form": "whether it is how things are or might be",
    "as_is": "the journey that it would change",
    "suggested": "suggested steps",
}


def told(difference: JourneyDifference) -> Iterator[str]:
    """Yield what differs: the tallies first, then steps, then hand-overs; one sentence where nothing does."""
    if difference.is_empty:
        yield "Steps and hand-overs are the same."
    yield _counted("Hand-overs", difference.hand_overs_before, difference.hand_overs_after)
    before, after = difference.rekeying_before, difference.rekeying_after
    what = "Typed in again, or likely to be" if before.likely or after.likely else "Typed in again"
    yield _tallied(what, before, after, unit="hand-over", of="hand-over")
    yield _tallied("Waits", difference.waits_before, difference.waits_after, unit="day", of="step")
    yield from changes_told(difference)


def changes_told(difference: JourneyDifference) -> Iterator[str]:
    """Yield what differs without the tallies: the journey itself, then steps, then hand-overs."""
    if difference.of_itself:
        said = ", ".join(_OF_ITSELF.get(name, name) for name in difference.of_itself)
        yield f"Changed: the journey itself: {said}."
    for step in difference.removed:
        yield f"Gone: {_step(step)}{_quoted(step)}."
    for step in difference.added:
        yield f"New: {_step(step)}{_quoted(step)}."
    for change in difference.moved:
        yield f"Moved: {_step(change.after)}, before it was step {change.before.order}."
    for change in difference.changed:
        yield f"Changed: {_step(change.after)}: {_fields(change)}."
    for item in difference.hand_overs_removed:
        yield f"No hand-over any more: {_hand_over(item)}."
    for item in difference.hand_overs_added:
        yield f"New hand-over: {_hand_over(item)}."
    for changed in difference.hand_overs_changed:
        yield f"Hand-over changed: {_hand_over(changed.after)}: {_fields(changed)}."


def _counted(what: str, before: int, after: int) -> str:
    return f"{what}: {before} before, {after} after ({_less_or_more(after - before)})."


def _tallied(what: str, before: Tally, after: Tally, *, unit: str, of: str) -> str:
    """Return both tallies, and their difference only where both are known in full."""
    sides = f"{_amount(before, unit, of)} before, {_amount(after, unit, of)} after"
    if before.not_known or after.not_known:
        return f"{what}: {sides}; by how much they differ is not known."
    change = _less_or_more(after.number - before.number)
    if before.likely or after.likely:
        change = f"{change} for sure, {_less_or_more(after.likely - before.likely)} likely"
    return f"{what}: {sides} ({change})."


def _amount(tally: Tally, unit: str, of: str) -> str:
    """Return how much it is; where some is not known, that it is at least so much, and of nothing known no number."""
    known = f"{tally.number:g} {unit}{'' if tally.number == 1 else 's'}"
    if tally.likely:
        likely = count(tally.likely, unit)
        known = f"{known} for sure and {tally.likely} likely" if tally.number else f"{likely} likely"
    if not tally.not_known:
        return known
    unknown = f"not known for {tally.not_known} {of}{'' if tally.not_known == 1 else 's'}"
    return f"at least {known} ({unknown})" if tally.number or tally.likely else unknown


def _less_or_more(change: float) -> str:
    if not change:
        return "no difference"
    return f"{abs(change):g} {'fewer' if change < 0 else 'more'}"


def _step(step: Step) -> str:
    return f"step {step.order}, “{step.step}”"


def _quoted(step: Step) -> str:
    return f", with {count(len(step.evidence), 'quotation')}" if step.evidence else ""


def _fields(change: StepChange | HandOverChange) -> str:
    said = {name: FIELD_WORDS.get(name, name) for name in change.fields}
    if "evidence" in said:
        said["evidence"] = f"evidence ({_evidence(change.before.evidence, change.after.evidence)})"
    return ", ".join(said.values())


def _evidence(before: Iterable[PlacedEvidence], after: Iterable[PlacedEvidence]) -> str:
    """Return how many quotations were put on and taken off, and how many of those that stay a person kept."""
    was = {item.evidence.id: bool(item.accepted_by) for item in before}
    now = {item.evidence.id: bool(item.accepted_by) for item in after}
    stay = was.keys() & now.keys()
    counts = (
        (len(now.keys() - was.keys()), "put on"),
        (len(was.keys() - now.keys()), "taken off"),
        (sum(now[name] and not was[name] for name in stay), "kept by a person"),
        (sum(was[name] and not now[name] for name in stay), "proposed again"),
    )
    return ", ".join(f"{number} {what}" for number, what in counts if number)


def _hand_over(item: HandOver) -> str:
    where = steps_words(item) if item.is_within else f"steps {item.from_step} to {item.to_step}"
    return f"{sides_words(item.giver, item.taker)} ({where})"
