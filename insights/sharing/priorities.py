"""What to take up first: pain points in order, by criteria whose weights people set and whose reasons are in words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.evidence import Level, Severity, Standing
from domain.insights import Confidence, PainPoint, Sharing
from domain.missions import LEADING_AT_MOST, Claim, Criterion, Opportunity, OwnerStatus, PainPointOwner, Weights

_HARM = {Severity.HIGH: 1.0, Severity.MEDIUM: 0.5, Severity.LOW: 0.1}
_HARM_IN_WORDS = {
    Severity.HIGH: "stops people or harms them",
    Severity.MEDIUM: "slows or misleads people",
    Severity.LOW: "annoys people",
}
ON_ONE_SCREEN = 0.5
"""What harm counts when it bites on one screen only: there a single team can mend it."""
_SHARED = {Sharing.BETWEEN: 1.0, Sharing.IN_COMMON: 0.5, Sharing.SINGLE: 0.0}
_SHARED_IN_WORDS = {
    Sharing.BETWEEN: "between organisations: neither can mend it alone",
    Sharing.IN_COMMON: "in common: each organisation has its own copy",
    Sharing.SINGLE: "one organisation has it so far",
}
_OTHER_UNNAMED = "between organisations by its nature, but its quotations hardly name the other one"
WEAK_TRUST = 0.6
"""What worth is taken times where the evidence is weak."""
_STANDING_TRUST = {Standing.PROTOTYPE: 0.5, Standing.FIXED: 0.3}
_STANDING_IN_WORDS = {
    Standing.PROTOTYPE: "seen in a prototype only",
    Standing.FIXED: "said to be mended",
}


def priorities(
    points: Sequence[PainPoint],
    weights: Weights,
    *,
    owners: Iterable[PainPointOwner] = (),
    claims: Iterable[Claim] = (),
) -> list[Opportunity]:
    """Return every pain point as an opportunity, the one to take up first at the top; no points give none.

    With a share s in [0, 1] for each criterion and its weight w, an opportunity is worth ``trust * sum(w s) / sum(w)``:
    a weighted mean, as in simple multi-attribute rating (Edwards, 1977). Shares:

    - consequence: 1, 0.5 or 0.1 for high, medium or low severity, halved where it bites on one screen only;
    - between: 1 between organisations, 0.5 in common, 0 for one alone;
    - spread: ``1 - 1/n`` for n organisations with evidence (a claim is none);
    - no owner: 1 when nobody answers for it, 0.5 when an owner is only proposed, 0 when one is accepted.

    The worthiest that lie between organisations, not by weak evidence and not merely annoying, come first,
    ``LEADING_AT_MOST`` of them: no single one will take them up alone. All others follow by worth, so that a grave one
    in common keeps its place. With ``between`` weighed 0 none comes first.

    Trust is 0.6 for weak evidence and 1 otherwise, times 0.5 for what was seen in a prototype only or 0.3 for what is
    said to be mended; these two come after everything else, whatever they are worth, and leads after findings before
    them. Ties go by the pain point's own score, then by identifier, so the order does not depend on the order given.
    """
    owned, claimed = defaultdict(list), defaultdict(list)
    for owner in owners:
        owned[owner.pain_point].append(owner)
    for claim in claims:
        claimed[claim.pain_point].append(claim)
    found = [_opportunity(point, weights, tuple(owned[point.id]), tuple(claimed[point.id])) for point in points]
    found.sort(key=_place)
    leading = [each for each in found if _may_lead(each.pain_point, weights)][:LEADING_AT_MOST]
    ahead = {each.pain_point.id for each in leading}
    return [*map(_said_to_lead, leading), *(each for each in found if each.pain_point.id not in ahead)]


def _place(opportunity: Opportunity) -> tuple[bool, bool, float, float, str]:
    point = opportunity.pain_point
    return (point.standing in _STANDING_TRUST, point.is_lead, -opportunity.worth, -point.score, point.id)


def _said_to_lead(opportunity: Opportunity) -> Opportunity:
    criteria = (
        replace(part, reason=f"{part.reason}, so it comes first") if part.name == "between" else part
        for part in opportunity.criteria
    )
    return replace(opportunity, criteria=tuple(criteria))


def _may_lead(point: PainPoint, weights: Weights) -> bool:
    """Tell whether it may come before what is worth more: it lies between organisations, hinders, and is well told."""
    is_well_told = point.confidence is not Confidence.WEAK and point.standing not in _STANDING_TRUST
    hinders = point.severity is not Severity.LOW
    return point.sharing is Sharing.BETWEEN and is_well_told and hinders and weights.between > 0


def _opportunity(
    point: PainPoint, weights: Weights, owners: tuple[PainPointOwner, ...], claims: tuple[Claim, ...]
) -> Opportunity:
    criteria = (
        _consequence(point, weights.consequence),
        Criterion(
            name="between",
            share=_SHARED[point.sharing],
            weight=weights.between,
            reason=_OTHER_UNNAMED if point.other_unnamed else _SHARED_IN_WORDS[point.sharing],
        ),
        _spread(point, weights.spread, claims),
        _no_owner(owners, weights.no_owner),
    )
    trust, cautions = _trust(point)
    mean = sum(part.share * part.weight for part in criteria) / sum(part.weight for part in criteria)
    return Opportunity(
        pain_point=point,
        worth=round(trust * mean, 4),
        criteria=criteria,
        trust=trust,
        cautions=cautions,
        owners=owners,
        claims=claims,
    )


def _consequence(point: PainPoint, weight: int) -> Criterion:
    share, reason = _HARM[point.severity], _HARM_IN_WORDS[point.severity]
    if point.level is Level.SCREEN:
        share, reason = share * ON_ONE_SCREEN, f"{reason}, on one screen only"
    return Criterion(name="consequence", share=share, weight=weight, reason=reason)


def _spread(point: PainPoint, weight: int, claims: tuple[Claim, ...]) -> Criterion:
    number = point.spread
    reason = "evidence from 1 organisation" if number == 1 else f"evidence from {number} organisations"
    if claims:
        more = "1 more says" if len(claims) == 1 else f"{len(claims)} more say"
        reason += f"; {more} so without evidence, which does not count"
    return Criterion(name="spread", share=1 - 1 / max(number, 1), weight=weight, reason=reason)


def _no_owner(owners: tuple[PainPointOwner, ...], weight: int) -> Criterion:
    accepted = [owner.organisation for owner in owners if owner.status is OwnerStatus.ACCEPTED]
    if accepted:
        return Criterion(name="no owner", share=0.0, weight=weight, reason=f"{_listed(accepted)} answers for it")
    if owners:
        proposed = _listed([owner.organisation for owner in owners])
        return Criterion(name="no owner", share=0.5, weight=weight, reason=f"{proposed} is proposed as owner")
    return Criterion(name="no owner", share=1.0, weight=weight, reason="nobody answers for it")


def _trust(point: PainPoint) -> tuple[float, tuple[str, ...]]:
    trust, cautions = 1.0, []
    if point.confidence is Confidence.WEAK:
        trust *= WEAK_TRUST
        cautions.append(
            "it is a lead only, so it comes after what is better evidenced"
            if point.is_lead
            else "the evidence is weak, so it counts for less"
        )
    if point.standing in _STANDING_TRUST:
        trust *= _STANDING_TRUST[point.standing]
        cautions.append(f"{_STANDING_IN_WORDS[point.standing]}, so it comes after what still holds")
    return trust, tuple(cautions)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
