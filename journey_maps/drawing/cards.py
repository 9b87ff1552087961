"""Columns, lanes and cards of a map: which step stands where, and what its card says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise, zip_longest

from domain.evidence import Standing
from domain.journey_differences import JourneyDifference, StepChange
from domain.journey_table import NOT_KNOWN, channel_words, within
from domain.journeys import Channel, Journey, Step, StepBasis
from domain.sureness import only_guesses, without_guesses
from domain.told_first import pain_points_in_full, pain_points_in_short
from journey_maps.difference_words import FIELD_WORDS
from journey_maps.drawing.beside import changes_in_words, counted, wait_words
from journey_maps.drawing.boxes import Box, Card, Lettered, Mark, Pill, moved, note_at, pills_in_rows
from journey_maps.drawing.lettering import BOLD, clip, text_width, wrap
from journey_maps.drawing.loops import below_card
from journey_maps.drawing.measures import LINE_HEIGHT, MARGIN, Measures, lines_height

LANE_GAP = 22.0
_STACK_GAP = 30.0
_MOST_IN_COLUMN = 6
_ECHO_EVERY = 5
_STANDINGS = {Standing.PROTOTYPE: "seen in a prototype", Standing.FIXED: "said to be mended"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """The columns of one page: the steps of each, and where the first begins.

    ``rails`` are how many lines run up and down to the left and to the right of each column's cards; empty: none.
    """

    measures: Measures
    columns: tuple[tuple[Step, ...], ...]
    left: float
    rails: tuple[tuple[int, int], ...] = ()

    def x(self, column: int) -> float:
        """Return the left edge of a column's cards."""
        room = sum(self._room(count) for pair in self.rails[:column] for count in pair)
        return self.left + column * self.measures.column + room + self._beside(column)[0]

    def rail(self, column: int, nth: int, *, is_left: bool) -> float:
        """Return where a line beside a column's cards runs; ``nth`` counts from the cards on, from 0."""
        away = self.measures.rail * (nth + 1)
        return self.x(column) - away if is_left else self.x(column) + self.measures.card + away

    def gutter_after(self, column: int) -> float:
        """Return the middle of the room for arrows to the right of a column."""
        return self.x(column) + self.measures.card + self._beside(column)[1] + self.measures.gutter / 2

    def gutter_before(self, column: int) -> float:
        """Return the middle of the room for arrows to the left of a column."""
        return self.x(column) - self._beside(column)[0] - self.measures.gutter / 2

    @property
    def right(self) -> float:
        """Return the right edge of the last column's cards."""
        return self.x(max(0, len(self.columns) - 1)) + self.measures.card

    @property
    def end(self) -> float:
        """Return the right edge of the last column with the lines beside it."""
        return self.right + self._beside(max(0, len(self.columns) - 1))[1]

    def _beside(self, column: int) -> tuple[float, float]:
        """Return how much room the lines beside a column's cards take, left and right."""
        left, right = self.rails[column] if column < len(self.rails) else (0, 0)
        return self._room(left), self._room(right)

    def _room(self, lines: int) -> float:
        return self.measures.rail * (lines + 1) if lines else 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What cards say beyond their steps: attempts by step, what differs from today, and whether lanes are actors.

    ``waits`` are the steps whose wait stands on their card, for no arrow leads to them alone.
    """

    attempts: Mapping[str, int] = field(default_factory=dict)
    difference: JourneyDifference | None = None
    by_actor: bool = False
    waits: frozenset[str] = frozenset()

    def is_new(self, step: Step) -> bool:
        """Tell whether today there is no such step."""
        return self.difference is not None and any(other.id == step.id for other in self.difference.added)

    def change(self, step: Step) -> StepChange | None:
        """Return what differs of a step from today; None where nothing does or nothing is compared."""
        changed = self.difference.changed if self.difference else ()
        return next((each for each in changed if each.after.id == step.id), None)


def columns_of(steps: Sequence[Step]) -> list[tuple[Step, ...]]:
    """Return the steps column by column: what is done as well or instead stands with the step before it."""
    columns: list[tuple[Step, ...]] = []
    for step in steps:
        joins = step.branch and columns and columns[-1][0].stage == step.stage and len(columns[-1]) < _MOST_IN_COLUMN
        if joins:
            columns[-1] = (*columns[-1], step)
        else:
            columns.append((step,))
    return columns


def waits_on_cards(columns: Sequence[Sequence[Step]]) -> frozenset[str]:
    """Return the steps with a wait to which no arrow leads, or more than one, or one that forks."""
    alone = {right[0].id for left, right in pairwise(columns) if len(left) == len(right) == 1}
    return frozenset(
        step.id for steps in columns for step in steps if step.wait_days is not None and step.id not in alone
    )


def lane_name(step: Step, journey: Journey, *, by_actor: bool) -> str:
    """Return the lane that a step stands in."""
    return (step.actor or journey.actor or NOT_KNOWN) if by_actor else (step.organisation or NOT_KNOWN)


def lane_names(journey: Journey, *, by_actor: bool) -> list[str]:
    """Return the lanes in order of appearance, the unknown one last."""
    names = list(dict.fromkeys(lane_name(step, journey, by_actor=by_actor) for step in journey.steps))
    return [name for name in names if name != NOT_KNOWN] + [name for name in names if name == NOT_KNOWN]


def bands(grid: Grid, top: float) -> tuple[list[Lettered], float]:
    """Return a band for each run of columns with one stage, and where they end."""
    measures, column = grid.measures, 0
    drafts = []
    for stage, run in groupby(grid.columns, key=lambda steps: steps[0].stage):
        start = grid.x(column) - 12
        column += len(list(run))
        end = grid.right + 12 if column == len(grid.columns) else grid.x(column) - 20
        lines = wrap(stage, (end - start - 24) / BOLD, measures.step, most=3)
        drafts.append((stage, tuple(lines), start, end))
    height = lines_height(max((len(lines) for _, lines, *_ in drafts), default=1), measures.step) + 20
    placed = [
        Lettered(box=Box(x=start, y=top, width=end - start, height=height), lines=lines, text=stage)
        for stage, lines, start, end in drafts
    ]
    return placed, (top + height if any(band.text for band in placed) else top - 10)


def lanes_and_cards(
    grid: Grid, journey: Journey, told: Told, *, top: float, width: float
) -> tuple[list[Lettered], list[Card]]:
    """Return the lanes from top to bottom and the cards in order. A lane without cards here is a thin strip."""
    measures = grid.measures
    lanes: list[Lettered] = []
    cards: list[Card] = []
    for name in lane_names(journey, by_actor=told.by_actor):
        own = [
            [step for step in steps if lane_name(step, journey, by_actor=told.by_actor) == name]
            for steps in grid.columns
        ]
        drafts = {step.id: _draft(step, told, measures) for steps in own for step in steps}
        below = [below_card(within(journey, step), measures) for steps in own for step in steps]
        at = Box(x=MARGIN, y=top, width=width - 2 * MARGIN, height=0)
        lane, placed = _lane(name, own, drafts, grid, at, below=max(below, default=0.0))
        lanes.append(lane)
        cards += placed
        top = lane.box.bottom + 4
    return lanes, sorted(cards, key=lambda card: card.step.order)


def _lane(
    name: str, own: Sequence[Sequence[Step]], drafts: Mapping[str, Card], grid: Grid, at: Box, *, below: float
) -> tuple[Lettered, list[Card]]:
    """Return a lane as high as its cards ask for; those side by side are of one height.

    ``below`` is the room that each card has below it for its loops.
    """
    measures = grid.measures
    if not drafts:
        reaches_in = grid.x(0) > grid.left  # lines run down beside the first column: the name ends before them
        room = grid.left - MARGIN + (0 if reaches_in else measures.card)
        label = wrap(name, room - 2 * measures.padding, measures.step, most=1)
        strip = replace(at, height=lines_height(1, measures.step) + 12)
        return Lettered(box=strip, lines=tuple(label), text=name), []
    label = wrap(name, (measures.labels - 2 * measures.padding) / BOLD, measures.step, most=5)
    heights = [max(drafts[step.id].box.height for step in row if step) for row in zip_longest(*own)]
    tops = [at.y + LANE_GAP + sum(heights[:nth]) + nth * (below + _STACK_GAP) for nth in range(len(heights))]
    bottom = tops[-1] + heights[-1] + below
    height = max(bottom - at.y - LANE_GAP, lines_height(len(label), measures.step) + 8) + 2 * LANE_GAP
    cards = [
        _placed(
            drafts[step.id],
            column,
            Box(x=grid.x(column), y=tops[nth], width=measures.card, height=heights[nth]),
        )
        for column, steps in enumerate(own)
        for nth, step in enumerate(steps)
    ]
    return Lettered(box=replace(at, height=height), lines=tuple(label), text=name), cards


def _placed(draft: Card, column: int, box: Box) -> Card:
    """Return a card at its place, its pills at its foot and its tabs on its upper edge."""
    down = box.bottom - draft.box.height
    return replace(
        draft, column=column, box=box, pills=moved(draft.pills, box.x, down), tabs=moved(draft.tabs, box.x, box.y)
    )


def head_height(measures: Measures) -> float:
    """Return how high the row with a card's number and channel is, with the space above it."""
    return measures.padding + lines_height(1, measures.small)


