"""The journey workbook, read back cell by cell."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from domain import journey_columns as columns
from domain.journey_table import NOT_KNOWN
from domain.journeys import StepPainPoint
from domain.placed_evidence import PlacedEvidence
from exports.cells import MAX_CELL_CHARACTERS
from exports.journey_xlsx import journey_workbook
from tests.drawn_journeys import what_passes_across, what_passes_within
from tests.planted_journeys import a_guessed_step, a_journey, a_long_journey, a_step, an_observation

HOSTILE = (
    "=1+1",
    "+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\x00=1",
    "=cmd|' /C calc'!A0",
    "http://example.org/x",
    "007",
)


def opened(journey):
    return load_workbook(io.BytesIO(journey_workbook(journey)))


def column_of(sheet, name):
    names = [cell.value for cell in sheet[1]]
    return [sheet.cell(row, names.index(name) + 1).value for row in range(2, sheet.max_row + 1)]


def test_the_map_has_a_column_a_step_and_a_row_an_organisation():
    sheet = opened(a_journey())["Map"]
    assert sheet["A1"].value == "Mooring a boat"
    assert [sheet.cell(row, 1).value for row in range(3, 12)] == [
        "Stage", "Step", "Harbour Permit Office", "Hull Survey Agency", NOT_KNOWN,
        "Hand-over to the next step", "Systems", "Pain points", "Evidence",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[3][1:4]] == ["Apply", "Berth", "Berth"]
    assert [cell.value for cell in sheet[4][1:4]] == [1, 2, 3]
    assert sheet["B5"].value == "Ask for a permit\n(post; 2 quotations)"
    assert sheet["C6"].value == "Have the hull surveyed\n(not known; assumed: no evidence)"
    assert sheet["B6"].value is None
    assert sheet["B8"].value == "→ Harbour Permit Office → Hull Survey Agency: data, re-keyed (no data link)"
    assert sheet["C9"].value == "Permit Ledger\nHull Book"
    assert sheet["B10"].value == "• Letters are retyped"
    assert [cell.value for cell in sheet[11][1:4]] == [2, 0, 0]


def test_what_passes_within_a_step_has_a_row_on_the_map_and_a_column_among_the_steps():
    made = opened(what_passes_within(a_journey()))
    assert made["Map"]["A8"].value == "Hand-over within the step"
    assert made["Map"]["B8"].value == "↻ Survey inbox → Survey Book: data, re-keyed (no data link)"
    assert column_of(made["Steps"], "Hand-overs within the step")[0] == (
        "Survey inbox → Survey Book: data, re-keyed (no data link)"
    )
    assert column_of(made["Hand-overs"], "To step")[:2] == [1, 2]


def test_what_passes_across_has_a_row_on_the_map_and_a_column_among_the_steps():
    made = opened(what_passes_across(a_journey(), [(2, 0)]))
    said = "to step 1: Port Ledger → Berth Book: the case, re-keyed"
    assert (made["Map"]["A9"].value, made["Map"]["D9"].value) == ("Hand-over to another step", f"⇢ {said}")
    assert column_of(made["Steps"], "Hand-overs to other steps")[2] == said
    assert column_of(made["Hand-overs"], "Hand-over id")[1] == "v1h1"


def test_assumed_steps_are_italic_and_dashed():
    sheet = opened(a_journey())["Map"]
    assert (sheet["C6"].font.italic, sheet["C6"].border.left.style) == (True, "dashed")
    assert (sheet["B5"].font.italic, sheet["B5"].border.left.style) == (False, "thin")


def test_a_step_with_only_guesses_is_dashed_on_the_map_and_keeps_its_basis_in_the_table():
    made = opened(a_journey([a_guessed_step(1)]))
    cell = made["Map"]["B5"]
    assert (cell.font.italic, cell.border.left.style) == (True, "dashed")
    assert cell.value == "Ask for a berth\n(not known; 1 guess)"
    assert column_of(made["Steps"], "Rests on")[0] == "evidence"


def test_evidence_keeps_its_exact_words_and_its_place():
    sheet = opened(a_journey())["Evidence"]
    assert column_of(sheet, "Exact words") == ["The tide was late for everyone.", "Letters are retyped."]
    assert column_of(sheet, "Where") == ["line 2", "line 3"]
    assert column_of(sheet, "Source") == ["harbour-visit.md"] * 2
    assert column_of(sheet, "Observation") == ["obs_001", "obs_002"]


def test_hand_overs_and_steps_are_tables():
    book = opened(a_journey())
    assert column_of(book["Hand-overs"], "How") == ["rekeyed"]
    assert column_of(book["Hand-overs"], "What is missing") == ["no data link"]
    assert column_of(book["Hand-overs"], "Evidence (exact words)") == ["Letters are retyped."]
    assert column_of(book["Steps"], "Organisation") == ["Harbour Permit Office", "Hull Survey Agency", NOT_KNOWN]
    assert column_of(book["Steps"], "Rests on") == ["evidence", "assumption", "assumption"]


def test_guesses_are_marked_as_such_and_so_is_what_guesses_alone_tell():
    scores = (0.9, 0.5, 0.1, 0.1)
    evidence = tuple(
        PlacedEvidence(evidence=an_observation(n), score=score, accepted_by="Ada" if n == 3 else None)
        for n, score in enumerate(scores)
    )
    points = tuple(
        StepPainPoint(id=f"pp_{n}", title=f"Trouble {n}", observation_ids=(f"obs_00{n}",)) for n in (0, 2, 3)
    )
    step = replace(a_step(1, evidence=[an_observation(1)]), evidence=evidence, pain_points=points)
    book = opened(a_journey([step]))
    assert column_of(book["Evidence"], "How sure") == ["likely", "perhaps", "a guess", "kept"]
    assert column_of(book["Pain points"], "How sure") == [None, "a guess", None]
    assert column_of(book["Steps"], "Evidence") == [4]
    assert column_of(book["Steps"], "Of these guesses") == [1]
    assert column_of(book["Steps"], "Pain points") == ["Trouble 0\nTrouble 2 (a guess)\nTrouble 3"]
    assert "3 quotations and 1 guess" in book["Map"]["B5"].value
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert (about["Pieces of evidence"], about["Of these guesses"]) == (4, 1)


def lists_of(sheet):
    """The lists to choose from, by the names of the columns that have one."""
    names = [cell.value for cell in sheet[1]]
    return {
        names[next(iter(each.sqref.ranges)).min_col - 1]: (
            each.formula1.strip('"').split(","),
            next(iter(each.sqref.ranges)),
        )
        for each in sheet.data_validations.dataValidation
    }


def test_columns_of_a_fixed_set_of_words_have_a_list_of_what_is_read_back_rows_to_add_too():
    book = opened(a_journey())
    read = {
        "Steps": {"Channel": columns.CHANNEL_WORDS, "Standing": columns.STANDING_WORDS, "Branch": columns.BRANCH_WORDS},
        "Hand-overs": {
            "Crosses": columns.KIND_WORDS,
            "Passes": columns.PASSES_WORDS,
            "How": columns.HOW_WORDS,
            "What is missing": columns.GAP_WORDS,
        },
    }
    for name, words in read.items():
        lists = lists_of(book[name])
        assert lists.keys() - {"Optional", "Proposed"} == words.keys()
        for column, known in words.items():
            offered, cells = lists[column]
            assert {known[word] for word in offered} == set(known.values())
            assert cells.min_row == 2 and cells.max_row > book[name].max_row + 100
    assert lists_of(book["Steps"])["Optional"][0] == lists_of(book["Hand-overs"])["Proposed"][0] == [
        columns.YES, columns.NO,
    ]  # fmt: skip
    assert lists_of(book["Evidence"]) == {}


def test_libreoffice_opens_and_saves_the_workbook_with_its_lists(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: nothing can open the workbook here")
    path, out = tmp_path / "map.xlsx", tmp_path / "saved"
    path.write_bytes(journey_workbook(a_journey()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    saved = load_workbook(out / "map.xlsx")
    for name in columns.CHOICES:
        assert {column: words for column, (words, _) in lists_of(saved[name]).items()} == {
            column: list(words) for column, words in columns.CHOICES[name].items()
        }


def test_the_workbook_says_how_to_read_it_and_what_is_missing():
    sheet = opened(a_journey())["About"]
    about = {row[0].value: row[1].value for row in sheet.iter_rows() if row[0].value}
    assert about["Steps"] == 3
    assert about["Assumed steps"] == 2
    assert about["Evidence dated"] == "2025-03-01 to 2025-03-01"
    assert about["What is not known"].startswith("Step 3, “Wait”")


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_becomes_a_formula_a_link_or_a_number(words):
    evidence = [an_observation(1, words, source=words, locator=words)]
    step = a_step(1, words, stage=words, organisation=words, systems=(words,), evidence=evidence)
    content = journey_workbook(a_journey([step], title=words, actor=words, gaps=(words,)))
    for sheet in load_workbook(io.BytesIO(content)):
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    shown = words.replace("\x00", "")
    [told] = column_of(load_workbook(io.BytesIO(content))["Evidence"], "Exact words")
    assert told.replace("_x000D_", "\r").replace("\n", "\r") == shown
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_letters_of_every_script_survive_and_a_text_too_long_is_cut():
    words = "Ŵyneb y môr 港口 🚤 é"
    step = a_step(1, words, evidence=[an_observation(1, "tide " * 9000)])
    book = opened(a_journey([step]))
    assert column_of(book["Steps"], "Step") == [words]
    assert len(column_of(book["Evidence"], "Exact words")[0]) <= MAX_CELL_CHARACTERS


@pytest.mark.parametrize("journey", [a_journey([], gaps=()), a_long_journey()])
def test_an_empty_and_a_long_journey_can_be_opened(journey):
    book = opened(journey)
    others = ["Pain points"] if journey.steps else []
    assert book.sheetnames == ["Map", "Steps", "Evidence", "Hand-overs", *others, "About"]
    assert len(column_of(book["Steps"], "Step")) == max(len(journey.steps), book["Steps"].max_row - 1)


def test_the_map_prints_on_a3_across_and_its_heads_stay_in_sight():
    sheet = opened(a_journey())["Map"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.freeze_panes == "B5"
