from dataclasses import dataclass

import pytest

from domain.search import Agreement, Hit, Known
from vector_store.answering import (
    ENOUGH,
    ITS_POINT,
    MOST_OF_IT,
    NEAREST,
    SOMETHING,
    TELLING_SHARE,
    TOGETHER_IN_ONE,
    close,
    known,
    known_by_name,
)


@dataclass
class Asked:
    """Words of a query that find nothing: only how far others have them counts here."""

    strange: float = 0.0
    held: float = 1.0
    lacking: float = 0.0
    together: float = 1.0

    def matches(self, *, limit, among=None):
        return [], 0.0

    def strangeness(self):
        return self.strange

    def agreement(self, ids):
        return Agreement(held=self.held, lacking=self.lacking, together=self.together)


def hits(*scores):
    return [Hit(id=f"obs_{row}", score=score) for row, score in enumerate(scores)]


NEAR = hits(*[ENOUGH + 0.01] * NEAREST)


@pytest.mark.parametrize(
    ("nearness", "expected"),
    [(SOMETHING - 0.01, Known.NOTHING), (SOMETHING + 0.01, Known.PARTLY), (ENOUGH + 0.01, Known.ANSWERED)],
)
def test_the_nearer_the_nearest_the_further_a_question_is_answered(nearness, expected):
    assert known(hits(*[nearness] * NEAREST), [], [Asked()]) is expected


def test_one_passage_near_by_chance_answers_nothing():
    assert known(hits(0.6, *[0.1] * 199), [], [Asked()]) is Known.NOTHING


def test_of_few_observations_one_that_is_near_answers():
    assert known(hits(ENOUGH + 0.01, *[0.1] * 8), [], [Asked()]) is Known.ANSWERED
    assert known(hits(SOMETHING - 0.01, *[0.1] * 8), [], [Asked()]) is Known.NOTHING


def test_words_that_hardly_anything_has_make_an_answer_less_likely():
    near = hits(*[ENOUGH + 0.001] * NEAREST)
    assert known(near, [], [Asked()]) is Known.ANSWERED
    assert known(near, [], [Asked(strange=1.0)]) is Known.NOTHING


@pytest.mark.parametrize(
    "asked", [Asked(held=MOST_OF_IT - 0.01), Asked(lacking=ITS_POINT), Asked(together=TOGETHER_IN_ONE - 0.01)]
)
def test_what_is_near_and_does_not_speak_of_what_is_asked_answers_it_partly(asked):
    assert known(NEAR, [], [asked]) is Known.PARTLY


def test_a_question_is_answered_by_what_speaks_of_it_in_any_of_its_wordings():
    assert known(NEAR, [], [Asked(held=0.0), Asked()]) is Known.ANSWERED
    assert known(NEAR, [], [Asked(held=0.0, strange=1.0), Asked(held=0.0)]) is Known.PARTLY


def test_a_passage_with_the_questions_words_answers_it_where_meaning_finds_something_too():
    far, near = hits(0.1), hits(*[SOMETHING + 0.01] * NEAREST)
    assert known(far, hits(TELLING_SHARE), [Asked(strange=0.5)]) is Known.PARTLY
    assert known(near, hits(TELLING_SHARE), [Asked(held=0.0)]) is Known.ANSWERED


def test_a_question_of_common_words_that_falls_just_under_both_limits_is_partly_answered():
    near, words = hits(*[0.95 * SOMETHING] * NEAREST), hits(0.9 * TELLING_SHARE)
    assert known(near, words, [Asked()]) is Known.PARTLY
    assert known(near, words, [Asked(strange=0.1)]) is Known.NOTHING
    assert known(near, hits(0.5 * TELLING_SHARE), [Asked()]) is Known.NOTHING


def test_where_nothing_is_found_nothing_is_known():
    assert known([], [], [Asked()]) is Known.NOTHING


def test_a_code_answers_at_once_only_where_nothing_else_is_asked_about():
    named = frozenset({"obs_1"})
    assert known_by_name(Known.NOTHING, named, None) is Known.ANSWERED
    assert known_by_name(Known.NOTHING, named, Asked(together=MOST_OF_IT)) is Known.ANSWERED
    assert known_by_name(Known.NOTHING, named, Asked(together=0.1)) is Known.PARTLY
    assert known_by_name(Known.PARTLY, frozenset(), None) is Known.PARTLY


def test_only_what_is_near_by_itself_has_to_do_with_a_question():
    assert close(hits(ENOUGH, ENOUGH - 0.01)) == {"obs_0"}
