"""Between rows and the domain: the columns of each thing, both ways."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, select

from domain.access import Marking, Visibility
from domain.catalogue import UNRECORDED, name_key
from domain.consent import Consent, LawfulBasis
from domain.evidence import (
    About,
    Attributes,
    Basis,
    Coding,
    Contribution,
    Evidence,
    Kind,
    Level,
    Observation,
    PatternFit,
    ReadSource,
    SaidStanding,
    Severity,
    Standing,
    Study,
    Subject,
)
from domain.text import Replacement, TextSpan
from storage.observations.days import first_day, last_day
from storage.observations.said_kinds import SAID_COLUMNS, said_kind_from
from storage.observations.said_marks import MARK_COLUMNS, said_standing_from, said_workaround_from
from storage.schema import (
    AnyRow,
    codings,
    name_routes,
    observation_about,
    observation_attributes,
    observations,
    sources,
    studies,
)
from storage.studies.study_titles import StudyTitles

Values = dict[str, Any]
Item = TypeVar("Item")

_MOST_VARIABLES = 900
"""SQLite before 3.32 takes 999 variables in one statement."""

CODING_COLUMNS = (
    codings.c.kind,
    codings.c.pain_point,
    codings.c.severity,
    codings.c.gravity,
    codings.c.standing.label("coded_standing"),
    codings.c.level,
    codings.c.workaround,
    codings.c.patterns,
)


def batches(items: Iterable[Item], size: int = _MOST_VARIABLES) -> Iterator[list[Item]]:
    """Yield the items in lists of at most ``size``, in order."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


def bare_rows(connection: Connection, query: Select[Any]) -> list[tuple[Any, ...]]:
    """Return a query's rows as the driver gives them: for identifiers alone, which no type of ours alters.

    SQLAlchemy's own rows take twice as long as the database, where there are tens of thousands.
    """
    with closing(connection.execute(query)) as result:
        cursor = result.cursor
        return list(cursor.fetchall()) if cursor is not None else []


def study_values(study: Study) -> Values:
    """Return a study's row."""
    return {
        "id": study.id,
        "title": study.title,
        "title_key": name_key(study.title),
        "organisation": study.organisation,
        "organisation_key": name_key(study.organisation),
        "organisation_basis": study.organisation_basis.value,
        "service": study.service,
        "service_key": name_key(study.service) if study.service else None,
        "date": study.date,
        "first_day": first_day(study.date),
        "last_day": last_day(study.date),
        "method": study.method,
        "sample_size": study.sample_size,
        "standing": study.standing.value,
        "retells": study.retells,
        "mission": study.mission,
        "mission_key": name_key(study.mission) if study.mission else None,
        "team": study.team,
        "contact": study.contact,
        "marking": study.marking.value if study.marking else None,
        "visibility": study.visibility.value,
        "draft": study.draft,
        "embargo": study.embargo,
        "lawful_basis": study.consent.basis.value if study.consent.basis else None,
        "consent_covers": study.consent.covers,
        "raw_until": study.consent.raw_until,
        "insight_until": study.consent.insight_until,
        "not_heard": study.consent.not_heard,
        "description": study.description,
        "metadata": [list(pair) for pair in study.metadata],
    }


def study_from(row: AnyRow) -> Study:
    """Return the study of a row of ``studies``."""
    return Study(
        id=row.id,
        title=row.title,
        organisation=row.organisation,
        organisation_basis=Basis(row.organisation_basis),
        service=row.service,
        date=row.date,
        method=row.method,
        sample_size=row.sample_size,
        standing=Standing(row.standing),
        retells=row.retells,
        mission=row.mission,
        team=row.team,
        contact=row.contact,
        marking=Marking(row.marking) if row.marking else None,
        visibility=Visibility(row.visibility),
        draft=row.draft,
        embargo=row.embargo,
        consent=Consent(
            basis=LawfulBasis(row.lawful_basis) if row.lawful_basis else None,
            covers=row.consent_covers,
            raw_until=row.raw_until,
            insight_until=row.insight_until,
            not_heard=row.not_heard,
        ),
        description=row.description,
        metadata=tuple((key, value) for key, value in row.metadata),
    )


def source_values(source: ReadSource) -> Values:
    """Return a source's row, but for the moment it was added."""
    return {
        "id": source.id,
        "study": source.study.id,
        "name": source.name,
        "shown_name": source.shown_name,
        "digest": source.digest,
        "media_type": source.media_type,
        "canonical": source.text.canonical,
        "masked": source.text.masked.text,
        "replacements": [replacement_values(item) for item in source.text.masked.replacements],
        "contributions": [contribution_values(item) for item in source.contributions],
    }


def contribution_values(item: Contribution) -> list[int | str | bool]:
    """Return a contribution as it is kept with its source; a fourth value, false, stands where one takes no part."""
    return [item.span.start, item.span.end, item.participant, *([] if item.takes_part else [False])]


def replacement_values(item: Replacement) -> Values:
    """Return a replacement as it is kept with its source."""
    return {
        "start": item.span.start,
        "end": item.span.end,
        "type": item.type,
        "placeholder": item.placeholder,
        "score": item.score,
        **({"decided": True} if item.decided else {}),
    }


