"""The words of a text, and what stands around them: what tells a name from other capitalised words."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from domain.text import fold
from ingest import _name_contexts as contexts
from ingest._name_words import NOT_NAMES, THING_ENDINGS, TITLES
from ingest._word_set import word_set
from ingest._words import BEFORE_PLACES, NO_PEOPLE, POSSESSIVE, TOKEN, Word, key_of
from language.dictionary import is_ordinary_word

_ADDRESS = re.compile(
    r"\S+@\S+|https?://\S+|www\.\S+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:gov|co|com|org|net|uk|example|html?|docx?|pdf|csv|md|txt|xlsx?|py|js|json|png|jpg|svg)\b[^\s)\]]*"
)
_THINGS = re.compile(
    r"\b(?:(?:Marks|Ernst|Johnson|Smith) (?:and|&) (?:Spencer|Young|Johnson|Nephew)|Morgan Stanley|John Lewis"
    r"|Thomas Cook|William Hill|Ted Baker|Paul Smith|Rolls[ -]Royce|Ben Nevis|Mary Rose"
    r"|Robin Hood|Father Christmas|Harry Potter|Jack Frost|Uncle Sam|Murphy['’]s law|Ray of light"
    r"|(?:Parkinson|McDonald|Sainsbury|Wetherspoon|Barnardo|Kellogg|Lloyd|Levi|Alzheimer|Crohn|Hodgkin)['’]s)(?!\w)"
)
"""Companies, hills, illnesses and sayings that are written as people are."""
_REACH_CHARACTERS = 60
_MONTHS = frozenset({"april", "may", "june", "august", "summer", "autumn", "winter", "sunday"})
BEFORE_PEOPLE = word_set(
    """
    old young big little poor dear baby nan granny grandma grandad uncle aunt auntie brother sister father mother
    """
)
"""What people put before a name to tell whose it is; it goes with the name."""


class Surroundings:
    """The words of one text with what stands around them.

    ``never`` lists names to leave alone, whole or inside what they are part of.
    """

    def __init__(self, text: str, *, never: Iterable[str] = ()) -> None:
        self._text = text
        self._never = frozenset(fold(name).casefold() for name in never)
        self._longest_never = max((name.count(" ") + 1 for name in self._never), default=0)
        things = [match.span() for pattern in (_ADDRESS, _THINGS) for match in pattern.finditer(text)]
        addresses = sorted(things)
        self.words = [
            Word(*match.span(), match.group(), key_of(match.group()))
            for match in TOKEN.finditer(text)
            if not _inside(match.start(), addresses)
        ]

    @cached_property
    def _labelled(self) -> frozenset[int]:
        """Where words stand in a line that says who."""
        return frozenset(
            at
            for match in contexts.LABEL.finditer(self._text)
            for at in range(*match.span("people"))
            if self._text[at].isupper()
        )

    @cached_property
    def _speakers(self) -> dict[tuple[int, int], int]:
        """How often what stands before a colon at the start of a line does so, by where it stands."""
        found = [(match.span("it"), match.group("it")) for match in contexts.SPEAKER.finditer(self._text)]
        times = Counter(label for _, label in found)
        return {span: times[label] for span, label in found}

    def joins(self, at: int, *, only: str | None = None) -> bool:
        """Tell whether the word after this one can belong to the same name: only a space or a dot between."""
        word = self.words[at]
        between = self._text[word.end : self.words[at + 1].start] if at + 1 < len(self.words) else "\n"
        if between == " ":
            return not POSSESSIVE.search(word.written)
        short = word.is_initial or word.key in TITLES
        return only is None and short and between in {".", ". "}

    def names_a_thing(self, at: int, end: int) -> bool:
        """Tell whether a hospital, a street or a law is named with these words, or a saint's church."""
        before = (
            self.words[at - 1]
            if at and self._text[self.words[at - 1].end : self.words[at].start] in {" ", ". "}
            else None
        )
        if before and before.key in {"st", "saint"} and before.is_capital:
            return True
        while end < len(self.words) and self._text[self.words[end - 1].end : self.words[end].start] == " ":
            follows = self.words[end]
            if not follows.is_capital or follows.shouts:
                return False
            if follows.key in THING_ENDINGS:
                return True
            end += 1
        return False

    def begins_sentence(self, at: int) -> bool:
        """Tell whether nothing stands before this word on its line, or what ends a sentence."""
        before = self.before(at).rstrip(" \"'“‘([*_-•>#")
        return before[-1:] in {"", ".", "?", "!", "\n", ":"}

    def follows_a_capital(self, at: int) -> bool:
        """Tell whether a capitalised word that is no name stands right before: "San Francisco", "Mill Lane"."""
        if at == 0 or self._text[self.words[at - 1].end : self.words[at].start] not in {" ", ". "}:
            return False
        before = self.words[at - 1]
        if self._text[before.end] == "." and not before.is_initial and before.key not in BEFORE_PLACES:
            return False
        if before.key in BEFORE_PEOPLE or before.key in BEFORE_PLACES:
            return before.key in BEFORE_PLACES
        begins = at < 2 or self._text[self.words[at - 2].end : before.start] != " "
        begun = begins and (is_ordinary_word(before.key) or before.key in NOT_NAMES)
        return before.is_capital and not before.shouts and not begun

    def is_person(self, at: int, end: int, *, wordlike: bool = False) -> bool:
        """Tell whether what stands around words that could be a name says that they are."""
        if self.is_said_to_be(at) or self.speaks(at, end):
            return True
        before, after = self.before(at), self._text[self.words[end - 1].end :][:_REACH_CHARACTERS]
        if contexts.PLACE_BEFORE.search(before):
            return False
        if wordlike and self.is_paired(at):
            return True
        starts = self.begins_sentence(at)
        if wordlike and (starts or self.words[at].key in _MONTHS):
            return bool(contexts.SPEECH_AFTER.match(after))
        told = contexts.PERSON_BEFORE if wordlike else contexts.BEFORE
        return bool(told.search(before) or contexts.AFTER.match(after))

    def is_said_to_be(self, at: int) -> bool:
        """Tell whether someone is said to be called so, or the word stands in a line that says who."""
        start = self.words[at].start
        return start in self._labelled or bool(contexts.STRONG_BEFORE.search(self.before(at)))

    def is_paired(self, at: int) -> bool:
        """Tell whether a person stands before an "and" right before: "Tom and Grace"."""
        if at < 2 or self.words[at - 1].key not in {"and", "or"} or self.before(at)[-1:] != " ":
            return False
        before = self.words[at - 2]
        return before.is_capital and before.is_known

    def is_named_outright(self, at: int) -> bool:
        """Tell whether someone is said to be called by this one word: "her daughter, Temperance"."""
        word = self.words[at]
        if word.shouts or word.key in NO_PEOPLE or not contexts.NAMING_BEFORE.search(self.before(at)):
            return False
        return at + 1 == len(self.words) or not (self.joins(at) and self.words[at + 1].is_capital)

    def speaks(self, at: int, end: int) -> bool:
        """Tell whether these words do what only people do, or stand where a speaker is named."""
        if self.is_label(at, end):
            return True
        after = self._text[self.words[end - 1].end :][:_REACH_CHARACTERS]
        return bool(contexts.SPEECH_AFTER.match(after)) and self.words[end - 1].end < len(self._text)

    def is_label(self, at: int, end: int) -> bool:
        """Tell whether these words stand before a colon at the start of a line, as who speaks does in a transcript."""
        word, label = self.words[at], (self.words[at].start, self.words[end - 1].end)
        return label in self._speakers and (word.is_known or word.is_first or self._speakers[label] > 1)

    def before(self, at: int) -> str:
        """Return the text shortly before a word."""
        start = self.words[at].start
        return self._text[max(0, start - _REACH_CHARACTERS) : start]

    def is_part_of_code(self, word: Word) -> bool:
        """Tell whether a word stands in a path, an address or a tag."""
        around = self._text[max(0, word.start - 1) : word.start] + self._text[word.end : word.end + 1]
        return any(mark in around for mark in "/_@\\=<>{}#")

    def is_spared(self, start: int, end: int) -> bool:
        """Tell whether a name to leave alone stands here, or around here."""
        if not self._never:
            return False
        if fold(self._text[start:end]).casefold() in self._never:
            return True
        inside = self.words_within(start, end) if self._longest_never > 1 else []
        if not inside:
            return False
        firsts = range(max(0, inside[0] - self._longest_never), inside[0] + 1)
        lasts = range(inside[-1], min(len(self.words), inside[-1] + self._longest_never))
        around = (self._text[self.words[first].start : self.words[last].end] for first in firsts for last in lasts)
        return any(fold(piece).casefold() in self._never for piece in around)

    def words_within(self, start: int, end: int) -> list[int]:
        """Return the places in ``words`` of those that stand, wholly or in part, in a range of the text."""
        first = max(0, bisect_right(self.words, start, key=lambda word: word.start) - 1)
        behind = bisect_right(self.words, end - 1, key=lambda word: word.start)
        return [place for place in range(first, behind) if self.words[place].end > start]


def _inside(start: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (start, 1 << 60)) - 1
    return at >= 0 and spans[at][0] <= start < spans[at][1]
