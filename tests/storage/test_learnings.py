"""What the coder would learn, kept as identifiers and numbers, with what people made of it."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.errors import InvalidRequest, NotFound
from domain.learned import LearningState, LearningVerdict
from domain.lessons import Change, Figures, Gain, Learning, Lesson, Teaching
from storage import schema
from storage.findings.learnings import SqlLearnings
from storage.withdrawal.withdrawals import SqlWithdrawals
from tests.builders import a_source, a_study, a_viewer
from tests.storage.test_withdrawing import shared, take_out

FIGURES = Figures(precision=None, recall=0.5, order=0.75, log_loss=0.4, brier=0.2)
GAIN = Gain(
    teaching=Teaching(accepted=12, rejected=9, studies=4),
    shipped=FIGURES,
    learned=replace(FIGURES, precision=0.9),
    saved=0.02,
    error=0.005,
    points=7,
)
BASIS = "judges-1"


@pytest.fixture
def learnings(database):
    return SqlLearnings(database)


def a_proposal(*changes):
    return Learning(
        id="", made_by="Asha Vale", made_at="2026-01-02T10:00:00+00:00", basis=BASIS, gain=GAIN, changes=changes
    )


def lessons_on(source, pattern="PAT_01"):
    return [
        Lesson(observation=item.id, pattern=pattern, accepted=bool(nth % 2), odds=-1.5, text=item.text)
        for nth, item in enumerate(source.observations)
    ]


def kept(learnings, source, *changes):
    return learnings.save(a_proposal(*changes), lessons_on(source))


def rows_of(database):
    """Return what is kept of lessons and of what they would change, as text."""
    with database.reading() as connection:
        return repr([connection.execute(select(table)).all() for table in (schema.lessons, schema.learning_changes)])


def by_observation(taught):
    return sorted(taught, key=lambda each: each.observation)


def test_a_proposal_comes_back_with_who_asked_its_figures_and_what_would_change(evidence, learnings):
    source = a_source()
    evidence.save_source(source)
    change = Change(observation=source.observations[0].id, pattern="PAT_01", is_won=True)
    identifier = kept(learnings, source, change)
    assert learnings.learnings() == [replace(a_proposal(change), id=identifier, state=LearningState.OPEN)]


def test_nothing_is_taught_until_a_proposal_is_adopted_nor_after_it_was_withdrawn(evidence, learnings):
    source = a_source()
    evidence.save_source(source)
    identifier = kept(learnings, source)
    assert learnings.taught(BASIS) == []
    learnings.decide(a_viewer(), identifier, LearningVerdict.ADOPTED)
    assert learnings.taught(BASIS) == by_observation(lessons_on(source))
    learnings.decide(a_viewer("Bo Reed"), identifier, LearningVerdict.WITHDRAWN)
    assert learnings.taught(BASIS) == []
    (found,) = learnings.learnings()
    assert found.state is LearningState.ENDED
    assert [(said.verdict.value, said.decided_by) for said in found.decided] == [
        ("adopted", "Asha Vale"),
        ("withdrawn", "Bo Reed"),
    ]


def test_the_one_adopted_last_holds_and_the_one_before_can_be_adopted_again(evidence, learnings):
    source = a_source()
    evidence.save_source(source)
    first = learnings.save(a_proposal(), lessons_on(source))
    second = learnings.save(a_proposal(), lessons_on(source, "PAT_02"))
    for identifier, pattern in ((first, "PAT_01"), (second, "PAT_02"), (first, "PAT_01")):
        learnings.decide(a_viewer(), identifier, LearningVerdict.ADOPTED)
        assert {each.pattern for each in learnings.taught(BASIS)} == {pattern}


def test_what_was_learned_over_other_judges_teaches_nothing(evidence, learnings):
    source = a_source()
    evidence.save_source(source)
    learnings.decide(a_viewer(), kept(learnings, source), LearningVerdict.ADOPTED)
    assert learnings.taught("judges-2") == []


def test_a_decision_that_does_not_fit_where_it_stands_is_refused_and_changes_nothing(evidence, learnings):
    source = a_source()
    evidence.save_source(source)
    identifier = kept(learnings, source)
    with pytest.raises(InvalidRequest, match="cannot be withdrawn"):
        learnings.decide(a_viewer(), identifier, LearningVerdict.WITHDRAWN)
    learnings.decide(a_viewer(), identifier, LearningVerdict.LEFT)
    with pytest.raises(InvalidRequest, match="cannot be left"):
        learnings.decide(a_viewer(), identifier, LearningVerdict.LEFT)
    with pytest.raises(NotFound):
        learnings.decide(a_viewer(), "ln_none", LearningVerdict.ADOPTED)
    assert len(learnings.learnings()[0].decided) == 1


def test_a_draft_teaches_nothing(evidence, learnings):
    open_to_all, draft = a_source(), a_source(["A sentence of a draft."], study=a_study("Later", draft=True))
    evidence.save_source(open_to_all)
    evidence.save_source(draft)
    assert learnings.published_ids() == {item.id for item in open_to_all.observations}
    learnings.decide(a_viewer(), kept(learnings, draft), LearningVerdict.ADOPTED)
    assert learnings.taught(BASIS) == []


def test_no_words_are_kept_and_a_withdrawn_observation_is_in_no_lesson_any_more(evidence, learnings, database):
    source = shared()
    evidence.save_source(source)
    own = [item.id for item in source.observations if item.participant == "P1"]
    changes = [Change(observation=item.id, pattern="PAT_01", is_won=False) for item in source.observations]
    learnings.decide(a_viewer(), kept(learnings, source, *changes), LearningVerdict.ADOPTED)
    assert "grobnitz" not in rows_of(database)
    take_out(SqlWithdrawals(database), source, "P1")
    taught = learnings.taught(BASIS)
    assert [each.observation for each in taught] == [i.id for i in source.observations if i.participant == "P2"]
    assert not [name for name in own if name in rows_of(database)]
    assert [each.observation for each in learnings.learnings()[0].changes] == [taught[0].observation]


def test_what_is_gone_before_a_proposal_is_kept_is_left_out(evidence, learnings):
    source, gone = a_source(), a_source(["Never saved."], name="gone.md")
    evidence.save_source(source)
    identifier = learnings.save(a_proposal(), [*lessons_on(source), *lessons_on(gone)])
    learnings.decide(a_viewer(), identifier, LearningVerdict.ADOPTED)
    assert {each.observation for each in learnings.taught(BASIS)} == {item.id for item in source.observations}


def test_keeping_and_deciding_count_as_changes(evidence, learnings):
    source = a_source()
    evidence.save_source(source)
    before = evidence.revision()
    identifier = kept(learnings, source)
    between = evidence.revision()
    learnings.decide(a_viewer(), identifier, LearningVerdict.ADOPTED)
    assert before < between < evidence.revision()
