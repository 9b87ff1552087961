"""What stands on a slide: shapes with their places, groups inside groups, tables, in reading order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.readers._drawing import A, paragraphs_of
from ingest.readers._wording import tidy

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_WRAPPERS = frozenset({f"{P}contentPart", "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
                       "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"})  # fmt: skip
_SHAPES = frozenset({f"{P}sp", f"{P}cxnSp", f"{P}pic", f"{P}graphicFrame", f"{P}grpSp"})
_BAND_EMU = 457_200
"""Shapes whose tops lie within half an inch of each other are read from left to right."""
_DEEPEST_GROUP = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a shape's upper left corner lies on the slide, in English Metric Units."""

    left: float
    top: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """A shape: its element, its place (None when it says none), and the shapes in it when it is a group."""

    element: Any
    place: Place | None
    inner: tuple["Shape", ...] = ()

    @property
    def kind(self) -> str:
        """Return the name of its element: sp, pic, graphicFrame, grpSp, cxnSp."""
        return str(self.element.tag).rpartition("}")[2]

    @property
    def placeholder(self) -> str:
        """Return what it holds the place of (title, body, ftr); empty for a shape that holds none."""
        found = self.element.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        return "" if found is None else found.get("type") or "body"

    @property
    def is_text_box(self) -> bool:
        """Tell whether it is a box for text, and no drawn shape such as a sticky note."""
        found = self.element.find(f"{P}nvSpPr/{P}cNvSpPr")
        return found is not None and found.get("txBox") in {"1", "true"}

    @property
    def description(self) -> str:
        """Return the words that describe it to people who do not see it."""
        named = next((each for each in self.element.iter(f"{P}cNvPr")), None)
        return "" if named is None else tidy(named.get("descr") or "")

    @property
    def paragraphs(self) -> list[str]:
        """Return its paragraphs that hold words."""
        return paragraphs_of(self.element.find(f"{P}txBody"))


def shapes_of(tree: Any, inherited: Mapping[str, Place]) -> list[Shape]:
    """Return the shapes of a slide in reading order: from the top down, those beside each other from the left.

    ``inherited`` has the places of placeholders that the slide leaves to its layout.
    """
    return _ordered(_shapes(tree, inherited, scale=(1.0, 1.0), shift=(0.0, 0.0), depth=0))


def places_of(tree: Any) -> dict[str, Place]:
    """Return the places of a layout's placeholders, by their number and by their type."""
    found: dict[str, Place] = {}
    for holder in tree.iter(f"{P}ph"):
        shape = next(holder.iterancestors(f"{P}sp"), None)
        place = None if shape is None else _place(shape, (1.0, 1.0), (0.0, 0.0))
        if place is not None:
            for key in (f"#{holder.get('idx')}", holder.get("type") or "body"):
                found.setdefault(key, place)
    return found


def _shapes(
    tree: Any, inherited: Mapping[str, Place], *, scale: tuple[float, float], shift: tuple[float, float], depth: int
) -> Iterator[Shape]:
    for child in tree:
        if child.tag in _WRAPPERS:
            yield from _shapes(child, inherited, scale=scale, shift=shift, depth=depth)
        elif child.tag == f"{P}grpSp" and depth < _DEEPEST_GROUP:
            inner_scale, inner_shift = _within(child, scale, shift)
            inner = _shapes(child, inherited, scale=inner_scale, shift=inner_shift, depth=depth + 1)
            yield Shape(element=child, place=_place(child, scale, shift), inner=tuple(_ordered(inner)))
        elif child.tag in _SHAPES:
            yield Shape(element=child, place=_place(child, scale, shift) or _inherited(child, inherited))


def _ordered(shapes: Iterator[Shape]) -> list[Shape]:
    """Return shapes in reading order; one without a place stays behind the one it follows."""
    placed: list[tuple[int, float, int, Shape]] = []
    band, left = 0, 0.0
    for number, shape in enumerate(shapes):
        if shape.place is not None:
            band, left = int(shape.place.top // _BAND_EMU), shape.place.left
        placed.append((band, left, number, shape))
    return [shape for _, _, _, shape in sorted(placed, key=lambda each: each[:3])]


def _transform(element: Any) -> Any:
    for path in (f"{P}spPr/{A}xfrm", f"{P}grpSpPr/{A}xfrm", f"{P}xfrm"):
        found = element.find(path)
        if found is not None:
            return found
    return None


def _place(element: Any, scale: tuple[float, float], shift: tuple[float, float]) -> Place | None:
    transform = _transform(element)
    offset = None if transform is None else transform.find(f"{A}off")
    if offset is None:
        return None
    return Place(
        left=_number(offset.get("x")) * scale[0] + shift[0], top=_number(offset.get("y")) * scale[1] + shift[1]
    )


def _within(
    group: Any, scale: tuple[float, float], shift: tuple[float, float]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return how places inside a group are brought to the slide: its inner measures are its own."""
    transform = _transform(group)
    if transform is None:
        return scale, shift
    sizes: list[float] = []
    for name, attributes in (("off", "xy"), ("chOff", "xy"), ("ext", ("cx", "cy")), ("chExt", ("cx", "cy"))):
        found = transform.find(f"{A}{name}")
        sizes += [0.0, 0.0] if found is None else [_number(found.get(each)) for each in attributes]
    left, top, inner_left, inner_top, width, height, inner_width, inner_height = sizes
    own = (width / inner_width if inner_width else 1.0, height / inner_height if inner_height else 1.0)
    moved = (left - inner_left * own[0], top - inner_top * own[1])
    return (scale[0] * own[0], scale[1] * own[1]), (
        shift[0] + moved[0] * scale[0],
        shift[1] + moved[1] * scale[1],
    )


def _inherited(element: Any, inherited: Mapping[str, Place]) -> Place | None:
    holder = element.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    if holder is None:
        return None
    return inherited.get(f"#{holder.get('idx')}") or inherited.get(holder.get("type") or "body")


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
