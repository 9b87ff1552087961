"""A mission as people use it: made on its page, kept while they go from page to page, carried by a link."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser

WAIT = 60_000
NAME = "One telling is enough"


def test_a_mission_that_was_made_is_kept_from_page_to_page_and_in_a_link(page: Page):
    page.goto("/mission")
    another = page.get_by_test_id("stExpander").filter(has_text="Make another mission")
    another.get_by_text("Make another mission").click()
    another.get_by_role("textbox", name="Name").fill(NAME)
    another.get_by_role("textbox", name="Outcome").fill("Nobody tells it twice.")
    another.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME, timeout=WAIT)
    page.wait_for_url(re.compile(r"mission=ms_"))

    page.get_by_role("link", name="Pain points").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pain points", timeout=WAIT)
    page.wait_for_url(re.compile(r"/pain_points\?mission=ms_"))
    expect(page.get_by_text("No pain point passes these filters")).to_be_visible(timeout=WAIT)

    link = page.url
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator(".st-key-filter-mission input")).to_have_value(NAME, timeout=WAIT)
    settled(page)
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)
