"""What is asked of people first: the quotations on which their word would change most. All bodies are fictional."""

from dataclasses import replace

import pytest

from domain.catalogue import UNRECORDED
from domain.insights import Fit
from insights.sharing.evidence_choice import counts
from tests.insights.coded_evidence import evidence_of
from tests.views.fake_evidence import a_pain_point
from use_cases.findings.confirming import Change, still_to_confirm, to_confirm

HARBOUR, CANAL = "Harbour Office", "Canal Board"


def a_fit(text, organisation=HARBOUR, fit=0.9, *, by_person=False):
    return Fit(evidence=evidence_of(text, organisation), organisation=organisation, fit=fit, by_person=by_person)


def a_point(*fits, identifier="pp_1", **fields):
    return replace(a_pain_point(identifier), evidence=fits, **fields)


def asked(*points):
    return [(item.fit.evidence.text, item.change) for item in to_confirm(points)]


def test_thin_findings_come_first_then_leads_then_doubts_whatever_their_place():
    doubtful = a_point(a_fit("Maybe.", fit=0.3), a_fit("Surely.", fit=0.8), identifier="pp_1")
    lead = a_point(a_fit("Weak.", fit=0.2), a_fit("Weaker.", CANAL, fit=0.1), identifier="pp_2", is_lead=True)
    thin = a_point(a_fit("One.", fit=0.6), a_fit("Other.", CANAL, fit=0.7), identifier="pp_3", is_thin=True)
    assert asked(doubtful, lead, thin) == [
        ("Other.", Change.LIFTS_A_FINDING),
        ("One.", Change.LIFTS_A_FINDING),
        ("Weak.", Change.HALF_A_FINDING),
        ("Weaker.", Change.HALF_A_FINDING),
        ("Maybe.", Change.SETTLES_A_DOUBT),
    ]


def test_of_a_lead_only_what_is_said_of_another_organisation_than_the_one_that_counts_is_asked():
    lead = a_point(
        a_fit("Sure here.", fit=0.8),
        a_fit("Weak there.", CANAL, fit=0.2),
        a_fit("Of nobody.", UNRECORDED, fit=0.2),
        is_lead=True,
    )
    assert asked(lead) == [("Weak there.", Change.MAKES_A_FINDING)]


def test_of_a_lead_what_is_stated_of_a_whole_file_is_not_asked_for_it_makes_nothing_shared():
    weak = replace(a_fit("Of one of several.", CANAL, fit=0.2), of_whole_file=True)
    assert asked(a_point(a_fit("Sure here.", fit=0.8), weak, is_lead=True)) == []
    assert asked(a_point(a_fit("Weak.", fit=0.2), weak, is_lead=True)) == [("Weak.", Change.HALF_A_FINDING)]


def test_a_doubt_on_which_an_organisation_rests_comes_before_one_among_others():
    finding = a_point(
        a_fit("Alone.", fit=0.45), a_fit("Beside it.", fit=0.3), a_fit("Sure.", CANAL), a_fit("Less.", CANAL, fit=0.3)
    )
    assert asked(finding) == [
        ("Alone.", Change.HOLDS_AN_ORGANISATION),
        ("Beside it.", Change.HOLDS_AN_ORGANISATION),
        ("Less.", Change.SETTLES_A_DOUBT),
    ]


def test_what_a_person_said_and_what_the_machine_is_sure_of_is_not_asked():
    assert asked(a_point(a_fit("Said.", fit=1.0, by_person=True), a_fit("Sure.", CANAL))) == []
    assert asked() == []


def test_a_quotation_of_two_organisations_is_asked_once_at_a_point():
    said = a_fit("Both.", fit=0.6)
    thin = a_point(said, replace(said, organisation=CANAL), is_thin=True)
    assert asked(thin) == [("Both.", Change.LIFTS_A_FINDING)]


def left_after(number, *points):
    items = to_confirm(points)
    return [item.fit.evidence.text for item in still_to_confirm(items, {item.said_on for item in items[:number]})]


def test_after_a_word_the_rest_of_a_thin_finding_waits_for_a_new_look():
    thin = a_point(a_fit("One.", fit=0.7), a_fit("Other.", CANAL, fit=0.6), identifier="pp_1", is_thin=True)
    doubtful = a_point(a_fit("Maybe.", fit=0.3), a_fit("Surely.", CANAL), identifier="pp_2")
    assert left_after(0, thin, doubtful) == ["One.", "Other.", "Maybe."]
    assert left_after(1, thin, doubtful) == ["Maybe."]


def test_after_a_word_on_a_doubt_the_rest_of_its_organisation_waits_for_a_new_look():
    doubtful = a_point(a_fit("Maybe.", fit=0.4), a_fit("Or this.", fit=0.3), a_fit("There.", CANAL, fit=0.3))
    assert left_after(1, doubtful) == ["There."]


@pytest.mark.parametrize(
    ("strengths", "expected"), [((0.45,), False), ((0.45, 0.3), True), ((0.45, 0.2), False), ((), False)]
)
def test_an_organisation_counts_here_as_it_does_in_a_finding(strengths, expected):
    fits = [a_fit(f"Said {nth}.", fit=fit) for nth, fit in enumerate(strengths)]
    other = a_fit("There.", CANAL, fit=0.2)
    assert counts(strengths) is expected
    assert (("There.", Change.MAKES_A_FINDING) in asked(a_point(*fits, other, is_lead=True))) is expected
