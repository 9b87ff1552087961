"""The states that journeys were in, in SQL, and how their editors change them."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from domain.access import MAINTENANCE, Viewer
from domain.errors import InvalidRequest, NotFound
from domain.evidence import Standing
from domain.journey_decisions import Decided
from domain.journey_edits import FILLED_IN, JourneyVersion, VersionDeed
from domain.journey_history import live_versions, redo_target, undo_target
from domain.journeys import Channel, Journey, JourneyStatus
from storage.database import Database
from storage.journeys.journey_decisions import decided_in
from storage.journeys.journey_documents import document_of, step_key
from storage.journeys.journey_publishing import check_may_change
from storage.journeys.journey_version_rows import (
    Change,
    check_version,
    no_such_version,
    state_of,
    store_state,
    versions_of,
)
from storage.journeys.journeys import SqlJourneys, StoredState
from storage.schema import journey_versions, journeys
from storage.visibility import journey_changed_by, journey_seen_by

_NOT_SAID: tuple[Any, ...] = (None, [], Channel.UNKNOWN.value, Standing.UNKNOWN.value)


class SqlJourneyVersions:
    """Journeys as their editors change them, and what they were before.

    Whoever may not change a journey meets its present state alone: what a draft once said was shown to nobody else.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._journeys = SqlJourneys(database)

    def whole(self, viewer: Viewer, identifier: str) -> Journey:
        """Return a journey with what its editor may not see too: to be changed and stored, never to be shown.

        Raises NotFound for one that ``viewer`` may not see, NotAllowed for one they may see and not change.
        """
        with self._database.reading() as connection:
            check_may_change(connection, identifier, viewer)
        return self._journeys.journey(MAINTENANCE, identifier)

    def check(self, viewer: Viewer, identifier: str, version: int) -> None:
        """Raise ChangedMeanwhile when a journey is not at this version any more; and what ``whole`` raises."""
        with self._database.reading() as connection:
            check_may_change(connection, identifier, viewer)
            stored = connection.execute(select(journeys).where(journeys.c.id == identifier)).one()
            check_version(connection, stored, version)

    def change(self, viewer: Viewer, journey: Journey, *, did: str) -> None:
        """Store a journey that was made of ``whole`` as its next version, with what was done in words.

        Raises ChangedMeanwhile when the stored version is not ``journey.version`` any more, and what ``whole`` raises.
        """
        with self._database.writing() as connection:
            check_may_change(connection, journey.id, viewer)
            stored = connection.execute(select(journeys).where(journeys.c.id == journey.id)).one()
            check_version(connection, stored, journey.version)
            state = {"title": journey.title, "document": document_of(journey)}
            store_state(connection, stored, state, Change(did=did, by=viewer.name))

    def versions(self, viewer: Viewer, identifier: str) -> list[JourneyVersion]:
        """Return the versions of a journey that this viewer may meet, newest first. Raises NotFound."""
        with self._database.reading() as connection:
            _check_seen(connection, viewer, identifier)
            found = versions_of(connection, identifier)
            return found[::-1] if _may_change(connection, viewer, identifier) else found[-1:]

    def version(self, viewer: Viewer, identifier: str, nth: int) -> Journey:
        """Return a journey as it was in a version, as this viewer may see it now. Raises NotFound."""
        now = self._journeys.journey(viewer, identifier)
        if nth == now.version:
            return now
        with self._database.reading() as connection:
            if not _may_change(connection, viewer, identifier):
                raise no_such_version(nth)
            state = state_of(connection, identifier, nth)
        return self._journeys.as_seen(viewer, [StoredState(id=identifier, **state, status=now.status, version=nth)])[0]

    def said_of_steps(self, viewer: Viewer, identifier: str) -> dict[str, frozenset[str]]:
        """Return, by step, the fields that drafting fills which it has or had since evidence last made the journey.

        What was undone was not said. Raises what ``whole`` raises.
        """
        with self._database.reading() as connection:
            check_may_change(connection, identifier, viewer)
            versions = versions_of(connection, identifier)
            live = live_versions(versions)
            drafted = {each.nth for each in versions if each.deed is VersionDeed.DRAFTED}
            first = max(drafted.intersection(live), default=1)
            states = [state_of(connection, identifier, nth) for nth in live if nth >= first]
        said: dict[str, frozenset[str]] = {}
        for step in (step for state in states for step in state["document"]["steps"]):
            names = frozenset(name for name in FILLED_IN if step.get(name) not in _NOT_SAID)
            said[step_key(step)] = said.get(step_key(step), frozenset()) | names
        return said

    def names_of_steps(self, viewer: Viewer, identifier: str) -> dict[str, frozenset[str]]:
        """Return, by step, what it is called and ever was: boards that went out before bear the names of their time.

        Raises what ``whole`` raises.
        """
        with self._database.reading() as connection:
            check_may_change(connection, identifier, viewer)
            query = select(journey_versions.c.document).where(journey_versions.c.journey == identifier)
            documents = connection.execute(query).scalars().all()
        names: dict[str, frozenset[str]] = {}
        for step in (step for document in documents for step in document["steps"]):
            names[step_key(step)] = names.get(step_key(step), frozenset()) | {step["step"]}
        return names

    def states(self, viewer: Viewer, identifier: str) -> list[Journey]:
        """Return a journey in every version, with what its editor may not see too. Raises as ``whole``."""
        with self._database.reading() as connection:
            check_may_change(connection, identifier, viewer)
            status = connection.execute(select(journeys.c.status).where(journeys.c.id == identifier)).scalar_one()
            query = select(journey_versions).where(journey_versions.c.journey == identifier)
            rows = connection.execute(query.order_by(journey_versions.c.nth)).all()
        now = JourneyStatus(status)
        states = [
            StoredState(id=identifier, title=row.title, document=row.document, status=now, version=row.nth)
            for row in rows
        ]
        return self._journeys.as_seen(MAINTENANCE, states)

    def decided(self, viewer: Viewer, identifier: str) -> Decided:
        """Return what people decided on a journey, by name: to be left as it is, never shown. Raises as ``whole``."""
        with self._database.reading() as connection:
            check_may_change(connection, identifier, viewer)
            query = select(journey_versions).where(journey_versions.c.journey == identifier)
            rows = connection.execute(query.order_by(journey_versions.c.nth)).mappings()
            return decided_in(rows.all())

    def take_up(
        self,
        viewer: Viewer,
        identifier: str,
        deed: VersionDeed,
        nth: int | None = None,
        *,
        version: int | None = None,
    ) -> None:
        """Let a journey be as an earlier version of it was: that which ``deed`` leads to, or ``nth``.

        ``version`` is the one that its editor saw, as in ``check``. What they may not see is taken up with the rest.
        Raises InvalidRequest where nothing is left to undo or redo, NotFound for no such version, and what ``whole``
        and ``check`` raise.
        """
        with self._database.writing() as connection:
            check_may_change(connection, identifier, viewer)
            stored = connection.execute(select(journeys).where(journeys.c.id == identifier)).one()
            if version is not None:
                check_version(connection, stored, version)
            versions = versions_of(connection, identifier)
            target = nth if nth is not None else _TARGETS[deed](versions)
            if target is None:
                raise _nothing_left(deed)
            state = state_of(connection, identifier, target)
            did = _did(deed, versions, target)
            store_state(connection, stored, state, Change(did=did, by=viewer.name, deed=deed, reverts_to=target))


