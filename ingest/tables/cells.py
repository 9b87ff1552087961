"""What the cells of a column are like: the facts that guesses rest on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from language.sentences import count_words

_NUMBER = re.compile(r"^[-+£$€]?\d[\d.,]*\s?%?$")
_DATE = re.compile(
    r"(?ix)^(?:\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?$)|^(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*[ ,]+)?"
    r"(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\s+[a-z]{3,9}\s+\d{4}"
    r"|[a-z]{3,9}\s+\d{1,2},?(?:\s+[\d:]+\s+\w+)?\s+\d{4})"
    r"(?:[ T,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
    r"\s*(?:[ap]\.?m\b\.?)?\s*(?:z|[a-z]{2,5}(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2})?)?$"
)
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$", re.IGNORECASE)
_CHOICES = re.compile(r"\s*[;|\n]\s*")
_FEWEST_WORDS_OF_AN_ANSWER = 4
_MOST_CHOICES = 30


@dataclass(frozen=True, eq=False)
class ColumnFacts:
    """Facts of the cells of one column that hold anything. ``rows`` counts those of the table that were looked at."""

    cells: Sequence[str]
    rows: int

    def __len__(self) -> int:
        return len(self.cells)

    @cached_property
    def distinct(self) -> int:
        """Return how many different cells there are."""
        return len(set(self.cells))

    @cached_property
    def words(self) -> list[int]:
        """Return how many words each cell has, in ascending order."""
        return sorted(map(count_words, self.cells))

    @property
    def distinct_share(self) -> float:
        """Return the share of cells that are not a repetition."""
        return self.distinct / len(self.cells) if self.cells else 0.0

    @property
    def worded_share(self) -> float:
        """Return the share of cells that have as many words as an answer in words."""
        return sum(words >= _FEWEST_WORDS_OF_AN_ANSWER for words in self.words) / len(self.words) if self.words else 0.0

    @property
    def median_words(self) -> int:
        """Return the words of the middle cell."""
        return self.words[len(self.words) // 2] if self.words else 0

    @cached_property
    def is_numeric(self) -> bool:
        """Tell whether nearly every cell is a number."""
        return self._share(_NUMBER) >= 0.9

    @cached_property
    def is_dated(self) -> bool:
        """Tell whether nearly every cell is a date or a moment."""
        return self._share(_DATE) >= 0.8

    @cached_property
    def is_mail(self) -> bool:
        """Tell whether most cells are e-mail addresses."""
        return self._share(_EMAIL) >= 0.5

    @property
    def is_short(self) -> bool:
        """Tell whether cells are a word or a few."""
        return self.median_words < _FEWEST_WORDS_OF_AN_ANSWER

    @cached_property
    def choices(self) -> frozenset[str]:
        """Return the options of a multiple choice whose cells list several; empty when it is none."""
        listed = [split_choices(cell) for cell in self.cells]
        if not any(len(parts) > 1 for parts in listed):
            return frozenset()
        options = frozenset(part for parts in listed for part in parts)
        repeated = len(options) <= _MOST_CHOICES and len(options) * 2 <= sum(map(len, listed))
        return options if repeated else frozenset()

    def _share(self, pattern: re.Pattern[str]) -> float:
        return sum(bool(pattern.match(cell)) for cell in self.cells) / len(self.cells) if self.cells else 0.0


def split_choices(cell: str) -> list[str]:
    """Return the options that a cell lists, by semicolons, bars or line ends."""
    return [part for part in _CHOICES.split(cell) if part]
