"""OpenDocument texts, as LibreOffice writes them: paragraphs, lists, tables, notes and comments in reading order."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from domain.evidence import Passage, Refusal, SourceFile
from domain.files import Sight
from domain.limits import Limits
from ingest.readers._content import check_count, unpacked
from ingest.readers._flow import Block, BlockKind, passages_of, row_of
from ingest.readers._nature import UNPACKING_ERRORS, damaged, locked
from ingest.readers._wording import tidy, without_bullet
from ingest.readers._xml import part_of

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_MIME = b"application/vnd.oasis.opendocument.text"
_ASIDE = frozenset({f"{_TEXT}note", f"{_OFFICE}annotation", f"{_DRAW}frame", f"{_DRAW}text-box", f"{_TEXT}ruby-text"})
"""What stands inside a paragraph and is no part of its words."""
_INDEXES = frozenset({"table-of-content", "illustration-index", "table-index", "alphabetical-index", "user-index"})
_TITLES = {"Title": 0, "Subtitle": 1}
_ENDS = re.compile(r"[\r\n\t]+")
_MOST_REPEATED_SPACES = 100
_RUNNING = ("header", "header-first", "header-left", "footer", "footer-first", "footer-left")


class OdtReader:
    """Reads an OpenDocument text. Words deleted under tracked changes are refused; what stands hidden is, too."""

    suffixes = frozenset({".odt", ".ott"})
    media_type = "application/vnd.oasis.opendocument.text"
    is_text = False

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the archive says that it is an OpenDocument text."""
        if "content.xml" not in seen.parts or "mimetype" not in seen.parts:
            return False
        try:
            return zipfile.ZipFile(io.BytesIO(seen.content)).read("mimetype").strip().startswith(_MIME)
        except UNPACKING_ERRORS:
            return False

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Passage | Refusal]:
        """Yield headers, the body, footnotes, comments and footers. Raises UnreadableSource."""
        archive = unpacked(source, limits)
        if b"encryption-data" in _bytes(archive, "META-INF/manifest.xml"):
            raise locked()
        content = part_of(archive, "content.xml")
        body = None if content is None else content.find(f"{_OFFICE}body/{_OFFICE}text")
        if content is None or body is None:
            raise damaged()
        styles = part_of(archive, "styles.xml")
        running = [] if styles is None else list(_running(styles))
        document = _Document(content, limits)
        yield from (passage for passage in running if passage.locator.startswith("header"))
        yield from passages_of(document.blocks(body))
        yield from (passage for passage in running if passage.locator.startswith("footer"))
        yield from _unseen(body, document.hidden_styles)


