"""Locks of PostgreSQL: seen by all, taken in turns, and gone with the connection that held them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import text

from domain.errors import StorageFailed
from storage import open_database
from storage.advisory import held, hold, turn

SPACE, OTHER_SPACE = 71, 72


@pytest.fixture
def database(new_postgresql_url):
    opened = open_database(new_postgresql_url)
    yield opened
    opened.close()


def test_whoever_holds_a_lock_is_seen_until_it_lets_go(database):
    first, second = hold(database, SPACE, 1), hold(database, SPACE, 2**31 - 1)
    assert held(database, SPACE) == {1, 2**31 - 1}
    assert held(database, OTHER_SPACE) == frozenset()
    assert first.still_held()
    first.release()
    assert held(database, SPACE) == {2**31 - 1}
    second.release()
    assert held(database, SPACE) == frozenset()


def test_a_lock_goes_with_its_connection_and_its_holder_can_tell(database):
    lock = hold(database, SPACE, 5)
    with database.connection() as other:
        other.execute(text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE objid = 5 AND classid = 71"))
    assert not lock.still_held()
    assert held(database, SPACE) == frozenset()
    lock.release()
    assert hold(database, SPACE, 5).still_held()


def test_a_connection_that_is_cut_in_the_middle_is_told_and_the_next_one_works(database):
    with pytest.raises(StorageFailed, match="cannot be reached") as caught, database.reading() as connection:
        own = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with database.connection() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
        connection.execute(text("SELECT 1"))
    assert "try again" in caught.value.remedy
    assert database.check() == []


def test_connections_that_a_restart_cut_are_opened_anew(database):
    assert database.check() == []
    with database.connection() as other:
        other.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                "AND datname = current_database()"
            )
        )
    assert database.check() == []


def test_a_lock_in_another_database_of_the_server_is_not_seen(database, postgresql_server):
    with postgresql_server.database() as url:
        elsewhere = open_database(url)
        lock = hold(elsewhere, SPACE, 9)
        assert held(database, SPACE) == frozenset()
        lock.release()
        elsewhere.close()


def test_turns_are_taken_one_after_the_other_by_all_who_share_the_database(database, new_postgresql_url):
    elsewhere = open_database(new_postgresql_url)
    inside, leave, order = Event(), Event(), []

    def first():
        with turn(database, SPACE):
            inside.set()
            leave.wait(30)
            order.append("first")

    def second():
        inside.wait(30)
        with turn(elsewhere, SPACE):
            order.append("second")

    with ThreadPoolExecutor(2) as threads:
        running = [threads.submit(first), threads.submit(second)]
        inside.wait(30)
        while not _somebody_waits(database):
            pass
        assert order == []
        leave.set()
        for one in running:
            one.result(30)
    assert order == ["first", "second"]
    elsewhere.close()


def _somebody_waits(database) -> bool:
    with database.reading() as connection:
        return bool(
            connection.execute(text("SELECT count(*) FROM pg_locks WHERE classid = 71 AND NOT granted")).scalar()
        )
