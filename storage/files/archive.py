"""A backup as one file: a tar of the rows, the sources' bytes, and last a manifest that says what must be in it.

The manifest comes last, so a file that was cut short has none. Nothing in it is ever unpacked by its own name.
"""

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO

from domain.errors import NotFound, StorageFailed

FORMAT = 1
"""The form of the file; a program reads its own and every earlier one."""

MANIFEST = "manifest.json"
DATABASE = "database.sqlite"
SOURCES = "sources/"
_MANIFEST_BYTES = 500_000_000
_CHUNK = 1 << 20
_SOURCE = re.compile(r"sources/([0-9a-f]{64})")


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """What a backup holds. ``made_at`` is an ISO time in UTC, ``schema`` the number of the last migration.

    ``sources`` are the SHA-256 of the files in it; ``missing`` those that the rows name but that were not there, or
    were damaged, when it was made.
    """

    format: int
    made_at: str
    schema: str
    database_sha256: str
    studies: int
    observations: int
    sources: tuple[str, ...]
    missing: tuple[str, ...]


def write_archive(
    file: Path,
    *,
    copy: Path,
    made_at: str,
    schema: str,
    counts: dict[str, int],
    digests: Iterable[str],
    read: Callable[[str], bytes],
) -> Manifest:
    """Write rows and sources into a new tar, flushed to disk; return its manifest.

    ``read`` gives a source's bytes; one that it does not find, or finds damaged, is noted as missing. OSError when the
    disk refuses.
    """
    with file.open("xb") as raw:
        with tarfile.open(fileobj=raw, mode="w", format=tarfile.PAX_FORMAT) as tar:
            with copy.open("rb") as rows:
                _add(tar, DATABASE, rows, copy.stat().st_size)
            sources, missing = _add_sources(tar, digests, read)
            manifest = Manifest(
                format=FORMAT,
                made_at=made_at,
                schema=schema,
                database_sha256=_digest_of_file(copy),
                studies=counts["studies"],
                observations=counts["observations"],
                sources=tuple(sources),
                missing=tuple(missing),
            )
            said = json.dumps(asdict(manifest), indent=1).encode()
            _add(tar, MANIFEST, io.BytesIO(said), len(said))
        raw.flush()
        os.fsync(raw.fileno())
    return manifest


def _add_sources(
    tar: tarfile.TarFile, digests: Iterable[str], read: Callable[[str], bytes]
) -> tuple[list[str], list[str]]:
    """Add each source; return those that were, and those that could not be read."""
    sources, missing = [], []
    for digest in digests:
        try:
            content = read(digest)
        except (NotFound, StorageFailed):
            missing.append(digest)
        else:
            _add(tar, SOURCES + digest, io.BytesIO(content), len(content))
            sources.append(digest)
    return sources, missing


def verify(file: Path) -> Manifest:
    """Read the whole backup and return its manifest.

    Raises StorageFailed unless every part is there, nothing else is, and each has the digest that the manifest says.
    """
    with _reading(file) as tar:
        manifest = _manifest(tar, file)
        expected = {DATABASE: manifest.database_sha256} | {SOURCES + digest: digest for digest in manifest.sources}
        found = {member.name: _digest(tar, member) for member in tar.getmembers() if member.name != MANIFEST}
        if found != expected or len(tar.getmembers()) != len(expected) + 1:
            wrong = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
            raise _broken(file, f"{len(wrong)} of its parts are missing, damaged, or do not belong there")
    return manifest


def take_out_rows(file: Path, into: Path) -> None:
    """Write the rows of a backup into a new file."""
    with _reading(file) as tar, into.open("xb") as out:
        for chunk in _chunks(tar, tar.getmember(DATABASE)):
            out.write(chunk)


def sources_in(file: Path) -> Iterator[bytes]:
    """Yield the bytes of each source in a backup."""
    with _reading(file) as tar:
        for member in tar:
            if _SOURCE.fullmatch(member.name):
                yield b"".join(_chunks(tar, member))


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> None:
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o600
    tar.addfile(member, content)


def _manifest(tar: tarfile.TarFile, file: Path) -> Manifest:
    try:
        member = tar.getmember(MANIFEST)
        if member.size > _MANIFEST_BYTES:
            raise _broken(file, "its manifest is too large")
        said = json.loads(b"".join(_chunks(tar, member)))
        if said["format"] > FORMAT:
            raise StorageFailed(
                "A newer version of Throughline made this backup.",
                where=str(file),
                remedy="Restore it with that version or a later one.",
            )
        values = {field.name: said[field.name] for field in fields(Manifest)}
    except (KeyError, TypeError, ValueError):
        raise _broken(file, "its manifest is missing, so it was not written to its end") from None
    return Manifest(**values | {"sources": tuple(values["sources"]), "missing": tuple(values["missing"])})


@contextmanager
def _reading(file: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(file, mode="r:") as tar:
            yield tar
    except (tarfile.TarError, EOFError):
        raise _broken(file, "it is not a whole tar file") from None
    except OSError as error:
        raise StorageFailed(
            f"The backup cannot be read ({error.strerror}).",
            where=str(file),
            remedy="Check the path and its permissions.",
        ) from None


def _chunks(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[bytes]:
    content = tar.extractfile(member) if member.isreg() else None
    if content is None:
        return
    while chunk := content.read(_CHUNK):
        yield chunk


def _digest(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    sha256 = hashlib.sha256()
    for chunk in _chunks(tar, member):
        sha256.update(chunk)
    return sha256.hexdigest()


def _digest_of_file(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _broken(file: Path, why: str) -> StorageFailed:
    return StorageFailed(
        f"The backup is not whole: {why}.",
        where=str(file),
        remedy="Nothing was changed. Use another backup, or copy this one again from where it was kept.",
    )