class _Document:
    """One pass over the body. Paragraphs with words are counted from 1; so are tables, notes and comments."""

    def __init__(self, content: Any, limits: Limits) -> None:
        automatic = list(content.iter(f"{_STYLE}style"))
        self.parents = {style.get(f"{_STYLE}name"): style.get(f"{_STYLE}parent-style-name") for style in automatic}
        self.hidden_styles = {style.get(f"{_STYLE}name") for style in automatic if _hides(style)}
        self.limits = limits
        self.paragraphs = 0
        self.tables = 0
        self.cells = 0
        self.beside: list[Block] = []

    def blocks(self, body: Any) -> Iterator[Block]:
        """Yield everything in the body, then its notes and comments."""
        yield from self._inside(body)
        yield from self.beside

    def _inside(self, parent: Any, kind: BlockKind = BlockKind.PARAGRAPH) -> Iterator[Block]:
        for child in parent:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                yield from self._paragraph(child, kind)
            elif tag == f"{_TABLE}table":
                yield from self._table(child)
            elif tag == f"{_TEXT}list-item":
                yield from self._inside(child, BlockKind.ITEM)
            elif tag.removeprefix(_TEXT) in _INDEXES:
                yield from self._inside(child, BlockKind.CONTEXT)
            elif tag in {f"{_DRAW}frame", f"{_DRAW}custom-shape", f"{_DRAW}g"}:
                yield from self._drawn(child)
            elif tag == f"{_OFFICE}annotation":
                self._keep_beside(child, "comment")
            elif tag != f"{_TEXT}tracked-changes":
                yield from self._inside(child, kind)

    def _paragraph(self, paragraph: Any, kind: BlockKind) -> Iterator[Block]:
        self._keep_all_beside(paragraph)
        written = tidy(self._words(paragraph))
        text = without_bullet(written)
        if text:
            self.paragraphs += 1
            level = self._level(paragraph)
            if text != written and kind is BlockKind.PARAGRAPH:
                kind = BlockKind.ITEM
            if level is not None and kind is not BlockKind.CONTEXT:
                kind = BlockKind.HEADING
            yield Block(text=text, place=f"paragraph {self.paragraphs}", kind=kind, level=level or 0)
        for frame in _outermost(paragraph, {f"{_DRAW}frame", f"{_DRAW}custom-shape", f"{_DRAW}g"}):
            yield from self._drawn(frame)

    def _level(self, paragraph: Any) -> int | None:
        """Return the level of a heading or title; None for other paragraphs."""
        if paragraph.tag == f"{_TEXT}h":
            stated = paragraph.get(f"{_TEXT}outline-level") or "1"
            return int(stated) if stated.isdecimal() else 1
        name = paragraph.get(f"{_TEXT}style-name")
        return _TITLES.get(self.parents.get(name) or name or "")

    def _drawn(self, frame: Any) -> Iterator[Block]:
        """Yield the words of a text box or shape, and those that describe a picture."""
        for told in frame.iter(f"{_SVG}title", f"{_SVG}desc"):
            if words := tidy(told.text or ""):
                self.paragraphs += 1
                yield Block(text=words, place=f"paragraph {self.paragraphs}", kind=BlockKind.CONTEXT)
        yield from self._inside(frame)

    def _table(self, table: Any) -> Iterator[Block]:
        self.tables += 1
        here = self.tables
        rows = [row for row in table.iter(f"{_TABLE}table-row") if next(row.iterancestors(f"{_TABLE}table")) is table]
        for number, row in enumerate(rows, start=1):
            cells = [cell for cell in row if cell.tag == f"{_TABLE}table-cell"]
            self.cells += len(cells)
            check_count(self.cells, self.limits.cells, what="cells")
            texts = [self._cell(cell) for cell in cells]
            yield from row_of(texts, table=here, number=number, rows=len(rows))
            for cell in cells:
                for inner in _outermost(cell, {f"{_TABLE}table"}):
                    yield from self._table(inner)
                for frame in _outermost(cell, {f"{_DRAW}frame", f"{_TABLE}table"}):
                    if frame.tag == f"{_DRAW}frame":
                        yield from self._drawn(frame)

    def _cell(self, cell: Any) -> str:
        """Return the words of a cell's own paragraphs in one line; notes and comments are kept for later."""
        words = []
        for paragraph in _outermost(cell, {f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table"}):
            if paragraph.tag != f"{_TABLE}table":
                self._keep_all_beside(paragraph)
                words.append(" ".join(tidy(self._words(paragraph)).split()))
        return " ".join(filter(None, words))

    def _keep_all_beside(self, paragraph: Any) -> None:
        """Keep the notes and comments of a paragraph for the end; those in its text boxes come with the boxes."""
        for each in _outermost(paragraph, {f"{_TEXT}note", f"{_OFFICE}annotation", f"{_DRAW}frame"}):
            if each.tag == f"{_TEXT}note":
                self._keep_beside(each, each.get(f"{_TEXT}note-class") or "footnote")
            elif each.tag == f"{_OFFICE}annotation":
                self._keep_beside(each, "comment")

    def _keep_beside(self, note: Any, kind: str) -> None:
        texts = (tidy(self._words(each)) for each in note.iter(f"{_TEXT}p", f"{_TEXT}h"))
        if words := "\n".join(filter(None, texts)):
            number = sum(block.place.startswith(f"{kind} ") for block in self.beside) + 1
            self.beside.append(Block(text=words, place=f"{kind} {number}", kind=BlockKind.BESIDE))

    def _words(self, element: Any) -> str:
        if element.get(f"{_TEXT}style-name") in self.hidden_styles:
            return ""
        return "".join(_spoken(element, self.hidden_styles))


def _spoken(element: Any, hidden: set[str]) -> Iterator[str]:
    """Yield the words of a paragraph; line ends in the XML itself are spaces."""
    yield _ENDS.sub(" ", element.text or "")
    for child in element:
        tag = child.tag
        if tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c") or "1"
            yield " " * (min(int(count), _MOST_REPEATED_SPACES) if count.isdecimal() else 1)
        elif tag == f"{_TEXT}tab":
            yield " "
        elif tag == f"{_TEXT}line-break":
            yield "\n"
        elif isinstance(tag, str) and tag not in _ASIDE and child.get(f"{_TEXT}style-name") not in hidden:
            yield from _spoken(child, hidden)
        yield _ENDS.sub(" ", child.tail or "")


def _outermost(parent: Any, tags: set[str]) -> Iterator[Any]:
    """Yield the elements of these tags inside, and nothing that stands inside one of them."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag not in {f"{_TEXT}note", f"{_OFFICE}annotation"}:
            yield from _outermost(child, tags)


def _hides(style: Any) -> bool:
    return any(each.get(f"{_TEXT}display") == "none" for each in style.iter(f"{_STYLE}text-properties"))


def _running(styles: Any) -> Iterator[Passage]:
    """Yield the words at the top or foot of pages once each, as context."""
    seen: set[str] = set()
    for page in styles.iter(f"{_STYLE}master-page"):
        for part in (part for name in _RUNNING for part in page.findall(f"{_STYLE}{name}")):
            paragraphs = part.iter(f"{_TEXT}p", f"{_TEXT}h")
            words = " ".join(tidy(" ".join("".join(_spoken(each, set())) for each in paragraphs)).split())
            if _has_words(words) and words not in seen:
                seen.add(words)
                passages = passages_of([Block(text=words, place=_edge(part, page), kind=BlockKind.CONTEXT)])
                yield from (passage for passage in passages if isinstance(passage, Passage))


def _edge(part: Any, page: Any) -> str:
    return f"{part.tag.removeprefix(_STYLE).partition('-')[0]} of page style {page.get(f'{_STYLE}name') or 'Standard'}"


def _unseen(body: Any, hidden_styles: set[str]) -> Iterator[Refusal]:
    deleted = [each for each in body.iter(f"{_TEXT}deletion") if _has_words("".join(each.itertext()))]
    if deleted:
        yield Refusal(
            where=_times(len(deleted), "tracked change"),
            reason="words deleted under tracked changes",
            remedy="Nothing to do if they are meant to go; or else reject the change, save, and add the file again.",
        )
    hidden = [
        each
        for each in body.iter()
        if each.get(f"{_TEXT}style-name") in hidden_styles
        or each.tag in {f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph"}
        if _has_words("".join(each.itertext()) + (each.get(f"{_TEXT}string-value") or ""))
    ]
    if hidden:
        yield Refusal(
            where=_times(len(hidden), "place"),
            reason="hidden text",
            remedy="Make it visible in the program that wrote it if readers should see it.",
        )


def _times(count: int, what: str) -> str:
    return f"{count} {what}s" if count > 1 else f"1 {what}"


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, text))


def _bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except KeyError:
        return b""
