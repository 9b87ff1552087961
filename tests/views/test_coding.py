"""Coding by hand: at any quotation, and sentence by sentence at its source."""

from dataclasses import replace

import pytest
from fake_evidence import A_PATTERN, some_evidence
from test_pages import everything_said

from domain.access import LOCAL_VIEWER, Role, Viewer
from domain.decisions import Verdict, evidence_acts, standing_links
from domain.evidence import Coding, Kind, Severity, Standing
from views import words
from views.studies import coding as coding_page

AT = {"source": "src_1", "observation": "obs_2"}
KIND, PLACE, SEVERITY, SAVE, BACK = (
    "coding-kind-source-obs_2",
    "coding-place-source-obs_2",
    "coding-severity-source-obs_2",
    "coding-save-source-obs_2",
    "coding-back-source",
)


def said(app):
    acts = evidence_acts(app.repository.decisions.links(LOCAL_VIEWER), app.repository.decisions.kinds(LOCAL_VIEWER))
    return [(act.observation_id, act.kind, act.severity, act.of) for act in acts if act.stands]


def test_one_press_says_what_a_sentence_is_who_said_it_is_told_and_it_can_be_taken_back(open_page, populated):
    test = open_page(populated, "source", **AT)
    assert "To the machine it " in everything_said(test)
    test.pills(key=KIND).set_value(Kind.NEED).run()
    assert said(populated) == [("obs_2", Kind.NEED, None, ())]
    assert "**Need**: said by somebody at this machine" in everything_said(test).replace("\\", "")
    test.button(key=BACK).click().run()
    assert said(populated) == []
    assert "To the machine it " in everything_said(test)


def marked(app):
    acts = evidence_acts((), (), app.repository.decisions.marks(LOCAL_VIEWER))
    return [(act.standing, act.workaround) for act in acts if act.stands]


def test_a_press_says_whether_it_is_still_true_and_another_whether_it_is_a_workaround(open_page, populated):
    test = open_page(populated, "source", **AT)
    test.pills(key="coding-standing-source-obs_2").set_value(Standing.FIXED).run()
    test.pills(key="coding-workaround-source-obs_2").set_value(True).run()
    assert marked(populated) == [(None, True), (Standing.FIXED, None)]
    told = everything_said(test).replace("\\", "")
    stands = words.STANDING[Standing.FIXED]
    assert f"{stands[0].upper()}{stands[1:]}: said by somebody at this machine" in told
    assert "A workaround: said by somebody at this machine" in told
    test.button(key="coding-unmark-source-obs_2").click().run()
    assert marked(populated) == [(Standing.FIXED, None)]
    assert "No workaround, as it reads." in everything_said(test)


@pytest.mark.parametrize(
    ("coded_as", "standing", "told"),
    [
        (Standing.UNKNOWN, Standing.LIVE, "as somebody stated of the study."),
        (Standing.FIXED, Standing.FIXED, "as it reads."),
        (None, Standing.LIVE, "as somebody stated of the study."),
        (None, Standing.UNKNOWN, "as it reads."),
    ],
)
def test_whether_it_is_still_true_is_told_with_whether_the_words_or_the_study_say_so(coded_as, standing, told):
    coding = Coding(kind=Kind.PAIN_POINT, pain_point=0.9, standing=coded_as) if coded_as else None
    said = coding_page._told_marks(replace(some_evidence()[0], coding=coding, standing=standing, said_standing=None))
    assert said.startswith(f"{words.STANDING[standing].capitalize()}, {told}")


def test_a_sentence_is_coded_as_evidence_of_a_pattern_with_what_it_costs(open_page, populated):
    test = open_page(populated, "source", **AT)
    test.selectbox(key=PLACE).set_value("PAT_01")
    test.selectbox(key=SEVERITY).set_value(Severity.HIGH)
    test.button(key=SAVE).click().run()
    assert said(populated) == [("obs_2", Kind.PAIN_POINT, Severity.HIGH, ("PAT_01",))]
    told = everything_said(test).replace("\\", "")
    assert "**Pain point**, stops people or harms them: said by somebody at this machine" in told
    assert f"Evidence of “{A_PATTERN.title}”, as somebody said." in told


def test_what_is_said_to_be_no_pain_point_is_evidence_of_none_any_more(open_page, populated):
    populated.repository.decisions.decide(LOCAL_VIEWER, "obs_2", of=["PAT_01"])
    test = open_page(populated, "source", **AT)
    test.pills(key=KIND).set_value(Kind.POSITIVE).run()
    links = standing_links(populated.repository.decisions.links(LOCAL_VIEWER))
    assert [(link.subject, link.verdict) for link in links] == [("PAT_01", Verdict.NOT_EVIDENCE)]


def test_the_sentences_of_a_source_are_gone_through_one_after_the_other(open_page, populated):
    test = open_page(populated, "source", source="src_1")
    test.button(key="source-next").click().run()
    first = test.query_params["observation"]
    test.button(key="source-next").click().run()
    assert test.query_params["observation"] != first
    test.selectbox(key="source-sentence").set_value("obs_2").run()
    assert test.query_params["observation"] in ("obs_2", ["obs_2"])


def test_a_quotation_says_whether_the_machine_or_a_person_calls_it_a_pain_point(open_page, populated):
    assert "reads like a pain point" in everything_said(open_page(populated, "pain_points", pain_point="pp_again"))
    populated.repository.decisions.code(LOCAL_VIEWER, "obs_0", Kind.PAIN_POINT)
    test = open_page(populated, "pain_points", pain_point="pp_again")
    told = everything_said(test).replace("\\", "")
    assert "pain point, said by somebody at this machine" in told
    assert "” is a pain point." in told, "it is among what people decided"


def test_a_reader_sees_what_a_sentence_is_and_codes_nothing(open_page, populated):
    populated.viewer = lambda: Viewer(name="Robin", role=Role.READER)
    test = open_page(populated, "source", **AT)
    assert "Code a sentence" not in everything_said(test)
    assert not test.pills
