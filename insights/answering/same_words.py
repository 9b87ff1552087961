"""What says the same in several places: in the same words or nearly so, never with another number or a denial."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.evidence import Evidence
from domain.text import fold
from insights.coding.statements import denies, numbers_of

if TYPE_CHECKING:
    from domain.ports import Matrix

ALMOST_THE_SAME = 0.8
"""Quotations that share so much of their words, of all words that either has, say the same."""
FEWEST_WORDS_TO_FOLD = 5
NEARLY_ONE = 0.95
"""Quotations whose vectors have at least this cosine say the same."""
_WORD = re.compile(r"\w+")


@dataclass(kw_only=True, slots=True)
class Folded:
    """What stands for all that say the same: the first of them, and the others in their order."""

    first: Evidence
    again: list[Evidence] = field(default_factory=list)


def folded(items: Sequence[Evidence], ids: Sequence[str], vectors: "Matrix") -> list[Folded]:
    """Return items in their order, each that says the same as an earlier one folded into that.

    ``vectors`` (n, d), of length 1, belong to ``ids``; an item without one is compared by its words. No items: none.
    """
    rows = {identifier: row for row, identifier in enumerate(ids)}
    near = vectors @ vectors.T >= NEARLY_ONE
    said = {item.id: _Said.of(item.text) for item in items}
    kept: list[Folded] = []
    for item in items:
        row = rows.get(item.id)
        for other in kept:
            other_row = rows.get(other.first.id)
            is_near = row is not None and other_row is not None and bool(near[row, other_row])
            if said[item.id].says_the_same(said[other.first.id], is_near=is_near):
                other.again.append(item)
                break
        else:
            kept.append(Folded(first=item))
    return kept


@dataclass(frozen=True, kw_only=True, slots=True)
class _Said:
    """A text as it is compared."""

    words: frozenset[str]
    numbers: frozenset[str]
    denies: bool

    @classmethod
    def of(cls, text: str) -> "_Said":
        words = frozenset(_WORD.findall(fold(text).casefold()))
        return cls(words=words, numbers=numbers_of(text), denies=denies(text))

    def says_the_same(self, other: "_Said", *, is_near: bool) -> bool:
        if self.words == other.words:
            return bool(self.words)
        if self.denies != other.denies or self.numbers != other.numbers:
            return False
        if is_near:
            return True
        shared, every = len(self.words & other.words), len(self.words | other.words)
        return min(len(self.words), len(other.words)) >= FEWEST_WORDS_TO_FOLD and shared >= ALMOST_THE_SAME * every
