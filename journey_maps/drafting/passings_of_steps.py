"""Which steps pass something on to the next, as the sentences that stand on them tell it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from domain.evidence import Evidence, Kind
from domain.hand_overs import UNKNOWN_SIDE, HandOverKind
from domain.journeys import Step
from domain.placed_evidence import PlacedEvidence
from journey_maps.drafting.cues import ABOUT_RESEARCH
from journey_maps.drafting.naming import Names
from journey_maps.drafting.passings import Passing, Sides, with_speaker
from journey_maps.drafting.places import Side

_ENOUGH = 0.75
_STANDING = 0.5
"""What it counts, at most, how well the sentence fits its step."""
_ON_BOTH = 0.4
_LEADING = 0.5
_ITS_OWN = 0.4
"""What it counts that a side is one of its step's own names: its organisation or a system that it leans on."""
_SHARED = 0.15
"""What a system counts less that both steps lean on."""
_BY_WORK = 0.75
"""What it counts that a side is called by what is done at its step: the surveyor, where the hull is surveyed."""
_PASSES_ON = 0.35
_BACKWARDS = 0.6
_AWAY = 0.3
_ADVICE = 0.3
_STEM = 6
_WORKER = re.compile(r"(?:er|or|ar|ee|ist|ian)$")
_PROCEDURE = re.compile(r"(?:scan|test(?:ing)?|assessment|mri|x-ray|biopsy|surgery|treatment|inspection|survey)$")
_PROCEDURE_STEM = 4
"""What is done at a step may bear its name where a worker there does: it takes at the last such step alone."""
_MOST_EVIDENCE = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldPassing:
    """What passes between two steps: who gives, who takes, and the sentences that tell it, the best first.

    ``is_typed`` says that a person types it in, within a step.
    """

    giver: str
    taker: str
    kind: HandOverKind
    evidence: tuple[PlacedEvidence, ...]
    is_typed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class _Heard:
    nth: int
    score: float
    giver: str
    taker: str
    kind: HandOverKind
    placed: PlacedEvidence
    is_own: bool


def told_passings(steps: Sequence[Step], candidates: Sequence[Evidence], names: Names) -> dict[int, ToldPassing]:
    """Return what passes from a step to the next, by the place of the first of the two.

    A sentence tells of one place alone, the one it fits best, and the same systems pass something, or the same sort of
    body takes it, at one place. Of ``candidates``, which stand on no step, those count whose sides are the steps' own.
    """
    sides = Sides(
        names, {step.organisation for step in steps if step.organisation}, {s for t in steps for s in t.systems}
    )
    best: dict[str, _Heard] = {}
    for heard in _heard(steps, candidates, sides):
        before = best.get(heard.placed.evidence.id)
        if before is None or (heard.is_own, heard.score) > (before.is_own, before.score):
            best[heard.placed.evidence.id] = heard
    told: dict[int, list[_Heard]] = {}
    taken: dict[tuple[str, bool, str], int] = {}
    for heard in sorted(best.values(), key=lambda each: (-each.score, each.placed.evidence.id)):
        if heard.score >= _ENOUGH and taken.setdefault(_key(heard), heard.nth) == heard.nth:
            own = told.setdefault(heard.nth, [])
            if not own or _key(own[0]) == _key(heard):
                own.append(heard)
    return {nth: _told(own) for nth, own in told.items()}


def _key(heard: _Heard) -> tuple[str, bool, str]:
    """Return what makes two passings the same: the systems on both sides, or what sort of body takes."""
    is_system = heard.kind is HandOverKind.SYSTEM
    return (
        heard.giver if is_system else "",
        is_system,
        heard.taker if is_system else heard.taker.casefold().split()[-1],
    )


def _told(own: Sequence[_Heard]) -> ToldPassing:
    """Return what several sentences tell of one place, with the sides that the best of those tells which name them."""
    givers = [each.giver for each in own if each.giver != UNKNOWN_SIDE]
    return ToldPassing(
        giver=givers[0] if givers else UNKNOWN_SIDE,
        taker=own[0].taker,
        kind=own[0].kind,
        evidence=tuple(replace(each.placed, score=round(min(each.score, 1.0), 4)) for each in own[:_MOST_EVIDENCE]),
    )


