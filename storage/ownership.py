"""Whose pain points are, in SQL: claims ("us too") and owners."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, delete, insert, select

from domain.access import Viewer
from domain.catalogue import name_key
from domain.missions import Claim, OwnerStatus, PainPointOwner
from storage.database import Database
from storage.observations.rows import batches
from storage.schema import AnyRow, pain_point_claims, pain_point_owners


class SqlOwnership:
    """What organisations say of pain points. It is said in public, but shown only with a pain point one sees at all.

    These words do not count in the revision: nothing that is found changes by them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def claims(self, pain_points: Sequence[str]) -> list[Claim]:
        """Return the claims on these pain points, by organisation."""
        found = [
            Claim(
                pain_point=row.pain_point,
                organisation=row.organisation,
                said_by=row.said_by,
                said_at=row.said_at,
                note=row.note,
            )
            for row in self._of(pain_point_claims, pain_points)
        ]
        return sorted(found, key=lambda claim: (claim.organisation.casefold(), claim.pain_point))

    def owners(self, pain_points: Sequence[str]) -> list[PainPointOwner]:
        """Return who is proposed or accepted as owner of these pain points, accepted first, then by organisation."""
        found = [
            PainPointOwner(
                pain_point=row.pain_point,
                organisation=row.organisation,
                status=OwnerStatus(row.status),
                said_by=row.said_by,
                said_at=row.said_at,
            )
            for row in self._of(pain_point_owners, pain_points)
        ]
        accepted = OwnerStatus.ACCEPTED
        return sorted(found, key=lambda owner: (owner.status is not accepted, owner.organisation.casefold()))

    def claim(self, pain_point: str, organisation: str, *, by: Viewer, note: str = "") -> None:
        """Record that an organisation meets a pain point as well; said again, the first word stands."""
        values = {
            "pain_point": pain_point,
            "organisation_key": name_key(organisation),
            "organisation": organisation,
            "said_by": by.name,
            "said_at": _now(),
            "note": note,
        }
        table = pain_point_claims
        said = select(table.c.said_at).where(
            table.c.pain_point == pain_point, table.c.organisation_key == values["organisation_key"]
        )
        with self._database.writing() as connection:
            if connection.execute(said).first() is None:
                connection.execute(insert(table).values(values))

    def withdraw_claim(self, pain_point: str, organisation: str) -> None:
        """Take a claim back. Nothing happens when there is none."""
        with self._database.writing() as connection:
            _remove(connection, pain_point_claims, pain_point, organisation)

    def set_owner(self, pain_point: str, organisation: str, status: OwnerStatus, *, by: Viewer) -> None:
        """Record an owner as proposed or accepted; what was said of the same organisation before is replaced."""
        values = {
            "pain_point": pain_point,
            "organisation_key": name_key(organisation),
            "organisation": organisation,
            "status": status.value,
            "said_by": by.name,
            "said_at": _now(),
        }
        with self._database.writing() as connection:
            _remove(connection, pain_point_owners, pain_point, organisation)
            connection.execute(insert(pain_point_owners).values(values))

    def remove_owner(self, pain_point: str, organisation: str) -> None:
        """Take an owner back. Nothing happens when there is none."""
        with self._database.writing() as connection:
            _remove(connection, pain_point_owners, pain_point, organisation)

    def _of(self, table: Table, pain_points: Sequence[str]) -> list[AnyRow]:
        with self._database.reading() as connection:
            return [
                row
                for batch in batches(pain_points)
                for row in connection.execute(select(table).where(table.c.pain_point.in_(batch)))
            ]


def _remove(connection: Connection, table: Table, pain_point: str, organisation: str) -> None:
    connection.execute(
        delete(table).where(table.c.pain_point == pain_point, table.c.organisation_key == name_key(organisation))
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
