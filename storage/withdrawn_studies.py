"""What a withdrawal takes out of how studies are described: titles, descriptions, and what else is said of them."""

from sqlalchemy import Connection, delete, select, update

from storage.schema import name_key, studies, study_edits
from storage.withdrawn_words import GoneWords, retitled

_PROSE = ("method", "consent_covers", "not_heard")
"""What researchers write of their study in words of their own: it goes where it quotes, and not for one common word.

Nor does it for a number such as those of "12 interviews" and "until 2030".
"""


def forget_in_studies(connection: Connection, gone: GoneWords) -> None:
    """Take what tells withdrawn words out of every study, and out of what is kept of how it was described before."""
    _forget_metadata(connection, gone)
    _forget_titles(connection, gone)
    _forget_fields(connection, gone)
    for edit in connection.execute(select(study_edits)).all():
        if gone.tell(edit.was) or gone.tell(edit.became):
            this = (study_edits.c.study == edit.study, study_edits.c.nth == edit.nth)
            connection.execute(delete(study_edits).where(*this))


def _forget_metadata(connection: Connection, gone: GoneWords) -> None:
    for row in connection.execute(select(studies.c.id, studies.c.metadata)).all():
        kept = [pair for pair in row.metadata if not any(gone.tell(part) for part in pair)]
        if kept != row.metadata:
            connection.execute(update(studies).where(studies.c.id == row.id).values(metadata=kept))


def _forget_titles(connection: Connection, gone: GoneWords) -> None:
    """Let a title that somebody wrote be its newest earlier one that tells nothing."""
    rewritten = select(studies.c.id, studies.c.title).where(studies.c.id.in_(sorted(retitled(connection))))
    for row in connection.execute(rewritten).all():
        if gone.tell(row.title):
            title = _earlier_title(connection, row.id, gone)
            values = {"title": title, "title_key": name_key(title)}
            connection.execute(update(studies).where(studies.c.id == row.id).values(values))


def _earlier_title(connection: Connection, study: str, gone: GoneWords) -> str:
    """Return the newest earlier title of a study that tells none of these words."""
    query = select(study_edits.c.was).where(study_edits.c.study == study, study_edits.c.field == "title")
    earlier = connection.execute(query.order_by(study_edits.c.nth.desc())).scalars()
    return next((title for title in earlier if title and not gone.tell(title)), "Title withdrawn")


def _forget_fields(connection: Connection, gone: GoneWords) -> None:
    columns = [studies.c[name] for name in ("description", "retells", *_PROSE)]
    for row in connection.execute(select(studies.c.id, *columns)).all():
        told = [name for name in ("description", "retells") if gone.tell(getattr(row, name))]
        told += [name for name in _PROSE if gone.quoted_in(getattr(row, name), counts=False)]
        if told:
            connection.execute(update(studies).where(studies.c.id == row.id).values(dict.fromkeys(told)))
