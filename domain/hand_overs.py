"""Hand-overs: what passes from one organisation, service or system to another on a journey."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from domain.identity import digest
from domain.placed_evidence import PlacedEvidence

_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]+")
_OF_SIDES = re.compile(r"h[0-9a-f]{8}")
"""What ``id_of_sides`` returns."""

UNKNOWN_SIDE = "not known"
"""What a side of a hand-over is called that nothing tells."""


HandOverKey: TypeAlias = tuple[int, int, str]
"""The orders of a hand-over's steps, and its identifier where it has one."""


class HandOverKind(StrEnum):
    """The widest boundary that a hand-over crosses."""

    ORGANISATION = "organisation"
    SERVICE = "service"
    SYSTEM = "system"


class Passes(StrEnum):
    """What is passed at a hand-over."""

    DATA = "data"
    CASE = "case"
    PERSON = "person"
    UNKNOWN = "unknown"


class How(StrEnum):
    """How it is passed."""

    API = "api"
    EMAIL = "email"
    PAPER = "paper"
    REKEYED = "rekeyed"
    SPREADSHEET = "spreadsheet"
    UNKNOWN = "unknown"


LIKELY_REKEYED = frozenset({How.EMAIL, How.PAPER, How.SPREADSHEET})
"""Ways of passing something on after which somebody is likely to type it in again: no system takes it from there."""
MAYBE_REKEYED = LIKELY_REKEYED | {How.REKEYED}
"""All that counts as re-keying, for sure or likely."""


class Gap(StrEnum):
    """What is missing at a hand-over."""

    NO_OWNER = "no owner"
    TWO_OWNERS = "two owners"
    NO_DATA_LINK = "no data link"
    BROKEN_LINK = "broken link"
    NOT_KNOWN_IF_ALLOWED = "not known if allowed"


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOver:
    """Something passes to another organisation, service or system: from one step to another, or within one step.

    Unknown stays unknown. ``giver`` and ``taker`` are names, or what a side is where nothing names it ("Mail house"),
    or ``UNKNOWN_SIDE``. ``trouble`` is what is known to go wrong there, in a person's words; ``giver_owner`` and
    ``taker_owner`` answer for its two sides.

    One without an ``id`` is between a step and the next, and follows from who runs them. One with an ``id`` has sides
    of its own, and stays when they are named anew: within one step, where an ``id`` that is left out is made of the
    sides, or across, between any two steps in either direction. ``is_proposed``: a draft put it there, and nobody has
    said anything of it since.
    """

    from_step: int
    to_step: int
    giver: str
    taker: str
    kind: HandOverKind
    passes: Passes = Passes.UNKNOWN
    how: How = How.UNKNOWN
    legal_basis: str | None = None
    controller: str | None = None
    identifier: str | None = None
    gap: Gap | None = None
    evidence: tuple[PlacedEvidence, ...] = ()
    trouble: str = ""
    giver_owner: str | None = None
    taker_owner: str | None = None
    id: str = ""
    is_proposed: bool = False

    def __post_init__(self) -> None:
        if self.is_within and not self.id:
            object.__setattr__(self, "id", id_of_sides(self.giver, self.taker))

    @property
    def says_something(self) -> bool:
        """Tell whether anything is known of it but its sides and what is missing."""
        said = (self.legal_basis, self.controller, self.identifier, self.trouble, self.giver_owner, self.taker_owner)
        is_told = self.passes is not Passes.UNKNOWN or self.how is not How.UNKNOWN
        return is_told or bool(self.evidence) or any(said)

    @property
    def is_assumed(self) -> bool:
        """Tell whether neither evidence nor people tell of it, but only the draft that proposed it."""
        return self.is_proposed and not self.evidence

    @property
    def is_within(self) -> bool:
        """Tell whether it happens within one step."""
        return self.from_step == self.to_step

    @property
    def is_across(self) -> bool:
        """Tell whether it passes between two steps by a word of people or by a step's name, not by who runs them."""
        return bool(self.id) and not self.is_within

    @property
    def has_own_sides(self) -> bool:
        """Tell whether its sides are its own, within a step or across, and not those of two steps in a row."""
        return bool(self.id)

    @property
    def key(self) -> HandOverKey:
        """Return the orders of its steps, and what tells it from others there."""
        return self.from_step, self.to_step, self.id

    @property
    def anchor(self) -> str:
        """Return what a page calls its place, in letters, digits and hyphens: "3-4"; "7-7-h1a2b3c4" with an ``id``."""
        own = self.id if not self.id or _PLAIN_ID.fullmatch(self.id) else digest(self.id, length=8)
        return "-".join(filter(None, (str(self.from_step), str(self.to_step), own)))


def seems_proposed(item: HandOver) -> bool:
    """Tell whether a draft proposed a hand-over that does not say so itself, as those stored and written earlier.

    Its identifier tells: only a draft made one of the sides. What it says in words, people said.
    """
    said = (item.legal_basis, item.controller, item.identifier, item.trouble, item.giver_owner, item.taker_owner)
    return bool(_OF_SIDES.fullmatch(item.id)) and not any(said)


def id_of_sides(giver: str, taker: str, nth: int = 0) -> str:
    """Return the identifier of a hand-over with sides of its own; ``nth`` counts those of the same sides from 0."""
    return "h" + digest(giver, taker, *([str(nth)] if nth else []), length=8)


def unlike(item: HandOver, taken: Collection[HandOverKey]) -> HandOver:
    """Return a hand-over with sides of its own under an identifier that none of those taken has there."""
    nth = 0
    while item.key in taken:
        nth += 1
        item = replace(item, id=id_of_sides(item.giver, item.taker, nth))
    return item


def with_own_sides(item: HandOver, taken: Collection[HandOverKey]) -> HandOver:
    """Return a hand-over that somebody said without naming it, under an identifier that none of those taken has."""
    return unlike(replace(item, id=item.id or id_of_sides(item.giver, item.taker)), taken)
