"""Where sentences begin and end."""

import re
from collections.abc import Collection, Iterator, Sequence

from domain.text import TextSpan
from language.model import load_model

FEWEST_WORDS = 3
"""Fewer words than these make no sense alone."""
_LONGEST_QUOTATION_WORDS = 60
_BATCH = 256
_MOST_ASKED = 10_000
_MOST_AT_ONCE = 250_000
"""Characters that the model gets in one text, and in the texts of one batch: its memory grows with them."""

_OPENING = "\"'“‘(\\["
_CLOSING = "\"'”’)\\]"
_BOUNDARY = re.compile(rf"[.!?…]+[{_CLOSING}]*(?P<gap>\s+)(?=[{_OPENING}]*[^\W_a-z])|(?P<line>\s*\n\s*)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|etc|vs|cf|approx|no|nos|fig|mr|mrs|ms|dr|prof|st|dept|inc|ltd|ver)|^\W*\d{1,3})\.$",
    re.IGNORECASE,
)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
"""Letters of scripts that put no white space between words."""
_QUOTATION = re.compile(r"“[^“”]+”|(?<!\w)\"[^\"]+\"(?!\w)|(?<!\w)‘[^‘”]+?’(?!\w)")
_ATTRIBUTION = re.compile(r"\s*(?:[,(–—-]|[a-z])")


def count_words(text: str) -> int:
    """Return how many pieces of text between white space hold a letter or a digit.

    Where words are written without white space between them (Chinese, Japanese, Thai), two letters count as a word.
    """
    pieces = sum(any(character.isalnum() for character in piece) for piece in text.split())
    return pieces if text.isascii() else max(pieces, len(_UNSPACED.findall(text)) // 2)


class SentenceSplitter:
    """Splits passages into sentences with spaCy's statistical splitter.

    Most passages hold no full stop followed by a capital: they are one sentence, and the model is not asked. Where
    it is asked, its word counts only at such a place or at a line's end. A fragment of fewer than three words goes
    with its neighbour, and a quotation is not cut from the words that say whose it is.
    """

    def split(self, texts: Sequence[str]) -> list[list[TextSpan]]:
        """Return for each text its sentences in order, without the white space around them. Blank text: none."""
        places = [list(_BOUNDARY.finditer(text)) for text in texts]
        asked = [number for number, found in enumerate(places) if any(not match["line"] for match in found)]
        starts = self._sentence_starts({number: list(_parts(texts[number], places[number])) for number in asked})
        return [
            _sentences(text, [m for m in places[number] if _divides(text, m, starts.get(number, ()))])
            for number, text in enumerate(texts)
        ]

    def _sentence_starts(self, parts: dict[int, list[tuple[int, str]]]) -> dict[int, set[int]]:
        """Return where the sentences of texts begin, by the numbers of the texts, each given in its parts."""
        starts: dict[int, set[int]] = {number: set() for number in parts}
        asked = [(number, at) for number, several in parts.items() for at, _ in several]
        texts = [part for several in parts.values() for _, part in several]
        batch = max(1, min(_BATCH, _MOST_AT_ONCE // max(map(len, texts), default=1)))
        docs = load_model("senter").pipe(texts, batch_size=batch) if texts else ()
        for (number, at), doc in zip(asked, docs, strict=True):
            starts[number].update(at + sentence.start_char for sentence in doc.sents)
        return starts


def _parts(text: str, places: list[re.Match[str]]) -> Iterator[tuple[int, str]]:
    """Yield a text in parts that the model can take, each with its start, cut where a sentence may begin.

    What follows the last such place of a part is left out where it is too long: nothing is asked about it.
    """
    start, cut = 0, 0
    for end in (*(match.end() for match in places), len(text)):
        if end - start > _MOST_ASKED and cut > start:
            yield start, text[start:cut][:_MOST_ASKED]
            start = cut
        cut = end
    yield start, text[start : start + _MOST_ASKED]


def _divides(text: str, match: re.Match[str], starts: Collection[int]) -> bool:
    if match["line"]:
        return True
    if _ABBREVIATION.search(text[max(0, match.start("gap") - 12) : match.start("gap")]):
        return False
    return match.end() in starts or not text[match.start() : match.end()].startswith(".")


def _sentences(text: str, boundaries: list[re.Match[str]]) -> list[TextSpan]:
    kept = _outside_quotations(text, [(m.start("gap") if m["gap"] else m.start(), m.end()) for m in boundaries])
    cuts = [0, *(edge for pair in kept for edge in pair), len(text)]
    spans = [_trimmed(text, start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    return _without_fragments(text, [span for span in spans if span])


def _outside_quotations(text: str, gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out gaps inside a quotation that goes on to say who speaks, unless it is too long to read at once."""
    if not gaps:
        return gaps
    held = [
        match.span()
        for match in _QUOTATION.finditer(text)
        if _ATTRIBUTION.match(text, match.end()) and count_words(match.group()) <= _LONGEST_QUOTATION_WORDS
    ]
    return [gap for gap in gaps if not any(start < gap[0] < end for start, end in held)]


def _trimmed(text: str, start: int, end: int) -> TextSpan | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    return TextSpan(start=start, end=end) if end > start else None


def _without_fragments(text: str, spans: list[TextSpan]) -> list[TextSpan]:
    """Join each fragment to the sentence before it, and a first one to the sentence after it."""
    joined: list[TextSpan] = []
    for span in spans:
        if joined and (_is_fragment(span.of(text)) or (len(joined) == 1 and _is_fragment(joined[0].of(text)))):
            joined[-1] = TextSpan(start=joined[-1].start, end=span.end)
        else:
            joined.append(span)
    return joined


def _is_fragment(sentence: str) -> bool:
    return count_words(sentence) < FEWEST_WORDS
