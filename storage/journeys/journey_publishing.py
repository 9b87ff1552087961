"""Whose a journey is, and what its team changes of who may see it."""

from collections.abc import Callable, Set
from datetime import UTC, datetime

from sqlalchemy import Connection, select, true, update

from domain.access import MAINTENANCE, Viewer, Visibility, organisation_of_team
from domain.catalogue import name_key
from domain.errors import NotAllowed, NotFound
from domain.journeys import JourneyStatus, JourneySummary
from storage.database import Database, bump
from storage.observations.rows import Values
from storage.routing import Routes, organisations_of_steps, routes, team_key_of_journey
from storage.schema import AnyRow, journeys
from storage.visibility import journey_changed_by, journey_seen_by

Decide = Callable[[JourneySummary, bool], JourneySummary]
"""Makes what is to be stored of a journey of what is, told whether it was made in an organisation or by its team."""


class SqlJourneyPublishing:
    """Journeys as their teams care for them. Nobody else changes one; nobody learns of one they may not see."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def check(self, viewer: Viewer, identifier: str) -> None:
        """Raise NotFound for a journey this viewer may not see, NotAllowed for one they may see and not change."""
        with self._database.reading() as connection:
            check_may_change(connection, identifier, viewer)

    def change(self, viewer: Viewer, identifier: str, decide: Decide) -> None:
        """Put status, visibility, mission and team of a journey as ``decide`` says, in one turn.

        With a team it is of that team's organisation. Raises as ``check`` does, and what ``decide`` raises.
        """
        with self._database.writing() as connection:
            check_may_change(connection, identifier, viewer)
            this = journeys.c.id == identifier
            row = connection.execute(select(journeys, true().label("mine")).where(this)).one()
            now_leading = routes(connection)
            stored = summary_from(row, MAINTENANCE, names=frozenset(), now=now_leading)
            changed = decide(stored, bool(row.organisation_key))
            values: Values = {
                "status": changed.status.value,
                "visibility": changed.visibility.value,
                "mission": changed.mission,
                "mission_key": name_key(changed.mission) if changed.mission else None,
            } | team_values(changed.team, now_leading)
            if any(getattr(row, name) != value for name, value in values.items()):
                now = datetime.now(UTC).isoformat(timespec="microseconds")
                connection.execute(update(journeys).where(this).values(values | {"updated_at": now}))
                bump(connection)


def check_may_change(connection: Connection, identifier: str, by: Viewer) -> None:
    """Raise NotFound for a journey that ``by`` may not see, NotAllowed for one they may see and not change."""
    this = select(journeys.c.id).where(journeys.c.id == identifier)
    if connection.execute(this.where(journey_changed_by(by))).first() is not None:
        return
    if connection.execute(this.where(journey_seen_by(by))).first() is None:
        raise NotFound("There is no such journey.", remedy="Choose one from the list of journeys.")
    raise NotAllowed(
        "Only who made a journey, and the researchers of its team, change it.",
        where="the journey",
        remedy="Ask them, or draft one of your own with its steps.",
    )


def team_values(team: str | None, now: Routes) -> Values:
    """Return the columns that say whose a journey is; without a team they leave its organisation as it is."""
    values: Values = {"team": team, "team_key": team_key_of_journey(team, now)}
    return values | {"organisation_key": name_key(organisation_of_team(team))} if team else values


def summary_from(row: AnyRow, viewer: Viewer, *, names: Set[str], now: Routes) -> JourneySummary:
    """Return a journey of a row of ``journeys`` with ``mine``; ``names`` are keys of the names this viewer knows."""
    return JourneySummary(
        id=row.id,
        title=row.title,
        status=JourneyStatus(row.status),
        steps=row.steps,
        organisations=row.organisations if viewer.sees_everything else _bodies(row.document, names, now),
        updated_at=row.updated_at,
        mission=row.mission,
        visibility=Visibility(row.visibility),
        team=row.team,
        mine=bool(row.mine),
    )


def _bodies(document: Values, names: Set[str], now: Routes) -> int:
    """Return how many organisations the steps name that are known to whoever looks."""
    known = [step for step in document["steps"] if step["organisation"] and name_key(step["organisation"]) in names]
    return len(organisations_of_steps(known, now))
