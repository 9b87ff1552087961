"""The map of a journey as slides: lanes, a card a step, and arrows that say how things pass and what is missing.

A step that is done instead of another stands in its column, so that arrows run between neighbouring columns alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from domain.hand_overs import HandOver
from domain.journey_order import arrows
from domain.journey_table import channel_words, hand_over_words, how_words, told_where
from domain.journeys import Channel, Journey, Step
from domain.sureness import is_assumed, quotations_counted
from domain.told_first import pain_points_counted, pain_points_in_short
from domain.wording import listed
from exports import slides
from exports.journey_map_grid import GAP, LABEL_WIDTH, LANES_BOTTOM, LEAD, Grid, columns_of, lane_name, tallest
from exports.slide_parts import LAST, LEFT, TITLE_SIZES, cut_to, fitting, marks, shortened
from exports.slides import Arrow, Box, Card, Line, Slide, TextBox

COLUMNS_A_SLIDE = 5
_FEWEST_COLUMNS = 4
_MOST_LANES = 6
"""So many lanes stand on every slide; of a journey with more, those that have a card there."""
_TURN = 0.13
_STAGE_TOP, _STAGE_HEIGHT = 1.25, 0.28
_CARD_SIZES, _STAGE_SIZE, _SMALLEST = (13, 12, 11, 10, 9, 8), 10, 8
_ROW = 0.135
_READABLE = 10
"""A step's name stands in type as large as this before its pain points are told in words and not counted."""
_ROWS_AT_ARROW = 3
_LANE, _LANE_EDGE, _HAND_OVER, _WARNING = "EEF2F4", "C3CCD4", "2F5D8A", "A63A14"
_SPARE = 0.8
"""How much of a lane's height its name may take: elsewhere letters are wider than Arial's."""


def map_slides(journey: Journey) -> Iterator[Slide]:
    """Yield the slides of the map; what has no room on one stands in its notes."""
    columns = columns_of(journey.steps)
    most = min(max(len(columns), _FEWEST_COLUMNS), COLUMNS_A_SLIDE)
    parts = [columns[at : at + most] for at in range(0, len(columns), most)]
    every = list(dict.fromkeys(map(lane_name, journey.steps)))
    if sum(tallest(columns, name) for name in every) > _MOST_LANES:
        every = []
    for nth, part in enumerate(parts):
        own = {lane_name(step) for steps in part for step in steps}
        lanes = every or [name for name in dict.fromkeys(map(lane_name, journey.steps)) if name in own]
        grid = Grid(columns=part, lanes=lanes, slots=most)
        of = f" ({nth + 1} of {len(parts)})" if len(parts) > 1 else ""
        yield _MapSlide(journey=journey, grid=grid).slide(shortened(journey.title) + of)


