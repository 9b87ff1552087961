"""The words of HTML, without tags: whole pages, pages in mail, and pieces that stand inside Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from ingest.readers._wording import are_column_names, is_label, joined, tidy, without_bullet

_BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "button",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
        ),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr"),
        *("html", "input", "label", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section"),
        *("select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    }
)
_CONTEXT = frozenset({"nav", "footer", "menu", "button", "select", "datalist", "label", "legend", "figcaption"})
_CONTEXT_ROLES = frozenset({"navigation", "contentinfo", "menu", "menubar", "tablist", "search"})
_LAYOUT_ROLES = frozenset({"presentation", "none"})
_MANY_BLOCKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "hr"})
_UNREAD = {
    "script": "a script, which is not read",
    "style": "a style sheet, which is not read",
    "template": "a template, which the page does not show",
    "noscript": "a part for browsers without scripts, which the page does not show",
    "svg": "a drawing, which is not read",
    "iframe": "another page inside this one, which is not read",
    "object": "something embedded, which is not read",
    "embed": "something embedded, which is not read",
    "applet": "something embedded, which is not read",
    "audio": "a recording, which is not read",
    "video": "a recording, which is not read",
    "canvas": "a drawing, which is not read",
    "head": "",
}
_HIDDEN = "a hidden part"
_COMMENT = "hidden comment"
_DELETED = "words struck out as deleted"
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_INPUTS_WITH_WORDS = frozenset({"", "text", "search", "textarea"})
_LABEL_LEVEL, _TERM_LEVEL = 7, 8
_FEWEST_LINKS_OF_A_MENU = 3


class PieceKind(Enum):
    """What a piece of HTML is. END ends headings of its level; HIDDEN is nothing that the page shows."""

    WORDS = auto()
    HEADING = auto()
    ITEM = auto()
    ROW = auto()
    COLUMNS = auto()
    CONTEXT = auto()
    END = auto()
    HIDDEN = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class HtmlPiece:
    """One block of words and the line it begins on, from 1.

    ``level`` is a heading's. ``table`` and ``row`` are counted from 1 within what was read. ``reason`` says what a
    hidden piece is; it has no text.
    """

    text: str
    line: int
    kind: PieceKind = PieceKind.WORDS
    level: int = 0
    table: int = 0
    row: int = 0
    reason: str = ""


def html_pieces(content: str) -> Iterator[HtmlPiece]:
    """Yield the pieces of a fragment in order: words, descriptions of pictures, and what is hidden."""
    from lxml import html

    root = html.fragment_fromstring(f"<div>{content}</div>", create_parent="div")
    yield from _Gatherer().gather(root)


def page_pieces(root: Any) -> Iterator[HtmlPiece]:
    """Yield the pieces of a parsed page in order, from its body on."""
    yield from _Gatherer().gather(root)


class _Gatherer:
    """Collects running text until a block ends."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.line = 1
        self.tables = 0
        self.items = 0
        self.context = 0
        self.keeps_lines = 0

    def gather(self, root: Any) -> Iterator[HtmlPiece]:
        yield from self._visit(root)
        yield from self._flush()

    def _visit(self, element: Any) -> Iterator[HtmlPiece]:
        if not isinstance(element.tag, str):
            yield from self._unspoken(element)
            return
        tag, line = element.tag.lower(), element.sourceline or 1
        if tag in _UNREAD or _is_hidden(element):
            yield from self._unread(element, tag, line)
            return
        if tag == "table" and not _is_layout(element):
            yield from self._flush()
            yield from self._table(element)
            return
        yield from self._seen(element, tag, line)

    def _seen(self, element: Any, tag: str, line: int) -> Iterator[HtmlPiece]:
        level = _level(element, tag)
        if level or tag in _BLOCKS:
            yield from self._flush()
            self.line = line
        if tag == "img" and (words := tidy(element.get("alt") or "")):
            yield HtmlPiece(text=words, line=line, kind=PieceKind.CONTEXT)
        if tag == "br":
            self.words.append("\n")
        if tag == "input" and (element.get("type") or "").lower() in _INPUTS_WITH_WORDS:
            self.words.append(f" {element.get('value') or ''} ")
        yield from self._inside(element, tag)
        if level or tag in _BLOCKS:
            emphasised = tag in {"p", "div"} and _is_emphasised(element)
            yield from self._flush(level, label=_TERM_LEVEL if tag == "dt" else _LABEL_LEVEL * emphasised)
        if tag == "dl":
            yield HtmlPiece(text="", line=line, kind=PieceKind.END, level=_TERM_LEVEL)

    def _inside(self, element: Any, tag: str) -> Iterator[HtmlPiece]:
        role = (element.get("role") or "").lower()
        context = tag in _CONTEXT or role in _CONTEXT_ROLES or (tag in {"ul", "ol"} and _is_menu(element))
        self.context += context
        self.items += tag == "li"
        self.keeps_lines += tag in {"pre", "textarea"}
        quoted = tag == "q"
        self._add("“" * quoted + (element.text or ""))
        for child in element:
            yield from self._visit(child)
            self._add(child.tail or "")
        self._add("”" * quoted)
        if context and tag in _BLOCKS:
            yield from self._flush()
        if tag == "li":
            yield from self._flush()
        self.context -= context
        self.items -= tag == "li"
        self.keeps_lines -= tag in {"pre", "textarea"}

    def _add(self, text: str) -> None:
        self.words.append(text if self.keeps_lines else re.sub(r"\s+", " ", text))

    def _unspoken(self, element: Any) -> Iterator[HtmlPiece]:
        yield from ()
        if "Comment" in type(element).__name__ and any(map(str.isalpha, element.text or "")):
            yield HtmlPiece(text="", line=element.sourceline or 1, kind=PieceKind.HIDDEN, reason=_COMMENT)

    def _unread(self, element: Any, tag: str, line: int) -> Iterator[HtmlPiece]:
        yield from ()
        reason = _UNREAD.get(tag) or (_DELETED if tag == "del" else _HIDDEN)
        if tag == "head":
            for child in element.iterchildren("script", "style"):
                yield from self._unread(child, child.tag, child.sourceline or 1)
        elif any(map(str.isalpha, "".join(element.itertext()))) or element.get("src"):
            yield HtmlPiece(text="", line=line, kind=PieceKind.HIDDEN, reason=reason)

    def _table(self, table: Any) -> Iterator[HtmlPiece]:
        """Yield a table's rows, its cells apart by dashes; tables inside a row come after it."""
        self.tables += 1
        number, rows = self.tables, [row for row in table.iter("tr") if _nearest(row, "table") is table]
        for caption in (child for child in table if child.tag == "caption"):
            self.line = caption.sourceline or 1
            self.context += 1
            yield from self._visit(caption)
            self.context -= 1
        for at, row in enumerate(rows, start=1):
            cells = [cell for cell in row if cell.tag in {"td", "th"}]
            texts = [_cell_words(cell) for cell in cells]
            if text := joined(texts):
                heads = bool(cells) and all(cell.tag == "th" for cell in cells)
                named = at == 1 and len(rows) > 1 and (heads or are_column_names(texts))
                kind = PieceKind.COLUMNS if named else PieceKind.ROW
                yield HtmlPiece(text=text, line=row.sourceline or 1, kind=kind, table=number, row=at)
            for cell in cells:
                yield from self._beside(cell)

    def _beside(self, cell: Any) -> Iterator[HtmlPiece]:
        """Yield what a cell holds besides its words: pictures, hidden parts, tables of its own."""
        for element in cell.iterdescendants():
            if _nearest(element, "td", "th") is not cell:
                continue
            if element.tag == "table":
                yield from self._table(element)
            elif not isinstance(element.tag, str):
                yield from self._unspoken(element)
            elif element.tag in _UNREAD or _is_hidden(element):
                yield from self._unread(element, element.tag, element.sourceline or 1)
            elif element.tag == "img" and (words := tidy(element.get("alt") or "")):
                yield HtmlPiece(text=words, line=element.sourceline or 1, kind=PieceKind.CONTEXT)

    def _flush(self, level: int = 0, *, label: int = 0) -> Iterator[HtmlPiece]:
        """Yield what was gathered; ``label`` is the level of what is a heading only when it reads as one."""
        written, self.words = tidy("".join(self.words)), []
        text = without_bullet(written)
        if not text:
            return
        kind = PieceKind.ITEM if self.items or text != written else PieceKind.WORDS
        if self.context:
            kind = PieceKind.CONTEXT
        level = level or (label if label and kind is PieceKind.WORDS and is_label(text) else 0)
        kind = PieceKind.HEADING if level else kind
        yield HtmlPiece(text=text, line=self.line, kind=kind, level=level)