def _draft(step: Step, told: Told, measures: Measures) -> Card:
    """Return a card as high as what it says asks for, standing at the origin."""
    lines = wrap(step.step, measures.inner, measures.step, most=6)
    tabs, untold = _tabs(step, told, measures)
    said = [*untold, *_extras(step, told)]
    extras = [line for words in said for line in wrap(words, measures.inner, measures.small, most=2)]
    top = head_height(measures) + 3 + lines_height(len(lines), measures.step)
    top += lines_height(len(extras), measures.small) + 8
    pills = _foot(step, told, Box(x=measures.padding, y=top, width=measures.inner, height=0), measures)
    bottom = max(pill.box.bottom for pill in pills) + measures.padding
    return Card(
        step=step,
        column=0,
        box=Box(x=0, y=0, width=measures.card, height=bottom),
        lines=tuple(lines),
        extras=tuple(extras),
        pills=pills,
        tabs=tabs,
        told=_told(step, told),
    )


def _tabs(step: Step, told: Told, measures: Measures) -> tuple[tuple[Pill, ...], list[str]]:
    """Return the tabs that have room on the upper edge, what differs from today before all, and the others' words."""
    edge = Box(x=measures.padding, y=-measures.pill / 2, width=measures.inner, height=0)
    sorts = _sorts(step, told)
    first = sorted(sorts, key=lambda sort: sort[0] is not Mark.NEW)
    row = {pill.words for pill in pills_in_rows(first, edge, measures) if pill.box.y == edge.y}
    tabs = pills_in_rows((sort for sort in sorts if sort[1] in row), edge, measures)
    return tabs, [words for _, words, _ in sorts if words not in row]


