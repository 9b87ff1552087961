import sqlite3
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import event, text

from domain.access import LOCAL_VIEWER
from domain.errors import StorageFailed
from storage import SqlEvidence, open_database, schema
from storage.database import kept
from tests.builders import a_source, a_study
from tests.stored import store_study


@pytest.fixture
def database_url(sqlite_url):
    """What is tested here is the file, so it is never another database."""
    return sqlite_url


@pytest.fixture
def database(database_url):
    opened = open_database(database_url, busy_seconds=0.2)
    yield opened
    opened.close()


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def test_opening_makes_the_folder_and_an_empty_sound_database(database):
    assert file_of(str(database.url)).is_file()
    assert database.check() == []
    assert SqlEvidence(database).count(LOCAL_VIEWER) == 0


def test_opening_again_keeps_everything(database, database_url):
    SqlEvidence(database).save_source(a_source())
    database.close()
    again = open_database(database_url)
    again.migrate()
    assert SqlEvidence(again).count(LOCAL_VIEWER) == 2
    again.close()


def test_the_newest_migration_is_the_one_the_program_expects():
    folder = Path(schema.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_heads() == [schema.HEAD]


def test_a_folder_with_spaces_and_percent_signs_will_do(tmp_path):
    opened = open_database(f"sqlite:///{tmp_path}/100% ours, really/notes.db")
    assert opened.check() == []
    opened.close()


def test_connections_are_set_up_for_several_processes(database):
    with database.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1, "busy_timeout": 200}


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(database, database_url):
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    before = file_of(database_url).read_bytes()
    with pytest.raises(StorageFailed, match="newer version") as caught:
        open_database(database_url)
    assert caught.value.remedy
    assert file_of(database_url).read_bytes() == before


def test_a_file_that_is_no_database_is_refused_with_a_remedy(tmp_path):
    path = tmp_path / "notes.db"
    path.write_bytes(b"Dear diary, this is not a database. " * 200)
    with pytest.raises(StorageFailed, match="damaged") as caught:
        open_database(f"sqlite:///{path}")
    assert "backup" in caught.value.remedy


def test_damage_inside_the_file_is_told_by_the_check(database, database_url):
    SqlEvidence(database).save_source(a_source([f"Sentence number {n} about the queue." for n in range(300)]))
    database.close()
    with sqlite3.connect(file_of(database_url)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = connection.execute("PRAGMA page_size").fetchone()[0]
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'observations'").fetchone()[0]
    connection.close()
    with file_of(database_url).open("r+b") as file:
        file.seek((root - 1) * page)
        file.write(b"\xff" * page)
    assert database.check() != []


def test_orphans_are_told_by_the_check(database, database_url):
    SqlEvidence(database).save_source(a_source())
    connection = sqlite3.connect(file_of(database_url))
    connection.execute("DELETE FROM sources")
    connection.commit()
    connection.close()
    assert any("observations" in fault for fault in database.check())


def test_a_lock_held_by_another_process_is_told_and_not_waited_for_without_end(database, database_url):
    other = sqlite3.connect(file_of(database_url), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(StorageFailed, match="another process") as caught:
            SqlEvidence(database).save_source(a_source())
        assert "try again" in caught.value.remedy
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert SqlEvidence(database).save_source(a_source()).kept == 2


def test_reading_goes_on_while_another_process_writes(database, database_url):
    SqlEvidence(database).save_source(a_source())
    other = sqlite3.connect(file_of(database_url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM studies")
    assert SqlEvidence(database).count(LOCAL_VIEWER) == 2
    other.execute("ROLLBACK")
    other.close()


def test_opening_a_database_that_is_up_to_date_needs_no_lock(database, database_url):
    with database.writing():
        open_database(database_url, busy_seconds=0.1).close()


def test_a_database_that_may_not_be_written_says_so(database, database_url):
    database.close()
    read_only = open_database(f"sqlite:///file:{file_of(database_url)}?mode=ro&uri=true")
    with pytest.raises(StorageFailed, match="cannot be written"):
        store_study(read_only, a_study())
    read_only.close()


def test_a_full_disk_says_so_and_leaves_nothing_by_halves(database):
    evidence = SqlEvidence(database)
    with database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    database.close()

    @event.listens_for(database._engine, "connect")
    def _no_more_room(connection, _record):
        connection.execute(f"PRAGMA max_page_count = {pages + 20}")

    with pytest.raises(StorageFailed, match="full"):
        evidence.save_source(a_source([f"Sentence {n} " + "about waiting " * 40 for n in range(500)]))
    assert (evidence.count(LOCAL_VIEWER), evidence.studies(LOCAL_VIEWER)) == (0, [])


def test_what_is_kept_in_memory_is_shared_by_all_who_read_and_no_writer_touches_it(database):
    with database.reading() as first, database.reading() as second, database.writing() as writer:
        kept(first, list).append("what was read")
        assert kept(second, list) == ["what was read"]
        kept(writer, list).append("what may never be stored")
        assert kept(writer, list) == []
    with database.reading() as later:
        assert kept(later, list) == ["what was read"]


def test_what_is_kept_of_one_database_is_not_of_another(database, tmp_path):
    other = open_database(f"sqlite:///{tmp_path}/another.db")
    with database.reading() as first, other.reading() as second:
        kept(first, list).append("of the first")
        assert kept(second, list) == []
    other.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "taken").write_text("a file stands where the folder should")
    with pytest.raises(StorageFailed, match="folder cannot be made"):
        open_database(f"sqlite:///{tmp_path}/taken/notes.db")


def test_a_setting_that_is_no_address_is_told():
    with pytest.raises(StorageFailed, match="not a database address"):
        open_database("our database, please")


def test_errors_hold_no_research_text(database):
    source = a_source(["A sentence nobody else may read."])
    with pytest.raises(StorageFailed) as caught, database.writing() as connection:
        connection.exec_driver_sql("CREATE TRIGGER no BEFORE INSERT ON sources BEGIN SELECT RAISE(ABORT, 'no'); END")
        from storage.studies.revisions import store

        store(connection, source)
    assert "sentence" not in f"{caught.value} {caught.value.__cause__}"


def test_a_password_is_not_shown():
    from sqlalchemy import create_engine
    from sqlalchemy.engine import make_url

    from storage import Database

    url = make_url("postgresql+psycopg://asha:opensesame@localhost/notes")
    assert "opensesame" not in Database(url, create_engine(url)).place
