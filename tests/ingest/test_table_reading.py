"""Tables read by what their columns hold: surveys, consultations, boards, records. Everything here is fictional."""

import io
import json
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import PatternFill

from domain.errors import UnreadableSource
from domain.evidence import Refusal
from domain.tables import MappingBasis, Meaning, SavedMapping, TableHints
from ingest.readers._wording import tidy
from ingest.tables.colours import colour_name
from ingest.tables.sheets import column_of, letters
from tests.ingest.table_files import body, meanings, opened, table, workbook

WHY = "Why do you think so?"
WIDE = [
    ["Respondent ID", "Region", "Do you agree?", WHY, "Email"],
    ["R1", "North", "Yes", "The boats never wait for the late bus.", "a@quay.example"],
    ["R2", "South", "No", "", "b@quay.example"],
    ["R3", "North", "Yes", "My pass was sent to an old address twice.", "c@quay.example"],
]


def test_an_open_answer_stands_under_its_question_with_who_gave_it_and_what_is_known_of_them():
    file = opened("survey.csv", table(WIDE))
    assert meanings(file) == ["respondent", "attribute", "attribute", "question", "ignore"]
    first, second = body(file)
    assert (first.text, first.locator) == ("The boats never wait for the late bus.", f"row 2, column {WHY}")
    assert first.headings == (WHY,) and first.whole and first.participant == "R1"
    assert first.attributes == (("Region", "North"), ("Do you agree?", "Yes"))
    assert second.participant == "R3"
    assert [(refusal.where, refusal.reason) for refusal in file.refusals] == [
        ("column 5", "column left out: it tells how to reach people"),
        ("row 3, column 4", "empty answer"),
    ]
    assert "quay.example" not in "".join(passage.text for passage in file.passages)


def test_a_long_table_has_its_questions_as_headings_and_its_closed_ones_as_attributes():
    rows = [["participant", "question", "answer"]]
    for who, region, words in (
        ("P1", "North", "The desk shuts at noon each day."),
        ("P2", "South", "Nobody rang back."),
    ):
        rows += [[who, "Where do you live?", region], [who, "What went wrong?", words]]
    file = opened("long.csv", table(rows))
    assert meanings(file) == ["respondent", "asked", "answer"]
    assert [(p.text, p.headings, p.participant, p.attributes) for p in body(file)] == [
        ("The desk shuts at noon each day.", ("What went wrong?",), "P1", (("Where do you live?", "North"),)),
        ("Nobody rang back.", ("What went wrong?",), "P2", (("Where do you live?", "South"),)),
    ]


def test_questions_by_number_are_worded_by_the_sheet_that_lists_them():
    content = workbook(
        Questions=[["Number", "Question text"], ["Q1", "What held you up?"], ["Q2", "What would help?"]],
        Answers=[
            ["Respondent", "Q1", "Q2"],
            ["R1", "The kiosk was broken again", "A person at the desk who knows"],
            ["R2", "I was sent to the wrong quay", "One letter and not three of them"],
        ],
    )
    file = opened("survey.xlsx", content)
    assert {(p.headings, p.locator) for p in body(file) if p.participant == "R1"} == {
        (("Answers", "What held you up?"), "sheet Answers, cell B2"),
        (("Answers", "What would help?"), "sheet Answers, cell C2"),
    }
    assert [refusal.where for refusal in file.refusals] == ["sheet Questions"]


def test_columns_by_letter_are_what_another_sheet_says_of_them():
    content = workbook(
        Guide=[["How to fill in this workbook, in a good many words."]],
        Responses=[
            ["respondent_id", "Which region?", "Q1: To what extent do you agree?", "Q1: Please explain."],
            *[[f"R{n}", "North", "Agree", "The same words each time, as it happens"] for n in range(12)],
        ],
        Demographics=[["Column letter", "Label"], ["B", "Region"]],
        Hybrid_Questions=[
            ["Free-text column letter", "Question number", "Question text", "Multiple-choice column letter"],
            ["D", 1, "How far do you agree, and why?", "C"],
        ],
    )
    file = opened("consultation.xlsx", content)
    (mapping,) = file.tables
    assert meanings(file) == ["respondent", "attribute", "attribute", "question"]
    first = body(file)[0]
    assert first.headings == ("Responses", "How far do you agree, and why?")
    assert first.attributes == (("Region", "North"), ("How far do you agree, and why?", "Agree"))
    assert len(body(file)) == mapping.rows == 12
    assert {refusal.where for refusal in file.refusals} == {
        "sheet Demographics", "sheet Hybrid Questions", "sheet Guide",
    }  # fmt: skip