def observation_values(item: Observation) -> Values:
    """Return an observation's row, without what it is about and what is known of its participant."""
    return {
        "id": item.id,
        "source": item.source_id,
        "study": item.study_id,
        "ordinal": item.ordinal,
        "text": item.text,
        "span_start": item.span.start,
        "span_end": item.span.end,
        "locator": item.locator,
        "headings": list(item.headings),
        "participant": item.participant,
        **asked_values(item.asked),
    }


def asked_values(asked: TextSpan | None) -> Values:
    """Return the columns that say where an interviewer's words before an observation stand; empty without any."""
    return {"asked_start": asked.start if asked else None, "asked_end": asked.end if asked else None}


def observation_from(row: AnyRow, about: Sequence[About], attributes: Attributes) -> Observation:
    """Return the observation of a row of ``observations``."""
    return Observation(
        id=row.id,
        source_id=row.source,
        study_id=row.study,
        ordinal=row.ordinal,
        text=row.text,
        span=TextSpan(start=row.span_start, end=row.span_end),
        locator=row.locator,
        headings=tuple(row.headings),
        about=tuple(about),
        participant=row.participant,
        attributes=attributes,
        asked=None if row.asked_start is None else TextSpan(start=row.asked_start, end=row.asked_end),
    )


def attribute_values(item: Observation) -> list[Values]:
    """Return the rows of what is known of who said an observation."""
    return [
        {
            "observation": item.id,
            "position": position,
            "name": name,
            "name_key": name_key(name),
            "value": value,
            "value_key": name_key(value),
        }
        for position, (name, value) in enumerate(item.attributes)
    ]


def attributes_of(connection: Connection, ids: Select[Any] | Sequence[str]) -> dict[str, Attributes]:
    """Return what is known of who said observations, in order, by identifier; ``ids`` or a query for them, a batch."""
    found: dict[str, Attributes] = {}
    rows = connection.execute(
        select(observation_attributes)
        .where(observation_attributes.c.observation.in_(ids))
        .order_by(observation_attributes.c.observation, observation_attributes.c.position)
    )
    for row in rows:
        found[row.observation] = (*found.get(row.observation, ()), (row.name, row.value))
    return found


def about_values(observation: str, told: Iterable[About]) -> list[Values]:
    """Return the rows of what an observation, named by its identifier, is about."""
    return [
        {
            "observation": observation,
            "position": position,
            "name": about.name,
            "name_key": name_key(about.name),
            "subject": about.subject.value,
            "basis": about.basis.value,
        }
        for position, about in enumerate(told)
    ]


def about_of(connection: Connection, ids: Select[Any]) -> dict[str, list[About]]:
    """Return what the observations of a query for identifiers are about, in order, by identifier."""
    found: dict[str, list[About]] = {}
    rows = connection.execute(
        select(observation_about)
        .where(observation_about.c.observation.in_(ids))
        .order_by(observation_about.c.observation, observation_about.c.position)
    )
    for row in rows:
        about = About(name=row.name, subject=Subject(row.subject), basis=Basis(row.basis))
        found.setdefault(row.observation, []).append(about)
    return found


_ROUTE = and_(
    name_routes.c.subject == observation_about.c.subject, name_routes.c.name_key == observation_about.c.name_key
)


def current_about_of(connection: Connection, ids: Select[Any] | Sequence[str]) -> dict[str, list[About]]:
    """Return what observations concern, each under its current name, by identifier.

    ``ids`` are identifiers, no more than a batch of them, or a query for identifiers.

    A name that a person decided to be none counts only where somebody stated it.
    """
    found: dict[str, list[About]] = {}
    rows = connection.execute(
        select(observation_about, name_routes.c.current, name_routes.c.name_key.label("routed"))
        .outerjoin(name_routes, _ROUTE)
        .where(observation_about.c.observation.in_(ids))
        .order_by(observation_about.c.observation, observation_about.c.position)
    )
    for row in rows:
        if row.current is None and row.routed is not None and row.basis != Basis.STATED.value:
            continue
        about = About(name=row.current or row.name, subject=Subject(row.subject), basis=Basis(row.basis))
        found.setdefault(row.observation, []).append(about)
    return found


def observations_from(connection: Connection, chosen: Select[Any]) -> list[Observation]:
    """Return the observations of a query for rows of ``observations``, in its order."""
    ids = chosen.with_only_columns(observations.c.id)
    about, attributes = about_of(connection, ids), attributes_of(connection, ids)
    return [
        observation_from(row, about.get(row.id, ()), attributes.get(row.id, ())) for row in connection.execute(chosen)
    ]


def coding_values(observation: str, coder: str, coding: Coding) -> Values:
    """Return the row of what a coder said of one observation."""
    return {
        "observation": observation,
        "coder": coder,
        "kind": coding.kind.value,
        "pain_point": coding.pain_point,
        "severity": coding.severity.value if coding.severity else None,
        "gravity": coding.gravity,
        "standing": coding.standing.value,
        "level": coding.level.value,
        "workaround": coding.workaround,
        "patterns": [[fit.pattern, fit.fit, fit.right] for fit in coding.patterns],
    }


