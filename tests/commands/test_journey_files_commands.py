"""Journeys in and out as files on the command line, and event logs beside them. Everything here is fictional."""

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from use_cases.journeys.journey_forms import JOURNEY_FORMS

STEPS = {
    "title": "Move house: step by step",
    "steps": [
        {"title": "Give the address", "logic": None, "optional": False, "contents": []},
        {"title": "Wait for an answer", "logic": None, "optional": True, "contents": []},
    ],
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED, OLD = (OLE + stream.encode("utf-16-le") for stream in ("EncryptedPackage", "Workbook"))
"""How a workbook begins that a password protects, and one of before 2007."""


def archived(part: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(part, "<a/>")
    return content.getvalue()


@pytest.fixture
def data(filled, tmp_path: Path) -> Path:
    """The two notes in a repository of their own."""
    copy = tmp_path / "data"
    shutil.copytree(filled, copy)
    return copy


@pytest.fixture
def drafted(throughline, data, tmp_path: Path) -> str:
    """The identifier of a journey with evidence."""
    steps = tmp_path / "steps.txt"
    steps.write_text("Applying: Give the address\nApplying: Ask whether the form has arrived\nWait for the referral")
    return str(
        throughline(data, "journeys", "draft", "--title", "Moving", "--steps", str(steps), "--json").document["id"]
    )


def exported(throughline, data, journey, form, path):
    said = throughline(data, "journeys", "export", journey, "--format", form, "-o", str(path))
    assert said.status == 0, said.errors
    return path


@pytest.mark.parametrize("form", JOURNEY_FORMS)
def test_a_journey_is_written_in_every_form(throughline, data, drafted, tmp_path, form):
    assert exported(throughline, data, drafted, form, tmp_path / "map").stat().st_size > 100


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("map.PNG", b"\x89PNG"),
        ("map.svg", b"<svg"),
        ("map.pptx", b"PK"),
        ("map.json", b"{"),
        ("map.mermaid", b"---"),
        ("map.mmd", b"---"),
    ],
)
def test_the_form_is_told_by_how_the_name_of_the_file_ends(throughline, data, drafted, tmp_path, name, begins):
    said = throughline(data, "journeys", "export", drafted, "-o", str(tmp_path / name))
    assert said.status == 0, said.errors
    content = (tmp_path / name).read_bytes().removeprefix(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    assert content.startswith(begins)


@pytest.mark.parametrize("name", ["map.txt", "map"])
def test_an_ending_that_tells_no_form_is_refused_with_those_that_do(throughline, data, drafted, tmp_path, name):
    said = throughline(data, "journeys", "export", drafted, "-o", str(tmp_path / name))
    assert said.status == 1
    assert ".mermaid" in said.errors and ".pptx" in said.errors
    assert not (tmp_path / name).exists()


def test_another_form_is_refused_with_those_that_there_are(throughline, data, drafted, tmp_path):
    said = throughline(data, "journeys", "export", drafted, "--format", "docx", "-o", str(tmp_path / "map"))
    assert said.status == 1
    assert "pptx" in said.errors and "step-by-step" in said.errors
    assert not (tmp_path / "map").exists()


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_a_journey_out_and_in_again_changes_nothing(throughline, data, drafted, tmp_path, form):
    path = exported(throughline, data, drafted, form, tmp_path / f"map.{form}")
    before = throughline(data, "journeys", "show", drafted, "--json").document
    assert any(step["evidence"] for step in before["steps"])
    said = throughline(data, "journeys", "import", str(path), "--json").document
    assert (said["id"], said["new"], said["stored"], said["changes"], said["left_out"]) == (
        drafted,
        False,
        False,
        [],
        [],
    )
    assert throughline(data, "journeys", "show", drafted, "--json").document == before


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_in_another_repository_evidence_that_is_not_there_is_told_and_left_out(
    throughline, data, drafted, tmp_path, form
):
    path = exported(throughline, data, drafted, form, tmp_path / f"map.{form}")
    said = throughline(tmp_path / "other", "journeys", "import", str(path), "--json").document
    assert (said["new"], said["stored"]) == (True, True)
    assert [step["evidence"] for step in said["steps"]] == [[], [], []]
    assert any("is stored here that you may see" in line for line in said["left_out"])
    assert [row["id"] for row in throughline(tmp_path / "other", "journeys", "list", "--json").document] == [said["id"]]


def edited(path, sheet, row, **cells):
    book = load_workbook(path)
    heads = [cell.value for cell in book[sheet][1]]
    for name, value in cells.items():
        book[sheet].cell(row, heads.index(name) + 1).value = value
    book.save(path)


def test_what_a_sheet_changes_is_shown_before_it_is_taken(throughline, data, drafted, tmp_path):
    path = exported(throughline, data, drafted, "xlsx", tmp_path / "map.xlsx")
    edited(path, "Steps", 2, Channel="phone", Owner="Address desk")
    shown = throughline(data, "journeys", "import", str(path), "--dry-run")
    assert "owner was not said, is “Address desk”" in shown.output
    assert "leave out --dry-run" in shown.output
    assert throughline(data, "journeys", "show", drafted, "--json").document["steps"][0]["owner"] is None
    taken = throughline(data, "journeys", "import", str(path), "--json").document
    assert (taken["stored"], taken["steps"][0]["owner"]) == (True, "Address desk")
    assert throughline(data, "journeys", "show", drafted, "--json").document["steps"][0]["channel"] == "phone"


def test_an_unknown_organisation_is_told_with_its_row_and_the_nearest_name(throughline, data, drafted, tmp_path):
    path = exported(throughline, data, drafted, "xlsx", tmp_path / "map.xlsx")
    edited(path, "Steps", 3, Organisation="Calder Counsil")
    before = throughline(data, "journeys", "show", drafted, "--json").document
    said = throughline(data, "journeys", "import", str(path))
    assert said.status == 1
    assert "sheet Steps, row 3: 'Calder Counsil' (the nearest known: Calder Council" in said.errors
    assert "by the tick box above, or on the command line by --new-names" in said.errors
    assert throughline(data, "journeys", "show", drafted, "--json").document == before
    taken = throughline(data, "journeys", "import", str(path), "--new-names", "--json")
    assert taken.document["steps"][1]["organisation"] == "Calder Counsil"


def test_each_of_two_unknown_organisations_says_what_is_nearest_to_it(throughline, data, drafted, tmp_path):
    path = tmp_path / "steps.csv"
    path.write_text("Step,Organisation\nAsk,Calder Counsil\nWait,Qqqqq\n")
    said = throughline(data, "journeys", "import", str(path), "--dry-run")
    assert "row 2: 'Calder Counsil' (the nearest known: Calder Council" in said.errors
    assert "row 3: 'Qqqqq'." in said.errors


@pytest.mark.parametrize(("form", "place"), [("xlsx", "sheet About, the cell beside 'Version'"), ("json", '"version"')])
def test_a_file_from_before_says_where_its_version_stands_and_a_damaged_one_its_name(
    throughline, data, drafted, tmp_path, form, place
):
    path = exported(throughline, data, drafted, form, tmp_path / f"map.{form}")
    edits = tmp_path / "edits.json"
    edits.write_text(json.dumps([{"edit": "add_step", "step": "Pay"}]))
    assert throughline(data, "journeys", "edit", drafted, "--json-file", str(edits)).status == 0
    said = throughline(data, "journeys", "import", str(path))
    assert (said.status, f"Where: 'map.{form}', {place}" in said.errors) == (1, True), said.errors
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 and nothing that is one")
    assert "Where: 'broken.xlsx', whole file" in throughline(data, "journeys", "import", str(broken)).errors


def test_a_step_by_step_makes_a_journey_once_and_changes_the_one_it_is_said_to_replace(throughline, data, tmp_path):
    path = tmp_path / "steps.json"
    path.write_text(json.dumps(STEPS))
    first = throughline(data, "journeys", "import", str(path), "--json").document
    again = throughline(data, "journeys", "import", str(path), "--json").document
    assert (first["new"], again["new"], again["id"]) == (True, False, first["id"])
    out = json.loads(exported(throughline, data, first["id"], "step-by-step", tmp_path / "out.json").read_text())
    assert out == STEPS
    path.write_text(json.dumps({**STEPS, "steps": STEPS["steps"][:1]}))
    replaced = throughline(data, "journeys", "import", str(path), "--replace", first["id"], "--json").document
    assert replaced["id"] == first["id"]
    assert replaced["changes"] == ["Step 2, “Wait for an answer”, goes."]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("map.json", b"{", "line 1"),
        ("map.json", b"[1, 2]", "no list of steps"),
        ("map.json", b'{"title": "x"}', "no list of steps"),
        ("map.json", b"\xff\xfe", "not valid JSON"),
        ("map.json", b"[" * 100_000, "not valid JSON"),
        ("map.json", b'{"title": "x", "steps": [{"step": "a"}, {"step": "b", "order": 1}]}', "order 1"),
        ("map.xlsx", b"PK\x03\x04 nothing", "damaged"),
        ("map.xlsx", b"no workbook at all \x00\x01", "damaged"),
        ("map.xlsx", LOCKED, "protected by a password"),
        ("map.xls", OLD, "an old Excel workbook"),
        ("map.pptx", archived("ppt/presentation.xml"), "'map.pptx' is no workbook"),
        ("map.txt", b"Ring the office", "no file that a journey is read from"),
        ("map.mmd", b"---\ntitle: Moving\n---\nflowchart LR\n", "take it along as JSON or as a workbook"),
    ],
)
def test_a_file_that_is_no_journey_is_refused_and_nothing_is_stored(throughline, tmp_path, name, content, told):
    path = tmp_path / name
    path.write_bytes(content)
    said = throughline(tmp_path / "data", "journeys", "import", str(path))
    assert said.status == 1
    assert told in said.errors and "Remedy:" in said.errors
    assert throughline(tmp_path / "data", "journeys", "list", "--json").document == []


