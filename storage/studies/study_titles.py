"""Which titles are one study's: those it goes by today, and those it went by before it was renamed."""

from sqlalchemy import Connection, select

from domain.catalogue import name_key
from domain.identity import digest
from storage.schema import studies, study_edits


class StudyTitles:
    """The studies that were renamed, by each of their titles, as the transaction of a connection has them.

    Knows nothing of viewers: what it returns is compared, never shown, and tells no earlier title.
    """

    def __init__(self, connection: Connection) -> None:
        query = (
            select(study_edits.c.was, studies.c.title_key)
            .select_from(study_edits.join(studies, studies.c.id == study_edits.c.study))
            .where(study_edits.c.field == "title", study_edits.c.was.is_not(None))
            .order_by(study_edits.c.study, study_edits.c.nth)
        )
        older = {name_key(row.was): row.title_key for row in connection.execute(query)}
        borne = select(studies.c.title_key).where(studies.c.title_key.in_([*older, *older.values()]))
        current = frozenset(connection.execute(borne).scalars()) if older else frozenset()
        self._now = {was: now for was, now in older.items() if was not in current}
        self._first: dict[str, str] = {}
        for was, now in self._now.items():
            self._first.setdefault(now, was)

    def counted_as(self, title: str, retells: str | None) -> str:
        """Return what an independent study is counted by: one that retells another is that other, renamed or not."""
        key = name_key(retells or title)
        first = self._first.get(self._now.get(key, key))
        return key if first is None else digest("renamed", first, length=12)
