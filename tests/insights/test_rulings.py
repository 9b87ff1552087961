"""What people decided holds against any guess. All bodies are fictional."""

import pytest

from domain.decisions import DecidedLink, Verdict
from domain.evidence import Kind
from insights.pain_points import find_pain_points
from tests.insights.coded_evidence import a_codebook, a_pattern, coded, evidence_of, vectors_of

TEXTS = {
    "Harbour Office": ("Boat owners type the same address again.", "We enter the same address again each spring."),
    "Canal Board": ("Crews give the same address again at each lock.", "Keepers copy the same address again by hand."),
}
TWO = a_codebook(a_pattern(1), a_pattern(2))


def a_corpus():
    return [evidence_of(text, organisation, coding=coded()) for organisation, texts in TEXTS.items() for text in texts]


def a_link(item, subject, verdict, nth=1):
    return DecidedLink(
        nth=nth,
        act=f"dc_{nth}",
        observation_id=item.id,
        subject=subject,
        verdict=verdict,
        decided_by="Asha Vale",
        decided_at="2025-01-01T00:00:00+00:00",
    )


def points_of(evidence, *decided):
    points = find_pain_points(evidence, codebook=TWO, run=None, vectors=vectors_of(evidence), decided=decided)
    return {point.pattern: point for point in points}


def shown(point):
    return {fit.evidence.id for fit in point.evidence}


def test_what_a_person_left_out_is_no_evidence_and_does_not_count():
    corpus = a_corpus()
    before = points_of(corpus)["PAT_01"]
    after = points_of(corpus, a_link(corpus[0], "PAT_01", Verdict.NOT_EVIDENCE))["PAT_01"]
    assert (before.observations, after.observations) == (4, 3)
    assert corpus[0].id not in shown(after)
    assert {count.name: count.observations for count in after.organisations} == {
        "Harbour Office": 1,
        "Canal Board": 2,
    }


def test_a_copy_of_what_was_left_out_does_not_take_its_place():
    corpus = a_corpus()
    copy = evidence_of(corpus[0].text.upper(), "Harbour Office", study="A later study", coding=coded(pain_point=0.99))
    for left_out in (corpus[0], copy):
        after = points_of([*corpus, copy], a_link(left_out, "PAT_01", Verdict.NOT_EVIDENCE))["PAT_01"]
        assert shown(after).isdisjoint({corpus[0].id, copy.id})


def test_what_a_person_moved_counts_there_with_a_fit_of_one_and_no_longer_here():
    corpus = a_corpus()
    moved = points_of(
        corpus,
        a_link(corpus[0], "PAT_01", Verdict.NOT_EVIDENCE, 1),
        a_link(corpus[0], "PAT_02", Verdict.EVIDENCE, 2),
    )
    assert corpus[0].id not in shown(moved["PAT_01"])
    (fit,) = moved["PAT_02"].evidence
    assert (fit.evidence.id, fit.fit, fit.by_person) == (corpus[0].id, 1.0, True)


@pytest.mark.parametrize("coding", [coded(kind=Kind.METHOD, severity=None, pain_point=0.1), None])
def test_a_new_coding_does_not_overrule_a_person(coding):
    corpus = a_corpus()
    recoded = evidence_of("The clerk looks it up in three binders.", "Harbour Office", coding=coding)
    assert "PAT_02" not in points_of([*corpus, recoded])
    points = points_of([*corpus, recoded], a_link(recoded, "PAT_02", Verdict.EVIDENCE))
    assert shown(points["PAT_02"]) == {recoded.id}
    assert recoded.id not in shown(points["PAT_01"])


def test_of_equal_sentences_the_one_that_a_person_placed_is_shown():
    corpus = a_corpus()
    copy = evidence_of(corpus[0].text, "Reef Bureau", coding=coded(pain_point=0.6, fit=0.2))
    points = points_of([*corpus, copy], a_link(copy, "PAT_02", Verdict.EVIDENCE))
    assert shown(points["PAT_02"]) == {copy.id}


def test_a_decision_on_evidence_that_is_not_given_changes_nothing():
    corpus = a_corpus()
    unseen = evidence_of("Nobody here may read this.", "Reef Bureau", coding=coded())
    assert points_of(corpus, a_link(unseen, "PAT_01", Verdict.NOT_EVIDENCE)) == points_of(corpus)