def test_a_word_that_does_not_stand_in_a_column_is_refused_with_each_of_those_that_do_once(throughline, tmp_path):
    path = tmp_path / "map.csv"
    path.write_text("Step,Channel\nRing the office,pigeon\n")
    said = throughline(tmp_path / "data", "journeys", "import", str(path))
    assert "Write one of: online, phone, post, email, face to face, text message, staff system, not known; or" in (
        said.errors
    )


def test_a_long_list_that_changes_is_told_in_whole_words_and_the_others_are_counted(
    throughline, data, drafted, tmp_path
):
    names = [f"Back-office register {nth}" for nth in range(1, 7)]
    path = exported(throughline, data, drafted, "xlsx", tmp_path / "journey.xlsx")
    book = load_workbook(path)
    head = [cell.value for cell in book["Steps"][1]]
    book["Steps"].cell(2, head.index("Systems") + 1).value = "\n".join(names)
    book.save(path)
    [change] = throughline(data, "journeys", "import", str(path), "--dry-run", "--json").document["changes"]
    shown = ", ".join(f"“{name}”" for name in names[:3])
    assert f"is {shown} and 3 more" in change


SHEET = "Order,Stage,Step,Optional,Organization\n1,Asking,Give the address,no,Quay Trust\n2,Asking,Ring,yes,\n"