@dataclass(frozen=True, kw_only=True, slots=True)
class _MapSlide:
    """One slide of the map while it is made; ``left`` gathers what has no room on it."""

    journey: Journey
    grid: Grid
    left: list[str] = field(default_factory=list)

    def slide(self, title: str) -> Slide:
        """Return it, with what has no room on it in its notes."""
        steps = [step for own in self.grid.columns for step in own]
        places = self.grid.places()
        shapes = (
            *marks(self.journey.marking),
            *_stages(self.grid),
            *_lanes(self.grid),
            *self._cards(steps, places),
            *self._arrows(places),
            *self._words(places),
            *_systems(self.grid),
        )
        notes = (
            *self.left,
            *(f"Step {step.order}: {step.note}" for step in steps if step.note),
            *self._passings(places),
        )
        size = fitting(title, slides.TITLE_PLACE, TITLE_SIZES, is_bold=True) or TITLE_SIZES[-1]
        return Slide(title=title, title_size=size, shapes=shapes, notes=notes)

    def _cards(self, steps: Sequence[Step], places: Mapping[int, Box]) -> Iterator[Card]:
        """Yield the cards with their names in one size, the largest in which all fit."""
        marked, missing = _marks_on_cards(self.journey), _missing_on_cards(self.journey)
        firsts = {own[0].order: own[0].stage for own in self.grid.columns}
        below = {}
        stage = ""
        for step in steps:
            stage = firsts.get(step.order, stage)
            said = (*marked.get(step.order, ()), step.stage if step.stage != stage else "")
            below[step.order] = _below(step, said, missing.get(step.order, ""), places[step.order], self.left)
        names = {step.order: Line(text=f"{step.order}. {step.step}", bold=True) for step in steps}
        room = {order: _room(places[order]) for order in names}
        free = {order: room[order][1] - slides.height(below[order], room[order][0]) for order in names}

        def fits(size: int) -> bool:
            return all(slides.height([replace(line, size=size)], room[at][0]) <= free[at] for at, line in names.items())

        size = next(filter(fits, _CARD_SIZES), _CARD_SIZES[-1])
        for step in steps:
            order = step.order
            line = cut_to(replace(names[order], size=size), room[order][0], free[order], keep=f"{order}. ")
            if line.text != names[order].text:
                self.left.append(f"Step {names[order].text}")
            is_dashed = is_assumed(step)
            lines = (line, *below[order])
            yield Card(name=f"Step {order}", box=places[order], lines=lines, is_dashed=is_dashed)

    def _arrows(self, places: Mapping[int, Box]) -> Iterator[Arrow]:
        """Yield arrows between the steps of the slide, and one from or to its edge where they go on elsewhere."""
        drawn = set()
        for pair in self._pairs():
            begin, end = pair
            if begin not in places and end not in places:
                continue
            middles = {order: places[order].y + places[order].height / 2 for order in pair if order in places}
            edge: str | slides.Point = f"Step {begin}"
            goes: str | slides.Point = f"Step {end}"
            if begin not in places:
                edge = (places[end].x - LEAD + 0.05, middles[end])
            elif end not in places:
                goes = (places[begin].x + self.grid.card + GAP - 0.05, middles[begin])
            if (edge, goes) not in drawn:
                drawn.add((edge, goes))
                colour = self._colour(pair)
                yield Arrow(name=f"Arrow {begin} to {end}", begin=edge, end=goes, colour=colour, turn=_TURN)

    def _words(self, places: Mapping[int, Box]) -> Iterator[TextBox]:
        """Yield what stands at the arrows: above them how things pass, below them what is missing, or where they go.

        Its ground hides the arrow: some offices turn arrows elsewhere than they are told.
        """
        arriving: dict[int, list[tuple[int, int]]] = {}
        leaving: dict[int, list[tuple[int, int]]] = {}
        coming: dict[int, list[str]] = {}
        for begin, end in self._pairs():
            if begin in places and end in places:
                arriving.setdefault(end, []).append((begin, end))
            elif begin in places:
                leaving.setdefault(begin, []).append((begin, end))
            elif end in places:
                coming.setdefault(end, []).append(str(begin))
        yield from (self._coming(begins, places[end]) for end, begins in coming.items())
        for end, pairs in arriving.items():
            x = places[end].x - GAP + _TURN + 0.03
            yield from self._at_arrow(f"to step {end}", pairs, x, places[end])
        for begin, pairs in leaving.items():
            x = places[begin].x + self.grid.card + 0.04
            ends = [end for _, end in pairs]
            where = f"to step{'s' if len(ends) > 1 else ''} {listed([str(end) for end in ends])}, next slide"
            yield from self._at_arrow(f"from step {begin}", pairs, x, places[begin], where=where)

    def _coming(self, begins: Sequence[str], card: Box) -> TextBox:
        line = Line(text=f"from {', '.join(begins)}", size=_SMALLEST)
        high, middle = slides.height([line], LEAD), card.y + card.height / 2
        box = Box(x=card.x - LEAD, y=middle - high - 0.03, width=LEAD, height=high)
        return TextBox(name=f"From step {begins[0]}", box=box, lines=(line,), fill=_LANE)

    def _at_arrow(
        self, name: str, pairs: Sequence[tuple[int, int]], x: float, card: Box, *, where: str = ""
    ) -> Iterator[TextBox]:
        told = [(pair, self._hand_overs[pair]) for pair in pairs if pair in self._hand_overs]
        several = len(pairs) > 1
        said, missing = [], []
        for (begin, end), (number, item) in told:
            which = (f" to {end}" if where else f" from {begin}") if several else ""
            said.append(Line(text=f"H{number}{which}: {how_words(item)}", size=_SMALLEST, colour=_HAND_OVER))
            if item.gap:
                text = f"H{number}: {item.gap.value}" if several else item.gap.value
                missing.append(Line(text=text, size=_SMALLEST, bold=True, colour=_WARNING))
        if where:
            missing.append(Line(text=where, size=_SMALLEST))
        width, middle = GAP - _TURN - 0.05, card.y + card.height / 2
        most = _ROWS_AT_ARROW * _ROW
        above, below = (_all_cut(lines, width, most * (1 if lines is said else 1.34)) for lines in (said, missing))
        if above:
            high = slides.height(above, width)
            box = Box(x=x, y=middle - high - 0.03, width=width, height=high)
            yield TextBox(name=f"Passes {name}", box=box, lines=tuple(above), fill=_LANE)
        if below:
            box = Box(x=x, y=middle + 0.05, width=width, height=slides.height(below, width))
            yield TextBox(name=f"{'Goes on' if where else 'Missing'} {name}", box=box, lines=tuple(below), fill=_LANE)

    def _passings(self, places: Mapping[int, Box]) -> Iterator[str]:
        for number, item in enumerate(self.journey.hand_overs, start=1):
            if item.from_step in places or (item.has_own_sides and item.to_step in places):
                yield f"H{number}. {told_where(item)}: {hand_over_words(item)}"

    def _pairs(self) -> list[tuple[int, int]]:
        return [(arrow.from_step, arrow.to_step) for arrow in arrows(self.journey.steps)]

    @property
    def _hand_overs(self) -> dict[tuple[int, int], tuple[int, HandOver]]:
        """Return hand-overs along arrows by their steps, with their numbers."""
        return {
            (item.from_step, item.to_step): (number, item)
            for number, item in enumerate(self.journey.hand_overs, start=1)
            if not item.has_own_sides
        }

    def _colour(self, pair: tuple[int, int]) -> str:
        found = self._hand_overs.get(pair)
        if found is None:
            return slides.INK
        return _WARNING if found[1].gap else _HAND_OVER


