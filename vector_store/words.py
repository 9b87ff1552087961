"""Text as the word stems that the lexical index compares."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

MAX_QUERY_CHARACTERS = 20_000
"""What is read of a query; a pasted plan beyond it is known by its beginning."""

STOP_WORDS = frozenset(
    "a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it "
    "its me my of on or our she so such than that the their them then there these they this those to was we were what "
    "when where which who why will with would you your".split()
)
"""Words too common to tell passages apart. Negations and "after", "before", "without" stay: they carry difficulties."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def stems(text: str) -> list[str]:
    """Return the English stems of a text's words in order, stop words left out; [] for a text without words.

    Width, case and accents' encoding do not matter. Words of other languages stand as they are.
    """
    words = (word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(_folded(text)))
    return _stemmed([word for word in words if word not in STOP_WORDS])


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _stemmed(words: Sequence[str]) -> list[str]:
    # Not shared between threads: a Stemmer keeps a state of its own.
    return list(_stemmer().stemWords(words))


def _stemmer() -> Any:
    import threading

    return _stemmer_of(threading.get_ident())


@lru_cache(maxsize=64)
def _stemmer_of(thread: int) -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")
