"""What a model outside answered of proposed evidence, in SQL."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from domain.access import Viewer
from domain.readings import Reading
from storage.database import Database, bump
from storage.observations.rows import batches
from storage.schema import observations, readings, studies
from storage.visibility import seen_by


class SqlReadings:
    """Answers of models outside, of each model the latest on an observation and a pattern."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, viewer: Viewer, by: str) -> list[Reading]:
        """Return one model's answers on what this viewer may see, by observation and pattern."""
        query = (
            select(readings)
            .join(observations, observations.c.id == readings.c.observation)
            .join(studies, studies.c.id == observations.c.study)
            .where(readings.c.reader == by, seen_by(viewer))
            .order_by(readings.c.observation, readings.c.pattern)
        )
        with self._database.reading() as connection:
            return [
                Reading(
                    observation_id=row.observation,
                    pattern=row.pattern,
                    asked=row.asked,
                    by=row.reader,
                    is_evidence=row.is_evidence,
                    at=row.read_at,
                )
                for row in connection.execute(query)
            ]

    def save(self, read: Sequence[Reading]) -> None:
        """Store answers in place of the same model's earlier ones; of an observation that is gone they are let go."""
        latest = {(each.observation_id, each.pattern, each.by): each for each in read}
        names = sorted({each.observation_id for each in read})
        with self._database.writing() as connection:
            there: set[str] = set()
            for batch in batches(names):
                there.update(
                    connection.execute(select(observations.c.id).where(observations.c.id.in_(batch))).scalars()
                )
            kept = [each for each in latest.values() if each.observation_id in there]
            replaced: dict[tuple[str, str], list[str]] = defaultdict(list)
            for each in kept:
                replaced[each.pattern, each.by].append(each.observation_id)
            for (pattern, by), ids in replaced.items():
                for batch in batches(ids):
                    connection.execute(
                        delete(readings).where(
                            readings.c.observation.in_(batch), readings.c.pattern == pattern, readings.c.reader == by
                        )
                    )
            if kept:
                connection.execute(insert(readings), [_values(each) for each in kept])
                bump(connection)


def _values(read: Reading) -> dict[str, str | bool]:
    return {
        "observation": read.observation_id,
        "pattern": read.pattern,
        "reader": read.by,
        "asked": read.asked,
        "is_evidence": read.is_evidence,
        "read_at": read.at,
    }
