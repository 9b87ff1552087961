"""What a laid-out journey map is made of: boxes, in pixels from its top left corner, and the text in them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.hand_overs import HandOver
from domain.journeys import Step, SystemUse
from journey_maps.drawing.lettering import text_width, wrap
from journey_maps.drawing.measures import Measures, lines_height

_NOTE_LINES = 4


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

    @property
    def centre(self) -> float:
        """Return the x of its middle."""
        return self.x + self.width / 2

    def overlaps(self, other: "Box") -> bool:
        """Tell whether the two share more than an edge."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True, kw_only=True, slots=True)
class Lettered:
    """A box with the lines of text that stand in it and the text as it was before wrapping."""

    box: Box
    lines: tuple[str, ...]
    text: str


class Mark(StrEnum):
    """What a pill on a card says: counts that open what they count, and what sort of step it is."""

    EVIDENCE = "evidence"
    PAIN = "pain"
    NEED = "need"
    ATTEMPT = "attempt"
    ASSUMED = "assumed"
    SORT = "sort"
    WAIT = "wait"
    NEW = "new"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pill:
    """A few words in a rounded box, on one line unless ``lines`` says how they break. ``told`` says them in full."""

    mark: Mark
    words: str
    box: Box
    told: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A step with its box, the lines of its name, small lines below it, pills at its foot and on its upper edge."""

    step: Step
    column: int
    box: Box
    lines: tuple[str, ...]
    extras: tuple[str, ...] = ()
    pills: tuple[Pill, ...] = ()
    tabs: tuple[Pill, ...] = ()
    told: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ArrowLabel:
    """What stands on an arrow: a hand-over with its letter, or a wait. ``gap`` are the lines on what is missing."""

    box: Box
    letter: str
    lines: tuple[str, ...]
    gap: tuple[str, ...]
    told: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrow:
    """A way from step to step, by its corners. ``hand_over`` is None where nothing changes hands.

    ``middle`` is the x of the middle of its label and its note. ``open_start`` and ``open_end`` say that it comes from,
    or goes on to, another page. ``letter`` stands once more where a long way turns up to its step.
    """

    points: tuple[tuple[float, float], ...]
    giver: Step
    taker: Step
    hand_over: HandOver | None
    middle: float
    open_start: bool = False
    open_end: bool = False
    letter: str = ""

    @property
    def is_loop(self) -> bool:
        """Tell whether it leads back to its own step: what passes within that."""
        return self.giver.id == self.taker.id

    @property
    def is_reach(self) -> bool:
        """Tell whether it runs across steps, below the lanes."""
        return self.hand_over is not None and self.hand_over.is_across


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A hand-over with its letter and what is known of it, below the lanes."""

    hand_over: HandOver
    letter: str
    box: Box
    head: tuple[str, ...]
    facts: tuple[str, ...]
    gap: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SystemRow:
    """A system with a chip, which bears its name, under each step that leans on it."""

    system: SystemUse
    chips: tuple[Lettered, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FeelingPoint:
    """How people felt at a step: where its mark stands, between good above and hard below, and the words under it."""

    x: float
    y: float
    words: Lettered


@dataclass(frozen=True, kw_only=True, slots=True)
class LegendItem:
    """A sign and what it means: the sign's name, its words, and where its row's left upper corner stands."""

    sign: str
    words: str
    x: float
    y: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows:
    """What stands below the lanes. A row that the map lacks is empty, its label None. ``end`` is the lowest edge."""

    feelings_head: Lettered | None = None
    feelings: tuple[FeelingPoint, ...] = ()
    notes_head: Lettered | None = None
    notes: tuple[Note, ...] = ()
    systems_head: Lettered | None = None
    systems: tuple[SystemRow, ...] = ()
    gone_head: Lettered | None = None
    gone: tuple[Lettered, ...] = ()
    end: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """A laid-out journey map, or one page of it. ``lanes`` are top to bottom; ``echoes`` are their names once more."""

    measures: Measures
    width: float
    height: float
    marking: Lettered | None
    title: Lettered | None
    subtitle: Lettered
    bands: tuple[Lettered, ...]
    lanes: tuple[Lettered, ...]
    echoes: tuple[Lettered, ...]
    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...]
    labels: tuple[ArrowLabel, ...]
    rows: Rows
    legend_top: float
    legend: tuple[LegendItem, ...]


def note_at(mark: Mark, words: str, told: str, box: Box, measures: Measures) -> Pill:
    """Return a pill as wide as the box, from its top left on, with as many lines as its words need, four at most."""
    lines = wrap(words, box.width - measures.small, measures.small, most=_NOTE_LINES)
    height = lines_height(len(lines), measures.small) + 8
    return Pill(mark=mark, words=words, box=replace(box, height=height), told=told, lines=tuple(lines))


def pills_in_rows(pills: Iterable[tuple[Mark, str, str]], box: Box, measures: Measures) -> tuple[Pill, ...]:
    """Return pills of (mark, words, told) from the box's top left on, in as many rows as its width asks for."""
    placed: list[Pill] = []
    x, y = box.x, box.y
    for mark, words, told in pills:
        width = min(text_width(words, measures.small) + measures.small, box.width)
        if x > box.x and x + width > box.right:
            x, y = box.x, y + measures.pill + 4
        placed.append(Pill(mark=mark, words=words, box=Box(x=x, y=y, width=width, height=measures.pill), told=told))
        x += width + 5
    return tuple(placed)


def moved(pills: Iterable[Pill], right: float, down: float) -> tuple[Pill, ...]:
    """Return the pills elsewhere."""
    return tuple(replace(pill, box=replace(pill.box, x=pill.box.x + right, y=pill.box.y + down)) for pill in pills)
