"""Decisions on evidence as rows: read, and added to. They go only with the observation they are on."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, Select, Table, func, insert, select

from domain.access import Viewer
from domain.decisions import DecidedKind, DecidedLink, DecidedTheme, Said, ThemeVerdict, Verdict, evidence_acts
from domain.errors import InvalidRequest, NotFound
from domain.evidence import Kind, Severity
from domain.identity import digest
from storage.observations.pattern_filter import decided
from storage.observations.rows import Values, batches
from storage.schema import evidence_decisions, kind_decisions, mark_decisions, observations, studies, theme_decisions
from storage.visibility import seen_by


def links_of(connection: Connection, viewer: Viewer) -> list[DecidedLink]:
    """Return every decision on what this viewer may see, in order."""
    seen = select(evidence_decisions).where(evidence_decisions.c.observation.in_(observed_by(viewer)))
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
    said = [
        {"observation": observation, "subject": subject, "verdict": verdict.value}
        for observation, subject, verdict in verdicts
    ]
    add_said(connection, evidence_decisions, act, said, by=by)


def add_said(connection: Connection, table: Table, act: str, said: Iterable[Values], *, by: Viewer) -> None:
    """Add what somebody says of observations, as of one act, to the table of such words."""
    first, made = next_said(connection), {"act": act, "decided_by": by.name, "decided_at": moment()}
    if rows := [{"nth": nth, **made, **values} for nth, values in enumerate(said, start=first)]:
        connection.execute(insert(table), rows)


def said_evidence(connection: Connection, named: Sequence[str]) -> list[tuple[str, str]]:
    """Return of which subjects people said that some observations are evidence, as pairs.

    That a theme which was split holds one says not that it is evidence.
    """
    splits = select(theme_decisions.c.act).where(theme_decisions.c.verdict == ThemeVerdict.SPLIT.value)
    return _places(connection, named, Verdict.EVIDENCE, lambda act: act.not_in(splits))


def lost_by_kind(connection: Connection, named: Sequence[str]) -> list[tuple[str, str]]:
    """Return of which subjects some observations are no evidence only since they were said to be no pain point."""
    acts = select(kind_decisions.c.act)
    return _places(connection, named, Verdict.NOT_EVIDENCE, lambda act: act.in_(acts))


def said_severity(connection: Connection, observation: str) -> Severity | None:
    """Return how grave an observation is by the latest word that it is a pain point, whatever it was called since."""
    own = _kinds_where(connection, kind_decisions.c.observation == observation)
    return next((act.severity for act in evidence_acts((), own) if act.stands and act.kind is Kind.PAIN_POINT), None)


def _places(
    connection: Connection,
    named: Sequence[str],
    verdict: Verdict,
    by: Callable[[ColumnElement[str]], ColumnElement[bool]],
) -> list[tuple[str, str]]:
    """Return the observations among some, with subjects, on which a verdict stands by such acts."""
    links = decided(verdict).subquery()
    query = select(links.c.observation, links.c.subject).where(by(links.c.act)).order_by(links.c.nth)
    rows = (row for batch in batches(named) for row in connection.execute(query.where(links.c.observation.in_(batch))))
    return [(row.observation, row.subject) for row in rows]


def kinds_of(connection: Connection, viewer: Viewer) -> list[DecidedKind]:
    """Return every word on what an observation is that this viewer may see, in order."""
    return _kinds_where(connection, kind_decisions.c.observation.in_(observed_by(viewer)))


def _kinds_where(connection: Connection, condition: ColumnElement[bool]) -> list[DecidedKind]:
    """Return every word on what an observation is that meets a condition, in order."""
    return [
        DecidedKind(
            nth=row.nth,
            act=row.act,
            observation_id=row.observation,
            kind=Kind(row.kind) if row.kind else None,
            severity=Severity(row.severity) if row.severity else None,
            decided_by=row.decided_by,
            decided_at=row.decided_at,
        )
        for row in connection.execute(select(kind_decisions).where(condition).order_by(kind_decisions.c.nth))
    ]


def add_kinds(
    connection: Connection,
    act: str,
    named: Iterable[str],
    kind: Kind | None,
    severity: Severity | None = None,
    *,
    by: Viewer,
) -> None:
    """Add what a person says some observations are, as of one act; no kind takes the act back."""
    told = {"kind": kind.value if kind else None, "severity": severity.value if severity else None}
    add_said(connection, kind_decisions, act, [{"observation": name, **told} for name in named], by=by)


def take_back_kinds(connection: Connection, act: str, *, by: Viewer) -> None:
    """Add that what an act said observations are no longer stands, of those too that who takes it back cannot see."""
    own = select(kind_decisions.c.observation).where(kind_decisions.c.act == act).order_by(kind_decisions.c.nth)
    add_kinds(connection, act, connection.execute(own).scalars().all(), None, by=by)


def check_stands(act: str, decisions: Sequence[Said | DecidedTheme]) -> None:
    """Raise NotFound where no decision is of an act, InvalidRequest where one takes it back."""
    own = [said.verdict for said in decisions if said.act == act]
    if not own:
        raise NotFound("There is no such decision here.", where=act, remedy="Choose one from what people decided.")
    if Verdict.TAKEN_BACK in own or ThemeVerdict.TAKEN_BACK in own:
        raise InvalidRequest(
            "This decision was taken back already.", where=act, remedy="Decide anew where it should stand."
        )


def take_back_links(connection: Connection, act: str, *, by: Viewer) -> None:
    """Add that an act's decisions no longer stand, on those observations too that who takes it back cannot see."""
    said = evidence_decisions.c
    own = select(said.observation, said.subject).where(said.act == act).order_by(said.nth)
    found = connection.execute(own).all()
    add_links(connection, act, [(*row, Verdict.TAKEN_BACK) for row in found], by=by)


def next_nth(connection: Connection, table: Table) -> int:
    """Return the number of the next row; the transaction must be a writer's."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.nth), 0))).scalar_one()) + 1


def next_said(connection: Connection) -> int:
    """Return the number of the next decision on an observation: as evidence, as what it is, or on its marks."""
    return max(next_nth(connection, table) for table in (evidence_decisions, kind_decisions, mark_decisions))


def act_id(nth: int, subject: str) -> str:
    """Return the identifier of an act from its place, what it is on and the moment."""
    return "dc_" + digest(str(nth), subject, datetime.now(UTC).isoformat())


def moment() -> str:
    """Return the moment it is, in Coordinated Universal Time."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def observed_by(viewer: Viewer) -> Select[str]:
    """Return the query for the observations that this viewer may see."""
    joined = observations.join(studies, studies.c.id == observations.c.study)
    return select(observations.c.id).select_from(joined).where(seen_by(viewer))


def still_there(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Return those of some observations that are stored, in their order: the others were withdrawn since."""
    stored = select(observations.c.id)
    found = {
        name
        for batch in batches(ids)
        for name in connection.execute(stored.where(observations.c.id.in_(batch))).scalars()
    }
    return [name for name in ids if name in found]


def check_observed(connection: Connection, viewer: Viewer, ids: Sequence[str]) -> None:
    """Raise NotFound where one of the observations is not in this viewer's sight."""
    for batch in batches(ids):
        seen = set(connection.execute(observed_by(viewer).where(observations.c.id.in_(batch))).scalars())
        if missing := [name for name in batch if name not in seen]:
            raise NotFound(
                "An observation that was chosen is not here.", where=missing[0], remedy="Choose the evidence anew."
            )