def test_a_sheet_in_text_is_a_journey_by_the_title_that_one_says_and_its_unread_columns_are_told(throughline, tmp_path):
    path = tmp_path / "q3 map.csv"
    path.write_text(SHEET)
    said = throughline(tmp_path / "data", "journeys", "import", str(path), "--title", "Moving house")
    assert said.status == 0, said.errors
    assert "Moving house" in said.output
    assert "no column 'Organization', so it is not read. Did you mean 'Organisation'?" in said.output
    (row,) = throughline(tmp_path / "data", "journeys", "list", "--json").document
    assert (row["title"], row["steps"]) == ("Moving house", 2)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("command", ["draft", "start"])
def test_the_steps_of_a_sheet_are_read_as_its_columns_say(throughline, data, tmp_path, command, form):
    path = tmp_path / f"steps.{form}"
    if form == "csv":
        path.write_text(SHEET)
    else:
        book = Workbook()
        for line in SHEET.splitlines():
            book.active.append(line.split(","))
        book.save(path)
    said = throughline(data, "journeys", command, "--title", "Moving", "--steps", str(path), "--json")
    assert said.status == 0, said.errors
    assert [(step["stage"], step["step"], step["optional"]) for step in said.document["steps"]] == [
        ("Asking", "Give the address", False),
        ("Asking", "Ring", True),
    ]
    assert "no column 'Organization'" in said.errors


