"""A brief of pain points as a Word document that can be edited."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from domain.wording import seen_in
from exports.brief import (
    TITLE,
    Brief,
    BriefPoint,
    about,
    confidence_reasons,
    facts,
    not_heard,
    outcome_of,
    source_of,
    spread_of,
)
from exports.cells import xml_text
from exports.office_package import packed_again

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from domain.evidence import Evidence

_NAME_CM, _VALUE_CM = 4.5, 12.0
_SMALL_POINTS = 9
_LANGUAGE = "en-GB"


def brief_document(brief: Brief) -> bytes:
    """Return the brief as docx: what it is, then a heading a pain point, with its marking on each page.

    The same brief gives the same bytes. Text is written as text; what XML cannot hold is left out.
    """
    from docx import Document

    document = Document()
    _describe(document, brief)
    _mark_pages(document, brief)
    document.add_paragraph(TITLE, style="Title")
    _add_table(document, about(brief))
    for number, each in enumerate(brief.points, start=1):
        _add_point(document, number, each)
    if not brief.points:
        document.add_paragraph("No pain point passes.")
    content = io.BytesIO()
    document.save(content)
    return packed_again(content.getvalue())


def _describe(document: "Document", brief: Brief) -> None:
    """Say in the file's properties what it is; python-docx would name itself as its author."""
    from docx.oxml.ns import qn

    properties = document.core_properties
    properties.title, properties.author, properties.language = TITLE, "Throughline", _LANGUAGE
    properties.comments = ""
    properties.created = properties.modified = datetime.fromisoformat(brief.made_on)
    properties.last_modified_by = "Throughline"
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)


def _mark_pages(document: "Document", brief: Brief) -> None:
    """Put the marking at the head of each page, and with the page's number at its foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    marking = brief.marking.value if brief.marking else ""
    section = document.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.alignment = foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(marking).bold = True
    foot.add_run(marking and f"{marking} · ").bold = True
    _add_page_number(foot)


def _add_page_number(paragraph: "Paragraph") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _add_point(document: "Document", number: int, each: BriefPoint) -> None:
    point = each.point
    document.add_heading(xml_text(f"{number}. {point.title}"), level=1)
    document.add_paragraph(xml_text(f"{point.description} {seen_in(point)}"))
    _add_table(document, facts(each))
    if reasons := confidence_reasons(point):
        _add_small(document, reasons)
    document.add_heading("Who says so", level=2)
    for organisation, fits in each.quotations:
        document.add_heading(xml_text(organisation.name), level=3)
        rest = f", {len(fits)} quoted" if len(fits) < organisation.observations else ""
        _add_small(document, spread_of(organisation) + rest)
        for fit in fits:
            _add_quotation(document, fit.evidence)
    if each.attempts:
        document.add_heading("What was tried", level=2)
        for attempt in each.attempts:
            document.add_paragraph().add_run(outcome_of(attempt)).bold = True
            _add_quotation(document, attempt.evidence)
    document.add_heading("Who was not heard", level=2)
    for line in not_heard(each):
        document.add_paragraph(xml_text(line), style="List Bullet")


def _add_quotation(document: "Document", evidence: "Evidence") -> None:
    paragraph = document.add_paragraph(xml_text(f"“{evidence.text}”"), style="Quote")
    paragraph.paragraph_format.keep_with_next = True
    _add_small(document, source_of(evidence))


def _add_small(document: "Document", text: str) -> None:
    from docx.shared import Pt

    document.add_paragraph().add_run(xml_text(text)).font.size = Pt(_SMALL_POINTS)


def _add_table(document: "Document", rows: Sequence[tuple[str, str]]) -> None:
    """Add a table of names, in bold, and values; nothing where there are none."""
    from docx.shared import Cm

    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for name, value in rows:
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Cm(_NAME_CM), Cm(_VALUE_CM)
        cells[0].paragraphs[0].add_run(name).bold = True
        cells[1].paragraphs[0].add_run(xml_text(value))
    document.add_paragraph()
