"""Hand-overs between consecutive steps: where organisation, service or system changes, and how things pass there."""

from collections.abc import Sequence
from itertools import pairwise

from domain.evidence import Evidence, Kind
from domain.journeys import Gap, HandOver, HandOverKind, How, Passes, PlacedEvidence, Step
from journey_maps.drafting.cues import HOWS, NO_LINK, PASSES, PASSING
from journey_maps.drafting.naming import Names
from language.name_forms import name_pattern

MOST_EVIDENCE_A_HAND_OVER = 4
_ADVICE = 0.2
"""What advice counts less than a description: it tells how things might pass, not how they do."""


def find_hand_overs(steps: Sequence[Step], candidates: Sequence[Evidence], names: Names) -> list[HandOver]:
    """Return a hand-over for each pair of consecutive steps that differ, with what evidence says of the passing.

    ``candidates`` are the observations of the journey's sources: one that names both sides and tells of passing
    is evidence, wherever it was placed. A side that is unknown makes no hand-over.
    """
    found = []
    for giver, taker in pairwise(steps):
        for boundary in boundaries(giver, taker):
            evidence = _evidence(giver, taker, boundary, candidates, names)
            if evidence or boundary[0] is not HandOverKind.SYSTEM:
                found.append(_hand_over(giver, taker, boundary, evidence))
                break
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
    own = {item.evidence.id: item.evidence for item in (*giver.evidence, *taker.evidence)}
    scored = []
    for item in (*own.values(), *(other for other in candidates if other.id not in own)):
        if item.kind is Kind.QUESTION:
            continue
        sides = bool(left.search(item.text)) + bool(right.search(item.text))
        needed = 2 if boundary[0] is HandOverKind.SYSTEM or item.id not in own else 1
        from_a_side = item.id in own and _tells_how(item, boundary)
        if PASSING.search(item.text) and (sides >= needed or from_a_side):
            score = placed.get(item.id, 0.0) / 2 + 0.25 * sides - _ADVICE * (item.kind is Kind.RECOMMENDATION)
            scored.append(PlacedEvidence(evidence=item, score=round(min(max(score, 0.0), 1.0), 4)))
    scored.sort(key=lambda item: (-item.score, item.evidence.id))
    return scored[:MOST_EVIDENCE_A_HAND_OVER]


def _tells_how(item: Evidence, boundary: tuple[HandOverKind, str, str]) -> bool:
    """Tell whether evidence about one side, which need not name itself, says how something is passed on."""
    return item.organisation in boundary[1:] and any(cues.search(item.text) for _, cues in HOWS)


def _hand_over(
    giver: Step, taker: Step, boundary: tuple[HandOverKind, str, str], evidence: Sequence[PlacedEvidence]
) -> HandOver:
    kind, left, right = boundary
    texts = [item.evidence.text for item in evidence]
    how = next((how for text in texts for how, cues in HOWS if cues.search(text)), How.UNKNOWN)
    passes = next((what for text in texts for what, cues in PASSES if cues.search(text)), Passes.UNKNOWN)
    return HandOver(
        from_step=giver.order,
        to_step=taker.order,
        giver=left,
        taker=right,
        kind=kind,
        passes=passes,
        how=how,
        gap=gap_between(kind, how, texts, giver, taker),
        evidence=tuple(evidence),
    )


def gap_between(kind: HandOverKind, how: How, texts: Sequence[str], giver: Step, taker: Step) -> Gap | None:
    """Return what is missing, the plainest first: no link for data, then no owner. None within one organisation."""
    if how in {How.REKEYED, How.SPREADSHEET} or any(NO_LINK.search(text) for text in texts):
        return Gap.NO_DATA_LINK
    if giver.owner and taker.owner and giver.owner != taker.owner:
        return Gap.TWO_OWNERS
    if kind is not HandOverKind.SYSTEM and not (giver.owner or taker.owner):
        return Gap.NO_OWNER
    return None


def systems_behind(steps: Sequence[Step]) -> dict[str, tuple[int, ...]]:
    """Return each system with the orders of the steps that lean on it, the most leant on first, then by name."""
    uses: dict[str, list[int]] = {}
    for step in steps:
        for system in step.systems:
            uses.setdefault(system, []).append(step.order)
    return {name: tuple(uses[name]) for name in sorted(uses, key=lambda name: (-len(uses[name]), name))}
