"""Whether Chroma's files are whole. Chroma itself crashes on some damage and answers wrongly on other [tried]."""

import shutil
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

from domain.errors import IndexUnusable
from vector_store.chroma_errors import REBUILD

_BUSY_SECONDS = 60.0
_HEADER = struct.Struct("<i6Q")
"""hnswlib's header as Chroma writes it: version, offset, capacity, elements, bytes an element, two offsets."""

_PARTS = ("header.bin", "data_level0.bin", "length.bin", "link_lists.bin", "index_metadata.pickle")


def check_files(path: Path) -> None:
    """Raise IndexUnusable when the files under ``path`` do not fit together. No files yet: nothing to check.

    Finds missing, truncated and overwritten files, not a changed byte within.
    """
    database = path / "chroma.sqlite3"
    if not database.exists():
        if any(path.glob("*/header.bin")):
            raise _damaged(database)
        return
    for segment in _saved_segments(database):
        _check_segment(path / segment)


def scrub_files(path: Path) -> bool:
    """Remove what Chroma leaves behind of deleted vectors; tell whether nothing of them is left in its files.

    It keeps the folders of deleted collections and the pages of deleted rows [tried with 1.5]. No files: nothing to do.
    Others may go on using it. Raises IndexUnusable when its database is damaged or stays busy.
    """
    database = path / "chroma.sqlite3"
    if not database.exists():
        return True
    folders = [header.parent for header in path.glob("*/header.bin")]  # before the rows: one made meanwhile is spared
    try:
        with closing(sqlite3.connect(database, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
            named = {row[0] for row in connection.execute("SELECT id FROM segments")}
            for folder in folders:
                if folder.name not in named:
                    shutil.rmtree(folder, ignore_errors=True)
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            free = connection.execute("PRAGMA freelist_count").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise _damaged(database) from error
    return free == 0 and all(folder.name in named or not folder.exists() for folder in folders)


def _saved_segments(database: Path) -> list[str]:
    """Return the vector segments of which Chroma has saved some elements into files."""
    saved = "SELECT id FROM segments JOIN max_seq_id ON segment_id = id WHERE scope = 'VECTOR' AND seq_id > 0"
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            tables = connection.execute("SELECT COUNT(*) FROM sqlite_master WHERE name IN ('segments', 'max_seq_id')")
            return [row[0] for row in connection.execute(saved)] if tables.fetchone()[0] == 2 else []
    except sqlite3.DatabaseError as error:
        raise _damaged(database) from error


def _check_segment(folder: Path) -> None:
    for part in _PARTS:
        if not (folder / part).is_file():
            raise _damaged(folder / part)
    header = (folder / "header.bin").read_bytes()
    if len(header) < _HEADER.size:
        raise _damaged(folder / "header.bin")
    _, _, capacity, elements, bytes_each, _, _ = _HEADER.unpack_from(header)
    # Chroma writes as many elements as there are, or room for as many as it may hold.
    for part, each in (("data_level0.bin", bytes_each), ("length.bin", 4)):
        if (folder / part).stat().st_size not in {elements * each, capacity * each}:
            raise _damaged(folder / part)


def _damaged(path: Path) -> IndexUnusable:
    return IndexUnusable("The index of vectors is damaged.", where=f"{path.parent.name}/{path.name}", remedy=REBUILD)
