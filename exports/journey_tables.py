"""The tables of a journey's workbook: all that is said of it, a row a step, an observation, a hand-over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from domain import journey_columns as columns
from domain.hand_over_told import told_at
from domain.journey_table import journey_table
from domain.journeys import Journey, Step
from domain.placed_evidence import PlacedEvidence
from domain.step_told import NOTHING_TOLD, StepTold
from domain.sureness import Sureness, is_a_guess, sureness_word
from domain.told_first import guessed_pain_points
from exports.cells import Cell

_PIECE = 30_000
"""So many characters of what is kept from a file stand in one cell; the rest stands in the next row."""
_STEP_COLUMNS = (
    ("Order", 8), ("Stage", 22), ("Step", 40), ("Organisation", 28), ("Service", 28), ("Systems", 34),
    ("Channel", 16), ("Owner", 20), ("Rests on", 14), ("Evidence", 10), ("Pain points", 44),
    ("Hand-over to the next step", 44), ("Hand-overs within the step", 44), ("Actor", 20), ("Touchpoints", 34),
    ("Standing", 12), ("Branch", 10),
    ("Optional", 10), ("Wait (days)", 12), ("Sub-journey", 20), ("Note", 44), ("Id", 12),
    ("Hand-overs to other steps", 44), ("Of these guesses", 10),
    ("Needs told", 10), ("Things tried", 10), ("How it felt", 28),
)  # fmt: skip
_EVIDENCE_COLUMNS = (
    ("Step", 8), ("Step name", 34), ("Exact words", 80), ("Kind", 16), ("Organisation", 26), ("Researched by", 26),
    ("Study", 34), ("Source", 34), ("Where", 20), ("Date", 12), ("Fit", 8), ("Observation", 28), ("Marking", 22),
    ("Reason", 34), ("Accepted by", 20), ("Accepted at", 20), ("Step id", 12),
    ("How sure", 12),
)  # fmt: skip
_HAND_OVER_COLUMNS = (
    ("From step", 10), ("To step", 10), ("From", 28), ("To", 28), ("Crosses", 16), ("Passes", 14), ("How", 16),
    ("Legal basis", 22), ("Controller", 22), ("Identifier", 22), ("What is missing", 22),
    ("Evidence (exact words)", 80), ("Known trouble", 44), ("Owner on the giving side", 22),
    ("Owner on the taking side", 22), ("From id", 12), ("To id", 12), ("Hand-over id", 14),
    ("Proposed", 12), ("Told by evidence", 60),
)  # fmt: skip
_OTHER_COLUMNS = (
    ("Stands on", 16), ("From step", 10), ("To step", 10), ("Suggested step", 12), ("Exact words", 80), ("Study", 34),
    ("Source", 34), ("Where", 20), ("Fit", 8), ("Observation", 28), ("Marking", 22), ("Reason", 34),
    ("Accepted by", 20), ("Accepted at", 20), ("From id", 12), ("To id", 12), ("Hand-over id", 14),
)  # fmt: skip
_PAIN_POINT_COLUMNS = (
    ("Step", 8), ("Title", 60), ("Pain point", 28), ("Observations", 34), ("Step id", 12), ("Accepted by", 20),
    ("Accepted at", 20), ("How sure", 12),
)  # fmt: skip
_SUGGESTED_COLUMNS = (("Number", 8), ("Stage", 22), ("Step", 40), ("After step", 10), ("Reason", 60), ("After id", 12))
_REJECTED_COLUMNS = (
    ("Observation", 28), ("By", 26), ("At", 26), ("Step id", 12), ("To id", 12), ("Hand-over id", 14),
)  # fmt: skip
_POINTS_OFF_COLUMNS = (
    ("Title", 60), ("Pain point", 28), ("Observations", 34), ("By", 26), ("At", 26), ("Step id", 12),
)  # fmt: skip
_KEPT_COLUMNS = (("Step id", 12), ("Name", 20), ("Text", 100))


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A sheet with a head row: the names of its columns with their widths, and its rows."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]


def journey_tables(journey: Journey, told: Mapping[str, StepTold] = MappingProxyType({})) -> list[Table]:
    """Return the tables of a journey: steps, evidence and hand-overs always, others where they hold something.

    ``told`` is what evidence on its steps tells of attempts and feelings, by the step's identifier.
    """
    always = [
        Table(name=columns.STEPS, columns=_STEP_COLUMNS, rows=_step_rows(journey, told)),
        Table(name=columns.EVIDENCE, columns=_EVIDENCE_COLUMNS, rows=_evidence_rows(journey)),
        Table(name=columns.HAND_OVERS, columns=_HAND_OVER_COLUMNS, rows=_hand_over_rows(journey)),
    ]
    others = [
        Table(name=columns.OTHER_EVIDENCE, columns=_OTHER_COLUMNS, rows=list(_other_rows(journey))),
        Table(name=columns.PAIN_POINTS, columns=_PAIN_POINT_COLUMNS, rows=_pain_point_rows(journey)),
        Table(name=columns.SUGGESTED, columns=_SUGGESTED_COLUMNS, rows=_suggested_rows(journey)),
        Table(name=columns.REJECTED, columns=_REJECTED_COLUMNS, rows=_rejected_rows(journey)),
        Table(name=columns.POINTS_OFF, columns=_POINTS_OFF_COLUMNS, rows=_points_off_rows(journey)),
        Table(name=columns.KEPT, columns=_KEPT_COLUMNS, rows=list(_kept_rows(journey))),
    ]
    return [*always, *(table for table in others if table.rows)]


def _step_rows(journey: Journey, told: Mapping[str, StepTold]) -> list[list[Cell]]:
    return [
        [
            row.order, row.stage, row.step, row.organisation, row.service, "\n".join(step.systems) or row.systems,
            row.channel, step.owner, row.basis, row.evidence, "\n".join(_pain_points_told(step)), row.hand_over,
            "\n".join(row.within), step.actor,
            "\n".join(step.touchpoints), step.standing.value, step.branch.value if step.branch else None,
            columns.YES if step.optional else columns.NO, step.wait_days, step.sub_journey, step.note, step.id,
            "\n".join(row.across), sum(map(is_a_guess, step.evidence)),
            len(step.needs), *_attempts_and_feeling(told.get(step.id, NOTHING_TOLD)),
        ]
        for row, step in zip(journey_table(journey), journey.steps, strict=True)
    ]  # fmt: skip


def _attempts_and_feeling(told: StepTold) -> tuple[Cell, Cell]:
    return len(told.attempts), told.feeling or None


def _pain_points_told(step: Step) -> Iterator[str]:
    """Yield the titles of a step's pain points, those that guesses alone tell said to be so."""
    guessed = guessed_pain_points(step)
    for point in step.pain_points:
        yield f"{point.title} ({Sureness.GUESS.value})" if point in guessed else point.title


