"""The section of a journey with what a room takes to a workshop."""

from dataclasses import replace

import pytest
from fake_evidence import a_study
from streamlit.testing.v1 import AppTest
from test_pages import everything_said

from domain.sprint_prompts import ACROSS, PromptGroup, SprintPrompt
from use_cases.journeys.journey_kit import KIT_PARTS, KitSize
from views import downloads, links


def _section(app):  # its source is run alone, where no name is imported
    from views.journeys import journey_kit

    viewer = app.viewer()
    journey_kit.show(app, viewer, app.journey(viewer, app.maps[0].id))


@pytest.fixture
def open_section(populated):
    return lambda: AppTest.from_function(_section, args=(populated,), default_timeout=20).run()


def test_each_part_of_the_kit_is_offered(open_section):
    test = open_section()
    assert not test.exception
    assert {button.label for button in test.get("download_button")} == {part.called for part in KIT_PARTS.values()}


def test_questions_stand_below_their_step_with_what_is_left_and_no_mark_up_of_others_is_read(open_section, populated):
    asked = SprintPrompt(
        question="How might we *ask* once?", pain_point="PAT_01", title="x", observation_ids=("obs_1",), steps=(1,)
    )
    populated.journey_kit.asked = [
        PromptGroup(step=1, name="1. Ask", prompts=(asked,), rest=2),
        PromptGroup(step=2, name="2. Wait", prompts=(), rest=1),
        PromptGroup(step=None, name=ACROSS, prompts=(asked,)),
    ]
    said = everything_said(open_section())
    assert "2 questions to work on" in said
    places = [said.index(words) for words in ("**1\\. Ask**", "**2\\. Wait**", f"**{ACROSS}**")]
    assert places == sorted(places)
    assert "Besides on this step\\: 2 difficulties told" in said
    assert "No question: 1 difficulty told in people's own words alone" in said.replace("\\", "")
    assert "*ask*" not in said.replace("\\*ask\\*", "")


def test_the_best_cards_are_taken_with_how_many_there_are_in_all_unless_all_are_wished_for(
    open_section, populated, monkeypatch
):
    offered = {}
    monkeypatch.setattr(downloads, "offer", lambda title, content, **more: offered.update({title: content}))
    populated.journey_kit.cards = KitSize(
        cards=90, of=290, holds="12 pain points, 70 quotations", whole_holds="12 pain points, 270 quotations"
    )
    test = open_section()
    choice = test.radio(key=f"journey_room-kit-which-{populated.maps[0].id}")
    assert choice.options == ["The best of each step: 90 cards", "All of them: 290 cards"]
    best, every = choice.proto.captions
    assert best.startswith("12 pain points, 70 quotations. Of each step at most 4 quotations")
    assert every.startswith("12 pain points, 270 quotations. Every quotation")
    for content in offered.values():
        content()
    choice.set_value("all").run()
    for content in offered.values():
        content()
    parts = [part for _, part, _ in populated.journey_kit.left]
    assert parts == [*KIT_PARTS, *(f"all {part}" for part in KIT_PARTS)]


def test_a_kit_that_is_small_asks_for_no_choice_and_says_what_it_holds(open_section, populated):
    populated.journey_kit.cards = KitSize(cards=4, of=4, holds="1 pain point, 3 quotations")
    test = open_section()
    assert not test.radio and not test.expander
    assert "**4 cards**: 1 pain point, 3 quotations" in everything_said(test)


def test_a_journey_without_pain_points_says_that_there_are_no_questions(open_section):
    assert "no questions to work on" in everything_said(open_section())


def test_studies_that_came_back_are_named(open_section, populated):
    populated.journey_kit.came_back = [replace(a_study(), title="Workshop on moving", date="2026-11-03")]
    assert "Workshop on moving, 3 November 2026" in everything_said(open_section())


def test_a_board_that_came_back_goes_on_to_be_checked_without_the_notes_that_went_out(
    open_section, populated, monkeypatch
):
    led: list[tuple[str, dict[str, str]]] = []
    monkeypatch.setattr(links, "to", lambda page, title, *, icon, parameters: led.append((page, parameters)))
    test = open_section()
    board = b"Text,Frame\nIt went out.,1\nPeople rang the bell.,1\n"
    test.file_uploader[0].upload("board.csv", board, "text/csv").run()
    test.button(key="journey_room-board-back").click().run()
    assert not test.exception
    assert "1 row came back; 1 note that went out" in test.success[0].value
    assert populated.checked[0].description.metadata == (("journey", populated.maps[0].id),)
    assert [page for page, _ in led] == [links.ADD_AND_CHECK]


def test_a_board_with_nothing_new_is_told(open_section):
    test = open_section()
    test.file_uploader[0].upload("board.csv", b"Text,Frame\nIt went out.,1\n", "text/csv").run()
    test.button(key="journey_room-board-back").click().run()
    assert "Nothing on this board is new" in test.error[0].value
