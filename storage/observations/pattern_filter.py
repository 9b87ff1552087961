"""Which observations resemble a pattern, as a condition: people decided so, or else the coder said so."""

import json

from sqlalchemy import ColumnElement, Select, Text, and_, cast, or_, select

from domain.decisions import Verdict
from storage.observations.standing_decisions import standing
from storage.schema import codings, evidence_decisions, observations


def fits_one_of(patterns: frozenset[str]) -> ColumnElement[bool]:
    """Return whether an observation resembles one of these patterns, each by its identifier."""
    return or_(*(_fits(pattern) for pattern in sorted(patterns)))


def _fits(pattern: str) -> ColumnElement[bool]:
    # Of what is stored for a fit its identifier alone is a text, so that it stands in quotation marks nowhere else.
    said = cast(codings.c.patterns, Text).contains(json.dumps(pattern), autoescape=True)
    coded = observations.c.id.in_(select(codings.c.observation).where(said))
    refused = observations.c.id.in_(_decided(pattern, Verdict.NOT_EVIDENCE))
    return or_(and_(coded, ~refused), observations.c.id.in_(_decided(pattern, Verdict.EVIDENCE)))


def _decided(pattern: str, verdict: Verdict) -> Select[str]:
    query = decided(verdict)
    return query.with_only_columns(query.selected_columns.observation).where(query.selected_columns.subject == pattern)


def decided(verdict: Verdict) -> Select[str, str, str, int]:
    """Return ``observation``, ``subject``, ``act`` and ``nth`` where this verdict stands, as ``standing_links`` has it.

    It is the latest on both that was not taken back.
    """
    link, stands = standing(
        evidence_decisions,
        "observation",
        "subject",
        takes_back=lambda row: row.c.verdict == Verdict.TAKEN_BACK.value,
    )
    said = select(link.c.observation, link.c.subject, link.c.act, link.c.nth)
    return said.where(link.c.verdict == verdict.value, stands)
