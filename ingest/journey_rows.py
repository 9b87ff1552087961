"""The rows of a journey's sheet of steps, and the order in which they are to stand."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from domain import journey_columns as columns
from domain.evidence import Standing
from domain.journey_table import NOT_KNOWN
from domain.journeys import Branch, Channel, Extras, Step, StepPainPoint
from ingest.journey_sheets import Faults, Row

LONGEST_NAME, LONGEST_NOTE = 500, 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadStep:
    """A step as its row tells it. ``number`` is what stands in the column Order, None where nothing does.

    ``order`` is the one that it is given.
    """

    row: Row
    id: str
    name: str
    number: float | None
    order: int
    channel: Channel
    standing: Standing
    branch: Branch | None
    optional: bool
    wait_days: float | None

    def answers_to(self, said: str, number: float | None) -> bool:
        """Tell whether a row that names a step by its number, its name or its identifier means this one.

        A stage and a colon may stand before the name.
        """
        if number is not None:
            return self.number == number
        name = self.name.casefold()
        return said.casefold() in (name, f"{self.stage.casefold()}: {name}", self.id)

    @property
    def stage(self) -> str:
        """Return the stage that it stands in, empty where its row says none."""
        return self.row.line("Stage")

    def made(self, pain_points: Sequence[StepPainPoint], extras: Extras) -> Step:
        """Return the step, on which no evidence stands yet."""
        row = self.row
        return Step(
            order=self.order,
            stage=self.stage,
            step=self.name,
            id=self.id,
            actor=row.line("Actor") or None,
            touchpoints=row.lines("Touchpoints"),
            standing=self.standing,
            branch=self.branch,
            optional=self.optional,
            wait_days=self.wait_days,
            sub_journey=row.line("Sub-journey") or None,
            note=row.text("Note"),
            organisation=known(row.line("Organisation")),
            service=known(row.line("Service")),
            systems=tuple(filter(known, row.lines("Systems"))),
            channel=self.channel,
            owner=known(row.line("Owner")),
            pain_points=tuple(pain_points),
            extras=extras,
        )


def known(words: str) -> str | None:
    """Return what a cell says, None where it is empty or says that nothing is known."""
    return None if not words or words.casefold() == NOT_KNOWN.casefold() else words


def number_of(words: str) -> float | None:
    """Return the number that a cell holds, None where it holds none."""
    try:
        number = float(words)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def read_step(row: Row, faults: Faults) -> ReadStep:
    """Return what a row says of a step; what is wrong in it is noted."""
    name, number, wait = row.line("Step"), row.line("Order"), row.line("Wait (days)")
    if not name:
        faults.add(row.where, "The step has no name.", "Say in 'Step' what is done, or delete the row.")
    long = [column for column in ("Step", "Stage", "Organisation", "Service", "Owner", "Actor") if
            len(row.line(column)) > LONGEST_NAME]  # fmt: skip
    for column in long:
        faults.add(row.where, f"What stands in '{column}' is too long.", f"Use at most {LONGEST_NAME} characters.")
    if len(row.text("Note")) > LONGEST_NOTE:
        faults.add(row.where, "The note is too long.", f"Use at most {LONGEST_NOTE:,} characters.")
    if number and number_of(number) is None:
        faults.add(row.where, f"The order '{number[:20]}' is no number.", "Write a number, or leave it empty.")
    days = number_of(wait) if wait else None
    if wait and (days is None or days < 0):
        faults.add(row.where, f"The wait '{wait[:20]}' is no number of days.", "Write a number from 0, or nothing.")
    optional = row.line("Optional").casefold()
    if optional not in ("", columns.YES, columns.NO):
        faults.add(row.where, f"'{optional[:20]}' in 'Optional' is neither yes nor no.", "Write yes, no, or nothing.")
    branch = row.line("Branch")
    return ReadStep(
        row=row,
        id=row.line("Id"),
        name=name or "?",
        number=number_of(number),
        order=0,
        channel=faults.choice(row, "Channel", columns.CHANNEL_WORDS, Channel.UNKNOWN),
        standing=faults.choice(row, "Standing", columns.STANDING_WORDS, Standing.UNKNOWN),
        branch=faults.choice(row, "Branch", columns.BRANCH_WORDS, Branch.AND) if branch else None,
        optional=optional == columns.YES,
        wait_days=days if days is not None and days >= 0 else None,
    )


def in_order(rows: Sequence[ReadStep], written: Mapping[str, int], faults: Faults) -> list[ReadStep]:
    """Return steps in the order in which they are to stand, numbered, each with an identifier of its own.

    Where the numbers are as they were ``written``, the order of the rows counts, for rows were moved, and a new row
    goes where its number says. Where people changed numbers, the numbers count; a row without one stands after the row
    above it. Numbers that nobody needs to change stay as they are.
    """
    numbers = [one.number for one in rows if one.number is not None]
    untouched = all(written.get(one.id) == one.number for one in rows if one.number is not None and one.id in written)
    steps = list(rows)
    if numbers != sorted(numbers) and not (untouched and written):
        steps = _by_number(rows)
    elif numbers != sorted(numbers):
        steps = _with_new_by_number(rows, written)
    if len(set(numbers)) != len(numbers):
        first: dict[float, int] = {}
        for one in rows:
            if one.number is not None and first.setdefault(one.number, one.row.number) != one.row.number:
                faults.add(
                    one.row.where,
                    f"The order {one.number:g} stands already in row {first[one.number]}.",
                    "Give each step an order of its own; 2.5 stands between 2 and 3.",
                )
    stand = [one.number for one in steps if one.number is not None]
    fit = len(stand) == len(steps) and stand == sorted(set(stand)) and all(number.is_integer() for number in stand)
    orders = map(int, stand) if fit and stand[0] >= 1 else range(1, len(steps) + 1)
    return _with_ids([replace(one, order=order) for one, order in zip(steps, orders, strict=True)], written)


def _by_number(rows: Sequence[ReadStep]) -> list[ReadStep]:
    keys: list[tuple[float, int]] = []
    last = -math.inf
    for at, one in enumerate(rows):
        last = last if one.number is None else one.number
        keys.append((last, at))
    return [one for _, one in sorted(zip(keys, rows, strict=True), key=lambda pair: pair[0])]


def _with_new_by_number(rows: Sequence[ReadStep], written: Mapping[str, int]) -> list[ReadStep]:
    """Return rows as they stand, but for new ones with a number: each after the one whose number is next below it.

    A row without a number goes with the row above it.
    """
    blocks: list[list[ReadStep]] = []
    for one in rows:
        if one.number is None and blocks:
            blocks[-1].append(one)
        else:
            blocks.append([one])
    new = [block for block in blocks if block[0].number is not None and block[0].id not in written]
    stand = [block for block in blocks if block not in new]
    for block in sorted(new, key=_number_of):
        below = [other for other in stand if _number_of(other) <= _number_of(block)]
        above = [other for other in stand if _number_of(other) > _number_of(block)]
        if not above:
            at = len(stand)
        elif below:
            at = stand.index(max(below, key=_number_of)) + 1
        else:
            at = stand.index(min(above, key=_number_of))
        stand.insert(at, block)
    return [one for block in stand for one in block]


def _number_of(block: Sequence[ReadStep]) -> float:
    return -math.inf if block[0].number is None else block[0].number


def _with_ids(steps: list[ReadStep], written: Mapping[str, int]) -> list[ReadStep]:
    """Give each step without an identifier one that no other has, nor one that was deleted."""
    taken = {one.id for one in steps} | written.keys()
    free = (name for number in count(1) if (name := f"s{number}") not in taken)
    return [one if one.id else replace(one, id=next(free)) for one in steps]