def test_a_workbook_that_only_tells_of_columns_is_refused_with_advice():
    content = workbook(Open_questions=[["Open questions"], ["Column ID", "Number", "Title"], ["I", 2, "Which role?"]])
    with pytest.raises(UnreadableSource, match="what the columns of another table hold"):
        opened("questions.xlsx", content)


def test_a_header_below_a_title_is_found_and_blank_rows_do_no_harm():
    rows = [["Ferry survey 2024"], [], WIDE[0], [], *WIDE[1:]]
    file = opened("survey.csv", table(rows))
    assert [p.locator.partition(",")[0] for p in body(file)] == ["row 5", "row 7"]
    assert file.passages[0].text == "Ferry survey 2024"


def test_codes_over_questions_and_questions_over_options_are_two_header_rows():
    coded = table([["Q1", "Q2", "Q3"], ["Who are you?", "Where do you live now?", "What happened to you there?"],
                   ["Skipper", "Quay", "The lamp was out for a week."]])  # fmt: skip
    (first,) = body(opened("coded.csv", coded))
    assert first.headings == ("What happened to you there?",)
    assert first.attributes == (("Who are you?", "Skipper"), ("Where do you live now?", "Quay"))
    optioned = table([
        ["Respondent ID", "How did you come?", "", "", "What was hard?"],
        ["", "Bus", "Bicycle", "Other (please specify)", "Open-Ended Response"],
        ["1", "Bus", "Bicycle", "", "The steps down to the quay"],
        ["2", "Bus", "", "My neighbour brought me along", "Finding the right desk at all"],
    ])  # fmt: skip
    found = body(opened("optioned.csv", optioned))
    assert [p.headings for p in found] == [
        ("What was hard?",),
        ("How did you come? – Other (please specify)",),
        ("What was hard?",),
    ]
    assert found[0].attributes == (("How did you come?", "Bus"), ("How did you come?", "Bicycle"))
    assert found[2].attributes == (("How did you come?", "Bus"),)


def test_a_cell_that_lists_options_is_an_attribute_for_each():
    rows = [["id", "Which help did you use?", "Comments"]]
    rows += [[n, "Desk; Phone" if n % 2 else "Phone", f"Comment number {n} says its own thing"] for n in range(1, 9)]
    found = body(opened("multi.csv", table(rows)))
    assert found[0].attributes == (("Which help did you use?", "Desk"), ("Which help did you use?", "Phone"))


BOARD = [
    ["text", "frame", "color", "author", "votes", "x", "y"],
    ["Letters come too late", "Pains", "yellow", "Ines Roth", "4", "10", "20"],
    ["One form for all", "Ideas", "blue", "Ines Roth", "2", "400", "20"],
    ["Nobody owns the queue", "Pains", "yellow", "Tom Achterberg", "0", "14", "60"],
]


def test_the_notes_of_a_board_lie_under_their_frames_with_votes_and_colour():
    file = opened("board.csv", table(BOARD))
    assert meanings(file) == ["note", "frame", "colour", "author", "votes", "position", "position"]
    first = body(file)[0]
    assert (first.text, first.headings, first.participant) == ("Letters come too late", ("Pains",), "Ines Roth")
    assert first.attributes == (("colour", "yellow"), ("votes", "4"))
    assert "Ines Roth" not in "".join(passage.text for passage in file.passages)
    assert [refusal.where for refusal in file.refusals] == ["column 6", "column 7"]


def test_a_board_on_a_sheet_has_its_themes_as_headings_and_its_colours_kept():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Wall"
    for row in [
        ["Pains", "Ideas"],
        ["Letters come too late", "One form for all of us"],
        ["Nobody owns the queue", None],
    ]:
        sheet.append(row)
    sheet["A2"].fill = PatternFill("solid", start_color="FFFFF2A8")
    stream = io.BytesIO()
    book.save(stream)
    file = opened("wall.xlsx", stream.getvalue())
    assert [(p.text, p.headings, p.attributes) for p in body(file)] == [
        ("Letters come too late", ("Wall", "Pains"), (("colour", "yellow"),)),
        ("One form for all of us", ("Wall", "Ideas"), ()),
        ("Nobody owns the queue", ("Wall", "Pains"), ()),
    ]
    assert file.refusals == ()


