"""Whose a name is today: other names of a body, and the body that took over, worked out when something is written.

``name_routes`` holds where each name leads. When the catalogue changes, only what stands under names that now lead
elsewhere is worked out anew, in the same transaction.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, and_, case, delete, exists, func, insert, or_, select, union, update

from domain.access import organisation_of_team
from domain.catalogue import UNRECORDED, Catalogue, Organisation, Service, System, name_key
from domain.evidence import Basis, Subject
from domain.identity import organisation_id
from domain.names import Decision
from storage.schema import (
    AnyRow,
    insights,
    journeys,
    name_decisions,
    name_routes,
    observation_about,
    observation_organisations,
    observations,
    organisations,
    services,
    studies,
    systems,
)

Route: TypeAlias = tuple[str | None, str | None]
"""The current key and the current name; both None for a name that was decided to be none."""

RouteMap: TypeAlias = dict[tuple[str, str], Route]
"""Routes by subject and name key."""

_KEYS_AT_ONCE = 400


class Routes:
    """The current key of organisations on record; unknown names stand for themselves.

    ``ended`` are the keys of bodies, by all their names, that have a successor.
    """

    def __init__(self, currents: Mapping[str, str], ended: Collection[str] = ()) -> None:
        self._currents = currents
        self._ended = ended

    def current_key(self, key: str) -> str:
        """Return the key under which an organisation's findings stand today."""
        return self._currents.get(key, key)

    def holder_key(self, organisation: str) -> str:
        """Return the key of the body that holds an organisation's studies today."""
        return self.current_key(name_key(organisation))

    def team_key(self, team: str | None, organisation: str) -> str:
        """Return the key of the team that answers today: the one named, or the holder as a whole.

        A team ended with its organisation: the successor as a whole answers for it. One whose organisation only goes
        by another name goes on.
        """
        if team is None:
            return self.holder_key(organisation)
        own = organisation_of_team(team)
        return self.holder_key(own) if name_key(own) in self._ended else name_key(team)


def routes(connection: Connection) -> Routes:
    """Return where findings of organisations route to, by what the catalogue says now."""
    leading_elsewhere = select(name_routes.c.name_key, name_routes.c.current_key).where(
        name_routes.c.subject == Subject.ORGANISATION.value, name_routes.c.current_key.is_not(None)
    )
    succeeded = select(organisations.c.name, organisations.c.aliases).where(organisations.c.successor.is_not(None))
    ended = {name_key(form) for row in connection.execute(succeeded) for form in (row.name, *row.aliases)}
    return Routes({row.name_key: row.current_key for row in connection.execute(leading_elsewhere)}, ended)


def current_names(connection: Connection, subject: Subject) -> dict[str, str]:
    """Return the current name of every name in the catalogue, by name key; rejected names are not there."""
    query = select(name_routes.c.name_key, name_routes.c.current).where(
        name_routes.c.subject == subject.value, name_routes.c.current.is_not(None)
    )
    return {row.name_key: row.current for row in connection.execute(query)}


def name_of_body(connection: Connection, name: str) -> str:
    """Return the name of the body of which this is another name; a successor is another body, and not returned."""
    route = select(name_routes.c.current).where(
        name_routes.c.subject == Subject.ORGANISATION.value, name_routes.c.name_key == name_key(name)
    )
    current = connection.execute(route).scalar_one_or_none()
    if current is None:
        return name
    entry = connection.execute(select(organisations).where(organisations.c.id == organisation_id(current))).first()
    is_alias = entry is not None and name_key(name) in {name_key(alias) for alias in entry.aliases}
    return current if is_alias else name


def catalogue_of(connection: Connection) -> Catalogue:
    """Return everything known, each list by name."""

    def rows(table: Any) -> list[AnyRow]:
        return sorted(connection.execute(select(table)), key=lambda row: (row.name.casefold(), row.name))

    refused = select(name_decisions).where(name_decisions.c.decision == Decision.REJECTED.value)
    return Catalogue(
        organisations=tuple(organisation_from(row) for row in rows(organisations)),
        services=tuple(Service(**_owned(row)) for row in rows(services)),
        systems=tuple(System(**_owned(row)) for row in rows(systems)),
        rejected=frozenset((Subject(row.subject), row.name_key) for row in connection.execute(refused)),
    )


