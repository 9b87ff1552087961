"""What happened since a moment, in SQL, as a viewer may see it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from domain.access import Viewer, Visibility
from domain.catalogue import name_key
from domain.news import NewsItem, NewsKind
from domain.search import ObservationFilter
from storage.database import Database
from storage.observations.filters import narrowed_to
from storage.schema import (
    AnyRow,
    journeys,
    observations,
    pain_point_claims,
    pain_point_owners,
    sources,
    studies,
)
from storage.visibility import is_published, journey_seen_by, seen_by


class SqlNews:
    """What is new. Moments are ISO strings in Coordinated Universal Time, which order as they read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def since(self, viewer: Viewer, moment: str, where: ObservationFilter | None = None) -> list[NewsItem]:
        """Return studies published, sources added and journeys changed after a moment, newest first.

        Sources of a study that is new itself are not told again. Of ``where`` only missions narrow studies and
        journeys.
        """
        missions = frozenset() if where is None else where.missions
        found = [*self._studies(viewer, moment, missions), *self._journeys(viewer, moment, missions)]
        return _newest_first(found)

    def said_since(self, moment: str) -> list[NewsItem]:
        """Return claims and owners said after a moment, newest first, with no title yet.

        They are for all pain points: keep to those that the viewer sees.
        """
        found: list[NewsItem] = []
        with self._database.reading() as connection:
            for table, kind in ((pain_point_claims, NewsKind.CLAIM), (pain_point_owners, NewsKind.OWNER)):
                found += [
                    NewsItem(kind=kind, at=row.said_at, subject=row.pain_point, title="", organisation=row.organisation)
                    for row in connection.execute(select(table).where(table.c.said_at > moment))
                ]
        return _newest_first(found)

    def new_observations(self, viewer: Viewer, moment: str, where: ObservationFilter | None = None) -> frozenset[str]:
        """Return the observations that came within this viewer's sight after a moment."""
        query = (
            select(observations.c.id)
            .select_from(observations.join(sources, sources.c.id == observations.c.source))
            .join(studies, studies.c.id == observations.c.study)
            .where(seen_by(viewer), or_(sources.c.added_at > moment, _published_after(moment)))
        )
        with self._database.reading() as connection:
            return frozenset(connection.execute(query.where(*narrowed_to(connection, where))).scalars())

    def _studies(self, viewer: Viewer, moment: str, missions: frozenset[str]) -> list[NewsItem]:
        seen = [seen_by(viewer), *_of(studies.c.mission_key, missions)]
        published = select(studies).where(*seen, _published_after(moment))
        added = (
            select(
                studies.c.id,
                studies.c.title,
                studies.c.organisation,
                func.count(sources.c.id).label("number"),
                func.max(sources.c.added_at).label("at"),
            )
            .select_from(sources.join(studies, studies.c.id == sources.c.study))
            .where(*seen, sources.c.added_at > moment)
            .group_by(studies.c.id, studies.c.title, studies.c.organisation)
        )
        with self._database.reading() as connection:
            new = [_published(row) for row in connection.execute(published)]
            told = {item.subject for item in new}
            return new + [
                NewsItem(
                    kind=NewsKind.SOURCES,
                    at=row.at,
                    subject=row.id,
                    title=row.title,
                    organisation=row.organisation,
                    count=row.number,
                )
                for row in connection.execute(added)
                if row.id not in told
            ]

    def _journeys(self, viewer: Viewer, moment: str, missions: frozenset[str]) -> list[NewsItem]:
        changed = select(journeys.c.id, journeys.c.title, journeys.c.updated_at).where(
            journey_seen_by(viewer), journeys.c.updated_at > moment, *_of(journeys.c.mission_key, missions)
        )
        with self._database.reading() as connection:
            return [
                NewsItem(kind=NewsKind.JOURNEY, at=row.updated_at, subject=row.id, title=row.title)
                for row in connection.execute(changed)
            ]


def _published_after(moment: str) -> ColumnElement[bool]:
    """Keep studies that others could first see after ``moment``: published then, or their embargo ended then."""
    # An embargo that ends on the moment's own day ended at its midnight: before the moment.
    freed = and_(studies.c.embargo.is_not(None), studies.c.embargo > moment[:10])
    return and_(is_published(), or_(studies.c.published_at > moment, freed))


def _of(column: ColumnElement[Any], missions: frozenset[str]) -> list[ColumnElement[bool]]:
    return [column.in_(sorted(name_key(name) for name in missions))] if missions else []


def _published(row: AnyRow) -> NewsItem:
    freed = f"{row.embargo}T00:00:00+00:00" if row.embargo else ""
    return NewsItem(
        kind=NewsKind.STUDY,
        at=max(row.published_at or "", freed),
        subject=row.id,
        title=row.title,
        organisation=row.organisation,
        of_team_only=row.visibility == Visibility.TEAM.value,
    )


def _newest_first(items: Iterable[NewsItem]) -> list[NewsItem]:
    ordered = sorted(items, key=lambda item: (item.kind, item.subject))
    return sorted(ordered, key=lambda item: item.at, reverse=True)
