"""The page To confirm: one quotation after another, each decided by a press and taken back by another."""

from dataclasses import replace

import pytest
from test_pages import everything_said

from domain.access import LOCAL_VIEWER, Role, Viewer
from domain.decisions import Verdict, standing_links
from views.pain_points import confirming

RIGHT, NOT_THIS, SKIP = "to_confirm-right", "to_confirm-not", "to_confirm-skip"


@pytest.fixture(autouse=True)
def read_at_once(monkeypatch):
    monkeypatch.setattr(confirming, "SOONEST", 0.0)


def standing(app):
    links = standing_links(app.repository.decisions.links(LOCAL_VIEWER))
    return [(link.observation_id, link.subject, link.verdict) for link in links]


def thin(app):
    app.points = [replace(app.points[0], is_thin=True)]
    return app


def test_the_first_is_shown_with_its_difficulty_what_it_changes_and_how_many_are_left(open_page, populated):
    populated = thin(populated)
    said = everything_said(open_page(populated, "to_confirm"))
    number = len({fit.evidence.id for fit in populated.points[0].evidence})
    assert f"**{number} left.** {number} would lift a thin finding." in said
    assert populated.points[0].title in said
    assert "If this one is right, it counts in full." in said


def test_a_press_says_it_is_right_and_another_takes_that_back(open_page, populated):
    test = open_page(thin(populated), "to_confirm")
    test.button(key=RIGHT).click().run()
    assert [said[1:] for said in standing(populated)] == [("pp_again", Verdict.EVIDENCE)]
    test.button(key="undo-last_decision-dc_1").click().run()
    assert standing(populated) == []


def test_a_press_says_it_is_not(open_page, populated):
    open_page(thin(populated), "to_confirm").button(key=NOT_THIS).click().run()
    assert [verdict for *_, verdict in standing(populated)] == [Verdict.NOT_EVIDENCE]


def test_what_is_skipped_makes_room_for_the_next_and_is_brought_back(open_page, populated):
    test = open_page(thin(populated), "to_confirm")
    number = len({fit.evidence.id for fit in populated.points[0].evidence})
    for _ in range(number):
        test.button(key=SKIP).click().run()
    assert SKIP not in {button.key for button in test.button}
    test.button(key="to_confirm-bring-back").click().run()
    assert f"**{number} left.**" in everything_said(test)
    assert standing(populated) == []


def test_a_reader_reads_and_decides_nothing(open_page, populated):
    populated.viewer = lambda: Viewer(name="Robin", role=Role.READER)
    test = open_page(thin(populated), "to_confirm")
    assert "Researchers say what is evidence" in everything_said(test)
    assert not {RIGHT, NOT_THIS, SKIP} & {button.key for button in test.button}


def test_where_nothing_waits_it_says_so(open_page, populated):
    assert "Nothing waits for a person’s word" in everything_said(open_page(populated, "to_confirm"))


def doubtful(app):
    """Let the machine be unsure of all that stands at a finding, so that a word on one bears on no other."""
    app.points = [
        replace(
            app.points[0],
            evidence=tuple(
                replace(fit, fit=0.3, organisation=f"Office {nth}") for nth, fit in enumerate(app.points[0].evidence)
            ),
        )
    ]
    return app


def test_a_press_decides_on_what_was_shown_and_a_second_one_says_nothing_new(open_page, populated, monkeypatch):
    populated = doubtful(populated)
    said = []
    monkeypatch.setattr(confirming, "_say", lambda *told: said.append(told))
    open_page(populated, "to_confirm").button(key=RIGHT).click().run()
    monkeypatch.undo()
    ((app, viewer, item, decide),) = said
    monkeypatch.setattr(confirming, "SOONEST", 0.0)
    monkeypatch.setattr(confirming.st, "session_state", {"to_confirm_shown": 0.0})
    for _ in range(2):
        confirming._say(app, viewer, item, decide)
    assert [one[:2] for one in standing(populated)] == [(item.fit.evidence.id, item.point.subject)]
    assert len(populated.repository.decisions.links(LOCAL_VIEWER)) == 1


def test_a_press_that_comes_before_anybody_can_have_read_says_nothing(open_page, populated, monkeypatch):
    monkeypatch.setattr(confirming, "SOONEST", 60.0)
    test = open_page(doubtful(populated), "to_confirm")
    for _ in range(2):
        test.button(key=RIGHT).click().run()
    assert standing(populated) == []


def test_a_press_finds_no_pain_points_anew_until_somebody_looks_again(open_page, populated):
    populated = doubtful(populated)
    test = open_page(populated, "to_confirm")
    found = len(populated.narrowed)
    test.button(key=RIGHT).click().run()
    test.button(key=NOT_THIS).click().run()
    assert len(populated.narrowed) == found
    assert len({observation for observation, *_ in standing(populated)}) == 2
    test.button(key="to_confirm-again").click().run()
    assert len(populated.narrowed) == found + 1


def test_what_may_not_be_read_any_more_is_looked_for_anew(open_page, populated):
    populated = doubtful(populated)
    test = open_page(populated, "to_confirm")
    populated.items, populated.points = [], []
    assert "Nothing waits for a person’s word" in everything_said(test.run())


def test_no_field_that_takes_text_stands_beside_the_shortcuts(open_page, populated):
    test = open_page(thin(populated), "to_confirm")
    assert [*test.text_input, *test.text_area, *test.selectbox, *test.multiselect, *test.number_input] == []
