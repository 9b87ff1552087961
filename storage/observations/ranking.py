"""What search ranks by, beside words and vectors: where observations stand, and what the coder said of them."""

from collections.abc import Sequence

from sqlalchemy import select

from domain.evidence import Coding
from domain.search import Place
from storage.database import Database
from storage.observations.rows import CODING_COLUMNS, batches, coding_from
from storage.schema import codings, observations


class SqlRanking:
    """Reads without a viewer, for it gives no words: its callers ask only about what may be seen."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def places(self) -> list[Place]:
        """Return where every observation stands, by identifier, for rebuilding an index."""
        columns = observations.c
        query = select(columns.id, columns.source, columns.ordinal, columns.headings).order_by(columns.id)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [
            Place(id=row.id, source_id=row.source, ordinal=row.ordinal, headings=tuple(row.headings)) for row in rows
        ]

    def codings(self, ids: Sequence[str]) -> dict[str, Coding]:
        """Return what the coder said of those of ``ids`` that it has seen."""
        query = select(codings.c.observation, *CODING_COLUMNS)
        found: dict[str, Coding] = {}
        with self._database.reading() as connection:
            for batch in batches(sorted(set(ids))):
                for row in connection.execute(query.where(codings.c.observation.in_(batch))).all():
                    coding = coding_from(row)
                    if coding is not None:
                        found[row.observation] = coding
        return found
