"""A journey as a swimlane map in SVG: stages across, a column a step, a lane an organisation."""

import re
from collections.abc import Iterable
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from domain.journey_table import channel_words, hand_over_words
from domain.journeys import Journey, StepBasis
from journey_maps.layout import (
    LINE_HEIGHT,
    PADDING,
    SMALL_SIZE,
    STEP_SIZE,
    Box,
    Card,
    Layout,
    Lettered,
    Pass,
    SystemRow,
    gutter_after,
    lay_out,
)
from journey_maps.lettering import clip, text_width
from journey_maps.palette import Palette, palette

_FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_TITLE_SIZE = 26.0
_CORNER = 8.0
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def draw_svg(journey: Journey, *, theme: str = "light") -> str:
    """Return the journey as an SVG document. The same journey gives the same text, to the byte.

    Each card is a link to ``#step-N`` with the identifier ``card-N``. Text that was shortened stands in full in its
    ``<title>``. Assumed steps are dashed. Raises InvalidRequest for an unknown theme.
    """
    layout, colours = lay_out(journey), palette(theme)
    parts = [
        _opening(journey, layout, colours),
        _lines(layout.title, _TITLE_SIZE, "text strong"),
        _lines(layout.subtitle, STEP_SIZE, "muted"),
        *(_band(band, colours) for band in layout.bands),
        *(_lane(lane, nth, colours) for nth, lane in enumerate(layout.lanes)),
        *_flows(layout, colours),
        *(_card(card, colours) for card in layout.cards),
        *_notes(layout, colours),
        *_systems(layout, colours),
        _legend(layout.legend, colours),
        "</svg>\n",
    ]
    return "\n".join(part for part in parts if part)


def _opening(journey: Journey, layout: Layout, colours: Palette) -> str:
    width, height = _number(layout.width), _number(layout.height)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            f'role="group" aria-labelledby="map-title map-description" font-family={quoteattr(_FONTS)}>',
            f'<title id="map-title">{_safe(journey.title)}</title>',
            f'<desc id="map-description">{_safe(_description(journey))}</desc>',
            _style(colours),
            f'<rect class="page" width="{width}" height="{height}"/>',
        )
    )


def _style(colours: Palette) -> str:
    return (
        "<defs>"
        + "".join(
            f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
            f'markerUnits="userSpaceOnUse" orient="auto"><path d="M0,0.5 L7.5,4 L0,7.5 Z" fill="{colour}"/></marker>'
            for name, colour in (("flow-end", colours.flow), ("hand-over-end", colours.hand_over))
        )
        + "</defs><style>"
        + f".page{{fill:{colours.page}}}.text{{fill:{colours.text}}}.muted{{fill:{colours.muted}}}"
        + f".strong{{font-weight:600}}.flow{{fill:none;stroke:{colours.flow};stroke-width:1.5}}"
        + f".hand-over{{fill:none;stroke:{colours.hand_over};stroke-width:2.5}}"
        + f".leader{{stroke:{colours.hand_over};stroke-width:1;stroke-dasharray:1 4;stroke-linecap:round}}"
        + f".card rect.ground{{fill:{colours.card};stroke:{colours.line};stroke-width:1.25}}"
        + f".assumed rect.ground{{fill:{colours.assumed};stroke:{colours.muted};stroke-dasharray:5 4}}"
        + f"a:hover rect.ground,a:focus rect.ground{{stroke:{colours.hand_over};stroke-width:2.5}}"
        + "</style>"
    )


def _band(band: Lettered, colours: Palette) -> str:
    text_top = band.box.middle - len(band.lines) * STEP_SIZE * LINE_HEIGHT / 2
    return (
        f"<g><title>{_safe(band.text)}</title>{_rect(band.box, fill=colours.band, corner=6)}"
        + _text_lines(band.lines, band.box.x + PADDING, text_top, STEP_SIZE, "text strong")
        + "</g>"
    )


