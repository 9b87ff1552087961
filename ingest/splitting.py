"""From passages to candidate observations: the smallest spans that make sense alone, and those that do not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.evidence import Passage, PassageRole, Refusal
from domain.text import TextSpan
from ingest.canonical import Canonical, PlacedPassage
from language.sentences import SentenceSplitter, count_words

FEWEST_WORDS = 3
MOST_CHARACTERS = 100_000
"""Nobody reads more at once as one finding; a report of fifty pages has as many."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A span of canonical text that may become an observation; ``refusal`` says why it does not."""

    span: TextSpan
    passage: Passage
    refusal: Refusal | None = None


def candidates(
    canonical: Canonical, sentences: SentenceSplitter, *, role: PassageRole = PassageRole.BODY
) -> list[Candidate]:
    """Return every candidate in reading order: each body passage whole, or its sentences. Headings give none.

    Of another ``role``: what would have been one if it were body.
    """
    body = [placed for placed in canonical.placed if placed.passage.role is role]
    split = [placed for placed in body if not placed.passage.whole and placed.passage.marked is None]
    spans = dict(zip(map(id, split), sentences.split([placed.passage.text for placed in split]), strict=True))
    return [candidate for placed in body for candidate in _of_passage(placed, spans.get(id(placed)))]


def _of_passage(placed: PlacedPassage, sentences: Sequence[TextSpan] | None) -> Iterator[Candidate]:
    whole = [TextSpan(start=0, end=len(placed.passage.text))]
    chosen = sentences if placed.passage.marked is None else placed.passage.marked
    for span in chosen if chosen is not None else whole:
        yield Candidate(
            span=TextSpan(start=placed.span.start + span.start, end=placed.span.start + span.end),
            passage=placed.passage,
            refusal=_refusal(span.of(placed.passage.text), placed.passage.locator),
        )


def _refusal(text: str, locator: str) -> Refusal | None:
    if not any(map(str.isalpha, text)):
        return Refusal(where=locator, reason="no words", remedy="Nothing to do: figures stay readable in the source.")
    if len(text) > MOST_CHARACTERS:
        return Refusal(
            where=locator,
            reason=f"more than {MOST_CHARACTERS:,} characters without the end of a sentence or a cell",
            remedy="Break it into sentences or paragraphs where it was written, then add the file again.",
        )
    if count_words(text) < FEWEST_WORDS:
        return Refusal(
            where=locator,
            reason=f"fewer than {FEWEST_WORDS} words",
            remedy="Write it as a phrase that makes sense alone if it is evidence.",
        )
    return None
