"""Word documents of ours: their properties, their marking on each page, tables of names and values, quotations."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from domain.access import Marking
from domain.wording import quoted
from exports.cells import property_text, xml_text
from exports.office_package import packed_again

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_NAME_CM, _VALUE_CM = 4.5, 10.7
_SMALL_POINTS = 9
_LANGUAGE = "en-GB"


def document(title: str, *, made_on: str, marking: Marking | None) -> "Document":
    """Return a new document that holds its title, with its marking at the head and the foot of each page."""
    from docx import Document

    made = Document()
    _describe(made, title, made_on)
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
    paragraph = document.add_paragraph(xml_text(quoted(words)), style="Quote")
    paragraph.paragraph_format.keep_with_next = True
    paragraph = add_small(document, source)
    if link:
        _small(paragraph, " · ")
        _add_link(paragraph, *link)


def add_small(document: "Document", text: str) -> "Paragraph":
    """Add a paragraph in small print, and return it."""
    paragraph = document.add_paragraph()
    _small(paragraph, text)
    return paragraph


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
    """Add a table of names, in bold, and values; nothing where there are none."""
    from docx.shared import Cm

    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, (_NAME_CM, _VALUE_CM), strict=True):
        column.width = Cm(width)
    for name, value in rows:
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Cm(_NAME_CM), Cm(_VALUE_CM)
        cells[0].paragraphs[0].add_run(name).bold = True
        cells[1].paragraphs[0].add_run(xml_text(value))
    document.add_paragraph()


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
