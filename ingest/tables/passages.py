"""From a table whose columns are known to passages: answers under their questions, notes under their frames."""

from collections.abc import Iterator, Sequence

from domain.evidence import Passage, PassageRole, Refusal
from domain.tables import Meaning, TableMapping
from ingest.tables.long_tables import answers_by_question
from ingest.tables.mapped import LONGEST_WHOLE_WORDS, EmptyAnswers, MappedTable
from ingest.tables.sheets import Grid


def passages(grid: Grid, mapping: TableMapping) -> Iterator[Passage | Refusal]:
    """Yield a table's passages in reading order, and what is not taken of it: once for a column, else by its place.

    Empty answers are told one by one up to 200 of a column, beyond that once.
    """
    table = MappedTable(grid, mapping)
    yield from table.headings()
    yield from table.supposed()
    yield from table.left_out()
    yield from answers_by_question(table) if table.having(Meaning.ANSWER) else _rows(table)
    yield from table.surplus()


def _rows(table: MappedTable) -> Iterator[Passage | Refusal]:
    """Yield row after row: what stands beside its answers, then the answers or notes themselves."""
    evidence = table.having(Meaning.QUESTION, Meaning.NOTE)
    empty = EmptyAnswers(table, [at for at, _ in evidence])
    frame: tuple[str, ...] = ()
    spoke = ""
    for number, cells in table.grid.rows:
        if not table.rows.is_note(number, cells):
            continue
        frames = table.frames(cells)
        for heading in () if frames == frame else frames:
            yield Passage(
                text=heading,
                locator=table.grid.sheet.row_where(number),
                headings=table.sheet_headings,
                role=PassageRole.HEADING,
            )
        frame = frames
        if (speaker := table.speaker(number, cells)) and speaker.text != spoke:
            yield speaker
            spoke = speaker.text
        yield from table.aside(number, cells)
        for at, column in evidence:
            own = (*frames, column.shown) if column.meaning is Meaning.QUESTION and table.grid.named else frames
            if table.holds(at, cells):
                yield from table.answer(number, at, cells, own)
            elif not table.is_board:
                yield from empty.at(number, at)
        yield from _comments(table, number, cells, {at for at, _ in evidence})
    yield from empty.summed()
    yield from table.rows.told(table.grid)


def _comments(table: MappedTable, number: int, cells: Sequence[str], taken: set[int]) -> Iterator[Passage]:
    """Yield the comments on cells that are no answers."""
    for at in range(len(cells)):
        comment = table.grid.sheet.comments.get((number, at))
        if comment and (at not in taken or not table.holds(at, cells)):
            yield Passage(
                text=comment,
                locator=f"{table.place(number, at)}, comment",
                headings=(*table.sheet_headings, table.grid.names[at]) if table.grid.named else table.sheet_headings,
                whole=len(comment.split()) <= LONGEST_WHOLE_WORDS,
            )
