"""Ways to damage a file: its bytes, the parts packed in it, its marks. A seeded generator alone chooses among them."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence

Mutation = Callable[[bytes, random.Random, Sequence[bytes]], bytes]

_ODD = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\x1a", b"\x0c", b"\x85", b"\xe2\x80\xa8", b"\xe2\x80\xae"),
    *(b"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80", b"\xed\xa0\x80", b"\xc3\x28", b"&#0;", b"&#xD800;", b"&amp"),
    *(b"-1", b"0", b"4294967296", b"99999999999999999999", b"1e309", b"NaN", b"=", b"\t\t\t", b'"', b'"""', b",,,,"),
    *(b"\\'ff", b"\\u-3913?", b"{" * 3, b"}" * 3, b"[" * 3, b"<![CDATA[", b"-->", b"<!--"),
    *(b"<table><tr><td>", b"<w:p>", b"<a:p>"),
    *(b"%PDF-", b"%%EOF", b"endobj", b"stream\n", b"PK\x03\x04", b"WEBVTT", b"00:00:00.000 --> ", b"99:99:99,999"),
    *(b"---\n", b"|||\n", b"=?utf-8?b?////?=", b"Content-Transfer-Encoding: base64\n\n"),
    b"Content-Type: multipart/mixed; boundary=x\n\n",
)
_DECLARED = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
_TAG = re.compile(rb"<[^<>]{1,400}>")
_VALUE = re.compile(rb'="[^"<>]{0,200}"')


def mutated(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Return a file damaged in one to three ways; ``others`` give pieces to splice in."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        ways = _BYTES + _MARKS * (b"<" in content) + (_within_archive,) * 6 * content.startswith(b"PK")
        content = chance.choice(ways)(content, chance, others)
    return content


def flip_bits(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 20) if changed else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def truncate(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    return content[: chance.randint(0, len(content))] if chance.random() < 0.7 else content[chance.randint(0, 64) :]


def splice(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    at, start = chance.randint(0, len(content)), chance.randint(0, len(other))
    return content[:at] + other[start : start + chance.randint(1, 2_000)] + content[at:]


def duplicate(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    start, end = _block(content, chance)
    return content[:end] + content[start:end] * chance.choice((1, 2, 50)) + content[end:]


def cut_out(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    start, end = _block(content, chance)
    return content[:start] + content[end:]


def insert_odd(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(content))
        content = content[:at] + chance.choice(_ODD) * chance.choice((1, 1, 3, 200)) + content[at:]
    return content


def lose_mark(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    return _at_tag(content, chance, lambda tag: b"")


def repeat_mark(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    return _at_tag(content, chance, lambda tag: tag * chance.choice((2, 3, 600)))


def odd_value(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    found = list(_VALUE.finditer(content))
    if not found:
        return content
    value = chance.choice(found)
    return content[: value.start()] + b'="' + chance.choice(_ODD) + b'"' + content[value.end() :]


def declare(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    return _at_tag(content, chance, lambda tag: _DECLARED + tag)


def _within_archive(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Damage one part of an archive and pack it again, whole in every other way; or lose, double or rename the part."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error):
        return flip_bits(content, chance, others)
    if not parts:
        return content
    at = chance.randrange(len(parts))
    name, part = parts[at]
    way = chance.choice(("part", "part", "part", "part", "lose", "rename", "swap"))
    if way == "part":
        ways = _BYTES + _MARKS * 3 * (b"<" in part)
        parts[at] = name, chance.choice(ways)(part, chance, others)
    elif way == "lose":
        del parts[at]
    elif way == "rename":
        parts[at] = chance.choice((name.upper(), f"../{name}", f"/{name}", f"{name}/{name}")), part
    else:
        parts[at] = name, chance.choice(parts)[1]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for called, inside in parts:
            packed.writestr(called, inside)
    return stream.getvalue()


def _block(content: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(content))
    return start, min(len(content), start + chance.choice((1, 16, 256, 4_096)))


def _at_tag(content: bytes, chance: random.Random, change: Callable[[bytes], bytes]) -> bytes:
    found = list(_TAG.finditer(content))
    if not found:
        return content
    tag = chance.choice(found)
    return content[: tag.start()] + change(tag[0]) + content[tag.end() :]


_BYTES: tuple[Mutation, ...] = (flip_bits, truncate, splice, duplicate, cut_out, insert_odd)
_MARKS: tuple[Mutation, ...] = (lose_mark, repeat_mark, odd_value, declare)
