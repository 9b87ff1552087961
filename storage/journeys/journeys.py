"""Journeys in SQL: they hold identifiers and scores of evidence, never its words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from domain.access import Viewer, Visibility
from domain.catalogue import name_key
from domain.errors import ChangedMeanwhile, NotFound
from domain.evidence import Subject
from domain.journey_edits import VersionDeed
from domain.journeys import Journey, JourneyStatus, JourneySummary
from storage.database import Database, bump
from storage.journeys.journey_documents import document_of, evidence_ids, journey_from, with_hidden
from storage.journeys.journey_publishing import check_may_change, summary_from, team_values
from storage.journeys.journey_sight import in_sight, settled_names, with_resting, with_untold
from storage.journeys.journey_version_rows import Change, append_version, check_version
from storage.names import SqlNames
from storage.observations.evidence import SqlEvidence
from storage.observations.rows import Values, batches
from storage.routing import catalogue_of, current_names, organisations_of_steps, routes
from storage.schema import AnyRow, journey_versions, journeys, observations, studies
from storage.visibility import journey_changed_by, journey_seen_by, seen_by

_MADE = "Made"
_SAVED = "Changed as a whole"
_DRAFTED_IN = (
    select(func.coalesce(func.max(journey_versions.c.nth), 1))
    .where(journey_versions.c.journey == journeys.c.id, journey_versions.c.deed == VersionDeed.DRAFTED.value)
    .scalar_subquery()
    .label("drafted_in")
)


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredState:
    """A journey as it is stored, or as it was in a version: ``document`` names its evidence by identifiers.

    ``drafted_in`` is as in ``Journey``.
    """

    id: str
    title: str
    document: Values
    status: JourneyStatus
    version: int
    drafted_in: int = 1


class SqlJourneys:
    """Journeys, with their evidence looked up anew for whoever reads them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._evidence = SqlEvidence(database)
        self._names = SqlNames(database)

    def save(
        self,
        journey: Journey,
        *,
        by: Viewer,
        visibility: Visibility | None = None,
        mission: str | None = None,
        team: str | None = None,
        did: str = "",
        deed: VersionDeed = VersionDeed.CHANGED,
        version: int | None = None,
    ) -> None:
        """Add a journey or replace the one with its identifier; what changes something is a new version of it.

        ``visibility`` says who may see it once it is published; left out, it stays what it was, at first the maker
        alone. ``mission`` left out, it stays in the mission it is in. ``team`` is the full name of the team that
        answers for a new one; without any it is its maker's alone. ``did`` says in words what was done, ``deed`` how
        that came about. ``version`` is the one that ``by`` made it of: how far it is published then stays as it is
        stored. Evidence that ``by`` may not see stays on its steps, and so does what only that evidence names.
        Raises NotFound when the identifier is that of a journey that ``by`` may not see, NotAllowed when they may see
        it and not change it, ChangedMeanwhile when it is not at ``version`` any more, or gone.
        """
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        values = _values(journey) | {"updated_at": now}
        if visibility is not None:
            values["visibility"] = visibility.value
        if mission is not None:
            values |= {"mission": mission, "mission_key": name_key(mission)}
        known = frozenset[str]() if by.sees_everything else self._known_names(by)
        with self._database.writing() as connection:
            earlier = _replaceable(connection, journey.id, by, version)
            if earlier is not None and (hidden := _hidden(connection, by, evidence_ids(earlier.document))):
                document = with_hidden(values["document"], earlier.document, hidden)
                document = with_untold(document, earlier.document, names=known, hidden=hidden)
                values["document"] = with_resting(document, earlier.document)
            steps = values["document"]["steps"]
            now_leading = routes(connection)
            values["organisations"] = len(organisations_of_steps(steps, now_leading))
            change = Change(did=did or (_MADE if earlier is None else _SAVED), by=by.name, deed=deed)
            if earlier is not None:
                as_published = {"status": earlier.status} if version is not None else {}
                _replace(connection, earlier, values | as_published, change)
            else:
                whose = _maker(by, now) | team_values(team, now_leading)
                connection.execute(insert(journeys).values(whose | values | {"version": 1}))
                append_version(connection, journey.id, 1, values, change)
            bump(connection)

    def journeys(self, viewer: Viewer, *, mission: str | None = None) -> list[JourneySummary]:
        """Return the journeys this viewer may see, of a mission if one is named, last changed first."""
        query = _summaries(viewer).order_by(journeys.c.updated_at.desc(), journeys.c.id)
        if mission is not None:
            query = query.where(journeys.c.mission_key == name_key(mission))
        names = frozenset[str]() if viewer.sees_everything else self._known_names(viewer)
        with self._database.reading() as connection:
            now = routes(connection)
            return [summary_from(row, viewer, names=names, now=now) for row in connection.execute(query)]

    def count(self, viewer: Viewer, *, mission: str | None = None) -> int:
        """Return how many journeys ``journeys`` would give, without reading any."""
        query = select(func.count()).select_from(journeys).where(journey_seen_by(viewer))
        if mission is not None:
            query = query.where(journeys.c.mission_key == name_key(mission))
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def summary(self, viewer: Viewer, identifier: str) -> JourneySummary:
        """Return what the list says of one journey. Raises NotFound."""
        names = frozenset[str]() if viewer.sees_everything else self._known_names(viewer)
        with self._database.reading() as connection:
            row = connection.execute(_summaries(viewer).where(journeys.c.id == identifier)).one_or_none()
            if row is None:
                raise NotFound("There is no such journey.", remedy="Choose one from the list of journeys.")
            return summary_from(row, viewer, names=names, now=routes(connection))

    def journey(self, viewer: Viewer, identifier: str) -> Journey:
        """Return a journey; evidence this viewer may not see is left out. Raises NotFound.

        A step left without evidence becomes an assumption; a pain point left without any is dropped from its step.
        """
        query = select(journeys, _DRAFTED_IN).where(journeys.c.id == identifier, journey_seen_by(viewer))
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFound("There is no such journey.", remedy="Choose one from the list of journeys.")
        return self.as_seen(viewer, [_state(row)])[0]

    def as_seen(self, viewer: Viewer, states: Sequence[StoredState]) -> list[Journey]:
        """Return states of journeys that ``viewer`` may see as they see them, in order, each as ``journey`` gives it.

        Names and evidence are read once for all of them. No states: empty.
        """
        if not states:
            return []
        with self._database.reading() as connection:
            names = {subject: current_names(connection, subject) for subject in Subject}
        wanted = dict.fromkeys(name for state in states for name in evidence_ids(state.document))
        found = {item.id: item for item in self._evidence.evidence(viewer, list(wanted))}
        known = None if viewer.sees_everything else self._known_names(viewer)
        made = []
        for state in states:
            document = state.document if known is None else in_sight(state.document, found=found.keys(), names=known)
            journey = journey_from(state.id, state.title, state.status, document, found, names, version=state.version)
            made.append(replace(journey, drafted_in=state.drafted_in))
        return made

    def whole(self, viewer: Viewer, *, mission: str | None = None) -> list[Journey]:
        """Return all the journeys this viewer may see, or a mission's, each as ``journey`` gives it, by title.

        Names and evidence are read once for all of them. No journeys: empty.
        """
        query = select(journeys, _DRAFTED_IN).where(journey_seen_by(viewer))
        if mission is not None:
            query = query.where(journeys.c.mission_key == name_key(mission))
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        seen = self.as_seen(viewer, [_state(row) for row in rows])
        return sorted(seen, key=lambda journey: (journey.title.casefold(), journey.id))

    def _known_names(self, viewer: Viewer) -> frozenset[str]:
        """Return the keys of the names that this viewer may meet anywhere."""
        with self._database.reading() as connection:
            settled = settled_names(catalogue_of(connection))
        return settled | {key for _, key in self._names.named(viewer)}


