"""Backups are whole or not there, hold one moment, and come back as they were."""

import json
import os
import resource
import subprocess
import sys
import tarfile
import threading
from pathlib import Path

import pytest

from domain.access import LOCAL_VIEWER
from domain.errors import InvalidRequest, RepositoryLocked, StorageFailed
from settings import Settings
from storage import BlobStore, SqlEvidence, open_database
from storage.files.archive import verify
from tests.builders import a_source
from use_cases.repository import Repository
from use_cases.running.backing_up import back_up
from use_cases.running.presence import worker_lock
from use_cases.running.restoring import restore

PROJECT = Path(__file__).resolve().parents[2]
RAW = b"The form asks twice.\nNobody answers the phone.\n"


def a_repository(folder: Path, *, files: int = 2) -> Settings:
    settings = Settings.from_environment(folder, environment={})
    blobs = BlobStore(folder / "sources")
    database = open_database(settings.database_url)
    for number in range(files):
        digest = blobs.put(RAW + str(number).encode())
        SqlEvidence(database).save_source(a_source(name=f"{number}.md", content_digest=digest))
    database.close()
    return settings


@pytest.fixture
def settings(tmp_path):
    return a_repository(tmp_path / "data")


def backup_of(settings: Settings, file: Path, **options):
    database = open_database(settings.database_url)
    try:
        blobs = BlobStore(settings.data_dir / "sources")
        return back_up(database, blobs, file, data_dir=settings.data_dir, **options)
    finally:
        database.close()


def held(settings: Settings) -> list[tuple[str, str]]:
    database = open_database(settings.database_url)
    try:
        return [(item.id, item.text) for item in SqlEvidence(database).all_evidence(LOCAL_VIEWER)]
    finally:
        database.close()


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_backup_comes_back_word_for_word_with_its_original_files(tmp_path, settings):
    made = backup_of(settings, tmp_path / "kept.tar")
    other = Settings.from_environment(tmp_path / "other", environment={})
    other.data_dir.mkdir()
    account = restore(other, made.file)
    assert (account.studies, account.sources, account.observations) == (1, 2, 4)
    assert held(other) == held(settings)
    blobs, database = BlobStore(other.data_dir / "sources"), open_database(other.database_url)
    assert all(blobs.is_whole(digest) for digest in SqlEvidence(database).digests())
    database.close()
    assert not [name for name in files_in(other.data_dir) if name.startswith(".restoring")]


def test_a_folder_gets_a_file_named_by_the_time(tmp_path, settings):
    (tmp_path / "shelf").mkdir()
    made = backup_of(settings, tmp_path / "shelf")
    assert made.file.parent == tmp_path / "shelf"
    assert made.file.name.startswith("throughline-") and made.file.suffix == ".tar"


def test_only_its_owner_may_read_a_backup(tmp_path, settings):
    made = backup_of(settings, tmp_path / "kept.tar")
    assert made.file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("inside", ["kept.tar", "sources/kept.tar", "../data/kept.tar", "../link/kept.tar"])
def test_a_place_inside_the_data_directory_is_refused(tmp_path, settings, inside):
    (tmp_path / "link").symlink_to(settings.data_dir)
    with pytest.raises(InvalidRequest) as caught:
        backup_of(settings, settings.data_dir / inside)
    assert caught.value.remedy


def test_an_older_file_is_replaced_only_when_asked(tmp_path, settings):
    file = tmp_path / "kept.tar"
    file.write_text("an older backup")
    with pytest.raises(InvalidRequest, match="already"):
        backup_of(settings, file)
    assert file.read_text() == "an older backup"
    backup_of(settings, file, replace=True)
    assert verify(file).observations == 4


