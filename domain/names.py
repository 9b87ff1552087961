"""Names found in text, for people to decide on, and what they decided."""

from dataclasses import dataclass
from enum import StrEnum

from domain.evidence import Subject


class Decision(StrEnum):
    """What a person decided on a name: it is one, another name of an entry, or no such thing at all."""

    CONFIRMED = "confirmed"
    MERGED = "merged"
    REJECTED = "rejected"


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedIn:
    """How much of what a viewer may see goes by a name: observations about it, and studies that say they are its."""

    observations: int = 0
    studies: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class NameProposal:
    """A name that the machine took from text, and that nobody has decided on.

    ``example`` is the identifier of an observation that it is said to concern, or that names it; None where only a
    study says it. ``aliases`` are other ways in which texts write it, its acronym among them.
    """

    name: str
    subject: Subject
    found: NamedIn
    example: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class LookAlike:
    """A name that is in the catalogue and looks like another: a hint for a person, with the reason in words."""

    name: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NameDecision:
    """What somebody decided on a name, and when (ISO, UTC). ``into`` is the entry it was merged into."""

    name: str
    subject: Subject
    decision: Decision
    decided_by: str
    decided_at: str
    into: str | None = None
