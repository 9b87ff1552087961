"""The characters that a file's bytes stand for, whatever wrote them."""

import codecs
import re
import unicodedata
from collections.abc import Sequence

from domain.errors import UnreadableSource

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks. That of UTF-32 begins with that of UTF-16, so it is looked for before it."""
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_LATIN = ("cp1252", "iso8859_15", "cp1250", "mac_roman")
_SCRIPTS = (
    ("cp932", ("HIRAGANA", "KATAKANA", "CJK")),
    ("euc_jp", ("HIRAGANA", "KATAKANA", "CJK")),
    ("cp949", ("HANGUL SYLLABLE",)),
    ("cp1251", ("CYRILLIC",)),
    ("koi8_r", ("CYRILLIC",)),
    ("cp1253", ("GREEK",)),
    ("cp1255", ("HEBREW",)),
    ("cp1256", ("ARABIC",)),
    ("gb18030", ("CJK",)),
)
"""Encodings of other scripts and the names their letters begin with, the surer to tell first."""
_KANA = ("HIRAGANA", "KATAKANA")
_JAPANESE = frozenset({"cp932", "euc_jp"})
_FEWEST_KANA_SHARE = 0.15
_FEWEST_LETTERS_SHARE = 0.9
_FOREIGN_SHARE = 0.5
"""From this share of the letters on, those above ASCII are no accented letters among plain ones."""
_NULS_OF_PLAIN_WORDS_SHARE = 0.25
_STRAY_NUL_SHARE = 0.9
"""From this share of bytes of plain letters on, a few NULs have strayed into a text of one byte a letter."""
_ESCAPE = 27
_JAPANESE_MARKS = (b"\x1b$B", b"\x1b$@", b"\x1b(I")
"""Switch to Japanese letters within bytes that are plain otherwise: how Japanese mail is written."""
_CONTROLS = bytes({*range(1, 9), *range(14, 32)} - {_ESCAPE})
_MOST_CONTROLS_SHARE = 0.01
_NOT_TEXT = frozenset({"Cc", "Cn", "Co", "Cs"})
_SPACES = frozenset("\n\r\t\f\v")
_ABOVE_ASCII = re.compile(rb"[\x80-\xff]")
_ASCII_LETTERS = re.compile(rb"[A-Za-z]")
_FIRST_IDEOGRAPHIC = "\u3000"
_APOSTROPHES = frozenset("’‘·")


def decoded(content: bytes, *, declared: str | None = None) -> str:
    """Return the text of these bytes.

    A byte order mark decides; then UTF-8 where it fits, UTF-16 or UTF-32 without a mark, the encoding that the file
    declares for itself, and last the likeliest of the encodings that offices use. Raises UnreadableSource when
    none of them gives text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    if any(mark in content for mark in _JAPANESE_MARKS) and (text := _decodes(content, "iso2022_jp_ext")) is not None:
        return text
    nuls = content.count(0)
    if nuls and (nuls >= len(content) * _NULS_OF_PLAIN_WORDS_SHARE or _is_noise(content)):
        text = _wide(content)
        if text is not None:
            return text
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    plain = sum(byte < 0x80 for byte in content)
    if nuls and plain - nuls < len(content) * _STRAY_NUL_SHARE and (text := _wide(content)) is not None:
        return text
    return _as_declared(content, declared) or _likeliest(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable() from error


def _wide(content: bytes) -> str | None:
    """Return text of two or four bytes a character that has no mark; None when the bytes do not look like it."""
    found = [text for encoding in _WIDE if (text := _decodes(content, encoding)) and not _odd_controls(text)]
    return max(found, key=lambda text: sum(character < "\x80" for character in text) / len(text), default=None)


def _odd_controls(text: str) -> bool:
    return any(unicodedata.category(each) in _NOT_TEXT and each not in _SPACES for each in text.removeprefix("\ufeff"))


def _decodes(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _as_declared(content: bytes, declared: str | None) -> str | None:
    try:
        return _decodes(content, declared) if declared else None
    except LookupError:
        return None


def _likeliest(content: bytes) -> str:
    if _is_noise(content):
        raise _undecodable()
    high = len(_ABOVE_ASCII.findall(content))
    plain = len(_ASCII_LETTERS.findall(content))
    found = _of_another_script(content) if high >= _FOREIGN_SHARE * (high + plain) else None
    latin = [text for encoding in _LATIN if (text := _decodes(content, encoding)) is not None]
    text = found or min(latin, key=_oddities, default=None)
    if text is None:
        raise _undecodable()
    return text


def _of_another_script(content: bytes) -> str | None:
    best, most = None, _FEWEST_LETTERS_SHARE
    for encoding, script in _SCRIPTS:
        text = _decodes(content, encoding)
        letters = [character for character in text or "" if character > "\x7f" and character.isalpha()]
        if not text or not letters or (encoding in _JAPANESE and _share(letters, _KANA) < _FEWEST_KANA_SHARE):
            continue
        share = _share(letters, script) - _oddities(text) / len(letters)
        if share > most:
            best, most = text, share
    return best


def _share(letters: Sequence[str], names: tuple[str, ...]) -> float:
    return sum(unicodedata.name(letter, "").startswith(names) for letter in letters) / len(letters)


def _oddities(text: str) -> int:
    """Return how often a character above ASCII stands where its kind seldom does: the wrong encoding shows so."""
    return sum(
        _is_odd(before, here, after)
        for before, here, after in zip(["\n", *text[:-1]], text, [*text[1:], "\n"], strict=True)
        if here > "\x7f"
    )


def _is_odd(before: str, here: str, after: str) -> bool:
    if here.isalpha():
        return here.isupper() and before.islower()
    if unicodedata.category(here) in _NOT_TEXT:
        return True
    return here < _FIRST_IDEOGRAPHIC and before.isalpha() and after.isalpha() and here not in _APOSTROPHES


def _is_noise(content: bytes) -> bool:
    """Tell whether more of these bytes are control characters than a text of one byte a letter has."""
    return len(content) - len(content.translate(None, _CONTROLS)) > len(content) * _MOST_CONTROLS_SHARE


def _undecodable() -> UnreadableSource:
    return UnreadableSource(
        "The file's characters cannot be told.", where="whole file", remedy="Save it as UTF-8 text, then add it again."
    )
