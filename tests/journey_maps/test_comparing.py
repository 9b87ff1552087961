"""Two journeys beside each other."""

from dataclasses import replace

import pytest

from domain.hand_overs import HandOver, HandOverKind, How
from domain.journey_edits import (
    AddHandOver,
    AddStep,
    ChangeHandOver,
    ChangeJourney,
    ChangeStep,
    MoveStep,
    RemoveHandOver,
    RemoveStep,
)
from domain.journeys import JourneyForm, StepBasis, SuggestedStep
from domain.placed_evidence import PlacedEvidence
from exports.journey_json import difference_document
from journey_maps.comparing import compare, rekeying, waits
from journey_maps.network.dependencies import dependencies_of
from tests.journey_maps.test_editing import a_journey, a_step, after
from tests.planted_journeys import an_observation

KNOWN = a_journey(
    steps=tuple(a_step(order, wait_days=float(order)) for order in (1, 2, 3, 4)), hand_overs=(), tray=(), suggested=()
)


def named(steps):
    return [step.step for step in steps]


def a_plan(*edits):
    return after(replace(KNOWN, id="jn_9", form=JourneyForm.TO_BE, as_is=KNOWN.id, title="Mooring soon"), *edits)


def test_a_journey_does_not_differ_from_itself():
    assert compare(KNOWN, KNOWN).is_empty


def test_steps_are_told_added_removed_moved_and_changed_by_identifier():
    plan = a_plan(
        AddStep(step="Ask once", after="s1"),
        RemoveStep(step_id="s2"),
        MoveStep(step_id="s1", after="s4"),
        ChangeStep(step_id="s3", step="Another name", wait_days=0.5),
    )
    difference = compare(KNOWN, plan)
    assert (named(difference.added), named(difference.removed)) == (["Ask once"], ["Do thing 2"])
    assert [change.before.id for change in difference.moved] == ["s1"]
    assert [(change.before.id, change.fields) for change in difference.changed] == [("s3", ("step", "wait_days"))]


def test_journeys_that_did_not_come_of_each_other_are_matched_by_name():
    other = replace(a_plan(ChangeStep(step_id="s3", step="do  THING 3", owner="Ida")), as_is=None)
    swapped = replace(
        other, steps=tuple(replace(step, id=f"s{5 - step.order}") for step in other.steps), title="Another"
    )
    difference = compare(KNOWN, swapped)
    assert (difference.added, difference.removed, difference.moved) == ((), (), ())
    assert [change.fields for change in difference.changed] == [("step", "owner")]


def test_new_steps_of_a_plan_and_of_its_journey_are_never_taken_for_one():
    now, plan = after(KNOWN, AddStep(step="Then")), a_plan(AddStep(step="Now"))
    difference = compare(now, plan)
    assert (named(difference.added), named(difference.removed)) == (["Now"], ["Then"])


def test_hand_overs_rekeying_and_waits_are_counted_and_what_is_not_known_is_said():
    before = after(
        KNOWN,
        ChangeStep(step_id="s1", note="Found anew"),
        ChangeStep(step_id="s2", organisation="Lighthouse Board"),
        ChangeHandOver(from_step="s1", to_step="s2", how=How.REKEYED),
        ChangeHandOver(from_step="s2", to_step="s3", how=How.REKEYED),
        ChangeHandOver(from_step="s3", to_step="s4", how=How.PAPER),
    )
    plan = after(
        replace(before, id="jn_9", as_is=before.id),
        RemoveStep(step_id="s2"),
        ChangeHandOver(from_step="s3", to_step="s4", how=How.API),
    )
    difference = compare(before, plan)
    assert (difference.hand_overs_before, len(difference.hand_overs_removed)) == (3, 2)
    assert [change.fields for change in difference.hand_overs_changed] == [("how",)]
    assert (difference.rekeying_before.number, difference.rekeying_after.number) == (2, 0)
    assert (difference.rekeying_before.likely, difference.rekeying_after.likely) == (1, 0)
    assert (
        "Typed in again, or likely to be: 2 hand-overs for sure and 1 likely before, not known for 1 hand-over after; "
        "by how much they differ is not known."
    ) in difference.words
    assert difference_document(difference)["rekeying"] == {
        "before": {"known": 2, "likely": 1, "not_known": 0},
        "after": {"known": 0, "likely": 0, "not_known": 1},
    }
    assert (difference.waits_before.number, difference.waits_after.number) == (10, 8)
    assert "Waits: 10 days before, 8 days after (2 fewer)." in difference.words


