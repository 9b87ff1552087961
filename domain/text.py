"""Spans, and the map between a source's canonical text and its masked text.

All offsets are half-open ranges of Unicode code points (Python ``str`` indexes), from 0.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class TextSpan:
    """A half-open range of code points in one text.

    ``text[start:end]`` is exactly the quoted passage. An empty span is not evidence and is refused.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"A span needs 0 <= start < end, not {self.start}..{self.end}.")

    def of(self, text: str) -> str:
        """Return the passage this span quotes. Raises ValueError when the text is shorter than the span."""
        if self.end > len(text):
            raise ValueError(f"Span {self.start}..{self.end} reaches past a text of {len(text)} code points.")
        return text[self.start : self.end]


@dataclass(frozen=True, kw_only=True, slots=True)
class Replacement:
    """One passage of canonical text that masking replaced: ``span`` there, ``type`` found, ``placeholder`` put in.

    ``decided`` tells that a person said so; what a person left as it stands is kept too, as its own placeholder.
    """

    span: TextSpan
    type: str
    placeholder: str
    score: float = 1.0
    decided: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class MaskedText:
    """Canonical text with personal data replaced, and the way between the two.

    ``replacements`` are in order and do not overlap; spans are of the canonical text. Team-only: the
    replacements lead back to what was masked, so only ``text`` leaves the team.
    """

    text: str
    replacements: tuple[Replacement, ...] = ()
    _shifts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ends, shifts = 0, [0]
        for replacement in self.replacements:
            if replacement.span.start < ends:
                raise ValueError("Replacements must be in order and must not overlap.")
            ends = replacement.span.end
            shifts.append(shifts[-1] + len(replacement.placeholder) - (ends - replacement.span.start))
        object.__setattr__(self, "_shifts", tuple(shifts))

    @classmethod
    def of(cls, canonical: str, replacements: Sequence[Replacement]) -> "MaskedText":
        """Return ``canonical`` with each replacement applied. No replacement: the text as it was."""
        pieces, at = [], 0
        for replacement in replacements:
            pieces += [canonical[at : replacement.span.start], replacement.placeholder]
            at = replacement.span.end
        return cls(text="".join([*pieces, canonical[at:]]), replacements=tuple(replacements))

    def to_masked(self, span: TextSpan) -> TextSpan:
        """Return where a canonical span lies in the masked text; an end inside a replacement takes all of it."""
        return TextSpan(start=self._masked(span.start, at_end=False), end=self._masked(span.end, at_end=True))

    def to_canonical(self, span: TextSpan) -> TextSpan:
        """Return where a masked span lies in the canonical text; an end inside a placeholder takes all of it."""
        return TextSpan(start=self._canonical(span.start, at_end=False), end=self._canonical(span.end, at_end=True))

    def _masked(self, offset: int, *, at_end: bool) -> int:
        last = bisect_left(self.replacements, offset, key=lambda replacement: replacement.span.start) - 1
        if last < 0:
            return offset
        replacement, shift = self.replacements[last], self._shifts[last]
        if offset < replacement.span.end:
            return replacement.span.start + shift + (len(replacement.placeholder) if at_end else 0)
        return offset + self._shifts[last + 1]

    def _canonical(self, offset: int, *, at_end: bool) -> int:
        last = bisect_left(range(len(self.replacements)), offset, key=self._masked_start) - 1
        if last < 0:
            return offset
        replacement = self.replacements[last]
        if offset < self._masked_start(last) + len(replacement.placeholder):
            return replacement.span.end if at_end else replacement.span.start
        return offset - self._shifts[last + 1]

    def _masked_start(self, at: int) -> int:
        return self.replacements[at].span.start + self._shifts[at]


def fold(text: str) -> str:
    """Return text in Unicode NFC with every run of white space as one space: the form in which texts are compared."""
    return " ".join(unicodedata.normalize("NFC", text).split())
