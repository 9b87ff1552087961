"""Where pain points stand on invented journeys, and to which hand-overs they belong."""

from dataclasses import replace

import pytest

from domain.evidence import Level, Severity, Standing
from domain.hand_overs import HandOverKind
from domain.insights import Confidence, Fit, OrganisationCount, PainPoint, Sharing
from domain.journeys import RejectedPainPoint, StepPainPoint
from domain.placed_evidence import PlacedEvidence
from journey_maps.network.pain_point_places import hand_overs_for, places_of
from tests.planted_journeys import a_journey, a_step, an_observation

OFFICE, AGENCY = "Harbour Permit Office", "Hull Survey Agency"
TOLD = [an_observation(1), an_observation(2), an_observation(3)]


def a_point(*evidence, sharing=Sharing.BETWEEN, organisations=(OFFICE, AGENCY)):
    return PainPoint(
        id="pp_9", title="Letters are retyped", description="", pattern=None, sharing=sharing, level=Level.BETWEEN,
        standing=Standing.LIVE, severity=Severity.HIGH, score=0.5, confidence=Confidence.MODERATE, reasons=(),
        single_source=False, years=(), observations=len(evidence), studies=1, participants=None,
        organisations=tuple(OrganisationCount(name=name, observations=1, studies=1) for name in organisations),
        evidence=tuple(Fit(evidence=item, organisation=item.organisation, fit=0.9) for item in evidence),
    )  # fmt: skip


def crossed(*, evidence=(), **fields):
    """Return a journey whose first step hands over to its second, with evidence at the hand-over."""
    journey = a_journey(**fields)
    placed = tuple(PlacedEvidence(evidence=item, score=0.5) for item in evidence)
    return replace(journey, hand_overs=(replace(journey.hand_overs[0], evidence=placed, trouble=""),))


def told(places):
    return [(place.step.order, place.taker.order if place.taker else None, place.observations) for place in places]


def test_a_pain_point_stands_where_its_evidence_does_on_steps_and_hand_overs():
    journey = crossed(evidence=[TOLD[2]])
    assert told(places_of(a_point(TOLD[0], TOLD[2]), [journey])) == [
        (1, None, ("obs_001",)),
        (1, 2, ("obs_003",)),
    ]


def test_a_step_that_was_drafted_with_a_pain_point_counts_too():
    drafted = (StepPainPoint(id="pp_9", title="Letters are retyped", observation_ids=("obs_009",)),)
    journey = a_journey([a_step(1, "Wait", pain_points=drafted)])
    assert told(places_of(a_point(), [journey])) == [(1, None, ("obs_009",))]
    assert places_of(replace(a_point(), id="pp_2"), [journey]) == []


def test_a_pain_point_between_two_bodies_proposes_their_hand_over_nearest_evidence_first():
    far, near = crossed(id="jn_a", title="A"), crossed(id="jn_b", title="B", evidence=[TOLD[2]])
    found = hand_overs_for(a_point(TOLD[2]), [far, near])
    assert [(each.giver.journey_id, each.giving, each.taking) for each in found] == [
        ("jn_b", OFFICE, AGENCY),
        ("jn_a", OFFICE, AGENCY),
    ]
    assert found[0].observations == ("obs_003",)


@pytest.mark.parametrize(
    "point",
    [
        a_point(sharing=Sharing.IN_COMMON),
        a_point(sharing=Sharing.SINGLE),
        a_point(organisations=(OFFICE, "Tide Court")),
    ],
)
def test_one_that_does_not_sit_between_them_proposes_none(point):
    assert hand_overs_for(point, [crossed()]) == []


def test_a_hand_over_between_systems_is_none_between_organisations():
    journey = crossed()
    inside = replace(journey.hand_overs[0], kind=HandOverKind.SYSTEM)
    assert hand_overs_for(a_point(), [replace(journey, hand_overs=(inside,))]) == []


def test_a_trouble_that_names_it_already_is_told():
    journey = crossed()
    said = replace(journey.hand_overs[0], trouble="Slow; LETTERS are retyped")
    assert [each.is_told for each in hand_overs_for(a_point(), [replace(journey, hand_overs=(said,))])] == [True]


def test_a_step_that_it_was_taken_off_is_no_place_of_a_pain_point_though_its_evidence_stands_there():
    off = RejectedPainPoint(
        id="pp_9", title="Letters are retyped", observation_ids=("obs_001",), step_id="s1", by="Ada", at="2026-11-28"
    )
    journey = replace(crossed(evidence=[TOLD[2]]), rejected_pain_points=(off,))
    point = a_point(TOLD[0], TOLD[2])
    assert told(places_of(point, [journey])) == [(1, 2, ("obs_003",))]
    assert told(places_of(replace(point, id="pp_2"), [journey])) == [(1, None, ("obs_001",)), (1, 2, ("obs_003",))]
    assert [each.observations for each in hand_overs_for(point, [journey])] == [("obs_003",)]
