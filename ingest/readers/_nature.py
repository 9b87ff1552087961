"""What a file's bytes are, whatever its name says, and what to do about those that are not read."""

import codecs
import io
import json
import re
import zipfile
import zlib

from domain.errors import UnreadableSource
from domain.evidence import SourceFile
from domain.files import Sight

WHOLE_FILE = "whole file"
UNPACKING_ERRORS = (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError, zlib.error)
"""What unpacking a damaged archive, or one packed in a way that is not known here, can raise."""

_PICTURE = ("a picture", "Run text recognition on it, or type out what it says, then add that.")
_RECORDING = ("a recording", "Have it written out, and add the transcript (vtt, srt, docx or txt).")
_PACKED = ("an archive of a kind that is not opened", "Pack the files as zip, or add them one by one.")
_PACKED_BY_OUTLOOK = (
    "what Outlook packs beside a mail (winmail.dat)",
    "Open the mail in Outlook and save the files in it, or ask who sent it for them.",
)
_CODEBOOK = (
    "a codebook of an analysis tool (REFI-QDA): codes and no evidence",
    "Add its codes to a study, on the study's page or with: throughline codebook import.",
)
_CODEBOOK_SPACE = "urn:QDA-XML:codebook:"
_PROGRAM = ("a program", "Leave it out: programs hold no notes.")
_DATABASE = ("a database", "Export its tables as csv or xlsx, then add those.")
_SAVE_AS = "Save it as docx, xlsx, pdf, csv, md or txt, then add it again."
_MAGIC = (
    (0, b"\x89PNG", _PICTURE),
    (0, b"\xff\xd8\xff", _PICTURE),
    (0, b"GIF8", _PICTURE),
    (0, b"II*\x00", _PICTURE),
    (0, b"MM\x00*", _PICTURE),
    (8, b"WEBP", _PICTURE),
    (4, b"ftypheic", _PICTURE),
    (4, b"ftyp", _RECORDING),
    (0, b"ID3", _RECORDING),
    (0, b"\xff\xfb", _RECORDING),
    (0, b"OggS", _RECORDING),
    (0, b"fLaC", _RECORDING),
    (0, b"RIFF", _RECORDING),
    (0, b"\x1aE\xdf\xa3", _RECORDING),
    (0, b"\x1f\x8b", _PACKED),
    (0, b"7z\xbc\xaf\x27\x1c", _PACKED),
    (0, b"Rar!", _PACKED),
    (0, b"BZh", _PACKED),
    (0, b"\xfd7zXZ", _PACKED),
    (257, b"ustar", _PACKED),
    (0, b"\x78\x9f\x3e\x22", _PACKED_BY_OUTLOOK),
    (0, b"MZ", _PROGRAM),
    (0, b"\x7fELF", _PROGRAM),
    (0, b"SQLite format 3\x00", _DATABASE),
    (0, b"%PDF-", ("a PDF", "It is damaged: save it again as PDF, then add that.")),
    (0, b"{\\rtf", ("a rich text document", _SAVE_AS)),
)
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLDER = (
    ("WordDocument", "an old Word document", "Open it in Word or LibreOffice, save it as docx, then add that."),
    ("PowerPoint Document", "an old PowerPoint presentation", "Open it there, save it as pptx, then add that."),
    ("Workbook", "an old Excel workbook", "Open it in Excel or LibreOffice, save it as xlsx, then add that."),
    ("Book", "an old Excel workbook", "Open it in Excel or LibreOffice, save it as xlsx, then add that."),
)
"""Formats before 2007, by the name of the stream that holds the text."""
OFFICE_PARTS = {
    "word/document.xml": "a Word document",
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
}
"""What an Office file is, by the part that it must have."""
_OF_PARTS = re.compile(r"\.(?:(?:doc|xls|ppt)[xm]|ppsx|potx|od[tps]|ott|qdpx|zip)")
"""The endings of files that are archives of parts."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE_BYTES = 8192
_START_CHARACTERS = 4000
_NUL_SHARE = 0.15
_CONTROLS_SHARE = 0.01
_NO_CONTROLS = (0x00, 0x1B)
"""Zeros are half of a letter in some encodings; escape begins Japanese letters in another."""
_MOST_JSON_BYTES = 5_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FEWEST_LETTERS_SHARE = 0.5
"""Of the characters of a text so many are letters, and of bytes that are no text far fewer."""


def sight_of(source: SourceFile) -> Sight:
    """Return what a first look at the file tells; of a damaged archive no parts."""
    content = source.content
    parts = _names(content) if content.startswith(ZIP) else frozenset[str]()
    return Sight(suffix=source.suffix, content=content, parts=parts, start=_start(content))


def format_refused(seen: Sight) -> UnreadableSource:
    """Return the refusal of a file that no reader takes: what it is, and what to do instead."""
    if seen.content.startswith(ZIP) and not seen.parts:
        return damaged()
    if seen.content.startswith(OLE):
        return _ole_refused(seen)
    if found := _magic(seen.content):
        nature, remedy = found
    elif seen.parts:
        nature = next((label for part, label in OFFICE_PARTS.items() if part in seen.parts), "an archive")
        remedy = _SAVE_AS if nature != "an archive" else "Unpack it, then add the files in it."
    elif _CODEBOOK_SPACE in seen.start:
        nature, remedy = _CODEBOOK
    elif seen.is_text:
        nature, remedy = "written for programs, as JSON or XML", _SAVE_AS
    else:
        return damaged() if _OF_PARTS.fullmatch(seen.suffix) else _controls_refused(seen.content) or undecodable()
    return UnreadableSource(f"The file is {nature}, which is not read.", where=WHOLE_FILE, remedy=remedy)


def is_markup(seen: Sight) -> bool:
    """Tell whether a text is written for programs, as XML or JSON, so that it is not taken for notes."""
    return seen.start.lstrip().startswith(("<?xml", "<svg")) or _is_json(seen.content)


def damaged() -> UnreadableSource:
    """Return the refusal of an archive or Office file whose parts cannot be unpacked."""
    return UnreadableSource(
        "The file is damaged: its parts cannot be unpacked.",
        where=WHOLE_FILE,
        remedy="Open it in the program that made it, save it under a new name, then add that.",
    )


def locked() -> UnreadableSource:
    """Return the refusal of a file that a password protects."""
    return UnreadableSource(
        "The file is protected by a password.",
        where=WHOLE_FILE,
        remedy="Open it, take the password off, save it, then add it again.",
    )


def undecodable() -> UnreadableSource:
    """Return the refusal of bytes that stand for no characters we know."""
    return UnreadableSource(
        "The file's characters cannot be told.", where=WHOLE_FILE, remedy="Save it as UTF-8 text, then add it again."
    )


def _controls_refused(content: bytes) -> UnreadableSource | None:
    """Return the refusal of text whose words can be told but for control characters; None for anything else."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    found = _CONTROL.search(text)
    if found is None or sum(map(str.isalpha, text)) < len(text) * _FEWEST_LETTERS_SHARE:
        return None
    return UnreadableSource(
        "The file holds control characters, which no text has.",
        where=f"line {text.count(chr(10), 0, found.start()) + 1}",
        remedy="Delete them, or copy its words into a new document and save that, then add it.",
    )


