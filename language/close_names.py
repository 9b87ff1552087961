"""What somebody meant who typed a name that nothing bears: names close to it by their letters or by their words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from heapq import nlargest

import numpy as np

from domain.text import fold
from language.look_alikes import LookAlikes

_CLOSE = 0.84
"""A mistyped name of two words or more shares as much of its letters with what was meant; other bodies rarely do."""
_CLOSE_WORD = 0.8
_LINKING = frozenset({"the", "and", "of", "for", "a", "an", "in", "on"})
MOST_CLOSE = 3


class CloseNames:
    """The names of a catalogue, arranged so that each of many others is compared quickly. Never changes."""

    def __init__(self, entries: Iterable[Sequence[str]]) -> None:
        """Take for each entry its name, and then its other names."""
        known = [tuple(entry) for entry in entries]
        self._alike = LookAlikes(known)
        self._forms = [(_letters(form), entry[0]) for entry in known for form in entry]
        self._known = frozenset(letters for letters, _ in self._forms)
        self._lengths = [len(_words(letters)) for letters, _ in self._forms]
        self._by_word: dict[str, set[int]] = defaultdict(set)
        for at, (letters, _) in enumerate(self._forms):
            for word in _words(letters):
                self._by_word[word].add(at)

    def of(self, name: str, *, most: int = MOST_CLOSE) -> list[str]:
        """Return the entries that are likely meant by a name, likeliest first, at most so many; none for one there is.

        Close are those that look like it (one letter apart, an acronym, the same words), those whose letters are
        nearly the same, and those that hold each of its words, mistyped or not.
        """
        typed = _letters(name)
        if not typed or typed in self._known:
            return []
        shares = self._by_words(typed)
        for at, share in _closest(typed, [letters for letters, _ in self._forms], _CLOSE).items():
            shares[at] = share
        best: dict[str, float] = {}
        for at in sorted(shares):
            entry = self._forms[at][1]
            best[entry] = max(best.get(entry, 0.0), shares[at])
        alike = [each.name for each in self._alike.of(name)]
        return list(dict.fromkeys((*alike, *sorted(best, key=lambda entry: -best[entry]))))[:most]

    def _by_words(self, typed: str) -> dict[int, float]:
        """Return the share of each form, by its place, that holds all words of a name."""
        words = _words(typed)
        if not words:
            return {}
        vocabulary = list(self._by_word)
        holding: set[int] | None = None
        for word in set(words):
            close = [self._by_word[vocabulary[at]] for at in _closest(word, vocabulary, _CLOSE_WORD)]
            held = set().union(*close)
            holding = held if holding is None else holding & held
        return {at: len(words) / max(len(words), self._lengths[at]) * _CLOSE for at in holding or ()}


class NearestNames:
    """Names arranged so that the nearest of them by their letters are found quickly. Never changes.

    It finds what ``difflib.get_close_matches`` does. That compares a name with every other, of which the letters alone,
    in whatever order, tell of most that they cannot be nearer than what was found already.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)
        self._places = {letter: at for at, letter in enumerate(sorted(set().union(*self._names)))}
        self._letters = np.array([self._counted(name) for name in self._names], np.int32)
        self._lengths = np.array([len(name) for name in self._names], np.int32)

    def of(self, typed: str, *, most: int, least: float) -> list[str]:
        """Return at most so many names that share at least so much of their letters, from 0 to 1, nearest first."""
        if not self._names:
            return []
        shared = np.minimum(self._letters, self._counted(typed)).sum(axis=1)
        bounds = 2 * shared / np.maximum(self._lengths + len(typed), 1)
        letters = SequenceMatcher(None, "", typed)
        found: list[tuple[float, str]] = []
        for at in np.argsort(-bounds, kind="stable"):
            if bounds[at] < (found[-1][0] if len(found) == most else least):
                break
            letters.set_seq1(self._names[at])
            if (share := letters.ratio()) >= least:
                found = nlargest(most, [*found, (share, self._names[at])])
        return [name for _, name in found]

    def _counted(self, name: str) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
        """Return how often a name has each letter that any of the names has."""
        counts = np.zeros(len(self._places), np.int32)
        for letter, number in Counter(name).items():
            if letter in self._places:
                counts[self._places[letter]] = number
        return counts


def _closest(typed: str, others: Sequence[str], least: float) -> dict[int, float]:
    """Return the places of those that share at least so much of their letters, from 0 to 1, with how much."""
    found: dict[int, float] = {}
    letters = SequenceMatcher(None, "", typed, autojunk=False)
    for at, other in enumerate(others):
        # What the lengths allow is told first: to compare the letters takes a hundred times as long.
        if 2 * min(len(typed), len(other)) < least * (len(typed) + len(other)):
            continue
        letters.set_seq1(other)
        if letters.quick_ratio() >= least and (share := letters.ratio()) >= least:
            found[at] = share
    return found


def _letters(name: str) -> str:
    return fold(name).casefold()


def _words(letters: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", letters) if word not in _LINKING]
