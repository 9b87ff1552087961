"""Which quotations a person's word would change most: what is read next, one by one, to be confirmed or left out."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from domain.catalogue import UNRECORDED
from domain.insights import Fit, PainPoint

UNSURE = 0.5
"""Below this probability of being right a quotation is more likely wrong than right to a careful reader."""


class Change(IntEnum):
    """What a person's word on a quotation would change, the most first."""

    LIFTS_A_FINDING = 0
    """The finding is thin: one confirmed quotation lets it count in full."""
    MAKES_A_FINDING = 1
    """The lead has one organisation that counts, and this is said of another."""
    HALF_A_FINDING = 2
    """The lead has no organisation that counts yet; two confirmed ones make it a finding."""
    HOLDS_AN_ORGANISATION = 3
    """Without it its organisation would not count."""
    SETTLES_A_DOUBT = 4
    """One of several of its organisation, and the machine is unsure of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ToConfirm:
    """A quotation that no person has judged, with the pain point it stands at and what a word on it would change."""

    point: PainPoint
    fit: Fit
    change: Change

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells it from others: the pain point and the observation."""
        return self.point.id, self.fit.evidence.id

    @property
    def said_on(self) -> tuple[str, str]:
        """Return what a decision on it is on: the subject and the observation."""
        return self.point.subject, self.fit.evidence.id


def to_confirm(points: Sequence[PainPoint]) -> list[ToConfirm]:
    """Return what is worth a person's word: by what it would change, then as points are ordered, the surest first.

    Of findings that are neither thin nor doubtful nothing is asked. A quotation stands once at a point, for the first
    of its organisations by what it would change. The same points give the same list.
    """
    found: dict[tuple[str, str], tuple[tuple[int, int, float, str], ToConfirm]] = {}
    for place, point in enumerate(points):
        for fit, change in _of_point(point):
            item = ToConfirm(point=point, fit=fit, change=change)
            order = (change.value, place, -fit.fit, fit.evidence.id)
            if item.key not in found or order < found[item.key][0]:
                found[item.key] = (order, item)
    return [item for _, item in sorted(found.values(), key=lambda one: one[0])]


def still_to_confirm(items: Sequence[ToConfirm], judged: Collection[tuple[str, str]]) -> list[ToConfirm]:
    """Return what of a list still waits after people's word on some of it, each by its subject and observation.

    What such a word bears on is left out as well, for what is told of it no longer holds: the rest of a lead or of a
    thin finding, or else of the same organisation. Whether it is still worth a word shows when the list is made anew.
    """
    known = [item for item in items if item.said_on in judged]
    changed = {item.point.id for item in known if item.change < Change.HOLDS_AN_ORGANISATION}
    moved = {(item.point.id, item.fit.organisation) for item in known}
    return [
        item
        for item in items
        if item.said_on not in judged
        and item.point.id not in changed
        and (item.point.id, item.fit.organisation) not in moved
    ]


def _of_point(point: PainPoint) -> Iterator[tuple[Fit, Change]]:
    groups: dict[str, list[Fit]] = defaultdict(list)
    for fit in point.evidence:
        groups[fit.organisation].append(fit)
    counting = {name for name, fits in groups.items() if name != UNRECORDED and _counts(fits)}
    for name, fits in groups.items():
        for fit in fits:
            change = None if fit.is_judged else _change(point, name, fit, groups, counting)
            if change is not None:
                yield fit, change


def _change(
    point: PainPoint, name: str, fit: Fit, groups: Mapping[str, Sequence[Fit]], counting: set[str]
) -> Change | None:
    if point.is_thin:
        return Change.LIFTS_A_FINDING
    if point.is_lead:
        if fit.of_whole_file or name == UNRECORDED or name in counting:
            return None
        return Change.MAKES_A_FINDING if counting else Change.HALF_A_FINDING
    if fit.fit >= UNSURE:
        return None
    rest = [other for other in groups[name] if other is not fit]
    return Change.SETTLES_A_DOUBT if rest and _counts(rest) else Change.HOLDS_AN_ORGANISATION


def _counts(fits: Sequence[Fit]) -> bool:
    from insights.sharing.evidence_choice import counts

    return counts(fit.fit for fit in fits)
