"""A study goes out as a project of other analysis tools and comes back: nothing of it is lost."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from domain.access import LOCAL_VIEWER
from domain.coded import KeptText
from settings import Settings
from tests.ingest.every_format import qdpx_of
from use_cases.running.bootstrap import open_use_cases

NOTES = (
    "# Waiting\n\nThe letter came late. Nobody at the desk could say why.\n\n- I was asked for the same proof twice.\n"
)
ANSWERS = (
    "Respondent,Region,What was hard?\n"
    "R1,North,The form asked for a number that I do not have.\n"
    "R2,South,I rang four times and nobody knew of my letter.\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("exchange")
    (folder / "notes.md").write_text(NOTES)
    (folder / "answers.csv").write_text(ANSWERS)
    (folder / "coded.qdpx").write_bytes(qdpx_of())
    return folder


def run(data: Path, *words: str) -> dict:
    said = CliRunner().invoke(cli.throughline, ["--data-dir", str(data), *words], catch_exceptions=False)
    assert said.exit_code == 0, said.output
    return json.loads(said.stdout)


@pytest.fixture(scope="module")
def first(folder: Path) -> Path:
    data = folder / "first"
    run(data, "ingest", *(str(folder / name) for name in ("notes.md", "answers.csv", "coded.qdpx")),
        "--organisation", "Harbour Office", "--study", "Berths", "--date", "2025-03",
        "--marking", "official-sensitive", "--json")  # fmt: skip
    return data


def texts(data: Path) -> list[KeptText]:
    app = open_use_cases(Settings.from_environment(data, environment={}))
    try:
        (study,) = app.studies(LOCAL_VIEWER)
        return sorted(app.repository.codes.texts(LOCAL_VIEWER, study.id), key=lambda text: text.text)
    finally:
        app.close()


def told(kept: KeptText) -> list[tuple]:
    """What people made of a text, without the identifiers that follow from its file's name."""
    return [
        (item.text, item.span, item.locator, item.headings, item.participant, item.attributes)
        for item in kept.observations
    ]


def test_a_study_comes_back_as_it_went(folder, first):
    study = run(first, "studies", "list", "--json")[0]["id"]
    made = run(first, "studies", "export", study, "-o", str(folder / "out.qdpx"), "--json")
    assert (made["texts"], [loss["what"] for loss in made["losses"]]) == (4, ["original files"])
    second = folder / "second"
    account = run(second, "ingest", str(folder / "out.qdpx"), "--json")
    assert account["read"] == account["kept"]
    before, after = texts(first), texts(second)
    assert [told(text) for text in after] == [told(text) for text in before]
    assert [text.text for text in after] == [text.text for text in before]
    assert [text.selections for text in after] == [text.selections for text in before]
    (row,) = run(second, "studies", "list", "--json")
    assert (row["title"], row["organisation"], row["date"]) == ("Berths", "Harbour Office", "2025-03")
    assert row["marking"] == "OFFICIAL-SENSITIVE"


def test_a_second_export_says_what_the_first_did(folder, first):
    study = run(first, "studies", "list", "--json")[0]["id"]
    contents = []
    for name in ("one.qdpx", "two.qdpx"):
        run(first, "studies", "export", study, "-o", str(folder / name), "--json")
        contents.append((folder / name).read_bytes())
    assert len(contents[0]) == len(contents[1])


def test_a_codebook_goes_out_and_becomes_a_studys_own(folder, first):
    study = run(first, "studies", "list", "--json")[0]["id"]
    run(first, "codebook", "export", "-o", str(folder / "patterns.qdc"), "--json")
    added = run(first, "codebook", "import", str(folder / "patterns.qdc"), "--study", study, "--json")
    listed = run(first, "codebook", "list", "--study", study, "--json")
    assert added["new"] == len(listed) > 50
    assert any("\nWhen it applies: " in code["description"] for code in listed)
    run(first, "codebook", "export", "--study", study, "-o", str(folder / "own.qdc"), "--json")
    assert (folder / "own.qdc").read_bytes() == (folder / "patterns.qdc").read_bytes()


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("studies", "export", "st_none", "-o", "out.qdpx"), "There is no such study.\nWhere: st_none"),
        (("studies", "export", "Berths", "-o", "out.qdpx"), "by its identifier"),
        (("codebook", "import", "notes.md", "--study", "STUDY"), "a part of it is no XML"),
        (("codebook", "export", "--study", "st_none", "-o", "x.qdc"), "There is no such study"),
    ],
)
def test_what_cannot_be_exchanged_is_told(folder, first, monkeypatch, words, problem):
    monkeypatch.chdir(folder)
    study = run(first, "studies", "list", "--json")[0]["id"]
    words = [study if word == "STUDY" else word for word in words]
    said = CliRunner().invoke(cli.throughline, ["--data-dir", str(first), *words])
    assert said.exit_code == 1
    assert problem in said.stderr and "Remedy" in said.stderr
