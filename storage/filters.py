"""What a reader narrows to, as conditions inside the query."""

from sqlalchemy import ColumnElement, Select, and_, or_, select

from domain.evidence import Subject
from domain.search import ObservationFilter
from storage.schema import codings, name_key, observation_about, observations, studies


def narrowed_to(where: ObservationFilter | None) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter on ``observations`` joined with ``studies``; none for an empty filter.

    Names compare without regard to case. A period counts when any day of it lies between ``since`` and ``until``:
    a study of 2025 passes "since 2025-03".
    """
    if where is None:
        return []
    conditions: list[ColumnElement[bool]] = []
    if where.organisations:
        conditions.append(_concerns_organisation(where.organisations))
    if where.services:
        conditions.append(
            or_(studies.c.service_key.in_(_keys(where.services)), _is_about(Subject.SERVICE, where.services))
        )
    if where.kinds:
        coded = select(codings.c.observation).where(codings.c.kind.in_(sorted(kind.value for kind in where.kinds)))
        conditions.append(observations.c.id.in_(coded))
    if where.studies:
        conditions.append(or_(studies.c.id.in_(sorted(where.studies)), studies.c.title_key.in_(_keys(where.studies))))
    if where.missions:
        conditions.append(studies.c.mission_key.in_(_keys(where.missions)))
    if where.since is not None:
        conditions.append(studies.c.last_day >= first_day(where.since))
    if where.until is not None:
        conditions.append(studies.c.first_day <= last_day(where.until))
    return conditions


def first_day(date: str | None) -> str | None:
    """Return the first day of an ISO year, month or day, for comparing."""
    return None if date is None else date + "-01-01"[len(date) - 4 :]


def last_day(date: str | None) -> str | None:
    """Return the last day of an ISO year, month or day, for comparing; a month counts 31 days."""
    return None if date is None else date + "-12-31"[len(date) - 4 :]


def _keys(names: frozenset[str]) -> list[str]:
    return sorted(name_key(name) for name in names)


def _is_about(subject: Subject, names: frozenset[str]) -> ColumnElement[bool]:
    named = _about(subject).where(observation_about.c.name_key.in_(_keys(names)))
    return observations.c.id.in_(named)


def _concerns_organisation(names: frozenset[str]) -> ColumnElement[bool]:
    """Evidence that names no organisation concerns the one that did the research."""
    return or_(
        _is_about(Subject.ORGANISATION, names),
        and_(
            studies.c.organisation_key.in_(_keys(names)),
            observations.c.id.not_in(_about(Subject.ORGANISATION)),
        ),
    )


def _about(subject: Subject) -> Select[tuple[str]]:
    # A set made once, not a look-up for each row: SQLite took 11 s for 8,000 rows with EXISTS, 20 ms with IN.
    return select(observation_about.c.observation).where(observation_about.c.subject == subject.value)
