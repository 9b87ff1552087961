"""How much research concerns each organisation, in SQL."""

from collections import Counter, defaultdict

from sqlalchemy import func, select

from domain.access import Viewer
from domain.insights import OrganisationCount
from domain.search import ObservationFilter
from storage.database import Database
from storage.filters import narrowed_to
from storage.schema import observation_organisations as concerned
from storage.schema import observations, studies
from storage.study_titles import StudyTitles
from storage.visibility import seen_by


class SqlCoverage:
    """Counts of studies and observations by the organisation they concern."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def coverage(self, viewer: Viewer, where: ObservationFilter | None = None) -> dict[str, OrganisationCount]:
        """Return studies and observations that this viewer may see, by the folded name of whom they concern.

        ``name`` of each count is that folded name. A study that retells another counts with it as one.
        """
        query = (
            select(
                concerned.c.organisation_key,
                studies.c.title,
                studies.c.retells,
                func.count().label("held"),
            )
            .select_from(observations.join(studies, studies.c.id == observations.c.study))
            .join(concerned, concerned.c.observation == observations.c.id)
            .where(seen_by(viewer))
            .group_by(concerned.c.organisation_key, studies.c.title, studies.c.retells)
        )
        told: dict[str, set[str]] = defaultdict(set)
        held: Counter[str] = Counter()
        with self._database.reading() as connection:
            titles = StudyTitles(connection)
            for row in connection.execute(query.where(*narrowed_to(connection, where))):
                told[row.organisation_key].add(titles.counted_as(row.title, row.retells))
                held[row.organisation_key] += row.held
        return {
            name: OrganisationCount(name=name, studies=len(told[name]), observations=number)
            for name, number in held.items()
        }
