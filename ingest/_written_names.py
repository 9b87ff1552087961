"""Names of people by how they are written: known first names and surnames, titles, initials, labels and who speaks.

It finds what the small model overlooks (rare names, names in lower case and in capitals, names in labels and
headings), and says of what the model takes for a person whether it reads as one.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from domain.text import fold
from ingest import _name_contexts as contexts
from ingest._find import Find
from ingest._first_names import FIRST_NAMES
from ingest._name_words import (
    KNOWN_THINGS,
    LONE_FIRST_NAMES,
    NAMES_THAT_ARE_WORDS,
    NOT_NAMES,
    PARTICLES,
    ROLES,
    SURNAMES_THAT_ARE_WORDS,
    THING_ENDINGS,
    TITLES,
)
from ingest._places import PLACES
from ingest._surnames import SURNAMES
from language.dictionary import is_ordinary_word

PERSON = "PERSON"

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+|-[^\W\d_]+)*")
_ADDRESS = re.compile(
    r"\S+@\S+|https?://\S+|www\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:gov|co|com|org|net|uk|example|html?|docx?|pdf|csv|md|txt|xlsx?|py|js|json|png|jpg|svg)\b[^\s)\]]*"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_GAP = re.compile(r" |\. ?|, ?")
_REACH_CHARACTERS = 60
_MOST_FOLLOWING = 3
_LONGEST_NAME_WORDS = 5
_SHORTEST_SHOUTED_NAME = 4
_MONTHS = frozenset({"april", "may", "june", "august", "summer", "autumn", "winter", "sunday"})
_BEFORE_PLACES = frozenset(
    "san santa los las new fort port mount lake st saint north south east west upper lower".split()
)
_BEFORE_PEOPLE = frozenset(
    "old young big little poor dear uncle aunt auntie nan granny grandma grandad brother sister father mother baby".split()
)
_NO_PEOPLE = PLACES | _BEFORE_PLACES


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: where it stands, as written, and in the form in which lists are asked."""

    start: int
    end: int
    written: str
    key: str

    @property
    def is_capital(self) -> bool:
        return self.written[0].isupper()

    @property
    def is_initial(self) -> bool:
        return len(self.written) == 1 and self.is_capital

    @property
    def shouts(self) -> bool:
        """Tell whether it is in capitals throughout; a name or an acronym."""
        return len(self.written) > 1 and self.written.isupper()

    @property
    def is_first(self) -> bool:
        if _is_mixed_case(self.written):
            return False
        return _any_part(self.key, FIRST_NAMES) or self.key in NAMES_THAT_ARE_WORDS

    @property
    def is_surname(self) -> bool:
        return _any_part(self.key, SURNAMES)

    @property
    def is_known(self) -> bool:
        """Tell whether it is a name that is no ordinary word."""
        return (_any_part(self.key, LONE_FIRST_NAMES) or self.is_surname) and self.key not in PLACES

    @property
    def is_thing(self) -> bool:
        """Tell whether it is a word of services, or an acronym."""
        return self.key in NOT_NAMES or (self.shouts and not self.is_first and not self.is_surname)

    @property
    def is_strange(self) -> bool:
        """Tell whether it is neither a word nor a place: what may be a rare name."""
        if len(self.key) < 2 or self.key in _NO_PEOPLE or self.is_thing or _is_mixed_case(self.written):
            return False
        return not is_ordinary_word(self.key) and not all(is_ordinary_word(part) for part in self.key.split("-"))

    @property
    def may_be_surname(self) -> bool:
        """Tell whether it can follow a first name: no word of services, and no ordinary word but those that are names."""
        if self.is_surname or self.key in SURNAMES_THAT_ARE_WORDS or self.key in PLACES:
            return True
        return not self.is_thing and self.key not in THING_ENDINGS and (self.is_first or not is_ordinary_word(self.key))


