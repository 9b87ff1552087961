"""Word documents of ours: their properties, their marking on each page, tables of names and values, quotations."""

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from domain.access import Marking
from domain.wording import quoted
from exports.cells import property_text, xml_text
from exports.letters import runs_leftwards
from exports.office_package import packed_again

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_PAGE_CM, _SIDE_CM, _TOP_CM = (21.0, 29.7), 2.5, 2.3
"""A4, and what stays free at its sides and above and below."""
_NAME_CM, _VALUE_CM = 4.5, 11.5
_SMALL_POINTS = 9
_FONT, _INK, _HEADING_INK = "Arial", "16211F", "1D3F66"
_HEADING_POINTS = {"Title": 20, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11}
_INSET_CM = 0.6
_LONGEST_KEPT = 600
"""So many characters of a quotation stand on the page of its source; a longer one may begin on the page before."""
_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")
"""What stands behind the direction of a paragraph among what is said of it."""
_LANGUAGE = "en-GB"


def document(title: str, *, made_on: str, marking: Marking | None) -> "Document":
    """Return a new document that holds its title, with its marking at the head and the foot of each page."""
    from docx import Document

    made = Document()
    _describe(made, title, made_on)
    _dress(made)
    _mark_pages(made, marking)
    made.add_paragraph(title, style="Title")
    return made


def written(document: "Document") -> bytes:
    """Return a document as docx; the same document gives the same bytes."""
    content = io.BytesIO()
    document.save(content)
    return packed_again(content.getvalue())


def add_quotation(document: "Document", words: str, source: str, *, link: tuple[str, str] | None = None) -> None:
    """Add exact words, and below them where they stand; ``link`` is what a link there is called, and its address."""
    from docx.shared import Cm

    paragraph = document.add_paragraph(xml_text(quoted(words)), style="Quote")
    if runs_leftwards(words):
        _turn(paragraph)
    paragraph.paragraph_format.keep_with_next = len(words) <= _LONGEST_KEPT
    paragraph = add_small(document, source)
    paragraph.paragraph_format.left_indent = Cm(_INSET_CM)
    if link:
        _small(paragraph, " · ")
        _add_link(paragraph, *link)


def _turn(paragraph: "Paragraph") -> None:
    """Let a paragraph run from right to left; python-docx has no word for it."""
    from docx.oxml import OxmlElement

    paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
    for run in paragraph.runs:
        run.font.rtl = True


def add_small(document: "Document", text: str, *, is_with_next: bool = False) -> "Paragraph":
    """Add a paragraph in small print, and return it; it may have to stand on the page of what comes next."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = is_with_next or None
    _small(paragraph, text)
    return paragraph


def add_strong(document: "Document", text: str, *, is_with_next: bool = False) -> None:
    """Add a paragraph in bold; it may have to stand on the page of what comes next."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = is_with_next or None
    paragraph.add_run(xml_text(text)).bold = True


def _small(paragraph: "Paragraph", text: str) -> "Run":
    from docx.shared import Pt

    run = paragraph.add_run(xml_text(text))
    run.font.size = Pt(_SMALL_POINTS)
    return run


def _add_link(paragraph: "Paragraph", called: str, address: str) -> None:
    """Add a link in small print; python-docx reads links and writes none."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = _small(paragraph, called)
    run.font.underline = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    link.append(run._r)


def add_table(document: "Document", rows: Sequence[tuple[str, str]]) -> None:
    """Add a table of names, in bold, and values, on one page where it can be; nothing where there are none."""
    _add_grid(document, rows, (_NAME_CM, _VALUE_CM), is_bold=lambda _, column: column == 0, is_together=True)


def add_grid(
    document: "Document", head: Sequence[str], rows: Sequence[Sequence[str]], widths_cm: Sequence[float]
) -> None:
    """Add a table in small print, with a head that stands on each of its pages."""
    from docx.shared import Pt

    made = _add_grid(document, [head, *rows], widths_cm, is_bold=lambda row, _: row == 0, is_together=False)
    _say_of_row(made[0], "w:tblHeader")
    for run in (run for row in made for cell in row.cells for run in cell.paragraphs[0].runs):
        run.font.size = Pt(_SMALL_POINTS)


def _add_grid(
    document: "Document",
    rows: Sequence[Sequence[str]],
    widths_cm: Sequence[float],
    *,
    is_bold: Callable[[int, int], bool],
    is_together: bool,
) -> "list[_Row]":
    from docx.shared import Cm, Pt

    made: list[_Row] = []
    table = document.add_table(rows=0, cols=len(widths_cm), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    for number, texts in enumerate(rows):
        row = table.add_row()
        made.append(row)
        _say_of_row(row, "w:cantSplit")
        for column, (cell, text, width) in enumerate(zip(row.cells, texts, widths_cm, strict=True)):
            cell.width = Cm(width)
            paragraph = cell.paragraphs[0]
            paragraph.add_run(xml_text(text)).bold = is_bold(number, column) or None
            look = paragraph.paragraph_format
            look.space_before = look.space_after = Pt(2)
            look.keep_with_next = (is_together and number < len(rows) - 1) or None
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    return made


def _say_of_row(row: "_Row", what: str) -> None:
    """Say of a row what python-docx has no word for: that no page parts it, or that it stands on each page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(what))


def _dress(document: "Document") -> None:
    """Set pages to A4, and all letters in one font: those of python-docx's template are of 2007, on American paper."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = (Cm(length) for length in _PAGE_CM)
    section.left_margin = section.right_margin = Cm(_SIDE_CM)
    section.top_margin = section.bottom_margin = Cm(_TOP_CM)
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for letters in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(letters), _FONT)
    document.styles["Normal"].paragraph_format.space_after = Pt(8)
    for name, points in _HEADING_POINTS.items():
        style = document.styles[name]
        style.font.size, style.font.bold = Pt(points), True
        style.font.color.rgb = RGBColor.from_string(_HEADING_INK)
        style.paragraph_format.space_after = Pt(4)
    quote = document.styles["Quote"]
    quote.font.italic, quote.font.cs_italic, quote.font.color.rgb = False, False, RGBColor.from_string(_INK)
    quote.paragraph_format.left_indent, quote.paragraph_format.space_after = Cm(_INSET_CM), Pt(2)


def _describe(document: "Document", title: str, made_on: str) -> None:
    """Say in the file's properties what it is; python-docx would name itself as its author."""
    from docx.oxml.ns import qn

    properties = document.core_properties
    properties.title, properties.author, properties.language = property_text(title), "Throughline", _LANGUAGE
    properties.comments = ""
    properties.created = properties.modified = datetime.fromisoformat(made_on)
    properties.last_modified_by = "Throughline"
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)


def _mark_pages(document: "Document", marking: Marking | None) -> None:
    """Put the marking at the head of each page, and with the page's number at its foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    words = marking.value if marking else ""
    section = document.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.alignment = foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(words).bold = True
    foot.add_run(words and f"{words} · ").bold = True
    _add_page_number(foot)


def _add_page_number(paragraph: "Paragraph") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
