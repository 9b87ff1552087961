"""A journey as a workbook for the wall of a sprint room: the map, then its steps, evidence and hand-overs as tables."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain import journey_columns as columns
from domain.access import Marking
from domain.journey_table import NOT_KNOWN, channel_words, journey_table
from domain.journeys import Journey, Step, StepBasis
from domain.told_first import pain_points_in_full
from exports.cells import Cell, cell_text
from exports.journey_tables import Table, journey_tables

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_A3 = 8
_HOW_TO_CHANGE = (
    "Change the sheets Steps, Hand-overs and Evidence, then take the file in again; changes are shown first.",
    "A row without Id is a new step. Move rows, or change the numbers in Order; 2.5 stands between 2 and 3.",
    "Channel, Standing, Branch, Optional, Crosses, Passes, How and What is missing have a list to choose from.",
    "Systems and touchpoints stand a line each in their cell. Evidence goes by its observation, not by its words.",
    "The sheet Map and columns such as Rests on only show; they are made anew.",
)
_STAGE_ROW, _STEP_ROW, _FIRST_LANE_ROW = 2, 3, 4
_LABEL_WIDTH, _STEP_WIDTH = 24, 28
_ROWS_TO_ADD = 500
_FORMATS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16},
    "note": {"italic": True, "font_color": "#52606D", "text_wrap": True},
    "head": {"bold": True, "bg_color": "#E3EAEE", "border": 1, "border_color": "#C3CCD4", "text_wrap": True},
    "cell": {"border": 1, "border_color": "#C3CCD4", "text_wrap": True},
    "fit": {"border": 1, "border_color": "#C3CCD4", "num_format": "0.00"},
    "blank": {"bg_color": "#F4F6F8"},
    "card": {"border": 1, "border_color": "#52606D", "text_wrap": True},
    "assumed": {"border": 3, "border_color": "#52606D", "italic": True, "text_wrap": True},
    "hand_over": {"font_color": "#A63A14", "bold": True, "border": 1, "border_color": "#C3CCD4", "text_wrap": True},
}


def journey_workbook(journey: Journey) -> bytes:
    """Return the journey as an xlsx file: sheets Map, Steps, Evidence, Hand-overs and About, and what else there is.

    All that is said of the journey stands in it, so that it can be changed in a spreadsheet and taken in again. Every
    text is written as text, so nothing in it runs as a formula or becomes a link. The file holds no time of
    day: the same journey gives the same cells.
    """
    from xlsxwriter import Workbook

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(content, options)
    formats = {name: workbook.add_format({**style, "valign": "top"}) for name, style in _FORMATS.items()}
    _write_map(_sheet(workbook, "Map", journey.marking), journey, formats)
    for table in journey_tables(journey):
        _write_table(_sheet(workbook, table.name, journey.marking), table, formats)
    _write_about(_sheet(workbook, columns.ABOUT, journey.marking), journey, formats)
    workbook.close()
    return content.getvalue()


def _sheet(workbook: "Workbook", name: str, marking: Marking | None) -> "Worksheet":
    sheet = workbook.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    if marking:
        sheet.set_header(f"&C{marking.value}")
        sheet.set_footer(f"&C{marking.value}")
    return sheet


def _write(sheet: "Worksheet", row: int, column: int, value: Cell, style: "Format") -> None:
    """Write one cell: text as text whatever it begins with, None as an empty cell that keeps its format."""
    if isinstance(value, str) and value:
        sheet.write_string(row, column, cell_text(value), style)
    elif value is None or value == "":
        sheet.write_blank(row, column, None, style)
    else:
        sheet.write_number(row, column, value, style)


def _write_map(sheet: "Worksheet", journey: Journey, formats: dict[str, "Format"]) -> None:
    _write(sheet, 0, 0, journey.title, formats["title"])
    marked = f"{journey.marking.value}. " if journey.marking else ""
    _write(sheet, 1, 0, f"{marked}Who: {journey.actor or NOT_KNOWN}", formats["note"])
    sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.set_column(1, max(1, len(journey.steps)), _STEP_WIDTH)
    sheet.freeze_panes(_FIRST_LANE_ROW, 1)
    lanes = _lanes(journey.steps)
    for row, label in ((_STAGE_ROW, "Stage"), (_STEP_ROW, "Step"), *enumerate(lanes, start=_FIRST_LANE_ROW)):
        _write(sheet, row, 0, label, formats["head"])
    last = _FIRST_LANE_ROW + len(lanes)
    within = ["Hand-over within the step"] if any(item.is_within for item in journey.hand_overs) else []
    across = ["Hand-over to another step"] if any(item.is_across for item in journey.hand_overs) else []
    below = (*within, "Hand-over to the next step", *across, "Systems", "Pain points", "Evidence")
    for row, label in enumerate(below, start=last):
        _write(sheet, row, 0, label, formats["head"])
    for column, (step, told) in enumerate(zip(journey.steps, journey_table(journey), strict=True), start=1):
        _write(sheet, _STAGE_ROW, column, step.stage, formats["head"])
        _write(sheet, _STEP_ROW, column, step.order, formats["head"])
        for row, lane in enumerate(lanes, start=_FIRST_LANE_ROW):
            own = lane == (step.organisation or NOT_KNOWN)
            _write(sheet, row, column, _card(step) if own else None, formats[_card_style(step) if own else "blank"])
        if within:
            _write(sheet, last, column, "\n".join(f"↻ {said}" for said in told.within), formats["hand_over"])
        row = last + len(within)
        _write(sheet, row, column, told.hand_over and f"→ {told.hand_over}", formats["hand_over"])
        if across:
            row += 1
            _write(sheet, row, column, "\n".join(f"⇢ {said}" for said in told.across), formats["hand_over"])
        _write(sheet, row + 1, column, "\n".join(step.systems), formats["cell"])
        _write(sheet, row + 2, column, "\n".join(f"• {said}" for said in pain_points_in_full(step)), formats["cell"])
        _write(sheet, row + 3, column, len(step.evidence), formats["cell"])


def _lanes(steps: Sequence[Step]) -> list[str]:
    """Return organisations in order of appearance, those that are not known last."""
    names = dict.fromkeys(step.organisation for step in steps if step.organisation)
    return [*names, NOT_KNOWN] if any(step.organisation is None for step in steps) else list(names)


def _card(step: Step) -> str:
    basis = "assumed: no evidence" if step.basis is StepBasis.ASSUMPTION else f"{len(step.evidence)} evidence"
    return f"{step.step}\n({channel_words(step.channel)}; {basis})"


def _card_style(step: Step) -> str:
    return "assumed" if step.basis is StepBasis.ASSUMPTION else "card"


def _write_table(sheet: "Worksheet", table: Table, formats: dict[str, "Format"]) -> None:
    for column, (name, width) in enumerate(table.columns):
        sheet.set_column(column, column, width)
        _write(sheet, 0, column, name, formats["head"])
    for number, cells in enumerate(table.rows, start=1):
        for column, value in enumerate(cells):
            _write(sheet, number, column, value, formats["fit" if table.columns[column][0] == "Fit" else "cell"])
    _offer_choices(sheet, table)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)


def _offer_choices(sheet: "Worksheet", table: Table) -> None:
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
            sheet.data_validation(1, column, len(table.rows) + _ROWS_TO_ADD, column, listed)


def _write_about(sheet: "Worksheet", journey: Journey, formats: dict[str, "Format"]) -> None:
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
        ("Studies", len({item.study for item in evidence})),
        ("Marking", journey.marking.value if journey.marking else "none"),
        ("Evidence dated", f"{dates[0]} to {dates[-1]}" if dates else "not recorded"),
        ("Hand-overs", len(journey.hand_overs)),
        (
            "How to read it",
            "A column a step, a row an organisation. Steps in italics with a dashed border are assumed.",
        ),
        ("", "“Not known” means that the evidence placed here does not say; it does not mean that nobody does it."),
        ("", "Words in the sheet Evidence are exact; source and place say where they stand."),
        *(("How to change it" if not nth else "", line) for nth, line in enumerate(_HOW_TO_CHANGE)),
        *(("What is not known" if not nth else "", gap) for nth, gap in enumerate(journey.gaps)),
        (columns.LAYOUT_LABEL, columns.LAYOUT),
        *(
            (columns.WRITTEN, f"{step.order}{columns.APART}{step.id}{columns.APART}{step.step}")
            for step in journey.steps
        ),
    ]
    sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.set_column(1, 1, 110)
    for row, (label, value) in enumerate(lines):
        _write(sheet, row, 0, label, formats["head"])
        _write(sheet, row, 1, value, formats["cell"])
