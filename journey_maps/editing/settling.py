"""What follows from a journey's steps, worked out anew after a change: orders, hand-overs, systems, gaps, the tray."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from domain.errors import InvalidRequest
from domain.hand_overs import HandOver, HandOverKey, with_own_sides
from domain.journey_order import neighbours, orders_in_a_row
from domain.journey_taken_off import off_hand_over, points_off, with_the_same_words
from domain.journeys import Journey, RejectedPainPoint, Step, SuggestedStep, SystemUse
from domain.placed_evidence import PlacedEvidence, RejectedEvidence
from domain.text import fold
from journey_maps.drafting.drafts import gaps_in_words
from journey_maps.drafting.hand_overs import (
    Said,
    filled,
    resting_hand_overs,
    standing_hand_over,
    standing_own,
    systems_behind,
)
from journey_maps.editing.editor import without_points
from journey_maps.outlines import MAX_STEPS

Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Followed:
    """Which step stands for which now, where steps became one or two: in a hand-over as its giver, or as its taker.

    ``own`` says it, by key, for hand-overs with sides of their own that go to another than ``steps`` says, and
    ``steps`` for all else that names a step.
    """

    givers: Mapping[str, str] = field(default_factory=dict)
    takers: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[HandOverKey, Mapping[str, str]] = field(default_factory=dict)
    steps: Mapping[str, str] = field(default_factory=dict)

    def stands_for(self, step: Step, item: HandOver) -> str:
        """Return the identifier of the step that stands for one at which this hand-over was."""
        return self.own.get(item.key, self.steps).get(step.id, step.id)


def settled(before: Journey, now: Journey, steps: Sequence[Step], followed: Followed | None = None) -> Journey:
    """Return ``now`` with these steps in this order, and everything that follows from them.

    ``before`` is the journey as it stood; where nothing changed, nothing follows. What was said of two steps stands
    while they follow each other and something passes, and rests while they do not; a hand-over with sides of its own
    goes with its steps. An observation that ``before`` shows and no place holds any more goes to the tray. Raises
    InvalidRequest for two steps of one name in one stage, and for too many.
    """
    followed = followed or Followed()
    rejected_points = _points_following(now.rejected_pain_points, followed)
    numbered = tuple(
        without_points(replace(step, order=order), points_off(rejected_points, step.id))
        for order, step in enumerate(steps, start=1)
    )
    if (numbered, now) == (before.steps, before):
        return before
    _check(before.steps, numbered)
    rejected = [_following(row, before, followed) for row in now.rejected]
    hand_overs, resting = _hand_overs(before, numbered, followed, rejected)
    changed = replace(
        now,
        steps=numbered,
        hand_overs=tuple(hand_overs),
        resting=tuple(resting),
        systems=tuple(SystemUse(name=name, steps=orders) for name, orders in systems_behind(numbered).items()),
        gaps=tuple(gaps_in_words(numbered, hand_overs)),
        suggested=tuple(_after(item, before, numbered, followed) for item in now.suggested),
        rejected=tuple(dict.fromkeys(_still_off(rejected, numbered, hand_overs))),
        rejected_pain_points=rejected_points,
    )
    return replace(changed, tray=_tray(before, changed))


def _points_following(rows: Iterable[RejectedPainPoint], followed: Followed) -> tuple[RejectedPainPoint, ...]:
    """Return what was taken off of pain points under the steps that stand for theirs now, each once a step."""
    found: dict[Pair, RejectedPainPoint] = {}
    for row in rows:
        step_id = followed.steps.get(row.step_id, row.step_id)
        known = found.get((step_id, row.id), row)
        ids = tuple(dict.fromkeys((*known.observation_ids, *row.observation_ids)))
        found[step_id, row.id] = replace(known, step_id=step_id, observation_ids=ids)
    return tuple(found.values())


def _following(row: RejectedEvidence, before: Journey, followed: Followed) -> RejectedEvidence:
    """Return what was taken off a step or a hand-over under the steps that stand for its own now."""
    if row.to_step_id is None:
        return replace(row, step_id=followed.steps.get(row.step_id, row.step_id))
    if not row.hand_over_id:
        giver, taker = followed.givers.get(row.step_id), followed.takers.get(row.to_step_id)
        return replace(row, step_id=giver or row.step_id, to_step_id=taker or row.to_step_id)
    orders = {step.id: step.order for step in before.steps}
    key = orders.get(row.step_id, 0), orders.get(row.to_step_id, 0), row.hand_over_id
    names = followed.own.get(key, followed.steps)
    return replace(
        row,
        step_id=names.get(row.step_id, row.step_id),
        to_step_id=names.get(row.to_step_id, row.to_step_id),
    )


def _still_off(
    rejected: Sequence[RejectedEvidence], steps: Sequence[Step], hand_overs: Sequence[HandOver]
) -> Iterator[RejectedEvidence]:
    """Yield what was taken off, but for what stands where it was taken off: somebody put it there again."""
    held = {(step.id, placed.evidence.id) for step in steps for placed in step.evidence}
    ids = {step.order: step.id for step in steps}
    there = hand_over_ids(hand_overs, ids)
    at_hand_overs = [
        ((ids[item.from_step], ids[item.to_step], item.id), {placed.evidence.id for placed in item.evidence})
        for item in hand_overs
    ]
    for row in rejected:
        if row.to_step_id is None:
            is_back = (row.step_id, row.observation_id) in held
        else:
            is_back = any(
                row.observation_id in own & off_hand_over([row], sides, there[sides[:2]])
                for sides, own in at_hand_overs
            )
        if not is_back:
            yield row


def hand_over_ids(hand_overs: Iterable[HandOver], ids: Mapping[int, str]) -> dict[Pair, set[str]]:
    """Return the identifiers of the hand-overs at two steps, by these; ``ids`` are the steps' by their orders."""
    found: dict[Pair, set[str]] = {}
    for item in hand_overs:
        found.setdefault((ids[item.from_step], ids[item.to_step]), set()).add(item.id)
    return found