def _ole_refused(seen: Sight) -> UnreadableSource:
    if "EncryptedPackage".encode("utf-16-le") in seen.content:
        return locked()
    nature, remedy = next(
        (told for mark, *told in _OLDER if mark.encode("utf-16-le") in seen.content),
        ("an old Office file", "Save it as docx, xlsx or pdf, then add it again."),
    )
    return UnreadableSource(f"The file is {nature}, which is not read.", where=WHOLE_FILE, remedy=remedy)


def _start(content: bytes) -> str:
    """Return the beginning of a text, read well enough to tell its shape; empty when the bytes are no text."""
    sample = content[:_SAMPLE_BYTES]
    if content.startswith((*ZIP, OLE)) or _magic(content):
        return ""
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    if encoding is None and sample.count(0) > len(sample) * _NUL_SHARE:
        encoding = _wide(sample)
    if encoding is None:
        controls = sum(byte < 9 or 13 < byte < 32 for byte in sample if byte not in _NO_CONTROLS)
        if controls > len(sample) * _CONTROLS_SHARE:
            return ""
        encoding = "utf-8"
    text = sample.decode(encoding, errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")[:_START_CHARACTERS]


def _wide(sample: bytes) -> str:
    """Return which encoding of two or four bytes a character would put the zeros where they are."""
    quarters = [sample[at::4].count(0) for at in range(4)]
    if quarters[1] and quarters[2] and (quarters[0] < quarters[3]) == (quarters[1] <= quarters[3]):
        return "utf-32-le" if quarters[0] < quarters[3] else "utf-32-be"
    return "utf-16-le" if quarters[1] + quarters[3] >= quarters[0] + quarters[2] else "utf-16-be"


def _magic(content: bytes) -> tuple[str, str] | None:
    return next((told for at, mark, told in _MAGIC if content.startswith(mark, at)), None)


def _names(content: bytes) -> frozenset[str]:
    try:
        return frozenset(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except UNPACKING_ERRORS:
        return frozenset()


def _is_json(content: bytes) -> bool:
    if len(content) > _MOST_JSON_BYTES or content.lstrip()[:1] not in {b"{", b"["}:
        return False
    try:
        return isinstance(json.loads(content), dict | list)
    except (ValueError, RecursionError):
        return False