@pytest.mark.parametrize("how", How)
def test_what_counts_as_rekeying_here_is_what_counts_behind_the_journeys(how):
    item = HandOver(
        from_step=1, to_step=2, giver="Port Office", taker="Tide Court", kind=HandOverKind.ORGANISATION, how=how
    )
    spots = dependencies_of([replace(KNOWN, hand_overs=(item,))]).rekeying
    counted = rekeying([item])
    assert (counted.number, counted.likely) == (
        sum(len(spot.passings) - spot.likely for spot in spots),
        sum(spot.likely for spot in spots),
    )
    assert counted.number + counted.likely == (how not in {How.API, How.UNKNOWN})


def test_where_re_keying_is_only_likely_that_is_said_and_nothing_worked_out_of_what_is_not_known():
    before = after(
        KNOWN,
        ChangeStep(step_id="s2", organisation="Lighthouse Board"),
        ChangeHandOver(from_step="s1", to_step="s2", how=How.EMAIL),
    )
    (said,) = [words for words in compare(before, KNOWN).words if words.startswith("Typed in again")]
    assert said.startswith("Typed in again, or likely to be: at least 1 hand-over likely (not known for 2 hand-overs)")


def test_by_how_much_re_keying_differs_is_said_of_what_is_sure_and_of_what_is_likely():
    item = HandOver(
        from_step=1, to_step=2, giver="Port Office", taker="Tide Court", kind=HandOverKind.ORGANISATION, how=How.PAPER
    )
    before, now = (replace(KNOWN, hand_overs=(replace(item, how=how),)) for how in (How.PAPER, How.API))
    (said,) = [words for words in compare(before, now).words if words.startswith("Typed in again")]
    assert said == (
        "Typed in again, or likely to be: 1 hand-over likely before, 0 hand-overs after "
        "(no difference for sure, 1 fewer likely)."
    )


def test_no_difference_is_worked_out_where_a_side_is_not_known():
    before = after(KNOWN, ChangeStep(step_id="s4", wait_days=-1))
    assert (waits(before.steps).number, waits(before.steps).not_known) == (6, 1)
    (said,) = [words for words in compare(before, KNOWN).words if words.startswith("Waits")]
    assert said.startswith("Waits: at least 6 days (not known for 1 step) before, 10 days after; by how much")


def test_where_nothing_is_known_of_waiting_no_number_of_days_is_told():
    unknown = after(KNOWN, *(ChangeStep(step_id=step.id, wait_days=-1) for step in KNOWN.steps))
    (said,) = [words for words in compare(unknown, KNOWN).words if words.startswith("Waits")]
    assert said.startswith("Waits: not known for 4 steps before, 10 days after;")


