"""A brief of pain points as a Word document that can be edited."""

from typing import TYPE_CHECKING

from domain.wording import seen_in
from exports import word
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

if TYPE_CHECKING:
    from docx.document import Document


def brief_document(brief: Brief) -> bytes:
    """Return the brief as docx: what it is, then a heading a pain point, with its marking on each page.

    The same brief gives the same bytes. Text is written as text; what XML cannot hold is left out.
    """
    document = word.document(TITLE, made_on=brief.made_on, marking=brief.marking)
    word.add_table(document, about(brief))
    for number, each in enumerate(brief.points, start=1):
        _add_point(document, number, each)
    if not brief.points:
        document.add_paragraph("No pain point passes.")
    return word.written(document)


def _add_point(document: "Document", number: int, each: BriefPoint) -> None:
    point = each.point
    document.add_heading(xml_text(f"{number}. {point.title}"), level=1)
    document.add_paragraph(xml_text(f"{point.description} {seen_in(point)}"))
    word.add_table(document, facts(each))
    if reasons := confidence_reasons(point):
        word.add_small(document, reasons)
    document.add_heading("Who says so", level=2)
    for organisation, fits in each.quotations:
        document.add_heading(xml_text(organisation.name), level=3)
        rest = f", {len(fits)} quoted" if len(fits) < organisation.observations else ""
        word.add_small(document, spread_of(organisation) + rest)
        for fit in fits:
            word.add_quotation(document, fit.evidence.text, source_of(fit.evidence))
    if each.attempts:
        document.add_heading("What was tried", level=2)
        for attempt in each.attempts:
            document.add_paragraph().add_run(outcome_of(attempt)).bold = True
            word.add_quotation(document, attempt.evidence.text, source_of(attempt.evidence))
    document.add_heading("Who was not heard", level=2)
    for line in not_heard(each):
        document.add_paragraph(xml_text(line), style="List Bullet")
