"""The mission of the examples says what the other examples know."""

import csv
import json
from pathlib import Path

from use_cases.running.demonstration import EXAMPLES, example_mission


def test_its_organisations_are_those_of_the_example_catalogue():
    with Path(EXAMPLES / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        known = {row["name"] for row in csv.DictReader(file) if row["kind"] == "organisation"}
    assert set(example_mission().organisations) == known


def test_it_has_a_blank_measure_among_those_that_are_said():
    said = [measure.value for measure in example_mission().measures]
    assert len(said) == 3
    assert said.count("") == 1


def test_it_says_that_it_is_fictional():
    assert "Fictional" in json.loads((EXAMPLES / "mission.json").read_text(encoding="utf-8"))["notice"]
