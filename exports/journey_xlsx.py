"""A journey as a workbook for the wall of a sprint room: the map, then its steps, evidence and hand-overs as tables."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from domain import journey_columns as columns
from domain.access import Marking
from domain.journey_table import NOT_KNOWN, channel_words, journey_table
from domain.journeys import Journey, Step, StepBasis
from domain.step_told import StepTold
from domain.sureness import is_assumed, with_guesses_counted, without_guesses
from domain.told_first import pain_points_in_full
from exports.cells import Cell
from exports.journey_tables import Table, journey_tables
from exports.sheets import A3, SheetInMaking, WorkbookInMaking

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_HOW_TO_CHANGE = (
    "Change the sheets Steps, Hand-overs and Evidence, then take the file in again; changes are shown first.",
    "A row without Id is a new step. Move rows, or change the numbers in Order; 2.5 stands between 2 and 3.",
    "Channel, Standing, Branch, Optional, Crosses, Passes, How and What is missing have a list to choose from.",
    "Systems and touchpoints stand a line each in their cell, or with semicolons between.",
    "Evidence goes by its observation, not by its words.",
    "The sheet Map and columns such as Rests on only show; they are made anew.",
)
_STAGE_ROW, _STEP_ROW, _FIRST_LANE_ROW = 2, 3, 4
_LABEL_WIDTH, _STEP_WIDTH = 24, 28
_ROWS_TO_ADD = 500
_FORMATS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16},
    "note": {"italic": True, "font_color": "#52606D"},
    "head": {"bold": True, "bg_color": "#E3EAEE", "border": 1, "border_color": "#C3CCD4", "text_wrap": True},
    "cell": {"border": 1, "border_color": "#C3CCD4", "text_wrap": True},
    "fit": {"border": 1, "border_color": "#C3CCD4", "num_format": "0.00"},
    "blank": {"bg_color": "#F4F6F8"},
    "card": {"border": 1, "border_color": "#52606D", "text_wrap": True},
    "assumed": {"border": 3, "border_color": "#52606D", "italic": True, "text_wrap": True},
    "hand_over": {"font_color": "#A63A14", "bold": True, "border": 1, "border_color": "#C3CCD4", "text_wrap": True},
}


def journey_workbook(journey: Journey, told: Mapping[str, StepTold] = MappingProxyType({})) -> bytes:
    """Return the journey as an xlsx file: sheets Map, Steps, Evidence, Hand-overs and About, and what else there is.

    All that is said of the journey stands in it, so that it can be changed in a spreadsheet and taken in again. Every
    text is written as text, so nothing in it runs as a formula or becomes a link. The file holds no time of
    day: the same journey gives the same cells. ``told`` is what evidence on its steps tells of attempts and feelings,
    by the step's identifier: it only shows.
    """
    made = WorkbookInMaking()
    formats = {name: made.workbook.add_format({**style, "valign": "top"}) for name, style in _FORMATS.items()}
    _add_map(made, journey, formats)
    for table in journey_tables(journey, told):
        _add_table(made, table, journey.marking, formats)
    _add_about(made, journey, formats)
    return made.written()


def _add_map(made: WorkbookInMaking, journey: Journey, formats: dict[str, "Format"]) -> None:
    sheet = made.add("Map", (_LABEL_WIDTH, *(_STEP_WIDTH for _ in journey.steps)))
    sheet.write(0, 0, journey.title, formats["title"], runs_over=True)
    marked = f"{journey.marking.value}. " if journey.marking else ""
    sheet.write(1, 0, f"{marked}Who: {journey.actor or NOT_KNOWN}", formats["note"], runs_over=True)
    lanes = _lanes(journey.steps)
    for row, label in ((_STAGE_ROW, "Stage"), (_STEP_ROW, "Step"), *enumerate(lanes, start=_FIRST_LANE_ROW)):
        sheet.write(row, 0, label, formats["head"])
    last = _FIRST_LANE_ROW + len(lanes)
    within = ["Hand-over within the step"] if any(item.is_within for item in journey.hand_overs) else []
    across = ["Hand-over to another step"] if any(item.is_across for item in journey.hand_overs) else []
    below = (*within, "Hand-over to the next step", *across, "Systems", "Pain points", "Evidence")
    for row, label in enumerate(below, start=last):
        sheet.write(row, 0, label, formats["head"])
    for column, (step, told) in enumerate(zip(journey.steps, journey_table(journey), strict=True), start=1):
        sheet.write(_STAGE_ROW, column, step.stage, formats["head"])
        sheet.write(_STEP_ROW, column, step.order, formats["head"])
        for row, lane in enumerate(lanes, start=_FIRST_LANE_ROW):
            own = lane == (step.organisation or NOT_KNOWN)
            sheet.write(row, column, _card(step) if own else None, formats[_card_style(step) if own else "blank"])
        if within:
            sheet.write(last, column, "\n".join(f"↻ {said}" for said in told.within), formats["hand_over"])
        row = last + len(within)
        sheet.write(row, column, told.hand_over and f"→ {told.hand_over}", formats["hand_over"])
        if across:
            row += 1
            sheet.write(row, column, "\n".join(f"⇢ {said}" for said in told.across), formats["hand_over"])
        sheet.write(row + 1, column, "\n".join(step.systems), formats["cell"])
        sheet.write(row + 2, column, "\n".join(f"• {said}" for said in pain_points_in_full(step)), formats["cell"])
        sheet.write(row + 3, column, len(without_guesses(step.evidence)), formats["cell"])
    sheet.lay_out(journey.marking, heads=_FIRST_LANE_ROW, paper=A3, is_in_one_piece=True)


def _lanes(steps: Sequence[Step]) -> list[str]:
    """Return organisations in order of appearance, those that are not known last."""
    names = dict.fromkeys(step.organisation for step in steps if step.organisation)
    return [*names, NOT_KNOWN] if any(step.organisation is None for step in steps) else list(names)


def _card(step: Step) -> str:
    basis = with_guesses_counted(step.evidence) or "assumed: no evidence"
    return f"{step.step}\n({channel_words(step.channel)}; {basis})"


def _only_guessed(journey: Journey) -> int:
    """Return how many quotations are a guess on every step on which they stand."""
    placed = [item for step in journey.steps for item in step.evidence]
    return len({item.evidence.id for item in placed} - {item.evidence.id for item in without_guesses(placed)})


def _card_style(step: Step) -> str:
    return "assumed" if is_assumed(step) else "card"


def _add_table(made: WorkbookInMaking, table: Table, marking: Marking | None, formats: dict[str, "Format"]) -> None:
    sheet = made.add(table.name, [width for _, width in table.columns])
    for column, (name, _) in enumerate(table.columns):
        sheet.write(0, column, name, formats["head"])
    for number, cells in enumerate(table.rows, start=1):
        for column, value in enumerate(cells):
            sheet.write(number, column, value, formats["fit" if table.columns[column][0] == "Fit" else "cell"])
    _offer_choices(sheet, table)
    sheet.lay_out(marking, paper=A3)
    sheet.sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)


def _offer_choices(sheet: SheetInMaking, table: Table) -> None:
    """Give the columns in which a fixed set of words may stand a list to choose from, rows to be added too."""
    choices = columns.CHOICES.get(table.name, {})
    for column, (name, _) in enumerate(table.columns):
        if name in choices:
            listed = {
                "validate": "list",
                "source": list(choices[name]),
                "error_type": "warning",
                "error_title": name,
                "error_message": "Choose from the list, or leave the cell empty: other words are refused.",
            }
            sheet.sheet.data_validation(1, column, len(table.rows) + _ROWS_TO_ADD, column, listed)


def _add_about(made: WorkbookInMaking, journey: Journey, formats: dict[str, "Format"]) -> None:
    assumed = sum(step.basis is StepBasis.ASSUMPTION for step in journey.steps)
    evidence = [placed.evidence for step in journey.steps for placed in step.evidence]
    dates = sorted(item.date for item in evidence if item.date)
    lines: list[tuple[str, Cell]] = [
        (columns.TITLE, journey.title),
        (columns.IDENTIFIER, journey.id),
        ("Status", journey.status.value),
        (columns.ACTOR, journey.actor),
        (columns.FORM, journey.form.value.replace("_", "-")),
        (columns.AS_IS, journey.as_is),
        (columns.VERSION, journey.version),
        ("Steps", len(journey.steps)),
        ("Assumed steps", assumed),
        ("Pieces of evidence", len({item.id for item in evidence})),
        ("Of these guesses", _only_guessed(journey)),
        ("Studies", len({item.study for item in evidence})),
        ("Marking", journey.marking.value if journey.marking else "none"),
        ("Evidence dated", f"{dates[0]} to {dates[-1]}" if dates else "not recorded"),
        ("Hand-overs", len(journey.hand_overs)),
        (
            "How to read it",
            "A column a step, a row an organisation. Steps in italics with a dashed border are assumed, "
            "or only guesses stand on them.",
        ),
        ("", "“Not known” means that the evidence placed here does not say; it does not mean that nobody does it."),
        (
            "",
            "A guess more likely belongs elsewhere: screens do not count it, nor a pain point that guesses alone tell.",
        ),
        ("", "Words in the sheet Evidence are exact; source and place say where they stand."),
        *(("How to change it" if not nth else "", line) for nth, line in enumerate(_HOW_TO_CHANGE)),
        *(("What is not known" if not nth else "", gap) for nth, gap in enumerate(journey.gaps)),
        (columns.LAYOUT_LABEL, columns.LAYOUT),
        *(
            (columns.WRITTEN, f"{step.order}{columns.APART}{step.id}{columns.APART}{step.step}")
            for step in journey.steps
        ),
    ]
    sheet = made.add(columns.ABOUT, (_LABEL_WIDTH, 110))
    for row, (label, value) in enumerate(lines):
        sheet.write(row, 0, label, formats["head"])
        sheet.write(row, 1, value, formats["cell"])
    sheet.lay_out(journey.marking, paper=A3)
