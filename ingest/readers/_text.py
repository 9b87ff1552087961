"""Plain text: paragraphs, bullets and headings as people type them."""

import re
from collections.abc import Iterator

from domain.evidence import Passage, Refusal, SourceFile
from domain.files import Sight
from domain.limits import Limits
from ingest.readers._content import text_of
from ingest.readers._flow import Block, BlockKind, passages_of
from ingest.readers._speakers import begins_turn
from ingest.readers._wording import tidy

_BULLET = re.compile(r"^\s*(?:[-*•‣◦–]|\(?\d{1,2}[.)])\s+(?=\S)")
_SPEAKER = re.compile(r"^\s*(?:\[?\d{1,2}:\d{2}(?::\d{2})?\]?\s*)?[A-Z][\w .'-]{0,28}:\s")
_UNDERLINE = re.compile(r"^\s*(?P<mark>[=\-~])(?P=mark){2,}\s*$")
_MARKED = re.compile(r"^\s*#{1,6}\s+(?=\S)")
_LONGEST_CAPITAL_HEADING_WORDS = 10


class TextReader:
    """Reads plain text. A blank line, a bullet or a new speaker begins a passage; wrapped lines are joined."""

    suffixes = frozenset({".txt", ".text"})
    media_type = "text/plain"
    is_text = True

    def recognises(self, seen: Sight) -> bool:
        """Plain text has no marks: what is text and nothing else is read here."""
        return False

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Passage | Refusal]:
        """Yield passages in order. Raises UnreadableSource when the bytes are no text."""
        yield from passages_of(text_blocks(text_of(source)))


def text_blocks(text: str) -> Iterator[Block]:
    """Yield the paragraphs, bullets and headings of text as people type it, each with its line, from 1."""
    yield from _blocks(text.split("\n"))


def _blocks(lines: list[str]) -> Iterator[Block]:
    gathered: list[str] = []
    first, bullet = 1, False
    for number, line in enumerate([*lines, ""], start=1):
        if _UNDERLINE.match(line) and len(gathered) == 1:
            yield Block(text=tidy(gathered[0]), place=f"line {first}", kind=BlockKind.HEADING, level=1)
            gathered = []
            continue
        if gathered and _begins(line, gathered[-1]):
            yield from _block(gathered, first, bullet=bullet)
            gathered = []
        if not line.strip() or _UNDERLINE.match(line):
            continue
        if not gathered:
            first, bullet = number, bool(_BULLET.match(line))
        gathered.append(_BULLET.sub("", line) if not gathered else line)


def _begins(line: str, before: str) -> bool:
    """Tell whether a line begins a new passage after the one before it."""
    if not line.strip() or _BULLET.match(line) or _SPEAKER.match(line) or _MARKED.match(line) or _MARKED.match(before):
        return True
    if begins_turn(line.strip()):
        return True
    return before.rstrip().endswith((".", "!", "?", ":", ";")) or _is_capitals(before)


def _block(lines: list[str], first: int, *, bullet: bool) -> Iterator[Block]:
    marked = bool(_MARKED.match(lines[0]))
    text = tidy(" ".join(_MARKED.sub("", line) for line in lines))
    if text:
        kind = BlockKind.ITEM if bullet else BlockKind.PARAGRAPH
        if not bullet and (marked or _is_capitals(text)):
            kind = BlockKind.HEADING
        yield Block(text=text, place=f"line {first}", kind=kind, level=1)


def _is_capitals(text: str) -> bool:
    return text.isupper() and len(text.split()) <= _LONGEST_CAPITAL_HEADING_WORDS and not text.rstrip().endswith(".")
