"""What is known of some questions as a Word document that can be edited."""

from typing import TYPE_CHECKING

from exports import word
from exports.answer_brief import OPEN_SOURCE, TITLE, AnswerBrief, Part, about, beside, quotation_source, voices
from exports.cells import xml_text

if TYPE_CHECKING:
    from docx.document import Document


def answer_document(brief: AnswerBrief) -> bytes:
    """Return the answers as docx: what it is, then a heading a question, with its marking on each page.

    The same answers on the same day give the same bytes.
    """
    document = word.document(TITLE, made_on=brief.made_on, marking=brief.marking)
    word.add_table(document, about(brief))
    for number, known in enumerate(brief.answers, start=1):
        document.add_heading(xml_text(f"{number}. {known.question}"), level=1)
        document.add_paragraph(xml_text(brief.short(known)))
        said = voices(known)
        if said:
            document.add_heading("Who says what", level=2)
        for part in said:
            _add(document, part, level=3, brief=brief)
        for part in beside(known):
            _add(document, part, level=2, brief=brief)
    return word.written(document)


def _add(document: "Document", part: Part, *, level: int, brief: AnswerBrief) -> None:
    document.add_heading(xml_text(part.title), level=level)
    if part.said:
        word.add_small(document, part.said, is_with_next=True)
    for entry in part.entries:
        if entry.quotation is None:
            document.add_paragraph(xml_text(entry.words), style="List Bullet")
            continue
        if entry.lead:
            word.add_strong(document, entry.lead, is_with_next=True)
        source = quotation_source(entry.quotation, today=brief.made_on)
        link = (OPEN_SOURCE, brief.link(entry.quotation))
        word.add_quotation(document, entry.quotation.text, source, link=link if link[1] else None)
