"""What people changed of how studies are described: written beside the change, and read back."""

from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from domain.access import Viewer
from domain.evidence import Study
from domain.publishing import DESCRIBED, StudyEdit
from storage.schema import study_edits


def note_edits(connection: Connection, before: Study, after: Study, *, by: Viewer) -> None:
    """Write down each field that describes a study and was changed."""
    changed = [name for name in DESCRIBED if getattr(before, name) != getattr(after, name)]
    newest = select(func.coalesce(func.max(study_edits.c.nth), 0)).where(study_edits.c.study == after.id)
    first = connection.execute(newest).scalar_one() + 1
    for nth, name in enumerate(changed, start=first):
        values = {
            "study": after.id,
            "nth": nth,
            "field": name,
            "was": getattr(before, name),
            "became": getattr(after, name),
            "said_by": by.name,
            "said_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        connection.execute(insert(study_edits).values(values))


def edits_of(connection: Connection, study: str) -> list[StudyEdit]:
    """Return what was changed of a study, newest first."""
    query = select(study_edits).where(study_edits.c.study == study).order_by(study_edits.c.nth.desc())
    return [
        StudyEdit(nth=row.nth, field=row.field, was=row.was, became=row.became, by=row.said_by, at=row.said_at)
        for row in connection.execute(query)
    ]


def is_dated_by_hand(connection: Connection, study: str) -> bool:
    """Tell whether somebody set the date of a study: the dates of its files do not change it any more."""
    query = select(study_edits.c.became).where(study_edits.c.study == study, study_edits.c.field == "date")
    newest = connection.execute(query.order_by(study_edits.c.nth.desc()).limit(1)).scalar_one_or_none()
    return newest is not None
