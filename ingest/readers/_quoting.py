"""The text of a mail as people write it: what is said, what is quoted from earlier mail, and signatures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.evidence import Passage, Refusal
from ingest.readers._flow import Block, BlockKind, passages_of
from ingest.readers._text import text_blocks
from ingest.readers._wording import tidy

_QUOTED = re.compile(r"^(?:[ \t]?>)+[ \t]?")
_ON_WROTE = re.compile(r"(?:On\b.{4,300}\bwrote|Am\b.{4,300}\bschrieb.{0,80}|Le\b.{4,300}\ba écrit)\s?:$")
_WROTE = re.compile(r".{3,200}\bwrote\s?:$")
_EARLIER = re.compile(r"^[-_ ]{0,40}(?:original message|forwarded message|begin forwarded message)[-_: ]{0,40}$", re.I)
_RULE = re.compile(r"^_{10,}$")
_HEAD = re.compile(r"^\*?(?:from|sent|date|to|cc|bcc|subject|reply-to|importance|attachments):\*?\s", re.I)
_SIGNATURE = re.compile(r"^--\s?$")
_LONGEST_ATTRIBUTION_LINES = 3
_QUOTE_LEVEL, _INNER_LEVEL = 1, 40


@dataclass(frozen=True, kw_only=True, slots=True)
class _Run:
    """Lines that are quoted as deep as each other; 0 is what the letter itself says."""

    depth: int
    lines: tuple[str, ...]


def said(text: str) -> Iterator[Passage | Refusal]:
    """Yield the passages of a mail's plain text.

    The line that says who wrote what is quoted stands above it as a heading; quotation marks before lines are left
    out. A signature, and the head of an earlier mail, are context.
    """
    yield from passages_of(_blocks(list(_runs(text.split("\n")))))


def _runs(lines: Sequence[str]) -> Iterator[_Run]:
    held: list[str] = []
    depth = 0
    for line in lines:
        mark = _QUOTED.match(line)
        here, words = (mark[0].count(">"), line[mark.end() :]) if mark else (0, line)
        if here != depth and (words.strip() or here):
            if held:
                yield _Run(depth=depth, lines=tuple(held))
            held, depth = [], here
        held.append(words)
    if held:
        yield _Run(depth=depth, lines=tuple(held))


def _blocks(runs: Sequence[_Run]) -> Iterator[Block]:
    depth = 0
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        if run.depth < depth:
            yield Block(text="", place="-", kind=BlockKind.END, level=_QUOTE_LEVEL + run.depth)
        depth = run.depth
        lines, attribution = list(run.lines), ""
        if following is not None and following.depth > run.depth:
            lines, attribution = _without_attribution(lines)
        yield from _of_run(lines)
        if attribution:
            level = _QUOTE_LEVEL + run.depth
            yield Block(text=attribution, place="-", kind=BlockKind.HEADING, level=level)


def _without_attribution(lines: list[str]) -> tuple[list[str], str]:
    """Return lines, and apart from them the last of them when they say who wrote what follows."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    for count in range(1, min(_LONGEST_ATTRIBUTION_LINES, end) + 1):
        last = [line.strip() for line in lines[end - count : end]]
        if all(last) and _ON_WROTE.match(" ".join(last)):
            return lines[: end - count], tidy(" ".join(last))
    if end and _WROTE.match(lines[end - 1].strip()):
        return lines[: end - 1], tidy(lines[end - 1])
    return lines, ""


def _of_run(lines: Sequence[str]) -> Iterator[Block]:
    signature = next((at for at, line in enumerate(lines) if _SIGNATURE.match(line)), len(lines))
    plain: list[str] = []
    head: list[str] = []
    for line in [*lines[:signature], ""]:
        if _HEAD.match(line) and (head or not plain or not plain[-1].strip()):
            head.append(line)
            continue
        if head and line.strip() and not (_HEAD.match(line) or _EARLIER.match(line)) and line[:1] in " \t":
            head[-1] += f" {line.strip()}"
            continue
        if head:
            yield from _inside(plain)
            yield from _context(head)
            plain, head = [], []
        if not _EARLIER.match(line.strip()) and not _RULE.match(line.strip()):
            plain.append(line)
    yield from _inside(plain)
    yield from _context([line for line in lines[signature + 1 :] if line.strip()])


def _inside(lines: Sequence[str]) -> Iterator[Block]:
    for block in text_blocks("\n".join(lines)):
        yield replace(block, level=_INNER_LEVEL)


def _context(lines: Sequence[str]) -> Iterator[Block]:
    for line in lines:
        if words := tidy(line):
            yield Block(text=words, place="-", kind=BlockKind.CONTEXT)
