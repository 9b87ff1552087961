"""A journey as a presentation that can be edited: the map in shapes, then evidence step by step, hand-overs and gaps.

The map goes over as many slides as it needs. What has no room on a slide stands in the speaker's notes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from domain.journey_order import arrows
from domain.journey_table import NOT_KNOWN, channel_words, how_words
from domain.journeys import Channel, HandOver, Journey, PlacedEvidence, Step, StepBasis
from domain.sureness import on_steps_counted, quotations_counted
from domain.told_first import named_pain_points, pain_points_counted, pain_points_in_short, strongest_first
from exports import slides
from exports.answer_brief import quotation_source
from exports.slide_parts import APART, LAST, LEFT, SMALL, TITLE_SIZES, WIDTH, about_slide, fitting, marks
from exports.slides import Arrow, Box, Card, Line, Slide, Table, TextBox

STEPS_A_SLIDE = 6
STRONGEST = 5
"""So many quotations of a step stand on its slide."""
_LABEL_WIDTH, _GAP = 1.6, 0.3
_FEWEST_COLUMNS = 4
_STAGE_TOP, _STAGE_HEIGHT, _LANES_TOP, _LANES_BOTTOM = 1.25, 0.28, 1.55, 6.4
_CARD_SIZES, _STAGE_SIZE, _SMALLEST = (13, 12, 11, 10, 9, 8), 10, 8
_LANE, _LANE_EDGE, _HAND_OVER = "EEF2F4", "C3CCD4", "A63A14"
_HIGHEST_CARD = 1.5
_SPARE = 0.8
"""How much of a lane's height its name may take: elsewhere letters are wider than Arial's."""
_TABLE_TOP = 1.3
_EVIDENCE_WIDTHS = (8.0, 4.33)
_HAND_OVER_WIDTHS = (0.6, 3.4, 2.2, 2.2, 1.9, 2.03)
_LONGEST_TITLE, _LONGEST_CELL = 120, 900


def journey_slides(journey: Journey, *, made_on: str) -> bytes:
    """Return a journey as pptx: native shapes, each slide with the marking. A journey gives the same bytes all day."""
    every = [about_slide(_short(journey.title, _LONGEST_TITLE), _about(journey, made_on), journey.marking)]
    every += _map_slides(journey)
    every += [slide for step in journey.steps if step.evidence for slide in _evidence_slides(journey, step, made_on)]
    every += _hand_over_slides(journey)
    every += _gap_slides(journey)
    return slides.presentation(every, title=journey.title, made_on=made_on)


def _about(journey: Journey, made_on: str) -> list[tuple[str, str]]:
    assumed = sum(step.basis is StepBasis.ASSUMPTION for step in journey.steps)
    return [
        ("Who", journey.actor or NOT_KNOWN),
        ("Shows", "how things are" if journey.form.value == "as_is" else "how things might be"),
        ("Steps", f"{len(journey.steps)}, {assumed} of them assumed: dashed, without evidence"),
        ("Evidence", on_steps_counted(journey)),
        ("Hand-overs", f"{len(journey.hand_overs)}: H1, H2 and so on, in the table after the evidence"),
        ("Status", journey.status.value),
        ("Marking", journey.marking.value if journey.marking else "none"),
        ("Made on", made_on),
        ("How to read it", "“Not known” means that the evidence placed here does not say."),
    ]


def _map_slides(journey: Journey) -> Iterator[Slide]:
    columns = min(max(len(journey.steps), _FEWEST_COLUMNS), STEPS_A_SLIDE)
    parts = [journey.steps[at : at + columns] for at in range(0, len(journey.steps), columns)]
    marked = _arrivals(journey)
    for at, steps in enumerate(parts, start=1):
        part = f" ({at} of {len(parts)})" if len(parts) > 1 else ""
        title = _short(journey.title, _LONGEST_TITLE) + part
        grid = _Grid(steps=steps, column=(WIDTH - _LABEL_WIDTH) / columns)
        left: list[str] = []
        cards = [_card(step, grid.place(step), marked.get(step.order, ()), left) for step in steps]
        shapes = (
            *marks(journey.marking),
            *_stages(grid),
            *_lanes(grid),
            *cards,
            *_arrows(journey, grid),
            *_systems(grid),
        )
        notes = (*left, *(f"Step {step.order}: {step.note}" for step in steps if step.note))
        size = fitting(title, slides.TITLE_PLACE, TITLE_SIZES) or TITLE_SIZES[-1]
        yield Slide(title=title, title_size=size, shapes=shapes, notes=notes)


def _arrivals(journey: Journey) -> dict[int, tuple[str, ...]]:
    """Return how each step is come to, and what else passes there: "or", "H2", "H3 within", "H4 to 9", "H5 from 1"."""
    numbers = {item.key: at for at, item in enumerate(journey.hand_overs, start=1)}
    found: dict[int, dict[str, None]] = {}
    for arrow in arrows(journey.steps):
        said = found.setdefault(arrow.to_step, {})
        if arrow.branch:
            said[arrow.branch.value] = None
        if number := numbers.get((arrow.from_step, arrow.to_step, "")):
            said[f"H{number}"] = None
    for item in journey.hand_overs:
        number = numbers[item.key]
        if item.is_within:
            found.setdefault(item.from_step, {})[f"H{number} within"] = None
        elif item.is_across:
            found.setdefault(item.from_step, {})[f"H{number} to {item.to_step}"] = None
            found.setdefault(item.to_step, {})[f"H{number} from {item.from_step}"] = None
    return {order: tuple(said) for order, said in found.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Grid:
    """Where the steps of one slide stand: a column each, in the lane of their organisation."""

    steps: Sequence[Step]
    column: float

    @property
    def lanes(self) -> list[str]:
        return list(dict.fromkeys(step.organisation or NOT_KNOWN for step in self.steps))

    def lane(self, at: int) -> Box:
        height = (_LANES_BOTTOM - _LANES_TOP) / len(self.lanes)
        return Box(x=LEFT, y=_LANES_TOP + at * height, width=WIDTH, height=height - 0.06)

    def across(self, at: int, columns: int = 1) -> tuple[float, float]:
        """Return where the cards of so many columns begin, and how wide they are."""
        return LEFT + _LABEL_WIDTH + at * self.column + _GAP / 2, columns * self.column - _GAP

    def place(self, step: Step) -> Box:
        lane = self.lane(self.lanes.index(step.organisation or NOT_KNOWN))
        height = min(lane.height - 0.12, _HIGHEST_CARD)
        x, width = self.across(list(self.steps).index(step))
        return Box(x=x, y=lane.y + (lane.height - height) / 2, width=width, height=height)


def _stages(grid: _Grid) -> Iterator[TextBox]:
    at = 0
    for stage, own in groupby(grid.steps, key=lambda step: step.stage):
        columns = len(list(own))
        x, width = grid.across(at, columns)
        at += columns
        if stage:
            line = _fitted(stage, width, _STAGE_HEIGHT, (_STAGE_SIZE, 9, 8))
            box = Box(x=x, y=_STAGE_TOP, width=width, height=_STAGE_HEIGHT)
            yield TextBox(name=f"Stage {stage}", box=box, lines=(line,))


def _lanes(grid: _Grid) -> Iterator[Card | TextBox]:
    for at, name in enumerate(grid.lanes):
        box = grid.lane(at)
        yield Card(name=f"Lane {name}", box=box, lines=(), fill=_LANE, outline=_LANE_EDGE)
        inner = Box(x=box.x + 0.08, y=box.y + 0.06, width=_LABEL_WIDTH - 0.16, height=box.height - 0.1)
        yield TextBox(
            name=f"Name of lane {name}",
            box=inner,
            lines=(_fitted(name, inner.width, inner.height * _SPARE, (11, 10, 9, 8)),),
        )


def _fitted(text: str, width: float, height: float, sizes: Sequence[int]) -> Line:
    """Return a bold line in the largest of the sizes in which it fits, cut at a word where it fits in none."""
    for size in sizes:
        line = Line(text=text, size=size, bold=True)
        if slides.height([line], width) <= height:
            return line
    words = text.split()
    while len(words) > 1 and slides.height([line], width) > height:
        words.pop()
        line = Line(text=" ".join(words) + " …", size=sizes[-1], bold=True)
    return line


def _card(step: Step, box: Box, arrives: Sequence[str], left: list[str]) -> Card:
    """Return the card of a step; a name or a gravest pain point too long for it is told in ``left``, for the notes."""
    below = [*arrives, channel_words(step.channel) if step.channel is not Channel.UNKNOWN else ""]
    below.append(quotations_counted(step.evidence, none="assumed"))
    below += ["optional"] if step.optional else []
    small = [Line(text=" · ".join(filter(None, below)), size=_SMALLEST)]
    if pains := pain_points_in_short(step):
        small.append(Line(text=pains, size=_SMALLEST))
    width = box.width - 2 * slides.CELL_SIDE
    room = box.height - 2 * slides.CELL_TOP
    name = f"{step.order}. {step.step}"
    if len(small) > 1 and slides.height([*small, Line(text=name, size=_CARD_SIZES[-1], bold=True)], width) > room:
        left.append(f"Step {step.order}: {small[-1].text}")
        small[-1] = Line(text=pain_points_counted(step), size=_SMALLEST)
    title = _fitted(name, width, room - slides.height(small, width), _CARD_SIZES)
    if title.text != name:
        left.append(f"Step {name}")
    is_dashed = step.basis is StepBasis.ASSUMPTION
    return Card(name=f"Step {step.order}", box=box, lines=(title, *small), is_dashed=is_dashed)


def _arrows(journey: Journey, grid: _Grid) -> Iterator[Arrow]:
    """Yield arrows between the steps of one slide; those that are hand-overs in a colour of their own."""
    crossing = {(item.from_step, item.to_step) for item in journey.hand_overs if not item.has_own_sides}
    here = {step.order for step in grid.steps}
    for pair in ((arrow.from_step, arrow.to_step) for arrow in arrows(journey.steps)):
        if here.issuperset(pair):
            yield Arrow(
                name=f"Arrow {pair[0]} to {pair[1]}",
                begin=f"Step {pair[0]}",
                end=f"Step {pair[1]}",
                colour=_HAND_OVER if pair in crossing else slides.INK,
            )


def _systems(grid: _Grid) -> Iterator[TextBox]:
    top = _LANES_BOTTOM + 0.04
    if any(step.systems for step in grid.steps):
        head = Box(x=LEFT + 0.08, y=top, width=_LABEL_WIDTH - 0.16, height=LAST - top)
        yield TextBox(name="Systems", box=head, lines=(Line(text="Systems", size=_STAGE_SIZE, bold=True),))
    for at, step in enumerate(grid.steps):
        if step.systems:
            x, width = grid.across(at)
            text = _fitted(", ".join(step.systems), width, LAST - top, (_SMALLEST,))
            box = Box(x=x, y=top, width=width, height=LAST - top)
            yield TextBox(name=f"Systems of step {step.order}", box=box, lines=(replace(text, bold=False),))


def _evidence_slides(journey: Journey, step: Step, made_on: str) -> Iterator[Slide]:
    """Yield the strongest quotations of a step; the others stand in the notes of the first slide."""
    strongest = strongest_first(step.evidence)
    rows = [_quotation(item, made_on) for item in strongest[:STRONGEST]]
    notes = [
        f"“{item.evidence.text}” {quotation_source(item.evidence, today=made_on)}" for item in strongest[STRONGEST:]
    ]
    notes += [f"Pain point: {point.title}" for point in named_pain_points(step)]
    head = tuple(
        (Line(text=name, size=SMALL, bold=True),) for name in ("Exact words", "Where they stand, and why here")
    )
    name = _short(f"Step {step.order}: {step.step}", _LONGEST_TITLE)
    for at, own in enumerate(_pages(head, rows, _EVIDENCE_WIDTHS)):
        table = Table(name="Evidence", x=LEFT, y=_TABLE_TOP, widths=_EVIDENCE_WIDTHS, rows=(head, *own))
        size = fitting(name, slides.TITLE_PLACE, TITLE_SIZES) or TITLE_SIZES[-1]
        yield Slide(
            title=name, title_size=size, shapes=(*marks(journey.marking), table), notes=tuple(notes) if not at else ()
        )


def _quotation(item: PlacedEvidence, made_on: str) -> slides.Row:
    words = item.evidence.text
    said = f"“{words}”" if len(words) <= _LONGEST_CELL else f"“{words[:_LONGEST_CELL].rsplit(' ', 1)[0]}” (cut here)"
    why = [quotation_source(item.evidence, today=made_on), item.reason]
    why += [f"accepted by {item.accepted_by}"] if item.accepted_by else ["proposed"]
    return ((Line(text=said, size=12),), (Line(text=" · ".join(filter(None, why)), size=SMALL - 1),))


def _hand_over_slides(journey: Journey) -> Iterator[Slide]:
    if not journey.hand_overs:
        return
    names = ("No.", "From → to", "What and how", "Legal basis, controller", "Missing", "Owners")
    head = tuple((Line(text=name, size=SMALL, bold=True),) for name in names)
    rows = [_hand_over(item, number) for number, item in enumerate(journey.hand_overs, start=1)]
    notes = tuple(f"H{at}: {item.trouble}" for at, item in enumerate(journey.hand_overs, start=1) if item.trouble)
    for own in _pages(head, rows, _HAND_OVER_WIDTHS):
        table = Table(name="Hand-overs", x=LEFT, y=_TABLE_TOP, widths=_HAND_OVER_WIDTHS, rows=(head, *own))
        yield Slide(title="Hand-overs", shapes=(*marks(journey.marking), table), notes=notes)


def _place(item: HandOver) -> str:
    return f"Within {item.from_step}" if item.is_within else f"{item.from_step} → {item.to_step}"


def _hand_over(item: HandOver, number: int) -> slides.Row:
    owners = f"{item.giver_owner or 'none known'} / {item.taker_owner or 'none known'}"
    law = ", ".join(filter(None, (item.legal_basis, item.controller))) or NOT_KNOWN
    cells = (
        f"H{number}",
        f"{_place(item)}: {item.giver} → {item.taker}",
        how_words(item) + (f", by {item.identifier}" if item.identifier else ""),
        law,
        item.gap.value if item.gap else "",
        owners,
    )
    return tuple((Line(text=_short(text, 300), size=SMALL),) for text in cells)


def _gap_slides(journey: Journey) -> Iterator[Slide]:
    head = ((Line(text="What is not known", size=SMALL, bold=True),),)
    rows = [((Line(text=_short(gap, _LONGEST_CELL), size=12),),) for gap in journey.gaps]
    for own in _pages(head, rows, (WIDTH,)) if rows else ():
        table = Table(name="Gaps", x=LEFT, y=_TABLE_TOP, widths=(WIDTH,), rows=(head, *own))
        yield Slide(title="Gaps", shapes=(*marks(journey.marking), table))


def _pages(head: slides.Row, rows: Sequence[slides.Row], widths: tuple[float, ...]) -> Iterator[list[slides.Row]]:
    """Yield the rows of one slide after another, at least one each."""
    room = LAST - _TABLE_TOP - slides.row_height(head, widths) - APART
    page: list[slides.Row] = []
    free = room
    for row in rows:
        needed = slides.row_height(row, widths)
        if page and needed > free:
            yield page
            page, free = [], room
        page.append(row)
        free -= needed
    if page:
        yield page


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 2].rsplit(" ", 1)[0] + " …"
