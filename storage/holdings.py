"""How much a viewer may see, in numbers."""

from typing import Any

from sqlalchemy import Connection, FromClause, func, select

from domain.access import Viewer
from domain.evidence import Holdings
from storage.schema import observation_organisations as concerned
from storage.schema import observations, sources, studies, vectors
from storage.visibility import seen_by


def holdings(connection: Connection, viewer: Viewer) -> Holdings:
    """Count what this viewer may see. An observation about no named body counts for who did the research."""
    evidence = observations.join(studies, studies.c.id == observations.c.study)

    def count(what: Any, among: FromClause) -> int:
        return int(connection.execute(select(what).select_from(among).where(seen_by(viewer))).scalar_one())

    seen = count(func.count(), evidence)
    embedded = select(vectors.c.observation).distinct().subquery()
    with_vectors = count(func.count(), evidence.join(embedded, embedded.c.observation == observations.c.id))
    return Holdings(
        studies=count(func.count(), studies),
        sources=count(func.count(), sources.join(studies, studies.c.id == sources.c.study)),
        observations=seen,
        organisations=count(
            func.count(concerned.c.organisation_key.distinct()),
            evidence.join(concerned, concerned.c.observation == observations.c.id),
        ),
        without_vectors=seen - with_vectors,
    )
