"""Hand-overs between consecutive steps: where organisation, service or system changes, and how things pass there."""

import re
from collections.abc import Container, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from domain.evidence import Evidence, Kind
from domain.hand_overs import UNKNOWN_SIDE, Gap, HandOver, HandOverKind, How, Passes, id_of_sides
from domain.journey_order import neighbours
from domain.journey_resting import NOT_SAID, SAID_OF_HAND_OVERS
from domain.journeys import Step, StepBasis, StepOutline
from domain.placed_evidence import PlacedEvidence
from journey_maps.drafting.cues import (
    BROKEN_LINK,
    HOWS,
    NO_LINK,
    NOT_SURE_IF_ALLOWED,
    PASSES,
    PASSING,
    TWO_OWN,
    WISHES,
)
from journey_maps.drafting.naming import Names
from journey_maps.drafting.passings_named import named_passings, who_does
from journey_maps.drafting.passings_of_steps import ToldPassing, told_passings
from journey_maps.drafting.passings_within import NO_ACCOUNTS, Stray, told_within
from language.name_forms import name_pattern

MOST_EVIDENCE_A_HAND_OVER = 4
_IN_THE_WAY = 0.5
"""The score of what names both sides and stands on no step: as much as the two names give."""
_ADVICE = 0.2
"""What advice counts less than a description: it tells how things might pass, not how they do."""


def find_hand_overs(
    steps: Sequence[Step], candidates: Sequence[Evidence], names: Names, *, are_drafted: bool = False
) -> list[HandOver]:
    """Return the hand-overs between consecutive steps, with what evidence says of the passing.

    One is where organisation or service differ, and where evidence of either step tells that something passes: by
    names, or by what a side is ("the lab"). ``candidates`` are the observations of the journey's sources: one that
    names both sides of a known boundary and tells of passing is evidence, wherever it was placed. A side that nothing
    tells is not known; where neither is, there is no hand-over. The services of steps that ``are_drafted`` are taken
    from evidence: where nothing tells that one passes something to the other, each may do the same for its own.
    """
    told = told_passings(steps, candidates, names)
    found = []
    places = {step.order: nth for nth, step in enumerate(steps)}
    for giver, taker in neighbours(steps):
        nth = places[giver.order] if places[taker.order] == places[giver.order] + 1 else None
        known = next((each for each in boundaries(giver, taker) if each[0] is not HandOverKind.SYSTEM), None)
        evidence = _evidence(giver, taker, known, candidates, names) if known else []
        if known and (evidence or known[0] is HandOverKind.ORGANISATION or not are_drafted):
            found.append(_hand_over(giver, taker, known, evidence))
        elif nth is not None and (passing := told.get(nth)):
            evidence = [*passing.evidence, *_in_the_way(passing, candidates, names)]
            found.append(_hand_over(giver, taker, (passing.kind, passing.giver, passing.taker), evidence))
    return found


def _in_the_way(passing: ToldPassing, candidates: Sequence[Evidence], names: Names) -> list[PlacedEvidence]:
    """Return what names both sides and tells that a way is broken, leave is not known, or two own what passes."""
    sides = [name_pattern(names.forms(name)) for name in (passing.giver, passing.taker)]
    there = {item.evidence.id for item in passing.evidence}
    told = [
        PlacedEvidence(evidence=item, score=_IN_THE_WAY)
        for item in candidates
        if item.id not in there and item.kind not in NO_ACCOUNTS and _tells_what_lacks(item.text)
        if all(side.search(item.text) for side in sides)
    ]
    return told[: MOST_EVIDENCE_A_HAND_OVER - len(passing.evidence)]


