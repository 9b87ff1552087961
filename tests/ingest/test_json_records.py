"""Records in JSON as programs write them: nested, listed, broken, spoken. Everything here is fictional."""

import json

import pytest

from domain.errors import UnreadableSource
from domain.tables import Meaning, TableHints
from tests.ingest.table_files import body, meanings, opened

ASKS, NOBODY = "The form asks for it twice over.", "Nobody came to the desk all day."


def said(name, data, hints=None):
    return body(opened(name, data if isinstance(data, str) else json.dumps(data), hints))


def test_fields_of_records_within_records_stand_beside_its_own_at_any_depth():
    data = {"responses": [{"id": n, "of": {"age": 30 + n, "home": {"town": "Hill"}}, "a": {"b": {"said": words}}}
                          for n, words in enumerate([ASKS, NOBODY])]}  # fmt: skip
    first = said("a.json", data)[0]
    assert (first.text, first.headings, first.participant) == (ASKS, ("said",), "0")
    assert first.attributes == (("age", "30"), ("town", "Hill"))


def test_questions_and_answers_listed_in_a_record_are_a_long_table():
    data = []
    for who, words, yes in (("R1", ASKS, "Yes"), ("R2", NOBODY, "No")):
        answers = [{"question": "What was hard?", "answer": words}, {"question": "Agree?", "answer": yes}]
        data.append({"respondent": who, "answers": answers})
    found = said("a.json", data)
    assert [(p.text, p.headings, p.participant, p.attributes) for p in found] == [
        (ASKS, ("What was hard?",), "R1", (("Agree?", "Yes"),)),
        (NOBODY, ("What was hard?",), "R2", (("Agree?", "No"),)),
    ]


def test_notes_listed_in_a_record_are_a_row_each_and_what_stands_beside_them_is_said_once():
    data = [{"id": "v1", "place": "Quay", "summary": "A long day on the north quay", "notes": [ASKS, NOBODY]}]
    found = said("a.json", data)
    assert sorted(p.text for p in found) == sorted([ASKS, NOBODY, "A long day on the north quay"])
    assert {p.participant for p in found} == {"v1"} and {p.attributes for p in found} == {(("place", "Quay"),)}


def test_what_was_chosen_from_options_stays_one_cell():
    (first, _) = said("a.json", [{"id": n, "used": ["web", "phone"], "said": w} for n, w in enumerate([ASKS, NOBODY])])
    assert first.attributes == (("used", "web"), ("used", "phone"))


def test_no_field_is_lost_that_is_named_twice_and_numbers_stay_as_they_are_written():
    text = f'[{{"id": 123456789012345678901, "n": 1e400, "said": "{ASKS}", "said": "{NOBODY}"}}]'
    found = said("a.json", text)
    assert [p.text for p in found] == [ASKS, NOBODY]
    assert found[0].participant == "123456789012345678901" and ("n", "1e400") in found[0].attributes
    assert said("a.json", f'[{{"id": {"9" * 6000}, "said": "{ASKS}"}}, {{"id": 2, "said": "{NOBODY}"}}]')


def test_a_half_character_is_marked_and_the_rest_is_kept():
    (found,) = said("a.json", '[{"id": 1, "said": "The form \\ud800 asks twice"}]')
    assert found.text == "The form \N{REPLACEMENT CHARACTER} asks twice"
    (joined,) = said("a.json", '[{"id": 1, "said": "The form \\ud83d\\ude00 asks twice"}]')
    assert joined.text == "The form \N{GRINNING FACE} asks twice"


def test_a_broken_line_is_told_with_its_place_and_the_others_are_kept():
    lines = [f'{{"id": 1, "said": "{ASKS}"}}', '{"id": 2, "said": "No', "[1]", f'{{"id": 4, "said": "{NOBODY}"}}']
    file = opened("a.jsonl", "\n".join(lines))
    assert [(p.text, p.locator) for p in body(file)] == [
        (ASKS, "line 1, column said"),
        (NOBODY, "line 4, column said"),
    ]
    assert [(r.where, r.reason) for r in file.refusals] == [
        ("line 2", "the line is no JSON"),
        ("line 3", "the line holds no record with fields"),
    ]
    with pytest.raises(UnreadableSource, match="Most lines"):
        opened("a.jsonl", f'{{"said": "{ASKS}"}}\nno\nno\n[1]\n')


@pytest.mark.parametrize(
    "data",
    [
        {"visit": "Quay", "said": ASKS},
        {"r1": {"said": ASKS}, "r2": {"said": NOBODY}},
        {"people": [{"id": 1, "age": 30}], "notes": [{"id": 1, "said": ASKS}]},
        [{"said": ASKS}, NOBODY],
    ],
)
def test_one_record_records_by_name_lists_side_by_side_and_plain_texts_are_read(data):
    assert said("a.json", data)[0].text == ASKS


def test_places_in_lists_side_by_side_name_the_list():
    data = {"people": [{"id": 1, "age": 30}], "notes": [{"id": 1, "said": ASKS}]}
    assert said("a.json", data)[0].locator == "notes, record 1, column said"


def test_a_note_of_a_board_that_is_a_piece_of_a_page_is_read_without_its_marks():
    data = {"data": [
        {"id": "1", "type": "sticky_note", "data": {"content": "<p>Late &amp; dear</p>"}, "parent": {"id": "9"}},
        {"id": "9", "type": "frame", "data": {"title": "Pains"}},
    ]}  # fmt: skip
    (note,) = said("board.json", data)
    assert (note.text, note.headings) == ("Late & dear", ("Pains",))


SPOKEN = [
    {"id": 0, "start": 0.0, "end": 3.2, "speaker": "Interviewer", "text": "How did you renew?"},
    {"id": 1, "start": 3.2, "end": 9.9, "speaker": "P1", "text": "I tried twice. The page lost my photo."},
]


@pytest.mark.parametrize("data", [SPOKEN, {"language": "en", "segments": SPOKEN}])
def test_what_was_said_with_its_time_is_a_transcript_of_who_said_it(data):
    spoken = [p for p in opened("talk.json", json.dumps(data)).passages if p.headings]
    assert [(p.text, p.headings, p.participant, p.locator) for p in spoken] == [
        ("How did you renew?", ("Interviewer",), None, "00:00:00"),
        ("I tried twice. The page lost my photo.", ("P1",), "P1", "00:00:03"),
    ]


def test_other_fields_of_a_transcript_are_told_and_a_person_may_have_it_read_as_a_table():
    data = json.dumps([{**each, "mood": "calm"} for each in SPOKEN])
    assert [r.reason.partition(":")[0] for r in opened("talk.json", data).refusals] == ["1 field is left out"]
    file = opened("talk.json", data, TableHints(columns=(("text", Meaning.QUESTION),)))
    assert "attribute" in meanings(file) and body(file)[0].locator == "record 2, column text"


def test_answers_with_a_time_and_nobody_who_speaks_are_no_transcript():
    assert said("a.json", [{"text": ASKS, "time": "12:05", "place": "Quay"}])[0].attributes == (("place", "Quay"),)
