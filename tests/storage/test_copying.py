"""A copy of all rows in one file: taken at one moment, and put into another database whole."""

import shutil
import sqlite3
import threading

import pytest
from sqlalchemy import MetaData, create_engine, insert, select

from domain.access import LOCAL_VIEWER
from domain.errors import StorageFailed
from storage import SqlEvidence, SqlVectors, open_database, schema
from storage.database import upgrade
from storage.files.copying import (
    counts_in_copy,
    digests_in_copy,
    faults_in_copy,
    fill_from_copy,
    holds_anything,
    take_copy,
)
from tests.builders import a_source


@pytest.fixture
def copy(tmp_path):
    return tmp_path / "copy.sqlite"


@pytest.fixture
def other(tmp_path, new_sqlite_file):
    shutil.copyfile(new_sqlite_file, tmp_path / "other.db")
    opened = open_database(f"sqlite:///{tmp_path / 'other.db'}")
    yield opened
    opened.close()


def rows_of(database):
    """Everything stored, apart from the counters of changes."""
    with database.reading() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all()))
            for table in schema.metadata.sorted_tables
            if table is not schema.meta
        }


def test_a_copy_put_into_another_database_gives_every_row_back(database, evidence, vectors, copy, other):
    import numpy as np

    evidence.save_source(a_source(["The form asks twice.", "Niemand hört zu: Straße."]))
    waiting = [item.id for item in vectors.without_vectors("m")]
    vectors.save_vectors("m", waiting, np.eye(2, dtype=np.float32))
    take_copy(database, copy)
    fill_from_copy(other, copy)
    assert rows_of(other) == rows_of(database)
    assert other.check() == []


def test_what_was_there_makes_way_for_the_copy_and_comes_from_the_copy_alone(database, evidence, copy, other):
    evidence.save_source(a_source(["One."]))
    take_copy(database, copy)
    SqlEvidence(other).save_source(a_source(["Two.", "Three."], name="other.md"))
    fill_from_copy(other, copy)
    assert rows_of(other) == rows_of(database)


def test_a_copy_filled_in_counts_as_a_change_on_both_sides(database, evidence, copy, other):
    evidence.save_source(a_source(["One."]))
    take_copy(database, copy)
    held = SqlEvidence(other)
    for number in range(3):
        held.save_source(a_source(["Two."], name=f"{number}.md"))
    before = held.revision(), held.texts_revision()
    fill_from_copy(other, copy)
    assert held.revision() > max(before[0], evidence.revision())
    assert held.texts_revision() > max(before[1], evidence.texts_revision())


def test_a_copy_names_its_sources_and_counts_them(database, evidence, copy):
    evidence.save_source(a_source(["One.", "Two."]))
    take_copy(database, copy)
    assert counts_in_copy(copy) == {"studies": 1, "sources": 1, "observations": 2}
    assert set(digests_in_copy(copy)) == evidence.digests()
    assert faults_in_copy(copy) == []


def test_a_copy_taken_while_others_write_holds_whole_sources_only(database, copy):
    def write():
        for number in range(30):
            SqlEvidence(database).save_source(a_source(["One.", "Two.", "Three."], name=f"{number}.md"))

    writer = threading.Thread(target=write)
    writer.start()
    found = []
    while writer.is_alive():
        copy.unlink(missing_ok=True)
        take_copy(database, copy)
        found.append(counts_in_copy(copy))
    writer.join()
    assert found
    assert all(counts["observations"] == 3 * counts["sources"] for counts in found)


def test_a_copy_is_one_file_without_a_log_beside_it(database, copy):
    take_copy(database, copy)
    assert [path.name for path in copy.parent.iterdir() if path.name.startswith("copy")] == ["copy.sqlite"]
    assert copy.read_bytes()[18] == 1, "the header asks for a write-ahead log"


def test_the_bytes_of_sources_are_left_out_of_the_rows(database, copy):
    with database.writing() as connection:
        connection.execute(insert(schema.blobs).values(digest="0" * 64, content=b"raw notes", stored_at="2026-01-01"))
    take_copy(database, copy)
    assert b"raw notes" not in copy.read_bytes()


def test_a_copy_that_cannot_be_put_in_whole_leaves_everything_as_it_was(database, evidence, copy, other):
    evidence.save_source(a_source(["One."]))
    take_copy(database, copy)
    with sqlite3.connect(copy) as broken:  # a row that no foreign key allows
        broken.execute("UPDATE observations SET source = 'src_nowhere'")
    SqlEvidence(other).save_source(a_source(["Two."], name="other.md"))
    before = rows_of(other)
    with pytest.raises(StorageFailed):
        fill_from_copy(other, copy)
    assert rows_of(other) == before


def test_an_older_copy_is_brought_up_to_date_on_the_way_in(tmp_path, copy, other):
    engine = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    with engine.begin() as connection:
        upgrade(connection, "old.db", to="0001")
        old = MetaData()
        old.reflect(connection)
        connection.execute(insert(old.tables["studies"]).values(AN_OLD_STUDY))
    engine.dispose()
    (tmp_path / "old.db").rename(copy)
    fill_from_copy(other, copy)
    assert [study.title for study in SqlEvidence(other).studies(LOCAL_VIEWER)] == ["Renewing a permit"]


def test_a_database_that_was_only_opened_holds_nothing(database, evidence):
    assert not holds_anything(database)
    evidence.save_source(a_source())
    assert holds_anything(database)


def test_a_database_with_vectors_comes_back_with_the_same_vectors(database, evidence, vectors, copy, other):
    import numpy as np

    evidence.save_source(a_source(["One.", "Two."]))
    waiting = [item.id for item in vectors.without_vectors("m")]
    given = np.array([[0.6, 0.8], [1.0, 0.0]], dtype=np.float32)
    vectors.save_vectors("m", waiting, given)
    take_copy(database, copy)
    fill_from_copy(other, copy)
    ids, found = SqlVectors(other).vectors("m")
    assert ids == sorted(waiting)
    assert np.array_equal(found, vectors.vectors("m")[1])


AN_OLD_STUDY = {
    "id": "std_old",
    "title": "Renewing a permit",
    "title_key": "renewing a permit",
    "organisation": "Harbour Office (fictional)",
    "organisation_key": "harbour office (fictional)",
    "organisation_basis": "stated",
    "standing": "live",
    "visibility": "open",
    "draft": False,
    "metadata": [],
}
