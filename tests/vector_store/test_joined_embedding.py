"""Embedders joined: the cosine of two texts is the weighed mean of theirs."""

import numpy as np
import pytest

from vector_store.joined_embedding import JoinedEmbedder


class Turned:
    """An embedder of two numbers: a text's length tells the angle, times a factor."""

    dimensions = 2

    def __init__(self, factor):
        self.name, self._factor = f"turned by {factor}", factor

    def embed(self, texts, *, progress=None):
        if progress:
            progress(len(texts), len(texts))
        angles = self._factor * np.array([len(text) for text in texts], dtype=np.float32)
        return np.stack([np.cos(angles), np.sin(angles)], axis=1)


ONE, OTHER = Turned(0.1), Turned(0.3)
TEXTS = ["a", "some words", "a few words more"]


def test_the_cosine_of_two_texts_is_the_weighed_mean_of_those_of_the_parts():
    rows = JoinedEmbedder([(ONE, 0.3), (OTHER, 0.7)]).embed(TEXTS)
    one, other = ONE.embed(TEXTS), OTHER.embed(TEXTS)
    assert rows.shape == (3, 4) and rows.dtype == np.float32
    assert np.allclose(rows @ rows.T, 0.3 * one @ one.T + 0.7 * other @ other.T, atol=1e-6)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)


def test_no_texts_have_no_rows_and_every_part_and_share_is_in_the_name():
    joined = JoinedEmbedder([(ONE, 0.25), (OTHER, 0.75)])
    assert joined.embed([]).shape == (0, joined.dimensions) == (0, 4)
    assert joined.name == "turned by 0.1*0.25+turned by 0.3*0.75"
    assert joined.name != JoinedEmbedder([(ONE, 0.75), (OTHER, 0.25)]).name


def test_progress_goes_through_the_parts_one_after_the_other():
    told = []
    JoinedEmbedder([(ONE, 0.5), (OTHER, 0.5)]).embed(TEXTS, progress=lambda done, total: told.append((done, total)))
    assert told == [(3, 6), (6, 6)]


@pytest.mark.parametrize("shares", [(), (0.5, 0.6), (1.0, 0.0), (1.5, -0.5)])
def test_shares_that_do_not_add_up_are_refused(shares):
    with pytest.raises(ValueError, match="add up to 1"):
        JoinedEmbedder([(ONE, share) for share in shares])
