"""What the coder would learn from decisions, and what people made of that, in SQL."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Select, Table, insert, select

from domain.access import Viewer
from domain.errors import InvalidRequest, NotFound
from domain.identity import digest
from domain.learned import DecidedLearning, LearningState, LearningVerdict, in_force, state_of
from domain.lessons import Change, Figures, Gain, Learning, Lesson, Teaching
from storage.database import Database, bump
from storage.findings.evidence_links import moment, next_nth
from storage.schema import AnyRow, learning_changes, learning_decisions, learnings, lessons, observations, studies
from storage.visibility import is_published

_ALLOWED = {
    LearningVerdict.ADOPTED: frozenset(LearningState) - {LearningState.IN_FORCE},
    LearningVerdict.LEFT: frozenset({LearningState.OPEN}),
    LearningVerdict.WITHDRAWN: frozenset({LearningState.IN_FORCE}),
}
"""In which states a verdict may be given."""


class SqlLearnings:
    """Learnings and their lessons. Only observations of published studies teach, whoever may see those."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def published_ids(self) -> frozenset[str]:
        """Return the identifiers of the observations that may teach."""
        with self._database.reading() as connection:
            return frozenset(connection.execute(_PUBLISHED.where(is_published())).scalars())

    def save(self, learning: Learning, taught: Sequence[Lesson]) -> str:
        """Store a learning that nobody has decided on, with its lessons and changes; return its identifier.

        What is said of an observation that is gone meanwhile is left out.
        """
        with self._database.writing() as connection:
            nth = next_nth(connection, learnings)
            identifier = "ln_" + digest(str(nth), learning.made_by, learning.made_at)
            values = {"id": identifier, "nth": nth, "gain": asdict(learning.gain)}
            values |= {name: getattr(learning, name) for name in ("made_by", "made_at", "basis")}
            connection.execute(insert(learnings).values(values))
            rows = [
                {"observation": each.observation, "pattern": each.pattern, "accepted": each.accepted, "odds": each.odds}
                for each in taught
            ]
            add_of_observations(connection, lessons, identifier, rows)
            add_of_observations(connection, learning_changes, identifier, [asdict(each) for each in learning.changes])
            bump(connection)
            return identifier

    def learnings(self) -> list[Learning]:
        """Return every learning, the latest first."""
        with self._database.reading() as connection:
            return _learnings(connection)

    def taught(self, basis: str) -> list[Lesson]:
        """Return the lessons of the learning in force, with the words of those that may still teach.

        None where nothing is in force, or it was learned over other judges than ``basis`` names.
        """
        with self._database.reading() as connection:
            current = in_force(_decided(connection))
            query = (
                select(lessons, observations.c.text)
                .join(learnings, learnings.c.id == lessons.c.learning)
                .join(observations, observations.c.id == lessons.c.observation)
                .join(studies, studies.c.id == observations.c.study)
                .where(lessons.c.learning == current, learnings.c.basis == basis, is_published())
                .order_by(lessons.c.observation, lessons.c.pattern)
            )
            return [
                Lesson(
                    observation=row.observation,
                    pattern=row.pattern,
                    accepted=row.accepted,
                    odds=row.odds,
                    text=row.text,
                )
                for row in connection.execute(query)
            ]

    def decide(self, viewer: Viewer, learning: str, verdict: LearningVerdict) -> None:
        """Record what a person made of a learning. Raises NotFound, InvalidRequest where it stands otherwise."""
        with self._database.writing() as connection:
            found = next((each for each in _learnings(connection) if each.id == learning), None)
            add_verdict(connection, learning_decisions, viewer, learning, verdict, found.state if found else None)


def add_of_observations(connection: Connection, table: Table, learning: str, rows: Sequence[dict[str, Any]]) -> None:
    """Add what a learning says of observations; of those that are gone meanwhile nothing is said."""
    there = set(connection.execute(select(observations.c.id)).scalars())
    kept = [{**row, "learning": learning} for row in rows if row["observation"] in there]
    if kept:
        connection.execute(insert(table), kept)


def add_verdict(
    connection: Connection,
    table: Table,
    viewer: Viewer,
    learning: str,
    verdict: LearningVerdict,
    state: LearningState | None,
) -> None:
    """Add what a person made of a learning in this state; None says that there is no such learning.

    Raises NotFound, and InvalidRequest where it stands so that this may not be said.
    """
    if state is None:
        raise NotFound(
            "There is no such proposal to learn.", where=learning, remedy="Choose one from the codebook page."
        )
    if state not in _ALLOWED[verdict]:
        raise InvalidRequest(
            f"This proposal is {state.value}: it cannot be {verdict.value}.",
            where=learning,
            remedy="Look at the codebook page anew: somebody else may have decided.",
        )
    values = {"nth": next_nth(connection, table), "learning": learning, "verdict": verdict.value}
    values |= {"decided_by": viewer.name, "decided_at": moment()}
    connection.execute(insert(table).values(values))
    bump(connection)


_PUBLISHED: Select[Any] = select(observations.c.id).join(studies, studies.c.id == observations.c.study)


def _learnings(connection: Connection) -> list[Learning]:
    decided = _decided(connection)
    changes = [
        (row.learning, Change(observation=row.observation, pattern=row.pattern, is_won=row.is_won))
        for row in connection.execute(
            select(learning_changes).order_by(learning_changes.c.pattern, learning_changes.c.observation)
        )
    ]
    return [
        Learning(
            id=row.id,
            made_by=row.made_by,
            made_at=row.made_at,
            basis=row.basis,
            gain=_gain(row.gain),
            state=state_of(row.id, decided),
            changes=tuple(change for learning, change in changes if learning == row.id),
            decided=tuple(said for said in decided if said.learning == row.id),
        )
        for row in connection.execute(select(learnings).order_by(learnings.c.nth.desc()))
    ]


def _decided(connection: Connection) -> list[DecidedLearning]:
    rows = connection.execute(select(learning_decisions).order_by(learning_decisions.c.nth))
    return [decision_of(row) for row in rows]


def decision_of(row: AnyRow) -> DecidedLearning:
    """Return what a row says that a person made of a learning."""
    return DecidedLearning(
        nth=row.nth,
        learning=row.learning,
        verdict=LearningVerdict(row.verdict),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )


def _gain(said: dict[str, Any]) -> Gain:
    parts = {"teaching": Teaching(**said["teaching"])}
    figures = {name: Figures(**said[name]) for name in ("shipped", "learned")}
    return Gain(**{**said, **parts, **figures})
