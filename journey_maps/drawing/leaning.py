"""What journeys lean on, drawn: journeys at the left, their systems in the middle, organisations at the right."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeAlias

from domain.access import Marking
from domain.dependencies import BackboneSystem, Dependencies, StepPlace
from domain.wording import count
from journey_maps.drawing import painting
from journey_maps.drawing.boxes import Box
from journey_maps.drawing.lettering import BOLD, clip, wrap
from journey_maps.drawing.measures import MARGIN, STANDARD, lines_height
from journey_maps.drawing.opening import opening
from journey_maps.drawing.style_sheet import style_sheet

TITLE = "What leans on what"
MOST = 8
"""How many journeys, systems and organisations are drawn each; the lists have all of them."""
NOT_KNOWN = "Organisation not known"
_COLUMNS = (290.0, 280.0, 250.0)
_BETWEEN, _BELOW, _PADDING, _HEAD = 116.0, 12.0, 10.0, 34.0
_NAME_LINES = 2
_THINNEST, _THICKER, _THICKEST = 1.5, 1.25, 9.0
"""How wide a line is for one step, how much wider for each more, and at most."""
_LINES = """
.lean{fill:none;stroke:{flow};stroke-opacity:.55}
.lean.alone{stroke:{gap};stroke-opacity:.7}
"""
_LEGEND = "The wider a line, the more steps lean on the system. Red, with a triangle: some of them stop without it."
_NOTHING = "No step of these journeys names a system yet."
_MORE = ("more",)
"""Stands for all that has no room of its own."""

_Key: TypeAlias = Hashable
_Named: TypeAlias = Callable[[StepPlace], tuple[_Key, str]]
"""Tells of a step what stands in a column for it: its key and its name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Node:
    """A box: what it is called and, in small letters, what is said of it; ``stops`` where steps stop without it."""

    key: _Key
    name: str
    said: str
    stops: str = ""


@dataclass(slots=True)
class _Column:
    """What stands below each other, with how many steps each leans on the system of a name and how many stop."""

    nodes: list[_Node] = field(default_factory=list)
    leaning: Counter[tuple[_Key, str]] = field(default_factory=Counter)
    stopping: Counter[tuple[_Key, str]] = field(default_factory=Counter)


def draw_leaning(found: Dependencies, *, theme: str = "light", marking: Marking | None = None) -> str:
    """Return what leans on what as an SVG document; the same dependencies give the same text, to the byte.

    Drawn are the systems on which most journeys lean, ``MOST`` of them, with the journeys and organisations that most
    of their steps are of. A line is as wide as steps lean on it; where some stop without the system, it and its box
    have the colour of warning. No systems: a document that says so. Raises InvalidRequest for an unknown theme.
    """
    systems = found.backbone[:MOST]
    journeys = _column(systems, lambda place: (place.journey_id, place.journey), "journey")
    bodies = _column(systems, lambda place: (place.organisation, place.organisation or NOT_KNOWN), "organisation")
    columns = (journeys.nodes, [_system(system) for system in systems], bodies.nodes)
    top = MARGIN + (lines_height(1, STANDARD.small) + _BELOW if marking else 0)
    lefts = [MARGIN + own for own in accumulate((width + _BETWEEN for width in _COLUMNS[:-1]), initial=0.0)]
    boxes, bottom = _laid_out(columns, lefts, top + _HEAD)
    size = (lefts[-1] + _COLUMNS[-1] + MARGIN, bottom + lines_height(1, STANDARD.small) + MARGIN)
    scope = f"leaning-{theme}"
    heads = ("Journeys", _of_all("Systems", len(systems), len(found.backbone)), "Organisations")
    small, strong = STANDARD.small, "text strong"
    parts = [
        opening(TITLE, described(found), size, scope=scope, prefix="leaning-"),
        f"<style>{style_sheet(theme, scope, also=_LINES)}</style>",
        painting.rect(Box(x=0, y=0, width=size[0], height=size[1]), "page", 0),
        painting.text(marking.value if marking else "", MARGIN, MARGIN + small, small, strong),
        *(
            painting.text(head, left, top + STANDARD.step, STANDARD.step, strong)
            for head, left in zip(heads, lefts, strict=True)
        ),
        *_lines(journeys, boxes[0], boxes[1], systems, to_system=True),
        *_lines(bodies, boxes[2], boxes[1], systems, to_system=False),
        *(_drawn(node, boxes[nth][node.key]) for nth, nodes in enumerate(columns) for node in nodes),
        painting.text(_LEGEND if systems else _NOTHING, MARGIN, size[1] - MARGIN, small, "muted"),
        "</svg>\n",
    ]
    return "\n".join(filter(None, parts))