def organisation_from(row: AnyRow) -> Organisation:
    """Return the organisation of a row of ``organisations``."""
    return Organisation(
        name=row.name,
        aliases=tuple(row.aliases),
        successor=row.successor,
        ended=row.ended,
        basis=Basis(row.basis),
        remembered=row.remembered,
    )


def _owned(row: AnyRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "organisation": row.organisation,
        "aliases": tuple(row.aliases),
        "basis": Basis(row.basis),
        "remembered": row.remembered,
    }


def reroute(connection: Connection, known: Catalogue | None = None) -> None:
    """Put what stands under each name where the catalogue says now: studies, observations, journeys.

    Only names that lead elsewhere than before cost anything.
    """
    wanted = _wanted(known or catalogue_of(connection))
    stored = {
        (row.subject, row.name_key): (row.current_key, row.current) for row in connection.execute(select(name_routes))
    }
    _write_routes(connection, stored, wanted)
    moved = sorted(
        key
        for subject, key in stored.keys() | wanted.keys()
        if subject == Subject.ORGANISATION.value and _leads(stored, key) != _leads(wanted, key)
    )
    if moved:
        _move_studies(connection)
        _move_journeys(connection)
    for start in range(0, len(moved), _KEYS_AT_ONCE):
        index_concerned(connection, _standing_under(moved[start : start + _KEYS_AT_ONCE]))


def _wanted(known: Catalogue) -> RouteMap:
    wanted: RouteMap = {(subject.value, key): (None, None) for subject, key in known.rejected}
    for subject in Subject:
        currents = known.currents(subject)
        currents |= {name_key(name): name for name in currents.values() if name_key(name) not in currents}
        wanted |= {(subject.value, key): (name_key(name), name) for key, name in currents.items()}
    return wanted


def _leads(routed: RouteMap, key: str) -> str | None:
    return routed.get((Subject.ORGANISATION.value, key), (key, None))[0]


def _write_routes(connection: Connection, stored: RouteMap, wanted: RouteMap) -> None:
    stale = [key for key, route in stored.items() if wanted.get(key) != route]
    fresh = [(*key, *route) for key, route in wanted.items() if stored.get(key) != route]
    for subject in Subject:
        keys = [key for own, key in stale if own == subject.value]
        for start in range(0, len(keys), _KEYS_AT_ONCE):
            gone = name_routes.c.name_key.in_(keys[start : start + _KEYS_AT_ONCE])
            connection.execute(delete(name_routes).where(name_routes.c.subject == subject.value, gone))
    if fresh:
        names = ("subject", "name_key", "current_key", "current")
        connection.execute(insert(name_routes), [dict(zip(names, row, strict=True)) for row in fresh])


def _move_studies(connection: Connection) -> None:
    now = routes(connection)
    held = select(studies.c.id, studies.c.organisation, studies.c.team, studies.c.holder_key, studies.c.team_key)
    for row in connection.execute(held).all():
        holder, team = now.holder_key(row.organisation), now.team_key(row.team, row.organisation)
        if (row.holder_key, row.team_key) != (holder, team):
            changed = update(studies).where(studies.c.id == row.id)
            connection.execute(changed.values(holder_key=holder, team_key=team))


def _move_journeys(connection: Connection) -> None:
    """Count the organisations of each journey's steps anew, two may have become one; follow teams, of insights too."""
    now = routes(connection)
    stored = select(journeys.c.id, journeys.c.organisations, journeys.c.team, journeys.c.team_key, journeys.c.document)
    for row in connection.execute(stored).all():
        named = len(organisations_of_steps(row.document["steps"], now))
        team = team_key_of_journey(row.team, now)
        if (named, team) != (row.organisations, row.team_key):
            changed = update(journeys).where(journeys.c.id == row.id)
            connection.execute(changed.values(organisations=named, team_key=team))
    for insight, held_by in connection.execute(select(insights.c.id, insights.c.team)).all():
        team = team_key_of_journey(held_by, now)
        connection.execute(update(insights).where(insights.c.id == insight).values(team_key=team))


