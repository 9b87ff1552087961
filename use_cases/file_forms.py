"""The forms in which what is put together can be taken along: their names on screens and their media types."""

from collections.abc import Container

from domain.errors import InvalidRequest
from domain.journey_files import STEP_BY_STEP

PPTX, DOCX, MARKDOWN = "pptx", "docx", "md"
CSV, XLSX, JSON, SVG, MERMAID = "csv", "xlsx", "json", "svg", "mermaid"
PNG, HTML = "png", "html"
PICTURES = (SVG, PNG)
_OFFICE = "application/vnd.openxmlformats-officedocument."
FILE_FORMS = {
    PPTX: ("PowerPoint", f"{_OFFICE}presentationml.presentation"),
    DOCX: ("Word", f"{_OFFICE}wordprocessingml.document"),
    MARKDOWN: ("Markdown", "text/markdown"),
    CSV: ("CSV", "text/csv"),
    XLSX: ("Excel", f"{_OFFICE}spreadsheetml.sheet"),
    JSON: ("JSON", "application/json"),
    SVG: ("SVG", "image/svg+xml"),
    PNG: ("Picture", "image/png"),
    HTML: ("Web page", "text/html"),
    MERMAID: ("Mermaid", "text/vnd.mermaid"),
    STEP_BY_STEP: ("Step-by-step", "application/json"),
}


def checked_form(form: str, forms: Container[str], *, what: str) -> str:
    """Return the form when it is one of ``forms``; ``what`` is to be written. Raises InvalidRequest for another."""
    if form not in forms:
        known = ", ".join(name for name in FILE_FORMS if name in forms)
        raise InvalidRequest(f"{what} is not written as '{form}'.", where="the file", remedy=f"Use one of: {known}.")
    return form
