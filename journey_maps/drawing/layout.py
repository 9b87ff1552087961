"""Where everything of a journey map stands, before anything is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.access import Marking
from domain.hand_overs import HandOverKey
from domain.journey_table import within
from domain.journeys import Journey, JourneyForm, Step
from journey_maps.drawing import arrows, beneath, cards, legend, loops, reaches
from journey_maps.drawing.beside import Feeling, counted
from journey_maps.drawing.boxes import Arrow, Box, Layout, Lettered, Rows
from journey_maps.drawing.cards import Grid, Told
from journey_maps.drawing.lettering import BOLD, wrap
from journey_maps.drawing.measures import MARGIN, STANDARD, Measures, lines_height
from journey_maps.drawing.reaches import Reach

_SECTION_GAP = 30.0
_FEWEST_COLUMNS = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What a map shows and how large: what cards tell, feelings by step (None: no such row), and the sizes.

    ``marking`` is that of all the map shows; None leaves it to the journey. A page that names the journey itself
    wants no map that is ``titled``.
    """

    told: Told = field(default_factory=Told)
    feelings: Mapping[str, Feeling] | None = None
    measures: Measures = STANDARD
    marking: Marking | None = None
    titled: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Which columns of a map one page shows: from ``start`` up to, without, ``end``; ``nth`` of ``of`` from 1."""

    start: int
    end: int
    nth: int = 1
    of: int = 1


def pages_of(journey: Journey, most: int) -> list[Page]:
    """Return pages of at most so many columns, as even as can be. No steps: one page."""
    count = len(cards.columns_of(journey.steps))
    of = max(1, -(-count // most))
    edges = [round(nth * count / of) for nth in range(of + 1)]
    return [Page(start=edges[nth], end=edges[nth + 1], nth=nth + 1, of=of) for nth in range(of)]


def lay_out(journey: Journey, shown: Shown | None = None, page: Page | None = None, *, width: float = 0.0) -> Layout:
    """Return the whole map laid out, or the columns of one page; at least so wide.

    The same journey gives the same layout.
    """
    shown = shown or Shown()
    columns = cards.columns_of(journey.steps)
    page = page or Page(start=0, end=len(columns))
    across = reaches.reaches_on(journey, columns, page.start, page.end)
    grid = _grid(columns, page, shown.measures, across)
    continues = page.end < len(columns)
    tail = shown.measures.gutter if continues else shown.measures.gutter / 2
    fewest = MARGIN + shown.measures.labels + _FEWEST_COLUMNS * shown.measures.column
    width = max(grid.end + tail + MARGIN, fewest + MARGIN, width)
    sheet = _Sheet(
        journey=journey, shown=shown, page=page, grid=grid, width=width, columns=columns, across=tuple(across)
    )
    return sheet.laid_out()


def _grid(columns: Sequence[tuple[Step, ...]], page: Page, measures: Measures, across: Sequence[Reach]) -> Grid:
    own = tuple(columns[page.start : page.end])
    lead = measures.gutter if page.start else 20.0
    rails = reaches.rails_of(across, len(own)) if across else ()
    return Grid(measures=measures, columns=own, left=MARGIN + measures.labels + lead, rails=rails)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sheet:
    """One page while it is laid out, from top to bottom."""

    journey: Journey
    shown: Shown
    page: Page
    grid: Grid
    width: float
    columns: Sequence[tuple[Step, ...]]
    across: tuple[Reach, ...]

    def laid_out(self) -> Layout:
        marking, title, subtitle = self._heading()
        bands, top = cards.bands(self.grid, subtitle.box.bottom + 22)
        told = replace(self.shown.told, waits=cards.waits_on_cards(self.columns))
        lanes, placed = cards.lanes_and_cards(self.grid, self.journey, told, top=top + 10, width=self.width)
        bottom = lanes[-1].box.bottom if lanes else top
        letters = arrows.letters_of(self.journey)
        ways = arrows.arrows(
            self.grid,
            placed,
            {item.key: item for item in self.journey.hand_overs},
            before=self.columns[self.page.start - 1] if self.page.start else (),
            after=self.columns[self.page.end] if self.page.end < len(self.columns) else (),
        )
        waiting = {step.id for step in self.journey.steps if step.wait_days is not None} - told.waits
        labels = arrows.labels(ways, letters, self.grid.measures, waiting=waiting, top=top + 14, bottom=bottom - 4)
        inside = {card.step.order: within(self.journey, card.step) for card in placed}
        around, on_loops = loops.loops(placed, inside, letters, self.grid.measures)
        over, on_reaches, bottom = reaches.reaches_drawn(
            self.across, self.grid, self.journey, placed, letters, top=bottom, right=self.width - MARGIN
        )
        ways, labels = [*ways, *around, *over], [*labels, *on_loops, *on_reaches]
        rows = self._rows(ways, letters, bottom)
        legend_top = rows.end + _SECTION_GAP
        signs, end = legend.items(
            placed,
            ways,
            labels,
            rows,
            self.shown.measures,
            Box(x=MARGIN, y=legend_top, width=self.width - 2 * MARGIN, height=0),
        )
        return Layout(
            measures=self.shown.measures,
            width=self.width,
            height=end + MARGIN,
            marking=marking,
            title=title,
            subtitle=subtitle,
            bands=tuple(bands),
            lanes=tuple(lanes),
            echoes=tuple(cards.echoes(self.grid, lanes, placed)),
            cards=tuple(placed),
            arrows=tuple(ways),
            labels=tuple(labels),
            rows=rows,
            legend_top=legend_top,
            legend=tuple(signs),
        )

    def _heading(self) -> tuple[Lettered | None, Lettered | None, Lettered]:
        """Return the marking, the title, and the line under them."""
        measures, journey = self.shown.measures, self.journey
        space = self.width - 2 * MARGIN
        marking, title, top = None, None, MARGIN
        marked = self.shown.marking or journey.marking
        if marked:
            box = Box(x=MARGIN, y=top, width=space, height=lines_height(1, measures.small))
            marking = Lettered(box=box, lines=(marked.value,), text=marked.value)
            top = box.bottom + 6
        if self.shown.titled:
            lines = wrap(journey.title, space / BOLD, measures.title, most=2)
            box = Box(x=MARGIN, y=top, width=space, height=lines_height(len(lines), measures.title))
            title = Lettered(box=box, lines=tuple(lines), text=journey.title)
            top = box.bottom + 4
        words = self._subtitle()
        under = wrap(words, space, measures.step, most=2)
        box = Box(x=MARGIN, y=top, width=space, height=lines_height(len(under), measures.step))
        return marking, title, Lettered(box=box, lines=tuple(under), text=words)

    def _subtitle(self) -> str:
        journey, page = self.journey, self.page
        known = {step.organisation for step in journey.steps if step.organisation}
        evidence = len({placed.evidence.id for step in journey.steps for placed in step.evidence})
        parts = [
            *(["How it might be"] if journey.form is JourneyForm.TO_BE else []),
            *([journey.actor] if journey.actor else []),
            counted(len(journey.steps), "step"),
            counted(len(known), "organisation"),
            counted(len(journey.hand_overs), "hand-over"),
            counted(evidence, "quotation") + " on its steps",
            *([f"page {page.nth} of {page.of}"] if page.of > 1 else []),
        ]
        return " · ".join(parts)

    def _rows(self, ways: Sequence[Arrow], letters: Mapping[HandOverKey, str], bottom: float) -> Rows:
        """Return the rows that this page has, each below the one before."""
        measures, grid, found, end = self.shown.measures, self.grid, Rows(end=bottom), bottom
        own = {step.id for steps in grid.columns for step in steps}
        felt = {name: each for name, each in (self.shown.feelings or {}).items() if name in own}
        if felt:
            head = beneath.head("How it felt", end + _SECTION_GAP, measures)
            points, end = beneath.feelings(grid, felt, end + _SECTION_GAP)
            found = replace(found, feelings_head=head, feelings=tuple(points))
        notes, low = beneath.notes(ways, letters, measures, end + _SECTION_GAP, self.width - MARGIN)
        if notes:
            head = beneath.head("Hand-overs", end + _SECTION_GAP + 8, measures)
            found, end = replace(found, notes_head=head, notes=tuple(notes)), max(low, head.box.bottom)
        systems, low = beneath.systems(grid, self.journey, end + _SECTION_GAP)
        if systems:
            head = beneath.head("Systems behind", end + _SECTION_GAP + 2, measures)
            found, end = replace(found, systems_head=head, systems=tuple(systems)), max(low, head.box.bottom)
        difference = self.shown.told.difference
        gone = difference.removed if difference and self.page.nth == self.page.of else ()
        if gone:
            head = beneath.head("No longer done", end + _SECTION_GAP + 6, measures)
            boxes, low = beneath.gone(gone, grid, end + _SECTION_GAP, self.width - MARGIN)
            found, end = replace(found, gone_head=head, gone=tuple(boxes)), max(low, head.box.bottom)
        return replace(found, end=end)
