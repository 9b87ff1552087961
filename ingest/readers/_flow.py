"""Running text as office programs keep it: headings, paragraphs, list items and tables, put under their headings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from domain.evidence import Passage, PassageRole, Refusal
from ingest.readers._outline import Outline
from ingest.readers._wording import are_column_names, joined


class BlockKind(Enum):
    """What a block of running text is."""

    PARAGRAPH = auto()
    HEADING = auto()
    ITEM = auto()
    ROW = auto()
    COLUMNS = auto()
    CONTEXT = auto()
    BESIDE = auto()
    END = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A piece of running text and where it stands.

    ``level`` is a heading's, from 0 for a title; ``table`` the number of the table that a row is of. CONTEXT is
    shown and is no evidence; BESIDE (a footnote, a comment) stands under no heading. ``whole`` says that it must not
    be split. END has no text: it ends the headings of its level and deeper ones.
    """

    text: str
    place: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    table: int = 0
    whole: bool = False


def passages_of(blocks: Iterable[Block | Refusal]) -> Iterator[Passage | Refusal]:
    """Yield blocks as passages under the headings above them, and refusals as they come.

    The end of a paragraph that announces a list ("They said:") stands above its items; the names of columns above
    the rows of their table.
    """
    outline, columns = Outline(), dict[int, str]()
    held: Block | None = None
    for block in blocks:
        if isinstance(block, Refusal):
            yield block
            continue
        if held is not None:
            yield from _placed(held, outline, columns, announces=block.kind is BlockKind.ITEM)
        held = block
    if held is not None:
        yield from _placed(held, outline, columns, announces=False)


def row_of(cells: Sequence[str], *, table: int, number: int, rows: int) -> Iterator[Block]:
    """Yield row ``number`` of the ``rows`` of a table; the first one as names of columns when it reads so.

    A row without words gives nothing.
    """
    if text := joined(cells):
        names = number == 1 and rows > 1 and are_column_names(cells)
        kind = BlockKind.COLUMNS if names else BlockKind.ROW
        yield Block(text=text, place=f"table {table}, row {number}", kind=kind, table=table)


def _placed(block: Block, outline: Outline, columns: dict[int, str], *, announces: bool) -> Iterator[Passage]:
    if block.kind is BlockKind.HEADING:
        outline.asides.clear()
        yield outline.heading(" ".join(block.text.split()), block.level, block.place)
    elif block.kind is BlockKind.END:
        outline.close(block.level)
    elif block.kind is BlockKind.CONTEXT:
        yield outline.passage(block.text, block.place, PassageRole.CAPTION)
    elif block.kind is BlockKind.BESIDE:
        yield Passage(text=block.text, locator=block.place)
    elif block.kind is BlockKind.COLUMNS:
        outline.asides.clear()
        columns[block.table] = block.text
        yield outline.passage(block.text, block.place, PassageRole.HEADING)
    elif block.kind is BlockKind.ROW:
        outline.asides[:] = [columns[block.table]] if block.table in columns else []
        yield outline.passage(block.text, block.place)
        outline.asides.clear()
    else:
        is_item = block.kind is BlockKind.ITEM
        yield from outline.written(block.text, block.place, is_item=is_item, announces=announces, whole=block.whole)
