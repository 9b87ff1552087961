"""A command line to call, and a small repository of fictional findings to call it on."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import cli


@dataclass(frozen=True)
class Said:
    """What a command printed and how it ended."""

    status: int
    output: str
    errors: str

    @property
    def document(self) -> Any:
        """Return the one JSON document on standard output."""
        return json.loads(self.output)


Throughline = Callable[..., Said]


@pytest.fixture(autouse=True, scope="module")
def _models(nothing_read_twice: None) -> None: ...


@pytest.fixture(scope="session")
def throughline() -> Throughline:
    """Run a command on a data directory: ``throughline(folder, "search", "words")``."""

    def call(data: Path, *arguments: str, stdin: str | None = None) -> Said:
        result = CliRunner().invoke(cli.throughline, ["--data-dir", str(data), *arguments], input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.stdout, result.stderr)

    return call


NOTES = {
    "council.md": """---
title: Council tax after a move (fictional)
date: 2025-03-04
---
# Findings
- People had to give the same address to three teams of the council.
- Four of six residents could not tell whether their form had arrived.
- Staff copy each change of address by hand from one system into another.
- “I rang twice to ask if you had got it,” said participant 2.

# Next
- We will try a confirmation page.
""",
    "clinic.txt": """Clinic reception, fictional notes

Patients are asked for details that their own doctor has sent already.
Nobody tells a patient whether the referral has arrived, so they ring the ward.
Receptionists type the referral into a second system because the two are not joined.
""",
}


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder with two notes of two organisations and its manifest."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for name, text in NOTES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "manifest.csv").write_text(
        "file,organisation,service,study,date\n"
        "council.md,Calder Council (fictional),Council tax,Moving house,2025-03\n"
        "clinic.txt,Wenning Clinic (fictional),Referrals,Reception,2025-04-02\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, throughline: Throughline) -> Path:
    """A data directory in which the two notes are stored; tests only read it."""
    folder = tmp_path_factory.mktemp("notes")
    for name, text in NOTES.items():
        (folder / name).write_text(text, encoding="utf-8")
    data = tmp_path_factory.mktemp("filled")
    for name, organisation in (("council.md", "Calder Council"), ("clinic.txt", "Wenning Clinic")):
        said = throughline(data, "ingest", str(folder / name), "--organisation", organisation)
        assert said.status == 0, said.errors
    return data
