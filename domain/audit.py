"""The audit: who did what, each entry tied to the one before it, so that a gap or a change shows."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

Details: TypeAlias = Mapping[str, Any]
"""Identifiers, counts and names of fields; never research text. JSON values only."""

FIRST = "0" * 64
"""Stands for the hash of the entry before the first."""


class Deed(StrEnum):
    """What somebody did."""

    ADDED = "added"
    LOOKED_AT_RAW = "looked at raw"
    EXPORTED = "exported"
    CHANGED_STUDY = "changed a study"
    CHANGED_JOURNEY = "changed a journey"
    DELETED_JOURNEY = "deleted a journey"
    CHANGED_INSIGHT = "changed an insight"
    CHANGED_PEOPLE = "changed people"
    CHANGED_MISSION = "changed a mission"
    DECIDED = "decided"
    WITHDREW = "withdrew"
    RETIRED = "deleted at the end of its time"
    ALLOWED_AGAIN = "allowed again"
    BACKED_UP = "backed up"
    RESTORED = "restored"


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditEntry:
    """One deed: the ``nth`` from 1, when (ISO, UTC), by whom, on what, and how many.

    ``hash`` is the SHA-256 of everything else, ``previous`` the hash of the entry before.
    """

    nth: int
    at: str
    who: str
    deed: Deed
    subject: str
    details: Details = field(default_factory=dict)
    previous: str = FIRST
    hash: str = ""

    def sealed(self) -> str:
        """Return the hash that this entry must have."""
        said = [self.nth, self.at, self.who, self.deed.value, self.subject, self.details, self.previous]
        text = json.dumps(said, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def broken_at(entries: Iterable[AuditEntry]) -> int | None:
    """Return the number of the first entry that is missing, out of its place or changed; None when all are whole."""
    previous, nth = FIRST, 1
    for entry in entries:
        if entry.nth != nth or entry.previous != previous or entry.hash != entry.sealed():
            return nth
        previous, nth = entry.hash, nth + 1
    return None
