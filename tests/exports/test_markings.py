"""The highest marking of what leaves stands on it, in every form. Everything here is fictional."""

import csv
import io
import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from domain.access import Marking, highest_marking
from domain.journeys import Journey
from domain.placed_evidence import PlacedEvidence
from domain.search import SearchAnswer, SearchMode, SearchResult
from exports.evidence_rows import search_document
from exports.journey_json import journey_document
from exports.journey_xlsx import journey_workbook
from exports.tables import EVIDENCE_COLUMNS, evidence_cells, table_csv
from journey_maps.drawing.swimlanes import draw_svg
from tests.planted_journeys import a_journey, an_observation

SENSITIVE = Marking.OFFICIAL_SENSITIVE.value


def a_marked_journey() -> Journey:
    """A journey of which one piece of evidence is marked."""
    journey = a_journey()
    first = journey.steps[0]
    placed = first.evidence[0]
    marked = replace(placed.evidence, marking=Marking.OFFICIAL_SENSITIVE)
    evidence = (PlacedEvidence(evidence=marked, score=placed.score), *first.evidence[1:])
    return replace(journey, steps=(replace(first, evidence=evidence), *journey.steps[1:]))


@pytest.mark.parametrize(
    ("markings", "highest"),
    [
        ([], None),
        ([None, None], None),
        ([None, Marking.OFFICIAL], Marking.OFFICIAL),
        ([Marking.OFFICIAL_SENSITIVE, Marking.OFFICIAL, None], Marking.OFFICIAL_SENSITIVE),
    ],
)
def test_the_highest_marking_holds_for_all_of_it(markings, highest):
    assert highest_marking(markings) is highest


def test_a_journeys_document_bears_its_marking_and_that_of_each_piece_of_evidence():
    document = journey_document(a_marked_journey())
    assert document["marking"] == SENSITIVE
    assert document["steps"][0]["evidence"][0]["marking"] == SENSITIVE
    assert journey_document(a_journey())["marking"] is None


def test_every_sheet_of_a_journeys_workbook_bears_its_marking_on_screen_and_on_paper():
    workbook = load_workbook(io.BytesIO(journey_workbook(a_marked_journey())))
    for sheet in workbook:
        assert (sheet.oddHeader.center.text, sheet.oddFooter.center.text) == (SENSITIVE, SENSITIVE)
    assert SENSITIVE in workbook["Map"]["A2"].value
    assert [row for row in workbook["About"].iter_rows(values_only=True) if row == ("Marking", SENSITIVE)]
    assert workbook["Evidence"]["M2"].value == SENSITIVE


def test_a_workbook_without_a_marking_has_no_header():
    workbook = load_workbook(io.BytesIO(journey_workbook(a_journey())))
    assert {sheet.oddHeader.center.text for sheet in workbook} == {None}


def test_a_drawing_bears_its_marking_in_a_line_of_text():
    assert draw_svg(a_marked_journey()).count(f">{SENSITIVE}</text>") == 2
    assert "OFFICIAL" not in draw_svg(a_journey())


def test_a_table_of_evidence_has_a_column_for_the_marking():
    marked = replace(an_observation(1), marking=Marking.OFFICIAL)
    table = table_csv(EVIDENCE_COLUMNS, map(evidence_cells, [marked, an_observation(2)]))
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert [row["marking"] for row in rows] == ["OFFICIAL", ""]


def test_a_search_answer_bears_the_highest_marking_of_its_results():
    evidence = [replace(an_observation(1), marking=Marking.OFFICIAL), an_observation(2)]
    results = tuple(SearchResult(evidence=item, score=1.0) for item in evidence)
    document = search_document(SearchAnswer(query="tide", mode=SearchMode.HYBRID, took_ms=1.0, results=results))
    assert document["marking"] == "OFFICIAL"
    assert [result["marking"] for result in document["results"]] == ["OFFICIAL", None]
    assert json.dumps(document)
