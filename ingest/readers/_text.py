"""Plain text: paragraphs, bullets and headings as people type them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.evidence import Passage, PassageRole, Refusal, SourceFile
from domain.files import Sight
from domain.limits import Limits
from ingest.readers._content import text_of
from ingest.readers._outline import Outline
from ingest.readers._wording import is_bare, lead_in, tidy

_BULLET = re.compile(r"^\s*(?:[-*•‣◦–]|\(?\d{1,2}[.)])\s+(?=\S)")
_SPEAKER = re.compile(r"^\s*(?:\[?\d{1,2}:\d{2}(?::\d{2})?\]?\s*)?[A-Z][\w .'-]{0,28}:\s")
_UNDERLINE = re.compile(r"^\s*(?P<mark>[=\-~])(?P=mark){2,}\s*$")
_MARKED = re.compile(r"^\s*#{1,6}\s+(?=\S)")
_LONGEST_CAPITAL_HEADING_WORDS = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class _Block:
    text: str
    line: int
    heading: bool = False
    bullet: bool = False


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
        outline = Outline()
        blocks = list(_blocks(text_of(source).split("\n")))
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            place = f"line {block.line}"
            if block.heading:
                outline.asides.clear()
                yield outline.heading(block.text, 1, place)
                continue
            if not block.bullet:
                outline.asides.clear()
            before, announcement = lead_in(block.text) if following and following.bullet else ("", "")
            if not announcement or block.bullet:
                yield outline.passage(block.text, place)
                continue
            if before:
                yield outline.passage(before, place)
            yield outline.passage(
                announcement, place, PassageRole.HEADING if is_bare(announcement) else PassageRole.BODY
            )
            outline.asides.append(announcement)


def _blocks(lines: list[str]) -> Iterator[_Block]:
    gathered: list[str] = []
    first, bullet = 1, False
    for number, line in enumerate([*lines, ""], start=1):
        if _UNDERLINE.match(line) and len(gathered) == 1:
            yield _Block(text=tidy(gathered[0]), line=first, heading=True)
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
    return before.rstrip().endswith((".", "!", "?", ":", ";")) or _is_capitals(before)


def _block(lines: list[str], first: int, *, bullet: bool) -> Iterator[_Block]:
    marked = bool(_MARKED.match(lines[0]))
    text = tidy(" ".join(_MARKED.sub("", line) for line in lines))
    if text:
        yield _Block(text=text, line=first, bullet=bullet, heading=not bullet and (marked or _is_capitals(text)))


def _is_capitals(text: str) -> bool:
    return text.isupper() and len(text.split()) <= _LONGEST_CAPITAL_HEADING_WORDS and not text.rstrip().endswith(".")
