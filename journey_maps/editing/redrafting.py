"""A journey drafted anew, with what people decided on it: the machine proposes, what a person said stays."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from domain.hand_overs import HandOver, HandOverKey
from domain.journey_decisions import Decided
from domain.journey_edits import FILLED_IN, FILLED_ONCE, NOTHING_SAID, SAID_BY_PEOPLE
from domain.journey_files import Sides
from domain.journey_order import neighbours
from domain.journey_taken_off import off_hand_over, off_steps, points_off, with_the_same_words, words_of
from domain.journeys import Journey, Step, SuggestedStep, SystemUse
from domain.placed_evidence import PlacedEvidence
from domain.sureness import filled_in_counted
from domain.text import fold
from journey_maps.drafting.drafts import gaps_in_words
from journey_maps.drafting.hand_overs import (
    Said,
    found_gap,
    resting_hand_overs,
    standing_hand_over,
    systems_behind,
    without_taken_off,
)
from journey_maps.editing.editor import points_on, with_evidence, without_points
from journey_maps.editing.settling import hand_over_ids

_BY_PEOPLE = ("legal_basis", "controller", "identifier", "trouble", "giver_owner", "taker_owner")
"""What drafting never says of a hand-over."""


def carried_over(drafted: Journey, before: Journey, decided: Decided) -> Journey:
    """Return a fresh draft of a journey's own steps with what people decided on ``before`` in it.

    Its steps are those of ``before``, in their order, under their identifiers. What people said of steps and hand-overs
    stays, kept evidence too; what they took off, dropped or removed does not come back. All else is as drafted anew.
    """
    told = [_step(new, old, decided.steps.get(old.id, frozenset())) for new, old in _pairs(drafted, before)]
    steps = [_without_taken_off(step, drafted, before) for step in told]
    drafted = replace(drafted, hand_overs=tuple(_told_still(drafted, before)))
    between, resting = _between(drafted, before, steps, decided)
    hand_overs = sorted([*between, *_own(drafted, before, decided, set(map(_orders, between)))], key=_orders)
    suggested = [item for item in drafted.suggested if not _is_decided(item, decided)]
    return replace(
        drafted,
        id=before.id,
        title=before.title if decided.is_titled else drafted.title,
        actor=whose(drafted, before, decided),
        status=before.status,
        steps=tuple(steps),
        hand_overs=tuple(hand_overs),
        resting=tuple(resting),
        systems=tuple(SystemUse(name=name, steps=orders) for name, orders in systems_behind(steps).items()),
        gaps=tuple(gaps_in_words(steps, hand_overs)),
        tray=_tray(drafted, before, steps, suggested, decided),
        suggested=tuple(suggested),
        rejected=before.rejected,
        rejected_pain_points=before.rejected_pain_points,
        form=before.form,
        as_is=before.as_is,
        version=before.version,
        extras=before.extras,
    )


def whose(drafted: Journey, before: Journey, decided: Decided) -> str:
    """Return who goes through a journey that is drafted anew: as people said on it, else as is said now, or was."""
    return drafted.actor if drafted.actor and not decided.names_actor else before.actor


def _pairs(drafted: Journey, before: Journey) -> Iterable[tuple[Step, Step]]:
    return zip(drafted.steps, before.steps, strict=True)


def _orders(item: HandOver) -> tuple[int, int]:
    return item.from_step, item.to_step


def _step(new: Step, old: Step, said: Set[str]) -> Step:
    """Return a step as people left it, with what evidence and their sheet say of it now where nobody said anything."""
    stays = {name for name in FILLED_ONCE if getattr(old, name) not in NOTHING_SAID}
    found = {name: getattr(new, name) for name in FILLED_IN if name not in said | stays}
    bare = _bare(old)
    blank = [name for name in SAID_BY_PEOPLE if getattr(old, name) == getattr(bare, name)]
    found |= {name: getattr(new, name) for name in blank if name not in said}
    step = replace(old, **found, evidence=new.evidence, basis=new.basis, pain_points=new.pain_points)
    points = [point for point in old.pain_points if point.accepted_by]
    rested_on = {name for point in points for name in point.observation_ids}
    kept = {item.evidence.id: item for item in old.evidence if item.accepted_by or item.evidence.id in rested_on}
    if not kept:
        return step
    evidence = _kept_first(kept, new.evidence)
    first = {item.evidence.id for item in evidence} - {item.evidence.id for item in new.evidence}
    return with_evidence(step, evidence, (*points_on(old, tuple(first)), *points))


def _kept_first(kept: Mapping[str, PlacedEvidence], new: Sequence[PlacedEvidence]) -> list[PlacedEvidence]:
    """Return evidence as it is found now, what people kept and is not found any more before it, no words twice."""
    placed = {item.evidence.id for item in new}
    words = {words_of(item) for item in kept.values()}
    first = [item for name, item in kept.items() if name not in placed]
    rest = [kept.get(item.evidence.id, item) for item in new if item.evidence.id in kept or words_of(item) not in words]
    return [*first, *rest]


def _without_taken_off(step: Step, drafted: Journey, before: Journey) -> Step:
    """Return a step without what somebody took off it: proposals in the same words, and pain points."""
    gone = {name for step_id, name in off_steps(before.rejected) if step_id == step.id}
    off = with_the_same_words(gone, (*before.placed, *drafted.placed))
    left = [item for item in step.evidence if item.accepted_by or item.evidence.id not in off]
    told = with_evidence(step, left) if len(left) < len(step.evidence) else step
    return without_points(told, points_off(before.rejected_pain_points, step.id))


def _told_still(drafted: Journey, before: Journey) -> Iterator[HandOver]:
    """Yield the hand-overs of a draft by what people did not take off them; one that only that tells is left out."""
    ids = {step.order: step.id for step in before.steps}
    steps = {step.order: step for step in drafted.steps}
    there = hand_over_ids(drafted.hand_overs, ids)
    for item in drafted.hand_overs:
        pair = ids[item.from_step], ids[item.to_step]
        off = _off(drafted, before, (*pair, item.id), there[pair])
        if told := without_taken_off(item, off, steps[item.from_step], steps[item.to_step]):
            yield told


def _off(drafted: Journey, before: Journey, sides: Sides, there: Set[str]) -> set[str]:
    """Return the observations that people took off a hand-over, and those that say the same words."""
    gone = off_hand_over(before.rejected, sides, there)
    return with_the_same_words(gone, (*before.placed, *drafted.placed))


def _between(
    drafted: Journey, before: Journey, steps: Sequence[Step], decided: Decided
) -> tuple[list[HandOver], list[HandOver]]:
    """Return what passes from a step to the next, as it is told now and as people said; and what rests of it.

    Where nobody decided anything, a gap that would not be found today is what an earlier program found.
    """
    found, known = _by_orders(drafted.hand_overs), _by_orders((*before.resting, *before.hand_overs))
    new = {step.order: step for step in drafted.steps}
    old = {step.order: step for step in before.steps}
    spoken = {
        (old[at].id, old[to].id): Said(item=item, giver=old[at], taker=old[to])
        for (at, to), item in known.items()
        if decided.is_any and at in old and to in old
        if _is_spoken_of(item, decided.hand_overs.get((old[at].id, old[to].id, "")), old)
    }
    there = hand_over_ids(before.hand_overs, {order: step.id for order, step in old.items()})
    standing: dict[tuple[str, str], HandOver] = {}
    for giver, taker in neighbours(steps):
        pair, orders = (giver.id, taker.id), (giver.order, taker.order)
        was = new[giver.order], new[taker.order]
        item = found.get(orders)
        told = Said(item=item, giver=was[0], taker=was[1]) if item else None
        said = spoken.get(pair)
        off = _off(drafted, before, (*pair, ""), {"", *there.get(pair, ())})
        now = standing_hand_over(giver, taker, said=told, stood=was, off=off)
        now = now or standing_hand_over(giver, taker, said=said, stood=was)
        if now is not None:
            standing[pair] = _as_said(now, said, decided.hand_overs.get((*pair, ""), frozenset()), giver, taker)
    return list(standing.values()), resting_hand_overs(spoken, steps, standing)


def _by_orders(items: Iterable[HandOver]) -> dict[tuple[int, int], HandOver]:
    return {_orders(item): item for item in items if not item.has_own_sides}


def _is_spoken_of(item: HandOver, said: Set[str] | None, steps: Mapping[int, Step]) -> bool:
    """Tell whether a person said anything of a hand-over, or kept evidence at it."""
    then = Said(item=item, giver=steps[item.from_step], taker=steps[item.to_step])
    is_kept = any(placed.accepted_by for placed in item.evidence)
    return said is not None or is_kept or any(getattr(item, name) for name in _BY_PEOPLE) or not then.has_found_gap


def _with_kept(now: HandOver, old: HandOver) -> HandOver:
    """Return a hand-over as it is found now with the evidence that people kept at it."""
    kept = {item.evidence.id: item for item in old.evidence if item.accepted_by}
    return replace(now, evidence=tuple(_kept_first(kept, now.evidence))) if kept else now


def _as_said(now: HandOver, said: Said | None, named: Set[str], giver: Step, taker: Step) -> HandOver:
    """Return a hand-over as it is told now, with what people said of it before, and the evidence that they kept."""
    if said is None:
        return now
    told = replace(now, **{name: getattr(said.item, name) for name in (*_BY_PEOPLE, *named)})
    told = _with_kept(told, said.item)
    return found_gap(told, giver, taker) if said.has_found_gap else replace(told, gap=said.item.gap)


def _own(drafted: Journey, before: Journey, decided: Decided, following: Set[tuple[int, int]]) -> list[HandOver]:
    """Return the hand-overs with sides of their own: those of people, and those that a draft tells besides.

    Where one is ``following`` from two steps, as they are told and as people said, names of steps tell no other. Nor
    is one told anew of which people said something that is out of the sight of who drafts.
    """
    ids = {step.order: step.id for step in before.steps}

    def sides(item: HandOver) -> Sides:
        return ids[item.from_step], ids[item.to_step], item.id

    theirs = {item.key: item for item in before.hand_overs if item.has_own_sides and sides(item) in decided.own}
    there = {_sides_in_words(item) for item in theirs.values()}
    found: dict[HandOverKey, HandOver] = {
        item.key: item
        for item in drafted.hand_overs
        if item.has_own_sides and sides(item) not in decided.removed | decided.own
        if _sides_in_words(item) not in there
        if item.is_within or _orders(item) not in following
    }
    kept = {
        item.key: _with_kept(found.get(item.key, item), item)
        for item in before.hand_overs
        if item.has_own_sides and any(placed.accepted_by for placed in item.evidence)
    }
    return list((found | kept | theirs).values())


def _sides_in_words(item: HandOver) -> tuple[int, int, str, str]:
    return (*_orders(item), item.giver.casefold(), item.taker.casefold())


def _is_decided(item: SuggestedStep, decided: Decided) -> bool:
    """Tell whether people took or dropped a suggested step: by its name, or by half of what tells it."""
    own = {placed.evidence.id for placed in item.evidence}
    return any(
        fold(name).casefold() == fold(item.step).casefold() or 2 * len(own & ids) >= len(own) > 0
        for name, ids in decided.suggestions
    )


def _tray(
    drafted: Journey, before: Journey, steps: Sequence[Step], suggested: Sequence[SuggestedStep], decided: Decided
) -> tuple[PlacedEvidence, ...]:
    """Return what is on no step: as drafted, what people put there, and what stood beside steps they did not want."""
    held = {item.evidence.id for step in steps for item in step.evidence}
    beside = held | {item.evidence.id for each in suggested for item in each.evidence}
    left = [item for item in before.tray if item.evidence.id in decided.to_tray]
    left += [item for each in drafted.suggested if each not in suggested for item in each.evidence]
    left += [item for step in drafted.steps for item in step.evidence]
    tray = {item.evidence.id: item for item in drafted.tray if item.evidence.id not in held}
    for item in left:
        if item.evidence.id not in beside:
            tray.setdefault(item.evidence.id, item)
    return tuple(tray.values())


def redrafted_in_words(before: Journey, after: Journey, decided: Decided) -> str:
    """Return what drafting anew kept of what people decided, and what it changes, in counts and no words of theirs."""
    spoken = [item for item in after.hand_overs if any(getattr(item, name) for name in _BY_PEOPLE)]
    points = [point for step in after.steps for point in step.pain_points]
    kept = [
        (_accepted(after), "quotation kept", "quotations kept"),
        (len(after.rejected), "quotation taken off", "quotations taken off"),
        (sum(point.accepted_by is not None for point in points), "pain point kept", "pain points kept"),
        (len(after.rejected_pain_points), "pain point taken off", "pain points taken off"),
        (sum(_is_told_by_people(step, decided) for step in after.steps), "step", "steps"),
        (len({item.key for item in spoken}), "hand-over", "hand-overs"),
        (len(decided.suggestions), "suggested step decided on", "suggested steps decided on"),
    ]
    old, new = _places(before), _places(after)
    changes = [
        (len(new - old), "new proposal", "new proposals"),
        (len(old - new), "proposal gone", "proposals gone"),
    ]
    said = ", ".join(_counted(kept)) or "the steps and their order"
    filled = filled_in_counted(before, after)
    new_words = [*_counted(changes), *([f"filled in {filled}"] if filled else [])]
    told = ", ".join(new_words) or "nothing new"
    return f"Drafted anew: {told}; left as people said: {said}"


def _is_told_by_people(step: Step, decided: Decided) -> bool:
    """Tell whether a person added a step or said anything of it."""
    bare = _bare(step)
    theirs = any(getattr(step, name) != getattr(bare, name) for name in SAID_BY_PEOPLE)
    return theirs or step.id in decided.steps or not step.id.startswith("s")


def _bare(step: Step) -> Step:
    return Step(order=step.order, stage=step.stage, step=step.step, id=step.id)


def _accepted(journey: Journey) -> int:
    lists = [holder.evidence for holder in journey.steps] + [holder.evidence for holder in journey.hand_overs]
    return sum(item.accepted_by is not None for own in lists for item in own)


def _places(journey: Journey) -> set[tuple[str, str]]:
    return {(step.id, item.evidence.id) for step in journey.steps for item in step.evidence if not item.accepted_by}


def _counted(rows: Iterable[tuple[int, str, str]]) -> list[str]:
    return [f"{number} {one if number == 1 else many}" for number, one, many in rows if number]
