"""Reading the steps of a journey from a file."""

import json

import pytest

from domain.errors import InvalidRequest
from journey_maps.outlines import MAX_STEPS, read_steps, step_queries


def told(steps):
    return [(step.order, step.stage, step.step) for step in steps]


def test_a_json_list_is_read_in_its_order():
    rows = [{"order": 2, "stage": "Berth", "step": "Moor"}, {"order": 1, "stage": "Apply", "step": "Ask for a permit"}]
    expected = [(1, "Apply", "Ask for a permit"), (2, "Berth", "Moor")]
    assert told(read_steps(json.dumps(rows), "steps.json")) == expected
    assert told(read_steps(json.dumps({"steps": rows, "title": "x"}).encode("utf-8-sig"), "steps.json")) == expected


def test_plain_text_is_a_step_a_line_and_a_stage_lasts_until_the_next():
    text = "Apply: Ask for a permit\n\n- Pay the fee\nBerth: Moor the boat\n"
    assert told(read_steps(text, "steps.txt")) == [
        (1, "Apply", "Ask for a permit"),
        (2, "Apply", "Pay the fee"),
        (3, "Berth", "Moor the boat"),
    ]


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("", "steps"),
        ("   \n ", "steps"),
        ("[{", "line 1"),
        ('{"steps": "none"}', "steps"),
        ("[]", "steps"),
        ('[{"order": 1, "step": ""}]', "entry 1"),
        ('[{"order": 1, "stage": "Apply"}]', "entry 1"),
        ('[{"order": 1, "step": "a"}, {"order": 1, "step": "b"}]', "entries 1 and 2"),
        ('[{"order": 0, "step": "a"}]', "entry 1"),
        ('[{"order": true, "step": "a"}]', "entry 1"),
        ('[{"order": 1, "step": "a"}, 7]', "entry 2"),
        ('[{"order": 1, "step": {"a": 1}}]', "entry 1"),
        ("Apply: Ask\nBerth:\n", "line 2"),
        (b"\xff\xfe\x00", "byte 1"),
        ("x" * 301, "line 1"),
        ("\n".join(f"step {n}" for n in range(MAX_STEPS + 1)), "steps"),
        ("[" * 100_000, "steps"),
    ],
)
def test_what_is_no_list_of_steps_is_refused_with_place_and_remedy(content, where):
    with pytest.raises(InvalidRequest) as refused:
        read_steps(content, "steps")
    assert refused.value.where == where
    assert refused.value.remedy


def test_a_query_begins_with_the_step_and_names_stage_and_journey():
    steps = read_steps("Apply: Ask for a permit", "x")
    assert step_queries("Mooring a boat", steps) == ["Ask for a permit. Apply (Mooring a boat)"]
