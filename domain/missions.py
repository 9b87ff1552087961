"""Missions: outcomes that several organisations share, and what to take up first for them."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Protocol

from domain.evidence import checked_date
from domain.insights import PainPoint

MOST_MEASURES = 5
LEADING_AT_MOST = 3
"""How many that lie between organisations come before what is worth more: of five, two places are left to the rest."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """One figure by which a mission is judged. Everything but its name may be blank: nobody has said yet.

    ``value`` and ``target`` are words as people write them ("61%", "under 5 days"); ``as_of`` is the ISO date of the
    value; ``source`` says where it comes from.
    """

    name: str
    value: str = ""
    target: str = ""
    as_of: str | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("A measure needs a name.")
        checked_date(self.as_of)


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """How much each criterion counts when pain points are put in order: whole numbers from 0 to 10.

    ``consequence``: what it costs those who meet it. ``between``: that it sits at a hand-over and nobody can mend it
    alone. ``spread``: how many organisations show it. ``no_owner``: that nobody answers for it yet.
    """

    consequence: int = 5
    between: int = 2
    spread: int = 2
    no_owner: int = 1

    def __post_init__(self) -> None:
        values = [getattr(self, field.name) for field in fields(self)]
        if any(not 0 <= value <= 10 for value in values):
            raise ValueError("A weight is a whole number from 0 to 10.")
        if not any(values):
            raise ValueError("At least one weight must be more than 0.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Mission:
    """An outcome for citizens that several organisations share.

    ``people`` is its group, by what they sign in as; studies open to "the mission's group" are seen by them.
    ``measures`` are at most five and may be none.
    """

    id: str
    name: str
    outcome: str
    organisations: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    people: tuple[str, ...] = ()
    weights: Weights = Weights()

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("A mission needs a name.")
        if len(self.measures) > MOST_MEASURES:
            raise ValueError(f"A mission has at most {MOST_MEASURES} measures.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """How much research a mission has of one organisation: studies and observations that concern it.

    ``expected`` is true for the mission's own organisations; others turn up because research concerns them too.
    ``only_with_others`` of the studies concern it only in files that were stated to be about several organisations.
    """

    organisation: str
    studies: int
    observations: int
    expected: bool = True
    only_with_others: int = 0

    @property
    def is_only_with_others(self) -> bool:
        """Tell whether research concerns it, and no file of it is about this organisation alone."""
        return 0 < self.studies <= self.only_with_others


class OwnerStatus(StrEnum):
    """Where an owner stands: proposed by somebody, or accepted by a curator."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"


class HasOwner(Protocol):
    """What an organisation can answer for: a pain point, or a gap of a journey."""

    @property
    def id(self) -> str:
        """Return its identifier."""
        ...

    @property
    def title(self) -> str:
        """Return what it is called, in a line."""
        ...

    @property
    def formerly(self) -> tuple[str, ...]:
        """Return under which identifiers somebody may have been named before."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class PainPointOwner:
    """The organisation that answers for a pain point or a gap, who said so and when (ISO moment).

    ``pain_point`` is the identifier of either.
    """

    pain_point: str
    organisation: str
    status: OwnerStatus
    said_by: str
    said_at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """An organisation says "us too": it meets a pain point as well. No evidence, until some is added."""

    pain_point: str
    organisation: str
    said_by: str
    said_at: str
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    """One part of why an opportunity stands where it does: a share in [0, 1], its weight, and the reason in words."""

    name: str
    share: float
    weight: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Opportunity:
    """A pain point someone could act on.

    ``worth`` in [0, 1] is the weighted mean of its criteria, times ``trust`` in (0, 1]: how far its evidence is
    believed and still holds. ``cautions`` say in words why trust is less than 1.
    """

    pain_point: PainPoint
    worth: float
    criteria: tuple[Criterion, ...]
    trust: float = 1.0
    cautions: tuple[str, ...] = ()
    owners: tuple[PainPointOwner, ...] = ()
    claims: tuple[Claim, ...] = ()
