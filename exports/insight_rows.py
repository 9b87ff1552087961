"""Insights and watches as JSON documents with the keys that the command line promises."""

from collections.abc import Sequence
from typing import Any

from domain.watches import WatchNews, values_of
from domain.written_insights import Insight, InsightVersion, ShownInsight
from exports.evidence_rows import evidence_document, marking_word


def insight_document(insight: Insight) -> dict[str, Any]:
    """Return what an insight says and how it stands; its evidence in numbers."""
    version, said = insight.version, insight.words
    return {
        "id": insight.id,
        "claim": said.claim,
        "state": insight.state.value,
        "confidence": said.confidence.value,
        "because": said.because,
        "whom": said.whom,
        "where": said.where,
        "organisations": list(said.organisations),
        "mission": version.reach.mission,
        "team": version.reach.team,
        "visibility": version.reach.visibility.value,
        "review_by": said.review_by,
        "peer_reviewed": version.is_reviewed,
        "marking": marking_word(insight.marking),
        "made_by": insight.made_by,
        "made_at": insight.made_at,
        "changed_by": version.by,
        "changed_at": version.at,
        "supporting": len(insight.evidence.supporting) + insight.hidden,
        "against": len(insight.evidence.against) + insight.hidden_against,
        "out_of_sight": insight.hidden + insight.hidden_against,
        "withdrawn": insight.withdrawn,
        "to_look_at": insight.to_look_at,
    }


def shown_document(shown: ShownInsight, versions: Sequence[InsightVersion]) -> dict[str, Any]:
    """Return an insight with its reasoning, its evidence in sight, its recommendations and its history.

    ``superseded_by`` is named only where its reader may see that insight too.
    """
    said = shown.insight.words
    return insight_document(shown.insight) | {
        "superseded_by": shown.successor.id if shown.successor else None,
        "reasoning": said.reasoning,
        "recommendations": [{"what": each.what, "who": each.who} for each in said.recommendations],
        "evidence": [evidence_document(item) for item in shown.supporting],
        "contradicting": [evidence_document(item) for item in shown.against],
        "versions": [
            {"nth": each.nth, "at": each.at, "by": each.by, "what": each.deed.value, "state": each.state.value}
            for each in versions
        ],
    }


def watch_document(news: WatchNews) -> dict[str, Any]:
    """Return a watch with what is new in it."""
    watch = news.watch
    return {
        "id": watch.id,
        "title": news.title,
        "query": watch.query or None,
        "filters": values_of(watch.where),
        "pain_point": watch.pain_point,
        "made_at": watch.made_at,
        "looked_at": watch.looked_at,
        "new": [evidence_document(item) for item in news.fresh],
        "problem": news.problem or None,
    }
