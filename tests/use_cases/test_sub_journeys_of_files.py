"""Journeys that a file says tell its steps in full: named by identifier or title, here, and never leading back."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from domain.access import LOCAL_VIEWER
from domain.errors import InvalidRequest
from domain.journey_edits import ChangeStep
from domain.journeys import StepOutline
from exports.journey_xlsx import journey_workbook
from tests.planted_journeys import a_journey

SHEET = "a journey.csv"


@pytest.fixture
def funeral(app):
    return app.journey_editing.start(LOCAL_VIEWER, "Arrange a funeral", [StepOutline(order=1, stage="", step="Ask")])


def taken(app, said: str, **wishes):
    content = f"Step,Sub-journey\nRing round,{said}\n".encode()
    return app.import_journey(LOCAL_VIEWER, SHEET, content, **wishes)


def test_a_sheet_names_a_journey_by_its_identifier_or_by_its_title(app, funeral):
    for said in (funeral.id, "arrange a  Funeral"):
        result = taken(app, said, dry=True)
        assert ([step.sub_journey for step in result.journey.steps], result.left_out) == ([funeral.id], ())


def test_a_journey_that_is_not_here_or_whose_title_two_have_is_told_with_its_row_and_left_out(app, funeral):
    app.journey_editing.start(LOCAL_VIEWER, funeral.title, [StepOutline(order=1, stage="", step="Ask")])
    for said in ("Arrange a wedding", funeral.title):
        result = taken(app, said, dry=True)
        assert result.journey.steps[0].sub_journey is None
        assert result.left_out == (f"row 2: no journey '{said}' is stored here that you may see.",)


def test_a_workbook_from_elsewhere_keeps_the_journeys_it_names_by_identifier_and_no_title_that_is_not_here(app):
    book = load_workbook(io.BytesIO(journey_workbook(replace(a_journey(), id="jn_elsewhere"))))
    column = [cell.value for cell in book["Steps"][1]].index("Sub-journey") + 1
    for said, kept in (("jn_of_others", "jn_of_others"), ("Arrange a wedding", None)):
        book["Steps"].cell(2, column).value = said
        content = io.BytesIO()
        book.save(content)
        result = app.import_journey(LOCAL_VIEWER, "map.xlsx", content.getvalue(), dry=True, new_names=True)
        assert result.journey.steps[0].sub_journey == kept
        told = f"sheet Steps, row 2: no journey '{said}' is stored here that you may see."
        assert (told in result.left_out) == (kept is None)


def test_a_file_that_tells_a_step_by_its_own_journey_is_refused_with_the_row(app, funeral):
    with pytest.raises(InvalidRequest, match="neither would ever end") as refused:
        taken(app, funeral.id, replaces=funeral.id)
    assert (refused.value.where, bool(refused.value.remedy)) == ("row 2", True)


def test_a_file_that_makes_two_journeys_tell_each_other_is_refused(app, funeral):
    other = app.journey_editing.start(LOCAL_VIEWER, "Choose a hymn", [StepOutline(order=1, stage="", step="Ask")])
    app.journey_editing.edit(LOCAL_VIEWER, other.id, ChangeStep(step_id="s1", sub_journey=funeral.id))
    with pytest.raises(InvalidRequest, match="neither would ever end"):
        taken(app, "Choose a hymn", replaces=funeral.id)
    assert app.journey(LOCAL_VIEWER, funeral.id).steps[0].sub_journey is None


def test_a_change_names_the_journey_that_tells_a_step_by_its_title(app, funeral):
    other = app.journey_editing.start(
        LOCAL_VIEWER, "Lose a parent", [StepOutline(order=1, stage="", step="Ring round")]
    )
    result = taken(app, funeral.id, replaces=other.id, dry=True)
    assert any(f"sub-journey was not said, is “{funeral.title}”" in line for line in result.changes)
    assert not any(funeral.id in line for line in result.changes)
