"""What a model outside answered holds against the machine's own check, and never against a person. All invented."""

import pytest

from domain.decisions import DecidedLink, Verdict
from domain.readings import Reading, digest_of_words
from insights.sharing.pain_points import find_pain_points
from insights.sharing.readings import LEAST_AS_READ, Readings, strength_as_read
from tests.insights.coded_evidence import a_codebook, a_pattern, coded, evidence_of, vectors_of

BY = "large-model at models.example.org"
TWO = a_codebook(a_pattern(1), a_pattern(2))


def a_corpus(fit=0.6):
    texts = ("Boat owners type the address again.", "Crews give the address again at each lock.")
    return [
        evidence_of(texts[0], "Harbour Office", coding=coded(fit=fit)),
        evidence_of(texts[1], "Canal Board", coding=coded(fit=fit)),
    ]


def a_reading(item, is_evidence, *, at="2026-01-01T00:00:00+00:00", asked=None, pattern="PAT_01"):
    return Reading(
        observation_id=item.id,
        pattern=pattern,
        asked=digest_of_words(a_pattern(1), TWO) if asked is None else asked,
        by=BY,
        is_evidence=is_evidence,
        at=at,
    )


def a_decision(item, verdict):
    return DecidedLink(
        nth=1,
        act="dc_1",
        observation_id=item.id,
        subject="PAT_01",
        verdict=verdict,
        decided_by="Asha Vale",
        decided_at="2026-01-01T00:00:00+00:00",
    )


def shown(evidence, *read, decided=()):
    """Return the identifiers of what the first pattern shows, with strength and who read it."""
    points = find_pain_points(
        evidence, codebook=TWO, run=None, vectors=vectors_of(evidence), decided=decided, read=read
    )
    return {
        fit.evidence.id: (fit.fit, fit.read_by)
        for point in points
        if point.pattern == "PAT_01"
        for fit in point.evidence
    }


def test_what_a_model_read_as_none_is_neither_evidence_nor_lead():
    first, second = a_corpus()
    assert set(shown([first, second], a_reading(first, False))) == {second.id}
    faint = a_corpus(fit=0.2)
    assert len(shown(faint)) == 2
    assert shown(faint, a_reading(faint[0], False)) == {}


def test_what_a_model_read_as_evidence_is_strong_and_says_by_whom():
    faint = a_corpus(fit=0.1)
    read = shown(faint, *(a_reading(item, True) for item in faint))
    assert read == {item.id: (strength_as_read(0.1), BY) for item in faint}
    assert LEAST_AS_READ < strength_as_read(0.1) < strength_as_read(1.0) < 1.0


def test_what_people_said_holds_against_what_a_model_read():
    first, second = a_corpus()
    assert shown([first, second], a_reading(first, False), decided=[a_decision(first, Verdict.EVIDENCE)])[first.id] == (
        1.0,
        "",
    )
    left = shown([first, second], a_reading(first, True), decided=[a_decision(first, Verdict.NOT_EVIDENCE)])
    assert first.id not in left


def test_equal_words_have_one_answer_and_the_later_holds():
    first, second = a_corpus()
    copy = evidence_of(first.text.upper(), "Harbour Office", study="Another", coding=coded(fit=0.6))
    assert set(shown([copy, second, first], a_reading(first, False))) == {second.id}
    later = a_reading(copy, True, at="2026-02-01T00:00:00+00:00")
    assert len(shown([copy, second, first], later, a_reading(first, False))) == 2


def test_an_answer_on_what_is_not_there_says_nothing():
    first, second = a_corpus()
    copy = evidence_of(first.text, "Canal Board", study="Another", coding=coded(fit=0.6))
    assert shown([copy, second], a_reading(first, False)) == shown([copy, second])


def test_an_answer_goes_when_a_neighbour_that_was_named_to_the_model_is_renamed():
    def book(title):
        return a_codebook(a_pattern(1), a_pattern(99, title))

    first, second = a_corpus()
    answer = a_reading(first, False, asked=digest_of_words(a_pattern(1), book("Asked twice")))
    assert Readings([answer], [first, second], book("Asked twice")).on(first, "PAT_01") == answer
    assert Readings([answer], [first, second], book("Asked again and again")).on(first, "PAT_01") is None


@pytest.mark.parametrize("fields", [{"asked": "other words"}, {"pattern": "PAT_02"}, {"pattern": "PAT_77"}])
def test_an_answer_on_other_words_of_a_pattern_or_another_pattern_says_nothing(fields):
    first, second = a_corpus()
    assert shown([first, second], a_reading(first, False, **fields)) == shown([first, second])
