"""Long tables: one column says which question, another what was answered."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.evidence import Attributes, Passage, PassageRole, Refusal
from domain.tables import Meaning
from ingest.tables.cells import ColumnFacts, split_choices
from ingest.tables.mapped import EmptyAnswers, MappedTable

_OPEN_SHARE = 0.25


def answers_by_question(table: MappedTable) -> Iterator[Passage | Refusal]:
    """Yield the answers of a long table, each under its question; closed ones are known of who gave them."""
    (answer, _), *others = table.having(Meaning.ANSWER)
    asked = [at for at, _ in table.having(Meaning.ASKED)]
    closed = _closed_questions(table, asked, answer)
    known = _known_of_each(table, asked, answer, closed)
    empty = EmptyAnswers(table, [answer])
    last = None
    for number, cells in table.grid.rows:
        question = _question(cells, asked)
        if question in closed:
            continue
        whose = table.whose(cells)
        beside = table.known(cells) + tuple(known.get(whose, ()) if whose else ())
        if whose is None or whose != last:
            yield from _who(table, number, cells, beside)
        last = whose
        for at in (answer, *(other for other, _ in others)):
            if not cells[at]:
                yield from empty.at(number, at) if at == answer else ()
            for passage in table.answer(number, at, cells, (*table.frames(cells), *([question] if question else []))):
                yield _with(passage, beside)
    yield from empty.summed()


def _who(table: MappedTable, number: int, cells: Sequence[str], beside: Attributes) -> Iterator[Passage]:
    said = beside + tuple((c.shown, cells[at]) for at, c in table.having(Meaning.DATE, Meaning.CONTEXT) if cells[at])
    if said:
        yield Passage(
            text="; ".join(f"{name}: {' '.join(value.split())}" for name, value in said),
            locator=table.grid.sheet.row_where(number),
            headings=table.sheet_headings,
            role=PassageRole.CAPTION,
            participant=table.whose(cells),
        )


def _with(passage: Passage, attributes: Attributes) -> Passage:
    return replace(passage, attributes=attributes)


def _question(cells: Sequence[str], asked: Sequence[int]) -> str:
    return next((" ".join(cells[at].split()) for at in asked if cells[at]), "")


def _closed_questions(table: MappedTable, asked: Sequence[int], answer: int) -> set[str]:
    """Return the questions whose answers are short and come again; all are open when none has an answer in words."""
    cells: dict[str, list[str]] = defaultdict(list)
    for _, row in table.grid.rows:
        if row[answer]:
            cells[_question(row, asked)].append(row[answer])
    facts = {question: ColumnFacts(said, len(said)) for question, said in cells.items() if question}
    return {
        question
        for question, each in facts.items()
        if each.worded_share < _OPEN_SHARE and (each.is_numeric or each.distinct < len(each) or each.is_short)
    }


def _known_of_each(
    table: MappedTable, asked: Sequence[int], answer: int, closed: set[str]
) -> dict[str, list[tuple[str, str]]]:
    known: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for _, cells in table.grid.rows:
        question, whose = _question(cells, asked), table.whose(cells)
        if question in closed and whose and cells[answer]:
            known[whose] += [(question, part) for part in split_choices(cells[answer])]
    return known