def _lane(lane: Lettered, nth: int, colours: Palette) -> str:
    return (
        f"<g><title>{_safe(lane.text)}</title>"
        + _rect(lane.box, fill=colours.other_lane if nth % 2 else colours.lane, corner=6)
        + _text_lines(lane.lines, lane.box.x + PADDING, lane.box.y + 18, STEP_SIZE, "text strong")
        + "</g>"
    )


def _card(card: Card, colours: Palette) -> str:
    step, box = card.step, card.box
    assumed = step.basis is StepBasis.ASSUMPTION
    who = step.organisation or "organisation not known"
    told = f"{_counted(len(step.evidence))} of evidence"
    label = f"Step {step.order}: {step.step}. {who}. {channel_words(step.channel)}. {told}"
    channel = clip(channel_words(step.channel) if step.channel.value != "unknown" else "", box.width / 2, SMALL_SIZE)
    channel_x = box.right - PADDING - text_width(channel, SMALL_SIZE)
    return (
        f'<a id="card-{step.order}" href="#step-{step.order}" class="card{" assumed" if assumed else ""}" '
        f"aria-label={quoteattr(_clean(label))}><title>{_safe(step.step)}</title>"
        + f'<rect class="ground" {_corners(box)} rx="{_number(_CORNER)}"/>'
        + _text(str(step.order), box.x + PADDING, box.y + 23, SMALL_SIZE, "muted strong")
        + _text(channel, channel_x, box.y + 23, SMALL_SIZE, "muted")
        + _text_lines(card.lines, box.x + PADDING, box.y + 30, STEP_SIZE, "text")
        + _badges(card, colours)
        + "</a>"
    )


def _badges(card: Card, colours: Palette) -> str:
    """Return the counts at a card's foot: evidence, and pain points where there are any."""
    step, top = card.step, card.box.bottom - 32
    if step.basis is StepBasis.ASSUMPTION:
        return _text(
            "assumed: no evidence", card.box.x + PADDING, top + 15, SMALL_SIZE, "muted", style="font-style:italic"
        )
    x, room = card.box.x + PADDING, card.box.width - 2 * PADDING
    count, pains = f"{len(step.evidence)} evidence", len(step.pain_points)
    width = text_width(count, SMALL_SIZE) + 10
    badges = _badge(count, Box(x=x, y=top, width=width, height=21), colours.evidence, colours.evidence_text)
    if pains:
        words = clip(f"{pains} pain point{'s' if pains > 1 else ''}", room - width - 16, SMALL_SIZE)
        box = Box(x=x + width + 6, y=top, width=text_width(words, SMALL_SIZE) + 10, height=21)
        badges += _badge(words, box, colours.pain, colours.pain_text)
    return badges


def _badge(text: str, box: Box, ground: str, ink: str) -> str:
    return _rect(box, fill=ground, corner=10.5) + (
        f'<text x="{_number(box.x + box.width / 2)}" y="{_number(box.y + 15)}" font-size="{_number(SMALL_SIZE)}" '
        f'text-anchor="middle" fill="{ink}">{_safe(text)}</text>'
    )


def _flows(layout: Layout, colours: Palette) -> Iterable[str]:
    """Yield the arrows between consecutive cards; a hand-over's is heavy and carries the letter of its note."""
    passes = {item.hand_over.from_step: item for item in layout.passes}
    for card, after in pairwise(layout.cards):
        middle = gutter_after(card)
        way = f"M{_number(card.box.right)},{_number(card.box.middle)} H{_number(middle)} "
        way += f"V{_number(after.box.middle)} H{_number(after.box.x - 2)}"
        crossing = passes.get(card.step.order)
        if crossing is None:
            yield f'<path class="flow" d="{way}" marker-end="url(#flow-end)"/>'
            continue
        low = max(card.box.middle, after.box.middle)
        yield (
            f"<g><title>{_safe(hand_over_words(crossing.hand_over))}</title>"
            f'<line class="leader" x1="{_number(middle)}" y1="{_number(low)}" x2="{_number(middle)}" '
            f'y2="{_number(layout.notes_top)}"/><path class="hand-over" d="{way}" marker-end="url(#hand-over-end)"/>'
            + _mark(crossing.letter, middle, (card.box.middle + after.box.middle) / 2, colours)
            + "</g>"
        )


