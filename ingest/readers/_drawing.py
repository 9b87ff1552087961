"""Words in drawings, as Office keeps them in documents and presentations alike."""

from collections.abc import Iterator
from typing import Any

from ingest.readers._wording import tidy

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def paragraphs_of(body: Any) -> list[str]:
    """Return the paragraphs of a text body that hold words; None gives none."""
    if body is None:
        return []
    texts = (tidy("".join(_pieces(paragraph))) for paragraph in body.iter(f"{A}p"))
    return [text for text in texts if text]


def diagram_words(root: Any) -> Iterator[str]:
    """Yield the words of a drawing that is made of boxes and arrows, box by box."""
    for body in (each for each in root.iter() if str(each.tag).endswith("}t") and len(each)):
        yield from paragraphs_of(body)


def _pieces(paragraph: Any) -> Iterator[str]:
    for child in paragraph:
        if child.tag == f"{A}br":
            yield "\n"
        elif child.tag in {f"{A}r", f"{A}fld"}:
            yield child.findtext(f"{A}t") or ""
