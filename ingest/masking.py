"""Finding personal data with Presidio: names, e-mail addresses, telephone, National Insurance and NHS numbers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from domain.text import Replacement, TextSpan
from ingest._find import Find
from ingest._names import PERSON, NameFilter, People
from language.model import load_model

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

_PLACEHOLDERS = {
    "EMAIL_ADDRESS": "[email]",
    "PHONE_NUMBER": "[phone]",
    "UK_NINO": "[NI number]",
    "UK_NHS": "[NHS number]",
}
_LONGEST_CHUNK_CHARACTERS = 50_000
_PARAGRAPH_END = re.compile(r"\n\n+")


class PresidioMasker:
    """Finds personal data in English text, without any network.

    A name keeps its number wherever it stands in one text: "[name 1]" is the same person throughout, also when
    only a part of the name is written again. ``never`` lists names to leave alone: organisations, services, systems.
    """

    def __init__(self, *, never: Iterable[str] = ()) -> None:
        self._never = tuple(never)

    @cached_property
    def _analyser(self) -> "AnalyzerEngine":
        from ingest._recognisers import build_analyser

        return build_analyser(load_model("ner"))

    def find(self, text: str) -> list[Replacement]:
        """Return what to replace, in order and without overlap. No finds, or empty text: an empty list."""
        if not text.strip():
            return []
        filtered = NameFilter(text, never=self._never)
        found = [each for start, chunk in _chunks(text) for each in self._found(chunk, start)]
        kept = [each for each in map(filtered.trimmed, found) if each is not None]
        people = People(text[each.start : each.end] for each in kept if each.type == PERSON)
        again = [
            Find(start, end, PERSON, 0.6) for start, end in people.mentions(text) if filtered.is_name(text[start:end])
        ]
        return [_replacement(each, text, people) for each in _without_overlap([*kept, *again])]

    def _found(self, chunk: str, offset: int) -> Iterator[Find]:
        from ingest._recognisers import ENTITIES

        for result in self._analyser.analyze(chunk, language="en", entities=list(ENTITIES)):
            yield Find(result.start + offset, result.end + offset, result.entity_type, round(float(result.score), 2))


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Yield (start, piece) of long text cut between paragraphs, so that the model never holds all of it."""
    start = 0
    ends = [match.end() for match in _PARAGRAPH_END.finditer(text)]
    for end, following in pairwise([*ends, len(text)]):
        if following - start > _LONGEST_CHUNK_CHARACTERS and end > start:
            yield start, text[start:end]
            start = end
    yield start, text[start:]


def _without_overlap(finds: Sequence[Find]) -> list[Find]:
    """Return finds in order; of two that overlap the surer stays, then the longer."""
    kept: list[Find] = []
    for find in sorted(finds, key=lambda each: (-each.score, each.start - each.end, each.start)):
        if all(find.end <= other.start or find.start >= other.end for other in kept):
            kept.append(find)
    return sorted(kept)


def _replacement(find: Find, text: str, people: People) -> Replacement:
    words = text[find.start : find.end]
    return Replacement(
        span=TextSpan(start=find.start, end=find.end),
        type=find.type,
        placeholder=people.placeholder(words) if find.type == PERSON else _PLACEHOLDERS[find.type],
        score=find.score,
    )
