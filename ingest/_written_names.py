"""Names of people by how they are written: known first names and surnames, titles, initials, labels and who speaks.

It finds what the small model overlooks (rare names, names in lower case and in capitals, names in labels and
headings), and says of what the model takes for a person whether it reads as one.
"""

import re
from collections.abc import Iterator

from domain.masking import PERSON
from ingest import _name_contexts as contexts
from ingest._find import Find
from ingest._known_names import lone_first_names
from ingest._look_alikes import LookAlikes
from ingest._name_words import (
    FAMILY_NAMES,
    NAMES_BEFORE_WORDS,
    NAMES_THAT_ARE_WORDS,
    NOT_NAMES,
    PARTICLES,
    PLACE_ENDINGS,
    ROLES,
    SURNAMES_THAT_ARE_WORDS,
    THING_ENDINGS,
    TITLES,
)
from ingest._places import PLACES
from ingest._surroundings import BEFORE_PEOPLE
from ingest._word_set import POSSESSIVE
from ingest._words import EVERYDAY_TITLES, NO_PEOPLE, fits_title, may_be_part
from language.dictionary import is_ordinary_word

_GAELIC = re.compile(r"(?:o'|mc|mac|fitz)[a-z]{3}")
_DOES_TO = re.compile(r" (?:the|your|this|these|those|him|them|it)\b")
_MOST_FOLLOWING = 3
_LONGEST_NAME_WORDS = 5
_SHORTEST_SHOUTED_NAME = 6
_NONE = -1.0
"""The score of words that certainly name no person: they are passed over together."""
_NO_NICKNAME = frozenset({"dear", "poor", "brother", "sister", "father", "mother"})
_SHORT_SURNAMES = frozenset({"ng", "wu", "li", "xu", "hu", "yu", "ho", "lim"})
_ENGLISH_PARTICLES = frozenset({"do", "y", "ap", "ab", "la", "las", "los", "mac", "el"})


