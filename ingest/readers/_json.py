"""Records in JSON: a list of them, one a line, or lists within one object; tables, or what was said in a transcript."""

import re
from collections.abc import Iterator

from domain.evidence import SourceFile
from domain.files import Sight
from domain.limits import Limits
from domain.ports import Piece
from ingest.readers._content import text_of
from ingest.readers._json_transcript import cues_in, left_out
from ingest.readers._vtt import spoken
from ingest.tables.reading import read_tables
from ingest.tables.records import records_in, sheet_of

_LINES = frozenset({".jsonl", ".ndjson"})
_BEGINS = re.compile(r'\s*(?:\[\s*[{"\]]|\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}))')


class JsonReader:
    """Reads records as a table: a field is a column; the fields of a record within a record stand beside its own.

    Records that each have words and the time they were said at are a transcript.
    """

    suffixes = frozenset({".json", ".jsonl", ".ndjson"})
    media_type = "application/json"
    is_text = True

    def recognises(self, seen: Sight) -> bool:
        """Tell whether a text begins as a list or a record does."""
        return bool(_BEGINS.match(seen.start))

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Piece]:
        """Yield the mapping, then record after record; or turn after turn. Raises UnreadableSource without records."""
        found = records_in(text_of(source), lines=source.suffix in _LINES)
        records = [record for _, record in found[0].records]
        is_said = bool(source.hints.stated or source.hints.columns)
        if len(found) == 1 and not is_said and (cues := cues_in(records)):
            yield from spoken(cues)
            yield from (*found[0].told, *left_out(records))
            return
        yield from read_tables([sheet_of(each, limits) for each in found], source.hints)
