"""What people said observations are, in SQL: the word that stands, and as a condition on what the coder said."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Subquery, and_, not_, or_, select

from domain.evidence import Kind, SaidKind, Severity
from storage.observations.standing_decisions import standing
from storage.schema import AnyRow, codings, kind_decisions


def _standing() -> Subquery:
    """Return the latest word on each observation that was not taken back, as a table."""
    said, stands = standing(kind_decisions, "observation", takes_back=lambda row: row.c.kind.is_(None))
    return (
        select(
            said.c.observation,
            said.c.kind.label("said_kind"),
            said.c.severity.label("said_severity"),
            said.c.decided_by.label("said_by"),
            said.c.decided_at.label("said_at"),
        )
        .where(stands)
        .subquery("said_kinds")
    )


STANDING = _standing()
SAID_COLUMNS = (STANDING.c.said_kind, STANDING.c.said_severity, STANDING.c.said_by, STANDING.c.said_at)


def said_kind_from(row: AnyRow) -> SaidKind | None:
    """Return what a person said of the observation of a row with ``SAID_COLUMNS``."""
    if row.said_kind is None:
        return None
    severity = Severity(row.said_severity) if row.said_severity else None
    return SaidKind(kind=Kind(row.said_kind), severity=severity, by=row.said_by, at=row.said_at)


def is_of_kind(kinds: Sequence[str]) -> ColumnElement[bool]:
    """Return whether a row of ``codings`` is of one of these kinds, as a person said or else the coder."""
    proposed = and_(codings.c.kind.in_(kinds), codings.c.observation.not_in(select(STANDING.c.observation)))
    said = select(STANDING.c.observation).where(STANDING.c.said_kind.in_(kinds))
    return or_(proposed, codings.c.observation.in_(said))


def is_as_grave(severities: Sequence[str]) -> ColumnElement[bool]:
    """Return whether a row of ``codings`` is as grave as one of these, as a person said or else the coder."""
    leaves_it = and_(STANDING.c.said_severity.is_(None), STANDING.c.said_kind == Kind.PAIN_POINT.value)
    settled = select(STANDING.c.observation).where(not_(leaves_it))
    proposed = and_(codings.c.severity.in_(severities), codings.c.observation.not_in(settled))
    said = select(STANDING.c.observation).where(STANDING.c.said_severity.in_(severities))
    return or_(proposed, codings.c.observation.in_(said))
