from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from storage import schema


def test_migrations_end_in_the_schema_that_the_queries_are_written_for(database):
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


def test_migrating_twice_changes_nothing(database):
    database.migrate()
    database.migrate()
    assert database.check() == []
