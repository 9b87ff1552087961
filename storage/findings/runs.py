"""Topic runs as records: what the model was given, what it was set to, what came out."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from sqlalchemy import Connection, delete, func, insert, select

from domain.access import Viewer
from domain.insights import UNGROUPED, Assignment, GivenName, Topic, TopicRun
from domain.runs import RunSummary
from storage.observations.rows import Values, batches
from storage.schema import assignments, observations, studies, topic_runs, topics
from storage.visibility import seen_by


def save(connection: Connection, run: TopicRun) -> None:
    """Store a run as the latest, in place of one with its identifier; pass over observations that are gone."""
    connection.execute(delete(topic_runs).where(topic_runs.c.id == run.id))
    nth = connection.execute(select(func.coalesce(func.max(topic_runs.c.nth), 0))).scalar_one() + 1
    connection.execute(insert(topic_runs).values(_run_values(run) | {"nth": nth}))
    if run.topics:
        connection.execute(
            insert(topics), [_topic_values(run.id, position, topic) for position, topic in enumerate(run.topics)]
        )
    _insert_assignments(connection, run)


def _run_values(run: TopicRun) -> Values:
    return {
        "id": run.id,
        "seed": run.seed,
        "method": run.method,
        "parameters": [list(pair) for pair in run.parameters],
        "versions": [list(pair) for pair in run.versions],
        "started_at": run.started_at,
        "seconds": run.seconds,
    }


def _topic_values(run: str, position: int, topic: Topic) -> Values:
    return {
        "run": run,
        "number": topic.number,
        "position": position,
        "title": topic.title,
        "keywords": list(topic.keywords),
        "pattern": topic.pattern,
        "size": topic.size,
        "given": given_values(topic.given),
    }


def given_values(given: GivenName | None) -> Values | None:
    """Return what the column ``given`` holds of a writer's name."""
    return asdict(given) | {"observations": list(given.observations)} if given is not None else None


def given_name(held: Values | None) -> GivenName | None:
    """Return the writer's name that the column ``given`` holds, or None."""
    return GivenName(**held | {"observations": tuple(held["observations"])}) if held else None


def _insert_assignments(connection: Connection, run: TopicRun) -> None:
    for batch in batches(enumerate(run.assignments)):
        wanted = [item.observation_id for _, item in batch]
        there = set(connection.execute(select(observations.c.id).where(observations.c.id.in_(wanted))).scalars())
        rows = [
            {
                "run": run.id,
                "observation": item.observation_id,
                "position": position,
                "topic": item.topic,
                "probability": item.probability,
            }
            for position, item in batch
            if item.observation_id in there
        ]
        if rows:
            connection.execute(insert(assignments), rows)


def latest_id(connection: Connection, *, before: int = 0) -> str | None:
    """Return the identifier of the run that was saved last, or so many ``before`` it; None where there is none."""
    query = select(topic_runs.c.id).order_by(topic_runs.c.nth.desc()).offset(before).limit(1)
    return connection.execute(query).scalar_one_or_none()


def identifiers(connection: Connection) -> list[str]:
    """Return the identifiers of all runs, the latest first."""
    return list(connection.execute(select(topic_runs.c.id).order_by(topic_runs.c.nth.desc())).scalars())


def load(connection: Connection, run: str) -> TopicRun:
    """Return a run with its topics and assignments, both in the order they were saved.

    A writer's name is left out once something that it was made from is gone.
    """
    row = connection.execute(select(topic_runs).where(topic_runs.c.id == run)).one()
    query = select(assignments).where(assignments.c.run == row.id).order_by(assignments.c.position)
    assigned = connection.execute(query).all()
    there = {item.observation for item in assigned}
    return TopicRun(
        id=row.id,
        seed=row.seed,
        method=row.method,
        parameters=tuple((name, value) for name, value in row.parameters),
        versions=tuple((name, value) for name, value in row.versions),
        topics=tuple(
            topic if topic.given is None or topic.given.is_for(there) else replace(topic, given=None)
            for topic in topics_of(connection, run)
        ),
        assignments=tuple(
            Assignment(observation_id=item.observation, topic=item.topic, probability=item.probability)
            for item in assigned
        ),
        started_at=row.started_at,
        seconds=row.seconds,
    )


def summaries(connection: Connection, viewer: Viewer, runs: Sequence[str]) -> list[RunSummary]:
    """Return these runs, in their order, counted by what a viewer may see; how well they agree is not told."""
    counted = select(assignments.c.run, assignments.c.topic, func.count()).where(assignments.c.run.in_(runs))
    if not viewer.sees_everything:
        held = assignments.join(observations, observations.c.id == assignments.c.observation)
        counted = counted.select_from(held.join(studies, studies.c.id == observations.c.study)).where(seen_by(viewer))
    sizes: dict[str, dict[int, int]] = {run: {} for run in runs}
    for run, topic, number in connection.execute(counted.group_by(assignments.c.run, assignments.c.topic)):
        sizes[run][topic] = number
    rows = {row.id: row for row in connection.execute(select(topic_runs).where(topic_runs.c.id.in_(runs)))}
    return [
        RunSummary(
            id=run,
            started_at=rows[run].started_at,
            seed=rows[run].seed,
            observations=(total := sum(sizes[run].values())),
            topics=len(sizes[run].keys() - {UNGROUPED}),
            ungrouped_share=sizes[run].get(UNGROUPED, 0) / total if total else 0.0,
        )
        for run in runs
    ]


def topics_of(connection: Connection, run: str) -> list[Topic]:
    """Return the topics of a run in the order they were saved; no such run: none."""
    rows = connection.execute(select(topics).where(topics.c.run == run).order_by(topics.c.position))
    return [
        Topic(
            number=row.number,
            title=row.title,
            keywords=tuple(row.keywords),
            pattern=row.pattern,
            size=row.size,
            given=given_name(row.given),
        )
        for row in rows
    ]
