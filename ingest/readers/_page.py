"""HTML pages: headings, paragraphs, lists and tables as a browser shows them."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from domain.errors import UnreadableSource
from domain.evidence import Passage, Refusal, SourceFile
from domain.files import Sight
from domain.limits import Limits
from ingest.readers._content import text_of
from ingest.readers._flow import Block, BlockKind, passages_of
from ingest.readers._html import HtmlPiece, PieceKind, page_pieces
from ingest.readers._wording import tidy

_BEGINS = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head)\b", re.I | re.S)
_DECLARED = re.compile(rb"(?:charset\s*=|<\?xml[^>]{0,80}encoding\s*=)\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN_BYTES = 4_096
_AS_BROWSERS_READ = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
_TITLE_LEVEL = 0
_KINDS = {
    PieceKind.WORDS: BlockKind.PARAGRAPH,
    PieceKind.HEADING: BlockKind.HEADING,
    PieceKind.ITEM: BlockKind.ITEM,
    PieceKind.ROW: BlockKind.ROW,
    PieceKind.COLUMNS: BlockKind.COLUMNS,
    PieceKind.CONTEXT: BlockKind.CONTEXT,
    PieceKind.END: BlockKind.END,
}
_REMEDIES = {"hidden comment": "Move it out of the comment if readers should see it."}
_REMEDY = "Nothing to do, unless it holds something people said: then paste that into the page as text."


class HtmlReader:
    """Reads a saved web page. Menus and foot lines are context; scripts, styles and hidden parts are refused.

    The page's title stands above its headings. Comments, scripts and the like are told once for each sort.
    """

    suffixes = frozenset({".html", ".htm", ".xhtml"})
    media_type = "text/html"
    is_text = True

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the text begins as a page does, whatever declarations and comments stand before."""
        return _BEGINS.match(seen.start.removeprefix("\ufeff")) is not None

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Passage | Refusal]:
        """Yield the words of the page in order. Raises UnreadableSource for no text, or a page that breaks off."""
        root = _parsed(text_of(source, declared=_declared(source.content)))
        yield from passages_of(_page(root))


def html_passages(text: str) -> Iterator[Passage | Refusal]:
    """Yield the words of HTML that another format holds, such as a mail."""
    yield from passages_of(_page(_parsed(text)))


def _declared(content: bytes) -> str | None:
    found = _DECLARED.search(content[:_DECLARED_WITHIN_BYTES])
    named = found[1].decode("ascii", "replace").lower() if found else ""
    return _AS_BROWSERS_READ.get(named, named) or None


def _parsed(text: str) -> Any:
    """Return the tree of a page. Nothing is fetched; entities of its own are not known."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise _broken(0) from error
    stopped = next((entry.line for entry in parser.error_log if entry.level >= _FATAL), None)
    if stopped is not None:
        raise _broken(stopped)
    return root


_FATAL = 3
"""The level of an error after which libxml2 reads no further."""


def _broken(line: int) -> UnreadableSource:
    return UnreadableSource(
        "The page cannot be read to its end: its parts are too deep or too many." if line else "The page is empty.",
        where=f"line {line}" if line else "whole file",
        remedy="Open it in a browser, copy its words into a document, save that as docx or txt, then add it.",
    )


def _page(root: Any) -> Iterator[Block | Refusal]:
    pieces = list(page_pieces(root))
    headings = {piece.text for piece in pieces if piece.kind is PieceKind.HEADING}
    title = " ".join(tidy("".join(root.xpath("//head/title[1]//text()"))).split())
    if title and title not in headings:
        yield Block(text=title, place="title of the page", kind=BlockKind.HEADING, level=_TITLE_LEVEL)
    yield from _blocks(pieces)
    yield from _hidden(pieces)


def _blocks(pieces: Iterable[HtmlPiece]) -> Iterator[Block]:
    paragraphs = 0
    for piece in (piece for piece in pieces if piece.kind is not PieceKind.HIDDEN):
        if piece.table:
            place = f"table {piece.table}, row {piece.row}"
        else:
            paragraphs += piece.kind is not PieceKind.END
            place = f"paragraph {paragraphs}"
        yield Block(text=piece.text, place=place, kind=_KINDS[piece.kind], level=piece.level, table=piece.table)


def _hidden(pieces: Iterable[HtmlPiece]) -> Iterator[Refusal]:
    """Yield one refusal for each sort of thing that the page does not show."""
    lines: dict[str, list[int]] = {}
    for piece in pieces:
        if piece.kind is PieceKind.HIDDEN:
            lines.setdefault(piece.reason, []).append(piece.line)
    for reason, found in lines.items():
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        yield Refusal(where=f"line {found[0]}{more}", reason=reason, remedy=_REMEDIES.get(reason, _REMEDY))
