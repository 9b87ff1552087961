"""What a file's bytes are, whatever its name says, and its text."""

import io
import zipfile
import zlib

from domain.errors import UnreadableSource
from domain.evidence import SourceFile
from ingest.readers._encoding import decoded

MAX_SOURCE_BYTES = 50_000_000
MAX_UNPACKED_BYTES = 500_000_000

_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "an archive"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"RIFF", "a recording"),
)
_PARTS = (
    ("word/document.xml", "a Word document", ".docx"),
    ("xl/workbook.xml", "an Excel workbook", ".xlsx"),
    ("ppt/presentation.xml", "a PowerPoint presentation", ".pptx"),
)
_WHOLE_FILE = "whole file"
_PDF_MARK_WITHIN_BYTES = 1024
"""Readers of the format look for its mark that far."""


def check_size(source: SourceFile) -> None:
    """Raise UnreadableSource for a file that holds nothing, or more than we take in at once."""
    if not source.content.strip():
        raise UnreadableSource(
            "The file is empty.", where=_WHOLE_FILE, remedy="Check that the right file was saved, then add it again."
        )
    check_length(len(source.content))


def check_length(length: int) -> None:
    """Raise UnreadableSource for more bytes than we take in at once."""
    if length > MAX_SOURCE_BYTES:
        raise UnreadableSource(
            f"The file has {length // 1_000_000} MB; at most {MAX_SOURCE_BYTES // 1_000_000} MB are read.",
            where=_WHOLE_FILE,
            remedy="Split it into smaller files, or leave out pictures.",
        )


def check_pdf(source: SourceFile) -> None:
    """Raise UnreadableSource for a file that is too large, empty, or no PDF."""
    check_size(source)
    if b"%PDF-" in source.content[:_PDF_MARK_WITHIN_BYTES]:
        return
    nature = _nature(source.content)
    if nature == "zip":
        nature = _zip_nature(_names(source.content))[0]
    raise _other_format(source, "an old Office file" if nature == "ole" else nature or "not a PDF")


def unpacked(source: SourceFile, *, part: str) -> zipfile.ZipFile:
    """Return the zip archive behind an Office file that holds ``part``.

    Raises UnreadableSource when it is protected by a password, damaged, of another format, or too large unpacked.
    """
    check_size(source)
    nature = _nature(source.content)
    if nature == "ole":
        raise _protected_or_old(source)
    if nature != "zip":
        raise _other_format(source, nature or "not an Office file")
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.content))
        names = set(archive.namelist())
        size = sum(entry.file_size for entry in archive.infolist())
        damaged = archive.testzip() if size <= MAX_UNPACKED_BYTES else None
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError, zlib.error) as error:
        raise _damaged() from error
    if size > MAX_UNPACKED_BYTES:
        raise UnreadableSource(
            "The file unpacks to more than is read at once.", where=_WHOLE_FILE, remedy="Split it into smaller files."
        )
    if damaged:
        raise _damaged()
    if part not in names:
        raise _other_format(source, _zip_nature(names)[0])
    return archive


def text_of(source: SourceFile) -> str:
    """Return the file's text with LF line ends: UTF-8 or UTF-16 as marked or found, else the likeliest encoding.

    Raises UnreadableSource for an empty file, one that is no text, or an encoding that cannot be told.
    """
    check_size(source)
    nature = _nature(source.content)
    if nature == "zip":
        nature = _zip_nature(_names(source.content))[0]
    if nature == "ole":
        nature = "an old Office file"
    if nature:
        raise _other_format(source, nature)
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
            where=_WHOLE_FILE,
            remedy="Check that the right file was saved, then add it again.",
        )
    return text


def _nature(content: bytes) -> str | None:
    return next((nature for magic, nature in _MAGIC if content.startswith(magic)), None)


def _names(content: bytes) -> set[str]:
    try:
        return set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return set()


def _zip_nature(names: set[str]) -> tuple[str, str]:
    return next(((label, suffix) for part, label, suffix in _PARTS if part in names), ("an archive", ".zip"))


def _other_format(source: SourceFile, nature: str) -> UnreadableSource:
    suffix = ".pdf" if nature == "a PDF" else next((ending for _, label, ending in _PARTS if label == nature), "")
    remedy = f"Rename it to end in {suffix}, then add it again." if suffix in {".docx", ".xlsx", ".pdf"} else ""
    return UnreadableSource(
        f"The name ends in {source.suffix or 'nothing'}, but the file is {nature}.",
        where=_WHOLE_FILE,
        remedy=remedy or "Save it as docx, xlsx, pdf, csv, md or txt, then add it again.",
    )


def _protected_or_old(source: SourceFile) -> UnreadableSource:
    if "EncryptedPackage".encode("utf-16-le") in source.content:
        return UnreadableSource(
            "The file is protected by a password.",
            where=_WHOLE_FILE,
            remedy="Open it, take the password off, save it, then add it again.",
        )
    return _other_format(source, "an old Office file")


def _damaged() -> UnreadableSource:
    return UnreadableSource(
        "The file is damaged: its parts cannot be unpacked.",
        where=_WHOLE_FILE,
        remedy="Open it in the program that made it, save it under a new name, then add that.",
    )
