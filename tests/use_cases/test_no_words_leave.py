"""Words of research stay in the database, the index and the original files: in no log, error, job or job store."""

import json
import sqlite3
from pathlib import Path

import pytest

from domain.access import LOCAL_VIEWER
from domain.errors import ThroughlineError
from domain.evidence import SourceFile
from domain.proposals import FileDescription
from settings import Settings
from tests.ingest.every_format import LATE, csv_of, docx_of, pdf_of, xlsx_of, zip_of, zip_with
from use_cases.running.bootstrap import open_use_cases

WORD = "quonderlish"
SAID = f"The {WORD} letter about the mooring fee came after the fee was due."
NOTES = f"# About the letter\n\n{SAID}\n\n- Two {WORD}\n".encode()
HELD_IN = ("throughline.db", "sources", "index")
FILES = [
    SourceFile(name=name, content=content)
    for name, content in {
        "notes.md": NOTES,
        "answers.csv": csv_of(SAID, LATE),
        "report.docx": docx_of(SAID),
        "board.xlsx": xlsx_of(SAID),
        "paper.pdf": pdf_of(SAID),
        "pack.zip": zip_of(("inside.txt", SAID.encode()), ("../out.txt", SAID.encode())),
        "numbers.csv": f"a,b\n1,{WORD}\n3,4\n".encode(),
        "nul.txt": (SAID * 20).encode() + b"\x00",
        "cut.docx": docx_of(SAID)[:4000],
        "hollow.docx": zip_with(docx_of(SAID), word__document_xml=f"<{WORD}".encode()),
        "broken.html": f"<p>{SAID}<![CDATA[".encode(),
        "broken.json": f'{{"said": "{SAID}"'.encode(),
        "broken.qde": f'<Project xmlns="urn:QDA-XML:project:1.0"><{WORD}>'.encode(),
    }.items()
]


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """A data directory in which everything was checked, then added, and what can go wrong went wrong."""
    folder = tmp_path_factory.mktemp("words")
    app = open_use_cases(Settings.from_environment(folder, environment={}))
    said = FileDescription(organisation="Harbour Office")
    try:
        staged = app.stage(FILES)
        check = app.queue_check(LOCAL_VIEWER, staged, said)
        app.finish(LOCAL_VIEWER, check, on_progress=lambda progress: None)
        ingest = app.queue_ingest(LOCAL_VIEWER, [(each, said) for each in staged])
        app.finish(LOCAL_VIEWER, ingest, on_progress=lambda progress: None)
        account = app.ingest_account(LOCAL_VIEWER, ingest)
        told = {"kept": account.kept, "refusals": [str(each) for file in account.files for each in file.refusals]}
        (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")
    finally:
        app.close()
    return folder


def test_the_words_were_taken_in_and_what_was_refused_says_nothing_of_them(data):
    told = json.loads((data / "told.json").read_text(encoding="utf-8"))
    assert told["kept"] >= 6 and len(told["refusals"]) >= 7
    assert [refusal for refusal in told["refusals"] if WORD in refusal] == []


def test_words_are_in_no_file_but_those_that_hold_them(data):
    searched = [path for path in data.rglob("*") if path.is_file() and not _holds_words(path.relative_to(data))]
    assert {"jobs.db"} <= {path.name for path in searched}
    assert [path.name for path in searched if WORD.encode() in path.read_bytes().lower()] == []


def test_words_are_in_no_value_of_the_job_store_however_it_is_written(data):
    connection = sqlite3.connect(data / "jobs.db")
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [row for table in tables for row in connection.execute(f'SELECT * FROM "{table}"')]
    connection.close()
    assert len(rows) > 20
    assert [table for table in tables if "workflow_status" in table]
    assert not any(form in value for row in rows for value in map(_as_bytes, row) for form in _FORMS)


def test_errors_of_reading_say_nothing_of_what_was_read(data):
    app = open_use_cases(Settings.from_environment(data, environment={}))
    try:
        told = []
        for file in FILES:
            try:
                app.repository.readers.open(file)
            except ThroughlineError as error:
                told.append(f"{error!r} {error}")
        assert len(told) >= 6 and not any(WORD in each for each in told)
    finally:
        app.close()


def _holds_words(path: Path) -> bool:
    return path.parts[0].startswith(HELD_IN)


def _as_bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _forms() -> list[bytes]:
    """The word as it stands, and as it would be in base64 at each of three places, which is how outcomes are kept."""
    from base64 import b64encode

    shifted = (b64encode(b" " * at + WORD.encode())[4 if at else 0 : -4] for at in range(3))
    return [WORD.encode(), WORD.encode("utf-16-le"), *shifted]


_FORMS = _forms()
