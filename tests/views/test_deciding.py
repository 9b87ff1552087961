"""Decisions on evidence, taken on the Pain points page and taken back."""

from fake_evidence import A_PATTERN
from test_pages import everything_said

from domain.access import LOCAL_VIEWER, Role, Viewer
from domain.decisions import Verdict, standing_links

AT = "pp_again-obs_0-Brackenmere Registry"


def standing(app):
    links = standing_links(app.repository.decisions.links(LOCAL_VIEWER))
    return [(link.observation_id, link.subject, link.verdict) for link in links]


def test_not_this_is_kept_told_and_undone_at_once(open_page, populated):
    test = open_page(populated, "pain_points", pain_point="pp_again")
    test.button(key=f"pain_points-decide-{AT}-not").click().run()
    assert standing(populated) == [("obs_0", "pp_again", Verdict.NOT_EVIDENCE)]
    assert "” is no evidence of “" in everything_said(test)
    test.button(key="undo-last_decision-dc_1").click().run()
    assert standing(populated) == []
    assert "Taken back by somebody at this machine" in everything_said(test).replace("\\", "")


def test_what_is_right_is_said_so_and_not_asked_again(open_page, populated):
    test = open_page(populated, "pain_points", pain_point="pp_again")
    test.button(key=f"pain_points-decide-{AT}-right").click().run()
    assert standing(populated) == [("obs_0", "pp_again", Verdict.EVIDENCE)]
    test.button(key="undo-last_decision-dc_1").click().run()
    assert standing(populated) == []


def test_evidence_is_moved_to_another_pattern_and_taken_back_later(open_page, populated):
    test = open_page(populated, "pain_points", pain_point="pp_again")
    test.selectbox(key=f"pain_points-belongs-{AT}").set_value("PAT_01")
    test.button(key=f"pain_points-belongs-{AT}-move").click().run()
    assert [said[1:] for said in standing(populated)] == [
        ("pp_again", Verdict.NOT_EVIDENCE),
        (A_PATTERN.id, Verdict.EVIDENCE),
    ]
    later = open_page(populated, "pain_points")
    assert f"belongs to “{A_PATTERN.title}”" in everything_said(later)
    later.button(key="pain_points-undo-dc_1").click().run()
    assert standing(populated) == []


def test_a_decision_can_be_taken_back_where_its_pain_point_is_gone(open_page, populated):
    populated.repository.decisions.decide(LOCAL_VIEWER, "obs_0", not_of=["PAT_01"])
    test = open_page(populated, "pain_points", pain_point="pp_gone")
    assert "pp_gone" in test.error[0].value.replace("\\", "")
    test.button(key="pain_points-undo-dc_1").click().run()
    assert standing(populated) == []


def test_a_reader_sees_what_was_decided_and_decides_nothing(open_page, populated):
    populated.viewer = lambda: Viewer(name="Robin", role=Role.READER)
    populated.repository.decisions.decide(LOCAL_VIEWER, "obs_0", not_of=["PAT_01"])
    test = open_page(populated, "pain_points")
    assert "is no evidence of" in everything_said(test)
    assert not [button.key for button in test.button if "decide" in button.key or "undo" in button.key]
