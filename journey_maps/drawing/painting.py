"""The strokes of a drawing: text, boxes and signs as SVG, all escaped. Colours are classes of the style sheet."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from journey_maps.drawing.boxes import Box
from journey_maps.drawing.lettering import reads_from_right
from journey_maps.drawing.measures import LINE_HEIGHT

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_FROM_RIGHT, _ISOLATE_END = "\u2067", "\u2069"
"""Signs of Unicode around text that runs from right to left: resvg leaves out what SVG's ``direction`` would say."""


def number(value: float) -> str:
    """Return a length in as few characters as one decimal needs."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def clean(text: str) -> str:
    """Return text without the characters that no XML document may hold."""
    return _NOT_IN_XML.sub("�", text)


def safe(text: str) -> str:
    """Return text as it stands in an element."""
    return escape(clean(text))


def attribute(text: str) -> str:
    """Return text as the value of an attribute, with its quotation marks."""
    return quoteattr(clean(" ".join(text.split())))


def text(words: str, x: float, y: float, size: float, kind: str, *, middle: bool = False, end: bool = False) -> str:
    """Return one line of text on its base line; nothing for no words. It is centred on x, or ends there."""
    if not words:
        return ""
    anchor = ' text-anchor="middle"' if middle else ' text-anchor="end"' if end else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" class="{kind}"{anchor}>{safe(words)}</text>'
    )


def lines(
    words: Iterable[str], x: float, top: float, size: float, kind: str, *, middle: bool = False, room: float = 0.0
) -> str:
    """Return lines of text one below the other, the first one's upper edge at ``top``.

    What is written from the right is set from the right edge of the ``room`` that they have, where that is told.
    """
    words = list(words)
    from_right = room > 0 and not middle and reads_from_right(" ".join(words))
    if from_right:
        x, words = x + room, [f"{_FROM_RIGHT}{line}{_ISOLATE_END}" for line in words]
    return "".join(
        text(line, x, top + size * (1.0 + nth * LINE_HEIGHT), size, kind, middle=middle, end=from_right)
        for nth, line in enumerate(words)
    )


def rect(box: Box, kind: str, corner: float) -> str:
    """Return a box with rounded corners."""
    return (
        f'<rect x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}" '
        f'rx="{number(corner)}" class="{kind}"/>'
    )


def way(points: Iterable[tuple[float, float]], kind: str, head: str, corner: float = 7.0) -> str:
    """Return a line through points with rounded corners and an arrow's head at its end."""
    points = list(points)
    drawn = f"M{number(points[0][0])},{number(points[0][1])}"
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        drawn += f" L{_near(at, before, corner)} Q{number(at[0])},{number(at[1])} {_near(at, after, corner)}"
    drawn += f" L{number(points[-1][0])},{number(points[-1][1])}"
    return f'<path class="{kind}" d="{drawn}" marker-end="url(#{head})"/>'


def _near(at: tuple[float, float], other: tuple[float, float], distance: float) -> str:
    """Return the point so far from a corner on the way to another point."""
    length = abs(other[0] - at[0]) + abs(other[1] - at[1])
    share = min(distance, length / 2) / length if length else 0.0
    return f"{number(at[0] + (other[0] - at[0]) * share)},{number(at[1] + (other[1] - at[1]) * share)}"


def line(left: float, right: float, y: float, kind: str) -> str:
    """Return a level line."""
    return f'<line x1="{number(left)}" y1="{number(y)}" x2="{number(right)}" y2="{number(y)}" class="{kind}"/>'


def circle(x: float, y: float, radius: float, kind: str) -> str:
    """Return a circle around a point."""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" class="{kind}"/>'


def letter(mark: str, x: float, y: float, size: float) -> str:
    """Return a hand-over's letter in its circle, both centred on the point."""
    return circle(x, y, size * 0.8, "letter") + text(
        mark, x, y + size * 0.33, size * 0.9, "letter-text strong", middle=True
    )


def warning(x: float, y: float, size: float) -> str:
    """Return a triangle whose box begins at the point: the sign for what is missing."""
    half, tall = size * 0.55, size * 0.95
    return (
        f'<path d="M{number(x + half)},{number(y)} L{number(x + 2 * half)},{number(y + tall)} H{number(x)} Z" '
        'class="warning"/>'
        f'<line x1="{number(x + half)}" y1="{number(y + tall * 0.38)}" x2="{number(x + half)}" '
        f'y2="{number(y + tall * 0.72)}" class="warning"/>'
    )


def clock(x: float, y: float, size: float) -> str:
    """Return a clock centred on the point: the sign for a wait."""
    radius = size * 0.46
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" class="clock"/>'
        f'<path d="M{number(x)},{number(y - radius * 0.55)} V{number(y)} H{number(x + radius * 0.45)}" class="clock"/>'
    )


def group(told: str, inner: str, *, attributes: str = "") -> str:
    """Return elements as one, with what they say in full for a pointer that rests on them."""
    return f"<g{attributes}><title>{safe(told)}</title>{inner}</g>"


def link(address: str, told: str, inner: str, *, attributes: str = "") -> str:
    """Return elements as a link with a name of its own."""
    return (
        f"<a{attributes} href={attribute(address)} aria-label={attribute(told)}><title>{safe(told)}</title>{inner}</a>"
    )
