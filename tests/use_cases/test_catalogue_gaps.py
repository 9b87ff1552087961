"""Systems that only a journey names are added to the catalogue, or found in it. Everything here is fictional."""

import pytest

from domain.access import LOCAL_VIEWER, Role
from domain.catalogue import System
from domain.errors import NotAllowed, NotFound
from domain.evidence import Subject
from domain.journey_edits import ChangeStep
from domain.journeys import StepOutline
from tests.builders import a_viewer
from use_cases.app import UseCases

RESEARCHER = a_viewer("rui@library.example", organisation="Library", role=Role.RESEARCHER)
TYPED = "Berth Bok"


@pytest.fixture
def drafted(app: UseCases) -> UseCases:
    app.repository.catalogue.save(System(name="Berth Book"), System(name="Tide Table"))
    journey = app.journey_editing.start(LOCAL_VIEWER, "Mooring", [StepOutline(order=1, stage="", step="Ask")])
    app.journey_editing.edit(LOCAL_VIEWER, journey.id, ChangeStep(step_id="s1", systems=(TYPED, "Tide Table")))
    return app


def mooring(app: UseCases):
    [journey] = app.journey_network.journeys(LOCAL_VIEWER)
    return journey


def unknown(app: UseCases):
    return app.journey_network.unknown_systems(LOCAL_VIEWER, mooring(app))


def test_a_system_that_only_a_step_names_is_asked_about_with_what_it_looks_like(drafted):
    [system] = unknown(drafted)
    assert (system.name, system.steps) == (TYPED, (1,))
    assert [alike.name for alike in system.look_alikes] == ["Berth Book"]


def test_it_is_added_to_the_catalogue_and_that_can_be_taken_back(drafted):
    drafted.names.confirm(LOCAL_VIEWER, Subject.SYSTEM, TYPED)
    assert unknown(drafted) == []
    assert drafted.catalogue(LOCAL_VIEWER).entry(Subject.SYSTEM, TYPED).name == TYPED
    drafted.names.undo(LOCAL_VIEWER, Subject.SYSTEM, TYPED)
    assert [system.name for system in unknown(drafted)] == [TYPED]


def test_said_to_be_another_the_journey_bears_the_name_of_the_entry(drafted):
    drafted.names.merge(LOCAL_VIEWER, Subject.SYSTEM, TYPED, "Berth Book")
    assert unknown(drafted) == []
    assert set(mooring(drafted).steps[0].systems) == {"Berth Book", "Tide Table"}


def test_what_people_decided_to_be_no_system_is_not_asked_again(drafted):
    drafted.names.reject(LOCAL_VIEWER, Subject.SYSTEM, TYPED)
    assert unknown(drafted) == []


def test_a_name_on_no_journey_in_sight_is_nowhere_and_only_curators_decide(drafted):
    with pytest.raises(NotFound):
        drafted.names.confirm(LOCAL_VIEWER, Subject.SYSTEM, "Gull Register")
    curator = a_viewer("cato@archive.example", organisation="Archive", role=Role.CURATOR)
    with pytest.raises(NotFound):
        drafted.names.confirm(curator, Subject.SYSTEM, TYPED)
    with pytest.raises(NotAllowed):
        drafted.names.confirm(RESEARCHER, Subject.SYSTEM, TYPED)
