"""A table whose columns are known: what stands in its rows, by what each column holds."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from domain.evidence import Attributes, Passage, PassageRole, Refusal
from domain.tables import TAKEN_FOR_A_NAME, ColumnMapping, MappingBasis, Meaning, TableMapping
from ingest.readers._speakers import is_interviewer, is_participant
from ingest.tables.boards import BoardRows, colour, votes
from ingest.tables.cells import split_choices
from ingest.tables.column_names import SPEAKER, SPOKEN, SUBJECT
from ingest.tables.first_rows import is_known_name
from ingest.tables.headers import UNTICKED
from ingest.tables.sheets import NO_NAME, Grid

LONGEST_WHOLE_WORDS = 150
"""An answer up to so long is one observation; a longer one is read sentence by sentence."""

EMPTY_TOLD_APART = 200
_LEFT_OUT = {
    Meaning.IGNORE: "left out: {reason}",
    Meaning.POSITION: "left out: where a note lies is not kept",
}
_SHOWN = {Meaning.VOTES: votes, Meaning.COLOUR: colour}
_MEND = "If it is evidence, say what the column holds, then add the file again."


@dataclass(frozen=True)
class MappedTable:
    """A table and what its columns hold."""

    grid: Grid
    mapping: TableMapping

    def having(self, *meanings: Meaning) -> list[tuple[int, ColumnMapping]]:
        """Return the columns that hold any of these, with their places."""
        return [(at, column) for at, column in enumerate(self.mapping.columns) if column.meaning in meanings]

    @property
    def is_board(self) -> bool:
        """Tell whether its cells are notes: nothing says whose they are or what is known of them."""
        about_people = (Meaning.RESPONDENT, Meaning.ATTRIBUTE, Meaning.ANSWER, Meaning.COLOUR, Meaning.ORGANISATION)
        return self.grid.sheet.is_board and not self.having(*about_people)

    def holds(self, at: int, cells: Sequence[str]) -> bool:
        """Tell whether a cell holds an answer or a note; on a board of loose notes, figures are none."""
        return any(map(str.isalpha, cells[at])) if self.is_board else bool(cells[at])

    @property
    def sheet_headings(self) -> tuple[str, ...]:
        """Return the sheet's name as the outermost heading; none where the file is one table."""
        return (self.grid.sheet.name,) if self.grid.sheet.name else ()

    def headings(self) -> Iterator[Passage]:
        """Yield what stands above the answers: the sheet's name, its title rows, the names of its columns."""
        sheet = self.grid.sheet
        if sheet.name:
            yield Passage(text=sheet.name, locator=f"sheet {sheet.name}", role=PassageRole.HEADING)
        for number, cells in self.grid.above:
            yield Passage(
                text=" – ".join(" ".join(cell.split()) for cell in cells if cell),
                locator=sheet.row_where(number),
                headings=self.sheet_headings,
                role=PassageRole.HEADING,
            )
        kept = [column.shown for column in self.mapping.columns if column.meaning not in _LEFT_OUT]
        if self.grid.named and kept:
            yield Passage(
                text=" – ".join(dict.fromkeys(kept)),
                locator=sheet.row_where(self.grid.header[-1]),
                headings=self.sheet_headings,
                role=PassageRole.HEADING,
            )

    def supposed(self) -> Iterator[Refusal]:
        """Yield a refusal for the name of a lone column that is none of those known and may be a note."""
        held = [at for at in range(len(self.grid.names)) if self.grid.column(at)]
        is_guess = self.mapping.basis is MappingBasis.GUESSED and self.grid.named and all(self.grid.header)
        if is_guess and len(held) == 1 and not is_known_name(self.grid.names[held[0]]):
            yield Refusal(
                where=self.grid.sheet.row_where(self.grid.header[0]),
                reason=TAKEN_FOR_A_NAME,
                remedy="If somebody wrote it, put a row above it that says Text, then add the file again.",
            )

    def left_out(self) -> Iterator[Refusal]:
        """Yield a refusal for each column that is not read and holds something."""
        for at, column in enumerate(self.mapping.columns):
            form = _LEFT_OUT.get(column.meaning)
            if form and self.grid.column(at):
                yield Refusal(
                    where=self._column_where(at),
                    reason=f"column {form.format(reason=column.reason or 'as was said')}",
                    remedy=_MEND,
                )

    def surplus(self) -> Iterator[Refusal]:
        """Yield one refusal for all rows that have more cells than the header names."""
        if rows := self.grid.surplus:
            told = f"{len(rows)} rows have" if len(rows) > 1 else "1 row has"
            yield Refusal(
                where=self.grid.sheet.row_where(rows[0]),
                reason=f"{told} more cells than the header names, the first here: they are columns without a name",
                remedy="Name those columns in the header, then add the file again."
                if self.grid.sheet.place == "cell"
                else "Put quotation marks around cells that hold the delimiter, then add the file again.",
            )

    def whose(self, cells: Sequence[str]) -> str | None:
        """Return who a row is from: the respondent, or else the author; nobody where that is an interviewer."""
        columns = self.having(Meaning.RESPONDENT) + self.having(Meaning.AUTHOR)
        at = next((at for at, _ in columns if cells[at]), None)
        if at is None or (at in self._speakers and self.is_asked(cells)):
            return None
        return " ".join(cells[at].split())

    def is_asked(self, cells: Sequence[str]) -> bool:
        """Tell whether whoever leads the session says a row, by a column that says who speaks."""
        return any(is_interviewer(" ".join(cells[at].split()).rstrip(":")) for at in self._speakers)

    def speaker(self, number: int, cells: Sequence[str]) -> Passage | None:
        """Return who says a row, to stand above the words; None where nothing or another column says whose it is."""
        whose = (at for at in self._speakers if self.mapping.columns[at].meaning is Meaning.RESPONDENT)
        name = next((" ".join(cells[at].split()) for at in whose if cells[at]), "")
        role = PassageRole.INTERVIEWER if self.is_asked(cells) else PassageRole.HEADING
        where = self.grid.sheet.row_where(number)
        return Passage(text=name, locator=where, headings=self.sheet_headings, role=role) if name else None

    @cached_property
    def _speakers(self) -> list[int]:
        """Return the columns that say who speaks; none where a column of answers asks something of its own.

        Beside a column of respondents one says so that names nobody but interviewers and participants.
        """
        if any(column.meaning.is_evidence and not SPOKEN.match(column.name) for column in self.mapping.columns):
            return []
        known = (Meaning.RESPONDENT, Meaning.ATTRIBUTE, Meaning.CONTEXT)
        named = [(at, column) for at, column in self.having(*known) if SPEAKER.match(column.name)]
        return [at for at, column in named if column.meaning is Meaning.RESPONDENT or self._has_both_voices(at)]

    def _has_both_voices(self, at: int) -> bool:
        names = {" ".join(cell.split()).rstrip(":") for cell in self.grid.column(at) if cell}
        taking_part = set(filter(is_participant, names))
        return bool(taking_part) and all(map(is_interviewer, names - taking_part))

    def known(self, cells: Sequence[str]) -> Attributes:
        """Return a row's closed answers, a pair for each choice."""
        return tuple(chain.from_iterable(self._pairs(column, cells[at]) for at, column in self._closed))

    @cached_property
    def _closed(self) -> list[tuple[int, ColumnMapping]]:
        return [(at, column) for at, column in enumerate(self.mapping.columns) if column.meaning.is_known_of_them]

    def _pairs(self, column: ColumnMapping, cell: str) -> Iterator[tuple[str, str]]:
        if not cell or (column.choice and cell.casefold() in UNTICKED):
            return
        if column.choice:
            yield column.shown, column.choice
        elif column.meaning is Meaning.ATTRIBUTE:
            yield from ((column.shown, part) for part in split_choices(cell))
        else:
            name = column.meaning.value if column.meaning in {Meaning.VOTES, Meaning.COLOUR} else column.shown
            only = len(self.having(column.meaning)) == 1
            yield name if only else column.shown, _SHOWN.get(column.meaning, str)(cell)

    def beside(self, cells: Sequence[str]) -> str:
        """Return what stands beside a row's answers, in one line."""
        said = self.known(cells) + tuple(
            (column.shown, cells[at]) for at, column in self.having(Meaning.DATE, Meaning.CONTEXT) if cells[at]
        )
        return "; ".join(f"{name}: {' '.join(value.split())}" for name, value in said)

    def aside(self, number: int, cells: Sequence[str]) -> Iterator[Passage]:
        """Yield what stands beside a row's answers as context."""
        if beside := self.beside(cells):
            yield Passage(
                text=beside,
                locator=self.grid.sheet.row_where(number),
                headings=self.sheet_headings,
                role=PassageRole.CAPTION,
                participant=self.whose(cells),
            )

    def frames(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Return the frames that a row lies in, outermost first."""
        return tuple(self.rows.frame(name, " ".join(cells[at].split())) for at, name in self._frames if cells[at])

    @cached_property
    def _frames(self) -> list[tuple[int, str]]:
        """Return the columns of frames with what each is called, those with the fewest frames first."""
        frames = self.having(Meaning.FRAME)
        distinct = {at: len(set(self.grid.column(at))) for at, _ in frames}

        def _outermost(frame: tuple[int, ColumnMapping]) -> tuple[bool, int]:
            return bool(SUBJECT.match(frame[1].name)), distinct[frame[0]]

        return [(at, column.shown) for at, column in sorted(frames, key=_outermost)]

    @cached_property
    def rows(self) -> BoardRows:
        """Return which rows are no notes, and what frames are called."""
        return BoardRows(self.grid, self.mapping)

    def answer(self, number: int, at: int, cells: Sequence[str], under: tuple[str, ...]) -> Iterator[Passage]:
        """Yield a cell as an answer or a note, and the comment on it."""
        place = self.place(number, at)
        more = self.grid.sheet.comments.get((number, at), "")
        fill = self.grid.sheet.colours.get((number, at), "") if self.is_board else ""
        known = self.known(cells) + ((("colour", fill),) if fill else ())
        for text, where in ((cells[at], place), (more, f"{place}, comment")):
            if text:
                yield Passage(
                    text=text,
                    locator=where,
                    headings=(*self.sheet_headings, *under),
                    role=PassageRole.INTERVIEWER if self.is_asked(cells) else PassageRole.BODY,
                    whole=len(text.split()) <= LONGEST_WHOLE_WORDS,
                    participant=self.whose(cells),
                    attributes=known,
                )

    def place(self, number: int, at: int) -> str:
        """Return where a cell stands."""
        return self.grid.sheet.where(number, at, self._called[at])

    @cached_property
    def _called(self) -> list[str]:
        """Return what tells each column apart in a place: its name, with its number where others have that name too."""
        names = self.grid.names
        told = (f"{name} (column {at})" if names.count(name) > 1 else name for at, name in enumerate(names, start=1))
        return [("" if name == NO_NAME.format(at) else name) for at, name in enumerate(told, start=1)]

    def empty(self, number: int, at: int) -> Refusal:
        """Return the refusal of an answer or a note that is none."""
        where = self.grid.sheet.where(number, at)
        what = "note" if self.mapping.columns[at].meaning is Meaning.NOTE else "answer"
        return Refusal(where=where, reason=f"empty {what}", remedy="Nothing to do.")

    def _column_where(self, at: int) -> str:
        name = self.grid.sheet.name
        return f"sheet {name}, column {at + 1}" if name else f"column {at + 1}"


class EmptyAnswers:
    """Tells empty answers: by their place while they are few, once for a column where they are many."""

    def __init__(self, table: MappedTable, columns: Sequence[int]) -> None:
        self._table = table
        counts = Counter(at for _, cells in table.grid.rows for at in columns if not cells[at])
        self._many = {at: count for at, count in counts.items() if count > EMPTY_TOLD_APART}
        self._first: dict[int, int] = {}

    def at(self, number: int, column: int) -> Iterator[Refusal]:
        """Yield the refusal of one empty answer, unless the column has too many of them."""
        if column in self._many:
            self._first.setdefault(column, number)
        else:
            yield self._table.empty(number, column)

    def summed(self) -> Iterator[Refusal]:
        """Yield one refusal for each column with many."""
        for column, number in sorted(self._first.items()):
            yield Refusal(
                where=self._table.grid.sheet.where(number, column),
                reason=f"{self._many[column]:,} empty answers in this column, the first here",
                remedy="Nothing to do.",
            )
