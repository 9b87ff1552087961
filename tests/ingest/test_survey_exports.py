"""Tables as survey tools and people's spreadsheets leave them. Everything here is fictional."""

import io

import openpyxl
import pytest

from domain.tables import Meaning, TableHints
from ingest.tables.cells import ColumnFacts
from tests.ingest.table_files import body, meanings, opened, saved, table, workbook

SAID = ["The boats never wait for the late bus.", "My pass was sent to an old address.", "Nobody knows the timetable."]


@pytest.mark.parametrize(
    "moment",
    [
        "2025/03/01 9:12:44 am GMT",
        "2025/03/01 9:12:44 pm GMT+1",
        "3/1/25 9:00:11",
        "2025-03-01T10:00:00.000Z",
        "00:03:12",
    ],
)
def test_moments_as_form_tools_write_them_are_dates_and_no_answers(moment):
    assert ColumnFacts([moment], 1).is_dated
    file = opened("form.csv", table([["Timestamp", "What was hard?"], *[[moment, words] for words in SAID]]))
    assert meanings(file) == ["date", "question"]


def test_a_number_of_times_is_a_closed_answer_and_no_moment():
    rows = [["id", "How many times have you completed the form?", "Why?"], *[[n, n + 1, SAID[n]] for n in range(3)]]
    assert meanings(opened("a.csv", table(rows)))[1] == "attribute"


def test_a_column_of_mail_addresses_is_left_out_though_a_form_kept_none():
    rows = [["ID", "Email", "Why?"], *[[n, "anonymous", words] for n, words in enumerate(SAID)]]
    assert meanings(opened("a.csv", table(rows))) == ["respondent", "ignore", "question"]


def test_a_question_about_phone_or_post_is_a_closed_answer_and_a_phone_number_is_left_out():
    rows = [
        ["id", "Did you ask by phone or by email?", "Phone", "Used? - Web", "Used? - Phone", "Why?"],
        ["1", "Phone", "07700 900001", "Web", "", SAID[0]],
        ["2", "Email", "07700 900002", "", "Phone", SAID[1]],
    ]
    assert meanings(opened("a.csv", table(rows))) == [
        "respondent", "attribute", "ignore", "attribute", "attribute", "question",
    ]  # fmt: skip


@pytest.mark.parametrize("end", [".", ""])
def test_a_table_without_a_header_keeps_its_first_row(end):
    rows = [[f"R{n}", ("North", "South", "North")[n - 1], SAID[n - 1].rstrip(".") + end] for n in (1, 2, 3)]
    file = opened("a.csv", table(rows))
    assert [(p.text, p.participant, p.locator) for p in body(file)] == [
        (words.rstrip(".") + end, f"R{n}", f"row {n}, column 3") for n, words in enumerate(SAID, start=1)
    ]


def test_a_row_over_the_header_that_names_groups_or_what_the_header_leaves_blank_is_part_of_it():
    groups = ["", "How clear were they?", "", "Why?"]
    rows = [groups, ["Ref", "Letters", "Signs", ""], *[[n, "Clear", "Unclear", words] for n, words in enumerate(SAID)]]
    book = openpyxl.load_workbook(io.BytesIO(workbook(Answers=rows)))
    book["Answers"].merge_cells("B1:C1")
    for name, content in (("a.csv", table(rows)), ("a.xlsx", saved(book))):
        first = body(opened(name, content))[0]
        assert first.headings[-1] == "Why?" and first.participant == "0"
        assert first.attributes == (
            ("How clear were they? – Letters", "Clear"),
            ("How clear were they? – Signs", "Unclear"),
        )
    titled = opened("b.csv", table([["Exported", "2025-03-01"], ["Ref", "Why?", "Site"], ["1", SAID[0], "Quay"]]))
    assert [column.name for column in titled.tables[0].columns] == ["Ref", "Why?", "Site"]


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_answers_below():
    content = (
        'Ref,Said\n1,"The form asked twice\n2,I waited an hour\n3,"Nobody, rang me back"\n4,"Two lines\nof words"\n'
    )
    file = opened("a.csv", content)
    assert [(p.text, p.participant) for p in body(file)] == [
        ("The form asked twice", "1"),
        ("I waited an hour", "2"),
        ("Nobody, rang me back", "3"),
        ("Two lines\nof words", "4"),
    ]
    assert [(r.where, "odd quotation mark" in r.reason) for r in file.refusals] == [("row 2", True)]


def test_an_error_of_a_formula_is_no_answer_and_is_told_once():
    book = openpyxl.Workbook()
    for row in [["Ref", "Band", "Said"], [1, "low", SAID[0]], [2, "#REF!", "#N/A"]]:
        book.active.append(row)
    book.active["B3"].data_type = book.active["C3"].data_type = "e"
    file = opened("a.xlsx", saved(book))
    assert [(p.text, p.attributes) for p in body(file)] == [(SAID[0], (("Band", "low"),))]
    assert [(r.where, r.reason.partition(",")[0]) for r in file.refusals] == [
        ("sheet Sheet, cell B3", "2 cells hold an error"),
        ("sheet Sheet, cell C3", "empty answer"),
    ]


def test_answers_in_a_script_without_spaces_are_answers_in_words():
    rows = [
        ["番号", "困ったこと"],
        ["1", "用紙が二回も同じ住所を聞きました"],
        ["2", "一時間待っても誰も来ませんでした"],
    ]
    file = opened("a.csv", table(rows).encode("cp932"))
    assert [p.text for p in body(file)] == ["用紙が二回も同じ住所を聞きました", "一時間待っても誰も来ませんでした"]


def test_columns_of_one_name_are_told_apart_by_number_in_places_and_by_a_person():
    rows = [["id", "Comment", "Comment"], ["1", SAID[0], SAID[1]]]
    file = opened("a.csv", table(rows), TableHints(columns=(("column 3", Meaning.IGNORE),)))
    assert meanings(file) == ["respondent", "question", "ignore"]
    assert body(file)[0].locator == "row 2, column Comment (column 2)"
    assert not [refusal for refusal in file.refusals if "no column" in refusal.reason]
