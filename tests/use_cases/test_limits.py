"""Every limit is a setting, and holds: a file beyond it is refused with a remedy, and the next one is read."""

import io
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from domain.errors import UnreadableSource
from domain.evidence import Refusal, SourceFile
from domain.files import RefusedMember
from domain.limits import Limits
from ingest.reader_process import Readers
from settings import Settings
from tests.ingest.every_format import LATE, csv_of, docx_of, nested, pdf_of, xlsx_of, zip_of

MANY = [f"The letter about fee number {number} came late again." for number in range(200_000)]

BEYOND: dict[str, tuple[int, str, Callable[[], bytes], str]] = {
    "source_bytes": (100, "notes.txt", (LATE * 9).encode, "at most"),
    "expanded_bytes": (900, "letter.docx", lambda: docx_of(LATE), "unpacks to more"),
    "ratio": (2, "letter.docx", lambda: zip_of(("word/document.xml", bytes(1_100_000))), "grows more than 2 times"),
    "entries": (3, "letter.docx", lambda: docx_of(LATE), "more than 3 parts"),
    "nesting": (1, "pack.zip", lambda: nested(2), "More than 1 archives"),
    "cells": (4, "board.xlsx", lambda: xlsx_of(*MANY[:9]), "more than 4 cells"),
    "pages": (1, "paper.pdf", lambda: pdf_of(LATE, pages=2), "more than 1 pages"),
    "characters": (50, "notes.txt", LATE.encode, "more than 50 characters"),
    "seconds": (1, "answers.csv", lambda: csv_of(*MANY), "longer than 1 seconds"),
    "memory_bytes": (150_000_000, "answers.csv", lambda: csv_of(*MANY), "more memory than 150 MB"),
}
"""For each limit a value, and a file beyond it with what its refusal says."""


def refusals(readers: Readers, file: SourceFile) -> list[Refusal]:
    found = []
    for member in readers.expand(file):
        try:
            if isinstance(member, RefusedMember):
                found.append(member.refusal)
            else:
                readers.open(member)
        except UnreadableSource as error:
            found.append(Refusal(where=error.where, reason=error.problem, remedy=error.remedy))
    return found


@pytest.mark.parametrize("limit", BEYOND)
def test_a_file_beyond_a_limit_is_refused_and_the_next_is_read(limit: str, tmp_path: Path):
    value, name, make, problem = BEYOND[limit]
    said = {f"THROUGHLINE_LIMIT_{limit.upper()}": str(value)}
    readers = Readers(Settings.from_environment(tmp_path, environment=said).limits)
    try:
        (refusal,) = refusals(readers, SourceFile(name=name, content=make()))
        assert problem in refusal.reason and refusal.where and refusal.remedy
        readers.limits = Limits()
        assert readers.open(SourceFile(name="next.txt", content=LATE.encode())).passages
    finally:
        readers.close()


def test_no_limit_is_without_a_file_beyond_it():
    assert BEYOND.keys() == {field.name for field in fields(Limits)}


def test_a_raised_limit_holds_for_a_file_that_is_named_on_the_command_line(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("THROUGHLINE_LIMIT_SOURCE_BYTES", "60_000_000")
    with (tmp_path / "call.mp4").open("wb") as film:
        film.write(b"\x00\x00\x00\x18ftypmp42")
        film.truncate(50_000_001)
    words = ["--data-dir", str(tmp_path / "data"), "ingest", str(tmp_path / "call.mp4"), "--json"]
    assert "a recording" in CliRunner().invoke(cli.throughline, words).stdout


class Endless(io.RawIOBase):
    """Standard input that never ends."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        buffer[:] = b"a" * len(buffer)
        return len(buffer)


def test_standard_input_is_read_no_further_than_a_file(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("THROUGHLINE_LIMIT_SOURCE_BYTES", "1000")
    words = ["--data-dir", str(tmp_path / "data"), "ingest", "-", "--organisation", "Harbour", "--json"]
    said = CliRunner().invoke(cli.throughline, words, input=io.BufferedReader(Endless()))
    assert said.exit_code == 0 and "at most" in said.stdout
