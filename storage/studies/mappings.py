"""What teams decided on the columns of their tables, in SQL: no word of them, only digests and meanings."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, insert, select

from domain.catalogue import name_key
from domain.tables import Meaning, SavedMapping
from storage.database import Database
from storage.schema import table_mappings


class SqlMappings:
    """One row a team and header."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(self, team: str, mappings: Iterable[SavedMapping], *, now: str) -> None:
        """Keep what a team decided at an ISO moment, in place of what it decided before on the same header."""
        key = name_key(team)
        with self._database.writing() as connection:
            for each in mappings:
                same = (table_mappings.c.team_key == key, table_mappings.c.signature == each.signature)
                connection.execute(delete(table_mappings).where(*same))
                keys = each.columns or ("",) * len(each.meanings)
                meanings = [[meaning.value, key] for meaning, key in zip(each.meanings, keys, strict=True)]
                connection.execute(
                    insert(table_mappings).values(
                        team_key=key, signature=each.signature, meanings=meanings, decided_at=now
                    )
                )

    def remembered(self, teams: Iterable[str] | None) -> list[SavedMapping]:
        """Return what these teams decided, the latest first; None stands for every team."""
        query = select(table_mappings).order_by(table_mappings.c.decided_at.desc(), table_mappings.c.signature)
        if teams is not None:
            query = query.where(table_mappings.c.team_key.in_(sorted(map(name_key, teams))))
        with self._database.reading() as connection:
            return [_saved(row.signature, row.meanings) for row in connection.execute(query)]


def _saved(signature: str, meanings: Sequence[str | Sequence[str]]) -> SavedMapping:
    """Return a decision from its row; those of the first version have meanings alone."""
    pairs = [(each, "") if isinstance(each, str) else (each[0], each[1]) for each in meanings]
    columns = tuple(key for _, key in pairs)
    return SavedMapping(
        signature=signature,
        meanings=tuple(Meaning(meaning) for meaning, _ in pairs),
        columns=columns if all(columns) else (),
    )
