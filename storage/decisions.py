"""What people decided on evidence, in SQL: rows are added, and go only with the observation they are on."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, Select, Table, func, insert, select

from domain.access import Viewer
from domain.decisions import DecidedLink, Verdict
from domain.errors import InvalidRequest, NotFound
from domain.identity import digest
from storage.database import Database, bump
from storage.schema import evidence_decisions, observations, studies
from storage.visibility import seen_by


class SqlDecisions:
    """Decisions on evidence. Those on what a viewer may not see are not there for them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def links(self, viewer: Viewer) -> list[DecidedLink]:
        """Return every decision on what this viewer may see, those that were taken back included, in order."""
        with self._database.reading() as connection:
            return links_of(connection, viewer)

    def decide(self, viewer: Viewer, observation: str, *, not_of: Iterable[str] = (), of: Iterable[str] = ()) -> str:
        """Record of which subjects an observation is no evidence, and of which it is; return the act's identifier.

        Raises NotFound when this viewer may not see the observation.
        """
        with self._database.writing() as connection:
            visible = _observed(viewer).where(observations.c.id == observation)
            if connection.execute(visible).first() is None:
                raise NotFound(
                    "There is no such observation here.", where=observation, remedy="Open it from a pain point."
                )
            verdicts = [(observation, subject, Verdict.NOT_EVIDENCE) for subject in not_of]
            verdicts += [(observation, subject, Verdict.EVIDENCE) for subject in of]
            act = act_id(next_nth(connection, evidence_decisions), observation)
            add_links(connection, act, verdicts, by=viewer)
            bump(connection)
            return act

    def take_back(self, viewer: Viewer, act: str) -> None:
        """Record that an act on evidence no longer stands.

        Raises NotFound for one that this viewer does not see, InvalidRequest for one that was taken back before.
        """
        with self._database.writing() as connection:
            own = [link for link in links_of(connection, viewer) if link.act == act]
            if not own:
                raise NotFound(
                    "There is no such decision here.", where=act, remedy="Choose one from what people decided."
                )
            if any(link.verdict is Verdict.TAKEN_BACK for link in own):
                raise InvalidRequest(
                    "This decision was taken back already.", where=act, remedy="Decide anew where it should stand."
                )
            back = [(link.observation_id, link.subject, Verdict.TAKEN_BACK) for link in own]
            add_links(connection, act, back, by=viewer)
            bump(connection)


def links_of(connection: Connection, viewer: Viewer) -> list[DecidedLink]:
    """Return every decision on what this viewer may see, in order."""
    seen = select(evidence_decisions).where(evidence_decisions.c.observation.in_(_observed(viewer)))
    return [
        DecidedLink(
            nth=row.nth,
            act=row.act,
            observation_id=row.observation,
            subject=row.subject,
            verdict=Verdict(row.verdict),
            decided_by=row.decided_by,
            decided_at=row.decided_at,
        )
        for row in connection.execute(seen.order_by(evidence_decisions.c.nth))
    ]


def add_links(connection: Connection, act: str, verdicts: Iterable[tuple[str, str, Verdict]], *, by: Viewer) -> None:
    """Add decisions of one act, each an observation, a subject and what was said."""
    first, now = next_nth(connection, evidence_decisions), moment()
    rows = [
        {
            "nth": nth,
            "act": act,
            "observation": observation,
            "subject": subject,
            "verdict": verdict.value,
            "decided_by": by.name,
            "decided_at": now,
        }
        for nth, (observation, subject, verdict) in enumerate(verdicts, start=first)
    ]
    if rows:
        connection.execute(insert(evidence_decisions), rows)


def next_nth(connection: Connection, table: Table) -> int:
    """Return the number of the next row; the transaction must be a writer's."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.nth), 0))).scalar_one()) + 1


def act_id(nth: int, subject: str) -> str:
    """Return the identifier of an act from its place, what it is on and the moment."""
    return "dc_" + digest(str(nth), subject, datetime.now(UTC).isoformat())


def moment() -> str:
    """Return the moment it is, in Coordinated Universal Time."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _observed(viewer: Viewer) -> Select[tuple[str]]:
    joined = observations.join(studies, studies.c.id == observations.c.study)
    return select(observations.c.id).select_from(joined).where(seen_by(viewer))
