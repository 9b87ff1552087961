"""Presidio's analyser with the packaged spaCy model and only recognisers that stay off the network.

Imported by ``ingest.masking`` when something is masked for the first time: it loads Presidio.
"""

from presidio_analyzer import (
    AnalyzerEngine,
    LocalRecognizer,
    Pattern,
    PatternRecognizer,
    RecognizerRegistry,
)
from presidio_analyzer.nlp_engine import NlpArtifacts, SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import (
    NhsRecognizer,
    PhoneRecognizer,
    SpacyRecognizer,
    UkNinoRecognizer,
)
from spacy.language import Language
from spacy.tokens import Doc

from ingest._first_names import FIRST_NAMES

ENTITIES = ("PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER", "UK_NINO", "UK_NHS")
LOWEST_SCORE = 0.4

_REGIONS = ("GB", "US")
_VALID_NUMBERS = 1


class PackagedEngine(SpacyNlpEngine):
    """Hands Presidio a pipeline that is loaded already; words stand for lemmas, so no lemmatiser has to run."""

    def __init__(self, pipeline: Language) -> None:
        super().__init__()
        self.nlp: dict[str, Language] = {"en": pipeline}  # type: ignore[assignment]  # Presidio declares None here

    def _doc_to_nlp_artifact(self, doc: Doc, language: str) -> NlpArtifacts:
        entities = [entity for entity in doc.ents if entity.label_ == "PERSON"]
        return NlpArtifacts(
            entities=entities,
            tokens=doc,
            tokens_indices=[token.idx for token in doc],
            lemmas=[token.lower_ for token in doc],
            nlp_engine=self,
            language=language,
        )


def build_analyser(pipeline: Language) -> AnalyzerEngine:
    """Return an analyser for English text that finds ``ENTITIES``."""
    recognisers: list[LocalRecognizer] = [
        SpacyRecognizer(supported_entities=["PERSON"]),
        PatternRecognizer(
            supported_entity="PERSON", name="WrittenName", patterns=[_TITLED_NAME, _FIRST_NAME], global_regex_flags=0
        ),
        # Presidio's own e-mail recogniser asks tldextract, which downloads a list of suffixes on first use.
        PatternRecognizer(supported_entity="EMAIL_ADDRESS", name="OfflineEmail", patterns=[_EMAIL]),
        PatternRecognizer(supported_entity="PHONE_NUMBER", name="UkNumber", patterns=[_UK_NUMBER]),
        PhoneRecognizer(supported_regions=_REGIONS, leniency=_VALID_NUMBERS),
        UkNinoRecognizer(),
        PatternRecognizer(supported_entity="UK_NINO", name="ExampleNino", patterns=[_EXAMPLE_NINO]),
        NhsRecognizer(),
    ]
    registry = RecognizerRegistry(recognizers=recognisers, supported_languages=["en"])
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=PackagedEngine(pipeline),
        supported_languages=["en"],
        default_score_threshold=LOWEST_SCORE,
    )


_EMAIL = Pattern("Email", r"(?<![\w.+-])[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+(?<![.-])", 0.9)
_UK_NUMBER = Pattern(
    "British number, also of the ranges kept for fiction",
    r"(?<![\w+])(?:\+44 ?(?:\(0\) ?)?|\(?0(?=[1-9]))\d(?:[ )-]{0,2}\d){8,9}(?!\w)",
    0.6,
)
_TITLED_NAME = Pattern(
    "Name after a title",
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Cllr|Councillor|Sister|Nurse|Matron|Midwife|Sergeant|Constable|Rev|Reverend)"
    r"\.? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?",
    0.7,
)
_FIRST_NAME = Pattern(
    "A common first name, with what may follow it",
    rf"(?<![\w@.-])(?:{'|'.join(sorted(name.capitalize() for name in FIRST_NAMES))})"
    r"(?: (?:[A-Z]\.? )?(?:(?:Mac|Mc|[A-Z]['’])?[A-Z][a-zà-ÿ]+)(?:-[A-Z][a-zà-ÿ]+)?)?(?![\w@])",
    0.7,
)
_EXAMPLE_NINO = Pattern("Example number", r"\bQQ ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", 0.6)
"""The prefix that published examples use; people paste those, and a real one is mistyped as it."""
