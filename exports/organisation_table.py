"""Organisations as a table for a spreadsheet."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exports.cells import Cell, cell_text
from exports.tables import table_csv

COLUMNS = (
    "name", "also_known_as", "ended", "successor", "findings_count_under", "services", "systems", "studies_by_it",
    "observations_about_it", "basis",
)  # fmt: skip
_WIDTHS = (40, 40, 12, 30, 30, 50, 30, 12, 18, 12)


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationLine:
    """One organisation in the table; ``under`` is the body that its findings count under today."""

    name: str
    aliases: Sequence[str]
    ended: str | None
    successor: str | None
    under: str
    services: Sequence[str]
    systems: Sequence[str]
    studies: int
    observations: int
    basis: str

    @property
    def cells(self) -> list[Cell]:
        """Return the line's cells, several names in one with ; between them."""
        return [
            self.name, "; ".join(self.aliases), self.ended, self.successor, self.under, "; ".join(self.services),
            "; ".join(self.systems), self.studies, self.observations, self.basis,
        ]  # fmt: skip


def organisations_csv(lines: Iterable[OrganisationLine]) -> bytes:
    """Return the table as CSV, every cell made safe."""
    return table_csv(COLUMNS, (line.cells for line in lines))


def organisations_xlsx(lines: Iterable[OrganisationLine]) -> bytes:
    """Return the table as a workbook; every text is written as text, so that nothing in it runs or links."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(content, options)
    sheet = workbook.add_worksheet("Organisations")
    head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    body = workbook.add_format({"text_wrap": True, "valign": "top"})
    for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    last = 0
    for last, line in enumerate(lines, start=1):
        for column, value in enumerate(line.cells):
            if isinstance(value, str):
                sheet.write_string(last, column, cell_text(value), body)
            elif value is not None:
                sheet.write_number(last, column, value, body)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(last, 1), len(COLUMNS) - 1)
    workbook.close()
    return content.getvalue()
