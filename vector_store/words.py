"""Text as the word stems that the lexical index compares."""

import re
import threading
import unicodedata
from collections.abc import Sequence

MAX_QUERY_CHARACTERS = 20_000
"""What is read of a query; a pasted plan beyond it is known by its beginning."""

_STOP_WORDS = """
a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it
its me my of on or our she so such than that the their them then there these they this those to was we were
what when where which who why will with would you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words too common to tell passages apart. Negations and "after", "before", "without" stay: they carry difficulties."""

_of_thread = threading.local()
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def stems(text: str) -> list[str]:
    """Return the English stems of a text's words in order, stop words left out; [] for a text without words.

    Width, case and accents' encoding do not matter. Words of other languages stand as they are.
    """
    return stems_of(written_words(text))


def stems_of(words: Sequence[str]) -> list[str]:
    """Return the stems of words as :func:`written_words` gives them, stop words left out."""
    return _stemmed([word for word in words if word not in STOP_WORDS])


def written_words(text: str) -> list[str]:
    """Return the words of a text in order as they are written, but for width, case and a possessive ending."""
    return [word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(_folded(text))]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _stemmed(words: Sequence[str]) -> list[str]:
    # A Stemmer keeps a state of its own, so each thread has one.
    if not hasattr(_of_thread, "stemmer"):
        import Stemmer

        _of_thread.stemmer = Stemmer.Stemmer("english")
    return list(_of_thread.stemmer.stemWords(words))
