"""Who may see what, as a condition inside every query."""

from sqlalchemy import ColumnElement, and_, false, or_, true

from domain.access import Viewer, Visibility
from domain.journeys import JourneyStatus
from storage.schema import journeys, name_key, studies


def seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on ``studies`` that keeps what this viewer may see; a query must join that table.

    A team is named like the organisation that did the research, and sees all of its own studies, drafts too.
    Others see published studies: open ones, those of their organisation, those of their missions.
    """
    if viewer.sees_everything:
        return true()
    own = _one_of(studies.c.organisation_key, viewer.teams)
    theirs = or_(
        studies.c.visibility == Visibility.OPEN.value,
        and_(
            studies.c.visibility == Visibility.ORGANISATION.value,
            _one_of(studies.c.organisation_key, {viewer.organisation} if viewer.organisation else set()),
        ),
        and_(studies.c.visibility == Visibility.MISSION.value, _one_of(studies.c.mission_key, viewer.missions)),
    )
    return or_(own, and_(studies.c.draft.is_(False), theirs))


def journey_seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on ``journeys`` that keeps what this viewer may see: their own, and what is shown to them.

    A draft is seen by whoever made it; a published journey also by the maker's organisation, or by everyone.
    """
    if viewer.sees_everything:
        return true()
    shown = or_(
        journeys.c.visibility == Visibility.OPEN.value,
        and_(
            journeys.c.visibility == Visibility.ORGANISATION.value,
            _one_of(journeys.c.organisation_key, {viewer.organisation} if viewer.organisation else set()),
        ),
    )
    return or_(
        journeys.c.created_by == viewer.name,
        and_(journeys.c.status == JourneyStatus.PUBLISHED.value, shown),
    )


def _one_of(column: ColumnElement[str], names: frozenset[str] | set[str]) -> ColumnElement[bool]:
    return column.in_(sorted(name_key(name) for name in names)) if names else false()
