"""A journey as the JSON document that the command line prints and reads."""

import json
from typing import Any

from domain.journeys import Extras, HandOver, Journey, PlacedEvidence, Step, SuggestedStep


def journey_document(journey: Journey) -> dict[str, Any]:
    """Return a journey as JSON-ready values. What is not known is null or "unknown", never left out."""
    return {
        "id": journey.id,
        "title": journey.title,
        "status": journey.status.value,
        "actor": journey.actor,
        "marking": journey.marking.value if journey.marking else None,
        "steps": [_step_document(step) for step in journey.steps],
        "hand_overs": [_hand_over_document(hand_over) for hand_over in journey.hand_overs],
        "systems": [{"name": system.name, "steps": list(system.steps)} for system in journey.systems],
        "gaps": list(journey.gaps),
        "form": journey.form.value,
        "as_is": journey.as_is,
        "version": journey.version,
        "suggested": [_suggested_document(item) for item in journey.suggested],
        "tray": [_placed_document(placed) for placed in journey.tray],
        "rejected": [
            {"observation_id": item.observation_id, "step_id": item.step_id, "by": item.by, "at": item.at}
            for item in journey.rejected
        ],
        "extras": _extras_document(journey.extras),
    }


def _extras_document(extras: Extras) -> dict[str, Any]:
    return {name: json.loads(text) for name, text in extras}


def _suggested_document(item: SuggestedStep) -> dict[str, Any]:
    return {
        "step": item.step,
        "stage": item.stage,
        "after": item.after,
        "reason": item.reason,
        "evidence": [_placed_document(placed) for placed in item.evidence],
    }


def _step_document(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "order": step.order,
        "stage": step.stage,
        "step": step.step,
        "organisation": step.organisation,
        "service": step.service,
        "systems": list(step.systems),
        "channel": step.channel.value,
        "owner": step.owner,
        "actor": step.actor,
        "touchpoints": list(step.touchpoints),
        "standing": step.standing.value,
        "branch": step.branch.value if step.branch else None,
        "optional": step.optional,
        "wait_days": step.wait_days,
        "sub_journey": step.sub_journey,
        "note": step.note,
        "basis": step.basis.value,
        "evidence": [_placed_document(placed) for placed in step.evidence],
        "pain_points": [
            {"id": point.id, "title": point.title, "observation_ids": list(point.observation_ids)}
            for point in step.pain_points
        ],
        "extras": _extras_document(step.extras),
    }


def _hand_over_document(hand_over: HandOver) -> dict[str, Any]:
    return {
        "from_step": hand_over.from_step,
        "to_step": hand_over.to_step,
        "from": hand_over.giver,
        "to": hand_over.taker,
        "kind": hand_over.kind.value,
        "passes": hand_over.passes.value,
        "how": hand_over.how.value,
        "legal_basis": hand_over.legal_basis,
        "controller": hand_over.controller,
        "identifier": hand_over.identifier,
        "gap": hand_over.gap.value if hand_over.gap else None,
        "trouble": hand_over.trouble,
        "from_owner": hand_over.giver_owner,
        "to_owner": hand_over.taker_owner,
        "evidence": [_placed_document(placed) for placed in hand_over.evidence],
    }


def _placed_document(placed: PlacedEvidence) -> dict[str, Any]:
    evidence = placed.evidence
    return {
        "observation_id": evidence.id,
        "text": evidence.text,
        "source": evidence.source,
        "locator": evidence.locator,
        "score": round(placed.score, 4),
        "reason": placed.reason,
        "accepted_by": placed.accepted_by,
        "accepted_at": placed.accepted_at,
        "organisation": evidence.organisation,
        "study": evidence.study,
        "marking": evidence.marking.value if evidence.marking else None,
    }
