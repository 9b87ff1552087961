"""Mermaid itself, in a real browser, draws the flowcharts of journeys."""

import pytest

from exports.journey_mermaid import journey_mermaid
from tests.drawn_journeys import a_full_journey, what_passes_across
from tests.mermaid_itself import installed_mermaid
from tests.planted_journeys import a_journey, a_long_journey

JOURNEYS = {
    "one hand-over": a_journey(),
    "sixteen steps": a_full_journey(),
    "twelve lanes": a_long_journey(40, 12),
    "ten lanes": a_long_journey(30, 10),
    "twelve lanes and what passes across": what_passes_across(a_long_journey(40, 12)),
    "sixty steps": a_long_journey(60, 14),
}


@pytest.fixture(scope="module")
def mermaid(tmp_path_factory):
    """The script that a page loads."""
    return (installed_mermaid(tmp_path_factory) / "node_modules/mermaid/dist/mermaid.min.js").read_text(
        encoding="utf-8"
    )


@pytest.fixture
def blank(browser, mermaid):
    """A page that can draw."""
    page = browser.new_page()
    page.set_content("<!doctype html><body></body>")
    page.add_script_tag(content=mermaid)
    yield page
    page.close()


@pytest.mark.parametrize("name", JOURNEYS)
def test_mermaid_draws_every_step(blank, name):
    journey = JOURNEYS[name]
    drawn = blank.evaluate("async (text) => (await mermaid.render('map', text)).svg", journey_mermaid(journey))
    assert [f"flowchart-step{step.order}-" in drawn for step in journey.steps] == [True] * len(journey.steps)
