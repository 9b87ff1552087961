"""Publishing journeys: whose they are, and who sees them."""

from dataclasses import replace
from typing import Any

from domain.access import Viewer, Visibility
from domain.audit import Deed
from domain.errors import InvalidRequest
from domain.journeys import JourneyStatus, JourneySummary
from domain.publishing import JourneyChange
from use_cases.auditing import audited
from use_cases.catalogue.missions import Missions
from use_cases.evidence.publishing import named_team
from use_cases.repository import Repository


class JourneyPublishing:
    """Journeys as their teams care for them: who made one and the researchers of its team change it, nobody else."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def journey(self, viewer: Viewer, journey_id: str) -> JourneySummary:
        """Return how far a journey is published and to whom. Raises NotFound when this viewer may not see it."""
        return self._repository.journeys.summary(viewer, journey_id)

    def publish(self, viewer: Viewer, journey_id: str, change: JourneyChange = JourneyChange()) -> JourneySummary:  # noqa: B008 - frozen
        """Show a journey to others; return it as it is then. Raises as ``change`` does."""
        return self.change(viewer, journey_id, replace(change, status=JourneyStatus.PUBLISHED))

    def unpublish(self, viewer: Viewer, journey_id: str) -> JourneySummary:
        """Make a journey a draft again: who made it and the researchers of its team see it. Raises as ``change``."""
        return self.change(viewer, journey_id, JourneyChange(status=JourneyStatus.DRAFT))

    @audited(Deed.CHANGED_JOURNEY, of="journey_id", told=("change",))
    def change(self, viewer: Viewer, journey_id: str, change: JourneyChange) -> JourneySummary:
        """Change whose a journey is and who sees it; return it as it is then.

        Raises NotFound, NotAllowed, and InvalidRequest for a visibility that would let nobody in: a mission's group
        without a mission, an organisation where none is known.
        """
        self._repository.journey_publishing.check(viewer, journey_id)
        values = self._values(viewer, self.journey(viewer, journey_id), change)

        def decide(stored: JourneySummary, has_organisation: bool) -> JourneySummary:
            changed = replace(stored, **values)
            _check_it_lets_somebody_in(changed, has_organisation=has_organisation)
            return changed

        self._repository.journey_publishing.change(viewer, journey_id, decide)
        return self.journey(viewer, journey_id)

    def _values(self, viewer: Viewer, seen: JourneySummary, change: JourneyChange) -> dict[str, Any]:
        """Return what a change says anew, by the names it leads to: what was ``seen`` so is nobody's word."""
        values: dict[str, Any] = {}
        if change.status is not None:
            values["status"] = change.status
        if change.visibility is not None:
            values["visibility"] = change.visibility
        if change.mission is not None and change.mission != seen.mission:
            named = change.mission.strip()
            values["mission"] = Missions(self._repository).name(viewer, named) if named else None
        if change.team is not None and change.team != seen.team:
            values["team"] = self._team(viewer, change.team.strip())
        return values

    def _team(self, viewer: Viewer, named: str) -> str | None:
        """Return the full name of the team that answers from now on. Raises NotAllowed, InvalidRequest."""
        if not named:
            return None
        return named_team(self._repository, viewer, named)


def _check_it_lets_somebody_in(journey: JourneySummary, *, has_organisation: bool) -> None:
    """Raise InvalidRequest for a visibility that would let nobody in."""
    if journey.visibility is Visibility.MISSION and not journey.mission:
        raise InvalidRequest(
            "A journey for a mission's group needs its mission.",
            where=journey.title,
            remedy="Say which mission it belongs to, or choose who else may see it.",
        )
    if journey.visibility is Visibility.ORGANISATION and not (journey.team or has_organisation):
        raise InvalidRequest(
            "Nobody said which organisation this journey is of.",
            where=journey.title,
            remedy="Say which team it belongs to, or choose who else may see it.",
        )
