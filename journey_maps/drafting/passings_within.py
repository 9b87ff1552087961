"""What passes within a step, as the sentences that stand on it tell it, and not between it and the next."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from domain.evidence import Evidence, Kind
from domain.hand_overs import UNKNOWN_SIDE, HandOver
from domain.journeys import Step
from domain.placed_evidence import PlacedEvidence
from journey_maps.drafting.cues import ABOUT_RESEARCH, WISHES
from journey_maps.drafting.naming import Names
from journey_maps.drafting.passings import Passing, Sides, with_speaker
from journey_maps.drafting.passings_of_steps import ToldPassing, kind_of

MOST_WITHIN_A_STEP = 2
_MOST_EVIDENCE = 4
_LEAST_FIT = 0.25
"""How well a sentence fits its step, at least: what stands there for a system that it names may be told of another."""
_LEAST_FIT_OF_OTHERS = 0.5
"""How well it fits, at least, where neither side is the step's own."""
_LEAST_FIT_TYPED = 0.35
"""How well it fits, at least, where it tells of what is typed in: that is told of many steps."""
_LEAST_FIT_UNTOLD = 0.65
"""The same where nobody is told to give what is typed in, or finds no way."""
_LEAST_NEAR = 0.03
"""How well a sentence that stands on no step fits one that bears a name it tells, at least."""
_SURE = 0.7
_SURE_OF_ITS_OWN = 0.5
"""How well a sentence fits its step, at least, where nobody is told to give; the second where the step's own takes."""
_NAMES_BOTH = 0.3
_ITS_OWN = 0.2
"""What it counts that a side is the step's own organisation or one of its systems."""
_NOBODY_TELLS = re.compile(
    r"\b(?:no longer|any ?more|used to|previously|until recently|would|if|"
    r"I|we|she|he|(?:users?|people|participants?|patients?) (?:can |could |may |should |must |have to |had to )?"
    r"(?:\w+ly )?"
    r"(?:sen[dt]|pass|shar|return|submit|post|e-?mail|upload|take|contact|phone|ring|call))\b",
    re.IGNORECASE,
)
"""Words of a sentence from which no unnamed giver follows: what was, what may be, and what people do themselves."""
NO_ACCOUNTS = frozenset({Kind.RECOMMENDATION, Kind.QUESTION})
"""What tells how things might pass, not how they do."""