def _all_cut(lines: Sequence[Line], width: float, height: float) -> list[Line]:
    """Return lines in their places, each cut to its share of the height."""
    if slides.height(lines, width) <= height:
        return list(lines)
    row = _SMALLEST * 1.2 / slides.POINTS_PER_INCH
    each = max(height / len(lines), row)
    return [cut_to(line, width, each + 0.001) for line in lines]


def _marks_on_cards(journey: Journey) -> dict[int, tuple[str, ...]]:
    """Return what stands on cards and at no arrow: "or", "H3 within", "H4 to 9", "H5 from 1"."""
    found: dict[int, dict[str, None]] = {}
    for arrow in arrows(journey.steps):
        if arrow.branch:
            found.setdefault(arrow.to_step, {})[arrow.branch.value] = None
    for number, item in enumerate(journey.hand_overs, start=1):
        if item.is_within:
            found.setdefault(item.from_step, {})[f"H{number} within"] = None
        elif item.is_across:
            found.setdefault(item.from_step, {})[f"H{number} to {item.to_step}"] = None
            found.setdefault(item.to_step, {})[f"H{number} from {item.from_step}"] = None
    return {order: tuple(said) for order, said in found.items()}


def _missing_on_cards(journey: Journey) -> dict[int, str]:
    """Return what is missing at hand-overs that stand at no arrow, on the cards that give: "H3: no data link"."""
    found: dict[int, list[str]] = {}
    for number, item in enumerate(journey.hand_overs, start=1):
        if item.gap and item.has_own_sides:
            found.setdefault(item.from_step, []).append(f"H{number}: {item.gap.value}")
    return {order: " · ".join(said) for order, said in found.items()}


