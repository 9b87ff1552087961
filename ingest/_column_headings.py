"""Headings of columns that are plainly words: a capital, or a name in the next cell, makes no person of them."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from domain.evidence import PassageRole
from domain.tables import TableMapping
from ingest._known_names import first_names, surnames
from ingest._name_words import NAMES_THAT_ARE_WORDS, SURNAMES_THAT_ARE_WORDS, TITLES
from ingest._word_set import key_of, word_set
from ingest.canonical import Canonical
from language.dictionary import is_ordinary_word

_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 8
_OF_EXPORTS = word_set(
    """
    id ids uid uuid guid ref refs seq no nr url uri ip os gps lat lng utm utc gmt dob nps csat sus ces likert misc qty
    lsoa msoa imd urn uprn ons respid recontact referrer timestamp timestamps datetime userid username useragent
    startdate enddate recordeddate responseid externalreference distributionchannel
    """
)
"""What tools for surveys call columns by, and no dictionary has."""
_HEADINGS = word_set(
    """
    ward band page pages price prices weeks days faith post score scores grade grades min minutes rank area ethnicity
    """
)
"""Words that may be names too, and are none where they stand alone or with plain words: "Ward", "Last page"."""


def in_lower_case(canonical: Canonical, headings: Collection[str]) -> str:
    """Return a text for a masker to read: of the same length, with these headings of columns in lower case."""
    text = canonical.text
    if not headings:
        return text
    either = "|".join(map(re.escape, sorted(headings, key=len, reverse=True)))
    stands = re.compile(rf"(?m)(?:^|(?<=; )|(?<= – ))(?:{either})(?=: | – |$)")
    pieces, at = [], 0
    for placed in canonical.placed:
        if placed.passage.role in {PassageRole.HEADING, PassageRole.CAPTION}:
            lowered = stands.sub(lambda match: lower_case(match.group()), placed.passage.text)
            pieces += [text[at : placed.span.start], lowered]
            at = placed.span.end
    return "".join([*pieces, text[at:]])


def plain_headings(tables: Iterable[TableMapping]) -> frozenset[str]:
    """Return the headings of the columns of tables that are plainly words."""
    return frozenset(name for name in _names(tables) if _is_plain(name))


def nothing_but_headings(canonical: Canonical, tables: Sequence[TableMapping], others: Iterable[str]) -> frozenset[str]:
    """Return the plain headings that are no cell, no participant and none of ``others``: Faith may be somebody too."""
    headings = plain_headings(tables)
    if not headings:
        return headings
    cells = {placed.passage.text for placed in canonical.placed if placed.passage.role is not PassageRole.HEADING}
    cells |= {placed.passage.participant or "" for placed in canonical.placed}
    cells |= {value for placed in canonical.placed for _, value in placed.passage.attributes}
    cells |= {
        fact.partition(": ")[2]
        for placed in canonical.placed
        if placed.passage.role is PassageRole.CAPTION
        for fact in placed.passage.text.split("; ")
    }
    cells |= {sample for table in tables for column in table.columns for sample in column.samples}
    taken = {words.strip().casefold() for words in (*cells, *others)}
    return frozenset(heading for heading in headings if heading.casefold() not in taken)


def lower_case(text: str) -> str:
    """Return text in lower case, of the same length whatever its letters are."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _names(tables: Iterable[TableMapping]) -> Iterator[str]:
    for column in (column for table in tables for column in table.columns):
        yield from filter(None, (column.name, column.title, column.choice))


def _is_plain(name: str) -> bool:
    words = [key_of(word) for word in _WORD.findall(name)]
    if not words or len(words) > _MOST_WORDS:
        return False
    others = [word for word in words if word not in _HEADINGS]
    return len(words) - len(others) <= 1 and all(map(_is_word, others))


def _is_word(word: str) -> bool:
    if word in _OF_EXPORTS:
        return True
    may_name = (
        word in TITLES
        or word in first_names()
        or word in surnames()
        or word in NAMES_THAT_ARE_WORDS | SURNAMES_THAT_ARE_WORDS
    )
    return is_ordinary_word(word) and not may_name
