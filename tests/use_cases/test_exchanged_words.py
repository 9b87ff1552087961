"""What no file of another tool can hold of people's words is told, each sort with its own reason."""

from domain.decisions import DecidedLink, Verdict
from domain.insights import Codebook, RetiredPattern
from use_cases.evidence.exchanged_words import PeoplesWords


def a_link(nth, subject):
    return DecidedLink(
        nth=nth,
        act=f"dc_{nth}",
        observation_id="obs_1",
        subject=subject,
        verdict=Verdict.EVIDENCE,
        decided_by="Asha Vale",
        decided_at="2025-01-01T00:00:00+00:00",
    )


def test_words_on_retired_patterns_are_not_told_as_words_on_themes():
    codebook = Codebook(
        version="test", patterns=(), neutral=(), unlike=(), retired=(RetiredPattern(id="PAT_09", became=()),)
    )
    said = PeoplesWords.of({}, [a_link(1, "PAT_09"), a_link(2, "th_1"), a_link(3, "PAT_09")], codebook)
    assert {loss.what: loss.count for loss in said.losses()} == {
        "words of people on themes": 1,
        "words of people on retired patterns": 2,
    }
