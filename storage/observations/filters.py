"""What a reader narrows to, as conditions inside the query."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select, union

from domain.catalogue import name_key
from domain.evidence import Kind, Standing, Subject
from domain.search import ObservationFilter
from storage.observations.days import first_day, last_day
from storage.observations.pattern_filter import fits_one_of
from storage.observations.said_kinds import STANDING, is_as_grave, is_of_kind
from storage.observations.said_marks import SAID_STANDING, is_workaround
from storage.observations.theme_filter import in_one_of
from storage.routing import ROUTE_OF_RESEARCHER, researcher_key
from storage.schema import (
    codings,
    name_routes,
    observation_about,
    observation_attributes,
    observation_organisations,
    observations,
    studies,
)


def narrowed_to(
    connection: Connection, where: ObservationFilter | None, *, few: bool = False
) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter on ``observations`` joined with ``studies``; none for an empty filter.

    They are for this connection's transaction alone: what themes hold is worked out from what it has.

    ``few`` says that the query names its observations: then each is looked up, which is quicker than making the set
    of all that pass.

    Names compare without regard to case; any name that an organisation, a service or a system goes by will do. A
    period counts when any day of it lies between ``since`` and ``until``: a study of 2025 passes "since 2025-03".
    """
    if where is None:
        return []
    conditions: list[ColumnElement[bool]] = []
    if where.organisations:
        conditions.append(_concerns(where.organisations, few=few))
    coded = _coded_so(where)
    if coded:
        told = [observations.c.id.in_(query) for query in _said_so(where)]
        conditions.append(or_(_is_coded(coded, few=few), *told))
    if where.themes:
        conditions.append(in_one_of(connection, where.themes))
    return conditions + _stated_so(where) + of_studies(where)


def passing(where: ObservationFilter) -> list[Select[str]]:
    """Return queries for identifiers: an observation passes that each of them gives, if its study does.

    Themes are left to ``theme_filter.ThemeMembers``, which has what they hold as sets.

    Each reads an index of its own from end to end, which takes half of the time or less of one query that looks every
    observation up [tried with SQLite, 100,000 observations and seven of twenty organisations].
    """
    queries: list[Select[str]] = []
    if where.organisations:
        queries.append(_concerned(where.organisations))
    if coded := _coded_so(where):
        query = select(codings.c.observation).where(*coded)
        either = union(query, *_said_so(where)).subquery()
        queries.append(select(either.c.observation))
    if stated := _stated_so(where):
        joined = observations.join(studies, studies.c.id == observations.c.study)
        queries.append(select(observations.c.id).select_from(joined).where(*stated))
    return queries


def _stated_so(where: ObservationFilter) -> list[ColumnElement[bool]]:
    """Return the conditions on what is known of an observation besides its organisations and its coding."""
    conditions: list[ColumnElement[bool]] = []
    if where.services:
        of_study = _goes_by(studies.c.service_key, Subject.SERVICE, where.services)
        conditions.append(or_(of_study, _is_about(Subject.SERVICE, where.services)))
    if where.systems:
        conditions.append(_is_about(Subject.SYSTEM, where.systems))
    if where.standings:
        conditions.append(_stands(where.standings))
    if where.workarounds:
        conditions.append(is_workaround())
    if where.patterns:
        conditions.append(fits_one_of(where.patterns))
    return conditions + _said_by_such(where.attributes)


def of_studies(where: ObservationFilter) -> list[ColumnElement[bool]]:
    """Return the conditions on the study that evidence comes from."""
    conditions: list[ColumnElement[bool]] = []
    if where.researched_by:
        conditions.append(studies.c.id.in_(_researched_by(where.researched_by)))
    if where.methods:
        conditions.append(_by_method(where.methods))
    if where.studies:
        conditions.append(or_(studies.c.id.in_(sorted(where.studies)), studies.c.title_key.in_(_keys(where.studies))))
    if where.missions:
        conditions.append(studies.c.mission_key.in_(_keys(where.missions)))
    if where.since is not None:
        conditions.append(studies.c.last_day >= first_day(where.since))
    if where.until is not None:
        conditions.append(studies.c.first_day <= last_day(where.until))
    return conditions


def _said_by_such(attributes: frozenset[tuple[str, str]]) -> list[ColumnElement[bool]]:
    """Return a condition for each attribute: one of its values is known of who said an observation."""
    values: dict[str, set[str]] = {}
    for name, value in attributes:
        values.setdefault(name_key(name), set()).add(name_key(value))
    known = observation_attributes.c
    return [
        observations.c.id.in_(
            select(known.observation).where(known.name_key == name, known.value_key.in_(sorted(allowed)))
        )
        for name, allowed in sorted(values.items())
    ]


def _keys(names: frozenset[str]) -> list[str]:
    return sorted(name_key(name) for name in names)


def _goes_by(key: ColumnElement[str], subject: Subject, names: frozenset[str]) -> ColumnElement[bool]:
    """Return whether a key is one of these services' or systems', by any of their names."""
    forms = select(name_routes.c.name_key).where(
        name_routes.c.subject == subject.value, name_routes.c.current_key.in_(_current(subject, names))
    )
    return or_(key.in_(_keys(names)), key.in_(forms))


