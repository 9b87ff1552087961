"""What tests of every package share."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as of_properties
from sqlalchemy.engine import make_url
from xdist.scheduler import LoadFileScheduling

from storage import open_database
from tests import postgresql
from tests.memory import memory_with
from tests.reading_once import reading_once
from tests.statements import compile_once

TESTS = Path(__file__).resolve().parent
SHARED_DATA = TESTS.parents[1] / "shared" / "data"
ROOM_BYTES = 8 * 2**30
"""Several times what tests keep in folders of their own at once, so that they leave the machine its memory."""
ALLOCATED_BETWEEN_COLLECTIONS = 50_000
"""By itself Python looks for garbage each few hundred objects, and often among all that models and modules keep."""
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
BROWSER = "tests/browser/"
LONGEST_FIRST = ("browser", "access", "use_cases", "examples", "insights", "commands", "storage", "views")
"""Folders whose files take longest. Workers are given whole files: a long one at the end leaves the others idle."""


def pytest_configure() -> None:
    """Have temporary folders in memory where there is plenty: a new database is hundreds of small writes.

    Let NumPy and scikit-learn count on one thread, in processes that tests start, too: as many workers as there are
    processors are at work anyway, and threads that wait for each other's processor take seven times its time.
    Look for garbage less often: a third of the time in which tests are collected went to it.
    No property fails by the clock: beside a browser on two processors a tenth of a second is soon a third.
    """
    of_properties.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    of_properties.load_profile("untimed")
    gc.set_threshold(ALLOCATED_BETWEEN_COLLECTIONS)
    compile_once()
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    if memory := memory_with(ROOM_BYTES):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the folders that take longest first; within a folder the order stays."""
    ranks = {name: rank for rank, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: ranks.get(item.path.relative_to(TESTS).parts[0], len(ranks)))


class OneBrowserAtATime(LoadFileScheduling):
    """Gives workers whole files, and all files of ``BROWSER`` to one worker.

    A browser, the app and what it works with take most of a processor by themselves. Two of them on two processors come
    late to what they have to do, and wait at the same time for what takes its time in any case. What one of them leaves
    two other workers use up.
    """

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneBrowserAtATime | None:
    """Spread files over workers as `make test` asks; leave other ways of spreading them to xdist."""
    return OneBrowserAtATime(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_finish() -> None:
    """Spare what was collected, which stays to the end, from being gone through at each collection of garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="module")
def nothing_read_twice() -> Iterator[None]:
    """Have models read each batch once, where what is tested is what becomes of vectors and not how they are made."""
    with reading_once():
        yield


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


@pytest.fixture(scope="session")
def new_sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database as the program makes it where there is none; to be copied, which is quicker than making one."""
    file = tmp_path_factory.mktemp("new") / "throughline.db"
    open_database(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def new_repository(tmp_path: Path, new_sqlite_file: Path) -> Path:
    """The data directory of a repository on SQLite that is there and holds nothing."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copyfile(new_sqlite_file, folder / "throughline.db")
    return folder


@pytest.fixture(scope="session")
def new_postgresql_database(postgresql_server: postgresql.PostgresServer) -> Iterator[str]:
    """The name of a database that the program made on PostgreSQL; to be copied, which is quicker than making one."""
    with postgresql_server.database() as url:
        open_database(url).close()
        yield make_url(url).database or ""


@pytest.fixture
def new_postgresql_url(postgresql_server: postgresql.PostgresServer, new_postgresql_database: str) -> Iterator[str]:
    """The address of a database on PostgreSQL that the program made, with nothing stored in it yet."""
    with postgresql_server.database(like=new_postgresql_database) as url:
        yield url
