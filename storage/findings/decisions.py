"""What people decided on evidence, in SQL."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from domain.access import Viewer
from domain.decisions import DecidedKind, DecidedLink, DecidedMark, Said, Verdict
from domain.errors import NotFound
from domain.evidence import Kind, Severity, Standing
from storage.database import Database, bump
from storage.findings.evidence_links import (
    act_id,
    add_kinds,
    add_links,
    check_stands,
    kinds_of,
    links_of,
    lost_by_kind,
    next_said,
    observed_by,
    said_evidence,
    said_severity,
    take_back_kinds,
    take_back_links,
)
from storage.findings.mark_rows import add_mark, marks_of, take_back_marks
from storage.findings.theme_records import keep_known, take_back_on_themes
from storage.schema import observations


class SqlDecisions:
    """Decisions on evidence. Those on what a viewer may not see are not there for them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def links(self, viewer: Viewer) -> list[DecidedLink]:
        """Return every decision on what this viewer may see, those that were taken back included, in order."""
        with self._database.reading() as connection:
            return links_of(connection, viewer)

    def kinds(self, viewer: Viewer) -> list[DecidedKind]:
        """Return every word on what an observation is that this viewer may see, what was taken back too, in order."""
        with self._database.reading() as connection:
            return kinds_of(connection, viewer)

    def marks(self, viewer: Viewer) -> list[DecidedMark]:
        """Return every word on standing and workarounds that this viewer may see, what was taken back too, in order."""
        with self._database.reading() as connection:
            return marks_of(connection, viewer)

    def places_of(self, viewer: Viewer, observation: str) -> list[str]:
        """Return of which subjects people said that an observation is evidence, in order; none where it is not seen."""
        with self._database.reading() as connection:
            seen = connection.execute(observed_by(viewer).where(observations.c.id == observation)).scalars().all()
            return [subject for _, subject in said_evidence(connection, seen)]

    def code(
        self,
        viewer: Viewer,
        observation: str,
        kind: Kind,
        severity: Severity | None = None,
        *,
        of: Iterable[str] = (),
    ) -> str:
        """Record what an observation is, and of which subjects it is evidence; return the act.

        What it is holds of every observation with the same text that this viewer may see: what is no pain point is no
        evidence any more of what people said it was, and is so again, and as grave, once it is said to be one after
        all. A severity that is left out stays as somebody said it. Raises NotFound when they may not see this one.
        """
        with self._database.writing() as connection:
            act = _new_act(connection, viewer, observation)
            alike = _alike(connection, viewer, observation)
            if kind is Kind.PAIN_POINT:
                severity = severity or said_severity(connection, observation)
            add_kinds(connection, act, alike, kind, severity, by=viewer)
            if kind is Kind.PAIN_POINT:
                places = [*lost_by_kind(connection, alike), *((observation, subject) for subject in of)]
                verdicts = [(*place, Verdict.EVIDENCE) for place in dict.fromkeys(places)]
            else:
                places = [*said_evidence(connection, alike), *lost_by_kind(connection, alike)]
                verdicts = [(*place, Verdict.NOT_EVIDENCE) for place in places]
                verdicts += [(observation, subject, Verdict.EVIDENCE) for subject in of]
            if verdicts:
                keep_known(connection, act, {subject for _, subject, _ in verdicts}, by=viewer)
                add_links(connection, act, verdicts, by=viewer)
            bump(connection)
            return act

    def mark(self, viewer: Viewer, observation: str, said: Standing | bool) -> str:
        """Record the standing of an observation, or whether it tells of a workaround; return the act.

        It holds of every observation with the same text that this viewer may see. Raises NotFound when they may not see
        this one.
        """
        with self._database.writing() as connection:
            act = _new_act(connection, viewer, observation)
            add_mark(connection, act, _alike(connection, viewer, observation), said, by=viewer)
            bump(connection)
            return act

    def decide(self, viewer: Viewer, observation: str, *, not_of: Iterable[str] = (), of: Iterable[str] = ()) -> str:
        """Record of which subjects an observation is no evidence, and of which it is; return the act's identifier.

        A proposed topic that is among them keeps its identity from now on, so that the next run finds the decision.
        Raises NotFound when this viewer may not see the observation.
        """
        verdicts = [(observation, subject, Verdict.NOT_EVIDENCE) for subject in not_of]
        verdicts += [(observation, subject, Verdict.EVIDENCE) for subject in of]
        with self._database.writing() as connection:
            act = _new_act(connection, viewer, observation)
            keep_known(connection, act, [subject for _, subject, _ in verdicts], by=viewer)
            add_links(connection, act, verdicts, by=viewer)
            bump(connection)
            return act

    def decide_all(self, viewer: Viewer, chosen: Sequence[str], *, of: str) -> None:
        """Record that each of some observations is evidence of a pattern, all or none, each as an act of its own.

        Raises NotFound when this viewer may not see one of them.
        """
        with self._database.writing() as connection:
            for observation in chosen:
                act = _new_act(connection, viewer, observation)
                add_links(connection, act, [(observation, of, Verdict.EVIDENCE)], by=viewer)
            bump(connection)

    def take_back(self, viewer: Viewer, act: str) -> None:
        """Record that an act on evidence no longer stands, wherever it holds: nobody takes half of one back.

        Raises NotFound for one that this viewer does not see, InvalidRequest for one that was taken back before.
        """
        with self._database.writing() as connection:
            said: list[Said] = [
                *links_of(connection, viewer),
                *kinds_of(connection, viewer),
                *marks_of(connection, viewer),
            ]
            check_stands(act, said)
            take_back_links(connection, act, by=viewer)
            take_back_kinds(connection, act, by=viewer)
            take_back_marks(connection, act, by=viewer)
            take_back_on_themes(connection, act, by=viewer)
            bump(connection)


def _alike(connection: Connection, viewer: Viewer, observation: str) -> list[str]:
    """Return the observations with the same text that this viewer may see, this one first."""
    text = select(observations.c.text).where(observations.c.id == observation).scalar_subquery()
    alike = connection.execute(observed_by(viewer).where(observations.c.text == text)).scalars().all()
    return sorted(alike, key=lambda name: (name != observation, name))


def _new_act(connection: Connection, viewer: Viewer, observation: str) -> str:
    """Return an identifier for an act on an observation. Raises NotFound when this viewer may not see that."""
    if connection.execute(observed_by(viewer).where(observations.c.id == observation)).first() is None:
        raise NotFound("There is no such observation here.", where=observation, remedy="Open it from a pain point.")
    return act_id(next_said(connection), observation)
