"""Journeys made by hand, edited, undone and compared on the command line."""

import json
from dataclasses import replace

import pytest

from commands.journeys import show_journey
from domain.gap_groups import gap_groups, unsaid
from domain.journey_edits import (
    AcceptPainPoint,
    AddStep,
    PlaceEvidence,
    PlacePainPoint,
    RejectEvidence,
    RejectPainPoint,
)
from domain.placed_evidence import PlacedEvidence
from journey_maps.editing.reading_edits import read_edits
from tests.planted_journeys import a_journey, a_step, an_observation
from use_cases.journeys.journey_editing import JourneyEditing
from use_cases.journeys.journey_network import behind
from use_cases.journeys.journey_removal import JourneyRemoval


@pytest.fixture
def made(throughline, tmp_path):
    """A data directory with one map by hand, and its identifier."""
    data, steps = tmp_path / "data", tmp_path / "steps.txt"
    steps.write_text("Applying: Ask\nDeciding: Wait")
    started = throughline(data, "journeys", "start", "--title", "Mooring", "--steps", str(steps), "--json")
    assert started.status == 0, started.errors
    return data, started.document["id"]


def test_a_map_by_hand_is_edited_undone_and_gone_back_to(throughline, made, tmp_path):
    data, journey = made
    edits = tmp_path / "edits.json"
    edits.write_text(
        json.dumps(
            [
                {"edit": "change_step", "step_id": "s1", "organisation": "Harbour Office", "wait_days": 9},
                {"edit": "change_step", "step_id": "s2", "organisation": "Berth Desk"},
                {"edit": "change_hand_over", "from_step": "s1", "to_step": "s2", "how": "rekeyed"},
                {"edit": "add_step", "step": "Pay", "after": "s2"},
            ]
        )
    )
    edited = throughline(
        data, "journeys", "edit", journey, "--json-file", str(edits), "--version", "1", "--json"
    ).document
    assert ([step["step"] for step in edited["steps"]], edited["version"]) == (["Ask", "Wait", "Pay"], 2)
    assert [item["gap"] for item in edited["hand_overs"]] == ["no data link"]
    late = throughline(data, "journeys", "edit", journey, "--json-file", str(edits), "--version", "1")
    assert (late.status, "changed since you opened it" in late.errors) == (1, True)
    undone = throughline(data, "journeys", "undo", journey, "--json").document
    assert [step["step"] for step in undone["steps"]] == ["Ask", "Wait"]
    assert throughline(data, "journeys", "redo", journey, "--json").document["steps"] == edited["steps"]
    assert throughline(data, "journeys", "revert", journey, "--to", "1", "--json").document["version"] == 5
    rows = throughline(data, "journeys", "versions", journey, "--json").document
    assert [(row["version"], row["deed"], row["reverts_to"]) for row in rows] == [
        (5, "reverted", 1), (4, "redone", 2), (3, "undone", 1), (2, "changed", None), (1, "changed", None),
    ]  # fmt: skip
    shown = throughline(data, "journeys", "versions", journey, "--show", "2", "--json").document
    assert shown["steps"] == edited["steps"]
    told = throughline(data, "journeys", "compare", journey, "--versions", "1", "2").output
    assert "New: step 3, “Pay”." in told
    assert "by how much they differ is not known" in told


def test_evidence_at_a_hand_over_and_pain_points_are_judged_by_edits_that_files_write():
    at = {"observation_id": "obs_1", "step_id": "s1", "to_step_id": "s2"}
    point = {"pain_point_id": "pp_1", "step_id": "s1"}
    said = [
        {"edit": "reject_evidence", **at, "hand_over_id": "h1"},
        {"edit": "place_evidence", **at},
        *({"edit": f"{verb}_pain_point", **point} for verb in ("accept", "reject", "place")),
    ]
    assert read_edits(json.dumps(said), "edits.json") == [
        RejectEvidence(**at, hand_over_id="h1"),
        PlaceEvidence(**at),
        AcceptPainPoint(**point),
        RejectPainPoint(**point),
        PlacePainPoint(**point),
    ]


