"""The text that encoders are trained on: whole, of our own codebook, and nothing of it twice."""

import hashlib
import json

from domain.text import fold
from insights.codebook import load_codebook
from insights.encoders import KIND_ENCODER
from insights.training.training_texts import (
    EXAMPLES_FILE,
    difficulties,
    judged_texts,
    near_misses,
    notes,
    patterns_told_in_notes,
    texts_to_teach,
    training_patterns,
)


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


def test_a_near_miss_that_tells_another_difficulty_is_not_taught_as_none():
    another = {row["text"] for row in rows() if row.get("why") == "other"}
    assert another
    assert another.isdisjoint(text.text for text in near_misses())


def test_what_readers_judged_names_patterns_there_are_and_rules_out_only_what_they_were_asked():
    known = {pattern.id for pattern in load_codebook().patterns}
    judged = judged_texts()
    assert all(each.patterns <= known for each in judged)
    assert not any(each.rules_out(pattern) for each in judged for pattern in each.patterns)
    difficulty = {text.text for text in notes() if text.kind == "pain_point"}
    assert all(each.text in difficulty for each in judged if each.patterns and each.looked_at is None)
    misses = [each for each in judged if each.looked_at is not None]
    assert all(any(each.rules_out(pattern) for pattern in each.looked_at) for each in misses)
    assert not any(each.rules_out("PAT_01") for each in misses if "PAT_01" not in each.looked_at)


def test_every_text_that_the_encoder_is_trained_on_is_one_the_teacher_is_asked_about():
    taught = set(texts_to_teach())
    told = {example.text for pattern in patterns_told_in_notes() for example in pattern.examples}
    assert told | {each.text for each in judged_texts()} <= taught
    assert len(told) > sum(len(pattern.examples) for pattern in training_patterns()) * 1.3


def test_the_encoder_of_kinds_is_the_file_that_the_code_and_the_card_name():
    digest = hashlib.sha256(KIND_ENCODER.path.read_bytes()).hexdigest()
    assert digest == KIND_ENCODER.sha256
    assert digest in KIND_ENCODER.path.with_suffix(".md").read_text(encoding="utf-8")
