"""Gaps put together by what has to be done and by the pair of organisations: a few lines instead of many rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from domain.dependencies import GapKind, GapState, JourneyGap, StepGap
from domain.hand_overs import UNKNOWN_SIDE, Gap, How
from domain.journey_table import sides_words
from domain.journeys import Channel, Journey, StepBasis
from domain.wording import count, listed

TO_DO: dict[GapKind, str] = {
    Gap.NO_OWNER: "Name an owner",
    Gap.BROKEN_LINK: "Mend the link",
    Gap.NO_DATA_LINK: "Make a data link",
    Gap.TWO_OWNERS: "Agree on one owner",
    Gap.NOT_KNOWN_IF_ALLOWED: "Find out if it is allowed",
    StepGap.ORGANISATION_UNKNOWN: "Find out who does it",
    StepGap.NO_EVIDENCE: "Find evidence, or ask someone who knows",
}
"""What closes each sort of gap, in the order in which they weigh where all else is equal."""
_GRAVEST = frozenset({Gap.NO_OWNER, Gap.BROKEN_LINK})
_ORDER = list(TO_DO)


@dataclass(frozen=True, kw_only=True, slots=True)
class GapGroup:
    """Gaps of one sort at one pair of organisations, or at the steps of one. ``between`` says whose, in words."""

    kind: GapKind
    between: str
    gaps: tuple[JourneyGap, ...]

    @property
    def to_do(self) -> str:
        """Return what has to be done about them."""
        return TO_DO[self.kind]

    @property
    def title(self) -> str:
        """Return all of it in a line: "Harbour Office to Survey Agency: 6 hand-overs, no owner"."""
        told = count(len(self.gaps), "step" if isinstance(self.kind, StepGap) else "hand-over")
        return f"{self.between}: {told}, {self.kind.value}"

    @property
    def trouble(self) -> int:
        """Return how many pieces of evidence tell of trouble there."""
        return sum(gap.trouble for gap in self.gaps)

    @property
    def told(self) -> int:
        """Return at how many of them somebody told of trouble in words of their own, which is no evidence."""
        return sum(gap.is_told for gap in self.gaps)

    @property
    def beside(self) -> str:
        """Return what else decides how soon to see to it: trouble there, and how many are somebody's.

        What evidence shows of trouble and what somebody told of it are kept apart.
        """
        taken = sum(gap.state is not GapState.OPEN for gap in self.gaps)
        told = [count(self.trouble, "piece") + " of evidence of trouble there"] if self.trouble else []
        if self.told:
            told.append("trouble that somebody told" + (f" at {self.told} of them" if len(self.gaps) > 1 else ""))
        told += [f"{taken} of {len(self.gaps)} with an owner named"] if taken else []
        return "; ".join(told)

    @property
    def _weight(self) -> tuple[object, ...]:
        is_step, is_grave = isinstance(self.kind, StepGap), self.kind in _GRAVEST
        trouble = self.trouble + self.told
        return (is_step, not is_grave, -trouble, -len(self.gaps), _ORDER.index(self.kind), self.between.casefold())


def gap_groups(gaps: Iterable[JourneyGap]) -> list[GapGroup]:
    """Return gaps in groups, gravest first: no owner or a broken link, most trouble, then the most gaps.

    Trouble is the pieces of evidence of it, and one more for each gap where somebody told of it. Each gap stands in one
    group, those of a group in the order given. What steps lack comes after what hand-overs do.
    """

    def key(gap: JourneyGap) -> tuple[int, str]:
        return _ORDER.index(gap.kind), _between(gap)

    found = [
        GapGroup(kind=_ORDER[kind], between=between, gaps=tuple(own))
        for (kind, between), own in groupby(sorted(gaps, key=key), key=key)
    ]
    return sorted(found, key=lambda group: group._weight)


def _between(gap: JourneyGap) -> str:
    if gap.taker is None:
        return gap.step.organisation or "Organisation not known"
    giver, taker = gap.sides or (gap.step.organisation or UNKNOWN_SIDE, gap.taker.organisation or UNKNOWN_SIDE)
    if giver == taker != UNKNOWN_SIDE and not gap.sides:
        return f"Within {giver}"
    return sides_words(giver, taker, begins=True)


def unsaid(journey: Journey) -> list[str]:
    """Return what the evidence of a journey does not say besides its gaps, a line for each sort of thing."""
    told = [step for step in journey.steps if step.basis is StepBasis.EVIDENCE]
    without_channel = [str(step.order) for step in told if step.channel is Channel.UNKNOWN]
    without_system = [str(step.order) for step in told if not step.systems]
    passings = [
        f"within {item.from_step}" if item.is_within else f"{item.from_step} to {item.to_step}"
        for item in journey.hand_overs
        if item.how is How.UNKNOWN
    ]
    lines = (
        ("How it is done", "step", without_channel),
        ("Which system is behind it", "step", without_system),
        ("How things are passed on", "hand-over", passings),
    )
    return [f"{what} is not known: {count(len(own), sort)} ({listed(own)})" for what, sort, own in lines if own]
