"""One word of a text, and what the lists of names say of it."""

import re
from dataclasses import dataclass

from ingest._known_names import first_names, lone_first_names, surnames
from ingest._name_words import (
    NAMES_THAT_ARE_WORDS,
    NOT_NAMES,
    PARTICLES,
    ROLES,
    SURNAMES_THAT_ARE_WORDS,
    THING_ENDINGS,
)
from ingest._places import PLACES
from ingest._word_set import key_of, word_set
from language.dictionary import is_ordinary_word

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+|-[^\W\d_]+)*")
_CONTRACTED = re.compile(r"'(?:ve|ll|re|d|m|t)$")
BEFORE_PLACES = word_set(
    """
    san santa los las new fort port mount lake st saint north south east west upper lower
    """
)
NO_PEOPLE = PLACES | BEFORE_PLACES
EVERYDAY_TITLES = frozenset({"mr", "mrs", "ms", "mx", "dr", "prof"})
_NOBLE = frozenset({"lady", "lord", "sir", "dame"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: where it stands, as written, and in the form in which lists are asked."""

    start: int
    end: int
    written: str
    key: str

    @property
    def is_capital(self) -> bool:
        """Tell whether it begins with a capital."""
        return self.written[0].isupper()

    @property
    def is_initial(self) -> bool:
        """Tell whether it is one capital letter."""
        return len(self.written) == 1 and self.is_capital

    @property
    def shouts(self) -> bool:
        """Tell whether it is in capitals throughout; a name or an acronym."""
        return len(self.written) > 1 and self.written.isupper()

    @property
    def is_first(self) -> bool:
        """Tell whether it is a first name that we know, words among them."""
        if _is_mixed_case(self.written):
            return False
        return _any_part(self.key, first_names()) or self.key in NAMES_THAT_ARE_WORDS

    @property
    def is_surname(self) -> bool:
        """Tell whether it is a surname that we know."""
        return _any_part(self.key, surnames())

    @property
    def is_known(self) -> bool:
        """Tell whether it is a name that is no ordinary word."""
        return (_any_part(self.key, lone_first_names()) or self.is_surname) and self.key not in PLACES

    @property
    def is_thing(self) -> bool:
        """Tell whether it is a word of services, or an acronym."""
        return self.key in NOT_NAMES or (self.shouts and not self.is_first and not self.is_surname)

    @property
    def is_strange(self) -> bool:
        """Tell whether it is neither a word nor a place: what may be a rare name."""
        if len(self.key) < 2 or self.key in NO_PEOPLE or self.is_thing or _is_mixed_case(self.written):
            return False
        if _CONTRACTED.search(self.key):
            return False
        return not is_ordinary_word(self.key) and not all(is_ordinary_word(part) for part in self.key.split("-"))

    @property
    def may_be_surname(self) -> bool:
        """Tell whether it can follow a first name: no ordinary word but those that are names."""
        if self.is_surname or self.key in SURNAMES_THAT_ARE_WORDS or self.key in PLACES:
            return True
        return not self.is_thing and self.key not in THING_ENDINGS and (self.is_first or not is_ordinary_word(self.key))


def _any_part(key: str, names: frozenset[str]) -> bool:
    return key in names or ("-" in key and any(part in names for part in key.split("-")))


def _is_mixed_case(written: str) -> bool:
    """Tell whether a word is written as products are (GitLab, iPad), and not as MacLeod is."""
    inner = re.sub(r"^(?:Mac|Mc|Fitz|De|Di|La|Le|Van|O['’]|D['’])", "", written)
    return not written.isupper() and "-" not in written and any(letter.isupper() for letter in inner[1:])


def may_hold_rare_name(line: str) -> bool:
    """Tell whether a line is worth the model's reading: it has a capitalised word that is no ordinary one."""
    for match in TOKEN.finditer(line):
        if match.group()[0].isupper() and len(match.group()) > 1:
            word = Word(0, 0, match.group(), key_of(match.group()))
            if word.is_strange or word.is_surname or word.is_first:
                return True
    return False


def fits_title(title: Word, follows: Word) -> bool:
    """Tell whether a word behind a title is a name: "Mrs Page", "Sister Agnes", but not "Lady Justice"."""
    if follows.is_thing or follows.key in NO_PEOPLE - {follows.key if follows.is_surname else ""}:
        return False
    if title.key in ROLES:
        return follows.is_capital and (follows.is_known or follows.is_first or follows.is_strange)
    if title.key in _NOBLE and follows.key in NAMES_THAT_ARE_WORDS:
        return False
    if follows.is_known or follows.is_first or follows.is_strange:
        return True
    both = follows.is_capital and not follows.shouts
    everyday = title.is_capital and title.key in EVERYDAY_TITLES
    return both and (everyday or follows.key in SURNAMES_THAT_ARE_WORDS)


def may_be_part(word: Word) -> bool:
    """Tell whether a word can stand within a name: with a capital, or a particle."""
    return (word.is_capital or word.key in PARTICLES) and not word.is_thing
