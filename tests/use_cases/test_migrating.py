"""An older database is backed up, then brought up to date; nothing is lost on the way."""

import json
import logging
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import MetaData, create_engine, insert, inspect
from sqlalchemy.engine import make_url

import cli
from domain.access import LOCAL_VIEWER
from domain.errors import StorageFailed
from settings import Settings
from storage import BlobStore, SqlEvidence, open_database, schema
from storage.database import upgrade
from storage.files.archive import verify
from storage.files.copying import take_copy, version_of_copy
from use_cases.running.migrating import before_migrating, migrate
from use_cases.running.restoring import restore

TEXT = "The form asks twice."
STUDY = {
    "id": "std_1",
    "title": "Renewing a permit",
    "title_key": "renewing a permit",
    "organisation": "Harbour Office (fictional)",
    "organisation_key": "harbour office (fictional)",
    "organisation_basis": "stated",
    "standing": "live",
    "visibility": "open",
    "draft": False,
    "metadata": [["round", "2"]],
}
SOURCE = {
    "id": "src_1",
    "study": "std_1",
    "name": "notes.md",
    "shown_name": "notes.md",
    "media_type": "text/markdown",
    "canonical": TEXT,
    "masked": TEXT,
    "replacements": [],
    "added_at": "2025-03-04T05:06:07+00:00",
}
OBSERVATION = {
    "id": "obs_1",
    "source": "src_1",
    "study": "std_1",
    "ordinal": 0,
    "text": TEXT,
    "span_start": 0,
    "span_end": len(TEXT),
    "locator": "line 1",
    "headings": ["Findings"],
}
ROWS = {
    "studies": STUDY,
    "sources": SOURCE,
    "observations": OBSERVATION,
    "observation_organisations": {"observation": "obs_1", "organisation_key": "harbour office (fictional)"},
    "vectors": {"model": "m", "observation": "obs_1", "dimensions": 1, "vector": b"\x00\x00\x80\x3f"},
}


def make_older(address: str, version: str, digest: str) -> None:
    """Make a database as an earlier version of the program left it, with a study in it."""
    engine = create_engine(address)
    with engine.begin() as connection:
        upgrade(connection, address, to=version)
        old = MetaData()
        old.reflect(connection)
        for name, row in ROWS.items():
            if name in old.tables:
                values = row | {"digest": digest} if name == "sources" else row
                connection.execute(insert(old.tables[name]).values(values))
    engine.dispose()


def throughline(data: Path, *arguments: str):
    """Run a command in this process."""
    return CliRunner().invoke(cli.throughline, ["--data-dir", str(data), *arguments], catch_exceptions=False)


@pytest.fixture(params=["0001", "0002"])
def settings(request, tmp_path) -> Settings:
    """A repository that an earlier version of the program made."""
    settings = Settings.from_environment(tmp_path / "data", environment={})
    digest = BlobStore(settings.data_dir / "sources").put(TEXT.encode())
    make_older(settings.database_url, request.param, digest)
    return settings


