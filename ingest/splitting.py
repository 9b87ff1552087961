"""From passages to candidate observations: the smallest spans that make sense alone, and those that do not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.evidence import Passage, PassageRole, Refusal
from domain.text import TextSpan
from ingest.canonical import Canonical, PlacedPassage
from ingest.readers._speakers import words_begin
from language.sentences import FEWEST_WORDS, SentenceSplitter, count_words

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

    The label of who speaks stands in the first sentence and makes it no longer: "P3: Every time." goes with the next
    one, or is too short. Of another ``role``: what would have been one if it were body.
    """
    body = [placed for placed in canonical.placed if placed.passage.role is role]
    split = [placed for placed in body if not placed.passage.whole and placed.passage.marked is None]
    said = [_words_begin(placed.passage) for placed in split]
    texts = [placed.passage.text[begins:] for placed, begins in zip(split, said, strict=True)]
    spans = {
        id(placed): _with_label(found, begins)
        for placed, found, begins in zip(split, sentences.split(texts), said, strict=True)
    }
    return [candidate for placed in body for candidate in _of_passage(placed, spans.get(id(placed)))]


def _words_begin(passage: Passage) -> int:
    """Return where the words of a passage begin, behind the label of who says them; 0 without one."""
    who = passage.participant or passage.speaker
    return words_begin(passage.text, who) if who else 0


def _with_label(found: Sequence[TextSpan], begins: int) -> list[TextSpan]:
    """Return sentences found behind a label as spans of the whole text, the label in the first of them."""
    moved = [TextSpan(start=span.start + begins, end=span.end + begins) for span in found]
    return [TextSpan(start=0, end=moved[0].end), *moved[1:]] if begins and moved else moved


def _of_passage(placed: PlacedPassage, sentences: Sequence[TextSpan] | None) -> Iterator[Candidate]:
    passage = placed.passage
    whole = [TextSpan(start=0, end=len(passage.text))]
    chosen = sentences if passage.marked is None else passage.marked
    begins = _words_begin(passage) if sentences is not None else 0
    for span in chosen if chosen is not None else whole:
        yield Candidate(
            span=TextSpan(start=placed.span.start + span.start, end=placed.span.start + span.end),
            passage=passage,
            refusal=_refusal(passage.text[max(span.start, begins) : span.end], passage.locator),
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
