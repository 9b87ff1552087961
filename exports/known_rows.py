"""What is known of the questions of a plan as a JSON document with the keys that the command line promises."""

from collections.abc import Sequence
from typing import Any

from domain.access import highest_marking
from domain.known import Plan, PlanQuestion, StudyBehind, WhatIsKnown
from domain.search import SearchAnswer
from exports.evidence_rows import (
    contact_document,
    evidence_document,
    marking_word,
    result_document,
    speaking_document,
)


def similar_document(
    name: str, plan: Plan, found: Sequence[tuple[PlanQuestion, SearchAnswer, WhatIsKnown]]
) -> dict[str, Any]:
    """Return a plan, by its file's ``name``, with what is known of each of its questions, in their order."""
    return {
        "plan": name,
        "left_out": plan.left_out,
        "marking": marking_word(highest_marking(known.marking for _, _, known in found)),
        "questions": [_question_document(*each) for each in found],
    }


def _question_document(question: PlanQuestion, answer: SearchAnswer, known: WhatIsKnown) -> dict[str, Any]:
    kept = {item.id for item in known.hits}
    return {
        "question": question.text,
        "where": question.where,
        "under": question.under or None,
        "known": known.known.value,
        "also_looked_for": list(known.also_looked_for),
        "speaking": speaking_document(answer.speaking),
        "lacks_number": answer.lacks_number,
        "marking": marking_word(known.marking),
        "results": [result_document(result) for result in answer.results if result.evidence.id in kept],
        "organisations": [
            {"name": voice.organisation, "observations": len(voice.quotations), "studies": voice.studies}
            for voice in known.voices
        ],
        "studies": [_study_document(behind) for behind in known.studies],
        "pain_points": [
            {
                "id": met.point.id,
                "title": met.point.title,
                "hits": met.hits,
                "sharing": met.point.sharing.value,
                "severity": met.point.severity.value,
                "confidence": met.point.confidence.value,
                "is_lead": met.point.is_lead,
                "organisations": met.point.spread,
                "studies": met.point.studies,
            }
            for met in known.points
        ],
        "themes": [{"id": met.id, "title": met.title, "hits": met.hits} for met in known.themes],
        "attempts": [
            {**evidence_document(each.attempt.evidence), "outcome": each.attempt.outcome.value, "about": each.about}
            for each in known.tried
        ],
        "against": [
            {**evidence_document(each.evidence), "against": each.against or None, "is_failure": each.is_failure}
            for each in known.against
        ],
        "nearest": evidence_document(known.nearest) if known.nearest else None,
        "ask": [contact_document(contact) for contact in known.ask],
    }


def _study_document(behind: StudyBehind) -> dict[str, Any]:
    study = behind.study
    return {
        "id": study.id,
        "title": study.title,
        "organisation": study.organisation,
        "team": study.team_name,
        "date": study.date,
        "method": study.method,
        "sample_size": study.sample_size,
        "retells": study.retells,
        "not_heard": study.consent.not_heard,
        "hits": behind.hits,
    }
