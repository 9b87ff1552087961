"""What readers share of getting at a file's content within limits: its text, or the parts packed in it."""

import io
import zipfile
from typing import IO

from domain.errors import UnreadableSource
from domain.evidence import SourceFile
from domain.limits import Limits
from ingest.readers._encoding import decoded
from ingest.readers._nature import UNPACKING_ERRORS, WHOLE_FILE, damaged, locked
from ingest.readers._xml import LONGEST_MARK_BYTES, check_xml

RATIO_FROM_BYTES = 1_000_000
"""A part smaller than this, unpacked, does no harm however well it was packed."""
_CHUNK_BYTES = 1_000_000
_XML = (".xml", ".rels")
_NOT_PARSED = "META-INF/"
"""Older office programs wrote a document type into its list of parts, which nobody reads."""
ENCRYPTED = 0x1


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

    Raises UnreadableSource when it is protected by a password, damaged, grows too large, or holds XML that declares
    entities of its own.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.content))
    except UNPACKING_ERRORS as error:
        raise damaged() from error
    entries = archive.infolist()
    check_entries(entries, limits)
    for entry in entries:
        if entry.flag_bits & ENCRYPTED:
            raise locked()
        if grows_too_much(entry, limits):
            raise UnreadableSource(
                f"A part of the file grows more than {limits.ratio} times when it is unpacked.",
                where=WHOLE_FILE,
                remedy="Documents do not do that. If this is one, save it again in the program that made it.",
            )
        _check_part(archive, entry)
    return archive


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack a part, so that damage is found here, and look into XML for declarations."""
    is_xml = entry.filename.endswith(_XML) and not entry.filename.startswith(_NOT_PARSED)
    before = b""
    try:
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK_BYTES):
                if is_xml:
                    check_xml(before + chunk, where=entry.filename)
                before = chunk[-LONGEST_MARK_BYTES:]
    except UNPACKING_ERRORS as error:
        raise damaged() from error


def check_entries(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Raise UnreadableSource for an archive that says it has too many parts, or unpacks to too much.

    What it says is what it can give: reading a part stops at the size that is told here.
    """
    check_count(len(entries), limits.entries, what="parts")
    if sum(entry.file_size for entry in entries) > limits.expanded_bytes:
        raise UnreadableSource(
            "The file unpacks to more than is taken in at once.",
            where=WHOLE_FILE,
            remedy="Split it into smaller files.",
        )


def grows_too_much(entry: zipfile.ZipInfo, limits: Limits) -> bool:
    """Tell whether a part of an archive says that it grows beyond what documents do."""
    return entry.file_size > max(RATIO_FROM_BYTES, limits.ratio * entry.compress_size)


def read_within(part: IO[bytes], most: int) -> bytes:
    """Return what a part unpacks to. Raises UnreadableSource as soon as it is more than ``most`` bytes."""
    pieces, length = [], 0
    while piece := part.read(_CHUNK_BYTES):
        length += len(piece)
        if length > most:
            raise UnreadableSource(
                f"The file unpacks to more than {_megabytes(most)} MB, the most that is read at once.",
                where=WHOLE_FILE,
                remedy="Split it into smaller files.",
            )
        pieces.append(piece)
    return b"".join(pieces)


def no_words() -> UnreadableSource:
    """Return the refusal of a file in which nobody wrote anything."""
    return UnreadableSource(
        "The file holds no words.", where=WHOLE_FILE, remedy="Check that the right file was saved, then add it again."
    )


def text_of(source: SourceFile, *, declared: str | None = None) -> str:
    """Return the file's text with LF line ends: as marked, as ``declared`` inside, or as found.

    Raises UnreadableSource for an empty file, one that is no text, or an encoding that cannot be told.
    """
    check_filled(source)
    text = decoded(source.content, declared=declared).replace("\r\n", "\n").replace("\r", "\n")
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