def _mark(letter: str, x: float, y: float, colours: Palette) -> str:
    return (
        f'<circle cx="{_number(x)}" cy="{_number(y)}" r="11" fill="{colours.hand_over}"/>'
        f'<text x="{_number(x)}" y="{_number(y + 4)}" font-size="11" font-weight="700" text-anchor="middle" '
        f'fill="{colours.hand_over_text}">{_safe(letter)}</text>'
    )


def _notes(layout: Layout, colours: Palette) -> Iterable[str]:
    if layout.passes:
        yield _row_label("Hand-overs", layout.lanes[0].box.x + PADDING, layout.notes_top + 20)
    for crossing in layout.passes:
        yield _note(crossing, colours)


def _note(crossing: Pass, colours: Palette) -> str:
    box, hand_over = crossing.note.box, crossing.hand_over
    x, y = box.x + 12, box.y + 8
    below = y + len(crossing.note.lines) * STEP_SIZE * LINE_HEIGHT
    gap_top = below + len(crossing.sides) * SMALL_SIZE * LINE_HEIGHT + 6
    return (
        f'<g id="hand-over-{hand_over.from_step}"><title>{_safe(hand_over_words(hand_over))}</title>'
        + _rect(box, fill=colours.card, corner=6, stroke=colours.hand_over)
        + _mark(crossing.letter, box.right - 20, box.y + 18, colours)
        + _text_lines(crossing.note.lines, x, y, STEP_SIZE, "text strong")
        + _text_lines(crossing.sides, x, below, SMALL_SIZE, "muted")
        + (_gap(hand_over.gap.value, x, gap_top, colours) if hand_over.gap else "")
        + "</g>"
    )


def _gap(gap: str, x: float, top: float, colours: Palette) -> str:
    """Return a warning triangle and what is missing: shape and words, never colour alone."""
    y = top + 3
    return (
        f'<path d="M{_number(x + 6)},{_number(y)} L{_number(x + 12)},{_number(y + 11)} H{_number(x)} Z" '
        f'fill="none" stroke="{colours.gap}" stroke-width="1.5" stroke-linejoin="round"/>'
        f'<text x="{_number(x + 19)}" y="{_number(top + 13)}" font-size="{_number(SMALL_SIZE)}" font-weight="600" '
        f'fill="{colours.gap}">{_safe(gap)}</text>'
    )


def _systems(layout: Layout, colours: Palette) -> Iterable[str]:
    """Yield a row a system: a dot under each step that leans on it, joined from its first to its last."""
    if layout.systems:
        yield _row_label("Systems behind", layout.systems[0].label.box.x + PADDING, layout.systems_top + 16)
    for row in layout.systems:
        yield _system(row, colours)


def _system(row: SystemRow, colours: Palette) -> str:
    y = row.label.box.middle
    top = y - len(row.label.lines) * SMALL_SIZE * LINE_HEIGHT / 2
    line = (
        f'<line x1="{_number(min(row.at))}" y1="{_number(y)}" x2="{_number(max(row.at))}" y2="{_number(y)}" '
        f'stroke="{colours.line}" stroke-width="3" stroke-linecap="round"/>'
        if row.at
        else ""
    )
    dots = "".join(
        f'<circle cx="{_number(x)}" cy="{_number(y)}" r="6.5" fill="{colours.evidence_text}"/>' for x in row.at
    )
    return (
        f"<g><title>{_safe(row.label.text)}</title>"
        + _text_lines(row.label.lines, row.label.box.x + PADDING, top, SMALL_SIZE, "text")
        + line
        + dots
        + "</g>"
    )


