"""Attributes of who said something, counted in SQL."""

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from domain.access import Viewer
from domain.answers import AnswerCount, KnownAttribute
from domain.catalogue import name_key
from domain.evidence import Subject
from domain.search import ObservationFilter
from storage.database import Database
from storage.observations.filters import narrowed_to
from storage.schema import (
    name_routes,
    observation_about,
    observation_attributes,
    observation_organisations,
    observations,
    studies,
)
from storage.visibility import seen_by

_KNOWN = observations.join(studies, studies.c.id == observations.c.study).join(
    observation_attributes, observation_attributes.c.observation == observations.c.id
)


class SqlAnswers:
    """What is known of who said something, as far as a viewer may see what they said."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def attributes(
        self, viewer: Viewer, where: ObservationFilter | None = None, *, most: int = 50
    ) -> list[KnownAttribute]:
        """Return the attributes by name, each with at most ``most`` values, commonest first."""
        attribute = observation_attributes.c
        query = (
            select(
                attribute.name_key,
                func.min(attribute.name).label("name"),
                func.min(attribute.value).label("value"),
                func.count().label("times"),
            )
            .select_from(_KNOWN)
            .where(seen_by(viewer))
            .group_by(attribute.name_key, attribute.value_key)
        )
        found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        with self._database.reading() as connection:
            for row in connection.execute(query.where(*narrowed_to(connection, where))):
                found[row.name_key].append((-row.times, row.value, row.name))
        known = [
            KnownAttribute(
                name=min(name for _, _, name in rows),
                values=tuple(value for _, value, _ in sorted(rows)[:most]),
                distinct=len(rows),
            )
            for rows in found.values()
        ]
        return sorted(known, key=lambda each: (each.name.casefold(), each.name))

    def counts(self, viewer: Viewer, attribute: str, where: ObservationFilter | None = None) -> list[AnswerCount]:
        """Return how often each value was given, by the organisation that evidence concerns.

        Commonest value first, organisations by name; an attribute that nobody in sight has gives an empty list.
        """
        concerned = observation_organisations
        rows_of = select(
            observation_attributes.c.value_key,
            observation_attributes.c.value,
            concerned.c.organisation_key,
            observations.c.id,
            observations.c.source,
            observations.c.participant,
        ).select_from(_KNOWN.join(concerned, concerned.c.observation == observations.c.id))
        with self._database.reading() as connection:
            named = observation_attributes.c.name_key == name_key(attribute)
            conditions = [seen_by(viewer), *narrowed_to(connection, where), named]
            rows = connection.execute(rows_of.where(*conditions)).all()
            names = {row.name_key: row.name for row in connection.execute(_written(conditions))}
            names |= {row.current_key: row.current for row in connection.execute(_current()) if row.current}
        return _counted(rows, names)


def _written(conditions: list[ColumnElement[bool]]) -> Select[Any]:
    """Return the names of organisations as they stand in what passes."""
    return (
        select(observation_about.c.name_key, func.min(observation_about.c.name).label("name"))
        .select_from(_KNOWN.join(observation_about, observation_about.c.observation == observations.c.id))
        .where(*conditions, observation_about.c.subject == Subject.ORGANISATION.value)
        .group_by(observation_about.c.name_key)
    )


def _current() -> Select[Any]:
    return select(name_routes.c.current_key, name_routes.c.current).where(
        name_routes.c.subject == Subject.ORGANISATION.value
    )


def _counted(rows: Any, names: dict[str, str]) -> list[AnswerCount]:
    people: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    said: Counter[tuple[str, str]] = Counter()
    values: dict[str, str] = {}
    times: Counter[str] = Counter()
    for row in rows:
        key = (row.value_key, row.organisation_key)
        values.setdefault(row.value_key, row.value)
        people[key].add((row.source, row.participant or row.id))
        said[key] += 1
        times[row.value_key] += 1
    counts = [
        AnswerCount(
            value=values[value], organisation=names.get(body, body), people=len(people[value, body]), observations=count
        )
        for (value, body), count in said.items()
    ]
    order = {values[value]: (-count, values[value]) for value, count in times.items()}
    return sorted(counts, key=lambda each: (order[each.value], each.organisation.casefold()))
