"""Rows that name a row which is not there (the database refuses them; damage can leave some), and whose a file is."""

from collections.abc import Collection, Iterator

from sqlalchemy import Column, ForeignKey, Table, delete, func, select

from storage import schema
from storage.database import Database, bump

_OF_OTHERS = (
    "vectors",
    "codings",
    "observation_organisations",
    "assignments",
    "theme_observations",
    "theme_decisions",
    "evidence_decisions",
    "kind_decisions",
    "readings",
    "mark_decisions",
    "lessons",
    "learning_changes",
    "learning_decisions",
    "said_lessons",
    "said_changes",
    "said_learning_decisions",
    "journey_versions",
    "study_edits",
    "insight_versions",
    "insight_evidence",
)
"""Tables of what is said of observations, themes, learnings, journeys and insights: without these one says nothing."""


def orphans(database: Database) -> dict[str, int]:
    """Return by table how many rows name something (an observation, a theme, a journey) that is not there, if any."""
    found: dict[str, int] = {}
    with database.reading() as connection:
        for table, column, key in _references():
            missing = select(func.count()).where(column.not_in(select(key.column)))
            if count := int(connection.execute(missing.select_from(table)).scalar_one()):
                found[table.name] = found.get(table.name, 0) + count
    return found


def remove_orphans(database: Database) -> int:
    """Remove those rows and return how many they were."""
    removed = 0
    with database.writing() as connection:
        for table, column, key in _references():
            removed += connection.execute(delete(table).where(column.not_in(select(key.column)))).rowcount
        if removed:
            bump(connection)
    return removed


def sources_with(database: Database, digests: Collection[str]) -> list[tuple[str, str]]:
    """Return (study, source), by identifier, of every source whose bytes have one of these SHA-256, in order."""
    query = select(schema.sources.c.study, schema.sources.c.id, schema.sources.c.digest)
    with database.reading() as connection:
        return sorted((row.study, row.id) for row in connection.execute(query) if row.digest in digests)


def _references() -> "Iterator[tuple[Table, Column[str], ForeignKey]]":
    for name in _OF_OTHERS:
        table = schema.metadata.tables[name]
        for column in table.columns:
            for key in column.foreign_keys:
                yield table, column, key