def team_key_of_journey(team: str | None, now: Routes) -> str:
    """Return the key of the team that answers for a journey or an insight today, empty where it is its maker's."""
    return now.team_key(team, "") if team else ""


def organisations_of_steps(steps: Iterable[Mapping[str, Any]], now: Routes) -> set[str]:
    """Return the current keys of the organisations that a journey's stored steps name."""
    return {now.holder_key(step["organisation"]) for step in steps if step["organisation"]}


def _standing_under(keys: Collection[str]) -> Select[Any]:
    """Return the observations that are about one of these organisations, or of whose studies one did the research."""
    about = select(observation_about.c.observation.label("id")).where(
        observation_about.c.subject == Subject.ORGANISATION.value, observation_about.c.name_key.in_(keys)
    )
    researched = select(observations.c.id).join(studies).where(studies.c.organisation_key.in_(keys))
    found = union(about, researched).subquery()
    return select(found.c.id)


def index_concerned(connection: Connection, ids: Select[Any]) -> None:
    """Work out ``observation_organisations`` anew for the observations of a query for identifiers."""
    connection.execute(delete(observation_organisations).where(observation_organisations.c.observation.in_(ids)))
    columns = ["observation", "organisation_key"]
    for rows in (_routed(ids), _unrouted(ids), _of_researchers(ids)):
        connection.execute(insert(observation_organisations).from_select(columns, rows))


_OF_ORGANISATIONS = observation_about.c.subject.concat("") == Subject.ORGANISATION.value
"""As an expression it hides from SQLite the index by subject, with which it would read every observation there is
for a source of twenty: 0.7 s in 100,000 in place of 2 ms."""

_ROUTE_OF_ABOUT = and_(
    name_routes.c.subject == Subject.ORGANISATION.value, name_routes.c.name_key == observation_about.c.name_key
)


def _routed(ids: Select[Any]) -> Select[Any]:
    return (
        select(observation_about.c.observation, name_routes.c.current_key)
        .distinct()
        .join(name_routes, _ROUTE_OF_ABOUT)
        .where(
            _OF_ORGANISATIONS,
            observation_about.c.observation.in_(ids),
            name_routes.c.current_key.is_not(None),
        )
    )


def _unrouted(ids: Select[Any]) -> Select[Any]:
    """Return what is about names that are not in the catalogue. Of rejected names only stated mentions count.

    No row repeats one of ``_routed``: what a name leads to is itself in the catalogue's routes.
    """
    return (
        select(observation_about.c.observation, observation_about.c.name_key)
        .distinct()
        .outerjoin(name_routes, _ROUTE_OF_ABOUT)
        .where(
            _OF_ORGANISATIONS,
            observation_about.c.observation.in_(ids),
            name_routes.c.current_key.is_(None),
            or_(name_routes.c.name_key.is_(None), observation_about.c.basis == Basis.STATED.value),
        )
    )


def _of_researchers(ids: Select[Any]) -> Select[Any]:
    """Return who did the research for the observations that concern no other; a rejected name stands for nobody."""
    is_told = observation_organisations.c.observation == observations.c.id
    return (
        select(observations.c.id, researcher_key())
        .select_from(observations.join(studies).outerjoin(name_routes, ROUTE_OF_RESEARCHER))
        .where(observations.c.id.in_(ids), ~exists().where(is_told))
    )


ROUTE_OF_RESEARCHER = and_(
    name_routes.c.subject == Subject.ORGANISATION.value, name_routes.c.name_key == studies.c.organisation_key
)
"""On what ``studies`` join ``name_routes``, for ``researcher_key``."""


def researcher_key() -> Any:
    """Return the key of who did a study's research, as called today; a proposed name that was rejected is nobody's."""
    nobody = and_(
        name_routes.c.name_key.is_not(None),
        name_routes.c.current_key.is_(None),
        studies.c.organisation_basis != Basis.STATED.value,
    )
    return case(
        (nobody, name_key(UNRECORDED)),
        else_=func.coalesce(name_routes.c.current_key, studies.c.organisation_key),
    )
