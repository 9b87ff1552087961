"""How far a journey is published, while colleagues change it too. Everyone here is fictional."""

import json
from dataclasses import replace

import pytest

from domain.access import Visibility
from domain.errors import ChangedMeanwhile, InvalidRequest, NotFound
from domain.journey_edits import ChangeStep
from domain.journeys import Journey, JourneyStatus, Step
from domain.publishing import JourneyChange
from exports.journey_json import journey_document
from tests.builders import a_viewer
from tests.use_cases.test_missions import CURATOR
from use_cases.catalogue.missions import mission_from

TEAM = "Harbour Office › Records"
INES = a_viewer("ines", organisation="Harbour Office", teams=frozenset({TEAM}))
DRAFT = Journey(
    id="jn_1", title="A mooring", actor="Skipper", status=JourneyStatus.DRAFT,
    steps=(Step(order=1, stage="Applying", step="Fill in the form"),),
)  # fmt: skip


@pytest.fixture
def journey(app) -> str:
    """A draft of a team."""
    app.repository.journeys.save(DRAFT, by=INES, team=TEAM)
    return "jn_1"


def meanwhile(monkeypatch, part, name: str, do):
    """Let somebody else ``do`` something just before this part of the repository stores what it was given."""
    store = getattr(part, name)

    def stored_late(*arguments, **named):
        monkeypatch.undo()
        do()
        return store(*arguments, **named)

    monkeypatch.setattr(part, name, stored_late)


def test_a_journey_made_a_draft_stays_one_while_a_colleague_shows_it_to_more(app, journey, monkeypatch):
    app.journey_publishing.publish(INES, journey)
    publishing = app.repository.journey_publishing
    meanwhile(monkeypatch, publishing, "change", lambda: app.journey_publishing.unpublish(INES, journey))
    app.journey_publishing.change(INES, journey, JourneyChange(visibility=Visibility.OPEN))
    found = app.journey_publishing.journey(INES, journey)
    assert (found.status, found.visibility) == (JourneyStatus.DRAFT, Visibility.OPEN)


def test_what_would_let_nobody_in_is_refused_by_what_is_stored_then(app, journey, monkeypatch):
    lone = a_viewer("kai")
    app.repository.journeys.save(replace(DRAFT, id="jn_2"), by=lone)
    with pytest.raises(InvalidRequest, match="which organisation"):
        app.journey_publishing.change(lone, "jn_2", JourneyChange(visibility=Visibility.ORGANISATION))
    app.journey_publishing.change(INES, journey, JourneyChange(visibility=Visibility.ORGANISATION))
    with pytest.raises(InvalidRequest, match="needs its mission"):
        app.journey_publishing.change(INES, journey, JourneyChange(visibility=Visibility.MISSION))


def taken_in(app, journey: str, title: str, mission: str | None = None):
    document = journey_document(replace(app.journey(INES, journey), title=title))
    return app.import_journey(INES, "map.json", json.dumps(document).encode(), replaces=journey, mission=mission)


def test_a_journey_changed_while_a_file_is_taken_in_is_not_overwritten(app, journey, monkeypatch):
    step = app.journey(INES, journey).steps[0].id
    edit = ChangeStep(step_id=step, step="Ask at the desk")
    meanwhile(monkeypatch, app.repository.journeys, "save", lambda: app.journey_editing.edit(INES, journey, edit))
    with pytest.raises(ChangedMeanwhile):
        taken_in(app, journey, "Another title")
    assert app.journey(INES, journey).steps[0].step == "Ask at the desk"


def test_a_journey_published_while_a_file_is_taken_in_stays_published(app, journey, monkeypatch):
    meanwhile(monkeypatch, app.repository.journeys, "save", lambda: app.journey_publishing.publish(INES, journey))
    assert taken_in(app, journey, "Another title").changes
    found = app.journey_publishing.journey(INES, journey)
    assert (found.status, found.title) == (JourneyStatus.PUBLISHED, "Another title")


def test_a_journey_deleted_while_a_file_is_taken_in_does_not_come_back(app, journey, monkeypatch):
    app.journey_publishing.publish(INES, journey)
    meanwhile(monkeypatch, app.repository.journeys, "save", lambda: app.journey_removal.delete(INES, journey))
    with pytest.raises(NotFound, match="deleted meanwhile") as told:
        taken_in(app, journey, "Another title")
    assert "as a new journey" in told.value.remedy
    assert app.journeys(INES) == []


def test_a_file_taken_in_for_a_mission_leaves_a_journey_that_is_there_in_its_own(app, journey):
    for name in ("Safe harbours", "Clean air"):
        app.missions.create(CURATOR, mission_from(name=name))
    app.repository.journeys.save(DRAFT, by=INES, mission="Safe harbours")
    app.journey_publishing.publish(INES, journey)
    taken_in(app, journey, "Another title", mission="Clean air")
    found = app.journey_publishing.journey(INES, journey)
    assert (found.title, found.mission) == ("Another title", "Safe harbours")