def find_within(
    steps: Sequence[Step], between: Sequence[HandOver], names: Names, strays: Sequence[Stray] = ()
) -> list[HandOver]:
    """Return what passes within steps, two a step at most, as evidence on them tells it and no crossing between two."""
    told = told_within(steps, between, names, strays)
    found = []
    for nth, step in enumerate(steps):
        for passing in told.get(nth, ()):
            item = _hand_over(step, step, (passing.kind, passing.giver, passing.taker), passing.evidence)
            item = replace(item, is_proposed=True)
            found.append(found_gap(replace(item, how=How.REKEYED), step, step) if passing.is_typed else item)
    return found


def find_named(
    steps: Sequence[Step], known: Sequence[HandOver], names: Names, outlines: Sequence[StepOutline] = ()
) -> list[HandOver]:
    """Return what the names of steps say is passed on and none of the ``known`` hand-overs shows.

    ``outlines`` are the steps as people named them, with whom they said do them. Each hand-over has sides of its own,
    so that people can say what is not known, or take it off. One without evidence is an assumption.
    """
    found = []
    for passing in named_passings(steps, known, names, who_does(outlines)):
        giver, taker = steps[passing.nth], steps[passing.to_nth]
        boundary = (passing.kind, passing.giver, passing.taker)
        item = _hand_over(giver, taker, boundary, passing.evidence, named=passing.words)
        item = replace(item, id=id_of_sides(passing.giver, passing.taker), is_proposed=True)
        found.append(found_gap(replace(item, how=How.REKEYED), giver, taker) if passing.is_typed else item)
    return found


def boundaries(giver: Step, taker: Step) -> list[tuple[HandOverKind, str, str]]:
    """Return the boundary between two steps with the names on its sides; none where nothing known differs.

    Within one organisation and service, the systems that only one step leans on are each a possible boundary:
    one counts only when evidence tells of passing between them, for a step may lean on several at once.
    """
    if giver.organisation and taker.organisation and giver.organisation != taker.organisation:
        return [(HandOverKind.ORGANISATION, giver.organisation, taker.organisation)]
    if giver.service and taker.service and giver.service != taker.service:
        return [(HandOverKind.SERVICE, giver.service, taker.service)]
    return [
        (HandOverKind.SYSTEM, left, right)
        for left in giver.systems
        for right in taker.systems
        if left not in taker.systems or right not in giver.systems
        if left != right
    ]


def _evidence(
    giver: Step,
    taker: Step,
    boundary: tuple[HandOverKind, str, str],
    candidates: Sequence[Evidence],
    names: Names,
) -> list[PlacedEvidence]:
    """Return what tells of the passing: evidence of either step that names the other side, then any that names both."""
    left = name_pattern(names.forms(boundary[1]))
    right = name_pattern(names.forms(boundary[2]))
    placed = {item.evidence.id: item.score for item in (*giver.evidence, *taker.evidence)}
    gives, takes = ({item.evidence.id for item in step.evidence} for step in (giver, taker))
    own = {item.evidence.id: item.evidence for item in (*giver.evidence, *taker.evidence)}
    scored = []
    for item in (*own.values(), *(other for other in candidates if other.id not in own)):
        if item.kind is Kind.QUESTION:
            continue
        names_giver, names_taker = bool(left.search(item.text)), bool(right.search(item.text))
        names_other = (names_taker and item.id in gives) or (names_giver and item.id in takes)
        from_a_side = item.id in own and _tells_how(item, boundary)
        if _tells_of_passing(item.text) and ((names_giver and names_taker) or names_other or from_a_side):
            score = (
                placed.get(item.id, 0.0) / 2
                + 0.25 * (names_giver + names_taker)
                - _ADVICE * (item.kind is Kind.RECOMMENDATION)
            )
            scored.append(PlacedEvidence(evidence=item, score=round(min(max(score, 0.0), 1.0), 4)))
    scored.sort(key=lambda item: (-item.score, item.evidence.id))
    return scored[:MOST_EVIDENCE_A_HAND_OVER]


def _tells_of_passing(text: str) -> bool:
    """Tell whether something passes, or what stands in its way."""
    return PASSING.search(text) is not None or _tells_what_lacks(text)


