"""What the codebook page says of learning from decisions, and what its buttons do."""

from dataclasses import replace

import pytest
from fake_learning import ENOUGH, GAIN, a_learning
from test_codebook_page import a_researcher, everything_said

from domain.jobs import JobKind
from domain.learned import DecidedLearning, LearningState, LearningVerdict
from domain.lessons import Teaching
from use_cases.findings.learnings import LearningView, ShownChange

ADOPTED = DecidedLearning(
    nth=1,
    learning="ln_1",
    verdict=LearningVerdict.ADOPTED,
    decided_by="Bo Reed",
    decided_at="2025-04-03T10:00:00+00:00",
)


def proposing(app, **gain):
    proposed = a_learning(gain=replace(GAIN, **gain))
    app.learnings.shown = LearningView(teaching=ENOUGH, proposed=proposed, history=(proposed,))
    return app


def holding(app, **fields):
    held = a_learning(state=LearningState.IN_FORCE, decided=(ADOPTED,))
    app.learnings.shown = LearningView(teaching=ENOUGH, in_force=held, learned_from=23, history=(held,), **fields)
    return app


def button(test, name):
    return test.button(key=f"codebook-learning-{name}")


def buttons(test):
    return {each.key.removeprefix("codebook-learning-") for each in test.button if "codebook-learning-" in each.key}


def test_with_too_few_decisions_it_says_how_many_and_the_button_does_nothing(open_page, populated):
    populated.learnings.shown = LearningView(teaching=Teaching(accepted=3, rejected=2, studies=1))
    test = open_page(populated, "codebook")
    assert "5 decisions" in everything_said(test)
    assert button(test, "learn").disabled
    assert "Needed are 20 decisions" in button(test, "learn").help
    assert buttons(test) == {"learn"}


def test_with_enough_decisions_a_job_is_queued(open_page, populated):
    populated.learnings.shown = LearningView(teaching=ENOUGH)
    test = open_page(populated, "codebook")
    assert "in this the coder is as shipped" in everything_said(test)
    button(test, "learn").click().run()
    assert [job.kind for job in populated.rows.values()] == [JobKind.LEARN]


@pytest.mark.parametrize(("saved", "told"), [(0.06, "A gain."), (0.01, "Not clear."), (-0.02, "No gain.")])
def test_a_proposal_tells_gain_or_loss_with_figures_and_who_asked(open_page, populated, saved, told):
    said = everything_said(open_page(proposing(populated, saved=saved), "codebook"))
    assert told in said
    assert "Asha Vale" in said
    assert "24 decisions" in said
    assert "62%" in said
    assert f"is {abs(saved):.3f} {'less' if saved > 0 else 'more'} (standard error 0.010)" in said
    assert "4 would be shown no more, and 2 would be new, in 3 of 12 pain points" in said


def test_a_fall_in_precision_is_told_with_both_numbers(open_page, populated):
    said = everything_said(open_page(proposing(populated, learned=replace(GAIN.learned, precision=0.44)), "codebook"))
    assert "No gain: less precise." in said
    assert "Of what it shows as evidence people accepted 50% of 21 as shipped; learned: 44% of 24." in said


@pytest.mark.parametrize(("precision", "recall"), [(0.44, 0.2), (None, 0.0)])
def test_a_coder_that_shows_less_and_less_of_it_rightly_is_not_said_to_show_more_wrongly(
    open_page, populated, precision, recall
):
    figures = replace(GAIN.learned, precision=precision, recall=recall)
    said = everything_said(open_page(proposing(populated, learned=figures), "codebook"))
    assert "less of what it shows would be right, or nothing be shown." in said
    assert "more wrongly" not in said


def test_sentences_that_would_change_are_shown(open_page, populated):
    populated.learnings.would_change = [ShownChange(evidence=populated.items[0], title="Told twice", is_won=False)]
    test = open_page(proposing(populated), "codebook")
    assert "Would be shown no more: 1 example" in [each.label for each in test.expander]
    assert "Told twice" in everything_said(test)


@pytest.mark.parametrize(("name", "verdict", "queued"), [("adopt", "adopted", 1), ("leave", "left", 0)])
def test_a_curator_adopts_a_proposal_or_leaves_it(open_page, populated, name, verdict, queued):
    test = open_page(proposing(populated), "codebook")
    assert populated.learnings.done == []
    button(test, name).click().run()
    assert populated.learnings.done == [(verdict, "ln_1")]
    assert len(populated.rows) == queued


def test_what_holds_says_who_adopted_it_and_is_withdrawn(open_page, populated):
    test = open_page(holding(populated), "codebook")
    said = everything_said(test)
    assert "what 23 decisions taught. Adopted by Bo Reed" in said
    button(test, "withdraw").click().run()
    assert populated.learnings.done == [("withdrawn", "ln_1")]


def test_what_rests_is_told(open_page, populated):
    assert "has no effect: learn anew" in everything_said(open_page(holding(populated, rests=True), "codebook"))


def test_a_researcher_reads_it_and_decides_nothing(open_page, populated):
    test = open_page(a_researcher(proposing(populated)), "codebook")
    assert "A gain." in everything_said(test)
    assert all(button(test, name).disabled for name in ("learn", "adopt", "leave"))
