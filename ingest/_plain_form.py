"""A text in the characters that patterns know: plain digits, dashes, spaces, apostrophes, and no accents apart.

What is written with a full-width digit, a hyphen that does not break or a space without width is found like the rest.
"""

import re
import unicodedata
from bisect import bisect_left

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "\u2010\u2011\u2012\u2212\ufe58\ufe63"
_APOSTROPHES = "\u02bc\u02b9\u2032\u201b\u0060\u00b4"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ALIKE: dict[int, int | str] = {
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **_FULL_WIDTH,
}
_LONG_DASH = re.compile(r"(?<=\d)[\u2013\u2014](?=[\dA-Za-z])|(?<=[A-Za-z])[\u2013\u2014](?=\d)")
_WITHOUT_WIDTH = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")


class PlainForm:
    """One text in plain characters; ``text`` is as long as the original or shorter."""

    def __init__(self, original: str) -> None:
        self._places: list[int] | None = None
        self._length = len(original)
        if original.isascii():
            self.text = original
            return
        alike = _LONG_DASH.sub("-", original.translate(_ALIKE))
        if _WITHOUT_WIDTH.search(alike) or any(map(unicodedata.combining, alike)):
            self._places = [at for at, character in enumerate(alike) if not _is_left_out(character)]
            alike = "".join(alike[at] for at in self._places)
        self.text = alike

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the original a range stands that is not empty, marks of accent at its end included."""
        if self._places is None:
            return start, end
        behind = self._places[end] if end < len(self._places) else self._length
        return self._places[start], behind

    def plain(self, start: int, end: int) -> tuple[int, int]:
        """Return where a range of the original stands here."""
        if self._places is None:
            return start, end
        return bisect_left(self._places, start), bisect_left(self._places, end)


def _is_left_out(character: str) -> bool:
    return bool(unicodedata.combining(character)) or _WITHOUT_WIDTH.match(character) is not None
