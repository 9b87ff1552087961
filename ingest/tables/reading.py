"""Sheets in; passages, refusals and the mapping they were read by out."""

from collections.abc import Iterator, Sequence

from domain.errors import DescribesAnother, NothingOpen, UnreadableSource
from domain.evidence import Refusal
from domain.ports import Piece
from domain.tables import ColumnMapping, MappingBasis, Meaning, SavedMapping, TableGuide, TableHints, TableMapping
from domain.template import CHECK_SHEET, NOTES_SHEET
from ingest.readers._content import no_words
from ingest.tables.guessing import guess
from ingest.tables.guides import guide_in, guided
from ingest.tables.headers import grid_of
from ingest.tables.layouts import Layout, layout_of
from ingest.tables.passages import passages
from ingest.tables.sheets import NO_NAME, Grid, Sheet


def read_tables(sheets: Sequence[Sheet], hints: TableHints) -> Iterator[Piece]:
    """Yield each table's mapping, then its passages and what is not taken of it.

    A table is mapped as stated, else as the team mapped a table of that header before, else by guess. Sheets that only
    tell what the columns of another hold are used and told once. Raises UnreadableSource when no table holds an open
    answer or a note.
    """
    grids = [grid for grid in map(grid_of, sheets) if grid]
    layout = layout_of(grids)
    if not (layout.directed and layout.answers) and (guide := guide_in(grids)):
        own = [mapping(grid, hints) for grid in grids]
        if not any(each.basis is not MappingBasis.GUESSED and each.has_evidence for each in own):
            raise _describes_another(guide, own)
        layout = Layout(answers=grids)
    layout = guided(layout, hints.guides)
    mapped = [(grid, mapping(grid, hints, layout)) for grid in layout.answers]
    if not any(each.has_evidence for _, each in mapped):
        loose = [grid for grid in layout.answers if grid.sheet.is_board]
        if not any(map(_has_words, loose)) or layout.directed:
            raise _no_note_yet() if layout.is_template else _nothing_open([each for _, each in mapped])
        mapped = [(grid, _as_notes(grid)) for grid in loose if _has_words(grid)]
    yield from layout.facts
    for sheet in sheets:
        yield from sheet.told
    for grid, each in mapped:
        if each.has_evidence:
            yield each
            yield from passages(grid, each)
        else:
            yield each
            yield _told(grid, "a sheet without answers in words", "If it has some, say which columns hold them.")
    yield from (_told(grid, reason, "Nothing to do.") for grid, reason in layout.told)
    yield from _not_there(layout, hints)


def mapping(grid: Grid, hints: TableHints, layout: Layout | None = None) -> TableMapping:
    """Return what each column of a table holds: as stated, as remembered, or as guessed."""
    guessed = guess(grid)
    if layout:
        guessed = layout.said(grid, guessed)
    for known, basis, reason in (
        (hints.stated, MappingBasis.STATED, "as you said"),
        (hints.remembered, MappingBasis.REMEMBERED, "as last time"),
    ):
        if fitting := _fitting(grid, known):
            return guessed.meaning(fitting.meanings, basis=basis, reason=reason)
    if again := _known_again(guessed, hints):
        return again
    named = {name.casefold(): meaning for name, meaning in hints.columns}
    said = [named.get(name.casefold(), named.get(NO_NAME.format(at))) for at, name in enumerate(grid.names, start=1)]
    if any(said):
        meanings = [mine or column.meaning for mine, column in zip(said, guessed.columns, strict=True)]
        return guessed.meaning(meanings, basis=MappingBasis.STATED, reason="as you said")
    return guessed


def _fitting(grid: Grid, known: Sequence[SavedMapping]) -> SavedMapping | None:
    return next(
        (each for each in known if each.signature == grid.signature and len(each.meanings) == len(grid.names)), None
    )


def _known_again(guessed: TableMapping, hints: TableHints) -> TableMapping | None:
    """Return the guess with what the team decided on most of these columns when they stood beside others.

    It stays a guess, for a person to look at, when any column is new.
    """
    if hints.columns:
        return None
    keys = [column.key for column in guessed.columns]
    decided = next((found for each in hints.remembered if (found := each.known_of(keys))), None)
    if not decided:
        return None
    meanings = [known or column.meaning for known, column in zip(decided, guessed.columns, strict=True)]
    basis = MappingBasis.REMEMBERED if all(decided) else MappingBasis.GUESSED
    return guessed.meaning(meanings, basis=basis, reason="as last time")


def _not_there(layout: Layout, hints: TableHints) -> Iterator[Refusal]:
    """Yield what was said of columns that no table of the file has."""
    there = {name.casefold() for grid in layout.answers for name in grid.names}
    there |= {NO_NAME.format(at) for grid in layout.answers for at in range(1, len(grid.names) + 1)}
    for name, _ in hints.columns:
        if name.casefold() not in there:
            yield Refusal(
                where="the header",
                reason=f"there is no column '{name}', of which something was said",
                remedy="Write the column's name as it stands in the table, or its number: column 3.",
            )


def _has_words(grid: Grid) -> bool:
    cells = (cell for rows in (grid.above, grid.rows) for _, row in rows for cell in row)
    return any(any(map(str.isalpha, cell)) for cell in cells) or bool(grid.sheet.comments)


def _as_notes(grid: Grid) -> TableMapping:
    """Return a mapping under which every cell with words is a note under its column's name."""
    columns = tuple(
        ColumnMapping(name=name, meaning=Meaning.QUESTION, reason="every cell with words is read as a note")
        for name in grid.names
    )
    return TableMapping(signature=grid.signature, columns=columns, table=grid.sheet.name, rows=len(grid.rows))


def _told(grid: Grid, reason: str, remedy: str) -> Refusal:
    return Refusal(where=f"sheet {grid.sheet.name}" if grid.sheet.name else "whole file", reason=reason, remedy=remedy)


def _describes_another(guide: TableGuide, tables: Sequence[TableMapping]) -> DescribesAnother:
    return DescribesAnother(
        "The file says what the columns of another table hold; it has no answers itself.",
        where="whole file",
        remedy="Add it together with the file of the answers: its questions are then what they stand under.",
        tables=tuple(map(_of_another, tables)),
        guide=guide,
    )


def _of_another(mapping: TableMapping) -> TableMapping:
    """Return the mapping without columns of evidence: what they hold is of another table, unless a person says so."""
    meanings = [Meaning.CONTEXT if meaning.is_evidence else meaning for meaning in mapping.meanings]
    return mapping.meaning(meanings, basis=MappingBasis.GUESSED, reason="it tells of another table")


def _no_note_yet() -> UnreadableSource:
    return UnreadableSource(
        "The template has no note yet.",
        where=f"sheet {NOTES_SHEET}",
        remedy=f"Write a note in each row; the sheet {CHECK_SHEET} says what is missing.",
    )


def _nothing_open(tables: Sequence[TableMapping]) -> UnreadableSource:
    if not tables:
        return no_words()
    return NothingOpen(
        "The table has no column of written answers.",
        where="whole file",
        remedy="Closed answers are kept beside what people wrote, and not alone: count them in a spreadsheet. If a "
        'column holds what people said, say so: on Add and check, or by --column "NAME=question".',
        tables=tuple(tables),
    )
