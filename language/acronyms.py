"""Acronyms that texts explain: "Breast screening office (BSO)" or the other way round."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from domain.text import fold
from language.name_forms import singular

_MAY_DEFINE = re.compile(r"\((?:the |also known as |or )?[A-Z]|[A-Z]s? \(")
"""Stands in every text that explains an acronym, and is looked for far faster."""
_DEFINED = re.compile(r"((?:[\w’'&/-]+ ){1,9})\((?:the |also known as |or )?([A-Z][\w&/-]*(?: [A-Z][\w]*){0,2})\)")
_DEFINED_BEHIND = re.compile(r"\b([A-Z][A-Z0-9&]{1,7}s?) \(((?:[\w’'&/-]+ ?){2,8})\)")

_LINKING = frozenset({"of", "and", "for", "the", "in", "&"})


def explained_acronyms(texts: Sequence[str]) -> dict[str, str]:
    """Return short forms with what they stand for; where texts differ, the commonest, then the first by name."""
    meanings: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for short, long in explained_in(text):
            meanings[short][long] += 1
    return {short: min(counts, key=lambda long: (-counts[long], long)) for short, counts in meanings.items()}


def explained_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield each short form that a text explains with what it stands for, as often as it does."""
    if not _MAY_DEFINE.search(text):
        return
    for match in _DEFINED.finditer(text):
        yield from _explained(match[2], match[1])
    for match in _DEFINED_BEHIND.finditer(text):
        yield from _explained(match[1], match[2])


def _explained(written: str, words: str) -> Iterator[tuple[str, str]]:
    short = singular(written)
    if long := _expansion(short, words.split()):
        yield short, _sentence_case(long if written == short else singular(long))


def _expansion(short: str, words: list[str]) -> str | None:
    """Return the last of ``words`` that the letters of ``short`` stand for, or None.

    Each letter is found from the right within the words, the first one at a word's start (after Schwartz and
    Hearst, "A simple algorithm for identifying abbreviation definitions", 2003); most letters must start a word.
    """
    letters = [letter.casefold() for letter in short if letter.isalnum()]
    if len(letters) < 2:
        return None
    if by_initials := _by_initials(letters, words):
        return by_initials
    text = " ".join(words).casefold()
    at, starts = len(text), 0
    for nth, letter in enumerate(reversed(letters)):
        first = nth == len(letters) - 1
        at -= 1
        while at >= 0 and (text[at] != letter or (first and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
        starts += at == 0 or not text[at - 1].isalnum()
    long = " ".join(words)[at:].strip()
    needed = 0.6 * sum(letter.isupper() for letter in short)
    return long if starts >= needed and len(long.split()) > 1 and long != short else None


def _by_initials(letters: list[str], words: list[str]) -> str | None:
    """Return the last words whose initials are these letters, one a letter, words such as "of" passed over, or None."""
    left = list(letters)
    for place in range(len(words) - 1, -1, -1):
        word = words[place].casefold()
        if word[:1] == left[-1]:
            left.pop()
        elif word not in _LINKING:
            return None
        if not left:
            return " ".join(words[place:]) if len(words) - place > 1 else None
    return None


def _sentence_case(name: str) -> str:
    return fold(name[:1].upper() + name[1:])
