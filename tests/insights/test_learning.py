"""What decisions teach: taken in, measured on what was not learned from, and nothing where nothing is to learn."""

import numpy as np
import pytest

from domain.lesson_effects import Effect
from domain.lessons import NOTHING_LEARNED, Figures, Gain, Lesson, Lessons, Teaching
from insights.codebook import load_codebook
from insights.codebook_vectors import KnownVectors, known_vectors
from insights.coding.coder import TrainedCoder
from insights.coding.learning import Decided, RememberedVectors, figures_of, gain_of, lessons_from, teaching_of
from insights.coding.lessons import LEAST_SLOPE, corrected, lessons_of
from insights.coding.pattern_fits import PatternFits
from insights.encoders import DIFFICULTY_ENCODERS
from vector_store.joined_embedding import JoinedEmbedder

ACCEPTED, REJECTED = ("PAT_01", "PAT_05", "PAT_12"), ("PAT_02", "PAT_07", "PAT_20")
EACH = 10
UNDECIDED = np.zeros(60, dtype=np.float32)
"""What a judge of pairs says that leans neither way."""


class Nothing:
    """An embedder that fails when it is asked: every vector that these tests need is shipped."""

    def __init__(self, instead_of):
        self.name, self.dimensions = instead_of.name, instead_of.dimensions

    def embed(self, texts, *, progress=None):
        assert not texts, f"{len(texts)} vectors are not shipped"
        return np.empty((0, self.dimensions), dtype=np.float32)


@pytest.fixture(scope="module")
def matcher():
    return KnownVectors(Nothing(JoinedEmbedder.of(DIFFICULTY_ENCODERS)))


@pytest.fixture(scope="module")
def fits(matcher):
    codebook = load_codebook()
    return lambda lessons: PatternFits(codebook, matcher, lessons)


def decided(accepts=lambda pattern, nth: pattern in ACCEPTED):
    """Sentences of each pattern's first neighbour, told in five studies and decided on as one of the pattern's own."""
    codebook = load_codebook()
    found = []
    for pattern in (*ACCEPTED, *REJECTED):
        neighbour = codebook.pattern(codebook.pattern(pattern).near[0])
        found += [
            Decided(
                observation=f"obs_{pattern}_{nth}",
                text=example.text,
                pattern=pattern,
                accepted=accepts(pattern, nth),
                sure=0.9,
                group=f"study {nth % 5}",
            )
            for nth, example in enumerate(neighbour.examples[:EACH])
        ]
    return found


def measured(rows, fits, matcher):
    return gain_of(rows, lessons_from(rows, fits, matcher), fits, matcher, told=UNDECIDED[: len(rows)])


def shuffled(rows, seed):
    order = np.random.default_rng(seed).permutation(len(rows))
    return decided(lambda pattern, nth: rows[order[(*ACCEPTED, *REJECTED).index(pattern) * EACH + nth]].accepted)


def test_the_vectors_that_these_tests_need_are_shipped(matcher):
    assert known_vectors(matcher.name)


def test_consistent_decisions_judge_better_on_studies_that_were_not_learned_from(fits, matcher):
    """No gain for all that: the one sentence that is shown as shipped is right, and not all of the many later are."""
    gain = measured(decided(), fits, matcher)
    assert gain.effect is Effect.LESS_PRECISE
    assert gain.shown(gain.shipped) == 1
    assert gain.saved > 2 * gain.error
    assert gain.learned.order > gain.shipped.order + 0.2
    assert gain.learned.log_loss < gain.shipped.log_loss
    assert gain.teaching == Teaching(accepted=30, rejected=30, studies=5)


@pytest.mark.parametrize("seed", range(4))
def test_shuffled_decisions_are_never_a_gain_and_save_nothing_that_is_sure(fits, matcher, seed):
    gain = measured(shuffled(decided(), seed), fits, matcher)
    assert gain.effect in {Effect.LOSS, Effect.LESS_PRECISE}
    assert gain.saved < gain.error
    assert gain.learned.order < gain.shipped.order


def test_what_the_judge_of_pairs_says_counts_as_it_does_when_coding(fits, matcher):
    rows = decided()
    lessons = lessons_from(rows, fits, matcher)
    knows = np.array([4.0 if row.accepted else -4.0 for row in rows], dtype=np.float32)
    unaided, aided = (gain_of(rows, lessons, fits, matcher, told=told) for told in (UNDECIDED, knows))
    assert aided.learned.log_loss < unaided.learned.log_loss
    assert aided.shipped.log_loss < unaided.shipped.log_loss


def test_what_is_told_in_one_group_alone_cannot_be_measured(fits, matcher):
    from dataclasses import replace

    with pytest.raises(ValueError, match="one group"):
        measured([replace(row, group="one") for row in decided()], fits, matcher)


def test_a_held_out_study_is_judged_without_its_own_decisions(fits, matcher):
    """A study whose decisions contradict all others makes the gain smaller: it is not learned from for itself."""
    contrary = decided(lambda pattern, nth: (pattern in ACCEPTED) != (nth % 5 == 0))
    assert measured(contrary, fits, matcher).saved < measured(decided(), fits, matcher).saved


def test_accepted_sentences_draw_a_pattern_and_rejected_ones_push_it_away(fits, matcher):
    rows = [row for row in decided() if row.pattern in {"PAT_01", "PAT_02"}]
    learned = fits(lessons_of(lessons_from(rows, fits, matcher)))
    shipped = fits(NOTHING_LEARNED)
    ids = [pattern.id for pattern in load_codebook().patterns]
    for pattern, is_drawn in (("PAT_01", True), ("PAT_02", False)):
        vectors = matcher.embed([row.text for row in rows if row.pattern == pattern])
        before, after = (each.likeness(vectors)[:, ids.index(pattern)].mean() for each in (shipped, learned))
        assert bool(after > before) is is_drawn
    untouched = matcher.embed([load_codebook().pattern("PAT_40").examples[0].text])
    assert learned.likeness(untouched)[0, ids.index("PAT_40")] == shipped.likeness(untouched)[0, ids.index("PAT_40")]