def key_of(written: str) -> str:
    """Return a word in lower case, without accents, with straight apostrophes and without a possessive ending."""
    plain = (
        _POSSESSIVE.sub("", written.replace("’", "'")) if written[-2:] in {"'s", "’s"} else written.replace("’", "'")
    )
    if plain.isascii():
        return plain.lower()
    apart = unicodedata.normalize("NFKD", plain.lower().replace("ł", "l").replace("ø", "o").replace("đ", "d"))
    return "".join(character for character in apart if not unicodedata.combining(character))


def _any_part(key: str, names: frozenset[str]) -> bool:
    return key in names or ("-" in key and any(part in names for part in key.split("-")))


def _is_mixed_case(written: str) -> bool:
    """Tell whether a word is written as products are (GitLab, iPad), and not as MacLeod is."""
    inner = re.sub(r"^(?:Mac|Mc|Fitz|De|Di|La|Le|Van|O['’]|D['’])", "", written)
    return not written.isupper() and "-" not in written and any(letter.isupper() for letter in inner[1:])


def may_hold_rare_name(line: str) -> bool:
    """Tell whether a line is worth the model's reading: it has a capitalised word that is no ordinary one."""
    for match in _TOKEN.finditer(line):
        if match.group()[0].isupper() and len(match.group()) > 1:
            word = Word(0, 0, match.group(), key_of(match.group()))
            if word.is_strange or word.is_surname or word.is_first:
                return True
    return False


