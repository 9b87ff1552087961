"""A journey drafted anew: what people decided stays, all else is as evidence tells it now."""

from dataclasses import replace

from domain.hand_overs import Gap, HandOverKind, How, Passes
from domain.journey_decisions import Decided
from domain.journey_edits import (
    AcceptEvidence,
    AddHandOver,
    ChangeHandOver,
    ChangeStep,
    DropSuggestion,
    MoveStep,
    PlaceEvidence,
    RejectEvidence,
)
from domain.journeys import Channel, JourneyStatus, SuggestedStep
from journey_maps.editing.redrafting import carried_over, redrafted_in_words
from tests.journey_maps.test_editing import a_journey, a_step, after, placed


def drafted_anew(before, **fields):
    """What evidence alone would say of a journey's own steps: nothing anybody decided is in it."""
    steps = tuple(
        a_step(step.order, placed(20 + step.order), id=step.id, step=step.step, organisation="Tide Bureau")
        for step in before.steps
    )
    said = {"steps": steps, "hand_overs": (), "resting": (), "rejected": (), "suggested": (), "tray": ()}
    return replace(before, **(said | {"status": JourneyStatus.DRAFT} | fields))


def ids(items):
    return [item.evidence.id for item in items]


def test_what_a_person_said_of_a_step_stays_and_all_else_is_as_evidence_tells_it_now():
    before = after(a_journey(), ChangeStep(step_id="s2", organisation="Berth Desk", owner="Ida's team", note="Ask."))
    again = carried_over(drafted_anew(before), before, Decided(is_any=True, steps={"s2": frozenset({"organisation"})}))
    spoken = again.step_of("s2")
    assert (spoken.organisation, spoken.owner, spoken.note) == ("Berth Desk", "Ida's team", "Ask.")
    assert (again.step_of("s3").organisation, ids(again.step_of("s3").evidence)) == ("Tide Bureau", ["obs_023"])


def test_a_field_that_a_person_emptied_is_not_filled_again():
    before = after(a_journey(), ChangeStep(step_id="s2", organisation=""))
    again = carried_over(drafted_anew(before), before, Decided(is_any=True, steps={"s2": frozenset({"organisation"})}))
    assert (again.step_of("s2").organisation, again.step_of("s2").channel) == (None, Channel.UNKNOWN)


def test_kept_evidence_leads_its_step_with_who_kept_it_and_is_there_once():
    before = after(a_journey(), AcceptEvidence(observation_id="obs_002", step_id="s1"))
    same = replace(drafted_anew(before).steps[0], evidence=(placed(21), placed(2)))
    again = carried_over(drafted_anew(before), before, Decided(is_any=True))
    found = carried_over(
        replace(drafted_anew(before), steps=(same, *drafted_anew(before).steps[1:])), before, Decided(is_any=True)
    )
    assert (ids(again.steps[0].evidence), ids(found.steps[0].evidence)) == (
        ["obs_002", "obs_021"],
        ["obs_021", "obs_002"],
    )
    assert again.steps[0].evidence[0].accepted_by == found.steps[0].evidence[1].accepted_by == "Asha Vale"
    assert [point.id for point in again.steps[0].pain_points] == ["obs_002"]


def test_the_same_words_said_elsewhere_do_not_come_to_a_step_that_they_were_taken_off():
    before = after(a_journey(), RejectEvidence(observation_id="obs_001", step_id="s1"))
    twin = placed(31, text="Telling number 1  of the harbour.")
    fresh = drafted_anew(before)
    fresh = replace(fresh, steps=(replace(fresh.steps[0], evidence=(placed(21), twin)), *fresh.steps[1:]))
    again = carried_over(fresh, before, Decided(is_any=True))
    assert ids(again.steps[0].evidence) == ["obs_021"]
    assert "obs_031" in ids(again.tray)
    assert again.rejected == before.rejected


def test_what_people_said_of_a_hand_over_stays_and_how_it_passes_is_told_anew_unless_they_said_it():
    before = a_journey()
    fresh = drafted_anew(before)
    told = replace(before.hand_overs[0], how=How.EMAIL, passes=Passes.DATA, legal_basis=None, trouble="", evidence=())
    sides = (fresh.steps[0], replace(fresh.steps[1], organisation="Berth Desk"), *fresh.steps[2:])
    fresh = replace(fresh, steps=sides, hand_overs=(replace(told, giver="Tide Bureau"),))
    (again,) = [item for item in carried_over(fresh, before, Decided(is_any=True)).hand_overs if item.from_step == 1]
    assert (again.giver, again.legal_basis, again.trouble) == ("Tide Bureau", "Harbours Act", "Letters get wet.")
    assert (again.how, again.passes) == (How.EMAIL, Passes.DATA)
    said = Decided(is_any=True, hand_overs={("s1", "s2", ""): frozenset({"how"})})
    (again,) = [item for item in carried_over(fresh, before, said).hand_overs if item.from_step == 1]
    assert (again.how, again.passes) == (How.PAPER, Passes.DATA)


