"""Ports for what teams do together: missions, whose a pain point is, visits, and what is new."""

from collections.abc import Sequence
from typing import Protocol

from domain.access import Viewer
from domain.missions import Claim, Coverage, Mission, OwnerStatus, PainPointOwner
from domain.news import NewsItem
from domain.search import ObservationFilter


class MissionRepository(Protocol):
    """Missions with their groups."""

    def missions(self, viewer: Viewer) -> list[Mission]:
        """Return every mission by name; its group only to those who may see it, and else without people."""
        ...

    def save(self, mission: Mission, *, by: Viewer) -> bool:
        """Add a mission or replace the one with its identifier, its group included; tell whether it is new."""
        ...


class OwnershipRepository(Protocol):
    """Whose pain points are: who says "us too", and who answers for them."""

    def claims(self, pain_points: Sequence[str]) -> list[Claim]:
        """Return the claims on these pain points, by organisation."""
        ...

    def owners(self, pain_points: Sequence[str]) -> list[PainPointOwner]:
        """Return who is proposed or accepted as owner of these pain points, accepted first, then by organisation."""
        ...

    def claim(self, pain_point: str, organisation: str, *, by: Viewer, note: str = "") -> None:
        """Record that an organisation meets a pain point as well; said again, the first word stands."""
        ...

    def withdraw_claim(self, pain_point: str, organisation: str) -> None:
        """Take a claim back. Nothing happens when there is none."""
        ...

    def set_owner(self, pain_point: str, organisation: str, status: OwnerStatus, *, by: Viewer) -> None:
        """Record an owner as proposed or accepted; what was said of the same organisation before is replaced."""
        ...

    def remove_owner(self, pain_point: str, organisation: str) -> None:
        """Take an owner back. Nothing happens when there is none."""
        ...


class VisitRepository(Protocol):
    """When people were here."""

    def record(self, person: str, now: str) -> str | None:
        """Note that somebody is here at a moment, and return when their visit before this one ended, None at first."""
        ...

    def last(self, person: str, now: str) -> str | None:
        """Return what ``record`` would at a moment, and note nothing."""
        ...


class NewsRepository(Protocol):
    """What happened since a moment, as a viewer may see it."""

    def since(self, viewer: Viewer, moment: str, where: ObservationFilter | None = None) -> list[NewsItem]:
        """Return studies published, sources added and journeys changed after a moment, newest first."""
        ...

    def said_since(self, moment: str) -> list[NewsItem]:
        """Return claims and owners said after a moment, newest first; their titles are left for others to fill in.

        They are for all pain points: keep to those that the viewer sees.
        """
        ...

    def new_observations(self, viewer: Viewer, moment: str, where: ObservationFilter | None = None) -> frozenset[str]:
        """Return the observations that came within this viewer's sight after a moment."""
        ...


class CoverageRepository(Protocol):
    """How much research concerns each organisation."""

    def coverage(self, viewer: Viewer, where: ObservationFilter | None = None) -> dict[str, Coverage]:
        """Return studies and observations that this viewer may see, by the folded name of whom they concern.

        ``organisation`` of each is that folded name, and none is expected.
        """
        ...
