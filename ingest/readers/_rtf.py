"""Rich text documents: paragraphs, lists, tables, notes and comments in reading order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.evidence import Passage, Refusal, SourceFile
from domain.files import Sight
from domain.limits import Limits
from ingest.readers._flow import Block, BlockKind, passages_of
from ingest.readers._rtf_marks import (
    CHARACTERS,
    NO_TEXT,
    STARRED_TEXT,
    Mark,
    encoding_of,
    encoding_of_charset,
    marks_of,
)
from ingest.readers._rtf_story import DEEPEST_TABLE, NO_HEADING, Count, Layout, Story
from ingest.readers._wording import tidy

_BEGIN = b"{\\rtf"
_BESIDE = {"footnote": "footnote", "annotation": "comment"}
_RUNNING = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
}
_PARAGRAPH_ENDS = frozenset({"par", "sect", "page", "column"})
_HEADING_STYLE = re.compile(r"heading (\d)$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class _State:
    """What holds within a group: whether its words are read, and what its bytes stand for."""

    reads: bool = True
    encoding: str = "cp1252"
    bytes_after_unicode: int = 1
    hidden: bool = False
    deleted: bool = False
    group: str = ""


class RtfReader:
    """Reads rich text. Words deleted under tracked changes, and hidden ones, are refused."""

    suffixes = frozenset({".rtf"})
    media_type = "application/rtf"
    is_text = False

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the bytes begin as rich text does."""
        return seen.content.lstrip().startswith(_BEGIN)

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Passage | Refusal]:
        """Yield headers, the body, notes, comments and footers. Raises UnreadableSource for too many cells."""
        document = _Document(limits)
        for mark in marks_of(source.content.lstrip()):
            document.take(mark)
        yield from passages_of(document.finished())


