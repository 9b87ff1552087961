"""A table of one column: whether its first cell names the column, or is the first of what people wrote.

Nothing beside it tells a name from a note, and a note that is taken for a name is no evidence any more. So the first
cell is a note unless it reads like a name; and a name that is none of those known is told in the account.
"""

import re
from collections.abc import Sequence
from statistics import median

from ingest.tables import column_names

_FEW_WORDS = 3
_FEW_WORDS_OF_A_QUESTION = 6
_BEGINS_TO_ASK = re.compile(r"(?i)^(?:q\d|question|to what|how|why|what|which|where|when|who)\b")
_ASKS_OF_YOU = re.compile(
    r"(?i)^(?:q\d+\b|question \d|(?:please |in your own words,? )?(?:tell us|describe|explain|specify|state|list)\b)"
    r"|\byou(?:r|rs|rself)?\b.*\?$"
)
_KNOWN = (
    column_names.CONTENT, _ASKS_OF_YOU, column_names.NOTE, column_names.ONLY_NOTES, column_names.ANSWER,
    column_names.SPOKEN, column_names.FRAME, column_names.TITLE, column_names.SORT, column_names.ASKED,
    column_names.VOTES, column_names.COLOUR, column_names.POSITION, column_names.ORGANISATION, column_names.AUTHOR,
    column_names.PERSON, *column_names.RESPONDENT,
)  # fmt: skip


def is_known_name(cell: str) -> bool:
    """Tell whether a cell is what columns are called, or asks something of whoever reads it."""
    line = " ".join(cell.split()).removesuffix(":")
    return any(pattern.search(line) for pattern in _KNOWN)


def names_its_column(cell: str, below: Sequence[str]) -> bool:
    """Tell whether the first cell of a table's only column names it, by itself and by the filled cells ``below``.

    It does when its name is known; when it asks and they do not; when it is a number or code (Frame 1) and they are
    none; and when it is a word or three over sentences.
    """
    if is_known_name(cell):
        return True
    if not below or cell.rstrip("\"'”’").endswith((".", "!", "…")):
        return False
    if cell.endswith("?"):
        return not any(other.endswith("?") for other in below)
    if _is_code(cell):
        return not any(map(_is_code, below))
    few = _FEW_WORDS_OF_A_QUESTION if _BEGINS_TO_ASK.match(cell) else _FEW_WORDS
    words, theirs = len(cell.split()), [len(other.split()) for other in below]
    return words <= few and words < min(theirs) and 2 * words <= median(theirs)


def _is_code(cell: str) -> bool:
    return column_names.CODE.match(cell.removesuffix(":")) is not None
