"""What the coder would learn of kinds and severities, kept as identifiers and numbers, with what people made of it."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.errors import InvalidRequest, NotFound
from domain.learned import LearningState, LearningVerdict
from domain.said_lessons import (
    LearningAbout,
    SaidChange,
    SaidFigures,
    SaidGain,
    SaidLearning,
    SaidLesson,
    SaidTeaching,
)
from storage import schema
from storage.findings.said_learnings import SqlSaidLearnings
from storage.withdrawal.withdrawals import SqlWithdrawals
from tests.builders import a_source, a_study, a_viewer
from tests.storage.test_withdrawing import shared, take_out

FIGURES = SaidFigures(right=0.6, precision=None, recall=0.5, log_loss=1.1)
GAIN = SaidGain(
    teaching=SaidTeaching(decisions=60, agreed=30, second=20, studies=4),
    shipped=FIGURES,
    learned=replace(FIGURES, precision=0.9),
    saved=0.02,
    error=0.005,
    seed=7,
    looked_at=90,
)
BASIS = "judges-1"
KINDS, SEVERITIES = LearningAbout.KINDS, LearningAbout.SEVERITIES


@pytest.fixture
def learnings(database):
    return SqlSaidLearnings(database)


def a_proposal(about=KINDS, *changes):
    return SaidLearning(
        id="", about=about, made_by="Asha Vale", made_at="2026-01-02T10:00:00+00:00", basis=BASIS, gain=GAIN,
        changes=changes,
    )  # fmt: skip


def lessons_on(source, said="need"):
    return [
        SaidLesson(observation=item.id, said=said, logs=(-0.5, -1.5), text=item.text) for item in source.observations
    ]


def by_observation(taught):
    return sorted(taught, key=lambda each: each.observation)


def test_a_proposal_comes_back_with_who_asked_its_figures_and_what_would_change(evidence, learnings):
    source = a_source()
    evidence.save_source(source)
    change = SaidChange(observation=source.observations[0].id, before="need", after="pain_point")
    identifier = learnings.save(a_proposal(KINDS, change), lessons_on(source))
    assert learnings.learnings(KINDS) == [replace(a_proposal(KINDS, change), id=identifier, state=LearningState.OPEN)]
    assert learnings.learnings(SEVERITIES) == []


def test_nothing_is_taught_until_a_proposal_is_adopted_nor_after_it_was_withdrawn(evidence, learnings):
    source = a_source()
    evidence.save_source(source)
    identifier = learnings.save(a_proposal(), lessons_on(source))
    assert learnings.taught(KINDS, BASIS) == []
    learnings.decide(a_viewer(), KINDS, identifier, LearningVerdict.ADOPTED)
    assert learnings.taught(KINDS, BASIS) == by_observation(lessons_on(source))
    assert learnings.taught(KINDS, "judges-2") == []
    learnings.decide(a_viewer("Bo Reed"), KINDS, identifier, LearningVerdict.WITHDRAWN)
    assert learnings.taught(KINDS, BASIS) == []
    (found,) = learnings.learnings(KINDS)
    assert (found.state, [said.verdict.value for said in found.decided]) == (
        LearningState.ENDED,
        ["adopted", "withdrawn"],
    )


def test_kinds_and_severities_are_adopted_and_withdrawn_apart(evidence, learnings):
    source = a_source()
    evidence.save_source(source)
    kinds = learnings.save(a_proposal(), lessons_on(source))
    severities = learnings.save(a_proposal(SEVERITIES), lessons_on(source, "high"))
    learnings.decide(a_viewer(), KINDS, kinds, LearningVerdict.ADOPTED)
    learnings.decide(a_viewer(), SEVERITIES, severities, LearningVerdict.ADOPTED)
    learnings.decide(a_viewer(), KINDS, kinds, LearningVerdict.WITHDRAWN)
    assert learnings.taught(KINDS, BASIS) == []
    assert {each.said for each in learnings.taught(SEVERITIES, BASIS)} == {"high"}


def test_a_decision_that_does_not_fit_where_it_stands_is_refused(evidence, learnings):
    source = a_source()
    evidence.save_source(source)
    identifier = learnings.save(a_proposal(), lessons_on(source))
    with pytest.raises(InvalidRequest, match="cannot be withdrawn"):
        learnings.decide(a_viewer(), KINDS, identifier, LearningVerdict.WITHDRAWN)
    with pytest.raises(NotFound):
        learnings.decide(a_viewer(), SEVERITIES, identifier, LearningVerdict.ADOPTED)
    assert learnings.learnings(KINDS)[0].decided == ()


def test_a_draft_teaches_nothing(evidence, learnings):
    draft = a_source(["A sentence of a draft."], study=a_study("Later", draft=True))
    evidence.save_source(draft)
    identifier = learnings.save(a_proposal(), lessons_on(draft))
    learnings.decide(a_viewer(), KINDS, identifier, LearningVerdict.ADOPTED)
    assert learnings.taught(KINDS, BASIS) == []


def test_no_words_are_kept_and_a_withdrawn_observation_is_in_no_lesson_any_more(evidence, learnings, database):
    source = shared()
    evidence.save_source(source)
    own = [item.id for item in source.observations if item.participant == "P1"]
    changes = [SaidChange(observation=item.id, before="need", after="other") for item in source.observations]
    identifier = learnings.save(a_proposal(KINDS, *changes), lessons_on(source))
    learnings.decide(a_viewer(), KINDS, identifier, LearningVerdict.ADOPTED)
    assert "grobnitz" not in rows_of(database)
    take_out(SqlWithdrawals(database), source, "P1")
    taught = learnings.taught(KINDS, BASIS)
    assert [each.observation for each in taught] == [i.id for i in source.observations if i.participant == "P2"]
    assert not [name for name in own if name in rows_of(database)]
    assert [each.observation for each in learnings.learnings(KINDS)[0].changes] == [taught[0].observation]


def rows_of(database):
    """Return what is kept of lessons and of what they would change, as text."""
    with database.reading() as connection:
        return repr([connection.execute(select(table)).all() for table in (schema.said_lessons, schema.said_changes)])
