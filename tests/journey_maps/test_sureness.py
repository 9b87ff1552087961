"""How sure it is that evidence belongs where it was placed: likelihoods, and the words for them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.evidence import Kind, Standing
from domain.journeys import Channel, StepPainPoint
from domain.placed_evidence import PlacedEvidence
from domain.sureness import (
    LEAST_LIKELY,
    LEAST_PERHAPS,
    Sureness,
    filled_in_words,
    is_only_guessed,
    only_guesses,
    quotations_counted,
    sureness,
    sureness_counted,
    sureness_on_steps,
    with_guesses_counted,
)
from domain.told_first import by_kind, named_pain_points, unnamed_pain_points
from journey_maps.drafting.likelihood import as_guess, as_likely
from journey_maps.drawing.swimlanes import draw_svg
from tests.planted_journeys import a_journey, a_step, an_observation

KEPT = {"accepted_by": "Mo", "accepted_at": "2026-11-29T10:00:00+00:00"}


def placed(number, score, **fields):
    told = an_observation(number, f"Trouble {number}.", Kind.PAIN_POINT)
    return PlacedEvidence(evidence=told, score=score, **fields)


@given(strength=st.floats(0.0, 1.0), more=st.floats(0.0, 1.0))
def test_what_signs_speak_for_more_strongly_is_never_less_likely(strength, more):
    weaker, stronger = sorted((strength, more))
    assert as_likely(placed(1, weaker)).score <= as_likely(placed(1, stronger)).score


@given(strength=st.floats(0.001, 1.0))
def test_a_likelihood_claims_less_than_the_signs_do_and_is_never_quite_sure(strength):
    likely = as_likely(placed(1, strength)).score
    assert 0 < likely < 1
    assert likely <= max(strength, 0.5)


def test_what_stands_on_a_step_only_for_what_it_names_has_no_likelihood():
    assert as_likely(placed(1, 0.0)).score == 0.0
    assert sureness(placed(1, 0.0)) is None


@pytest.mark.parametrize(
    ("score", "sure"),
    [
        (0.99, Sureness.LIKELY),
        (LEAST_LIKELY, Sureness.LIKELY),
        (0.5, Sureness.PERHAPS),
        (LEAST_PERHAPS, Sureness.PERHAPS),
        (0.1, Sureness.GUESS),
    ],
)
def test_a_score_is_said_in_words(score, sure):
    assert sureness(placed(1, score)) is sure


def test_what_a_person_kept_is_no_proposal_any_more():
    assert sureness(placed(1, 0.1, **KEPT)) is None
    assert not only_guesses([placed(1, 0.1, **KEPT), placed(2, 0.1)])


def test_a_step_has_only_guesses_where_nothing_else_speaks_of_it():
    assert only_guesses([placed(1, 0.1), placed(2, 0.2), placed(3, 0.0)])
    assert not only_guesses([placed(1, 0.1), placed(2, 0.5)])
    assert not only_guesses([placed(1, 0.0)])
    assert not only_guesses([])


def test_what_stands_on_a_step_is_counted_by_how_sure_it_is():
    told = [placed(1, 0.9, **KEPT), placed(2, 0.7), placed(3, 0.4), placed(4, 0.5), placed(5, 0.1), placed(6, 0.0)]
    assert sureness_counted(told) == "1 kept, 1 likely, 2 perhaps, 1 guess, 1 for what it names"
    assert sureness_counted([]) == ""


def test_a_quotation_on_two_steps_is_counted_once_and_how_often_it_stands_is_told():
    one, two, three = placed(1, 0.9), placed(2, 0.7), placed(3, 0.5)

    def journey(*evidence):
        steps = [replace(a_step(n, evidence=[an_observation(1)]), evidence=own) for n, own in enumerate(evidence, 1)]
        return a_journey(steps, gaps=(), hand_overs=(), systems=())

    assert sureness_on_steps(journey((one, two), (three,))) == "3 quotations: 2 likely, 1 perhaps"
    again = journey((one, two), (one, three))
    said = "3 quotations, 1 of them on more than one step, which makes 4 placings: 3 likely, 1 perhaps"
    assert sureness_on_steps(again) == said
    assert "3 quotations on its steps" in draw_svg(again)
    assert sureness_on_steps(replace(again, steps=())) == ""


def test_guesses_are_folded_away_behind_what_is_surer():
    group = by_kind([placed(1, 0.9), placed(2, 0.4), placed(3, 0.2), placed(4, 0.1)])[0]
    assert [item.score for item in group.strongest] == [0.9, 0.4]
    assert [item.score for item in group.others] == [0.2, 0.1]


def test_of_guesses_alone_the_best_is_told_and_a_single_one_is_not_folded():
    assert [len(group.strongest) for group in by_kind([placed(n, n / 20) for n in range(1, 6)])] == [1]
    assert by_kind([placed(1, 0.7), placed(2, 0.1)])[0].others == ()


def test_what_was_kept_is_told_whatever_its_score():
    group = by_kind([placed(1, 0.9), replace(placed(2, 0.1), **KEPT), placed(3, 0.2), placed(4, 0.1)])[0]
    assert [item.evidence.id for item in group.strongest] == ["obs_001", "obs_002"]


def test_what_is_kept_does_not_move_from_under_the_hand_that_kept_it():
    told = [placed(1, 0.9), placed(2, 0.7), placed(3, 0.5)]
    kept = [*told[:1], replace(told[1], **KEPT), *told[2:]]
    assert [item.evidence.id for item in by_kind(kept)[0].strongest] == [
        item.evidence.id for item in by_kind(told)[0].strongest
    ]


def test_a_card_counts_quotations_without_guesses():
    told = [placed(1, 0.7), placed(2, 0.4), placed(3, 0.1)]
    assert quotations_counted(told, none="assumed") == "2 quotations"
    assert quotations_counted(told[2:], none="assumed") == "only guesses"
    assert quotations_counted([], none="assumed") == "assumed"


def test_quotations_and_guesses_are_counted_apart():
    told = [placed(1, 0.7), placed(2, 0.4), placed(3, 0.1)]
    assert with_guesses_counted(told) == "2 quotations and 1 guess"
    assert with_guesses_counted(told[:1]) == "1 quotation"
    assert with_guesses_counted(told[2:] * 2) == "2 guesses"
    assert with_guesses_counted([]) == ""


def test_a_pain_point_that_guesses_alone_tell_is_none_of_the_step():
    points = (
        StepPainPoint(id="pp_1", title="Asked twice", observation_ids=("obs_001", "obs_003")),
        StepPainPoint(id="pp_2", title="Nobody answers", observation_ids=("obs_003",)),
        StepPainPoint(id="obs_002", title="Trouble 2.", observation_ids=("obs_002",)),
        StepPainPoint(id="obs_004", title="Trouble 4.", observation_ids=("obs_004",)),
    )
    told = (placed(1, 0.7), placed(2, 0.4), placed(3, 0.1), placed(4, 0.2))
    step = replace(a_step(evidence=[told[0].evidence]), evidence=told, pain_points=points)
    assert [point.title for point in named_pain_points(step)] == ["Asked twice"]
    assert [point.title for point in unnamed_pain_points(step)] == ["Trouble 2."]


def test_what_stands_on_a_journey_that_nothing_speaks_of_is_a_guess():
    assert sureness(as_guess(as_likely(placed(1, 0.99)))) is Sureness.GUESS


def test_a_journey_is_only_guessed_until_something_is_surer():
    guessed = replace(a_step(evidence=[placed(1, 0.1).evidence]), evidence=(placed(1, 0.1),))
    assert is_only_guessed([guessed, a_step()])
    assert not is_only_guessed([guessed, replace(guessed, evidence=(placed(2, 0.1, **KEPT),))])
    assert not is_only_guessed([a_step()])


def test_what_was_filled_in_of_a_step_is_told_and_nothing_of_nothing():
    before = a_step(organisation="Quay Trust")
    after = replace(before, systems=("Slate", "Permit Ledger"), channel=Channel.POST)
    said = filled_in_words(before, after)
    assert said.startswith("Filled in from it, as a proposal: leaning on Slate and Permit Ledger; its channel post.")
    assert filled_in_words(before, before) == ""


def test_who_does_a_step_what_people_meet_there_and_its_state_are_told_once_filled_in():
    before = a_step()
    after = replace(before, actor="Harbour clerks", touchpoints=("letter", "app"), standing=Standing.PROTOTYPE)
    said = filled_in_words(before, after)
    assert "done by Harbour clerks; met in letter and app; its state prototype." in said
    assert filled_in_words(after, replace(after, actor="Ida", standing=Standing.LIVE)) == ""