def _extras(step: Step, told: Told) -> list[str]:
    """Return what stands in small letters under a step's name."""
    who = (step.organisation or "organisation not known") if told.by_actor else step.actor
    change = told.change(step)
    changed = ", ".join(FIELD_WORDS.get(name, name) for name in change.fields) if change else ""
    return [
        *([who if told.by_actor else f"by {who}"] if who else []),
        *([step.service] if step.service else []),
        *([_STANDINGS[step.standing]] if step.standing in _STANDINGS else []),
        *(["has a map of its own"] if step.sub_journey else []),
        *([f"other than today: {changed}"] if changed else []),
    ]


def _foot(step: Step, told: Told, box: Box, measures: Measures) -> tuple[Pill, ...]:
    """Return what stands at a card's foot: its gravest pain point, and below it counts."""
    told_in_short = pain_points_in_short(step)
    if not told_in_short:
        return pills_in_rows(_counts(step, told), box, measures)
    pains = note_at(Mark.PAIN, told_in_short, "; ".join(pain_points_in_full(step)), box, measures)
    below = replace(box, y=pains.box.bottom + 4)
    return (pains, *pills_in_rows(_counts(step, told), below, measures))


def _counts(step: Step, told: Told) -> list[tuple[Mark, str, str]]:
    if step.basis is StepBasis.ASSUMPTION:
        return [(Mark.ASSUMED, "assumed: no evidence", "No evidence stands on this step.")]
    if only_guesses(step.evidence):
        return [(Mark.ASSUMED, "only guesses", "Nothing that was found clearly speaks of this step.")]
    evidence, needs = len(without_guesses(step.evidence)), len(step.needs)
    attempts = told.attempts.get(step.id, 0)
    pills = [
        (Mark.EVIDENCE, counted(evidence, "quotation"), counted(evidence, "piece") + " of evidence"),
        (Mark.NEED, counted(needs, "need"), counted(needs, "need") + " told here"),
        (Mark.ATTEMPT, counted(attempts, "attempt"), counted(attempts, "thing") + " tried here"),
    ]
    return [pill for pill, count in zip(pills, (evidence, needs, attempts), strict=True) if count]


