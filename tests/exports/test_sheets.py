"""Workbooks as an office shows and prints them: heights of rows, what stays in sight, pages."""

import io
import re
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from domain.access import Marking
from exports.journey_xlsx import journey_workbook
from exports.organisation_table import organisations_xlsx
from exports.pain_point_tables import pain_points_xlsx
from exports.table_xlsx import table_xlsx
from exports.template_xlsx import template_xlsx
from tests.exports.test_briefs import a_brief
from tests.planted_journeys import a_journey, a_long_journey

SENTENCE = "The harbour office asked for the same form again, and nobody at the quay could say which of the two counts."
WIDE = [[SENTENCE] * 9]


def opened(content):
    return load_workbook(io.BytesIO(content))


def a_table(rows, **fields):
    names = [f"Column {number}" for number in range(len(rows[0]))]
    return table_xlsx("Tides", names, rows, fields.pop("marking", None))


def test_a_row_says_that_it_is_as_high_as_its_words_and_one_of_a_line_says_nothing():
    sheet = opened(
        a_table([["short", 3, True, None], [SENTENCE * 3, 3, False, None], ["one\ntwo\nthree", 1, True, ""]])
    ).active
    assert sheet.row_dimensions[2].height is None
    assert sheet.row_dimensions[3].height >= 6 * 14
    assert 3 * 14 <= sheet.row_dimensions[4].height <= 3 * 17
    assert [cell.value for cell in sheet[2]] == ["short", 3, True, None]


@pytest.mark.parametrize(
    "content", [a_table([[SENTENCE * 2]]), journey_workbook(a_long_journey(8)), pain_points_xlsx(a_brief())]
)  # fmt: skip
def test_a_row_finds_its_height_again_when_its_words_are_changed(content):
    with ZipFile(io.BytesIO(content)) as parts:
        rows = re.findall(
            rb"<row [^>]*>", b"".join(map(parts.read, filter(re.compile("xl/work.*sheet").match, parts.namelist())))
        )
    assert any(b" ht=" in row for row in rows)
    assert not any(b"customHeight" in row for row in rows)


def test_no_row_is_higher_than_a_spreadsheet_allows():
    assert opened(a_table([[SENTENCE * 200]])).active.row_dimensions[2].height <= 409


def test_a_wide_sheet_goes_over_pages_beside_each_other_with_its_names_and_heads_on_each():
    sheet = opened(a_table(WIDE, marking=Marking.OFFICIAL)).active
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (3, 0)
    assert sheet.page_setup.pageOrder == "overThenDown", "what is said of one row lies together"
    assert (sheet.print_title_rows, sheet.print_title_cols, sheet.freeze_panes) == ("$1:$1", "$A:$A", "B2")
    assert sheet.auto_filter.ref == "A1:I2"
    assert (sheet.oddHeader.center.text, sheet.oddFooter.center.text) == ("OFFICIAL", "OFFICIAL")
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("&A", "Page &P of &N")


def test_a_narrow_sheet_stands_on_one_page_and_a_head_alone_makes_no_wide_column():
    sheet = opened(table_xlsx("Tides", ["Name", "Studies that state how many took part"], [["Quay", 3]], None)).active
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.column_dimensions["B"].width < 20
    assert sheet.row_dimensions[1].height >= 2 * 14


def test_pain_points_stay_named_on_every_page():
    book = opened(pain_points_xlsx(a_brief()))
    assert [book[name].freeze_panes for name in ("Pain points", "Quotations", "Studies")] == ["C2"] * 3
    assert book["Pain points"].print_title_cols == "$A:$B"


def test_a_map_of_few_steps_is_one_page_and_one_of_many_goes_on_beside():
    few, many = (opened(journey_workbook(journey))["Map"] for journey in (a_journey(), a_long_journey(24, 3)))
    assert (few.page_setup.fitToWidth, few.page_setup.fitToHeight) == (None, None)
    assert many.page_setup.fitToWidth == 3
    assert (many.print_title_rows, many.print_title_cols) == ("$1:$4", "$A:$A")
    assert few.row_dimensions[1].height > 20  # the title's type is larger than that of its row


def test_every_sheet_of_the_template_and_of_organisations_prints_across_a_page():
    for sheet in (*opened(template_xlsx()), *opened(organisations_xlsx([]))):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def test_the_template_counts_what_is_missing_at_first_before_anything_is_worked_out():
    check = load_workbook(io.BytesIO(template_xlsx()), data_only=True)["Check"]
    *lines, _, told = [[cell.value for cell in row] for row in check.iter_rows(min_row=2)]
    assert told == ["Lines to see to", sum(how != "ok" for _, how in lines if how)]
