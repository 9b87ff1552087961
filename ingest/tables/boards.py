"""Workshop boards: which columns hold the notes and what is known of them, and which rows are no notes."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from domain.evidence import Refusal
from domain.tables import Meaning, TableMapping
from ingest.tables import column_names, rules
from ingest.tables.colours import colour_name, is_code
from ingest.tables.rules import Guess, Rule, Seen
from ingest.tables.sheets import Grid

_FEWEST_SORTED_SHARE = 0.5
_DOTS = re.compile(r"^(?:[●•★⭐👍✓✔*+|]\s*)+$")


def board(seen: Sequence[Seen]) -> list[Guess] | None:
    """Return guesses for the notes of a workshop board: text, and where, whose or how liked it was."""
    marks = [column for column in seen if any(rule(column) for rule in (_votes, _colour, _position, _frame, _sort))]
    notes = [
        column
        for column in seen
        if column_names.NOTE.match(column.name) or column_names.NOTE.match(column.name.rpartition("-")[2])
    ]
    notes = [column for column in notes if column.facts.cells and not column.facts.is_numeric]
    if all(_frame(column) for column in marks) and rules.respondent(seen) is not None:
        notes = [column for column in notes if column_names.ONLY_NOTES.match(column.name)]
    if not marks or not notes:
        return None
    note = max(notes, key=lambda column: (column.facts.median_words, column.facts.distinct))
    rest = [column for column in seen if column.at != note.at]
    told = dict(zip((column.at for column in rest), rules.of_others(rest, _ON_A_BOARD, _whose(rest)), strict=True))
    told[note.at] = (Meaning.NOTE, "it holds the words of the notes")
    return [told[column.at] for column in seen]


def _whose(seen: Sequence[Seen]) -> int | None:
    """Return the column that numbers people: what is only called ID numbers notes."""
    if (numbered := rules.called(seen, column_names.NUMBERED_PERSON)) is not None:
        return numbered
    if any(_author(column) or _sort(column) for column in seen):
        return None
    return rules.called(seen, (column_names.PERSON,))


def _author(column: Seen) -> Guess | None:
    return (Meaning.AUTHOR, "its name says who wrote it") if column_names.AUTHOR.match(column.name) else None


def _votes(column: Seen) -> Guess | None:
    counts = column.facts.is_numeric or all(map(_DOTS.match, column.facts.cells))
    if column_names.VOTES.match(column.name) and counts:
        return Meaning.VOTES, "its cells count votes"
    return None


def votes(cell: str) -> str:
    """Return how many votes a cell tells: a dot for each is counted."""
    return str(len("".join(cell.split()))) if _DOTS.match(cell) else cell


def _colour(column: Seen) -> Guess | None:
    return (
        (Meaning.COLOUR, "its name says so")
        if column_names.COLOUR.match(column.name) and column.facts.is_short
        else None
    )


def colour(cell: str) -> str:
    """Return what a person calls a colour; one that is no code keeps its name."""
    return (colour_name(cell) or "white") if is_code(cell) else cell


def _position(column: Seen) -> Guess | None:
    return (Meaning.POSITION, "it says where a note lies") if column_names.POSITION.match(column.name) else None


def _frame(column: Seen) -> Guess | None:
    numbered = column.facts.is_numeric and not column_names.NUMBERED_FRAME.match(column.name)
    if column_names.FRAME.match(column.name) and column.facts.cells and not numbered:
        return Meaning.FRAME, "its name says what notes lie in"
    return None


def _sort(column: Seen) -> Guess | None:
    cells = column.facts.cells
    known = sum(bool(column_names.SORTS.match(cell)) for cell in cells)
    if column_names.SORT.match(column.name) and known and known >= _FEWEST_SORTED_SHARE * len(cells):
        return Meaning.CONTEXT, "it says what sort of thing a row is: connectors, frames and the like are no notes"
    return None


def _counted(column: Seen) -> Guess | None:
    if column.facts.is_numeric and column_names.COUNTED.search(column.name):
        return Meaning.IGNORE, "it counts something other than votes"
    return None


_ON_A_BOARD: tuple[Rule, ...] = (
    rules.empty, _sort, rules.contact, _author, rules.others, rules.person, rules.dated, _votes, _colour, _position,
    _frame, rules.organisation, rules.identifier, _counted, rules.chosen, rules.in_words,
)  # fmt: skip


class BoardRows:
    """The rows of a board: which are no notes, and what the frames are called that rows name by number."""

    def __init__(self, grid: Grid, mapping: TableMapping) -> None:
        self._notes = [at for at, column in enumerate(mapping.columns) if column.meaning is Meaning.NOTE]
        kept = {Meaning.CONTEXT, Meaning.ATTRIBUTE}
        sorts = (
            at
            for at, column in enumerate(mapping.columns)
            if self._notes and column.meaning in kept and _sort(rules.seen_of(grid, at))
        )
        self._sort = next(sorts, None)
        self._titles = _titles(grid, self._notes) if self._notes else {}
        self._first: dict[str, int] = {}
        self._counts: Counter[str] = Counter()

    def is_note(self, number: int, cells: Sequence[str]) -> bool:
        """Tell whether a row is a note; what is none is counted, to be told."""
        if self._sort is None or not column_names.NO_NOTES.match(cells[self._sort]):
            return True
        sort = cells[self._sort].casefold()
        self._first.setdefault(sort, number)
        self._counts[sort] += 1
        return False

    def frame(self, name: str, cell: str) -> str:
        """Return what a frame is called: by its title where the cell has its number, else by what it is and number."""
        title = self._titles.get(cell)
        return title or (f"{name} {cell}" if cell.isdecimal() else cell)

    def told(self, grid: Grid) -> Iterator[Refusal]:
        """Yield a refusal for each sort of row that is no note."""
        for sort, count in self._counts.items():
            yield Refusal(
                where=grid.sheet.row_where(self._first[sort]),
                reason=f"{count:,} rows are no notes, the first here" if count > 1 else "the row is no note",
                remedy="It is a frame, a line or a picture of the board. If its words are evidence, leave out the "
                "column that says what sort of thing a row is.",
            )


def _titles(grid: Grid, notes: Sequence[int]) -> Mapping[str, str]:
    """Return what rows of the board are called, by what they are numbered."""
    numbered = next((at for at, name in enumerate(grid.names) if column_names.ROW_ID.match(name)), None)
    if numbered is None:
        return {}
    titled = [*notes, *(at for at, name in enumerate(grid.names) if column_names.TITLE.match(name) and at not in notes)]
    called = ((cells[numbered], next((cells[at] for at in titled if cells[at]), "")) for _, cells in grid.rows)
    return {number: " ".join(title.split()) for number, title in called if number and title}
