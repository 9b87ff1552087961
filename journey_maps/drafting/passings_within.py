"""What passes within a step, as the sentences that stand on it tell it, and not between it and the next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.evidence import Evidence, Kind
from domain.journeys import UNKNOWN_SIDE, HandOver, PlacedEvidence, Step
from journey_maps.drafting.cues import ABOUT_RESEARCH, WISHES
from journey_maps.drafting.naming import Names
from journey_maps.drafting.passings import Passing, Sides
from journey_maps.drafting.passings_of_steps import ToldPassing, kind_of

MOST_WITHIN_A_STEP = 2
_MOST_EVIDENCE = 4
_LEAST_FIT = 0.25
"""How well a sentence fits its step, at least: what stands there for a system that it names may be told of another."""
_LEAST_FIT_OF_OTHERS = 0.5
"""How well it fits, at least, where neither side is the step's own."""
_NAMES_BOTH = 0.3
_ITS_OWN = 0.2
"""What it counts that a side is the step's own organisation or one of its systems."""
_ADVICE = frozenset({Kind.RECOMMENDATION, Kind.QUESTION})
"""What tells how things might pass, not how they do."""


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


def told_within(steps: Sequence[Step], between: Sequence[HandOver], names: Names) -> dict[int, list[ToldPassing]]:
    """Return what passes within each step, by its place, the plainest first, two at most.

    A sentence tells of one step, the one it stands on best; what passes between two steps already is not told again.
    Both sides are named, but for what is typed into a system: there the giver may be not known.
    """
    cited = {item.evidence.id for crossing in between for item in crossing.evidence}
    sides = Sides(
        names, {step.organisation for step in steps if step.organisation}, {s for t in steps for s in t.systems}
    )
    best: dict[str, _Heard] = {}
    for heard in _heard(steps, sides):
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
    return any(heard.is_like(*sides) for sides in crossings if (heard.giver == sides[0]) or heard.giver != UNKNOWN_SIDE)


def _heard(steps: Sequence[Step], sides: Sides) -> Iterator[_Heard]:
    for nth, step in enumerate(steps):
        for placed in step.evidence:
            item = placed.evidence
            is_wished = item.kind in _ADVICE or WISHES.search(item.text) or ABOUT_RESEARCH.search(item.text)
            if placed.score < _LEAST_FIT or is_wished:
                continue
            passing = sides.passing(item.text)
            if passing is None or (named := _named(passing)) is None:
                continue
            own = sum(name in {step.organisation, *step.systems} for name in named)
            if not own and placed.score < _LEAST_FIT_OF_OTHERS:
                continue
            score = placed.score + _NAMES_BOTH * (named[0] != UNKNOWN_SIDE) + _ITS_OWN * own
            yield _Heard(nth=nth, score=score, giver=named[0], taker=named[1], passing=passing, evidence=item)


def _named(passing: Passing) -> tuple[str, str] | None:
    """Return what the sides are called; None where one is not told, but for what gets into a system by hand or not."""
    if passing.taker is None or (passing.giver is None and not (passing.is_typed or passing.is_unlinked)):
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
