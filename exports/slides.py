"""A presentation of native, editable shapes: titles, text boxes, tables and speaker's notes.

Lengths are in inches from the top left corner of a slide, sizes of type in points. No text is cut: whoever lays out a
slide asks first how high it will be.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from exports import letters
from exports.cells import property_text, xml_text
from exports.office_package import packed_again

if TYPE_CHECKING:
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide as PptxSlide
    from pptx.text.text import TextFrame
    from pptx.util import Length

Part = TypeVar("Part")
WIDTH, HEIGHT = 40 / 3, 7.5
FONT, INK = "Arial", "16211F"

POINTS_PER_INCH = 72
_LINE_EMS = 1.2
CELL_SIDE, CELL_TOP = 0.07, 0.035
"""What a table's cell keeps free at each side, and above and below."""
_NOTES_POINTS = 11
_LEFT, _RIGHT = 1, 3
"""Where a connector may be glued to a rectangle."""
_GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"
"""The style of tables that every office calls "No Style, Table Grid"."""
_NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A paragraph in one style; ``above`` is what stays free over it, in points."""

    text: str
    size: int = 11
    bold: bool = False
    centred: bool = False
    colour: str = INK
    above: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """Where something stands on a slide."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Return where it ends."""
        return self.y + self.height


@dataclass(frozen=True, kw_only=True, slots=True)
class TextBox:
    """Words in a box. ``name`` tells it from the others in the list of shapes; ``fill`` hides what is below."""

    name: str
    box: Box
    lines: tuple[Line, ...]
    fill: str = ""


Point: TypeAlias = tuple[float, float]
TITLE_PLACE = Box(x=0.5, y=0.42, width=12.33, height=0.75)
NUMBER_PLACE = Box(x=11.83, y=7.08, width=1.0, height=0.3)


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """Words on a rectangle. ``fill`` and ``outline`` are colours, six hexadecimal digits each."""

    name: str
    box: Box
    lines: tuple[Line, ...]
    fill: str = "FFFFFF"
    outline: str = "52606D"
    is_dashed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrow:
    """A level or angled connector from one card to another, by their names: it follows when they are moved.

    A point stands where it comes from, or goes to, another slide. It turns ``turn`` after it left the card.
    """

    name: str
    begin: str | Point
    end: str | Point
    colour: str = INK
    turn: float = 0.15


Cell: TypeAlias = tuple[Line, ...]
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table that begins in a place; ``widths`` are those of its columns. A ``head`` row or first column is told."""

    name: str
    x: float
    y: float
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    has_head: bool = True

    @property
    def heights(self) -> list[float]:
        """Return how high each row will be."""
        return [row_height(row, self.widths) for row in self.rows]

    @property
    def box(self) -> Box:
        """Return the room that it takes."""
        return Box(x=self.x, y=self.y, width=sum(self.widths), height=sum(self.heights))


Shape: TypeAlias = TextBox | Table | Card | Arrow


@dataclass(frozen=True, kw_only=True, slots=True)
class Slide:
    """A slide: its title, what is on it, and what its speaker's notes say."""

    title: str
    shapes: tuple[Shape, ...]
    notes: tuple[str, ...] = ()
    title_size: int = 24


def height(lines: Sequence[Line], width: float) -> float:
    """Return how high lines stand in a width: an estimate on the safe side."""
    return sum(line.above + line.size * _LINE_EMS * _rows_of(line, width) for line in lines) / POINTS_PER_INCH


def row_height(row: Row, widths: Sequence[float]) -> float:
    """Return how high a row of a table stands: as its highest cell."""
    cells = (height(cell, width - 2 * CELL_SIDE) for cell, width in zip(row, widths, strict=True))
    return max(cells) + 2 * CELL_TOP


def _rows_of(line: Line, width: float) -> int:
    return letters.rows(line.text, width * POINTS_PER_INCH / line.size, is_bold=line.bold)


def presentation(slides: Sequence[Slide], *, title: str, made_on: str) -> bytes:
    """Return slides as a pptx file. ``made_on`` is an ISO day; the same slides give the same bytes."""
    from pptx import Presentation
    from pptx.util import Inches

    made = Presentation()
    made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
    properties = made.core_properties
    properties.title, properties.author, properties.last_modified_by = (
        property_text(title),
        "Throughline",
        "Throughline",
    )
    properties.created = properties.modified = datetime.fromisoformat(made_on)
    layout = made.slide_layouts.get_by_name("Title Only")
    for slide in slides:
        _add_slide(made.slides.add_slide(layout), slide)
    content = io.BytesIO()
    made.save(content)
    return packed_again(content.getvalue())


def _add_slide(made: "PptxSlide", slide: Slide) -> None:
    title = _needed(made.shapes.title, "title")
    title.left, title.top, title.width, title.height = _places(TITLE_PLACE)
    _write(title.text_frame, [Line(text=slide.title, size=slide.title_size, bold=True)])
    cards: dict[str, BaseShape] = {}
    for shape in slide.shapes:
        if isinstance(shape, TextBox):
            _add_text(made, shape)
        elif isinstance(shape, Table):
            _add_table(made, shape)
        elif isinstance(shape, Card):
            cards[shape.name] = _add_card(made, shape)
        else:
            _add_arrow(made, shape, cards)
    _add_number(made)
    notes = _needed(made.notes_slide.notes_text_frame, "place for notes")
    _write(notes, [Line(text=text, size=_NOTES_POINTS) for text in slide.notes])


def _needed(part: Part | None, what: str) -> Part:
    """Return a part that every slide has of ours, whatever the library's types say."""
    if part is None:
        raise ValueError(f"The template of slides has no {what}.")
    return part


