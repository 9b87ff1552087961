"""What a model outside answered when it read proposed evidence again, and the account of one such reading."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.identity import digest
from domain.insights import Codebook, Pattern

_QUESTION = "1"
"""Raised when what is asked becomes another question, so that every answer is asked for anew."""
_TOLD, _WHY_NOT = "evidence ", "not read again: "

Told = tuple[tuple[str, str], ...]
"""An account as settings of a run are told: names and values."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A model's answer to whether an observation tells the difficulty that a pattern describes.

    ``asked`` is the digest of what was sent of the pattern, ``by`` names the model and where it runs, ``at`` is an ISO
    moment in UTC. It stands as long as what is sent of the pattern, its neighbours' titles too, and the model are the
    same.
    """

    observation_id: str
    pattern: str
    asked: str
    by: str
    is_evidence: bool
    at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingAccount:
    """What became of the pairs of a sentence and a pattern that may be evidence, repeated words counted once.

    ``read`` of them have an answer that stands, whenever it was given; of these ``withheld`` are none by it. ``asked``
    were asked in this run. ``not_read`` counts the others by the reason, in words that hold none of theirs.
    """

    by: str
    pairs: int
    read: int
    withheld: int
    asked: int
    not_read: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        if self.read + sum(count for _, count in self.not_read) != self.pairs:
            raise ValueError("Each pair was read, or there is a reason why not.")

    @property
    def told(self) -> Told:
        """Return it as a run keeps it."""
        return (
            (f"{_TOLD}read again by", self.by),
            (f"{_TOLD}read again", f"{self.read} of {self.pairs}"),
            (f"{_TOLD}asked about in this run", str(self.asked)),
            (f"{_TOLD}withheld", str(self.withheld)),
            *((f"{_WHY_NOT}{reason}", str(count)) for reason, count in self.not_read),
        )


def told_of_reading(parameters: Sequence[tuple[str, str]]) -> Told:
    """Return what the settings of a run tell of reading evidence again; nothing where none was read."""
    return tuple(pair for pair in parameters if pair[0].startswith((_TOLD, _WHY_NOT)))


def described(pattern: Pattern, codebook: Codebook) -> list[str]:
    """Return the lines that tell a reader of a pattern; neighbours are called by their titles."""
    return [
        f"Difficulty: {pattern.title}",
        f"Definition: {pattern.definition}",
        f"When it does not apply: {codebook.with_titles(pattern.not_when)}",
    ]


def digest_of_words(pattern: Pattern, codebook: Codebook) -> str:
    """Return what names the words that a reader is told of a pattern."""
    return digest(_QUESTION, *described(pattern, codebook))
