"""Writing a study: who holds it, which team answers for it, and when it was published follow from what is said."""

from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from domain.evidence import Study
from storage.observations.rows import study_from, study_values
from storage.routing import routes
from storage.schema import studies


def put_study(connection: Connection, study: Study) -> bool:
    """Add a study or replace what is known of it; tell whether anything changed.

    Raises ValueError when its organisation is another one: it is part of its identity.
    """
    stored = connection.execute(select(studies).where(studies.c.id == study.id)).one_or_none()
    values = study_values(study)
    if stored is not None and stored.organisation_key != values["organisation_key"]:
        raise ValueError(f"Study {study.id} cannot change its organisation, which is part of its identity.")
    if stored is not None and study_from(stored) == study:
        return False
    now = routes(connection)
    values["holder_key"] = now.holder_key(study.organisation)
    values["team_key"] = now.team_key(study.team, study.organisation)
    if not study.draft and (stored is None or stored.draft):
        values["published_at"] = datetime.now(UTC).isoformat(timespec="seconds")
    if stored is None:
        connection.execute(insert(studies).values(values))
    else:
        connection.execute(update(studies).where(studies.c.id == study.id).values(values))
    return True
