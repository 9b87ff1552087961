"""A brief of pain points as a Word document that can be edited."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.evidence import Evidence
from domain.wording import seen_in
from exports import brief_list, word
from exports.brief import (
    NOTHING_AGAINST,
    NOTHING_TRIED,
    TITLE,
    Brief,
    BriefPoint,
    about_in_short,
    beside_source,
    caution,
    confidence_reasons,
    evidence_source,
    facts,
    more_than,
    not_heard,
    outcome_of,
    rests_on,
    severity_reasons,
    spread_of,
    us_too,
    whom_to_ask,
)
from exports.cells import xml_text

if TYPE_CHECKING:
    from docx.document import Document

_LIST_CM = (1.1, 4.5, 3.1, 2.5, 2.6, 2.2)
"""How wide the columns of the list of pain points are."""


def brief_document(brief: Brief) -> bytes:
    """Return the brief as docx: what it is, a list of what it holds, then a heading a pain point, and how it was made.

    Its marking stands on each page.

    The same brief gives the same bytes. Text is written as text; what XML cannot hold is left out.
    """
    document = word.document(TITLE, made_on=brief.made_on, marking=brief.marking)
    word.add_table(document, about_in_short(brief))
    if listed := brief_list.rows(brief):
        document.add_heading(brief_list.TITLE, level=1)
        word.add_grid(document, brief_list.HEAD, listed, _LIST_CM)
    for number, each in enumerate(brief.points, start=1):
        _add_point(document, number, each)
    if not brief.points:
        document.add_paragraph("No pain point passes.")
    if brief.versions:
        document.add_heading("How it was made", level=1)
        word.add_table(document, brief.versions)
    return word.written(document)


def _add_point(document: "Document", number: int, each: BriefPoint) -> None:
    point = each.point
    document.add_heading(xml_text(f"{number}. {point.title}"), level=1)
    whom = document.add_paragraph(xml_text(f"{point.description} {seen_in(point)}"))
    whom.paragraph_format.keep_with_next = True
    if told := caution(point):
        word.add_strong(document, told, is_with_next=True)
    word.add_table(document, facts(each))
    for reasons in filter(None, (severity_reasons(each), confidence_reasons(point))):
        word.add_small(document, reasons)
    _add_who_says_so(document, each)
    document.add_heading("What speaks against it", level=2)
    against = [("", fit.evidence) for fit in each.against]
    _add_beside(document, against, NOTHING_AGAINST, more_than(len(against), len(point.against)))
    document.add_heading("What was tried", level=2)
    tried = [(outcome_of(attempt), attempt.evidence) for attempt in each.attempts]
    _add_beside(document, tried, NOTHING_TRIED, more_than(len(tried), len(point.attempts)))
    _add_lines(document, "Who was not heard", not_heard(each) or ["Not recorded."])
    document.add_heading("What it rests on", level=2)
    document.add_paragraph(xml_text(rests_on(each)))
    _add_lines(document, "Whom to ask", whom_to_ask(each) or ["No team is on record."])


def _add_who_says_so(document: "Document", each: BriefPoint) -> None:
    document.add_heading("Who says so", level=2)
    for organisation, fits in each.quotations:
        document.add_heading(xml_text(organisation.name), level=3)
        rest = f", {len(fits)} quoted" if len(fits) < organisation.observations else ""
        word.add_small(document, spread_of(organisation) + rest, is_with_next=True)
        for fit in fits:
            word.add_quotation(document, fit.evidence.text, evidence_source(fit))
    document.add_paragraph(xml_text(us_too(each)))


def _add_beside(document: "Document", said: Sequence[tuple[str, Evidence]], nothing: str, more: str) -> None:
    """Add quotations that stand beside the evidence, each under what is told of it; or that there are none."""
    for told, evidence in said:
        if told:
            word.add_strong(document, told, is_with_next=True)
        word.add_quotation(document, evidence.text, beside_source(evidence))
    if not said or more:
        word.add_small(document, more or nothing)


def _add_lines(document: "Document", heading: str, lines: Sequence[str]) -> None:
    document.add_heading(heading, level=2)
    for line in lines:
        document.add_paragraph(xml_text(line), style="List Bullet")