def _room(box: Box) -> tuple[float, float]:
    """Return how wide and how high what stands on a card may be."""
    return box.width - 2 * slides.CELL_SIDE, box.height - 2 * slides.CELL_TOP


def _below(step: Step, said: Sequence[str], missing: str, box: Box, left: list[str]) -> list[Line]:
    """Return the small lines of a card; what is too long for it is told in ``left``, for the notes."""
    words = [*said, channel_words(step.channel) if step.channel is not Channel.UNKNOWN else ""]
    words.append(quotations_counted(step.evidence, none="assumed"))
    words += ["optional"] if step.optional else []
    width, high = _room(box)
    name = Line(text=f"{step.order}. {step.step}", size=_CARD_SIZES[-1], bold=True)
    small = [Line(text=" · ".join(filter(None, words)), size=_SMALLEST)]
    small += [Line(text=missing, size=_SMALLEST, bold=True, colour=_WARNING)] if missing else []
    pains = pain_points_in_short(step)
    if pains:
        small.append(Line(text=pains, size=_SMALLEST))
    if pains and slides.height([*small, replace(name, size=_READABLE)], width) > high:
        left.append(f"Step {step.order}: {pains}")
        small[-1] = Line(text=pain_points_counted(step), size=_SMALLEST)
    title = min(slides.height([name], width), 2 * slides.height([replace(name, text="1")], width))
    cut, free = [], high - title
    for nth, line in enumerate(small):
        others = sum(slides.height([replace(each, text="1")], width) for each in small[nth + 1 :])
        cut.append(cut_to(line, width, max(free - others, _ROW)))
        free -= slides.height([cut[-1]], width)
        if cut[-1] != line:
            left.append(f"Step {step.order}: {line.text}")
    return cut


def _stages(grid: Grid) -> Iterator[TextBox]:
    at = 0
    for stage, own in groupby(grid.columns, key=lambda steps: steps[0].stage):
        columns = len(list(own))
        x, width = grid.x(at), columns * (grid.card + GAP) - 0.1
        at += columns
        if stage:
            line = _fitted(stage, width, _STAGE_HEIGHT, (_STAGE_SIZE, 9, 8))
            box = Box(x=x, y=_STAGE_TOP, width=width, height=_STAGE_HEIGHT)
            yield TextBox(name=f"Stage {stage}", box=box, lines=(line,))


def _lanes(grid: Grid) -> Iterator[Card | TextBox]:
    for name in grid.lanes:
        box = grid.lane(name)
        yield Card(name=f"Lane {name}", box=box, lines=(), fill=_LANE, outline=_LANE_EDGE)
        inner = Box(x=box.x + 0.08, y=box.y + 0.06, width=LABEL_WIDTH - 0.16, height=box.height - 0.1)
        yield TextBox(
            name=f"Name of lane {name}",
            box=inner,
            lines=(_fitted(name, inner.width, inner.height * _SPARE, (11, 10, 9, 8)),),
        )


def _fitted(text: str, width: float, height: float, sizes: Sequence[int]) -> Line:
    """Return a bold line in the largest of the sizes in which it fits, cut where it fits in none."""
    tried = [Line(text=text, size=size, bold=True) for size in sizes]
    fits = (line for line in tried if slides.height([line], width) <= height)
    return next(fits, None) or cut_to(tried[-1], width, height)


def _systems(grid: Grid) -> Iterator[TextBox]:
    top = LANES_BOTTOM + 0.04
    named = [list(dict.fromkeys(name for step in steps for name in step.systems)) for steps in grid.columns]
    if any(named):
        head = Box(x=LEFT + 0.08, y=top, width=LABEL_WIDTH - 0.16, height=LAST - top)
        yield TextBox(name="Systems", box=head, lines=(Line(text="Systems", size=_STAGE_SIZE, bold=True),))
    for at, names in enumerate(named):
        if names:
            width = grid.card + GAP - 0.15
            line = cut_to(Line(text=", ".join(names), size=_SMALLEST), width, LAST - top)
            box = Box(x=grid.x(at), y=top, width=width, height=LAST - top)
            yield TextBox(name=f"Systems of step {grid.columns[at][0].order}", box=box, lines=(line,))