def test_evidence_is_looked_for_on_one_step_by_its_number_and_where_there_is_none_it_says_what_to_do(
    throughline, made, tmp_path
):
    data, journey = made
    none = throughline(data, "journeys", "find-evidence", journey, "1", "--json")
    assert (none.status, none.document["version"]) == (0, 1)
    assert "Nothing more was found that tells of this step. Call it as people" in none.errors
    notes = tmp_path / "visit.md"
    notes.write_text("Skippers ask at the window for a mooring.\n\nThey wait nine weeks for the answer.\n")
    assert throughline(data, "ingest", str(notes), "--organisation", "Harbour Office").status == 0
    found = throughline(data, "journeys", "find-evidence", journey, "s2", "--version", "1", "--json")
    (quotation,) = found.document["steps"][1]["evidence"]
    assert quotation["text"] == "They wait nine weeks for the answer."
    assert found.document["steps"][0]["evidence"] == []
    assert "1 quotation found: 1 " in found.errors
    missing = throughline(data, "journeys", "find-evidence", journey, "9")
    assert (missing.status, "no such step" in missing.errors) == (1, True)


def test_evidence_is_looked_for_on_all_steps_at_once_and_one_undo_takes_it_back(throughline, made, tmp_path):
    data, journey = made
    none = throughline(data, "journeys", "find-evidence", journey, "--json")
    assert (none.status, none.document["version"]) == (0, 1)
    assert "Nothing more was found that tells of these steps." in none.errors
    notes = tmp_path / "visit.md"
    notes.write_text("Skippers ask at the window for a mooring.\n\nThey wait nine weeks for the answer.\n")
    assert throughline(data, "ingest", str(notes), "--organisation", "Harbour Office").status == 0
    late = throughline(data, "journeys", "find-evidence", journey, "--version", "7")
    assert late.status == 1
    found = throughline(data, "journeys", "find-evidence", journey, "--version", "1", "--json")
    assert all(step["evidence"] for step in found.document["steps"])
    assert found.document["version"] == 2
    assert "found for 2 steps: " in found.errors
    undone = throughline(data, "journeys", "undo", journey, "--json").document
    assert not any(step["evidence"] for step in undone["steps"])


def test_a_hand_over_back_to_an_earlier_step_is_added_told_and_removed(throughline, made, tmp_path):
    data, journey = made
    edits = tmp_path / "edits.json"

    def edit(**said):
        edits.write_text(json.dumps(said))
        return throughline(data, "journeys", "edit", journey, "--json-file", str(edits), "--json").document

    added = edit(
        edit="add_hand_over", step_id="s2", to_step_id="s1", giver="Berth Desk", taker="Tide list", how="paper"
    )
    (item,) = added["hand_overs"]
    assert (item["from_step"], item["to_step"], item["from"], item["to"]) == (2, 1, "Berth Desk", "Tide list")
    places = {"from_step": "s2", "to_step": "s1", "hand_over_id": item["id"]}
    assert edit(edit="change_hand_over", **places, how="api")["hand_overs"][0]["how"] == "api"
    rows = throughline(data, "journeys", "versions", journey).output
    assert "Added a hand-over from “Wait” to “Ask”" in rows
    assert edit(edit="remove_hand_over", step_id="s2", to_step_id="s1", hand_over_id=item["id"])["hand_overs"] == []


def test_a_plan_is_compared_with_the_journey_it_would_change(throughline, made):
    data, journey = made
    plan = throughline(data, "journeys", "to-be", journey, "--title", "Mooring, sooner", "--json").document
    assert (plan["form"], plan["as_is"]) == ("to_be", journey)
    difference = throughline(data, "journeys", "compare", journey, plan["id"], "--json").document
    assert (difference["added"], difference["hand_overs"]) == ([], {"before": 0, "after": 0})
    assert difference["wait_days"]["before"] == {"known": 0, "not_known": 2}
    assert throughline(data, "journeys", "compare", journey).status == 2


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("nothing", "is not valid JSON"),
        ("[]", "no list of edits"),
        ("[1]", "no JSON object"),
        ('[{"edit": "paint"}]', "no known change"),
        ('[{"edit": "add_step"}]', "needs the field 'step'"),
        ('[{"edit": "add_step", "step": "A", "colour": "red"}]', "has no field 'colour'"),
        ('[{"edit": "add_step", "step": 3}]', "not what the field holds"),
        ('[{"edit": "change_step", "step_id": "s1", "channel": "pigeon"}]', "face_to_face"),
        ('[{"edit": "change_step", "step_id": "s1", "optional": 1}]', "true or false"),
        ('[{"edit": "change_step", "step_id": "s1", "systems": "Ledger"}]', "a list of texts"),
        ('[{"edit": "take_suggestion", "nth": true}]', "a whole number"),
        ('[{"edit": "remove_step", "step_id": "s9"}]', "no such step"),
    ],
)
def test_edits_that_are_none_are_refused_with_the_entry_and_a_remedy(throughline, made, tmp_path, content, problem):
    data, journey = made
    (tmp_path / "edits.json").write_text(content)
    refused = throughline(data, "journeys", "edit", journey, "--json-file", str(tmp_path / "edits.json"))
    assert refused.status == 1
    assert problem in refused.errors
    assert "Remedy:" in refused.errors


