"""Whose a study is, and what its team changes of who may see it."""

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import ColumnElement, Connection, false, func, select, true

from domain.access import Role, Viewer
from domain.catalogue import name_key
from domain.errors import InvalidRequest, NotAllowed, NotFound
from domain.evidence import Study
from domain.identity import study_id as identifier_of
from domain.publishing import StudyEdit, StudyRow, publication_of
from storage.database import Database, bump
from storage.observations.rows import base_name, batches, study_from
from storage.routing import routes
from storage.schema import observations, sources, studies
from storage.studies.studies import put_study
from storage.studies.study_edits import edits_of, note_edits
from storage.visibility import seen_by

Decide = Callable[[Study], Study]
"""Makes the study that is to be stored of the one that is."""


def changed_by(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on ``studies`` that keeps those this viewer may change: their teams', from researcher on."""
    if viewer.sees_everything:
        return true()
    if not viewer.may(Role.RESEARCHER) or not viewer.teams:
        return false()
    return studies.c.team_key.in_(sorted(name_key(team) for team in viewer.teams))


class SqlPublishing:
    """Studies as their teams care for them. Nobody else changes a study; nobody learns of one they may not see."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, viewer: Viewer) -> list[StudyRow]:
        """Return the studies this viewer may see, theirs first, then newest date first, then by title."""
        today = datetime.now(UTC).date().isoformat()
        with self._database.reading() as connection:
            own = _own(connection, viewer)
            files = _files(connection, viewer)
            held = _counts(connection, viewer)
            seen = [study_from(row) for row in connection.execute(select(studies).where(seen_by(viewer)))]
        rows = [
            StudyRow(
                study=study,
                publication=publication_of(study, today=today),
                mine=study.id in own,
                sources=tuple(files[study.id]),
                observations=held.get(study.id, 0),
            )
            for study in seen
        ]
        rows.sort(key=lambda row: (row.study.title.casefold(), row.study.id))
        rows.sort(key=lambda row: row.study.date or "", reverse=True)
        return sorted(rows, key=lambda row: not row.mine)

    def own_study(self, viewer: Viewer, study_id: str) -> Study:
        """Return a study that this viewer may change.

        Raises NotFound for one they may not see, NotAllowed for one that they may see and not change.
        """
        with self._database.reading() as connection:
            return _own_study(connection, viewer, study_id)

    def change(self, viewer: Viewer, study_id: str, decide: Decide) -> Study:
        """Replace what is known of a study by what ``decide`` makes of it, in one turn; return it as it is then.

        Raises NotFound and NotAllowed as ``own_study`` does, InvalidRequest for the title of another study of the team
        that answers for it then, and what ``decide`` raises.
        """
        with self._database.writing() as connection:
            stored = _own_study(connection, viewer, study_id)
            study = decide(stored)
            _check_it_stands_apart(connection, stored, study)
            if put_study(connection, study):
                note_edits(connection, stored, study, by=viewer)
                bump(connection)
            return study

    def edits(self, viewer: Viewer, study_id: str) -> list[StudyEdit]:
        """Return what was changed of how a study is described, newest first, to who may change it.

        Raises NotFound and NotAllowed as ``own_study`` does.
        """
        with self._database.reading() as connection:
            _own_study(connection, viewer, study_id)
            return edits_of(connection, study_id)

    def holding(self, viewer: Viewer, digests: Collection[str]) -> dict[str, list[Study]]:
        """Return by the digest of a file the studies that hold its bytes already, as far as this viewer sees them."""
        held: dict[str, list[Study]] = defaultdict(list)
        with self._database.reading() as connection:
            for batch in batches(sorted(set(digests) - {""})):
                query = (
                    select(sources.c.digest.label("of_file"), studies)
                    .select_from(sources.join(studies, studies.c.id == sources.c.study))
                    .where(sources.c.digest.in_(batch), seen_by(viewer))
                    .order_by(studies.c.title, studies.c.id)
                )
                for row in connection.execute(query):
                    if (study := study_from(row)) not in held[row.of_file]:
                        held[row.of_file].append(study)
        return dict(held)

    def id_of(self, study: Study) -> str:
        """Return the identifier under which this study is stored already, else one that no other team's study has.

        A study is the same when organisation, title and the team that answers for it today are: it may have come
        under another team, and so another identifier.
        """
        with self._database.reading() as connection:
            found = _of_that_title(connection, study)
            if not found:
                return _identifier_for(connection, study)
        return study.id if study.id in found else min(found)


def _of_that_title(connection: Connection, study: Study) -> set[str]:
    """Return the studies that bear a study's title, of its organisation and the team that answers for it today."""
    query = select(studies.c.id).where(
        studies.c.organisation_key == name_key(study.organisation),
        studies.c.title_key == name_key(study.title),
        studies.c.team_key == routes(connection).team_key(study.team, study.organisation),
    )
    return set(connection.execute(query).scalars())


def _identifier_for(connection: Connection, study: Study, *, own: str | None = None) -> str:
    """Return the identifier of what is added under a title that no study of the team bears.

    It is that of the team's study that came here under the title, or else a free one: the study that has the first may
    be another team's since. ``own`` is the study that is about to bear the title for that team.
    """
    theirs = routes(connection).team_key(study.team, study.organisation)
    each = (identifier_of(study.organisation, study.title, study.team, nth=nth) for nth in count(1))
    return next(name for name in each if name == own or _team_of(connection, name) in (None, theirs))


def _team_of(connection: Connection, study: str) -> str | None:
    """Return the key of the team that answers for a study today, None where there is no such study."""
    return connection.execute(select(studies.c.team_key).where(studies.c.id == study)).scalar()


def _check_it_stands_apart(connection: Connection, stored: Study, study: Study) -> None:
    """Refuse a title, or a team, with which files would be added to another study: one so called, or that came so."""
    is_renamed = name_key(study.title) != name_key(stored.title)
    leading = routes(connection)
    teams = {leading.team_key(each.team, each.organisation) for each in (stored, study)}
    if not is_renamed and len(teams) == 1:
        return
    remedy = "Give one that tells the two apart." if is_renamed else "Give this study a title of its own, then move it."
    where = "Title" if is_renamed else "Team"
    if _of_that_title(connection, study) - {study.id}:
        raise InvalidRequest("Another study of this team has that title.", where=where, remedy=remedy)
    came = _identifier_for(connection, study, own=study.id)
    if came != study.id and _team_of(connection, came) is not None:
        raise InvalidRequest(
            "Another study of this team came here under that title, and files added under it belong to that one.",
            where=where,
            remedy=remedy,
        )


def _own_study(connection: Connection, viewer: Viewer, study_id: str) -> Study:
    this = select(studies).where(studies.c.id == study_id)
    own = connection.execute(this.where(changed_by(viewer))).one_or_none()
    if own is not None:
        return study_from(own)
    if connection.execute(this.where(seen_by(viewer))).first() is None:
        raise NotFound("There is no such study.", where="studies", remedy="Choose one from the list of studies.")
    raise NotAllowed(
        "Only the researchers of its team change a study.",
        where="the study",
        remedy="Ask the team, or ask an administrator to put you into it as a researcher.",
    )


def _own(connection: Connection, viewer: Viewer) -> frozenset[str]:
    return frozenset(connection.execute(select(studies.c.id).where(changed_by(viewer))).scalars())


def _files(connection: Connection, viewer: Viewer) -> dict[str, list[tuple[str, str]]]:
    query = (
        select(sources.c.study, sources.c.id, sources.c.shown_name)
        .select_from(sources.join(studies, studies.c.id == sources.c.study))
        .where(seen_by(viewer))
        .order_by(sources.c.study, sources.c.shown_name, sources.c.id)
    )
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.study].append((row.id, base_name(row.shown_name)))
    return found


def _counts(connection: Connection, viewer: Viewer) -> dict[str, int]:
    query = (
        select(observations.c.study, func.count().label("held"))
        .select_from(observations.join(studies, studies.c.id == observations.c.study))
        .where(seen_by(viewer))
        .group_by(observations.c.study)
    )
    return {row.study: row.held for row in connection.execute(query)}