def _state(row: AnyRow) -> StoredState:
    return StoredState(
        id=row.id,
        title=row.title,
        document=row.document,
        status=JourneyStatus(row.status),
        version=row.version,
        drafted_in=row.drafted_in,
    )


def _summaries(viewer: Viewer) -> Select[Any]:
    return select(journeys, journey_changed_by(viewer).label("mine")).where(journey_seen_by(viewer))


def _values(journey: Journey) -> Values:
    return {
        "id": journey.id,
        "title": journey.title,
        "status": journey.status.value,
        "steps": len(journey.steps),
        "document": document_of(journey),
    }


def _maker(by: Viewer, now: str) -> Values:
    return {
        "visibility": Visibility.TEAM.value,
        "created_by": by.name,
        "organisation_key": name_key(by.organisation) if by.organisation else None,
        "created_at": now,
    }


def _replace(connection: Connection, earlier: AnyRow, values: Values, change: Change) -> None:
    """Put values in place of those of a row, as a version of its own when its title or document changes."""
    is_changed = (values["title"], values["document"]) != (earlier.title, earlier.document)
    nth = earlier.version + is_changed
    connection.execute(update(journeys).where(journeys.c.id == earlier.id).values(values | {"version": nth}))
    if is_changed:
        append_version(connection, earlier.id, nth, values, change)


def _replaceable(connection: Connection, identifier: str, by: Viewer, version: int | None) -> AnyRow | None:
    """Return the row of the journey to replace, or None. Raises NotFound, NotAllowed and ChangedMeanwhile."""
    row = connection.execute(select(journeys).where(journeys.c.id == identifier)).one_or_none()
    if row is None and version is not None:
        raise ChangedMeanwhile(
            "This journey was deleted since you opened it.",
            where=identifier,
            remedy="Make it anew where it is still wanted. Nothing was stored.",
        )
    if row is not None:
        check_may_change(connection, identifier, by)
        check_version(connection, row, row.version if version is None else version)
    return row


def _hidden(connection: Connection, by: Viewer, ids: Sequence[str]) -> frozenset[str]:
    """Return those of ``ids`` that are stored and that this viewer may not see."""
    if by.sees_everything:
        return frozenset()
    stored = select(observations.c.id).select_from(observations.join(studies, studies.c.id == observations.c.study))
    hidden: set[str] = set()
    for batch in batches(ids):
        query = stored.where(observations.c.id.in_(batch))
        hidden.update(connection.execute(query).scalars())
        # Not "where not seen": a study without a mission is neither seen nor not seen by SQL's logic of three values.
        hidden.difference_update(connection.execute(query.where(seen_by(by))).scalars())
    return frozenset(hidden)
