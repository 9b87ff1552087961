"""Tables of notes alone: whether the first cell of a column names it, or is the first of what people wrote.

A note that is taken for a name is no evidence any more. In a table of one column nothing beside it tells the two apart:
there the first cell is a note unless it reads like a name, and a name that is none of those known is told in the
account. Of several columns the first row is notes where each of its cells reads like those under it.
"""

import re
from collections.abc import Sequence
from statistics import median

from ingest.tables import column_names

_FEW_WORDS = 3
_FEW_WORDS_OF_A_QUESTION = 6
_FEWEST_COLUMNS = 2
_BEGINS_A_PART = re.compile(r"(?i)^(?:before|after|during|while|once|until|if|things?|ideas?|next|where|\d)\b")
_SAYS = re.compile(
    r"(?i)\b(?:I|we|they|he|she|it|nobody|no one|no-one|everyone|someone|people|users?|staff|patients?|participants?|"
    r"clerks?|there|not|never|cannot|is|are|was|were|has|have|had|does|did|get|gets|got|keeps?|takes?|needs?|wants?)\b|n['’]t\b"
)
"""Words of a sentence that says something of somebody."""
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


def are_notes(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row of several columns, its filled ``cells``, is notes as those ``below`` each are.

    None of them names or asks anything, each is as long as what stands under it, and two in three are sentences: names
    of stages and steps ("After the visit", "Wait for the letter") say nothing of anybody. A column with nothing under
    it tells nothing.
    """
    told = [(cell, under) for cell, under in zip(cells, below, strict=True) if under]
    if len(told) < _FEWEST_COLUMNS or not all(_is_like_a_note(cell, under) for cell, under in told):
        return False
    return 3 * sum(bool(_SAYS.search(cell)) for cell, _ in told) >= 2 * len(told)


def _is_like_a_note(cell: str, below: Sequence[str]) -> bool:
    words, theirs = len(cell.split()), median(len(other.split()) for other in below)
    is_as_long = _FEW_WORDS <= theirs <= 2 * words and words <= 2 * theirs
    are_told_once = 2 * len(set(below)) > len(below)
    is_part = cell.endswith("?") or _BEGINS_TO_ASK.match(cell) or _BEGINS_A_PART.match(cell) or is_known_name(cell)
    return words >= _FEW_WORDS and is_as_long and are_told_once and not is_part and not names_its_column(cell, below)


def _is_code(cell: str) -> bool:
    return column_names.CODE.match(cell.removesuffix(":")) is not None