def test_a_kit_goes_out_and_a_board_comes_back_as_a_study_of_the_journey(throughline, made, tmp_path):
    data, journey = made
    for part, end in (
        ("--cards", "pptx"),
        ("--cards-pdf", "pdf"),
        ("--cards-to-print", "html"),
        ("--wall", "pptx"),
        ("--board", "csv"),
    ):
        written = throughline(data, "journeys", "kit", journey, part, "-o", str(tmp_path / f"kit.{end}"))
        assert written.status == 0, written.errors
        assert (tmp_path / f"kit.{end}").stat().st_size
    assert throughline(data, "journeys", "kit", journey, "--prompts", "--json").document == []
    assert throughline(data, "journeys", "kit", journey).status == 2
    board = tmp_path / "board.csv"
    board.write_text(
        "Text,Frame,Colour,Link,Type\nPeople ask for one letter that says it all,2. Wait,green,,sticky note\n"
    )
    back = throughline(
        data, "journeys", "board-back", journey, str(board), "--organisation", "Museum", "--json"
    ).document
    assert (back["kept"], back["left_out"], back["journey"]) == (1, 0, journey)
    studies = throughline(data, "studies", "list", "--json").document
    assert [row["title"] for row in studies] == ["Workshop on Mooring"]


def test_a_board_of_one_column_brings_every_note_and_says_what_it_took_for_a_name(throughline, made, tmp_path):
    data, journey = made
    board = tmp_path / "board.csv"
    board.write_text("Frame 1\nThe gull ate my certificate on Sunday\nSomeone sang at the registrar\n")
    back = throughline(data, "journeys", "board-back", journey, str(board), "--organisation", "Museum")
    assert "kept 2, refused 1" in back.output, back.errors
    assert "row 1: it was taken for the name of the column" in back.output


def test_what_journeys_lean_on_is_written_as_the_ending_of_the_file_says(throughline, made, tmp_path):
    data, _ = made
    for ending, begins in (("svg", b"<svg"), ("PNG", b"\x89PNG"), ("xlsx", b"PK")):
        file = tmp_path / f"leaning.{ending}"
        said = throughline(data, "journeys", "dependencies", "-o", str(file))
        assert said.status == 0 and "Wrote" in said.errors, said.errors
        assert file.read_bytes().startswith(begins)
    refused = throughline(data, "journeys", "dependencies", "-o", str(tmp_path / "leaning.gif"))
    assert (
        refused.status == 1 and "is not written as 'gif'" in refused.errors and not (tmp_path / "leaning.gif").exists()
    )


def test_who_is_to_see_to_a_gap_is_named_with_what_was_done_and_the_nearest_known(throughline, made, tmp_path):
    data, journey = made
    known, sheet = "Calder Council", tmp_path / "organisations.csv"
    sheet.write_text(f"name,kind\n{known},organisation\n")
    assert throughline(data, "catalogue", "import", str(sheet)).status == 0
    gaps = throughline(data, "journeys", "gaps", "--json").document
    gap = next(row["id"] for row in gaps if row["step"]["journey"] == journey)

    def owned(name, *options):
        said = throughline(data, "journeys", "own-gap", gap, name, *options)
        assert said.status == 0, said.errors
        return said.output.splitlines()[0], said.output.splitlines()[1].rpartition("Seen to by: ")[2], said.errors

    done, owners, unknown = owned(f"{known}s")
    assert (done, owners) == (f"Proposed: {known}s.", f"{known}s (proposed).")
    assert f"'{known}s' is not known here, and was taken as it is written. The nearest known: {known}" in unknown
    assert owned(known.upper(), "--accept")[0].casefold() == f"accepted: {known.casefold()}."
    done, owners, unknown = owned(known)
    assert "Nothing changes" in done and "was accepted before" in done
    assert ("(accepted)" in owners, f"{known}s (proposed)" in owners, "not known" in unknown) == (True, True, False)
    assert owned(f"{known}s", "--remove")[0] == f"Taken back: {known}s."
    assert owned(f"{known}s", "--remove")[0] == f"Nothing changes: {known}s is no owner of it."


