"""The encoder of our own: that it is the file it should be and looks past the subject. All sentences are invented."""

import hashlib
import random
from collections import Counter

import numpy as np
import pytest

from insights.codebook import load_codebook
from insights.coding.coder import TrainedCoder
from insights.coding.pattern_fits import PatternFits
from insights.encoders import DIFFICULTY_ENCODERS
from insights.training.train_encoder import batches_of, trios_of

SAME_DIFFICULTY = (
    ("The mooring office asked for my boat's length on every one of the five forms.",
     "Beekeepers typed in their hive numbers again although the register holds them."),
    ("Anglers could not tell whether their licence request had gone through.",
     "After pressing send, florists were left wondering if the claim had arrived."),
    ("Lock keepers jot the bookings in a notebook because the system cannot show a day at a glance.",
     "The kennels inspectors run a spreadsheet of their own beside the official tool."),
    ("Falconers did not know what the word 'abatement' in the letter meant.",
     "Half the choir leaders stumbled over 'appurtenance' on the grant page."),
)  # fmt: skip


@pytest.fixture(scope="module", params=[model for model, _ in DIFFICULTY_ENCODERS], ids=lambda model: model.name)
def encoder(request):
    from vector_store.embedding import MiniLmEmbedder

    return MiniLmEmbedder.of(request.param, threads=1)


@pytest.mark.parametrize("model", [model for model, _ in DIFFICULTY_ENCODERS], ids=lambda model: model.name)
def test_the_file_is_the_one_that_the_code_and_the_card_name(model):
    assert hashlib.sha256(model.path.read_bytes()).hexdigest() == model.sha256
    assert model.sha256 in model.path.with_suffix(".md").read_text(encoding="utf-8")


def test_difficulties_told_of_other_subjects_lie_nearer_to_each_other_than_with_the_stock_model(stock, encoder):
    assert margin(encoder) > margin(stock) + 0.1


def margin(embedder) -> float:
    """Return how much nearer two tellings of one difficulty are than those of two."""
    left = embedder.embed([pair[0] for pair in SAME_DIFFICULTY])
    likeness = left @ embedder.embed([pair[1] for pair in SAME_DIFFICULTY]).T
    same = np.eye(len(SAME_DIFFICULTY), dtype=bool)
    return float(likeness[same].mean() - likeness[~same].mean())


def test_a_vector_does_not_depend_on_the_texts_beside_it(encoder):
    texts = [text for pair in SAME_DIFFICULTY for text in pair]
    together = encoder.embed(texts)
    assert np.allclose(together, np.vstack([encoder.embed([text]) for text in texts]), atol=1e-5)


def test_another_encoder_makes_another_coder(stock, encoder):
    codebook = load_codebook()
    versions = {TrainedCoder(codebook, embedder=stock, matcher=one).version for one in (None, stock, encoder)}
    assert len(versions) == 3


def test_difficulties_told_of_new_subjects_get_their_pattern_more_often_than_with_the_stock_model(stock, difficulties):
    assert rightly_placed(difficulties) > rightly_placed(stock)


def rightly_placed(embedder) -> int:
    """Return how many of the sentences fit their own pattern best."""
    own = [pattern for pattern in ("PAT_01", "PAT_02", "PAT_35", "PAT_05") for _ in range(2)]
    fits = PatternFits(load_codebook(), embedder)
    rows = fits.fits(embedder.embed([text for pair in SAME_DIFFICULTY for text in pair]))
    return sum(fits.best(row)[0].pattern == pattern for row, pattern in zip(rows, own, strict=True))


def test_a_trio_is_of_one_pattern_and_every_example_stands_in_one():
    patterns = load_codebook().patterns[:3]
    trios = trios_of(patterns, random.Random(1))
    words = {pattern.id: f"{pattern.title}. {pattern.definition}" for pattern in patterns}
    owner = {example.text: pattern.id for pattern in patterns for example in pattern.examples}
    assert all(owner[trio.left] == owner[trio.right] == trio.pattern for trio in trios)
    assert all(words[trio.pattern] == trio.words for trio in trios)
    told = Counter(text for trio in trios for text in (trio.left, trio.right))
    assert told.keys() == owner.keys()
    assert sum(told.values()) - len(told) == sum(len(pattern.examples) % 2 for pattern in patterns)


def test_a_batch_holds_a_pattern_once_and_no_trio_is_lost():
    trios = trios_of(load_codebook().patterns[:9], random.Random(1))
    batches = list(batches_of(trios, 4, random.Random(2)))
    assert all(len({trio.pattern for trio in batch}) == len(batch) <= 4 for batch in batches)
    assert Counter(trio for batch in batches for trio in batch) == Counter(trios)
