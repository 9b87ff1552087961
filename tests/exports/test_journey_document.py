"""The JSON of a journey, of search answers and of pain points: the keys that people script against."""

import json
from dataclasses import replace

from domain.evidence import Kind, Level, SaidKind, Severity, Standing
from domain.insights import Confidence, Fit, OrganisationCount, PainPoint, Sharing
from domain.journeys import RejectedPainPoint
from domain.placed_evidence import RejectedEvidence
from domain.search import SearchAnswer, SearchMode, SearchResult
from exports.evidence_rows import pain_point_document, search_document
from exports.journey_json import journey_document
from tests.planted_journeys import a_journey, an_observation

JOURNEY_KEYS = {
    "id",
    "title",
    "status",
    "actor",
    "marking",
    "steps",
    "hand_overs",
    "systems",
    "gaps",
    "form",
    "as_is",
    "version",
    "suggested",
    "tray",
    "rejected",
    "rejected_pain_points",
    "extras",
}
STEP_KEYS = {
    "id",
    "actor",
    "touchpoints",
    "standing",
    "branch",
    "optional",
    "wait_days",
    "sub_journey",
    "note",
    "order",
    "stage",
    "step",
    "organisation",
    "service",
    "systems",
    "channel",
    "owner",
    "basis",
    "evidence",
    "pain_points",
    "needs",
    "attempts",
    "feeling",
    "guesses",
    "guessed_pain_points",
    "extras",
}
HAND_OVER_KEYS = {
    "told",
    "from_step",
    "to_step",
    "from",
    "to",
    "kind",
    "passes",
    "how",
    "legal_basis",
    "controller",
    "identifier",
    "gap",
    "trouble",
    "is_proposed",
    "from_owner",
    "to_owner",
    "id",
    "evidence",
}


def test_a_journey_has_the_promised_keys_and_values():
    document = journey_document(a_journey())
    assert set(document) == JOURNEY_KEYS
    assert all(set(step) == STEP_KEYS for step in document["steps"])
    assert all(set(hand_over) == HAND_OVER_KEYS for hand_over in document["hand_overs"])
    assert document["systems"] == [{"name": "Permit Ledger", "steps": [1, 2]}, {"name": "Hull Book", "steps": [2]}]
    first, second, third = document["steps"]
    assert first["evidence"][0] == {
        "observation_id": "obs_001",
        "text": "The tide was late for everyone.",
        "source": "harbour-visit.md",
        "locator": "line 2",
        "score": 0.5,
        "reason": "",
        "accepted_by": None,
        "accepted_at": None,
        "organisation": "Northmoor Lab",
        "study": "Mooring at Northmoor",
        "marking": None,
    }
    (point,) = first["pain_points"]
    assert point == {
        "id": "pp_1", "title": "Letters are retyped", "observation_ids": ["obs_002"],
        "accepted_by": None, "accepted_at": None,
    }  # fmt: skip
    assert (second["channel"], second["basis"], third["organisation"]) == ("unknown", "assumption", None)
    [hand_over] = document["hand_overs"]
    assert (hand_over["from"], hand_over["how"], hand_over["gap"]) == (
        "Harbour Permit Office",
        "rekeyed",
        "no data link",
    )
    assert hand_over["legal_basis"] is None


def test_a_journey_survives_json_with_letters_of_every_script():
    document = journey_document(a_journey(title="Ŵyneb 港口 🚤"))
    assert json.loads(json.dumps(document)) == document


def test_a_search_answer_has_the_promised_keys():
    found = SearchResult(evidence=an_observation(1, before="Before.", after="After."), score=0.7123456789)
    answer = SearchAnswer(query="tide", mode=SearchMode.HYBRID, took_ms=1.23456, results=(found,))
    document = search_document(answer)
    assert {key: document[key] for key in ("query", "mode", "took_ms")} == {
        "query": "tide",
        "mode": "hybrid",
        "took_ms": 1.23,
    }
    [result] = document["results"]
    assert {
        "observation_id",
        "text",
        "score",
        "organisation",
        "service",
        "study",
        "source",
        "locator",
        "kind",
        "date",
        "before",
        "after",
    } <= set(result)
    assert (result["text"], result["kind"], result["before"]) == (found.evidence.text, "behaviour", "Before.")
    assert result["kind_by"] == "machine"
    said = replace(found.evidence, said_kind=SaidKind(kind=Kind.NEED, by="Ada", at="2025"))
    told = search_document(replace(answer, results=(replace(found, evidence=said),)))["results"][0]
    assert (told["kind"], told["kind_by"]) == ("need", "person")