@pytest.mark.parametrize("command", ["draft", "start"])
def test_whose_journey_it_is_and_an_unknown_organisation_of_its_sheet_are_told(throughline, data, tmp_path, command):
    path = tmp_path / "steps.csv"
    path.write_text("Step,Organisation\nGive the address,Calder Counsil\n")
    asked = ("--title", "Moving", "--steps", str(path), "--actor", "A tenant", "--json")
    said = throughline(data, "journeys", command, *asked)
    assert said.status == 0, said.errors
    assert (said.document["actor"], said.document["steps"][0]["organisation"]) == ("A tenant", "Calder Counsil")
    assert "'Calder Counsil' is not known here, and was taken as it is written." in said.errors
    assert "Calder Council" in said.errors


@pytest.mark.parametrize("command", ["draft", "start"])
def test_the_steps_of_a_step_by_step_keep_what_it_says_of_them(throughline, data, tmp_path, command):
    contents = [
        {"type": "paragraph", "text": "Have it at hand."},
        {"type": "list", "contents": [{"text": "Form", "href": "/f"}]},
    ]
    steps = [
        {"title": "Give the address", "logic": None, "optional": False, "contents": contents},
        {"title": "Ring", "logic": "or", "optional": True, "contents": []},
    ]
    path = tmp_path / "steps.json"
    path.write_text(json.dumps({"title": "Other", "steps": steps}))
    made = throughline(data, "journeys", command, "--title", "Moving", "--steps", str(path), "--json").document
    first, second = made["steps"]
    assert (made["title"], first["note"], second["branch"], second["optional"]) == (
        "Moving",
        "Have it at hand.",
        "or",
        True,
    )
    assert first["touchpoints"]
    again = throughline(data, "journeys", command, "--title", "Moving", "--steps", str(path), "--json").document
    assert [step["note"] for step in again["steps"]] == ["Have it at hand.", ""]
    out = exported(throughline, data, again["id"], "step-by-step", tmp_path / "out.json")
    assert json.loads(out.read_text())["steps"] == steps


def test_a_journey_that_is_not_there_cannot_be_replaced(throughline, data, tmp_path):
    path = tmp_path / "steps.json"
    path.write_text(json.dumps(STEPS))
    said = throughline(data, "journeys", "import", str(path), "--replace", "jn_none")
    assert (said.status, "There is no such journey" in said.errors) == (1, True)


def test_an_event_log_is_counted_beside_a_journey(throughline, data, drafted, tmp_path):
    log = tmp_path / "log.csv"
    rows = ["1,Give the address,2025-01-01", "1,Ring,2025-01-02", "1,Wait for the referral,2025-01-03"]
    log.write_text("case,activity,time\n" + "\n".join(rows) + "\n")
    flow = throughline(data, "journeys", "follow", drafted, str(log), "--json").document
    assert (flow["cases"], flow["events"], flow["not_steps"]) == (1, 3, ["Ring"])
    assert flow["follows"][0] == {
        "from": "Give the address", "to": "Ring", "count": 1, "from_step": 1, "to_step": None, "planned": False,
    }  # fmt: skip
    assert flow["steps_that_never_happen"] == [2]
    told = throughline(data, "journeys", "follow", drafted, str(log)).output
    assert "Give the address → Ring [not planned]" in told
    log.write_text("case,activity,time\n1,Ring,soon\n")
    said = throughline(data, "journeys", "follow", drafted, str(log))
    assert said.status == 1
    assert "row 2" in said.errors and "Remedy:" in said.errors
