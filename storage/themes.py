"""Themes: the topics of the latest run, and what people made of them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, delete, func, insert, select

from domain.access import Viewer
from domain.errors import NotFound
from domain.identity import digest
from domain.insights import UNGROUPED, ThemeRow, ThemeStatus, Topic, TopicRun
from storage.database import Database, bump
from storage.rows import Values, batches
from storage.runs import latest_id, load, save, topics_of
from storage.schema import assignments, observations, studies, theme_observations, themes
from storage.schema import observation_organisations as concerned
from storage.visibility import seen_by


@dataclass(frozen=True, kw_only=True, slots=True)
class _Spread:
    """How many observations and organisations a viewer sees of a group."""

    observations: int = 0
    organisations: int = 0


class SqlThemes:
    """Runs of the topic model, kept for good, and the decisions on them.

    A decision belongs to the topic of its pattern; without a pattern, to the topic of the latest run that holds
    more than half of the observations it was taken on. So it outlives the run.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def save_run(self, run: TopicRun) -> None:
        """Store a run; it becomes the latest. Assignments of observations that are gone are passed over."""
        with self._database.writing() as connection:
            save(connection, run)
            bump(connection)

    def latest_run(self) -> TopicRun | None:
        """Return the latest run with topics and assignments, or None."""
        with self._database.reading() as connection:
            latest = latest_id(connection)
            return None if latest is None else load(connection, latest)

    def themes(self, viewer: Viewer) -> list[ThemeRow]:
        """Return topics of the latest run and accepted or rejected themes, largest first, counts as seen by viewer.

        What was not grouped is no theme. A theme that the latest run does not find again has topic -1. Those of
        which this viewer sees no observation are left out, as their words come from what others wrote.
        """
        with self._database.reading() as connection:
            rows = _rows(connection, viewer)
        if not viewer.sees_everything:
            rows = [row for row in rows if row.observations]
        return sorted(rows, key=lambda row: (-row.observations, row.id))

    def decide(self, viewer: Viewer, theme_id: str, status: ThemeStatus, *, title: str | None = None) -> None:
        """Record what a person made of a theme, under a title of theirs when given; ``proposed`` takes it back.

        Raises NotFound unless ``themes`` shows it to this viewer.
        """
        shown = next((row for row in self.themes(viewer) if row.id == theme_id), None)
        if shown is None:
            raise NotFound("There is no such theme.", remedy="Choose one from the list: a later run may differ.")
        with self._database.writing() as connection:
            members = _members(connection, shown)
            connection.execute(delete(themes).where(themes.c.id == theme_id))
            if status is not ThemeStatus.PROPOSED:
                connection.execute(insert(themes).values(_decision_values(shown, status, title, viewer)))
                for batch in batches(members):
                    rows = [{"theme": theme_id, "observation": member} for member in batch]
                    connection.execute(insert(theme_observations), rows)
            bump(connection)


def _rows(connection: Connection, viewer: Viewer) -> list[ThemeRow]:
    run = latest_id(connection) or ""
    proposed = {topic.number: topic for topic in topics_of(connection, run) if topic.number != UNGROUPED}
    decided = connection.execute(select(themes).order_by(themes.c.id)).all()
    places = _places(connection, run, decided, proposed)
    by_topic = _spread(connection, viewer, assignments, assignments.c.topic, run)
    by_theme = _spread(connection, viewer, theme_observations, theme_observations.c.theme)
    rows = []
    for theme in decided:
        place = places.get(theme.id, UNGROUPED)
        spread = by_topic.get(place) if theme.id in places else by_theme.get(theme.id)
        rows.append(_decided_row(theme, place, spread or _Spread()))
    taken = set(places.values())
    identifiers = {row.id for row in rows}
    for number, topic in proposed.items():
        if number not in taken:
            row = _proposed_row(topic, by_topic.get(number, _Spread()), identifiers)
            identifiers.add(row.id)
            rows.append(row)
    return rows


