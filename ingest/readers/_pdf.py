"""PDF documents: the words of their pages in reading order, put back into paragraphs."""

import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from domain.errors import UnreadableSource
from domain.evidence import Passage, PassageRole, Refusal, SourceFile
from domain.files import Sight
from domain.limits import Limits
from ingest.readers._content import no_words
from ingest.readers._outline import Outline
from ingest.readers._pdf_lines import Line, Page
from ingest.readers._pdf_pages import pages_of
from ingest.readers._pdf_running import PAGE_NUMBER, context_of, running_lines
from ingest.readers._speakers import begins_turn
from ingest.readers._wording import is_label, tidy

_MARK = b"%PDF-"
_MARK_WITHIN_BYTES = 1024
_FEWEST_WORDS_OF_A_REPEATED_PAGE = 12
_BULLET = re.compile(r"^(?:[•‣◦▪●■·\uf0b7\uf0a7*–-]|\(?\d{1,2}[.)])\s+(?=\S)")
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’)\]]*$")
_BROKEN_WORD = re.compile(r"[^\W\d_]{2,}-$")
_COMPOUND_STARTS = frozenset({"self", "well", "non", "co", "ex", "re", "pre", "post", "long", "short", "full", "half"})
_HEADING_GROWTH = 1.08
_SAME_SIZE = 0.08
_PARAGRAPH_GAP = 0.6
_SHORT_LINE_SHARE = 0.8
_COLUMN_REACH = 4.0
"""How far apart the lines of one column may begin, in heights of a letter."""
_UNKNOWN_LETTERS_SHARE = 0.2
_USUAL_WIDTH = 0.9
"""The share of a column's lines that are no wider than it is: a title may run across both columns."""
_LEADERS = re.compile(r"(?:\. ?){5,}")
_ICONS = re.compile("[\ue000-\uf8ff]")
_PDFIUM = threading.Lock()
"""PDFium keeps state of its own: one thread at a time may be in it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Block:
    """Lines that make one paragraph or one heading."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


