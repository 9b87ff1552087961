"""The Journey room: who sees a journey, over a real repository. Everyone here is fictional."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.identity import mission_id
from domain.journeys import Journey, JourneyStatus, Step
from domain.missions import Mission
from domain.people import Person, Team
from settings import Settings
from use_cases.app import UseCases
from use_cases.running.bootstrap import open_use_cases

OFFICE = "Harbour Office"
RECORDS = f"{OFFICE} › Records"
INES = Person(sign_in="ines@harbour.example", organisation=OFFICE, role=Role.RESEARCHER, teams=(RECORDS,))
TOM = Person(sign_in="tom@harbour.example", organisation=OFFICE, role=Role.RESEARCHER)
DRAFT = Journey(
    id="jn_1", title="A mooring", actor="Skipper", status=JourneyStatus.DRAFT,
    steps=(Step(order=1, stage="Applying", step="Fill in the form"),),
)  # fmt: skip


@pytest.fixture
def app(new_repository: Path) -> Iterator[UseCases]:
    """A repository with a draft of one team, in which the app acts as a researcher of that team."""
    settings = replace(Settings.from_environment(new_repository, environment={}), viewer=INES.sign_in)
    opened = open_use_cases(settings)
    opened.repository.people.save_team(Team(organisation=OFFICE, name="Records"))
    for person in (INES, TOM):
        opened.repository.people.save_person(person)
    mission = Mission(id=mission_id("Shorter waits"), name="Shorter waits", outcome="Nobody waits in vain.")
    opened.repository.missions.save(mission, by=LOCAL_VIEWER)
    opened.repository.journeys.save(DRAFT, by=opened.viewer(), team=RECORDS)
    yield opened
    opened.close()


def buttons(test) -> dict[str, str]:
    return {button.key: button.label for button in test.button}


def test_the_list_says_whether_a_journey_is_published_and_to_whom(app, open_page):
    said = [item.value for item in open_page(app, "journey_room").caption]
    assert any("draft: seen by whoever made it and the researchers of its team" in text for text in said)


def test_where_nobody_signs_in_no_draft_is_said_to_be_for_some_alone(populated, open_page):
    for where in ({}, {"journey": populated.maps[0].id}):
        said = [item.value for item in open_page(populated, "journey_room", **where).caption]
        assert any("seen by everyone at this machine" in text for text in said)
        assert not any("whoever made it" in text for text in said)


def test_a_draft_is_published_to_a_missions_group_and_made_a_draft_again(app, open_page):
    test = open_page(app, "journey_room", journey="jn_1", show="about")
    assert not test.exception
    test.selectbox(key="journey_room-visibility-jn_1").set_value(Visibility.MISSION)
    test.selectbox(key="journey_room-mission-jn_1").set_value("Shorter waits")
    test.button(key="journey_room-publish").click().run()
    assert not test.error
    row = app.journey_publishing.journey(app.viewer(), "jn_1")
    assert (row.status, row.visibility, row.mission, row.team) == (
        JourneyStatus.PUBLISHED, Visibility.MISSION, "Shorter waits", RECORDS,
    )  # fmt: skip
    assert any("published: seen by the mission's group" in item.value for item in test.caption)
    assert buttons(test)["journey_room-keep-draft"] == "Back to draft"
    test.button(key="journey_room-keep-draft").click().run()
    assert app.journey_publishing.journey(app.viewer(), "jn_1").status is JourneyStatus.DRAFT


def test_a_missions_group_without_a_mission_is_refused_on_the_page(app, open_page):
    test = open_page(app, "journey_room", journey="jn_1", show="about")
    test.selectbox(key="journey_room-visibility-jn_1").set_value(Visibility.MISSION)
    test.button(key="journey_room-publish").click().run()
    assert "needs its mission" in test.error[0].value
    assert app.journey_publishing.journey(app.viewer(), "jn_1").status is JourneyStatus.DRAFT


def test_who_sees_a_journey_of_another_team_is_offered_no_change(app, open_page):
    app.repository.journeys.save(
        replace(DRAFT, status=JourneyStatus.PUBLISHED), by=LOCAL_VIEWER, visibility=Visibility.OPEN
    )
    app.repository.settings = replace(app.settings, viewer=TOM.sign_in)
    app.people._settings = app.repository.settings
    test = open_page(app, "journey_room", journey="jn_1", show="about")
    assert not test.exception and not test.error
    assert "journey_room-publish" not in buttons(test)
    assert any(f"Only {RECORDS} changes this journey" in item.value for item in test.caption)
