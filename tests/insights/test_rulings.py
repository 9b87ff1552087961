"""What people decided holds against any guess. All bodies are fictional."""

from dataclasses import replace

import pytest

from domain.decisions import DecidedLink, Verdict
from domain.evidence import Kind
from domain.insights import ThemeRow, ThemeStatus
from insights.sharing.pain_points import find_pain_points
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


def a_theme(members, identifier="th_aa", *, status=ThemeStatus.ACCEPTED, title="Waiting at the quay", **fields):
    return ThemeRow(
        id=identifier,
        title=title,
        keywords=("quay", "wait"),
        status=status,
        topic=0,
        pattern=fields.pop("pattern", None),
        observations=len(members),
        organisations=1,
        members=tuple(item.id for item in members),
        **fields,
    )


WHY = ("until sunrise", "behind ferries", "whenever ropes freeze", "without shelter", "during fireworks", "unpaid")


def waiting(number):
    """Evidence that fits no pattern."""
    return [
        evidence_of(f"Skippers wait at the quay {WHY[n]}, said caller {n}.", body, coding=coded(None))
        for n, body in zip(range(number), ("Harbour Office", "Canal Board") * number, strict=False)
    ]


def of_themes(evidence, *rows, decided=()):
    points = find_pain_points(
        evidence, codebook=TWO, run=None, vectors=vectors_of(evidence), decided=decided, themes=rows
    )
    return {point.theme: point for point in points}


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
    told = evidence_of(corpus[0].text, "Reef Bureau", coding=coded(pain_point=0.6, fit=0.2))
    copy = replace(told, researched_by=corpus[0].researched_by)
    points = points_of([*corpus, copy], a_link(copy, "PAT_02", Verdict.EVIDENCE))
    assert shown(points["PAT_02"]) == {copy.id}


def test_a_decision_on_evidence_that_is_not_given_changes_nothing():
    corpus = a_corpus()
    unseen = evidence_of("Nobody here may read this.", "Reef Bureau", coding=coded())
    assert points_of(corpus, a_link(unseen, "PAT_01", Verdict.NOT_EVIDENCE)) == points_of(corpus)


def test_a_pain_point_of_an_accepted_theme_has_its_title_and_an_identifier_that_lasts():
    evidence = waiting(6)
    [before] = of_themes(evidence, a_theme(evidence)).values()
    [after] = of_themes(evidence, a_theme(evidence[2:], title="Waiting in the dark")).values()
    assert (before.id, before.title, before.theme) == ("pp_taa", "Waiting at the quay", "th_aa")
    assert (after.id, after.title, after.observations) == ("pp_taa", "Waiting in the dark", 4)


def test_a_proposed_group_needs_more_sentences_than_an_accepted_theme():
    evidence = waiting(2)
    assert of_themes(evidence, a_theme(evidence, status=ThemeStatus.PROPOSED)) == {}
    assert set(of_themes(evidence, a_theme(evidence))) == {"th_aa"}


def test_a_rejected_theme_gives_no_pain_point():
    evidence = waiting(6)
    assert of_themes(evidence, a_theme(evidence, status=ThemeStatus.REJECTED)) == {}


def test_a_theme_with_a_pattern_gives_no_point_of_its_own():
    evidence = waiting(6)
    assert of_themes(evidence, a_theme(evidence, pattern="PAT_01")) == {}


def test_evidence_is_moved_into_a_theme_and_out_of_it():
    evidence = waiting(6)
    other = evidence_of("The lock keeper sends everyone home.", "Reef Bureau", coding=coded())
    decided = (
        a_link(evidence[0], "th_aa", Verdict.NOT_EVIDENCE, 1),
        a_link(other, "PAT_01", Verdict.NOT_EVIDENCE, 2),
        a_link(other, "th_aa", Verdict.EVIDENCE, 3),
    )
    points = of_themes([*evidence, other], a_theme(evidence), decided=decided)
    assert points["th_aa"].observations == 6
    assert evidence[0].id not in shown(points["th_aa"])
    assert {fit.evidence.id for fit in points["th_aa"].evidence if fit.by_person} == {other.id}


def test_what_was_said_of_a_theme_holds_for_the_one_it_was_merged_into():
    evidence = waiting(6)
    other = evidence_of("The lock keeper sends everyone home.", "Reef Bureau", coding=coded())
    decided = (
        a_link(evidence[0], "th_bb", Verdict.NOT_EVIDENCE, 1),
        a_link(other, "th_bb", Verdict.EVIDENCE, 2),
    )
    points = of_themes([*evidence, other], a_theme(evidence, merged=("th_bb",)), decided=decided)
    assert evidence[0].id not in shown(points["th_aa"])
    assert {fit.evidence.id for fit in points["th_aa"].evidence if fit.by_person} == {other.id}
