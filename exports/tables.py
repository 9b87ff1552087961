"""Tables as CSV files that a spreadsheet opens as they are."""

import csv
import io
from collections.abc import Iterable, Sequence

from domain.evidence import Evidence
from domain.wording import kind_as_told
from exports.cells import Cell, safe_value

EVIDENCE_COLUMNS = (
    "observation_id", "text", "kind", "organisation", "researched_by", "service", "study", "source", "locator", "date",
    "standing", "marking", "kind_as_told",
)  # fmt: skip


def table_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a CSV file in UTF-8 with a byte-order mark, so that Excel reads its accents; every cell made safe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([safe_value(name) for name in header])
    writer.writerows([safe_value(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def evidence_cells(item: Evidence) -> list[Cell]:
    """Return an observation's row under ``EVIDENCE_COLUMNS``: exact words, where they stand, whom they are about.

    What stands around it is left out: a file is asked back for the observations that the audit names, and those alone.
    """
    return [
        item.id, item.text, item.kind.label, item.organisation, item.researched_by, item.service, item.study,
        item.source, item.locator, item.date, item.standing.value,
        item.marking.value if item.marking else None, kind_as_told(item, who=lambda _: "a person"),
    ]  # fmt: skip