class WrittenNames:
    """The names of people in one text, as far as they can be told by how they are written.

    ``never`` lists names to leave alone, whole or inside what they are part of.
    """

    def __init__(self, text: str, *, never: Iterable[str] = ()) -> None:
        self._text = text
        self._never = frozenset(fold(name).casefold() for name in never)
        self._longest_never = max((name.count(" ") + 1 for name in self._never), default=0)
        addresses = [match.span() for match in _ADDRESS.finditer(text)]
        self.words = [
            Word(*match.span(), match.group(), key_of(match.group()))
            for match in _TOKEN.finditer(text)
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

    def finds(self) -> Iterator[Find]:
        """Yield the names in reading order."""
        at = 0
        while at < len(self.words):
            end, score = self._name_at(at)
            if end > at and score > 0:
                find = self._find(at, end, score)
                if not self.is_spared(find.start, find.end):
                    yield find
            at = max(end, at + 1)

    def _find(self, at: int, end: int, score: float) -> Find:
        last = self.words[end - 1]
        ending = _POSSESSIVE.search(last.written)
        stop = last.start + ending.start() if ending and len(last.written) > 2 else last.end
        return Find(self.words[at].start, stop, PERSON, score)

    def _name_at(self, at: int) -> tuple[int, float]:
        """Return behind which word a name ends that begins here, and how sure that is; ``at`` itself for none."""
        word = self.words[at]
        if word.key in TITLES or word.key in ROLES:
            return self._after_title(at)
        if not word.is_capital:
            return self._in_lower_case(at)
        if word.is_initial:
            return self._after_initial(at)
        if word.is_first and not (word.shouts and len(word.written) < 3):
            return self._from_first_name(at)
        return self._from_surname(at)

    def _after_title(self, at: int) -> tuple[int, float]:
        end, title = at + 1, self.words[at]
        while end < len(self.words) and self.words[end].is_initial and self._joins(end - 1):
            end += 1
        if end == len(self.words) or not self._joins(end - 1):
            return at, 0.0
        follows = self.words[end]
        fits = (
            follows.is_known or follows.is_first or (follows.is_strange and (follows.is_capital or title.key in TITLES))
        )
        if title.key in {"mr", "mrs", "ms", "dr", "mx", "prof"} and follows.is_capital and title.is_capital:
            fits = fits or not (follows.is_thing or follows.shouts)
        fits = fits or (title.key in TITLES and follows.key in SURNAMES_THAT_ARE_WORDS and follows.is_capital)
        if not fits or (title.key in ROLES and not follows.is_capital):
            return at, 0.0
        return self._extended(end + 1, capital=follows.is_capital), 0.85

    def _after_initial(self, at: int) -> tuple[int, float]:
        end = at + 1
        while end < len(self.words) and self.words[end].is_initial and self._joins(end - 1):
            end += 1
        if end == len(self.words) or not self._joins(end - 1) or not self.words[end].is_capital:
            return at, 0.0
        follows, dotted = self.words[end], self._text[self.words[end - 1].end] == "."
        sure = follows.is_surname and follows.key not in PLACES
        if sure or (dotted and (follows.is_strange or follows.key in SURNAMES_THAT_ARE_WORDS)):
            return self._extended(end + 1), 0.75
        return at, 0.0

    def _from_first_name(self, at: int) -> tuple[int, float]:
        word = self.words[at]
        end = self._extended(at + 1)
        if self._names_a_thing(at, end):
            return end if end > at + 1 else at, -1.0
        if end > at + 1:
            last = self.words[end - 1]
            if last.key in THING_ENDINGS and not self._is_person(at, end, wordlike=True):
                return end, -1.0
            both_words = word.key in NAMES_THAT_ARE_WORDS and not last.is_known and not last.is_first
            if both_words and not last.is_strange and not self._is_person(at, end):
                return at, 0.0
            return end, 0.85
        if word.key in LONE_FIRST_NAMES and word.key not in PLACES:
            acronym = word.shouts and len(word.key) < _SHORTEST_SHOUTED_NAME
            return (at, 0.0) if self._follows_a_capital(at) or (acronym and not self._is_said_to_be(at)) else (end, 0.7)
        if word.shouts or self._follows_a_capital(at) or not self._is_person(at, end, wordlike=True):
            return at, 0.0
        return end, 0.65

    def _from_surname(self, at: int) -> tuple[int, float]:
        word, end = self.words[at], at + 1
        if word.is_thing or word.key in PARTICLES:
            return at, 0.0
        if end < len(self.words) and self._joins(at) and self.words[end].is_capital and self._fits_before(at):
            behind = self._extended(end + 1)
            if not self._names_a_thing(at, behind) and not self._follows_a_capital(at):
                return behind, 0.7
        if (
            end < len(self.words)
            and self._joins(at)
            and word.is_strange
            and not word.shouts
            and self._is_person(at, end + 1)
        ):
            follows = self.words[end]
            if (
                follows.is_capital
                and follows.is_strange
                and not follows.shouts
                and not self._names_a_thing(at, end + 1)
            ):
                return self._extended(end + 1), 0.6
        end = self._extended(at + 1)
        if self._names_a_thing(at, end):
            return end if end > at + 1 else at, -1.0
        if word.is_surname and word.key not in PLACES and self._is_person(at, end):
            return end, 0.7
        if end == at + 1 and self._is_named_outright(at):
            return end, 0.6
        if (word.is_strange or word.is_surname) and (self._is_said_to_be(at) or self._speaks(at, end)):
            return end, 0.65
        return at, 0.0

    def _fits_before(self, at: int) -> bool:
        """Tell whether two words with a capital are a rare first name and a surname."""
        word, follows = self.words[at], self.words[at + 1]
        if follows.is_thing or follows.key in THING_ENDINGS or word.shouts:
            return False
        if word.is_strange and (follows.is_surname or follows.is_first) and follows.key not in PLACES:
            return True
        return (word.is_strange or follows.is_strange) and word.key not in PLACES and self._is_said_to_be(at)

    def _follows_a_capital(self, at: int) -> bool:
        """Tell whether a capitalised word that is no name stands right before: "San Francisco", "Mill Lane"."""
        if at == 0 or self._text[self.words[at - 1].end : self.words[at].start] not in {" ", ". "}:
            return False
        before = self.words[at - 1]
        if self._text[before.end] == "." and not before.is_initial and before.key not in _BEFORE_PLACES:
            return False
        begins = at < 2 or self._text[self.words[at - 2].end : before.start] != " "
        if before.key in _BEFORE_PEOPLE:
            return False
        return before.key in _BEFORE_PLACES or (
            before.is_capital and not before.shouts and not (begins and is_ordinary_word(before.key))
        )

    def _in_lower_case(self, at: int) -> tuple[int, float]:
        word = self.words[at]
        if not word.is_first or len(word.key) < 3 or self._is_part_of_code(word):
            return at, 0.0
        follows = self.words[at + 1] if at + 1 < len(self.words) and self._joins(at, only=" ") else None
        if (
            follows
            and (follows.is_surname or (follows.is_strange and word.key in LONE_FIRST_NAMES))
            and len(follows.key) > 2
        ):
            return at + 2, 0.7
        if word.key in LONE_FIRST_NAMES and word.key not in PLACES and (len(word.key) > 3 or self._is_said_to_be(at)):
            return at + 1, 0.55
        return at, 0.0

    def _extended(self, end: int, *, capital: bool = True) -> int:
        """Return where a name that goes up to ``end`` really ends: with middle names, particles and surnames."""
        most = end + _MOST_FOLLOWING
        while end < min(len(self.words), most) and self._joins(end - 1):
            word = self.words[end]
            if word.key in PARTICLES and not (word.is_capital and not self._reaches_surname(end)):
                if not self._reaches_surname(end):
                    break
                end += 1
                most += 1
            elif self.words[end - 1].key in PARTICLES and word.is_capital and not word.is_thing:
                end += 1
            elif word.is_initial and self._reaches_surname(end):
                end += 1
            elif (
                word.is_capital == capital
                and word.may_be_surname
                and (word.is_capital or word.is_surname or word.is_strange)
            ):
                end += 1
            elif capital and word.is_capital and self._is_last_capital(end):
                return end + 1
            else:
                break
        return end

    def _is_last_capital(self, at: int) -> bool:
        """Tell whether an ordinary word has its capital as a surname: it is no thing, and no title goes on behind it."""
        word = self.words[at]
        if (
            word.is_thing
            or word.key in THING_ENDINGS
            or word.shouts
            or word.is_initial
            or not is_ordinary_word(word.key)
        ):
            return False
        before = self.words[at - 1]
        if not before.is_first or before.key in NAMES_THAT_ARE_WORDS:
            return False
        return at + 1 == len(self.words) or not (self._joins(at) and self.words[at + 1].is_capital)

    def _reaches_surname(self, at: int) -> bool:
        if at + 1 >= len(self.words) or not self._joins(at):
            return False
        word = self.words[at + 1]
        particle = self.words[at].key in PARTICLES and not self.words[at].is_capital
        return (word.is_capital and (word.may_be_surname or (particle and not word.is_thing))) or (
            word.key in PARTICLES and self._reaches_surname(at + 1)
        )

    def _joins(self, at: int, *, only: str | None = None) -> bool:
        """Tell whether the word after this one can belong to the same name: a space between them, or a dot behind an initial."""
        word = self.words[at]
        between = self._text[word.end : self.words[at + 1].start] if at + 1 < len(self.words) else "\n"
        if between == " ":
            return not _POSSESSIVE.search(word.written)
        short = word.is_initial or word.key in TITLES
        return only is None and short and between in {".", ". "}

    def _names_a_thing(self, at: int, end: int) -> bool:
        """Tell whether a hospital, a street or a law is named with these words, or a saint's church."""
        if " ".join(word.key for word in self.words[at:end]) in KNOWN_THINGS:
            return True
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

    def _is_person(self, at: int, end: int, *, wordlike: bool = False) -> bool:
        """Tell whether what stands around words that could be a name says that they are."""
        if self._is_said_to_be(at) or self._speaks(at, end):
            return True
        before, after = self._before(at), self._text[self.words[end - 1].end :][:_REACH_CHARACTERS]
        if contexts.PLACE_BEFORE.search(before):
            return False
        starts = not before.rstrip(" ") or before.rstrip(" \"'“‘([*_-•>#")[-1:] in {"", ".", "?", "!", "\n", ":"}
        if wordlike and (starts or self.words[at].key in _MONTHS):
            return bool(contexts.SPEECH_AFTER.match(after))
        return bool(contexts.BEFORE.search(before) or contexts.AFTER.match(after))

    def _is_said_to_be(self, at: int) -> bool:
        start = self.words[at].start
        return start in self._labelled or bool(contexts.STRONG_BEFORE.search(self._before(at)))

    def _is_named_outright(self, at: int) -> bool:
        """Tell whether someone is said to be called by this one word: "her daughter, Temperance"."""
        word = self.words[at]
        if word.shouts or word.key in _NO_PEOPLE or not contexts.NAMING_BEFORE.search(self._before(at)):
            return False
        return at + 1 == len(self.words) or not (self._joins(at) and self.words[at + 1].is_capital)

    def _speaks(self, at: int, end: int) -> bool:
        word, label = self.words[at], (self.words[at].start, self.words[end - 1].end)
        if label in self._speakers and (word.is_known or word.is_first or self._speakers[label] > 1):
            return True
        after = self._text[self.words[end - 1].end :][:_REACH_CHARACTERS]
        return bool(contexts.SPEECH_AFTER.match(after)) and self.words[end - 1].end < len(self._text)

    def _before(self, at: int) -> str:
        start = self.words[at].start
        return self._text[max(0, start - _REACH_CHARACTERS) : start]

    def _is_part_of_code(self, word: Word) -> bool:
        around = self._text[max(0, word.start - 1) : word.start] + self._text[word.end : word.end + 1]
        return any(mark in around for mark in "/_@\\=<>{}#")

    def reads_as_name(self, start: int, end: int) -> bool:
        """Tell whether words that the model takes for a person read as one's name here."""
        inside = [place for place, word in enumerate(self.words) if word.start < end and word.end > start]
        told = [self.words[place] for place in inside if self.words[place].key not in TITLES]
        if not told or len(told) > _LONGEST_NAME_WORDS or self.is_spared(start, end):
            return False
        if not all(word.is_capital or word.key in PARTICLES for word in told) or any(word.is_thing for word in told):
            return False
        at, behind = inside[0], inside[-1] + 1
        if self._names_a_thing(at, behind) or (
            len(told) > 1 and told[-1].key in THING_ENDINGS - SURNAMES_THAT_ARE_WORDS
        ):
            return False
        if len(told) == 1:
            return (told[0].is_strange or told[0].is_known) and self._is_person(at, behind)
        if told[0].is_first:
            return told[-1].may_be_surname
        if any(word.key in _NO_PEOPLE for word in told) or self._follows_a_capital(at):
            return False
        return any(word.is_strange for word in told) and not any(word.key in THING_ENDINGS for word in told)

    def is_spared(self, start: int, end: int) -> bool:
        """Tell whether a name to leave alone stands here, or around here."""
        if not self._never:
            return False
        if fold(self._text[start:end]).casefold() in self._never:
            return True
        if self._longest_never < 2:
            return False
        inside = [place for place, word in enumerate(self.words) if word.start < end and word.end > start]
        if not inside:
            return False
        reach = self._longest_never
        for first in range(max(0, inside[0] - reach), inside[0] + 1):
            for last in range(inside[-1], min(len(self.words), first + reach)):
                piece = self._text[self.words[first].start : self.words[last].end]
                if fold(piece).casefold() in self._never:
                    return True
        return False


def _inside(start: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (start, 1 << 60)) - 1
    return at >= 0 and spans[at][0] <= start < spans[at][1]
