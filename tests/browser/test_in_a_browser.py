"""The app as people meet it: a real browser, a real worker, the example corpus."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser

WAIT = 45_000
HEADINGS = {
    "": "Throughline",
    "what_do_we_know": "What do we know?",
    "pain_points": "Pain points",
    "journey_room": "Journey room",
    "add_and_check": "Add and check",
    "source": "Source",
}


def a_document() -> bytes:
    """Return a Word document with one sentence that nothing else holds."""
    import docx

    document = docx.Document()
    document.add_heading("Interview at the allotment office", level=1)
    document.add_paragraph("The plot holder had to show the tenancy letter at three desks before anyone believed her.")
    document.add_paragraph("Her telephone number is 01632 960 123 and she asked for a call back.")
    content = BytesIO()
    document.save(content)
    return content.getvalue()


@pytest.mark.parametrize("path", HEADINGS)
def test_each_page_opens_without_an_error_and_asks_nobody_else_for_anything(page: Page, path: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/{path}")
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS[path], timeout=WAIT)
    settled(page)
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    own = page.url.split("/")[2]
    assert [url for url in asked if url.startswith("http") and url.split("/")[2] != own] == []


def test_a_document_that_was_added_is_found_by_search(page: Page):
    page.goto("/add_and_check")
    page.locator('input[type="file"]').set_input_files(
        {"name": "allotments.docx", "mimeType": "application/octet-stream", "buffer": a_document()}
    )
    expect(page.get_by_text("allotments.docx")).to_be_visible(timeout=WAIT)
    page.get_by_role("textbox", name="Who did the research").fill("Calderwick City Council")
    page.get_by_role("textbox", name="Who did the research").press("Tab")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("The text as it would be kept")).to_be_visible(timeout=WAIT)
    expect(page.locator("mark.tl-found")).to_have_count(1)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("observations kept")).to_be_visible(timeout=WAIT)
    page.get_by_role("link", name="Ask what else is known").click()
    box = page.get_by_role("textbox", name="A question, or a plan")
    box.fill("tenancy letter shown at three desks")
    box.press("Enter")
    expect(page.locator("blockquote").first).to_contain_text("tenancy letter at three desks", timeout=WAIT)


def test_a_reload_in_the_middle_of_a_job_still_shows_it(page: Page):
    page.goto("/pain_points")
    page.get_by_role("button", name="Find themes").click()
    expect(page.get_by_text("Finding themes: all observations")).to_be_visible(timeout=WAIT)
    expect(page).to_have_url(re.compile("job="))
    page.reload()
    expect(page.get_by_text("Finding themes: all observations")).to_be_visible(timeout=WAIT)
    expect(page.get_by_role("button", name="Find themes")).to_have_count(0, timeout=2 * WAIT)


def test_evidence_is_left_out_and_that_is_undone_at_once(page: Page):
    page.goto("/pain_points")
    expect(page.get_by_role("button", name="Not this").first).to_be_visible(timeout=WAIT)
    settled(page)
    there = page.locator("blockquote").count()
    page.get_by_role("button", name="Not this").first.click()
    undo = page.get_by_role("button", name="Undo", exact=True).first
    expect(undo).to_be_in_viewport(timeout=WAIT)
    expect(page.get_by_text("What people decided (1)")).to_be_visible(timeout=WAIT)
    undo.click()
    expect(page.get_by_role("button", name="Undo", exact=True)).to_have_count(0, timeout=WAIT)
    expect(page.locator("blockquote")).to_have_count(there, timeout=WAIT)


def test_search_works_with_the_keyboard_alone(page: Page):
    page.goto("/what_do_we_know")
    box = page.get_by_role("textbox", name="A question, or a plan")
    expect(box).to_be_visible(timeout=WAIT)
    settled(page)
    for _ in range(20):
        page.keyboard.press("Tab")
        if box.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.type("How many certified copies does a family need?")
    page.keyboard.press("Enter")
    expect(page.locator("blockquote").first).to_be_visible(timeout=WAIT)
    expect(page).to_have_url(re.compile("q=How"))
    settled(page)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    expect(page.locator("details[open]")).to_have_count(1)


def test_a_quotation_opens_its_source_at_the_place(page: Page):
    page.goto("/what_do_we_know?q=certified copies")
    to_its_source = page.get_by_role("link", name="Open in the source").first
    expect(to_its_source).to_be_visible(timeout=WAIT)
    settled(page)
    quoted = to_its_source.locator("xpath=preceding::blockquote[1]")
    words = " ".join(quoted.inner_text().split())
    to_its_source.click()
    place = page.locator("#the-place")
    expect(place).to_be_in_viewport(timeout=WAIT)
    assert " ".join(place.inner_text().split()) == words
    page.go_back()
    expect(page.get_by_role("textbox", name="A question, or a plan")).to_have_value("certified copies", timeout=WAIT)


def test_a_journey_is_drafted_and_its_map_is_drawn(page: Page):
    page.goto("/journey_room")
    page.get_by_role("textbox", name="What does a person want to get done?").fill("Tell everyone that someone has died")
    page.get_by_role("textbox", name="Steps, one a line").fill(
        "Telling: Register the death\nClaiming: Claim Survivor's Allowance"
    )
    page.get_by_role("button", name="Draft it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tell everyone that someone has died", timeout=WAIT)
    expect(page.get_by_role("img", name=re.compile("Map of the journey"))).to_be_visible()
    drawn = page.locator(".tl-map img")
    expect(drawn).to_have_js_property("complete", True)
    expect(drawn).not_to_have_js_property("naturalWidth", 0)
    steps = page.get_by_role("radiogroup", name="Choose a step")
    steps.get_by_text("2. Claim Survivor's Allowance").click()
    expect(page).to_have_url(re.compile("step=s2"))
    page.get_by_role("button", name="All journeys").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Journey room", timeout=WAIT)
    page.get_by_role("button", name="Tell everyone that someone has died").click()
    expect(page).to_have_url(re.compile("journey=jn"))
    page.get_by_text("Fit the whole map").click()
    expect(page.locator(".tl-whole")).to_be_visible(timeout=WAIT)
