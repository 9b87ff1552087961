"""Sentences that may tell of a hand-over: which are asked about, with which sides, and what people say of them."""

from dataclasses import replace

import pytest

from domain.errors import InvalidRequest, NotFound
from domain.evidence import Kind, Standing
from domain.hand_overs import UNKNOWN_SIDE, HandOver, HandOverKind, How, Passes
from domain.journey_edits import AddHandOver, RejectPossibleHandOver
from domain.journey_history import in_words
from domain.journeys import Journey, JourneyStatus, Step, StepBasis, SystemUse
from domain.placed_evidence import PlacedEvidence
from journey_maps.drafting.possible_hand_overs import possible_hand_overs
from journey_maps.editing.edits import edited
from tests.planted_journeys import an_observation

ON_PAPER = "Permit applications are sent to the survey team on paper."
TYPED = "Clerks type each hull number into the Survey Book by hand."
NO_PASSING = "Skippers like the new notice board."
BY_EMAIL = "Harbour staff receive most requests by email."


def placed(number, text, score=0.6, kind=Kind.BEHAVIOUR, **fields):
    return PlacedEvidence(evidence=replace(an_observation(number, text, kind), **fields), score=score)


def a_journey(*evidence, hand_overs=(), **fields):
    step = Step(
        order=1,
        stage="Apply",
        step="Have the hull looked at",
        organisation="Berth Desk",
        systems=("Survey Book",),
        basis=StepBasis.EVIDENCE if evidence else StepBasis.ASSUMPTION,
        evidence=evidence,
    )
    said = {
        "id": "jn_1",
        "title": "Mooring a boat",
        "actor": "Skipper",
        "status": JourneyStatus.DRAFT,
        "steps": (step,),
    } | fields
    return Journey(**said, hand_overs=hand_overs, systems=(SystemUse(name="Survey Book", steps=(1,)),))


def texts(journey):
    return [each.placed.evidence.text for each in possible_hand_overs(journey)]


def test_a_sentence_that_tells_who_takes_is_asked_about_with_its_sides_and_its_way():
    (found,) = possible_hand_overs(a_journey(placed(1, ON_PAPER), placed(2, NO_PASSING)))
    assert (found.step, found.giver, found.taker) == (1, "Berth Desk", "Survey team")
    assert (found.passes, found.how) == (Passes.CASE, How.PAPER)


def test_what_is_typed_into_a_system_of_the_journey_is_asked_about():
    (found,) = possible_hand_overs(a_journey(placed(1, TYPED)))
    assert (found.taker, found.how) == ("Survey Book", How.REKEYED)


def test_a_sentence_that_only_speaks_of_passing_between_staff_by_a_way_is_asked_about_too():
    assert texts(a_journey(placed(1, BY_EMAIL))) == [BY_EMAIL]
    assert texts(a_journey(placed(1, "Harbour staff receive most requests."))) == []


@pytest.mark.parametrize(
    ("runs", "text", "sides"),
    [
        ("Calder Council", "The forms are sent to the council on paper.", (UNKNOWN_SIDE, "Calder Council")),
        ("Berth Desk", "The forms are sent to the council on paper.", ("Berth Desk", "Council")),
        ("Tide Court", "We print the forms and post them to the Court.", ("Harbour Permit Office", "Tide Court")),
        (
            "Berth Desk",
            "We print the forms and post them to the survey team.",
            ("Harbour Permit Office", "Survey team"),
        ),
        ("Berth Desk", "They print the forms and post them to the survey team.", ("Berth Desk", "Survey team")),
    ],
)
def test_a_side_that_is_not_told_is_who_speaks_or_runs_the_step_unless_that_is_the_other(runs, text, sides):
    journey = a_journey(placed(1, text, organisation="Harbour Permit Office"))
    step = replace(journey.steps[0], organisation=runs)
    other = Step(id="s2", order=2, stage="Apply", step="Pay", organisation="Harbour Permit Office")
    (found,) = possible_hand_overs(replace(journey, steps=(step, other)))
    assert (found.giver, found.taker) == sides


def test_who_speaks_and_has_nothing_to_do_on_the_journey_is_no_side():
    journey = a_journey(
        placed(1, "We print the forms and post them to the survey team.", organisation="Elsewhere Board")
    )
    (found,) = possible_hand_overs(journey)
    assert (found.giver, found.taker) == ("Berth Desk", "Survey team")


