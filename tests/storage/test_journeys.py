from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Visibility
from domain.catalogue import Organisation
from domain.errors import NotFound
from domain.hand_overs import Gap, HandOver, HandOverKind, How, Passes
from domain.journeys import Channel, Journey, JourneyStatus, Step, StepBasis, StepPainPoint, SystemUse
from domain.placed_evidence import PlacedEvidence
from tests.builders import a_source, a_study, a_viewer

STRANGER = a_viewer("Kai Holm", organisation="Museum", missions=frozenset({"Clean air"}))
FINDS = "Museum › Finds"
COLLEAGUE = a_viewer("Lena Ford", organisation="Museum", teams=frozenset({FINDS}))
"""Of the team that answers for a journey; like the stranger, she sees none of the council's hidden research."""


def a_journey(placed, **fields):
    """Two steps: the first rests on ``placed``, the second on nothing."""
    first = Step(
        order=1,
        stage="Applying",
        step="Fill in the form",
        organisation="Council",
        service="Permits",
        systems=("Case file",),
        channel=Channel.ONLINE,
        owner="Permit team",
        basis=StepBasis.EVIDENCE,
        evidence=tuple(placed),
        pain_points=(
            StepPainPoint(id="pp_1", title="Asked twice", observation_ids=tuple(p.evidence.id for p in placed)),
        ),
    )
    second = Step(order=2, stage="Deciding", step="Wait", organisation="Lighthouse Board")
    hand_over = HandOver(
        from_step=1,
        to_step=2,
        giver="Council",
        taker="Lighthouse Board",
        kind=HandOverKind.ORGANISATION,
        passes=Passes.CASE,
        how=How.EMAIL,
        legal_basis="An act",
        controller="Council",
        identifier="Permit number",
        gap=Gap.NOT_KNOWN_IF_ALLOWED,
        evidence=tuple(placed[:1]),
    )
    said = {"id": "jn_1", "title": "A permit", "actor": "Skipper", "status": JourneyStatus.DRAFT} | fields
    return Journey(
        steps=(first, second),
        hand_overs=(hand_over,),
        systems=(SystemUse(name="Case file", steps=(1,)),),
        gaps=said.pop("gaps", ("Nobody owns the wait.",)),
        **said,
    )


@pytest.fixture
def placed(evidence):
    """Evidence of an open study and of a team's own, in this order."""
    shown = a_source(["Everyone may read this."])
    hidden = a_source(["Only the team may read this."], study=a_study("Inner", visibility=Visibility.MISSION))
    evidence.save_source(shown)
    evidence.save_source(hidden)
    ids = [shown.observations[0].id, hidden.observations[0].id]
    return [PlacedEvidence(evidence=item, score=0.75) for item in evidence.evidence(LOCAL_VIEWER, ids)]


def test_a_journey_comes_back_whole(journeys, placed):
    journey = a_journey(placed)
    journeys.save(journey, by=LOCAL_VIEWER)
    assert journeys.journey(LOCAL_VIEWER, "jn_1") == journey


def test_the_list_says_how_much_there_is_and_the_last_changed_comes_first(journeys, placed):
    journeys.save(a_journey(placed, id="jn_1"), by=LOCAL_VIEWER)
    journeys.save(a_journey(placed, id="jn_2"), by=LOCAL_VIEWER)
    journeys.save(a_journey(placed, id="jn_1", title="Another title"), by=LOCAL_VIEWER)
    listed = journeys.journeys(LOCAL_VIEWER)
    assert [(row.id, row.title, row.steps, row.organisations) for row in listed] == [
        ("jn_1", "Another title", 2, 2),
        ("jn_2", "A permit", 2, 2),
    ]


def test_words_of_evidence_are_not_copied_into_the_journey(journeys, placed, database):
    journeys.save(a_journey(placed), by=LOCAL_VIEWER)
    with database.reading() as connection:
        (document,) = connection.exec_driver_sql("SELECT document FROM journeys").one()
    assert "may read this" not in str(document)


def test_a_reader_meets_only_the_evidence_they_may_see(journeys, placed):
    journeys.save(a_journey(placed, status=JourneyStatus.PUBLISHED), by=LOCAL_VIEWER, visibility=Visibility.OPEN)
    step = journeys.journey(STRANGER, "jn_1").steps[0]
    assert [item.evidence.text for item in step.evidence] == ["Everyone may read this."]
    assert [point.observation_ids for point in step.pain_points] == [(placed[0].evidence.id,)]


def test_a_step_left_without_evidence_becomes_an_assumption(journeys, placed):
    journey = a_journey(placed[1:], status=JourneyStatus.PUBLISHED)
    journeys.save(journey, by=LOCAL_VIEWER, visibility=Visibility.OPEN)
    seen = journeys.journey(STRANGER, "jn_1")
    assert (seen.steps[0].basis, seen.steps[0].pain_points) == (StepBasis.ASSUMPTION, ())


