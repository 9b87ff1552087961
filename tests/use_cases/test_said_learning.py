"""Learning of kinds and severities that people said: measured, proposed, adopted, withdrawn. All words are invented."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Role, Viewer, Visibility
from domain.errors import NotAllowed
from domain.evidence import Coding, Kind, PatternFit, Severity
from domain.lesson_effects import Effect
from domain.proposals import Redaction
from domain.said_lessons import LearningAbout, SaidTeaching
from settings import Settings
from tests.builders import a_source, a_study
from use_cases.evidence import indexing
from use_cases.findings import learning, said_learning
from use_cases.running.bootstrap import open_use_cases

KINDS, SEVERITIES = LearningAbout.KINDS, LearningAbout.SEVERITIES
STUDIES = 4
PLACES = (
    "the lock office", "the seed bank", "the ferry desk", "the bee register", "the kiln permit", "the tide table",
    "the bridge toll", "the orchard grant", "the well survey", "the bell archive", "the peat licence", "the moss map",
    "the reed auction", "the slate depot", "the dune patrol", "the hedge census", "the mill pond", "the salt store",
)  # fmt: skip


@pytest.fixture
def app(tmp_path):
    chosen = replace(Settings.from_environment(tmp_path / "data", environment={}), redaction=Redaction.OFF)
    opened = open_use_cases(chosen)
    yield opened
    opened.close()


def planted(app):
    """Have people say what sentences of four studies are: those of one house style are no difficulties to them."""
    said = [
        (f"Clerks at {place} struggle to find the form and give up.", Kind.PAIN_POINT) for place in PLACES
    ] + [(f"Runbook {place}: printing fails, restart and print again.", Kind.METHOD) for place in PLACES] + [
        (f"Visitors to {place} liked the short letter.", Kind.POSITIVE) for place in PLACES
    ] + [(f"Runbook {place}: a missing stamp is an error, ask for it.", Kind.METHOD) for place in PLACES]  # fmt: skip
    for study in range(STUDIES):
        own = [row for nth, row in enumerate(said) if nth % STUDIES == study]
        source = a_source([text for text, _ in own], study=a_study(f"Study {study}"))
        app.repository.evidence.save_source(source)
        codings = {
            item.id: Coding(
                kind=Kind.POSITIVE if kind is Kind.POSITIVE else Kind.PAIN_POINT, pain_point=0.8,
                severity=None if kind is Kind.POSITIVE else Severity.MEDIUM,
            )
            for item, (_, kind) in zip(source.observations, own, strict=True)
        }  # fmt: skip
        app.repository.evidence.save_codings("test", codings)
        for item, (_, kind) in zip(source.observations, own, strict=True):
            app.decisions.code(LOCAL_VIEWER, item.id, kind)


def learned(app, about=KINDS):
    identifier = said_learning.learn_said(app.repository, LOCAL_VIEWER, about)
    return next(each for each in app.repository.said_learnings.learnings(about) if each.id == identifier)


def test_what_people_said_is_proposed_adopted_and_withdrawn_and_the_coder_is_as_before(app):
    planted(app)
    waiting = a_source(["Runbook the heron count: the scale breaks, restart it."], study=a_study("Later"))
    app.repository.evidence.save_source(waiting)
    app.repository.evidence.save_codings("test", {waiting.observations[0].id: Coding(kind=Kind.OTHER, pain_point=0.1)})
    shipped = app.repository.coder.version
    found = learned(app)
    assert found.gain.teaching == SaidTeaching(decisions=72, agreed=36, second=18, studies=4)
    assert found.gain.effect is Effect.GAIN
    assert found.gain.looked_at == 1
    assert app.repository.coder.version == shipped
    app.said_learnings.adopt(LOCAL_VIEWER, KINDS, found.id)
    assert app.repository.coder.version != shipped
    view = app.said_learnings.view(KINDS)
    assert (view.in_force.id, view.learned_from, view.proposed) == (found.id, 72, None)
    texts = [waiting.observations[0].text, "Clerks at the fog bell struggle to find the form and give up."]
    vectors = app.repository.embedder.embed(texts)
    before, after = (coder.code(texts, vectors) for coder in (app.repository.shipped_coder, app.repository.coder))
    assert after[0].pain_point < before[0].pain_point
    assert after[1].pain_point != before[1].pain_point
    assert after[1].patterns == before[1].patterns
    app.said_learnings.withdraw(LOCAL_VIEWER, KINDS, found.id)
    assert app.repository.coder.version == shipped


def test_adopting_codes_the_evidence_anew_and_withdrawing_brings_the_codings_back(app):
    planted(app)
    while indexing.embed_pending(app.repository):
        pass
    identifier = learned(app).id
    app.finish(LOCAL_VIEWER, app.queue_coding(LOCAL_VIEWER), on_progress=quiet)
    before = coded(app)
    app.finish(LOCAL_VIEWER, app.said_learnings.adopt(LOCAL_VIEWER, KINDS, identifier), on_progress=quiet)
    assert coded(app) != before
    app.finish(LOCAL_VIEWER, app.said_learnings.withdraw(LOCAL_VIEWER, KINDS, identifier), on_progress=quiet)
    assert coded(app) == before


def test_a_proposal_tells_what_would_be_called_otherwise_than_now_though_something_learned_is_in_force(app):
    planted(app)
    source = a_source(["Runbook the heron count: the scale breaks, restart it."], study=a_study("Later"))
    app.repository.evidence.save_source(source)
    said = Coding(kind=Kind.PAIN_POINT, pain_point=0.9, severity=Severity.LOW)
    app.repository.evidence.save_codings("test", {source.observations[0].id: said})
    first = learned(app)
    assert [(change.before, change.after) for change in first.changes] == [("pain_point", "method")]
    app.said_learnings.adopt(LOCAL_VIEWER, KINDS, first.id)
    called = Coding(kind=Kind.METHOD, pain_point=0.1)
    app.repository.evidence.save_codings("learned", {source.observations[0].id: called})
    again = learned(app)
    assert (again.gain.looked_at, again.gain.moved, again.gain.lost, again.changes) == (1, 0, 0, ())


def coded(app):
    """Return by observation what the coder said of it."""
    return {item.id: item.coding for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)}


def quiet(_):
    """Take no notice of progress."""


def test_with_too_few_words_nothing_is_proposed(app):
    planted(app)
    assert said_learning.learn_said(app.repository, LOCAL_VIEWER, SEVERITIES) is None
    assert app.said_learnings.view(SEVERITIES).teaching.decisions == 0


def test_accepted_evidence_is_a_pain_point_that_was_said_and_a_severity_is_counted_apart(app):
    source = a_source()
    app.repository.evidence.save_source(source)
    coding = Coding(
        kind=Kind.PAIN_POINT,
        pain_point=0.9,
        severity=Severity.LOW,
        patterns=(PatternFit(pattern="PAT_01", fit=0.5, right=0.3),),
    )
    first, second = source.observations
    app.repository.evidence.save_codings("test", {first.id: coding, second.id: coding})
    app.repository.decisions.decide(LOCAL_VIEWER, first.id, of=["PAT_01"])
    app.decisions.code(LOCAL_VIEWER, second.id, Kind.PAIN_POINT, severity=Severity.HIGH)
    told = said_learning.said_by_people(app.repository, KINDS)
    assert sorted((each.observation, each.said, each.agreed) for each in told) == sorted(
        (item.id, "pain_point", True) for item in (first, second)
    )
    graded = said_learning.said_by_people(app.repository, SEVERITIES)
    assert [(each.observation, each.said, each.agreed) for each in graded] == [(second.id, "high", False)]


def test_what_is_compared_with_patterns_stays_as_sure_as_before_kinds_were_learned(app):
    planted(app)
    item = app.repository.evidence.all_evidence(LOCAL_VIEWER)[0]
    assert learning.sureness(app.repository, [item]) == [item.coding.pain_point]
    app.said_learnings.adopt(LOCAL_VIEWER, KINDS, learned(app).id)
    text = [item.text]
    told = app.repository.shipped_coder.told(text, app.repository.embedder.embed(text), [item.headings])
    assert learning.sureness(app.repository, [item]) == told.chances


def test_only_curators_decide(app):
    planted(app)
    identifier, reader = learned(app).id, Viewer(name="Robin", role=Role.RESEARCHER, sees_everything=True)
    for refused in (app.said_learnings.adopt, app.said_learnings.leave):
        with pytest.raises(NotAllowed):
            refused(reader, KINDS, identifier)
    assert app.repository.said_learnings.learnings(KINDS)[0].decided == ()


def test_what_would_change_is_shown_to_whoever_may_see_it(app):
    planted(app)
    hidden = a_source(
        [f"Runbook {place}: the lamp fails, restart and print again." for place in PLACES[:6]],
        study=a_study("Winter", visibility=Visibility.TEAM),
    )
    app.repository.evidence.save_source(hidden)
    wrong = Coding(kind=Kind.PAIN_POINT, pain_point=0.9, severity=Severity.LOW)
    app.repository.evidence.save_codings("test", {item.id: wrong for item in hidden.observations})
    found = learned(app)
    names = {item.id for item in hidden.observations}
    assert {change.observation for change in found.changes} <= names
    assert {each.evidence.id for each in app.said_learnings.changes(LOCAL_VIEWER, found)} == {
        change.observation for change in found.changes
    }
    assert app.said_learnings.changes(Viewer(name="Robin", role=Role.RESEARCHER), found) == []
    for item in hidden.observations:
        app.decisions.code(LOCAL_VIEWER, item.id, Kind.PAIN_POINT)
    assert app.said_learnings.changes(LOCAL_VIEWER, found) == []
