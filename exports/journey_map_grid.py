"""Where columns, lanes and cards of a journey's map stand on a slide, in inches."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.journey_table import NOT_KNOWN
from domain.journeys import Branch, Step
from exports.slide_parts import LEFT, WIDTH
from exports.slides import Box

LABEL_WIDTH, LEAD, GAP = 1.3, 0.4, 0.9
"""The names of lanes, the room for arrows that come from the slide before, and that for arrows and their words."""
LANES_TOP, LANES_BOTTOM = 1.55, 6.4
_MOST_TOGETHER = 4
_HIGHEST_CARD = 1.5


def columns_of(steps: Sequence[Step]) -> list[tuple[Step, ...]]:
    """Return the steps column by column: what is done instead of a step stands with it."""
    found: list[tuple[Step, ...]] = []
    for step in steps:
        if step.branch is Branch.OR and found and len(found[-1]) < _MOST_TOGETHER:
            found[-1] = (*found[-1], step)
        else:
            found.append((step,))
    return found


def lane_name(step: Step) -> str:
    """Return the lane that a step stands in."""
    return step.organisation or NOT_KNOWN


def tallest(columns: Sequence[Sequence[Step]], lane: str) -> int:
    """Return how many cards at most stand one below the other in a lane, one at least."""
    return max(1, *(sum(lane_name(step) == lane for step in steps) for steps in columns))


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """Where the steps of one slide stand: in their column, in the lane of their organisation."""

    columns: Sequence[tuple[Step, ...]]
    lanes: Sequence[str]
    slots: int

    @property
    def card(self) -> float:
        """Return how wide a card is."""
        return (WIDTH - LABEL_WIDTH - LEAD) / self.slots - GAP

    @property
    def row(self) -> float:
        """Return how high a lane is for each of the cards that stand in it one below the other."""
        return (LANES_BOTTOM - LANES_TOP) / sum(tallest(self.columns, name) for name in self.lanes)

    def lane(self, name: str) -> Box:
        """Return the place of a lane."""
        above = self.lanes[: self.lanes.index(name)]
        top = LANES_TOP + self.row * sum(tallest(self.columns, each) for each in above)
        return Box(x=LEFT, y=top, width=WIDTH, height=self.row * tallest(self.columns, name) - 0.06)

    def x(self, column: int) -> float:
        """Return the left edge of a column's cards."""
        return LEFT + LABEL_WIDTH + LEAD + column * (self.card + GAP)

    def places(self) -> dict[int, Box]:
        """Return the place of each card by its step's order."""
        high = min(self.row - 0.18, _HIGHEST_CARD)
        found = {}
        for column, steps in enumerate(self.columns):
            for name in dict.fromkeys(map(lane_name, steps)):
                own, lane = [step for step in steps if lane_name(step) == name], self.lane(name)
                each = lane.height / len(own)
                for nth, step in enumerate(own):
                    top = lane.y + nth * each + (each - high) / 2
                    found[step.order] = Box(x=self.x(column), y=top, width=self.card, height=high)
        return found
