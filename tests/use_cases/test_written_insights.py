"""Insights through their life: written, changed, reviewed by a peer, published, superseded, and taken back."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.audit import Deed
from domain.catalogue import Organisation
from domain.errors import InvalidRequest, NotAllowed, NotFound
from domain.insights import Confidence
from domain.missions import Mission
from domain.written_insights import InsightDeed, InsightEvidence, InsightState, Reach, Recommendation
from settings import Settings
from tests.builders import a_source, a_study, a_viewer
from use_cases.knowing.insight_words import insight_words
from use_cases.running.bootstrap import open_use_cases

RECORDS = "Harbour Office › Records"
AUTHOR = a_viewer(organisation="Harbour Office", teams=frozenset({RECORDS, "Harbour Office"}))
COLLEAGUE = a_viewer("Bo Reed", organisation="Harbour Office", teams=frozenset({RECORDS}))
READER = a_viewer("Cy Moss", organisation="Harbour Office", teams=frozenset({RECORDS}), role=Role.READER)
STRANGER = a_viewer("Kai Holm", organisation="Museum")
WORDS = insight_words(claim="People give the same facts twice.", review_by="2026-01-31")
OPEN = Reach(visibility=Visibility.OPEN, team=RECORDS)


@pytest.fixture
def source():
    return a_source(study=a_study())


@pytest.fixture
def app(new_repository, source):
    opened = open_use_cases(Settings.from_environment(new_repository, environment={}))
    opened.repository.evidence.save_source(source)
    yield opened
    opened.close()


@pytest.fixture
def chosen(source):
    first, second = source.observations
    return InsightEvidence(supporting=(first.id,), against=(second.id,))


def written(app, chosen, words=WORDS, **fields):
    return app.insights.write(AUTHOR, words, chosen, **fields)


def state_of(app, identifier, viewer=AUTHOR):
    return app.insights.insight(viewer, identifier).insight.state


def test_an_insight_is_written_reviewed_by_a_peer_published_and_read_elsewhere(app, chosen, source):
    identifier = written(app, chosen)
    app.insights.review(COLLEAGUE, identifier)
    assert state_of(app, identifier) is InsightState.REVIEWED
    app.insights.publish(AUTHOR, identifier, OPEN)
    shown = app.insights.insight(STRANGER, identifier)
    assert (shown.insight.state, shown.insight.version.is_reviewed) == (InsightState.PUBLISHED, True)
    assert [item.text for item in shown.supporting] == [source.observations[0].text]
    assert [item.text for item in shown.against] == [source.observations[1].text]
    deeds = [(version.deed, version.by) for version in app.insights.versions(COLLEAGUE, identifier)]
    assert deeds == [
        (InsightDeed.WRITTEN, "Asha Vale"),
        (InsightDeed.REVIEWED, "Bo Reed"),
        (InsightDeed.PUBLISHED, "Asha Vale"),
    ]


def test_nobody_who_wrote_any_of_it_reviews_it_and_readers_do_not(app, chosen):
    identifier = written(app, chosen)
    app.insights.change(COLLEAGUE, identifier, replace(WORDS, claim="They ask twice."), chosen)
    for author in (AUTHOR, COLLEAGUE):
        with pytest.raises(NotAllowed):
            app.insights.review(author, identifier)
    app.insights.publish(AUTHOR, identifier, OPEN)
    with pytest.raises(NotAllowed):
        app.insights.review(READER, identifier)
    app.insights.review(STRANGER, identifier)
    with pytest.raises(InvalidRequest):
        app.insights.review(a_viewer("Di Hale"), identifier)


def test_a_change_takes_a_draft_out_of_review_and_leaves_a_published_one_published(app, chosen):
    identifier = written(app, chosen)
    app.insights.review(COLLEAGUE, identifier)
    app.insights.change(AUTHOR, identifier, replace(WORDS, claim="They ask twice."), chosen)
    assert state_of(app, identifier) is InsightState.DRAFT
    app.insights.publish(AUTHOR, identifier, OPEN)
    app.insights.change(AUTHOR, identifier, WORDS, InsightEvidence(supporting=chosen.supporting))
    insight = app.insights.insight(STRANGER, identifier).insight
    assert (insight.state, insight.words.claim, insight.version.is_reviewed) == (
        InsightState.PUBLISHED,
        WORDS.claim,
        False,
    )
    before = len(app.insights.versions(AUTHOR, identifier))
    app.insights.change(AUTHOR, identifier, WORDS, InsightEvidence(supporting=chosen.supporting))
    assert len(app.insights.versions(AUTHOR, identifier)) == before


def test_what_was_done_last_is_taken_back_step_by_step_and_the_history_keeps_it(app, chosen):
    identifier = written(app, chosen)
    app.insights.change(AUTHOR, identifier, replace(WORDS, claim="They ask twice."), chosen)
    app.insights.publish(AUTHOR, identifier, OPEN)
    app.insights.take_back(COLLEAGUE, identifier)
    assert state_of(app, identifier) is InsightState.DRAFT
    with pytest.raises(NotFound):
        app.insights.insight(STRANGER, identifier)
    app.insights.take_back(COLLEAGUE, identifier)
    assert app.insights.insight(AUTHOR, identifier).insight.words == WORDS
    with pytest.raises(InvalidRequest):
        app.insights.take_back(COLLEAGUE, identifier)
    app.insights.change(AUTHOR, identifier, replace(WORDS, claim="Three times."), chosen)
    app.insights.take_back(AUTHOR, identifier)
    shown = app.insights.insight(AUTHOR, identifier).insight
    assert (shown.words, shown.evidence) == (WORDS, chosen)
    assert [version.deed.value for version in app.insights.versions(AUTHOR, identifier)] == [
        "written", "changed", "published", "taken back", "taken back", "changed", "taken back",
    ]  # fmt: skip


def test_a_superseded_one_stays_where_links_lead_and_is_changed_no_more(app, chosen):
    old, new = written(app, chosen), written(app, chosen)
    app.insights.publish(AUTHOR, old, OPEN)
    for successor in (old, new):
        with pytest.raises(InvalidRequest):
            app.insights.supersede(AUTHOR, old, successor)
    app.insights.publish(AUTHOR, new, OPEN)
    app.insights.supersede(AUTHOR, old, new)
    shown = app.insights.insight(STRANGER, old)
    assert (shown.insight.state, shown.successor.id) == (InsightState.SUPERSEDED, new)
    assert [each.id for each in app.insights.insight(STRANGER, new).replaces] == [old]
    for refused in (
        lambda: app.insights.change(AUTHOR, old, replace(WORDS, claim="No."), chosen),
        lambda: app.insights.publish(AUTHOR, old, OPEN),
        lambda: app.insights.supersede(AUTHOR, new, old),
    ):
        with pytest.raises(InvalidRequest):
            refused()
    app.insights.unpublish(AUTHOR, new)
    assert app.insights.insight(STRANGER, old).successor is None
    app.insights.take_back(AUTHOR, old)
    assert state_of(app, old, STRANGER) is InsightState.PUBLISHED


def test_an_insight_without_evidence_or_with_a_reach_to_nobody_is_not_published(app, chosen):
    bare = app.insights.write(AUTHOR, WORDS, InsightEvidence(against=chosen.against))
    with pytest.raises(InvalidRequest, match="No evidence"):
        app.insights.publish(AUTHOR, bare, OPEN)
    identifier = written(app, chosen)
    with pytest.raises(InvalidRequest, match="needs its mission"):
        app.insights.publish(AUTHOR, identifier, replace(OPEN, visibility=Visibility.MISSION))
    with pytest.raises(NotFound):
        app.insights.publish(AUTHOR, identifier, replace(OPEN, mission="Nobody's"))
    with pytest.raises(NotAllowed):
        app.insights.publish(AUTHOR, identifier, replace(OPEN, team="Museum › Finds"))
    nobodys = app.insights.write(LOCAL_VIEWER, WORDS, chosen)
    with pytest.raises(InvalidRequest, match="which organisation"):
        app.insights.publish(LOCAL_VIEWER, nobodys, Reach(visibility=Visibility.ORGANISATION))


@pytest.mark.parametrize("field", ["claim", "reasoning", "because", "whom", "where"])
def test_personal_data_in_what_is_typed_of_an_insight_is_refused_and_told_where(app, chosen, field):
    said = replace(WORDS, **{field: "People ring 07700 900123 to ask."})
    with pytest.raises(InvalidRequest, match=r"looks like personal data.*07700 900123"):
        written(app, chosen, said)
    assert app.insights.all(AUTHOR) == []
    identifier = written(app, chosen)
    advice = replace(WORDS, recommendations=(Recommendation(what="Ring asha@example.org first"),))
    for words in (said, advice):
        with pytest.raises(InvalidRequest, match="looks like personal data"):
            app.insights.change(AUTHOR, identifier, words, chosen)


def test_what_an_insight_held_before_is_left_when_it_is_changed(app, chosen):
    held = replace(WORDS, reasoning="People ring 07700 900123 to ask.")
    reach = Reach(visibility=Visibility.OPEN, team=RECORDS)
    identifier = app.repository.insights.add(AUTHOR, held, chosen, reach)
    app.insights.change(AUTHOR, identifier, replace(held, claim="They ask twice."), chosen)
    assert app.insights.insight(AUTHOR, identifier).insight.words.claim == "They ask twice."


def test_readers_and_strangers_change_nothing(app, chosen):
    with pytest.raises(NotAllowed):
        app.insights.write(READER, WORDS, chosen)
    identifier = written(app, chosen)
    app.insights.publish(AUTHOR, identifier, OPEN)
    for viewer in (READER, STRANGER):
        for refused in (
            lambda: app.insights.change(viewer, identifier, replace(WORDS, claim="No."), chosen),  # noqa: B023
            lambda: app.insights.publish(viewer, identifier, Reach()),  # noqa: B023
            lambda: app.insights.unpublish(viewer, identifier),  # noqa: B023
            lambda: app.insights.take_back(viewer, identifier),  # noqa: B023
        ):
            with pytest.raises(NotAllowed):
                refused()
    assert len(app.insights.versions(AUTHOR, identifier)) == 2


def test_the_list_is_narrowed_by_state_mission_and_organisation_under_any_of_its_names(app, chosen):
    app.missions.create(LOCAL_VIEWER, Mission(id="ms_1", name="Shorter waits", outcome="Nobody waits."))
    app.repository.catalogue.save(Organisation(name="Harbour Office", aliases=("HO",)))
    about = insight_words(claim="They ask twice.", organisations=("HO", "HO", " "))
    first = written(app, chosen, about)
    second = written(app, chosen, mission="shorter WAITS")
    app.insights.publish(AUTHOR, second, replace(OPEN, mission="Shorter waits"))

    def ids(**fields):
        return [each.id for each in app.insights.all(AUTHOR, **fields)]

    assert set(ids()) == {first, second}
    assert ids(organisation="Harbour Office") == ids(organisation="ho") == ids(state=InsightState.DRAFT) == [first]
    assert ids(mission="Shorter waits") == ids(state=InsightState.PUBLISHED) == [second]


def test_an_overdue_one_is_told_to_whoever_may_change_it(app, chosen):
    identifier = written(app, chosen)
    written(app, chosen, replace(WORDS, review_by=None))
    app.insights.publish(AUTHOR, identifier, OPEN)
    assert [each.id for each in app.insights.overdue(COLLEAGUE, "2026-02-01")] == [identifier]
    for viewer, day in ((COLLEAGUE, "2026-01-31"), (READER, "2026-02-01"), (STRANGER, "2026-02-01")):
        assert app.insights.overdue(viewer, day) == []


def test_what_was_done_is_in_the_audit_without_a_word_of_it(app, chosen):
    identifier = written(app, chosen)
    app.insights.publish(AUTHOR, identifier, OPEN)
    entries = app.audit.entries(LOCAL_VIEWER, deed=Deed.CHANGED_INSIGHT)
    assert [(entry.subject, entry.details) for entry in entries] == [
        (identifier, {"deed": "published"}),
        (identifier, {"deed": "written"}),
    ]


def test_a_claim_that_is_not_written_is_asked_for():
    with pytest.raises(InvalidRequest, match="none is written") as told:
        insight_words(claim="  ")
    assert (told.value.where, told.value.remedy) == ("the claim", "Say in one sentence what the evidence shows.")


def test_what_a_form_says_is_checked_and_blank_rows_are_left_out():
    words = insight_words(
        claim="  They ask twice. ",
        confidence=Confidence.WEAK,
        recommendations=[("", " "), (" Ask once ", "Harbour Office")],
    )
    assert words.claim == "They ask twice."
    assert words.recommendations == (Recommendation(what="Ask once", who="Harbour Office"),)
    for said in (
        {"claim": " "},
        {"claim": "x", "review_by": "soon"},
        {"claim": "x", "review_by": "2026-01"},
        {"claim": "x", "recommendations": [("", "Harbour Office")]},
    ):
        with pytest.raises(InvalidRequest):
            insight_words(**said)
