"""Rows of a journey's workbook that stand beside its steps: evidence, hand-overs, suggested steps, rejections."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain import journey_columns as columns
from domain.hand_overs import HandOver, HandOverKind, How, Passes, seems_proposed
from domain.journey_files import Mention
from domain.journey_table import NOT_KNOWN
from domain.journeys import RejectedPainPoint, SuggestedStep
from domain.placed_evidence import RejectedEvidence
from ingest.journey_rows import number_of
from ingest.journey_sheets import Faults, Row


def read_mention(row: Row, faults: Faults) -> Mention | None:
    """Return what a row says of an observation on this journey; notes a fault where it says nothing usable."""
    identifier, fit = row.line("Observation"), row.line("Fit")
    score = number_of(fit) if fit else 0.0
    if not identifier:
        faults.add(row.where, "It names no observation.", "Write its identifier into 'Observation'.")
    if score is None or not 0 <= score <= 1:
        faults.add(row.where, f"The fit '{fit[:20]}' is no number from 0 to 1.", "Write one, or nothing.")
        return None
    return Mention(
        observation_id=identifier,
        where=row.where,
        score=score,
        reason=row.text("Reason"),
        accepted_by=row.line("Accepted by") or None,
        accepted_at=row.line("Accepted at") or None,
    )


def read_hand_over(row: Row, giver: int, taker: int, faults: Faults) -> HandOver:
    """Return the hand-over that a row tells between two steps, by their orders."""
    gap = row.line("What is missing")
    item = HandOver(
        from_step=giver,
        to_step=taker,
        giver=row.line("From") or NOT_KNOWN,
        taker=row.line("To") or NOT_KNOWN,
        kind=faults.choice(row, "Crosses", columns.KIND_WORDS, HandOverKind.ORGANISATION),
        passes=faults.choice(row, "Passes", columns.PASSES_WORDS, Passes.UNKNOWN),
        how=faults.choice(row, "How", columns.HOW_WORDS, How.UNKNOWN),
        legal_basis=row.line("Legal basis") or None,
        controller=row.line("Controller") or None,
        identifier=row.line("Identifier") or None,
        gap=faults.choice(row, "What is missing", columns.GAP_WORDS, next(iter(columns.GAP_WORDS.values())))
        if gap
        else None,
        trouble=row.text("Known trouble"),
        giver_owner=row.line("Owner on the giving side") or None,
        taker_owner=row.line("Owner on the taking side") or None,
        id=row.line(columns.WITHIN),
    )
    return replace(item, is_proposed=_is_proposed(row, item, faults))


def _is_proposed(row: Row, item: HandOver, faults: Faults) -> bool:
    """Tell whether only a draft told of a hand-over; of a sheet without that column, its own identifier tells."""
    if columns.PROPOSED not in row:
        return bool(row.line(columns.WITHIN)) and seems_proposed(item)
    said = row.line(columns.PROPOSED).casefold()
    if said not in ("", columns.YES, columns.NO):
        problem = f"'{said[:20]}' in '{columns.PROPOSED}' is neither yes nor no."
        faults.add(row.where, problem, "Write yes, no, or nothing.")
    return said == columns.YES


def read_suggested(
    rows: Sequence[Row], mentions: Mapping[int, list[Mention]]
) -> tuple[tuple[SuggestedStep, tuple[Mention, ...]], ...]:
    """Return the suggested steps, each with its evidence, which ``mentions`` has by their numbers."""
    return tuple(
        (
            SuggestedStep(
                step=row.line("Step"),
                stage=row.line("Stage"),
                after=row.line("After id") or None,
                evidence=(),
                reason=row.text("Reason"),
            ),
            tuple(mentions.get(int(number_of(row.line("Number")) or 0), ())),
        )
        for row in rows
    )


def read_rejected(rows: Sequence[Row]) -> tuple[RejectedEvidence, ...]:
    """Return the evidence that people took off a step, or off a hand-over, which "To id" tells."""
    return tuple(
        RejectedEvidence(
            observation_id=row.line("Observation"),
            step_id=row.line("Step id"),
            by=row.line("By"),
            at=row.line("At"),
            to_step_id=row.line("To id") or None,
            hand_over_id=row.line(columns.WITHIN),
        )
        for row in rows
    )


def read_points_off(rows: Sequence[Row]) -> tuple[RejectedPainPoint, ...]:
    """Return the pain points that people took off a step."""
    return tuple(
        RejectedPainPoint(
            id=row.line("Pain point"),
            title=row.line("Title"),
            observation_ids=row.identifiers("Observations"),
            step_id=row.line("Step id"),
            by=row.line("By"),
            at=row.line("At"),
        )
        for row in rows
    )
