"""Who may see what, over every read there is. All organisations and people here are fictional."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.catalogue import Organisation
from domain.errors import NotAllowed, NotFound
from domain.evidence import Holdings
from domain.insights import Assignment, Topic, TopicRun
from domain.journeys import Journey, JourneyStatus, Step, StepBasis, StepPainPoint
from domain.placed_evidence import PlacedEvidence
from storage import SqlCatalogue, SqlEvidence, SqlJourneys, SqlThemes
from storage.journeys.journey_publishing import SqlJourneyPublishing
from tests.builders import a_source, a_study, a_viewer

TEAM_MEMBER = a_viewer("Ines Roth", organisation="Harbour Office", teams=frozenset({"harbour office"}))
COLLEAGUE = a_viewer("Tom Birch", organisation="Harbour  Office")
PARTNER = a_viewer("Lena Ford", organisation="Museum", missions=frozenset({"Shorter waits"}))
STRANGER = a_viewer("Kai Holm", organisation="Museum", teams=frozenset({"Museum"}), missions=frozenset({"Clean air"}))
NOBODY_IN_PARTICULAR = a_viewer("Max Lind")
EVERYONE = [LOCAL_VIEWER, TEAM_MEMBER, COLLEAGUE, PARTNER, STRANGER, NOBODY_IN_PARTICULAR]

WHO_SEES = [
    (Visibility.TEAM, False, [LOCAL_VIEWER, TEAM_MEMBER]),
    (Visibility.ORGANISATION, False, [LOCAL_VIEWER, TEAM_MEMBER, COLLEAGUE]),
    (Visibility.MISSION, False, [LOCAL_VIEWER, TEAM_MEMBER, PARTNER]),
    (Visibility.OPEN, False, EVERYONE),
    *((visibility, True, [LOCAL_VIEWER, TEAM_MEMBER]) for visibility in Visibility),
]


def reads(database, viewer, source):
    """Return what each read shows of a source's study: one truth value for each."""
    evidence, themes, journeys = SqlEvidence(database), SqlThemes(database), SqlJourneys(database)
    ids = [item.id for item in source.observations]
    try:
        opened = bool(evidence.source(viewer, source.id).text)
    except NotFound:
        opened = False
    journey = journeys.journey(viewer, "jn_1")
    return {
        "studies": source.study in evidence.studies(viewer),
        "holdings": evidence.holdings(viewer)
        == Holdings(studies=1, sources=1, observations=2, organisations=1, without_vectors=2),
        "nothing held": evidence.holdings(viewer) == Holdings(),
        "evidence": [item.id for item in evidence.evidence(viewer, ids)] == ids,
        "no evidence": not evidence.evidence(viewer, ids),
        "identifiers": evidence.visible_ids(viewer) == set(ids),
        "identifiers among": evidence.visible_ids(viewer, among=ids) == set(ids),
        "count": evidence.count(viewer) == len(ids),
        "everything": {item.id for item in evidence.all_evidence(viewer)} == set(ids),
        "source": opened,
        "themes": [row.observations for row in themes.themes(viewer)] == [len(ids)],
        "steps": [step.basis for step in journey.steps] == [StepBasis.EVIDENCE],
        "pain points of steps": any(step.pain_points for step in journey.steps),
    }


def a_run(ids):
    return TopicRun(
        id="run_1",
        seed=1,
        method="by hand",
        parameters=(),
        versions=(),
        topics=(Topic(number=0, title="Asked twice", keywords=("twice",), size=len(ids)),),
        assignments=tuple(Assignment(observation_id=item, topic=0) for item in ids),
        started_at="2025-01-01T00:00:00",
        seconds=0.1,
    )


def a_journey(evidence):
    step = Step(
        order=1,
        stage="Applying",
        step="Fill in the form",
        basis=StepBasis.EVIDENCE,
        evidence=tuple(PlacedEvidence(evidence=item, score=0.5) for item in evidence),
        pain_points=(StepPainPoint(id="pp_1", title="Asked twice", observation_ids=(evidence[0].id,)),),
    )
    return Journey(id="jn_1", title="A permit", actor="Skipper", status=JourneyStatus.PUBLISHED, steps=(step,))


@pytest.mark.parametrize(("visibility", "draft", "those"), WHO_SEES)
def test_every_read_shows_a_study_to_those_who_may_see_it_and_to_no_one_else(database, visibility, draft, those):
    source = a_source(study=a_study(visibility=visibility, draft=draft, mission="Shorter Waits"))
    evidence = SqlEvidence(database)
    evidence.save_source(source)
    SqlThemes(database).save_run(a_run([item.id for item in source.observations]))
    SqlJourneys(database).save(
        a_journey(evidence.all_evidence(LOCAL_VIEWER)), by=LOCAL_VIEWER, visibility=Visibility.OPEN
    )
    for viewer in EVERYONE:
        shown = reads(database, viewer, source)
        hides = shown.pop("no evidence"), shown.pop("nothing held")
        assert set(shown.values()) == {viewer in those}, (viewer.name, shown)
        assert set(hides) == {viewer not in those}