def described(found: Dependencies) -> str:
    """Return what is drawn in sentences, for people who do not see it."""
    if not found.backbone:
        return _NOTHING
    told = [f"{system.title}: {_leaned(system)}{_stopping(system)}" for system in found.backbone[:MOST]]
    more = len(found.backbone) - MOST
    return ". ".join([*told, *([f"{count(more, 'more system')} in the list"] if more > 0 else [])]) + "."


def _leaned(system: BackboneSystem) -> str:
    lean = "leans" if len(system.steps) == 1 else "lean"
    return f"{count(len(system.steps), 'step')} of {count(len(system.journeys), 'journey')} {lean} on it"


def _stopping(system: BackboneSystem) -> str:
    return f", {len(system.stops)} of them alone" if system.stops else ""


def _of_all(what: str, shown: int, there: int) -> str:
    return f"{what}, {shown} of {there:,}" if shown < there else what


def _system(system: BackboneSystem) -> _Node:
    stops = f"{count(len(system.stops), 'step')} {'stops' if len(system.stops) == 1 else 'stop'} without it"
    said = f"{count(len(system.steps), 'step')} of {count(len(system.journeys), 'journey')}"
    return _Node(key=system.title, name=system.title, said=said, stops=stops if system.stops else "")


def _column(systems: Sequence[BackboneSystem], named: _Named, what: str) -> _Column:
    """Return the journeys or organisations whose steps lean on these systems: as many as have room, then the rest."""
    names: dict[_Key, str] = {}
    leaning: Counter[_Key] = Counter()
    for place in (place for system in systems for place in system.steps):
        key, name = named(place)
        names[key] = name
        leaning[key] += 1
    ranked = sorted(leaning, key=lambda key: (-leaning[key], names[key].casefold(), str(key)))
    own = ranked if len(ranked) <= MOST else ranked[: MOST - 1]
    column = _Column()
    for system in systems:
        for places, tally in ((system.steps, column.leaning), (system.stops, column.stopping)):
            for place in places:
                key = named(place)[0]
                tally[key if key in own else _MORE, system.title] += 1
    at = {system.title: nth for nth, system in enumerate(systems)}
    middles = {key: _middle(column.leaning, key, at) for key in own}
    for key in sorted(own, key=lambda key: (key is None, middles[key], names[key].casefold(), str(key))):
        column.nodes.append(_Node(key=key, name=names[key], said=f"{count(leaning[key], 'use')} of these systems"))
    if len(own) < len(ranked):
        rest = sum(leaning[key] for key in ranked if key not in own)
        name = count(len(ranked) - len(own), f"more {what}")
        column.nodes.append(_Node(key=_MORE, name=name, said=f"{count(rest, 'use')} of these systems"))
    return column


def _middle(leaning: Mapping[tuple[_Key, str], int], key: _Key, at: Mapping[str, int]) -> float:
    """Return the mean place of the systems that something leans on: so ordered, fewer lines cross."""
    own = {title: leaning[key, title] for title in at if (key, title) in leaning}
    return sum(at[title] * number for title, number in own.items()) / sum(own.values())


def _name_lines(node: _Node, width: float) -> list[str]:
    return wrap(node.name, (width - 2 * _PADDING) / BOLD, STANDARD.step, most=_NAME_LINES)


def _tall(node: _Node, width: float) -> float:
    small = 2 if node.stops else 1
    names = lines_height(len(_name_lines(node, width)), STANDARD.step)
    return 2 * _PADDING + names + lines_height(small, STANDARD.small)


