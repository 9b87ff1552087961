"""Names that look like others: an acronym and what it stands for, the same words, one letter apart. Hints, no more."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from domain.names import LookAlike
from domain.text import fold
from language.name_forms import singular

_SHORTEST_TO_MISSPELL = 5
"""Shorter names are one letter apart by chance: HMRC is no HMRT written wrongly."""
_LINKING = frozenset({"the", "and", "of", "for", "a", "an", "in", "ltd", "limited", "plc"})
_ACRONYM = re.compile(r"[A-Z][\w&-]{1,7}")


class LookAlikes:
    """The names of a catalogue, arranged so that each of many others is compared quickly."""

    def __init__(self, names: Iterable[Sequence[str]]) -> None:
        """Take for each entry its name, and then its other names."""
        self._by_words: dict[frozenset[str], list[str]] = defaultdict(list)
        self._by_shape: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._forms: list[tuple[str, str]] = []
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        self._by_initials: dict[str, list[int]] = defaultdict(list)
        for name, *others in names:
            for form in (name, *others):
                self._by_letters[_letters(form)].append(len(self._forms))
                for initials in _initials(form):
                    self._by_initials[initials].append(len(self._forms))
                self._forms.append((form, name))
                self._by_words[_words(form)].append(name)
                for shape in _shapes(form):
                    self._by_shape[shape].append((form, name))

    def of(self, name: str) -> list[LookAlike]:
        """Return the entries that look like a name, the likeliest reason first, each once; not the name itself."""
        found: dict[str, str] = {}
        for entry in self._by_words.get(_words(name), ()):
            found.setdefault(entry, "the same words")
        shortened = frozenset(self._by_initials.get(_letters(name), ()))
        for at in sorted(shortened.union(*(self._by_letters.get(initials, ()) for initials in _initials(name)))):
            form, entry = self._forms[at]
            found.setdefault(entry, f"{name} may stand for it" if at in shortened else f"{form} may stand for this")
        for shape in _shapes(name):
            for form, entry in self._by_shape.get(shape, ()):
                if _is_one_letter_apart(_letters(form), _letters(name)):
                    found.setdefault(entry, "one letter apart")
        return [LookAlike(name=entry, why=why) for entry, why in found.items() if _letters(entry) != _letters(name)]


def _letters(name: str) -> str:
    return fold(name).casefold()


def _words(name: str) -> frozenset[str]:
    words = (singular(word) for word in re.findall(r"[^\W_]+", re.sub(r"['’]", "", _letters(name))))
    return frozenset(word for word in words if word not in _LINKING) or frozenset({_letters(name)})


def _initials(name: str) -> frozenset[str]:
    """Return what a name of several words may be shortened to, in small letters: HMRC for "HM Revenue & Customs"."""
    words = re.findall(r"[^\W_]+", re.sub(r"['’]", "", name))
    telling = [word for word in words if word.casefold() not in _LINKING]
    if len(words) < 2:
        return frozenset()
    return frozenset(_first_letters(some) for some in (words, telling) if len(some) > 1)


def _first_letters(words: Sequence[str]) -> str:
    return "".join(word if word.isupper() else word[0] for word in words).casefold()


def _shapes(name: str) -> set[str]:
    """Return a name and all that is left of it when one letter is gone: names one letter apart share one of them."""
    letters = _letters(name)
    if len(letters) < _SHORTEST_TO_MISSPELL or _ACRONYM.fullmatch(name):
        return set()
    return {letters} | {letters[:at] + letters[at + 1 :] for at in range(len(letters))}


def _is_one_letter_apart(left: str, right: str) -> bool:
    """Tell whether one letter more, less, other, or swapped with its neighbour makes one of the other."""
    if left == right:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    here, there = left[start:], right[start:]
    swapped = len(here) > 1 and here[:2] == there[1::-1] and here[2:] == there[2:]
    return here[1:] == there or here == there[1:] or here[1:] == there[1:] or swapped
