"""Finding personal data with Presidio and rules of our own: what is known by its form, and names of people."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from domain.masking import PERSON
from domain.text import Replacement, TextSpan
from ingest._case_forms import case_form
from ingest._file_names import names_in_file_names
from ingest._find import Find
from ingest._forms import PLACEHOLDERS
from ingest._names import People, trimmed
from ingest._plain_form import PlainForm
from ingest._written_names import WrittenNames
from language.model import load_model

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

_REPEATED_SCORE = 0.55


class PresidioMasker:
    """Finds personal data in English text, without any network.

    A name keeps its number wherever it stands in one text: "[name 1]" is the same person throughout, also when
    only a part of the name is written again. ``never`` lists names to leave alone: organisations, services, systems.
    ``people`` are those met elsewhere in the study, placeholder to written forms, who keep their placeholder;
    ``taken`` is the highest number in use. ``case_references`` are examples of how the study writes them.
    """

    def __init__(
        self,
        *,
        never: Iterable[str] = (),
        people: Mapping[str, Sequence[str]] | None = None,
        taken: int = 0,
        case_references: Sequence[str] = (),
    ) -> None:
        self._never = tuple(never)
        self._people = dict(people or {})
        self._taken = taken
        self._examples = tuple(case_references)
        self._case_forms = tuple(case_form(example) for example in case_references)

    def for_study(
        self, *, people: Mapping[str, Sequence[str]], taken: int = 0, case_references: Sequence[str] = ()
    ) -> "PresidioMasker":
        """Return this masker for the sources of one study. Raises ValueError for an example that is none."""
        return PresidioMasker(never=self._never, people=people, taken=taken, case_references=case_references)

    def find(self, text: str, *, people: Sequence[TextSpan] = ()) -> list[Replacement]:
        """Return what to replace, in order and without overlap. No finds, or empty text: an empty list.

        ``people`` are spans that a person says are someone's name: they are numbered with the others, and found
        wherever else they are written.
        """
        if not text.strip():
            return []
        plain = PlainForm(text)
        names = WrittenNames(plain.text, never=self._never)
        said = [Find(*plain.plain(span.start, span.end), PERSON, 1.0) for span in people]
        found = [*self._found(plain.text, names), *names.finds(), *names_in_file_names(plain.text)]
        kept = _without_overlap([*said, *(each for each in found if not names.is_month(each.start, each.end))])
        numbers = People(
            (plain.text[each.start : each.end] for each in kept if each.type == PERSON),
            known=self._people,
            taken=self._taken,
        )
        again = (Find(start, end, PERSON, _REPEATED_SCORE) for start, end in numbers.mentions(plain.text))
        spared = (
            each
            for each in again
            if not names.is_spared(each.start, each.end) and not names.is_month(each.start, each.end)
        )
        return [_replacement(each, plain, numbers) for each in _without_overlap([*kept, *spared])]

    def _found(self, text: str, names: WrittenNames) -> Iterator[Find]:
        for form in self._case_forms:
            yield from form.finds(text)
        for result in _analyser().analyze(text, language="en"):
            find = Find(result.start, result.end, result.entity_type, round(float(result.score), 2))
            if find.type != PERSON:
                yield find
            else:
                yield from trimmed(find, names, text)


@cache
def _analyser() -> "AnalyzerEngine":
    from ingest._recognisers import build_analyser

    return build_analyser(load_model("ner"))


def _without_overlap(finds: Sequence[Find]) -> list[Find]:
    """Return finds in order; of two that overlap the surer stays, then the longer."""
    kept: list[Find] = []
    for find in sorted(finds, key=lambda each: (-each.score, each.start - each.end, each.start)):
        at = bisect_left(kept, find)
        if (at == 0 or kept[at - 1].end <= find.start) and (at == len(kept) or find.end <= kept[at].start):
            kept.insert(at, find)
    return kept


def _replacement(find: Find, plain: PlainForm, people: People) -> Replacement:
    words = plain.text[find.start : find.end]
    start, end = plain.original(find.start, find.end)
    return Replacement(
        span=TextSpan(start=start, end=end),
        type=find.type,
        placeholder=people.placeholder(words) if find.type == PERSON else PLACEHOLDERS[find.type],
        score=find.score,
    )
