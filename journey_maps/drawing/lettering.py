"""How wide text will be in a drawing, and where its lines break. Estimates err on the wide side."""

import unicodedata

_NARROW = frozenset("iljtfrI.,:;'|!()[]·’‘“”- ")
_WIDE = frozenset("mwMW@%—…→")
_LATIN_END = 0x24F
BOLD = 1.14
"""How many times as wide as regular letters bold ones may be."""
_FROM_RIGHT_WIDTH = 0.7
"""How wide a letter of Hebrew or Arabic is on average: within words Arabic ones are narrower than alone."""
_JOINER = "\u200d"
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


class _Advances(dict[str, float]):
    """How wide letters are at size 1, worked out when a letter is first met."""

    def __missing__(self, letter: str) -> float:
        self[letter] = _advance(letter)
        return self[letter]


_ADVANCES = _Advances()


def text_width(text: str, size: float) -> float:
    """Return at most how wide ``text`` is in pixels at font size ``size`` in a common sans-serif face."""
    return size * sum(map(_ADVANCES.__getitem__, text))


def clip(text: str, width: float, size: float) -> str:
    """Return text that fits the width, with an ellipsis where letters were left out. No room: an empty string."""
    if text_width(text, size) <= width:
        return text
    kept = text[: _fitting(text, width - text_width("…", size) - 1e-6, size)]
    return kept.rstrip() + "…" if kept else ""


def _fitting(text: str, width: float, size: float) -> int:
    """Return how many letters of the text fit the width."""
    taken = 0.0
    for at, letter in enumerate(text):
        taken += _ADVANCES[letter]
        if taken * size > width:
            return at
    return len(text)


def wrap(text: str, width: float, size: float, *, most: int) -> list[str]:
    """Return at most ``most`` lines that fit the width; a word too long is broken, the rest ends in an ellipsis."""
    lines: list[str] = []
    line = ""
    for word in _pieces(text, width, size):
        joined = f"{line} {word}" if line else word
        if text_width(joined, size) <= width:
            line = joined
        else:
            lines.append(line)
            line = word
    if line:
        lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], clip(lines[most - 1] + " …", width, size)]
    return lines


def reads_from_right(text: str) -> bool:
    """Tell whether the first letter that has a direction is one of a script that runs from right to left."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L"


def _pieces(text: str, width: float, size: float) -> list[str]:
    """Return what no line breaks: words, each with what follows it without a letter, such as a number or a dash.

    Words wider than the width are cut into pieces that fit, never between a letter and its marks.
    """
    pieces: list[str] = []
    for word in text.split():
        joined = f"{pieces[-1]} {word}" if pieces else word
        if pieces and not any(map(str.isalpha, word)) and text_width(joined, size) <= width:
            pieces[-1] = joined
            continue
        rest = word
        while text_width(rest, size) > width and len(rest) > 1:
            at = _between_letters(rest, max(1, _fitting(rest, width, size)))
            pieces.append(rest[:at])
            rest = rest[at:]
        pieces.append(rest)
    return [piece for piece in pieces if piece]


def _between_letters(text: str, at: int) -> int:
    """Return the last place up to ``at`` before which a letter ends with its marks; where there is none, ``at``."""
    for place in range(at, 0, -1):
        after = text[place : place + 1]
        if not (after and (_is_mark(after) or after == _JOINER or text[place - 1] == _JOINER)):
            return place
    return at


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M") or "\U0001f3fb" <= letter <= "\U0001f3ff"


def _advance(letter: str) -> float:
    if letter in _ZERO_WIDTH or unicodedata.category(letter) == "Mn":
        return 0.0
    if letter in _NARROW or letter in _WIDE:
        return 0.4 if letter in _NARROW else 1.0
    if unicodedata.bidirectional(letter) in {"R", "AL"}:
        return _FROM_RIGHT_WIDTH
    if ord(letter) > _LATIN_END and not 0x2010 <= ord(letter) <= 0x2027:
        return 1.1
    return 0.74 if letter.isupper() else 0.6
