"""What the names of steps say is passed on: "Refer the case to the clinic". Nobody's words need tell of it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.hand_overs import UNKNOWN_SIDE, HandOver, HandOverKind
from domain.journeys import Branch, Step, StepOutline
from domain.placed_evidence import PlacedEvidence
from journey_maps.drafting.naming import Names
from journey_maps.drafting.passings import Passing, Sides
from journey_maps.drafting.passings_of_steps import kind_of
from journey_maps.drafting.places import Side
from journey_maps.drafting.roles import is_served, tells_who

_MOST_EVIDENCE = 4
_LEAST_FIT = 0.25
"""How well a sentence fits one of the two steps, at least, to be evidence of what the name says."""
_BEGINS = r"(?:^|,? (?:and|then|to) |, )"
_DETERMINED = r" (?:an? \w+ or )?(?:(?:the|my|their|our|an?|your|each|every|local|right|relevant|next|other) ){0,2}$"
_TELLS = re.compile(
    rf"{_BEGINS}(?:tell|inform|notify|alert|refer (?:(?!to )[\w’'-]+ ){{1,4}}to){_DETERMINED}", re.IGNORECASE
)
"""What stands before a body that a step lets know: "Tell the lab"."""
_TURNS_TO = re.compile(
    rf"{_BEGINS}(?:ask|(?:apply|report|write|complain|reply|go back) to){_DETERMINED}", re.IGNORECASE
)
"""What stands before a body that somebody turns to: mostly the person whose journey it is."""
_HAVE = re.compile(r"(?:^|,? and |, )(?:have|get) (?:(?:the|my|their|our|your) )?$", re.IGNORECASE)
_TOLD = re.compile(r" (?:told|informed|notified|asked)\b", re.IGNORECASE)
"""What stands around a body that a step has let know: "Have my lab told"."""
_IN_MIND = re.compile(r"(?:wait|decide|find out|learn|think|wonder|work out|understand|know)\b", re.IGNORECASE)
"""How a name begins that tells of what somebody waits for or weighs, not of what is done."""
_ON = re.compile(
    r"\b(?:send|submit|forward|refer|hand (?:over|in|on)|pass on|notify|transfer|escalate|return|"
    r"be (?:sent|referred|passed|transferred|escalated|forwarded|submitted))\b(?! for\b)",
    re.IGNORECASE,
)
"""Something leaves the step for the next, whoever takes it."""
_IN = re.compile(
    r"^(?:receive|get|collect|be (?:given|told|invited|notified|informed))\b(?! (?:in|on|to|ready|help))", re.IGNORECASE
)
"""Something comes to the step from the one before, whoever gives it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedPassing:
    """What a step's name says passes between two steps, by their places, the same within one; ``words`` is that name.

    A side is ``UNKNOWN_SIDE`` where nothing tells it, one of the two at most. ``evidence`` stands on these steps and
    tells of it as well.
    """

    nth: int
    to_nth: int
    giver: str
    taker: str
    kind: HandOverKind
    words: str
    is_typed: bool
    evidence: tuple[PlacedEvidence, ...]


def named_passings(
    steps: Sequence[Step], known: Iterable[HandOver], names: Names, said: Mapping[int, str]
) -> list[NamedPassing]:
    """Return what the names of steps say is passed on and none of the ``known`` hand-overs shows there.

    A name has to have a word of passing, and to tell who takes, or else people have to have said who does both steps:
    ``said``, by order. Whom evidence takes for the one that runs a step is nobody's word on who gives or takes there.
    Where a hand-over follows from the two steps already, that is it.
    """
    known = list(known)
    sides = Sides(
        names, {step.organisation for step in steps if step.organisation}, {s for t in steps for s in t.systems}
    )
    cited = {item.evidence.id for crossing in known for item in crossing.evidence}
    found: list[NamedPassing] = []
    for nth in range(len(steps)):
        for at, to, passing in _told(steps, nth, sides, said):
            giver = passing.giver.name if passing.giver else UNKNOWN_SIDE
            taker = passing.taker.name if passing.taker else UNKNOWN_SIDE
            shown = [*_shown(steps, known, at, to), *((one.giver, one.taker) for one in found if one.to_nth == to)]
            if alike(giver, taker) or any(_is_that(giver, taker, *pair) for pair in shown):
                continue
            evidence = _evidence(steps, at, to, passing, sides, cited)
            cited |= {item.evidence.id for item in evidence}
            found.append(
                NamedPassing(
                    nth=at,
                    to_nth=to,
                    giver=giver,
                    taker=taker,
                    kind=kind_of(passing),
                    words=steps[nth].step,
                    is_typed=passing.is_typed,
                    evidence=evidence,
                )
            )
    return found


