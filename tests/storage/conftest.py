"""A database of its own for each test of storage."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import Database, SqlCatalogue, SqlEvidence, SqlJourneys, SqlThemes, SqlVectors, open_database


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'kept' / 'throughline.db'}"


@pytest.fixture
def new_sqlite_url(sqlite_url: str, new_sqlite_file: Path) -> str:
    """The address of a SQLite database that the program made, with nothing stored in it yet."""
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    file.parent.mkdir()
    shutil.copyfile(new_sqlite_file, file)
    return sqlite_url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a database with nothing stored in it yet, of each kind that the program works with."""
    return str(request.getfixturevalue(f"new_{request.param}_url"))


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
