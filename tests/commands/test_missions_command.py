"""Missions on the command line: made, changed, shown, and the first thing to narrow by."""

import json
import shutil

import pytest

MOVING, RECEPTION = "Council tax after a move (fictional)", "clinic"

REPORT = {
    "id", "name", "outcome", "organisations", "measures", "people", "weights", "studies", "coverage",
    "not_researched", "next",
}  # fmt: skip


@pytest.fixture(scope="module")
def made_once(tmp_path_factory, throughline, filled):
    """The two notes, and a mission to which one of them belongs."""
    data = tmp_path_factory.mktemp("missions") / "data"
    shutil.copytree(filled, data)
    made = throughline(
        data, "missions", "create", "A home that holds", "--outcome", "People keep their home.",
        "--organisation", "Calder Council", "--organisation", "Lune Housing (fictional)",
        "--measure", "Homes kept=61%; target=80%; as of=2025-03", "--measure", "Waiting time",
        "--person", "asha@calder.example", "--json",
    )  # fmt: skip
    assert made.status == 0, made.errors
    added = throughline(data, "missions", "add-study", "a home that holds", MOVING)
    assert added.status == 0, added.errors
    return data


@pytest.fixture
def housed(tmp_path, made_once):
    """A copy of it for each test to change."""
    shutil.copytree(made_once, tmp_path / "data")
    return tmp_path / "data"


def test_a_mission_is_listed_with_what_was_said_and_blank_measures(throughline, housed):
    (mission,) = throughline(housed, "missions", "list", "--json").document
    assert mission["name"] == "A home that holds"
    assert mission["measures"][0] == {
        "name": "Homes kept", "value": "61%", "target": "80%", "as_of": "2025-03", "source": None,
    }  # fmt: skip
    assert mission["measures"][1]["value"] is None
    assert mission["people"] == ["asha@calder.example"]


def test_a_mission_is_shown_with_its_coverage_and_what_is_next(throughline, housed):
    report = throughline(housed, "missions", "show", "A home that holds", "--json").document
    assert report.keys() >= REPORT
    assert [study["title"] for study in report["studies"]] == [MOVING]
    assert report["not_researched"] == ["Lune Housing (fictional)"]
    assert report["coverage"][0]["organisation"] == "Calder Council"
    assert report["next"] == []
    said = throughline(housed, "missions", "show", report["id"]).output
    assert "Lune Housing (fictional): not researched" in said
    assert "Waiting time: not said yet" in said


def test_what_is_next_tells_each_part_of_its_worth(throughline, housed):
    throughline(housed, "missions", "add-study", "A home that holds", RECEPTION)
    report = throughline(housed, "missions", "show", "A home that holds", "--json").document
    for row in report["next"]:
        assert [part["name"] for part in row["criteria"]] == ["consequence", "between", "spread", "no owner"]
        assert all(part["reason"] for part in row["criteria"])
        assert len(row["organisations"]) > 1
    assert [row["worth"] for row in report["next"]] == sorted((row["worth"] for row in report["next"]), reverse=True)


def test_an_update_changes_what_it_says_and_nothing_else(throughline, housed):
    said = throughline(
        housed, "missions", "update", "A home that holds", "--outcome", "Nobody loses a home.",
        "--weight", "no-owner=0", "--json",
    )  # fmt: skip
    assert said.document["outcome"] == "Nobody loses a home."
    assert said.document["weights"] == {"consequence": 5, "between": 2, "spread": 2, "no_owner": 0}
    assert len(said.document["measures"]) == 2