_TARGETS: dict[VersionDeed, Callable[[Sequence[JourneyVersion]], int | None]] = {
    VersionDeed.UNDONE: undo_target,
    VersionDeed.REDONE: redo_target,
}


def _did(deed: VersionDeed, versions: Sequence[JourneyVersion], target: int) -> str:
    """Return in words what taking up a version does."""
    if deed is VersionDeed.REVERTED:
        return f"Went back to version {target}"
    said = {version.nth: version.did for version in versions}
    if deed is VersionDeed.REDONE:
        return f"Did again: {said[target]}"
    newest = versions[-1]
    return f"Undid: {said[newest.nth if newest.reverts_to is None else newest.reverts_to]}"


def _nothing_left(deed: VersionDeed) -> InvalidRequest:
    word = "undo" if deed is VersionDeed.UNDONE else "do again"
    return InvalidRequest(
        f"There is nothing to {word} on this journey.",
        where="its versions",
        remedy="Choose a version to go back to from the list of versions.",
    )


def _may_change(connection: Connection, viewer: Viewer, identifier: str) -> bool:
    this = select(journeys.c.id).where(journeys.c.id == identifier, journey_changed_by(viewer))
    return connection.execute(this).first() is not None


def _check_seen(connection: Connection, viewer: Viewer, identifier: str) -> None:
    this = select(journeys.c.id).where(journeys.c.id == identifier, journey_seen_by(viewer))
    if connection.execute(this).first() is None:
        raise NotFound("There is no such journey.", remedy="Choose one from the list of journeys.")
