"""The table of files goes through command line, folder, archive and upload: what comes of a file is the same."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from domain.access import LOCAL_VIEWER
from domain.evidence import Outcome, SourceFile
from domain.proposals import FileDescription, Redaction
from settings import Settings
from tests.ingest.every_format import ARCHIVES, FILES, every_row
from use_cases.running.bootstrap import open_use_cases

ROWS = (*FILES, *ARCHIVES)
EXPECTED = every_row(ROWS)
DEEPER = "inner.zip"

Told = dict[str, tuple[bool, int, int]]
"""Whether a file was refused, how many observations it gave (those that another file had given before included), and
how many refusals."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("entrances")
    (folder / "files").mkdir()
    for row in ROWS:
        (folder / "files" / row.name).write_bytes(row.make())
    with zipfile.ZipFile(folder / "everything.zip", "w") as archive:
        for row in ROWS:
            archive.write(folder / "files" / row.name, row.name)
    return folder


def by_command(data: Path, *paths: Path) -> Told:
    words = ["--data-dir", str(data), "ingest", *map(str, paths), "--organisation", "Harbour Office", "--json"]
    said = CliRunner().invoke(cli.throughline, [*words, "--redaction", "off"], catch_exceptions=False)
    account = json.loads(said.stdout)
    assert account["read"] == account["kept"] + account["refused"] + account["duplicates"]
    told = {}
    for file in account["details"]:
        name = file["path"].partition("/files/")[2] or file["path"].partition("everything.zip/")[2]
        assert name not in told
        told[name] = (
            file["status"] == "refused",
            file["observations"] + file["duplicates"],
            len(file["refusals"]),
        )
    return told


def by_upload(folder: Path) -> Told:
    app = open_use_cases(Settings.from_environment(folder / "upload", environment={}))
    try:
        sources = [SourceFile(name=row.name, content=(folder / "files" / row.name).read_bytes()) for row in ROWS]
        said = FileDescription(organisation="Harbour Office")
        rows = [(staged, said) for staged in app.stage(sources)]
        job = app.queue_ingest(LOCAL_VIEWER, rows, redaction=Redaction.OFF)
        app.finish(LOCAL_VIEWER, job, on_progress=lambda progress: None)
        files = app.ingest_account(LOCAL_VIEWER, job).files
        names = [staged.name for staged, _ in rows]
        assert len(set(names)) == len(names) == len(files)
        return {
            name: (file.outcome is Outcome.REFUSED, file.kept + file.duplicates, len(file.refusals))
            for name, file in zip(names, files, strict=True)
        }
    finally:
        app.close()


@pytest.fixture(scope="module")
def by_folder(folder: Path) -> Told:
    return by_command(folder / "folder", folder / "files")


ENTRANCES: dict[str, Callable[[Path], Told]] = {
    "files on the command line": lambda folder: by_command(
        folder / "files named", *(folder / "files" / row.name for row in ROWS)
    ),
    "an archive of all": lambda folder: by_command(folder / "archive", folder / "everything.zip"),
    "upload": by_upload,
}


def test_every_file_of_a_folder_is_kept_or_refused_as_the_table_says(by_folder):
    assert by_folder.keys() == EXPECTED.keys()
    wrong = [name for name, (refused, *_) in by_folder.items() if refused != bool(EXPECTED[name].refused)]
    assert wrong == []


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_what_comes_of_a_file_is_the_same_by_every_entrance(entrance, folder, by_folder):
    told = ENTRANCES[entrance](folder)
    expected = by_folder
    if entrance == "an archive of all":  # archives in archives stand one level deeper there, some too deep
        told, expected = ({name: row for name, row in each.items() if DEEPER not in name} for each in (told, by_folder))
    assert told == expected
