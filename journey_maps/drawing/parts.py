"""The parts of a drawn map: bands, lanes, cards, arrows, notes, systems, feelings, legend."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.journey_table import hand_over_words, told_where
from domain.journeys import Journey
from domain.sureness import is_assumed
from domain.told_first import named_pain_points
from journey_maps.drawing import painting
from journey_maps.drawing.boxes import (
    Arrow,
    ArrowLabel,
    Box,
    Card,
    Layout,
    LegendItem,
    Lettered,
    Mark,
    Note,
    Pill,
    SystemRow,
)
from journey_maps.drawing.cards import channel_on, head_height
from journey_maps.drawing.legend import SIGN_WIDTH
from journey_maps.drawing.lettering import text_width
from journey_maps.drawing.links import Links
from journey_maps.drawing.measures import LINE_HEIGHT, MARGIN, Measures, lines_height
from journey_maps.drawing.passing_labels import told_in_full


@dataclass(frozen=True, kw_only=True, slots=True)
class Painter:
    """Paints one laid-out page. ``prefix`` begins its identifiers; ``links`` says where marks lead, None nowhere."""

    journey: Journey
    layout: Layout
    links: Links | None
    prefix: str

    @property
    def measures(self) -> Measures:
        """Return the sizes of the page."""
        return self.layout.measures

    def parts(self) -> Iterator[str]:
        """Yield everything from the ground up."""
        yield from self._heading()
        yield from (self._band(band) for band in self.layout.bands if band.text)
        yield from (self._lane(lane, nth) for nth, lane in enumerate(self.layout.lanes))
        yield from (self._echo(lane) for lane in self.layout.echoes)
        yield from (self._arrow(arrow) for arrow in sorted(self.layout.arrows, key=lambda each: bool(each.hand_over)))
        yield from (self._card(card) for card in self.layout.cards)
        yield from (self._label(label) for label in self.layout.labels)
        yield from self._feelings()
        yield from self._notes()
        yield from self._systems()
        yield from self._gone()
        yield self._legend()

    def _heading(self) -> Iterator[str]:
        layout, measures = self.layout, self.measures
        if layout.marking:
            yield self._lettered(layout.marking, measures.small, "text strong")
        if layout.title:
            yield self._lettered(layout.title, measures.title, "text strong")
        yield self._lettered(layout.subtitle, measures.step, "muted")

    def _lettered(self, lettered: Lettered, size: float, kind: str) -> str:
        return painting.lines(lettered.lines, lettered.box.x, lettered.box.y, size, kind)

    def _band(self, band: Lettered) -> str:
        top = band.box.middle - lines_height(len(band.lines), self.measures.step) / 2
        room = band.box.width - 24
        words = painting.lines(band.lines, band.box.x + 12, top, self.measures.step, "band-text strong", room=room)
        return painting.group(band.text, painting.rect(band.box, "band", 4) + words)

    def _lane(self, lane: Lettered, nth: int) -> str:
        measures, ground = self.measures, "other-lane" if nth % 2 else "lane"
        thin = lane.box.height < lines_height(2, measures.step)
        kind, down = ("muted", 6.0) if thin else ("text strong", 18.0)
        x, room = lane.box.x + measures.padding, measures.labels - 2 * measures.padding
        room = max(room, *(text_width(line, measures.step) for line in lane.lines), 0.0)
        words = painting.lines(lane.lines, x, lane.box.y + down, measures.step, kind, room=room)
        return painting.group(lane.text, painting.rect(lane.box, ground, 4) + words)

    def _echo(self, lane: Lettered) -> str:
        box, size = lane.box, self.measures.small
        return painting.group(lane.text, painting.lines(lane.lines, box.x, box.y, size, "muted", room=box.width))

    def _card(self, card: Card) -> str:
        step, box = card.step, card.box
        apart = [pill for pill in card.pills if self._address(card, pill)]
        inner = painting.rect(box, "ground", 6) + self._card_text(card)
        inner += "".join(self._pill(pill) for pill in (*card.pills, *card.tabs) if pill not in apart)
        kinds = ["card"]
        kinds += ["assumed"] if is_assumed(step) else []
        kinds += ["added"] if any(tab.mark is Mark.NEW for tab in card.tabs) else []
        own = f' id="{self.prefix}card-{step.order}" class="{" ".join(kinds)}"'
        if self.links is None:
            return painting.group(card.told, inner, attributes=own)
        drawn = painting.link(self.links.step(self.journey, step), card.told, inner, attributes=own)
        return drawn + "".join(
            painting.link(
                self._address(card, pill) or "", f"{pill.words} at step {step.order}: {pill.told}", self._pill(pill)
            )
            for pill in apart
        )

    def _address(self, card: Card, pill: Pill) -> str | None:
        """Return where a pill leads when that is elsewhere than its card: the gravest pain point, which it names."""
        named = named_pain_points(card.step)
        if self.links is None or pill.mark is not Mark.PAIN or not named:
            return None
        return self.links.pain_point(named[0])

    def _card_text(self, card: Card) -> str:
        measures, box = self.measures, card.box
        x, small = box.x + measures.padding, measures.small
        base = box.y + measures.padding + small
        channel = channel_on(card, measures)
        top = box.y + head_height(measures) + 3
        below = top + lines_height(len(card.lines), measures.step)
        return (
            painting.text(str(card.step.order), x, base, small, "muted strong")
            + painting.text(channel, box.right - measures.padding - text_width(channel, small), base, small, "muted")
            + painting.lines(card.lines, x, top, measures.step, "text", room=measures.inner)
            + painting.lines(card.extras, x, below + 2, small, "muted", room=measures.inner)
        )

    def _pill(self, pill: Pill) -> str:
        size = self.measures.small
        if pill.mark is Mark.ASSUMED:
            return painting.text(pill.words, pill.box.x, pill.box.y + size + 2, size, "muted")
        if pill.mark is Mark.WAIT:
            return painting.rect(pill.box, "on-arrow", pill.box.height / 2) + painting.text(
                pill.words, pill.box.centre, pill.box.middle + size * 0.34, size, "text", middle=True
            )
        if pill.lines:
            x, room = pill.box.x + size / 2, pill.box.width - size
            words = painting.lines(pill.lines, x, pill.box.y + 3, size, f"{pill.mark.value}-text", room=room)
            return painting.rect(pill.box, pill.mark.value, 5) + words
        return painting.rect(pill.box, pill.mark.value, pill.box.height / 2) + painting.text(
            pill.words, pill.box.centre, pill.box.middle + size * 0.34, size, f"{pill.mark.value}-text", middle=True
        )

    def _arrow(self, arrow: Arrow) -> str:
        if arrow.hand_over is None:
            return painting.way(arrow.points, "flow", f"{self.prefix}flow")
        told = hand_over_words(arrow.hand_over)
        if arrow.is_reach:
            return painting.group(f"{told_where(arrow.hand_over)}: {told}", self._reach(arrow))
        return painting.group(told, painting.way(arrow.points, "pass", f"{self.prefix}pass"))

    def _reach(self, arrow: Arrow) -> str:
        """Return a way across steps: a dot where it leaves its card, its letter where it turns up to the other."""
        drawn = painting.way(arrow.points, "reach", f"{self.prefix}pass")
        if not arrow.open_start:
            drawn += painting.circle(*arrow.points[0], 4, "letter")
        if not arrow.open_end:
            drawn += painting.letter(arrow.letter, *arrow.points[-3], self.measures.small)
        return drawn

    def _label(self, label: ArrowLabel) -> str:
        measures, box = self.measures, label.box
        size = measures.small
        if not label.letter:
            words = painting.lines(
                label.lines, box.x + size + 14, box.y + (box.height - size * LINE_HEIGHT) / 2, size, "text"
            )
            clock = painting.clock(box.x + size * 0.5 + 6, box.middle, size)
            return painting.group(label.told, painting.rect(box, "on-arrow", box.height / 2) + clock + words)
        top = box.y + 6
        inner = painting.rect(box, "lacking" if label.gap else "on-pass", 5)
        inner += painting.letter(label.letter, box.x + size * 0.8 + 5, top + size * 0.7, size)
        inner += painting.text(label.lines[0], box.x + size * 1.6 + 11, top + size * 1.05, size, "text")
        inner += painting.warning(box.right - size * 1.1 - 6, top + 1, size) if label.gap else ""
        below = top + size * LINE_HEIGHT + 2
        inner += painting.lines(label.lines[1:], box.x + 6, below, size, "text")
        below += lines_height(len(label.lines) - 1, size)
        inner += painting.lines(label.gap, box.x + 6, below, size, "gap-text strong")
        return painting.group(label.told, inner)

    def _head(self, head: Lettered | None) -> str:
        return self._lettered(head, self.measures.step, "text strong") if head else ""

    def _feelings(self) -> Iterator[str]:
        rows = self.layout.rows
        if not rows.feelings or not rows.feelings_head:
            return
        yield self._head(rows.feelings_head)
        left, right = rows.feelings_head.box.x + self.measures.labels, self.layout.width - MARGIN
        top = rows.feelings_head.box.y + 10
        for y in (top, top + 42, top + 84):
            kind = "rule" if y == top + 42 else "dotted"
            yield painting.line(left, right, y, kind)
        size = self.measures.small
        label = rows.feelings_head.box.right - 4
        yield painting.text("good", label - text_width("good", size), top + 4, size, "muted")
        yield painting.text("hard", label - text_width("hard", size), top + 88, size, "muted")
        points = " ".join(f"{painting.number(point.x)},{painting.number(point.y)}" for point in rows.feelings)
        yield f'<polyline points="{points}" class="curve"/>'
        for point in rows.feelings:
            kind = "new" if point.y < top + 28 else "letter" if point.y > top + 56 else "sort"
            circle = painting.circle(point.x, point.y, 7, kind)
            words = painting.lines(
                point.words.lines, point.words.box.centre, point.words.box.y, size, "text", middle=True
            )
            yield painting.group(point.words.text, circle + words)

    def _notes(self) -> Iterator[str]:
        yield self._head(self.layout.rows.notes_head)
        yield from (self._note(note) for note in self.layout.rows.notes)

    def _note(self, note: Note) -> str:
        measures, box = self.measures, note.box
        x, small = box.x + 12, measures.small
        below = box.y + 8 + lines_height(len(note.head), measures.step)
        gap_top = below + lines_height(len(note.facts), small) + 4
        inner = painting.rect(box, "lacking" if note.gap else "on-pass", 5)
        inner += painting.letter(note.letter, box.right - small - 4, box.y + small + 4, small)
        inner += painting.lines(note.head, x, box.y + 8, measures.step, "text strong")
        inner += painting.lines(note.facts, x, below, small, "muted")
        if note.gap:
            inner += painting.warning(x, gap_top + 2, small)
            inner += painting.lines(note.gap, x + small * 1.1 + 7, gap_top, small, "gap-text strong")
        own = f' id="{self.prefix}hand-over-{note.hand_over.anchor}"'
        told = told_in_full(note.hand_over, note.letter)
        if self.links is None:
            return painting.group(told, inner, attributes=own)
        return painting.link(self.links.hand_over(self.journey, note.hand_over), told, inner, attributes=own)

    def _systems(self) -> Iterator[str]:
        yield self._head(self.layout.rows.systems_head)
        yield from (self._system(row) for row in self.layout.rows.systems)

    def _system(self, row: SystemRow) -> str:
        y, size = row.chips[0].box.middle, self.measures.small
        thread = painting.line(row.chips[0].box.centre, row.chips[-1].box.centre, y, "thread")
        chips = "".join(
            painting.rect(chip.box, "chip", 3)
            + painting.lines(
                chip.lines, chip.box.centre, chip.box.middle - lines_height(len(chip.lines), size) / 2, size,
                "evidence-text", middle=True,
            )
            for chip in row.chips
        )  # fmt: skip
        steps = ", ".join(str(order) for order in row.system.steps)
        return painting.group(f"{row.system.name}: steps {steps}", (thread if len(row.chips) > 1 else "") + chips)

    def _gone(self) -> Iterator[str]:
        yield self._head(self.layout.rows.gone_head)
        for box in self.layout.rows.gone:
            inner = painting.rect(box.box, "ground", 5)
            inner += painting.lines(
                box.lines, box.box.x + self.measures.padding, box.box.y + 6, self.measures.small, "muted"
            )
            yield painting.group(f"No longer done: {box.text}", inner, attributes=' class="gone"')

    def _legend(self) -> str:
        layout = self.layout
        rule = painting.line(MARGIN, layout.width - MARGIN, layout.legend_top, "rule")
        marking = ""
        if layout.marking:
            words = layout.marking.text
            x = layout.width - MARGIN - text_width(words, self.measures.small) * 1.14
            marking = painting.text(words, x, layout.height - 14, self.measures.small, "text strong")
        return "<g>" + rule + "".join(self._item(item) for item in layout.legend) + marking + "</g>"

    def _item(self, item: LegendItem) -> str:
        size = self.measures.small
        return self._sign(item, size) + painting.text(item.words, item.x + SIGN_WIDTH, item.y + size + 2, size, "muted")

    def _sign(self, item: LegendItem, size: float) -> str:
        box = Box(x=item.x, y=item.y, width=26, height=size + 5)
        if item.sign in {"or", "and"}:
            pill = Box(x=item.x - 3, y=item.y, width=32, height=size + 6)
            words = painting.text(item.sign, pill.centre, pill.middle + size * 0.34, size, "sort-text", middle=True)
            return painting.rect(pill, "sort", pill.height / 2) + words
        signs = {
            "hand-over": painting.letter("A", box.centre, box.middle, size),
            "within": painting.way(_loop(box), "pass", f"{self.prefix}pass"),
            "across": painting.way(_turns(box), "reach", f"{self.prefix}pass"),
            "gap": painting.warning(box.centre - size * 0.55, item.y + 1, size),
            "wait": painting.clock(box.centre, box.middle, size),
            "system": painting.rect(box, "chip", 3),
            "feeling": painting.circle(box.centre, box.middle, 6, "sort"),
        }
        kind = {"assumed": "assumed", "new": "added"}.get(item.sign, "card")
        return signs.get(item.sign) or f'<g class="{kind}">{painting.rect(box, "ground", 4)}</g>'


def _turns(box: Box) -> tuple[tuple[float, float], ...]:
    """Return the corners of a small way down and on to the right."""
    return (box.x + 3, box.y), (box.x + 3, box.middle), (box.right + 2, box.middle)


def _loop(box: Box) -> tuple[tuple[float, float], ...]:
    """Return the corners of a small loop."""
    left, right, low = box.x + 3, box.right - 3, box.bottom - 3
    return (left, box.y), (left, low), (right, low), (right, box.y)