def _told(steps: Sequence[Step], nth: int, sides: Sides, said: Mapping[int, str]) -> Iterator[tuple[int, int, Passing]]:
    """Yield what the name of a step says, with the places of the steps between which it passes."""
    step, (before, after) = steps[nth], _before_and_after(steps, nth)
    if _IN_MIND.match(step.step):
        return
    passing = sides.passing(step.step) or _addressed(step.step, sides, is_known=step.order in said)
    if passing is None:
        yield from _untold(steps, nth, before, after, said)
    elif passing.is_typed or passing.is_unlinked:
        yield nth, nth, passing
    elif passing.taker is None:
        if taker := _who(step, said):
            yield before, nth, replace(passing, taker=taker)
    else:
        is_own = alike(step.organisation or said.get(step.order, ""), passing.taker.name)
        at, to = (before, nth) if is_own else (nth, after)
        giver = _who(steps[at], said)
        is_other = giver is not None and not alike(giver.name, passing.taker.name)
        yield at, to, replace(passing, giver=passing.giver or (giver if is_other else None))


def _before_and_after(steps: Sequence[Step], nth: int) -> tuple[int, int]:
    """Return the places of a step that leads to one and of what follows it, its own place where there is none.

    Neither is a step that is done instead of it.
    """
    after = next((at for at in range(nth + 1, len(steps)) if steps[at].branch is not Branch.OR), nth)
    first = next((at for at in range(nth, 0, -1) if steps[at].branch is not Branch.OR), 0)
    return (first - 1 if first else nth), after


def _untold(
    steps: Sequence[Step], nth: int, before: int, after: int, said: Mapping[int, str]
) -> Iterator[tuple[int, int, Passing]]:
    """Yield what passes between two whom people named where a step's name says that something does."""
    words = steps[nth].step
    for at, to, says in ((nth, after, _ON.search(words)), (before, nth, _IN.search(words))):
        giver, taker = _who(steps[at], said), _who(steps[to], said)
        if says and at != to and giver and taker and not alike(giver.name, taker.name):
            yield at, to, Passing(giver=giver, taker=taker)
            return


def _addressed(text: str, sides: Sides, *, is_known: bool) -> Passing | None:
    """Return whom a step's name says is told, or turned to where it ``is_known`` who does the step."""
    for start, end, side in sides.places(text):
        is_told = _TELLS.search(text, 0, start) or (_HAVE.search(text, 0, start) and _TOLD.match(text, end))
        if not side.is_system and (is_told or (is_known and _TURNS_TO.search(text, 0, start))):
            return Passing(giver=None, taker=side)
    return None


def _who(step: Step, said: Mapping[int, str]) -> Side | None:
    name = said.get(step.order)
    return Side(name=name, is_system=False) if name else None


def _shown(steps: Sequence[Step], known: Iterable[HandOver], at: int, to: int) -> Iterator[tuple[str, str]]:
    """Yield the sides of the hand-overs at these steps; of one that follows from both, any sides."""
    orders = (steps[at].order, steps[to].order)
    for item in known:
        if not item.has_own_sides and (item.from_step, item.to_step) == orders:
            yield UNKNOWN_SIDE, UNKNOWN_SIDE
        elif {item.from_step, item.to_step} <= set(orders):
            yield item.giver, item.taker


def _is_that(giver: str, taker: str, known_giver: str, known_taker: str) -> bool:
    """Tell whether the sides of two passings may be the same: one that is not known may be any."""
    pairs = ((giver, known_giver), (taker, known_taker))
    return all(UNKNOWN_SIDE in pair or alike(*pair) for pair in pairs)


def _evidence(
    steps: Sequence[Step], at: int, to: int, passing: Passing, sides: Sides, cited: set[str]
) -> tuple[PlacedEvidence, ...]:
    """Return what stands on the two steps and tells that something passes to the same side, the likeliest first."""
    if passing.taker is None:
        return ()
    best: dict[str, PlacedEvidence] = {}
    for nth in {at, to}:
        for item in steps[nth].evidence:
            told = sides.passing(item.evidence.text) if item.score >= _LEAST_FIT else None
            is_it = told and told.taker and not told.is_typed and alike(told.taker.name, passing.taker.name)
            before = best.get(item.evidence.id)
            if is_it and item.evidence.id not in cited and (before is None or item.score > before.score):
                best[item.evidence.id] = item
    return tuple(sorted(best.values(), key=lambda item: (-item.score, item.evidence.id))[:_MOST_EVIDENCE])


def alike(one: str, other: str) -> bool:
    """Tell whether two names are of the same, said in full or in short: "GP" and "GP surgery"."""
    left, right = (set(re.findall(r"\w+", name.casefold())) for name in (one, other))
    return bool(left and right) and (left <= right or right <= left)


def who_does(outlines: Iterable[StepOutline]) -> dict[int, str]:
    """Return whom people said do steps, by order: an organisation, else people at work; not whom a service is for."""
    found = {}
    for outline in outlines:
        actor = outline.actor if outline.actor and tells_who(outline.actor) else None
        is_at_work = actor is not None and not is_served(actor.split()[-1])
        if name := outline.organisation or (actor if is_at_work else None):
            found[outline.order] = name
    return found
