"""A draft plan taken apart into the questions that it asks. Everything here is fictional."""

import pytest

from domain.evidence import SourceFile
from ingest.opening import open_file
from ingest.plan_questions import questions_in


def asked(text, name="plan.md"):
    return questions_in(open_file(SourceFile(name=name, content=text.encode())).passages)


def words(text, name="plan.md"):
    return [each.text for each in asked(text, name)]


PLAN = """# Research plan: moving a mooring

## Background

Harbour users told us that letters are late. Why is that? We do not know yet.

## Research questions

1. Why do people ring after they have applied?
2. How long do they wait for a letter
   - and do they know how long it will take?
3) What do staff do when two systems differ?

These follow on from last year.

We want to find out:

- whether people know which form to use
- how they pay

## Method

- 8 interviews at the quay
- Who will we recruit?

## Hypotheses

* People ring because nobody says when.
"""


@pytest.mark.parametrize("name", ["plan.md", "plan.txt"])
def test_lists_lines_and_headings_give_the_questions_of_a_plan_in_order(name):
    assert words(PLAN, name) == [
        "Why do people ring after they have applied?",
        "How long do they wait for a letter",
        "and do they know how long it will take?",
        "What do staff do when two systems differ?",
        "whether people know which form to use",
        "how they pay",
        "People ring because nobody says when.",
    ]


def test_each_question_tells_where_it_stands_and_under_which_heading():
    found = asked(PLAN)
    assert [(each.where, each.under) for each in (found[0], found[5], found[6])] == [
        ("line 9", "Research questions"),
        ("line 19", "We want to find out"),
        ("line 28", "Hypotheses"),
    ]


def test_lines_that_end_in_a_question_mark_are_enough():
    assert words("What do skippers fear?\nSome notes of ours.\nWho helps them?") == [
        "What do skippers fear?",
        "Who helps them?",
    ]


def test_several_questions_in_one_line_are_several():
    assert words("Who pays? Does it cost £3.50 or more? We do not know what else. And why?") == [
        "Who pays?",
        "Does it cost £3.50 or more?",
        "And why?",
    ]


def test_a_question_asked_twice_is_one():
    assert words("- Who helps the skippers?\n- who helps  the skippers?") == ["Who helps the skippers?"]


def test_questions_on_how_research_is_done_are_left_out_unless_there_are_no_others():
    assert words("# Plan\n\n## Recruitment\n\nWhom do we invite?\n\n## Aims\n\nHow do they pay?") == [
        "How do they pay?"
    ]
    assert words("# Plan\n\n## Recruitment\n\nWhom do we invite?\n") == ["Whom do we invite?"]


def test_lines_that_begin_as_questions_are_taken_where_no_mark_and_no_heading_tells():
    assert words("- how people pay\n- why they ring\n- the quay is long") == ["how people pay", "why they ring"]


@pytest.mark.parametrize("label", ["Q1: ", "RQ2. ", "H3) ", "Hypothesis 4: "])
def test_the_label_of_a_question_is_no_part_of_it(label):
    assert words(f"## Research questions\n\n- {label}Nobody answers the telephone") == ["Nobody answers the telephone"]


def test_a_plan_without_any_question_gives_none():
    assert words("# Plan\n\nWe visit the harbour in May.\n\n- 8 interviews\n- 2 workshops") == []
    assert asked("What?\n") == []


def test_a_long_paragraph_under_such_a_heading_is_prose():
    assert words(f"## Research questions\n\n{'Skippers and harbour masters met often ' * 20}\n\n- how they pay") == [
        "how they pay"
    ]
