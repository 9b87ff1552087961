"""The names of people that are known: those of a package, and those written by hand that it lacks.

The package is read when somebody asks for the first time.
"""

from functools import cache

from ingest._first_names import FIRST_NAMES, NO_FIRST_NAMES
from ingest._gathered_names import gathered_first_names, gathered_surnames
from ingest._name_words import NAMES_THAT_ARE_WORDS, NOT_NAMES, THING_ENDINGS
from ingest._places import PLACES
from ingest._surnames import NO_SURNAMES, SURNAMES
from ingest._word_set import word_set
from language.dictionary import is_ordinary_word

_NO_NAMES_HERE = word_set(
    """
    fibonacci francisco meta tue versa
    """
)
"""What the package takes for names, and notes write for something else."""


@cache
def first_names() -> frozenset[str]:
    """Return first names, in lower case and without marks of accent; words among them only where written by hand."""
    return (FIRST_NAMES | frozenset(filter(_is_nothing_else, gathered_first_names()))) - NO_FIRST_NAMES


@cache
def lone_first_names() -> frozenset[str]:
    """Return the first names that say enough where they stand alone."""
    return first_names() - NAMES_THAT_ARE_WORDS


@cache
def surnames() -> frozenset[str]:
    """Return surnames, in lower case and without marks of accent; words among them only where written by hand."""
    return (SURNAMES | frozenset(filter(_is_nothing_else, gathered_surnames()))) - NO_SURNAMES


def _is_nothing_else(name: str) -> bool:
    lists = (NOT_NAMES, THING_ENDINGS, NAMES_THAT_ARE_WORDS, PLACES, _NO_NAMES_HERE)
    return not any(name in each for each in lists) and not is_ordinary_word(name)
