"""What people keep and take off at hand-overs, and pain points of steps: put back, merged, split, drafted anew."""

from dataclasses import replace

import pytest

from domain.errors import InvalidRequest, NotFound
from domain.evidence import Kind
from domain.hand_overs import Gap, HandOver, HandOverKind, How
from domain.journey_decisions import Decided
from domain.journey_edits import (
    AcceptEvidence,
    AcceptPainPoint,
    AddHandOver,
    MergeSteps,
    MoveStep,
    PlaceEvidence,
    PlacePainPoint,
    ProposeEvidence,
    PutBackEvidence,
    RejectEvidence,
    RejectPainPoint,
    SplitStep,
)
from domain.journey_history import in_words
from domain.journeys import StepPainPoint
from domain.placed_evidence import RejectedEvidence
from journey_maps.editing.edits import edited
from journey_maps.editing.redrafting import carried_over, redrafted_in_words
from tests.journey_maps.test_editing import AT, BY, a_journey, a_step, after, placed
from tests.journey_maps.test_redrafting import drafted_anew, ids

RETYPED = "The Harbour Permit Office sends it on and we retype the letter into the ledger."
AT_1_2 = {"observation_id": "obs_009", "step_id": "s1", "to_step_id": "s2"}
ANY = Decided(is_any=True)


def crossing(journey, giver=1, taker=2):
    return next(item for item in journey.hand_overs if (item.from_step, item.to_step) == (giver, taker))


def with_point(journey=None, *, ids=("obs_002",), point="pp_1", step=0, **fields):
    """The journey with a pain point that has a name on one of its steps."""
    journey = journey or a_journey()
    named = StepPainPoint(id=point, title="Letters are retyped", observation_ids=ids, **fields)
    steps = list(journey.steps)
    steps[step] = replace(steps[step], pain_points=(named,))
    return replace(journey, steps=tuple(steps))


def points(step):
    return [point.id for point in step.pain_points]


# Evidence at hand-overs


def test_evidence_of_a_hand_over_is_kept_by_who_kept_it_first():
    once = after(a_journey(), AcceptEvidence(**AT_1_2))
    own = crossing(once).evidence[0]
    assert (own.accepted_by, own.accepted_at) == (BY, AT)
    assert edited(once, AcceptEvidence(**AT_1_2), by="Somebody else", at="later") == once


def test_evidence_taken_off_a_hand_over_is_in_the_tray_and_remembered_until_it_is_put_back():
    off = after(a_journey(), RejectEvidence(**AT_1_2))
    assert (ids(crossing(off).evidence), ids(off.tray)[-1]) == ([], "obs_009")
    (row,) = off.rejected
    assert row == RejectedEvidence(**AT_1_2, by=BY, at=AT)
    back = after(off, PlaceEvidence(**AT_1_2))
    assert (back.rejected, crossing(back).evidence[0].accepted_by) == ((), BY)
    assert "obs_009" not in ids(back.tray)


def test_what_is_taken_off_a_hand_over_stays_on_its_step_and_comes_to_it_still():
    journey = a_journey()
    shared = replace(journey.hand_overs[0], evidence=(placed(1),))
    journey = replace(journey, hand_overs=(shared,))
    at = AT_1_2 | {"observation_id": "obs_001"}
    off = after(journey, RejectEvidence(**at))
    assert "obs_001" in ids(off.steps[0].evidence) and "obs_001" not in ids(off.tray)
    found = after(off, ProposeEvidence(step_id="s2", evidence=(placed(1),)))
    assert "obs_001" in ids(found.steps[1].evidence)
    assert found.rejected == off.rejected


def test_a_gap_that_evidence_told_goes_with_it_and_one_that_a_person_named_stays():
    told = placed(9, text="There is no data link between the two systems.")
    journey = a_journey()
    hand_over = replace(journey.hand_overs[0], evidence=(told,), gap=Gap.NO_DATA_LINK, how=How.UNKNOWN, giver_owner="A")
    found = after(replace(journey, hand_overs=(hand_over,)), RejectEvidence(**AT_1_2))
    assert crossing(found).gap is None
    named = after(replace(journey, hand_overs=(replace(hand_over, gap=Gap.BROKEN_LINK),)), RejectEvidence(**AT_1_2))
    assert crossing(named).gap is Gap.BROKEN_LINK


