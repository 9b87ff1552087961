"""How two journeys differ: one as it is and one as it might be, or one journey in two of its versions."""

from dataclasses import dataclass

from domain.hand_overs import HandOver
from domain.journeys import Step


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """What was counted of a journey, of how many more parts it is only likely, and of how many it is not known."""

    number: float
    not_known: int
    likely: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class StepChange:
    """A step before and after, with the names of the fields that differ: none where it only stands elsewhere."""

    before: Step
    after: Step
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOverChange:
    """A hand-over between the same two steps before and after, with the names of the fields that differ."""

    before: HandOver
    after: HandOver
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class JourneyDifference:
    """What it takes from one journey to the other, the tallies of each before and after, and all of it in words.

    Steps are the same by their identifier where one journey came of the other, and else by their name. Waits are days;
    their tally is not known of the steps whose wait nobody told, that of re-keying of the hand-overs of which nobody
    told how they pass; its number is what is typed in again for sure. ``hand_overs_before`` and ``hand_overs_after``
    count all there are.

    ``of_itself`` names what differs of the journey itself, and evidence that a person kept counts as a change, only
    between two versions of one journey. ``changes`` is what differs in words without the tallies; nothing: empty.
    """

    before: str
    after: str
    added: tuple[Step, ...]
    removed: tuple[Step, ...]
    moved: tuple[StepChange, ...]
    changed: tuple[StepChange, ...]
    hand_overs_added: tuple[HandOver, ...]
    hand_overs_removed: tuple[HandOver, ...]
    hand_overs_changed: tuple[HandOverChange, ...]
    hand_overs_before: int
    hand_overs_after: int
    rekeying_before: Tally
    rekeying_after: Tally
    waits_before: Tally
    waits_after: Tally
    words: tuple[str, ...]
    changes: tuple[str, ...] = ()
    of_itself: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing differs in steps and hand-overs, nor in the journey itself."""
        steps = (*self.added, *self.removed, *self.moved, *self.changed)
        hand_overs = (*self.hand_overs_added, *self.hand_overs_removed, *self.hand_overs_changed)
        return not (steps or hand_overs or self.of_itself)
