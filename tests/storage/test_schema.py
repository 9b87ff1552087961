from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, select

import storage
from domain.access import LOCAL_VIEWER
from domain.decisions import ThemeVerdict
from domain.evidence import About
from domain.insights import ThemeStatus
from domain.search import ObservationFilter
from storage import SqlThemes, schema
from tests.builders import a_source, a_viewer


def concerning(name):
    return ObservationFilter(organisations=frozenset({name}))


def test_migrations_end_in_the_schema_that_the_queries_are_written_for(database):
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
    assert database.version() == schema.HEAD


def test_migrating_twice_changes_nothing(database):
    database.migrate()
    database.migrate()
    assert database.check() == []


def at_version(database, version):
    """Empty the database and leave it as the migrations up to that version do; return its tables."""
    with database.writing() as connection:
        schema.metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
        config = Config()
        config.set_main_option("script_location", str(Path(storage.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        tables = MetaData()
        tables.reflect(connection)
    return tables.tables


def test_what_was_decided_on_themes_before_there_was_a_history_begins_it(database):
    old = at_version(database, "0009")
    row = {
        "id": "th_1",
        "title": "Waiting",
        "status": "accepted",
        "decided_by": "Asha Vale",
        "decided_at": "2025-01-01",
    }
    with database.writing() as connection:
        connection.execute(old["themes"].insert().values(row | {"keywords": ["wait"]}))
    database.migrate()
    (said,) = SqlThemes(database).decisions(LOCAL_VIEWER)
    assert (said.theme, said.verdict, said.decided_by) == ("th_1", ThemeVerdict.ACCEPTED, "Asha Vale")
    (theme,) = SqlThemes(database).themes(LOCAL_VIEWER)
    assert (theme.title, theme.status, theme.title_is_own) == ("Waiting", ThemeStatus.ACCEPTED, False)


def test_a_database_of_the_first_version_is_brought_up_to_date_with_what_it_holds(database, evidence):
    evidence.save_source(a_source(["One."], about=[About(name="Council"), About(name="council")]))
    evidence.save_source(a_source(["Two."], name="two.md"))
    names = ("studies", "sources", "observations", "observation_about")
    with database.reading() as connection:
        rows = {
            name: [dict(row) for row in connection.execute(select(schema.metadata.tables[name])).mappings()]
            for name in names
        }
    old = at_version(database, "0001")
    with database.writing() as connection:
        for name in names:
            kept = [{key: row[key] for key in (column.name for column in old[name].columns)} for row in rows[name]]
            connection.execute(old[name].insert(), kept)
    database.migrate()
    found = {
        name: [item.text for item in evidence.all_evidence(LOCAL_VIEWER, concerning(name))]
        for name in ("Council", "Harbour Office")
    }
    assert found == {"Council": ["One."], "Harbour Office": ["Two."]}
    assert [item.text for item in evidence.all_evidence(a_viewer(teams=frozenset({"Harbour Office"})))] != []
    assert database.check() == []
