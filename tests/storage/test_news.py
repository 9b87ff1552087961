from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.access import LOCAL_VIEWER, Visibility
from domain.journeys import Journey, JourneyStatus
from domain.missions import OwnerStatus
from domain.news import NewsKind
from domain.search import ObservationFilter
from storage import Database
from storage.journeys.journey_publishing import SqlJourneyPublishing
from storage.journeys.journeys import SqlJourneys
from storage.news import SqlNews
from storage.ownership import SqlOwnership
from storage.schema import journeys as stored_journeys
from storage.schema import sources, studies
from tests.builders import a_source, a_study, a_viewer

STRANGER = a_viewer("Kai Holm", organisation="Museum")
LONG_AGO, SINCE, SOON = "2020-01-01T00:00:00+00:00", "2024-06-01T12:00:00+00:00", "2999-01-01T00:00:00+00:00"
OLD = "2024-01-01T00:00:00+00:00"


@pytest.fixture
def news(database: Database) -> SqlNews:
    return SqlNews(database)


def grown_old(database):
    """Make everything stored so far older than SINCE."""
    with database.writing() as connection:
        connection.execute(sources.update().values(added_at=OLD))
        connection.execute(studies.update().values(published_at=OLD))


def a_journey(identifier, title):
    return Journey(id=identifier, title=title, actor="Skipper", status=JourneyStatus.DRAFT, steps=())


def told(items):
    return [(item.kind, item.title, item.count) for item in items]


def test_a_study_that_was_published_is_new_and_its_sources_are_not_told_again(news, evidence):
    evidence.save_source(a_source(study=a_study("Permits")))
    assert told(news.since(STRANGER, SINCE)) == [(NewsKind.STUDY, "Permits", 0)]
    assert news.since(STRANGER, SOON) == []


def test_sources_added_to_a_study_one_knew_are_counted(news, evidence, database):
    evidence.save_source(a_source(study=a_study("Permits")))
    grown_old(database)
    evidence.save_source(a_source(["One more."], study=a_study("Permits"), name="b.md"))
    evidence.save_source(a_source(["And another."], study=a_study("Permits"), name="c.md"))
    assert told(news.since(STRANGER, SINCE)) == [(NewsKind.SOURCES, "Permits", 2)]


def test_nothing_is_told_of_what_somebody_may_not_see(news, evidence):
    evidence.save_source(a_source(study=a_study("Hidden", visibility=Visibility.TEAM)))
    evidence.save_source(a_source(study=a_study("Unfinished", draft=True)))
    assert news.since(STRANGER, LONG_AGO) == []
    assert news.new_observations(STRANGER, LONG_AGO) == frozenset()
    assert len(news.new_observations(LOCAL_VIEWER, LONG_AGO)) == 4


def test_news_says_which_study_only_its_team_sees(news, evidence):
    evidence.save_source(a_source(study=a_study("Ours", visibility=Visibility.TEAM)))
    evidence.save_source(a_source(study=a_study("Everyone's")))
    told_of = {item.title: item.of_team_only for item in news.since(LOCAL_VIEWER, LONG_AGO)}
    assert told_of == {"Ours": True, "Everyone's": False}


def test_a_study_is_new_on_the_day_its_embargo_ends(news, evidence, database):
    today = datetime.now(UTC).date()
    evidence.save_source(a_source(study=a_study("Freed", embargo=today.isoformat())))
    evidence.save_source(a_source(study=a_study("Held", embargo=(today + timedelta(days=1)).isoformat())))
    grown_old(database)
    yesterday = f"{(today - timedelta(days=1)).isoformat()}T23:00:00+00:00"
    assert told(news.since(STRANGER, yesterday)) == [(NewsKind.STUDY, "Freed", 0)]
    assert len(news.new_observations(STRANGER, yesterday)) == 2
    assert news.since(STRANGER, f"{today.isoformat()}T00:00:01+00:00") == []


def test_a_journey_is_told_once_it_is_published_to_those_who_may_see_it_then(news, journeys: SqlJourneys, database):
    maker = a_viewer("Asha Vale", organisation="Council", teams=frozenset({"Council"}))
    neighbour = a_viewer("Tom Birch", organisation="Council")
    journeys.save(a_journey("jn_1", "A permit"), by=maker, team="Council")
    with database.writing() as connection:
        connection.execute(stored_journeys.update().values(updated_at=OLD))
    publishing, draft = SqlJourneyPublishing(database), journeys.summary(maker, "jn_1")
    published = replace(draft, status=JourneyStatus.PUBLISHED, visibility=Visibility.ORGANISATION)
    publishing.change(maker, "jn_1", lambda *_: draft)
    assert news.since(maker, SINCE) == [], "nothing was changed"
    publishing.change(maker, "jn_1", lambda *_: published)
    assert told(news.since(neighbour, SINCE)) == [(NewsKind.JOURNEY, "A permit", 0)]
    assert news.since(STRANGER, LONG_AGO) == []
    publishing.change(maker, "jn_1", lambda *_: replace(published, visibility=Visibility.OPEN))
    assert told(news.since(STRANGER, SINCE)) == [(NewsKind.JOURNEY, "A permit", 0)]
    publishing.change(maker, "jn_1", lambda *_: draft)
    assert news.since(STRANGER, LONG_AGO) == news.since(neighbour, LONG_AGO) == []


def test_a_mission_narrows_what_is_told(news, evidence, journeys: SqlJourneys, database):
    evidence.save_source(a_source(study=a_study("Inside", mission="Safe harbours")))
    evidence.save_source(a_source(study=a_study("Outside")))
    journeys.save(a_journey("jn_in", "In"), by=LOCAL_VIEWER, mission="Safe harbours")
    journeys.save(a_journey("jn_out", "Out"), by=LOCAL_VIEWER)
    where = ObservationFilter(missions=frozenset({"safe harbours"}))
    assert {item.title for item in news.since(LOCAL_VIEWER, LONG_AGO, where)} == {"Inside", "In"}
    assert len(news.new_observations(LOCAL_VIEWER, LONG_AGO, where)) == 2
    assert {item.title for item in news.since(LOCAL_VIEWER, LONG_AGO)} == {"Inside", "In", "Outside", "Out"}


def test_claims_and_owners_are_told_with_the_pain_point_they_are_about(news, database):
    ownership = SqlOwnership(database)
    ownership.claim("pp_1", "Museum", by=STRANGER)
    ownership.set_owner("pp_2", "Archive", OwnerStatus.PROPOSED, by=STRANGER)
    assert {(item.kind, item.subject, item.organisation) for item in news.said_since(LONG_AGO)} == {
        (NewsKind.CLAIM, "pp_1", "Museum"),
        (NewsKind.OWNER, "pp_2", "Archive"),
    }
    assert news.said_since(SOON) == []
