"""Step-by-steps of fictional matters, in each form that they are published in: in, out and in again."""

import copy
import json
from dataclasses import replace
from pathlib import Path

import pytest

from domain.errors import InvalidRequest
from domain.journeys import Branch
from exports.journey_step_by_step import step_by_step_document
from journey_maps.files.step_by_step import is_step_by_step, read_step_by_step
from tests.planted_journeys import a_journey, a_step

HERE = Path(__file__).parent


def document(name):
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def journey_of(said):
    assert is_step_by_step(said)
    return read_step_by_step(said, "steps.json").journey


def test_a_published_step_by_step_goes_out_as_it_came():
    said = document("mending_a_net.json")
    written = step_by_step_document(journey_of(said))
    steps = said["details"]["step_by_step_nav"]["steps"]
    assert written["steps"] == [{"logic": None, "optional": False, **step} for step in steps]
    assert written["title"] == "Mend a net: step by step"
    assert (written["introduction"], written["base_path"]) == (
        "<p>How to mend a net that a seal tore.</p>",
        "/mend-a-net",
    )
    assert step_by_step_document(journey_of(written)) == written


def test_its_links_are_touchpoints_and_its_paragraphs_the_note():
    first, second, third, fourth = journey_of(document("mending_a_net.json")).steps
    assert first.touchpoints == (
        "Book a drying loft, 3 shells a day (/drying-lofts/book)",
        "Ask a neighbour for theirs",
        "Corners that tear (https://nets.example/corners?a=1&b=2)",
    )
    assert first.note == "Hang the net where the wind is low.\n\nLook twice at the corners."
    assert (second.branch, second.optional, second.touchpoints) == (Branch.AND, True, ("Choose a colour (/twine)",))
    assert (third.branch, fourth.branch) == (Branch.OR, None)


def test_steps_of_one_group_are_done_as_well():
    ask, weigh, throw = journey_of(document("feeding_a_seal.json")).steps
    assert [step.branch for step in (ask, weigh, throw)] == [None, Branch.AND, None]
    assert (ask.optional, ask.note, weigh.touchpoints) == (True, "Whistle first.", ("Hire scales (/scales)",))


def test_notes_and_items_that_stand_apart_are_contents_too():
    said = {
        "journey": "Feed a seal",
        "steps": [
            {"order": 1, "title": "Whistle", "notes": ["Twice."], "items": [{"text": "Tunes", "href": "/tunes"}]}
        ],
    }
    [step] = step_by_step_document(journey_of(said))["steps"]
    assert step == {
        "title": "Whistle",
        "logic": None,
        "optional": False,
        "order": 1,
        "contents": [
            {"type": "paragraph", "text": "Twice."},
            {"type": "list", "contents": [{"text": "Tunes", "href": "/tunes"}]},
        ],
    }


def test_what_people_change_on_a_step_shows_in_it_and_the_rest_keeps_its_place():
    journey = journey_of(document("mending_a_net.json"))
    first = journey.steps[0]
    changed = replace(
        first, touchpoints=(*first.touchpoints[1:], "Ring the loft (/ring)"), note="Look twice at the corners."
    )
    contents = step_by_step_document(replace(journey, steps=(changed, *journey.steps[1:])))["steps"][0]["contents"]
    assert contents == [
        {"type": "list", "style": "required", "contents": [{"text": "Ask a neighbour for theirs"}]},
        {"type": "paragraph", "text": "Look twice at the corners."},
        {"type": "list", "contents": [{"text": "Corners that tear", "href": "https://nets.example/corners?a=1&b=2"}]},
        {"type": "list", "contents": [{"text": "Ring the loft", "href": "/ring"}]},
    ]


def test_a_journey_that_came_from_no_such_file_goes_out_as_one_without_evidence():
    journey = a_journey(
        [a_step(1, "Ring", touchpoints=("Quay office (/quay)", "A bell"), note="Twice."), a_step(2, "Wait")]
    )
    assert step_by_step_document(journey) == {
        "title": "Mooring a boat",
        "steps": [
            {
                "title": "Ring",
                "logic": None,
                "optional": False,
                "contents": [
                    {"type": "paragraph", "text": "Twice."},
                    {"type": "list", "contents": [{"text": "Quay office", "href": "/quay"}, {"text": "A bell"}]},
                ],
            },
            {"title": "Wait", "logic": None, "optional": False, "contents": []},
        ],
    }
    assert "Letters are retyped" not in json.dumps(step_by_step_document(a_journey()))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda steps: steps[1].update(logic="xor"), "step 2"),
        (lambda steps: steps[1].update(title="  "), "step 2"),
        (lambda steps: steps[1].update(title="find the TEAR"), "steps 1 and 2"),
        (lambda steps: steps[1].update(optional="sometimes"), "step 2"),
        (lambda steps: steps[1].update(contents="none"), "step 2, contents"),
        (lambda steps: steps.clear(), "steps"),
    ],
)
def test_a_faulty_step_is_told_with_its_place(change, where):
    said = copy.deepcopy(document("mending_a_net.json"))
    change(said["details"]["step_by_step_nav"]["steps"])
    with pytest.raises(InvalidRequest) as told:
        read_step_by_step(said, "steps.json")
    assert told.value.where == where
    assert told.value.remedy
