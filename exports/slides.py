"""A presentation of native, editable shapes: titles, text boxes, tables and speaker's notes.

Lengths are in inches from the top left corner of a slide, sizes of type in points. No text is cut: whoever lays out a
slide asks first how high it will be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from textwrap import wrap
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr

from exports import slide_parts as fixed
from exports.cells import xml_text
from exports.office_package import packed

POINTS_PER_INCH = 72
_CHARACTER_EMS, _BOLD_EMS = 0.53, 0.58
"""How wide a character of Arial is on average, rather more than less, so that what is said to fit does fit."""
_LINE_EMS = 1.2
CELL_SIDE, CELL_TOP = 0.07, 0.035
"""What a table's cell keeps free at each side, and above and below."""
_NOTES_POINTS = 11


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A paragraph in one style."""

    text: str
    size: int = 11
    bold: bool = False
    centred: bool = False


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
    """Words in a box. ``name`` tells it from the others in the list of a slide's shapes."""

    name: str
    box: Box
    lines: tuple[Line, ...]


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Slide:
    """A slide: its title, what is on it, and what its speaker's notes say."""

    title: str
    shapes: tuple[TextBox | Table, ...]
    notes: tuple[str, ...] = ()
    title_size: int = 24


def height(lines: Sequence[Line], width: float) -> float:
    """Return how high lines stand in a width: an estimate on the safe side."""
    return sum(line.size * _LINE_EMS * _rows_of(line, width) for line in lines) / POINTS_PER_INCH


def row_height(row: Row, widths: Sequence[float]) -> float:
    """Return how high a row of a table stands: as its highest cell."""
    cells = (height(cell, width - 2 * CELL_SIDE) for cell, width in zip(row, widths, strict=True))
    return max(cells) + 2 * CELL_TOP


def _rows_of(line: Line, width: float) -> int:
    ems = _BOLD_EMS if line.bold else _CHARACTER_EMS
    in_a_row = max(int(width * POINTS_PER_INCH / (line.size * ems)), 1)
    return sum(max(len(wrap(piece, in_a_row)), 1) for piece in line.text.split("\n"))


def presentation(slides: Sequence[Slide], *, title: str, made_on: str) -> bytes:
    """Return slides as a pptx file. ``made_on`` is an ISO day; the same slides give the same bytes."""
    kinds = {
        "docProps/core.xml": "package.core-properties",
        "docProps/app.xml": "officedocument.extended-properties",
        "ppt/presentation.xml": "officedocument.presentationml.presentation.main",
        "ppt/theme/theme1.xml": "officedocument.theme",
        "ppt/theme/theme2.xml": "officedocument.theme",
        "ppt/slideMasters/slideMaster1.xml": "officedocument.presentationml.slideMaster",
        "ppt/slideLayouts/slideLayout1.xml": "officedocument.presentationml.slideLayout",
        "ppt/notesMasters/notesMaster1.xml": "officedocument.presentationml.notesMaster",
    }
    numbers = range(1, len(slides) + 1)
    kinds |= {f"ppt/slides/slide{at}.xml": "officedocument.presentationml.slide" for at in numbers}
    kinds |= {f"ppt/notesSlides/notesSlide{at}.xml": "officedocument.presentationml.notesSlide" for at in numbers}
    parts = [("[Content_Types].xml", fixed.content_types(kinds)), *_frame(title, made_on, len(slides))]
    for at, slide in enumerate(slides, start=1):
        parts += [
            (f"ppt/slides/slide{at}.xml", _slide(slide)),
            (f"ppt/slides/_rels/slide{at}.xml.rels", fixed.relations(
                ("slideLayout", "../slideLayouts/slideLayout1.xml"),
                ("notesSlide", f"../notesSlides/notesSlide{at}.xml"),
            )),
            (f"ppt/notesSlides/notesSlide{at}.xml", _notes(slide)),
            (f"ppt/notesSlides/_rels/notesSlide{at}.xml.rels", fixed.relations(
                ("notesMaster", "../notesMasters/notesMaster1.xml"), ("slide", f"../slides/slide{at}.xml")
            )),
        ]  # fmt: skip
    return packed(parts)


