"""One reader for each format, and the one table of them: a format is chosen by what the bytes are.

A reader says the endings its files usually have (``suffixes``), its ``media_type``, whether it is plain text
(``is_text``), and ``recognises`` the marks of its format. The name decides only where the bytes do not: between
formats of plain text.
"""

from domain.evidence import SourceFile
from domain.ports import Container, Reader
from ingest.readers._content import check_filled
from ingest.readers._csv import CsvReader
from ingest.readers._docx import DocxReader
from ingest.readers._json import JsonReader
from ingest.readers._mail import MailContainer, MailReader
from ingest.readers._markdown import MarkdownReader
from ingest.readers._msg import MsgContainer, MsgReader
from ingest.readers._nature import format_refused, is_markup, sight_of
from ingest.readers._odt import OdtReader
from ingest.readers._page import HtmlReader
from ingest.readers._pdf import PdfReader
from ingest.readers._pptx import PptxReader
from ingest.readers._qde import QdeReader
from ingest.readers._qdpx import QdpxContainer
from ingest.readers._rtf import RtfReader
from ingest.readers._text import TextReader
from ingest.readers._vtt import SrtReader, VttReader
from ingest.readers._xlsx import XlsxReader
from ingest.readers._zip import ZipContainer

PLAIN = TextReader()
"""Reads whatever is text and nothing more."""

READERS: tuple[Reader, ...] = (
    DocxReader(),
    XlsxReader(),
    PptxReader(),
    OdtReader(),
    RtfReader(),
    PdfReader(),
    QdeReader(),
    HtmlReader(),
    MailReader(),
    MsgReader(),
    VttReader(),
    SrtReader(),
    JsonReader(),
    CsvReader(),
    MarkdownReader(),
    PLAIN,
)
"""Where two recognise the same bytes, the one that the name points to reads them, or else the first."""

_FLOWING = (DocxReader, OdtReader, RtfReader, PdfReader, HtmlReader, MarkdownReader, TextReader)
"""Readers of flowing text, in which a label before words may say who speaks."""

CONTAINERS: tuple[Container, ...] = (QdpxContainer(), ZipContainer(), MailContainer(), MsgContainer())
"""What holds other files; the first that recognises the bytes takes them out."""


def reader_for(file: SourceFile) -> Reader:
    """Return the reader of the file's format, by its content. Raises UnreadableSource for one that is not read."""
    check_filled(file)
    seen = sight_of(file)
    named = next((reader for reader in READERS if seen.suffix in reader.suffixes), None)
    claiming = [reader for reader in READERS if reader.recognises(seen)]
    if claiming:
        return named if named in claiming else claiming[0]
    if not seen.is_text:
        raise format_refused(seen)
    if named is not None and named.is_text:
        return named
    if is_markup(seen):
        raise format_refused(seen)
    return PLAIN


def is_flowing(reader: Reader) -> bool:
    """Tell whether a format holds flowing text, whose reader leaves open who says what."""
    return isinstance(reader, _FLOWING)


def suffixes() -> tuple[str, ...]:
    """Return every ending that names of files usually have which are taken in, with its dot, in alphabetical order."""
    read = {suffix for reader in READERS for suffix in reader.suffixes}
    return tuple(sorted(read.union(*(container.suffixes for container in CONTAINERS))))
