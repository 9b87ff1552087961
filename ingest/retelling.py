"""Whether a file tells earlier research again: its wording, and how many passages it shares with others."""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence

from domain.asking import Cue
from domain.text import fold

SKETCH_AT_MOST = 400
_FEWEST_PASSAGE_WORDS = 8
_OPENING_CHARACTERS = 1_500
_HEADING_CHARACTERS = 120
_FEWEST_SENTENCES = 3
_FEWEST_SENTENCE_WORDS = 3
_FEWEST_TITLE_WORDS = 3
_LEAST_SHARE = 0.15

_PLAIN_TITLE = re.compile(
    r"\b(?:(?:research|findings?|story|learning) so far|round-?up|recap|meta-?analysis|literature review"
    r"|evidence review|(?:desk|secondary) research|research summary|year in review|synthesis of"
    r"|summary of (?:the |our |all )?(?:earlier |previous |past |user |recent )*(?:research|studies|findings|insights)"
    r"|(?:research|work|findings) from \w+(?: \d{4})? to \w+ \d{4})\b",
    re.IGNORECASE,
)
_PLAIN_OPENING = re.compile(
    r"\b(?:this|the) (?:blog |short )?(?:post|report|note|paper|document|page|summary|playback|deck|article|blog)"
    r"(?: \w+)? (?:summari[sz]es|brings together|pulls together|draws together|collates|recaps|looks back|retells)\b"
    r"|\b(?:summari[sz]es|summary of|brings together|draws on) (?:the |our |what )?(?:\w+ ){0,3}"
    r"(?:findings|research|studies|interviews|insights|evidence)\b[^.]{0,40}\b"
    r"(?:earlier|previous|past|other|existing|so far|to date|(?:two|three|four|five|six|\d+) (?:studies|rounds))\b",
    re.IGNORECASE,
)
_WEAK_TITLE = re.compile(
    r"\b(?:summary|overview|playback|lessons(?: learned)?|report|blog|review|wrap-?up|highlights|key findings"
    r"|what (?:we|they)(?:['’]ve| have)? (?:learn(?:ed|t)|found|heard|know)|reflections)\b",
    re.IGNORECASE,
)
_ROUND = r"(?:the )?(?:(?:first|second|third|last) round|rounds? (?:\d|one|two|three))"
_FOUND = r"we (?:found|heard|learn\w*|saw)"
_LOOKS_BACK = re.compile(
    r"\b(?:in|from|during) (?:the |our |an? )?(?:earlier|previous|prior|past) "
    r"(?:\w+ )?(?:rounds?|research|stud(?:y|ies)|testing|discovery|interviews)\b"
    rf"|\bin {_ROUND}\b[^.]{{0,40}}\b{_FOUND}\b|\b{_FOUND}\b[^.]{{0,40}}\bin {_ROUND}\b"
    r"|\b(?:earlier|previous) (?:research|studies|rounds?) (?:found|showed|told|has shown|had shown|revealed)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_PLACEHOLDER = re.compile(r"\[[a-z]+(?: \d+)?\]")
_WORD = re.compile(r"\w+")


def cue_of(title: str, text: str) -> Cue:
    """Return how plainly a file's title, its opening or its sentences say that it tells earlier research again.

    One look back does not make a retelling: at least three sentences do, and one in seven.
    """
    if _PLAIN_TITLE.search(f"{title}\n{text[:_HEADING_CHARACTERS]}") or _PLAIN_OPENING.search(
        text[:_OPENING_CHARACTERS]
    ):
        return Cue.PLAIN
    sentences = [each for each in _SENTENCE.findall(text) if len(_WORD.findall(each)) >= _FEWEST_SENTENCE_WORDS]
    back = sum(bool(_LOOKS_BACK.search(each)) for each in sentences)
    if back >= _FEWEST_SENTENCES and back >= _LEAST_SHARE * len(sentences):
        return Cue.PLAIN
    return Cue.WEAK if _WEAK_TITLE.search(title) else Cue.NONE


def long_passages(texts: Iterable[str]) -> list[str]:
    """Return the passages that are long enough not to be the same by chance."""
    return [text for text in texts if len(_WORD.findall(text)) >= _FEWEST_PASSAGE_WORDS]


def sketch_of(texts: Sequence[str]) -> tuple[int, ...]:
    """Return the lowest fingerprints of some passages, in order; the same passages give the same sketch.

    Case, white space and numbers of pseudonyms make no difference.
    """
    return tuple(sorted({fingerprint(text) for text in texts}))[:SKETCH_AT_MOST]


def fingerprint(text: str) -> int:
    """Return 32 bits of a text: enough to compare some hundreds of passages, too few to tell what it said."""
    return zlib.crc32(_PLACEHOLDER.sub("[]", fold(unicodedata.normalize("NFKC", text)).casefold()).encode())


def share_in(sketch: Sequence[int], other: Sequence[int]) -> tuple[int, float]:
    """Return how many passages of a sketch stand in another, and their share in [0, 1] of those comparable."""
    if not sketch or not other:
        return 0, 0.0
    full = SKETCH_AT_MOST
    top = min((each[-1] for each in (sketch, other) if len(each) == full), default=max(sketch[-1], other[-1]))
    comparable = [each for each in sketch if each <= top]
    shared = len(set(comparable) & set(other))
    return shared, shared / len(comparable) if comparable else 0.0


def named_in(text: str, titles: Iterable[str]) -> list[str]:
    """Return the studies that a text names by their titles, of three words or more, in any case."""
    within = fold(text).casefold()
    return [
        title
        for title in titles
        if len(_WORD.findall(title)) >= _FEWEST_TITLE_WORDS and fold(title).casefold() in within
    ]
