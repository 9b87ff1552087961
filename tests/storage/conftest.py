"""A database of its own for each test of storage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import Database, SqlCatalogue, SqlEvidence, SqlJourneys, SqlThemes, SqlVectors, open_database


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'kept' / 'throughline.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, of each kind that the program works with."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url, busy_seconds=0.2)
    yield opened
    opened.close()


@pytest.fixture
def evidence(database: Database) -> SqlEvidence:
    return SqlEvidence(database)


@pytest.fixture
def vectors(database: Database) -> SqlVectors:
    return SqlVectors(database)


@pytest.fixture
def themes(database: Database) -> SqlThemes:
    return SqlThemes(database)


@pytest.fixture
def catalogue(database: Database) -> SqlCatalogue:
    return SqlCatalogue(database)


@pytest.fixture
def journeys(database: Database) -> SqlJourneys:
    return SqlJourneys(database)