def _level(element: Any, tag: str) -> int:
    """Return a heading's level; 0 for what is none."""
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1])
    stated = element.get("aria-level") or "2"
    return int(stated) if (element.get("role") == "heading" and stated.isdigit() and len(stated) == 1) else 0


def _is_hidden(element: Any) -> bool:
    return (
        element.tag == "del"
        or element.get("hidden") is not None
        or _INVISIBLE.search(element.get("style") or "") is not None
    )


def _is_emphasised(paragraph: Any) -> bool:
    """Tell whether a paragraph is nothing but bold words."""
    children = [child for child in paragraph if isinstance(child.tag, str)]
    bold = len(children) == 1 and children[0].tag in {"b", "strong"}
    return bold and not (paragraph.text or "").strip() and not (children[0].tail or "").strip()


def _is_menu(items: Any) -> bool:
    """Tell whether a list holds links and nothing else, as the menus of a site do."""
    links = ["".join(link.itertext()) for link in items.iter("a")]
    words = "".join("".join(items.itertext()).split())
    return len(links) >= _FEWEST_LINKS_OF_A_MENU and "".join("".join(links).split()) == words


def _is_layout(table: Any) -> bool:
    """Tell whether a table only arranges a page: its cells hold headings, lists and several paragraphs."""
    if (table.get("role") or "").lower() in _LAYOUT_ROLES:
        return True
    rows = [row for row in table.iter("tr") if _nearest(row, "table") is table]
    cells = [cell for row in rows for cell in row if cell.tag in {"td", "th"}]
    if len(cells) <= len(rows):
        return True
    for cell in cells:
        inner = [child for child in cell.iterdescendants() if _nearest(child, "td", "th") is cell]
        if any(child.tag in _MANY_BLOCKS for child in inner) or sum(child.tag == "p" for child in inner) > 1:
            return True
    return False


def _nearest(element: Any, *tags: str) -> Any:
    return next((above for above in element.iterancestors(*tags)), None)


def _cell_words(cell: Any) -> str:
    return " ".join(tidy("".join(_spoken(cell))).split())


def _spoken(element: Any) -> Iterator[str]:
    """Yield the words of a cell but for hidden parts and tables of its own."""
    yield element.text or ""
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in _UNREAD and tag != "table" and not _is_hidden(child):
            apart = " " if tag in _BLOCKS or tag == "br" else ""
            yield apart
            yield from _spoken(child)
            yield apart
        yield child.tail or ""
