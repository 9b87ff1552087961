"""What stops in a journey when something that steps lean on fails, and what is then reached no more."""

from collections.abc import Sequence, Set

from domain.journeys import Branch, Step


def failing(steps: Sequence[Step], leaning: Set[str]) -> tuple[list[Step], list[Step]]:
    """Return the steps that stop when a system fails on which ``leaning`` lean, by identifier, and the steps after.

    A step stops when it has no other system and no second touchpoint, is not optional, and nothing can be done in its
    place: of steps that stand for one another all must stop. What comes after one that stops is reached no more; what
    leans on the system itself is not counted among that.
    """
    stopped: list[Step] = []
    halted: list[Step] = []
    if not any(_stops(step, leaning) for step in steps):
        return stopped, halted
    for group in _groups(steps):
        if stopped:
            halted += [step for step in group if step.id not in leaning]
        ways = _ways(group)
        if all(any(_stops(step, leaning) for step in way) for way in ways):
            stopped += [step for step in group if _stops(step, leaning)]
    return stopped, halted


def _stops(step: Step, leaning: Set[str]) -> bool:
    return step.id in leaning and len(step.systems) == 1 and len(step.touchpoints) < 2 and not step.optional


def _groups(steps: Sequence[Step]) -> list[list[Step]]:
    """Return the steps in runs: each begins with one that follows on, and holds what is done as well or instead."""
    groups: list[list[Step]] = []
    for step in steps:
        if step.branch is None or not groups:
            groups.append([])
        groups[-1].append(step)
    return groups


def _ways(group: Sequence[Step]) -> list[list[Step]]:
    """Return the ways of getting through a run: each "or" begins another one, an "and" goes with the one before it."""
    ways: list[list[Step]] = []
    for step in group:
        if step.branch is Branch.OR or not ways:
            ways.append([])
        ways[-1].append(step)
    return ways
