"""Workbooks in which one sheet tells what another holds: questions by number, or columns by letter."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.evidence import Fact
from domain.tables import Meaning, TableMapping
from domain.template import CHECK_SHEET, STUDY_FIELDS, STUDY_HEAD, STUDY_SHEET, label_of
from ingest.tables.sheets import Grid, column_of

_LETTER = re.compile(r"(?i)column (?:letter|id)\b|^column$")
_WORDING = re.compile(r"(?i)title|text|label|wording|question$")
_NUMBER = re.compile(r"(?i)^(?:question )?(?:number|no\.?|id|code|ref|#)$|^q(?:uestion)?$|number|variable")
_CLOSED = re.compile(r"(?i)multiple|closed|choice|demographic")
_OPEN = re.compile(r"(?i)free|open|hybrid")
_ANSWERS = re.compile(r"(?i)^(?:responses?|answers?|data|raw data|survey data|export)$")
_ASKED = re.compile(r"(?i)^(?:question|q|prompt|item)(?:[ _-]?(?:no\.?|number|id|code|ref|#))?$")
_LONGEST_LIST = 300
_NAMED_SHARE = 0.5


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The tables of a file with answers, and what other sheets say of their columns.

    ``columns`` are meanings and titles by column, for the table they are said of; ``wordings`` are questions by the
    code that a column's name is. ``told`` are the sheets that are no tables of answers, each with the reason.
    """

    answers: Sequence[Grid]
    told: Sequence[tuple[Grid, str]] = ()
    columns: Mapping[int, tuple[Meaning, str]] = field(default_factory=dict)
    wordings: Mapping[str, str] = field(default_factory=dict)
    directed: bool = False
    facts: Sequence[Fact] = ()

    def said(self, grid: Grid, guessed: TableMapping) -> TableMapping:
        """Return the guess, put right by what another sheet says of the columns."""
        columns = list(guessed.columns)
        for at, column in enumerate(columns):
            if wording := self.wordings.get(_code(column.name)):
                columns[at] = replace(column, title=wording)
            if self.directed and grid is self.answers[0] and at in self.columns:
                meaning, title = self.columns[at]
                reason = "another sheet says so"
                columns[at] = replace(column, meaning=meaning, title=title or column.title, reason=reason)
        return replace(guessed, columns=tuple(columns))


def layout_of(grids: Sequence[Grid]) -> Layout:
    """Return which sheets hold answers, and what the others say of them."""
    study = next((grid for grid in grids if grid.sheet.name == STUDY_SHEET and grid.names[0] == STUDY_HEAD[0]), None)
    if study is not None:
        return _of_template(grids, study)
    directing = [grid for grid in grids if any(_LETTER.search(name) for name in grid.names) and grid.named]
    if directing:
        return _directed(grids, directing)
    lists = {id(grid): wordings for grid in grids if len(grids) > 1 and (wordings := _wordings(grid))}
    for one in (grid for grid in grids if id(grid) in lists):
        others = [grid for grid in grids if grid is not one]
        if any(_is_named_by(grid, lists[id(one)]) for grid in others):
            told = [(one, "its wording of the questions is what answers stand under")]
            worded = [_with_wordings(grid, lists[id(one)]) for grid in others]
            return Layout(answers=worded, told=told, wordings=lists[id(one)])
    return Layout(answers=grids)


def _of_template(grids: Sequence[Grid], study: Grid) -> Layout:
    """Return the layout of our own workbook: facts of the study, its notes, and the sheet that checks both."""
    labels = {label_of(each): each.fact for each in STUDY_FIELDS}
    facts = [
        Fact(name=labels[cells[0]], value=cells[1])
        for _, cells in study.rows
        if cells[0] in labels and cells[1].strip()
    ]
    told = [(study, "it describes the study, and was taken as its description")]
    told += [(grid, "it checks the workbook and holds no notes") for grid in grids if grid.sheet.name == CHECK_SHEET]
    others = [grid for grid in grids if grid.named and all(grid is not each for each, _ in told)]
    return Layout(answers=others, told=told, facts=facts)


def _directed(grids: Sequence[Grid], directing: Sequence[Grid]) -> Layout:
    others = [grid for grid in grids if all(grid is not each for each in directing)]
    named = [grid for grid in others if _ANSWERS.match(grid.sheet.name)]
    told = [(grid, "it says what columns hold, and was followed") for grid in directing]
    if not named:
        return Layout(answers=(), told=told, directed=True)
    columns: dict[int, tuple[Meaning, str]] = {}
    for grid in directing:
        columns |= _columns_said(grid)
    told += [(grid, "it explains the workbook and holds no answers") for grid in others if grid is not named[0]]
    return Layout(answers=named[:1], told=told, columns=columns, directed=True)


def _columns_said(grid: Grid) -> dict[int, tuple[Meaning, str]]:
    """Return what a sheet says of another's columns, by their places; rows without a column's letters say nothing."""
    worded = (at for at, name in enumerate(grid.names) if _WORDING.search(name) and not _LETTER.search(name))
    wording = next(worded, None)
    said = {}
    for at, name in enumerate(grid.names):
        if not _LETTER.search(name):
            continue
        meaning = _meaning(name) or _meaning(grid.sheet.name) or Meaning.QUESTION
        for _, cells in grid.rows:
            column = column_of(cells[at].strip())
            if column is not None:
                said[column] = (meaning, " ".join(cells[wording].split()) if wording is not None else "")
    return said


def _meaning(name: str) -> Meaning | None:
    if _CLOSED.search(name):
        return Meaning.ATTRIBUTE
    return Meaning.QUESTION if _OPEN.search(name) else None


def _wordings(grid: Grid) -> dict[str, str]:
    """Return questions by their code, of a sheet that lists them; empty when it is none."""
    if not grid.named or len(grid.rows) > _LONGEST_LIST or len(grid.names) > 6:
        return {}
    codes = [at for at, name in enumerate(grid.names) if _NUMBER.search(name)]
    if not codes:
        return {}
    texts = [at for at, name in enumerate(grid.names) if at != codes[0] and _WORDING.search(name)]
    if not texts:
        return {}
    pairs = [(_code(cells[codes[0]]), " ".join(cells[texts[0]].split())) for _, cells in grid.rows]
    return {code: text for code, text in pairs if code and text}


def _code(name: str) -> str:
    """Return a question's number in the form in which they are compared: Q1, 1 and question 1 are one."""
    folded = re.sub(r"[^a-z0-9]", "", name.casefold())
    return re.sub(r"^(?:question|q)(?=\d)", "", folded)


def _is_named_by(grid: Grid, wordings: Mapping[str, str]) -> bool:
    named = sum(_code(name) in wordings for name in grid.names)
    return named >= max(1, _NAMED_SHARE * len(wordings)) or _asked_column(grid, wordings) is not None


def _asked_column(grid: Grid, wordings: Mapping[str, str]) -> int | None:
    for at, name in enumerate(grid.names):
        cells = grid.column(at)
        if _ASKED.match(name) and cells and all(_code(cell) in wordings for cell in cells):
            return at
    return None


def _with_wordings(grid: Grid, wordings: Mapping[str, str]) -> Grid:
    at = _asked_column(grid, wordings)
    if at is None:
        return grid
    rows = [
        (number, (*cells[:at], wordings.get(_code(cells[at]), cells[at]), *cells[at + 1 :]))
        for number, cells in grid.rows
    ]
    return replace(grid, rows=rows)
