"""What scripts hand over by accident: odd names, odd characters, empty words, and folders with more than files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
FINDING = "- People had to give the same address to three teams.\n"


def in_a_process(*arguments: str | bytes, folder: Path) -> "subprocess.CompletedProcess[bytes]":
    """Run a command as a shell would, where bytes and standard error are what they are."""
    command = [sys.executable, str(PROJECT / "cli.py"), *arguments]
    return subprocess.run(command, capture_output=True, cwd=folder, check=False)


@pytest.mark.parametrize("name", ["half?full", "50%41 done", "a#b@c+d"])
def test_a_repository_stays_in_its_folder_whatever_that_is_called(throughline, tmp_path, name):
    data = tmp_path / name
    account = throughline(
        data, "ingest", "-", "--redaction", "off", "--json", stdin="Nobody answers the door."
    ).document
    assert account["kept"] == 1
    assert (data / "throughline.db").is_file() and (data / "jobs.db").is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    jobs = throughline(data, "doctor", "--json").document["checks"]
    assert all(check["ok"] for check in jobs), jobs


def test_what_is_no_file_is_refused_and_neither_waited_for_nor_passed_over(throughline, tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "good.md").write_text(FINDING)
    os.mkfifo(folder / "pipe.md")
    (folder / "gone.md").symlink_to(tmp_path / "nowhere.md")
    (folder / "round").symlink_to(folder)
    account = throughline(tmp_path / "data", "ingest", str(folder), "--redaction", "off", "--json").document
    assert (account["read"], account["kept"], account["refused"]) == (4, 1, 3)
    refused = [file["path"] for file in account["details"] if file["status"] == "refused"]
    assert {Path(path).name for path in refused} == {"pipe.md", "gone.md", "round"}


def test_names_that_are_not_utf8_end_in_one_json_document(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.md")).write_text(FINDING)
    said = in_a_process("--data-dir", "data", "ingest", "notes", "--redaction", "off", "--json", folder=tmp_path)
    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout.decode("utf-8"))["kept"] == 1
    found = in_a_process("--data-dir", "data", "search", b"address \xe9", "--json", folder=tmp_path)
    assert json.loads(found.stdout.decode("utf-8"))["results"]


@pytest.mark.parametrize("option", [("ingest", "-", "--organisation"), ("journeys", "draft", "--title")])
def test_words_that_are_not_utf8_are_told(throughline, tmp_path, option):
    said = throughline(tmp_path / "data", *option, "\udcff Office", stdin="Nobody answers the door.")
    assert said.status == 1
    assert "UTF-8" in said.errors and "Remedy:" in said.errors


def test_a_damaged_list_of_jobs_is_told_by_every_command_that_needs_it(throughline, tmp_path):
    (tmp_path / "jobs.db").write_bytes(b"this is no database" * 500)
    said = throughline(tmp_path, "ingest", "-", stdin="Nobody answers the door.")
    assert said.status == 1
    assert "background work" in said.errors and "jobs.db" in said.errors
    told = throughline(tmp_path, "doctor", "--json")
    assert (told.status, [check["name"] for check in told.document["checks"] if not check["ok"]]) == (1, ["jobs"])


def test_a_problem_inside_a_job_is_told_without_a_traceback(tmp_path):
    said = in_a_process("--data-dir", "data", "journeys", "draft", "--title", " ", folder=tmp_path)
    assert said.returncode == 1
    assert said.stderr.decode().splitlines()[-3:] == [
        "A journey needs a title.",
        "Where: the title",
        "Remedy: Name what the person wants to reach.",
    ]
    assert b"Traceback" not in said.stderr


def test_an_empty_path_is_not_the_current_folder(throughline, tmp_path, notes, monkeypatch):
    monkeypatch.chdir(notes)
    said = throughline(tmp_path / "data", "ingest", "")
    assert said.status == 1
    assert "empty" in said.errors and "Remedy:" in said.errors


def test_a_path_longer_than_the_disk_allows_is_told(throughline, tmp_path):
    said = throughline(tmp_path / "data", "ingest", "x" * 5000)
    assert said.status == 1
    assert "Remedy:" in said.errors


def test_an_empty_repository_can_be_rebuilt(throughline, tmp_path):
    assert throughline(tmp_path / "data", "rebuild-index", "--json").document == {"vectors": 0}
    assert throughline(tmp_path / "data", "doctor", "--json").document["ok"]


def test_loading_the_examples_into_a_filled_repository_still_answers_in_json(throughline, filled):
    said = throughline(filled, "demo", "load", "--if-empty", "--json")
    assert said.document == {"kept": 0, "duplicates": 0, "refused": 0}


def test_a_manifest_saved_with_semicolons_is_read_and_its_own_columns_are_named(throughline, tmp_path, notes):
    (notes / "manifest.csv").write_bytes(
        "\ufefffile;organisation;study;Team lead\r\n"
        "council.md;Calder Council (fictional);Moving;Ada\r\n"
        "clinic.txt;Wenning Clinic (fictional);Desk;Bo\r\n".encode()
    )
    account = throughline(tmp_path / "data", "ingest", str(notes), "--redaction", "off", "--json").document
    assert len({file["study"] for file in account["details"]}) == 2
    assert account["warnings"] == ["manifest.csv: kept as study details: team_lead."]


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (("search", "--batch", "-"), "[" * 100_000),
        (("search", "--batch", "-"), '{"id": 1, "query": "words"}\n{"id": 2}\n'),
        (("catalogue", "import", "-"), f'name,kind\n"{"x" * 200_000}",service\n'),
    ],
)
def test_lines_that_cannot_be_used_are_told_with_their_remedy(throughline, filled, arguments, stdin):
    said = throughline(filled, *arguments, stdin=stdin)
    assert said.status == 1
    assert "Where:" in said.errors and "Remedy:" in said.errors


def test_a_line_of_json_may_hold_a_line_separator(throughline, filled):
    line = '{"id": "a", "query": "address\u2028referral"}\n'
    (answer,) = throughline(filled, "search", "--batch", "-", "--json", stdin=line).document
    assert answer["query"] == "address\u2028referral"


def test_an_export_that_fails_leaves_nothing_behind(throughline, filled, tmp_path):
    drafted = throughline(filled, "journeys", "draft", "--title", "Moving", "--json").document
    (tmp_path / "map.svg").mkdir()
    said = throughline(filled, "journeys", "export", drafted["id"], "--format", "svg", "-o", str(tmp_path / "map.svg"))
    assert said.status == 1
    assert [path.name for path in tmp_path.iterdir()] == ["map.svg"]


HOSTILE = {
    "ten kilobytes": "waiting for a letter " * 500,
    "one word of ten kilobytes": "x" * 10_240,
    "control characters": "address\x01\x07\x1b[2J\x7f\r\n form",
    "a null byte": "address\x00form",
    "only null bytes": "\x00\x00",
    "right to left": "\u202eהטופס לא הגיע\u202c العنوان",
    "emoji": "📮 👩‍👩‍👧 🏳️‍🌈",
    "nothing": "",
    "only punctuation": "?!… -- () [] {} && || * ~ ^ \\ / ; ' \" “",
    "operators": 'NOT address:* OR "form AND (x NEAR/3 y)); DROP TABLE observations --',
    "half a pair": "\ud83d address",
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("more", [(), ("--fold",), ("--mode", "keyword")], ids=["both ways", "folded", "words"])
def test_a_hostile_query_is_answered_or_told(throughline, filled, query, more):
    said = throughline(filled, "search", "--json", "--limit", "3", *more, "--", query)
    if said.status == 0:
        assert said.document["known"] in {"answered", "partly", "nothing"}
    else:
        assert said.status == 1
        assert "Where:" in said.errors and "Remedy:" in said.errors
    assert "Traceback" not in said.output + said.errors
