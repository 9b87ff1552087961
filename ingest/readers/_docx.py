"""Word documents: paragraphs, lists, tables, notes and comments in reading order."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from domain.errors import UnreadableSource
from domain.evidence import Passage, PassageRole, Refusal, SourceFile
from domain.files import Sight
from domain.limits import Limits
from ingest.readers._content import check_count, unpacked
from ingest.readers._docx_words import (
    W,
    blocks_of,
    boxes_of,
    cell_words,
    descriptions_of,
    is_bold,
    running_words,
    unseen,
    words_of,
)
from ingest.readers._drawing import diagram_words
from ingest.readers._outline import Outline
from ingest.readers._wording import are_column_names, is_bare, is_label, joined, lead_in, tidy, without_bullet
from ingest.readers._xml import parsed_xml

if TYPE_CHECKING:
    from docx.document import Document

_DEEPEST_STYLE = 20
_LABEL_LEVEL = 10
_NO_HEADING = 9
"""The outline level that says of a paragraph that it is no heading."""
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}


class DocxReader:
    """Reads a Word document. Words deleted under tracked changes, and hidden ones, are refused; inserted ones are read.

    A paragraph of bold words that reads as a label is a heading; tables of contents are context.
    """

    suffixes = frozenset({".docx", ".docm"})
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    is_text = False

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the archive has a Word document in it."""
        return "word/document.xml" in seen.parts

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Passage | Refusal]:
        """Yield headers, the body, footers, footnotes and comments. Raises UnreadableSource."""
        unpacked(source, limits)
        document = _document(source.content)
        yield from _running(document, "header")
        yield from _Body(document, limits).passages()
        yield from _running(document, "footer")
        yield from _notes(document)
        for number, comment in enumerate(document.comments, start=1):
            if words := tidy(comment.text):
                yield Passage(text=words, locator=f"comment {number}")
        yield from _drawn(document)
        yield from unseen(document.element.body)


def _document(content: bytes) -> "Document":
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError

    try:
        return docx.Document(io.BytesIO(content))
    except (OpcError, XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError) as error:
        raise UnreadableSource(
            "The document is damaged: its text cannot be read.",
            where="whole file",
            remedy="Open it in Word, save it under a new name, then add that.",
        ) from error


