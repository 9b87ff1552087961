"""Cells of a journey's sheet that hold several names. Everything here is fictional."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from domain.access import LOCAL_VIEWER
from domain.catalogue import Catalogue, System
from domain.journeys import Journey
from domain.limits import Limits
from exports.journey_xlsx import journey_workbook
from tests.planted_journeys import a_journey
from use_cases.journeys.given_steps import read_given_steps, read_sheet
from use_cases.journeys.listed_cells import told_of, with_parted_lists

KNOWN = Catalogue(
    systems=(System(name="DocketWay", aliases=("DW",)), System(name="WardLine"), System(name="Ring, big"))
)


def parted(systems: str, touchpoints: str = "", before: Journey | None = None):
    content = f'Step\tSystems\tTouchpoints\nAsk\t"{systems}"\t"{touchpoints}"\n'.encode()
    file = read_sheet(content, "steps.csv", Limits())
    assert file is not None
    file, cells = with_parted_lists(file, KNOWN, before)
    return file.journey.steps[0], [cell.told for cell in cells]


@pytest.mark.parametrize(
    ("cell", "systems"),
    [
        ("DocketWay; WardLine;; Newly", ("DocketWay", "WardLine", "Newly")),
        ("DocketWay;\nWardLine", ("DocketWay", "WardLine")),
        ("dw, WardLine", ("dw", "WardLine")),
        ("DocketWay; not known", ("DocketWay",)),
        ("DocketWay; docketway; DocketWay", ("DocketWay", "docketway")),
    ],
)
def test_semicolons_part_systems_and_commas_those_that_are_known(cell, systems):
    step, told = parted(cell)
    assert step.systems == systems
    shown = ", ".join(f"“{name}”" for name in systems)
    number = f"{len(systems)} system{'s' * (len(systems) > 1)}"
    assert told == [f"row 2: read as {number}: {shown}."]


def test_a_comma_beside_a_name_that_is_not_known_parts_nothing_and_is_told():
    step, told = parted("DocketWay; WardLine, Newly", "letter / call")
    assert (step.systems, step.touchpoints) == (("DocketWay", "WardLine, Newly"), ("letter / call",))
    assert all("If one of them is several, part those by a semicolon" in line for line in told)
    assert told[1].startswith("row 2: read as 1 touchpoint: “letter / call”.")


@pytest.mark.parametrize("cell", ["DocketWay\nWardLine", "Ring, big", "A plain one", ""])
def test_of_lines_and_of_a_known_name_with_a_comma_nothing_is_told(cell):
    step, told = parted(cell)
    assert (list(step.systems), told) == (cell.splitlines(), [])


def test_a_name_with_a_semicolon_that_the_journey_has_is_one_name_and_nothing_changes():
    first, *rest = a_journey().steps
    journey = replace(a_journey(), steps=(replace(first, systems=("Gull; Co", "A, B")), *rest))
    file = read_sheet(journey_workbook(journey), "map.xlsx", Limits())
    assert file is not None
    found, cells = with_parted_lists(file, KNOWN, journey)
    assert found.journey.steps[0].systems == ("Gull; Co", "A, B")
    assert told_of(cells, journey, found.journey) == ()


def test_a_cell_that_is_changed_says_what_was_read_beside_what_changes(app):
    content = journey_workbook(a_journey())
    made = app.import_journey(LOCAL_VIEWER, "map.xlsx", content, new_names=True).journey
    book = load_workbook(io.BytesIO(journey_workbook(made)))
    column = [cell.value for cell in book["Steps"][1]].index("Systems") + 1
    book["Steps"].cell(2, column).value = "Gullbook; Ledger, by hand"
    changed = io.BytesIO()
    book.save(changed)
    result = app.import_journey(LOCAL_VIEWER, "map.xlsx", changed.getvalue(), dry=True, new_names=True)
    assert result.journey.steps[0].systems == ("Gullbook", "Ledger, by hand")
    (told,) = [line for line in result.changes if "read as" in line]
    assert told.startswith("sheet Steps, row 2: read as 2 systems: “Gullbook”, “Ledger, by hand”.")


def test_steps_that_a_draft_is_made_of_are_read_so_too():
    given = read_given_steps(b"Step,Systems\nAsk,DocketWay; Newly\n", "steps.csv", Limits(), KNOWN)
    assert given.outlines[0].systems == ("DocketWay", "Newly")
    assert given.read == ("row 2: read as 2 systems: “DocketWay”, “Newly”.",)
