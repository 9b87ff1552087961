"""All journeys together, over a repository of their own."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.catalogue import Organisation
from domain.dependencies import GapState
from domain.errors import InvalidRequest, NotAllowed, NotFound
from domain.evidence import Basis, Level, Severity, Standing
from domain.hand_overs import HandOver, HandOverKind, How
from domain.insights import Confidence, OrganisationCount, PainPoint, Sharing
from domain.journey_edits import AcceptEvidence, ChangeStep, RejectEvidence, VersionDeed
from domain.journeys import JourneyForm, JourneyStatus
from tests.builders import a_source, a_study, a_viewer
from tests.planted_journeys import a_journey, a_step
from use_cases.app import UseCases
from use_cases.journeys.journey_network import BehindJourneys, hand_overs_for

OFFICE, AGENCY = "Harbour Permit Office", "Hull Survey Agency"
ASHA = a_viewer("asha@harbour.example", organisation=OFFICE)
CURATOR = a_viewer("cato@archive.example", organisation="Archive", role=Role.CURATOR)
READER = a_viewer("rui@library.example", organisation="Library", role=Role.READER)


def an_open_journey(app: UseCases, identifier="jn_1", *, evidence=(), visibility=Visibility.OPEN, **fields):
    """Store a journey of two bodies that re-key what they pass, its first step on some evidence."""
    steps = [
        a_step(1, "Ask for a permit", organisation=OFFICE, systems=("Permit Ledger",), evidence=evidence),
        a_step(2, "Have the hull surveyed", organisation=AGENCY, systems=("Permit Ledger", "Hull Book")),
    ]
    crossing = HandOver(
        from_step=1, to_step=2, giver=OFFICE, taker=AGENCY, kind=HandOverKind.ORGANISATION, how=How.REKEYED
    )
    told = {
        "title": identifier,
        "status": JourneyStatus.PUBLISHED,
        "hand_overs": (crossing,),
        "systems": (),
        "gaps": (),
    }
    journey = a_journey(steps, id=identifier, **{**told, **fields})
    app.repository.journeys.save(journey, by=LOCAL_VIEWER, visibility=visibility, mission=fields.pop("mission", None))
    return journey


def a_point(*, organisations):
    return PainPoint(
        id="pp_1", title="Letters are retyped", description="", pattern=None, sharing=Sharing.BETWEEN,
        level=Level.BETWEEN, standing=Standing.LIVE, severity=Severity.HIGH, score=0.5,
        confidence=Confidence.MODERATE, reasons=(), single_source=False, years=(), observations=0, studies=1,
        participants=None, evidence=(),
        organisations=tuple(OrganisationCount(name=name, observations=1, studies=1) for name in organisations),
    )  # fmt: skip


def gap_of(found: BehindJourneys, kind: str):
    return next(gap for gap in found.gaps if gap.kind.value == kind)


def test_journeys_are_read_whole_as_each_is_read_alone(app: UseCases):
    app.repository.evidence.save_source(a_source(study=a_study()))
    told = app.repository.evidence.all_evidence(LOCAL_VIEWER)
    for name in ("jn_b", "jn_a"):
        an_open_journey(app, name, evidence=told)
    for viewer in (LOCAL_VIEWER, READER):
        whole = app.repository.journeys.whole(viewer)
        assert [journey.id for journey in whole] == ["jn_a", "jn_b"]
        alone = [app.journey(viewer, journey.id) for journey in whole]
        assert [[step.organisation for step in journey.steps] for journey in whole] == [
            [step.organisation for step in journey.steps] for journey in alone
        ]
        assert [journey.rests_on for journey in whole] == [journey.rests_on for journey in alone]


def test_only_as_is_journeys_of_the_mission_count(app: UseCases):
    an_open_journey(app, "jn_a")
    an_open_journey(app, "jn_b", form=JourneyForm.TO_BE)
    assert app.journey_network.behind(LOCAL_VIEWER).dependencies.journeys == 1
    assert app.journey_network.behind(LOCAL_VIEWER, mission="Quiet nights").dependencies.journeys == 0


def test_drafts_that_nobody_worked_on_may_be_left_out(app: UseCases):
    app.repository.evidence.save_source(a_source(study=a_study()))
    told = app.repository.evidence.all_evidence(LOCAL_VIEWER)
    for name in ("jn_a", "jn_b", "jn_c"):
        an_open_journey(app, name, evidence=told, status=JourneyStatus.DRAFT)
    an_open_journey(app, "jn_published", evidence=told)
    an_open_journey(app, "jn_by_hand", status=JourneyStatus.DRAFT)
    app.journey_editing.edit(LOCAL_VIEWER, "jn_b", ChangeStep(step_id="s1", stage="Asking"))
    app.journey_editing.edit(LOCAL_VIEWER, "jn_c", AcceptEvidence(step_id="s1", observation_id=told[0].id))
    every = app.journey_network.journeys(LOCAL_VIEWER)
    assert [journey.id for journey in every if journey.is_as_drafted] == ["jn_a"]
    found = app.journey_network.behind(LOCAL_VIEWER, only_worked_on=True)
    assert (found.dependencies.journeys, len(every)) == (4, 5)
    assert not any(gap.step.journey_id == "jn_a" for gap in found.gaps)


def test_a_journey_drafted_anew_is_as_drafted_again_and_worked_on_once_somebody_decides_on_it(app: UseCases):
    app.repository.evidence.save_source(a_source(study=a_study()))
    told = app.repository.evidence.all_evidence(LOCAL_VIEWER)
    drafted = an_open_journey(app, evidence=told, status=JourneyStatus.DRAFT)

    def is_as_drafted():
        (alone,) = app.journey_network.journeys(LOCAL_VIEWER)
        assert alone.is_as_drafted is app.journey(LOCAL_VIEWER, "jn_1").is_as_drafted
        return alone.is_as_drafted

    def drafted_anew(**changes):
        anew = replace(drafted, **changes)
        app.repository.journeys.save(anew, by=LOCAL_VIEWER, did="Drafted from evidence", deed=VersionDeed.DRAFTED)

    drafted_anew(gaps=("More was found.",))
    assert (app.journey(LOCAL_VIEWER, "jn_1").version, is_as_drafted()) == (2, True)
    app.journey_editing.edit(LOCAL_VIEWER, "jn_1", ChangeStep(step_id="s1", stage="Asking"))
    assert not is_as_drafted()
    drafted_anew()
    assert is_as_drafted()
    app.journey_editing.edit(LOCAL_VIEWER, "jn_1", RejectEvidence(step_id="s1", observation_id=told[0].id))
    drafted_anew(rejected=app.journey(LOCAL_VIEWER, "jn_1").rejected, gaps=("Still more.",))
    assert not is_as_drafted()


def test_an_organisation_is_found_by_any_of_its_names(app: UseCases):
    an_open_journey(app)
    app.names.save(LOCAL_VIEWER, Organisation(name=AGENCY, aliases=("HSA",)))
    found = app.journey_network.behind(LOCAL_VIEWER, organisation="hsa")
    assert [spot.other for spot in found.dependencies.rekeying] == [AGENCY]
    assert not app.journey_network.behind(LOCAL_VIEWER, organisation="Nobody").gaps


def test_an_owner_of_a_gap_is_proposed_accepted_and_taken_back(app: UseCases):
    an_open_journey(app)
    network = app.journey_network
    gap = gap_of(network.behind(ASHA), "no owner")
    assert gap.state is GapState.OPEN
    network.propose_owner(ASHA, gap.id, AGENCY)
    assert network.gap(READER, gap.id).state is GapState.PROPOSED
    with pytest.raises(NotAllowed):
        network.accept_owner(ASHA, gap.id, AGENCY)
    network.accept_owner(CURATOR, gap.id, AGENCY)
    assert network.gap(READER, gap.id).state is GapState.ACCEPTED
    network.remove_owner(CURATOR, gap.id, AGENCY)
    assert network.gap(READER, gap.id).state is GapState.OPEN
    deeds = [entry for entry in app.audit.entries(CURATOR) if entry.subject == gap.id]
    assert len(deeds) == 3


def test_readers_propose_no_owner_and_a_gap_unseen_is_not_there(app: UseCases):
    an_open_journey(app)
    an_open_journey(app, "jn_hidden", visibility=Visibility.TEAM)
    network = app.journey_network
    hidden = next(gap for gap in network.behind(LOCAL_VIEWER).gaps if gap.step.journey_id == "jn_hidden")
    with pytest.raises(NotFound):
        network.propose_owner(ASHA, hidden.id, AGENCY)
    seen = gap_of(network.behind(READER), "no owner")
    with pytest.raises(NotAllowed):
        network.propose_owner(READER, seen.id, AGENCY)
    with pytest.raises(InvalidRequest):
        network.propose_owner(ASHA, seen.id, "  ")


def test_an_owner_that_the_catalogue_keeps_from_somebody_is_not_told_to_them(app: UseCases):
    an_open_journey(app)
    app.repository.catalogue.remember(Organisation(name="Secret Office", basis=Basis.PROPOSED))
    gap = gap_of(app.journey_network.behind(LOCAL_VIEWER), "no owner")
    app.journey_network.propose_owner(LOCAL_VIEWER, gap.id, "Secret Office")
    app.journey_network.propose_owner(LOCAL_VIEWER, gap.id, "Office Nobody Knew")
    assert [owner.organisation for owner in app.journey_network.gap(READER, gap.id).owners] == ["Office Nobody Knew"]


def test_the_workbook_has_a_sheet_for_each_list_and_runs_no_formula(app: UseCases):
    import io

    from openpyxl import load_workbook

    an_open_journey(app, title="=1+1")
    book = load_workbook(io.BytesIO(app.journey_network.behind(LOCAL_VIEWER).workbook()))
    assert book.sheetnames == [
        "Backbone systems", "Single points of failure", "Re-keying hot spots", "Shared steps", "Gaps",
    ]  # fmt: skip
    assert [cell.value for cell in book["Backbone systems"]["A"]] == ["System", "Permit Ledger", "Hull Book"]
    assert {cell.data_type for cell in book["Gaps"]["B"]} == {"s"}


def test_what_leans_on_what_leaves_as_a_drawing_or_a_picture_and_as_nothing_else(app: UseCases):
    an_open_journey(app)
    found = app.journey_network.behind(LOCAL_VIEWER)
    assert b"Permit Ledger" in found.picture("svg") and b"prefers-color-scheme" in found.picture("svg", theme="auto")
    assert found.picture("png").startswith(b"\x89PNG")
    assert "Permit Ledger: 2 steps of 1 journey lean on it, 1 of them alone" in found.leaning
    with pytest.raises(InvalidRequest, match="'gif'"):
        found.picture("gif")


def test_a_pain_point_is_added_to_the_trouble_of_its_hand_over_once_and_can_be_undone(app: UseCases):
    an_open_journey(app)
    point = a_point(organisations=(OFFICE, AGENCY))
    [proposed] = hand_overs_for(point, app.journey_network.journeys(LOCAL_VIEWER))
    for _ in range(2):
        journey = app.journey_network.add_to_hand_over(LOCAL_VIEWER, point, proposed)
        assert [item.trouble for item in journey.hand_overs] == [point.title]
    [told] = hand_overs_for(point, app.journey_network.journeys(LOCAL_VIEWER))
    assert told.is_told
    other = replace(point, title="Forms get lost")
    journey = app.journey_network.add_to_hand_over(LOCAL_VIEWER, other, proposed)
    assert [item.trouble for item in journey.hand_overs] == [f"{point.title}; Forms get lost"]
    assert [item.trouble for item in app.journey_editing.undo(LOCAL_VIEWER, "jn_1").hand_overs] == [point.title]


def test_only_who_may_change_a_journey_adds_to_its_hand_over(app: UseCases):
    an_open_journey(app)
    point = a_point(organisations=(OFFICE, AGENCY))
    [proposed] = hand_overs_for(point, app.journey_network.journeys(READER))
    with pytest.raises(NotAllowed):
        app.journey_network.add_to_hand_over(ASHA, point, proposed)
    gone = replace(proposed, giver=replace(proposed.giver, journey_id="jn_none"))
    with pytest.raises(NotFound):
        app.journey_network.add_to_hand_over(LOCAL_VIEWER, point, gone)
