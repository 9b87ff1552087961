"""Deleting journeys: the row, its versions, and all that leads to it from elsewhere."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, select, update

from domain.access import Viewer
from domain.evidence import OF_JOURNEY
from storage.database import Database, bump
from storage.journeys.journey_publishing import check_may_change
from storage.journeys.journey_version_rows import check_version
from storage.observations.rows import Values, batches
from storage.schema import journey_versions, journeys, pain_point_owners, studies
from storage.visibility import journey_seen_by


class SqlJourneyRemoval:
    """Journeys as they go for good. Nobody but who may change one deletes it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def leading_to(self, viewer: Viewer, identifier: str) -> list[str]:
        """Return the titles of the journeys this viewer may see that name a journey, in order."""
        query = select(journeys.c.title, journeys.c.document).where(
            journey_seen_by(viewer), journeys.c.id != identifier
        )
        with self._database.reading() as connection:
            return sorted(row.title for row in connection.execute(query) if _names(row.document, identifier))

    def delete(self, viewer: Viewer, identifier: str, *, gaps: Sequence[str] = (), version: int | None = None) -> None:
        """Take a journey away with its versions, the owners of its ``gaps``, and what names it elsewhere.

        ``version`` is the one that was seen. Raises NotFound, NotAllowed, and ChangedMeanwhile for a newer one.
        """
        with self._database.writing() as connection:
            check_may_change(connection, identifier, viewer)
            stored = connection.execute(select(journeys).where(journeys.c.id == identifier)).one()
            if version is not None:
                check_version(connection, stored, version)
            for batch in batches(list(gaps)):
                connection.execute(delete(pain_point_owners).where(pain_point_owners.c.pain_point.in_(batch)))
            connection.execute(delete(journey_versions).where(journey_versions.c.journey == identifier))
            connection.execute(delete(journeys).where(journeys.c.id == identifier))
            _forget_in_journeys(connection, identifier)
            _forget_in_studies(connection, identifier)
            bump(connection)


def _names(document: Values, identifier: str) -> bool:
    told_by = (step.get("sub_journey") for step in document["steps"])
    return document.get("as_is") == identifier or identifier in told_by


def _forget_in_journeys(connection: Connection, identifier: str) -> None:
    for table, keys in ((journeys, ("id",)), (journey_versions, ("journey", "nth"))):
        columns = [table.c[name] for name in keys]
        for row in connection.execute(select(*columns)).all():
            this = _this(table, keys, row)
            document = connection.execute(select(table.c.document).where(*this)).scalar_one()
            if _names(document, identifier):
                connection.execute(update(table).where(*this).values(document=_without(document, identifier)))


def _this(table: Table, keys: Iterable[str], row: Sequence[Any]) -> list[ColumnElement[bool]]:
    return [table.c[name] == value for name, value in zip(keys, row, strict=True)]


def _without(document: Values, identifier: str) -> Values:
    steps = [
        step | {"sub_journey": None} if step.get("sub_journey") == identifier else step for step in document["steps"]
    ]
    own = {"as_is": None} if document.get("as_is") == identifier else {}
    return document | own | {"steps": steps}


def _forget_in_studies(connection: Connection, identifier: str) -> None:
    for row in connection.execute(select(studies.c.id, studies.c.metadata)).all():
        kept = [pair for pair in row.metadata if pair != [OF_JOURNEY, identifier]]
        if kept != row.metadata:
            connection.execute(update(studies).where(studies.c.id == row.id).values(metadata=kept))
