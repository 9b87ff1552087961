"""What the names of steps say is passed on, of invented journeys through a harbour."""

from dataclasses import replace

import pytest

from domain.hand_overs import UNKNOWN_SIDE, HandOverKind, How, Passes
from domain.journeys import Branch, StepOutline
from journey_maps.drafting.drafts import gaps_in_words
from journey_maps.drafting.hand_overs import find_hand_overs, find_named
from journey_maps.drafting.naming import Names
from journey_maps.drawing.beneath import note_facts
from tests.journey_maps.test_passings import a_step

NAMES = Names()
NOBODY = "not known"


def named(*names, outlines=(), known=(), **said):
    steps = [a_step(nth, step=name) for nth, name in enumerate(names, start=1)]
    steps = [replace(step, organisation=said.get(f"org{step.order}")) for step in steps]
    items = find_named(steps, known, NAMES, outlines)
    return [(item.from_step, item.to_step, item.giver, item.taker) for item in items]


@pytest.mark.parametrize(
    ("name", "taker"),
    [
        ("Send the plans to the surveyor", "Surveyor"),
        ("Be sent on to the postal office", "Postal office"),
        ("Check the draft and send it to court", "Court"),
        ("Tell the landlord that the boat is sold", "Landlord"),
        ("Have my landlord told", "Landlord"),
        ("Be passed to the right adviser", "Adviser"),
        ("Refer the skipper to the clinic", "Clinic"),
    ],
)
def test_a_name_that_tells_who_takes_makes_a_hand_over_to_the_next_step_whose_giver_is_not_known(name, taker):
    assert named("Buy the boat", name, "Wait") == [(2, 3, UNKNOWN_SIDE, taker)]


def test_one_that_the_taker_itself_does_comes_from_the_step_before():
    assert named("Sell the boat", "Have the landlord told", org2="Landlord") == [(1, 2, UNKNOWN_SIDE, "Landlord")]


def test_whom_somebody_turns_to_takes_and_whom_something_comes_from_gives_where_people_said_who_does_the_step():
    names = ("Pay", "Ask a neighbour or the council for leave", "Receive the papers from the court")
    assert named(*names) == []
    outlines = [StepOutline(order=nth, stage="", step=name, actor="Quay clerk") for nth, name in enumerate(names, 1)]
    assert named(*names, outlines=outlines) == [(2, 3, "Quay clerk", "Council"), (2, 3, "Court", "Quay clerk")]


def test_the_last_step_passes_on_within_itself_and_what_is_typed_in_is_told_by_its_name():
    assert named("Sell the boat", "Tell the landlord") == [(2, 2, UNKNOWN_SIDE, "Landlord")]
    steps = [a_step(1, step="Copy the berth from the paper form into TideTrack", systems=("TideTrack",))]
    [item] = find_named(steps, (), NAMES)
    assert (item.giver, item.taker, item.how, item.kind) == (
        "Paper form", "TideTrack", How.REKEYED, HandOverKind.SYSTEM
    )  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        ("Choose a berth", "Pay"),
        ("Send the plans", "Wait"),
        ("Receive the answer", "Pay"),
        ("Decide how to pay: online, at the council or by post", "Wait"),
        ("Go and see the surveyor", "Wait"),
        ("Tell people that the quay is shut", "Wait"),
        ("Think about what the court said", "Wait"),
        ("Wait for a surveyor to sign the paper", "Wait"),
        ("Apply to the council", "Wait"),
    ],
)
def test_a_name_without_a_word_of_passing_or_without_a_side_makes_none(names):
    assert named(*names) == []


def test_neighbours_of_different_bodies_pass_nothing_by_their_names_alone():
    outlines = [
        StepOutline(order=1, stage="", step="Choose a berth", actor="Harbour clerk"),
        StepOutline(order=2, stage="", step="Look at the hull", actor="Surveyor"),
    ]
    assert named("Choose a berth", "Look at the hull", outlines=outlines) == []


def test_where_people_said_who_does_both_steps_a_word_of_passing_is_enough():
    outlines = [
        StepOutline(order=1, stage="", step="Refer the boat", actor="Harbour clerk"),
        StepOutline(order=2, stage="", step="Look at the hull", actor="Surveyor"),
        StepOutline(order=3, stage="", step="Receive the report", actor="Owners and applicants"),
    ]
    assert named("Refer the boat", "Look at the hull", "Receive the report", outlines=outlines) == [
        (1, 2, "Harbour clerk", "Surveyor")
    ]


def test_whom_evidence_takes_for_the_one_that_runs_a_step_does_not_give():
    assert named("Send the plans to the surveyor", "Wait", org1="Harbour Office") == [(1, 2, NOBODY, "Surveyor")]


def test_what_evidence_tells_there_already_is_not_named_again():
    text = "The Harbour Office sends each list to the surveyor."
    steps = [a_step(1, text, step="Send the list to the surveyor", organisation="Harbour Office"), a_step(2)]
    steps[1] = replace(steps[1], evidence=steps[0].evidence, basis=steps[0].basis)
    known = find_hand_overs(steps, (), NAMES)
    assert [(item.giver, item.taker) for item in known] == [("Harbour Office", "Surveyor")]
    assert find_named(steps, known, NAMES) == []


def test_a_sentence_on_its_steps_is_evidence_and_without_any_it_is_an_assumption_to_ask_about():
    text = "Plans are posted to the surveyor in brown envelopes."
    bare = [a_step(1, step="Send the plans to the surveyor"), a_step(2)]
    [item] = find_named(bare, (), NAMES)
    assert item.is_assumed and item.is_across
    assert "Assumed: no evidence tells of it" in note_facts(item)
    assert "it is an assumption. Ask whether it is so." in " ".join(gaps_in_words(bare, [item]))
    told = [a_step(1, text, step="Send the plans to the surveyor"), a_step(2)]
    [item] = find_named(told, (), NAMES)
    assert [placed.evidence.text for placed in item.evidence] == [text]
    assert (item.how, item.is_assumed) == (How.PAPER, False)
    assert "assumption. Ask" not in " ".join(gaps_in_words(told, [item]))


def test_a_name_tells_what_passes():
    steps = [a_step(1, step="Send the case by email to the court"), a_step(2)]
    [item] = find_named(steps, (), NAMES)
    assert (item.passes, item.how, item.is_assumed) == (Passes.CASE, How.EMAIL, True)


def test_nothing_is_passed_to_a_step_that_is_done_instead_but_from_what_leads_to_both_and_to_what_follows_both():
    names = ("Sell the boat", "Send the plans to the surveyor", "Have the landlord told", "Wait")
    steps = [a_step(nth, step=name) for nth, name in enumerate(names, start=1)]
    steps[2] = replace(steps[2], branch=Branch.OR, organisation="Landlord")
    found = [(item.from_step, item.to_step, item.taker) for item in find_named(steps, (), NAMES)]
    assert found == [(2, 4, "Surveyor"), (1, 3, "Landlord")]
    last = [(item.from_step, item.to_step) for item in find_named(steps[1:3], (), NAMES)]
    assert last == [(2, 2), (3, 3)]
