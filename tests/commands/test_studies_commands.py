"""Studies, people and teams on the command line, and the marking on what it prints. Everything here is fictional."""

from pathlib import Path

NOTE = "People could not tell whether their letter to the mooring desk had arrived.\n"
OFFICE = "Harbour Office (fictional)"


def test_a_study_is_added_marked_published_and_made_a_draft_again(throughline, tmp_path: Path, monkeypatch):
    note, data = tmp_path / "notes.md", tmp_path / "data"
    note.write_text(NOTE)
    assert throughline(data, "teams", "add", OFFICE, "Records", "--contact", "records@harbour.example").status == 0
    added = ["people", "add", "ines@harbour.example", "--organisation", OFFICE, "--role", "researcher"]
    assert throughline(data, *added, "--team", "Records").status == 0
    monkeypatch.setenv("THROUGHLINE_VIEWER", "ines@harbour.example")
    said = throughline(
        data, "ingest", str(note), "--organisation", OFFICE, "--study", "Mooring", "--draft",
        "--marking", "official-sensitive", "--contact", "jo.smith@harbour.example",
    )  # fmt: skip
    assert said.status == 0, said.errors
    assert "one person's address" in said.errors
    (study,) = throughline(data, "studies", "list", "--json").document
    assert (study["state"], study["team"], study["marking"]) == ("draft", f"{OFFICE} › Records", "OFFICIAL-SENSITIVE")
    found = throughline(data, "search", "letter arrived", "--mode", "keyword")
    assert found.output.rstrip().endswith("Marking: OFFICIAL-SENSITIVE")
    published = throughline(
        data, "studies", "publish", study["id"], "--visibility", "open", "--marking", "none", "--json"
    )
    assert (published.document["state"], published.document["marking"]) == ("published", None)
    assert "Marking:" not in throughline(data, "search", "letter arrived", "--mode", "keyword").output
    assert throughline(data, "studies", "unpublish", study["id"], "--json").document["state"] == "draft"
    monkeypatch.setenv("THROUGHLINE_VIEWER", "nobody@else.example")
    refused = throughline(data, "studies", "list")
    assert (refused.status, refused.output) == (1, "")
    assert "throughline people add nobody@else.example" in refused.errors


def test_a_wrong_embargo_is_told_with_its_option(throughline, tmp_path: Path):
    said = throughline(tmp_path, "studies", "publish", "st_0", "--embargo", "soon")
    assert said.status == 1
    assert "--embargo" in said.errors


def test_a_study_is_described_and_its_history_and_participants_are_listed(throughline, tmp_path: Path):
    note, data = tmp_path / "talk.md", tmp_path / "data"
    note.write_text("P1: Nobody told me when the letter would come.\n\nP2: I rang the mooring desk twice.\n")
    added = throughline(
        data, "ingest", str(note), "--organisation", OFFICE, "--study", "Mooring", "--date", "14/03/26", "--json"
    )
    assert added.status == 0, added.errors
    assert "--date '14/03/26' is understood as 14 March 2026." in added.errors
    described = throughline(
        data, "studies", "describe", "Mooring", "--title", "Mooring, round 2", "--date", "March 2026",
        "--description", "What boat owners are asked.", "--json",
    )  # fmt: skip
    assert described.status == 0, described.errors
    told = {name: described.document[name] for name in ("title", "date", "description")}
    assert told == {"title": "Mooring, round 2", "date": "2026-03", "description": "What boat owners are asked."}
    history = throughline(data, "studies", "history", "Mooring, round 2", "--json").document
    assert [(edit["field"], edit["was"]) for edit in history] == [
        ("description", None), ("date", "2026-03-14"), ("title", "Mooring"),
    ]  # fmt: skip
    people = throughline(data, "studies", "participants", "Mooring, round 2", "--json").document
    assert [(row["participant"], row["observations"], row["files"]) for row in people] == [
        ("P1", 1, ["talk.md"]), ("P2", 1, ["talk.md"]),
    ]  # fmt: skip
    assert "P1  1 observation in talk.md" in throughline(data, "studies", "participants", "Mooring, round 2").output


def test_what_is_nothing_to_describe_or_no_date_is_told(throughline, tmp_path: Path):
    assert throughline(tmp_path, "studies", "describe", "st_0").status == 2
    said = throughline(tmp_path, "studies", "describe", "st_0", "--date", "04/03/2026")
    assert said.status == 1
    assert "may mean 4 March 2026 or 3 April 2026" in said.errors


def test_a_misspelt_organisation_is_warned_of_and_no_field_of_the_account_is_lost(throughline, tmp_path: Path):
    note, data = tmp_path / "notes.md", tmp_path / "data"
    note.write_text(NOTE)
    first = throughline(data, "ingest", str(note), "--organisation", "Harbour Office", "--json")
    (tmp_path / "more.md").write_text("The office was shut when they came.\n")
    said = throughline(
        data, "ingest", str(tmp_path / "more.md"), "--organisation", "Harbour Offce", "--study", "Desk", "--json"
    )
    assert said.status == 0, said.errors
    assert set(said.document) == set(first.document)
    (told,) = [warning for warning in said.document["warnings"] if "Did you mean" in warning]
    assert told.startswith("'Harbour Offce' is not known here and was taken as a new organisation.")
    assert "throughline catalogue merge 'Harbour Offce' --into 'Harbour Office'" in told
