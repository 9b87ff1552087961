"""Repositories of their own for tests of use cases, on either kind of database."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from domain.access import LOCAL_VIEWER
from domain.proposals import Redaction
from settings import Settings
from storage import open_database
from tests.postgresql import PostgresServer
from use_cases.app import UseCases
from use_cases.running.bootstrap import open_use_cases
from use_cases.running.jobs import Jobs


@pytest.fixture(autouse=True, scope="module")
def _models(nothing_read_twice: None) -> None: ...


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of a repository that is there and holds nothing, on each kind of database the program works with."""
    shared = request.param == "postgresql"
    folder = tmp_path / "data" if shared else request.getfixturevalue("new_repository")
    chosen = replace(Settings.from_environment(folder, environment={}), redaction=Redaction.OFF)
    return replace(chosen, database_url=request.getfixturevalue("new_shared_url")) if shared else chosen


@pytest.fixture(scope="session")
def new_shared_database(postgresql_server: PostgresServer) -> Iterator[str]:
    """The name of a database on PostgreSQL that holds the tables of the program and of its jobs; to be copied."""
    with postgresql_server.database() as url:
        open_database(url).close()
        jobs = Jobs(url)
        jobs.jobs(LOCAL_VIEWER)
        jobs.close()
        yield make_url(url).database or ""


@pytest.fixture
def new_shared_url(postgresql_server: PostgresServer, new_shared_database: str) -> Iterator[str]:
    """The address of a database on PostgreSQL that the program and its worker made, with nothing stored in it yet."""
    with postgresql_server.database(like=new_shared_database) as url:
        yield url


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
