"""Any table on a screen as a file to take along."""

from collections.abc import Sequence

from domain.access import Marking
from domain.errors import InvalidRequest
from domain.evidence import Evidence
from use_cases.file_forms import CSV, FILE_FORMS, XLSX

FORMS = {form: FILE_FORMS[form] for form in (CSV, XLSX)}
"""Each form that a table can be had in: its name on screens and its media type."""
MARKING = "Marking"


def table_file(
    form: str, title: str, header: Sequence[str], rows: Sequence[Sequence[object]], *, marking: Marking | None = None
) -> bytes:
    """Return a table as csv or xlsx, every cell safe to open; a marking stands in a column of its own, on each row.

    Values that are neither text nor numbers are written as their text. Raises InvalidRequest for another form.
    """
    from exports.table_xlsx import table_xlsx
    from exports.tables import table_csv

    marked = [marking.value] if marking else []
    columns = [*header, *([MARKING] if marking else [])]
    cells = [[*map(_cell, row), *marked] for row in rows]
    if form == CSV:
        return table_csv(columns, cells)
    if form == XLSX:
        return table_xlsx(title, columns, cells, marking)
    raise InvalidRequest(f"There is no form '{form}'.", where="the table", remedy=f"Use one of: {', '.join(FORMS)}.")


def evidence_file(form: str, title: str, evidence: Sequence[Evidence], *, marking: Marking | None = None) -> bytes:
    """Return observations as csv or xlsx, a row each with its own marking. Raises InvalidRequest for another form."""
    from exports.table_xlsx import table_xlsx
    from exports.tables import EVIDENCE_COLUMNS, evidence_cells, table_csv

    rows = [evidence_cells(item) for item in evidence]
    if form == CSV:
        return table_csv(EVIDENCE_COLUMNS, rows)
    if form == XLSX:
        return table_xlsx(title, EVIDENCE_COLUMNS, rows, marking)
    raise InvalidRequest(f"There is no form '{form}'.", where="the table", remedy=f"Use one of: {', '.join(FORMS)}.")


def _cell(value: object) -> str | int | float | bool | None:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
