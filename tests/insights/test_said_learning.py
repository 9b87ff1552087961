"""What is learned of kinds and severities that people said: on invented log probabilities and vectors."""

from dataclasses import replace

import numpy as np
import pytest

from domain.evidence import Kind
from domain.lesson_effects import Effect
from domain.lessons import Lessons
from domain.said_lessons import LearningAbout, SaidFigures, SaidGain, SaidLesson, SaidTeaching
from insights.coding.said_learning import (
    SaidSentence,
    called_by,
    said_figures_of,
    said_gain_of,
    teaching_of_said,
    values_of,
)
from insights.coding.said_lessons import correction_from, correction_of, logs_of

KINDS = values_of(LearningAbout.KINDS)
PAIN, ADVICE = KINDS.index("pain_point"), KINDS.index("recommendation")
SURE = 0.65
"""How probable the invented coder finds a pain point, whatever a sentence tells."""


def sentences(number=120, *, said=lambda nth: "pain_point" if nth % 2 else "recommendation"):
    return [
        SaidSentence(
            observation=f"obs_{nth}", text=f"Text {nth}", said=said(nth), agreed=bool(nth % 2), group=f"study {nth % 6}"
        )
        for nth in range(number)
    ]


def features(rows, *, seed=3):
    """Log probabilities that take every sentence for the same, and vectors whose first place tells kinds apart."""
    chances = np.full((len(rows), len(KINDS)), (1 - SURE) / (len(KINDS) - 1))
    chances[:, PAIN] = SURE
    vectors = np.random.default_rng(seed).normal(0, 0.3, (len(rows), 12)).astype(np.float32)
    vectors[:, 0] = [1.0 if nth % 2 else -1.0 for nth in range(len(rows))]
    return np.log(chances), vectors


def measured(rows, **fields):
    return said_gain_of(rows, *features(rows, **fields), about=LearningAbout.KINDS)


def test_what_wording_tells_is_a_gain_on_studies_that_were_not_learned_from():
    gain = measured(sentences())
    assert gain.effect is Effect.GAIN
    assert gain.shipped.right == 0.5
    assert gain.learned.right > 0.95
    assert gain.learned.precision > gain.shipped.precision


@pytest.mark.parametrize("seed", range(4))
def test_shuffled_words_are_never_a_gain(seed):
    order = np.random.default_rng(seed).permutation(120)
    rows = sentences(said=lambda nth: "pain_point" if order[nth] % 2 else "recommendation")
    assert measured(rows).effect is not Effect.GAIN


def test_words_that_all_lean_one_way_teach_no_wording():
    """Everything is said to be advice: readier to say so of everything alike, which is counted as no gain."""
    rows = sentences(said=lambda nth: "recommendation" if nth % 12 else "pain_point")
    assert measured(rows).effect is not Effect.GAIN


def test_measuring_twice_gives_the_same():
    assert measured(sentences()) == measured(sentences())


def test_few_words_move_little_and_many_move_more():
    rows = sentences()
    logs, vectors = features(rows)
    said = [KINDS.index(row.said) for row in rows]
    moved = [
        float(np.abs(correction_from(logs[:n], said[:n], vectors[:n]).of(logs, vectors) - logs).max()) for n in (4, 120)
    ]
    assert moved[0] < moved[1]


def test_what_is_corrected_stays_a_distribution():
    rows = sentences()
    logs, vectors = features(rows)
    corrected = correction_from(logs, [KINDS.index(row.said) for row in rows], vectors).of(logs, vectors)
    assert np.exp(corrected).sum(axis=1) == pytest.approx(np.ones(len(rows)))


def test_lessons_do_not_depend_on_their_order():
    class Encoder:
        name, dimensions = "encoder", 12

        def embed(self, texts, *, progress=None):
            return np.stack([features(sentences())[1][int(text.split()[1])] for text in texts])

    logs, vectors = features(sentences())
    taught = [
        SaidLesson(observation=row.observation, said=row.said, logs=tuple(map(float, own)), text=row.text)
        for row, own in zip(sentences(), logs, strict=True)
    ]
    first, second = (correction_of(each, Kind, Encoder()) for each in (taught, taught[::-1]))
    assert (first.of(logs, vectors) == second.of(logs, vectors)).all()


def test_what_is_told_in_one_group_alone_cannot_be_measured():
    with pytest.raises(ValueError, match="one group"):
        measured([replace(row, group="one") for row in sentences()])


def test_figures_tell_what_is_right_and_how_precise():
    logs = logs_of(np.array([[2.0, 0.0], [2.0, 0.0], [0.0, 2.0], [0.0, 2.0]]))
    values, called = ["low", "high"], ["low", "low", "high", "high"]
    found = said_figures_of(logs, np.array([0, 1, 0, 1]), called=called, values=values, first="high")
    assert (found.right, found.precision, found.recall) == (0.5, 0.5, 0.5)
    none = said_figures_of(logs[:2], np.array([0, 0]), called=called[:2], values=values, first="high")
    assert (none.precision, none.recall) == (None, None)


def test_a_pain_point_is_what_is_at_least_as_likely_as_not_as_when_coding():
    """The likeliest of eight kinds at 0.4 is none: what precision is told of has to be what is coded so."""
    chances = np.full((1, len(KINDS)), 0.6 / (len(KINDS) - 1))
    chances[0, PAIN] = 0.4
    called = called_by(np.log(chances), ["Invented."], [()], about=LearningAbout.KINDS)
    assert called != ["pain_point"]


def test_it_takes_sixty_words_some_of_them_the_coders_own_and_two_answers_in_two_studies():
    rows = sentences()
    assert teaching_of_said(rows).is_enough
    assert not teaching_of_said(rows[:59]).is_enough
    assert not teaching_of_said([replace(row, agreed=False) for row in rows]).is_enough
    assert not teaching_of_said([replace(row, said="need") for row in rows]).is_enough
    assert not teaching_of_said([replace(row, group="one") for row in rows]).is_enough


@pytest.mark.parametrize(
    ("saved", "right", "precision", "told"),
    [
        (0.05, 0.7, 0.8, Effect.GAIN),
        (0.03, 0.7, 0.8, Effect.UNCLEAR),
        (0.05, 0.5, 0.8, Effect.LOSS),
        (0.05, 0.7, 0.6, Effect.LESS_PRECISE),
        (0.05, 0.7, None, Effect.LESS_PRECISE),
        (0.0, 0.7, 0.8, Effect.LOSS),
    ],
)
def test_a_gain_is_told_only_where_as_much_is_right_and_precision_does_not_fall(saved, right, precision, told):
    shipped = SaidFigures(right=0.6, precision=0.7, recall=0.5, log_loss=1.0)
    learned = SaidFigures(right=right, precision=precision, recall=0.5, log_loss=0.9)
    gain = SaidGain(teaching=SaidTeaching(), shipped=shipped, learned=learned, saved=saved, error=0.02)
    assert gain.effect is told


def test_any_lesson_makes_another_version_and_none_leaves_the_shipped_one():
    lesson = SaidLesson(observation="obs_1", said="need", logs=(-1.0,), text="invented")
    versions = {
        Lessons().version,
        Lessons(kinds=(lesson,)).version,
        Lessons(severities=(lesson,)).version,
        Lessons(kinds=(replace(lesson, said="other"),)).version,
    }
    assert "" in versions
    assert len(versions) == 4
