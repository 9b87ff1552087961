"""What readers share of getting at a file's content within limits: its text, or the parts packed in it."""

import io
import zipfile
import zlib

from domain.errors import UnreadableSource
from domain.evidence import SourceFile
from domain.limits import Limits
from ingest.readers._encoding import decoded
from ingest.readers._nature import WHOLE_FILE, damaged, locked

_RATIO_FROM_BYTES = 1_000_000
"""A part smaller than this, unpacked, does no harm however well it was packed."""
_CHUNK_BYTES = 1_000_000
_ENCRYPTED = 0x1
_UNPACKING_ERRORS = (
    zipfile.BadZipFile,
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    NotImplementedError,
    zlib.error,
)


def check_filled(source: SourceFile) -> None:
    """Raise UnreadableSource for a file that holds nothing."""
    if not source.content.strip():
        raise UnreadableSource(
            "The file is empty.", where=WHOLE_FILE, remedy="Check that the right file was saved, then add it again."
        )


def check_length(length: int, limits: Limits) -> None:
    """Raise UnreadableSource for more bytes than are taken in at once."""
    if length > limits.source_bytes:
        raise UnreadableSource(
            f"The file has {_megabytes(length)} MB; at most {_megabytes(limits.source_bytes)} MB are read.",
            where=WHOLE_FILE,
            remedy="Split it into smaller files, or leave out pictures.",
        )


def check_count(count: int, most: int, *, what: str, where: str = WHOLE_FILE) -> None:
    """Raise UnreadableSource for more of something (cells, pages) than a limit allows; call it while counting."""
    if count > most:
        raise UnreadableSource(
            f"The file has more than {most:,} {what}, the most that are read at once.",
            where=where,
            remedy="Split it into smaller files.",
        )


def unpacked(source: SourceFile, limits: Limits) -> zipfile.ZipFile:
    """Return the zip archive behind an Office file, every part of it looked at and within the limits.

    Raises UnreadableSource when it is protected by a password, damaged, or grows too large.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.content))
    except _UNPACKING_ERRORS as error:
        raise damaged() from error
    entries = archive.infolist()
    check_entries(entries, limits)
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise locked()
        try:
            with archive.open(entry) as part:
                while part.read(_CHUNK_BYTES):
                    pass
        except _UNPACKING_ERRORS as error:
            raise damaged() from error
    return archive


def check_entries(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Raise UnreadableSource for an archive that says it has too many parts, or unpacks to too much.

    What it says is what it can give: reading a part stops at the size that is told here.
    """
    check_count(len(entries), limits.entries, what="parts")
    if sum(entry.file_size for entry in entries) > limits.expanded_bytes:
        raise UnreadableSource(
            f"The file unpacks to more than {_megabytes(limits.expanded_bytes)} MB, the most that is read at once.",
            where=WHOLE_FILE,
            remedy="Split it into smaller files.",
        )
    for entry in entries:
        if entry.file_size > max(_RATIO_FROM_BYTES, limits.ratio * entry.compress_size):
            raise UnreadableSource(
                f"A part of the file grows more than {limits.ratio} times when it is unpacked.",
                where=WHOLE_FILE,
                remedy="Documents do not do that. If this is one, save it again in the program that made it.",
            )


def text_of(source: SourceFile) -> str:
    """Return the file's text with LF line ends: UTF-8 or UTF-16 as marked or found, else the likeliest encoding.

    Raises UnreadableSource for an empty file, one that is no text, or an encoding that cannot be told.
    """
    check_filled(source)
    text = decoded(source.content).replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise UnreadableSource(
            "The file holds a NUL character, which no text has.",
            where=f"line {text[: text.index(chr(0))].count(chr(10)) + 1}",
            remedy="Delete it, or save the file again as UTF-8 text, then add it.",
        )
    if not text.strip():
        raise UnreadableSource(
            "The file holds no text.",
            where=WHOLE_FILE,
            remedy="Check that the right file was saved, then add it again.",
        )
    return text


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:,.0f}"
