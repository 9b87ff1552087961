"""What somebody meant who typed a name that nothing bears: names close to it by their letters or by their words."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches

from domain.text import fold
from language.look_alikes import LookAlikes

_CLOSE = 0.84
"""A mistyped name of two words or more shares as much of its letters with what was meant; other bodies rarely do."""
_CLOSE_WORD = 0.8
_LINKING = frozenset({"the", "and", "of", "for", "a", "an", "in", "on"})
MOST_CLOSE = 3


def close_names(name: str, entries: Iterable[Sequence[str]], *, most: int = MOST_CLOSE) -> list[str]:
    """Return the entries that are likely meant by a name, likeliest first, at most so many; none for one that is there.

    Each entry is its name, and then its other names. Close are those that look like it (one letter apart, an acronym,
    the same words), those whose letters are nearly the same, and those that hold each of its words, mistyped or not.
    """
    known = [tuple(entry) for entry in entries]
    typed = _letters(name)
    if not typed or any(_letters(form) == typed for entry in known for form in entry):
        return []
    alike = [each.name for each in LookAlikes(known).of(name)]
    shares = {entry[0]: max(_share(typed, _letters(form)) for form in entry) for entry in known}
    close = sorted((entry for entry, share in shares.items() if share), key=lambda entry: -shares[entry])
    return list(dict.fromkeys((*alike, *close)))[:most]


def _share(typed: str, form: str) -> float:
    """Return how close a form is, from 0 (not at all) to 1."""
    letters = SequenceMatcher(None, typed, form, autojunk=False)
    if letters.real_quick_ratio() >= _CLOSE and letters.quick_ratio() >= _CLOSE and letters.ratio() >= _CLOSE:
        return letters.ratio()
    words, others = _words(typed), _words(form)
    if words and all(get_close_matches(word, others, n=1, cutoff=_CLOSE_WORD) for word in words):
        return len(words) / max(len(words), len(others)) * _CLOSE
    return 0.0


def _letters(name: str) -> str:
    return fold(name).casefold()


def _words(letters: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", letters) if word not in _LINKING]
