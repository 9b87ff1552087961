"""Cutting one participant out of a source: its texts, the way between them, and whose the rest is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from domain.evidence import Contribution, SourceText
from domain.masking import KEPT
from domain.text import MaskedText, Replacement, TextSpan

_BETWEEN = "\n\n"
"""What stands between two passages: it goes with the passage before it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CutSource:
    """What remains of a source. ``masked_cuts`` are the spans of the masked text as it was that were taken out.

    ``remasked`` are the masked texts before and after more was masked in it, where that was done first: spans are of
    the one before, cuts of the one after.
    """

    text: SourceText
    contributions: tuple[Contribution, ...]
    masked_cuts: tuple[TextSpan, ...]
    remasked: tuple[MaskedText, MaskedText] | None = None

    def shifted(self, span: TextSpan) -> TextSpan:
        """Return where a span of the masked text as it was, which no cut touches, lies now."""
        span = self._remasked(span)
        return TextSpan(start=_after(span.start, self.masked_cuts), end=_after(span.end, self.masked_cuts))

    def what_is_left(self, span: TextSpan | None) -> TextSpan | None:
        """Return where what is left of a span lies now, whatever was cut from it; None where nothing is."""
        if span is None:
            return None
        span = self._remasked(span)
        start, end = _after(span.start, self.masked_cuts), _after(span.end, self.masked_cuts)
        return TextSpan(start=start, end=end) if start < end else None

    def touches(self, span: TextSpan) -> bool:
        """Tell whether something of a span of the masked text as it was has been taken out."""
        span = self._remasked(span)
        return any(cut.start < span.end and span.start < cut.end for cut in self.masked_cuts)

    def _remasked(self, span: TextSpan) -> TextSpan:
        if self.remasked is None:
            return span
        before, after = self.remasked
        return after.to_masked(before.to_canonical(span))


def cut_source(
    text: SourceText, contributions: Sequence[Contribution], *, gone: Callable[[str], bool], besides: Iterable[TextSpan]
) -> CutSource:
    """Return a source without the contributions of participants of whom ``gone`` is true.

    ``besides`` are further spans of the masked text to take out: observations of theirs. Where a cut ends inside a
    replacement all of that goes, so that no half of a name is left. Nothing to take out: the source as it was.
    """
    masked = text.masked
    wanted = [_with_gap(item.span, text.canonical) for item in contributions if gone(item.participant)]
    wanted += [_with_gap(masked.to_canonical(span), text.canonical) for span in besides]
    masked_cuts = _merged(masked.to_masked(span) for span in wanted)
    cuts = _merged(masked.to_canonical(span) for span in masked_cuts)
    kept = [item for item in contributions if not gone(item.participant)]
    return CutSource(
        text=SourceText(
            canonical=_without(text.canonical, cuts),
            masked=MaskedText(
                text=_without(masked.text, masked_cuts),
                replacements=tuple(_replacements(masked.replacements, cuts)),
            ),
        ),
        contributions=tuple(_contributions(kept, cuts)),
        masked_cuts=masked_cuts,
    )


def paragraphs_that(text: str, are_so: Callable[[str], bool]) -> list[TextSpan]:
    """Return the spans of a text's paragraphs of which something is true: a speaker's name that stands above words."""
    found, at = [], 0
    for paragraph in text.split(_BETWEEN):
        if paragraph.strip() and are_so(paragraph.strip().rstrip(":")):
            found.append(TextSpan(start=at, end=at + len(paragraph)))
        at += len(paragraph) + len(_BETWEEN)
    return found


def paragraph_above(text: str, start: int) -> TextSpan | None:
    """Return the span of the paragraph just above one that begins at ``start``; None where there is none."""
    end = start - len(_BETWEEN)
    if end <= 0 or not text.startswith(_BETWEEN, end):
        return None
    before = text.rfind(_BETWEEN, 0, end)
    begun = 0 if before < 0 else before + len(_BETWEEN)
    return TextSpan(start=begun, end=end) if begun < end else None


def _with_gap(span: TextSpan, text: str) -> TextSpan:
    """Return a span with the gap that follows it, or at the end of a text with the one before it."""
    if text.startswith(_BETWEEN, span.end):
        return TextSpan(start=span.start, end=span.end + len(_BETWEEN))
    if span.end == len(text) and text.endswith(_BETWEEN, 0, span.start):
        return TextSpan(start=span.start - len(_BETWEEN), end=span.end)
    return span


def _merged(spans: Iterable[TextSpan]) -> tuple[TextSpan, ...]:
    merged: list[TextSpan] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = TextSpan(start=merged[-1].start, end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _without(text: str, cuts: Sequence[TextSpan]) -> str:
    pieces, at = [], 0
    for cut in cuts:
        pieces.append(text[at : cut.start])
        at = cut.end
    return "".join([*pieces, text[at:]])


def _after(offset: int, cuts: Sequence[TextSpan]) -> int:
    """Return where an offset lies once the cuts are made; one inside a cut comes to its start."""
    return offset - sum(min(cut.end, offset) - cut.start for cut in cuts if cut.start < offset)


def _replacements(replacements: Sequence[Replacement], cuts: Sequence[TextSpan]) -> Iterable[Replacement]:
    for item in replacements:
        start, end = _after(item.span.start, cuts), _after(item.span.end, cuts)
        shortened = end - start != item.span.end - item.span.start
        if start < end and not (shortened and item.type == KEPT):
            yield replace(item, span=TextSpan(start=start, end=end))


def _contributions(contributions: Sequence[Contribution], cuts: Sequence[TextSpan]) -> Iterable[Contribution]:
    for item in contributions:
        start, end = _after(item.span.start, cuts), _after(item.span.end, cuts)
        if start < end:
            yield replace(item, span=TextSpan(start=start, end=end))
