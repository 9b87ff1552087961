"""The kit of a journey through the use cases: what its viewer may see, questions by rule, and boards that return."""

import csv
import io
from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Visibility
from domain.errors import InvalidRequest
from domain.evidence import Coding, Kind, PatternFit, SourceFile
from domain.journey_edits import AddStep, ChangeStep
from domain.journeys import JourneyStatus
from domain.proposals import FileDescription
from domain.sureness import LEAST_LIKELY
from tests.storage.test_journeys import FINDS
from tests.storage.test_journeys import a_journey as a_stored_journey
from tests.use_cases.test_journey_editing import EDITOR, placed  # noqa: F401 - a fixture
from use_cases.journeys.journey_kit import KIT_PARTS


@pytest.fixture
def journey(app, placed):  # noqa: F811 - the fixture
    """A published journey on evidence of an open and of a hidden study."""
    made = a_stored_journey(placed[:2], status=JourneyStatus.PUBLISHED)
    app.repository.journeys.save(made, by=LOCAL_VIEWER, visibility=Visibility.OPEN, team=FINDS)
    return app.journey(LOCAL_VIEWER, "jn_1")


def test_a_part_holds_what_its_viewer_may_see_and_that_it_left_is_written_down(app, journey):
    whole = app.journey_kit.file(LOCAL_VIEWER, "jn_1", "board").decode()
    seen = app.journey_kit.file(EDITOR, "jn_1", "board").decode()
    assert "Only the team may read this." in whole
    assert "Only the team may read this." not in seen
    told = [entry.subject for entry in app.audit.entries(LOCAL_VIEWER)]
    assert told[:2] == ["journey jn_1 as board of the kit"] * 2


@pytest.mark.parametrize("part", KIT_PARTS)
def test_every_part_is_a_file(app, journey, part):
    assert app.journey_kit.file(LOCAL_VIEWER, "jn_1", part)


def test_an_unknown_part_is_refused(app, journey):
    with pytest.raises(InvalidRequest, match="no 'hat' in the kit"):
        app.journey_kit.file(LOCAL_VIEWER, "jn_1", "hat")


def test_links_of_a_board_begin_with_the_address_that_is_named(app, journey):
    board = app.journey_kit.file(LOCAL_VIEWER, "jn_1", "board", address="https://notes.example/")
    rows = list(csv.DictReader(io.StringIO(board.decode("utf-8-sig"))))
    assert next(row for row in rows if row["Link"])["Link"].startswith("https://notes.example/source?source=src_")


def test_a_question_asks_about_the_pattern_that_the_evidence_fits(app, journey, placed):  # noqa: F811
    pattern = "PAT_01"
    fit = Coding(kind=Kind.PAIN_POINT, pain_point=0.9, patterns=(PatternFit(pattern=pattern, fit=0.9),))
    app.repository.evidence.save_codings("by hand", {placed[0].evidence.id: fit})
    (group,) = app.journey_kit.prompts(EDITOR, "jn_1")
    assert (group.step, group.name) == (1, "1. Fill in the form")
    assert [prompt.question for prompt in group.prompts] == [
        "How might we spare people from giving the same information again and again?"
    ]


@pytest.mark.parametrize("now", ["Fill in the form", "Bring what the office asks for"])
def test_a_board_that_comes_back_is_a_study_of_the_journey_without_our_own_notes(app, journey, now):
    board = app.journey_kit.file(LOCAL_VIEWER, "jn_1", "board").decode("utf-8-sig")
    note = "People asked for one letter that says what happens next,1. Fill in the form,green,,sticky note,,,\r\n"
    other = "Somebody must ring the bell when the form has arrived,2. Wait,green,,sticky note,,,\r\n"
    back = app.journey_kit.board_back(LOCAL_VIEWER, "jn_1", "board.csv", (board + note + other).encode())
    assert back.left == 2
    said = app.journey_kit.described(LOCAL_VIEWER, "jn_1", FileDescription(organisation="Museum"))
    assert (said.study, said.method, said.metadata) == ("Workshop on A permit", "workshop", (("journey", "jn_1"),))
    (staged,) = app.stage([SourceFile(name="board.csv", content=back.content)])
    check = app.queue_check(LOCAL_VIEWER, [staged], said)
    app.finish(LOCAL_VIEWER, check, on_progress=lambda progress: None)
    (proposal,) = app.checked_files(LOCAL_VIEWER, check)
    assert (proposal.description.study, proposal.description.metadata) == (said.study, said.metadata)
    job = app.queue_ingest(LOCAL_VIEWER, [(staged, said)])
    app.finish(LOCAL_VIEWER, job, on_progress=lambda progress: None)
    (study,) = app.journey_kit.studies(LOCAL_VIEWER, "jn_1")
    assert study.title == "Workshop on A permit"
    texts = {item.text for item in app.repository.evidence.all_evidence(LOCAL_VIEWER) if item.study_id == study.id}
    assert texts == {
        "People asked for one letter that says what happens next",
        "Somebody must ring the bell when the form has arrived",
    }
    app.journey_editing.edit(LOCAL_VIEWER, "jn_1", ChangeStep(step_id=journey.steps[0].id, step=now))
    app.journey_editing.look_on_all_steps(LOCAL_VIEWER, "jn_1")
    found = app.journey(LOCAL_VIEWER, "jn_1").steps
    assert "People asked for one letter that says what happens next" in {
        item.evidence.text for item in found[0].evidence if item.score >= LEAST_LIKELY
    }
    other_journey = app.journey_editing.start(LOCAL_VIEWER, "Another", [])
    assert app.journey_kit.studies(LOCAL_VIEWER, other_journey.id) == []
    app.journey_editing.edit(LOCAL_VIEWER, "jn_1", AddStep(step="Ring the bell"))
    assert len(app.journey_kit.studies(LOCAL_VIEWER, "jn_1")) == 1


def test_evidence_that_a_viewer_may_not_see_makes_no_question(app, journey, placed):  # noqa: F811
    hidden = replace(a_stored_journey(placed[1:2], status=JourneyStatus.PUBLISHED), id="jn_2", title="Another permit")
    app.repository.journeys.save(hidden, by=LOCAL_VIEWER, visibility=Visibility.OPEN, team=FINDS)
    assert app.journey_kit.prompts(EDITOR, "jn_2") == []
