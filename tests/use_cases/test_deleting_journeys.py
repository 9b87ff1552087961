"""Deleting a journey: who may, what is told before, and that nothing of it is left."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.audit import Deed
from domain.errors import ChangedMeanwhile, NotAllowed, NotFound
from domain.evidence import OF_JOURNEY
from domain.journey_edits import AddStep, ChangeStep
from domain.journeys import JourneyStatus, StepOutline
from domain.placed_evidence import PlacedEvidence
from storage.schema import metadata
from tests.builders import a_source, a_study, a_viewer
from tests.storage.test_journeys import FINDS, a_journey

EDITOR = a_viewer("Lena Ford", organisation="Museum", teams=frozenset({FINDS}), role=Role.RESEARCHER)
READER = a_viewer("Kai Holm", organisation="Museum")


@pytest.fixture
def journey(app):
    """A published journey of the editor's team that is planned anew, told in full by another, and worked on."""
    study = replace(a_study("Workshop on a permit"), metadata=(("colour", "green"), (OF_JOURNEY, "jn_gone")))
    app.repository.evidence.save_source(a_source(["A note from the wall."], study=study))
    placed = [PlacedEvidence(evidence=item, score=0.5) for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)]
    made = a_journey(placed, id="jn_gone", status=JourneyStatus.PUBLISHED)
    app.repository.journeys.save(made, by=LOCAL_VIEWER, visibility=Visibility.OPEN, team=FINDS)
    app.journey_editing.edit(LOCAL_VIEWER, "jn_gone", AddStep(step="Ask the guard"))
    app.journey_editing.make_to_be(LOCAL_VIEWER, "jn_gone", "A permit, sooner")
    other = app.journey_editing.start(LOCAL_VIEWER, "Moving", [StepOutline(order=1, stage="", step="Get a permit")])
    app.journey_editing.edit(LOCAL_VIEWER, other.id, ChangeStep(step_id="s1", sub_journey="jn_gone"))
    for gap in app.journey_network.behind(LOCAL_VIEWER).gaps:
        if gap.step.journey_id == "jn_gone":
            app.journey_network.propose_owner(LOCAL_VIEWER, gap.id, "Council")
    app.journey_editing.undo(LOCAL_VIEWER, "jn_gone")
    return app.journey(LOCAL_VIEWER, "jn_gone")


def rows_naming(app, text):
    """By table, how many rows name a text anywhere."""
    found = {}
    with app.repository.database.reading() as connection:
        for table in metadata.sorted_tables:
            rows = [json.dumps([str(value) for value in row]) for row in connection.execute(select(table))]
            found[table.name] = sum(text in row for row in rows)
    return {name: number for name, number in found.items() if number}


def test_what_goes_is_told_before_as_far_as_one_may_know(app, journey):
    told = " ".join(app.journey_removal.extent(LOCAL_VIEWER, "jn_gone").words)
    assert "its 3 versions" in told and "will not find it any more" in told
    assert "“A permit, sooner”, “Moving” stay, and lead to it no more." in told
    assert "“Workshop on a permit” stays" in told
    assert "final and cannot be undone" in told
    extent = app.journey_removal.extent(EDITOR, "jn_gone")
    assert (extent.others, extent.version) == ((), 3)


def test_nothing_of_a_deleted_journey_is_left_but_that_somebody_deleted_it(app, journey):
    owners = rows_naming(app, "gap_")
    assert owners["pain_point_owners"] > 2
    app.journey_removal.delete(LOCAL_VIEWER, "jn_gone", version=3)
    with pytest.raises(NotFound):
        app.journey(LOCAL_VIEWER, "jn_gone")
    assert rows_naming(app, "jn_gone").keys() == {"audit"}
    assert "pain_point_owners" not in rows_naming(app, "gap_")
    (entry,) = app.audit.entries(LOCAL_VIEWER, deed=Deed.DELETED_JOURNEY)
    assert (entry.who, entry.subject) == ("local", "jn_gone")
    plan, moving = sorted(app.journey_network._repository.journeys.whole(LOCAL_VIEWER), key=lambda each: each.title)
    assert (plan.as_is, moving.steps[0].sub_journey) == (None, None)
    (study,) = app.repository.evidence.studies(LOCAL_VIEWER)
    assert study.metadata == (("colour", "green"),)


def test_who_may_edit_it_may_delete_it_and_nobody_else(app, journey):
    for refused in (
        lambda: app.journey_removal.extent(READER, "jn_gone"),
        lambda: app.journey_removal.delete(READER, "jn_gone"),
    ):
        with pytest.raises(NotAllowed):
            refused()
    app.journey_publishing.unpublish(EDITOR, "jn_gone")
    with pytest.raises(NotFound):
        app.journey_removal.delete(READER, "jn_gone")
    assert app.journey(EDITOR, "jn_gone")
    app.journey_removal.delete(EDITOR, "jn_gone")
    assert "journeys" not in rows_naming(app, "jn_gone")


def test_a_journey_that_others_changed_since_it_was_seen_is_not_deleted(app, journey):
    app.journey_editing.edit(EDITOR, "jn_gone", AddStep(step="Pay"))
    with pytest.raises(ChangedMeanwhile, match="Lena Ford"):
        app.journey_removal.delete(LOCAL_VIEWER, "jn_gone", version=3)
    assert app.journey(LOCAL_VIEWER, "jn_gone").version == 4


def test_a_title_and_steps_that_were_deleted_are_drafted_as_if_for_the_first_time(app):
    from use_cases.journeys.journeying import draft

    steps = [StepOutline(order=1, stage="", step="Pay")]
    first = draft(app.repository, LOCAL_VIEWER, "Mooring", steps)
    app.journey_editing.edit(LOCAL_VIEWER, first.id, AddStep(step="Sit down"))
    app.journey_removal.delete(LOCAL_VIEWER, first.id)
    assert draft(app.repository, LOCAL_VIEWER, "Mooring", steps) == first
    assert app.journey(LOCAL_VIEWER, first.id).version == 1
