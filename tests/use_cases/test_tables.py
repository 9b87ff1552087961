"""Tables as files: what a spreadsheet opens, runs nothing and says how it is marked."""

import csv
import io

import pytest

from domain.access import Marking
from domain.errors import InvalidRequest
from use_cases.tables import table_file

HEAD = ("File", "Kept")
ROWS = [('=HYPERLINK("http://example.invalid")', 3), ("+44 notes", 0), ("plain", 1)]


def sheet_of(content: bytes):
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content)).active


def test_no_cell_of_a_csv_file_starts_a_formula():
    rows = list(csv.reader(io.StringIO(table_file("csv", "Files", HEAD, ROWS).decode("utf-8-sig"))))
    assert rows[0] == ["File", "Kept"]
    assert [row[0][:1] for row in rows[1:]] == ["'", "'", "p"]
    assert [row[1] for row in rows[1:]] == ["3", "0", "1"]


def test_text_stays_text_and_numbers_stay_numbers_in_a_workbook():
    sheet = sheet_of(table_file("xlsx", "What came: of [it]?", HEAD, ROWS))
    assert sheet.title == "What came of it"
    assert [(row[0].value, row[0].data_type, row[1].value) for row in sheet.iter_rows(min_row=2)] == [
        (text, "s", number) for text, number in ROWS
    ]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_marking_goes_with_every_row(form: str):
    content = table_file(form, "Files", HEAD, ROWS, marking=Marking.OFFICIAL_SENSITIVE)
    if form == "csv":
        last = [row[-1] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))]
    else:
        sheet = sheet_of(content)
        last = [row[-1].value for row in sheet.iter_rows()]
        assert "OFFICIAL-SENSITIVE" in (sheet.oddHeader.center.text or "")
    assert last == ["Marking", *["OFFICIAL-SENSITIVE"] * len(ROWS)]


def test_another_form_is_refused_with_those_that_there_are():
    with pytest.raises(InvalidRequest, match="no form 'pdf'") as told:
        table_file("pdf", "Files", HEAD, ROWS)
    assert "csv, xlsx" in told.value.remedy
