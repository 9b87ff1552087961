"""Insights: claims by their own reach, evidence by each study's, and versions that stay."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.access import LOCAL_VIEWER, Marking, Role, Visibility
from domain.catalogue import Organisation
from domain.errors import NotAllowed, NotFound
from domain.insights import Confidence
from domain.withdrawal import participant_key
from domain.written_insights import (
    WITHDRAWN_CLAIM,
    InsightDeed,
    InsightEvidence,
    InsightState,
    InsightWords,
    PeerReview,
    Reach,
    Recommendation,
    Side,
)
from storage import schema
from storage.files.soundness import orphans
from storage.withdrawal.withdrawals import SqlWithdrawals
from storage.written_insights import SqlInsights
from tests.builders import a_source, a_study, a_viewer
from tests.storage.test_withdrawing import everything_in, shared, take_out

RECORDS = "Harbour Office › Records"
AUTHOR = a_viewer(organisation="Harbour Office", teams=frozenset({RECORDS, "Harbour Office"}))
COLLEAGUE = a_viewer("Bo Reed", organisation="Harbour Office", teams=frozenset({RECORDS}))
READER = replace(COLLEAGUE, name="Cy Moss", role=Role.READER)
NEIGHBOUR = a_viewer("Di Hale", organisation="Harbour Office", teams=frozenset({"Harbour Office › Pilots"}))
STRANGER = a_viewer("Kai Holm", organisation="Museum", missions=frozenset({"Clean air"}))

WORDS = InsightWords(
    claim="People give the same facts twice.",
    reasoning="Two offices ask. Neither asks the other.",
    confidence=Confidence.STRONG,
    because="Three studies say so.",
    whom="Whoever renews",
    where="At the counter",
    organisations=("Harbour Office",),
    review_by="2027-01-31",
    recommendations=(Recommendation(what="Ask once", who="Harbour Office"), Recommendation(what="Say why")),
)


@pytest.fixture
def insights(database):
    return SqlInsights(database)


@pytest.fixture
def withdrawals(database):
    return SqlWithdrawals(database)


@pytest.fixture
def source(evidence):
    kept = a_source()
    evidence.save_source(kept)
    return kept


def resting_on(source, against=()):
    return InsightEvidence(supporting=tuple(item.id for item in source.observations), against=tuple(against))


def written(insights, source, words=WORDS, **fields):
    return insights.add(AUTHOR, words, resting_on(source), Reach(team=RECORDS, **fields))


def stepping(deed, **fields):
    return lambda versions: (replace(versions[-1], deed=deed, **fields), None)


def publish(insights, identifier, visibility=Visibility.OPEN, mission=None):
    reach = Reach(visibility=visibility, team=RECORDS, mission=mission)
    insights.record(AUTHOR, identifier, stepping(InsightDeed.PUBLISHED, state=InsightState.PUBLISHED, reach=reach))


def ids_seen(insights, viewer):
    return [each.id for each in insights.insights(viewer)]


def test_what_was_written_comes_back_word_for_word(insights, source):
    identifier = written(insights, source, mission="Clean air")
    found = insights.insight(AUTHOR, identifier)
    assert (found.words, found.state, found.made_by, found.mine) == (WORDS, InsightState.DRAFT, "Asha Vale", True)
    assert found.evidence == resting_on(source)
    assert found.version.reach == Reach(team=RECORDS, mission="Clean air")
    assert (found.hidden, found.hidden_against, found.withdrawn) == (0, 0, 0)


def test_a_draft_is_seen_by_the_researchers_of_its_team_alone(insights, source):
    identifier = written(insights, source)
    assert [ids_seen(insights, who) for who in (AUTHOR, COLLEAGUE, LOCAL_VIEWER)] == [[identifier]] * 3
    for outside in (READER, NEIGHBOUR, STRANGER):
        assert ids_seen(insights, outside) == []
        for read in (insights.insight, insights.versions):
            with pytest.raises(NotFound):
                read(outside, identifier)


@pytest.mark.parametrize(
    ("visibility", "who_sees"),
    [
        (Visibility.TEAM, {"Asha Vale", "Bo Reed", "Cy Moss"}),
        (Visibility.ORGANISATION, {"Asha Vale", "Bo Reed", "Cy Moss", "Di Hale"}),
        (Visibility.MISSION, {"Asha Vale", "Bo Reed", "Cy Moss", "Kai Holm"}),
        (Visibility.OPEN, {"Asha Vale", "Bo Reed", "Cy Moss", "Di Hale", "Kai Holm"}),
    ],
)
def test_a_published_one_is_seen_as_far_as_it_reaches(insights, source, visibility, who_sees):
    publish(insights, written(insights, source), visibility, mission="Clean air")
    everyone = (AUTHOR, COLLEAGUE, READER, NEIGHBOUR, STRANGER)
    assert {who.name for who in everyone if ids_seen(insights, who)} == who_sees


def test_evidence_out_of_sight_is_counted_and_not_named_and_its_marking_holds(insights, evidence, source):
    secret = a_source(
        ["A hidden sentence.", "Another hidden one."],
        study=a_study("Hidden", visibility=Visibility.TEAM, team=RECORDS, marking=Marking.OFFICIAL_SENSITIVE),
    )
    evidence.save_source(secret)
    hidden, against = (item.id for item in secret.observations)
    chosen = InsightEvidence(supporting=(source.observations[0].id, hidden), against=(against,))
    identifier = insights.add(AUTHOR, WORDS, chosen, Reach(team=RECORDS))
    publish(insights, identifier)
    assert insights.insight(AUTHOR, identifier).evidence == chosen
    seen = insights.insight(STRANGER, identifier)
    assert seen.evidence == InsightEvidence(supporting=(source.observations[0].id,))
    assert (seen.hidden, seen.hidden_against) == (1, 1)
    assert seen.marking is Marking.OFFICIAL_SENSITIVE
    assert set(insights.mentions(STRANGER)) == {source.observations[0].id}
    assert set(insights.mentions(AUTHOR)) == set(chosen.every)


def test_nobody_rests_an_insight_on_what_they_may_not_see(insights, evidence):
    secret = a_source(study=a_study(visibility=Visibility.TEAM, team=RECORDS))
    evidence.save_source(secret)
    with pytest.raises(NotFound):
        insights.add(STRANGER, WORDS, resting_on(secret), Reach())
    assert insights.insights(LOCAL_VIEWER) == []


def test_an_edit_keeps_the_evidence_that_its_editor_may_not_see(insights, evidence, source):
    secret = a_source(study=a_study("Other", visibility=Visibility.TEAM, team="Museum › Finds"))
    evidence.save_source(secret)
    both = InsightEvidence(
        supporting=(source.observations[0].id, secret.observations[0].id), against=(secret.observations[1].id,)
    )
    identifier = insights.add(LOCAL_VIEWER, WORDS, both, Reach(team=RECORDS))
    fewer = InsightEvidence(supporting=(source.observations[1].id,))
    insights.record(AUTHOR, identifier, lambda versions: (replace(versions[-1], deed=InsightDeed.CHANGED), fewer))
    assert insights.insight(AUTHOR, identifier).evidence == fewer
    whole = insights.insight(LOCAL_VIEWER, identifier)
    assert set(whole.evidence.supporting) == {source.observations[1].id, secret.observations[0].id}
    assert whole.evidence.against == (secret.observations[1].id,)
    assert whole.withdrawn == 0


def test_every_version_stays_with_who_and_when(insights, source):
    identifier = written(insights, source)
    said = replace(WORDS, claim="Nobody shares what they know.")
    insights.record(
        COLLEAGUE,
        identifier,
        lambda versions: (replace(versions[-1], deed=InsightDeed.CHANGED, words=said), resting_on(source)),
    )
    publish(insights, identifier)
    versions = insights.versions(AUTHOR, identifier)
    assert [(v.nth, v.by, v.deed, v.said_in, v.words.claim) for v in versions] == [
        (1, "Asha Vale", InsightDeed.WRITTEN, 1, WORDS.claim),
        (2, "Bo Reed", InsightDeed.CHANGED, 2, said.claim),
        (3, "Asha Vale", InsightDeed.PUBLISHED, 2, said.claim),
    ]
    assert all(version.at for version in versions)
    assert [version.nth for version in insights.versions(STRANGER, identifier)] == [3]


def test_only_its_team_changes_one_and_a_peer_who_sees_it_may_review(insights, source):
    identifier = written(insights, source)
    publish(insights, identifier)
    review = PeerReview(by="", at="", version=1)
    step = stepping(InsightDeed.REVIEWED, review=review)
    with pytest.raises(NotAllowed):
        insights.record(STRANGER, identifier, step)
    insights.record(STRANGER, identifier, step, as_peer=True)
    found = insights.insight(READER, identifier)
    assert (found.version.review.by, found.version.is_reviewed, found.mine) == ("Kai Holm", True, False)


def test_withdrawn_evidence_leaves_it_and_it_says_how_much(insights, evidence, database):
    source = shared()
    evidence.save_source(source)
    identifier = written(insights, source)
    publish(insights, identifier)
    done = take_out(SqlWithdrawals(database), source, "P1")
    assert {row.store: row.removed for row in done.stores}["evidence of insights"] == 2
    found = insights.insight(AUTHOR, identifier)
    assert (found.evidence.supporting, found.withdrawn) == ((source.observations[1].id,), 2)
    insights.record(
        AUTHOR,
        identifier,
        lambda versions: (replace(versions[-1], deed=InsightDeed.CHANGED), found.evidence),
    )
    assert insights.insight(AUTHOR, identifier).withdrawn == 2
    assert orphans(database) == {}


def test_words_that_only_withdrawn_research_says_leave_every_version(insights, evidence, database):
    source = shared()
    evidence.save_source(source)
    words = replace(
        WORDS,
        claim="The grobnitz form troubles people.",
        reasoning="Nobody answers. The zyxwquorum page lost it all. The phone, nobody answers.",
        whom="Whoever says the zyxwquorum page lost it",
        recommendations=(Recommendation(what="Mend the grobnitz form", who="Harbour Office"),),
    )
    identifier = written(insights, source, words)
    take_out(SqlWithdrawals(database), source, "P1")
    assert "zyxwquorum" not in everything_in(database)
    found = insights.insight(AUTHOR, identifier).words
    assert (found.claim, found.whom) == ("The grobnitz form troubles people.", "")
    assert found.reasoning == "Nobody answers. [withdrawn] The phone, nobody answers."
    assert found.recommendations == (Recommendation(what="Mend the grobnitz form", who="Harbour Office"),)


@pytest.mark.parametrize(
    ("claim", "stays"),
    [
        ("People who uploaded a survey heard nothing for weeks.", True),
        ("As one said: uploaded it on the quay and waited.", False),
        ("The delay began at Quellmouth.", False),
        ("Berth 4417 is never free.", False),
    ],
)
def test_a_claim_goes_only_where_it_quotes_or_names_what_was_withdrawn(insights, evidence, withdrawals, claim, stays):
    texts = ("I uploaded it on the quay at Quellmouth for berth 4417.", "Nobody answers the phone.")
    source = a_source(texts, said_by=("P1", "P2"))
    evidence.save_source(source)
    identifier = written(insights, source, replace(WORDS, claim=claim))
    extent = withdrawals.extent(LOCAL_VIEWER, source.study.id, participant_key(source.study.id, "P1"))
    assert (extent.insights_marked, extent.insights_cut) == (1, int(not stays))
    take_out(withdrawals, source, "P1")
    found = insights.insight(AUTHOR, identifier)
    assert found.words.claim == (claim if stays else WITHDRAWN_CLAIM)
    assert found.to_look_at


def test_an_author_who_answered_has_nothing_more_to_look_at(insights, evidence, withdrawals):
    source = shared()
    evidence.save_source(source)
    identifier = written(insights, source)
    take_out(withdrawals, source, "P1")
    found = insights.insight(AUTHOR, identifier)
    assert found.to_look_at
    insights.record(
        AUTHOR, identifier, lambda versions: (replace(versions[-1], deed=InsightDeed.CHANGED), found.evidence)
    )
    answered = insights.insight(AUTHOR, identifier)
    assert (answered.to_look_at, answered.withdrawn) == (False, 2)


def test_an_observation_says_in_which_insights_it_stands_until_they_are_superseded(insights, source):
    first, second = source.observations
    chosen = InsightEvidence(supporting=(first.id,), against=(second.id,))
    identifier = insights.add(AUTHOR, WORDS, chosen, Reach(team=RECORDS))
    found = insights.mentions(COLLEAGUE)
    assert [(one.id, one.claim, one.side) for one in found[first.id]] == [(identifier, WORDS.claim, Side.SUPPORTS)]
    assert [one.side for one in found[second.id]] == [Side.CONTRADICTS]
    assert insights.mentions(STRANGER) == {}
    publish(insights, identifier)
    insights.record(AUTHOR, identifier, stepping(InsightDeed.SUPERSEDED, state=InsightState.SUPERSEDED))
    assert insights.mentions(AUTHOR) == {}
    assert ids_seen(insights, STRANGER) == [identifier]


def test_an_insight_goes_to_who_took_over_when_its_organisation_ended(insights, source, catalogue):
    identifier = insights.add(AUTHOR, WORDS, resting_on(source), Reach(team="Old Office › Records"))
    heir = a_viewer("Eve Lund", organisation="New Office", teams=frozenset({"New Office"}))
    assert ids_seen(insights, heir) == []
    catalogue.save(
        Organisation(name="New Office"), Organisation(name="Old Office", successor="New Office", ended="2024")
    )
    assert ids_seen(insights, heir) == [identifier]


def test_rows_are_added_and_what_is_refused_adds_none(insights, source, database, evidence):
    identifier = written(insights, source)
    before = evidence.revision()
    with pytest.raises(NotAllowed):
        insights.record(
            replace(COLLEAGUE, role=Role.READER, name="Asha Vale"), identifier, stepping(InsightDeed.CHANGED)
        )
    with database.reading() as connection:
        assert len(connection.execute(select(schema.insight_versions)).all()) == 1
    assert evidence.revision() == before
    publish(insights, identifier)
    assert evidence.revision() > before
