"""What is known of some questions, to take along: as Markdown, as slides, as a Word document, or as text to paste."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from domain.access import Viewer
from domain.known import WhatIsKnown
from use_cases.file_forms import DOCX, FILE_FORMS, MARKDOWN, PPTX, checked_form
from use_cases.knowing.briefs import scope_of

if TYPE_CHECKING:
    from exports.answer_brief import AnswerBrief

NAME = "answer"
"""What the audit calls it."""
ANSWER_FORMS = {form: FILE_FORMS[form] for form in (DOCX, PPTX, MARKDOWN)}
"""Each form that an answer can be had in: its name on screens and its media type."""


def answer_file(
    viewer: Viewer,
    answers: Sequence[WhatIsKnown],
    form: str,
    *,
    narrowed: Sequence[str] = (),
    is_chosen: bool = False,
    address: str = "",
) -> bytes:
    """Return answers as a file; they were found for this viewer. Raises InvalidRequest for another form.

    ``narrowed`` says by what the search was narrowed; ``is_chosen`` that a person chose the quotations. ``address`` is
    where this installation is reached: links to sources begin with it, and without one there are none. The same answers
    on the same day give the same bytes.
    """
    from exports.answer_docx import answer_document
    from exports.answer_pptx import answer_slides
    from exports.answer_text import answer_markdown

    written = {DOCX: answer_document, PPTX: answer_slides, MARKDOWN: answer_markdown}
    brief = _brief(viewer, answers, narrowed, is_chosen, address)
    return written[checked_form(form, written, what="An answer")](brief)


def answer_to_paste(
    viewer: Viewer,
    answers: Sequence[WhatIsKnown],
    *,
    narrowed: Sequence[str] = (),
    is_chosen: bool = False,
    address: str = "",
) -> str:
    """Return the quotations of answers as plain text, each with its source and its marking; see ``answer_file``."""
    from exports.answer_text import answer_text

    alone = [known.quotations_alone() for known in answers]
    return answer_text(_brief(viewer, alone, narrowed, is_chosen, address))


def held_by(answers: Sequence[WhatIsKnown]) -> tuple[list[str], list[str]]:
    """Return the identifiers of the observations and of the studies that answers to take along hold."""
    from exports.answer_brief import quoted_in, studies_in

    return quoted_in(answers), studies_in(answers)


def _brief(
    viewer: Viewer, answers: Sequence[WhatIsKnown], narrowed: Sequence[str], is_chosen: bool, address: str
) -> "AnswerBrief":
    from exports.answer_brief import AnswerBrief

    return AnswerBrief(
        made_on=datetime.now(UTC).date().isoformat(),
        scope=scope_of(viewer),
        narrowed=tuple(narrowed),
        answers=tuple(answers),
        is_chosen=is_chosen,
        address=address.rstrip("/"),
    )
