"""Organisations as a table for a spreadsheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exports.cells import Cell
from exports.sheets import WorkbookInMaking
from exports.tables import table_csv

COLUMNS = (
    "name", "also_known_as", "ended", "successor", "findings_count_under", "services", "systems", "studies_by_it",
    "observations_about_it", "basis",
)  # fmt: skip
_WIDTHS = (40, 40, 12, 30, 30, 50, 30, 15, 23, 12)


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
    made = WorkbookInMaking()
    sheet = made.add("Organisations", _WIDTHS)
    head = made.workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    body = made.workbook.add_format({"text_wrap": True, "valign": "top"})
    last = 0
    for column, name in enumerate(COLUMNS):
        sheet.write(0, column, name, head)
    for last, line in enumerate(lines, start=1):
        for column, value in enumerate(line.cells):
            sheet.write(last, column, value, body)
    sheet.lay_out(None)
    sheet.sheet.autofilter(0, 0, max(last, 1), len(COLUMNS) - 1)
    return made.written()