def _tells_what_lacks(text: str) -> bool:
    return any(cues.search(text) for cues in (BROKEN_LINK, NOT_SURE_IF_ALLOWED, TWO_OWN))


def _tells_how(item: Evidence, boundary: tuple[HandOverKind, str, str]) -> bool:
    """Tell whether evidence about one side, which need not name itself, says how something is passed on."""
    return item.organisation in boundary[1:] and any(cues.search(item.text) for _, cues in HOWS)


def _hand_over(
    giver: Step,
    taker: Step,
    boundary: tuple[HandOverKind, str, str],
    evidence: Sequence[PlacedEvidence],
    *,
    named: str = "",
) -> HandOver:
    kind, left, right = boundary
    texts = [*([named] if named else []), *(item.evidence.text for item in evidence)]
    how = how_told(texts)
    return HandOver(
        from_step=giver.order,
        to_step=taker.order,
        giver=left,
        taker=right,
        kind=kind,
        passes=passes_told(texts),
        how=how,
        gap=gap_between(kind, how, texts, giver, taker),
        evidence=tuple(evidence),
    )


def passes_told(texts: Sequence[str]) -> Passes:
    """Return what is passed, as the first text that tells it."""
    return next((what for text in texts for what, cues in PASSES if cues.search(text)), Passes.UNKNOWN)


def how_told(texts: Sequence[str]) -> How:
    """Return how something is passed: typed in again where any text says so of today, else as the first that tells."""
    today = [text for text in texts if not WISHES.search(text)]
    if any(dict(HOWS)[How.REKEYED].search(text) for text in today):
        return How.REKEYED
    return next((how for text in texts for how, cues in HOWS if cues.search(text)), How.UNKNOWN)


def gap_between(kind: HandOverKind, how: How, texts: Sequence[str], giver: Step, taker: Step) -> Gap | None:
    """Return what is missing, the plainest first: a link that broke, none at all, leave to pass it on, one owner.

    Between two systems of one organisation only a link is missing. None where nothing tells.
    """
    if (told := _gap_told(kind, how, texts)) is not None:
        return told
    if giver.owner and taker.owner and giver.owner != taker.owner:
        return Gap.TWO_OWNERS
    if kind is HandOverKind.SYSTEM or giver.owner or taker.owner:
        return None
    return Gap.TWO_OWNERS if _any_tells(TWO_OWN, texts) else Gap.NO_OWNER


def _gap_told(kind: HandOverKind, how: How, texts: Sequence[str]) -> Gap | None:
    if _any_tells(BROKEN_LINK, texts):
        return Gap.BROKEN_LINK
    if how in {How.REKEYED, How.SPREADSHEET} or _any_tells(NO_LINK, texts):
        return Gap.NO_DATA_LINK
    may_need_leave = kind is not HandOverKind.SYSTEM
    return Gap.NOT_KNOWN_IF_ALLOWED if may_need_leave and _any_tells(NOT_SURE_IF_ALLOWED, texts) else None


def _any_tells(cues: re.Pattern[str], texts: Sequence[str]) -> bool:
    return any(cues.search(text) for text in texts)


