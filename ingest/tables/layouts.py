"""Workbooks in which one sheet tells what another holds: questions by number, or columns by letter."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

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


Said: TypeAlias = Mapping[int, tuple[Meaning, str]]
"""What is said of columns, by their places: what they hold, and the question in full."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The tables of a file with answers, and what other sheets say of their columns.

    ``columns`` are meanings and titles by column, for each table they are said of, by its place; ``wordings`` are
    questions by the code that a column's name is. ``told`` are the sheets that are no tables of answers, each with the
    reason. ``is_template``: it is our own workbook. ``guides`` are the sources of other files that were followed, by
    the place of the table.
    """

    answers: Sequence[Grid]
    told: Sequence[tuple[Grid, str]] = ()
    columns: Mapping[int, Said] = field(default_factory=dict)
    wordings: Mapping[str, str] = field(default_factory=dict)
    directed: bool = False
    facts: Sequence[Fact] = ()
    is_template: bool = False
    guides: Mapping[int, str] = field(default_factory=dict)

    def said(self, grid: Grid, guessed: TableMapping) -> TableMapping:
        """Return the guess, put right by what another sheet says of the columns."""
        columns = list(guessed.columns)
        place = next((at for at, each in enumerate(self.answers) if each is grid), -1)
        said, guide = self.columns.get(place, {}), self.guides.get(place, "")
        reason = "another file says so" if guide else "another sheet says so"
        for at, column in enumerate(columns):
            if wording := self.wordings.get(question_code(column.name)):
                columns[at] = replace(column, title=wording)
            if at in said:
                meaning, title = said[at]
                columns[at] = replace(column, meaning=meaning, title=title or column.title, reason=reason)
        return replace(guessed, columns=tuple(columns), guide=guide)


def layout_of(grids: Sequence[Grid]) -> Layout:
    """Return which sheets hold answers, and what the others say of them."""
    study = next((grid for grid in grids if grid.sheet.name == STUDY_SHEET and grid.names[0] == STUDY_HEAD[0]), None)
    if study is not None:
        return _of_template(grids, study)
    if directing := directing_among(grids):
        return _directed(grids, directing)
    lists = {id(grid): found for grid in grids if len(grids) > 1 and (found := listed_questions(grid))}
    for one in (grid for grid in grids if id(grid) in lists):
        others = [grid for grid in grids if grid is not one]
        if any(is_named_by(grid, lists[id(one)]) for grid in others):
            told = [(one, "its wording of the questions is what answers stand under")]
            worded = [with_wordings(grid, lists[id(one)]) for grid in others]
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
    return Layout(answers=others, told=told, facts=facts, is_template=True)


def _directed(grids: Sequence[Grid], directing: Sequence[Grid]) -> Layout:
    others = [grid for grid in grids if all(grid is not each for each in directing)]
    said = columns_said(directing)
    covering = [
        grid for grid in others if grid.named and len(grid.rows) > 1 and len(grid.names) > max(said, default=-1)
    ]
    named = [grid for grid in others if _ANSWERS.match(grid.sheet.name)]
    named = named or sorted(covering, key=lambda grid: len(grid.rows), reverse=True)
    told = [(grid, "it says what columns hold, and was followed") for grid in directing]
    if not named:
        return Layout(answers=(), told=told, directed=True)
    told += [(grid, "it explains the workbook and holds no answers") for grid in others if grid is not named[0]]
    return Layout(answers=named[:1], told=told, columns={0: said}, directed=True)


def columns_said(directing: Sequence[Grid]) -> Said:
    """Return what sheets say of another's columns, by their places; rows without a column's letters say nothing."""
    said: dict[int, tuple[Meaning, str]] = {}
    for grid in directing:
        said |= _columns_said(grid)
    return said


def directing_among(grids: Sequence[Grid]) -> list[Grid]:
    """Return the sheets that name columns by their letters."""
    return [grid for grid in grids if grid.named and any(_LETTER.search(name) for name in grid.names)]


def _columns_said(grid: Grid) -> Said:
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


def listed_questions(grid: Grid) -> dict[str, str]:
    """Return questions by their code, of a sheet that lists them; empty when it is none."""
    if not grid.named or len(grid.rows) > _LONGEST_LIST or len(grid.names) > 6:
        return {}
    codes = [at for at, name in enumerate(grid.names) if _NUMBER.search(name)]
    if not codes:
        return {}
    texts = [at for at, name in enumerate(grid.names) if at != codes[0] and _WORDING.search(name)]
    if not texts:
        return {}
    pairs = [(question_code(cells[codes[0]]), " ".join(cells[texts[0]].split())) for _, cells in grid.rows]
    told = [(code, text) for code, text in pairs if code and text]
    return dict(told) if len({code for code, _ in told}) == len(told) else {}


def question_code(name: str) -> str:
    """Return a question's number in the form in which they are compared: Q1, 1 and question 1 are one."""
    folded = re.sub(r"[^a-z0-9]", "", name.casefold())
    return re.sub(r"^(?:question|q)(?=\d)", "", folded)


def is_named_by(grid: Grid, wordings: Mapping[str, str]) -> bool:
    """Tell whether the columns of a table, or the cells of the one that says what was asked, are these codes."""
    named = sum(question_code(name) in wordings for name in grid.names)
    return named >= max(1, _NAMED_SHARE * len(wordings)) or _asked_column(grid, wordings) is not None


def _asked_column(grid: Grid, wordings: Mapping[str, str]) -> int | None:
    for at, name in enumerate(grid.names):
        cells = grid.column(at)
        if _ASKED.match(name) and cells and all(question_code(cell) in wordings for cell in cells):
            return at
    return None


def with_wordings(grid: Grid, wordings: Mapping[str, str]) -> Grid:
    """Return a long table with its questions in full; any other as it is."""
    at = _asked_column(grid, wordings)
    if at is None:
        return grid
    rows = [
        (number, (*cells[:at], wordings.get(question_code(cells[at]), cells[at]), *cells[at + 1 :]))
        for number, cells in grid.rows
    ]
    return replace(grid, rows=rows)
