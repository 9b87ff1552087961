"""Deleting journeys: what goes is told first, and then it is gone."""

from domain.access import Viewer
from domain.audit import Deed
from domain.journey_removal import JourneyExtent
from domain.journeys import JourneyStatus
from use_cases.auditing import audited
from use_cases.journeys.journey_kit import JourneyKit
from use_cases.journeys.journey_network import behind
from use_cases.repository import Repository


class JourneyRemoval:
    """Journeys that are not wanted any more. Who may change one may delete it, nobody else."""

    def __init__(self, repository: Repository, kit: JourneyKit) -> None:
        self._repository = repository
        self._kit = kit

    def extent(self, viewer: Viewer, journey_id: str) -> JourneyExtent:
        """Return what would go with a journey, as far as this viewer may know. Raises NotFound, NotAllowed."""
        self._repository.journey_publishing.check(viewer, journey_id)
        journey = self._repository.journeys.journey(viewer, journey_id)
        owned = self._repository.ownership.owners([gap.id for gap in behind([journey]).gaps])
        return JourneyExtent(
            id=journey_id,
            title=journey.title,
            version=journey.version,
            is_published=journey.status is JourneyStatus.PUBLISHED,
            others=tuple(self._repository.journey_removal.leading_to(viewer, journey_id)),
            studies=tuple(study.title for study in self._kit.studies(viewer, journey_id)),
            owned_gaps=len({owner.pain_point for owner in owned}),
        )

    @audited(Deed.DELETED_JOURNEY, of="journey_id", told=("version",))
    def delete(self, viewer: Viewer, journey_id: str, *, version: int | None = None) -> None:
        """Delete a journey for good: its versions, who sees to its gaps, and what leads to it from elsewhere.

        ``version`` is the one that this viewer saw. Raises NotFound, NotAllowed, and ChangedMeanwhile for a newer one.
        """
        states = self._repository.journey_versions.states(viewer, journey_id)
        gaps = {gap.id for journey in states for gap in behind([journey]).gaps}
        self._repository.journey_removal.delete(viewer, journey_id, gaps=sorted(gaps), version=version)
