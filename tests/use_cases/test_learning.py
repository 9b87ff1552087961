"""Learning from decisions: measured, proposed, adopted, withdrawn, and never without enough. All words are invented."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Role, Viewer, Visibility
from domain.errors import InvalidRequest, NotAllowed
from domain.evidence import Coding, Kind, PatternFit
from domain.learned import LearningState, LearningVerdict
from domain.lesson_effects import Effect
from domain.proposals import Redaction
from insights.codebook import load_codebook
from settings import Settings
from tests.builders import a_source, a_study
from use_cases.evidence import indexing
from use_cases.findings import learning
from use_cases.running.bootstrap import open_use_cases

ACCEPTED, REJECTED = ("PAT_01", "PAT_05", "PAT_12"), ("PAT_02", "PAT_07", "PAT_20")
EACH, STUDIES = 6, 3
WHO = "P1"


@pytest.fixture
def app(new_repository):
    chosen = replace(Settings.from_environment(new_repository, environment={}), redaction=Redaction.OFF)
    opened = open_use_cases(chosen)
    yield opened
    opened.close()


def planted(app, accepts=lambda pattern, nth: pattern in ACCEPTED, *, each=EACH):
    """Have people decide on sentences told in three studies, each close to a neighbour of the pattern it is held to."""
    codebook = load_codebook()
    said = [
        (f"Last spring it was said: {example.text}", pattern, nth)
        for pattern in (*ACCEPTED, *REJECTED)
        for nth, example in enumerate(codebook.pattern(codebook.pattern(pattern).near[0]).examples[:each])
    ]
    for study in range(STUDIES):
        own = [row for row in said if row[2] % STUDIES == study]
        texts = [text for text, _, _ in own]
        source = a_source(texts, study=a_study(f"Study {study}"), said_by=[WHO] + ["P2"] * (len(own) - 1))
        app.repository.evidence.save_source(source)
        codings = {
            item.id: Coding(
                kind=Kind.PAIN_POINT, pain_point=0.9, patterns=(PatternFit(pattern=pattern, fit=0.5, right=0.3),)
            )
            for item, (_, pattern, _) in zip(source.observations, own, strict=True)
        }
        app.repository.evidence.save_codings("test", codings)
        for item, (_, pattern, nth) in zip(source.observations, own, strict=True):
            verdict = "of" if accepts(pattern, nth) else "not_of"
            app.repository.decisions.decide(LOCAL_VIEWER, item.id, **{verdict: [pattern]})


def learned(app):
    identifier = learning.learn(app.repository, LOCAL_VIEWER)
    (found,) = [each for each in app.repository.learnings.learnings() if each.id == identifier]
    return found


def test_consistent_decisions_are_proposed_with_what_they_bring_and_change_nothing_before_somebody_adopts(app):
    """As shipped the coder shows one of them, rightly: learned it shows many more, and a few of those wrongly."""
    planted(app)
    coder, codings = app.repository.coder.version, coded(app)
    found = learned(app)
    assert found.gain.effect is Effect.LESS_PRECISE
    assert found.gain.saved > 2 * found.gain.error
    assert found.gain.learned.recall > found.gain.shipped.recall
    assert found.gain.learned.order > found.gain.shipped.order
    assert (found.made_by, found.state, found.gain.teaching.decisions) == (LOCAL_VIEWER.name, LearningState.OPEN, 36)
    assert (app.repository.coder.version, coded(app)) == (coder, codings)
    assert app.learnings.view().in_force is None


def test_shuffled_decisions_are_no_gain(app):
    planted(app, lambda pattern, nth: (nth + (*ACCEPTED, *REJECTED).index(pattern)) % 4 < 2)
    found = learned(app)
    assert found.gain.saved <= 0
    assert found.gain.effect is Effect.LOSS


def test_with_too_few_decisions_nothing_is_proposed_and_it_says_how_many_there_are(app):
    planted(app, each=3)
    assert learning.learn(app.repository, LOCAL_VIEWER) is None
    view = app.learnings.view()
    assert (view.teaching.decisions, view.teaching.is_enough, view.proposed, view.history) == (18, False, None, ())


def test_adopting_makes_another_coder_withdrawing_the_first_and_adopting_again_the_other(app):
    planted(app)
    shipped, identifier = app.repository.coder.version, learned(app).id
    app.learnings.adopt(LOCAL_VIEWER, identifier)
    adopted = app.repository.coder.version
    assert adopted != shipped
    view = app.learnings.view()
    assert (view.in_force.id, view.learned_from, view.proposed) == (identifier, 36, None)
    app.learnings.withdraw(LOCAL_VIEWER, identifier)
    assert app.repository.coder.version == shipped
    app.learnings.adopt(LOCAL_VIEWER, identifier)
    assert app.repository.coder.version == adopted


def test_adopting_moves_what_the_evidence_is_coded_as(app):
    planted(app)
    identifier = learned(app).id
    while indexing.embed_pending(app.repository):
        pass
    app.finish(LOCAL_VIEWER, app.queue_coding(LOCAL_VIEWER), on_progress=quiet)
    before = coded(app)
    app.finish(LOCAL_VIEWER, app.learnings.adopt(LOCAL_VIEWER, identifier), on_progress=quiet)
    assert coded(app) != before
    app.finish(LOCAL_VIEWER, app.learnings.withdraw(LOCAL_VIEWER, identifier), on_progress=quiet)
    assert coded(app) == before


def test_an_observation_that_is_withdrawn_leaves_what_was_adopted(app):
    planted(app)
    app.learnings.adopt(LOCAL_VIEWER, learned(app).id)
    before = app.repository.coder.version
    first = {item.id for item in app.repository.evidence.all_evidence(LOCAL_VIEWER) if item.participant == WHO}
    assert first & {lesson.observation for lesson in app.repository.lessons.lessons}
    app.finish(LOCAL_VIEWER, app.withdrawals.queue(LOCAL_VIEWER, a_study("Study 0").id, WHO), on_progress=quiet)
    left = app.repository.lessons
    gone = first - {item.id for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)}
    assert len(gone) == 1
    assert not gone & {lesson.observation for lesson in left.lessons}
    assert len(left.lessons) == 35
    assert app.repository.coder.version != before


def test_a_decision_taken_back_teaches_nothing_the_next_time(app):
    planted(app)
    (act, *_) = [link.act for link in app.repository.decisions.links(LOCAL_VIEWER)]
    app.repository.decisions.take_back(LOCAL_VIEWER, act)
    assert app.learnings.view().teaching.decisions == 35


def test_only_curators_have_it_learn_adopt_and_leave(app):
    planted(app)
    identifier, reader = learned(app).id, Viewer(name="Robin", role=Role.RESEARCHER, sees_everything=True)
    for refused in (
        lambda: app.queue_learning(reader),
        lambda: app.learnings.adopt(reader, identifier),
        lambda: app.learnings.leave(reader, identifier),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert app.repository.learnings.learnings()[0].decided == ()


def test_what_was_learned_over_other_judges_cannot_be_adopted_and_rests_where_it_was(app, monkeypatch):
    planted(app)
    held = learned(app).id
    app.learnings.adopt(LOCAL_VIEWER, held)
    waiting = learned(app).id
    monkeypatch.setattr(type(app.repository), "coder_basis", "judges of tomorrow")
    app.repository.learnings.decide(LOCAL_VIEWER, waiting, LearningVerdict.LEFT)
    assert app.learnings.view().rests
    assert app.repository.lessons.lessons == ()
    with pytest.raises(InvalidRequest, match="another version"):
        app.learnings.adopt(LOCAL_VIEWER, waiting)


def test_sentences_that_would_be_shown_no_more_are_told_to_who_may_see_them(app):
    planted(app)
    undecided = a_source(
        [f"In winter it was said: {example.text}" for example in load_codebook().pattern("PAT_02").examples[:3]],
        study=a_study("Winter", visibility=Visibility.TEAM),
    )
    app.repository.evidence.save_source(undecided)
    shown = Coding(kind=Kind.PAIN_POINT, pain_point=0.9, patterns=(PatternFit(pattern="PAT_40", fit=0.9, right=0.9),))
    app.repository.evidence.save_codings("test", {item.id: shown for item in undecided.observations})
    found = learned(app)
    names = {item.id for item in undecided.observations}
    assert found.gain.sentences == 3
    assert {change.observation for change in found.changes if not change.is_won} == names
    assert {each.evidence.id for each in app.learnings.changes(LOCAL_VIEWER, found) if not each.is_won} == names
    to_others = app.learnings.changes(Viewer(name="Robin", role=Role.RESEARCHER), found)
    assert not names & {each.evidence.id for each in to_others}


def test_what_changes_is_told_of_the_points_there_are_before_or_after(app, monkeypatch):
    planted(app)
    shown = iter([frozenset({("PAT_01", "a")}), frozenset({("PAT_02", "b"), ("PAT_03", "c")})])
    monkeypatch.setattr(learning, "_shown", lambda repository, evidence: next(shown))
    gain = learned(app).gain
    assert (gain.sentences, gain.sentences_lost, gain.sentences_won) == (1, 1, 2)
    assert (gain.points_changed, gain.points) == (3, 3)


def test_what_the_coder_has_not_met_is_coded_before_it_learns_so_that_only_learning_makes_a_change(app):
    planted(app)
    while indexing.embed_pending(app.repository):
        pass
    assert app.patterns.is_behind()
    app.finish(LOCAL_VIEWER, app.queue_learning(LOCAL_VIEWER), on_progress=quiet)
    assert not app.patterns.is_behind()
    assert app.learnings.view().proposed is not None


def coded(app):
    """Return by observation what the coder said of it."""
    return {item.id: item.coding for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)}


def quiet(_):
    """Take no notice of progress."""