def test_names_that_only_hidden_evidence_tells_are_left_out_of_a_journey(journeys, catalogue, placed):
    journey = a_journey(placed[1:], status=JourneyStatus.PUBLISHED)
    journeys.save(journey, by=LOCAL_VIEWER, visibility=Visibility.OPEN)
    seen = journeys.journey(STRANGER, "jn_1")
    first = seen.steps[0]
    assert (first.step, first.organisation, first.service, first.systems) == ("Fill in the form", None, None, ())
    assert (seen.hand_overs, seen.systems, journeys.journeys(STRANGER)[0].organisations) == ((), (), 0)


def test_an_editor_who_sees_less_takes_nothing_away_that_they_were_not_shown(journeys, placed):
    made = a_journey(placed[1:], status=JourneyStatus.PUBLISHED, gaps=("Council and Lighthouse Board disagree.",))
    journeys.save(made, by=LOCAL_VIEWER, visibility=Visibility.OPEN, team=FINDS)
    shown = journeys.journey(COLLEAGUE, "jn_1")
    assert shown.gaps == ()
    journeys.save(replace(shown, title="A permit, at last"), by=COLLEAGUE)
    assert journeys.journey(LOCAL_VIEWER, "jn_1") == replace(made, title="A permit, at last", version=2)


def test_what_hidden_evidence_tells_of_a_hand_over_between_known_bodies_is_left_out(journeys, catalogue, placed):
    catalogue.save(Organisation(name="Council"), Organisation(name="Lighthouse Board"))
    journey = a_journey(placed[1:], status=JourneyStatus.PUBLISHED)
    journeys.save(journey, by=LOCAL_VIEWER, visibility=Visibility.OPEN, team=FINDS)
    seen = journeys.journey(COLLEAGUE, "jn_1")
    (hand_over,) = seen.hand_overs
    assert (hand_over.giver, hand_over.passes, hand_over.how, hand_over.gap) == (
        "Council",
        Passes.UNKNOWN,
        How.UNKNOWN,
        None,
    )
    assert (hand_over.evidence, seen.steps[0].organisation) == ((), "Council")
    journeys.save(replace(seen, title="A permit, at last"), by=COLLEAGUE)
    assert journeys.journey(LOCAL_VIEWER, "jn_1") == replace(journey, title="A permit, at last", version=2)


def test_evidence_that_is_gone_is_gone_from_the_journey(journeys, evidence, placed):
    journeys.save(a_journey(placed[:1]), by=LOCAL_VIEWER)
    evidence.save_source(a_source(["Something else entirely."]))
    assert journeys.journey(LOCAL_VIEWER, "jn_1").steps[0].basis is StepBasis.ASSUMPTION


def test_saving_again_keeps_the_maker_and_who_may_see_it(journeys, placed):
    maker = a_viewer("Asha Vale", organisation="Council")
    journey = a_journey(placed, status=JourneyStatus.PUBLISHED)
    journeys.save(journey, by=maker, visibility=Visibility.OPEN)
    journeys.save(replace(journey, title="A better title"), by=LOCAL_VIEWER)
    assert journeys.journey(STRANGER, "jn_1").title == "A better title"
    journeys.save(replace(journey, status=JourneyStatus.DRAFT), by=LOCAL_VIEWER)
    assert [row.id for row in journeys.journeys(maker)] == ["jn_1"]
    assert journeys.journeys(STRANGER) == []


def test_someone_who_sees_less_takes_nothing_away_by_saving(journeys, placed):
    published = a_journey(placed, status=JourneyStatus.PUBLISHED)
    journeys.save(published, by=LOCAL_VIEWER, visibility=Visibility.OPEN, team=FINDS)
    seen = journeys.journey(COLLEAGUE, "jn_1")
    journeys.save(replace(seen, title="A better title"), by=COLLEAGUE)
    whole = journeys.journey(LOCAL_VIEWER, "jn_1")
    assert whole.title == "A better title"
    assert {item.evidence.id for item in whole.steps[0].evidence} == {item.evidence.id for item in placed}
    assert set(whole.steps[0].pain_points[0].observation_ids) == {item.evidence.id for item in placed}


def test_a_journey_that_is_not_there_is_not_found(journeys):
    with pytest.raises(NotFound):
        journeys.journey(LOCAL_VIEWER, "jn_unknown")


def test_the_journeys_of_a_mission_can_be_listed_alone(journeys, placed):
    journeys.save(a_journey(placed, id="jn_1"), by=LOCAL_VIEWER, mission="Safe harbours")
    journeys.save(a_journey(placed, id="jn_2"), by=LOCAL_VIEWER)
    assert [row.id for row in journeys.journeys(LOCAL_VIEWER, mission="SAFE harbours")] == ["jn_1"]
    assert (journeys.count(LOCAL_VIEWER, mission="SAFE harbours"), journeys.count(LOCAL_VIEWER)) == (1, 2)
    journeys.save(a_journey(placed, id="jn_1", title="Another title"), by=LOCAL_VIEWER)
    assert [row.mission for row in journeys.journeys(LOCAL_VIEWER)] == ["Safe harbours", None]