def test_formulas_that_were_never_worked_out_are_told():
    file = opened("a.xlsx", workbook(Notes=[["Note"], ["The lamp was out again"], ['=CONCATENATE("a", "b")']]))
    assert [r.reason for r in file.refusals] == ["1 formulas were never worked out"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", json.dumps([{"id": 1, "comment": "The lamp was out again"}])),
        ("a.json", json.dumps({"responses": [{"id": 1, "comment": "The lamp was out again"}], "total": 1})),
        ("a.json", json.dumps([{"id": 1, "said": {"comment": "The lamp was out again"}}])),
        ("a.jsonl", '{"id": 1, "comment": "The lamp was out again"}\n\n'),
        ("notes.txt", json.dumps([{"id": 1, "comment": "The lamp was out again"}])),
    ],
)
def test_records_are_read_as_a_table(name, content):
    (only,) = body(opened(name, content))
    assert (only.text, only.headings, only.participant) == ("The lamp was out again", ("comment",), "1")


@pytest.mark.parametrize(
    ("name", "content", "where", "told"),
    [
        ("a.json", '{"a": [\n{"comment": "The lamp', "line 2", "stops in the middle|no JSON"),
        ("a.json", '[{"comment": "The lamp was out"},', "line 1", "stops in the middle"),
        ("a.jsonl", '{"comment": "The lamp was out"}\n{"comment": "The', "line 2", "stops in the middle"),
        ("a.json", '"words alone"', "whole file", "no list of records"),
        ("a.json", "[" * 100_000, "whole file", "nested|stops"),
    ],
)
def test_json_that_stops_short_or_lists_nothing_is_refused_with_its_place(name, content, where, told):
    with pytest.raises(UnreadableSource, match=told) as refused:
        opened(name, content)
    assert refused.value.remedy
    assert where in {refused.value.where, "whole file"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_whatever_stands_in_the_answers(delimiter):
    rows = [["id", "answer"], ["1", "Late, again; and | nobody said so"], ["2", "No\nword, for; a week | or two"]]
    found = body(opened("a.csv", table(rows, delimiter)))
    assert [p.text for p in found] == ["Late, again; and | nobody said so", "No\nword, for; a week | or two"]


def test_a_first_line_that_says_what_parts_cells_is_no_row():
    found = body(opened("a.csv", "sep=|\nid|answer\n1|Late, again, and nobody said so, and so on\n2|No, never, not\n"))
    assert [p.text for p in found] == ["Late, again, and nobody said so, and so on", "No, never, not"]
    assert "row 2" in str(found[0].locator)


def test_cells_beyond_the_header_are_told_once_and_read():
    file = opened("a.csv", "id,answer\n1,The boat was late,and nobody at the desk said so\n2,It was cold on the quay\n")
    assert "and nobody at the desk said so" in {p.text for p in body(file)}
    (told,) = [refusal for refusal in file.refusals if "more cells" in refusal.reason]
    assert told.where == "row 2" and "delimiter" in told.remedy
    sheet = opened(
        "a.xlsx", workbook(Said=[["id", "answer"], [1, "The boat was late", "and nobody said so"], [2, "Cold"]])
    )
    (told,) = [refusal for refusal in sheet.refusals if "more cells" in refusal.reason]
    assert "Name those columns" in told.remedy


def test_many_empty_answers_of_a_column_are_told_once():
    rows = [["id", "answer"], *[[n, ""] for n in range(300)], [300, "At last somebody wrote something"]]
    file = opened("a.csv", table(rows))
    assert [(r.where, r.reason) for r in file.refusals] == [
        ("row 2, column 2", "300 empty answers in this column, the first here")
    ]


def test_a_cell_of_fifty_kilobytes_is_read_whole():
    words = "The boat was late again. " * 2_000
    file = opened("a.csv", table([["id", "answer"], ["1", words]]))
    (only,) = body(file)
    assert only.text == words.strip() and not only.whole


def test_what_a_person_says_of_a_column_goes_before_the_guess_and_a_whole_mapping_before_both():
    guessed = opened("a.csv", table(WIDE)).tables[0]
    named = opened("a.csv", table(WIDE), TableHints(columns=(("region", Meaning.IGNORE),)))
    assert meanings(named)[1] == "ignore" and named.tables[0].basis is MappingBasis.STATED
    saved = SavedMapping(signature=guessed.signature, meanings=(Meaning.CONTEXT, *guessed.meanings[1:]))
    again = opened("b.csv", table(WIDE), TableHints(remembered=(saved,)))
    assert again.tables[0].basis is MappingBasis.REMEMBERED
    assert again.tables[0].columns[0].reason == "as last time"
    assert body(again)[0].participant is None
    wrong = opened("a.csv", table(WIDE), TableHints(columns=(("Colour", Meaning.IGNORE),)))
    assert "no column 'Colour'" in wrong.refusals[-1].reason and wrong.tables[0].basis is MappingBasis.GUESSED


def test_what_was_decided_is_used_again_when_columns_moved_or_one_was_added():
    guessed = opened("a.csv", table(WIDE)).tables[0]
    saved = replace(guessed.saved, meanings=(*guessed.meanings[:2], Meaning.CONTEXT, *guessed.meanings[3:]))
    moved = [["Age", *reversed(WIDE[0])], *[["34", *reversed(row)] for row in WIDE[1:]]]
    file = opened("b.csv", table(moved), TableHints(remembered=(saved,)))
    assert meanings(file) == ["attribute", "ignore", "question", "context", "attribute", "respondent"]
    (mapping,) = file.tables
    assert mapping.basis is MappingBasis.GUESSED and mapping.columns[3].reason == "as last time"
    only_moved = opened("b.csv", table([row[1:] for row in moved]), TableHints(remembered=(saved,)))
    assert only_moved.tables[0].basis is MappingBasis.REMEMBERED
    other = opened("c.csv", table([["Region", "Mood", "Said"], ["North", "Low", "Nobody rang me back"]]),
                   TableHints(remembered=(saved,)))  # fmt: skip
    assert other.tables[0].basis is MappingBasis.GUESSED


def test_each_column_of_a_guess_has_a_reason_and_a_few_cells():
    for column in opened("board.csv", table(BOARD)).tables[0].columns:
        assert column.reason and 1 <= len(column.samples) <= 3


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=4), min_size=1, max_size=6))
@settings(max_examples=60)
def test_any_table_is_read_or_refused_and_every_answer_keeps_its_words(rows):
    text = table(rows)
    try:
        file = opened("any.csv", text)
    except UnreadableSource as error:
        assert error.remedy
        return
    cells = {tidy(cell.replace("\r\n", "\n").replace("\r", "\n")) for row in rows for cell in row}
    assert {p.text for p in body(file)} <= cells
    assert all(isinstance(each, Refusal) and each.remedy for each in file.refusals)