def test_an_original_file_that_is_gone_or_damaged_is_told_and_the_rest_is_kept(tmp_path, settings):
    first, second = sorted((settings.data_dir / "sources").glob("??/*"))
    first.unlink()
    second.write_bytes(b"something else")
    made = backup_of(settings, tmp_path / "kept.tar")
    assert set(made.missing) == {first.name, second.name}
    assert "2 original files" in made.warnings[0]
    other = Settings.from_environment(tmp_path / "other", environment={})
    other.data_dir.mkdir()
    assert set(restore(other, made.file).missing) == {first.name, second.name}
    assert held(other) == held(settings)


def test_backups_taken_while_sources_are_added_each_hold_one_moment(tmp_path, settings):
    database, blobs = open_database(settings.database_url), BlobStore(settings.data_dir / "sources")
    done = threading.Event()

    def add():
        for number in range(100, 160):
            digest = blobs.put(RAW + str(number).encode())
            SqlEvidence(database).save_source(a_source(name=f"{number}.md", content_digest=digest))
        done.set()

    adding = threading.Thread(target=add)
    adding.start()
    made = []
    while not done.is_set():
        made.append(backup_of(settings, tmp_path / f"{len(made)}.tar"))
    adding.join()
    database.close()
    assert made
    assert all(account.missing == () for account in made)
    assert all(verify(account.file).observations == 2 * account.sources for account in made)


