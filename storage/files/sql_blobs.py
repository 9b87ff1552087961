"""The raw bytes of sources, kept in the database: where several machines share it, a folder would be one machine's."""

import hashlib
from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, delete, insert, select, update

from domain.errors import NotFound, StorageFailed
from storage.database import Database
from storage.schema import blobs


class SqlBlobs:
    """Bytes by their SHA-256, in a table. Putting the same bytes twice keeps them once; as BlobStore does in files."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, content: bytes) -> str:
        """Keep the bytes and return their SHA-256 in hexadecimal. Raises StorageFailed when the database refuses."""
        digest = hashlib.sha256(content).hexdigest()
        now = _written(datetime.now(UTC))
        same = (blobs.c.digest == digest) & (blobs.c.content == content)
        with self._database.writing() as connection:
            if not connection.execute(update(blobs).where(same).values(stored_at=now)).rowcount:
                connection.execute(delete(blobs).where(blobs.c.digest == digest))
                connection.execute(insert(blobs).values(digest=digest, content=content, stored_at=now))
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes with that SHA-256.

        Raises NotFound when there are none, StorageFailed when the row no longer holds what its name says.
        """
        with self._database.reading() as connection:
            content = connection.execute(select(blobs.c.content).where(blobs.c.digest == digest)).scalar()
        if content is None:
            raise NotFound("The original file is not kept here.", where=digest, remedy="Add the file again.")
        if hashlib.sha256(content).hexdigest() != digest:
            raise StorageFailed(
                "An original file was damaged in the database.",
                where=digest,
                remedy="Restore it from a backup, or add the file again.",
            )
        return bytes(content)

    def has(self, digest: str) -> bool:
        """Tell whether bytes with that SHA-256 are kept here."""
        with self._database.reading() as connection:
            return connection.execute(select(blobs.c.digest).where(blobs.c.digest == digest)).scalar() is not None

    def is_whole(self, digest: str) -> bool:
        """Tell whether bytes with that SHA-256 are kept here and still hold what their name says; reads them all."""
        try:
            self.get(digest)
        except (NotFound, StorageFailed):
            return False
        return True

    def remove(self, digest: str) -> None:
        """Remove the bytes with that SHA-256; nothing happens when there are none."""
        with self._database.writing() as connection:
            connection.execute(delete(blobs).where(blobs.c.digest == digest))

    def unreferenced(self, keep: Collection[str], *, untouched_since: datetime) -> list[str]:
        """Return the names of what ``keep`` does not name, in ascending order.

        What was put, even if it was there already, at ``untouched_since`` or later is spared: somebody may be about to
        name it.
        """
        query = select(blobs.c.digest).where(_put_before(untouched_since)).order_by(blobs.c.digest)
        with self._database.reading() as connection:
            kept = frozenset(keep)
            return [digest for digest in connection.execute(query).scalars() if digest not in kept]

    def remove_unreferenced(self, keep: Collection[str], *, untouched_since: datetime) -> int:
        """Remove what :meth:`unreferenced` returns; return how many were removed."""
        removed = 0
        for digest in self.unreferenced(keep, untouched_since=untouched_since):
            query = delete(blobs).where(blobs.c.digest == digest, _put_before(untouched_since))
            with self._database.writing() as connection:
                removed += connection.execute(query).rowcount
        return removed


def _put_before(moment: datetime) -> ColumnElement[bool]:
    return blobs.c.stored_at < _written(moment)


def _written(moment: datetime) -> str:
    """Return a moment in UTC as text that sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