Stray: TypeAlias = tuple[Evidence, Sequence[float]]
"""An observation that stands on no step, and how well it fits each, in [0, 1]."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Heard:
    nth: int
    score: float
    giver: str
    taker: str
    passing: Passing
    evidence: Evidence

    def is_like(self, giver: str, taker: str) -> bool:
        """Tell whether something passes between the same two; a giver that is not known may be any."""
        return _alike(self.taker, taker) and (self.giver == UNKNOWN_SIDE or _alike(self.giver, giver))


def told_within(
    steps: Sequence[Step], between: Sequence[HandOver], names: Names, strays: Sequence[Stray] = ()
) -> dict[int, list[ToldPassing]]:
    """Return what passes within each step, by its place, the plainest first, two at most.

    A sentence tells of one step, the one it stands on best; what passes between two steps already is not told again.
    Both sides are named, but for what is typed into a system: there the giver may be not known.
    """
    cited = {item.evidence.id for crossing in between for item in crossing.evidence}
    sides = Sides(
        names, {step.organisation for step in steps if step.organisation}, {s for t in steps for s in t.systems}
    )
    best: dict[str, _Heard] = {}
    for heard in (*_heard(steps, sides), *_heard_astray(steps, strays, sides)):
        before = best.get(heard.evidence.id)
        if heard.evidence.id not in cited and (before is None or heard.score > before.score):
            best[heard.evidence.id] = heard
    told: dict[int, list[list[_Heard]]] = {}
    ranked = sorted(best.values(), key=lambda each: (each.giver == UNKNOWN_SIDE, -each.score, each.evidence.id))
    for heard in ranked:
        own = told.setdefault(heard.nth, [])
        same = next((several for several in own if heard.is_like(several[0].giver, several[0].taker)), None)
        if same is not None:
            same.append(heard)
        elif len(own) < MOST_WITHIN_A_STEP and not _is_told_elsewhere(heard, told, between):
            own.append([heard])
    return {nth: [_told(several) for several in own] for nth, own in told.items() if own}


def _is_told_elsewhere(heard: _Heard, told: Mapping[int, list[list[_Heard]]], between: Sequence[HandOver]) -> bool:
    crossings = [(item.giver, item.taker) for item in between if item.evidence]
    crossings += [(one[0].giver, one[0].taker) for own in told.values() for one in own]
    is_by_hand = heard.giver == UNKNOWN_SIDE and (heard.passing.is_typed or heard.passing.is_unlinked)
    return any(heard.is_like(*sides) for sides in crossings if not is_by_hand or sides[0] == UNKNOWN_SIDE)


def _heard(steps: Sequence[Step], sides: Sides) -> Iterator[_Heard]:
    runners = {step.organisation for step in steps if step.organisation}
    for nth, step in enumerate(steps):
        its_own = _own_names(step)
        for placed in step.evidence:
            if placed.score < _LEAST_FIT or (passing := _passing(placed.evidence, sides)) is None:
                continue
            passing = with_speaker(passing, placed.evidence, runners)
            sure = _SURE_OF_ITS_OWN if passing.taker and passing.taker.name in its_own else _SURE
            is_sure = placed.score >= sure and not _NOBODY_TELLS.search(placed.evidence.text)
            named = _named(passing, is_sure=is_sure)
            own = sum(name in its_own for name in named or ())
            if named is None or placed.score < _least_fit(passing, named, is_own=own > 0):
                continue
            score = placed.score + _NAMES_BOTH * (named[0] != UNKNOWN_SIDE) + _ITS_OWN * own
            yield _Heard(
                nth=nth, score=score, giver=named[0], taker=named[1], passing=passing, evidence=placed.evidence
            )


def _least_fit(passing: Passing, named: tuple[str, str], *, is_own: bool) -> float:
    """Return how well a sentence fits the step it stands on, at least, to tell what passes there."""
    least = _LEAST_FIT if is_own else _LEAST_FIT_OF_OTHERS
    if passing.is_typed or passing.is_unlinked:
        return max(least, _LEAST_FIT_UNTOLD if named[0] == UNKNOWN_SIDE else _LEAST_FIT_TYPED)
    return least


def _heard_astray(steps: Sequence[Step], strays: Sequence[Stray], sides: Sides) -> Iterator[_Heard]:
    """Yield what is told by sentences that stand on no step: both sides named, one of them a name of the journey's.

    What is typed in is not among it: that happens at many steps. It goes to the nearest of the steps that the name is
    of.
    """
    owning = [_own_names(step) for step in steps]
    for item, fits in strays:
        passing = _passing(item, sides)
        named = _named(passing, is_sure=False) if passing else None
        if passing is None or passing.is_typed or named is None or UNKNOWN_SIDE in named:
            continue
        own = [sum(name in its_own for name in named) for its_own in owning]
        nth = max(range(len(steps)), key=lambda each: (own[each] > 0, fits[each], -each))
        if own[nth] and fits[nth] >= _LEAST_NEAR:
            score = fits[nth] + _ITS_OWN * own[nth]
            yield _Heard(nth=nth, score=score, giver=named[0], taker=named[1], passing=passing, evidence=item)


def _own_names(step: Step) -> set[str | None]:
    return {step.organisation, *step.systems} - {None}


def _passing(item: Evidence, sides: Sides) -> Passing | None:
    """Return what a sentence tells that passes today; None for advice, wishes and what tells of the research."""
    is_wished = item.kind in NO_ACCOUNTS or WISHES.search(item.text) or ABOUT_RESEARCH.search(item.text)
    return None if is_wished else sides.passing(item.text)


def _named(passing: Passing, *, is_sure: bool) -> tuple[str, str] | None:
    """Return what the sides are called; None where one is not told, but for what gets into a system by hand or not.

    Where a sentence is surely told of the step it is enough that who takes is.
    """
    if passing.taker is None or (passing.giver is None and not (passing.is_typed or passing.is_unlinked or is_sure)):
        return None
    giver = passing.giver.name if passing.giver else UNKNOWN_SIDE
    return (giver, passing.taker.name) if giver != passing.taker.name else None


def _told(own: Sequence[_Heard]) -> ToldPassing:
    return ToldPassing(
        giver=own[0].giver,
        taker=own[0].taker,
        kind=kind_of(own[0].passing),
        is_typed=own[0].passing.is_typed,
        evidence=tuple(
            PlacedEvidence(evidence=each.evidence, score=round(min(each.score, 1.0), 4))
            for each in own[:_MOST_EVIDENCE]
        ),
    )


def _alike(one: str, other: str) -> bool:
    """Tell whether two names are of the same, said in full or in short: "GP" and "GP surgery"."""
    left, right = (set(name.casefold().split()) for name in (one, other))
    return left <= right or right <= left