class _Document:
    """One pass over the marks. Paragraphs with words are counted from 1; so are tables, notes and comments."""

    def __init__(self, limits: Limits) -> None:
        self.state = _State()
        self.above: list[tuple[_State, bool]] = []
        self.stories = [Story(count=Count(limits=limits))]
        self.beside: list[Block] = []
        self.running: dict[str, list[Block]] = {"header": [], "footer": []}
        self.pending: list[bytes] = []
        self.to_pass_over = 0
        self.starred = False
        self.fonts: dict[int, str | None] = {}
        self.font = 0
        self.default_encoding = "cp1252"
        self.headings: dict[int, int] = {}
        self.style, self.style_name = 0, ""
        self.hidden = self.deleted = self.objects = 0
        self.trailing = False

    def take(self, mark: Mark) -> None:
        """Take in the next mark."""
        if not self.above and mark.brace != "{":
            self.trailing = self.trailing or any(chr(byte).isalpha() for byte in mark.text)
        elif mark.text:
            self._bytes(mark.text)
        elif self.to_pass_over and not mark.brace:
            self.to_pass_over -= 1
        elif mark.brace:
            self._decode()
            self._open() if mark.brace == "{" else self._close()
        elif mark.symbol:
            self._decode()
            self._symbol(mark.symbol)
        else:
            self._decode()
            self._control(mark.control, mark.number)

    def finished(self) -> Iterator[Block | Refusal]:
        """Yield everything that was taken in, and refusals for what is not shown."""
        broken_off = bool(self.above)
        while self.above:
            self._decode()
            self._close()
        self.stories[0].finish()
        yield from (*self.running["header"], *self.stories[0].blocks, *self.beside, *self.running["footer"])
        told = (
            (self.deleted, "words deleted under tracked changes", "Nothing to do if they are meant to go."),
            (self.hidden, "hidden text", "Make it visible in the program that wrote it if readers should see it."),
            (
                self.objects,
                "a file inside the document, which is not read",
                "Open it there, save it as a file of its own, then add that.",
            ),
        )
        for count, reason, remedy in told:
            if count:
                yield Refusal(where=f"{count} places" if count > 1 else "1 place", reason=reason, remedy=remedy)
        if broken_off or self.trailing:
            yield Refusal(
                where="end of the file",
                reason="the document breaks off, or goes on after its end",
                remedy="Open it in the program that made it, look whether it is whole, and save it anew.",
            )

    def _open(self) -> None:
        self.above.append((self.state, False))
        self.to_pass_over = 0

    def _close(self) -> None:
        if self.state.group == "stylesheet":
            self._end_style()
        state, has_story = self.above.pop()
        if has_story:
            self._end_story()
        self.state = state
        self.to_pass_over = 0
        self.starred = False

    def _bytes(self, text: bytes) -> None:
        passed = min(self.to_pass_over, len(text))
        self.to_pass_over -= passed
        self.starred = False
        if self.state.reads or self.state.group == "stylesheet":
            self.pending.append(text[passed:])

    def _decode(self) -> None:
        """Take in the bytes that were gathered, in the encoding that holds where they stand."""
        if self.pending:
            pending, self.pending = b"".join(self.pending), []
            self._add(pending.decode(self.state.encoding, "replace"))

    def _add(self, text: str) -> None:
        if self.state.group == "stylesheet":
            self.style_name += text
        if not self.state.reads:
            return
        if self.state.hidden or self.state.deleted:
            has_words = any(map(str.isalpha, text))
            self.hidden += has_words and self.state.hidden
            self.deleted += has_words and not self.state.hidden
            return
        self.stories[-1].words.append(text)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.starred = True
        elif symbol in "\r\n":
            self.stories[-1].end_paragraph(self.headings)
        else:
            self._add({"~": " ", "_": "-", "-": ""}.get(symbol, symbol if symbol in "\\{}" else ""))

    def _control(self, name: str, number: int | None) -> None:
        starred, self.starred = self.starred, False
        self.objects += name == "objdata"
        if name in NO_TEXT or (starred and name not in STARRED_TEXT) or name in {"fonttbl", "stylesheet"}:
            self.state = replace(self.state, reads=False, group=name)
        elif name in {"listtext", "pntext"}:
            self.stories[-1].layout = replace(self.stories[-1].layout, item=True)
            self.state = replace(self.state, reads=False, group=name)
        elif name == "ud":
            self.state = replace(self.state, reads=True)
        elif (name in _BESIDE or name in _RUNNING) and self.above and self.state.reads:
            self.above[-1] = (self.above[-1][0], True)
            self.stories.append(Story(kind=name, count=self.stories[-1].count))
        elif name in CHARACTERS:
            self._add(CHARACTERS[name])
        elif not self._character(name, number):
            self._paragraph(name, number)

    def _character(self, name: str, number: int | None) -> bool:
        """Take in a control that concerns characters; False when it does not."""
        on = number != 0
        match name:
            case "u":
                self._unicode(number or 0)
            case "uc":
                self.state = replace(self.state, bytes_after_unicode=max(0, number or 0))
            case "v":
                self.state = replace(self.state, hidden=on)
            case "deleted":
                self.state = replace(self.state, deleted=on)
            case "plain":
                self.state = replace(self.state, hidden=False, deleted=False, encoding=self.default_encoding)
            case "ansicpg" | "mac" | "pc" | "pca":
                pages = {"mac": 10000, "pc": 437, "pca": 850}
                self.default_encoding = encoding_of(pages.get(name, number or 1252))
                self.state = replace(self.state, encoding=self.default_encoding)
            case "f" if self.state.group == "fonttbl" or not self.state.reads:
                self.font = number or 0
            case "f":
                self.state = replace(self.state, encoding=self.fonts.get(number or 0) or self.default_encoding)
            case "fcharset":
                self.fonts[self.font] = encoding_of_charset(number or 0)
            case "cpg":
                self.fonts[self.font] = encoding_of(number or 1252)
            case _:
                return False
        return True

    def _unicode(self, number: int) -> None:
        code = number & 0xFFFF
        # Symbol fonts keep their bullets in the private area.
        self._add("•" if 0xF000 <= code <= 0xF0FF else chr(code))
        self.to_pass_over = self.state.bytes_after_unicode

    def _paragraph(self, name: str, number: int | None) -> None:
        story = self.stories[-1]
        if not self.state.reads:
            self._style(name, number)
        elif name in _PARAGRAPH_ENDS:
            self.stories[-1].end_paragraph(self.headings)
        elif name == "pard":
            story.layout = Layout()
        elif name == "s":
            story.layout = replace(story.layout, style=number)
        elif name == "outlinelevel":
            story.layout = replace(story.layout, outline=NO_HEADING if number is None else number)
        elif name in {"ls", "pnlvlblt", "pnlvlbody"}:
            story.layout = replace(story.layout, item=True)
        elif name == "intbl":
            story.layout = replace(story.layout, nesting=max(1, story.layout.nesting))
        elif name == "itap":
            story.layout = replace(story.layout, nesting=max(0, min(number or 0, DEEPEST_TABLE)))
        elif name in {"cell", "nestcell"}:
            story.end_cell(1 if name == "cell" else max(2, story.layout.nesting))
        elif name in {"row", "nestrow"}:
            story.end_row(1 if name == "row" else max(2, len(story.tables)))

    def _style(self, name: str, number: int | None) -> None:
        """Note a style of the style sheet: its number, and the outline level it gives."""
        if self.state.group not in {"stylesheet", ""} or number is None:
            return
        if name == "s":
            self.style = number
        elif name == "outlinelevel" and number < NO_HEADING:
            self.headings[self.style] = number + 1

    def _end_style(self) -> None:
        name, self.style_name = tidy(self.style_name.partition(";")[0]), ""
        if found := _HEADING_STYLE.match(name):
            self.headings[self.style] = int(found[1])
        elif name.casefold() == "title":
            self.headings[self.style] = 0
        self.style = 0

    def _end_story(self) -> None:
        """Put a note or a comment beside the body, and the head or foot of a page where it stands once."""
        story = self.stories.pop()
        story.finish()
        words = "\n".join(block.text for block in story.blocks)
        if not any(map(str.isalpha, words)):
            return
        if story.kind in _BESIDE:
            kind = _BESIDE[story.kind]
            number = sum(block.place.startswith(f"{kind} ") for block in self.beside) + 1
            self.beside.append(Block(text=words, place=f"{kind} {number}", kind=BlockKind.BESIDE))
            return
        edge = _RUNNING[story.kind]
        if words not in {block.text for block in self.running[edge]}:
            self.running[edge].append(Block(text=words, place=edge, kind=BlockKind.CONTEXT))
