"""The vocabulary page explains every noun of the domain, and every value that people meet."""

import ast
import re
from enum import StrEnum
from pathlib import Path

import pytest

from domain import access, catalogue, consent, evidence, hand_overs, insights, journeys, missions, people

ROOT = Path(__file__).parents[2]
VOCABULARY = (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
TERMS = re.findall(r"^\| \*\*(.+?)\*\* \|", VOCABULARY, flags=re.MULTILINE)

NOT_NOUNS_OF_THE_TRADE = {
    "Example", "Assignment", "TopicRun", "ThemeRow", "ThemeStatus", "OrganisationCount", "Sharing",
    "Subject", "SourceFile", "SourceText", "SourceView", "ReadSource", "PassageRole",
    "Outcome", "FileAccount", "PatternFit",
    "Holdings", "StepBasis", "HandOverKind", "Passes", "How", "StepOutline", "PlacedEvidence", "StepPainPoint",
    "SystemUse", "JourneyStatus", "JourneySummary", "OwnerStatus", "PainPointOwner", "HasOwner",
}  # fmt: skip
"""Types that carry nouns about and are not one: rows, counts, statuses. Anything else new needs a definition."""


def nouns() -> list[str]:
    """The types of the domain's vocabulary modules, as words: PainPoint is "pain point"."""
    names = []
    for module in (access, catalogue, evidence, hand_overs, insights, journeys, missions, people):
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        names += [node.name for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    return [re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower() for name in names if name not in NOT_NOUNS_OF_THE_TRADE]


def test_every_noun_of_the_domain_is_defined():
    defined = {term.lower().replace("-", " ") for term in TERMS}
    assert [noun for noun in nouns() if noun not in defined] == []


def test_a_word_is_defined_once():
    assert [term for term in TERMS if TERMS.count(term) > 1] == []


VALUES = (
    evidence.Kind, evidence.Severity, evidence.Standing, evidence.Level, insights.Sharing, insights.Confidence,
    journeys.Channel, hand_overs.Gap, access.Role, access.Marking, consent.LawfulBasis,
)  # fmt: skip


@pytest.mark.parametrize("values", VALUES, ids=lambda values: values.__name__)
def test_every_value_that_people_meet_is_in_the_vocabulary(values: type[StrEnum]):
    words = VOCABULARY.lower()
    assert [value.value for value in values if value.value.replace("_", " ").lower() not in words] == []


def test_visibility_is_said_in_the_words_of_the_screens():
    assert [value.label for value in access.Visibility if value.label not in VOCABULARY] == []
