"""Journeys published and made drafts again on the command line. Everyone here is fictional."""

import shutil
from pathlib import Path

import pytest

OFFICE = "Harbour Office (fictional)"
INES, TOM, RITA = "ines@harbour.example", "tom@harbour.example", "rita@harbour.example"


@pytest.fixture
def shared(throughline, filled, tmp_path: Path) -> Path:
    """The two notes, and three people of one organisation: two researchers in teams of their own, and a reader."""
    data = tmp_path / "data"
    shutil.copytree(filled, data)
    for team, person, role in (
        ("Records", INES, "researcher"),
        ("Pilots", TOM, "researcher"),
        ("Pilots", RITA, "reader"),
    ):
        throughline(data, "teams", "add", OFFICE, team)
        added = throughline(data, "people", "add", person, "--organisation", OFFICE, "--role", role, "--team", team)
        assert added.status == 0, added.errors
    return data


def test_a_journey_is_drafted_published_to_an_organisation_and_made_a_draft_again(
    throughline, shared, tmp_path: Path, monkeypatch
):
    steps = tmp_path / "steps.txt"
    steps.write_text("Applying: Give the address\nWait for an answer")

    def acting_as(person, *arguments):
        monkeypatch.setenv("THROUGHLINE_VIEWER", person)
        return throughline(shared, "journeys", *arguments)

    drafts = {
        person: acting_as(person, "draft", "--title", "Moving", "--steps", str(steps), "--json").document["id"]
        for person in (INES, TOM)
    }
    assert drafts[INES] != drafts[TOM]
    assert [row["id"] for row in acting_as(TOM, "list", "--json").document] == [drafts[TOM]]
    hidden = acting_as(TOM, "publish", drafts[INES])
    assert (hidden.status, hidden.errors) == (1, acting_as(TOM, "publish", "jn_none").errors)
    published = acting_as(INES, "publish", drafts[INES], "--visibility", "organisation", "--json").document
    assert (published["status"], published["visibility"], published["team"], published["mine"]) == (
        "published", "organisation", f"{OFFICE} › Records", True,
    )  # fmt: skip
    seen = {row["id"]: row["mine"] for row in acting_as(TOM, "list", "--json").document}
    assert seen == {drafts[TOM]: True, drafts[INES]: False}
    assert "published, my organisation" in acting_as(RITA, "list").output
    refused = acting_as(TOM, "unpublish", drafts[INES])
    assert (refused.status, "the researchers of its team" in refused.errors) == (1, True)
    assert acting_as(INES, "unpublish", drafts[INES]).output == "Moving: draft, then my organisation.\n"
    assert acting_as(RITA, "list", "--json").document == []


def test_a_visibility_that_would_let_nobody_in_is_refused_with_a_way_out(throughline, shared):
    drafted = throughline(shared, "journeys", "draft", "--title", "Moving", "--json").document["id"]
    for visibility, remedy in (("mission", "Say which mission"), ("organisation", "Say which team")):
        said = throughline(shared, "journeys", "publish", drafted, "--visibility", visibility)
        assert said.status == 1
        assert remedy in said.errors
    handed_over = throughline(shared, "journeys", "publish", drafted, "--team", "Nobody", "--visibility", "open")
    assert "There is no team 'Nobody'" in handed_over.errors
    given = throughline(shared, "journeys", "publish", drafted, "--team", f"{OFFICE} › Records", "--json")
    assert given.document["team"] == f"{OFFICE} › Records"


def test_a_map_is_drawn_as_it_was_wished(throughline, shared, tmp_path: Path):
    steps = tmp_path / "steps.txt"
    steps.write_text("Applying: Give the address\nWait for an answer")
    asked = (
        "journeys",
        "draft",
        "--title",
        "Moving",
        "--steps",
        str(steps),
        "--actor",
        "Whoever moves house",
        "--json",
    )
    drafted = throughline(shared, *asked).document

    def written(name, *options):
        told = throughline(shared, "journeys", "export", drafted["id"], "-o", str(tmp_path / name), *options)
        assert told.status == 0, told.errors
        return (tmp_path / name).read_text()

    drawing = written("map.svg", "--format", "svg", "--theme", "auto", "--lanes", "actor", "--feelings", "--paged")
    assert "prefers-color-scheme" in drawing
    assert 'class="journey-auto"' in drawing
    assert "<title>Whoever moves house</title>" in drawing
    assert "Give the address" in written("page.html", "--format", "html")
    refused = throughline(
        shared, "journeys", "export", drafted["id"], "-o", str(tmp_path / "x"), "--format", "svg", "--theme", "sepia"
    )
    assert refused.status == 1
    assert "projector" in refused.errors
