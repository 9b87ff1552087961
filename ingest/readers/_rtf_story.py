"""A run of rich text with paragraphs and tables of its own, put together while it is read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from domain.limits import Limits
from ingest.readers._content import check_count
from ingest.readers._flow import Block, BlockKind, row_of
from ingest.readers._wording import tidy, without_bullet

NO_HEADING = 9
"""The outline level that says of a paragraph that it is no heading."""
DEEPEST_TABLE = 20


@dataclass(kw_only=True)
class Count:
    """How many paragraphs with words, tables and cells a document has so far."""

    limits: Limits
    paragraphs: int = 0
    tables: int = 0
    cells: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """What a paragraph is laid out as; ``nesting`` is how many tables it stands in."""

    style: int | None = None
    outline: int = NO_HEADING
    item: bool = False
    nesting: int = 0


@dataclass(kw_only=True)
class Table:
    """A table while it is read: finished rows with the tables inside them, and the row that is open."""

    rows: list[tuple[list[str], list["Table"]]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    inner: list["Table"] = field(default_factory=list)
    words: str = ""

    def end_row(self) -> None:
        """Finish the open row, if anything is in it."""
        if self.cells or self.inner:
            self.rows.append((self.cells, self.inner))
        self.cells, self.inner = [], []


@dataclass(kw_only=True)
class Story:
    """The body, or a note, a comment, the head of a page (``kind``): words so far, and blocks that are finished."""

    count: Count
    kind: str = ""
    words: list[str] = field(default_factory=list)
    layout: Layout = field(default_factory=Layout)
    tables: list[Table] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def end_paragraph(self, headings: Mapping[int, int]) -> None:
        """Finish a paragraph; ``headings`` are the levels of the styles that are headings."""
        text = self._taken()
        if self.layout.nesting:
            self._table(self.layout.nesting).words += f"{text} "
            return
        self._end_tables(0)
        words = without_bullet(text)
        if not words:
            return
        level, place = self._level(headings), self.kind
        kind = BlockKind.ITEM if self.layout.item or words != text else BlockKind.PARAGRAPH
        if not self.kind:
            self.count.paragraphs += 1
            place = f"paragraph {self.count.paragraphs}"
        if level is not None:
            kind = BlockKind.HEADING
        self.blocks.append(Block(text=words, place=place, kind=kind, level=level or 0))

    def end_cell(self, nesting: int) -> None:
        """Finish a cell of the open table of this depth. Raises UnreadableSource for more cells than are read."""
        table = self._table(nesting)
        self.count.cells += 1
        check_count(self.count.cells, self.count.limits.cells, what="cells")
        text = self._taken()
        table.cells.append(" ".join(f"{table.words} {text}".split()))
        table.words = ""

    def end_row(self, nesting: int) -> None:
        """Finish a row of the open table of this depth."""
        self._table(nesting).end_row()

    def finish(self) -> None:
        """Finish whatever is open."""
        self.end_paragraph({})
        self._end_tables(0)

    def _taken(self) -> str:
        """Return the words so far, tidied and with characters whole that stand as two halves, and begin anew."""
        text = "".join(self.words).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self.words = []
        return tidy(text)

    def _level(self, headings: Mapping[int, int]) -> int | None:
        if self.layout.outline < NO_HEADING:
            return self.layout.outline + 1
        return None if self.layout.style is None else headings.get(self.layout.style)

    def _table(self, nesting: int) -> Table:
        """Return the open table of this depth; tables deeper than it have come to their end."""
        self._end_tables(nesting)
        while len(self.tables) < nesting:
            self.tables.append(Table())
        return self.tables[-1]

    def _end_tables(self, depth: int) -> None:
        """Close the tables deeper than this; the outermost one becomes blocks with those inside it."""
        while len(self.tables) > depth:
            table = self.tables.pop()
            if table.words.strip():
                table.cells.append(" ".join(table.words.split()))
            table.end_row()
            if self.tables:
                self.tables[-1].inner.append(table)
            else:
                self.blocks.extend(self._rows(table))

    def _rows(self, table: Table) -> Iterator[Block]:
        self.count.tables += 1
        here = self.count.tables
        for number, (cells, inner) in enumerate(table.rows, start=1):
            yield from row_of(cells, table=here, number=number, rows=len(table.rows))
            for each in inner:
                yield from self._rows(each)