def test_a_pain_point_has_the_promised_keys():
    point = PainPoint(
        id="pp_1",
        title="Retyped",
        description="d",
        pattern="PAT_1",
        sharing=Sharing.IN_COMMON,
        level=Level.BETWEEN,
        standing=Standing.LIVE,
        severity=Severity.HIGH,
        score=0.8,
        confidence=Confidence.MODERATE,
        reasons=("two studies",),
        single_source=False,
        years=(2025,),
        observations=2,
        studies=2,
        participants=None,
        organisations=(OrganisationCount(name="Hull Survey Agency", observations=1, studies=1),),
        evidence=(Fit(evidence=an_observation(1, kind=Kind.PAIN_POINT), organisation="Hull Survey Agency", fit=0.9),),
    )
    document = pain_point_document(point)
    assert set(document) == {
        "id",
        "title",
        "description",
        "pattern",
        "sharing",
        "level",
        "standing",
        "severity",
        "score",
        "confidence",
        "reasons",
        "single_source",
        "years",
        "observations",
        "studies",
        "participants",
        "attempts",
        "needs",
        "recommendations",
        "against",
        "organisations",
        "evidence",
        "marking",
        "claims",
        "owners",
        "contacts",
    }
    assert (document["sharing"], document["participants"], document["attempts"]) == ("in_common", None, [])
    [evidence] = document["evidence"]
    assert set(evidence) == {
        "observation_id",
        "text",
        "organisation",
        "researched_by",
        "service",
        "study",
        "source",
        "locator",
        "date",
        "marking",
        "fit",
        "by_person",
        "read_by",
        "of_whole_file",
    }
    assert (evidence["organisation"], evidence["researched_by"]) == ("Hull Survey Agency", "Northmoor Lab")
    json.dumps(document)


def test_guesses_and_the_pain_points_that_they_alone_tell_are_named():
    first, *others = a_journey().steps
    likely, guessed = first.evidence
    step = replace(first, evidence=(likely, replace(guessed, score=0.1)))
    document = journey_document(a_journey([step, *others]))["steps"][0]
    assert (document["guesses"], document["guessed_pain_points"]) == (["obs_002"], ["pp_1"])
    assert len(document["evidence"]) == 2
    assert journey_document(a_journey())["steps"][0]["guesses"] == []


def test_what_people_kept_and_took_off_is_told_with_who_and_when():
    at = {"by": "Ada", "at": "2026-11-28"}
    off = (
        RejectedEvidence(observation_id="obs_001", step_id="s1", **at),
        RejectedEvidence(observation_id="obs_002", step_id="s1", to_step_id="s2", hand_over_id="h1", **at),
    )
    point = RejectedPainPoint(id="pp_2", title="Slow", observation_ids=("obs_001",), step_id="s1", **at)
    journey = a_journey()
    kept = replace(journey.steps[0].pain_points[0], accepted_by="Ada", accepted_at="2026-11-28")
    steps = (replace(journey.steps[0], pain_points=(kept,)), *journey.steps[1:])
    document = journey_document(replace(journey, steps=steps, rejected=off, rejected_pain_points=(point,)))
    assert document["steps"][0]["pain_points"][0] == {
        "id": "pp_1", "title": "Letters are retyped", "observation_ids": ["obs_002"],
        "accepted_by": "Ada", "accepted_at": "2026-11-28",
    }  # fmt: skip
    assert [(row["to_step_id"], row["hand_over_id"]) for row in document["rejected"]] == [(None, None), ("s2", "h1")]
    assert document["rejected_pain_points"] == [
        {"id": "pp_2", "title": "Slow", "observation_ids": ["obs_001"], "step_id": "s1", **at}
    ]
