"""Presidio's analyser with the packaged spaCy model and recognisers of our own: none of them asks the network.

Imported by ``ingest.masking`` when something is masked for the first time: it loads Presidio.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts, SpacyNlpEngine
from spacy.language import Language
from spacy.tokens import Doc

from domain.masking import PERSON
from ingest._find import Find
from ingest._forms import FORMS, Form
from ingest._jotted_forms import JOTTED_FORMS
from ingest._worded_forms import WORDED_FORMS
from ingest._words import may_hold_rare_name

LOWEST_SCORE = 0.4
MODEL_SCORE = 0.6
_MODEL_CHARACTERS = 20_000
_APART = "\n\n"


class PackagedEngine(SpacyNlpEngine):
    """Hands Presidio a pipeline that is loaded already, and reads with it only the lines that may hold a rare name."""

    def __init__(self, pipeline: Language) -> None:
        super().__init__()
        self.nlp: dict[str, Language] = {"en": pipeline}  # type: ignore[assignment]  # Presidio declares None here

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Return the people that the model sees. Words and lemmas stay empty: our recognisers ask for none."""
        pipeline = self.nlp[language]
        people: list[Any] = [find for batch in _batches(text) for find in _people(pipeline, text, batch)]
        empty = Doc(pipeline.vocab)
        return NlpArtifacts(
            entities=people, tokens=empty, tokens_indices=[], lemmas=[], nlp_engine=self, language=language
        )


class ModelNames(EntityRecognizer):
    """What the small model takes for people."""

    def __init__(self) -> None:
        super().__init__(supported_entities=[PERSON], name="ModelNames", supported_language="en")

    def load(self) -> None:
        """Load nothing: the engine holds the model."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """Return what the engine found."""
        found: list[Any] = nlp_artifacts.entities
        return _results(found)


class WrittenForms(EntityRecognizer):
    """What is known by its form: a row of ``ingest._forms`` each."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._forms = tuple(forms)
        types = sorted({form.type for form in self._forms})
        super().__init__(supported_entities=types, name="WrittenForms", supported_language="en")

    def load(self) -> None:
        """Load nothing: forms are patterns."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """Return what has one of the forms."""
        return _results(find for form in self._forms for find in form.finds(text))


def build_analyser(pipeline: Language) -> AnalyzerEngine:
    """Return an analyser for English text that finds people, and everything that ``ingest._forms`` lists."""
    registry = RecognizerRegistry(
        recognizers=[ModelNames(), WrittenForms((*FORMS, *WORDED_FORMS, *JOTTED_FORMS))], supported_languages=["en"]
    )
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=PackagedEngine(pipeline),
        supported_languages=["en"],
        default_score_threshold=LOWEST_SCORE,
    )


def _results(finds: Iterable[Find]) -> list[RecognizerResult]:
    return [RecognizerResult(entity_type=each.type, start=each.start, end=each.end, score=each.score) for each in finds]


def _batches(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the lines for the model, as (start, end), in pieces small enough for it to hold."""
    batch: list[tuple[int, int]] = []
    held = 0
    breaks = [-1, *(place for place, character in enumerate(text) if character == "\n"), len(text)]
    for before, end in pairwise(breaks):
        if not may_hold_rare_name(text[before + 1 : end]):
            continue
        if batch and held + end - before > _MODEL_CHARACTERS:
            yield batch
            batch, held = [], 0
        batch.append((before + 1, end))
        held += end - before
    if batch:
        yield batch


def _people(pipeline: Language, text: str, lines: list[tuple[int, int]]) -> Iterator[Find]:
    """Yield whom the model sees in these lines, where they stand in the text; nobody stands across two lines."""
    starts, joined = [], 0
    for start, end in lines:
        starts.append((joined, joined + end - start, start))
        joined += end - start + len(_APART)
    doc = pipeline(_APART.join(text[start:end] for start, end in lines))
    at = 0
    for entity in doc.ents:
        if entity.label_ != PERSON:
            continue
        while entity.start_char > starts[at][1]:
            at += 1
        first, last, there = starts[at]
        yield Find(entity.start_char - first + there, min(entity.end_char, last) - first + there, PERSON, MODEL_SCORE)