def test_what_people_said_of_a_hand_over_rests_where_evidence_tells_of_none_any_more():
    before = a_journey()
    again = carried_over(drafted_anew(before), before, Decided(is_any=True))
    assert [item for item in again.hand_overs if item.from_step == 1] == []
    assert [item.legal_basis for item in again.resting] == ["Harbours Act"]
    back = after(again, ChangeStep(step_id="s2", organisation="Berth Desk"))
    assert [item.legal_basis for item in back.hand_overs if item.from_step == 1] == ["Harbours Act"]


def test_what_rests_and_a_gap_that_a_person_named_are_carried_over():
    named = after(a_journey(), ChangeHandOver(from_step="s1", to_step="s2", gap=Gap.BROKEN_LINK))
    before = after(named, MoveStep(step_id="s2", after="s3"))
    again = carried_over(drafted_anew(before), before, Decided(is_any=True))
    back = after(again, MoveStep(step_id="s2", after="s1"), ChangeStep(step_id="s2", organisation="Berth Desk"))
    (spoken,) = [item for item in back.hand_overs if item.legal_basis]
    assert (spoken.from_step, spoken.to_step, spoken.gap) == (1, 2, Gap.BROKEN_LINK)


def test_a_gap_that_an_earlier_program_found_is_no_word_of_anybody_where_nobody_decided_anything():
    found = replace(a_journey().hand_overs[0], legal_basis=None, trouble="", evidence=(), gap=Gap.BROKEN_LINK)
    before = replace(a_journey(), hand_overs=(found,))
    fresh = replace(drafted_anew(before), hand_overs=(replace(found, gap=Gap.NO_OWNER),))
    (again,) = [item for item in carried_over(fresh, before, Decided()).hand_overs if item.from_step == 1]
    (decided,) = [item for item in carried_over(fresh, before, Decided(is_any=True)).hand_overs if item.from_step == 1]
    assert (again.gap, decided.gap) == (None, Gap.BROKEN_LINK)


def test_hand_overs_that_people_added_stay_and_those_they_removed_do_not_come_back():
    said = AddHandOver(step_id="s2", giver="Survey Book", taker="Mail house", kind=HandOverKind.SYSTEM)
    before = after(a_journey(), said)
    (own,) = [item for item in before.hand_overs if item.is_within]
    gone = replace(own, id="hgone", giver="Fax")
    told = replace(own, id="htold", giver="Phone")
    decided = Decided(is_any=True, own=frozenset({("s2", "s2", own.id)}), removed=frozenset({("s2", "s2", "hgone")}))
    again = carried_over(drafted_anew(before, hand_overs=(gone, told)), before, decided)
    assert [item.id for item in again.hand_overs if item.is_within] == ["htold", own.id]


def test_a_suggested_step_that_was_dropped_is_not_suggested_again_under_any_name_and_its_evidence_is_in_the_tray():
    before = after(a_journey(), DropSuggestion(nth=0))
    evidence = (placed(7), placed(8))
    renamed = SuggestedStep(step="Varnish the boat", stage="Apply", after="s2", evidence=evidence)
    new = SuggestedStep(step="Sound the horn", stage="Apply", after="s2", evidence=(placed(9),))
    decided = Decided(is_any=True, suggestions=(("Paint the hull", frozenset({"obs_007"})),))
    again = carried_over(drafted_anew(before, suggested=(renamed, new)), before, decided)
    assert again.suggested == (new,)
    assert {"obs_007", "obs_008"} <= set(ids(again.tray))


def test_what_a_journey_is_called_who_goes_it_and_who_sees_it_are_peoples():
    before = replace(a_journey(), status=JourneyStatus.PUBLISHED, title="Mooring, in short", version=4)
    again = carried_over(drafted_anew(before, title="Mooring a boat"), before, Decided(is_any=True, is_titled=True))
    assert (again.title, again.actor, again.status, again.version) == (
        "Mooring, in short", "Skipper", JourneyStatus.PUBLISHED, 4,
    )  # fmt: skip


def test_what_was_kept_and_what_is_new_is_told_in_counts_and_no_words():
    moved = PlaceEvidence(observation_id="obs_003", step_id="s3", from_step="s2")
    before = after(a_journey(), AcceptEvidence(observation_id="obs_001", step_id="s1"), moved)
    decided = Decided(is_any=True)
    again = carried_over(drafted_anew(before), before, decided)
    assert redrafted_in_words(before, again, decided) == (
        "Drafted anew: 4 new proposals, 3 proposals gone; left as people said: 2 quotations kept, 1 step"
    )
