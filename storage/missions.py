"""Missions in SQL."""

from collections import defaultdict
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select, update

from domain.access import Role, Viewer
from domain.catalogue import name_key
from domain.missions import Measure, Mission, Weights
from storage.database import Database, bump
from storage.observations.rows import Values
from storage.schema import AnyRow, mission_people, missions


class SqlMissions:
    """Every mission, listed to everyone who signed in: what it is for is no secret, so that others find it.

    Its name, outcome, organisations, measures and weights are public among them. Its group is a list of people, so
    only its members, curators and administrators are given it; others get the mission with nobody in it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def missions(self, viewer: Viewer) -> list[Mission]:
        """Return every mission by name, its group only to those who may see it."""
        with self._database.reading() as connection:
            groups = _groups(connection)
            found = [_mission(row, groups[row.id], viewer) for row in connection.execute(select(missions))]
        return sorted(found, key=lambda mission: (mission.name.casefold(), mission.id))

    def save(self, mission: Mission, *, by: Viewer) -> bool:
        """Add a mission or replace the one with its identifier, its group included; tell whether it is new.

        Whoever replaces it must have been given its group, or the group is lost: curators and its members are.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        people = {name_key(sign_in): sign_in for sign_in in mission.people}
        rows = [{"mission": mission.id, "person_key": key, "sign_in": name} for key, name in people.items()]
        with self._database.writing() as connection:
            there = connection.execute(select(missions.c.id).where(missions.c.id == mission.id)).first() is not None
            values = _values(mission) | {"updated_at": now}
            if there:
                connection.execute(update(missions).where(missions.c.id == mission.id).values(values))
                connection.execute(delete(mission_people).where(mission_people.c.mission == mission.id))
            else:
                connection.execute(insert(missions).values(values | {"created_by": by.name, "created_at": now}))
            if rows:
                connection.execute(insert(mission_people), rows)
            bump(connection)
        return not there


def _groups(connection: Connection) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(mission_people).order_by(mission_people.c.person_key)):
        groups[row.mission].append(row.sign_in)
    return groups


def _values(mission: Mission) -> Values:
    return {
        "id": mission.id,
        "name": mission.name,
        "name_key": name_key(mission.name),
        "outcome": mission.outcome,
        "organisations": list(mission.organisations),
        "measures": [asdict(measure) for measure in mission.measures],
        "weights": asdict(mission.weights),
    }


def _mission(row: AnyRow, group: list[str], viewer: Viewer) -> Mission:
    member = name_key(viewer.name) in {name_key(sign_in) for sign_in in group}
    shown = viewer.sees_everything or viewer.may(Role.CURATOR) or member
    return Mission(
        id=row.id,
        name=row.name,
        outcome=row.outcome,
        organisations=tuple(row.organisations),
        measures=tuple(Measure(**measure) for measure in row.measures),
        people=tuple(group) if shown else (),
        weights=Weights(**row.weights),
    )
