"""Mail as it is saved: who wrote to whom, what was said, and the files that came with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from itertools import chain

from domain.errors import UnreadableSource
from domain.evidence import Passage, Refusal, SourceFile
from domain.files import RefusedMember, Sight
from domain.limits import Limits
from ingest.readers._encoding import decoded
from ingest.readers._letter import letter_of, name_of_file
from ingest.readers._nature import WHOLE_FILE
from ingest.readers._page import html_passages
from ingest.readers._quoting import said
from ingest.readers._wording import tidy

_SUFFIX = ".eml"
_LINE = re.compile(r"([!-9;-~]{1,60}):(?:[ \t]|$)")
_OF_MAIL = frozenset({"mime-version", "message-id", "received", "return-path", "delivered-to", "dkim-signature"})
_TOLD = ("From", "To", "Cc", "Date")
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
_CIPHER = "-----BEGIN PGP MESSAGE-----"
_MALFORMED = (MessageError, UnreadableSource, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What is raised for mail that is not as it should be, by the standard library or for letters that cannot be told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Parts:
    """The parts of a letter: those that are read as its text, files that came with it, and pictures in the text."""

    texts: tuple[Message, ...]
    files: tuple[Message, ...]
    pictures: int


class MailReader:
    """Reads a saved mail. Its subject stands above what is said; who wrote to whom, and when, is context.

    Of a text in two forms the plain one is read. What is quoted from earlier mail is read as well, each passage once;
    a signature is context.
    """

    suffixes = frozenset({_SUFFIX})
    media_type = "message/rfc822"
    is_text = True

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the text begins with lines that only mail has."""
        return _is_mail(seen)

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Passage | Refusal]:
        """Yield the subject, who wrote to whom, and what was said. Raises UnreadableSource for encrypted mail."""
        message = _message(source.content)
        parts = _parts(message)
        pieces = chain.from_iterable(_read(part) for part in parts.texts)
        head = [(name, _header(message, name)) for name in _TOLD]
        yield from letter_of(_header(message, "Subject"), head, pieces, pictures=parts.pictures)


class MailContainer:
    """Takes out the files that came with a mail; what is said in it is read by :class:`MailReader`."""

    suffixes = frozenset({_SUFFIX})

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the file is a mail that came with files."""
        if not _is_mail(seen):
            return False
        try:
            return bool(_parts(_message(seen.content)).files)
        except UnreadableSource:
            return False

    def members(self, source: SourceFile, limits: Limits) -> Iterator[SourceFile | RefusedMember]:
        """Yield each file that came with the mail, under its name; files of one name are numbered."""
        names: set[str] = set()
        for number, part in enumerate(_parts(_message(source.content)).files, start=1):
            name = _member_name(part, number, names)
            names.add(name.casefold())
            content = _content(part)
            if content.strip():
                yield SourceFile(name=name, content=content)
            else:
                empty = Refusal(
                    where=WHOLE_FILE, reason="The file is empty.", remedy="Ask who sent it for a whole one."
                )
                yield RefusedMember(name=name, refusal=empty)


def _is_mail(seen: Sight) -> bool:
    names = []
    for line in seen.start.removeprefix("\ufeff").lstrip("\n").split("\n")[:-1] or [seen.start]:
        found = _LINE.match(line)
        if not line.strip():
            break
        if found:
            names.append(found[1].lower())
        elif not (names and line[0] in " \t"):
            return False
    if seen.suffix == _SUFFIX:
        return bool({"from", "to", "subject", "date", *_OF_MAIL} & set(names))
    return bool({"from", "subject"} & set(names)) and bool(_OF_MAIL & set(names))


def _message(content: bytes) -> Message:
    """Return a mail parsed. Raises UnreadableSource for one that cannot be, or is encrypted."""
    from email.parser import BytesParser

    try:
        message = BytesParser().parsebytes(content.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
        kind = message.get_content_type()
    except _MALFORMED as error:
        raise _unreadable() from error
    sealed = kind in _ENCRYPTED and message.get_param("smime-type") != "signed-data"
    if sealed or _CIPHER.encode() in content:
        raise UnreadableSource(
            "The mail is encrypted.",
            where=WHOLE_FILE,
            remedy="Open it in the mail program that can decrypt it, and save its text as txt or docx.",
        )
    return message


def _unreadable() -> UnreadableSource:
    return UnreadableSource(
        "The mail is damaged: its parts cannot be told apart.",
        where=WHOLE_FILE,
        remedy="Open it in a mail program, save it anew or copy its text into a document, then add that.",
    )


def _parts(message: Message) -> _Parts:
    texts: list[Message] = []
    files: list[Message] = []
    pictures = 0
    try:
        for part in _leaves(message):
            kind = part.get_content_type()
            if kind in _SIGNATURES:
                continue
            if _is_file(part):
                files.append(part)
            elif kind.startswith("image/"):
                pictures += 1
            else:
                texts.append(part)
    except _MALFORMED as error:
        raise _unreadable() from error
    return _Parts(texts=tuple(texts), files=tuple(files), pictures=pictures)


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts of a mail; of several forms of one text that which is read best, and mail inside as one part."""
    kind, inner = message.get_content_type(), message.get_payload()
    if not isinstance(inner, list) or kind == "message/rfc822":
        yield message
    elif kind == "multipart/alternative":
        forms = [list(_leaves(form)) for form in inner if isinstance(form, Message)]
        plain = [leaves for leaves in forms if any(_is_plain_text(leaf) for leaf in leaves)]
        if forms:
            yield from plain[0] if plain else forms[-1]
    else:
        for part in inner:
            if isinstance(part, Message):
                yield from _leaves(part)


