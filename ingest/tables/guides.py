"""What a file without answers says of the table with them, when both are added together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.tables import GuidedColumn, Meaning, TableGuide
from ingest.tables import column_names
from ingest.tables.guessing import guess
from ingest.tables.layouts import (
    Layout,
    Said,
    columns_said,
    directing_among,
    is_named_by,
    listed_questions,
    with_wordings,
)
from ingest.tables.sheets import Grid

_SAME_WORDS_SHARE = 0.8
_FEWEST_WORDS = 4
_FITTING_SHARE = 0.5
_AGREEING_SHARE = 0.7
_FEWEST_COLUMNS = 2
_QUESTION_CODES = re.compile(
    r"(?i)^(?:(?:question|q|variable|field)[ _-]?(?:number|no\.?|id|code|ref|name|#)|q|variable)$"
)
_CODED = re.compile(r"(?i)^[a-z]{1,12}[ _.-]?\d+[a-z]?(?:[._-]\w{1,8})?$")


def guide_in(grids: Sequence[Grid]) -> TableGuide | None:
    """Return what sheets without answers say of the columns of another file; None when they say nothing of the sort."""
    if directing := directing_among(grids):
        said = columns_said(directing).items()
        columns = (GuidedColumn(at=at, meaning=meaning, wording=wording) for at, (meaning, wording) in sorted(said))
        return TableGuide(columns=tuple(columns))
    lists = [listed_questions(grid) for grid in grids if _lists_by_code(grid)]
    if lists and len(lists) == len(grids):
        return TableGuide(wordings=tuple((code, text) for each in lists for code, text in each.items()))
    return None


def _lists_by_code(grid: Grid) -> bool:
    """Tell whether a table lists questions by code, and is no table in which people asked something."""
    answered = (column_names.ANSWER, *column_names.NUMBERED_PERSON)
    if not listed_questions(grid) or any(pattern.match(name) for pattern in answered for name in grid.names):
        return False
    coded = any(grid.column(at) and all(map(_CODED.match, grid.column(at))) for at in range(len(grid.names)))
    return coded or any(map(_QUESTION_CODES.match, grid.names))


def guided(layout: Layout, guides: Sequence[TableGuide]) -> Layout:
    """Return what a file's tables hold with what guides say that came with it: for each table the one that fits best.

    Of two that fit alike, the first is followed. What the file says of itself goes before what others say of it.
    """
    if layout.directed or layout.wordings or not guides:
        return layout
    columns: dict[int, Said] = {}
    followed: dict[int, str] = {}
    answers = list(layout.answers)
    for place, grid in enumerate(layout.answers):
        guessed = guess(grid).meanings if any(guide.columns for guide in guides) else ()
        fits = [(_fit(guide, grid, guessed), guide) for guide in guides]
        (said, score), best = max(fits, key=lambda each: each[0][1])
        if score:
            answers[place] = with_wordings(grid, dict(best.wordings))
            columns[place], followed[place] = said, best.source
    wordings = {code: text for guide in guides if guide.source in followed.values() for code, text in guide.wordings}
    return replace(layout, answers=answers, columns=columns, guides=followed, wordings=wordings)


def _fit(guide: TableGuide, grid: Grid, guessed: Sequence[Meaning]) -> tuple[Said, float]:
    """Return what a guide says of a table's columns, and how well it fits it: 0 when it is of another table."""
    if guide.wordings:
        return {}, float(is_named_by(grid, dict(guide.wordings)))
    if not grid.named or not guide.columns:
        return {}, 0.0
    said = _by_wording(guide, grid, guessed)
    named = len(said) / min(len(grid.names), len({each.wording for each in guide.columns if each.wording}) or 1)
    if len(said) >= _FEWEST_COLUMNS and named >= _FITTING_SHARE:
        return said, 1.0 + named
    return _by_letter(guide, grid, guessed)


def _by_wording(guide: TableGuide, grid: Grid, guessed: Sequence[Meaning]) -> Said:
    """Return what is said of columns whose names are the wordings, wherever they stand by now."""
    said: dict[int, tuple[Meaning, str]] = {}
    for at, name in enumerate(grid.names):
        like = [each for each in guide.columns if each.wording and _is_same(each.wording, name)]
        if like:
            meanings = {each.meaning for each in like}
            said[at] = (meanings.pop() if len(meanings) == 1 else guessed[at], like[0].wording)
    return said


def _by_letter(guide: TableGuide, grid: Grid, guessed: Sequence[Meaning]) -> tuple[Said, float]:
    """Return what is said of columns by their letters, where it agrees with what their cells look like."""
    if len(guide.columns) < _FEWEST_COLUMNS or any(each.at >= len(grid.names) for each in guide.columns):
        return {}, 0.0
    agreeing = sum(guessed[each.at].is_evidence == each.meaning.is_evidence for each in guide.columns)
    share = agreeing / len(guide.columns)
    opened = any(each.meaning.is_evidence and guessed[each.at].is_evidence for each in guide.columns)
    said: Mapping[int, tuple[Meaning, str]] = {each.at: (each.meaning, each.wording) for each in guide.columns}
    return (said, share) if opened and share >= _AGREEING_SHARE else ({}, 0.0)


def _is_same(wording: str, name: str) -> bool:
    """Tell whether two wordings are of one question: nearly the same words, or one within the other."""
    one, other = _words(wording), _words(name)
    if not one or not other:
        return False
    shared = len(one & other)
    within = min(len(one), len(other)) >= _FEWEST_WORDS and shared == min(len(one), len(other))
    return one == other or within or shared >= _SAME_WORDS_SHARE * len(one | other)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
