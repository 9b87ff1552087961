"""Content words without their commonest endings: enough to bring "invited" and "invitation" together."""

import re
from functools import lru_cache

_STOP_WORDS = frozenset(
    """
    a an and are as at be been being by can do for from get go going had has have how if in into is it its may not of on
    or our so that the their them they this through to under until up was we were what when which who will with you your
    """.split()  # noqa: SIM905 - sixty quoted strings read worse
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_ENDING = re.compile(r"(?:ations?|itations?|ments?|ings?|ions?|ies|ed|es|e|s|y)$")
_LONG_ENOUGH = 4


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of a text's content words, each once."""
    return frozenset(stem for stem, _ in stems_with_words(text))


def stems_with_words(text: str) -> list[tuple[str, str]]:
    """Return each content word of a text with its stem before it, in order."""
    words = [word for word in _WORD.findall(text) if word.casefold() not in _STOP_WORDS]
    return [(_stem(word.casefold()), word) for word in words]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return _ENDING.sub("", word) if len(word) > _LONG_ENOUGH else word
