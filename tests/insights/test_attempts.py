"""What was tried about a difficulty is told beside it, and is no evidence of it. All bodies are fictional."""

import pytest

from domain.access import Marking
from domain.evidence import Kind
from domain.insights import AttemptOutcome
from insights.attempts import attempts_by_pattern, outcome_of, tells_attempt
from insights.pain_points import find_pain_points
from tests.insights.coded_evidence import a_codebook, coded, evidence_of, vectors_of
from tests.insights.test_pain_points import the_planted_corpus


def tried(text, *, fit=0.9, kind=Kind.RECOMMENDATION, **fields):
    return evidence_of(text, coding=coded("PAT_01", fit, kind=kind, pain_point=0.1), **fields)


@pytest.mark.parametrize(
    "text",
    [
        "We moved the reference number above the button.",
        "The letter has been reworded since the spring.",
        "The page now shows the date of the last message.",
        "An A/B test with the shorter form ran for three weeks.",
    ],
)
def test_what_was_done_is_an_attempt(text):
    assert tells_attempt(text)


@pytest.mark.parametrize(
    "text",
    [
        "We will move the reference number above the button.",
        "The letter should be reworded and tested again.",
        "We recommend that the page now shows the date.",
        "Nobody knows where the reference number is.",
        "Previously, dates were grouped on one page.",
        "Once they have added a date, it is shown below.",
    ],
)
def test_what_is_planned_or_only_wished_for_is_none(text):
    assert not tells_attempt(text)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("We moved the number up and calls about it fell by a third, fewer than ever.", AttemptOutcome.WORKED),
        ("We shortened the form, and it worked well with all eight.", AttemptOutcome.WORKED),
        ("We added a banner, but it made no difference.", AttemptOutcome.FAILED),
        ("We reworded the label and people still missed it.", AttemptOutcome.FAILED),
        ("We moved the number above the button.", AttemptOutcome.UNKNOWN),
        ("We moved the number up to make it easier to find.", AttemptOutcome.UNKNOWN),
        ("We added a banner: it improved uptake, but people still missed it.", AttemptOutcome.UNKNOWN),
    ],
)
def test_whether_it_worked_is_what_its_own_words_say(text, outcome):
    assert outcome_of(text) is outcome


def test_an_attempt_stands_with_the_point_of_its_best_pattern_and_counts_nowhere():
    evidence = the_planted_corpus()
    change = tried("We now show the address that the office holds, and fewer people typed it again.")

    def found(attempts):
        return find_pain_points(
            evidence, codebook=a_codebook(), run=None, vectors=vectors_of(evidence), beside=attempts
        )[0]

    with_it, without = found([change]), found([])
    assert [(each.evidence.id, each.outcome) for each in with_it.attempts] == [(change.id, AttemptOutcome.WORKED)]
    assert without.attempts == ()
    assert (with_it.observations, with_it.score) == (without.observations, without.score)


def test_the_marking_of_an_attempt_counts_for_the_point_that_shows_it():
    evidence = the_planted_corpus()
    change = tried("We moved the address to the first page.", marking=Marking.OFFICIAL_SENSITIVE)
    [point] = find_pain_points(evidence, codebook=a_codebook(), run=None, vectors=vectors_of(evidence), beside=[change])
    assert point.marking is Marking.OFFICIAL_SENSITIVE


def test_a_loose_fit_a_difficulty_or_the_same_words_again_are_no_further_attempt():
    change = "We moved the address to the first page."
    items = [
        tried(change),
        tried(change, study="Another study"),
        tried("We renamed the last page.", fit=0.3),
        tried("We moved it and everyone got lost.", kind=Kind.PAIN_POINT),
    ]
    assert [attempt.evidence.text for attempt in attempts_by_pattern(items)["PAT_01"]] == [change]


def test_nothing_tried_gives_nothing():
    assert attempts_by_pattern([]) == {}
