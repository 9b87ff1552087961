"""Versions of insights as rows, and what a withdrawal takes out of their words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict

from sqlalchemy import Connection, func, select, update

from domain.access import Visibility
from domain.insights import Confidence
from domain.written_insights import (
    WITHDRAWN_CLAIM,
    InsightDeed,
    InsightState,
    InsightVersion,
    InsightWords,
    PeerReview,
    Reach,
    Recommendation,
)
from storage.observations.rows import Values, batches
from storage.schema import AnyRow, insight_evidence, insight_versions, insights
from storage.withdrawal.withdrawn_words import GoneWords

_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_LEFT_OUT = "[withdrawn]"


def version_values(version: InsightVersion) -> Values:
    """Return the columns of a version."""
    return {
        "nth": version.nth,
        "said_by": version.by,
        "said_at": version.at,
        "deed": version.deed.value,
        "as_of": version.as_of,
        "said_in": version.said_in,
        "state": version.state.value,
        "words": asdict(version.words),
        "reach": asdict(version.reach),
        "review": asdict(version.review) if version.review else None,
        "superseded_by": version.superseded_by,
    }


def version_from(row: AnyRow) -> InsightVersion:
    """Return the version of a row of ``insight_versions``."""
    return InsightVersion(
        nth=row.nth,
        by=row.said_by,
        at=row.said_at,
        deed=InsightDeed(row.deed),
        as_of=row.as_of,
        said_in=row.said_in,
        state=InsightState(row.state),
        words=_words_from(row.words),
        reach=Reach(**{**row.reach, "visibility": Visibility(row.reach["visibility"])}),
        review=PeerReview(**row.review) if row.review else None,
        superseded_by=row.superseded_by,
    )


def lost_by_version(connection: Connection, identifier: str) -> Mapping[int, int]:
    """Return by version with words of its own how much of its evidence, and of what came before, is gone."""
    there = (
        select(insight_evidence.c.said_in, func.count().label("number"))
        .where(insight_evidence.c.insight == identifier)
        .group_by(insight_evidence.c.said_in)
    )
    left = {row.said_in: row.number for row in connection.execute(there)}
    said = select(insight_versions).where(
        insight_versions.c.insight == identifier, insight_versions.c.said_in == insight_versions.c.nth
    )
    return {row.nth: row.lost + row.chosen - left.get(row.nth, 0) for row in connection.execute(said)}


def forget_in_insights(connection: Connection, gone: GoneWords) -> None:
    """Take words that were withdrawn out of every version: the sentences that quote them, or all of a short field.

    A sentence is its author's: one that shares a word with what was withdrawn stays.
    """
    for insight, nth, words in _changed(connection, gone):
        this = (insight_versions.c.insight == insight, insight_versions.c.nth == nth)
        connection.execute(update(insight_versions).where(*this).values(words=words))


def resting_on(connection: Connection, ids: frozenset[str]) -> int:
    """Return how many insights have one of these observations as evidence, as they stand now."""
    newest = (insight_versions.c.insight == insights.c.id) & (insight_versions.c.nth == insights.c.newest)
    said = (insight_evidence.c.insight == insights.c.id) & (insight_evidence.c.said_in == insight_versions.c.said_in)
    resting = select(insights.c.id).join(insight_versions, newest).join(insight_evidence, said)
    found: set[str] = set()
    for batch in batches(sorted(ids)):
        found.update(connection.execute(resting.where(insight_evidence.c.observation.in_(batch))).scalars())
    return len(found)


def quoting(connection: Connection, gone: Callable[[], GoneWords]) -> int:
    """Return how many insights would lose words; what is gone is asked for only where there are insights."""
    if connection.execute(select(insight_versions.c.insight).limit(1)).first() is None:
        return 0
    return len({insight for insight, _, _ in _changed(connection, gone())})


def _changed(connection: Connection, gone: GoneWords) -> list[tuple[str, int, Values]]:
    query = select(insight_versions.c.insight, insight_versions.c.nth, insight_versions.c.words)
    read = [(row, _forgotten(row.words, gone)) for row in connection.execute(query).all()]
    return [(row.insight, row.nth, words) for row, words in read if words != row.words]


def _forgotten(said: Values, gone: GoneWords) -> Values:
    prose = {name: _without_sentences(said[name], gone) for name in ("reasoning", "because")}
    short = {name: _unless_quoting(said[name], gone) for name in ("whom", "where")}
    advice = [
        {"what": _without_sentences(each["what"], gone), "who": _unless_quoting(each["who"], gone)}
        for each in said["recommendations"]
    ]
    return (
        said
        | prose
        | short
        | {
            "claim": WITHDRAWN_CLAIM if gone.quoted_in(said["claim"]) else said["claim"],
            "organisations": [name for name in said["organisations"] if not gone.quoted_in(name)],
            "recommendations": advice,
        }
    )


def _unless_quoting(text: str, gone: GoneWords) -> str:
    return "" if gone.quoted_in(text) else text


def _without_sentences(text: str, gone: GoneWords) -> str:
    """Return a text without the sentences that quote these words, or without all where they stand across two."""
    if not gone.quoted_in(text):
        return text
    kept = " ".join(_LEFT_OUT if gone.quoted_in(part) else part for part in _SENTENCES.split(text))
    return _LEFT_OUT if gone.quoted_in(kept) else kept


def _words_from(said: Values) -> InsightWords:
    return InsightWords(
        **{
            **said,
            "confidence": Confidence(said["confidence"]),
            "organisations": tuple(said["organisations"]),
            "recommendations": tuple(Recommendation(**each) for each in said["recommendations"]),
        }
    )