def _evidence_rows(journey: Journey) -> list[list[Cell]]:
    return [
        [
            step.order, step.step, item.text, item.kind.label, item.organisation, item.researched_by, item.study,
            item.source, item.locator, item.date, placed.score, item.id, item.marking.value if item.marking else None,
            placed.reason, placed.accepted_by, placed.accepted_at, step.id,
            sureness_word(placed),
        ]
        for step in journey.steps
        for placed in step.evidence
        for item in (placed.evidence,)
    ]  # fmt: skip


def _ids(journey: Journey) -> dict[int, str]:
    return {step.order: step.id for step in journey.steps}


def _hand_over_rows(journey: Journey) -> list[list[Cell]]:
    ids = _ids(journey)
    return [
        [
            item.from_step, item.to_step, item.giver, item.taker, item.kind.value, item.passes.value, item.how.value,
            item.legal_basis, item.controller, item.identifier, item.gap.value if item.gap else None,
            "\n".join(placed.evidence.text for placed in item.evidence), item.trouble, item.giver_owner,
            item.taker_owner, ids.get(item.from_step), ids.get(item.to_step), item.id or None,
            columns.YES if item.is_proposed else None, "\n".join(told_at(item).words) or None,
        ]
        for item in journey.hand_overs
    ]  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class _Stand:
    """What evidence stands on that stands on no step."""

    on: str
    from_step: int | None = None
    to_step: int | None = None
    hand_over: str | None = None
    suggested: int | None = None


def _other_rows(journey: Journey) -> Iterator[list[Cell]]:
    ids = _ids(journey)
    stands: list[tuple[_Stand, PlacedEvidence]] = []
    for passing in journey.hand_overs:
        stand = _Stand(
            on=columns.ON_HAND_OVER, from_step=passing.from_step, to_step=passing.to_step, hand_over=passing.id or None
        )
        stands += [(stand, placed) for placed in passing.evidence]
    for number, suggested in enumerate(journey.suggested, start=1):
        stands += [(_Stand(on=columns.ON_SUGGESTED, suggested=number), placed) for placed in suggested.evidence]
    stands += [(_Stand(on=columns.TRAY), placed) for placed in journey.tray]
    for stand, placed in stands:
        item = placed.evidence
        yield [
            stand.on, stand.from_step, stand.to_step, stand.suggested, item.text, item.study, item.source, item.locator,
            placed.score, item.id, item.marking.value if item.marking else None, placed.reason, placed.accepted_by,
            placed.accepted_at, ids.get(stand.from_step or 0), ids.get(stand.to_step or 0), stand.hand_over,
        ]  # fmt: skip


def _pain_point_rows(journey: Journey) -> list[list[Cell]]:
    return [
        [
            step.order, point.title, point.id, "\n".join(point.observation_ids), step.id, point.accepted_by,
            point.accepted_at, Sureness.GUESS.value if point in guessed else None,
        ]
        for step in journey.steps
        for guessed in (guessed_pain_points(step),)
        for point in step.pain_points
    ]  # fmt: skip


def _suggested_rows(journey: Journey) -> list[list[Cell]]:
    orders = {step.id: step.order for step in journey.steps}
    return [
        [number, item.stage, item.step, orders.get(item.after or ""), item.reason, item.after]
        for number, item in enumerate(journey.suggested, start=1)
    ]


def _rejected_rows(journey: Journey) -> list[list[Cell]]:
    return [
        [item.observation_id, item.by, item.at, item.step_id, item.to_step_id, item.hand_over_id or None]
        for item in journey.rejected
    ]


def _points_off_rows(journey: Journey) -> list[list[Cell]]:
    return [
        [row.title, row.id, "\n".join(row.observation_ids), row.by, row.at, row.step_id]
        for row in journey.rejected_pain_points
    ]


def _kept_rows(journey: Journey) -> Iterator[list[Cell]]:
    for step, extras in (("", journey.extras), *((step.id, step.extras) for step in journey.steps)):
        for name, text in extras:
            for at in range(0, len(text), _PIECE):
                yield [step, name, text[at : at + _PIECE]]