def test_letters_of_columns_go_both_ways_and_colours_have_names():
    assert [column_of(letters(at)) for at in (0, 25, 26, 701, 702)] == [0, 25, 26, 701, 702]
    assert column_of("A1") is None
    assert [colour_name(code) for code in ("FFFFFF00", "#3366CC", "FFFFFFFF", "theme")] == ["yellow", "blue", "", ""]


@pytest.mark.notes
def test_the_consultation_specimens_go_in_as_they_are(shared_data):
    folder = shared_data / "specimens/consultation"
    template = opened("t.xlsx", (folder / "consult_data_template_v005.xlsx").read_bytes())
    assert len({p.headings for p in body(template)}) == 3
    assert {p.participant for p in body(template)} <= {f"R{n:04}" for n in range(1, 41)}
    assert {name for p in body(template) for name, _ in p.attributes} >= {"Region", "Age band", "Organisation type"}
    answers = opened("r.csv", (folder / "responses_scr_format.csv").read_bytes())
    assert len(body(answers)) == 5
    with pytest.raises(UnreadableSource, match="no column of written answers"):
        opened("b.csv", (folder / "responses_biomass_format.csv").read_bytes())
    folder = shared_data / "labelled"
    responses = folder / "themefinder_gambling_XS/inputs/question_part_1/responses.jsonl"
    assert len(body(opened("r.jsonl", responses.read_bytes()))) == 100
    comments = opened("c.csv", (folder / "polis/scoop-hivemind.affordable-housing/comments.csv").read_bytes())
    assert len(body(comments)) == 165 and all(dict(p.attributes)["agrees"].isdigit() for p in body(comments))