def _heard(steps: Sequence[Step], candidates: Sequence[Evidence], sides: Sides) -> Iterator[_Heard]:
    on_steps = {item.evidence.id: item.evidence for step in steps for item in step.evidence}
    told = {**on_steps, **{item.id: item for item in candidates}}
    runners = {step.organisation for step in steps if step.organisation}
    passings = {
        item.id: with_speaker(passing, item, runners)
        for item in told.values()
        if item.kind is not Kind.QUESTION and not ABOUT_RESEARCH.search(item.text)
        if (passing := sides.passing(item.text)) and not passing.is_typed
    }
    done_at = {
        name: max(nth for nth, step in enumerate(steps) if _works_at(side, step))
        for name, passing in passings.items()
        if (side := passing.taker) and _PROCEDURE.search(side.name.casefold())
        if any(_works_at(side, step) for step in steps)
    }
    for nth, (giver, taker) in enumerate(pairwise(steps)):
        left = {item.evidence.id: item.score for item in giver.evidence}
        right = {item.evidence.id: item.score for item in taker.evidence}
        for name, passing in passings.items():
            if done_at.get(name, nth + 1) != nth + 1:
                continue
            named = _named(passing, giver, taker)
            gives, takes = _own(passing.giver, giver, taker), _own(passing.taker, taker, giver)
            is_own = bool(gives and takes) or (takes >= _BY_WORK and name not in done_at)
            stands = name in left or name in right or is_own
            if named is None or not stands or (passing.is_unlinked and not (gives and takes)):
                continue
            standing = max(left.get(name, 0.0), right.get(name, 0.0))
            score = gives + takes + _STANDING * standing + _ON_BOTH * (name in left and name in right)
            score += _turned(passing, giver, taker, gives=bool(gives), takes=bool(takes))
            score -= _AWAY * (not gives and not takes and name not in left)
            score -= _ADVICE * (told[name].kind is Kind.RECOMMENDATION)
            placed = PlacedEvidence(evidence=told[name], score=0.0)
            yield _Heard(
                nth=nth,
                score=score,
                giver=named[0],
                taker=named[1],
                kind=kind_of(passing),
                placed=placed,
                is_own=is_own,
            )


def kind_of(passing: Passing) -> HandOverKind:
    """Return what is crossed: a boundary of systems where both sides, as far as they are known, are such."""
    sides = [side for side in (passing.giver, passing.taker) if side]
    return HandOverKind.SYSTEM if all(side.is_system for side in sides) else HandOverKind.ORGANISATION


def _named(passing: Passing, giver: Step, taker: Step) -> tuple[str, str] | None:
    """Return what the two sides are called; None where they are the same."""
    left = _name(passing.giver, giver)
    right = _name(passing.taker, taker)
    return (left, right) if left != right else None


def _name(side: Side | None, step: Step) -> str:
    if side is None:
        return step.organisation or UNKNOWN_SIDE
    return step.organisation if step.organisation and _is_same(side, step.organisation) else side.name


def _is_same(side: Side, organisation: str) -> bool:
    """Tell whether a side is that organisation, said in full or by what it is: "the GP" of "GP surgery"."""
    words = set(side.name.casefold().split())
    return not side.is_system and words <= set(organisation.casefold().replace("(", " ").replace(")", " ").split())


def _own(side: Side | None, step: Step, other: Step) -> float:
    """Return how much a side is the step's own, 0 where it is not; less where it is the other step's too."""
    if side is None:
        return 0.0
    if side.is_system:
        weight = _LEADING if step.systems[:1] == (side.name,) else _ITS_OWN if side.name in step.systems else 0.0
        return weight - _SHARED if weight and side.name in other.systems else weight
    if step.organisation and _is_same(side, step.organisation):
        return _LEADING
    if _is_called(side, step) and not _is_called(side, other):
        return _LEADING
    return _BY_WORK if _works_at(side, step) and not _works_at(side, other) else 0.0


def _is_called(side: Side, step: Step) -> bool:
    """Tell whether a step's name names somebody: "the GP" in "Tell the GP"."""
    words = set(re.findall(r"\w+", step.step.casefold()))
    return set(re.findall(r"\w+", side.name.casefold())) <= words


def _works_at(side: Side, step: Step) -> bool:
    """Tell whether somebody or something is called by what is done at a step: the surveyor, or a survey."""
    own = side.name.casefold().split()[-1]
    length = _STEM if _WORKER.search(own) else _PROCEDURE_STEM if _PROCEDURE.search(own) else None
    if length is None:
        return False
    words = [word[:length] for word in re.findall(r"[a-z]+", step.step.casefold()) if len(word) >= length]
    return own[:length] in words


def _turned(passing: Passing, giver: Step, taker: Step, *, gives: bool, takes: bool) -> float:
    """Return what it counts that a system of the first step passes on to another of its own, or that all runs back."""
    left, right = passing.giver, passing.taker
    inward = right is not None and not takes and bool(_own(right, giver, taker))
    if gives and inward and right is not None and right.is_system:
        return _PASSES_ON
    outward = left is not None and not gives and bool(_own(left, taker, giver))
    return -_BACKWARDS if inward or outward else 0.0
