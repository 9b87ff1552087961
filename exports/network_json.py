"""What stands behind the journeys as JSON: the keys are a public interface."""

from collections.abc import Sequence
from typing import Any

from domain.dependencies import Dependencies, JourneyGap, StepPlace


def dependencies_document(found: Dependencies) -> dict[str, Any]:
    """Return the lists over all journeys as one document, each in its order."""
    return {
        "journeys": found.journeys,
        "steps": found.steps,
        "organisations": list(found.organisations),
        "backbone": [
            {
                "system": system.name,
                "journeys": len(system.journeys),
                "organisations": list(system.organisations),
                "services": list(system.services),
                "steps": [_place(place) for place in system.steps],
                "stops": [_place(place) for place in system.stops],
                "halts": [_place(place) for place in system.halts],
                "everyday": system.is_everyday,
            }
            for system in found.backbone
        ],
        "single_points": [
            {
                "kind": point.kind.value.replace(" ", "_"),
                "name": point.name,
                "is_system": point.is_system,
                "why": point.why,
                "organisations": list(point.organisations),
                "steps": [_place(place) for place in point.places],
            }
            for point in found.single_points
        ],
        "rekeying": [
            {
                "one": spot.one,
                "other": spot.other,
                "journeys": len(spot.journeys),
                "likely": spot.likely,
                "hand_overs": [
                    {"from": _place(passing.giver), "to": _place(passing.taker), "how": passing.how.value}
                    for passing in spot.passings
                ],
            }
            for spot in found.rekeying
        ],
        "shared_steps": [
            {
                "step": shared.step,
                "organisation": shared.organisation,
                "service": shared.service,
                "steps": [_place(place) for place in shared.places],
            }
            for shared in found.shared_steps
        ],
    }


def gaps_document(gaps: Sequence[JourneyGap]) -> list[dict[str, Any]]:
    """Return every gap as a row, in order."""
    return [
        {
            "id": gap.id,
            "gap": gap.kind.value,
            "step": _place(gap.step),
            "to_step": _place(gap.taker) if gap.taker else None,
            "organisations": list(gap.organisations),
            "state": gap.state.value,
            "owners": [{"organisation": owner.organisation, "status": owner.status.value} for owner in gap.owners],
        }
        for gap in gaps
    ]


def _place(place: StepPlace) -> dict[str, Any]:
    return {
        "journey": place.journey_id,
        "title": place.journey,
        "step": place.step_id,
        "order": place.order,
        "name": place.step,
        "organisation": place.organisation,
    }
