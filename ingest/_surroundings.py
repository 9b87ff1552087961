"""The words of a text, and what stands around them: what tells a name from other capitalised words."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from domain.text import fold
from ingest import _name_contexts as contexts
from ingest._known_names import surnames
from ingest._name_words import NAMES_BEFORE_WORDS, NAMES_THAT_ARE_WORDS, NOT_NAMES, THING_ENDINGS, TITLES
from ingest._places import PLACES
from ingest._word_set import POSSESSIVE, key_of, word_set
from ingest._words import BEFORE_PLACES, NO_PEOPLE, TOKEN, Word
from language.dictionary import is_finite_verb, is_ordinary_word

_ADDRESS = re.compile(
    r"(?<!\S)\S{1,200}@\S+|https?://\S+|www\.\S+"
    r"|(?<![\w.-])[\w-]{1,64}(?:\.[\w-]{1,64}){0,12}\.(?:gov|co|com|org|net|uk|example|html?|docx?|pdf|csv|md|txt|xlsx?|py|js|json|png|jpg|svg)\b[^\s)\]]*"
)
_THINGS = re.compile(
    r"\b(?:(?:Marks|Ernst|Johnson|Smith) (?:and|&) (?:Spencer|Young|Johnson|Nephew)|Morgan Stanley|John Lewis"
    r"|Thomas Cook|William Hill|Ted Baker|Paul Smith|Rolls[ -]Royce|Ben Nevis|Mary Rose|Marie Curie|Sue Ryder"
    r"|Joseph Rowntree|Leonard Cheshire|Francis Crick|Alan Turing|Ada Lovelace|Florence Nightingale|Stephen Lawrence"
    r"|Helen Bamber|Max Planck|Ronald McDonald|Teenage Cancer|Oliver McGowan|Tony Blair Institute|Jo Cox Foundation"
    r"|Robin Hood|Father Christmas|Harry Potter|Martin Lewis|Jack Frost|Uncle Sam|Murphy['’]s law|Ray of light"
    r"|(?:Martha|Jacob|Harper|Helen|Finn)['’]s (?:Rule|Law)"
    r"|(?:Parkinson|McDonald|Sainsbury|Wetherspoon|Barnardo|Kellogg|Lloyd|Levi|Alzheimer|Crohn|Hodgkin)['’]s)"
    r"(?!\w)(?: [A-Z][a-z]+)*"
)
"""Companies, hills, illnesses and sayings that are written as people are."""
_REACH_CHARACTERS = 60
_MONTHS = word_set("jan april may june august summer autumn winter sunday")
BEFORE_PEOPLE = word_set(
    """
    old young big little wee poor dear baby nan granny grandma grandad uncle aunt auntie aunty brother sister father
    mother cousin
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

    def is_eponym(self, end: int) -> bool:
        """Tell whether a rule, a test or an illness is named with the words before: "Fraser guidelines"."""
        return contexts.EPONYM_AFTER.match(self.after(end)) is not None

    def begins_sentence(self, at: int) -> bool:
        """Tell whether nothing stands before this word on its line, or what ends a sentence."""
        before = self.before(at).rstrip(" \"'“‘([*_-•>#")
        return before[-1:] in {"", ".", "?", "!", "\n", ":"}

    def follows_a_capital(self, at: int) -> bool:
        """Tell whether a capitalised word that is no name stands right before: "San Francisco", "Mill Lane"."""
        if at == 0 or self._text[self.words[at - 1].end : self.words[at].start] not in {" ", ". "}:
            return False
        before = self.words[at - 1]
        if POSSESSIVE.search(before.written):
            return False
        if self._text[before.end] == "." and not before.is_initial and before.key not in BEFORE_PLACES:
            return False
        if before.key in BEFORE_PEOPLE or before.key in BEFORE_PLACES:
            return before.key in BEFORE_PLACES
        begins = at < 2 or self._text[self.words[at - 2].end : before.start] != " "
        begun = begins and (is_ordinary_word(before.key) or before.key in NOT_NAMES)
        return before.is_capital and not before.shouts and not begun

    def is_person(self, at: int, end: int, *, wordlike: bool = False) -> bool:
        """Tell whether what stands around words that could be a name says that they are."""
        if end == at + 1 and self.words[at].key in PLACES:
            return self._is_person_called_as_a_town(at, end, wordlike=wordlike)
        if self.is_said_to_be(at) or self.speaks(at, end):
            return True
        if contexts.PLACE_BEFORE.search(self.before(at)):
            return False
        if wordlike:
            return self._is_person_called_as_a_word(at, end)
        return bool(contexts.BEFORE.search(self.before(at)) or contexts.AFTER.match(self.after(end)))

    def _is_person_called_as_a_town(self, at: int, end: int, *, wordlike: bool) -> bool:
        said = self.words[at].start in self._labelled or contexts.SPOKEN_WITH.search(self.before(at))
        return bool(said) or self.speaks(at, end) or (wordlike and self.is_paired(at))

    def _is_person_called_as_a_word(self, at: int, end: int) -> bool:
        key, after = self.words[at].key, self.after(end)
        month = key in _MONTHS
        if self.is_paired(at) or (not month and self.acts(at, end)):
            return True
        if self.begins_sentence(at):
            return key in NAMES_BEFORE_WORDS and bool(contexts.DOES.match(after))
        told = contexts.PERSON_BEFORE.search(self.before(at)) or contexts.AFTER.match(after)
        return not month and (bool(told) or self.stands_alone(at, end))

    def acts(self, at: int, end: int) -> bool:
        """Tell whether a verb follows, and then what shows that it is one: "Joy received nothing", "Mark logs in"."""
        found = contexts.VERB_AFTER.match(self.after(end))
        if not found:
            return False
        verb = (found["verb"] or "").lower()
        if self.words[at].key in PLACES:
            return False
        if verb in contexts.OF_THINGS and self.words[at].key not in NAMES_BEFORE_WORDS:
            return False
        return bool(found["negated"]) or is_finite_verb(verb)

    def stands_alone(self, at: int, end: int) -> bool:
        """Tell whether a word has its capital in the midst of a sentence for no reason but that it is a name."""
        if end > at + 1 or at == 0 or not contexts.LOWER_BEFORE.search(self.before(at)):
            return False
        return self.words[at].key in NAMES_BEFORE_WORDS and bool(contexts.BREAK_AFTER.match(self.after(end)))

    def is_said_to_be(self, at: int) -> bool:
        """Tell whether someone is said to be called so, or the word stands in a line that says who."""
        start, before = self.words[at].start, self.before(at)
        if start in self._labelled or contexts.STRONG_BEFORE.search(before):
            return True
        again = contexts.AGAIN_BEFORE.search(before) and contexts.AGAIN_AFTER.match(self.after(at + 1))
        return again is not None

    def is_paired(self, at: int) -> bool:
        """Tell whether a person stands right before or after in a list: "Tom and Grace", "Ocean, Priya & Tez"."""
        return self._is_paired_with(at - 1, at) or self._is_paired_with(at, at + 1)

    def _is_paired_with(self, first: int, second: int) -> bool:
        """Tell whether a person that needs no telling is one of two that are named together, "and" between them."""
        if second < len(self.words) and self.words[second].key in {"and", "or"}:
            second += 1
        elif first >= 0 and self.words[first].key in {"and", "or"}:
            first -= 1
        if first < 0 or second >= len(self.words):
            return False
        one, other = self.words[first], self.words[second]
        if self._text[one.end : other.start] == " and " and {one.key, other.key} <= NAMES_BEFORE_WORDS:
            return one.is_capital and other.is_capital
        if not contexts.BETWEEN_PEOPLE.fullmatch(self._text[one.end : other.start]):
            return False
        return one.is_capital and other.is_capital and (self._needs_no_telling(one) or self._needs_no_telling(other))

    def _needs_no_telling(self, word: Word) -> bool:
        return word.is_known and word.is_first and not word.shouts and word.key not in NAMES_THAT_ARE_WORDS

    def is_named_outright(self, at: int) -> bool:
        """Tell whether someone is said to be called by this one word: "her daughter, Temperance"."""
        word = self.words[at]
        if word.shouts or word.key in NO_PEOPLE:
            return False
        if contexts.SIGNED_BEFORE.search(self.before(at)) and re.match(r"[ \t]*x*[ \t]*(?:\n|$)", self.after(at + 1)):
            return not word.is_thing
        if not contexts.NAMING_BEFORE.search(self.before(at)):
            return False
        return at + 1 == len(self.words) or not (self.joins(at) and self.words[at + 1].is_capital)

    def speaks(self, at: int, end: int) -> bool:
        """Tell whether these words do what only people do, or stand where a speaker is named."""
        if self.is_label(at, end):
            return True
        after = self.after(end)
        if self.words[at].key in PLACES and end == at + 1:
            return contexts.LIVES_AFTER.match(after) is not None
        if contexts.SPEECH_AFTER.match(after) or contexts.WITH_HIS_OR_HER.match(after):
            return True
        return contexts.TO_DO.match(after) is not None and self.begins_sentence(at) and not self.words[at].shouts

    def is_family(self, at: int, end: int) -> bool:
        """Tell whether a family is called so: "the Oduya family", "the Khans have moved"."""
        word = self.words[at]
        if end > at + 1 or word.shouts or word.key in NO_PEOPLE or not self.before(at).lower().endswith("the "):
            return False
        if contexts.OF_A_FAMILY.match(self.after(end)):
            return word.is_strange or word.is_surname
        one = word.key[:-1] if word.key.endswith("s") else ""
        return one in surnames() and one not in NO_PEOPLE and not word.is_surname and not is_ordinary_word(word.key)

    def is_label(self, at: int, end: int) -> bool:
        """Tell whether these words stand before a colon at the start of a line, as who speaks does in a transcript."""
        word, label = self.words[at], (self.words[at].start, self.words[end - 1].end)
        if label not in self._speakers:
            return False
        if word.is_known or word.is_first or self._speakers[label] > 1:
            return True
        return (
            word.is_strange
            and contexts.SPEECH_AFTER_LABEL.match(self._text[label[1] :][:_REACH_CHARACTERS]) is not None
        )

    def before(self, at: int) -> str:
        """Return the text shortly before a word."""
        start = self.words[at].start
        return self._text[max(0, start - _REACH_CHARACTERS) : start]

    def after(self, end: int) -> str:
        """Return the text shortly after a word, a possessive ending included."""
        word = self.words[end - 1]
        ending = POSSESSIVE.search(word.written)
        stop = word.start + ending.start() if ending and len(word.written) > 2 else word.end
        return self._text[stop : stop + _REACH_CHARACTERS]

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
