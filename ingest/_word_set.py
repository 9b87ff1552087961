"""Lists of words, written as people read them, and the form in which they are asked."""

import re
import unicodedata

POSSESSIVE = re.compile(r"['’]s?$")


def word_set(written: str) -> frozenset[str]:
    """Return the words of a text that are parted by white space."""
    return frozenset(written.split())


def key_of(written: str) -> str:
    """Return a word in lower case, without accents, with straight apostrophes and without a possessive ending."""
    plain = POSSESSIVE.sub("", written.replace("’", "'")) if written[-2:] in {"'s", "’s"} else written.replace("’", "'")
    if plain.isascii():
        return plain.lower()
    apart = unicodedata.normalize("NFKD", plain.lower().replace("ł", "l").replace("ø", "o").replace("đ", "d"))
    return "".join(character for character in apart if not unicodedata.combining(character))