def test_search_pain_points_and_journeys_narrow_to_a_mission(throughline, housed, tmp_path):
    found = throughline(housed, "search", "systems", "--mission", "A home that holds", "--json").document["results"]
    assert {row["study"] for row in found} == {MOVING}
    points = throughline(
        housed, "pain-points", "--mission", "A home that holds", "--min-organisations", "1", "--json"
    ).document  # fmt: skip
    assert {row["study"] for point in points for row in point["evidence"]} == {MOVING}
    assert all(point.keys() >= {"claims", "owners", "contacts"} for point in points)
    steps = tmp_path / "steps.txt"
    steps.write_text("Tell the council of the new address\n")
    journey = throughline(
        housed, "journeys", "draft", "--title", "Moving house", "--steps", str(steps),
        "--mission", "A home that holds", "--json",
    ).document  # fmt: skip
    assert {row["source"] for step in journey["steps"] for row in step["evidence"]} <= {"council.md"}
    (listed,) = throughline(housed, "journeys", "list", "--mission", "A home that holds", "--json").document
    assert (listed["id"], listed["mission"]) == (journey["id"], "A home that holds")


def test_a_list_in_words_says_how_sure_each_pain_point_is_and_why(throughline, filled):
    points = throughline(filled, "pain-points", "--min-organisations", "1", "--json").document
    told = throughline(filled, "pain-points", "--min-organisations", "1").output
    assert points
    for point in points:
        is_lead = any(reason.startswith("a lead only") for reason in point["reasons"])
        sure = "a lead only" if is_lead else f"{point['confidence']} evidence"
        assert any(point["title"] in line and f", {sure}]" in line for line in told.splitlines())
        assert all(reason in told for reason in point["reasons"])
        assert all(told.count(f": {item['text']}") == 1 for item in point["evidence"][:1])


def test_whom_to_ask_stands_with_a_pain_point_even_without_its_quotations(throughline, filled):
    points = throughline(filled, "pain-points", "--min-organisations", "1", "--evidence", "0", "--json").document
    assert points
    assert all(contact["team"] == contact["organisation"] for point in points for contact in point["contacts"])
    assert all(point["contacts"] and not point["evidence"] for point in points)


@pytest.mark.parametrize(
    "arguments",
    [
        ("missions", "show", "A home that hold"),
        ("missions", "add-study", "A home that hold", "Moving house"),
        ("search", "systems", "--mission", "A home that hold"),
        ("pain-points", "--mission", "A home that hold"),
        ("journeys", "list", "--mission", "A home that hold"),
        ("journeys", "draft", "--title", "T", "--mission", "A home that hold"),
    ],
    ids=" ".join,
)
def test_an_unknown_mission_is_told_with_the_nearest_name(throughline, housed, arguments):
    said = throughline(housed, *arguments)
    assert said.status == 1
    assert "There is no mission 'A home that hold'." in said.errors
    assert "Did you mean 'A home that holds'?" in said.errors


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("create", "A home that holds"), "There is a mission 'A home that holds' already."),
        (("create", " "), "A mission needs a name."),
        (("create", "B", "--measure", "x=1; as of=2025-16-10"), "2025-16-10"),
        (("create", "B", *(("--measure", "m") * 6)), "at most 5 measures"),
        (("update", "A home that holds", "--weight", "luck=3"), "'luck=3' is not a weight."),
        (("update", "A home that holds", "--weight", "spread=11"), "0 to 10"),
        (("add-study", "A home that holds", "No such study"), "There is no study 'No such study' here."),
    ],
)
def test_what_cannot_be_is_told_with_a_remedy(throughline, housed, arguments, words):
    said = throughline(housed, "missions", *arguments)
    assert said.status == 1
    assert words in said.errors
    assert "Remedy:" in said.errors


def test_no_missions_says_how_to_make_one(throughline, tmp_path):
    assert "missions create" in throughline(tmp_path / "data", "missions", "list").output
    assert json.loads(throughline(tmp_path / "data", "missions", "list", "--json").output) == []


def test_an_empty_option_takes_all_of_them_out(throughline, housed):
    said = throughline(housed, "missions", "update", "A home that holds", "--person", "", "--json")
    assert said.document["people"] == []
    assert len(said.document["organisations"]) == 2