def _sorts(step: Step, told: Told) -> list[tuple[Mark, str, str]]:
    """Return what sort of step it is, for the card's upper edge."""
    pills = []
    if step.branch:
        words = {"and": "This is done as well.", "or": "This is done instead."}[step.branch.value]
        pills.append((Mark.SORT, step.branch.value, words))
    if step.id in told.waits:
        words = wait_words(step.wait_days)
        pills.append((Mark.WAIT, f"after {words}", f"A wait of {words} comes before."))
    if step.optional:
        pills.append((Mark.SORT, "optional", "Not everyone does this."))
    if told.is_new(step):
        pills.append((Mark.NEW, "new", "Today there is no such step."))
    elif change := told.change(step):
        pills.append((Mark.NEW, "changed", "; ".join(changes_in_words(change))))
    return pills


def _told(step: Step, told: Told) -> str:
    """Return a card in one sentence, for people who do not see it."""
    channel = [] if step.channel is Channel.UNKNOWN else [channel_words(step.channel)]
    parts = [
        f"Step {step.order}: {step.step}",
        *[full for _, _, full in _sorts(step, told)],
        step.organisation or "organisation not known",
        *_extras(step, told),
        *channel,
        *filter(None, [pain_points_in_short(step)]),
        *[words for _, words, _ in _counts(step, told)],
    ]
    return ". ".join(part.rstrip(".") for part in dict.fromkeys(parts)) + "."


def channel_on(card: Card, measures: Measures) -> str:
    """Return the channel as the card's corner shows it; empty where it is not known."""
    step = card.step
    words = "" if step.channel is Channel.UNKNOWN else channel_words(step.channel)
    return clip(words, measures.inner - text_width(f"{step.order} ", measures.small) - 8, measures.small)


def echoes(grid: Grid, lanes: Sequence[Lettered], cards: Sequence[Card]) -> list[Lettered]:
    """Return the lanes' names once more in small letters, in free places along a wide map."""
    measures, found = grid.measures, []
    if len(grid.columns) <= _ECHO_EVERY + 2:
        return []
    taken = [card.box for card in cards]
    width = measures.card
    for lane in lanes:
        since = 0
        for column in range(len(grid.columns)):
            since += 1
            line = clip(lane.text, width / BOLD, measures.small)
            box = Box(x=grid.x(column), y=lane.box.y + 8, width=width, height=measures.small * LINE_HEIGHT)
            own = Box(x=box.x, y=lane.box.y, width=width, height=lane.box.height)
            if since > _ECHO_EVERY and not any(own.overlaps(other) for other in taken):
                found.append(Lettered(box=box, lines=(line,), text=lane.text))
                since = 0
    return found
