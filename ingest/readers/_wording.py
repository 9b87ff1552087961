"""Small judgements about wording that every reader shares."""

import re
from collections.abc import Iterable

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200e\u200f\u2060\ufeff\u00ad"))
_ADDRESS = re.compile(
    r"\bhttps?://(?:www\.)?([^\s/()<>\[\]{}|\"'“”]+)[^\s()<>\[\]{}|\"'“”]*(?<![.,;:!?])", re.IGNORECASE
)
_LONGEST_HEADING_WORDS = 14
_LONGEST_LEAD_IN_WORDS = 7
_LONGEST_COLUMN_NAME_WORDS = 8
BETWEEN_CELLS = " – "
"""What stands between the cells of a table's row when it is one line."""
SENTENCE_END = re.compile(r"[.?!…][\"'”’)\]*_\s]*$")
"""Where a text ends with a sentence, whatever mark closes behind it."""
_TYPED_BULLET = re.compile(r"^[•‣◦▪·\uf0b7](?:\s+|$)")
_LAST_SENTENCE = re.compile(r"(?s)(?P<before>.*[.!?][\"'”’)]*)\s+(?P<last>[^.!?]*:)$")


def tidy(text: str) -> str:
    """Return text without invisible characters, each run of spaces as one; line ends stay.

    A web address is shortened to the site it leads to: its path is code, not words.
    """
    shortened = _ADDRESS.sub(r"\1", text.translate(_INVISIBLE))
    return "\n".join(" ".join(line.split()) for line in shortened.split("\n")).strip()


def is_label(text: str) -> bool:
    """Tell whether emphasised words that stand alone read as a heading: few, and no sentence."""
    return 0 < len(text.split()) <= _LONGEST_HEADING_WORDS and not text.endswith((".", "!", "?", "”", '"', ",", ";"))


def lead_in(text: str) -> tuple[str, str]:
    """Return (what stands before, the lead-in) of a paragraph that announces a list; ("", "") when it does not.

    A lead-in is the last sentence, when it ends in a colon.
    """
    if not text.endswith(":"):
        return "", ""
    match = _LAST_SENTENCE.match(text)
    return (match["before"], match["last"]) if match else ("", text)


def is_bare(announcement: str) -> bool:
    """Tell whether a lead-in says too little to be evidence by itself ("They said:")."""
    return len(announcement.split()) <= _LONGEST_LEAD_IN_WORDS


def joined(cells: Iterable[str]) -> str:
    """Return a table row as one line: cells apart by a dash, or by a space after a finished sentence."""
    row = ""
    for cell in (" ".join(cell.split()) for cell in cells):
        if cell:
            row += cell if not row else (" " if row.endswith((".", "!", "?")) else BETWEEN_CELLS) + cell
    return row


def are_column_names(cells: Iterable[str]) -> bool:
    """Tell whether a table's first row names its columns: two cells or more with a few words each, no sentence."""
    named = [cell for cell in cells if cell]
    return len(named) > 1 and all(
        len(cell.split()) <= _LONGEST_COLUMN_NAME_WORDS and not cell.endswith(".") for cell in named
    )


def without_bullet(text: str) -> str:
    """Return a paragraph without the bullet that was typed before it; the same text when there is none."""
    return _TYPED_BULLET.sub("", text)
