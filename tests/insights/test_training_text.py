"""The text that encoders are trained on: whole, of our own codebook, and nothing of it twice."""

import hashlib
import json

from domain.text import fold
from insights.codebook import load_codebook
from insights.encoders import KIND_ENCODER
from insights.training_texts import EXAMPLES_FILE, difficulties, near_misses, notes, training_patterns


def rows():
    return [json.loads(line) for line in EXAMPLES_FILE.read_text(encoding="utf-8").splitlines()]


def test_every_line_is_of_a_pattern_there_is_or_unlike_one():
    known = {pattern.id for pattern in load_codebook().patterns}
    named = [(row.get("pattern"), row.get("unlike")) for row in rows()]
    assert all(pattern or unlike for pattern, unlike in named)
    assert {one for pair in named for one in pair if one} <= known
    assert all(row["subject"].strip() and row["text"].strip() for row in rows())


def test_no_sentence_stands_there_twice_nor_in_the_codebook():
    codebook = load_codebook()
    shipped = [e.text for p in codebook.patterns for e in p.examples]
    shipped += [e.text for e in (*codebook.neutral, *codebook.unlike)]
    texts = [fold(text).casefold() for text in (*shipped, *(row["text"] for row in rows()))]
    assert len(set(texts)) == len(texts)


def test_patterns_are_trained_on_the_codebooks_examples_and_more():
    own = {pattern.id: len(pattern.examples) for pattern in load_codebook().patterns}
    trained = {pattern.id: len(pattern.examples) for pattern in training_patterns()}
    assert trained.keys() == own.keys()
    assert min(trained[pattern] - own[pattern] for pattern in own) >= 10


def test_what_only_sounds_like_a_difficulty_is_never_taught_as_one():
    told = {text.text for text in difficulties()} | {text.text for text in notes() if text.kind == "pain_point"}
    assert near_misses()
    assert told.isdisjoint(text.text for text in near_misses())


def test_the_encoder_of_kinds_is_the_file_that_the_code_and_the_card_name():
    digest = hashlib.sha256(KIND_ENCODER.path.read_bytes()).hexdigest()
    assert digest == KIND_ENCODER.sha256
    assert digest in KIND_ENCODER.path.with_suffix(".md").read_text(encoding="utf-8")
