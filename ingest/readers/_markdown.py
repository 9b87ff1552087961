"""Markdown: headings, paragraphs, bullets, quotations, tables, pictures' words, and words inside template calls."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from domain.evidence import Passage, PassageRole, Refusal, SourceFile
from domain.files import Sight
from domain.limits import Limits
from ingest.readers._content import text_of
from ingest.readers._front_matter import front_matter, leaves, line_of
from ingest.readers._html import PieceKind, html_pieces
from ingest.readers._inline import inline_of
from ingest.readers._outline import Outline
from ingest.readers._templates import NOT_WORDS, QuotedValue, split_at_marks, without_templates
from ingest.readers._wording import is_label, joined, tidy

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_TITLE_LEVEL = 0
_LABEL_LEVEL = 10
_ITEM_LEVEL = 20
_INNER_LEVEL = 30
_FEWEST_WORDS_OF_A_FINDING = 5
_LABEL_KEYS = frozenset({"text", "title", "heading", "label", "legend", "name"})
_BULLET = re.compile(r"(?m)^[ \t]*[-*•][ \t]+")
_BR = re.compile(r"<\s*/?\s*(?:br|p)\b[^>]*>", re.IGNORECASE)
_LISTS = frozenset({"bullet_list", "ordered_list"})


class MarkdownReader:
    """Reads Markdown, with YAML facts on top and template calls inside. Line numbers are those of the file."""

    suffixes = frozenset({".md", ".markdown"})
    media_type = "text/markdown"
    is_text = True

    def recognises(self, seen: Sight) -> bool:
        """Markdown has no marks that other text has not: its name tells it."""
        return False

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Passage | Refusal]:
        """Yield headings, paragraphs, bullets, table rows and captions in reading order.

        Hidden comments and blocks of code are refused. Raises UnreadableSource when the bytes are no text.
        """
        text = text_of(source)
        facts, body = front_matter(text)
        outline = Outline()
        yield from _facts(text, facts, outline)
        body, calls = without_templates(body)
        yield from _Walk(outline, calls).blocks(body)


def _facts(text: str, facts: dict[str, object], outline: Outline) -> Iterator[Passage]:
    """Yield the title as the outermost heading, the description as body, and other words as context."""
    for key, value in leaves(facts):
        words, place = tidy(value), f"line {line_of(text, key)}"
        if key.lower() == "title" and outline.depth == 0 and not outline.headings:
            yield outline.heading(words, _TITLE_LEVEL, place)
        elif key.lower() in {"description", "summary", "lede"}:
            yield outline.passage(words, place)
        elif key.lower() not in NOT_WORDS and key.lower() != "date" and any(map(str.isalpha, words)):
            yield outline.passage(words, place, PassageRole.CAPTION)


class _Walk:
    """One pass over a Markdown document."""

    def __init__(
        self, outline: Outline, calls: list[list[QuotedValue]], *, first_line: int = 0, level: int = 0
    ) -> None:
        self.outline = outline
        self.calls = calls
        self.first_line = first_line
        self.level = level

    def blocks(self, text: str) -> Iterator[Passage | Refusal]:
        """Yield what a piece of Markdown holds."""
        from markdown_it import MarkdownIt
        from markdown_it.tree import SyntaxTreeNode

        parser = MarkdownIt("commonmark").enable("table").disable("code")
        yield from self._siblings(SyntaxTreeNode(parser.parse(text)).children)

    def _siblings(self, nodes: "list[SyntaxTreeNode]") -> "Iterator[Passage | Refusal]":
        around = list(self.outline.asides)
        for node, following in pairwise([*nodes, None]):
            if node is not None:
                yield from self._block(node, following)
                if node.type in _LISTS:
                    self.outline.asides[:] = around

    def _block(self, node: "SyntaxTreeNode", following: "SyntaxTreeNode | None") -> "Iterator[Passage | Refusal]":
        match node.type:
            case "heading":
                yield from self._heading(node)
            case "paragraph":
                yield from self._paragraph(node, announces=following is not None and following.type in _LISTS)
            case "table":
                yield from self._table(node)
            case "html_block":
                yield from self._html(node)
            case "fence":
                yield Refusal(
                    where=self._place(node), reason="block of code", remedy="Nothing to do if it holds no words."
                )
            case _:
                yield from self._siblings(node.children)

    def _heading(self, node: "SyntaxTreeNode") -> Iterator[Passage | Refusal]:
        inline = inline_of(node.children[0] if node.children else None)
        self.outline.asides.clear()
        if text := inline.text.replace("\n", " "):
            yield self.outline.heading(text, self.level + int(node.tag[1:]), self._place(node))
        yield from self._beside(inline.pictures, inline.comments, self._place(node))

    def _paragraph(self, node: "SyntaxTreeNode", *, announces: bool) -> Iterator[Passage | Refusal]:
        inline, place = inline_of(node.children[0] if node.children else None), self._place(node)
        if inline.label and not _in_list(node):
            self.outline.asides.clear()
            yield self.outline.heading(inline.text, self.level + _LABEL_LEVEL, place)
        else:
            for piece in split_at_marks(inline.text):
                if isinstance(piece, int):
                    yield from self._call(self.calls[piece])
                elif piece.strip().casefold() != "[[toc]]":
                    yield from self.outline.announced(piece.strip(), place, announces=announces)
        yield from self._beside(inline.pictures, inline.comments, place)

    def _beside(self, pictures: list[str], comments: int, place: str) -> Iterator[Passage | Refusal]:
        for words in pictures:
            yield self.outline.passage(words, place, PassageRole.CAPTION)
        for _ in range(comments):
            yield _hidden(place)

    def _table(self, node: "SyntaxTreeNode") -> Iterator[Passage | Refusal]:
        columns = ""
        for row in (row for part in node.children for row in part.children):
            cells = [inline_of(cell.children[0] if cell.children else None) for cell in row.children]
            text, place = joined([cell.text for cell in cells]), self._place(row)
            if text and row.parent is not None and row.parent.type == "thead":
                columns = text
                yield self.outline.passage(text, place, PassageRole.HEADING)
            elif text:
                kept, self.outline.asides = self.outline.asides, [columns] if columns else []
                yield self.outline.passage(text, place)
                self.outline.asides = kept
            for cell in cells:
                yield from self._beside(cell.pictures, cell.comments, place)

    def _html(self, node: "SyntaxTreeNode") -> Iterator[Passage | Refusal]:
        first = self._line(node)
        for piece in html_pieces(node.content):
            place = f"line {first + piece.line - 1}"
            if piece.kind is PieceKind.HIDDEN:
                yield _hidden(place, piece.reason)
            elif piece.kind is PieceKind.END:
                self.outline.close(self.level + piece.level)
            elif piece.kind is PieceKind.HEADING:
                yield self.outline.heading(piece.text, self.level + piece.level, place)
            else:
                for part in split_at_marks(piece.text):
                    if isinstance(part, int):
                        yield from self._call(self.calls[part])
                    else:
                        role = PassageRole.CAPTION if piece.kind is PieceKind.CONTEXT else PassageRole.BODY
                        yield self.outline.passage(tidy(part), place, role)

    def _call(self, values: list[QuotedValue]) -> Iterator[Passage | Refusal]:
        """Yield the words of a template call: short titles as headings, captions that say something as body."""
        self.outline.asides.clear()
        for value in values:
            words, place = tidy(_BR.sub("\n", value.text)), f"line {self.first_line + value.line}"
            if not any(map(str.isalpha, words)):
                continue
            if value.key in _LABEL_KEYS and is_label(words):
                yield self.outline.heading(words, self.level + _ITEM_LEVEL, place)
            elif value.key == "alt" or len(words.split()) < _FEWEST_WORDS_OF_A_FINDING:
                yield self.outline.passage(words, place, PassageRole.CAPTION)
            else:
                yield from self._fragment(value)
        self.outline.close(self.level + _ITEM_LEVEL)

    def _fragment(self, value: QuotedValue) -> Iterator[Passage | Refusal]:
        """Read Markdown and HTML inside a quoted value; every line stands by itself."""
        lines = (line.strip() for line in _BR.sub("\n", value.text).split("\n"))
        walk = _Walk(self.outline, [], first_line=self.first_line + value.line - 1, level=_INNER_LEVEL)
        yield from walk.blocks("\n\n".join(_emphasised(line) for line in lines if line))
        self.outline.close(_INNER_LEVEL)

    def _place(self, node: "SyntaxTreeNode") -> str:
        return f"line {self._line(node)}"

    def _line(self, node: "SyntaxTreeNode") -> int:
        if self.level == _INNER_LEVEL:
            return self.first_line + 1
        return self.first_line + (node.map[0] if node.map else 0) + 1


def _emphasised(line: str) -> str:
    """Return a line of HTML that is wholly bold as Markdown, so that it reads as a label."""
    return re.sub(r"^<(b|strong)>\s*(.*?)\s*</\1>$", r"**\2**", line, flags=re.IGNORECASE)


def _in_list(node: "SyntaxTreeNode") -> bool:
    return node.parent is not None and node.parent.type == "list_item"


def _hidden(place: str, reason: str = "hidden comment") -> Refusal:
    return Refusal(where=place, reason=reason, remedy="Write it as plain text if readers should see it.")
