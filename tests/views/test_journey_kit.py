"""The section of a journey with what a room takes to a workshop."""

from dataclasses import replace

import pytest
from fake_evidence import a_study
from streamlit.testing.v1 import AppTest
from test_pages import everything_said

from use_cases.journey_kit import KIT_PARTS


def _section(app):  # its source is run alone, where no name is imported
    from views import journey_kit

    viewer = app.viewer()
    journey_kit.show(app, viewer, app.journey(viewer, app.maps[0].id))


@pytest.fixture
def open_section(populated):
    return lambda: AppTest.from_function(_section, args=(populated,), default_timeout=20).run()


def test_each_part_of_the_kit_is_offered(open_section):
    test = open_section()
    assert not test.exception
    assert {button.label for button in test.get("download_button")} == {part.called for part in KIT_PARTS.values()}


def test_a_question_stands_once_and_no_mark_up_of_others_is_read(open_section, populated):
    populated.journey_kit.asked = {"pp_1": "How might we *ask* once?", "pp_2": "How might we *ask* once?"}
    said = everything_said(open_section())
    assert "1 question to work on" in said
    assert said.count("How might we") == 1
    assert "*ask*" not in said.replace("\\*ask\\*", "")


def test_a_journey_without_pain_points_says_that_there_are_no_questions(open_section):
    assert "no questions to work on" in everything_said(open_section())


def test_studies_that_came_back_are_named(open_section, populated):
    populated.journey_kit.came_back = [replace(a_study(), title="Workshop on moving", date="2026-11-03")]
    assert "Workshop on moving, 3 November 2026" in everything_said(open_section())
