"""Tables of comma-separated values: survey answers, boards, exported notes."""

from collections.abc import Iterator

from domain.evidence import SourceFile
from domain.files import Sight
from domain.limits import Limits
from domain.ports import Piece
from ingest.readers._content import text_of
from ingest.tables.delimited import sheet_of
from ingest.tables.reading import read_tables

_LINES_OF_SHAPE = 3
_OWN_NAMES = frozenset({".md", ".markdown", ".vtt", ".srt"})


class CsvReader:
    """Reads a table in text, whatever its delimiter; what each column holds is as said, else guessed."""

    suffixes = frozenset({".csv", ".tsv"})
    media_type = "text/csv"
    is_text = True

    def recognises(self, seen: Sight) -> bool:
        """Tell whether a text that is called nothing in particular has the shape of a table: tabs in every line."""
        lines = [line for line in seen.start.split("\n")[:-1] if line.strip()][:_LINES_OF_SHAPE]
        tabs = {line.count("\t") for line in lines}
        return seen.suffix not in _OWN_NAMES and len(lines) >= _LINES_OF_SHAPE and len(tabs) == 1 and min(tabs) >= 1

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Piece]:
        """Yield the mapping, then row after row. Raises UnreadableSource for no text, or no written answer."""
        yield from read_tables([sheet_of(text_of(source), limits)], source.hints)
