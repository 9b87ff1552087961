import hashlib
import os
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import NotFound, StorageFailed, ThroughlineError
from storage import BlobStore


@pytest.fixture
def blobs(tmp_path):
    return BlobStore(tmp_path / "originals")


NOW = datetime.now(UTC)
YESTERDAY, LATER = NOW - timedelta(days=1), NOW + timedelta(days=1)


def eventually(is_so) -> bool:
    """A sweep that finds a file put meanwhile has it aside for a moment before it gives it back."""
    return any(is_so() for _ in range(10_000))


def files_of(blobs):
    return [path for path in blobs._folder.rglob("*") if path.is_file()]


@given(content=st.binary())
def test_bytes_come_back_under_their_digest(tmp_path_factory, content):
    blobs = BlobStore(tmp_path_factory.mktemp("originals"))
    digest = blobs.put(content)
    assert digest == hashlib.sha256(content).hexdigest()
    assert blobs.get(digest) == content


def test_the_same_bytes_are_kept_once(blobs):
    assert blobs.put(b"notes") == blobs.put(b"notes")
    assert len(files_of(blobs)) == 1


def test_bytes_that_changed_on_disk_are_not_given_out(blobs):
    digest = blobs.put(b"notes")
    files_of(blobs)[0].write_bytes(b"n0tes")
    with pytest.raises(StorageFailed, match="damaged"):
        blobs.get(digest)


def test_bytes_that_were_cut_short_are_mended_by_putting_them_again(blobs):
    digest = blobs.put(b"notes")
    files_of(blobs)[0].write_bytes(b"no")
    blobs.put(b"notes")
    assert blobs.get(digest) == b"notes"


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", ""])
def test_what_is_not_kept_is_not_found(blobs, name):
    with pytest.raises(NotFound):
        blobs.get(name)


def test_what_nothing_refers_to_is_removed_and_unfinished_files_with_it(blobs):
    kept, gone = blobs.put(b"kept"), blobs.put(b"gone")
    (blobs._folder / kept[:2] / ".unfinished-123").write_bytes(b"half")
    assert blobs.unreferenced({kept}, untouched_since=LATER) == sorted([".unfinished-123", gone])
    assert blobs.remove_unreferenced({kept}, untouched_since=LATER) == 2
    assert blobs.get(kept) == b"kept"
    with pytest.raises(NotFound):
        blobs.get(gone)
    assert blobs.remove_unreferenced({kept}, untouched_since=LATER) == 0


def test_what_was_put_lately_is_spared_though_nothing_names_it_yet(blobs):
    old, again = blobs.put(b"old"), blobs.put(b"put again")
    for path in files_of(blobs):
        os.utime(path, (YESTERDAY.timestamp(), YESTERDAY.timestamp()))
    blobs.put(b"put again")
    since = YESTERDAY + timedelta(hours=1)
    assert blobs.unreferenced(set(), untouched_since=since) == [old]
    assert blobs.remove_unreferenced(set(), untouched_since=since) == 1
    assert blobs.get(again) == b"put again"


def test_putting_and_sweeping_at_once_loses_nothing_that_was_put(blobs):
    digest = blobs.put(b"wanted")
    since = datetime.now(UTC) - timedelta(hours=1)
    old = (YESTERDAY.timestamp(), YESTERDAY.timestamp())
    done = threading.Event()

    def sweep():
        while not done.is_set():
            blobs.remove_unreferenced(set(), untouched_since=since)

    sweeper = threading.Thread(target=sweep)
    sweeper.start()
    try:
        for _ in range(300):
            with suppress(FileNotFoundError):
                os.utime(blobs._path(digest), old)
            blobs.put(b"wanted")
            assert eventually(lambda: blobs.has(digest))
    finally:
        done.set()
        sweeper.join()


def test_bytes_that_changed_on_disk_are_mended_by_putting_them_again(blobs):
    digest = blobs.put(b"notes")
    files_of(blobs)[0].write_bytes(b"n0tes")
    assert blobs.has(digest) and not blobs.is_whole(digest)
    blobs.put(b"notes")
    assert blobs.is_whole(digest)
    assert not blobs.is_whole("0" * 64)


def test_one_file_can_be_removed_and_asked_after(blobs):
    digest = blobs.put(b"notes")
    assert blobs.has(digest)
    blobs.remove(digest)
    blobs.remove(digest)
    assert not blobs.has(digest)


def test_a_folder_that_cannot_be_made_is_told_with_a_remedy(tmp_path):
    (tmp_path / "taken").write_text("a file stands where the folder should")
    with pytest.raises(ThroughlineError) as caught:
        BlobStore(tmp_path / "taken").put(b"notes")
    assert caught.value.remedy


def test_a_disk_that_fails_midway_leaves_nothing_behind(blobs, monkeypatch):
    def no_more_room(_descriptor):
        raise OSError(28, "No space left on device")

    blobs._folder.mkdir()
    monkeypatch.setattr(os, "fsync", no_more_room)
    with pytest.raises(StorageFailed):
        blobs.put(b"notes")
    assert files_of(blobs) == []
