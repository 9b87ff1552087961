"""Receipts of withdrawals as rows: counts and identifiers, no words."""

from typing import Any

from sqlalchemy import Connection, insert, select

from domain.audit import Deed
from domain.withdrawal import Reason, RecalledExport, Receipt, StoreRow
from storage.audit import append
from storage.schema import AnyRow, withdrawals


def write_down(connection: Connection, receipt: Receipt) -> None:
    """Keep a receipt, and tell the audit of it in the same transaction."""
    connection.execute(insert(withdrawals).values(receipt_values(receipt)))
    deed = Deed.RETIRED if receipt.reason is Reason.RETENTION else Deed.WITHDREW
    told = {
        "study": receipt.study_id,
        "whole study": receipt.participant is None,
        "tier": receipt.tier.value,
        "removed": {row.store: row.removed for row in receipt.stores},
    }
    append(connection, receipt.by, deed, receipt.id, told)


def receipt_row(connection: Connection, identifier: str) -> AnyRow | None:
    """Return the row of a withdrawal, None where there is none yet."""
    return connection.execute(select(withdrawals).where(withdrawals.c.id == identifier)).one_or_none()


def receipt_values(receipt: Receipt) -> dict[str, Any]:
    """Return a receipt as a row of ``withdrawals``."""
    return {
        "id": receipt.id,
        "study": receipt.study_id,
        "participant": receipt.participant,
        "reason": receipt.reason.value,
        "by": receipt.by,
        "at": receipt.at,
        "receipt": {
            "stores": [[row.store, row.removed, row.left] for row in receipt.stores],
            "recall": [[item.at, item.who, item.what] for item in receipt.recall],
            "complete": receipt.complete,
        },
    }


def receipt_from(row: AnyRow) -> Receipt:
    """Return the receipt of a row of ``withdrawals``."""
    return Receipt(
        id=row.id,
        study_id=row.study,
        participant=row.participant,
        reason=Reason(row.reason),
        at=row.at,
        by=row.by,
        stores=tuple(StoreRow(store=name, removed=gone, left=left) for name, gone, left in row.receipt["stores"]),
        recall=tuple(RecalledExport(at=at, who=who, what=what) for at, who, what in row.receipt["recall"]),
        complete=row.receipt["complete"],
        overruled=row.overruled_at is not None,
    )