def test_a_mission_study_without_a_mission_is_its_teams_alone(database):
    SqlEvidence(database).save_source(a_source(study=a_study(visibility=Visibility.MISSION)))
    seen_by = [viewer for viewer in EVERYONE if SqlEvidence(database).count(viewer)]
    assert seen_by == [LOCAL_VIEWER, TEAM_MEMBER]


JOURNEYS = [
    (JourneyStatus.DRAFT, Visibility.OPEN, [LOCAL_VIEWER, COLLEAGUE]),
    (JourneyStatus.PUBLISHED, None, [LOCAL_VIEWER, COLLEAGUE]),
    (JourneyStatus.PUBLISHED, Visibility.TEAM, [LOCAL_VIEWER, COLLEAGUE]),
    (JourneyStatus.PUBLISHED, Visibility.ORGANISATION, [LOCAL_VIEWER, TEAM_MEMBER, COLLEAGUE]),
    (JourneyStatus.PUBLISHED, Visibility.OPEN, EVERYONE),
]


@pytest.mark.parametrize(("status", "visibility", "those"), JOURNEYS)
def test_a_journey_is_its_makers_until_it_is_published_and_shown(journeys, status, visibility, those):
    made = Journey(id="jn_1", title="A permit", actor="Skipper", status=status, steps=())
    journeys.save(made, by=COLLEAGUE, visibility=visibility)
    for viewer in EVERYONE:
        assert bool(journeys.journeys(viewer)) == (viewer in those), viewer.name
        if viewer in those:
            assert journeys.journey(viewer, "jn_1") == made
        else:
            with pytest.raises(NotFound):
                journeys.journey(viewer, "jn_1")
            with pytest.raises(NotFound):
                journeys.save(made, by=viewer)


READER = replace(TEAM_MEMBER, name="Rita Vole", role=Role.READER)
JOURNEYS_OF_A_TEAM = [
    (JourneyStatus.DRAFT, Visibility.OPEN, [LOCAL_VIEWER, TEAM_MEMBER, COLLEAGUE]),
    (JourneyStatus.PUBLISHED, Visibility.TEAM, [LOCAL_VIEWER, TEAM_MEMBER, COLLEAGUE, READER]),
    (JourneyStatus.PUBLISHED, Visibility.ORGANISATION, [LOCAL_VIEWER, TEAM_MEMBER, COLLEAGUE, READER]),
    (JourneyStatus.PUBLISHED, Visibility.MISSION, [LOCAL_VIEWER, TEAM_MEMBER, COLLEAGUE, PARTNER, READER]),
    (JourneyStatus.PUBLISHED, Visibility.OPEN, [*EVERYONE, READER]),
]


@pytest.mark.parametrize(("status", "visibility", "those"), JOURNEYS_OF_A_TEAM)
def test_a_journey_of_a_team_is_seen_like_a_study_of_it_and_changed_by_its_researchers(
    database, journeys, status, visibility, those
):
    made = Journey(id="jn_1", title="A permit", actor="Skipper", status=status, steps=())
    journeys.save(made, by=COLLEAGUE, visibility=visibility, mission="Shorter waits", team="Harbour Office")
    publishing = SqlJourneyPublishing(database)
    may_change = [LOCAL_VIEWER, TEAM_MEMBER, COLLEAGUE]
    for viewer in [*EVERYONE, READER]:
        assert [row.mine for row in journeys.journeys(viewer)] == [viewer in may_change] * (viewer in those), viewer
        if viewer in may_change:
            journeys.save(made, by=viewer)
            continue
        for refused in (lambda by: journeys.save(made, by=by), lambda by: publishing.check(by, "jn_1")):
            with pytest.raises(NotAllowed if viewer in those else NotFound):
                refused(viewer)


def test_a_journey_that_is_hidden_and_one_that_is_not_there_are_refused_alike(database, journeys):
    made = Journey(id="jn_1", title="A permit", actor="Skipper", status=JourneyStatus.DRAFT, steps=())
    journeys.save(made, by=COLLEAGUE, team="Harbour Office")
    told = set()
    for identifier in ("jn_1", "jn_none"):
        for ask in (journeys.summary, journeys.journey, SqlJourneyPublishing(database).check):
            with pytest.raises(NotFound) as refused:
                ask(STRANGER, identifier)
            told.add(str(refused.value))
    assert len(told) == 1


def test_a_journey_follows_its_team_when_the_organisation_is_succeeded(database, journeys):
    made = Journey(id="jn_1", title="A permit", actor="Skipper", status=JourneyStatus.DRAFT, steps=())
    journeys.save(made, by=COLLEAGUE, team="Harbour Office › Records")
    successor = a_viewer("Ola Finn", organisation="Coast Agency", teams=frozenset({"Coast Agency"}))
    assert journeys.journeys(successor) == []
    SqlCatalogue(database).save(
        Organisation(name="Harbour Office", successor="Coast Agency"), Organisation(name="Coast Agency")
    )
    assert [row.id for row in journeys.journeys(successor)] == ["jn_1"]
