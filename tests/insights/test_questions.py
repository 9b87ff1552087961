"""What questions are after, and which passages tell a number. Everything here is fictional."""

import pytest

from insights.answering.numbers_asked import asks_for_a_number, tells_number
from insights.answering.questions import asks_for_difficulties, asks_whether_it_works


@pytest.mark.parametrize(
    "question",
    [
        "What evidence is there that the bell works?",
        "Do lanterns on the quay help?",
        "Did the new sign reduce calls?",
        "How effective are lanterns?",
        "Is the second bell worth it?",
    ],
)
def test_a_question_whether_something_works_is_told(question):
    assert asks_whether_it_works(question)


@pytest.mark.parametrize("question", ["How do skippers work at night?", "Who helps families?", "Why do people wait?"])
def test_other_questions_do_not_ask_whether_something_works(question):
    assert not asks_whether_it_works(question)


def test_a_question_that_names_a_difficulty_is_told():
    assert asks_for_difficulties("What is hard about mooring?")
    assert not asks_for_difficulties("How does the ferry find the quay?")


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("How many skippers have no lantern?", True),
        ("What share of skippers moor at night?", True),
        ("How often do ferries leave?", True),
        ("How do skippers moor?", False),
        ("How often must a family tell offices that somebody died?", False),
    ],
)
def test_a_question_for_a_number_is_told(question, asks):
    assert asks_for_a_number(question) is asks


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Six of nine skippers had no lantern.", True),
        ("40% of skippers lack a lantern", True),
        ("Skippers without a lantern wait for the morning.", False),
        ("In 2023 skippers asked for a lantern at 10am.", False),
        ("Participant 12 is a skipper without a lantern.", False),
        ("The ferry takes 40 cars.", False),
        ("One of the skippers saw no lantern after COVID-19.", False),
        ("Skippers looked for a lantern for 20 minutes, once a third party had one.", False),
        ("One in three skippers had a lantern.", True),
    ],
)
def test_a_passage_tells_a_number_where_it_counts_what_is_asked_about(text, tells):
    assert tells_number(text, "How many skippers have no lantern?") is tells