def _is_about(subject: Subject, names: frozenset[str]) -> ColumnElement[bool]:
    # A set made once, not a look-up for each row: SQLite took 11 s for 8,000 rows with EXISTS, 20 ms with IN.
    return observations.c.id.in_(
        select(observation_about.c.observation).where(
            observation_about.c.subject == subject.value, _goes_by(observation_about.c.name_key, subject, names)
        )
    )


def _concerns(names: frozenset[str], *, few: bool) -> ColumnElement[bool]:
    """Return whether an observation concerns one of these organisations, named as today or as ever before."""
    if few:
        named = _leads_to(observation_organisations.c.organisation_key, names)
        return exists().where(observation_organisations.c.observation == observations.c.id, named)
    return observations.c.id.in_(_concerned(names))


def _concerned(names: frozenset[str]) -> Select[str]:
    named = _leads_to(observation_organisations.c.organisation_key, names)
    return select(observation_organisations.c.observation).where(named)


def _researched_by(names: frozenset[str]) -> Select[str]:
    """Return the studies that one of these organisations did or holds now, named as today or as ever before."""
    routed = studies.outerjoin(name_routes, ROUTE_OF_RESEARCHER)
    # Of its own, or SQLAlchemy would take the studies and routes of the query around it.
    return select(studies.c.id).select_from(routed).where(_leads_to(researcher_key(), names)).correlate(None)


def _leads_to(current_key: ColumnElement[str], organisations: frozenset[str]) -> ColumnElement[bool]:
    """Return whether a key, of an organisation as called today, is that of one of these by any name."""
    return or_(current_key.in_(_keys(organisations)), current_key.in_(_current(Subject.ORGANISATION, organisations)))


def _current(subject: Subject, names: frozenset[str]) -> Select[str | None]:
    """Return the keys under which the bearers of these names stand today."""
    routes = name_routes.alias()
    return select(routes.c.current_key).where(routes.c.subject == subject.value, routes.c.name_key.in_(_keys(names)))


def _by_method(methods: frozenset[str]) -> ColumnElement[bool]:
    """Return whether a study states one of these methods; SQLite knows upper and lower case of A to Z alone."""
    stated = studies.c.method
    return or_(stated.in_(sorted(methods)), func.lower(stated).in_(sorted(method.lower() for method in methods)))


def _coded_so(where: ObservationFilter) -> list[ColumnElement[bool]]:
    """Return the conditions on ``codings``: none where nothing of it narrows."""
    said: list[ColumnElement[bool]] = []
    if where.kinds:
        said.append(is_of_kind(_values(where.kinds)))
    if where.severities:
        said.append(is_as_grave(_values(where.severities)))
    if where.levels:
        said += [codings.c.level.in_(_values(where.levels)), is_of_kind([Kind.PAIN_POINT.value])]
    if where.matched:
        said.append(func.json_array_length(codings.c.patterns) > 0)
    return said


def _said_so(where: ObservationFilter) -> list[Select[str]]:
    """Return what people said to be of these kinds and severities, which counts before the coder has read it, too.

    No query where something is asked that the coder alone says.
    """
    if where.levels or where.matched:
        return []
    said = select(STANDING.c.observation)
    if where.kinds:
        said = said.where(STANDING.c.said_kind.in_(_values(where.kinds)))
    if where.severities:
        said = said.where(STANDING.c.said_severity.in_(_values(where.severities)))
    return [said]


def _is_coded(said: list[ColumnElement[bool]], *, few: bool) -> ColumnElement[bool]:
    if few:
        return exists().where(codings.c.observation == observations.c.id, *said)
    return observations.c.id.in_(select(codings.c.observation).where(*said))


def _stands(standings: frozenset[Standing]) -> ColumnElement[bool]:
    """Return whether evidence stands so: as a person said of it, else as its study states.

    Where its words say that it was mended, or nothing is stated, it is as they say.

    It is what ``rows.evidence_from`` says of each, in SQL.
    """
    said = select(SAID_STANDING.c.observation)
    as_said = observations.c.id.in_(said.where(SAID_STANDING.c.said_standing.in_(_values(standings))))
    return or_(as_said, and_(observations.c.id.not_in(said), _stands_unsaid(standings)))


def _stands_unsaid(standings: frozenset[Standing]) -> ColumnElement[bool]:
    mended = _coded_as({Standing.FIXED})
    not_stated = studies.c.standing == Standing.UNKNOWN.value
    by_words = standings & {Standing.LIVE, Standing.PROTOTYPE}
    ways = [and_(~mended, studies.c.standing.in_(_values(standings - {Standing.UNKNOWN})))]
    if Standing.FIXED in standings:
        ways.append(mended)
    if by_words:
        ways.append(and_(not_stated, _coded_as(by_words)))
    if Standing.UNKNOWN in standings:
        ways.append(and_(not_stated, ~_coded_as({*Standing} - {Standing.UNKNOWN})))
    return or_(*ways)


def _coded_as(standings: Iterable[Standing]) -> ColumnElement[bool]:
    said = codings.c.standing.in_(_values(standings))
    return observations.c.id.in_(select(codings.c.observation).where(said))


def _values(members: Iterable[StrEnum]) -> list[str]:
    return sorted(member.value for member in members)