def _is_plain_text(part: Message) -> bool:
    return part.get_content_type() == "text/plain" and not _is_file(part) and bool(_content(part).strip())


def _is_file(part: Message) -> bool:
    kind, disposition = part.get_content_type(), part.get_content_disposition()
    if disposition == "attachment" or kind == "message/rfc822":
        return True
    shown = kind in {"text/plain", "text/html"} or kind.startswith("image/")
    return not shown or (part.get_filename() is not None and not kind.startswith("image/"))


def _content(part: Message) -> bytes:
    """Return the bytes of a part, decoded from how mail carries them; of a mail inside, the whole mail."""
    try:
        inner = part.get_payload()
        if isinstance(inner, list):
            return b"".join(each.as_bytes() for each in inner if isinstance(each, Message))
        content = part.get_payload(decode=True)
    except _MALFORMED:
        return b""
    return content if isinstance(content, bytes) else b""


def _read(part: Message) -> Iterator[Passage | Refusal]:
    """Yield what one text of a mail holds; a refusal for one that is no text."""
    content = _content(part)
    if not content.strip():
        return
    try:
        text = decoded(content, declared=_charset(part)).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        if text.strip():
            yield from html_passages(text) if part.get_content_type() == "text/html" else said(text)
    except UnreadableSource as error:
        yield Refusal(where="a part of the mail", reason=error.problem, remedy=error.remedy)


def _charset(part: Message) -> str | None:
    try:
        stated = part.get_content_charset() or ""
    except _MALFORMED:
        return None
    found = re.match(r"[\w.:-]+", stated.strip("\"' "))
    return found[0] if found else None


def _header(message: Message, name: str) -> str:
    """Return a line of the head as it reads; what cannot be decoded stays as it was written."""
    try:
        return tidy(str(make_header(decode_header(_written(message, name)))).replace("\x00", ""))
    except _MALFORMED:
        return ""


def _written(part: Message, name: str) -> str:
    """Return a line of the head as it was written; letters that should have been encoded are told by their bytes."""
    stated = next((value for field, value in part.raw_items() if field.casefold() == name.casefold()), "")
    return stated if stated.isascii() else decoded(stated.encode("utf-8", "surrogateescape"))


def _member_name(part: Message, number: int, taken: set[str]) -> str:
    try:
        head = Message()
        for line in ("Content-Disposition", "Content-Type"):
            head[line] = _written(part, line)
        stated = str(make_header(decode_header(head.get_filename() or "")))
    except _MALFORMED:
        stated = ""
    ending = _SUFFIX if part.get_content_type() == "message/rfc822" else ""
    return name_of_file(stated, f"attachment {number}{ending}", taken)
