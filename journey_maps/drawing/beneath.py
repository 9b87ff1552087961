"""The rows below a map's lanes: how people felt, notes on hand-overs, systems, and steps that go."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.hand_overs import HandOver, HandOverKey
from domain.journey_table import from_whom_to_whom, how_words, told_where
from domain.journeys import Journey, Step, SystemUse
from journey_maps.drawing.beside import Feeling, counted
from journey_maps.drawing.boxes import Arrow, Box, FeelingPoint, Lettered, Note, SystemRow
from journey_maps.drawing.cards import Grid
from journey_maps.drawing.lettering import BOLD, text_width, wrap
from journey_maps.drawing.measures import MARGIN, Measures, lines_height

_FEELINGS_HEIGHT = 84.0
_NOTE_INSET = 12.0
_NOTE_GAP = 8.0


def head(text: str, top: float, measures: Measures) -> Lettered:
    """Return the label of a row, in the column of the lanes' names."""
    lines = wrap(text, (measures.labels - 2 * measures.padding) / BOLD, measures.step, most=3)
    box = Box(
        x=MARGIN + measures.padding,
        y=top,
        width=measures.labels - 2 * measures.padding,
        height=lines_height(len(lines), measures.step),
    )
    return Lettered(box=box, lines=tuple(lines), text=text)


def feelings(grid: Grid, felt: Mapping[str, Feeling], top: float) -> tuple[list[FeelingPoint], float]:
    """Return a point a column with feelings, good above and hard below, and where the row ends."""
    measures, points = grid.measures, []
    low = top
    for column, steps in enumerate(grid.columns):
        own = [felt[step.id] for step in steps if step.id in felt]
        if not own:
            continue
        height = sum(each.height for each in own) / len(own)
        words = "; ".join(each.words for each in own)
        lines = wrap(words, measures.card, measures.small, most=3)
        y = top + 10 + (1 - height) / 2 * _FEELINGS_HEIGHT
        box = Box(
            x=grid.x(column),
            y=top + _FEELINGS_HEIGHT + 22,
            width=measures.card,
            height=lines_height(len(lines), measures.small),
        )
        points.append(
            FeelingPoint(
                x=grid.x(column) + measures.card / 2, y=y, words=Lettered(box=box, lines=tuple(lines), text=words)
            )
        )
        low = max(low, box.bottom)
    return points, max(low, top + _FEELINGS_HEIGHT + 20)


def notes(
    found: Sequence[Arrow], letters: Mapping[HandOverKey, str], measures: Measures, top: float, right: float
) -> tuple[list[Note], float]:
    """Return a note for each hand-over that begins here, below its label, and where the last one ends.

    A note that would leave the page at its right edge, lie on the row's name or on another, stands further off.
    """
    placed: list[Note] = []
    width = measures.column - 12
    own = [arrow for arrow in found if arrow.hand_over and not arrow.open_start]
    for arrow in sorted(own, key=lambda each: (each.middle, each.giver.order)):
        crossing = arrow.hand_over
        if crossing is None:
            continue
        left = max(min(arrow.middle, right - width / 2) - width / 2, MARGIN + measures.labels)
        note = _note(
            crossing,
            letters[crossing.key],
            Box(x=left, y=top, width=width, height=0),
            measures,
        )
        while under := [other for other in placed if other.box.overlaps(note.box)]:
            y = max(other.box.bottom for other in under) + _NOTE_GAP
            note = replace(note, box=replace(note.box, y=y))
        placed.append(note)
    return placed, max((note.box.bottom for note in placed), default=top)


def _note(hand_over: HandOver, letter: str, at: Box, measures: Measures) -> Note:
    inner = at.width - 2 * _NOTE_INSET
    heading = wrap(how_words(hand_over), (inner - measures.small * 2 - 4) / BOLD, measures.step, most=2)
    facts = [line for words in note_facts(hand_over) for line in wrap(words, inner, measures.small, most=3)]
    gap = wrap(hand_over.gap.value, (inner - 20) / BOLD, measures.small, most=2) if hand_over.gap else []
    height = 18 + lines_height(len(heading), measures.step) + lines_height(len(facts) + len(gap), measures.small)
    return Note(
        hand_over=hand_over,
        letter=letter,
        box=Box(x=at.x, y=at.y, width=at.width, height=height + (6 if gap else 0)),
        head=tuple(heading),
        facts=tuple(facts),
        gap=tuple(gap),
    )


