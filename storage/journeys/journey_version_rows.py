"""Versions of journeys as rows: each change adds one in the transaction that stores it, and none is taken away."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from domain.errors import ChangedMeanwhile, NotFound
from domain.journey_edits import JourneyVersion, VersionDeed
from storage.database import bump
from storage.observations.rows import Values
from storage.routing import organisations_of_steps, routes
from storage.schema import AnyRow, journey_versions, journeys

_MOST_TOLD = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What was done to a journey, in words and by whom, and which version it took up again, if any."""

    did: str
    by: str
    deed: VersionDeed = VersionDeed.CHANGED
    reverts_to: int | None = None


def append_version(connection: Connection, identifier: str, nth: int, state: Values, change: Change) -> None:
    """Add a version to a journey that is there; ``state`` has its title and document."""
    values = {
        "journey": identifier,
        "nth": nth,
        "did": change.did,
        "deed": change.deed.value,
        "said_by": change.by,
        "said_at": _now(),
        "reverts_to": change.reverts_to,
        "title": state["title"],
        "document": state["document"],
    }
    connection.execute(insert(journey_versions).values(values))


def store_state(connection: Connection, stored: AnyRow, state: Values, change: Change) -> None:
    """Put a title and a document in place of what a row of ``journeys`` has, as its next version.

    Nothing happens where they are the same.
    """
    if (state["title"], state["document"]) == (stored.title, stored.document):
        return
    steps = state["document"]["steps"]
    values = {
        "title": state["title"],
        "document": state["document"],
        "version": stored.version + 1,
        "steps": len(steps),
        "organisations": len(organisations_of_steps(steps, routes(connection))),
        "updated_at": _now(),
    }
    connection.execute(update(journeys).where(journeys.c.id == stored.id).values(values))
    append_version(connection, stored.id, stored.version + 1, state, change)
    bump(connection)


def versions_of(connection: Connection, identifier: str) -> list[JourneyVersion]:
    """Return what was done to a journey, in order."""
    columns = (journey_versions.c[name] for name in ("nth", "did", "deed", "said_by", "said_at", "reverts_to"))
    query = select(*columns).where(journey_versions.c.journey == identifier).order_by(journey_versions.c.nth)
    return [
        JourneyVersion(
            nth=row.nth,
            did=row.did,
            by=row.said_by,
            at=row.said_at,
            reverts_to=row.reverts_to,
            deed=VersionDeed(row.deed),
        )
        for row in connection.execute(query)
    ]


def state_of(connection: Connection, identifier: str, nth: int) -> Values:
    """Return the title and the document that a journey had in a version. Raises NotFound."""
    query = select(journey_versions.c.title, journey_versions.c.document)
    row = connection.execute(
        query.where(journey_versions.c.journey == identifier, journey_versions.c.nth == nth)
    ).one_or_none()
    if row is None:
        raise no_such_version(nth)
    return {"title": row.title, "document": row.document}


def no_such_version(nth: int) -> NotFound:
    """Return the error for a version that is not there, or not for this viewer."""
    return NotFound(
        "There is no such version of this journey.", where=f"version {nth}", remedy="Choose one from its versions."
    )


def check_version(connection: Connection, stored: AnyRow, version: int) -> None:
    """Raise ChangedMeanwhile when a row of ``journeys`` is not at this version, with who changed what since."""
    if stored.version == version:
        return
    since = [each for each in versions_of(connection, stored.id) if each.nth > version]
    told = [f"{each.by}: {each.did}." for each in since[-_MOST_TOLD:]]
    more = [f"{len(since) - _MOST_TOLD} changes before these."] if len(since) > _MOST_TOLD else []
    raise ChangedMeanwhile(
        " ".join(["This journey was changed since you opened it.", *told, *more]),
        where=stored.title,
        remedy="Open it anew and make your change again where it is still wanted. Nothing was overwritten.",
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
