"""Words mistyped: which known words are one letter away, and which long ones are two."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SHORTEST_MENDED, _LONGEST_MENDED = 4, 24
_LONG = 8
"""From so many letters on a word may be two away: of shorter ones too many are two letters from another."""
_TWO = 2
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def mended(word: str, known: Container[str]) -> Iterator[str]:
    """Yield the known words that are one letter away: one left out, one too many, another, or two exchanged.

    Nothing for short and very long words, and for those that are not plain letters. The work grows with the word alone.
    """
    if not _is_plain(word, _SHORTEST_MENDED):
        return
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    ways = {head + tail[1:] for head, tail in parts if tail}
    ways |= {head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1}
    ways |= {head + letter + tail[1:] for head, tail in parts if tail for letter in _LETTERS}
    ways |= {head + letter + tail for head, tail in parts for letter in _LETTERS}
    yield from sorted(way for way in ways if way != word and way in known)


class LongWords:
    """Known words that a long word may stand for that has two letters wrong. Thread-safe; never changed.

    How often each letter occurs in each is counted when the first mistyped word comes: that leaves a few to compare.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = known

    def two_away(self, word: str) -> list[str]:
        """Return known words of the same first letter that two changes make of a word of eight letters or more.

        A change is as in :func:`mended` (Damerau and Levenshtein, no stretch changed twice). In alphabetical order.
        """
        if not _is_plain(word, _LONG):
            return []
        import numpy as np

        words, lengths, counts = self._by_letter.get(word[0], ([], None, None))
        if lengths is None or counts is None:
            return []
        # A letter exchanged for another changes two counts by one, so two changes move the counts by four at most.
        apart = np.abs(counts - _counts([word])).sum(axis=1)
        close = np.flatnonzero((apart <= 2 * _TWO) & (np.abs(lengths - len(word)) <= _TWO))
        return sorted(words[row] for row in close.tolist() if _changes(word, words[row]) == _TWO)

    @cached_property
    def _by_letter(self) -> "dict[str, tuple[list[str], NDArray[np.int64], NDArray[np.int64]]]":
        import numpy as np

        groups: dict[str, list[str]] = defaultdict(list)
        for word in self._known:
            if _is_plain(word, _LONG - _TWO, _LONGEST_MENDED + _TWO):
                groups[word[0]].append(word)
        return {first: (words, np.array([*map(len, words)]), _counts(words)) for first, words in groups.items()}


def _is_plain(word: str, shortest: int, longest: int = _LONGEST_MENDED) -> bool:
    return shortest <= len(word) <= longest and word.isascii() and word.isalpha()


def _counts(words: list[str]) -> "NDArray[np.int64]":
    """Return (n, 26) how often each letter occurs in each word."""
    import numpy as np

    letters = np.frombuffer("".join(words).encode("ascii"), dtype=np.uint8).astype(np.int64) - ord("a")
    rows = np.repeat(np.arange(len(words)), [len(word) for word in words])
    return np.bincount(rows * len(_LETTERS) + letters, minlength=len(words) * len(_LETTERS)).reshape(-1, len(_LETTERS))


def _changes(one: str, other: str) -> int:
    """Return how many changes make one word the other, where that is at most two; else three."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [at]
        for place, met in enumerate(other, start=1):
            least = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != met))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == met:
                least = min(least, earlier[place - 2] + 1)
            row.append(least)
        if min(row) > _TWO and (not before or min(before) > _TWO):
            return _TWO + 1
    return min(row[-1], _TWO + 1)
