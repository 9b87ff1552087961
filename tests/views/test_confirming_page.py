"""The page To confirm: one quotation after another, each decided by a press and taken back by another."""

from dataclasses import replace

from test_pages import everything_said

from domain.access import LOCAL_VIEWER, Role, Viewer
from domain.decisions import Verdict, standing_links

RIGHT, NOT_THIS, SKIP = "to_confirm-right", "to_confirm-not", "to_confirm-skip"


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
