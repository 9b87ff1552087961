"""What tells names from towns, months and pages that are called as people are, and names in lower case from words."""

import re
from functools import cached_property

from domain.dates import MONTHS
from ingest import _name_contexts as contexts
from ingest._known_names import first_names
from ingest._name_words import NAMES_THAT_ARE_WORDS
from ingest._places import PLACES
from ingest._surroundings import Surroundings
from ingest._words import NO_PEOPLE
from language.dictionary import is_ordinary_word

_MONTH = rf"(?:{'|'.join(name.capitalize() for name in MONTHS)})"
_DATED = re.compile(
    rf"\b{_MONTH}(?:(?:\s*[–/&-]\s*|\s+(?:to|until|till|and)\s+){_MONTH})*,?\s+(?:19|20)\d\d\b"
    rf"|\b{_MONTH}(?:\s*[–-]\s*|\s+(?:to|until|till)\s+){_MONTH}\b"
    rf"|\b(?:[Ii]n|[Dd]uring|[Ee]arly|[Ll]ate)\s+{_MONTH}\b(?!['’])"
)
"""A month with its year, a time from one month to another, or a month in which something is."""


class LookAlikes(Surroundings):
    """The words of one text, and which of them only look like names, or like none."""

    def is_month(self, start: int, end: int) -> bool:
        """Tell whether a month stands here, alone, in a date or a span of time: "May to June 2026", "April 2026"."""
        if self._text[start:end].casefold() not in MONTHS:
            return False
        return any(first <= start and end <= last for first, last in self._dated)

    @cached_property
    def _dated(self) -> list[tuple[int, int]]:
        return [found.span() for found in _DATED.finditer(self._text)]

    def is_town(self, at: int, end: int) -> bool:
        """Tell whether a name that people and towns share is a town here: "moved from Holloway", "Leeds and Nelson"."""
        word, after = self.words[at], self.after(end)
        if end > at + 1:
            return False
        if contexts.TOWN_AFTER.match(after):
            return True
        shared = word.is_surname or word.key in NAMES_THAT_ARE_WORDS
        if not shared or contexts.LIVES_AFTER.match(after) or word.start in self._labelled:
            return False
        moved = word.is_surname and contexts.TOWN_BEFORE.search(self.before(at))
        return bool(moved) or self._is_listed_with_town(at - 2, at) or self._is_listed_with_town(at, at + 2)

    def _is_listed_with_town(self, first: int, second: int) -> bool:
        """Tell whether a town that is nobody's name is one of two that stand with a word between them."""
        if first < 0 or second >= len(self.words):
            return False
        between = self._text[self.words[first].end : self.words[second].start]
        one, other = self.words[first], self.words[second]
        towns = [each for each in (one, other) if each.key in PLACES and not each.is_first]
        return between in {" and ", " or ", " to "} and one.is_capital and other.is_capital and bool(towns)

    def is_screen(self, at: int, end: int) -> bool:
        """Tell whether a page is said to say something: "Page said no"."""
        return end == at + 1 and self.words[at].key in contexts.LABELS_OF_SCREENS and self.begins_sentence(at)

    def is_foreign(self, at: int, end: int) -> bool:
        """Tell whether a word that is in no list has accents, and does what people do."""
        word = self.words[at]
        accented = any(letter.isalpha() and not letter.isascii() for letter in word.written)
        if end > at + 1 or not accented or word.shouts or self.follows_a_capital(at):
            return False
        return word.key not in NO_PEOPLE and contexts.AFTER.match(self.after(end)) is not None

    def speaks_in_lower_case(self, at: int) -> bool:
        """Tell whether a name that nobody gave a capital does what people do: "baz said", "rose next door"."""
        word = self.words[at]
        if word.is_thing or not contexts.SPEAKS_IN_LOWER_CASE.match(self.after(at + 1)):
            return False
        if contexts.NEXT_DOOR.match(self.after(at + 1)):
            return word.is_first
        if word.key in PLACES or is_ordinary_word(word.key):
            return False
        short = contexts.NICKNAME.fullmatch(word.key) and word.is_strange and self.begins_sentence(at)
        return word.key in first_names() or bool(short)
