"""Gaps put together by what has to be done and by whose they are, on invented journeys."""

from dataclasses import replace

from domain.evidence import Kind
from domain.gap_groups import gap_groups, unsaid
from domain.hand_overs import Gap, HandOver, HandOverKind, How, Passes
from domain.journeys import Channel
from domain.placed_evidence import PlacedEvidence
from journey_maps.network.gap_list import gaps_of
from tests.planted_journeys import a_journey, a_step, an_observation

OFFICE, AGENCY, TRUST = "Harbour Permit Office", "Hull Survey Agency", "Moorings Trust"


def crossing(giver, taker, bodies, **fields):
    usual = {"kind": HandOverKind.ORGANISATION, "passes": Passes.DATA, "giver_owner": "Ida", "how": How.PAPER}
    return HandOver(**{"from_step": giver, "to_step": taker, "giver": bodies[0], "taker": bodies[1], **usual, **fields})


def going_between(*bodies, hand_overs):
    told = [an_observation(1)]
    steps = [a_step(n, f"Step {n}", organisation=body, evidence=told) for n, body in enumerate(bodies, start=1)]
    return a_journey(steps, hand_overs=hand_overs, gaps=(), systems=())


def test_many_hand_overs_of_a_pair_are_one_line_and_every_gap_is_in_one_group():
    bodies = (OFFICE, AGENCY, OFFICE, AGENCY, OFFICE, AGENCY)
    hand_overs = tuple(crossing(n, n + 1, (bodies[n - 1], bodies[n])) for n in range(1, 6))
    gaps = gaps_of([going_between(*bodies, hand_overs=hand_overs)])
    groups = gap_groups(gaps)
    assert [group.title for group in groups] == [
        f"{OFFICE} to {AGENCY}: 3 hand-overs, not known if allowed",
        f"{AGENCY} to {OFFICE}: 2 hand-overs, not known if allowed",
    ]
    assert sorted(gap.id for group in groups for gap in group.gaps) == sorted(gap.id for gap in gaps)


def test_no_owner_and_broken_links_lead_then_trouble_then_number_and_steps_come_last():
    bodies = (OFFICE, AGENCY, TRUST, OFFICE, AGENCY)
    trouble = PlacedEvidence(evidence=an_observation(9, "It is lost.", Kind.PAIN_POINT), score=0.5)
    hand_overs = (
        crossing(1, 2, bodies[0:2]),
        crossing(2, 3, bodies[1:3], legal_basis="a deed", gap=Gap.BROKEN_LINK),
        crossing(3, 4, bodies[2:4], evidence=(trouble,)),
        crossing(4, 5, bodies[3:5]),
    )
    journey = going_between(*bodies, hand_overs=hand_overs)
    journey = replace(journey, steps=(*journey.steps[:4], a_step(5, "Step 5", organisation=AGENCY)))
    groups = gap_groups(gaps_of([journey]))
    assert [(group.to_do, group.between) for group in groups] == [
        ("Mend the link", f"{AGENCY} to {TRUST}"),
        ("Find out if it is allowed", f"{TRUST} to {OFFICE}"),
        ("Find out if it is allowed", f"{OFFICE} to {AGENCY}"),
        ("Find evidence, or ask someone who knows", AGENCY),
    ]
    assert groups[1].beside == "1 piece of evidence of trouble there"


def test_evidence_of_trouble_and_trouble_that_somebody_told_are_told_apart():
    bodies = (OFFICE, AGENCY, OFFICE, AGENCY, TRUST)
    trouble = PlacedEvidence(evidence=an_observation(9, "It is lost.", Kind.PAIN_POINT), score=0.5)
    hand_overs = (
        crossing(1, 2, bodies[0:2], evidence=(trouble,), trouble="Forms get wet."),
        crossing(3, 4, bodies[2:4]),
        crossing(4, 5, bodies[3:5], trouble="Nobody answers."),
    )
    groups = gap_groups(gaps_of([going_between(*bodies, hand_overs=hand_overs)]))
    assert [(group.trouble, group.told, group.beside) for group in groups] == [
        (1, 1, "1 piece of evidence of trouble there; trouble that somebody told at 1 of them"),
        (0, 1, "trouble that somebody told"),
    ]


def test_what_the_evidence_does_not_say_is_a_line_a_sort():
    hand_over = crossing(1, 2, (OFFICE, AGENCY), how=How.UNKNOWN)
    journey = going_between(OFFICE, AGENCY, hand_overs=(hand_over,))
    known = replace(journey.steps[1], channel=Channel.POST, systems=("Ledger",))
    assert unsaid(replace(journey, steps=(journey.steps[0], known))) == [
        "How it is done is not known: 1 step (1)",
        "Which system is behind it is not known: 1 step (1)",
        "How things are passed on is not known: 1 hand-over (1 to 2)",
    ]
