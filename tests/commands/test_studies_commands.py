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
