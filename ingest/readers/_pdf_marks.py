"""What people put on the pages of a PDF: comments, and what they filled into its fields. And files packed inside it."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_FIELD_KINDS = frozenset({"Tx", "Ch"})
"""Fields that hold words: text, and a choice from a list. Ticks and buttons hold none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A comment, or the words in a field; ``label`` is what the field asks, empty where that is not said."""

    text: str
    is_field: bool
    label: str = ""


def marks_of(page: "PdfPage") -> Iterator[Mark]:
    """Yield the comments and filled fields of a page in the order in which the file has them."""
    from pypdfium2 import raw

    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        if not annotation:
            continue
        try:
            if mark := _mark(annotation, raw):
                yield mark
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def files_inside(document: "PdfDocument") -> int:
    """Return how many files are packed in a document."""
    from pypdfium2 import raw

    return max(0, int(raw.FPDFDoc_GetAttachmentCount(document)))


def _mark(annotation: object, raw: Any) -> Mark | None:
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind == raw.FPDF_ANNOT_WIDGET:
        words = _value(annotation, b"V", raw) if _value(annotation, b"FT", raw) in _FIELD_KINDS else ""
        return Mark(text=words, is_field=True, label=_value(annotation, b"TU", raw)) if words else None
    if kind in {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP}:  # a pop-up shows the words of another
        return None
    words = _value(annotation, b"Contents", raw)
    return Mark(text=words, is_field=False) if words else None


def _value(annotation: object, key: bytes, raw: Any) -> str:
    """Return the words under a key; empty when there are none."""
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    words = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(words, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return words.raw.decode("utf-16-le", "replace").partition("\x00")[0].replace("\r", "\n").strip()