@pytest.mark.parametrize(
    "item",
    [
        placed(1, ON_PAPER, kind=Kind.QUESTION),
        placed(1, ON_PAPER, score=0.1),
        placed(1, f"We tested this with six clerks: {ON_PAPER}"),
        placed(1, ON_PAPER, standing=Standing.FIXED),
        placed(1, ON_PAPER, standing=Standing.PROTOTYPE),
    ],
    ids=["a question", "a guess", "the research", "mended", "a prototype"],
)
def test_what_tells_of_no_passing_today_is_not_asked_about(item):
    assert texts(a_journey(placed(1, ON_PAPER))) == [ON_PAPER]
    assert texts(a_journey(item)) == []


def test_a_guess_that_somebody_kept_is_asked_about():
    kept = replace(placed(1, ON_PAPER, score=0.1), accepted_by="Asha Vale", accepted_at="2026-11-28T12:00:00+00:00")
    assert texts(a_journey(kept)) == [ON_PAPER]


def test_words_that_stand_at_a_hand_over_are_not_asked_about_wherever_else_they_stand():
    there = HandOver(
        from_step=1, to_step=1, giver="Berth Desk", taker="Survey team", kind=HandOverKind.ORGANISATION,
        evidence=(placed(7, ON_PAPER),),
    )  # fmt: skip
    assert texts(a_journey(placed(1, ON_PAPER), hand_overs=(there,))) == []


def test_a_sentence_on_two_steps_is_asked_about_at_the_one_it_fits_best():
    journey = a_journey(placed(1, ON_PAPER, score=0.4))
    second = replace(journey.steps[0], id="s2", order=2, step="Pay", evidence=(placed(1, ON_PAPER, score=0.8),))
    assert [each.step for each in possible_hand_overs(replace(journey, steps=(*journey.steps, second)))] == [2]


def test_no_steps_ask_nothing():
    assert possible_hand_overs(replace(a_journey(), steps=())) == []


def made(journey, edit):
    return edited(journey, edit, by="Asha Vale", at="2026-11-28T12:00:00+00:00")


def test_one_that_is_put_on_the_map_stands_there_with_its_sentence_kept_and_is_asked_about_no_more():
    journey = a_journey(placed(1, ON_PAPER))
    name = journey.steps[0].evidence[0].evidence.id
    step = journey.steps[0].id
    edit = AddHandOver(
        step_id=step, giver="Berth Desk", taker="Survey team", how=How.PAPER, observation_ids=(name, name)
    )
    now = made(journey, edit)
    (item,) = now.hand_overs
    assert [(each.evidence.id, each.accepted_by) for each in item.evidence] == [(name, "Asha Vale")]
    assert now.steps[0].evidence == journey.steps[0].evidence
    assert texts(now) == []


def test_evidence_of_a_new_hand_over_leaves_the_tray_and_must_be_there():
    journey = a_journey(tray=(placed(5, TYPED),))
    name, step = journey.tray[0].evidence.id, journey.steps[0].id
    now = made(journey, AddHandOver(step_id=step, giver="A", taker="B", observation_ids=(name,)))
    assert (now.tray, [each.evidence.id for each in now.hand_overs[0].evidence]) == ((), [name])
    with pytest.raises(NotFound, match="no such observation"):
        made(journey, AddHandOver(step_id=step, giver="A", taker="B", observation_ids=("obs_none",)))


def test_a_hand_over_of_which_neither_side_is_known_is_none():
    journey = a_journey()
    with pytest.raises(InvalidRequest, match="Neither side"):
        made(journey, AddHandOver(step_id=journey.steps[0].id, giver=UNKNOWN_SIDE, taker=UNKNOWN_SIDE))


def test_what_somebody_says_is_none_stays_on_its_step_and_is_asked_about_no_more_in_any_copy():
    journey = a_journey(placed(1, ON_PAPER), placed(2, ON_PAPER), placed(3, BY_EMAIL))
    edit = RejectPossibleHandOver(observation_id=journey.steps[0].evidence[0].evidence.id, step_id=journey.steps[0].id)
    now = made(journey, edit)
    assert texts(now) == [BY_EMAIL]
    assert now.steps == journey.steps
    assert made(now, edit).rejected == now.rejected
    assert in_words(edit, journey) == "said that a sentence tells of no hand-over within “Have the hull looked at”"


def test_only_what_stands_on_the_step_is_said_to_be_none():
    journey = a_journey(placed(1, ON_PAPER))
    with pytest.raises(NotFound, match="does not stand on the step"):
        made(journey, RejectPossibleHandOver(observation_id="obs_none", step_id=journey.steps[0].id))
