"""A workbook for notes that checks itself: the study, its notes, and a sheet that says what is missing."""

from typing import TYPE_CHECKING

from domain.template import (
    CHECK_SHEET,
    NOTES_COLUMNS,
    NOTES_ROWS,
    NOTES_SHEET,
    STUDY_FIELDS,
    STUDY_HEAD,
    STUDY_SHEET,
    TemplateField,
    label_of,
)
from exports.sheets import WorkbookInMaking

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_REQUIRED_FILL = "#FFF2CC"
_LAST = NOTES_ROWS + 1
_FINE = "ok"
_COUNTED = "sample_size"
_DAYS = frozenset({"raw_until", "insight_until"})


def template_xlsx() -> bytes:
    """Return the empty workbook: what is required has a star and a fill, what has choices a list."""
    made = WorkbookInMaking()
    workbook = made.workbook
    head = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    required = workbook.add_format({"bg_color": _REQUIRED_FILL, "text_wrap": True, "valign": "top", "num_format": "@"})
    plain = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    _study(made, head, required, plain)
    _notes(made, head, required, plain)
    _check(made, head)
    return made.written()


def _study(made: WorkbookInMaking, head: "Format", required: "Format", plain: "Format") -> None:
    laid = made.add(STUDY_SHEET, (24, 50, 50))
    sheet = laid.sheet
    sheet.write_row(0, 0, STUDY_HEAD, head)
    figure = made.workbook.add_format({"valign": "top", "align": "left", "num_format": "0"})
    for row, field in enumerate(STUDY_FIELDS, start=1):
        sheet.write_string(row, 0, label_of(field))
        look = required if field.required else figure if field.fact == _COUNTED else plain
        sheet.write_blank(row, 1, None, look)
        sheet.write_string(row, 2, field.hint)
        if field.choices:
            sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": list(field.choices)})
        elif field.fact == _COUNTED:
            whole = {"validate": "integer", "criteria": ">=", "value": 0, "ignore_blank": True}
            sheet.data_validation(
                row, 1, row, 1, whole | {"error_title": "A whole number", "error_message": field.hint}
            )
    laid.lay_out(None)


def _notes(made: WorkbookInMaking, head: "Format", required: "Format", plain: "Format") -> None:
    widths = [70 if column.required else 20 for column in NOTES_COLUMNS]
    laid = made.add(NOTES_SHEET, widths)
    sheet = laid.sheet
    for at, (column, width) in enumerate(zip(NOTES_COLUMNS, widths, strict=True)):
        sheet.set_column(at, at, width, required if column.required else plain)
        sheet.write_string(0, at, column.name, head)
        prompt: dict[str, str | list[str]] = {
            "validate": "any",
            "input_title": column.name,
            "input_message": column.hint,
        }
        if column.choices:
            prompt |= {"validate": "list", "source": list(column.choices)}
        sheet.data_validation(1, at, NOTES_ROWS, at, prompt)
    laid.lay_out(None, named_by=0)


def _check(made: WorkbookInMaking, head: "Format") -> None:
    laid = made.add(CHECK_SHEET, (60, 40))
    sheet = laid.sheet
    sheet.write_row(0, 0, ("What is checked", "How it stands"), head)
    lines = [*_lines_of_study(), *_lines_of_notes()]
    for row, (what, formula, at_first) in enumerate(lines, start=1):
        sheet.write_string(row, 0, what)
        sheet.write_formula(row, 1, formula, None, at_first)
    missing = f'=COUNTIF(B2:B{len(lines) + 1},"<>{_FINE}")'
    sheet.write_string(len(lines) + 2, 0, "Lines to see to")
    sheet.write_formula(len(lines) + 2, 1, missing, None, sum(at_first != _FINE for *_, at_first in lines))
    wrong = made.workbook.add_format({"bg_color": "#F8D7DA"})
    beside = {"type": "cell", "criteria": "!=", "value": f'"{_FINE}"', "format": wrong}
    sheet.conditional_format(1, 1, len(lines), 1, beside)
    laid.lay_out(None)


