"""Mail as Outlook saves it: who wrote to whom, what was said, and the files that came with it."""

import struct
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from domain.errors import UnreadableSource
from domain.evidence import Passage, Refusal, SourceFile
from domain.files import RefusedMember, Sight
from domain.limits import Limits
from ingest.readers._compound import streams_of
from ingest.readers._encoding import decoded
from ingest.readers._letter import letter_of, name_of_file
from ingest.readers._nature import OLE, WHOLE_FILE
from ingest.readers._page import html_passages
from ingest.readers._quoting import said
from ingest.readers._wording import tidy

_MARK = "__substg1.0_001A0".encode("utf-16-le")
"""The class of a message, in the name of a stream: only messages have it."""
_CLASS, _SUBJECT, _BODY, _HTML, _RTF = "001A", "0037", "1000", "1013", "1009"
_HEAD = (("From", ("0C1A", "0C1F")), ("To", ("0E04",)), ("Cc", ("0E03",)))
_PROPERTIES = "__properties_version1.0"
_PROPERTIES_HEAD_BYTES = 32
_PROPERTY = struct.Struct("<HH4xQ")
_SENT, _RECEIVED, _CODE_PAGE = 0x0039, 0x0E06, 0x3FFD
_ATTACHED = "__attach_version1.0_#"
_FILE_NAMES, _FILE_DATA, _FILE_KIND, _FILE_IN_TEXT = ("3707", "3704", "3001"), "3701", "370E", "3712"
_FIRST_DAY = datetime(1601, 1, 1, tzinfo=UTC)


class MsgReader:
    """Reads a mail saved by Outlook, as :class:`MailReader` reads others."""

    suffixes = frozenset({".msg"})
    media_type = "application/vnd.ms-outlook"
    is_text = False

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the file keeps a message as Outlook does."""
        return seen.content.startswith(OLE) and _MARK in seen.content

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Passage | Refusal]:
        """Yield the subject, who wrote to whom, and what was said. Raises UnreadableSource for encrypted mail."""
        message = _Message(streams_of(source.content))
        kind = message.text(_CLASS).upper()
        if kind.endswith(".SMIME"):
            raise UnreadableSource(
                "The mail is encrypted.",
                where=WHOLE_FILE,
                remedy="Open it in Outlook, and save its text as txt or docx.",
            )
        told = [(name, " ".join(filter(None, map(message.text, numbers)))) for name, numbers in _HEAD]
        pictures = sum(message.is_in_text(folder) for folder in message.folders())
        yield from letter_of(
            message.text(_SUBJECT), [*told, ("Date", message.date())], message.said(), pictures=pictures
        )


class MsgContainer:
    """Takes out the files that came with a mail of Outlook."""

    suffixes = frozenset({".msg"})

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the file is a message that came with files."""
        return MsgReader().recognises(seen) and _ATTACHED.encode("utf-16-le") in seen.content

    def members(self, source: SourceFile, limits: Limits) -> Iterator[SourceFile | RefusedMember]:
        """Yield each file that came with the mail, under its name; a mail inside a mail as a refused one."""
        message = _Message(streams_of(source.content))
        names: set[str] = set()
        for number, folder in enumerate(message.folders(), start=1):
            if message.is_in_text(folder):
                continue
            stated = next(filter(None, (message.text(name, folder) for name in _FILE_NAMES)), "")
            name = name_of_file(stated, f"attachment {number}", names)
            names.add(name.casefold())
            content = message.bytes(_FILE_DATA, folder)
            if content.strip():
                yield SourceFile(name=name, content=content)
            else:
                yield RefusedMember(name=name, refusal=_not_a_file())


class _Message:
    """The properties of a message, by their numbers."""

    def __init__(self, streams: Mapping[str, bytes]) -> None:
        self._streams = streams
        self._fixed = dict(_fixed(streams.get(_PROPERTIES, b"")))

    def folders(self) -> list[str]:
        """Return where the files that came with it are kept, in their order."""
        return sorted({path.partition("/")[0] for path in self._streams if path.startswith(_ATTACHED)})

    def text(self, number: str, folder: str = "") -> str:
        """Return a property that is text; empty when there is none."""
        above = f"{folder}/" if folder else ""
        wide = self._streams.get(f"{above}__substg1.0_{number}001F")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").replace("\x00", "")
        narrow = self._streams.get(f"{above}__substg1.0_{number}001E", b"").replace(b"\x00", b"")
        return decoded(narrow, declared=f"cp{self._fixed.get(_CODE_PAGE, 1252) & 0xFFFF}") if narrow else ""

    def bytes(self, number: str, folder: str = "") -> bytes:
        """Return a property that is bytes; none when there is none."""
        above = f"{folder}/" if folder else ""
        return self._streams.get(f"{above}__substg1.0_{number}0102", b"")

    def is_in_text(self, folder: str) -> bool:
        """Tell whether what came with it is a picture that stands in the text."""
        return bool(self.text(_FILE_IN_TEXT, folder)) and self.text(_FILE_KIND, folder).startswith("image/")

    def date(self) -> str:
        """Return when it was sent, as 2026-03-01 10:02; empty when it does not say."""
        ticks = self._fixed.get(_SENT) or self._fixed.get(_RECEIVED) or 0
        try:
            return (_FIRST_DAY + timedelta(microseconds=ticks // 10)).strftime("%Y-%m-%d %H:%M") if ticks else ""
        except OverflowError:
            return ""

    def said(self) -> Iterator[Passage | Refusal]:
        """Yield what is said: the plain text, or else the HTML; a refusal when it is kept in another form alone."""
        plain = self.text(_BODY).replace("\r\n", "\n").replace("\r", "\n")
        html = self.text(_HTML) or (decoded(self.bytes(_HTML)) if self.bytes(_HTML).strip() else "")
        if tidy(plain):
            yield from said(plain)
        elif tidy(html):
            yield from html_passages(html.replace("\x00", ""))
        elif self.bytes(_RTF):
            yield Refusal(
                where="the text of the mail",
                reason="text that is kept as packed rich text alone",
                remedy="Open it in Outlook, save it as txt, html or docx, then add that.",
            )


def _fixed(content: bytes) -> Iterator[tuple[int, int]]:
    for at in range(_PROPERTIES_HEAD_BYTES, len(content) - _PROPERTY.size + 1, _PROPERTY.size):
        _, number, value = _PROPERTY.unpack_from(content, at)
        yield number, value


def _not_a_file() -> Refusal:
    return Refusal(
        where=WHOLE_FILE,
        reason="Another mail or an object, kept inside this one and not as a file.",
        remedy="Open the mail in Outlook, save what came with it as a file of its own, then add that.",
    )
