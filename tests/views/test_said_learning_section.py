"""What the codebook page says of learning what sentences are and how grave, and what its buttons do."""

from dataclasses import replace

import pytest
from fake_learning import SAID_ENOUGH, SAID_GAIN, a_said_learning
from test_codebook_page import a_researcher, everything_said

from domain.evidence import Kind
from domain.jobs import JobKind
from domain.learned import DecidedLearning, LearningState, LearningVerdict
from domain.said_lessons import LearningAbout, SaidTeaching
from use_cases.findings.said_learnings import SaidLearningView, ShownSaidChange

KINDS, SEVERITIES = LearningAbout.KINDS, LearningAbout.SEVERITIES
ADOPTED = DecidedLearning(
    nth=1,
    learning="sl_kinds",
    verdict=LearningVerdict.ADOPTED,
    decided_by="Bo Reed",
    decided_at="2025-04-03T10:00:00+00:00",
)


def proposing(app, about=KINDS, **gain):
    proposed = a_said_learning(about, gain=replace(SAID_GAIN, **gain))
    app.said_learnings.shown[about] = SaidLearningView(
        about=about, teaching=SAID_ENOUGH, proposed=proposed, history=(proposed,)
    )
    return app


def button(test, name):
    return test.button(key=f"codebook-learning-{name}")


def test_with_too_few_words_it_says_how_many_and_how_many_are_needed(open_page, populated):
    few = SaidTeaching(decisions=7, agreed=4, second=2, studies=1)
    populated.said_learnings.shown[KINDS] = SaidLearningView(about=KINDS, teaching=few)
    test = open_page(populated, "codebook")
    assert "7 sentences of 1 study of which people said what they are; of 4 the coder says the same" in (
        everything_said(test)
    )
    assert "Needed are 60 in 2 studies, 10 of them as the coder says it, and 5 each of two answers." in (
        everything_said(test)
    )
    assert button(test, "learn").disabled


def test_enough_words_on_kinds_alone_let_the_coder_learn(open_page, populated):
    populated.said_learnings.shown[KINDS] = SaidLearningView(about=KINDS, teaching=SAID_ENOUGH)
    test = open_page(populated, "codebook")
    button(test, "learn").click().run()
    assert [job.kind for job in populated.rows.values()] == [JobKind.LEARN]


@pytest.mark.parametrize(
    ("gain", "told"),
    [
        ({}, "A gain."),
        ({"saved": 0.01}, "Not clear."),
        ({"saved": -0.02}, "No gain."),
        ({"learned": replace(SAID_GAIN.learned, right=0.5)}, "No gain."),
        ({"learned": replace(SAID_GAIN.learned, precision=0.6)}, "No gain: less precise."),
    ],
)
def test_a_proposal_tells_gain_or_loss_in_plain_numbers(open_page, populated, gain, told):
    said = everything_said(open_page(proposing(populated, **gain), "codebook"))
    assert told in said
    assert "of 80 sentences; as shipped it does of 48" in said
    assert "40 would be called otherwise: 9 a pain point no more, and 3 newly" in said


def test_a_fall_in_precision_is_told_with_both_numbers(open_page, populated):
    app = proposing(populated, learned=replace(SAID_GAIN.learned, precision=0.6))
    said = everything_said(open_page(app, "codebook"))
    assert "Of what it calls a pain point people called 70% so as shipped; learned: 60%." in said


def test_the_gravest_is_called_as_everywhere_on_screens(open_page, populated):
    said = everything_said(open_page(proposing(populated, SEVERITIES), "codebook"))
    assert "9 “stops people or harms them” no more, and 3 newly" in said
    assert "Of what it calls “stops people or harms them”, people called so" in said


def test_sentences_that_would_be_called_otherwise_are_shown(open_page, populated):
    change = ShownSaidChange(evidence=populated.items[0], before=Kind.PAIN_POINT.value, after=Kind.NEED.value)
    populated.said_learnings.would_change = [change]
    test = open_page(proposing(populated), "codebook")
    assert "Would be called otherwise: 1 example" in [each.label for each in test.expander]
    assert "Need, where it is called pain point now" in everything_said(test)


@pytest.mark.parametrize("about", LearningAbout)
@pytest.mark.parametrize(("name", "verdict", "queued"), [("adopt", "adopted", 1), ("leave", "left", 0)])
def test_a_curator_adopts_a_proposal_or_leaves_it(open_page, populated, about, name, verdict, queued):
    test = open_page(proposing(populated, about), "codebook")
    button(test, f"{name}-{about}").click().run()
    assert populated.said_learnings.done == [(verdict, f"sl_{about}")]
    assert len(populated.rows) == queued


def test_what_holds_says_who_adopted_it_and_is_withdrawn(open_page, populated):
    held = a_said_learning(state=LearningState.IN_FORCE, decided=(ADOPTED,))
    populated.said_learnings.shown[KINDS] = SaidLearningView(
        about=KINDS, teaching=SAID_ENOUGH, in_force=held, learned_from=80, history=(held,)
    )
    test = open_page(populated, "codebook")
    assert "what 80 decisions taught. Adopted by Bo Reed" in everything_said(test)
    button(test, "withdraw-kinds").click().run()
    assert populated.said_learnings.done == [("withdrawn", "sl_kinds")]


def test_a_researcher_reads_it_and_decides_nothing(open_page, populated):
    test = open_page(a_researcher(proposing(populated)), "codebook")
    assert "A gain." in everything_said(test)
    assert all(button(test, name).disabled for name in ("adopt-kinds", "leave-kinds"))
