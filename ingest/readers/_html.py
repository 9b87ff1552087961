"""HTML that stands inside Markdown: its words, without tags."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.readers._wording import tidy

_BLOCKS = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "aside",
        "li",
        "dd",
        "dt",
        "td",
        "th",
        "caption",
        "figcaption",
        "blockquote",
        "details",
        "summary",
        "br",
        "hr",
    }
)
_UNSEEN = frozenset({"script", "style", "template"})


@dataclass(frozen=True, kw_only=True, slots=True)
class HtmlPiece:
    """One block of words, or a comment (``hidden``); ``level`` is a heading's, 0 for others; ``line`` from 1."""

    text: str
    line: int
    level: int = 0
    hidden: bool = False
    picture: bool = False


def html_pieces(content: str) -> Iterator[HtmlPiece]:
    """Yield the blocks of words, pictures' descriptions and comments, in order. Scripts and styles are no words."""
    from lxml import html

    root = html.fragment_fromstring(f"<div>{content}</div>", create_parent="div")
    yield from _Gatherer().gather(root)


class _Gatherer:
    """Collects running text until a block ends."""

    def __init__(self) -> None:
        self.text = ""
        self.line = 1

    def gather(self, root: Any) -> Iterator[HtmlPiece]:
        yield from self._visit(root)
        yield from self._flush()

    def _visit(self, element: Any) -> Iterator[HtmlPiece]:
        if not isinstance(element.tag, str):
            yield from self._flush()
            if "Comment" in type(element).__name__ and (element.text or "").strip():
                yield HtmlPiece(text="", line=element.sourceline or 1, hidden=True)
            return
        tag = element.tag.lower()
        level = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 0
        if tag in _UNSEEN:
            return
        if level or tag in _BLOCKS:
            yield from self._flush()
            self.line = element.sourceline or 1
        if tag == "img" and tidy(element.get("alt") or ""):
            yield HtmlPiece(text=tidy(element.get("alt")), line=element.sourceline or 1, picture=True)
        if tag == "tr":
            yield from self._row(element)
            return
        self.text += element.text or ""
        for child in element:
            yield from self._visit(child)
            self.text += child.tail or ""
        if level or tag in _BLOCKS:
            yield from self._flush(level)

    def _row(self, row: Any) -> Iterator[HtmlPiece]:
        """Yield a table row as one piece, its cells apart by dashes."""
        yield from self._flush()
        cells = [tidy(" ".join(cell.itertext())).replace("\n", " ") for cell in row if isinstance(cell.tag, str)]
        if text := " – ".join(cell for cell in cells if cell):
            yield HtmlPiece(text=text, line=row.sourceline or 1)

    def _flush(self, level: int = 0) -> Iterator[HtmlPiece]:
        text, self.text = tidy(self.text), ""
        if text:
            yield HtmlPiece(text=" ".join(text.split()), line=self.line, level=level)
