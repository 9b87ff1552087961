"""A database of its own for each test of storage."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.schema import CreateSchema, DropSchema

from storage import Database, SqlCatalogue, SqlEvidence, SqlJourneys, SqlThemes, SqlVectors, open_database

POSTGRESQL = "THROUGHLINE_TEST_POSTGRESQL"
"""Set it to the address of an empty PostgreSQL database to run these tests there as well: each makes its own schema."""


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'kept' / 'throughline.db'}"


@contextmanager
def a_schema(address: str) -> Iterator[str]:
    """The address of a new, empty schema, which is dropped afterwards."""
    name = f"test_{uuid4().hex[:12]}"
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(CreateSchema(name))
    yield (
        make_url(address).update_query_dict({"options": f"-csearch_path={name}"}).render_as_string(hide_password=False)
    )
    with engine.begin() as connection:
        connection.execute(DropSchema(name, cascade=True))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"] if os.environ.get(POSTGRESQL) else ["sqlite"])
def database(request: pytest.FixtureRequest, database_url: str) -> Iterator[Database]:
    with a_schema(os.environ[POSTGRESQL]) if request.param == "postgresql" else nullcontext(database_url) as url:
        opened = open_database(url, busy_seconds=0.2)
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
