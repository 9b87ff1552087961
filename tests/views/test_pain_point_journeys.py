"""A pain point's page tells of the journeys on which it stands, and proposes its hand-over."""

from dataclasses import replace

import pytest
from fake_evidence import AGENCY, REGISTRY, some_evidence
from test_pages import everything_said

from domain.access import LOCAL_VIEWER, Role, Viewer
from domain.insights import OrganisationCount, Sharing

READER = Viewer(name="rui@library.example", role=Role.READER)


@pytest.fixture
def between(populated):
    """A pain point between the two bodies of the journey, with evidence on its first step."""
    point = replace(
        populated.points[0],
        sharing=Sharing.BETWEEN,
        organisations=tuple(OrganisationCount(name=name, observations=1, studies=1) for name in (REGISTRY, AGENCY)),
    )
    populated.points = [point, *populated.points[1:]]
    return populated


def button(test):
    return next((each for each in test.button if each.label == "Add it to that hand-over"), None)


def test_the_page_links_to_the_steps_where_its_evidence_stands(open_page, populated):
    first = some_evidence()[0]
    point = next(point for point in populated.points if any(fit.evidence.id == first.id for fit in point.evidence))
    test = open_page(populated, "pain_points", pain_point=point.id)
    assert "step 1: Register the death" in everything_said(test)


def test_a_pain_point_between_bodies_is_added_to_their_hand_over(open_page, between):
    test = open_page(between, "pain_points", pain_point=between.points[0].id)
    assert "It sits between organisations" in everything_said(test)
    button(test).click().run()
    assert not test.error
    assert [item.trouble for item in between.journey(LOCAL_VIEWER, "jn_1").hand_overs] == [between.points[0].title]
    assert button(test) is None
    assert "named as the trouble of the hand-over from step 1 to step 2" in everything_said(test)


def test_who_may_not_change_the_journey_is_told_who_may(open_page, between, monkeypatch):
    kept = between.journeys
    monkeypatch.setattr(
        between, "journeys", lambda viewer, mission=None: [replace(row, mine=False) for row in kept(viewer)]
    )
    between.viewer = lambda: READER
    test = open_page(between, "pain_points", pain_point=between.points[0].id)
    assert button(test) is None
    assert "Whoever answers for that journey" in everything_said(test)


def test_without_journeys_nothing_is_said_of_them(open_page, populated):
    populated.maps = []
    test = open_page(populated, "pain_points")
    assert "On journeys" not in everything_said(test)
