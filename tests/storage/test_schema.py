from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from domain.access import LOCAL_VIEWER
from domain.evidence import About
from domain.search import ObservationFilter
from storage import schema
from tests.builders import a_source


def concerning(name):
    return ObservationFilter(organisations=frozenset({name}))


def test_migrations_end_in_the_schema_that_the_queries_are_written_for(database):
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


def test_migrating_twice_changes_nothing(database):
    database.migrate()
    database.migrate()
    assert database.check() == []


def test_a_database_of_the_first_version_is_brought_up_to_date_with_what_it_holds(database, evidence):
    evidence.save_source(a_source(["One."], about=[About(name="Council"), About(name="council")]))
    evidence.save_source(a_source(["Two."], name="two.md"))
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE observation_organisations")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    database.migrate()
    found = {
        name: [item.text for item in evidence.all_evidence(LOCAL_VIEWER, concerning(name))]
        for name in ("Council", "Harbour Office")
    }
    assert found == {"Council": ["One."], "Harbour Office": ["Two."]}
    assert database.check() == []