def _frame(title: str, made_on: str, slides: int) -> list[tuple[str, bytes]]:
    """Return every part but the slides, with the relations of each."""
    of_slides = [("slide", f"slides/slide{at}.xml") for at in range(1, slides + 1)]
    masters = [
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("notesMaster", "notesMasters/notesMaster1.xml"),
        ("theme", "theme/theme1.xml"),
    ]
    return [
        ("_rels/.rels", fixed.relations(
            ("officeDocument", "ppt/presentation.xml"),
            ("core-properties", "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        )),
        ("docProps/core.xml", _properties(title, made_on)),
        ("docProps/app.xml", _made_by()),
        ("ppt/presentation.xml", _presentation(slides, first=len(masters) + 1)),
        ("ppt/_rels/presentation.xml.rels", fixed.relations(*masters, *of_slides)),
        ("ppt/theme/theme1.xml", fixed.theme()),
        ("ppt/theme/theme2.xml", fixed.theme()),
        ("ppt/slideMasters/slideMaster1.xml", fixed.master()),
        ("ppt/slideMasters/_rels/slideMaster1.xml.rels", fixed.relations(
            ("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")
        )),
        ("ppt/slideLayouts/slideLayout1.xml", fixed.layout()),
        ("ppt/slideLayouts/_rels/slideLayout1.xml.rels", fixed.relations(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )),
        ("ppt/notesMasters/notesMaster1.xml", fixed.notes_master()),
        ("ppt/notesMasters/_rels/notesMaster1.xml.rels", fixed.relations(("theme", "../theme/theme2.xml"))),
    ]  # fmt: skip


def _properties(title: str, made_on: str) -> bytes:
    moment = f'xsi:type="dcterms:W3CDTF">{made_on}T00:00:00Z'
    return (
        f'{fixed.HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{_words(title)}</dc:title>'
        f"<dc:creator>Throughline</dc:creator><dcterms:created {moment}</dcterms:created>"
        f"<dcterms:modified {moment}</dcterms:modified></cp:coreProperties>"
    ).encode()


def _made_by() -> bytes:
    where = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{fixed.HEAD}<Properties xmlns="{where}"><Application>Throughline</Application></Properties>'.encode()


def _presentation(slides: int, *, first: int) -> bytes:
    listed = "".join(f'<p:sldId id="{256 + at}" r:id="rId{first + at}"/>' for at in range(slides))
    return (
        f'{fixed.HEAD}<p:presentation {fixed.NAMES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
        '</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldIdLst>{listed}</p:sldIdLst><p:sldSz cx="{fixed.WIDE}" cy="{fixed.HIGH}"/>'
        '<p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    ).encode()


def _slide(slide: Slide) -> bytes:
    title = _paragraph(Line(text=slide.title, size=slide.title_size, bold=True))
    shapes = [fixed.placeholder(2, "Title", 'type="title"', "", title)]
    number = fixed.placeholder(3, "Slide number", 'type="sldNum" sz="quarter" idx="10"', "", fixed.NUMBER)
    shapes += [_shape(at, shape) for at, shape in enumerate(slide.shapes, start=4)]
    return (
        f"{fixed.HEAD}<p:sld {fixed.NAMES}><p:cSld><p:spTree>{fixed.GROUP}{''.join(shapes)}{number}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    ).encode("utf-8", "replace")


def _notes(slide: Slide) -> bytes:
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
    )
    lines = "".join(_paragraph(Line(text=text, size=_NOTES_POINTS)) for text in slide.notes or ("",))
    words = fixed.placeholder(3, "Notes", 'type="body" idx="1"', "", lines)
    return (
        f"{fixed.HEAD}<p:notes {fixed.NAMES}><p:cSld><p:spTree>{fixed.GROUP}{picture}{words}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    ).encode("utf-8", "replace")


def _shape(identifier: int, shape: TextBox | Table) -> str:
    return _text_box(identifier, shape) if isinstance(shape, TextBox) else _table(identifier, shape)


def _text_box(identifier: int, shape: TextBox) -> str:
    box = shape.box
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{identifier}" name={quoteattr(shape.name)}/><p:cNvSpPr txBox="1"/><p:nvPr/>'
        f"</p:nvSpPr><p:spPr><a:xfrm>{fixed.placed(box.x, box.y, box.width, box.height)}</a:xfrm>"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>'
        '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"><a:normAutofit/></a:bodyPr><a:lstStyle/>'
        f"{''.join(map(_paragraph, shape.lines))}</p:txBody></p:sp>"
    )


def _table(identifier: int, table: Table) -> str:
    box = table.box
    grid = "".join(f'<a:gridCol w="{round(width * fixed.EMU_PER_INCH)}"/>' for width in table.widths)
    rows = "".join(
        f'<a:tr h="{ceil(high * fixed.EMU_PER_INCH)}">'
        + "".join(_cell(cell, is_head=table.has_head and nth == 0) for cell in row)
        + "</a:tr>"
        for nth, (row, high) in enumerate(zip(table.rows, table.heights, strict=True))
    )
    told = 'firstRow="1"' if table.has_head else 'firstCol="1"'
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{identifier}" name={quoteattr(table.name)}/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f"<p:xfrm>{fixed.placed(box.x, box.y, box.width, box.height)}</p:xfrm><a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f"<a:tbl><a:tblPr {told}/><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic>"
        "</p:graphicFrame>"
    )


def _cell(cell: Cell, *, is_head: bool) -> str:
    side, top = (round(value * fixed.EMU_PER_INCH) for value in (CELL_SIDE, CELL_TOP))
    filled = f'<a:solidFill><a:srgbClr val="{fixed.PALE}"/></a:solidFill>' if is_head else "<a:noFill/>"
    below = f'<a:lnB w="6350"><a:solidFill><a:srgbClr val="{fixed.RULE}"/></a:solidFill></a:lnB>'
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{''.join(map(_paragraph, cell))}</a:txBody>"
        f'<a:tcPr marL="{side}" marR="{side}" marT="{top}" marB="{top}">{below}{filled}</a:tcPr></a:tc>'
    )


def _paragraph(line: Line) -> str:
    bold = ' b="1"' if line.bold else ""
    style = f'<a:rPr lang="en-GB" sz="{line.size * 100}"{bold}/>'
    runs = "<a:br/>".join(f"<a:r>{style}<a:t>{_words(piece)}</a:t></a:r>" for piece in line.text.split("\n"))
    return f'<a:p><a:pPr algn="{"ctr" if line.centred else "l"}"/>{runs}</a:p>'


def _words(text: str) -> str:
    return escape(xml_text(text))