def test_a_journey_is_deleted_only_when_told_so_and_what_goes_is_told(throughline, made):
    data, journey = made
    asked = throughline(data, "journeys", "delete", journey)
    assert (asked.status, "--yes" in asked.errors, "cannot be undone" in asked.errors) == (1, True, True)
    assert throughline(data, "journeys", "show", journey).status == 0
    late = throughline(data, "journeys", "delete", journey, "--yes", "--version", "0")
    assert (late.status, "changed since you opened it" in late.errors) == (1, True)
    gone = throughline(data, "journeys", "delete", journey, "--yes", "--json")
    assert gone.document == {"id": journey, "title": "Mooring", "deleted": True, "versions": 1}
    assert "its only version" in gone.errors
    assert throughline(data, "journeys", "show", journey).status == 1
    assert throughline(data, "journeys", "list", "--json").document == []


def test_a_journey_that_somebody_changes_while_one_is_asked_is_not_deleted(throughline, made, monkeypatch):
    data, journey = made
    told = JourneyRemoval.extent

    def changed_after(removal, viewer, identifier):
        extent = told(removal, viewer, identifier)
        JourneyEditing(removal._repository).edit(viewer, identifier, AddStep(step="Pay"))
        return extent

    monkeypatch.setattr(JourneyRemoval, "extent", changed_after)
    late = throughline(data, "journeys", "delete", journey, "--yes")
    assert (late.status, "changed since you opened it" in late.errors) == (1, True)
    assert throughline(data, "journeys", "show", journey).status == 0


def test_what_a_move_costs_is_told_beside_the_journey(throughline, made, tmp_path):
    data, journey = made
    edits = tmp_path / "edits.json"
    edits.write_text(
        json.dumps(
            [
                {"edit": "change_step", "step_id": "s1", "organisation": "Harbour Office"},
                {"edit": "change_step", "step_id": "s2", "organisation": "Berth Desk"},
                {"edit": "change_hand_over", "from_step": "s1", "to_step": "s2", "how": "paper", "legal_basis": "Act"},
            ]
        )
    )
    assert throughline(data, "journeys", "edit", journey, "--json-file", str(edits)).status == 0
    edits.write_text(json.dumps({"edit": "add_step", "step": "Sit down", "after": "s1"}))
    moved = throughline(data, "journeys", "edit", journey, "--json-file", str(edits), "--json")
    assert "steps 1 and 3 do not follow each other now" in moved.errors
    assert moved.document["hand_overs"] == []


def test_a_journey_drafted_again_says_what_it_kept(throughline, tmp_path):
    data, steps, edits = tmp_path / "data", tmp_path / "steps.txt", tmp_path / "edits.json"
    steps.write_text("Applying: Ask")
    asked = ("journeys", "draft", "--title", "Mooring", "--steps", str(steps), "--json")
    first = throughline(data, *asked).document
    edits.write_text(json.dumps({"edit": "change_step", "step_id": "s1", "organisation": "Harbour Office"}))
    throughline(data, "journeys", "edit", first["id"], "--json-file", str(edits))
    again = throughline(data, *asked)
    assert again.document["steps"][0]["organisation"] == "Harbour Office"
    assert "Drafted anew: nothing new; left as people said: 1 step" in again.errors


def test_guesses_on_a_step_are_counted_apart(capsys):
    placed = [PlacedEvidence(evidence=an_observation(n), score=score) for n, score in enumerate((0.9, 0.5, 0.1), 1)]
    first = replace(a_step(1, evidence=[an_observation(1)]), evidence=tuple(placed))
    show_journey(a_journey([first, a_step(2, "Pay")]), as_json=False)
    told = capsys.readouterr().out
    assert "2 quotations and 1 guess]" in told
    assert "no quotations]" in told


def test_a_journey_tells_as_many_things_to_see_to_as_the_room(capsys):
    journey = a_journey()
    show_journey(journey, as_json=False)
    told = capsys.readouterr().out.splitlines()
    groups = gap_groups(behind([journey]).gaps)
    assert f"What is missing: {len(groups)} things to see to, gravest first" in told
    assert [line for line in told if line.startswith("  ")][-len(groups) - len(unsaid(journey)) :] == [
        *(f"  {group.to_do}: {group.title}" for group in groups),
        *(f"  Not said: {line}" for line in unsaid(journey)),
    ]
