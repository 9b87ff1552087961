"""Word documents: paragraphs, lists, tables, notes and comments in reading order."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from domain.errors import UnreadableSource
from domain.evidence import Passage, PassageRole, Refusal, SourceFile
from domain.files import Sight
from domain.limits import Limits
from ingest.readers._content import unpacked
from ingest.readers._outline import Outline
from ingest.readers._wording import are_column_names, is_bare, joined, lead_in, tidy, without_bullet

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}instrText", _FALLBACK})
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}


class DocxReader:
    """Reads a Word document. Deleted words under tracked changes are not read; inserted ones are."""

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
        yield from _Body(document).passages()
        yield from _running(document, "footer")
        yield from _notes(document)
        for number, comment in enumerate(document.comments, start=1):
            if words := tidy(comment.text):
                yield Passage(text=words, locator=f"comment {number}")


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

    def __init__(self, document: "Document") -> None:
        self.root = document.element.body
        self.outline = Outline()
        self.levels = {style.style_id: _level(style) for style in document.styles if style.style_id}
        self.lists = {style.style_id for style in document.styles if (style.name or "").startswith("List")}
        self.paragraphs = 0
        self.tables = 0

    def passages(self) -> Iterator[Passage]:
        """Yield everything in the body."""
        yield from self._blocks(list(_blocks(self.root)))

    def _blocks(self, blocks: list[Any]) -> Iterator[Passage]:
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            if block.tag == f"{_W}tbl":
                yield from self._table(block)
            else:
                yield from self._paragraph(block, announces=following is not None and self._is_item(following))

    def _paragraph(self, paragraph: Any, *, announces: bool) -> Iterator[Passage]:
        text, level = without_bullet(tidy(_text(paragraph))), self.levels.get(_style(paragraph))
        if text:
            self.paragraphs += 1
            place = f"paragraph {self.paragraphs}"
            if level is not None:
                self.outline.asides.clear()
                yield self.outline.heading(" ".join(text.split()), level, place)
            else:
                yield from self._words(text, place, item=self._is_item(paragraph), announces=announces)
        yield from self._boxes(paragraph)

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

    def _boxes(self, paragraph: Any) -> Iterator[Passage]:
        """Yield the text boxes anchored in a paragraph; the copy kept for old programs is passed over."""
        for box in paragraph.iter(f"{_W}txbxContent"):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                yield from self._blocks(list(_blocks(box)))

    def _table(self, table: Any) -> Iterator[Passage]:
        self.outline.asides.clear()
        self.tables += 1
        here, rows = self.tables, list(table.iter(f"{_W}tr"))
        rows = [row for row in rows if next(row.iterancestors(f"{_W}tbl")) is table]
        for number, row in enumerate(rows, start=1):
            cells = [_cell_text(cell) for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]
            text, place = joined(cells), f"table {here}, row {number}"
            if text and number == 1 and len(rows) > 1 and are_column_names(cells):
                yield self.outline.passage(text, place, PassageRole.HEADING)
                self.outline.asides = [text]
            elif text:
                yield self.outline.passage(text, place)
            for inner in row.iter(f"{_W}tbl"):
                if next(inner.iterancestors(f"{_W}tr")) is row:
                    yield from self._nested(inner)
        self.outline.asides.clear()

    def _nested(self, table: Any) -> Iterator[Passage]:
        kept = list(self.outline.asides)
        yield from self._table(table)
        self.outline.asides = kept

    def _is_item(self, block: Any) -> bool:
        properties = block.find(f"{_W}pPr")
        numbered = properties is not None and properties.find(f"{_W}numPr") is not None
        words = tidy(_text(block))
        typed = without_bullet(words) != words
        return block.tag == f"{_W}p" and (numbered or typed or _style(block) in self.lists)


def _blocks(parent: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables directly in a container; content controls are looked into."""
    for child in parent:
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"}:
            yield from _blocks(child)


def _text(element: Any) -> str:
    """Return the words as they are read: tracked deletions, field codes and text boxes left out."""
    if element.tag in _UNSEEN:
        return ""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag == f"{_W}tab":
        return " "
    if element.tag in {f"{_W}br", f"{_W}cr"}:
        return "\n"
    return "".join(_text(child) for child in element)


def _cell_text(cell: Any) -> str:
    return " ".join(
        filter(None, (" ".join(tidy(_text(block)).split()) for block in _blocks(cell) if block.tag == f"{_W}p"))
    )


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else found.get(f"{_W}val", "")


def _level(style: Any) -> int | None:
    """Return a heading style's level, 0 for the title; None for other styles."""
    name = (style.name or "").lower()
    if name in {"title", "subtitle"}:
        return 0 if name == "title" else 1
    number = name.removeprefix("heading ")
    return int(number) if name.startswith("heading ") and number.isdigit() else None


def _running(document: "Document", where: str) -> Iterator[Passage]:
    """Yield the words at the top or foot of pages once each, as context."""
    seen: set[str] = set()
    for number, section in enumerate(document.sections, start=1):
        for part in (getattr(section, where), getattr(section, f"first_page_{where}")):
            words = (
                ""
                if part.is_linked_to_previous
                else tidy(" ".join(_text(block) for block in part._element.iter(f"{_W}p"))).replace("\n", " ")
            )
            if words and words not in seen:
                seen.add(words)
                yield Passage(text=words, locator=f"{where} of section {number}", role=PassageRole.CAPTION)


def _notes(document: "Document") -> Iterator[Passage]:
    from lxml import etree

    for relation in document.part.rels.values():
        kind = _NOTES.get(relation.reltype.rpartition("/")[2])
        if kind is None or relation.is_external:
            continue
        root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        for number, note in enumerate((note for note in root if note.get(f"{_W}type") is None), start=1):
            if words := tidy(" ".join(_text(block) for block in _blocks(note))):
                yield Passage(text=words, locator=f"{kind} {number}")
