"""How far the indexes have followed the texts, told to every machine that searches."""

from sqlalchemy import insert, select, update

from storage.database import Database, counter
from storage.schema import meta

_NAME = "indexed"


class SqlIndexMark:
    """The revision of texts up to which what is stored can be found."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def set(self, revision: int) -> None:
        """Tell that what was stored by that revision can be found."""
        with self._database.writing() as connection:
            told = update(meta).where(meta.c.name == _NAME).values(value=revision)
            if not connection.execute(told).rowcount:
                connection.execute(insert(meta).values(name=_NAME, value=revision))

    def is_met_by(self, revision: int | None) -> bool:
        """Tell whether an index by words of that revision shows what can be found, and nothing of another history.

        ``None`` is no index at all; it will do while nothing was ever indexed.
        """
        with self._database.reading() as connection:
            mark = connection.execute(select(meta.c.value).where(meta.c.name == _NAME)).scalar()
            if mark is None:
                return True
            return revision is not None and mark <= revision <= counter(connection, "texts")
