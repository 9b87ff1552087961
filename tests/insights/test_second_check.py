"""The second check: what makes it more probable that a reader takes a text as evidence. All sentences are invented."""

import numpy as np
import pytest

from insights.codebook import load_codebook
from insights.encoders import DIFFICULTY_ENCODER
from insights.pattern_fits import PatternFits
from insights.second_check import acceptance

ASKED_AGAIN = "Ferry crews gave their licence number on the first form and had to type it again on the other four."


def of(fit=0.5, likeness=0.5, sure=0.8):
    return float(acceptance(np.array([fit]), np.array([likeness]), np.array([sure]))[0])


@pytest.mark.parametrize("more", [{"fit": 0.9}, {"likeness": 0.6}, {"sure": 0.95}])
def test_each_of_the_three_makes_it_more_probable(more):
    assert of() < of(**more) <= 1.0


def test_certainty_either_way_stays_a_probability():
    assert 0.0 <= of(fit=0.0, likeness=-1.0, sure=0.0) < of(fit=1.0, likeness=1.0, sure=1.0) <= 1.0


@pytest.fixture(scope="module")
def fits_and_encoder():
    from vector_store.embedding import MiniLmEmbedder

    encoder = MiniLmEmbedder.of(DIFFICULTY_ENCODER, threads=1)
    return PatternFits(load_codebook(), encoder), encoder


def test_a_text_keeps_its_best_patterns_and_is_less_sure_where_it_hardly_tells_a_difficulty(fits_and_encoder):
    fits, encoder = fits_and_encoder
    vectors = encoder.embed([ASKED_AGAIN, ASKED_AGAIN])
    surely, hardly = fits.checked(vectors, np.array([0.95, 0.05]))
    assert [(fit.pattern, fit.fit) for fit in surely] == [(f.pattern, f.fit) for f in fits.best(fits.fits(vectors)[0])]
    assert surely[0].pattern == "PAT_01"
    assert surely[0].right > 0.5 > hardly[0].right


def test_no_texts_give_no_patterns(fits_and_encoder):
    fits, _ = fits_and_encoder
    assert fits.checked(np.zeros((0, 384), dtype=np.float32), np.zeros(0)) == []
