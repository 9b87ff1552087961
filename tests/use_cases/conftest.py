"""Repositories of their own for tests of use cases, on either kind of database."""

import shutil
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.proposals import Redaction
from settings import Settings
from tests.reading_once import reading_once
from use_cases.app import UseCases
from use_cases.bootstrap import open_use_cases


@pytest.fixture(autouse=True, scope="module")
def nothing_read_twice() -> Iterator[None]:
    """What is tested here is what becomes of vectors, not how they are made."""
    with reading_once():
        yield


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of a repository that is there and holds nothing, on each kind of database the program works with."""
    chosen = replace(Settings.from_environment(tmp_path / "data", environment={}), redaction=Redaction.OFF)
    if request.param == "postgresql":
        return replace(chosen, database_url=request.getfixturevalue("new_postgresql_url"))
    chosen.data_dir.mkdir()
    shutil.copyfile(request.getfixturevalue("new_sqlite_file"), chosen.data_dir / "throughline.db")
    return chosen


@pytest.fixture
def free_tcp_ports() -> list[int]:
    """Two ports on loopback where nothing listens."""
    with socket.socket() as first, socket.socket() as second:
        for probe in (first, second):
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in (first, second)]


@pytest.fixture
def app(settings: Settings) -> Iterator[UseCases]:
    """The use cases over it."""
    opened = open_use_cases(settings)
    yield opened
    opened.close()