def version_of(settings: Settings) -> str | None:
    engine = create_engine(settings.database_url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    finally:
        engine.dispose()


def held(settings: Settings) -> list[tuple[str, str, str]]:
    database = open_database(settings.database_url)
    try:
        return [(item.study, item.source, item.text) for item in SqlEvidence(database).all_evidence(LOCAL_VIEWER)]
    finally:
        database.close()


def backups_of(settings: Settings) -> list[Path]:
    return sorted(settings.backups_dir.glob("*.tar"))


def test_migrating_backs_up_first_and_keeps_everything(settings):
    before = version_of(settings)
    account = migrate(settings)
    assert (account.before, account.after) == (before, schema.HEAD)
    assert account.backup is not None
    assert [account.backup.file] == backups_of(settings)
    assert verify(account.backup.file).schema == before
    assert version_of(settings) == schema.HEAD
    assert held(settings) == [("Renewing a permit", "notes.md", TEXT)]


def test_migrating_again_does_nothing(settings):
    migrate(settings)
    account = migrate(settings)
    assert (account.before, account.after, account.backup) == (schema.HEAD, schema.HEAD, None)
    assert len(backups_of(settings)) == 1


def test_any_command_does_the_same_and_tells_where_the_backup_is(settings, caplog):
    with caplog.at_level(logging.WARNING):
        said = throughline(settings.data_dir, "catalogue", "list", "--json")
    assert said.exit_code == 0
    (made,) = backups_of(settings)
    assert str(made) in caplog.text
    assert verify(made).observations == 1
    assert held(settings) == [("Renewing a permit", "notes.md", TEXT)]


def test_the_backup_from_before_can_be_restored_by_this_version(settings, tmp_path):
    made = migrate(settings).backup
    other = Settings.from_environment(tmp_path / "other", environment={})
    other.data_dir.mkdir()
    assert restore(other, made.file).missing == ()
    assert held(other) == held(settings)
    assert version_of(other) == schema.HEAD


def test_where_no_backup_can_be_made_the_database_stays_as_it_was(settings):
    before = version_of(settings)
    settings.backups_dir.write_text("a file where the folder should be")
    with pytest.raises(StorageFailed) as caught:
        migrate(settings)
    assert "THROUGHLINE_BACKUPS" in caught.value.remedy
    assert version_of(settings) == before


def test_the_command_tells_both_versions_and_the_place(settings):
    before = version_of(settings)
    said = json.loads(throughline(settings.data_dir, "migrate", "--json").stdout)
    assert (said["before"], said["after"]) == (before, schema.HEAD)
    assert said["backup"]["file"] == str(backups_of(settings)[0])
    assert "up to date" in throughline(settings.data_dir, "migrate").output


def test_a_new_repository_is_made_without_a_backup(tmp_path):
    assert throughline(tmp_path / "data", "init").exit_code == 0
    assert not (tmp_path / "data-backups").exists()


def test_a_newer_database_is_left_alone(settings):
    database = open_database(settings.database_url)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(StorageFailed, match="newer"):
        migrate(settings)
    assert backups_of(settings) == []
    assert version_of(settings) == "9999"


def test_two_processes_that_open_an_older_database_at_once_both_find_it_whole(settings):
    import subprocess
    import sys

    project = Path(__file__).resolve().parents[2]
    command = [sys.executable, str(project / "cli.py"), "--data-dir", str(settings.data_dir), "catalogue", "list"]
    both = [subprocess.Popen([*command, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    for process in both:
        answered, told = process.communicate()
        assert process.returncode == 0, told
        json.loads(answered)
    assert held(settings) == [("Renewing a permit", "notes.md", TEXT)]
    assert all(verify(made).observations == 1 for made in backups_of(settings))


@pytest.fixture
def shared(postgresql_url, tmp_path) -> Settings:
    """An older repository whose database is PostgreSQL's."""
    make_older(postgresql_url, "0002", "0" * 64)
    return Settings.from_environment(tmp_path / "data", environment={"THROUGHLINE_DATABASE_URL": postgresql_url})


def test_a_database_that_others_may_be_using_waits_for_the_command(shared):
    with pytest.raises(StorageFailed) as caught:
        open_database(shared.database_url, before_migrating=before_migrating(shared))
    assert "throughline migrate" in caught.value.remedy
    assert make_url(shared.database_url).password is None or "***" in caught.value.where
    assert version_of(shared) == "0002"


def test_a_shared_database_is_backed_up_and_brought_up_to_date_by_the_command(shared, tmp_path):
    shared.data_dir.mkdir()
    account = migrate(shared)
    assert (account.before, account.after) == ("0002", schema.HEAD)
    assert verify(account.backup.file).schema == "0002"
    other = Settings.from_environment(tmp_path / "other", environment={})
    other.data_dir.mkdir()
    restore(other, account.backup.file)
    assert held(other) == held(shared) == [("Renewing a permit", "notes.md", TEXT)]


def test_a_copy_of_an_older_shared_database_has_its_schema(shared, tmp_path):
    with pytest.raises(StorageFailed):
        open_database(shared.database_url, before_migrating=lambda old: _copied_and_refused(old, tmp_path))
    assert version_of_copy(tmp_path / "copy.sqlite") == "0002"


def _copied_and_refused(old, folder):
    take_copy(old, folder / "copy.sqlite")
    raise StorageFailed("Stop here.")
