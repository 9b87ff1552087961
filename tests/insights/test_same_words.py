import numpy as np
import pytest

from insights.answering.same_words import folded
from tests.insights.coded_evidence import evidence_of

SAID = "The letter came two weeks after the boat had sailed."


def texts(*said, alike=False):
    items = [evidence_of(text, study=f"Study {number}") for number, text in enumerate(said)]
    vectors = np.ones((len(items), 1)) if alike else np.eye(len(items))
    kept = folded(items, [item.id for item in items], vectors.astype(np.float32))
    return [[each.first.text, *(item.text for item in each.again)] for each in kept]


def test_the_same_words_stand_once_with_where_else_they_are_said():
    other = "Nobody answers the door."
    assert texts(SAID, other, SAID.upper()) == [[SAID, SAID.upper()], [other]]


def test_nearly_the_same_words_and_nearly_the_same_meaning_are_folded():
    nearly = SAID.replace("the boat", "a boat")
    assert texts(SAID, nearly) == [[SAID, nearly]]
    meant = "Two weeks after its boat left, post arrived."
    assert texts(SAID, meant) == [[SAID], [meant]]
    assert texts(SAID, meant, alike=True) == [[SAID, meant]]


@pytest.mark.parametrize("other", [SAID.replace("two", "nine"), SAID.replace("came", "never came")])
def test_another_number_or_a_denial_is_never_folded(other):
    assert texts(SAID, other, alike=True) == [[SAID], [other]]


def test_what_has_no_vector_is_compared_by_its_words_and_nothing_is_folded_into_nothing():
    items = [evidence_of(SAID, study="One"), evidence_of(SAID, study="Two")]
    none = np.zeros((0, 0), dtype=np.float32)
    assert [each.again for each in folded(items, [], none)] == [[items[1]]]
    assert folded([], [], none) == []
