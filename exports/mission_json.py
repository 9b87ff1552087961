"""Missions as JSON documents with the keys that the command line promises."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from domain.evidence import Study
from domain.missions import Coverage, Mission, Opportunity
from exports.evidence_rows import owner_document

Document = dict[str, Any]


def mission_document(mission: Mission) -> Document:
    """Return a mission. A blank in a measure is None: nobody has said yet. ``people`` is empty for who may not see."""
    return {
        "id": mission.id,
        "name": mission.name,
        "outcome": mission.outcome,
        "organisations": list(mission.organisations),
        "measures": [
            {
                "name": measure.name,
                "value": measure.value or None,
                "target": measure.target or None,
                "as_of": measure.as_of,
                "source": measure.source or None,
            }
            for measure in mission.measures
        ],
        "people": list(mission.people),
        "weights": asdict(mission.weights),
    }


def mission_report(
    mission: Mission, *, studies: Sequence[Study], coverage: Sequence[Coverage], following: Sequence[Opportunity]
) -> Document:
    """Return a mission with its studies, how much research it has of whom, and what to take up next, and why."""
    return {
        **mission_document(mission),
        "studies": [{"id": study.id, "title": study.title, "organisation": study.organisation} for study in studies],
        "coverage": [
            {
                "organisation": row.organisation,
                "studies": row.studies,
                "observations": row.observations,
                "of_the_mission": row.expected,
            }
            for row in coverage
        ],
        "not_researched": [row.organisation for row in coverage if row.expected and not row.studies],
        "next": [opportunity_document(opportunity) for opportunity in following],
    }


def opportunity_document(opportunity: Opportunity) -> Document:
    """Return a pain point to take up, what it is worth, and each part of that with its reason."""
    point = opportunity.pain_point
    return {
        "id": point.id,
        "title": point.title,
        "worth": round(opportunity.worth, 4),
        "sharing": point.sharing.value,
        "severity": point.severity.value,
        "standing": point.standing.value,
        "confidence": point.confidence.value,
        "organisations": [count.name for count in point.organisations],
        "criteria": [
            {"name": part.name, "share": round(part.share, 4), "weight": part.weight, "reason": part.reason}
            for part in opportunity.criteria
        ],
        "trust": round(opportunity.trust, 4),
        "cautions": list(opportunity.cautions),
        "owners": [owner_document(owner) for owner in opportunity.owners],
        "claims": [claim.organisation for claim in opportunity.claims],
    }
