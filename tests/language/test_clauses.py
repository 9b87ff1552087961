"""Whether a clause says whom or what it speaks of. All sentences are invented."""

import pytest

from language.clauses import Subject, subjects_of


@pytest.mark.parametrize(
    ("clause", "subject"),
    [
        ("The harbour office never answers skippers", Subject.NAMED),
        ("Nobody told the crew about the tide", Subject.NAMED),
        ("I waited seven weeks for the licence", Subject.NAMED),
        ("They wrote to the keeper again", Subject.POINTING),
        ("Too late by seven months", Subject.NONE),
    ],
)
def test_the_subject_of_a_clause_is_named_or_points_back_or_is_missing(clause, subject):
    assert subjects_of([clause]) == [subject]


def test_no_clauses_have_no_subjects():
    assert subjects_of([]) == []