def note_facts(hand_over: HandOver) -> list[str]:
    """Return what is known of a hand-over, a line each; what is not known is left out, its gap says what is missing."""
    owners = [name for name in (hand_over.giver_owner, hand_over.taker_owner) if name]
    sides = from_whom_to_whom(hand_over.giver, hand_over.taker)
    return [
        f"{told_where(hand_over)}: {sides}" if hand_over.has_own_sides else sides[:1].upper() + sides[1:],
        *([f"Known by: {hand_over.identifier}"] if hand_over.identifier else []),
        *([f"Allowed by: {hand_over.legal_basis}"] if hand_over.legal_basis else []),
        *([f"Controller: {hand_over.controller}"] if hand_over.controller else []),
        *([f"Trouble: {hand_over.trouble}"] if hand_over.trouble else []),
        *([f"Owners: {', '.join(owners)}"] if owners else []),
        *([counted(len(hand_over.evidence), "piece") + " of evidence"] if hand_over.evidence else []),
        *(["Assumed: no evidence tells of it"] if hand_over.is_assumed else []),
    ]


def systems(grid: Grid, journey: Journey, top: float) -> tuple[list[SystemRow], float]:
    """Return a chip under each step that leans on a system, and where the rows end.

    Systems that are used one after the other share a row.
    """
    measures = grid.measures
    columns = {step.order: nth for nth, steps in enumerate(grid.columns) for step in steps}
    rows: list[int] = []
    found: list[tuple[int, SystemUse, list[int]]] = []
    uses = [
        (system, sorted({columns[order] for order in system.steps if order in columns})) for system in journey.systems
    ]
    for system, at in sorted((use for use in uses if use[1]), key=lambda use: (use[1][0], use[0].name)):
        row = next((nth for nth, last in enumerate(rows) if last < at[0]), len(rows))
        if row == len(rows):
            rows.append(at[-1])
        rows[row] = at[-1]
        found.append((row, system, at))
    chips = {system.name: _chip_lines(system.name, measures) for _, system, _ in found}
    heights = [
        max(lines_height(len(chips[system.name]), measures.small) for at, system, _ in found if at == row) + 8
        for row in range(len(rows))
    ]
    tops = [top + sum(heights[:row]) + 8 * row for row in range(len(rows))]
    placed = [
        SystemRow(
            system=system,
            chips=tuple(_chip(system.name, chips[system.name], grid, at, tops[row], heights[row]) for at in columns_at),
        )
        for row, system, columns_at in found
    ]
    return placed, (tops[-1] + heights[-1] if tops else top)


def _chip_lines(name: str, measures: Measures) -> list[str]:
    return wrap(name, measures.card - 16, measures.small, most=2)


def _chip(name: str, lines: Sequence[str], grid: Grid, column: int, top: float, height: float) -> Lettered:
    measures = grid.measures
    width = min(max(text_width(line, measures.small) for line in lines) + 16, measures.card)
    box = Box(x=grid.x(column) + (measures.card - width) / 2, y=top, width=width, height=height)
    return Lettered(box=box, lines=tuple(lines), text=name)


def gone(steps: Sequence[Step], grid: Grid, top: float, right: float) -> tuple[list[Lettered], float]:
    """Return a box for each step that is no longer done, in rows, and where the last row ends."""
    measures = grid.measures
    width, x, y, low = measures.column - 12, grid.left, top, top
    placed = []
    for step in steps:
        words = f"{step.step} ({step.organisation or 'organisation not known'})"
        lines = wrap(words, width - 2 * measures.padding, measures.small, most=4)
        if x > grid.left and x + width > right:
            x, y = grid.left, low + 8
        box = Box(x=x, y=y, width=width, height=lines_height(len(lines), measures.small) + 14)
        placed.append(Lettered(box=box, lines=tuple(lines), text=words))
        low = max(low, box.bottom)
        x += width + 8
    return placed, low
