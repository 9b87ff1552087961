"""Decisions on an observation's standing and on workarounds as rows: read, and added to."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from domain.access import Viewer
from domain.decisions import DecidedMark
from domain.evidence import Standing
from storage.findings.evidence_links import add_said, observed_by
from storage.observations.said_marks import NO, STANDING, WORKAROUND, YES
from storage.schema import mark_decisions


def marks_of(connection: Connection, viewer: Viewer) -> list[DecidedMark]:
    """Return every word on standing and workarounds that this viewer may see, in order."""
    seen = select(mark_decisions).where(mark_decisions.c.observation.in_(observed_by(viewer)))
    return [
        DecidedMark(
            nth=row.nth,
            act=row.act,
            observation_id=row.observation,
            standing=Standing(row.value) if row.value and row.mark == STANDING else None,
            workaround=row.value == YES if row.value and row.mark == WORKAROUND else None,
            decided_by=row.decided_by,
            decided_at=row.decided_at,
        )
        for row in connection.execute(seen.order_by(mark_decisions.c.nth))
    ]


def add_mark(connection: Connection, act: str, named: Sequence[str], said: Standing | bool, *, by: Viewer) -> None:
    """Add what a person says of the standing, or of a workaround, of some observations, as of one act."""
    if isinstance(said, Standing):
        _add(connection, act, [(name, STANDING, said.value) for name in named], by=by)
    else:
        _add(connection, act, [(name, WORKAROUND, YES if said else NO) for name in named], by=by)


def take_back_marks(connection: Connection, act: str, *, by: Viewer) -> None:
    """Add that what an act said no longer stands, of those too that who takes it back cannot see."""
    own = select(mark_decisions.c.observation, mark_decisions.c.mark).where(mark_decisions.c.act == act)
    found = connection.execute(own.order_by(mark_decisions.c.nth)).all()
    _add(connection, act, [(row.observation, row.mark, None) for row in found], by=by)


def _add(connection: Connection, act: str, said: Iterable[tuple[str, str, str | None]], *, by: Viewer) -> None:
    rows = [{"observation": observation, "mark": mark, "value": value} for observation, mark, value in said]
    add_said(connection, mark_decisions, act, rows, by=by)
