"""Word documents: paragraphs, lists, tables, notes and comments in reading order."""

import zipfile
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

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
from ingest.readers._nature import damaged
from ingest.readers._outline import Outline
from ingest.readers._package import Relation, relations_of
from ingest.readers._wording import are_column_names, is_label, joined, tidy, without_bullet
from ingest.readers._xml import part_of

_DEEPEST_STYLE = 20
_LABEL_LEVEL = 10
_NO_HEADING = 9
"""The outline level that says of a paragraph that it is no heading."""
_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_DOCUMENT = "word/document.xml"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PAGES = ("default", "first", "even")


class DocxReader:
    """Reads a Word document. Words deleted under tracked changes, and hidden ones, are refused; inserted ones are read.

    A paragraph of bold words that reads as a label is a heading; tables of contents are context.
    """

    suffixes = frozenset({".docx", ".docm"})
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    is_text = False

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the archive has a Word document in it."""
        return _DOCUMENT in seen.parts

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Passage | Refusal]:
        """Yield headers, the body, footers, footnotes and comments. Raises UnreadableSource."""
        archive = unpacked(source, limits)
        root, relations = part_of(archive, _DOCUMENT), relations_of(archive, _DOCUMENT)
        body = None if root is None else root.find(f"{W}body")
        if body is None:
            raise damaged()
        beside = _Beside(archive, relations)
        yield from beside.running(body, "header")
        yield from _Body(body, _Styles(beside.part("styles")), limits).passages()
        yield from beside.running(body, "footer")
        yield from beside.notes()
        yield from beside.drawn()
        yield from unseen(body)


class _Styles:
    """The paragraph styles of a document: which are headings, lists, lines of a table of contents."""

    def __init__(self, root: Any) -> None:
        found = [] if root is None else list(root.iter(f"{W}style"))
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self.levels = {name: self._level(style) for name, style in self._styles.items() if name}
        names = {name: _name(style) for name, style in self._styles.items() if name}
        self.lists = {style for style, name in names.items() if name.startswith("list")}
        self.contents = {style for style, name in names.items() if name.startswith("toc ")}

    def _level(self, style: Any) -> int | None:
        """Return a heading style's level, 0 for the title; None for others. A style may be based on such a one."""
        for _ in range(_DEEPEST_STYLE):
            name = _name(style)
            if name in {"title", "subtitle"}:
                return 0 if name == "title" else 1
            number = name.removeprefix("heading ")
            if name.startswith("heading ") and number.isdecimal():
                return int(number)
            stated = style.find(f"{W}pPr/{W}outlineLvl")
            if stated is not None:
                return _outline_level(stated)
            based_on = style.find(f"{W}basedOn")
            style = None if based_on is None else self._styles.get(based_on.get(f"{W}val", ""))
            if style is None:
                break
        return None


class _Body:
    """One pass over the body. Paragraphs with words are counted from 1, tables too, nested ones as they come."""

    def __init__(self, body: Any, styles: _Styles, limits: Limits) -> None:
        self.root = body
        self.styles = styles
        self.limits = limits
        self.outline = Outline()
        self.paragraphs = 0
        self.tables = 0
        self.cells = 0

    def passages(self) -> Iterator[Passage]:
        """Yield everything in the body."""
        yield from self._blocks(list(blocks_of(self.root)))

    def _blocks(self, blocks: list[Any]) -> Iterator[Passage]:
        for block, following in zip_longest(blocks, blocks[1:]):
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
            if _style(paragraph) in self.styles.contents:
                yield self.outline.passage(text, place, PassageRole.CAPTION)
            elif level is not None:
                self.outline.asides.clear()
                yield self.outline.heading(" ".join(text.split()), level, place)
            else:
                yield from self.outline.written(text, place, is_item=item, announces=announces)
        yield from self._anchored(paragraph)

    def _level(self, paragraph: Any) -> int | None:
        """Return the level of a heading, by its own outline level or its style; None for other paragraphs."""
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        level = None if own is None else _outline_level(own)
        return self.styles.levels.get(_style(paragraph)) if level is None else level

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
        return block.tag == f"{W}p" and (numbered or typed or _style(block) in self.styles.lists)


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def _name(style: Any) -> str:
    found = style.find(f"{W}name")
    return "" if found is None else found.get(f"{W}val", "").lower()


def _outline_level(element: Any) -> int | None:
    stated = element.get(f"{W}val", "")
    return int(stated) + 1 if stated.isdecimal() and int(stated) < _NO_HEADING else None


class _Beside:
    """What a document keeps in parts of its own: the tops and feet of pages, notes, comments, drawings."""

    def __init__(self, archive: zipfile.ZipFile, relations: dict[str, Relation]) -> None:
        self._archive = archive
        self._relations = relations

    def part(self, kind: str) -> Any:
        """Return the root of the part of this kind; None when there is none."""
        found = next((each.target for each in self._relations.values() if each.kind == kind), None)
        return None if found is None else part_of(self._archive, found)

    def running(self, body: Any, where: str) -> Iterator[Passage]:
        """Yield the words at the top or foot of pages once each, as context."""
        seen: set[str] = set()
        for number, section in enumerate(body.iter(f"{W}sectPr"), start=1):
            named = {
                each.get(f"{W}type", "default"): each.get(_ID, "") for each in section.findall(f"{W}{where}Reference")
            }
            for relation in (self._relations.get(named.get(kind, "")) for kind in _PAGES):
                root = None if relation is None else part_of(self._archive, relation.target)
                words = "" if root is None else running_words(root)
                if any(map(str.isalpha, words)) and words not in seen:
                    seen.add(words)
                    yield Passage(text=words, locator=f"{where} of section {number}", role=PassageRole.CAPTION)

    def notes(self) -> Iterator[Passage]:
        """Yield footnotes, endnotes and comments, each whole."""
        for kind, named in _NOTES.items():
            root = self.part(kind)
            own = [] if root is None else [note for note in root if note.get(f"{W}type") is None]
            for number, note in enumerate(own, start=1):
                texts = (tidy(words_of(block)) for block in blocks_of(note))
                if words := "\n".join(filter(None, texts)):
                    yield Passage(text=words, locator=f"{named} {number}")

    def drawn(self) -> Iterator[Passage | Refusal]:
        """Yield the words of drawings that stand beside the text, and a refusal for each file inside the document."""
        drawings = 0
        for relation in self._relations.values():
            if relation.kind == "diagramData" and (root := part_of(self._archive, relation.target)) is not None:
                drawings += 1
                for words in diagram_words(root):
                    yield Passage(text=words, locator=f"drawing {drawings}")
            elif relation.kind in {"oleObject", "package", "aFChunk"}:
                yield Refusal(
                    where="a file inside the document",
                    reason="a file inside the document, which is not read",
                    remedy="Open it there, save it as a file of its own, then add that.",
                )