class _Body:
    """One pass over the body. Paragraphs with words are counted from 1, tables too, nested ones as they come."""

    def __init__(self, document: "Document", limits: Limits) -> None:
        self.limits = limits
        self.root = document.element.body
        self.outline = Outline()
        self.levels = {style.style_id: _level(style) for style in document.styles if style.style_id}
        self.lists = {style.style_id for style in document.styles if (style.name or "").startswith("List")}
        self.contents = {style.style_id for style in document.styles if (style.name or "").lower().startswith("toc ")}
        self.paragraphs = 0
        self.tables = 0
        self.cells = 0

    def passages(self) -> Iterator[Passage]:
        """Yield everything in the body."""
        yield from self._blocks(list(blocks_of(self.root)))

    def _blocks(self, blocks: list[Any]) -> Iterator[Passage]:
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            if block.tag == f"{W}tbl":
                yield from self._table(block)
            else:
                yield from self._paragraph(block, announces=following is not None and self._is_item(following))

    def _paragraph(self, paragraph: Any, *, announces: bool) -> Iterator[Passage]:
        text = without_bullet(tidy(words_of(paragraph)))
        if text:
            self.paragraphs += 1
            place, level, item = f"paragraph {self.paragraphs}", self._level(paragraph), self._is_item(paragraph)
            if level is None and not item and is_label(text) and not text.endswith(":") and is_bold(paragraph):
                level = _LABEL_LEVEL
            if _style(paragraph) in self.contents:
                yield self.outline.passage(text, place, PassageRole.CAPTION)
            elif level is not None:
                self.outline.asides.clear()
                yield self.outline.heading(" ".join(text.split()), level, place)
            else:
                yield from self._words(text, place, item=item, announces=announces)
        yield from self._anchored(paragraph)

    def _level(self, paragraph: Any) -> int | None:
        """Return the level of a heading, by its own outline level or its style; None for other paragraphs."""
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        level = None if own is None else _outline_level(own)
        return self.levels.get(_style(paragraph)) if level is None else level

    def _words(self, text: str, place: str, *, item: bool, announces: bool) -> Iterator[Passage]:
        if not item:
            self.outline.asides.clear()
        before, announcement = lead_in(text) if announces and not item else ("", "")
        if not announcement:
            yield self.outline.passage(text, place)
            return
        if before:
            yield self.outline.passage(before, place)
        yield self.outline.passage(
            announcement, place, PassageRole.HEADING if is_bare(announcement) else PassageRole.BODY
        )
        self.outline.asides.append(announcement)

    def _anchored(self, paragraph: Any) -> Iterator[Passage]:
        """Yield the text boxes anchored in a paragraph, and the words that describe its pictures."""
        for words in descriptions_of(paragraph):
            place = f"picture at paragraph {max(1, self.paragraphs)}"
            yield self.outline.passage(words, place, PassageRole.CAPTION)
        for box in boxes_of(paragraph):
            yield from self._blocks(list(blocks_of(box)))

    def _table(self, table: Any) -> Iterator[Passage]:
        self.outline.asides.clear()
        self.tables += 1
        here, rows = self.tables, list(table.iter(f"{W}tr"))
        rows = [row for row in rows if next(row.iterancestors(f"{W}tbl")) is table]
        for number, row in enumerate(rows, start=1):
            cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
            self.cells += len(cells)
            check_count(self.cells, self.limits.cells, what="cells")
            texts = [cell_words(cell) for cell in cells]
            text, place = joined(texts), f"table {here}, row {number}"
            if text and number == 1 and len(rows) > 1 and are_column_names(texts):
                yield self.outline.passage(text, place, PassageRole.HEADING)
                self.outline.asides = [text]
            elif text:
                yield self.outline.passage(text, place)
            for block in (block for cell in cells for block in blocks_of(cell) if block.tag == f"{W}p"):
                kept = list(self.outline.asides)
                yield from self._anchored(block)
                self.outline.asides = kept
            for inner in (inner for cell in cells for inner in blocks_of(cell) if inner.tag == f"{W}tbl"):
                yield from self._nested(inner)
        self.outline.asides.clear()

    def _nested(self, table: Any) -> Iterator[Passage]:
        kept = list(self.outline.asides)
        yield from self._table(table)
        self.outline.asides = kept

    def _is_item(self, block: Any) -> bool:
        properties = block.find(f"{W}pPr")
        numbered = properties is not None and properties.find(f"{W}numPr") is not None
        words = tidy(words_of(block))
        typed = without_bullet(words) != words
        return block.tag == f"{W}p" and (numbered or typed or _style(block) in self.lists)


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def _level(style: Any) -> int | None:
    """Return a heading style's level, 0 for the title; None for other styles. A style may be based on such a one."""
    for _ in range(_DEEPEST_STYLE):
        name = (style.name or "").lower()
        if name in {"title", "subtitle"}:
            return 0 if name == "title" else 1
        number = name.removeprefix("heading ")
        if name.startswith("heading ") and number.isdigit():
            return int(number)
        stated = style.element.find(f"{W}pPr/{W}outlineLvl")
        if stated is not None:
            return _outline_level(stated)
        style = getattr(style, "base_style", None)
        if style is None:
            break
    return None


def _outline_level(element: Any) -> int | None:
    stated = element.get(f"{W}val", "")
    return int(stated) + 1 if stated.isdecimal() and int(stated) < _NO_HEADING else None


def _running(document: "Document", where: str) -> Iterator[Passage]:
    """Yield the words at the top or foot of pages once each, as context."""
    seen: set[str] = set()
    for number, section in enumerate(document.sections, start=1):
        for name in (where, f"first_page_{where}", f"even_page_{where}"):
            part = getattr(section, name)
            words = "" if part.is_linked_to_previous else running_words(part._element)
            if any(map(str.isalpha, words)) and words not in seen:
                seen.add(words)
                yield Passage(text=words, locator=f"{where} of section {number}", role=PassageRole.CAPTION)


def _notes(document: "Document") -> Iterator[Passage]:
    for relation in document.part.rels.values():
        kind = _NOTES.get(relation.reltype.rpartition("/")[2])
        if kind is None or relation.is_external:
            continue
        root = parsed_xml(relation.target_part.blob)
        for number, note in enumerate((note for note in root if note.get(f"{W}type") is None), start=1):
            if words := tidy(" ".join(words_of(block) for block in blocks_of(note))):
                yield Passage(text=words, locator=f"{kind} {number}")


def _drawn(document: "Document") -> Iterator[Passage | Refusal]:
    """Yield the words of drawings that Word keeps beside the text, and a refusal for each file inside the document."""
    drawings = 0
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if relation.is_external:
            continue
        if kind == "diagramData":
            drawings += 1
            root = parsed_xml(relation.target_part.blob)
            for words in diagram_words(root):
                yield Passage(text=words, locator=f"drawing {drawings}")
        elif kind in {"oleObject", "package", "aFChunk"}:
            yield Refusal(
                where="a file inside the document",
                reason="a file inside the document, which is not read",
                remedy="Open it there, save it as a file of its own, then add that.",
            )