class WrittenNames(LookAlikes):
    """The names of people in one text, as far as they can be told by how they are written.

    ``never`` lists names to leave alone, whole or inside what they are part of.
    """

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
        if at and self.words[at - 1].key in BEFORE_PEOPLE and self.words[at - 1].is_capital and self.joins(at - 1):
            at -= 0 if self.begins_sentence(at - 1) and self.words[at - 1].key in _NO_NICKNAME else 1
        if end > at + 1 and self.words[at].key in ROLES and not self.words[at].is_capital:
            at += 1  # "my sister Jane": who she is to them is no part of her name
        last = self.words[end - 1]
        ending = POSSESSIVE.search(last.written)
        stop = last.start + ending.start() if ending and len(last.written) > 2 else last.end
        return Find(self.words[at].start, stop, PERSON, score)

    def _name_at(self, at: int) -> tuple[int, float]:
        """Return behind which word a name ends that begins here, and how sure that is; ``at`` itself for none."""
        word = self.words[at]
        if word.key in TITLES or word.key in ROLES:
            return self._after_title(at)
        if word.key in PARTICLES and word.key not in _ENGLISH_PARTICLES:
            end, score = self._from_particle(at)
            if end > at:
                return end, score
        if not word.is_capital:
            return self._in_lower_case(at)
        if word.is_initial:
            return self._after_initial(at)
        if word.is_first and not (word.shouts and len(word.written) < 3):
            return self._from_first_name(at)
        return self._from_surname(at)

    def _after_title(self, at: int) -> tuple[int, float]:
        end, title = at + 1, self.words[at]
        while end < len(self.words) and self.words[end].is_initial and self.joins(end - 1):
            end += 1
        if end == len(self.words) or not self.joins(end - 1) or not fits_title(title, self.words[end]):
            alone = end == at + 2 and title.key in EVERYDAY_TITLES and title.is_capital
            return (end, 0.6) if alone else (at, 0.0)
        return self._extended(end + 1, capital=self.words[end].is_capital), 0.85

    def _from_particle(self, at: int) -> tuple[int, float]:
        """Return behind which word a surname ends that begins with a particle and stands alone: "de Souza agreed"."""
        end = self._extended(at + 1) if self._reaches_surname(at) else at
        if end < at + 2 or not self.words[end - 1].is_capital or self.names_a_thing(at, end):
            return at, 0.0
        sure = self.words[end - 1].is_surname or self.words[end - 1].is_strange
        return (end, 0.65) if sure and self.is_person(at, end) and not self.follows_a_capital(at) else (at, 0.0)

    def _after_initial(self, at: int) -> tuple[int, float]:
        end = at + 1
        while end < len(self.words) and self.words[end].is_initial and self.joins(end - 1):
            end += 1
        if end == len(self.words) or not self.joins(end - 1) or not self.words[end].is_capital:
            return at, 0.0
        follows, dotted = self.words[end], self._text[self.words[end - 1].end] == "."
        sure = (follows.is_surname and follows.key not in PLACES) or (end > at + 1 and follows.is_strange)
        if sure or (dotted and (follows.is_strange or follows.key in SURNAMES_THAT_ARE_WORDS)):
            return self._extended(end + 1), 0.75
        return at, 0.0

    def _from_first_name(self, at: int) -> tuple[int, float]:
        end = self._extended(at + 1)
        placed = end > at + 1 and self._ends_as_thing(at, end)
        if self.names_a_thing(at, end) or (placed and not self._is_someone(at, end)):
            return end, _NONE
        if end > at + 1:
            return (end, 0.85) if self._reads_as_full_name(at, end) else (at, 0.0)
        if self.follows_a_capital(at):
            return at, 0.0
        named = self.is_eponym(end) or self.is_town(at, end)
        if self.is_screen(at, end) or (named and not self.is_said_to_be(at)):
            return end, _NONE
        score = self._first_name_score(at)
        return (end, score) if score else (at, 0.0)

    def _first_name_score(self, at: int) -> float:
        """Return how sure it is that a first name alone is someone; 0 where it is not."""
        word, end = self.words[at], at + 1
        if word.key in lone_first_names() and word.key not in PLACES:
            does = self.begins_sentence(at) and is_ordinary_word(word.key) and _DOES_TO.match(self._text, word.end)
            short = word.shouts and len(word.key) < _SHORTEST_SHOUTED_NAME
            acronym = short and not self.is_person(at, end, wordlike=True)
            return 0.0 if does or acronym else 0.7
        someone = self.is_label(at, end) if word.shouts else self.is_person(at, end, wordlike=True)
        return 0.65 if someone else 0.0

    def _ends_as_thing(self, at: int, end: int) -> bool:
        last = self.words[end - 1].key
        return last in THING_ENDINGS and not ("-" in self.words[at].key and last in SURNAMES_THAT_ARE_WORDS)

    def _is_someone(self, at: int, end: int) -> bool:
        """Tell whether words that could name a place name a person by what stands around them."""
        if self.words[at].key in lone_first_names() and self.words[at].key not in PLACES:
            return self.is_person(at, end, wordlike=True)
        return self.is_said_to_be(at) or self.speaks(at, end)

    def _reads_as_full_name(self, at: int, end: int) -> bool:
        """Tell whether a first name and what follows are no two words that only look like a name: "Grace Road"."""
        last = self.words[end - 1]
        if self.words[at].key not in NAMES_THAT_ARE_WORDS or last.is_known or last.is_first or last.is_strange:
            return True
        return self.is_person(at, end)

    def _from_surname(self, at: int) -> tuple[int, float]:
        word = self.words[at]
        if word.is_thing or word.key in PARTICLES:
            return at, 0.0
        behind, score = self._from_rare_first_name(at)
        if behind > at:
            return behind, score
        if _GAELIC.match(word.key) and (word.is_surname or word.is_strange) and not word.shouts:
            return self._extended(at + 1), 0.7
        end = self._extended(at + 1)
        placed = end > at + 1 and (self._ends_as_thing(at, end) or self.words[end - 1].key in PLACE_ENDINGS)
        family = self.is_family(at, end)
        if (
            self.names_a_thing(at, end)
            or self.is_eponym(end)
            or self.is_town(at, end)
            or self.is_screen(at, end)
            or (placed and not family and not self._is_someone(at, end))
        ):
            return end, _NONE
        score = 0.7 if family else self._surname_score(at, end)
        return (end, score) if score else (at, 0.0)

    def _surname_score(self, at: int, end: int) -> float:
        """Return how sure it is that a surname, or a rare name, is someone; 0 where it is not."""
        word = self.words[at]
        if word.is_surname and word.key not in PLACES and self.is_person(at, end):
            return 0.7
        told = self.is_said_to_be(at) or self.speaks(at, end) or self.is_paired(at)
        if self.is_foreign(at, end):
            return 0.6
        said = (word.is_strange or word.is_surname or word.key in _SHORT_SURNAMES) and told
        return 0.6 if said or (end == at + 1 and self.is_named_outright(at)) else 0.0

    def _from_rare_first_name(self, at: int) -> tuple[int, float]:
        """Return behind which word a name of two or more words ends whose first is in no list."""
        if at + 1 == len(self.words) or not self.joins(at) or self.follows_a_capital(at):
            return at, 0.0
        word, follows = self.words[at], self.words[at + 1]
        if follows.key in PARTICLES and not follows.is_capital:
            behind = self._extended(at + 1)
            return (behind, 0.7) if word.is_strange and behind > at + 1 else (at, 0.0)
        foreign = "-" in word.key and follows.key in SURNAMES_THAT_ARE_WORDS
        if not follows.is_capital or word.shouts or (follows.is_thing and not foreign):
            return at, 0.0
        if follows.key in THING_ENDINGS and not foreign:
            return at, 0.0
        behind = self._extended(at + 2)
        if self.names_a_thing(at, behind):
            return at, 0.0
        return (behind, 0.7) if self._fits_before(at) else (at, 0.0)

    def _fits_before(self, at: int) -> bool:
        """Tell whether two words with a capital are a rare first name and a surname."""
        word, follows = self.words[at], self.words[at + 1]
        if follows.key in PLACE_ENDINGS and not self._is_someone(at, at + 2):
            return False
        named = follows.is_known or follows.is_first
        if word.key in FAMILY_NAMES and follows.is_first and follows.key not in NAMES_THAT_ARE_WORDS:
            return True
        if named and follows.key not in PLACES:
            within = follows.is_known and not self.begins_sentence(at) and word.key not in NO_PEOPLE
            if word.is_strange or within:
                return True
        if word.is_strange and (follows.is_strange or follows.key in SURNAMES_THAT_ARE_WORDS):
            return self.is_person(at, at + 2)
        return (word.is_strange or follows.is_strange) and word.key not in PLACES and self.is_said_to_be(at)

    def _in_lower_case(self, at: int) -> tuple[int, float]:
        word = self.words[at]
        if len(word.key) < 3 or self.is_part_of_code(word):
            return at, 0.0
        if self.speaks_in_lower_case(at):
            return at + 1, 0.55
        if not word.is_first:
            return at, 0.0
        follows = self.words[at + 1] if at + 1 < len(self.words) and self.joins(at, only=" ") else None
        rare = follows and follows.is_strange and word.key in lone_first_names()
        if follows and len(follows.key) > 2 and (follows.is_surname or rare):
            return at + 2, 0.7
        if word.key in lone_first_names() and word.key not in PLACES and (len(word.key) > 3 or self.is_said_to_be(at)):
            return at + 1, 0.55
        return at, 0.0

    def _extended(self, end: int, *, capital: bool = True) -> int:
        """Return where a name that goes up to ``end`` really ends: with middle names, particles and surnames."""
        most = end + _MOST_FOLLOWING
        while end < min(len(self.words), most) and self.joins(end - 1):
            word = self.words[end]
            if word.key in PARTICLES and not (word.is_capital and not self._reaches_surname(end)):
                if not self._reaches_surname(end):
                    break
                end += 1
                most += 1
            elif self._goes_on(end, capital=capital):
                end += 1
            elif capital and word.is_capital and self._is_last_capital(end):
                return end + 1
            else:
                break
        return end

    def _goes_on(self, at: int, *, capital: bool) -> bool:
        """Tell whether this word is a further part of a name: an initial, a middle name or a surname."""
        word = self.words[at]
        if self.words[at - 1].key in PARTICLES and word.is_capital and not word.is_thing:
            return True
        if self._is_shouted_surname(at):
            return True
        if word.is_initial:
            return self._reaches_surname(at) or self._is_last_initial(at)
        return (
            word.is_capital == capital
            and word.may_be_surname
            and (word.is_capital or word.is_surname or word.is_strange)
        )

    def _is_shouted_surname(self, at: int) -> bool:
        """Tell whether a word in capitals goes on from a first name in capitals: "KAMRAN YOUSAFZAI"."""
        first, word = self.words[at - 1], self.words[at]
        if self.joins(at) and self.words[at + 1].key in THING_ENDINGS:
            return False
        if not (word.shouts and first.shouts and first.key in lone_first_names()) or len(word.key) < 4:
            return False
        return not is_ordinary_word(word.key) and word.key not in NOT_NAMES and word.key not in NO_PEOPLE

    def _is_last_initial(self, at: int) -> bool:
        """Tell whether a letter stands for a surname: "Sam B said", but not "Sam I am" nor "Sam A Level"."""
        first, word = self.words[at - 1], self.words[at]
        known = first.key in lone_first_names() or first.key in NAMES_BEFORE_WORDS
        if word.key in {"a", "i"} or not known or first.shouts:
            return False
        return at + 1 == len(self.words) or not (self.joins(at) and self.words[at + 1].is_capital)

    def _is_last_capital(self, at: int) -> bool:
        """Tell whether an ordinary word has its capital as a surname: no title goes on behind it."""
        word = self.words[at]
        if word.is_thing or word.key in THING_ENDINGS or word.shouts or word.is_initial:
            return False
        if not is_ordinary_word(word.key) or self.words[at - 1].key not in lone_first_names():
            return False
        return at + 1 == len(self.words) or not (self.joins(at) and self.words[at + 1].is_capital)

    def _reaches_surname(self, at: int) -> bool:
        if at + 1 >= len(self.words) or not self.joins(at):
            return False
        word = self.words[at + 1]
        particle = self.words[at].key in PARTICLES and not self.words[at].is_capital
        return (word.is_capital and (word.may_be_surname or (particle and not word.is_thing))) or (
            word.key in PARTICLES and self._reaches_surname(at + 1)
        )

    def reads_as_name(self, start: int, end: int) -> bool:
        """Tell whether words that the model takes for a person read as one's name here."""
        inside = self.words_within(start, end)
        told = [self.words[place] for place in inside if self.words[place].key not in TITLES]
        if not told or len(told) > _LONGEST_NAME_WORDS or not all(map(may_be_part, told)):
            return False
        at, behind = inside[0], inside[-1] + 1
        placed = (self.is_eponym(behind) or self.is_town(at, behind)) and not self.is_said_to_be(at)
        if placed or self.is_spared(start, end) or self.names_a_thing(at, behind):
            return False
        if len(told) == 1:
            seen = told[0].is_strange and (self.acts(at, behind) or contexts.DOES.match(self.after(behind)) is not None)
            return (told[0].is_strange or told[0].is_known) and (seen or self.is_person(at, behind))
        if told[0].is_first or told[-1].key in THING_ENDINGS - SURNAMES_THAT_ARE_WORDS:
            return told[-1].may_be_surname and told[-1].key not in THING_ENDINGS - SURNAMES_THAT_ARE_WORDS
        rare = any(word.is_strange for word in told) and not self.follows_a_capital(at)
        return rare and not any(word.key in NO_PEOPLE or word.key in THING_ENDINGS for word in told)
