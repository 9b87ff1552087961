"""A manifest that stands in an archive describes what is packed beside it, by every entrance."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from domain.access import LOCAL_VIEWER
from domain.evidence import SourceFile
from domain.proposals import FileDescription
from settings import Settings
from tests.ingest.every_format import ASKED, DESK, LATE, mail_of, zip_of
from use_cases.running.bootstrap import open_use_cases

ROWS = "file,study,organisation,colour\na.md,Moorings,Harbour Office,blue\nletter.eml,Locks,Lock Board,\n"


def pack(rows: str = ROWS, *, folder: str = "") -> bytes:
    letter = mail_of(ASKED, attached=f"{DESK}\n".encode(), name="desk.txt")
    told = {"a.md": LATE.encode(), "b.md": b"The ferry was full.", "letter.eml": letter, "manifest.csv": rows.encode()}
    return zip_of(*((folder + name, content) for name, content in told.items()))


def added(tmp_path: Path, content: bytes, *words: str) -> dict[str, dict]:
    (tmp_path / "pack.zip").write_bytes(content)
    (tmp_path / "good.md").write_text("Nobody answers the telephone there.")
    paths = [str(tmp_path / name) for name in ("pack.zip", "good.md")]
    said = CliRunner().invoke(
        cli.throughline,
        ["--data-dir", str(tmp_path / "data"), "ingest", *paths, "--json", *words],
        catch_exceptions=False,
    )
    return {row["path"].rpartition("pack.zip/")[2]: row for row in json.loads(said.stdout)["details"]}


@pytest.mark.parametrize("folder", ["", "notes/"])
def test_what_it_says_of_a_file_goes_before_what_is_said_of_all(tmp_path, folder):
    rows = added(tmp_path, pack(folder=folder), "--study", "Others", "--organisation", "Ferry Office")
    studies = {name.removeprefix(folder): row["study"] for name, row in rows.items() if "good" not in name}
    assert studies.keys() == {"a.md", "b.md", "letter.eml", "letter.eml/desk.txt"}
    assert len({studies["a.md"], studies["b.md"], studies["letter.eml"]}) == 3
    assert studies["letter.eml"] == studies["letter.eml/desk.txt"]
    assert "The manifest has no row for this file." in rows[f"{folder}b.md"]["warnings"]
    assert any("colour" in warning for warning in rows[f"{folder}a.md"]["warnings"])


@pytest.mark.parametrize(
    ("rows", "problem"),
    [("file,visibility\na.md,secret\n", "is no visibility"), ("file,study\ngone.md,Moorings\n", "no file 'gone.md'")],
)
def test_one_that_is_wrong_is_refused_with_what_it_covers_and_nothing_else(tmp_path, rows, problem):
    told = added(tmp_path, pack(rows))
    assert problem in told["manifest.csv"]["refusals"][0]["reason"]
    assert {name for name, row in told.items() if row["status"] == "kept"} == {
        name for name in told if name.endswith("good.md")
    }


def test_it_holds_for_what_is_uploaded(tmp_path):
    app = open_use_cases(Settings.from_environment(tmp_path, environment={}))
    try:
        staged = app.stage([SourceFile(name="pack.zip", content=pack())])
        job = app.queue_check(LOCAL_VIEWER, staged, FileDescription(organisation="Ferry Office"))
        app.finish(LOCAL_VIEWER, job, on_progress=lambda progress: None)
        found = {each.file.name: each.description for each in app.checked_files(LOCAL_VIEWER, job)}
    finally:
        app.close()
    assert {name: said.organisation for name, said in found.items()} == {
        "pack.zip/a.md": "Harbour Office",
        "pack.zip/b.md": "Ferry Office",
        "pack.zip/letter.eml": "Lock Board",
        "pack.zip/letter.eml/desk.txt": "Lock Board",
    }
