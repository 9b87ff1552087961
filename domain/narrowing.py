"""By what a list of pain points is narrowed."""

from dataclasses import dataclass

from domain.evidence import Level, Standing
from domain.insights import Sharing


@dataclass(frozen=True, kw_only=True, slots=True)
class Narrowing:
    """What somebody asked for when they narrowed pain points; None, and 1 organisation, narrow nothing.

    With ``workarounds`` some of the evidence tells of a workaround.
    """

    mission: str | None = None
    organisation: str | None = None
    sharing: Sharing | None = None
    level: Level | None = None
    standing: Standing | None = None
    workarounds: bool = False
    min_organisations: int = 2
    attributes: frozenset[tuple[str, str]] = frozenset()
