"""Names by a writer: what is sent, what of the answers may stand, and what the run says of it. All invented."""

import re
from dataclasses import replace

import pytest

from domain.errors import WriterFailed
from domain.insights import UNGROUPED, Assignment, Topic, TopicRun
from domain.text import Replacement, TextSpan
from domain.writing import WrittenName
from insights.naming import NO_MORE, TOO_FEW, chosen_quotations, fault_of, with_given_names
from tests.insights.coded_evidence import coded, evidence_of

GOOD = WrittenName(title="Callers give up", description="Residents who ring give up before anybody answers.")


class NumberMasker:
    """Obeys the Masker port: takes every word with a digit for personal data."""

    def find(self, text, *, people=()):
        return [
            Replacement(span=TextSpan(start=each.start(), end=each.end()), type="NUMBER", placeholder="[number]")
            for each in re.finditer(r"\w*\d\w*", text)
        ]


class Answers:
    """Obeys the Writer port: gives these answers in turn, or raises them."""

    name = "small-model at localhost"

    def __init__(self, *answers):
        self.answers = list(answers)
        self.told = []

    def name_group(self, quotations):
        self.told.append(list(quotations))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def a_run(evidence, topics, *, patterns=None):
    """A run that puts the n-th piece of evidence into the n-th of ``topics``, the surest first."""
    numbers = sorted(set(topics))
    return TopicRun(
        id="run",
        seed=1,
        method="by hand",
        parameters=(("size", "3"),),
        versions=(("numpy", "2"),),
        topics=tuple(
            Topic(number=number, title=f"Topic {number}", pattern=(patterns or {}).get(number)) for number in numbers
        ),
        assignments=tuple(
            Assignment(observation_id=item.id, topic=number, probability=1 - place / 100)
            for place, (item, number) in enumerate(zip(evidence, topics, strict=True))
        ),
        started_at="2025-01-01T00:00:00",
        seconds=1.5,
    )


def chosen(evidence, topics, *, studies=None, patterns=None):
    studies = {item.study_id for item in evidence} if studies is None else studies
    found = chosen_quotations(
        a_run(evidence, topics, patterns=patterns), evidence, studies=studies, masker=NumberMasker()
    )
    return {number: [item.text for item in quotations] for number, quotations in found.items()}


def sentences(number, **fields):
    return [evidence_of(f"The caller waited {'very ' * place}long.", **fields) for place in range(number)]


def named(writer, *, topics=(0, 0, 1, 1), patterns=None):
    evidence = sentences(len(topics))
    run = a_run(evidence, topics, patterns=patterns)
    quotations = chosen_quotations(run, evidence, studies={item.study_id for item in evidence}, masker=NumberMasker())
    return with_given_names(run, quotations, writer=writer, masker=NumberMasker())


def test_the_five_most_central_quotations_of_a_topic_are_sent():
    evidence = sentences(8)
    assert chosen(evidence, [0] * 8) == {0: [item.text for item in evidence[:5]]}


def test_difficulties_come_before_what_else_is_in_a_topic():
    other, pain = evidence_of("It was sunny."), evidence_of("Nobody answered.", coding=coded())
    assert chosen([other, pain], [0, 0]) == {0: ["Nobody answered.", "It was sunny."]}


def test_what_the_codebook_names_and_what_is_not_grouped_is_not_sent():
    assert chosen(sentences(6), [0, 0, 1, 1, UNGROUPED, UNGROUPED], patterns={0: "PAT_01"}).keys() == {1}


def test_words_of_other_studies_than_those_allowed_are_not_sent():
    evidence = [*sentences(3, study="Open study"), *sentences(2, study="Draft study")]
    allowed = {evidence[0].study_id}
    assert chosen(evidence[::-1], [0] * 5, studies=allowed) == {0: [item.text for item in evidence[2::-1]]}
    assert chosen(evidence, [0] * 5, studies=()) == {}


def test_what_masking_still_finds_something_in_and_what_is_very_long_is_passed_over():
    evidence = [evidence_of("Call 0700 now."), evidence_of("Long words " * 80), *sentences(2)]
    assert chosen(evidence, [0] * 4) == {0: [item.text for item in evidence[2:]]}


def test_one_voice_said_twice_is_too_few_to_name_a_topic():
    evidence = [evidence_of("Nobody answers me."), evidence_of("nobody  answers me.", study="Another")]
    assert chosen(evidence, [0, 0]) == {}


def test_a_name_stands_beside_our_own_title_with_what_it_was_made_from():
    run = named(Answers(GOOD, replace(GOOD, title="Letters cross in the post.")))
    first, second = run.topics
    assert (first.title, first.shown_title) == ("Topic 0", "Callers give up")
    assert second.shown_title == "Letters cross in the post"
    assert first.given.observations == tuple(item.observation_id for item in run.assignments[:2])
    assert first.given.by == "small-model at localhost"


def test_the_run_says_who_named_how_many_and_why_others_were_not():
    run = named(Answers(WriterFailed("It is away."), replace(GOOD, title="x")), topics=(0, 0, 1, 1, 2))
    assert [topic.shown_title for topic in run.topics] == ["Topic 0", "Topic 1", "Topic 2"]
    assert ("writer", "small-model at localhost") in run.versions
    assert dict(run.parameters) == {
        "size": "3",
        "topics named by the writer": "0 of 3",
        "not named: It is away.": "1",
        "not named: The answer is not one line of words.": "1",
        f"not named: {TOO_FEW}": "1",
    }


def test_a_writer_that_fails_three_times_in_a_row_is_asked_no_more():
    away = WriterFailed("It is away.")
    writer = Answers(away, away, GOOD, away, away, away, GOOD)
    run = named(writer, topics=[place // 2 for place in range(14)])
    assert len(writer.told) == 6
    assert dict(run.parameters)[f"not named: {NO_MORE}"] == "1"
    assert sum(topic.given is not None for topic in run.topics) == 1


def test_progress_reaches_the_number_of_topics():
    evidence = sentences(4)
    run, seen = a_run(evidence, [0, 0, 1, 1]), []
    with_given_names(run, {}, writer=Answers(), masker=NumberMasker(), progress=lambda *at: seen.append(at))
    assert seen == [(1, 2), (2, 2)]


QUOTED = "I waited on the line for two whole hours and then it was cut off."


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"title": ""}, "line of words"),
        ({"title": "Waits"}, "line of words"),
        ({"title": "Callers\ngive up"}, "line of words"),
        ({"title": "Callers give up\u202e"}, "line of words"),
        ({"description": "Callers give\x00 up."}, "line of words"),
        ({"title": "Callers give up " * 6}, "too long"),
        ({"description": "Callers give up and " * 13}, "too long"),
        ({"description": "Callers give up. They ring again."}, "one sentence"),
        ({"title": "“Callers” give up"}, "quotes"),
        ({"title": "[name 1] gives up"}, "quotes"),
        ({"description": "People waited ON the line, for two whole hours."}, "quotes"),
        ({"title": "Callers ring 0700 twice"}, "personal data"),
        ({"description": "Callers such as B4 give up."}, "personal data"),
    ],
)
def test_an_answer_that_may_not_stand_is_told_why_in_words_that_hold_none_of_it(said, why):
    assert why in fault_of(replace(GOOD, **said), [QUOTED], NumberMasker())


def test_five_words_in_a_row_are_no_quotation():
    name = replace(GOOD, description="People who waited on the line for help were not helped.")
    assert fault_of(name, [QUOTED], NumberMasker()) == ""
