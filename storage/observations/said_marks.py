"""What people said of an observation's standing and of workarounds, in SQL: the words that stand."""

from sqlalchemy import ColumnElement, Subquery, and_, or_, select

from domain.evidence import SaidStanding, SaidWorkaround, Standing
from storage.observations.standing_decisions import standing
from storage.schema import AnyRow, codings, mark_decisions, observations

STANDING, WORKAROUND = "standing", "workaround"
YES, NO = "yes", "no"


def _standing(mark: str) -> Subquery:
    """Return the latest word of one mark on each observation that was not taken back, as a table."""
    said, stands = standing(mark_decisions, "observation", "mark", takes_back=lambda row: row.c.value.is_(None))
    return (
        select(
            said.c.observation,
            said.c.value.label(f"said_{mark}"),
            said.c.decided_by.label(f"{mark}_by"),
            said.c.decided_at.label(f"{mark}_at"),
        )
        .where(stands, said.c.mark == mark)
        .subquery(f"said_{mark}s")
    )


SAID_STANDING, SAID_WORKAROUND = _standing(STANDING), _standing(WORKAROUND)
MARK_TABLES = tuple((table, table.c.observation == observations.c.id) for table in (SAID_STANDING, SAID_WORKAROUND))
MARK_COLUMNS = tuple(
    column for table in (SAID_STANDING, SAID_WORKAROUND) for column in table.c if column.name != "observation"
)


def said_standing_from(row: AnyRow) -> SaidStanding | None:
    """Return what a person said of the standing of the observation of a row with ``MARK_COLUMNS``."""
    if row.said_standing is None:
        return None
    return SaidStanding(standing=Standing(row.said_standing), by=row.standing_by, at=row.standing_at)


def said_workaround_from(row: AnyRow) -> SaidWorkaround | None:
    """Return what a person said of workarounds of the observation of a row with ``MARK_COLUMNS``."""
    if row.said_workaround is None:
        return None
    return SaidWorkaround(is_one=row.said_workaround == YES, by=row.workaround_by, at=row.workaround_at)


def is_workaround() -> ColumnElement[bool]:
    """Return whether an observation tells of a workaround, as a person said or else the coder."""
    said = select(SAID_WORKAROUND.c.observation)
    coded = select(codings.c.observation).where(codings.c.workaround)
    return or_(
        observations.c.id.in_(said.where(SAID_WORKAROUND.c.said_workaround == YES)),
        and_(observations.c.id.in_(coded), observations.c.id.not_in(said)),
    )