def coding_from(row: AnyRow) -> Coding | None:
    """Return what a coder said of an observation; None for a row without a coding."""
    if row.kind is None:
        return None
    return Coding(
        kind=Kind(row.kind),
        pain_point=row.pain_point,
        severity=Severity(row.severity) if row.severity else None,
        gravity=row.gravity,
        standing=Standing(row.coded_standing),
        level=Level(row.level),
        workaround=row.workaround,
        patterns=tuple(
            PatternFit(pattern=pattern, fit=fit, right=right[0] if right else None)
            for pattern, fit, *right in row.patterns
        ),
    )


def base_name(shown_name: str) -> str:
    """Return a source's shown name without its folder."""
    return shown_name.rpartition("/")[2]


RESEARCHER = name_routes.alias("researcher")
PROVIDED = name_routes.alias("provided")

TODAY = (
    (
        RESEARCHER,
        and_(RESEARCHER.c.subject == Subject.ORGANISATION.value, RESEARCHER.c.name_key == studies.c.organisation_key),
    ),
    (PROVIDED, and_(PROVIDED.c.subject == Subject.SERVICE.value, PROVIDED.c.name_key == studies.c.service_key)),
)
"""What to join to ``studies`` on the way to ``EVIDENCE_COLUMNS``: today's names of its organisation and service."""


def researched_by(row: AnyRow) -> str:
    """Return who did a study's research, under the current name; a proposed name that was rejected is nobody's."""
    is_rejected = row.researcher is None and row.researcher_key is not None
    if is_rejected and row.organisation_basis != Basis.STATED.value:
        return UNRECORDED
    return str(row.researcher or row.researched_then)


def _service(row: AnyRow) -> str | None:
    is_rejected = row.provided is None and row.provided_key is not None
    if is_rejected and row.organisation_basis != Basis.STATED.value:
        return None
    service: str | None = row.provided or row.service_then
    return service


EVIDENCE_COLUMNS: tuple[Table | ColumnElement[Any], ...] = (
    observations,
    sources.c.shown_name,
    studies.c.title,
    studies.c.organisation.label("researched_then"),
    studies.c.organisation_basis,
    RESEARCHER.c.current.label("researcher"),
    RESEARCHER.c.name_key.label("researcher_key"),
    studies.c.service.label("service_then"),
    PROVIDED.c.current.label("provided"),
    PROVIDED.c.name_key.label("provided_key"),
    studies.c.date,
    studies.c.sample_size,
    studies.c.standing,
    studies.c.retells,
    studies.c.team,
    studies.c.contact,
    studies.c.marking,
    *CODING_COLUMNS,
    *SAID_COLUMNS,
    *MARK_COLUMNS,
)


def standing_of(coding: Coding | None, stated: Standing, said: SaidStanding | None = None) -> Standing:
    """Return whether evidence is still true: as a person ``said`` of it, else as they stated of the study.

    Words that say it was mended hold against what was stated.
    """
    if said is not None:
        return said.standing
    proposed = coding.standing if coding else Standing.UNKNOWN
    return proposed if proposed is Standing.FIXED or stated is Standing.UNKNOWN else stated


def evidence_from(
    row: AnyRow,
    about: Sequence[About],
    neighbours: Mapping[str, str],
    attributes: Attributes = (),
    *,
    titles: StudyTitles,
) -> Evidence:
    """Return evidence from a row of ``EVIDENCE_COLUMNS``; ``neighbours`` holds its texts before and after."""
    named = {
        subject: tuple(dict.fromkeys(item.name for item in about if item.subject is subject)) for subject in Subject
    }
    researcher = researched_by(row)
    organisations = named[Subject.ORGANISATION] or (researcher,)
    coding, said_standing = coding_from(row), said_standing_from(row)
    return Evidence(
        id=row.id,
        text=row.text,
        source_id=row.source,
        source=base_name(row.shown_name),
        locator=row.locator,
        span=TextSpan(start=row.span_start, end=row.span_end),
        ordinal=row.ordinal,
        headings=tuple(row.headings),
        study_id=row.study,
        study=row.title,
        researched_by=researcher,
        organisation=organisations[0],
        organisations=organisations,
        service=_service(row) or next(iter(named[Subject.SERVICE]), None),
        systems=named[Subject.SYSTEM],
        date=row.date,
        sample_size=row.sample_size,
        standing=standing_of(coding, Standing(row.standing), said_standing),
        retells=row.retells,
        team=row.team,
        contact=row.contact,
        marking=Marking(row.marking) if row.marking else None,
        participant=row.participant,
        attributes=attributes,
        coding=coding,
        said_kind=said_kind_from(row),
        said_standing=said_standing,
        said_workaround=said_workaround_from(row),
        counted_as=titles.counted_as(row.title, row.retells),
        stated=tuple(
            dict.fromkeys(
                item.name for item in about if item.subject is Subject.ORGANISATION and item.basis is Basis.STATED
            )
        ),
        **neighbours,
    )
