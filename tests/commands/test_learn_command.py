"""`codebook learn` from the outside: what it says, what it keeps, and that nothing changes by itself."""

from dataclasses import replace

import pytest

from commands.learning import _lines
from commands.said_learning import _lines as _said_lines
from domain.proposals import Redaction
from domain.said_lessons import LearningAbout
from settings import Settings
from tests.use_cases.test_learning import planted
from tests.views.fake_learning import GAIN, SAID_GAIN, a_learning
from use_cases.running.bootstrap import open_use_cases


@pytest.fixture
def decided(tmp_path):
    """A data directory in which people decided consistently on 36 sentences."""
    app = open_use_cases(replace(Settings.from_environment(tmp_path, environment={}), redaction=Redaction.OFF))
    planted(app)
    app.close()
    return tmp_path


def test_it_proposes_is_adopted_and_is_withdrawn(throughline, decided):
    proposed = throughline(decided, "codebook", "learn", "--json").document
    assert proposed["proposed"]["gain"]["effect"] == "less precise"
    assert (proposed["proposed"]["state"], proposed["in_force"], proposed["decisions"]) == ("open", None, 36)
    told = throughline(decided, "codebook", "learn", "--show").output
    assert "No gain: less precise." in told
    assert "people accepted 1.000 of 1 as shipped" in told
    assert "Nothing has changed yet" in told
    adopted = throughline(decided, "codebook", "learn", "--adopt", "--json").document
    assert (adopted["in_force"]["id"], adopted["learned_from"]) == (proposed["proposed"]["id"], 36)
    assert [said["verdict"] for said in adopted["in_force"]["decided"]] == ["adopted"]
    withdrawn = throughline(decided, "codebook", "learn", "--withdraw", "--json").document
    assert (withdrawn["proposed"], withdrawn["in_force"], withdrawn["learned_from"]) == (None, None, 0)


def test_with_too_few_decisions_it_says_how_many_are_needed_and_keeps_nothing(throughline, filled):
    said = throughline(filled, "codebook", "learn")
    assert said.status == 0, said.errors
    assert "Too few decisions to learn from: 0 accepted and 0 rejected" in said.output
    assert "Needed are 20, 5 of each kind, of 2 studies." in said.output
    assert throughline(filled, "codebook", "learn", "--show", "--json").document["proposed"] is None


@pytest.mark.parametrize(
    ("deed", "told"),
    [("--adopt", "no proposal"), ("--leave", "no proposal"), ("--withdraw", "no adopted proposal")],
)
def test_what_is_not_there_cannot_be_decided_on(throughline, filled, deed, told):
    said = throughline(filled, "codebook", "learn", deed)
    assert said.status != 0
    assert told in said.errors


def test_kinds_and_severities_are_told_apart_and_decided_on_by_name(throughline, filled):
    said = throughline(filled, "codebook", "learn", "--show", "--json").document
    assert [said[about]["is_enough"] for about in ("kinds", "severities")] == [False, False]
    told = throughline(filled, "codebook", "learn", "--show").output
    assert "needed are 60 of 2 studies, 10 that say what the coder says, and 5 each of two answers" in told
    refused = throughline(filled, "codebook", "learn", "--adopt", "--about", "kinds")
    assert refused.status != 0
    assert "no proposal" in refused.errors


def test_a_proposal_on_kinds_tells_gain_and_numbers():
    said = "\n".join(_said_lines(SAID_GAIN, LearningAbout.KINDS))
    assert "A gain" in said
    assert "0.600     0.700" in said
    assert "40 would be called otherwise: 9 a pain point no more, and 3 newly" in said


def test_a_fall_in_precision_is_told_with_both_numbers():
    learned = replace(GAIN.learned, precision=0.44)
    said = " ".join(_lines(a_learning(gain=replace(GAIN, learned=learned))))
    assert "No gain" in said
    assert "people accepted 0.500 of 21 as shipped, 0.440 of 24 learned." in said
