"""Who may see what, as a condition inside every query."""

from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, Table, and_, false, or_, select, true

from domain.access import Role, Viewer, Visibility
from domain.catalogue import name_key
from domain.evidence import Subject
from domain.journeys import JourneyStatus
from domain.written_insights import InsightState
from storage.schema import insights, journeys, name_routes, studies

VIEWERS_KEPT = 500
"""For so many viewers a condition is put together once: that takes longer than asking a database with it."""


def seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on ``studies`` that keeps what this viewer may see; a query must join that table.

    A team sees all of its own studies; those that are not published yet only from researcher on. Others see
    published studies: open ones, those that their organisation holds, those of their missions. A study is published
    when it is no draft and its embargo day has come, by the calendar of Coordinated Universal Time.
    """
    return true() if viewer.sees_everything else _seen_on(viewer.sight(), today())


@lru_cache(maxsize=VIEWERS_KEPT)
def _seen_on(viewer: Viewer, day: str) -> ColumnElement[bool]:
    own = _one_of(studies.c.team_key, viewer.teams)
    theirs = or_(
        own,
        studies.c.visibility == Visibility.OPEN.value,
        and_(
            studies.c.visibility == Visibility.ORGANISATION.value,
            _one_of(studies.c.holder_key, {viewer.organisation} if viewer.organisation else set()),
        ),
        and_(studies.c.visibility == Visibility.MISSION.value, _one_of(studies.c.mission_key, viewer.missions)),
    )
    published = and_(theirs, _is_published_on(day))
    return or_(own, published) if viewer.may(Role.RESEARCHER) else published


def is_published() -> ColumnElement[bool]:
    """Return the condition on ``studies`` that keeps what is no draft and under no embargo any more."""
    return _is_published_on(today())


def _is_published_on(day: str) -> ColumnElement[bool]:
    free = or_(studies.c.embargo.is_(None), studies.c.embargo <= day)
    return and_(studies.c.draft.is_(False), free)


def today() -> str:
    """Return the day it is, in Coordinated Universal Time, as an ISO date."""
    return datetime.now(UTC).date().isoformat()


@lru_cache(maxsize=VIEWERS_KEPT)
def journey_seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on ``journeys`` that keeps what this viewer may see: their own, and what is shown to them.

    A draft is seen by whoever made it and by the researchers of its team; a published journey by all of its team, and
    by those its visibility names: the team's organisation, its mission's group, or everyone.
    """
    return _shown_to(viewer, journeys, journeys.c.status == JourneyStatus.PUBLISHED.value)


@lru_cache(maxsize=VIEWERS_KEPT)
def insight_seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on ``insights`` that keeps those whose claim this viewer may see, as with journeys.

    Its evidence is another matter: see ``seen_by``.
    """
    public = [state.value for state in InsightState if state.is_public]
    return _shown_to(viewer, insights, insights.c.state.in_(public))


def journey_changed_by(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on ``journeys`` that keeps those this viewer may change, from researcher on.

    Those they made, and those of their teams.
    """
    return _changed_by(viewer, journeys)


def insight_changed_by(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on ``insights`` that keeps those this viewer may change, as with journeys."""
    return _changed_by(viewer, insights)


def _shown_to(viewer: Viewer, table: Table, is_public: ColumnElement[bool]) -> ColumnElement[bool]:
    if viewer.sees_everything:
        return true()
    of_team = _one_of(table.c.team_key, viewer.teams)
    shown = or_(
        of_team,
        table.c.visibility == Visibility.OPEN.value,
        and_(
            table.c.visibility == Visibility.ORGANISATION.value,
            _held_by(table, viewer.organisation) if viewer.organisation else false(),
        ),
        and_(table.c.visibility == Visibility.MISSION.value, _one_of(table.c.mission_key, viewer.missions)),
    )
    own = table.c.created_by == viewer.name
    return or_(or_(own, of_team) if viewer.may(Role.RESEARCHER) else own, and_(is_public, shown))


def _changed_by(viewer: Viewer, table: Table) -> ColumnElement[bool]:
    if viewer.sees_everything:
        return true()
    if not viewer.may(Role.RESEARCHER):
        return false()
    return or_(table.c.created_by == viewer.name, _one_of(table.c.team_key, viewer.teams))


def _one_of(column: ColumnElement[str], names: frozenset[str] | set[str]) -> ColumnElement[bool]:
    return column.in_(sorted(name_key(name) for name in names)) if names else false()


def _held_by(table: Table, organisation: str) -> ColumnElement[bool]:
    """Return whether a journey or an insight was made in this organisation, by any name that leads to it."""
    leading_here = select(name_routes.c.name_key).where(
        name_routes.c.subject == Subject.ORGANISATION.value, name_routes.c.current_key == name_key(organisation)
    )
    maker = table.c.organisation_key
    return or_(maker == name_key(organisation), maker.in_(leading_here))