def test_hand_overs_across_of_a_plan_are_told_new_gone_and_changed():
    before = after(
        KNOWN,
        AddHandOver(step_id="s1", to_step_id="s4", giver="Permit list", taker="Berth Book", how=How.REKEYED),
        AddHandOver(step_id="s4", to_step_id="s2", giver="Berth Book", taker="Survey Book"),
    )
    listed, back = (item for item in before.hand_overs if item.is_across)
    plan = after(
        replace(before, id="jn_9", form=JourneyForm.TO_BE, as_is=before.id),
        MoveStep(step_id="s3", after=None),
        ChangeHandOver(from_step="s1", to_step="s4", hand_over_id=listed.id, how=How.API),
        RemoveHandOver(step_id="s4", to_step_id="s2", hand_over_id=back.id),
        AddHandOver(step_id="s3", to_step_id="s1", giver="Tide table", taker="Permit list"),
    )
    difference = compare(before, plan)
    assert [(change.after.id, change.fields) for change in difference.hand_overs_changed] == [
        (listed.id, ("how", "gap"))
    ]
    assert back in difference.hand_overs_removed
    assert "New hand-over: Tide table to Permit list (steps 1 to 2)." in difference.words
    assert (difference.rekeying_before.number, difference.rekeying_after.number) == (1, 0)


def test_that_a_hand_over_is_proposed_no_longer_is_told_in_words():
    before = after(KNOWN, AddHandOver(step_id="s1", giver="Permit list", taker="Berth Book"))
    (within,) = (item for item in before.hand_overs if item.is_within)
    proposed = replace(before, hand_overs=(replace(within, is_proposed=True),))
    said = after(
        proposed, ChangeHandOver(from_step="s1", to_step="s1", hand_over_id=within.id, trouble="It is mislaid.")
    )
    assert (
        "Hand-over changed: Permit list to Berth Book (within step 1): trouble, whether it is only proposed."
        in compare(proposed, said).words
    )


def placed(*numbers, kept=()):
    return tuple(
        PlacedEvidence(evidence=an_observation(n), score=0.5, accepted_by="Ida" if n in kept else None) for n in numbers
    )


def with_evidence(journey, evidence):
    first, *others = journey.steps
    return replace(journey, steps=(replace(first, evidence=evidence, basis=StepBasis.EVIDENCE), *others))


def test_evidence_put_on_taken_off_and_kept_between_versions_is_counted_for_each_step():
    then = with_evidence(KNOWN, placed(1, 2, 3, 4, kept=[4]))
    now = with_evidence(KNOWN, placed(2, 3, 4, 5, 6, kept=[2]))
    assert compare(then, now).changes == (
        "Changed: step 1, “Do thing 1”: evidence (2 put on, 1 taken off, 1 kept by a person, 1 proposed again).",
    )


def test_what_a_person_kept_is_a_difference_of_versions_and_none_of_a_plan():
    then, now = (with_evidence(KNOWN, placed(1, kept=kept)) for kept in ((), (1,)))
    assert compare(then, now).changes == ("Changed: step 1, “Do thing 1”: evidence (1 kept by a person).",)
    assert compare(then, replace(now, id="jn_9", as_is=then.id)).is_empty


def test_the_evidence_of_steps_that_came_and_went_is_counted():
    more = with_evidence(KNOWN, placed(1, 2))
    fewer = after(more, RemoveStep(step_id="s1"))
    assert "Gone: step 1, “Do thing 1”, with 2 quotations." in compare(more, fewer).changes
    assert "New: step 1, “Do thing 1”, with 2 quotations." in compare(fewer, more).changes


def test_evidence_on_hand_overs_is_counted_too():
    then = after(KNOWN, ChangeStep(step_id="s2", organisation="Lighthouse Board"))
    (first, *others) = then.hand_overs
    now = replace(then, hand_overs=(replace(first, evidence=placed(1)), *others))
    (told,) = compare(then, now).changes
    assert told.startswith("Hand-over changed: ") and told.endswith(": evidence (1 put on).")


def test_versions_tell_what_differs_of_the_journey_itself():
    now = after(KNOWN, ChangeJourney(title="Mooring today", actor="A skipper"))
    now = replace(now, suggested=(SuggestedStep(step="Wait", stage="", after=None, evidence=()),))
    difference = compare(KNOWN, now)
    assert difference.changes == ("Changed: the journey itself: title, who goes through it, suggested steps.",)
    assert not difference.is_empty
    assert compare(KNOWN, a_plan()).of_itself == ()
