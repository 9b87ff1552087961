"""Where everything of a journey map stands, in pixels from its top left corner, before anything is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from domain.journey_table import NOT_KNOWN, how_words
from domain.journeys import HandOver, Journey, Step
from journey_maps.lettering import BOLD, wrap

MARGIN = 36.0
LABELS_WIDTH = 176.0
CARD_WIDTH = 220.0
GUTTER = 52.0
PADDING = 14.0
STEP_SIZE = 14.0
SMALL_SIZE = 12.0
LINE_HEIGHT = 1.32
_TITLE_SIZE = 26.0
_BAND_HEIGHT = 46.0
_LANE_GAP = 18.0
_BADGES_HEIGHT = 26.0
_SYSTEM_ROW_HEIGHT = 38.0
_SECTION_GAP = 26.0
_SYSTEMS_HEAD = 30.0
_LEGEND_HEIGHT = 58.0
_FEWEST_COLUMNS = 4
_HEAD_HEIGHT = 24.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A rectangle: its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the y of its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Return the y of its middle."""
        return self.y + self.height / 2

    def overlaps(self, other: "Box") -> bool:
        """Tell whether the two share more than an edge."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True, kw_only=True, slots=True)
class Lettered:
    """A box with the lines of text that stand in it and the text as it was before wrapping."""

    box: Box
    lines: tuple[str, ...]
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A step with its box and the lines of its name."""

    step: Step
    box: Box
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pass:
    """A hand-over with the letter that marks it and the note below the lanes that says what and how."""

    hand_over: HandOver
    letter: str
    note: Lettered
    sides: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SystemRow:
    """A system: its label, the middle line of its row, and the x of each step that leans on it."""

    label: Lettered
    at: tuple[float, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """A laid-out journey map. ``notes_top`` is where the notes on hand-overs begin, ``lanes`` are top to bottom."""

    width: float
    height: float
    title: Lettered
    subtitle: Lettered
    bands: tuple[Lettered, ...]
    lanes: tuple[Lettered, ...]
    cards: tuple[Card, ...]
    passes: tuple[Pass, ...]
    systems: tuple[SystemRow, ...]
    notes_top: float
    systems_top: float
    legend: Box


def lay_out(journey: Journey) -> Layout:
    """Return where everything stands: a column a step, a lane an organisation in order of appearance, unknown last."""
    columns = max(len(journey.steps), _FEWEST_COLUMNS)
    width = _column(columns - 1) + CARD_WIDTH + GUTTER / 2 + MARGIN
    title, subtitle = _heading(journey, width)
    top = subtitle.box.bottom + 22
    lanes, cards = _lanes(journey.steps, top + _BAND_HEIGHT + 10, width)
    notes_top = (lanes[-1].box.bottom if lanes else top) + _SECTION_GAP
    passes = _passes(journey, notes_top)
    systems_top = max([notes_top, *(item.note.box.bottom for item in passes)]) + (_SECTION_GAP if passes else 0)
    systems = _systems(journey, systems_top + _SYSTEMS_HEAD)
    legend_top = max([systems_top, *(row.label.box.bottom for row in systems)]) + _SECTION_GAP
    return Layout(
        width=width,
        height=legend_top + _LEGEND_HEIGHT + MARGIN / 2,
        title=title,
        subtitle=subtitle,
        bands=tuple(_bands(journey.steps, top)),
        lanes=tuple(lanes),
        cards=tuple(cards),
        passes=tuple(passes),
        systems=tuple(systems),
        notes_top=notes_top,
        systems_top=systems_top,
        legend=Box(x=MARGIN, y=legend_top, width=width - 2 * MARGIN, height=_LEGEND_HEIGHT),
    )


def gutter_after(card: Card) -> float:
    """Return the x in the middle of the gutter on a card's right."""
    return card.box.right + GUTTER / 2


def _column(number: int) -> float:
    return MARGIN + LABELS_WIDTH + GUTTER / 2 + number * (CARD_WIDTH + GUTTER)


def _lines_height(lines: Sequence[str], size: float) -> float:
    return len(lines) * size * LINE_HEIGHT


def _heading(journey: Journey, width: float) -> tuple[Lettered, Lettered]:
    space = width - 2 * MARGIN
    lines = wrap(journey.title, space / BOLD, _TITLE_SIZE, most=2)
    title = Box(x=MARGIN, y=MARGIN, width=space, height=_lines_height(lines, _TITLE_SIZE))
    known = {step.organisation for step in journey.steps if step.organisation}
    evidence = len({placed.evidence.id for step in journey.steps for placed in step.evidence})
    marked = f"{journey.marking.value} · " if journey.marking else ""
    words = (
        f"{marked}{journey.actor} · {_counted(len(journey.steps), 'step')} · {_counted(len(known), 'organisation')} · "
        f"{_counted(len(journey.hand_overs), 'hand-over')} · {_counted(evidence, 'piece')} of evidence"
    )
    under = wrap(words, space, STEP_SIZE, most=2)
    box = Box(x=MARGIN, y=title.bottom + 4, width=space, height=_lines_height(under, STEP_SIZE))
    return Lettered(box=title, lines=tuple(lines), text=journey.title), Lettered(
        box=box, lines=tuple(under), text=words
    )


def _bands(steps: Sequence[Step], top: float) -> list[Lettered]:
    """Return a band for each run of steps with one stage."""
    bands, column = [], 0
    for stage, run in groupby(steps, key=lambda step: step.stage):
        count = len(list(run))
        x, width = _column(column) - GUTTER / 2 + 4, count * (CARD_WIDTH + GUTTER) - 8
        lines = wrap(stage, (width - 2 * PADDING) / BOLD, STEP_SIZE, most=2)
        bands.append(Lettered(box=Box(x=x, y=top, width=width, height=_BAND_HEIGHT), lines=tuple(lines), text=stage))
        column += count
    return bands


def _lanes(steps: Sequence[Step], top: float, width: float) -> tuple[list[Lettered], list[Card]]:
    names = list(dict.fromkeys(step.organisation for step in steps if step.organisation))
    if any(step.organisation is None for step in steps):
        names.append(NOT_KNOWN)
    lanes: list[Lettered] = []
    cards: list[Card] = []
    for name in names:
        own = [(nth, step) for nth, step in enumerate(steps) if (step.organisation or NOT_KNOWN) == name]
        texts = {nth: wrap(step.step, CARD_WIDTH - 2 * PADDING, STEP_SIZE, most=5) for nth, step in own}
        label = wrap(name, (LABELS_WIDTH - 2 * PADDING) / BOLD, STEP_SIZE, most=5)
        card_height = _HEAD_HEIGHT + PADDING + max(_lines_height(text, STEP_SIZE) for text in texts.values()) + 6
        card_height += _BADGES_HEIGHT + PADDING / 2
        height = max(card_height, _lines_height(label, STEP_SIZE)) + 2 * _LANE_GAP
        box = Box(x=MARGIN, y=top, width=width - 2 * MARGIN, height=height)
        lanes.append(Lettered(box=box, lines=tuple(label), text=name))
        for nth, step in own:
            place = Box(x=_column(nth), y=top + _LANE_GAP, width=CARD_WIDTH, height=card_height)
            cards.append(Card(step=step, box=place, lines=tuple(texts[nth])))
        top += height + 4
    return lanes, sorted(cards, key=lambda card: card.step.order)


def _passes(journey: Journey, top: float) -> list[Pass]:
    """Return the notes on hand-overs, each centred under its gutter; only consecutive steps have one."""
    leaving = {(item.from_step, item.to_step): item for item in journey.hand_overs}
    passes: list[Pass] = []
    width = CARD_WIDTH + GUTTER - 12
    for nth, (giver, taker) in enumerate(pairwise(journey.steps)):
        hand_over = leaving.get((giver.order, taker.order))
        if hand_over is None:
            continue
        space = width - 2 * 12
        sides = wrap(f"{hand_over.giver} → {hand_over.taker}", space, SMALL_SIZE, most=3)
        what = wrap(how_words(hand_over), (space - 26) / BOLD, STEP_SIZE, most=2)
        gap = wrap(hand_over.gap.value, (space - 20) / BOLD, SMALL_SIZE, most=2) if hand_over.gap else []
        height = 20 + _lines_height(what, STEP_SIZE) + _lines_height(sides, SMALL_SIZE) + _lines_height(gap, SMALL_SIZE)
        height += 8 if gap else 0
        middle = _column(nth) + CARD_WIDTH + GUTTER / 2
        note = Lettered(
            box=Box(x=middle - width / 2, y=top, width=width, height=height),
            lines=tuple(what),
            text=f"{hand_over.giver} → {hand_over.taker}",
        )
        passes.append(Pass(hand_over=hand_over, letter=_letter(len(passes)), note=note, sides=tuple(sides)))
    return passes


def _systems(journey: Journey, top: float) -> list[SystemRow]:
    columns = {step.order: nth for nth, step in enumerate(journey.steps)}
    rows = []
    for system in journey.systems:
        lines = wrap(system.name, LABELS_WIDTH - PADDING, SMALL_SIZE, most=2)
        box = Box(x=MARGIN, y=top, width=LABELS_WIDTH, height=_SYSTEM_ROW_HEIGHT)
        at = tuple(_column(columns[order]) + CARD_WIDTH / 2 for order in system.steps if order in columns)
        rows.append(SystemRow(label=Lettered(box=box, lines=tuple(lines), text=system.name), at=at))
        top += _SYSTEM_ROW_HEIGHT
    return rows


def _letter(nth: int) -> str:
    """Return A to Z, then AA, AB and so on."""
    high, low = divmod(nth, 26)
    return (_letter(high - 1) if high else "") + chr(ord("A") + low)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
