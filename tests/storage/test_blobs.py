import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import NotFound, StorageFailed, ThroughlineError
from storage import BlobStore


@pytest.fixture
def blobs(tmp_path):
    return BlobStore(tmp_path / "originals")


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
    assert blobs.remove_unreferenced({kept}) == 2
    assert blobs.get(kept) == b"kept"
    with pytest.raises(NotFound):
        blobs.get(gone)
    assert blobs.remove_unreferenced({kept}) == 0


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
    import os

    def no_more_room(_descriptor):
        raise OSError(28, "No space left on device")

    blobs._folder.mkdir()
    monkeypatch.setattr(os, "fsync", no_more_room)
    with pytest.raises(StorageFailed):
        blobs.put(b"notes")
    assert files_of(blobs) == []
