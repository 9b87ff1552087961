"""Bad input is told as problem, place and remedy, and leaves nothing half written."""

import shutil
import sqlite3
import subprocess
import sys

import pytest


def refusal(account: dict) -> dict:
    (file,) = [file for file in account["details"] if file["status"] == "refused"]
    return file["refusals"][0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
        ("empty.md", b""),
        ("blank.txt", b" \n\t\n"),
        ("letter.docx", b"PK\x03\x04 this is no document"),
        ("board.xlsx", b"PK\x05\x06 not a workbook at all"),
        ("noise.txt", bytes(range(256)) * 20),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_remedy(throughline, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    said = throughline(tmp_path / "data", "ingest", str(path), "--json")
    account = said.document
    assert (account["read"], account["kept"], account["refused"]) == (1, 0, 1)
    told = refusal(account)
    assert told["reason"] and told["where"] and told["remedy"]
    assert said.status == 0
    problem, where, remedy = said.errors.splitlines()[-3:]
    assert (problem, remedy) == ("Nothing was added: the file was refused.", f"Remedy: {told['remedy']}")
    assert where.startswith("Where: ") and where.endswith(name)
    assert stored(tmp_path / "data") == (0, 0, 0)
    assert not list((tmp_path / "data" / "sources").rglob("*.*")), "the refused bytes were left behind"


def test_a_folder_of_which_every_file_is_refused_has_its_account_and_is_told_last(throughline, tmp_path):
    folder = tmp_path / "scans"
    folder.mkdir()
    (folder / "empty.md").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    said = throughline(tmp_path / "data", "ingest", str(folder))
    assert said.status == 0
    assert "read 2, kept 0, refused 2" in said.output
    problem, where, remedy = said.errors.strip().splitlines()[-3:]
    assert problem == "Nothing was added: all 2 files were refused."
    assert "empty.md" in where and "picture.png" in where
    assert remedy == "Remedy: Put right what is said of each above, then add them again."


def test_good_files_are_kept_beside_a_bad_one(throughline, tmp_path, notes):
    (notes / "scan.pdf").write_bytes(b"%PDF-1.4 nothing")
    said = throughline(tmp_path / "data", "ingest", str(notes), "--json")
    assert said.status == 0
    account = said.document
    assert account["kept"] > 0
    assert account["read"] == account["kept"] + account["refused"] + account["duplicates"]


def test_a_manifest_that_names_a_missing_file_stops_the_ingest_before_anything_is_stored(throughline, tmp_path, notes):
    with (notes / "manifest.csv").open("a") as manifest:
        manifest.write("gone.md,Calder Council,,,\n")
    said = throughline(tmp_path / "data", "ingest", str(notes))
    assert said.status == 1
    assert "gone.md" in said.errors and "Remedy:" in said.errors
    assert "Traceback" not in said.errors
    assert stored(tmp_path / "data") == (0, 0, 0)


def test_a_path_that_is_not_there_is_told(throughline, tmp_path):
    said = throughline(tmp_path / "data", "ingest", str(tmp_path / "nowhere"))
    assert said.status == 1
    assert "nowhere" in said.errors and "Remedy:" in said.errors


@pytest.mark.parametrize(
    "arguments",
    [
        ("ingest", "x.md", "--date", "2025-16-10"),
        ("search", "words", "--since", "last year"),
        ("journeys", "show", "jn_none"),
        ("journeys", "export", "jn_none", "--format", "pdf", "-o", "x.pdf"),
        ("search", "  "),
        ("themes", "fit", "--seed", "-4"),
        ("code", "--input", "no-such-file.jsonl"),
        ("catalogue", "import", "no-such-file.csv"),
    ],
)
def test_a_bad_argument_is_told_with_its_remedy(throughline, filled, arguments):
    said = throughline(filled, *arguments)
    assert said.status == 1, said.output
    assert "Remedy:" in said.errors
    assert "Traceback" not in said.errors


@pytest.mark.parametrize("command", [("search",), ("watches", "add")])
def test_dates_that_leave_no_day_are_told_and_not_searched(throughline, filled, command):
    said = throughline(filled, *command, "address", "--since", "2025", "--until", "2024-06")
    assert said.status == 1, said.output
    assert "Nothing is from 2025 on and until 2024-06." in said.errors
    assert "Where: --since and --until" in said.errors and "Remedy: Give an earlier --since" in said.errors
    assert throughline(filled, "search", "address", "--since", "2025-03", "--until", "2025").status == 0


def test_a_locked_index_is_told_and_nothing_is_lost(throughline, filled, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(filled, data)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, pathlib, time; from vector_store.chroma_owner import open_chroma; "
            "held = open_chroma(pathlib.Path(sys.argv[1])); print('held', flush=True); time.sleep(60)",
            str(data / "index"),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout and holder.stdout.readline().strip() == "held"
        said = throughline(data, "search", "address", "--mode", "semantic")
        assert said.status == 1
        assert "Remedy:" in said.errors
    finally:
        holder.kill()
        holder.wait()
    assert throughline(data, "search", "address", "--json").document["results"]


def test_a_deleted_index_is_told_and_rebuilt_by_one_command(throughline, filled, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(filled, data)
    shutil.rmtree(data / "index")
    said = throughline(data, "search", "address")
    assert said.status == 1
    assert "rebuild-index" in said.errors
    assert not throughline(data, "doctor", "--json").document["ok"]
    assert throughline(data, "rebuild-index").status == 0
    assert throughline(data, "search", "address", "--json").document["results"]
    assert throughline(data, "doctor", "--json").document["ok"]


def test_a_damaged_index_is_told_and_rebuilt_by_one_command(throughline, filled, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(filled, data)
    for path in (data / "index").rglob("*"):
        if path.is_file() and path.stat().st_size:
            path.write_bytes(b"damaged" * 100)
    said = throughline(data, "search", "address")
    assert said.status == 1
    assert "rebuild-index" in said.errors
    assert throughline(data, "rebuild-index").status == 0
    assert throughline(data, "search", "address", "--json").document["results"]


def test_an_index_of_another_model_is_told_and_rebuilt_by_one_command(throughline, filled, tmp_path, monkeypatch):
    data = tmp_path / "data"
    shutil.copytree(filled, data)
    monkeypatch.setattr("vector_store.embedding.MiniLmEmbedder.name", "another-model")
    said = throughline(data, "search", "address")
    assert said.status == 1
    assert "rebuild-index" in said.errors
    assert throughline(data, "rebuild-index").status == 0
    assert throughline(data, "search", "address", "--json").document["results"]


def test_a_model_file_with_another_digest_is_refused(throughline, filled, monkeypatch):
    monkeypatch.setattr("vector_store.embedding.MODEL_SHA256", "0" * 64)
    said = throughline(filled, "search", "address", "--mode", "semantic")
    assert said.status == 1
    assert "Remedy:" in said.errors


def test_a_damaged_database_is_told(throughline, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "throughline.db").write_bytes(b"this is no database" * 500)
    said = throughline(data, "search", "address")
    assert said.status == 1
    assert "Remedy:" in said.errors


def test_a_setting_that_cannot_be_used_is_named(throughline, tmp_path, monkeypatch):
    monkeypatch.setenv("THROUGHLINE_REDACTION", "perhaps")
    said = throughline(tmp_path / "data", "init")
    assert said.status == 1
    assert "THROUGHLINE_REDACTION" in said.errors


def stored(data) -> tuple[int, ...]:
    """Return how many sources, observations and studies the database holds; without a database none."""
    if not (data / "throughline.db").exists():
        return (0, 0, 0)
    connection = sqlite3.connect(data / "throughline.db")
    try:
        return tuple(
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("sources", "observations", "studies")
        )
    finally:
        connection.close()
