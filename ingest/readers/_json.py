"""Records in JSON: a list of them, one a line, or a list within one object."""

import re
from collections.abc import Iterator

from domain.evidence import SourceFile
from domain.files import Sight
from domain.limits import Limits
from domain.ports import Piece
from ingest.readers._content import text_of
from ingest.tables.reading import read_tables
from ingest.tables.records import sheet_of

_LINES = frozenset({".jsonl", ".ndjson"})
_BEGINS = re.compile(r'\s*(?:\[\s*[{"\]]|\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}))')


class JsonReader:
    """Reads records as a table: a field is a column; the fields of a record within a record stand beside its own."""

    suffixes = frozenset({".json", ".jsonl", ".ndjson"})
    media_type = "application/json"
    is_text = True

    def recognises(self, seen: Sight) -> bool:
        """Tell whether a text begins as a list or a record does."""
        return bool(_BEGINS.match(seen.start))

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Piece]:
        """Yield the mapping, then record after record. Raises UnreadableSource for what is no list of records."""
        sheet = sheet_of(text_of(source), limits, lines=source.suffix in _LINES)
        yield from read_tables([sheet], source.hints)
