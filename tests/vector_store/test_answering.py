import pytest

from domain.search import Hit, Known
from vector_store.answering import ENOUGH, NEAREST, SOMETHING, TELLING_SHARE, known


def hits(*scores):
    return [Hit(id=f"obs_{row}", score=score) for row, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("nearness", "expected"),
    [(SOMETHING - 0.01, Known.NOTHING), (SOMETHING + 0.01, Known.PARTLY), (ENOUGH + 0.01, Known.ANSWERED)],
)
def test_the_nearer_the_nearest_the_further_a_question_is_answered(nearness, expected):
    assert known(hits(*[nearness] * NEAREST), [], strange=0.0) is expected


def test_one_passage_near_by_chance_answers_nothing():
    assert known(hits(0.6, *[0.1] * 199), [], strange=0.0) is Known.NOTHING


def test_of_few_observations_one_that_is_near_answers():
    assert known(hits(ENOUGH + 0.01, *[0.1] * 8), [], strange=0.0) is Known.ANSWERED
    assert known(hits(SOMETHING - 0.01, *[0.1] * 8), [], strange=0.0) is Known.NOTHING


def test_words_that_hardly_anything_has_make_an_answer_less_likely():
    near = hits(*[ENOUGH + 0.001] * NEAREST)
    assert known(near, [], strange=0.0) is Known.ANSWERED
    assert known(near, [], strange=1.0) is Known.NOTHING


def test_a_passage_with_the_questions_words_answers_it_however_far_it_is():
    assert known(hits(0.1), hits(TELLING_SHARE), strange=0.5) is Known.ANSWERED


def test_a_question_of_common_words_that_falls_just_under_both_limits_is_partly_answered():
    near, words = hits(*[0.95 * SOMETHING] * NEAREST), hits(0.9 * TELLING_SHARE)
    assert known(near, words, strange=0.0) is Known.PARTLY
    assert known(near, words, strange=0.1) is Known.NOTHING
    assert known(near, hits(0.5 * TELLING_SHARE), strange=0.0) is Known.NOTHING


def test_where_nothing_is_found_nothing_is_known():
    assert known([], [], strange=0.0) is Known.NOTHING
