"""Several processes at one database, and one that dies in the middle."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from domain.access import LOCAL_VIEWER
from storage import SqlEvidence, open_database
from tests.builders import a_source

PROJECT = Path(__file__).parents[2]

OPEN = "import sys; from storage import open_database; open_database(sys.argv[1]).close()"

SAVE = """
import sys
from storage import SqlEvidence, open_database
from tests.builders import a_source
evidence = SqlEvidence(open_database(sys.argv[1]))
for n in range(15):
    evidence.save_source(a_source([f"{sys.argv[2]} says {n}.", "It waits."], name=f"{sys.argv[2]}-{n}.md"))
"""

DIE_MIDWAY = """
import os, signal, sys
from sqlalchemy import event
from storage import SqlEvidence, open_database
from tests.builders import a_source
database = open_database(sys.argv[1])

@event.listens_for(database._engine, "commit")
def _die(connection):
    os.kill(os.getpid(), signal.SIGKILL)

SqlEvidence(database).save_source(a_source(["It is new.", "It stays."]))
"""


def started(script, *arguments):
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("empty", ["sqlite_url", "postgresql_url"])
def test_processes_that_open_a_new_database_at_once_all_find_it_ready(request, empty):
    url = request.getfixturevalue(empty)
    for process in [started(OPEN, url) for _ in range(3)]:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    database = open_database(url)
    assert database.check() == []
    database.close()


def test_processes_that_write_at_once_take_turns(database_url):
    for process in [started(SAVE, database_url, name) for name in ("one", "two")]:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    database = open_database(database_url)
    evidence = SqlEvidence(database)
    assert evidence.count(LOCAL_VIEWER) == 60
    assert evidence.revision() == 30
    database.close()


def test_a_process_killed_before_its_end_leaves_the_earlier_revision_whole(database_url):
    database = open_database(database_url)
    first = a_source(["It stays.", "It goes."])
    SqlEvidence(database).save_source(first)
    database.close()
    process = started(DIE_MIDWAY, database_url)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert SqlEvidence(database).source(LOCAL_VIEWER, first.id).observations == first.observations
    assert database.check() == []
    database.close()
