"""What a withdrawal takes out of how studies are described: titles, descriptions, and what else is said of them."""

import re

from sqlalchemy import Connection, delete, select, update

from domain.catalogue import name_key
from storage.schema import studies, study_edits
from storage.withdrawal.withdrawn_words import GoneWords, retitled

_PROSE = ("method", "consent_covers", "not_heard")
"""What researchers write of their study in words of their own: it goes where it quotes, and not for one common word.

Nor does it for a number such as those of "12 interviews" and "until 2030". What is written of other studies than the
withdrawn person's goes only for a long quotation, a name that was masked, or a long number such as that of a case.
"""
_LONG_NUMBER = re.compile(r"\d{5,}")
_FIELDS = ("description", "retells", *_PROSE)
_WRITTEN = frozenset({"description", *_PROSE})


def forget_in_studies(connection: Connection, gone: GoneWords, *, own: str) -> None:
    """Take what tells withdrawn words out of every study, and out of what is kept of how it was described before.

    ``own`` is the study that they were said in.
    """
    _forget_metadata(connection, gone)
    _forget_titles(connection, gone)
    _forget_fields(connection, gone, own)
    for edit in connection.execute(select(study_edits)).all():
        is_own = edit.study == own
        if any(_goes(edit.field, text, gone, is_own=is_own) for text in (edit.was, edit.became)):
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


def _forget_fields(connection: Connection, gone: GoneWords, own: str) -> None:
    columns = [studies.c[name] for name in _FIELDS]
    for row in connection.execute(select(studies.c.id, *columns)).all():
        told = [name for name in _FIELDS if _goes(name, getattr(row, name), gone, is_own=row.id == own)]
        if told:
            connection.execute(update(studies).where(studies.c.id == row.id).values(dict.fromkeys(told)))


def _goes(field: str, text: str | None, gone: GoneWords, *, is_own: bool) -> bool:
    """Tell whether what stands in a field of a study, or stood there, goes with withdrawn words."""
    if field in _WRITTEN and not is_own:
        return gone.quoted_at_length_in(text) or any(map(gone.tell, _LONG_NUMBER.findall(text or "")))
    return gone.quoted_in(text, counts=False) if field in _PROSE else gone.tell(text)
