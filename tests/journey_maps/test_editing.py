"""Edits on journeys: what each does, what none may lose."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import InvalidRequest, NotFound
from domain.evidence import Kind
from domain.hand_overs import Gap, HandOver, HandOverKind, How, Passes
from domain.journey_edits import (
    AcceptEvidence,
    AcceptPainPoint,
    AddHandOver,
    AddStep,
    ChangeHandOver,
    ChangeJourney,
    ChangeStep,
    DropSuggestion,
    MergeSteps,
    MoveStep,
    PlaceEvidence,
    PlacePainPoint,
    ProposeEvidence,
    RejectEvidence,
    RejectPainPoint,
    RemoveHandOver,
    RemoveStep,
    SplitStep,
    TakeSuggestion,
)
from domain.journey_resting import resting_in_words
from domain.journeys import (
    Branch,
    Journey,
    JourneyForm,
    JourneyStatus,
    Step,
    StepBasis,
    StepOutline,
    StepPainPoint,
    SuggestedStep,
)
from domain.placed_evidence import PlacedEvidence
from journey_maps.drafting.drafts import gaps_in_words
from journey_maps.drafting.hand_overs import find_hand_overs
from journey_maps.drafting.naming import Names
from journey_maps.drawing.beneath import note_facts
from journey_maps.editing.edits import edited, started
from tests.planted_journeys import an_observation

SAID_OF_IT = ("legal_basis", "controller", "identifier", "giver_owner", "taker_owner")
UNSAID = {"how": How.UNKNOWN, "trouble": "", "evidence": ()}
BY, AT = "Asha Vale", "2026-11-28T12:00:00+00:00"
ORGANISATIONS = ("Harbour Permit Office", "Hull Survey Agency", "Berth Desk")


def placed(number, kind=Kind.BEHAVIOUR, text=None, **fields):
    evidence = an_observation(number, text or f"Telling number {number} of the harbour.", kind)
    return PlacedEvidence(evidence=evidence, score=0.5, reason="It names the step", **fields)


def a_step(order, *evidence, **fields):
    points = tuple(
        StepPainPoint(id=item.evidence.id, title=item.evidence.text, observation_ids=(item.evidence.id,))
        for item in evidence
        if item.evidence.kind is Kind.PAIN_POINT
    )
    said = {"stage": "Apply", "step": f"Do thing {order}", "organisation": ORGANISATIONS[order % 3]} | fields
    return Step(
        order=order,
        basis=StepBasis.EVIDENCE if evidence else StepBasis.ASSUMPTION,
        evidence=evidence,
        pain_points=points,
        **said,
    )


def a_journey(**fields):
    """Four steps of three bodies; two things in the tray, one suggested step, and a hand-over people spoke of."""
    steps = (
        a_step(1, placed(1), placed(2, Kind.PAIN_POINT), owner="Permit team", wait_days=2.0),
        a_step(2, placed(3), systems=("Survey Book",)),
        a_step(3),
        a_step(4, placed(4, Kind.PAIN_POINT), placed(1), stage="Berth"),
    )
    spoken = HandOver(
        from_step=1,
        to_step=2,
        giver="Hull Survey Agency",
        taker="Berth Desk",
        kind=HandOverKind.ORGANISATION,
        how=How.PAPER,
        legal_basis="Harbours Act",
        trouble="Letters get wet.",
        evidence=(placed(9),),
    )
    said = {
        "id": "jn_1",
        "title": "Mooring a boat",
        "actor": "Skipper",
        "status": JourneyStatus.DRAFT,
        "steps": steps,
        "hand_overs": (spoken,),
        "tray": (placed(5), placed(6, Kind.PAIN_POINT)),
        "suggested": (SuggestedStep(step="Paint the hull", stage="Apply", after="s2", evidence=(placed(7),)),),
    }
    return Journey(**(said | fields))


def after(journey, *edits, **fields):
    for edit in edits:
        journey = edited(journey, edit, by=BY, at=AT, **fields)
    return journey


def names(journey):
    return [step.step for step in journey.steps]


def observations(journey):
    kept = {item.evidence.id for item in journey.placed}
    return kept | {row.observation_id for row in journey.rejected}


def test_a_new_step_stands_after_the_one_named_in_its_stage_and_assumes():
    journey = after(a_journey(), AddStep(step="Wait for the tide", after="s4"))
    new = journey.steps[4]
    assert (new.step, new.stage, new.order, new.basis) == ("Wait for the tide", "Berth", 5, StepBasis.ASSUMPTION)
    assert new.id not in {step.id for step in a_journey().steps}
    assert "Step 5, “Wait for the tide”: no evidence stands on it; it is an assumption." in journey.gaps


def test_a_step_without_one_before_it_is_the_first():
    journey = after(a_journey(), AddStep(step="Buy a boat", stage="Before"))
    assert (names(journey)[0], journey.steps[0].stage, journey.steps[1].id) == ("Buy a boat", "Before", "s1")


def test_an_empty_text_clears_and_none_leaves_what_a_person_said_of_a_step():
    journey = after(a_journey(), ChangeStep(step_id="s1", owner="", organisation=None, wait_days=-1.0, note="Ask Ida."))
    step = journey.steps[0]
    assert (step.owner, step.organisation, step.wait_days, step.note) == (None, "Hull Survey Agency", None, "Ask Ida.")


def test_a_step_moves_and_keeps_its_identifier_and_its_evidence():
    journey = after(a_journey(), MoveStep(step_id="s4", after=None, stage="Apply"))
    assert [step.id for step in journey.steps] == ["s4", "s1", "s2", "s3"]
    assert [step.order for step in journey.steps] == [1, 2, 3, 4]
    assert (journey.steps[0].stage, len(journey.steps[0].evidence)) == ("Apply", 2)


def test_what_people_said_of_a_hand_over_stays_while_both_steps_stand_side_by_side():
    beside = after(a_journey(), MoveStep(step_id="s4", after=None))
    (spoken,) = [item for item in beside.hand_overs if item.legal_basis]
    assert (spoken.from_step, spoken.to_step, spoken.trouble) == (2, 3, "Letters get wet.")


def test_what_people_said_of_a_hand_over_rests_while_its_steps_are_apart_and_stands_again_beside_each_other():
    apart = after(a_journey(), MoveStep(step_id="s1", after="s3"))
    assert [item.legal_basis for item in apart.hand_overs if item.legal_basis] == []
    assert [(item.from_step, item.to_step, item.legal_basis) for item in apart.resting] == [(3, 1, "Harbours Act")]
    assert "obs_009" in {item.evidence.id for item in apart.tray}
    beside = after(apart, MoveStep(step_id="s2", after="s1"))
    (spoken,) = [item for item in beside.hand_overs if item.legal_basis]
    assert (spoken.from_step, spoken.to_step) == (2, 3)
    assert replace(spoken, from_step=1, to_step=2) == a_journey().hand_overs[0]
    assert "obs_009" not in {item.evidence.id for item in beside.tray}


def test_a_step_that_is_moved_down_and_up_again_costs_nothing():
    stood = after(a_journey(), ChangeHandOver(from_step="s1", to_step="s2", gap=Gap.BROKEN_LINK))
    back = after(stood, MoveStep(step_id="s2", after="s3"), MoveStep(step_id="s2", after="s1"))
    (spoken,) = [item for item in back.hand_overs if item.from_step == 1]
    assert spoken == stood.hand_overs[0]


def test_a_new_step_between_two_keeps_what_was_said_of_them_until_it_goes_and_makes_no_hand_over_of_its_own():
    between = after(a_journey(), AddStep(step="Sit down", after="s1"))
    assert [item for item in between.hand_overs if 2 in item.key[:2]] == []
    gone = after(between, RemoveStep(step_id=between.steps[1].id))
    assert [item.legal_basis for item in gone.hand_overs if item.from_step == 1] == ["Harbours Act"]


def with_one_between():
    """The journey with a step of the giver between two of which people spoke: that rests."""
    new = AddStep(step="Wait", after="s1")
    apart = after(a_journey(), new)
    between = apart.steps[1].id
    return after(apart, ChangeStep(step_id=between, organisation="Hull Survey Agency")), between


def test_what_rests_stands_again_when_the_step_between_becomes_part_of_one_beside_it():
    apart, between = with_one_between()
    assert [item.legal_basis for item in apart.resting] == ["Harbours Act"]
    back = after(apart, MergeSteps(first="s1", second=between, step="Ask and wait"))
    (spoken,) = [item for item in back.hand_overs if item.from_step == 1 and not item.has_own_sides]
    assert (spoken.legal_basis, spoken.how, spoken.trouble) == ("Harbours Act", How.PAPER, "Letters get wet.")
    assert (back.resting, observations(apart) - observations(back)) == ((), set())


def test_where_what_rests_and_what_stands_become_one_blanks_are_filled_and_what_gave_way_is_told():
    apart, between = with_one_between()
    said = ChangeHandOver(from_step=between, to_step="s2", how=How.EMAIL, controller="Berth Desk")
    apart = after(apart, said)
    back = after(apart, MergeSteps(first="s1", second=between, step="Ask and wait"))
    (spoken,) = [item for item in back.hand_overs if item.from_step == 1 and not item.has_own_sides]
    assert (spoken.how, spoken.controller, spoken.legal_basis) == (How.EMAIL, "Berth Desk", "Harbours Act")
    assert "obs_009" in {item.evidence.id for item in spoken.evidence}
    (told,) = resting_in_words(apart, back)
    assert told.endswith("What was said of it before gave way to what is said now: way of passing “paper”.")


def test_what_rests_bears_the_names_that_its_steps_have_when_they_meet_again():
    apart = after(a_journey(), MoveStep(step_id="s2", after="s3"), ChangeStep(step_id="s2", organisation="Tide Bureau"))
    back = after(apart, MoveStep(step_id="s2", after="s1"))
    (spoken,) = [item for item in back.hand_overs if item.from_step == 1]
    assert (spoken.giver, spoken.taker, spoken.legal_basis) == ("Hull Survey Agency", "Tide Bureau", "Harbours Act")


def test_what_was_said_rests_while_the_same_do_both_steps():
    same = after(a_journey(), ChangeStep(step_id="s2", organisation="Hull Survey Agency"))
    assert [item for item in same.hand_overs if item.from_step == 1] == []
    again = after(same, ChangeStep(step_id="s2", organisation="Berth Desk"))
    assert [item.trouble for item in again.hand_overs if item.from_step == 1] == ["Letters get wet."]


def test_what_rests_goes_with_a_step_that_goes():
    apart = after(a_journey(), MoveStep(step_id="s1", after="s3"), RemoveStep(step_id="s2"))
    assert apart.resting == ()


def test_a_hand_over_of_which_nothing_is_known_does_not_rest():
    bare = a_journey(hand_overs=(replace(a_journey().hand_overs[0], **dict.fromkeys(SAID_OF_IT, None), **UNSAID),))
    assert after(bare, MoveStep(step_id="s1", after="s3")).resting == ()


def test_what_is_found_between_two_that_meet_for_a_while_does_not_rest_when_they_part():
    tells = placed(11, text="Berth Desk sends the file to Hull Survey Agency by email.")
    steps = (*a_journey().steps[:3], a_step(4, tells, organisation="Berth Desk"))
    met = after(a_journey(steps=steps, hand_overs=()), MoveStep(step_id="s4", after=None))
    assert [(item.how, len(item.evidence)) for item in met.hand_overs if item.from_step == 1] == [(How.EMAIL, 1)]
    assert after(met, MoveStep(step_id="s4", after="s3")).resting == ()


def test_two_organisations_in_a_row_hand_over_whatever_else_is_edited():
    bare = after(a_journey(hand_overs=()), ChangeStep(step_id="s4", note="Ask Ida."))
    assert [item.key[:2] for item in bare.hand_overs] == [(1, 2), (2, 3), (3, 4)]


def test_what_a_move_costs_is_told_and_what_it_brings_back():
    apart = after(a_journey(), MoveStep(step_id="s2", after="s3"))
    assert resting_in_words(a_journey(), apart) == (
        "The hand-over Hull Survey Agency → Berth Desk is off the map, because steps 1 and 3 do not follow each other "
        "now. It comes back once they do again, and with it its legal basis, way of passing and known trouble.",
    )
    back = after(apart, MoveStep(step_id="s2", after="s1"))
    assert resting_in_words(apart, back) == (
        "The hand-over Hull Survey Agency → Berth Desk is on the map again, with its legal basis, way of passing and "
        "known trouble.",
    )
    assert resting_in_words(back, back) == ()


def test_a_hand_over_takes_the_names_its_sides_have_now():
    journey = after(a_journey(), ChangeStep(step_id="s2", organisation="Lighthouse Board"))
    (spoken,) = [item for item in journey.hand_overs if item.legal_basis]
    assert (spoken.giver, spoken.taker, spoken.how) == ("Hull Survey Agency", "Lighthouse Board", How.PAPER)


def test_steps_that_newly_differ_make_a_hand_over_of_which_nothing_is_known():
    plain = a_journey(hand_overs=(), steps=tuple(a_step(order, organisation="Berth Desk") for order in (1, 2)))
    journey = after(plain, ChangeStep(step_id="s2", organisation="Hull Survey Agency"))
    (new,) = journey.hand_overs
    assert (new.giver, new.taker, new.how, new.gap) == ("Berth Desk", "Hull Survey Agency", How.UNKNOWN, Gap.NO_OWNER)


def test_a_gap_that_was_found_goes_with_its_cause_and_one_that_a_person_named_stays():
    found = after(a_journey(), ChangeStep(step_id="s1", owner=""))
    owned = after(found, ChangeHandOver(from_step="s1", to_step="s2", giver_owner="Ida's team"))
    named = after(found, ChangeHandOver(from_step="s1", to_step="s2", gap=Gap.BROKEN_LINK))
    later = after(named, ChangeStep(step_id="s1", owner="Permit team"))
    gaps = [journey.hand_overs[0].gap for journey in (found, owned, named, later)]
    assert gaps == [Gap.NO_OWNER, None, Gap.BROKEN_LINK, Gap.BROKEN_LINK] or gaps[0] is None


def test_two_owners_of_the_sides_of_a_hand_over_are_a_gap():
    journey = after(a_journey(), ChangeHandOver(from_step="s1", to_step="s2", gap=Gap.NO_OWNER))
    assert journey.hand_overs[0].gap is Gap.NO_OWNER
    assert any("no owner" in gap for gap in journey.gaps)


def test_people_make_a_hand_over_between_two_systems_and_not_between_two_that_are_the_same():
    same = {"organisation": "Berth Desk"}
    steps = (a_step(1, systems=("Ledger",), **same), a_step(2, systems=("Survey Book",), **same), a_step(3, **same))
    journey = a_journey(steps=steps, hand_overs=())
    (spoken,) = after(journey, ChangeHandOver(from_step="s1", to_step="s2", how=How.REKEYED)).hand_overs
    assert (spoken.kind, spoken.giver, spoken.gap) == (HandOverKind.SYSTEM, "Ledger", Gap.NO_DATA_LINK)
    with pytest.raises(InvalidRequest, match="nothing is handed over"):
        after(journey, ChangeHandOver(from_step="s2", to_step="s3", how=How.PAPER))


def test_a_split_step_keeps_its_first_half_and_gives_the_evidence_named_to_the_second():
    journey = after(a_journey(), SplitStep(step_id="s1", first="Ask", second="Pay", observation_ids=("obs_002",)))
    first, second = journey.steps[:2]
    assert (first.id, first.step, first.owner, [p.evidence.id for p in first.evidence]) == (
        "s1", "Ask", "Permit team", ["obs_001"],
    )  # fmt: skip
    assert (second.step, second.organisation, [p.id for p in second.pain_points]) == (
        "Pay", "Hull Survey Agency", ["obs_002"],
    )  # fmt: skip
    (spoken,) = [item for item in journey.hand_overs if item.legal_basis]
    assert (spoken.from_step, spoken.to_step) == (2, 3)


def test_merged_steps_bring_evidence_and_systems_together_under_one_name():
    journey = after(a_journey(), MergeSteps(first="s1", second="s2", step="Ask and survey"))
    one = journey.steps[0]
    assert (one.id, one.organisation, one.systems, len(one.evidence)) == (
        "s1", "Hull Survey Agency", ("Survey Book",), 3,
    )  # fmt: skip
    assert [step.id for step in journey.steps] == ["s1", "s3", "s4"]
    assert journey.suggested[0].after == "s1"
    (own,) = [item for item in journey.hand_overs if item.is_within]
    assert (own.from_step, own.giver, own.taker, own.legal_basis) == (
        1, "Hull Survey Agency", "Berth Desk", "Harbours Act",
    )  # fmt: skip
    assert "obs_009" in {item.evidence.id for item in own.evidence}


RETYPED = AddHandOver(
    step_id="s2", giver="Berth e-mail", taker="Berth Ledger", how=How.REKEYED, trouble="Numbers get lost."
)


def within(journey):
    return [item for item in journey.hand_overs if item.is_within]


def test_a_hand_over_within_a_step_is_added_said_anew_and_removed():
    journey = after(a_journey(), RETYPED)
    (item,) = within(journey)
    assert (item.from_step, item.to_step, item.giver, item.taker, item.gap, item.trouble) == (
        2, 2, "Berth e-mail", "Berth Ledger", Gap.NO_DATA_LINK, "Numbers get lost.",
    )  # fmt: skip
    assert [each.key[:2] for each in journey.hand_overs] == [(1, 2), (2, 2)]
    assert "Within step 2, Berth e-mail to Berth Ledger: no data link." in journey.gaps
    said = ChangeHandOver(from_step="s2", to_step="s2", giver="Berth inbox", how=How.API, kind=HandOverKind.SYSTEM)
    changed = after(journey, said)
    assert within(changed) == [
        replace(item, giver="Berth inbox", how=How.API, kind=HandOverKind.SYSTEM, gap=None),
    ]
    gone = after(changed, RemoveHandOver(step_id="s2", hand_over_id=item.id))
    assert (within(gone), gone.steps) == ([], journey.steps)


@pytest.mark.parametrize("said", [{"how": How.EMAIL}, {"passes": Passes.CASE}, {"trouble": "Pages go missing."}])
def test_what_a_draft_proposed_is_no_assumption_once_somebody_says_anything_of_it(said):
    proposed = replace(within(after(a_journey(), RETYPED))[0], trouble="", how=How.UNKNOWN, is_proposed=True)
    journey = a_journey(hand_overs=(proposed,))
    assert proposed.is_assumed and "Assumed: no evidence tells of it" in note_facts(proposed)
    (now,) = within(after(journey, ChangeHandOver(from_step="s2", to_step="s2", **said)))
    assert not now.is_assumed and "Assumed: no evidence tells of it" not in note_facts(now)
    assert not any("Ask whether it is so" in gap for gap in gaps_in_words(journey.steps, [now]))


def test_what_somebody_adds_and_what_two_joined_steps_passed_on_is_no_assumption():
    added = AddHandOver(step_id="s1", giver="Berth inbox", taker="Berth Ledger")
    joined = MergeSteps(first="s1", second="s2", step="Do both")
    spoken = a_journey().hand_overs[0]
    bare = replace(spoken, evidence=(), trouble="", legal_basis=None)
    for journey in (after(a_journey(), added), after(a_journey(hand_overs=(bare,)), joined)):
        assert [item.is_assumed for item in within(journey)] == [False]


def test_nothing_passes_between_steps_done_instead_of_each_other_but_from_each_to_what_follows():
    journey = after(a_journey(), ChangeStep(step_id="s2", note="As it was."))
    assert [item.key[:2] for item in journey.hand_overs] == [(1, 2), (2, 3), (3, 4)]
    either = after(journey, ChangeStep(step_id="s3", branch=Branch.OR))
    assert [item.key[:2] for item in either.hand_overs] == [(1, 2), (1, 3), (2, 4), (3, 4)]
    assert not any("From step 2 to 3" in gap for gap in either.gaps)
    with pytest.raises(InvalidRequest, match="Nothing follows"):
        after(either, ChangeHandOver(from_step="s2", to_step="s3", how=How.PAPER))
    said = after(either, ChangeHandOver(from_step="s2", to_step="s4", how=How.PAPER))
    assert [item.how for item in said.hand_overs if item.key[:2] == (2, 4)] == [How.PAPER]
    same = after(said, ChangeStep(step_id="s4", organisation=said.steps[1].organisation))
    assert any("because the same do steps 2 and 4 now" in told for told in resting_in_words(said, same))
    again = after(said, ChangeStep(step_id="s3", branch=""))
    assert any("because steps 2 and 4 do not follow each other now" in told for told in resting_in_words(said, again))
    assert [item.key[:2] for item in again.hand_overs] == [(1, 2), (2, 3), (3, 4)]
    assert [item.how for item in again.resting] == [How.PAPER]


def test_what_was_said_between_two_steps_rests_while_one_is_done_instead_of_the_other():
    said = after(a_journey(), ChangeHandOver(from_step="s2", to_step="s3", how=How.EMAIL))
    either = after(said, ChangeStep(step_id="s3", branch=Branch.OR))
    assert [item.key[:2] for item in either.resting] == [(2, 3)]
    (told,) = resting_in_words(said, either)
    assert "because step 3 is done instead of step 2 now. It comes back once one follows the other again" in told
    back = after(either, ChangeStep(step_id="s3", branch=""))
    assert [item.how for item in back.hand_overs if item.key[:2] == (2, 3)] == [How.EMAIL]


def test_a_journey_of_before_ways_were_told_apart_loses_what_passed_between_them_unless_people_spoke_of_it():
    steps = [replace(step, branch=Branch.OR) if step.id == "s3" else step for step in a_journey().steps]
    [between] = find_hand_overs(a_journey().steps[1:3], (), Names())
    for item, resting in ((between, []), (replace(between, trouble="Pages go missing."), [(2, 3)])):
        now = after(a_journey(steps=steps, hand_overs=(item,)), ChangeStep(step_id="s1", note="Seen."))
        assert (2, 3) not in [each.key[:2] for each in now.hand_overs]
        assert [each.key[:2] for each in now.resting] == resting


def test_what_passes_within_a_step_goes_with_it_when_it_is_moved_renamed_or_removed():
    journey = after(a_journey(), replace(RETYPED, giver="Berth Desk"))
    moved = after(journey, MoveStep(step_id="s2", after="s4"))
    assert [item.from_step for item in within(moved)] == [4]
    renamed = after(journey, ChangeStep(step_id="s2", organisation="Mooring Desk"))
    assert [item.giver for item in within(renamed)] == ["Mooring Desk"]
    assert within(after(journey, RemoveStep(step_id="s2"))) == []


def test_a_removed_hand_over_within_a_step_leaves_its_evidence_in_the_tray():
    whole = after(a_journey(), MergeSteps(first="s1", second="s2", step="Ask and survey"))
    (own,) = within(whole)
    gone = after(whole, RemoveHandOver(step_id="s1", hand_over_id=own.id))
    assert "obs_009" in {item.evidence.id for item in gone.tray}


def test_what_passes_within_a_split_step_goes_where_its_evidence_goes():
    journey = after(a_journey(), replace(RETYPED, step_id="s1"))
    told = replace(within(journey)[0], evidence=(journey.steps[0].evidence[1],))
    journey = replace(journey, hand_overs=(told, *(item for item in journey.hand_overs if not item.is_within)))
    split = SplitStep(step_id="s1", first="Ask", second="Pay", observation_ids=("obs_002",))
    assert [item.from_step for item in within(after(journey, split))] == [2]
    assert [item.from_step for item in within(after(journey, replace(split, observation_ids=("obs_001",))))] == [1]


LISTED = AddHandOver(
    step_id="s1", to_step_id="s4", giver="Hull Survey Agency", taker="Berth Ledger", passes=Passes.DATA, how=How.PAPER
)
BACK = AddHandOver(step_id="s4", to_step_id="s2", giver="Berth Ledger", taker="Survey Book", trouble="Comes late.")


def across(journey):
    return [item for item in journey.hand_overs if item.is_across]


def ends(journey):
    """The hand-overs across by the identifiers of their steps."""
    names = {step.order: step.id for step in journey.steps}
    return [(names[item.from_step], names[item.to_step]) for item in across(journey)]


def test_a_hand_over_across_is_added_said_anew_and_removed():
    journey = after(a_journey(), LISTED)
    (item,) = across(journey)
    assert (item.from_step, item.to_step, item.giver, item.taker, item.kind, item.passes) == (
        1, 4, "Hull Survey Agency", "Berth Ledger", HandOverKind.ORGANISATION, Passes.DATA,
    )  # fmt: skip
    assert [each for each in journey.hand_overs if not each.is_across] == list(a_journey().hand_overs)
    said = ChangeHandOver(from_step="s1", to_step="s4", taker="Berth Book", how=How.REKEYED, legal_basis="Harbours Act")
    changed = after(journey, said)
    assert across(changed) == [
        replace(item, taker="Berth Book", how=How.REKEYED, legal_basis="Harbours Act", gap=Gap.NO_DATA_LINK)
    ]
    assert "From step 1 to 4, Hull Survey Agency to Berth Book: no data link." in changed.gaps
    gone = after(changed, RemoveHandOver(step_id="s1", to_step_id="s4", hand_over_id=item.id))
    assert gone == replace(changed, hand_overs=a_journey().hand_overs, gaps=gone.gaps)


def test_hand_overs_across_go_back_and_stand_beside_one_that_follows_from_the_steps():
    beside = replace(LISTED, to_step_id="s2", giver="Permit inbox")
    journey = after(a_journey(), BACK, beside, replace(beside, giver="Permit letter"))
    assert sorted(ends(journey)) == [("s1", "s2"), ("s1", "s2"), ("s4", "s2")]
    assert len({item.key for item in journey.hand_overs}) == 4
    spoken = after(journey, ChangeHandOver(from_step="s1", to_step="s2", how=How.API))
    assert [(item.how, item.has_own_sides) for item in spoken.hand_overs[:3]] == [
        (How.API, False), (How.PAPER, True), (How.PAPER, True),
    ]  # fmt: skip
    back = after(journey, ChangeHandOver(from_step="s4", to_step="s2", giver="Ledger of berths"))
    assert {item.giver for item in across(back)} == {"Permit inbox", "Permit letter", "Ledger of berths"}


def test_between_systems_of_its_two_steps_a_hand_over_across_is_one_of_systems():
    journey = after(a_journey(), ChangeStep(step_id="s4", systems=("Berth Ledger",)), BACK)
    assert [item.kind for item in across(journey)] == [HandOverKind.SYSTEM]


def test_a_hand_over_across_goes_with_its_steps_when_they_are_moved_or_renamed():
    journey = after(a_journey(), LISTED, BACK)
    moved = after(journey, MoveStep(step_id="s1", after="s4"), MoveStep(step_id="s3", after=None))
    assert sorted(ends(moved)) == [("s1", "s4"), ("s4", "s2")]
    assert {(item.from_step, item.to_step) for item in across(moved)} == {(4, 3), (3, 2)}
    beside = after(journey, RemoveStep(step_id="s2"), RemoveStep(step_id="s3"))
    assert ends(beside) == [("s1", "s4")]
    renamed = after(journey, ChangeStep(step_id="s1", organisation="Wharf Office"))
    assert [item.giver for item in across(renamed)] == ["Wharf Office", "Berth Ledger"]
    assert across(after(renamed, ChangeStep(step_id="s1", organisation="Hull Survey Agency"))) == across(journey)


def test_an_added_step_leaves_hand_overs_across_where_they_are():
    journey = after(a_journey(), LISTED, AddStep(step="Wait", after="s2"), AddStep(step="Hear of it"))
    assert (ends(journey), across(journey)[0].key[:2]) == ([("s1", "s4")], (2, 6))


def test_a_hand_over_across_ends_with_either_of_its_steps_and_leaves_its_evidence_in_the_tray():
    journey = after(a_journey(), LISTED)
    told = replace(across(journey)[0], evidence=(placed(8),))
    journey = replace(journey, hand_overs=(*a_journey().hand_overs, told))
    for step in ("s1", "s4"):
        gone = after(journey, RemoveStep(step_id=step))
        assert across(gone) == []
        assert "obs_008" in {item.evidence.id for item in gone.tray}


def test_a_joined_step_keeps_what_passes_across_from_and_to_either_of_the_two():
    journey = after(a_journey(), LISTED, BACK)
    whole = after(journey, MergeSteps(first="s3", second="s4", step="Wait and berth"))
    assert sorted(ends(whole)) == [("s1", "s3"), ("s3", "s2")]
    assert [(item.giver, item.taker, item.trouble) for item in across(whole)] == [
        (item.giver, item.taker, item.trouble) for item in across(journey)
    ]
    other = after(journey, MergeSteps(first="s1", second="s2", step="Ask and survey"))
    assert sorted(ends(other)) == [("s1", "s4"), ("s4", "s1")]


def test_what_passes_across_passes_within_when_both_ends_fall_into_one_step():
    journey = after(a_journey(), RemoveStep(step_id="s2"), RemoveStep(step_id="s3"), LISTED)
    (item,) = across(journey)
    for first, second in (("s1", "s4"), ("s4", "s1")):
        whole = after(journey, MergeSteps(first=first, second=second, step="All of it"))
        assert (within(whole)[-1].id, within(whole)[-1].giver, within(whole)[-1].taker) == (
            item.id, item.giver, item.taker,
        )  # fmt: skip


def test_what_passes_across_from_a_split_step_goes_where_its_evidence_goes_and_else_stays_with_the_first():
    journey = after(a_journey(), LISTED)
    split = SplitStep(step_id="s1", first="Ask", second="Pay", observation_ids=("obs_002",))
    assert ends(after(journey, split)) == [("s1", "s4")]
    told = replace(across(journey)[0], evidence=(journey.steps[0].evidence[1],))
    journey = replace(journey, hand_overs=(*a_journey().hand_overs, told))
    second = after(journey, split)
    assert ends(second) == [(second.steps[1].id, "s4")]
    assert ends(after(journey, replace(split, observation_ids=("obs_001",)))) == [("s1", "s4")]


def test_a_hand_over_of_a_file_of_before_between_any_two_steps_gets_an_identifier_with_the_first_edit():
    (spoken,) = a_journey().hand_overs
    old = replace(a_journey(), hand_overs=(spoken, replace(spoken, from_step=3, to_step=1)))
    assert ends(after(old, ChangeStep(step_id="s4", note="Seen"))) == [("s3", "s1")]


def test_several_hand_overs_within_one_step_are_told_apart_by_their_ids():
    journey = after(after(a_journey(), RETYPED), replace(RETYPED, giver="Berth letter"))
    first, second = within(journey)
    with pytest.raises(InvalidRequest, match="there are 2 hand-overs"):
        after(journey, ChangeHandOver(from_step="s2", to_step="s2", how=How.PAPER))
    with pytest.raises(InvalidRequest, match="there are 2 hand-overs"):
        after(a_journey(), LISTED, LISTED, ChangeHandOver(from_step="s1", to_step="s4", how=How.API))
    changed = after(journey, ChangeHandOver(from_step="s2", to_step="s2", hand_over_id=second.id, how=How.PAPER))
    assert [item.how for item in within(changed)] == [first.how, How.PAPER]


def test_a_removed_step_leaves_what_no_other_step_holds_in_the_tray():
    journey = after(a_journey(), RemoveStep(step_id="s1"))
    assert {item.evidence.id for item in journey.tray} == {"obs_002", "obs_005", "obs_006", "obs_009"}
    assert [step.order for step in journey.steps] == [1, 2, 3]


def test_placed_evidence_leaves_the_tray_and_says_who_placed_it():
    journey = after(a_journey(), PlaceEvidence(observation_id="obs_006", step_id="s3"))
    (own,) = journey.steps[2].evidence
    assert (own.accepted_by, own.accepted_at, journey.steps[2].basis) == (BY, AT, StepBasis.EVIDENCE)
    assert [point.id for point in journey.steps[2].pain_points] == ["obs_006"]
    assert [item.evidence.id for item in journey.tray] == ["obs_005"]


def test_evidence_moves_from_step_to_step_with_its_pain_point_and_comes_from_anywhere():
    moved = after(a_journey(), PlaceEvidence(observation_id="obs_002", step_id="s3", from_step="s1"))
    assert ([p.id for p in moved.steps[0].pain_points], [p.id for p in moved.steps[2].pain_points]) == ([], ["obs_002"])
    far = an_observation(77, "Told far away.")
    brought = after(a_journey(), PlaceEvidence(observation_id="obs_077", step_id="s3"), evidence={"obs_077": far})
    assert brought.steps[2].evidence[0].evidence is far
    with pytest.raises(NotFound, match="no such observation"):
        after(a_journey(), PlaceEvidence(observation_id="obs_077", step_id="s3"))


def test_accepted_evidence_keeps_who_accepted_it_first():
    edit = AcceptEvidence(observation_id="obs_003", step_id="s2")
    once = after(a_journey(), edit)
    assert edited(once, edit, by="Somebody else", at="later").steps[1].evidence[0].accepted_by == BY


def test_rejected_evidence_is_in_the_tray_and_remembered_until_it_is_placed_again():
    off = after(a_journey(), RejectEvidence(observation_id="obs_003", step_id="s2"))
    assert (off.steps[1].basis, [row.step_id for row in off.rejected]) == (StepBasis.ASSUMPTION, ["s2"])
    assert "obs_003" in {item.evidence.id for item in off.tray}
    back = after(off, PlaceEvidence(observation_id="obs_003", step_id="s2"))
    assert (back.rejected, back.steps[1].basis) == ((), StepBasis.EVIDENCE)


def test_evidence_that_another_step_holds_is_not_in_the_tray_when_it_is_rejected():
    off = after(a_journey(), RejectEvidence(observation_id="obs_001", step_id="s1"))
    assert "obs_001" not in {item.evidence.id for item in off.tray}


def test_a_suggested_step_is_taken_up_where_it_was_suggested_or_dropped_into_the_tray():
    taken = after(a_journey(), TakeSuggestion(nth=0, step="Paint it"))
    assert (names(taken)[2], taken.steps[2].evidence[0].accepted_by, taken.suggested) == ("Paint it", BY, ())
    dropped = after(a_journey(), DropSuggestion(nth=0))
    assert (dropped.suggested, dropped.tray[-1].evidence.id) == ((), "obs_007")


def test_a_journey_is_renamed_and_becomes_a_plan():
    journey = after(a_journey(), ChangeJourney(title="Mooring soon", form=JourneyForm.TO_BE, as_is="jn_0"))
    assert (journey.title, journey.form, journey.as_is) == ("Mooring soon", JourneyForm.TO_BE, "jn_0")


REFUSED = [
    (RemoveStep(step_id="s9"), NotFound, "no such step"),
    (MoveStep(step_id="s1", after="s9"), NotFound, "no such step"),
    (MoveStep(step_id="s1", after="s1"), InvalidRequest, "after itself"),
    (AddStep(step="do  THING 2", stage="apply"), InvalidRequest, "Two steps"),
    (AddStep(step=" "), InvalidRequest, "needs a name"),
    (AddStep(step="x" * 301), InvalidRequest, "longer than"),
    (ChangeStep(step_id="s1", step=""), InvalidRequest, "needs a name"),
    (ChangeStep(step_id="s2", branch="perhaps"), InvalidRequest, "not known"),
    (ChangeStep(step_id="s1", branch=Branch.OR), InvalidRequest, "first step"),
    (ChangeStep(step_id="s2", wait_days=float("nan")), InvalidRequest, "number of days"),
    (ChangeStep(step_id="s2", sub_journey="jn_1"), InvalidRequest, "its own journey"),
    (MergeSteps(first="s1", second="s3", step="Both"), InvalidRequest, "next to each other"),
    (MergeSteps(first="s1", second="s1", step="Both"), InvalidRequest, "next to each other"),
    (SplitStep(step_id="s1", first="A", second="a"), InvalidRequest, "Two steps"),
    (SplitStep(step_id="s1", first="A", second="B", observation_ids=("obs_003",)), NotFound, "does not stand"),
    (AcceptEvidence(observation_id="obs_003", step_id="s1"), NotFound, "does not stand"),
    (PlaceEvidence(observation_id="obs_003", step_id="s1", from_step="s3"), NotFound, "does not stand"),
    (TakeSuggestion(nth=1), NotFound, "no such suggested"),
    (DropSuggestion(nth=-1), NotFound, "no such suggested"),
    (ChangeHandOver(from_step="s1", to_step="s3"), InvalidRequest, "the one after it"),
    (ChangeHandOver(from_step="s1", to_step="s2", gap="a hole"), InvalidRequest, "no gap"),
    (ChangeHandOver(from_step="s1", to_step="s2", giver="Somebody"), InvalidRequest, "those of its steps"),
    (ChangeHandOver(from_step="s3", to_step="s3", how=How.API), NotFound, "no such hand-over"),
    (AddHandOver(step_id="s9", giver="A", taker="B"), NotFound, "no such step"),
    (AddHandOver(step_id="s1", giver="A", taker=" "), InvalidRequest, "needs a name"),
    (AddHandOver(step_id="s1", giver="Ledger", taker="ledger"), InvalidRequest, "to itself"),
    (AddHandOver(step_id="s1", to_step_id="s9", giver="A", taker="B"), NotFound, "no such step"),
    (AddHandOver(step_id="s1", to_step_id="s4", giver="A", taker="a"), InvalidRequest, "to itself"),
    (ChangeHandOver(from_step="s4", to_step="s1", hand_over_id="h1", how=How.API), NotFound, "no such hand-over"),
    (RemoveHandOver(step_id="s1", hand_over_id="h1"), NotFound, "no such hand-over"),
    (RemoveHandOver(step_id="s1", to_step_id="s2", hand_over_id=""), NotFound, "no such hand-over"),
    (ChangeJourney(title=" "), InvalidRequest, "needs a name"),
    (ChangeJourney(as_is="jn_1"), InvalidRequest, "its own plan"),
]


@pytest.mark.parametrize(("edit", "error", "problem"), REFUSED, ids=lambda value: type(value).__name__)
def test_what_cannot_be_done_is_refused_with_problem_place_and_remedy(edit, error, problem):
    with pytest.raises(error, match=problem) as caught:
        after(a_journey(), edit)
    assert caught.value.where
    assert caught.value.remedy


def test_a_map_by_hand_has_the_steps_that_were_named_and_assumes_them_all():
    outlines = [
        StepOutline(order=3, stage="Apply", step="Ask"),
        StepOutline(order=7, stage="Apply", step="Wait", branch=Branch.OR, optional=True, touchpoints=("Letter",)),
    ]
    journey = started("jn_2", "Mooring", outlines)
    assert [(step.order, step.step, step.branch) for step in journey.steps] == [
        (1, "Ask", None),
        (2, "Wait", Branch.OR),
    ]
    assert len(journey.gaps) == 2
    with pytest.raises(InvalidRequest, match="Two steps"):
        started("jn_2", "Mooring", [outlines[0], replace(outlines[0], order=9)])


def some_edit(draw, journey):
    """One edit that names what the journey has, and sometimes what it has not."""
    ids = [step.id for step in journey.steps]
    step, other = (st.sampled_from([*ids, "s99"]) for _ in range(2))
    name = st.sampled_from(["Alpha", "Beta", "Gamma", "Delta"])
    body = st.sampled_from(["", *ORGANISATIONS])
    own = sorted(observations(journey))
    observation = st.sampled_from([*own, "obs_500"])
    kinds = st.one_of(
        st.builds(AddStep, step=name, after=st.none() | step),
        st.builds(
            ChangeStep, step_id=step, step=st.none() | name, organisation=st.none() | body, owner=st.none() | body
        ),
        st.builds(MoveStep, step_id=step, after=st.none() | other, stage=st.none() | name),
        st.builds(
            SplitStep, step_id=step, first=name, second=name, observation_ids=st.tuples(observation) | st.just(())
        ),
        st.builds(MergeSteps, first=step, second=other, step=name),
        st.builds(RemoveStep, step_id=step),
        st.builds(PlaceEvidence, observation_id=observation, step_id=step, from_step=st.none() | other),
        st.builds(AcceptEvidence, observation_id=observation, step_id=step),
        st.builds(RejectEvidence, observation_id=observation, step_id=step),
        st.builds(ProposeEvidence, step_id=step, evidence=st.tuples(st.integers(500, 502).map(placed))),
        st.builds(TakeSuggestion, nth=st.integers(0, 1), step=st.none() | name),
        st.builds(DropSuggestion, nth=st.integers(0, 1)),
        st.builds(ChangeHandOver, from_step=step, to_step=other, how=st.sampled_from(How), trouble=name),
    )
    passing = [
        st.builds(AddHandOver, step_id=step, to_step_id=st.none() | other, giver=name, taker=body),
        st.builds(
            RemoveHandOver,
            step_id=step,
            to_step_id=st.none() | other,
            hand_over_id=st.sampled_from(["h1", *(item.id for item in journey.hand_overs)]),
        ),
    ]
    crossings = [(item, *(journey.step(order).id for order in item.key[:2])) for item in journey.hand_overs]
    for item, giver, taker in crossings:
        there = {"step_id": st.just(giver), "to_step_id": st.just(taker), "hand_over_id": st.just(item.id)}
        held = st.sampled_from([*(placed.evidence.id for placed in item.evidence), "obs_500"])
        passing += [st.builds(kind, observation_id=held, **there) for kind in (AcceptEvidence, RejectEvidence)]
        passing += [st.builds(PlaceEvidence, observation_id=observation, **there)]
    for kind in (AcceptPainPoint, RejectPainPoint, PlacePainPoint):
        passing.append(st.builds(kind, pain_point_id=st.sampled_from(["pp_1", "pp_2"]), step_id=step))
    return draw(st.one_of(kinds, *passing))


def with_names(journey):
    """The journey with pain points that have names on two of its steps."""
    named = [StepPainPoint(id=f"pp_{n}", title="Wet letters", observation_ids=(f"obs_00{n}",)) for n in (1, 2)]
    first, *others, last = journey.steps
    steps = (replace(first, pain_points=tuple(named)), *others, replace(last, pain_points=tuple(named[:1])))
    return replace(journey, steps=steps)


@settings(max_examples=50)
@given(st.data())
def test_no_edit_loses_an_observation_or_an_identifier_or_the_order(data):
    journey, used = with_names(a_journey()), set()
    for _ in range(12):
        edit = some_edit(data.draw, journey)
        before, used = journey, used | {step.id for step in journey.steps}
        try:
            journey = edited(journey, edit, by=BY, at=AT, used=used)
        except (InvalidRequest, NotFound) as refused:
            assert refused.where and refused.remedy
            continue
        assert observations(before) <= observations(journey)
        assert [step.order for step in journey.steps] == list(range(1, len(journey.steps) + 1))
        fresh = {step.id for step in journey.steps} - {step.id for step in before.steps}
        assert not fresh & used
        for row in journey.rejected_pain_points:
            assert row.id not in {
                point.id for step in journey.steps if step.id == row.step_id for point in step.pain_points
            }
        own = {
            (journey.step(item.from_step).id, journey.step(item.to_step).id, item.id): item
            for item in journey.hand_overs
        }
        for row in (row for row in journey.rejected if row.to_step_id):
            item = own.get((row.step_id, row.to_step_id, row.hand_over_id))
            assert item is None or row.observation_id not in {placed.evidence.id for placed in item.evidence}
        for step in journey.steps:
            told = [name for point in step.pain_points if not point.in_own_words for name in point.observation_ids]
            assert not {point.id for point in step.pain_points} & {*told}
        on_steps = {item.evidence.id for step in journey.steps for item in step.evidence}
        assert not on_steps & {item.evidence.id for item in journey.tray}
        assert len({item.evidence.id for item in journey.tray}) == len(journey.tray)
        for item in journey.hand_overs:
            assert item.has_own_sides or item.to_step == item.from_step + 1
        lost = {item.id for item in before.hand_overs if item.has_own_sides} - {item.id for item in journey.hand_overs}
        assert not lost or isinstance(edit, RemoveHandOver | RemoveStep)
