"""One reader for each format, and the one table of them."""

from domain.errors import UnreadableSource
from domain.evidence import SourceFile
from domain.ports import Reader
from ingest.readers._csv import CsvReader
from ingest.readers._docx import DocxReader
from ingest.readers._markdown import MarkdownReader
from ingest.readers._pdf import PdfReader
from ingest.readers._text import TextReader
from ingest.readers._vtt import VttReader
from ingest.readers._xlsx import XlsxReader

READERS: tuple[Reader, ...] = (
    MarkdownReader(),
    TextReader(),
    CsvReader(),
    XlsxReader(),
    DocxReader(),
    VttReader(),
    PdfReader(),
)


def reader_for(file: SourceFile) -> Reader:
    """Return the reader of the file's format, by its name. Raises UnreadableSource for a format that has none."""
    for reader in READERS:
        if file.suffix in reader.suffixes:
            return reader
    known = ", ".join(sorted(suffix[1:] for reader in READERS for suffix in reader.suffixes))
    raise UnreadableSource(
        f"Files whose name ends in {file.suffix or 'no suffix'} are not read.",
        where="whole file",
        remedy=f"Save it as one of these formats, then add it again: {known}.",
    )
