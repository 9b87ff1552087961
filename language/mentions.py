"""Where texts mention what may be a name: capitalised words, acronyms, and bodies that notes write small."""

import re
from collections.abc import Iterator
from functools import cache

from language.naming_rules import COMMON_ORGANISATIONS

_TITLE_CASE_SHARE = 0.7
_CAPITALISED = re.compile(
    r"\b(?:[A-Z][a-zA-Z]*[a-z][\w’-]*|[a-z]{1,2}[A-Z][a-z]{2,}\w*|[A-Z]{2,7}\d?)"
    r"(?:(?: of| for)?(?: the)? [A-Z][\w’-]*)*"
)
_PICTURE_OF = re.compile(r"(?:Screenshots?|Diagrams?|Figures?|Pictures?|Photos?|Images?) of (?:the )?")
_ARTICLES = frozenset({"A", "An", "The"})
_AND_MORE = re.compile(r" and (?:[A-Z][a-z][\w’-]*)(?: [A-Z][a-z][\w’-]*)?")
CAMEL = re.compile(r"(?!Mc|Mac)[A-Z][a-z]{2,}[A-Z][A-Za-z]*|[a-z]{1,2}[A-Z][a-z]{2,}[A-Za-z]*")
"""A capital inside a word, as names of software have it: TideTrack, eMoor."""
_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,6}\d?(?=s?\b)")


def mentions(text: str) -> Iterator[tuple[int, str]]:
    """Yield where capitalised names, acronyms and common bodies start, and what they are, each place once."""
    found = [] if _is_heading(text) else list(_capitalised(text))
    within = {place for start, name in found if " " in name for place in range(start, start + len(name))}
    found += [(match.start(), match[0]) for match in _ACRONYM.finditer(text) if match.start() not in within]
    found += [(match.start(), match[0]) for match in COMMON_ORGANISATIONS.finditer(text)]
    yield from dict.fromkeys(found)


def _capitalised(text: str) -> Iterator[tuple[int, str]]:
    for match in _CAPITALISED.finditer(text):
        name, start = match[0].rstrip(), match.start()
        starts = _starts_sentence(text, start)
        if picture := _PICTURE_OF.match(name):
            start, name = start + picture.end(), name[picture.end() :]
        first, _, rest = name.partition(" ")
        if rest and not _ACRONYM.match(name) and (first in _ARTICLES or (starts and _has_ordinary_start(first))):
            article = len("the ") if rest.startswith("the ") else 0
            start, name = start + len(first) + 1 + article, rest[article:]
        more = _AND_MORE.match(text, start + len(name)) if " of " in name or " for " in name else None
        name += more[0] if more else ""
        if " " in name or CAMEL.fullmatch(name) or not _starts_sentence(text, start):
            yield start, name


def _is_heading(text: str) -> bool:
    """Tell whether most longer words are capitalised: Title Case names nothing."""
    if text.rstrip()[-1:] in ".!?;:":
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return len(words) > 2 and sum(word[0].isupper() for word in words) >= _TITLE_CASE_SHARE * len(words)


def _starts_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t“\"'‘*_-–•")
    return not before or before[-1] in ".!?:;"


@cache
def _has_ordinary_start(word: str) -> bool:
    """Tell whether a capital is there only because a sentence starts: a word the language model's list calls a stop."""
    from spacy.lang.en.stop_words import STOP_WORDS

    return word.casefold() in STOP_WORDS or word.casefold().endswith(("ing", "ly"))
