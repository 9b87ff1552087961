"""Boards as the tools for workshops export them: notes, and what lies beside them. Everything here is fictional."""

import pytest

from domain.tables import TAKEN_FOR_A_NAME, Meaning, TableHints
from tests.ingest.table_files import body, meanings, opened, table, workbook

LATE, TWICE = "The letter comes after the deadline", "We copy one address into three systems"
SORTED = [
    ["Type", "Content", "Frame", "Color", "Author", "Votes", "X"],
    ["sticky_note", LATE, "Pains", "#FFE08A", "Ines Roth", "3", "12.5"],
    ["sticky_note", "", "Pains", "#FFE08A", "", "", "1"],
    ["connector", "leads to", "", "", "", "", ""],
    ["frame", "Pains", "", "", "", "", "0"],
    ["connector", "", "", "", "", "", ""],
]


def test_connectors_and_frames_are_no_notes_and_are_told_by_sort_and_empty_notes_by_place():
    file = opened("board.csv", table(SORTED))
    assert [(p.text, p.headings, p.participant, p.attributes) for p in body(file)] == [
        (LATE, ("Pains",), "Ines Roth", (("colour", "yellow"), ("votes", "3")))
    ]
    assert [(r.where, r.reason) for r in file.refusals[1:]] == [
        ("row 3, column 2", "empty note"),
        ("row 4", "2 rows are no notes, the first here"),
        ("row 5", "the row is no note"),
    ]
    all_rows = opened("board.csv", table(SORTED), TableHints(columns=(("Type", Meaning.IGNORE),)))
    assert [p.text for p in body(all_rows)] == [LATE, "leads to", "Pains"]


def test_a_number_of_a_note_is_nobody_and_whoever_changed_it_did_not_write_it():
    rows = [
        ["ID", "TEXT", "BG COLOR", "AREA", "CREATED BY", "LAST UPDATED BY", "VOTES"],
        ["0-1", LATE, "#FFFFFF", "Barriers", "Kit Moor", "Ada Quill", "4"],
        ["0-2", TWICE, "#FF8080", "Barriers", "", "Ada Quill", "0"],
    ]
    file = opened("mural.csv", table(rows))
    assert [(p.participant, p.attributes[0]) for p in body(file)] == [
        ("Kit Moor", ("colour", "white")), (None, ("colour", "red")),
    ]  # fmt: skip
    assert "Quill" not in "".join(passage.text for passage in file.passages)


def test_sections_of_layers_are_frames_though_a_layer_has_a_name():
    rows = [
        ["Name", "Section", "Text", "Type", "Author", "Created at"],
        ["Sticky", "Before", LATE, "STICKY", "Ann", "2025-01-02"],
        ["Sticky", "During", TWICE, "STICKY", "Bo", "2025-01-02"],
    ]
    found = body(opened("layers.csv", table(rows)))
    assert [(p.headings, p.participant) for p in found] == [(("Before",), "Ann"), (("During",), "Bo")]


def test_a_frame_that_is_named_by_its_number_is_called_by_its_title():
    rows = [
        ["Id", "Name", "Page ID", "Contained By", "Line Source", "Text Area 1", "Comments"],
        ["1", "Page", "", "", "", "Board one", ""],
        ["2", "Container", "1", "", "", "Pain points", ""],
        ["3", "Sticky Note", "1", "2", "", LATE, ""],
        ["4", "Line", "1", "", "3", "", ""],
        ["5", "Sticky Note", "1", "2", "", TWICE, "Ask the depot about this too"],
    ]
    found = body(opened("shapes.csv", table(rows)))
    assert [(p.text, p.headings[0]) for p in found][:2] == [(LATE, "Pain points"), (TWICE, "Pain points")]


def test_cards_lie_under_their_board_and_list_with_their_votes():
    rows = [
        ["Card ID", "Card Name", "Card Description", "Members", "Checklist Item Completed Count", "Vote Count",
         "List Name", "Board Name"],
        ["5f1", LATE, "Three people said they only knew at the gate.", "Ann", "0", "4", "To discuss", "Ferry board"],
        ["5f2", TWICE, "", "", "0", "1", "Ideas", "Ferry board"],
    ]  # fmt: skip
    file = opened("cards.csv", table(rows))
    assert meanings(file) == ["ignore", "note", "question", "ignore", "ignore", "votes", "frame", "frame"]
    first = body(file)[0]
    assert (first.headings, first.attributes) == (("Ferry board", "To discuss"), (("votes", "4"),))


def test_the_subject_of_a_post_is_its_innermost_heading():
    rows = [
        ["Section", "Subject", "Body", "Likes"],
        ["What hurts", "Waiting", LATE, "2"],
        ["What helps", "", TWICE, "0"],
    ]
    assert [p.headings for p in body(opened("wall.csv", table(rows)))] == [("What hurts", "Waiting"), ("What helps",)]


