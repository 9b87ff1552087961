"""Which sentences on the steps of a journey speak of passing something on, and stand at no hand-over yet."""

import re
from collections.abc import Sequence, Set

from domain.evidence import NOT_LIVE, Evidence, Kind
from domain.hand_overs import UNKNOWN_SIDE, How
from domain.journey_taken_off import off_hand_over, with_the_same_words, words_of
from domain.journeys import Journey, Step
from domain.placed_evidence import PlacedEvidence
from domain.possible_hand_overs import PossibleHandOver
from journey_maps.drafting.cues import ABOUT_RESEARCH, HOWS, NO_LINK, PASSING
from journey_maps.drafting.hand_overs import how_told, passes_told
from journey_maps.drafting.naming import Names
from journey_maps.drafting.passings import Passing, Sides, speaker

_LEAST_FIT = 0.2
"""How likely a sentence belongs to its step, at least: what more likely does not is asked of no room."""
_BODY = re.compile(
    r"\b(?:staff|admins?|administrat\w+|offices?|teams?|surger(?:y|ies)|clinics?|schools?|courts?|panels?|managers?|"
    r"practices?|boards?|suppliers?|councils?|banks?|employers?|GPs?|systems?|databases?|departments?|case ?workers?|"
    r"officers?|clerks?|agenc(?:y|ies))\b",
    re.IGNORECASE,
)
_ON_PAPER = re.compile(
    r"\b(?:fax(?:es|ed)?|print(?:s|ed|ing|outs?)?|downloads?|pdfs?|by post|hard ?cop(?:y|ies)|paper(?:work)?)\b",
    re.IGNORECASE,
)
"""What is carried on, but for letters: these go to people."""
_WAYS = (*(cues for how, cues in HOWS if how is not How.PAPER), _ON_PAPER, NO_LINK)


def possible_hand_overs(journey: Journey) -> list[PossibleHandOver]:
    """Return what may be passed on within steps, in their order, the likeliest of a step first; none: an empty list.

    A sentence is told at the one step that it fits best. Left out are sentences that stand at a hand-over, those of
    which a person said that they tell of none there, questions, what tells of research, and what is mended or of a
    prototype.
    """
    runners = {step.organisation for step in journey.steps if step.organisation}
    sides = Sides(Names(), runners, {system.name for system in journey.systems})
    cited = {words_of(placed) for item in journey.hand_overs for placed in item.evidence}
    best: dict[str, PossibleHandOver] = {}
    for step in journey.steps:
        off = _off(journey, step)
        for placed in step.evidence:
            words = words_of(placed)
            if words in cited or placed.evidence.id in off or not _may_tell(placed):
                continue
            found = _found(step, placed, sides, runners)
            before = best.get(words)
            if found and (before is None or _fit(placed) > _fit(before.placed)):
                best[words] = found
    return sorted(best.values(), key=lambda each: (each.step, -_fit(each.placed), each.placed.evidence.id))


def _off(journey: Journey, step: Step) -> set[str]:
    own = [item.id for item in journey.hand_overs if item.is_within and item.from_step == step.order]
    gone = off_hand_over(journey.rejected, (step.id, step.id, ""), own)
    return with_the_same_words(gone, journey.placed)


def _fit(placed: PlacedEvidence) -> float:
    return 1.0 if placed.accepted_by else placed.score


def _may_tell(placed: PlacedEvidence) -> bool:
    item = placed.evidence
    is_account = item.kind is not Kind.QUESTION and item.standing not in NOT_LIVE
    return _fit(placed) >= _LEAST_FIT and is_account and not ABOUT_RESEARCH.search(item.text)


def _found(step: Step, placed: PlacedEvidence, sides: Sides, runners: Set[str]) -> PossibleHandOver | None:
    text = placed.evidence.text
    passing = sides.passing(text)
    if not (_is_told(passing) or _is_spoken_of(placed.evidence)):
        return None
    giver, taker = _sides(passing, step, speaker(placed.evidence, runners))
    return PossibleHandOver(
        step=step.order,
        giver=giver,
        taker=taker,
        passes=passes_told([text]),
        how=How.REKEYED if passing and passing.is_typed else how_told([text]),
        placed=placed,
    )


def _is_told(passing: Passing | None) -> bool:
    """Tell whether a sentence tells who takes something, or that it is typed in or finds no way."""
    return passing is not None and bool(passing.taker or passing.is_typed or passing.is_unlinked)


def _is_spoken_of(item: Evidence) -> bool:
    """Tell whether a sentence speaks of passing, of a body or system, and of the way: on paper, by hand, by no link."""
    return all(cues.search(item.text) for cues in (PASSING, _BODY)) and any(cues.search(item.text) for cues in _WAYS)


def _sides(passing: Passing | None, step: Step, speaking: str | None) -> tuple[str, str]:
    """Return who gives and takes, as told. One that is not told is who runs the step, where that is not the other.

    Who speaks gives before that, where the other is told: "we post it to the court". Where neither is told, who runs
    the step is taken to give.
    """
    giver, taker = (
        side.name if side else None for side in ((passing.giver, passing.taker) if passing else (None, None))
    )
    own = [step.organisation] if step.organisation else []
    if giver is None:
        return _other([*([speaking] if speaking and taker else []), *own], taker), taker or UNKNOWN_SIDE
    return giver, taker or _other(own, giver)


def _other(names: Sequence[str], side: str | None) -> str:
    """Return the first name that is not the other side's, said in full or in short ("the council")."""
    words = set((side or "").casefold().split())
    unlike = (name for name in names if not (words and words <= set(name.casefold().split())))
    return next(unlike, UNKNOWN_SIDE)