def test_a_handful_moves_little_and_many_move_more(fits, matcher):
    taught = [each for each in lessons_from(decided(), fits, matcher) if each.pattern == "PAT_02"]
    offsets = [dict(lessons_of(taught[:number]).offsets)["PAT_02"] for number in (1, 10)]
    assert -0.3 < offsets[0] < 0
    assert offsets[1] < offsets[0]


def test_what_is_more_probable_never_becomes_less_so(fits, matcher):
    from dataclasses import replace

    taught = lessons_from(decided(), fits, matcher)
    backwards = [
        replace(each, observation=f"{each.observation}_{nth}", odds=odds, accepted=odds < 0)
        for each in taught
        for nth, odds in enumerate((-9.0, 9.0, -8.0, 8.0))
    ]
    assert lessons_of(backwards).slope == LEAST_SLOPE


def test_what_the_shipped_check_is_sure_of_the_contrary_of_is_learned_and_not_overshot():
    taught = [
        Lesson(observation=f"obs_{nth}", pattern="PAT_01", accepted=bool(nth % 2), odds=-7.0, text="invented")
        for nth in range(40)
    ]
    (right,) = corrected(np.array([[1 / (1 + np.exp(7.0))]]), ["PAT_01"], lessons_of(taught))
    assert 0.3 < right[0] < 0.5


def test_lessons_do_not_depend_on_their_order(fits, matcher):
    taught = lessons_from(decided(), fits, matcher)
    assert lessons_of(taught[::-1]) == lessons_of(taught)


def test_the_coder_has_the_version_it_always_had_until_something_is_learned(fits, matcher):
    plain = TrainedCoder(load_codebook(), embedder=matcher, matcher=matcher)
    same = TrainedCoder(load_codebook(), embedder=matcher, matcher=matcher, lessons=Lessons())
    taught = lessons_from(decided(), fits, matcher)
    learned = TrainedCoder(load_codebook(), embedder=matcher, matcher=matcher, lessons=lessons_of(taught))
    fewer = TrainedCoder(load_codebook(), embedder=matcher, matcher=matcher, lessons=lessons_of(taught[1:]))
    assert plain.version == same.version
    assert len({plain.version, learned.version, fewer.version}) == 3


def test_figures_tell_shares_and_errors():
    right, accepted = np.array([0.9, 0.5, 0.5, 0.05]), np.array([True, False, True, False])
    found = figures_of(right, accepted)
    assert (found.precision, found.recall, found.order) == (0.6667, 1.0, 0.875)
    assert found.brier == pytest.approx((0.01 + 0.25 + 0.25 + 0.0025) / 4, abs=1e-4)
    assert figures_of(np.array([0.01, 0.02]), np.array([True, False])).precision is None


@pytest.mark.parametrize(
    ("saved", "error", "order", "told"),
    [
        (0.05, 0.02, 0.8, Effect.GAIN),
        (0.05, 0.03, 0.8, Effect.UNCLEAR),
        (0.05, 0.02, 0.6, Effect.UNCLEAR),
        (0.0, 0.0, 0.9, Effect.LOSS),
        (-0.01, 0.02, 0.8, Effect.LOSS),
    ],
)
def test_a_gain_is_told_only_where_it_is_no_accident(saved, error, order, told):
    shipped = Figures(precision=0.5, recall=0.5, order=0.7, log_loss=0.4, brier=0.1)
    learned = Figures(precision=0.5, recall=0.5, order=order, log_loss=0.4, brier=0.1)
    assert Gain(teaching=Teaching(), shipped=shipped, learned=learned, saved=saved, error=error).effect is told


@pytest.mark.parametrize(
    ("shipped", "learned", "told"),
    [
        (0.5, 0.5, Effect.GAIN),
        (0.5, 0.51, Effect.GAIN),
        (None, 0.4, Effect.GAIN),
        (0.5, 0.49, Effect.LESS_PRECISE),
        (0.5, None, Effect.LESS_PRECISE),
    ],
)
def test_a_fall_in_precision_is_told_and_never_called_a_gain(shipped, learned, told):
    figures = Figures(precision=shipped, recall=0.5, order=0.7, log_loss=0.4, brier=0.1)
    gain = Gain(
        teaching=Teaching(),
        shipped=figures,
        learned=Figures(precision=learned, recall=0.5, order=0.8, log_loss=0.3, brier=0.1),
        saved=0.05,
        error=0.01,
    )
    assert gain.effect is told
    assert gain.is_less_precise is (told is Effect.LESS_PRECISE)


def test_it_takes_twenty_decisions_of_both_kinds_and_two_studies():
    rows = decided()
    assert teaching_of(rows).is_enough
    assert not teaching_of(rows[:19]).is_enough
    assert not teaching_of([row for row in rows if row.accepted]).is_enough
    assert not teaching_of([row for row in rows if row.group == "study 0"] * 3).is_enough


def test_each_text_is_embedded_once(matcher):
    asked = []

    class Counting(Nothing):
        def embed(self, texts, *, progress=None):
            asked.extend(texts)
            return np.eye(len(texts), self.dimensions, dtype=np.float32)

    remembered = RememberedVectors(Counting(matcher))
    first = remembered.embed(["one", "two", "one"])
    assert (remembered.embed(["two"]) == first[1:2]).all()
    assert asked == ["one", "two"]
    assert remembered.embed([]).shape == (0, matcher.dimensions)
