"""A journey as the JSON document that the command line prints and reads."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from domain.hand_over_told import told_at
from domain.hand_overs import HandOver
from domain.journey_differences import JourneyDifference, StepChange, Tally
from domain.journeys import Extras, Journey, Step, SuggestedStep
from domain.placed_evidence import PlacedEvidence
from domain.step_told import NOTHING_TOLD, StepTold
from domain.sureness import is_a_guess
from domain.told_first import guessed_pain_points


def journey_document(journey: Journey, told: Mapping[str, StepTold] = MappingProxyType({})) -> dict[str, Any]:
    """Return a journey as JSON-ready values. What is not known is null or "unknown", never left out.

    ``told`` is what evidence on its steps tells of attempts and feelings, by the step's identifier.
    """
    return {
        "id": journey.id,
        "title": journey.title,
        "status": journey.status.value,
        "actor": journey.actor,
        "marking": journey.marking.value if journey.marking else None,
        "steps": [_step_document(step, told.get(step.id, NOTHING_TOLD)) for step in journey.steps],
        "hand_overs": [_hand_over_document(hand_over) for hand_over in journey.hand_overs],
        "systems": [{"name": system.name, "steps": list(system.steps)} for system in journey.systems],
        "gaps": list(journey.gaps),
        "form": journey.form.value,
        "as_is": journey.as_is,
        "version": journey.version,
        "suggested": [_suggested_document(item) for item in journey.suggested],
        "tray": [_placed_document(placed) for placed in journey.tray],
        "rejected": [
            {
                "observation_id": item.observation_id,
                "step_id": item.step_id,
                "by": item.by,
                "at": item.at,
                "to_step_id": item.to_step_id,
                "hand_over_id": item.hand_over_id or None,
            }
            for item in journey.rejected
        ],
        "rejected_pain_points": [
            {
                "id": row.id,
                "title": row.title,
                "observation_ids": list(row.observation_ids),
                "step_id": row.step_id,
                "by": row.by,
                "at": row.at,
            }
            for row in journey.rejected_pain_points
        ],
        "extras": _extras_document(journey.extras),
    }


def difference_document(difference: JourneyDifference) -> dict[str, Any]:
    """Return how two journeys differ as JSON-ready values."""
    return {
        "before": difference.before,
        "after": difference.after,
        "added": [_step_named(step) for step in difference.added],
        "removed": [_step_named(step) for step in difference.removed],
        "moved": [_change_document(change) for change in difference.moved],
        "changed": [_change_document(change) for change in difference.changed],
        "hand_overs_added": [_hand_over_document(item) for item in difference.hand_overs_added],
        "hand_overs_removed": [_hand_over_document(item) for item in difference.hand_overs_removed],
        "hand_overs_changed": [
            {
                "before": _hand_over_document(change.before),
                "after": _hand_over_document(change.after),
                "fields": list(change.fields),
            }
            for change in difference.hand_overs_changed
        ],
        "hand_overs": {"before": difference.hand_overs_before, "after": difference.hand_overs_after},
        "rekeying": _rekeyings(difference.rekeying_before, difference.rekeying_after),
        "wait_days": _tallies(difference.waits_before, difference.waits_after),
        "of_itself": list(difference.of_itself),
        "words": list(difference.words),
    }


def _step_named(step: Step) -> dict[str, Any]:
    return {"id": step.id, "order": step.order, "stage": step.stage, "step": step.step}


def _change_document(change: StepChange) -> dict[str, Any]:
    sides = {"before": _step_named(change.before), "after": _step_named(change.after)}
    return sides | {"fields": list(change.fields)}


def _tallies(before: Tally, after: Tally) -> dict[str, Any]:
    sides = {"before": before, "after": after}
    return {side: {"known": tally.number, "not_known": tally.not_known} for side, tally in sides.items()}


def _rekeyings(before: Tally, after: Tally) -> dict[str, Any]:
    sides = {"before": before, "after": after}
    return {side: told | {"likely": sides[side].likely} for side, told in _tallies(before, after).items()}


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


def _step_document(step: Step, told: StepTold) -> dict[str, Any]:
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
            {
                "id": point.id,
                "title": point.title,
                "observation_ids": list(point.observation_ids),
                "accepted_by": point.accepted_by,
                "accepted_at": point.accepted_at,
            }
            for point in step.pain_points
        ],
        "needs": [placed.evidence.id for placed in step.needs],
        "attempts": list(told.attempts),
        "feeling": told.feeling or None,
        "guesses": [placed.evidence.id for placed in step.evidence if is_a_guess(placed)],
        "guessed_pain_points": [point.id for point in guessed_pain_points(step)],
        "extras": _extras_document(step.extras),
    }


def _hand_over_document(hand_over: HandOver) -> dict[str, Any]:
    told = told_at(hand_over)
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
        "id": hand_over.id or None,
        "is_proposed": hand_over.is_proposed,
        "evidence": [_placed_document(placed) for placed in hand_over.evidence],
        "told": {
            "identifiers": list(told.identifiers),
            "agreements": list(told.agreements),
            "troubles": [item.id for item in told.troubles],
        },
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
