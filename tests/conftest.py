"""What tests of every package share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgresql

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real notes to measure on; they are not part of the project, so their tests are skipped without them."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real notes are not beside this checkout (../shared/data)")
    return SHARED_DATA


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.PostgresServer]:
    """A PostgreSQL server of this session's own; tests that need one are skipped where it is not installed."""
    if postgresql.programs() is None:
        pytest.skip(postgresql.WHY_NOT)
    with postgresql.a_server() as server:
        yield server


@pytest.fixture
def postgresql_url(postgresql_server: postgresql.PostgresServer) -> Iterator[str]:
    """The address of a new, empty database on PostgreSQL."""
    with postgresql_server.database() as url:
        yield url