def test_a_hand_over_with_sides_of_its_own_is_named_by_its_steps_and_its_id_where_there_are_several():
    two = after(
        a_journey(),
        AddHandOver(step_id="s2", giver="Survey Book", taker="Mail house"),
        AddHandOver(step_id="s2", giver="Survey Book", taker="Fax"),
    )
    first, second = (item for item in two.hand_overs if item.is_within)
    at = {"observation_id": "obs_003", "step_id": "s2", "to_step_id": "s2"}
    with pytest.raises(InvalidRequest, match="2 hand-overs"):
        after(two, PlaceEvidence(**at))
    put = after(two, PlaceEvidence(**at, hand_over_id=second.id))
    assert [ids(item.evidence) for item in put.hand_overs if item.is_within] == [[], ["obs_003"]]
    off = after(put, RejectEvidence(**at, hand_over_id=second.id))
    assert off.rejected[0].hand_over_id == second.id
    with pytest.raises(NotFound, match="at the hand-over"):
        after(off, AcceptEvidence(**at, hand_over_id=first.id))


@pytest.mark.parametrize(
    ("edit", "error", "problem"),
    [
        (AcceptEvidence(observation_id="obs_009", step_id="s1", to_step_id="s3"), NotFound, "no such hand-over"),
        (RejectEvidence(observation_id="obs_009", step_id="s1", to_step_id="s9"), NotFound, "no such step"),
        (RejectEvidence(observation_id="obs_001", step_id="s1", to_step_id="s2"), NotFound, "at the hand-over"),
        (PlaceEvidence(observation_id="obs_500", step_id="s1", to_step_id="s2"), NotFound, "no such observation"),
        (
            PlaceEvidence(observation_id="obs_001", step_id="s1", to_step_id="s2", from_step="s1"),
            InvalidRequest,
            "not moved there",
        ),
        (RejectPainPoint(pain_point_id="pp_9", step_id="s1"), NotFound, "does not stand"),
        (RejectPainPoint(pain_point_id="obs_002", step_id="s1"), InvalidRequest, "its own words"),
        (PlacePainPoint(pain_point_id="pp_1", step_id="s1"), NotFound, "Nobody took"),
        (RejectEvidence(observation_id="obs_001", step_id="s1", hand_over_id="h1"), InvalidRequest, "both of its"),
        (AcceptEvidence(observation_id="obs_001", step_id="s1", hand_over_id="h1"), InvalidRequest, "both of its"),
        (PlaceEvidence(observation_id="obs_009", step_id="s1", hand_over_id="h1"), InvalidRequest, "both of its"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_be_judged_is_refused_with_problem_place_and_remedy(edit, error, problem):
    with pytest.raises(error, match=problem) as caught:
        after(a_journey(), edit)
    assert caught.value.where and caught.value.remedy


def told_on_a_step(number=40):
    """A journey whose second step holds what tells of passing from the first: a hand-over that is found."""
    steps = (
        a_step(1, organisation="Harbour Permit Office"),
        a_step(2, placed(number, Kind.BEHAVIOUR, RETYPED), organisation="Hull Survey Agency"),
        a_step(3, organisation="Hull Survey Agency"),
    )
    found = HandOver(
        from_step=1, to_step=2, giver="Harbour Permit Office", taker="Hull Survey Agency",
        kind=HandOverKind.ORGANISATION, gap=Gap.NO_OWNER,
        evidence=(placed(number, Kind.BEHAVIOUR, RETYPED),),
    )  # fmt: skip
    return a_journey(steps=steps, hand_overs=(found,), tray=(), suggested=())


def test_a_hand_over_that_is_found_anew_is_told_by_nothing_that_was_taken_off_it():
    apart_and_back = MoveStep(step_id="s3", after="s1"), MoveStep(step_id="s3", after="s2")
    bare = replace(told_on_a_step(), hand_overs=())
    assert ids(crossing(after(bare, *apart_and_back)).evidence) == ["obs_040"]
    off = after(told_on_a_step(), RejectEvidence(observation_id="obs_040", step_id="s1", to_step_id="s2"))
    apart = after(off, apart_and_back[0])
    assert apart.resting == ()
    assert ids(crossing(after(apart, apart_and_back[1])).evidence) == []
    twin = after(apart, ProposeEvidence(step_id="s2", evidence=(placed(44, text=RETYPED.upper()),)))
    assert ids(crossing(after(twin, apart_and_back[1])).evidence) == []


def test_what_was_taken_off_goes_with_the_hand_over_when_steps_are_split_and_merged():
    off = after(told_on_a_step(), RejectEvidence(observation_id="obs_040", step_id="s1", to_step_id="s2"))
    parted = after(off, SplitStep(step_id="s1", first="Ask", second="Send"))
    (row,) = parted.rejected
    assert (row.step_id, row.to_step_id) == (parted.steps[1].id, "s2")
    one = after(off, MergeSteps(first="s1", second="s2", step="Both"))
    (row,) = one.rejected
    assert (row.step_id, row.to_step_id) == ("s1", "s1")


def test_a_journey_drafted_anew_keeps_what_was_kept_and_leaves_out_what_was_taken_off_a_hand_over():
    kept, off = placed(41, text="Kept words."), placed(40, Kind.BEHAVIOUR, RETYPED)
    journey = told_on_a_step()
    journey = replace(journey, hand_overs=(replace(journey.hand_overs[0], evidence=(kept, off)),))
    before = after(
        journey,
        AcceptEvidence(observation_id="obs_041", step_id="s1", to_step_id="s2"),
        RejectEvidence(observation_id="obs_040", step_id="s1", to_step_id="s2"),
    )
    twin = placed(42, text=RETYPED.upper())
    drafted = replace(journey, hand_overs=(replace(journey.hand_overs[0], evidence=(off, twin, placed(43))),))
    again = carried_over(drafted, before, ANY)
    assert ids(crossing(again).evidence) == ["obs_041", "obs_043"]
    assert crossing(again).evidence[0].accepted_by == BY
    assert (crossing(again).how, again.rejected) == (How.UNKNOWN, before.rejected)
    assert "1 quotation kept, 1 quotation taken off" in redrafted_in_words(before, again, ANY)


def test_a_hand_over_within_a_step_stays_for_what_was_kept_at_it_and_goes_with_what_alone_told_of_it():
    within = HandOver(
        from_step=2, to_step=2, giver="Clerk", taker="Survey Book", kind=HandOverKind.SYSTEM, evidence=(placed(3),)
    )
    journey = a_journey(hand_overs=(within,))
    at = {"observation_id": "obs_003", "step_id": "s2", "to_step_id": "s2", "hand_over_id": within.id}
    fresh = drafted_anew(journey, hand_overs=(within,))
    off = after(journey, RejectEvidence(**at))
    assert [item for item in carried_over(fresh, off, ANY).hand_overs if item.is_within] == []
    kept = after(journey, AcceptEvidence(**at))
    untold = drafted_anew(journey)
    for drafted in (fresh, untold):
        (own,) = [item for item in carried_over(drafted, kept, ANY).hand_overs if item.is_within]
        assert (ids(own.evidence), own.evidence[0].accepted_by) == (["obs_003"], BY)


def test_what_was_taken_off_one_within_a_step_comes_back_under_no_other_sides():
    within = HandOver(
        from_step=2, to_step=2, giver="Clerk", taker="Survey Book", kind=HandOverKind.SYSTEM, evidence=(placed(3),)
    )
    at = {"observation_id": "obs_003", "step_id": "s2", "to_step_id": "s2", "hand_over_id": within.id}
    off = after(a_journey(hand_overs=(within,)), RejectEvidence(**at))
    renamed = replace(within, giver="Desk", id="hother")
    fresh = drafted_anew(off, hand_overs=(renamed,))
    assert [item for item in carried_over(fresh, off, ANY).hand_overs if item.is_within] == []


# Pain points of steps


def test_a_pain_point_taken_off_a_step_leaves_its_evidence_there_in_its_own_words():
    off = after(with_point(), RejectPainPoint(pain_point_id="pp_1", step_id="s1"))
    assert ids(off.steps[0].evidence) == ["obs_001", "obs_002"]
    assert points(off.steps[0]) == ["obs_002"]
    (row,) = off.rejected_pain_points
    assert (row.id, row.title, row.step_id, row.by, row.at) == ("pp_1", "Letters are retyped", "s1", BY, AT)


def test_it_is_put_back_kept_by_who_put_it_back_and_no_sentence_is_told_twice():
    off = after(with_point(), RejectPainPoint(pain_point_id="pp_1", step_id="s1"))
    back = after(off, PlacePainPoint(pain_point_id="pp_1", step_id="s1"))
    (point,) = back.steps[0].pain_points
    assert (point.id, point.observation_ids, point.accepted_by, point.accepted_at) == ("pp_1", ("obs_002",), BY, AT)
    assert back.rejected_pain_points == ()


def test_it_is_not_put_back_where_nothing_is_left_that_shows_it():
    off = after(
        with_point(),
        RejectPainPoint(pain_point_id="pp_1", step_id="s1"),
        RejectEvidence(observation_id="obs_002", step_id="s1"),
    )
    with pytest.raises(InvalidRequest, match="None of its evidence"):
        after(off, PlacePainPoint(pain_point_id="pp_1", step_id="s1"))


def test_a_pain_point_is_kept_by_who_kept_it_first():
    keep = AcceptPainPoint(pain_point_id="pp_1", step_id="s1")
    once = after(with_point(), keep)
    assert (once.steps[0].pain_points[0].accepted_by, once.steps[0].pain_points[0].accepted_at) == (BY, AT)
    assert edited(once, keep, by="Somebody else", at="later") == once


def test_evidence_that_is_put_back_shows_the_pain_points_there_that_it_showed_but_for_those_taken_off_meanwhile():
    off_s1 = RejectEvidence(observation_id="obs_002", step_id="s1")
    alone = with_point(accepted_by="Ida", accepted_at="then")
    more = StepPainPoint(id="pp_1", title="Letters are retyped", observation_ids=("obs_050",))
    two = after(alone, ProposeEvidence(step_id="s1", evidence=(placed(50, Kind.PAIN_POINT),), pain_points=(more,)))
    for before in (alone, two):
        back = PutBackEvidence(observation_id="obs_002", step_id="s1", pain_points=before.steps[0].pain_points)
        (was,) = before.steps[0].pain_points
        (point,) = after(before, off_s1, back).steps[0].pain_points
        assert (set(point.observation_ids), point.accepted_by) == (set(was.observation_ids), "Ida")
    meanwhile = after(two, off_s1, RejectPainPoint(pain_point_id="pp_1", step_id="s1"), back)
    assert "pp_1" not in points(meanwhile.steps[0])
    assert meanwhile.rejected == () and meanwhile.steps[0].evidence[-1].accepted_by == BY


def test_neither_looking_again_nor_moving_evidence_brings_a_pain_point_back():
    off = after(with_point(), RejectPainPoint(pain_point_id="pp_1", step_id="s1"))
    new = StepPainPoint(id="pp_1", title="Letters are retyped", observation_ids=("obs_050",))
    told = placed(50, Kind.PAIN_POINT)
    looked = after(off, ProposeEvidence(step_id="s1", evidence=(told,), pain_points=(new,)))
    assert points(looked.steps[0]) == ["obs_002", "obs_050"]
    elsewhere = with_point(off, ids=("obs_004",), step=3, accepted_by="Ida", accepted_at="then")
    moved = after(elsewhere, PlaceEvidence(observation_id="obs_004", step_id="s1", from_step="s4"))
    assert points(moved.steps[0]) == ["obs_002", "obs_004"]
    to_another = after(elsewhere, PlaceEvidence(observation_id="obs_004", step_id="s3", from_step="s4"))
    (point,) = to_another.steps[2].pain_points
    assert (point.id, point.accepted_by) == ("pp_1", None)


def test_more_evidence_of_a_kept_pain_point_leaves_it_kept():
    kept = after(with_point(), AcceptPainPoint(pain_point_id="pp_1", step_id="s1"))
    new = StepPainPoint(id="pp_1", title="Letters are retyped", observation_ids=("obs_050",))
    now = after(kept, ProposeEvidence(step_id="s1", evidence=(placed(50, Kind.PAIN_POINT),), pain_points=(new,)))
    (point,) = now.steps[0].pain_points
    assert (point.observation_ids, point.accepted_by) == (("obs_002", "obs_050"), BY)


def test_a_pain_point_taken_off_is_off_both_halves_and_stays_where_a_merged_step_shows_it():
    off = after(with_point(), RejectPainPoint(pain_point_id="pp_1", step_id="s1"))
    parted = after(off, SplitStep(step_id="s1", first="Ask", second="Send", observation_ids=("obs_002",)))
    assert [row.step_id for row in parted.rejected_pain_points] == ["s1", parted.steps[1].id]
    shown = with_point(off, ids=("obs_003",), step=1)
    one = after(shown, MergeSteps(first="s1", second="s2", step="Both"))
    assert "pp_1" in points(one.steps[0]) and one.rejected_pain_points == ()
    gone = after(off, MergeSteps(first="s2", second="s1", step="Both"))
    assert [row.step_id for row in gone.rejected_pain_points] == ["s2"]


def test_a_journey_drafted_anew_keeps_pain_points_as_people_judged_them():
    off = after(with_point(), RejectPainPoint(pain_point_id="pp_1", step_id="s1"))
    again = carried_over(with_point(drafted_anew(off), ids=("obs_021",)), off, ANY)
    assert (points(again.steps[0]), again.rejected_pain_points) == ([], off.rejected_pain_points)
    kept = after(with_point(), AcceptPainPoint(pain_point_id="pp_1", step_id="s1"))
    again = carried_over(drafted_anew(kept), kept, ANY)
    assert ids(again.steps[0].evidence) == ["obs_002", "obs_021"]
    (point,) = again.steps[0].pain_points
    assert (point.id, point.observation_ids, point.accepted_by) == ("pp_1", ("obs_002",), BY)
    assert "1 pain point kept" in redrafted_in_words(kept, again, ANY)


def test_a_journey_that_anybody_judged_is_not_as_drafted():
    drafted = with_point()
    assert drafted.is_as_drafted
    for edit in (
        AcceptPainPoint(pain_point_id="pp_1", step_id="s1"),
        RejectPainPoint(pain_point_id="pp_1", step_id="s1"),
        AcceptEvidence(**AT_1_2),
        RejectEvidence(**AT_1_2),
    ):
        assert not after(drafted, edit).is_as_drafted


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (AcceptEvidence(**AT_1_2), "accepted evidence of the hand-over from “Do thing 1” to “Do thing 2”"),
        (RejectEvidence(**AT_1_2), "took evidence off the hand-over from “Do thing 1” to “Do thing 2”"),
        (PlaceEvidence(**AT_1_2), "placed evidence on the hand-over from “Do thing 1” to “Do thing 2”"),
        (AcceptPainPoint(pain_point_id="pp_1", step_id="s1"), "kept a pain point of “Do thing 1”"),
        (RejectPainPoint(pain_point_id="pp_1", step_id="s1"), "took a pain point off “Do thing 1”"),
        (PlacePainPoint(pain_point_id="pp_1", step_id="s1"), "put a pain point back on “Do thing 1”"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_versions_tell_what_was_judged_without_the_words_of_evidence(edit, said):
    assert in_words(edit, a_journey()) == said


def test_a_pain_point_that_was_taken_off_both_of_two_steps_comes_back_to_the_one_that_they_became():
    journey = with_point(with_point(ids=("obs_001",)), ids=("obs_003",), step=1)
    off = [RejectPainPoint(pain_point_id="pp_1", step_id=step) for step in ("s1", "s2")]
    one = after(journey, *off, MergeSteps(first="s1", second="s2", step="Apply"))
    assert [row.observation_ids for row in one.rejected_pain_points] == [("obs_001", "obs_003")]
    back = after(one, PlacePainPoint(pain_point_id="pp_1", step_id="s1"))
    assert (points(back.steps[0])[0], back.rejected_pain_points) == ("pp_1", ())
    assert back.steps[0].pain_points[0].observation_ids == ("obs_001", "obs_003")


def test_evidence_kept_at_one_of_two_hand_overs_stays_kept_where_they_become_one():
    steps = tuple(
        a_step(order, organisation=name) for order, name in enumerate(("Quay", "Pier", "Berth Desk"), start=1)
    )
    kept = replace(placed(9), accepted_by=BY, accepted_at=AT)
    said = {"taker": "Berth Desk", "kind": HandOverKind.ORGANISATION, "to_step": 3}
    resting = HandOver(from_step=1, giver="Quay", evidence=(kept,), **said)
    standing = HandOver(from_step=2, giver="Pier", evidence=(placed(9),), **said)
    journey = replace(a_journey(), steps=steps, hand_overs=(standing,), resting=(resting,), suggested=(), tray=())
    one = after(journey, MergeSteps(first="s1", second="s2", step="Apply"))
    assert [item.accepted_by for item in crossing(one, 1, 2).evidence] == [BY]