class PdfReader:
    """Reads the words of a PDF. Lines become paragraphs again, also over the end of a page; broken words are whole.

    What stands at the top or foot of page after page is context once, and page numbers are left out. A page that is
    only a picture is refused, a page that says what an earlier one says, and so is a document of nothing but pictures.
    Lines that stand turned against the rest come after it; comments, and what people filled into fields, come last.
    """

    suffixes = frozenset({".pdf"})
    media_type = "application/pdf"
    is_text = False

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the mark of the format stands near the beginning, as far in as its programs look for it."""
        told = seen.content.startswith(_MARK) or not seen.is_text or seen.suffix in self.suffixes
        return told and not seen.parts and _MARK in seen.content[:_MARK_WITHIN_BYTES]

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Passage | Refusal]:
        """Yield running headers, then paragraphs under their headings. Raises UnreadableSource."""
        with _PDFIUM:
            pages, files = pages_of(source.content, most=limits.pages)
        _check_words(pages)
        marked = pages
        repeated = dict(_repeated(pages))
        pages = [page for page in pages if page.number not in repeated]
        running = running_lines(pages)
        yield from context_of(running)
        lines = [line for page in pages for line in page.lines if line not in running.get(page.number, ())]
        yield from _passages(lines)
        yield from _passages([line for page in pages for line in page.aside])
        yield from _marks(marked)
        for page in pages:
            if page.pictures and not page.lines:
                yield Refusal(
                    where=f"page {page.number}",
                    reason="a page without text",
                    remedy="It looks like a picture: run text recognition on it, then add the file again.",
                )
        for number, first in repeated.items():
            yield Refusal(
                where=f"page {number}",
                reason=f"the same words as page {first}",
                remedy="Nothing to do: they are kept once, from the page that has them first.",
            )
        if files:
            yield Refusal(
                where=f"{files} files inside the document" if files > 1 else "a file inside the document",
                reason="a file inside the document, which is not read",
                remedy="Open the document, save the file by itself, then add that.",
            )


def _marks(pages: Sequence[Page]) -> Iterator[Passage]:
    """Yield comments and filled fields, each whole, a field under what it asks."""
    for page in pages:
        numbers: Counter[str] = Counter()
        for mark in page.marks:
            kind, asked = "field" if mark.is_field else "comment", tidy(mark.label)
            numbers[kind] += 1
            if text := tidy(mark.text):
                yield Passage(
                    text=text,
                    locator=f"page {page.number}, {kind} {numbers[kind]}",
                    headings=(asked,) if asked else (),
                )


def _check_words(pages: Sequence[Page]) -> None:
    text = "".join(line.text for page in pages for line in (*page.lines, *page.aside))
    text += "".join(mark.text for page in pages for mark in page.marks)
    if not text and all(page.is_blank for page in pages):
        raise no_words()
    if not any(map(str.isalpha, text)):
        count = f"{len(pages)} pages" if len(pages) != 1 else "1 page"
        raise UnreadableSource(
            f"The file has {count} but no text.",
            where=f"page 1 of {len(pages)}",
            remedy="It looks like a scan: run text recognition on it, then add it again.",
        )
    unknown = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)
    if unknown > len(text) * _UNKNOWN_LETTERS_SHARE:
        raise UnreadableSource(
            "The letters of the file cannot be told: its fonts do not say what they stand for.",
            where="whole file",
            remedy="Export it anew from the program that made it, or run text recognition on it, then add it again.",
        )


def _repeated(pages: Sequence[Page]) -> Iterator[tuple[int, int]]:
    """Yield each page that says the same as an earlier one, but for page numbers, and the number of that one."""
    seen: dict[str, int] = {}
    for page in pages:
        words = " ".join(line.text for line in page.lines if not PAGE_NUMBER.fullmatch(line.text.strip()))
        if len(words.split()) >= _FEWEST_WORDS_OF_A_REPEATED_PAGE:
            first = seen.setdefault(words, page.number)
            if first != page.number:
                yield page.number, first


def _blocks(lines: Sequence[Line]) -> Iterator[_Block]:
    """Yield paragraphs and headings; a sentence that a column or a page breaks stays whole."""
    beside = {page: list(held) for page, held in groupby(lines, key=lambda line: line.page)}
    gathered: list[Line] = []
    for line in lines:
        if gathered and _begins(line, gathered[-1], beside[gathered[-1].page]):
            yield _Block(lines=tuple(gathered))
            gathered = []
        gathered.append(line)
    if gathered:
        yield _Block(lines=tuple(gathered))


def _begins(line: Line, before: Line, beside: Sequence[Line]) -> bool:
    """Tell whether a line begins a new paragraph after the one before it; ``beside`` are all the lines of its page."""
    if _BULLET.match(line.text) or line.bold != before.bold or begins_turn(line.text):
        return True
    if abs(line.size - before.size) > _SAME_SIZE * before.size:
        return True
    goes_on = not _ENDS_SENTENCE.search(before.text)
    if line.page != before.page or line.bottom > before.top:
        return not (goes_on and (line.text[0].islower() or before.text.endswith(("-", ","))))
    if before.bottom - line.top > _PARAGRAPH_GAP * before.size:
        return True
    column = sorted(other.right for other in beside if _is_in_column(other, before))
    widest = column[int(_USUAL_WIDTH * (len(column) - 1))]
    is_short = before.right - before.left < _SHORT_LINE_SHARE * (widest - before.left)
    return is_short and not line.text[0].islower()


def _is_in_column(other: Line, line: Line) -> bool:
    near = abs(other.left - line.left) < _COLUMN_REACH * line.size
    return near and abs(other.size - line.size) <= _SAME_SIZE * line.size


def _passages(lines: Sequence[Line]) -> Iterator[Passage]:
    body = _body_size(lines)
    sizes = sorted({round(line.size) for line in lines if line.size > body * _HEADING_GROWTH}, reverse=True)
    hyphenated = {word.casefold() for line in lines for word in re.findall(r"\w+-\w+", line.text)}
    outline, blocks = Outline(), list(_blocks(lines))
    for block, following in zip_longest(blocks, blocks[1:]):
        raw = _rejoined(block.lines, hyphenated)
        text, place = tidy(_ICONS.sub("", _BULLET.sub("", raw))), f"page {block.first.page}"
        if not text:
            continue
        if _LEADERS.search(text):
            yield outline.passage(text, place, PassageRole.CAPTION)
            continue
        heading = tidy(_ICONS.sub("", raw))
        level = _level(block, heading, body, sizes)
        if level:
            outline.asides.clear()
            yield outline.heading(heading, level, place)
            continue
        is_item = _BULLET.match(block.first.text) is not None
        announces = following is not None and _BULLET.match(following.first.text) is not None
        yield from outline.written(text, place, is_item=is_item, announces=announces)


def _body_size(lines: Sequence[Line]) -> float:
    """Return the height of most letters; 0 of no lines."""
    heights: Counter[float] = Counter()
    for line in lines:
        heights[round(line.size, 1)] += len(line.text)
    return max(heights, key=heights.__getitem__, default=0)


def _level(block: _Block, text: str, body: float, sizes: Sequence[int]) -> int:
    """Return a heading's level, 0 for a paragraph: larger letters make a heading, or bold ones in a line alone."""
    if not any(map(str.isalpha, text)) or not is_label(text.removesuffix("?")):
        return 0
    if block.first.size > body * _HEADING_GROWTH:
        return sizes.index(round(block.first.size)) + 1
    return len(sizes) + 1 if block.bold and block.first.size >= body else 0


def _rejoined(lines: Sequence[Line], hyphenated: set[str]) -> str:
    """Return lines as one, with words whole that a line's end broke.

    A hyphen stays when the word is written with it elsewhere in the file, or begins as compounds do.
    """
    text = lines[0].text
    for line in lines[1:]:
        last, following = text.rpartition(" ")[2], line.text.partition(" ")[0]
        if not _BROKEN_WORD.search(last):
            text += f" {line.text}"
        elif not following[0].islower() or _keeps_hyphen(last, following, hyphenated):
            text += line.text
        else:
            text = text[:-1] + line.text
    return text


def _keeps_hyphen(last: str, following: str, hyphenated: set[str]) -> bool:
    start = last.rstrip("-").rpartition("-")[2].strip("(\"'“‘").casefold()
    whole = re.match(r"\w+", following)
    return start in _COMPOUND_STARTS or f"{start}-{whole[0] if whole else ''}".casefold() in hyphenated
