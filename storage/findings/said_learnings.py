"""What the coder would learn of kinds and severities that people said, and what they made of that, in SQL."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select

from domain.access import Viewer
from domain.identity import digest
from domain.learned import DecidedLearning, LearningVerdict, in_force, state_of
from domain.said_lessons import (
    LearningAbout,
    SaidChange,
    SaidFigures,
    SaidGain,
    SaidLearning,
    SaidLesson,
    SaidTeaching,
)
from storage.database import Database, bump
from storage.findings.evidence_links import next_nth
from storage.findings.learnings import add_of_observations, add_verdict, decision_of
from storage.schema import (
    observations,
    said_changes,
    said_learning_decisions,
    said_learnings,
    said_lessons,
    studies,
)
from storage.visibility import is_published


class SqlSaidLearnings:
    """Learnings of what people said. Only observations of published studies teach, whoever may see those."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, learning: SaidLearning, taught: Sequence[SaidLesson]) -> str:
        """Store a learning that nobody has decided on, with its lessons and changes; return its identifier.

        What is said of an observation that is gone meanwhile is left out.
        """
        with self._database.writing() as connection:
            nth = next_nth(connection, said_learnings)
            identifier = "sl_" + digest(str(nth), learning.made_by, learning.made_at)
            values = {"id": identifier, "nth": nth, "about": learning.about.value, "gain": asdict(learning.gain)}
            values |= {name: getattr(learning, name) for name in ("made_by", "made_at", "basis")}
            connection.execute(insert(said_learnings).values(values))
            rows = [{"observation": each.observation, "said": each.said, "logs": [*each.logs]} for each in taught]
            add_of_observations(connection, said_lessons, identifier, rows)
            add_of_observations(connection, said_changes, identifier, [asdict(each) for each in learning.changes])
            bump(connection)
            return identifier

    def learnings(self, about: LearningAbout) -> list[SaidLearning]:
        """Return every learning of kinds, or of severities, the latest first."""
        with self._database.reading() as connection:
            return _learnings(connection, about)

    def taught(self, about: LearningAbout, basis: str) -> list[SaidLesson]:
        """Return the lessons of the learning in force, with the words of those that may still teach.

        None where nothing is in force, or it was learned over other judges than ``basis`` names.
        """
        with self._database.reading() as connection:
            query = (
                select(said_lessons, observations.c.text)
                .join(said_learnings, said_learnings.c.id == said_lessons.c.learning)
                .join(observations, observations.c.id == said_lessons.c.observation)
                .join(studies, studies.c.id == observations.c.study)
                .where(said_lessons.c.learning == in_force(_decided(connection, about)))
                .where(said_learnings.c.basis == basis, is_published())
                .order_by(said_lessons.c.observation)
            )
            return [
                SaidLesson(observation=row.observation, said=row.said, logs=tuple(row.logs), text=row.text)
                for row in connection.execute(query)
            ]

    def decide(self, viewer: Viewer, about: LearningAbout, learning: str, verdict: LearningVerdict) -> None:
        """Record what a person made of a learning. Raises NotFound, InvalidRequest where it stands otherwise."""
        with self._database.writing() as connection:
            found = next((each for each in _learnings(connection, about) if each.id == learning), None)
            add_verdict(connection, said_learning_decisions, viewer, learning, verdict, found.state if found else None)


def _learnings(connection: Connection, about: LearningAbout) -> list[SaidLearning]:
    decided = _decided(connection, about)
    changes = [
        (row.learning, SaidChange(observation=row.observation, before=row.before, after=row.after))
        for row in connection.execute(select(said_changes).order_by(said_changes.c.observation))
    ]
    rows = connection.execute(
        select(said_learnings).where(said_learnings.c.about == about.value).order_by(said_learnings.c.nth.desc())
    )
    return [
        SaidLearning(
            id=row.id,
            about=about,
            made_by=row.made_by,
            made_at=row.made_at,
            basis=row.basis,
            gain=_gain(row.gain),
            state=state_of(row.id, decided),
            changes=tuple(change for learning, change in changes if learning == row.id),
            decided=tuple(said for said in decided if said.learning == row.id),
        )
        for row in rows
    ]


def _decided(connection: Connection, about: LearningAbout) -> list[DecidedLearning]:
    of_it = select(said_learnings.c.id).where(said_learnings.c.about == about.value)
    table = said_learning_decisions
    rows = connection.execute(select(table).where(table.c.learning.in_(of_it)).order_by(table.c.nth))
    return [decision_of(row) for row in rows]


def _gain(said: dict[str, Any]) -> SaidGain:
    figures = {name: SaidFigures(**said[name]) for name in ("shipped", "learned")}
    return SaidGain(**{**said, **figures, "teaching": SaidTeaching(**said["teaching"])})