def with_hand_over(journey: Journey, changed: HandOver) -> Journey:
    """Return the journey with that hand-over in place of the one it was, or added where there is none."""
    keys = [item.key for item in journey.hand_overs]
    items = [changed if item.key == changed.key else item for item in journey.hand_overs]
    return _with_hand_overs(journey, items if changed.key in keys else [*items, changed])


def without_hand_over(journey: Journey, gone: HandOver) -> Journey:
    """Return the journey without a hand-over; what only it held of evidence is in the tray."""
    now = _with_hand_overs(journey, [item for item in journey.hand_overs if item.key != gone.key])
    return replace(now, tray=_tray(journey, now))


def _with_hand_overs(journey: Journey, items: Sequence[HandOver]) -> Journey:
    hand_overs = sorted(items, key=_orders)
    return replace(journey, hand_overs=tuple(hand_overs), gaps=tuple(gaps_in_words(journey.steps, hand_overs)))


def _orders(hand_over: HandOver) -> tuple[int, int]:
    return hand_over.from_step, hand_over.to_step


def _check(before: Sequence[Step], steps: Sequence[Step]) -> None:
    if len(steps) > max(MAX_STEPS, len(before)):
        raise InvalidRequest(
            f"A journey map holds at most {MAX_STEPS} steps.",
            where="the steps",
            remedy="Merge some, or tell a part of it as a journey of its own.",
        )
    counted = Counter(map(_key, before))
    for key, count in Counter(map(_key, steps)).items():
        if count > max(1, counted[key]):
            twice = [step for step in steps if _key(step) == key]
            raise InvalidRequest(
                f"Two steps would be called “{twice[0].step}”.",
                where=f"steps {' and '.join(str(step.order) for step in twice)}",
                remedy="Give each step of a stage a name of its own.",
            )


def _key(step: Step) -> Pair:
    return fold(step.stage).casefold(), fold(step.step).casefold()