def _add_text(made: "PptxSlide", shape: TextBox) -> "TextFrame":
    from pptx.dml.color import RGBColor

    box = made.shapes.add_textbox(*_places(shape.box))
    box.name = xml_text(shape.name)
    if shape.fill:
        box.fill.solid()
        box.fill.fore_color.rgb = RGBColor.from_string(shape.fill)
    frame: TextFrame = box.text_frame
    _write(frame, shape.lines)
    return frame


def _add_card(made: "PptxSlide", card: Card) -> "BaseShape":
    from pptx.dml.color import RGBColor
    from pptx.enum.dml import MSO_LINE
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.oxml.ns import qn
    from pptx.util import Inches, Pt

    shape = made.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_places(card.box))
    shape.name = xml_text(card.name)
    shape._element.remove(shape._element.find(qn("p:style")))  # the theme's shadow comes with it
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(card.fill)
    shape.line.color.rgb, shape.line.width = RGBColor.from_string(card.outline), Pt(1)
    if card.is_dashed:
        shape.line.dash_style = MSO_LINE.DASH
    _write(shape.text_frame, card.lines)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = Inches(CELL_SIDE)
    frame.margin_top = frame.margin_bottom = Inches(CELL_TOP)
    return shape


def _add_arrow(made: "PptxSlide", arrow: Arrow, cards: "Mapping[str, BaseShape]") -> None:
    """Add a connector from the right of a card to the left of another, glued to those that are on this slide."""
    from lxml import etree
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_CONNECTOR
    from pptx.oxml.ns import qn
    from pptx.util import Emu, Inches, Pt

    begin, end = (cards[at] if isinstance(at, str) else at for at in (arrow.begin, arrow.end))
    line = made.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Emu(0),) * 4)
    line.name = xml_text(arrow.name)
    if isinstance(begin, tuple):
        line.begin_x, line.begin_y = (Inches(length) for length in begin)
    else:
        line.begin_connect(begin, _RIGHT)
    if isinstance(end, tuple):
        line.end_x, line.end_y = (Inches(length) for length in end)
    else:
        line.end_connect(end, _LEFT)
    if line.begin_y != line.end_y:
        shape = line._element.spPr.find(qn("a:prstGeom"))
        shape.set("prst", "bentConnector3")
        turn = round(100_000 * Inches(arrow.turn) / max(abs(line.end_x - line.begin_x), 1))
        etree.SubElement(shape.get_or_add_avLst(), qn("a:gd"), name="adj1", fmla=f"val {turn}")
    line.line.color.rgb, line.line.width = RGBColor.from_string(arrow.colour), Pt(1.5)
    etree.SubElement(line.line._get_or_add_ln(), qn("a:tailEnd"), type="triangle")


def _add_number(made: "PptxSlide") -> None:
    """Add the slide's number, a field that the library has no word for."""
    from lxml import etree
    from pptx.oxml.ns import qn

    frame = _add_text(made, TextBox(name="Slide number", box=NUMBER_PLACE, lines=()))
    field = etree.SubElement(frame.paragraphs[0]._p, qn("a:fld"), id=_NUMBER_FIELD, type="slidenum")
    style = etree.SubElement(field, qn("a:rPr"), lang="en-GB", sz="1000")
    etree.SubElement(style, qn("a:latin"), typeface=FONT)
    etree.SubElement(field, qn("a:t")).text = "‹#›"


def _add_table(made: "PptxSlide", table: Table) -> None:
    from pptx.oxml.ns import qn
    from pptx.util import Inches

    frame = made.shapes.add_table(len(table.rows), len(table.widths), *_places(table.box))
    frame.name = xml_text(table.name)
    written = frame.table
    written.first_row, written.first_col, written.horz_banding = table.has_head, not table.has_head, False
    _needed(written._tbl.tblPr, "style of tables").find(qn("a:tableStyleId")).text = _GRID
    for at, width in enumerate(table.widths):
        written.columns[at].width = Inches(width)
    for row, cells, high in zip(written.rows, table.rows, table.heights, strict=True):
        row.height = Inches(high)
        for cell, lines in zip(row.cells, cells, strict=True):
            cell.margin_left = cell.margin_right = Inches(CELL_SIDE)
            cell.margin_top = cell.margin_bottom = Inches(CELL_TOP)
            _write(cell.text_frame, lines)


def _write(frame: "TextFrame", lines: Sequence[Line]) -> None:
    """Write lines into a frame that is empty, a paragraph each."""
    from pptx.dml.color import RGBColor
    from pptx.enum.lang import MSO_LANGUAGE_ID
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Emu, Pt

    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    for nth, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if nth == 0 else frame.add_paragraph()
        leftwards = letters.runs_leftwards(line.text)
        paragraph.alignment = PP_ALIGN.CENTER if line.centred else PP_ALIGN.RIGHT if leftwards else PP_ALIGN.LEFT
        if leftwards:
            paragraph._p.get_or_add_pPr().set("rtl", "1")
        if line.above:
            paragraph.space_before = Pt(line.above)
        for at, piece in enumerate(xml_text(line.text).split("\n")):
            if at:
                paragraph.add_line_break()
            run = paragraph.add_run()
            run.text = piece
            run.font.size, run.font.bold, run.font.name = Pt(line.size), line.bold, FONT
            run.font.color.rgb = RGBColor.from_string(line.colour)
            run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK


def _places(box: Box) -> "tuple[Length, Length, Length, Length]":
    from pptx.util import Inches

    return Inches(box.x), Inches(box.y), Inches(box.width), Inches(box.height)
