"""Every page shows what somebody may see and nothing else. See ``test_nothing_leaks`` for the reads behind them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from domain.proposals import Redaction
from settings import Settings
from tests.access.small_world import (
    LOOKERS,
    ON_EVERYTHING,
    Looker,
    Planted,
    fill,
    may_see,
    may_see_journey,
    planted_journeys,
    source_of,
)  # fmt: skip
from tests.app_pages import app_page
from use_cases.running.bootstrap import open_use_cases

pytestmark = pytest.mark.usefixtures("nothing_read_twice")

PAGES = {
    "about_run": {},
    "home": {},
    "mission": {},
    "mission of a group": {"mission": "Shorter waits"},
    "what_do_we_know": {"q": "people waited weeks for the letter and were never told"},
    "pain_points": {},
    "pain_points by organisation": {"show": "by_organisation"},
    "pain_points as needs": {"show": "need"},
    "themes": {},
    "to_confirm": {},
    "codebook": {},
    "codebook of a pattern": {"pattern": "PAT_01"},
    "insights": {},
    "journey_room": {},
    "journey_room of a journey": {"journey": "jn_1"},
    "journey_network": {},
    "add_and_check": {},
    "studies": {},
    "organisations": {},
    "people": {},
    "work": {},
}
READERS = [looker for looker in LOOKERS[1:] if looker.role and looker.role.value in {"reader", "curator"}]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, list[Planted]]]:
    settings = replace(
        Settings.from_environment(tmp_path_factory.mktemp("pages"), environment={}), redaction=Redaction.OFF
    )
    app = open_use_cases(settings)
    planted = fill(app)
    app.close()
    yield settings, planted


def shown(settings: Settings, looker: Looker, page: str, parameters: dict[str, str]) -> AppTest:
    """Return a page as somebody meets it."""
    st.cache_data.clear()
    st.cache_resource.clear()
    app = open_use_cases(replace(settings, viewer=looker.sign_in))
    try:
        return app_page(app, page.partition(" ")[0], parameters, seconds=60)
    finally:
        app.close()


def words_in(test: AppTest, planted: list[Planted]) -> set[str]:
    """Return the words of studies anywhere in what the page sends to the browser."""
    sent = repr([element.proto for element in test.main] + [element.proto for element in test.sidebar]).casefold()
    return {item.word for item in (*planted, *planted_journeys()) if item.word in sent}


@pytest.mark.parametrize("looker", READERS, ids=lambda looker: looker.sign_in.partition("@")[0])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_what_somebody_may_see_and_nothing_else(world, looker, page):
    settings, planted = world
    test = shown(settings, looker, page, PAGES[page])
    assert not test.exception
    seen = words_in(test, planted)
    allowed = {study.word for study in planted if may_see(looker, study)}
    journeys = {journey.word for journey in planted_journeys() if may_see_journey(looker, journey)}
    assert seen - allowed - journeys == set()
    if page in {"studies", "journey_room of a journey", "what_do_we_know"}:
        assert seen == allowed
    if page in {"journey_room", "insights"}:
        assert journeys <= seen


@pytest.mark.parametrize("looker", READERS, ids=lambda looker: looker.sign_in.partition("@")[0])
def test_the_page_of_an_insight_shows_the_evidence_that_somebody_may_see(world, looker):
    settings, planted = world
    app = open_use_cases(settings)
    every = app.insights.all(LOOKERS[0].viewer(app))
    app.close()
    identifier = next(each.id for each in every if each.words.claim == ON_EVERYTHING)
    test = shown(settings, looker, "insights", {"insight": identifier})
    assert not test.exception
    assert words_in(test, planted) == {study.word for study in planted if may_see(looker, study)}


def test_the_page_of_a_hidden_source_shows_nothing_of_it(world):
    settings, planted = world
    hidden = next(study for study in planted if not may_see(READERS[-1], study))
    test = shown(settings, READERS[-1], "source", {"source": source_of(hidden)})
    assert words_in(test, planted) == set()
    assert "There is no such source" in test.error[0].value