def limited(settings: Settings, file: Path, most: int) -> "subprocess.CompletedProcess[str]":
    """Back up in a process that may write no file larger than ``most`` bytes, as on a disk that fills up."""
    return subprocess.run(
        [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(settings.data_dir), "backup", str(file)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("full_at", ["the copy of the rows", "the archive"])
def test_a_disk_that_fills_up_leaves_nothing_behind_and_is_told(tmp_path, settings, full_at):
    whole = backup_of(settings, tmp_path / "whole.tar")
    with tarfile.open(whole.file) as archive:
        rows = max(member.size for member in archive)
    assert rows < whole.size
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    most = rows // 2 if full_at == "the copy of the rows" else (rows + whole.size) // 2
    told = limited(settings, shelf / "kept.tar", most)
    assert told.returncode == 1
    assert f"Where: {shelf / 'kept.tar'}" in told.stderr
    assert "Remedy: Make room" in told.stderr and "Traceback" not in told.stderr
    assert files_in(shelf) == set()


def test_what_a_killed_backup_left_is_cleared_by_the_next(tmp_path, settings):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = shelf / f".kept.tar.unfinished-{ended.pid}"
    left.mkdir()
    (left / "backup.tar").write_bytes(b"half")
    running = shelf / f".kept.tar.unfinished-{os.getppid()}"
    running.mkdir()
    backup_of(settings, shelf / "kept.tar")
    assert files_in(shelf) == {"kept.tar", running.name}


def test_a_repository_with_something_in_it_is_not_overwritten(tmp_path, settings):
    made = backup_of(settings, tmp_path / "kept.tar")
    other = a_repository(tmp_path / "other", files=1)
    before = held(other)
    with pytest.raises(InvalidRequest) as caught:
        restore(other, made.file)
    assert "--replace" in caught.value.remedy
    assert held(other) == before


def test_replacing_keeps_aside_what_was_there_even_when_it_is_damaged(tmp_path, settings):
    made = backup_of(settings, tmp_path / "kept.tar")
    (settings.data_dir / "throughline.db").write_bytes(b"no database any more")
    account = restore(settings, made.file, replace=True)
    assert account.aside is not None and account.aside.parent == settings.backups_dir
    assert (account.aside / "throughline.db").read_bytes() == b"no database any more"
    assert len(list((account.aside / "sources").glob("??/*"))) == 2
    assert len(held(settings)) == 4


def changed(file: Path, change) -> Path:
    """Write a backup's parts anew after ``change`` has had its way with them."""
    with tarfile.open(file) as tar:
        parts = {member.name: tar.extractfile(member).read() for member in tar}
    change(parts)
    other = file.with_name("changed.tar")
    with tarfile.open(other, "w") as tar:
        for name, content in parts.items():
            path = file.with_name("part")
            path.write_bytes(content)
            tar.add(path, name)
    return other


def spoil_a_source(parts):
    name = next(name for name in parts if name.startswith("sources/"))
    parts[name] = b"x" * len(parts[name])


def spoil_the_rows(parts):
    parts["database.sqlite"] = parts["database.sqlite"][:-1] + b"x"


def drop_a_source(parts):
    del parts[next(name for name in parts if name.startswith("sources/"))]


def add_a_stranger(parts):
    parts["../../escaped"] = b"put me anywhere"


def drop_the_manifest(parts):
    del parts["manifest.json"]


def make_it_of_tomorrow(parts):
    parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | {"format": 99}).encode()


@pytest.mark.parametrize(
    "change", [spoil_a_source, spoil_the_rows, drop_a_source, add_a_stranger, drop_the_manifest, make_it_of_tomorrow]
)
def test_a_backup_that_is_not_as_it_was_made_changes_nothing(tmp_path, settings, change):
    made = backup_of(settings, tmp_path / "kept.tar")
    broken = changed(made.file, change)
    before = held(settings)
    with pytest.raises(StorageFailed) as caught:
        restore(settings, broken, replace=True)
    assert caught.value.remedy
    assert held(settings) == before
    assert not settings.backups_dir.exists()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_backup_cut_short_anywhere_is_told(tmp_path, settings, share):
    made = backup_of(settings, tmp_path / "kept.tar")
    content = made.file.read_bytes()
    made.file.write_bytes(content[: int(len(content.rstrip(b"\0")) * share)])
    with pytest.raises(StorageFailed, match="not whole"):
        restore(settings, made.file, replace=True)


def test_what_is_no_backup_at_all_is_told(tmp_path, settings):
    for path in (tmp_path / "nowhere.tar", tmp_path):
        with pytest.raises(StorageFailed) as caught:
            restore(settings, path)
        assert caught.value.remedy


def test_a_repository_in_use_is_not_restored_into(tmp_path, settings):
    made = backup_of(settings, tmp_path / "kept.tar")
    with worker_lock(Repository(settings)).acquire(timeout=0), pytest.raises(RepositoryLocked) as caught:
        restore(settings, made.file, replace=True)
    assert "Stop" in caught.value.remedy


def test_a_backup_moves_a_repository_to_postgresql_and_back(tmp_path, settings, postgresql_url):
    shared = Settings.from_environment(tmp_path / "shared", environment={"THROUGHLINE_DATABASE_URL": postgresql_url})
    back = Settings.from_environment(tmp_path / "back", environment={})
    for place in (shared, back):
        place.data_dir.mkdir()
    restore(shared, backup_of(settings, tmp_path / "there.tar").file)
    assert held(shared) == held(settings)
    repository = Repository(shared)
    made = back_up(repository.database, repository.blobs, tmp_path / "back.tar", data_dir=shared.data_dir)
    repository.close()
    assert (made.sources, made.missing) == (2, ())
    assert restore(back, made.file).missing == ()
    assert held(back) == held(settings)
    assert sorted(path.name for path in (back.data_dir / "sources").glob("??/*")) == sorted(
        path.name for path in (settings.data_dir / "sources").glob("??/*")
    )


def test_replacing_a_shared_database_keeps_a_backup_of_what_was_there(tmp_path, settings, postgresql_url):
    shared = Settings.from_environment(tmp_path / "shared", environment={"THROUGHLINE_DATABASE_URL": postgresql_url})
    shared.data_dir.mkdir()
    made = backup_of(settings, tmp_path / "kept.tar").file
    restore(shared, made)
    with pytest.raises(InvalidRequest):
        restore(shared, made)
    kept = restore(shared, made, replace=True).aside
    assert kept is not None and verify(kept).observations == 4
    assert held(shared) == held(settings)
