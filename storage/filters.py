"""What a reader narrows to, as conditions inside the query."""

from sqlalchemy import ColumnElement, exists, func, or_, select

from domain.evidence import Kind, Subject
from domain.search import ObservationFilter
from storage.schema import (
    codings,
    name_key,
    name_routes,
    observation_about,
    observation_attributes,
    observation_organisations,
    observations,
    studies,
)


def narrowed_to(where: ObservationFilter | None, *, few: bool = False) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter on ``observations`` joined with ``studies``; none for an empty filter.

    ``few`` says that the query names its observations: then each is looked up, which is quicker than making the set
    of all that pass.

    Names compare without regard to case; any name that an organisation or a service goes by will do. A period counts
    when any day of it lies between ``since`` and ``until``: a study of 2025 passes "since 2025-03".
    """
    if where is None:
        return []
    conditions: list[ColumnElement[bool]] = []
    if where.organisations:
        conditions.append(_concerns(where.organisations, few=few))
    if where.services:
        conditions.append(or_(_goes_by(studies.c.service_key, where.services), _is_about(where.services)))
    if where.kinds:
        conditions.append(_is_coded(where.kinds, few=few))
    if where.matched:
        fits = func.json_array_length(codings.c.patterns) > 0
        conditions.append(observations.c.id.in_(select(codings.c.observation).where(fits)))
    if where.studies:
        conditions.append(or_(studies.c.id.in_(sorted(where.studies)), studies.c.title_key.in_(_keys(where.studies))))
    if where.missions:
        conditions.append(studies.c.mission_key.in_(_keys(where.missions)))
    conditions += _said_by_such(where.attributes)
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


def first_day(date: str | None) -> str | None:
    """Return the first day of an ISO year, month or day, for comparing."""
    return None if date is None else date + "-01-01"[len(date) - 4 :]


def last_day(date: str | None) -> str | None:
    """Return the last day of an ISO year, month or day, for comparing; a month counts 31 days."""
    return None if date is None else date + "-12-31"[len(date) - 4 :]


def _keys(names: frozenset[str]) -> list[str]:
    return sorted(name_key(name) for name in names)


def _goes_by(key: ColumnElement[str], services: frozenset[str]) -> ColumnElement[bool]:
    """Return whether a key is one of these services', by any of their names."""
    named = select(name_routes.c.current_key).where(
        name_routes.c.subject == Subject.SERVICE.value, name_routes.c.name_key.in_(_keys(services))
    )
    forms = select(name_routes.c.name_key).where(
        name_routes.c.subject == Subject.SERVICE.value, name_routes.c.current_key.in_(named)
    )
    return or_(key.in_(_keys(services)), key.in_(forms))


def _is_about(services: frozenset[str]) -> ColumnElement[bool]:
    # A set made once, not a look-up for each row: SQLite took 11 s for 8,000 rows with EXISTS, 20 ms with IN.
    return observations.c.id.in_(
        select(observation_about.c.observation).where(
            observation_about.c.subject == Subject.SERVICE.value, _goes_by(observation_about.c.name_key, services)
        )
    )


def _concerns(names: frozenset[str], *, few: bool) -> ColumnElement[bool]:
    """Return whether an observation concerns one of these organisations, named as today or as ever before."""
    observation, concerned = observation_organisations.c.observation, observation_organisations.c.organisation_key
    current = select(name_routes.c.current_key).where(
        name_routes.c.subject == Subject.ORGANISATION.value, name_routes.c.name_key.in_(_keys(names))
    )
    named = or_(concerned.in_(_keys(names)), concerned.in_(current))
    if few:
        return exists().where(observation == observations.c.id, named)
    return observations.c.id.in_(select(observation).where(named))


def _is_coded(kinds: frozenset[Kind], *, few: bool) -> ColumnElement[bool]:
    said = codings.c.kind.in_(sorted(kind.value for kind in kinds))
    if few:
        return exists().where(codings.c.observation == observations.c.id, said)
    return observations.c.id.in_(select(codings.c.observation).where(said))
