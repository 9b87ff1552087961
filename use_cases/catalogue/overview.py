"""What a repository holds, in numbers."""

from dataclasses import dataclass

from domain.access import Viewer
from domain.search import ObservationFilter
from use_cases.repository import Repository


@dataclass(frozen=True, kw_only=True, slots=True)
class Overview:
    """What a viewer's repository holds, in numbers. ``waiting_for_index`` observations cannot be searched yet."""

    studies: int
    sources: int
    observations: int
    organisations: int
    journeys: int
    waiting_for_index: int


def overview_of(repository: Repository, viewer: Viewer, where: ObservationFilter | None = None) -> Overview:
    """Return what this viewer may see and the filter passes; of a filter only one mission narrows journeys."""
    counts = repository.evidence.holdings(viewer, where)
    missions = sorted(where.missions) if where else []
    return Overview(
        studies=counts.studies,
        sources=counts.sources,
        observations=counts.observations,
        organisations=counts.organisations,
        journeys=repository.journeys.count(viewer, mission=missions[0] if missions else None),
        waiting_for_index=counts.without_vectors,
    )
