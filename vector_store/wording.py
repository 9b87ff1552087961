"""What of a query has to stand so: phrases in quotation marks, codes of forms and references, and words mistyped."""

import re
from collections.abc import Container, Iterator
from itertools import islice

from vector_store.words import written_words

MAX_CHARACTERS = 300
"""A longer query is a pasted text: what it quotes, and the codes it names, need not stand in what answers it."""
SHORT_QUESTION_WORDS = 8
"""In a longer question a code is one word among others."""
LOOKED_UP_WORDS = 3
"""A query of so many words is a look-up, in which capitals name something."""
MENDED_WORDS = 5
"""So many unknown words of a query are compared with known ones, at most."""
_SHORTEST_MENDED, _LONGEST_MENDED = 4, 24

_PHRASE = re.compile(r"(?<!\w)[\"“„«]([^\"“”„«»]+)[\"”“»](?!\w)")
_CODE = re.compile(
    r"\b[A-Za-z]+\d[A-Za-z0-9]*(?:[-/.][A-Za-z0-9]+)*\b|\b[A-Za-z]{1,6}(?:[-/.][A-Za-z0-9]+)*[-/.]\d[A-Za-z0-9]*\b"
    r"|\b[A-Z]{1,6} \d{2,}\b|\b\d{5,}\b"
)
_CAPITALS = re.compile(r"\b[A-Z]{2,6}\b")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

Words = tuple[str, ...]


def phrases(query: str) -> list[Words]:
    """Return the words of each phrase in quotation marks, in order; none of a long query."""
    if len(query) > MAX_CHARACTERS:
        return []
    return [words for phrase in _PHRASE.findall(query) if (words := tuple(written_words(phrase)))]


def codes(query: str) -> list[frozenset[Words]]:
    """Return for each code of a query the ways it may be written: SA-100 as SA 100 and SA100.

    Capitals alone are a code in a look-up of a few words. None of a longer question.
    """
    length = len(written_words(query)) if len(query) <= MAX_CHARACTERS else MAX_CHARACTERS
    if length > SHORT_QUESTION_WORDS:
        return []
    found = _CODE.findall(query)
    if length <= LOOKED_UP_WORDS:
        found += _CAPITALS.findall(_CODE.sub(" ", query))
    return [_ways(code) for code in dict.fromkeys(found)]


def _ways(code: str) -> frozenset[Words]:
    written = tuple(written_words(code))
    parted = tuple(part for word in written for part in re.findall(r"[^\W\d]+|\d+", word))
    return frozenset({written, parted, ("".join(written),)})


def mended(word: str, known: Container[str]) -> Iterator[str]:
    """Yield the known words that are one letter away: one left out, one too many, another, or two exchanged.

    Nothing for short and very long words, and for those that are not plain letters. The work grows with the word alone.
    """
    if not (_SHORTEST_MENDED <= len(word) <= _LONGEST_MENDED and word.isascii() and word.isalpha()):
        return
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    ways = {head + tail[1:] for head, tail in parts if tail}
    ways |= {head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1}
    ways |= {head + letter + tail[1:] for head, tail in parts if tail for letter in _LETTERS}
    ways |= {head + letter + tail for head, tail in parts for letter in _LETTERS}
    yield from sorted(way for way in ways if way != word and way in known)


def first_unknown(words: list[str], known: Container[str]) -> list[str]:
    """Return the words that are not known, in order, at most as many as are mended."""
    return list(islice((word for word in words if word not in known), MENDED_WORDS))
