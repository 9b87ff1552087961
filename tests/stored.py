"""What tests store of a study without adding a file, whoever may change it."""

from domain.evidence import Study
from storage.database import Database, bump
from storage.studies.studies import put_study


def store_study(database: Database, study: Study) -> None:
    """Add a study, or replace what is known of it, who may see it included."""
    with database.writing() as connection:
        if put_study(connection, study):
            bump(connection)