def _legend(box: Box, colours: Palette) -> str:
    """Return what the signs mean, one row."""
    y = box.y + 24
    parts = [f'<line x1="{_number(box.x)}" y1="{_number(box.y)}" x2="{_number(box.right)}" y2="{_number(box.y)}" '
             f'stroke="{colours.line}"/>']  # fmt: skip
    x = box.x + PADDING
    signs = (
        ("", "step with evidence"),
        ("5 4", "assumed step"),
    )
    for dashes, words in signs:
        parts.append(
            f'<rect x="{_number(x)}" y="{_number(y)}" width="24" height="16" rx="4" fill="{colours.card}" '
            f'stroke="{colours.muted}" stroke-dasharray="{dashes or "none"}"/>'
        )
        parts.append(_text(words, x + 32, y + 13, SMALL_SIZE, "muted"))
        x += 32 + text_width(words, SMALL_SIZE) + 26
    parts.append(_mark("A", x + 11, y + 8, colours))
    words = "hand-over, explained below the lanes"
    parts.append(_text(words, x + 30, y + 13, SMALL_SIZE, "muted"))
    x += 30 + text_width(words, SMALL_SIZE) + 26
    parts.append(_gap("what is missing", x, y - 1, colours))
    x += 19 + text_width("what is missing", SMALL_SIZE) + 32
    parts.append(f'<circle cx="{_number(x)}" cy="{_number(y + 8)}" r="6.5" fill="{colours.evidence_text}"/>')
    parts.append(_text("system that the step leans on", x + 14, y + 13, SMALL_SIZE, "muted"))
    return "<g>" + "".join(parts) + "</g>"


def _description(journey: Journey) -> str:
    """Return the journey told in order, for people who do not see the drawing."""
    told = [
        f"Step {step.order}, {step.stage + ': ' if step.stage else ''}{step.step}, "
        f"{step.organisation or 'organisation not known'}"
        for step in journey.steps
    ]
    crossings = [f"Hand-over after step {item.from_step}: {hand_over_words(item)}" for item in journey.hand_overs]
    return ". ".join((f"A journey of {len(journey.steps)} steps", *told, *crossings)) + "."


def _row_label(text: str, x: float, y: float) -> str:
    return _text(text, x, y, STEP_SIZE, "text strong")


def _lines(lettered: Lettered, size: float, style: str) -> str:
    return _text_lines(lettered.lines, lettered.box.x, lettered.box.y, size, style)


def _text_lines(lines: Iterable[str], x: float, top: float, size: float, style: str) -> str:
    return "".join(
        _text(line, x, top + size * (1.0 + nth * LINE_HEIGHT), size, style) for nth, line in enumerate(lines)
    )


def _text(text: str, x: float, y: float, size: float, kind: str, *, style: str = "") -> str:
    if not text:
        return ""
    more = f' style="{style}"' if style else ""
    return (
        f'<text x="{_number(x)}" y="{_number(y)}" font-size="{_number(size)}" class="{kind}"{more}>{_safe(text)}</text>'
    )


def _rect(box: Box, *, fill: str, corner: float, stroke: str | None = None) -> str:
    line = f' stroke="{stroke}" stroke-width="1.25"' if stroke else ""
    return f'<rect {_corners(box)} rx="{_number(corner)}" fill="{fill}"{line}/>'


def _corners(box: Box) -> str:
    return f'x="{_number(box.x)}" y="{_number(box.y)}" width="{_number(box.width)}" height="{_number(box.height)}"'


def _counted(count: int) -> str:
    return "1 piece" if count == 1 else f"{count} pieces"


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _clean(text: str) -> str:
    """Return text without the characters that no XML document may hold."""
    return _NOT_IN_XML.sub("�", text)


def _safe(text: str) -> str:
    return escape(_clean(text))
