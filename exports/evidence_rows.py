"""Search answers and pain points as JSON documents with the keys that the command line promises."""

from collections.abc import Sequence
from typing import Any

from domain.access import Marking
from domain.evidence import Evidence
from domain.facets import Facets
from domain.insights import Fit, OrganisationCount, PainPoint, Wish
from domain.missions import Claim, PainPointOwner
from domain.people import Contact
from domain.search import SearchAnswer, SearchResult, Speaking


def marking_word(marking: Marking | None) -> str | None:
    """Return a marking as it is written on what goes out; None where there is none."""
    return marking.value if marking else None


def evidence_document(evidence: Evidence) -> dict[str, Any]:
    """Return an observation with its exact words and where they stand."""
    return {
        "observation_id": evidence.id,
        "text": evidence.text,
        "organisation": evidence.organisation,
        "researched_by": evidence.researched_by,
        "service": evidence.service,
        "study": evidence.study,
        "source": evidence.source,
        "locator": evidence.locator,
        "date": evidence.date,
        "marking": marking_word(evidence.marking),
    }


def search_document(answer: SearchAnswer) -> dict[str, Any]:
    """Return a search answer, best result first."""
    return {
        "query": answer.query,
        "took_ms": round(answer.took_ms, 2),
        "mode": answer.mode.value,
        "known": answer.known.value,
        "also_looked_for": list(answer.also_looked_for),
        "marking": marking_word(answer.marking),
        "speaking": speaking_document(answer.speaking),
        "lacks_number": answer.lacks_number,
        "results": [result_document(result) for result in answer.results],
        **({} if answer.facets is None else {"facets": _facets_document(answer.facets)}),
    }


def speaking_document(speaking: Speaking) -> dict[str, int]:
    """Return how many observations have the words of what is asked about, and of how many studies."""
    return {"observations": speaking.observations, "studies": speaking.studies}


def _facets_document(facets: Facets) -> dict[str, list[dict[str, Any]]]:
    return {
        facet.value: [
            {"value": each.value, **({"title": each.title} if each.title else {}), "observations": each.observations}
            for each in counts
        ]
        for facet, counts in facets.items()
    }


def pain_point_document(
    point: PainPoint,
    *,
    claims: Sequence[Claim] = (),
    owners: Sequence[PainPointOwner] = (),
    contacts: Sequence[Contact] = (),
) -> dict[str, Any]:
    """Return a pain point with its counts and its evidence. ``participants`` is None where none are recorded.

    ``claims`` count nowhere else: they are no evidence.
    """
    return {
        "id": point.id,
        "title": point.title,
        "description": point.description,
        "pattern": point.pattern,
        "marking": marking_word(point.marking),
        "sharing": point.sharing.value,
        "level": point.level.value,
        "standing": point.standing.value,
        "severity": point.severity.value,
        "score": round(point.score, 4),
        "confidence": point.confidence.value,
        "reasons": list(point.reasons),
        "single_source": point.single_source,
        "years": list(point.years),
        "observations": point.observations,
        "studies": point.studies,
        "participants": point.participants,
        "attempts": [
            {"observation_id": attempt.evidence.id, "outcome": attempt.outcome.value} for attempt in point.attempts
        ],
        "needs": [_beside_document(fit) for fit in point.needs],
        "recommendations": [_beside_document(fit) for fit in point.recommendations],
        "against": [_beside_document(fit) for fit in point.against],
        "organisations": _count_documents(point.organisations),
        "claims": [
            {"organisation": claim.organisation, "said_at": claim.said_at, "note": claim.note} for claim in claims
        ],
        "owners": [owner_document(owner) for owner in owners],
        "contacts": [contact_document(contact) for contact in contacts],
        "evidence": [_fit_document(fit) for fit in point.evidence],
    }


def wish_document(wish: Wish) -> dict[str, Any]:
    """Return what people need or recommend about one difficulty, with its counts and its evidence."""
    return {
        "id": wish.id,
        "kind": wish.kind.value,
        "title": wish.title,
        "difficulty": wish.difficulty,
        "pattern": wish.pattern,
        "pain_point": wish.pain_point,
        "marking": marking_word(wish.marking),
        "standing": wish.standing.value,
        "years": list(wish.years),
        "observations": wish.observations,
        "studies": wish.studies,
        "organisations": _count_documents(wish.organisations),
        "evidence": [{**_fit_document(fit), "standing": fit.evidence.standing.value} for fit in wish.evidence],
    }


def contact_document(contact: Contact) -> dict[str, Any]:
    """Return a team to ask; its mailbox is None where nobody said."""
    return {
        "organisation": contact.organisation,
        "team": contact.team,
        "contact": contact.contact or None,
        "studies": list(contact.studies),
    }


def owner_document(owner: PainPointOwner) -> dict[str, Any]:
    """Return who answers for a pain point, and whether that is proposed or accepted."""
    return {"organisation": owner.organisation, "status": owner.status.value, "said_at": owner.said_at}


def result_document(result: SearchResult) -> dict[str, Any]:
    """Return one result of a search: an observation with its score, its kind and its neighbours.

    Where what says the same was folded into it ``also`` has those observations.
    """
    return {
        **evidence_document(result.evidence),
        "score": round(result.score, 6),
        "kind": result.evidence.kind.value,
        "kind_by": _kind_by(result.evidence),
        "before": result.evidence.before,
        "after": result.evidence.after,
        **({} if result.also is None else {"also": [item.id for item in result.also]}),
    }


def _kind_by(evidence: Evidence) -> str | None:
    """Return whether a person or the machine said what an observation is; None where nobody did."""
    if evidence.said_kind:
        return "person"
    return "machine" if evidence.coding else None


def _count_documents(counts: Sequence[OrganisationCount]) -> list[dict[str, Any]]:
    return [{"name": count.name, "observations": count.observations, "studies": count.studies} for count in counts]


def _beside_document(fit: Fit) -> dict[str, Any]:
    """Return what is told beside the evidence of a pain point: its exact words and whom they are about."""
    return {"observation_id": fit.evidence.id, "organisation": fit.organisation, "text": fit.evidence.text}


def _fit_document(fit: Fit) -> dict[str, Any]:
    return {
        **evidence_document(fit.evidence),
        "organisation": fit.organisation,
        "fit": round(fit.fit, 4),
        "by_person": fit.by_person,
        "read_by": fit.read_by or None,
        "of_whole_file": fit.of_whole_file,
    }
