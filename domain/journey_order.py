"""In which order the steps of a journey may be done: one after another, instead of one another, or as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from domain.journeys import Branch, Step


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrow:
    """From one step to the next, by their orders. ``branch`` is said where the step is done instead, or as well."""

    from_step: int
    to_step: int
    branch: Branch | None = None


class Ordered(Protocol):
    """A step, or what stands for one: where it stands, and whether it is done instead of others or as well."""

    @property
    def order(self) -> int:
        """Return its place among the steps."""

    @property
    def branch(self) -> Branch | None:
        """Return what it is to the step before it; None where it follows that one."""


def arrows(steps: Sequence[Ordered]) -> list[Arrow]:
    """Return the arrows of a drawing: a step done instead begins and ends where the one before it does.

    One that is done as well stands after the one before it. No steps, or one: no arrows.
    """
    found: list[Arrow] = []
    before: list[int] = []
    ends: list[int] = []
    for step in steps:
        if step.branch is Branch.OR and ends:
            found += [Arrow(from_step=order, to_step=step.order, branch=Branch.OR) for order in before]
            ends.append(step.order)
            continue
        found += [Arrow(from_step=order, to_step=step.order, branch=step.branch) for order in ends]
        before, ends = ends, [step.order]
    return found


def neighbours(steps: Sequence[Step]) -> list[tuple[Step, Step]]:
    """Return the steps between which something may pass as one leads to the next: those that an arrow joins.

    Nothing passes from a step to one that is done instead of it: what leads to the one leads to the other.
    """
    by_order = {step.order: step for step in steps}
    return [(by_order[arrow.from_step], by_order[arrow.to_step]) for arrow in arrows(steps)]


def orders_in_a_row(steps: Sequence[Ordered]) -> set[tuple[int, int]]:
    """Return the orders of steps that stand in a row, and of those that an arrow joins."""
    rows = {(giver.order, taker.order) for giver, taker in pairwise(steps)}
    return rows | {(arrow.from_step, arrow.to_step) for arrow in arrows(steps)}


def are_instead(steps: Sequence[Ordered], one: int, other: int) -> bool:
    """Tell whether of two steps, by their orders, one is done instead of the other. Raises ValueError for no step."""
    first, last = sorted([step.order for step in steps].index(order) for order in (one, other))
    return first < last and all(step.branch is Branch.OR for step in steps[first + 1 : last + 1])


def planned_pairs(steps: Sequence[Step]) -> list[tuple[int, int]]:
    """Return which step may directly follow which as the journey is planned, by their orders.

    Steps follow in their order. One that is done instead of the one before it follows what that one follows, and what
    comes next follows either; one that may be left out may be passed over; what is done as well comes in any order.
    """
    groups: list[list[Step]] = []
    for step in steps:
        if groups and step.branch is not None:
            groups[-1].append(step)
        else:
            groups.append([step])
    pairs: dict[tuple[int, int], None] = {}
    for at, group in enumerate(groups):
        together = [step for step in group if any(one.branch is Branch.AND for one in group)]
        pairs |= dict.fromkeys((left.order, right.order) for left in together for right in together if left != right)
        for later in groups[at + 1 :]:
            pairs |= dict.fromkeys((left.order, right.order) for left in group for right in later)
            if not all(step.optional for step in later):
                break
    return sorted(pairs)
