import numpy as np
import pytest

from domain.evidence import Coding, Kind, PatternFit
from insights.codebook import load_codebook
from insights.codebook_vectors import _digest, known_vectors
from insights.coding.leanings import PatternLeaning, asked_kind
from insights.encoders import DIFFICULTY_ENCODERS
from vector_store.joined_embedding import JoinedEmbedder

MATCHER = JoinedEmbedder.of(DIFFICULTY_ENCODERS)


class ShippedVectors:
    """The shipped vectors of the codebook's own sentences: nothing is embedded."""

    name = MATCHER.name
    dimensions = MATCHER.dimensions

    def embed(self, texts, *, progress=None):
        return np.stack([known_vectors(self.name)[_digest(text)] for text in texts])


@pytest.fixture(scope="module")
def patterns():
    return load_codebook().patterns


@pytest.fixture(scope="module")
def leaning():
    return PatternLeaning(load_codebook(), ShippedVectors())


def coded(pattern, *, fit=0.9, kind=Kind.PAIN_POINT, pain_point=0.5):
    return Coding(kind=kind, pain_point=pain_point, patterns=(PatternFit(pattern=pattern, fit=fit),))


def test_what_fits_the_questions_own_pattern_is_lifted_above_what_fits_another(leaning, patterns):
    asked, other = patterns[0], patterns[7]
    worth = leaning.asked(asked.examples[0].text)({"same": coded(asked.id), "other": coded(other.id)})
    assert worth["same"] > worth["other"] + 0.05


def test_a_difficulty_is_worth_more_than_what_is_none(leaning, patterns):
    question = patterns[0].examples[0].text
    plain = {"pain": Coding(kind=Kind.PAIN_POINT, pain_point=0.9), "method": Coding(kind=Kind.METHOD, pain_point=0.1)}
    worth = leaning.asked(question)(plain)
    assert worth["pain"] > worth["method"] > 0


def test_a_pattern_that_is_no_longer_in_the_codebook_lifts_nothing(leaning, patterns):
    question = patterns[0].examples[0].text
    worth = leaning.asked(question)({"old": coded("PAT_GONE"), "none": Coding(kind=Kind.PAIN_POINT, pain_point=0.5)})
    assert worth["old"] == worth["none"]


def test_without_codings_nothing_has_worth(leaning):
    assert leaning.asked("anything")({}) == {}


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Why do people give up on the form?", Kind.PAIN_POINT),
        ("clinic letters", Kind.PAIN_POINT),
        ("What worked well in the pilot?", Kind.POSITIVE),
        ("What did people like about the kiosk?", Kind.POSITIVE),
        ("Do people keep letters like this one?", Kind.PAIN_POINT),
        ("Which reminders were praised?", Kind.POSITIVE),
        ("Why do people not enjoy the visit?", Kind.PAIN_POINT),
        ("What do carers need from a letter?", Kind.NEED),
        ("What do visitors look for on the map?", Kind.NEED),
    ],
)
def test_a_question_asks_for_difficulties_unless_it_speaks_of_praise_or_needs(question, kind):
    assert asked_kind(question) is kind
