"""A journey's map as whoever asks wishes to see it."""

import io
import json
from dataclasses import replace
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from domain.access import Marking, Viewer
from domain.errors import InvalidRequest, NotFound
from domain.evidence import Kind
from tests.drawn_journeys import a_full_journey, what_it_might_be
from tests.planted_journeys import a_journey, a_step, an_observation
from use_cases.file_forms import JSON, XLSX
from use_cases.journeys.journey_drawing import MapDrawing, MapWishes, attempts_on_steps, html, map_drawing, png, svg
from use_cases.journeys.journey_forms import JOURNEY_FORMS

VIEWER = Viewer(name="Ada")
FULL = a_full_journey()


class Journeys:
    """Journeys of which this reader may see those given."""

    def __init__(self, *seen):
        self._seen = {journey.id: journey for journey in seen}

    def journey(self, viewer, identifier):
        if identifier not in self._seen:
            raise NotFound("There is no such journey.", where=identifier)
        return self._seen[identifier]


def drawing(journey, *seen, **wishes):
    repository = SimpleNamespace(journeys=Journeys(*seen))
    return map_drawing(repository, VIEWER, journey, MapWishes(**wishes))


def test_a_to_be_map_is_compared_with_the_as_is_one_that_its_reader_may_see():
    text = svg(drawing(what_it_might_be(), FULL)).decode()
    assert "No longer done: Wait for the number" in text
    assert "Gone: step 9, “Wait for the number”, with 1 quotation." in html(drawing(what_it_might_be(), FULL)).decode()


def test_an_as_is_journey_that_its_reader_may_not_see_leaves_no_word():
    for write in (svg, html):
        text = write(drawing(what_it_might_be())).decode()
        assert "Wait for the number" not in text
        assert ">new</text>" not in text


def test_a_compared_map_bears_the_higher_marking_of_the_two():
    item = replace(an_observation(1), marking=Marking.OFFICIAL_SENSITIVE)
    as_is = replace(FULL, steps=(a_step(1, evidence=[item]),), hand_overs=(), systems=())
    for write in (svg, html):
        assert "OFFICIAL-SENSITIVE" in write(drawing(what_it_might_be(), as_is)).decode()
        assert "OFFICIAL-SENSITIVE" not in write(drawing(what_it_might_be())).decode()


def test_wishes_are_followed():
    plain = svg(drawing(FULL)).decode()
    assert "How it felt" not in plain
    assert "<a " not in plain
    assert "How it felt" in svg(drawing(FULL, feelings=True)).decode()
    assert "?journey=jn_full&amp;step=1" in svg(drawing(FULL, linked=True)).decode()
    assert "page 2 of" in svg(drawing(FULL, paged=True)).decode()
    assert ">Fire safety officer</text>" in svg(drawing(FULL, by_actor=True)).decode()
    assert "prefers-color-scheme" in svg(drawing(FULL, theme="auto")).decode()


def test_a_theme_there_is_not_is_refused_with_those_there_are():
    with pytest.raises(InvalidRequest, match="sepia") as refused:
        svg(drawing(FULL, theme="sepia"))
    assert "projector" in refused.value.remedy


def test_what_was_tried_is_counted_by_step():
    tried = an_observation(1, "We changed the letter so that it now shows the number.", Kind.RECOMMENDATION)
    planned = an_observation(2, "The letter should show the number.", Kind.RECOMMENDATION)
    done = an_observation(3, "We changed trains at the quay.", Kind.BEHAVIOUR)
    journey = a_journey([a_step(1, evidence=[tried, planned, done]), a_step(2, "Wait")])
    assert attempts_on_steps(journey) == {"s1": 1}


def test_json_and_workbook_say_what_was_needed_and_tried_on_a_step_and_how_it_felt():
    tried = an_observation(1, "We changed the letter so that it now shows the number.", Kind.RECOMMENDATION)
    felt = an_observation(2, "Skippers were worried about the number.", Kind.BEHAVIOUR)
    need = an_observation(3, "Skippers need the number in one place.", Kind.NEED)
    shown = MapDrawing(journey=a_journey([a_step(1, evidence=[tried, felt, need]), a_step(2, "Wait")]))
    first, second = json.loads(JOURNEY_FORMS[JSON].content(shown))["steps"]
    assert (first["needs"], first["attempts"], first["feeling"]) == (["obs_003"], ["obs_001"], "1 worried")
    assert (second["needs"], second["attempts"], second["feeling"]) == ([], [], None)
    heads, *rows = load_workbook(io.BytesIO(JOURNEY_FORMS[XLSX].content(shown)))["Steps"].iter_rows(values_only=True)
    told = [[row[heads.index(name)] for name in ("Needs told", "Things tried", "How it felt")] for row in rows]
    assert told == [[1, 1, "1 worried"], [0, 0, None]]


def test_drawn_forms_are_in_the_table_of_forms():
    shown = MapDrawing(journey=a_journey())
    starts = {"svg": b"<svg ", "png": b"\x89PNG", "html": b"<!DOCTYPE html>"}
    for form, start in starts.items():
        assert JOURNEY_FORMS[form].content(shown).startswith(start)
    assert png(shown) == JOURNEY_FORMS["png"].content(shown)
