"""The canonical text of a source: its passages in reading order, and where each of them stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.evidence import Passage
from domain.text import TextSpan

BETWEEN_PASSAGES = "\n\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedPassage:
    """A passage and the span of the canonical text that it fills."""

    passage: Passage
    span: TextSpan


@dataclass(frozen=True, kw_only=True, slots=True)
class Canonical:
    """A source's text as its reader extracted it: passages, headings among them, joined by a blank line."""

    text: str
    placed: tuple[PlacedPassage, ...]

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> "Canonical":
        """Return the text of these passages. No passages: an empty text."""
        placed, at = [], 0
        for passage in passages:
            placed.append(PlacedPassage(passage=passage, span=TextSpan(start=at, end=at + len(passage.text))))
            at += len(passage.text) + len(BETWEEN_PASSAGES)
        return cls(text=BETWEEN_PASSAGES.join(passage.text for passage in passages), placed=tuple(placed))
