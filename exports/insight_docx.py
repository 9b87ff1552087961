"""An insight as a Word document that can be edited."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.insight_wording import how_far, insight_facts, out_of_sight, reviewed
from domain.wording import date
from domain.written_insights import ShownInsight
from exports import word
from exports.brief import source_of
from exports.cells import xml_text

if TYPE_CHECKING:
    from docx.document import Document

    from domain.evidence import Evidence


def insight_document(shown: ShownInsight, *, made_on: str) -> bytes:
    """Return the insight as docx: its claim, how it stands, why, the evidence on both sides, what should change.

    Its marking stands on each page. The same insight on the same day gives the same bytes.
    """
    insight = shown.insight
    document = word.document(xml_text(insight.words.claim), made_on=made_on, marking=insight.marking)
    document.add_paragraph(f"{how_far(insight)} {reviewed(insight.version)}")
    word.add_table(document, [*insight_facts(insight), ("Made on", date(made_on)), ("Insight", insight.id)])
    if insight.words.reasoning:
        document.add_heading("Why", level=1)
        for paragraph in insight.words.reasoning.splitlines():
            if paragraph.strip():
                document.add_paragraph(xml_text(paragraph))
    _add_evidence(document, "What supports it", shown.supporting, "No evidence in sight supports it.")
    _add_evidence(document, "What speaks against it", shown.against, "Nobody has named evidence against it.")
    for line in out_of_sight(insight):
        document.add_paragraph(line)
    if insight.words.recommendations:
        document.add_heading("What should change", level=1)
    for each in insight.words.recommendations:
        listed = document.add_paragraph(xml_text(each.what), style="List Bullet")
        listed.add_run(xml_text(f" ({each.who or 'nobody named yet'})"))
    return word.written(document)


def _add_evidence(document: "Document", title: str, evidence: "Sequence[Evidence]", none: str) -> None:
    document.add_heading(title, level=1)
    for item in evidence:
        word.add_quotation(document, item.text, f"{item.organisation} · {source_of(item)}")
    if not evidence:
        document.add_paragraph(none)
