"""A letter, whichever program saved it: its subject above what is said, who wrote to whom as context."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from domain.evidence import Passage, PassageRole, Refusal
from domain.text import fold

_FEWEST_WORDS_TO_TELL_AGAIN = 6
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:]+")
_LONGEST_NAME = 150


def letter_of(
    subject: str, head: Sequence[tuple[str, str]], pieces: Iterable[Passage | Refusal], *, pictures: int = 0
) -> Iterator[Passage | Refusal]:
    """Yield a letter: its subject as a heading, lines of its head as context, what is said, each passage once.

    ``pictures`` is how many stand in the text; they are refused.
    """
    above = (title,) if (title := " ".join(subject.split())) else ()
    for words in above:
        yield Passage(text=words, locator="subject", role=PassageRole.HEADING)
    for name, told in head:
        if words := " ".join(told.split()):
            yield Passage(text=f"{name}: {words}", locator=f"line {name}", headings=above, role=PassageRole.CAPTION)
    yield from _once(_numbered(pieces, above))
    if pictures:
        yield Refusal(
            where=f"{pictures} in the text",
            reason="a picture, which is not read",
            remedy="Nothing to do for a logo. If it shows words, type them out or run text recognition on it.",
        )


def name_of_file(stated: str, other: str, taken: set[str]) -> str:
    """Return a safe name for a file that came with a letter: no path, none of those ``taken`` (in lower case)."""
    name = _UNSAFE.sub(" ", stated).strip(" .")[-_LONGEST_NAME:] or other
    stem, dot, last = name.rpartition(".")
    at = 1
    while name.casefold() in taken:
        at += 1
        name = f"{stem} ({at}).{last}" if dot else f"{last} ({at})"
    return name


def _numbered(pieces: Iterable[Passage | Refusal], above: Sequence[str]) -> Iterator[Passage | Refusal]:
    """Yield passages counted from 1 under the subject: lines are not counted as a mail program breaks them."""
    number = 0
    for piece in pieces:
        if isinstance(piece, Refusal):
            yield piece
        else:
            number += 1
            place = piece.locator if piece.locator.startswith("table ") else f"paragraph {number}"
            yield replace(piece, locator=place, headings=(*above, *piece.headings))


def _once(pieces: Iterator[Passage | Refusal]) -> Iterator[Passage | Refusal]:
    """Yield each passage once: what a mail quotes again after saying it is refused."""
    seen: set[str] = set()
    for piece in pieces:
        if isinstance(piece, Passage) and len(piece.text.split()) >= _FEWEST_WORDS_TO_TELL_AGAIN:
            words = fold(piece.text)
            if words in seen:
                yield Refusal(
                    where=piece.locator, reason="said above already", remedy="Nothing to do: it is kept once."
                )
                continue
            seen.add(words)
        yield piece