def _hand_overs(
    before: Journey, steps: Sequence[Step], followed: Followed, rejected: Sequence[RejectedEvidence]
) -> tuple[list[HandOver], list[HandOver]]:
    """Return the hand-overs that stand, and what is said of steps between which nothing passes now.

    One that is found anew is told by nothing that people took off it.
    """
    own = _own(before, steps, followed)
    there = hand_over_ids(own, {step.order: step.id for step in steps})
    shown = (*before.placed, *(placed for step in steps for placed in step.evidence))
    said = _said(before, followed)
    stood = {(giver.id, taker.id): (giver, taker) for giver, taker in neighbours(before.steps)}
    standing: dict[Pair, HandOver] = {}
    for giver, taker in neighbours(steps):
        pair = giver.id, taker.id
        taken_off = off_hand_over(rejected, (*pair, ""), {"", *there.get(pair, ())})
        off = with_the_same_words(taken_off, shown)
        if item := standing_hand_over(giver, taker, said=said.get(pair), stood=stood.get(pair), off=off):
            standing[pair] = item
    resting = resting_hand_overs(said, steps, standing)
    return sorted([*standing.values(), *own], key=_orders), sorted(resting, key=_orders)


def _own(before: Journey, steps: Sequence[Step], followed: Followed) -> list[HandOver]:
    """Return the hand-overs with sides of their own: those before, and what passed between two that are one now.

    One of which a step is gone goes with it.
    """
    was, now = {step.order: step for step in before.steps}, {step.id: step for step in steps}
    found: dict[HandOverKey, HandOver] = {}
    follow = orders_in_a_row(before.steps)
    for item in before.hand_overs:
        giver, taker = was.get(item.from_step), was.get(item.to_step)
        if giver is None or taker is None:
            continue
        here, there = (now.get(followed.stands_for(step, item)) for step in (giver, taker))
        if here is None or there is None or not (here is there or _is_own(item, follow)):
            continue
        moved = with_own_sides(standing_own(item, was=(giver, taker), now=(here, there)), found)
        found[moved.key] = moved
    return list(found.values())


def _is_own(item: HandOver, follow: Set[tuple[int, int]]) -> bool:
    """Tell whether a hand-over follows from no two steps in a row; files of before may hold some without identifier."""
    return item.has_own_sides or item.key[:2] not in follow


def _said(before: Journey, followed: Followed) -> dict[Pair, Said]:
    """Return what is said of each pair of steps, by the identifiers of those that stand for them now.

    Where steps that became one leave two hand-overs between the same, they are told as one: what stands fills its
    blanks from what rests.
    """
    steps = {step.order: step for step in before.steps}
    said: dict[Pair, Said] = {}
    follow = orders_in_a_row(before.steps)
    for item in (*before.resting, *before.hand_overs):
        giver, taker = steps.get(item.from_step), steps.get(item.to_step)
        if giver and taker and (item in before.resting or not _is_own(item, follow)):
            pair = followed.givers.get(giver.id, giver.id), followed.takers.get(taker.id, taker.id)
            told = Said(item=item, giver=giver, taker=taker)
            said[pair] = filled(told, said[pair]) if pair in said else told
    return said


def _after(item: SuggestedStep, before: Journey, steps: Sequence[Step], followed: Followed) -> SuggestedStep:
    """Return a suggested step after the step it named, or the nearest one before that which is still there."""
    there = {step.id for step in steps}
    after = followed.steps.get(item.after, item.after) if item.after else None
    earlier = [step.id for step in before.steps]
    if after in there or after not in earlier:
        return item if after == item.after else replace(item, after=after)
    left = [name for name in earlier[: earlier.index(after)] if name in there]
    return replace(item, after=left[-1] if left else None)


def _tray(before: Journey, now: Journey) -> tuple[PlacedEvidence, ...]:
    """Return the tray without what a step holds, with what nothing else holds any more."""
    held = {placed.evidence.id for step in now.steps for placed in step.evidence} | _woken(before, now)
    tray = {placed.evidence.id: placed for placed in now.tray if placed.evidence.id not in held}
    shown = {placed.evidence.id for placed in now.placed} | tray.keys()
    lost = {placed.evidence.id: placed for placed in before.placed if placed.evidence.id not in shown}
    return (*tray.values(), *(replace(placed, accepted_by=None, accepted_at=None) for placed in lost.values()))


def _woken(before: Journey, now: Journey) -> set[str]:
    """Return the observations of hand-overs that rested and stand again."""
    rested = {placed.evidence.id for item in before.resting for placed in item.evidence}
    return rested & {placed.evidence.id for item in now.hand_overs for placed in item.evidence}