def systems_behind(steps: Sequence[Step]) -> dict[str, tuple[int, ...]]:
    """Return each system with the orders of the steps that lean on it, the most leant on first, then by name."""
    uses: dict[str, list[int]] = {}
    for step in steps:
        for system in step.systems:
            uses.setdefault(system, []).append(step.order)
    return {name: tuple(uses[name]) for name in sorted(uses, key=lambda name: (-len(uses[name]), name))}


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What was said of two steps, and the steps as they were then."""

    item: HandOver
    giver: Step
    taker: Step

    @property
    def has_found_gap(self) -> bool:
        """Tell whether what is missing was found, and not named by a person."""
        return found_gap(self.item, self.giver, self.taker).gap is self.item.gap

    @property
    def is_worth_keeping(self) -> bool:
        """Tell whether it says more than would be found anew of the two steps alone."""
        if not self.item.says_something and self.has_found_gap:
            return False
        return _found_between(self.giver, self.taker) != self.item


def filled(said: Said, earlier: Said) -> Said:
    """Return what was said of two steps, with what only was said of them earlier; nothing said, the earlier alone."""
    if not said.item.says_something and said.has_found_gap:
        return earlier
    item, before = said.item, earlier.item
    there = {placed.evidence.id for placed in item.evidence}
    kept = {placed.evidence.id: placed for placed in before.evidence if placed.accepted_by}
    own = (placed if placed.accepted_by else kept.get(placed.evidence.id, placed) for placed in item.evidence)
    evidence = (*own, *(placed for placed in before.evidence if placed.evidence.id not in there))
    blank = [name for name in SAID_OF_HAND_OVERS if getattr(item, name) in NOT_SAID]
    both = replace(item, evidence=evidence, **{name: getattr(before, name) for name in blank})
    if said.has_found_gap:
        anew = found_gap(both, said.giver, said.taker)
        both = anew if earlier.has_found_gap else replace(both, gap=before.gap)
    return replace(said, item=both)


def standing_hand_over(
    giver: Step,
    taker: Step,
    *,
    said: Said | None,
    stood: tuple[Step, Step] | None,
    off: Set[str] = frozenset(),
) -> HandOver | None:
    """Return the hand-over between two steps that follow each other now; None where nothing is handed over.

    What was ``said`` of them stays while something still passes between them, under the names on its sides now. Where
    nothing was said, there is one between two organisations; another is looked for when they did not follow each other
    before, or ran in other names: ``stood`` are the two as they stood then. A step of which nothing is known hands
    nothing over. Of evidence that people took ``off`` it none is found again.
    """
    if said is not None:
        return _kept(said, giver, taker)
    is_old = stood is not None and _is_the_same(stood[0], giver) and _is_the_same(stood[1], taker)
    if (is_old and not are_of_two_organisations(giver, taker)) or _is_blank(giver) or _is_blank(taker):
        return None
    told = [_without(step, off) for step in (giver, taker)]
    return _found_between(told[0], told[1])


def _found_between(giver: Step, taker: Step) -> HandOver | None:
    """Return what is found to pass between two steps that an arrow joins, whatever the second is done instead of."""
    return next(iter(find_hand_overs([giver, replace(taker, branch=None)], (), Names())), None)


def _without(step: Step, off: Set[str]) -> Step:
    left = tuple(placed for placed in step.evidence if placed.evidence.id not in off)
    return replace(step, evidence=left, basis=StepBasis.EVIDENCE if left else StepBasis.ASSUMPTION)


def without_taken_off(item: HandOver, off: Set[str], giver: Step, taker: Step) -> HandOver | None:
    """Return a hand-over that evidence tells without what people took ``off`` it; None where only that told of it.

    What is left tells how and what passes, and what is missing.
    """
    left = [placed for placed in item.evidence if placed.evidence.id not in off]
    if len(left) == len(item.evidence):
        return item
    if not left and (item.has_own_sides or not are_of_two_organisations(giver, taker)):
        return None
    told = _hand_over(giver, taker, (item.kind, item.giver, item.taker), left)
    return replace(item, passes=told.passes, how=told.how, gap=told.gap, evidence=told.evidence)


def _is_blank(step: Step) -> bool:
    return not (step.organisation or step.service or step.systems or step.evidence)


def are_of_two_organisations(giver: Step, taker: Step) -> bool:
    """Tell whether two steps are known to be done by different organisations: then something is handed over."""
    return any(kind is HandOverKind.ORGANISATION for kind, _, _ in boundaries(giver, taker))


def resting_hand_overs(
    said: Mapping[tuple[str, str], Said], steps: Sequence[Step], standing: Container[tuple[str, str]]
) -> list[HandOver]:
    """Return what was said of two steps that are both there, and between which nothing stands now.

    What nobody said anything of, and no evidence tells, does not rest: it is found anew.
    """
    now = {step.id: step for step in steps}
    return [
        _resting_hand_over(item, now[giver], now[taker])
        for (giver, taker), item in said.items()
        if giver in now and taker in now and giver != taker and (giver, taker) not in standing
        if item.is_worth_keeping
    ]


def _resting_hand_over(said: Said, giver: Step, taker: Step) -> HandOver:
    """Return what was said of two steps while nothing passes between them, under the names that they have now."""
    return _kept(said, giver, taker) or replace(said.item, from_step=giver.order, to_step=taker.order)


def standing_own(item: HandOver, *, was: tuple[Step, Step], now: tuple[Step, Step]) -> HandOver:
    """Return a hand-over with sides of its own at its two steps as they are now, which may be one.

    A side that bore the name of who did its step bears today's. A gap that was found is looked for anew, one that a
    person named stays.
    """
    giver, taker = (
        _name_now(name, *pair) for name, pair in zip((item.giver, item.taker), zip(was, now, strict=True), strict=True)
    )
    if giver.casefold() == taker.casefold():
        giver, taker = item.giver, item.taker
    moved = replace(item, from_step=now[0].order, to_step=now[1].order, giver=giver, taker=taker)
    return found_gap(moved, *now) if found_gap(item, *was).gap is item.gap else moved


def _name_now(name: str, was: Step, now: Step) -> str:
    """Return what a side is called now; where its step became part of another, it is called as before."""
    names = {was.service: now.service, was.organisation: now.organisation} if was.id == now.id else {}
    return names.get(name) or name


def _is_the_same(before: Step, now: Step) -> bool:
    return (before.organisation, before.service, before.systems) == (now.organisation, now.service, now.systems)


def _kept(said: Said, giver: Step, taker: Step) -> HandOver | None:
    """Return what was said of two steps; a gap that was found is looked for anew, one that a person named stays."""
    item = replace(said.item, from_step=giver.order, to_step=taker.order)
    if not (_is_the_same(said.giver, giver) and _is_the_same(said.taker, taker)):
        sides = _sides_now(said, giver, taker)
        if sides is None:
            return None
        kind, left, right = sides
        item = replace(item, kind=kind, giver=left, taker=right)
    return found_gap(item, giver, taker) if said.has_found_gap else item


def _sides_now(said: Said, giver: Step, taker: Step) -> tuple[HandOverKind, str, str] | None:
    """Return the boundary that was spoken of, under today's names; None where nothing differs any more.

    A side that is told by its role or not at all stays until its step has an organisation.
    """
    item = said.item
    possible = boundaries(giver, taker)
    if same := next((each for each in possible if each[1:] == (item.giver, item.taker)), None):
        return same
    if possible and possible[0][0] is not HandOverKind.SYSTEM:
        return possible[0]
    if item.kind is HandOverKind.SYSTEM and {item.giver, item.taker} <= {*giver.systems, *taker.systems}:
        return item.kind, item.giver, item.taker
    if item.kind is HandOverKind.ORGANISATION and not (giver.organisation and taker.organisation):
        left = giver.organisation or (UNKNOWN_SIDE if item.giver == said.giver.organisation else item.giver)
        right = taker.organisation or (UNKNOWN_SIDE if item.taker == said.taker.organisation else item.taker)
        if left != right:
            return item.kind, left, right
    return possible[0] if possible else None


def found_gap(hand_over: HandOver, giver: Step, taker: Step) -> HandOver:
    """Return the hand-over with the gap that its owners, its way of passing and its evidence tell of."""
    sides = (
        replace(step, owner=owner or step.owner)
        for step, owner in ((giver, hand_over.giver_owner), (taker, hand_over.taker_owner))
    )
    texts = [placed.evidence.text for placed in hand_over.evidence]
    return replace(hand_over, gap=gap_between(hand_over.kind, hand_over.how, texts, *sides))
