"""Questions to work on, by the steps of a journey and across it. All of it is invented."""

from dataclasses import replace

from domain.evidence import Coding, Kind, Level, PatternFit, Severity
from domain.journeys import StepPainPoint
from domain.sprint_prompts import ACROSS
from domain.told_first import named_pain_points, pain_points_counted
from tests.planted_journeys import a_journey, a_step, an_observation
from use_cases.journeys.journey_prompts import sprint_prompts

WAIT = "People wait too long for a decision, payment or appointment"
AGAIN = "People give the same information again and again"
JARGON = "Readers do not understand official words and jargon"
LOST = "Referrals are lost or sent back"
TOLD = "Skippers and their families wait nine weeks for an answer."


def pain(number, text=TOLD, severity=Severity.MEDIUM, *, pattern=None, sure=0.9):
    fits = (PatternFit(pattern=pattern, fit=0.9),) if pattern else ()
    coding = Coding(kind=Kind.PAIN_POINT, pain_point=sure, severity=severity, level=Level.SERVICE, patterns=fits)
    return an_observation(number, text, coding=coding)


def step_with(order, *named, own=(), score=0.7):
    """A step with named pain points, given as a title and the observations that show it, and others in own words."""
    points = [
        StepPainPoint(id=title, title=title, observation_ids=tuple(item.id for item in told)) for title, told in named
    ]
    points += [StepPainPoint(id=item.id, title=item.text, observation_ids=(item.id,)) for item in own]
    every = {item.id: item for item in (*(item for _, told in named for item in told), *own)}
    step = a_step(order, f"Do thing {order}", evidence=list(every.values()), pain_points=tuple(points))
    return replace(step, evidence=tuple(replace(placed, score=score) for placed in step.evidence))


def asked(*steps, patterns=None):
    return sprint_prompts(a_journey(list(steps)), patterns or {})


def test_a_group_asks_about_the_gravest_three_and_counts_the_rest():
    pains = [pain(n, severity=severity) for n, severity in enumerate([Severity.LOW, Severity.HIGH, Severity.MEDIUM])]
    own = [pain(10 + n, f"Skipper number {n} waits nine weeks for an answer.") for n in range(3)]
    named = [(title, [each]) for title, each in zip((WAIT, AGAIN, JARGON), pains, strict=True)]
    (group,) = asked(step_with(1, *named, own=own))
    assert [prompt.title for prompt in group.prompts] == [AGAIN, JARGON, WAIT]
    assert (group.name, group.rest) == ("1. Do thing 1", 3)
    assert group.rest_in_words == "Besides on this step: 3 difficulties told in people's own words alone"


def test_what_is_not_asked_about_is_told_so_that_it_agrees_with_what_the_map_counts():
    titles = (WAIT, AGAIN, JARGON, "Nobody answers the telephone")
    here = [(title, [pain(n)]) for n, title in enumerate(titles)]
    there = ("Letters come late", [pain(20), pain(21)])
    by_pattern = pain(30, "Skippers are sent from quay to quay.", pattern="PAT_09")
    own = [by_pattern, pain(31)]
    whole = step_with(1, *here, (there[0], [pain(22)]), own=own)
    first, _ = asked(whole, step_with(2, there), patterns={"PAT_09": "People are sent away"})
    counted = int(pain_points_counted(whole).split()[0])
    asked_here = {prompt.title for prompt in first.prompts} & {point.title for point in named_pain_points(whole)}
    assert (counted, len(asked_here) + first.rest_named + first.elsewhere) == (5, 5)
    assert "1 pain point asked about elsewhere" in first.rest_in_words


def test_sentences_fill_a_group_up_the_gravest_first_where_they_surely_tell_a_difficulty_and_stand_alone():
    own = [
        pain(1, "Skippers wait for weeks and nobody tells them."),
        pain(2, "Boats sink because nobody surveys the hull.", Severity.HIGH),
        pain(3, "This is hard for people with small boats."),
        pain(4, "Nobody at the quay minds the new bell.", sure=0.5),
    ]
    (group,) = asked(step_with(1, own=own))
    assert [prompt.pain_point for prompt in group.prompts] == ["obs_002", "obs_001"]
    assert group.rest == 2


def test_a_step_whose_difficulties_make_no_question_says_so():
    (group,) = asked(step_with(1, own=[pain(1, "This is hard for people with small boats.")]))
    assert (group.prompts, group.rest_in_words) == ((), "No question: 1 difficulty told in people's own words alone")


def test_a_difficulty_is_asked_about_once_where_most_tells_of_it():
    groups = asked(step_with(1, (WAIT, [pain(1)])), step_with(2, (WAIT, [pain(2), pain(3)])))
    assert [(group.step, len(group.prompts), group.rest) for group in groups] == [(2, 1, 0)]
    assert groups[0].prompts[0].steps == (1, 2)


def test_a_difficulty_of_three_steps_or_more_is_asked_about_across_the_journey_after_the_steps():
    steps = [step_with(order, (WAIT, [pain(order)])) for order in (1, 2, 3)]
    groups = asked(*steps[:2], step_with(3, (WAIT, [pain(3)]), (LOST, [pain(4)])), a_step(4, "Wait"))
    assert [(group.step, group.name) for group in groups] == [(3, "3. Do thing 3"), (None, ACROSS)]
    (across,) = groups[-1].prompts
    assert (across.title, across.steps, across.observation_ids) == (WAIT, (1, 2, 3), ("obs_001", "obs_002", "obs_003"))


def test_the_first_step_may_be_an_assumption():
    steps = [step_with(order, (WAIT, [pain(order)])) for order in (2, 3, 4)]
    assert [group.name for group in asked(a_step(1, "Whistle"), *steps)] == [ACROSS]


def test_what_is_told_in_own_words_goes_by_the_pattern_that_it_surely_fits():
    one, two = pain(1, pattern="PAT_04"), pain(2, "Nobody answers for weeks.", pattern="PAT_04")
    (group,) = asked(step_with(1, (WAIT, [one]), own=[two]), patterns={"PAT_04": WAIT})
    (prompt,) = group.prompts
    assert (prompt.title, prompt.observation_ids, group.rest) == (WAIT, ("obs_001", "obs_002"), 0)


def test_what_guesses_alone_tell_is_asked_nowhere():
    assert asked(step_with(1, (WAIT, [pain(1)]), own=[pain(2)], score=0.1)) == []
