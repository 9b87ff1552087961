"""Bytes of sources in the database behave as those in files do."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from domain.errors import NotFound, StorageFailed
from storage import SqlBlobs, schema

NOW = datetime.now(UTC)
YESTERDAY, LATER = NOW - timedelta(days=1), NOW + timedelta(days=1)


@pytest.fixture
def blobs(database):
    return SqlBlobs(database)


def change(database, digest, **values):
    with database.writing() as connection:
        connection.execute(update(schema.blobs).where(schema.blobs.c.digest == digest).values(**values))


@pytest.mark.parametrize("content", [b"", b"notes", bytes(range(256)) * 5000])
def test_bytes_come_back_under_their_digest_and_are_kept_once(blobs, content):
    digest = blobs.put(content)
    assert digest == blobs.put(content) == hashlib.sha256(content).hexdigest()
    assert blobs.get(digest) == content
    assert blobs.has(digest) and blobs.is_whole(digest)


def test_bytes_that_changed_are_not_given_out_and_are_mended_by_putting_them_again(blobs, database):
    digest = blobs.put(b"notes")
    change(database, digest, content=b"n0tes")
    with pytest.raises(StorageFailed, match="damaged"):
        blobs.get(digest)
    assert blobs.has(digest) and not blobs.is_whole(digest)
    assert blobs.put(b"notes") == digest
    assert blobs.get(digest) == b"notes"


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", ""])
def test_what_is_not_kept_is_not_found(blobs, name):
    assert not blobs.has(name) and not blobs.is_whole(name)
    with pytest.raises(NotFound):
        blobs.get(name)


def test_one_file_can_be_removed(blobs):
    digest = blobs.put(b"notes")
    blobs.remove(digest)
    blobs.remove(digest)
    assert not blobs.has(digest)


def test_what_nothing_refers_to_is_removed_unless_it_was_put_lately(blobs, database):
    kept, gone, again = blobs.put(b"kept"), blobs.put(b"gone"), blobs.put(b"put again")
    for digest in (kept, gone, again):
        change(database, digest, stored_at=YESTERDAY.isoformat(timespec="microseconds"))
    blobs.put(b"put again")
    since = YESTERDAY + timedelta(hours=1)
    assert blobs.unreferenced({kept}, untouched_since=since) == [gone]
    assert blobs.remove_unreferenced({kept}, untouched_since=since) == 1
    assert [blobs.has(digest) for digest in (kept, gone, again)] == [True, False, True]
    assert blobs.remove_unreferenced({kept}, untouched_since=LATER) == 1