def _lines_of_study() -> list[tuple[str, str, str]]:
    """Return a line for each field that is required: what is checked, its formula, and how it stands at first."""
    lines = []
    for row, field in enumerate(STUDY_FIELDS, start=2):
        cell = f"{STUDY_SHEET}!B{row}"
        missing = f"{field.label} is missing" if field.required else _FINE
        right, told = _right(field, cell)
        if field.required or right:
            filled = f'IF({right},"{_FINE}","{told}")' if right else f'"{_FINE}"'
            lines.append((f"{STUDY_SHEET}: {field.label}", f'=IF(TRIM({cell})="","{missing}",{filled})', missing))
    return lines


def _right(field: TemplateField, cell: str) -> tuple[str, str]:
    """Return the condition under which a cell that is filled in is right, and what to say else; none for any words."""
    if field.choices:
        listed = ",".join(f'TRIM({cell})="{choice}"' for choice in field.choices)
        return f"OR({listed})", f"{field.label} is none of the list"
    if field.fact == _COUNTED:
        return (
            f"IFERROR(AND(VALUE({cell})>=0,INT(VALUE({cell}))=VALUE({cell})),FALSE)",
            f"{field.label} is not a whole number",
        )
    if field.fact == "date":
        return _is_date(cell), f"{field.label} is not written as {field.hint}"
    if field.fact in _DAYS:
        return _is_date(cell, whole=True), f"{field.label} is not a day such as 2027-03-01"
    return "", ""


def _is_date(cell: str, *, whole: bool = False) -> str:
    """Return the condition that a cell is a year, a month or a day as people write them here, or a date of Excel's.

    With ``whole`` it has to be a day. It parts the text itself: what functions for dates take for one depends on the
    country.
    """
    text = f"TRIM({cell})"
    year, month, day = f"VALUE(LEFT({text},4))", f"VALUE(MID({text},6,2))", f"VALUE(RIGHT({text},2))"
    of_year = f"AND({year}>1900,{year}<2200)"
    of_month = f'AND({of_year},MID({text},5,1)="-",{month}>=1,{month}<=12)'
    of_day = f'AND({of_month},MID({text},8,1)="-",DAY(DATE({year},{month},{day}))={day})'
    written = f"IF(LEN({text})=10,{of_day},FALSE)"
    if not whole:
        written = f"IF(LEN({text})=4,{of_year},IF(LEN({text})=7,{of_month},{written}))"
    return f"IF(ISNUMBER({cell}),{cell}>1900,IFERROR({written},FALSE))"


def _lines_of_notes() -> list[tuple[str, str, str]]:
    letters = {column.name: chr(ord("A") + at) for at, column in enumerate(NOTES_COLUMNS)}
    note = f"{NOTES_SHEET}!{letters['Note']}2:{letters['Note']}{_LAST}"
    others = (f"LEN({NOTES_SHEET}!{at}2:{at}{_LAST})" for name, at in letters.items() if name != "Note")
    none = "there is no note yet"
    without = f"SUMPRODUCT(--({'+'.join(others)}>0),--(LEN({note})=0))"
    short = f'SUMPRODUCT(--(LEN({note})>0),--(LEN(TRIM({note}))-LEN(SUBSTITUTE(TRIM({note})," ",""))<2))'
    return [
        (f"{NOTES_SHEET}: at least one", f'=IF(COUNTA({note})=0,"{none}","{_FINE}")', none),
        (f"{NOTES_SHEET}: rows filled in without a note", _none_of(without, "rows without a note"), _FINE),
        (f"{NOTES_SHEET}: notes of fewer than three words", _none_of(short, "notes are too short to be kept"), _FINE),
    ]


def _none_of(count: str, told: str) -> str:
    return f'=IF({count}=0,"{_FINE}",{count}&" {told}")'
