"""The second check: what makes it more probable that a reader takes a text as evidence. All sentences are invented."""

import hashlib

import numpy as np
import pytest

from domain.evidence import PatternFit
from insights.codebook import load_codebook
from insights.coding.pattern_fits import PatternFits
from insights.coding.second_check import WORTH_JUDGING, acceptance, judged
from insights.encoders import PAIR_ENCODER

ASKED_AGAIN = "Ferry crews gave their licence number on the first form and had to type it again on the other four."


def of(fit=0.5, likeness=0.5, sure=0.8):
    return float(acceptance(np.array([fit]), np.array([likeness]), np.array([sure]))[0])


@pytest.mark.parametrize("more", [{"fit": 0.9}, {"likeness": 0.6}, {"sure": 0.95}])
def test_each_of_the_three_makes_it_more_probable(more):
    assert of() < of(**more) <= 1.0


def test_certainty_either_way_stays_a_probability():
    assert 0.0 <= of(fit=0.0, likeness=-1.0, sure=0.0) < of(fit=1.0, likeness=1.0, sure=1.0) <= 1.0


@pytest.fixture(scope="module")
def fits_and_encoder(difficulties):
    return PatternFits(load_codebook(), difficulties), difficulties


def test_a_text_keeps_its_best_patterns_and_is_less_sure_where_it_hardly_tells_a_difficulty(fits_and_encoder):
    fits, encoder = fits_and_encoder
    vectors = encoder.embed([ASKED_AGAIN, ASKED_AGAIN])
    surely, hardly = fits.checked(vectors, np.array([0.95, 0.05]))
    assert [(fit.pattern, fit.fit) for fit in surely] == [(f.pattern, f.fit) for f in fits.best(fits.fits(vectors)[0])]
    assert surely[0].pattern == "PAT_01"
    assert surely[0].right > 0.5 > hardly[0].right


def test_no_texts_give_no_patterns(fits_and_encoder):
    fits, encoder = fits_and_encoder
    assert fits.checked(np.zeros((0, encoder.dimensions), dtype=np.float32), np.zeros(0)) == []


class SaysSo:
    """A judge that always says the same, and remembers what it was asked."""

    name = "says-so"

    def __init__(self, odds):
        self.odds = odds
        self.asked = []

    def judge(self, pairs):
        self.asked += pairs
        return np.full(len(pairs), self.odds, dtype=np.float32)


FITS = [
    (PatternFit(pattern="PAT_01", fit=0.8, right=0.4), PatternFit(pattern="PAT_02", fit=0.1, right=WORTH_JUDGING / 2)),
    (),
    (PatternFit(pattern="PAT_03", fit=0.6, right=None),),
]


def test_only_what_may_be_evidence_is_read_together_with_its_pattern():
    judge = SaysSo(2.0)
    again = judged(FITS, ["first", "second", "third"], codebook=load_codebook(), judge=judge)
    assert judge.asked == [(load_codebook().pattern("PAT_01").summary, "first")]
    assert [[(fit.pattern, fit.fit) for fit in found] for found in again] == [
        [(fit.pattern, fit.fit) for fit in found] for found in FITS
    ]
    assert (again[0][1], again[1:]) == (FITS[0][1], FITS[1:])


def test_the_judgement_moves_the_probability_its_way():
    low, high = (
        judged(FITS[:1], ["first"], codebook=load_codebook(), judge=SaysSo(odds))[0][0].right for odds in (-4.0, 4.0)
    )
    assert 0.0 <= low < 0.4 < high <= 1.0


def test_the_encoder_of_pairs_is_the_file_that_the_code_and_the_card_name():
    digest = hashlib.sha256(PAIR_ENCODER.path.read_bytes()).hexdigest()
    assert digest == PAIR_ENCODER.sha256
    assert digest in PAIR_ENCODER.path.with_suffix(".md").read_text(encoding="utf-8")