@pytest.mark.parametrize(("dots", "votes"), [("●●●", "3"), ("● ●", "2"), ("4", "4")])
def test_frames_by_number_are_frames_and_dots_are_votes(dots, votes):
    (first, second) = body(
        opened("jam.csv", table([["Frame", "Sticky note", "Dots"], ["1", LATE, dots], ["2", TWICE, ""]]))
    )
    assert (first.headings, first.attributes) == (("Frame 1",), (("votes", votes),))
    assert (second.headings, second.attributes) == (("Frame 2",), ())


GULL, SANG, SLEPT = "The gull ate my certificate", "Someone sang at the registrar", "A clerk slept in the corridor"


def _each_way(rows):
    """Return a lone column as a table in text and as a workbook."""
    lone = [[row] for row in rows]
    return [opened("board.csv", table(lone)), opened("board.xlsx", workbook(Board=lone))]


@pytest.mark.parametrize("first", ["The gull ate my certificate on a rainy Sunday", "Gulls ate it", "Why no bell"])
def test_the_first_note_of_a_lone_column_without_a_header_is_a_note(first):
    for file in _each_way([first, SANG, "Gulls again"]):
        assert [p.text for p in body(file)] == [first, SANG, "Gulls again"]
        assert file.refusals == ()


@pytest.mark.parametrize("name", ["Frame 1", "Sticky 1", "Step 2", "Harbour", "What was hard?"])
def test_a_name_of_a_lone_column_that_is_not_known_is_told_and_no_note_below_it_is_lost(name):
    for file in _each_way([name, f"{GULL} on a rainy Sunday", SANG, SLEPT]):
        assert [p.text for p in body(file)] == [f"{GULL} on a rainy Sunday", SANG, SLEPT]
        assert [(r.where.rpartition(", ")[2], r.reason) for r in file.refusals] == [("row 1", TAKEN_FOR_A_NAME)]


@pytest.mark.parametrize("name", ["Text", "Sticky notes", "Further comments:", "Q1: What was hard?", "Was it for you?"])
def test_a_known_name_of_a_lone_column_is_told_to_nobody(name):
    for file in _each_way([name, GULL, SANG, SLEPT]):
        assert [p.text for p in body(file)] == [GULL, SANG, SLEPT]
        assert file.refusals == ()


def test_the_first_notes_under_numbered_frames_are_not_taken_for_what_the_numbers_stand_for():
    rows = [["Frame 1", "Frame 2"], [f"{GULL} on Sunday", f"{SLEPT} again"], [SANG, "A bell rang"]]
    assert len(body(opened("board.csv", table(rows)))) == 4


BELOW = [
    ["Letters get lost between offices", "Staff retype the address", "It takes three weeks to hear back"],
    ["The portal logs people out", "Old names are still in use", "No one rings back"],
]


def of_several(first):
    """Return a board of several columns as a table in text and as a workbook."""
    rows = [first, *BELOW]
    return [opened("board.csv", table(rows)), opened("board.xlsx", workbook(Board=rows))]


@pytest.mark.parametrize(
    "first",
    [
        ["Nobody knows who owns the list", "The form is asked for twice", "We chase the surveyor by phone"],
        ["Letters get lost", "Staff retype each name", "It takes three weeks"],
        ["Our desk has no key to the store", "Berths are let twice over", "Wait for the tide in the rain"],
    ],
)
def test_the_first_row_of_notes_of_several_columns_without_a_header_is_notes(first):
    for file in of_several(first):
        assert [each.text for each in body(file)][:3] == first
        assert len(body(file)) == 9


@pytest.mark.parametrize(
    "first",
    [
        ["Before the visit", "During the visit", "After the visit"],
        ["Before they come to us", "While they are here", "Once they have left"],
        ["Things that went well", "Things that went badly", "Ideas for the future"],
        ["What went well today", "What went badly today", "What to change next"],
        ["Wait for the letter", "Go to the clinic", "Get the results by post"],
        ["Mad", "Sad", "Glad"],
        ["Was it clear?", "Was it quick?", "Was anything missing?"],
        ["People find out about it", "People apply", "People wait"],
    ],
)
def test_names_of_several_columns_are_no_notes(first):
    for file in of_several(first):
        assert [each.text for each in body(file)] == [*BELOW[0], *BELOW[1]]


def test_statements_of_a_survey_are_names_over_answers_that_come_again():
    first = ["I found the form easy to use", "I was told what happens next"]
    said = ["Neither agree nor disagree", "Agree to some extent"]
    rows = [first, said, said[::-1], said, said[::-1], said]
    file = opened("survey.csv", table(rows))
    assert first[0] not in [each.text for each in body(file)]


def test_a_lone_column_whose_name_somebody_stated_is_told_to_nobody():
    hints = TableHints(columns=(("Harbour", Meaning.QUESTION),))
    file = opened("board.csv", table([["Harbour"], [GULL], [SANG]]), hints)
    assert (len(body(file)), file.refusals) == (2, ())
