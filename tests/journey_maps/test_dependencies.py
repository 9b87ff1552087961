"""What several invented journeys lean on together."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dependencies import GapState, PointKind, StepGap
from domain.hand_overs import UNKNOWN_SIDE, Gap, HandOver, HandOverKind, How, Passes
from domain.journeys import Branch
from domain.missions import OwnerStatus, PainPointOwner
from domain.network_tables import backbone_rows, rekeyed_words
from exports.network_json import dependencies_document
from journey_maps.network.dependencies import about, dependencies_of
from journey_maps.network.failing import failing
from journey_maps.network.gap_list import gaps_about, gaps_of
from journey_maps.network.shared_steps import shared_steps
from tests.planted_journeys import a_journey, a_step, an_observation

OFFICE, AGENCY, COURT = "Harbour Permit Office", "Hull Survey Agency", "Tide Court"


def a_crossing(giver=1, taker=2, *, left=OFFICE, right=AGENCY, **fields):
    return HandOver(
        **{
            "from_step": giver, "to_step": taker, "giver": left, "taker": right,
            "kind": HandOverKind.ORGANISATION, **fields,
        }
    )  # fmt: skip


def names(places):
    return [(place.journey_id, place.step) for place in places]


def steps_on(*systems, **fields):
    """Return a step for each, leaning on that system; None leans on nothing."""
    return [
        a_step(order, f"Do thing {order}", systems=(system,) if system else (), **fields)
        for order, system in enumerate(systems, start=1)
    ]


# backbone systems


def test_systems_are_listed_by_the_journeys_that_lean_on_them_whatever_case_they_are_written_in():
    first = a_journey(steps_on("Ledger", "Bell", "Ledger", organisation=OFFICE), id="jn_a", title="A")
    second = a_journey(steps_on("LEDGER", organisation=AGENCY), id="jn_b", title="B")
    ledger, bell = dependencies_of([first, second]).backbone
    assert (ledger.name, ledger.journeys, len(ledger.steps)) == ("Ledger", ("jn_a", "jn_b"), 3)
    assert ledger.organisations == (OFFICE, AGENCY)
    assert (bell.name, bell.journeys) == ("Bell", ("jn_a",))


def test_what_stops_is_what_leans_on_nothing_else_and_what_halts_comes_after_it():
    steps = steps_on(None, "Ledger", "Bell", "Ledger", None)
    [ledger] = [item for item in dependencies_of([a_journey(steps)]).backbone if item.name == "Ledger"]
    assert names(ledger.stops) == [("jn_1", "Do thing 2"), ("jn_1", "Do thing 4")]
    assert names(ledger.halts) == [("jn_1", "Do thing 3"), ("jn_1", "Do thing 5")]


@pytest.mark.parametrize(
    "fields",
    [
        {"systems": ("Ledger", "Bell")},
        {"optional": True},
        {"touchpoints": ("the counter", "the website")},
    ],
)
def test_a_step_with_something_else_to_go_by_does_not_stop(fields):
    steps = [a_step(1, "Ask", **{"systems": ("Ledger",), **fields}), a_step(2, "Wait")]
    assert failing(steps, {"s1"}) == ([], [])


def test_of_steps_that_stand_for_one_another_all_must_stop():
    online = a_step(1, "Apply online", systems=("Ledger",))
    by_post = a_step(2, "Apply by post", branch=Branch.OR)
    after = a_step(3, "Wait")
    assert failing([online, by_post, after], {"s1"}) == ([], [])
    both = [online, replace(by_post, systems=("Ledger",)), after]
    assert failing(both, {"s1", "s2"}) == (both[:2], [after])


def test_of_steps_that_are_done_as_well_one_is_enough_to_stop_the_way():
    steps = [a_step(1, "Pay"), a_step(2, "Sign", systems=("Ledger",), branch=Branch.AND), a_step(3, "Wait")]
    assert failing(steps, {"s2"}) == ([steps[1]], [steps[2]])


# single points of failure


def test_a_system_that_steps_lean_on_alone_is_a_single_point_and_says_why():
    [point] = dependencies_of([a_journey(steps_on("Ledger", "Ledger"))]).single_points
    assert (point.kind, point.name, len(point.places)) == (PointKind.ONLY_SYSTEM, "Ledger", 2)
    assert point.why == "2 steps lean on it alone: no second system and no other way of doing it is known."


def test_what_alone_joins_organisations_is_a_single_point():
    steps = [a_step(order, f"Step {order}", organisation=body) for order, body in enumerate((OFFICE, AGENCY, COURT), 1)]
    crossings = (a_crossing(), a_crossing(2, 3, left=AGENCY, right=COURT))
    [point] = dependencies_of([a_journey(steps, hand_overs=crossings)]).single_points
    assert (point.kind, point.name, point.is_system) == (PointKind.ONLY_LINK, AGENCY, False)
    assert point.parts == ((OFFICE,), (COURT,))
    assert OFFICE in point.why and COURT in point.why


def test_a_second_link_between_organisations_leaves_no_single_point():
    steps = [a_step(order, f"Step {order}", organisation=body) for order, body in enumerate((OFFICE, AGENCY, COURT), 1)]
    ring = (
        a_crossing(),
        a_crossing(2, 3, left=AGENCY, right=COURT),
        a_crossing(1, 3, left=OFFICE, right=COURT),
    )
    assert dependencies_of([a_journey(steps, hand_overs=ring)]).single_points == ()


def test_a_side_that_is_not_known_joins_no_organisations_and_is_none_of_a_gap():
    steps = [a_step(1, "Apply", organisation=OFFICE), a_step(2, "Inspect")]
    journeys = [
        a_journey(steps, id=name, title=name, hand_overs=(a_crossing(right=UNKNOWN_SIDE, gap=Gap.NO_OWNER),))
        for name in ("jn_a", "jn_b")
    ]
    assert dependencies_of(journeys).single_points == ()
    assert {gap.organisations for gap in gaps_of(journeys) if gap.taker} == {(OFFICE,)}


def test_a_system_that_two_bodies_share_and_nothing_else_joins_is_a_single_point():
    steps = [
        a_step(1, "Ask", organisation=OFFICE, systems=("Ledger", "Bell")),
        a_step(2, "Answer", organisation=AGENCY, systems=("Ledger", "Horn")),
    ]
    [point] = dependencies_of([a_journey(steps)]).single_points
    assert (point.kind, point.name, point.is_system) == (PointKind.ONLY_LINK, "Ledger", True)


@pytest.mark.parametrize(
    ("system", "is_everyday"),
    [("Spreadsheets", True), ("Web form", True), ("Account system", True), ("Tide Ledger", False)],
)
def test_what_goes_by_an_everyday_word_is_each_organisations_own(system, is_everyday):
    steps = [
        a_step(1, "Ask", organisation=OFFICE, systems=(system,)),
        a_step(2, "Answer", organisation=AGENCY, systems=(system,)),
        a_step(3, "Ask again", organisation=OFFICE, systems=(system,)),
    ]
    found = dependencies_of([a_journey(steps)])
    sharing = [(item.organisations, len(item.steps), len(item.stops)) for item in found.backbone]
    assert sharing == ([((OFFICE,), 2, 2), ((AGENCY,), 1, 1)] if is_everyday else [((OFFICE, AGENCY), 3, 3)])
    assert {item.is_everyday for item in found.backbone} == {is_everyday}
    assert any(point.kind is PointKind.ONLY_LINK for point in found.single_points) is not is_everyday
    named = [row[0] for row in backbone_rows(found.backbone).rows]
    assert named == ([f"{system} of {OFFICE}", f"{system} of {AGENCY}"] if is_everyday else [system])
    assert [each["everyday"] for each in dependencies_document(found)["backbone"]] == [is_everyday] * len(named)


def test_an_everyday_system_of_nobody_known_is_counted_for_each_journey():
    journeys = [a_journey(steps_on("Whiteboard"), id=name, title=name) for name in ("jn_a", "jn_b")]
    found = dependencies_of(journeys).backbone
    assert [(item.title, item.journeys) for item in found] == [
        ("Whiteboard of an organisation that is not known", ("jn_a",)),
        ("Whiteboard of an organisation that is not known", ("jn_b",)),
    ]


# re-keying


def test_hand_overs_by_hand_are_counted_by_pair_either_way_round():
    there = a_journey(hand_overs=(a_crossing(how=How.REKEYED),), id="jn_a", title="A")
    back = a_journey(
        [a_step(1, "Ask", organisation=AGENCY), a_step(2, "Answer", organisation=OFFICE)],
        hand_overs=(a_crossing(left=AGENCY, right=OFFICE, how=How.PAPER),),
        id="jn_b",
        title="B",
    )
    automatic = a_journey(hand_overs=(a_crossing(how=How.API),), id="jn_c", title="C")
    unknown = a_journey(hand_overs=(a_crossing(),), id="jn_d", title="D")
    [spot] = dependencies_of([there, back, automatic, unknown]).rekeying
    assert {spot.one, spot.other} == {OFFICE, AGENCY}
    assert spot.hows == ((How.PAPER, 1), (How.REKEYED, 1))
    assert (spot.likely, rekeyed_words(spot)) == (1, "1 for sure, 1 likely")
    assert spot.journeys == ("jn_a", "jn_b")


# shared steps


def test_a_step_of_one_organisation_with_a_like_name_in_two_journeys_is_shared():
    first = a_journey([a_step(1, "Ask for a mooring permit", organisation=OFFICE)], id="jn_a", title="A")
    second = a_journey(
        [
            a_step(1, "Ask for the mooring permits", organisation=OFFICE, service="Moorings"),
            a_step(2, "Ask for a mooring permit", organisation=AGENCY),
            a_step(3, "Ask for a mooring permit"),
            a_step(4, "Have the hull surveyed", organisation=OFFICE),
        ],
        id="jn_b",
        title="B",
    )
    [shared] = shared_steps([first, second])
    assert (shared.organisation, shared.service) == (OFFICE, "Moorings")
    assert names(shared.places) == [("jn_a", "Ask for a mooring permit"), ("jn_b", "Ask for the mooring permits")]


def test_a_step_told_twice_in_one_journey_is_not_shared():
    twice = [a_step(order, "Wait for the tide", organisation=OFFICE) for order in (1, 2)]
    assert shared_steps([a_journey(twice)]) == []


def test_steps_of_services_that_differ_are_not_the_same():
    made = [
        a_journey([a_step(1, "Ask for a permit", organisation=OFFICE, service=service)], id=f"jn_{service}")
        for service in ("Moorings", "Dredging")
    ]
    assert shared_steps(made) == []


# what concerns one organisation


def test_lists_keep_to_an_organisation_and_still_tell_what_stops_elsewhere():
    shared = a_journey(steps_on("Ledger", organisation=OFFICE), id="jn_a", title="A")
    elsewhere = a_journey(steps_on("Ledger", organisation=COURT), id="jn_b", title="B")
    other = a_journey(steps_on("Bell", organisation=AGENCY), id="jn_c", title="C")
    found = about(dependencies_of([shared, elsewhere, other]), OFFICE.upper())
    assert [system.name for system in found.backbone] == ["Ledger"]
    assert [place.journey_id for place in found.backbone[0].stops] == ["jn_a", "jn_b"]


# gaps


def kinds(gaps):
    return [(gap.step.order, gap.taker.order if gap.taker else None, gap.kind) for gap in gaps]


def test_every_gap_of_a_hand_over_counts_and_not_the_plainest_alone():
    told = [an_observation(1)]
    steps = [
        a_step(1, "Ask", organisation=OFFICE, evidence=told),
        a_step(2, "Survey", organisation=AGENCY, evidence=told),
    ]
    crossing = a_crossing(passes=Passes.DATA, how=How.REKEYED, gap=Gap.NO_DATA_LINK)
    found = gaps_of([a_journey(steps, hand_overs=(crossing,))])
    assert kinds(found) == [(1, 2, Gap.NO_OWNER), (1, 2, Gap.NO_DATA_LINK), (1, 2, Gap.NOT_KNOWN_IF_ALLOWED)]
    assert found[0].title == "Mooring a boat: from step 1 “Ask” to step 2 “Survey”: no owner"


def test_what_people_said_of_a_hand_over_closes_its_gaps():
    told = [an_observation(1)]
    steps = [
        a_step(1, "Ask", organisation=OFFICE, evidence=told),
        a_step(2, "Survey", organisation=AGENCY, evidence=told),
    ]
    said = a_crossing(passes=Passes.DATA, giver_owner=OFFICE, legal_basis="Harbours Act (invented)")
    assert gaps_of([a_journey(steps, hand_overs=(said,))]) == []


def test_a_person_who_goes_from_one_to_the_other_needs_no_law():
    found = gaps_of([a_journey(hand_overs=(a_crossing(passes=Passes.PERSON),))])
    assert Gap.NOT_KNOWN_IF_ALLOWED not in [gap.kind for gap in found]


def test_steps_without_evidence_or_organisation_are_gaps():
    assert kinds(gaps_of([a_journey([a_step(1, "Wait")])])) == [
        (1, None, StepGap.ORGANISATION_UNKNOWN),
        (1, None, StepGap.NO_EVIDENCE),
    ]


def test_a_gap_keeps_its_identifier_when_its_steps_move():
    before = a_journey([a_step(1, "Ask", id="s_a"), a_step(2, "Wait", id="s_b")])
    after = a_journey([a_step(1, "Wait", id="s_b"), a_step(2, "Ask", id="s_a")])
    ids = [{gap.step.step: gap.id for gap in gaps_of([journey])} for journey in (before, after)]
    assert ids[0] == ids[1]
    assert len(set(ids[0].values())) == 2


def test_gaps_keep_to_the_organisations_on_either_side():
    found = gaps_of([a_journey(hand_overs=(a_crossing(),))])
    assert {gap.kind for gap in gaps_about(found, AGENCY)} == {Gap.NO_OWNER, StepGap.NO_EVIDENCE}
    assert gaps_about(found, COURT) == []


def test_the_state_of_a_gap_is_that_of_its_best_owner():
    [gap] = gaps_of([a_journey([a_step(1, "Wait", organisation=OFFICE)])])

    def owner(status):
        return PainPointOwner(pain_point=gap.id, organisation=OFFICE, status=status, said_by="x", said_at="y")

    assert gap.state is GapState.OPEN
    assert replace(gap, owners=(owner(OwnerStatus.PROPOSED),)).state is GapState.PROPOSED
    both = (owner(OwnerStatus.ACCEPTED), owner(OwnerStatus.PROPOSED))
    assert replace(gap, owners=both).state is GapState.ACCEPTED


# any journeys at all

SOME_STEPS = st.lists(
    st.tuples(
        st.sampled_from([None, OFFICE, AGENCY, COURT]),
        st.lists(st.sampled_from(["Ledger", "Bell", "Horn"]), max_size=2, unique=True),
        st.sampled_from([None, *Branch]),
        st.booleans(),
    ),
    max_size=7,
)


@given(st.lists(SOME_STEPS, max_size=4))
def test_no_step_both_stops_and_halts_and_all_that_stops_leans_on_the_system(drawn):
    journeys = [
        a_journey(
            [
                a_step(order, f"Step {order}", organisation=body, systems=tuple(systems), branch=branch, optional=may)
                for order, (body, systems, branch, may) in enumerate(steps, start=1)
            ],
            id=f"jn_{number}",
        )
        for number, steps in enumerate(drawn)
    ]
    found = dependencies_of(journeys)
    assert found.steps == sum(len(journey.steps) for journey in journeys)
    for system in found.backbone:
        stops, halts, leans = ({(p.journey_id, p.step_id) for p in all_of} for all_of in (
            system.stops, system.halts, system.steps))  # fmt: skip
        assert stops <= leans
        assert not halts & leans
        assert bool(system.stops) == any(point.name == system.name for point in found.single_points
                                         if point.kind is PointKind.ONLY_SYSTEM)  # fmt: skip


def test_no_journeys_lean_on_nothing():
    found = dependencies_of([])
    assert (found.journeys, found.backbone, found.single_points, found.rekeying, found.shared_steps) == (
        0, (), (), (), (),
    )  # fmt: skip


def test_what_passes_by_hand_within_a_step_is_a_hot_spot_and_its_gaps_are_told_by_its_sides():
    inbox = a_crossing(1, 1, left="Inbox", right="Ledger", kind=HandOverKind.SYSTEM, how=How.REKEYED,
                       gap=Gap.NO_DATA_LINK)  # fmt: skip
    desk = a_crossing(1, 1, left="Post room", right="Permit desk", how=How.PAPER)
    journey = a_journey(steps_on(None, None, organisation=OFFICE), hand_overs=(inbox, desk))
    spots = dependencies_of([journey]).rekeying
    assert {(spot.one, spot.other): len(spot.passings) for spot in spots} == {
        ("Inbox", "Ledger"): 1,
        ("Post room", "Permit desk"): 1,
    }
    found = [gap for gap in gaps_of([journey]) if gap.sides]
    assert [(gap.kind, gap.place) for gap in found] == [
        (Gap.NO_OWNER, "within step 1 “Do thing 1”, Post room to Permit desk"),
        (Gap.NO_DATA_LINK, "within step 1 “Do thing 1”, Inbox to Ledger"),
    ]
    assert len({gap.id for gap in found}) == 2


def test_what_passes_by_hand_across_is_a_hot_spot_and_its_gaps_are_told_by_its_steps_and_sides():
    steps = steps_on(None, None, None, organisation=OFFICE)
    said = {"kind": HandOverKind.SYSTEM, "how": How.REKEYED, "gap": Gap.NO_DATA_LINK}
    there = a_crossing(1, 3, left="Inbox", right="Ledger", id="v2h1", **said)
    back = a_crossing(3, 1, left="Ledger", right="Inbox", id="v3h1", **said)
    more = a_crossing(1, 3, left="Inbox", right="Ledger", id="v4h1", **said)
    journey = a_journey(steps, hand_overs=(there, more, back))
    (spot,) = dependencies_of([journey]).rekeying
    assert [(each.giver.order, each.taker.order) for each in spot.passings] == [(1, 3), (1, 3), (3, 1)]
    found = [gap for gap in gaps_of([journey]) if gap.sides]
    assert found[0].place == "from step 1 “Do thing 1” to step 3 “Do thing 3”, Inbox to Ledger"
    assert len({gap.id for gap in found}) == 3
