"""How much a viewer may see, in numbers."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, func, select

from domain.access import Viewer
from domain.catalogue import UNRECORDED, name_key
from domain.evidence import Holdings
from domain.search import ObservationFilter
from storage.observations.filters import narrowed_to
from storage.schema import observation_organisations as concerned
from storage.schema import observations, sources, studies, vectors
from storage.visibility import seen_by


def holdings(connection: Connection, viewer: Viewer, where: ObservationFilter | None = None) -> Holdings:
    """Count what this viewer may see. An observation about no named body counts for who did the research;
    that nobody recorded who is no organisation more.

    With a filter, studies and sources count when they have an observation that passes it; without one, all do.
    """
    evidence = observations.join(studies, studies.c.id == observations.c.study)
    in_sight = (seen_by(viewer), *narrowed_to(connection, where))

    def count(what: Any, among: FromClause) -> int:
        return int(connection.execute(select(what).select_from(among).where(*in_sight)).scalar_one())

    seen = count(func.count(), evidence)
    embedded = select(vectors.c.observation).distinct().subquery()
    with_vectors = count(func.count(), evidence.join(embedded, embedded.c.observation == observations.c.id))
    every = where is None or not where.narrows
    held = sources.join(studies, studies.c.id == sources.c.study)
    return Holdings(
        studies=count(func.count(), studies) if every else count(_distinct(observations.c.study), evidence),
        sources=count(func.count(), held) if every else count(_distinct(observations.c.source), evidence),
        observations=seen,
        organisations=count(
            _distinct(func.nullif(concerned.c.organisation_key, name_key(UNRECORDED))),
            evidence.join(concerned, concerned.c.observation == observations.c.id),
        ),
        without_vectors=seen - with_vectors,
    )


def _distinct(column: ColumnElement[Any]) -> Any:
    return func.count(column.distinct())
