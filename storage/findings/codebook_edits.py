"""What people changed in the codebook, in SQL."""

from collections.abc import Callable
from dataclasses import asdict

from sqlalchemy import Connection, insert, select, update

from domain.access import Viewer
from domain.codebook_edits import CodebookEdit, EditVerdict, PatternChange, taken_back_edits
from domain.errors import InvalidRequest, NotFound
from domain.evidence import Level, Severity
from storage.database import Database, bump
from storage.findings.evidence_links import act_id, moment, next_nth
from storage.observations.rows import Values
from storage.schema import AnyRow, codebook_edits
from storage.withdrawal.withdrawn_words import GoneWords

_WORDS = ("title", "definition", "applies", "not_when", "family")
Decide = Callable[[list[CodebookEdit]], tuple[str, PatternChange]]
"""Given the edits so far, returns which pattern is edited and how; what it raises stores nothing."""
DecideAll = Callable[[list[CodebookEdit]], list[tuple[EditVerdict, str, PatternChange]]]


class SqlCodebookEdits:
    """Edits of the codebook: read by all, added to, never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def edits(self) -> list[CodebookEdit]:
        """Return every edit, those that were taken back included, in order."""
        with self._database.reading() as connection:
            return _edits(connection)

    def edit(self, viewer: Viewer, verdict: EditVerdict, decide: Decide) -> tuple[str, str]:
        """Add an edit that ``decide`` makes of those before it, in one turn; return its act and its pattern."""
        with self._database.writing() as connection:
            pattern, change = decide(_edits(connection))
            act = act_id(next_nth(connection, codebook_edits), pattern)
            _add(connection, viewer, act, pattern, verdict, change)
            return act, pattern

    def edit_all(self, viewer: Viewer, decide: DecideAll) -> str:
        """Add the edits that ``decide`` makes of those before them, at least one, as one act; return the act."""
        with self._database.writing() as connection:
            edits = decide(_edits(connection))
            act = act_id(next_nth(connection, codebook_edits), edits[0][1])
            for verdict, pattern, change in edits:
                _add(connection, viewer, act, pattern, verdict, change)
            return act

    def take_back(self, viewer: Viewer, act: str) -> None:
        """Record that an edit no longer stands. Raises NotFound, InvalidRequest where that was done before."""
        with self._database.writing() as connection:
            edits = _edits(connection)
            own = next((edit for edit in edits if edit.act == act), None)
            if own is None:
                raise NotFound("There is no such edit of the codebook.", where=act, remedy="Choose one from its list.")
            if act in taken_back_edits(edits):
                raise InvalidRequest("This edit was taken back already.", where=act, remedy="Make the edit anew.")
            _add(connection, viewer, act, own.pattern, EditVerdict.TAKEN_BACK, PatternChange())


def forget_in_codebook(connection: Connection, ids: frozenset[str], gone: GoneWords) -> None:
    """Take words and observations that were withdrawn out of the edits; a field that told one says nothing any more."""
    for row in connection.execute(select(codebook_edits.c.nth, codebook_edits.c.change)).all():
        kept = dict(row.change) | {name: gone.untold(row.change[name]) for name in _WORDS}
        kept["examples"] = gone.without(row.change["examples"])
        kept["observations"] = [name for name in row.change["observations"] if name not in ids]
        picked = row.change.get("counter_observations", ())
        kept |= {"counter_observations": [name for name in picked if name not in ids]} if picked else {}
        kept["dropped"] = [name for name in row.change["dropped"] if name not in ids]
        if kept != row.change:
            connection.execute(update(codebook_edits).where(codebook_edits.c.nth == row.nth).values(change=kept))


def _add(
    connection: Connection, viewer: Viewer, act: str, pattern: str, verdict: EditVerdict, change: PatternChange
) -> None:
    values = {
        "nth": next_nth(connection, codebook_edits),
        "act": act,
        "pattern": pattern,
        "verdict": verdict.value,
        "change": asdict(change),
        "decided_by": viewer.name,
        "decided_at": moment(),
    }
    connection.execute(insert(codebook_edits).values(values))
    bump(connection)


def _edits(connection: Connection) -> list[CodebookEdit]:
    return [_edit(row) for row in connection.execute(select(codebook_edits).order_by(codebook_edits.c.nth))]


def _edit(row: AnyRow) -> CodebookEdit:
    return CodebookEdit(
        nth=row.nth,
        act=row.act,
        pattern=row.pattern,
        verdict=EditVerdict(row.verdict),
        change=_change(row.change),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )


def _change(said: Values) -> PatternChange:
    return PatternChange(
        **{name: said[name] for name in _WORDS},
        near=None if said["near"] is None else tuple(said["near"]),
        level=Level(said["level"]) if said["level"] else None,
        severity=Severity(said["severity"]) if said["severity"] else None,
        between=said.get("between"),  # edits of earlier versions do not say
        examples=tuple(said["examples"]),
        observations=tuple(said["observations"]),
        dropped=tuple(said["dropped"]),
        became=tuple(said["became"]),
        counter_observations=tuple(said.get("counter_observations", ())),
    )
