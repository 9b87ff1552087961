"""Whose a name is today: other names of a body, and the body that took over, worked out when something is written."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, select, update

from domain.access import organisation_of_team
from domain.catalogue import Catalogue, Organisation
from domain.evidence import Basis
from storage.schema import name_key, organisations, studies


class Routes:
    """The current name of every organisation on record; unknown names stand for themselves."""

    def __init__(self, currents: Mapping[str, str]) -> None:
        self._currents = currents

    def holder_key(self, organisation: str) -> str:
        """Return the key of the body that holds an organisation's studies today."""
        key = name_key(organisation)
        return name_key(self._currents.get(key, organisation))

    def team_key(self, team: str | None, organisation: str) -> str:
        """Return the key of the team that answers today: the one named, or the holder as a whole.

        A team ended with its organisation: the successor as a whole answers for it.
        """
        if team is None:
            return self.holder_key(organisation)
        own = organisation_of_team(team)
        return name_key(team) if self.holder_key(own) == name_key(own) else self.holder_key(own)


def routes(connection: Connection) -> Routes:
    """Return where findings route to, by what the catalogue says now."""
    known = [organisation_from(row) for row in connection.execute(select(organisations))]
    return Routes(Catalogue(organisations=tuple(known)).currents())


def reroute(connection: Connection) -> None:
    """Put every study into the hands of the body and team that hold it by what the catalogue says now."""
    now = routes(connection)
    for row in connection.execute(select(studies)).all():
        holder, team = now.holder_key(row.organisation), now.team_key(row.team, row.organisation)
        if (row.holder_key, row.team_key) != (holder, team):
            changed = update(studies).where(studies.c.id == row.id)
            connection.execute(changed.values(holder_key=holder, team_key=team))


def organisation_from(row: Row[Any]) -> Organisation:
    """Return the organisation of a row of ``organisations``."""
    return Organisation(name=row.name, aliases=tuple(row.aliases), successor=row.successor, basis=Basis(row.basis))