def _places(
    connection: Connection, run: str, decided: Sequence[Row[Any]], proposed: Mapping[int, Topic]
) -> dict[str, int]:
    """Return the topic of the run where each decided theme is found again; each topic is found once at most."""
    places: dict[str, int] = {}
    for theme in decided:
        same = (number for number, topic in proposed.items() if theme.pattern and topic.pattern == theme.pattern)
        found = next((number for number in same if number not in places.values()), None)
        if found is not None:
            places[theme.id] = found
    for identifier, number in _by_members(connection, run):
        if number in proposed and number not in places.values():
            places[identifier] = number
    return places


def _by_members(connection: Connection, run: str) -> list[tuple[str, int]]:
    """Return themes without a pattern with the topic that holds more than half of their observations in the run."""
    both = theme_observations.join(assignments, assignments.c.observation == theme_observations.c.observation)
    rows = connection.execute(
        select(theme_observations.c.theme, assignments.c.topic, func.count().label("how_many"))
        .select_from(both.join(themes, themes.c.id == theme_observations.c.theme))
        .where(assignments.c.run == run, themes.c.pattern.is_(None))
        .group_by(theme_observations.c.theme, assignments.c.topic)
    ).all()
    totals = Counter[str]()
    for row in rows:
        totals[row.theme] += row.how_many
    found = [row for row in rows if 2 * row.how_many > totals[row.theme]]
    found.sort(key=lambda row: (-row.how_many, row.theme))
    return [(row.theme, row.topic) for row in found]


def _spread(
    connection: Connection, viewer: Viewer, members: Table, group: Column[Any], run: str | None = None
) -> dict[Any, _Spread]:
    """Return what a viewer sees of each group of observations; a group they see nothing of is not there."""
    joined = (
        members.join(observations, observations.c.id == members.c.observation)
        .join(studies, studies.c.id == observations.c.study)
        .join(concerned, concerned.c.observation == observations.c.id)
    )
    query = (
        select(
            group.label("of"),
            func.count(observations.c.id.distinct()).label("observations"),
            func.count(concerned.c.organisation_key.distinct()).label("organisations"),
        )
        .select_from(joined)
        .where(seen_by(viewer))
        .group_by(group)
    )
    if run is not None:
        query = query.where(members.c.run == run)
    return {
        row.of: _Spread(observations=row.observations, organisations=row.organisations)
        for row in connection.execute(query)
    }


def _decided_row(theme: Row[Any], topic: int, spread: _Spread) -> ThemeRow:
    return ThemeRow(
        id=theme.id,
        title=theme.title,
        keywords=tuple(theme.keywords),
        status=ThemeStatus(theme.status),
        topic=topic,
        pattern=theme.pattern,
        observations=spread.observations,
        organisations=spread.organisations,
    )


def _proposed_row(topic: Topic, spread: _Spread, taken: Collection[str]) -> ThemeRow:
    identifier = "th_" + digest(topic.pattern or "", *(() if topic.pattern else topic.keywords or (topic.title,)))
    if identifier in taken:
        identifier = "th_" + digest(identifier, str(topic.number))
    return ThemeRow(
        id=identifier,
        title=topic.title,
        keywords=topic.keywords,
        status=ThemeStatus.PROPOSED,
        topic=topic.number,
        pattern=topic.pattern,
        observations=spread.observations,
        organisations=spread.organisations,
    )


def _members(connection: Connection, shown: ThemeRow) -> list[str]:
    """Return the observations of a theme: those of its topic, or where the run lost it, those it had."""
    latest = latest_id(connection)
    if shown.topic == UNGROUPED or latest is None:
        kept = theme_observations.c
        query = select(kept.observation).where(kept.theme == shown.id)
    else:
        given = assignments.c
        query = select(given.observation).where(given.run == latest, given.topic == shown.topic)
    return list(connection.execute(query).scalars())


def _decision_values(shown: ThemeRow, status: ThemeStatus, title: str | None, viewer: Viewer) -> Values:
    return {
        "id": shown.id,
        "title": title or shown.title,
        "status": status.value,
        "decided_by": viewer.name,
        "decided_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "pattern": shown.pattern,
        "keywords": list(shown.keywords),
    }
