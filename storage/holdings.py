"""How much a viewer may see, in numbers."""

from typing import Any

from sqlalchemy import Connection, FromClause, func, select

from domain.access import Viewer
from domain.evidence import Holdings, Subject
from storage.schema import observation_about, observations, sources, studies, vectors
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
        organisations=_organisations(connection, viewer),
        without_vectors=seen - with_vectors,
    )


def _organisations(connection: Connection, viewer: Viewer) -> int:
    evidence = observations.join(studies, studies.c.id == observations.c.study)
    named = (
        select(observation_about.c.name_key)
        .select_from(evidence.join(observation_about, observation_about.c.observation == observations.c.id))
        .where(seen_by(viewer), observation_about.c.subject == Subject.ORGANISATION.value)
    )
    says_one = select(observation_about.c.observation).where(observation_about.c.subject == Subject.ORGANISATION.value)
    silent = (
        select(studies.c.organisation_key)
        .select_from(evidence)
        .where(seen_by(viewer), observations.c.id.not_in(says_one))
    )
    return int(connection.execute(select(func.count()).select_from(named.union(silent).subquery())).scalar_one())