def _laid_out(
    columns: Sequence[Sequence[_Node]], lefts: Sequence[float], top: float
) -> tuple[list[dict[_Key, Box]], float]:
    """Return where everything stands in each column, and the lower edge of the tallest: all are as tall as that."""
    tall = max(
        sum(_tall(node, width) + _BELOW for node in nodes) for nodes, width in zip(columns, _COLUMNS, strict=True)
    )
    found = [_boxes(nodes, left, width, top, tall) for nodes, left, width in zip(columns, lefts, _COLUMNS, strict=True)]
    return found, top + tall


def _boxes(nodes: Sequence[_Node], left: float, width: float, top: float, height: float) -> dict[_Key, Box]:
    """Return where each stands: spread over the height, so that columns of fewer are as tall as the others."""
    tall = [_tall(node, width) for node in nodes]
    free = (height - sum(tall)) / max(len(nodes), 1)
    tops = accumulate((own + free for own in tall[:-1]), initial=top + (free - _BELOW) / 2)
    return {node.key: Box(x=left, y=y, width=width, height=own)
            for node, y, own in zip(nodes, tops, tall, strict=False)}  # fmt: skip


def _lines(
    column: _Column,
    own: Mapping[_Key, Box],
    middle: Mapping[_Key, Box],
    systems: Sequence[BackboneSystem],
    *,
    to_system: bool,
) -> Iterator[str]:
    """Yield the lines between a column and the systems, each from a place of its own at both ends."""
    titles = [system.title for system in systems]
    pairs = [(node.key, title) for node in column.nodes for title in titles if (node.key, title) in column.leaning]
    starts = _ends(((key, title) for key, title in pairs), own)
    arrives = _ends(((title, key) for title in titles for key, other in pairs if other == title), middle)
    for key, title in pairs:
        there, here = middle[title], own[key]
        x, until = (here.right, there.x) if to_system else (here.x, there.right)
        y, at, half = starts[key, title], arrives[title, key], (x + until) / 2
        wide = min(_THICKEST, _THINNEST + _THICKER * (column.leaning[key, title] - 1))
        points = [painting.number(each) for each in (x, y, half, y, half, at, until, at)]
        kind = "lean alone" if column.stopping[key, title] else "lean"
        yield (
            f'<path class="{kind}" stroke-width="{painting.number(wide)}" d="M{points[0]},{points[1]} '
            f'C{points[2]},{points[3]} {points[4]},{points[5]} {points[6]},{points[7]}"/>'
        )


def _ends(pairs: Iterable[tuple[_Key, _Key]], boxes: Mapping[_Key, Box]) -> dict[tuple[_Key, _Key], float]:
    """Return the height at which each line meets its first end's box, spread over its edge in the order given."""
    at: dict[_Key, list[_Key]] = {}
    for one, other in pairs:
        at.setdefault(one, []).append(other)
    return {
        (one, other): boxes[one].y + boxes[one].height * (nth + 1) / (len(others) + 1)
        for one, others in at.items()
        for nth, other in enumerate(others)
    }


def _drawn(node: _Node, box: Box) -> str:
    """Return a box with its words; what is cut stands in full in its title."""
    left, room = box.x + _PADDING, box.width - 2 * _PADDING
    names = _name_lines(node, box.width)
    y = box.y + _PADDING + lines_height(len(names), STANDARD.step)
    parts = [
        painting.rect(box, "lacking" if node.stops else "ground", 6),
        painting.lines(names, left, box.y + _PADDING, STANDARD.step, "text strong", room=room),
        painting.text(clip(node.said, room, STANDARD.small), left, y + STANDARD.small, STANDARD.small, "muted"),
    ]
    if node.stops:
        y += lines_height(1, STANDARD.small)
        parts += [
            painting.warning(left, y + 1, STANDARD.small),
            painting.text(node.stops, left + 1.6 * STANDARD.small, y + STANDARD.small, STANDARD.small, "gap-text"),
        ]
    told = "; ".join(filter(None, (node.name, node.said, node.stops)))
    return painting.group(told, "".join(parts))
