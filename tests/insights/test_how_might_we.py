"""Difficulties put as questions: whole sentences, of every name that the codebook has and of others."""

import pytest

from insights.codebook import load_codebook
from insights.how_might_we import _questions, question_of_title, question_of_words


def test_every_difficulty_of_the_codebook_has_a_question_of_its_own_and_no_other_is_there():
    titles = {pattern.title for pattern in load_codebook().patterns}
    assert titles == _questions().keys()


@pytest.mark.parametrize("title", [pattern.title for pattern in load_codebook().patterns])
def test_a_question_of_the_codebook_is_one_whole_sentence_that_quotes_nothing(title):
    asked = question_of_title(title)
    assert asked.startswith("How might we ")
    assert asked.endswith("?")
    assert asked.count("?") == 1
    assert "put this right" not in asked
    assert "…" not in asked


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("Skippers cannot find the quay", "How might we help skippers to find the quay?"),
        ("GPs do not know the tide", "How might we make sure that GPs know the tide?"),
        ("Letters take nine weeks.", "How might we put this right: “Letters take nine weeks”?"),
        ("Skippers cannot moor or leave", "How might we put this right: “Skippers cannot moor or leave”?"),
        ('The "berth" form is lost', "How might we put this right: “The ‘berth’ form is lost”?"),
    ],
)
def test_another_name_becomes_a_question_by_how_it_is_built(title, asked):
    assert question_of_title(title) == asked


def test_a_sentence_that_stands_alone_is_quoted_and_says_whom_it_concerns():
    told = "Skippers and their families wait nine weeks for a letter."
    assert question_of_words(told) == f"How might we put this right: “{told[:-1]}”?"
    nobody = "Permits are typed in again by hand at the quay."
    assert question_of_words(nobody) == f"How might we put this right for those it concerns: “{nobody[:-1]}”?"


@pytest.mark.parametrize(
    "words",
    [
        "staff handling the sending of berths that were lost",
        "However, staff wait nine weeks for each of the letters.",
        "This confuses people who come to the quay by boat.",
        "It's hard for people to remember which letter is for which berth.",
        "Staff could not use these letters at the quay at all.",
        "The family cannot moor in 2 ways:",
        "Staff cannot moor.",
        "Staff at the quay like the new berth book a great deal.",
        "Waiting – people at the quay wait for nine weeks.",
        f"Staff wait {'and wait ' * 20}for the letter.",
    ],
)
def test_half_a_sentence_and_one_that_leans_on_another_make_no_question(words):
    assert question_of_words(words) is None
