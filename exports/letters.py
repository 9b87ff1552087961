"""How wide words are and in how many rows they stand, for whoever lays out a page that an office will draw.

Widths are in ems, the size of the type, and Arial's, as far as its letters are known. What follows from them is on the
safe side: a font that takes Arial's place may be a little wider, and none of the rows may be missing.
"""

import math
import unicodedata
from collections import Counter
from functools import lru_cache

_SPARE = 1.05
"""How much wider letters may turn out than Arial's."""
_WIDE_EMS, _OTHER_EMS, _OTHER_CAPITAL_EMS = 1.0, 0.6, 0.72
"""Letters that Arial's widths are not known of: those of East Asia, arrows and pictures; small ones; capitals."""
_ARROWS = range(0x2190, 0x2200)


def rows(text: str, room: float, *, is_bold: bool = False) -> int:
    """Return in how many rows a text stands where a row holds so many ems, one at least; its own line ends count."""
    return sum(_rows_of_words(piece, max(room, 1.0) / _SPARE, is_bold=is_bold) for piece in text.split("\n"))


def runs_leftwards(text: str) -> bool:
    """Tell whether most letters of a text are of a script that is written from right to left."""
    directions = Counter(map(unicodedata.bidirectional, text))
    return directions["R"] + directions["AL"] > directions["L"]


def _rows_of_words(text: str, room: float, *, is_bold: bool) -> int:
    """Return in how many rows words stand: one too long for a row begins a row of its own and goes on below."""
    found, taken = 1, 0.0
    space = _ems(" ", is_bold)
    for word in text.split():
        length = _length(word, is_bold)
        if taken and taken + space + length > room:
            found, taken = found + 1, 0.0
        taken += length + (space if taken else 0.0)
        if taken > room:
            more = math.ceil(taken / room - 1e-9) - 1
            found, taken = found + more, taken - more * room
    return found


@lru_cache(maxsize=65_536)
def _length(word: str, is_bold: bool) -> float:
    return sum(_ems(letter, is_bold) for letter in word)


@lru_cache(maxsize=4096)
def _ems(letter: str, is_bold: bool) -> float:
    """Return how wide a letter is; with an accent it is as wide as without."""
    if unicodedata.combining(letter):
        return 0.0
    plain = letter if letter.isascii() else unicodedata.normalize("NFD", letter)[0]
    known = next((width for each in (letter, plain) if (width := _of_arial(each, is_bold))), None)
    if known is not None:
        return known
    if unicodedata.east_asian_width(letter) in "WF" or ord(letter) in _ARROWS:
        return _WIDE_EMS
    return _OTHER_CAPITAL_EMS if letter.isupper() else _OTHER_EMS


def _of_arial(letter: str, is_bold: bool) -> float | None:
    """Return the width of a letter of Western Europe: Arial's are as wide as Helvetica's. None for another."""
    from reportlab.pdfbase.pdfmetrics import getFont

    try:
        [code] = letter.encode("cp1252")
    except UnicodeEncodeError:
        return None
    width = getFont("Helvetica-Bold" if is_bold else "Helvetica").widths[code]
    return width / 1000 if width else None
