"""Every page of the app, with what a person may meet on it: axe-core in light and dark, headings, and 200% zoom."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from streamlit_app import PAGES
from tests.browser.conftest import settled, window
from views import links

pytestmark = pytest.mark.browser

WAIT = 60_000
GRAVE = {"serious", "critical"}
SCHEMES = {"light": {}, "dark": {"runOnly": ["color-contrast", "link-in-text-block"]}}
"""What axe-core is told of each: in dark a page is made of the same parts, so that only what goes by colour is new."""
WHOLE = {"width": 1280, "height": 900}
AT_200_PERCENT = {"width": 640, "height": 450}
"""A window of 1280 by 900 holds this many CSS pixels at 200%."""
LOOKS_AGAIN_MILLISECONDS, FITS_SECONDS = 200, 10
"""How often a page is looked at while Streamlit fits it into another window, and how long that may take."""
IS_DRAWN_IN = """async (scheme) => {
  const drawn = () => getComputedStyle(document.querySelector('[data-testid="stApp"]')).colorScheme === scheme;
  const before = drawn();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return before && drawn();
}"""
"""Whether a page is in the colours of a scheme, and was so when it was last drawn."""

NOTES = "A keeper of a fictional allotment showed her letter at three desks. She rang 01632 960 123 and waited."

PARTS_OF_A_JOURNEY = ("hand_overs", "tray", "suggested", "versions", "compare", "kit", "about", "projector")

ADDRESSES = {
    links.HOME: ["/"],
    links.WHAT_DO_WE_KNOW: ["/what_do_we_know", "/what_do_we_know?q=certified copies", "/what_do_we_know?q=zzqxv"],
    links.PAIN_POINTS: [
        "/pain_points",
        "/pain_points?pain_point=gone",
        "/pain_points?show=by_organisation",
        "/pain_points?show=need",
    ],
    links.JOURNEY_ROOM: ["/journey_room", "{journey}", *(f"{{journey}}&show={part}" for part in PARTS_OF_A_JOURNEY)],
    links.ADD_AND_CHECK: ["/add_and_check", "{check}"],
    links.SOURCE: ["/source", "{source}"],
    links.INSIGHTS: ["/insights", "/insights?insight=gone", "{writing}", "{insight}"],
    links.ORGANISATIONS: ["/organisations", "/organisations?organisation=Brackenmere Registry"],
    links.WORK: ["/work", "/work?job=gone"],
}
"""What is looked at on each page; a page that is not named here is looked at as the menu opens it."""

STREAMLITS_OWN: dict[str, tuple[str, str]] = {}
"""Findings in what Streamlit draws and we cannot change: rule, what its HTML has in it, and the reason with a link."""

AN_EDITED_STEP = "a step with its form open"
A_PLAN = "a plan, one of its questions opened, a quotation ticked"
"""Has no address: nothing of a plan is kept."""
LOOKED_AT = [*(place for _, name, *_ in PAGES for place in ADDRESSES.get(name, [f"/{name}"])), A_PLAN, AN_EDITED_STEP]

CUT_OFF = """() => {
  const wide = window.innerWidth + 1, cut = [];
  const scrolls = (e) => { for (; e; e = e.parentElement) {
    const s = getComputedStyle(e);
    if (e.getAttribute("data-testid") === "stMain") return false;
    if (["auto", "scroll"].includes(s.overflowX) || s.clip !== "auto" || s.clipPath !== "none") return true;
  } return false; };
  for (const e of document.querySelectorAll('[data-testid="stMain"] *')) {
    const words = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    const box = e.getBoundingClientRect();
    if (words && box.width && box.right > wide && !scrolls(e)) cut.push(e.textContent.trim().slice(0, 60));
  }
  const main = document.querySelector('[data-testid="stMain"]');
  return {cut, sideways: Math.max(document.documentElement.scrollWidth, main.scrollWidth) - main.clientWidth};
}"""

HEADINGS = """() => [...document.querySelectorAll('[data-testid="stMain"] :is(h1, h2, h3, h4, h5, h6)')]
  .filter((h) => h.checkVisibility()).map((h) => [Number(h.tagName[1]), h.innerText])"""


@dataclass
class Seen:
    """What was measured at one address."""

    title: str = ""
    language: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    findings: dict[str, list[str]] = field(default_factory=dict)
    zoomed: dict[str, Any] = field(default_factory=dict)


def grave_findings(page: Page, scheme: str = "light") -> list[str]:
    """Return what axe-core calls serious or critical, but for what is Streamlit's own."""
    found = page.evaluate("asked => axe.run(asked)", {"resultTypes": ["violations"], **SCHEMES[scheme]})
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))} {node['html'][:160]}"
        for rule in found["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
        if not (rule["id"] in STREAMLITS_OWN and STREAMLITS_OWN[rule["id"]][0] in node["html"])
    ]


def look(page: Page, address: str) -> Seen:
    """Open an address and measure it."""
    page.set_viewport_size(WHOLE)
    page.emulate_media(color_scheme="light")
    page.goto(address)
    return measured(page)


def look_at_a_plan(page: Page) -> Seen:
    """Paste a plan, open its first question, tick a quotation, and measure what is shown."""
    page.set_viewport_size(WHOLE)
    page.emulate_media(color_scheme="light")
    page.goto("/what_do_we_know")
    box = page.get_by_role("textbox", name="A question, or a plan")
    box.fill("- Do letters still come for somebody who has died?\n- Who waits for certified copies?")
    box.press("Enter")
    settled(page)
    page.get_by_text("1. Do letters still come").click()
    page.get_by_text(re.compile(r"^Take along \d+$")).first.click()
    expect(page.get_by_text("1 quotation ticked.")).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name="Copy as text").click()
    return measured(page)


def look_at_an_edited_step(page: Page, journey: str) -> Seen:
    """Open the form of a step, change it so that there are versions, and measure what is shown."""
    page.set_viewport_size(WHOLE)
    page.emulate_media(color_scheme="light")
    page.goto(journey)
    settled(page)
    page.get_by_text("Change what is said of this step").click()
    page.get_by_role("textbox", name="Note").fill("Two counters only.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Two counters only.").first).to_be_visible(timeout=WAIT)
    return measured(page)


def measured(page: Page) -> Seen:
    """Return what is measured of a page: as it is, in dark, and at 200%."""
    settled(page)
    page.evaluate(AXE_SCRIPT)
    seen = Seen(
        title=page.title(),
        language=str(page.locator("html").get_attribute("lang")),
        headings=[tuple(heading) for heading in page.evaluate(HEADINGS)],
    )
    page.add_style_tag(content="* { transition: none !important; }")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(IS_DRAWN_IN, arg=scheme)
        seen.findings[scheme] = grave_findings(page, scheme)
    page.set_viewport_size(AT_200_PERCENT)
    seen.zoomed = what_does_not_fit(page)
    return seen


def what_does_not_fit(page: Page) -> dict[str, Any]:
    """Return what does not fit a window of another size: once all fits and stays so, or else after a while."""
    until = time.monotonic() + FITS_SECONDS
    before: dict[str, Any] = {}
    while True:
        page.wait_for_timeout(LOOKS_AGAIN_MILLISECONDS)
        found = page.evaluate(CUT_OFF)
        fits = not found["cut"] and found["sideways"] <= 1
        if (fits and found == before) or time.monotonic() > until:
            return dict(found)
        before = found


def made_places(page: Page) -> dict[str, str]:
    """Draft a journey, check a text, open a source, write an insight on it; return where each of them stands."""
    page.goto("/journey_room")
    page.get_by_role("textbox", name="What does a person want to get done?").fill("Tell everyone that someone died")
    page.get_by_role("textbox", name="Steps, one a line").fill("Telling: Register the death\nClaiming: Claim a pension")
    page.get_by_role("button", name="Draft it").click()
    page.locator(".tl-map img").wait_for()
    journey = page.url
    page.goto("/add_and_check")
    page.get_by_role("textbox", name="The text").fill(NOTES)
    page.get_by_role("textbox", name="Who did the research").fill("Fictional Allotment Office")
    page.get_by_role("textbox", name="Who did the research").press("Tab")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("The text as it would be kept")).to_be_visible(timeout=WAIT)
    check = page.url
    page.goto("/what_do_we_know?q=certified copies")
    page.get_by_role("link", name="Open in the source").first.click()
    page.locator("#the-place").wait_for()
    source = page.url
    page.get_by_role("button", name="Use in an insight").click()
    page.get_by_role("link", name="Write the insight").click()
    page.get_by_role("textbox", name="The claim, in one sentence").fill("Families buy copies that nobody needs.")
    writing = page.url
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="What supports it").wait_for()
    return {"{journey}": journey, "{check}": check, "{source}": source, "{writing}": writing, "{insight}": page.url}


def place_of(named: str, places: dict[str, str]) -> str:
    """Return an address in which what was made here is filled in."""
    for name, place in places.items():
        named = named.replace(name, place)
    return named


@pytest.fixture(scope="module")
def seen(browser: Browser, address: str) -> Iterator[dict[str, Seen]]:
    """What was measured at every address, each opened once, in one window."""
    context = window(browser, address, WHOLE)
    context.set_default_timeout(WAIT)
    page = context.new_page()
    places = made_places(page)
    edited = look_at_an_edited_step(page, places["{journey}"])
    acted = {A_PLAN, AN_EDITED_STEP}
    found = {place: look(page, place_of(place, places)) for place in LOOKED_AT if place not in acted}
    yield {**found, A_PLAN: look_at_a_plan(page), AN_EDITED_STEP: edited}
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("place", LOOKED_AT)
def test_axe_finds_nothing_serious_or_critical(seen: dict[str, Seen], place: str, scheme: str):
    assert seen[place].findings[scheme] == []


@pytest.mark.parametrize("place", LOOKED_AT)
def test_a_page_has_one_first_heading_and_skips_no_level(seen: dict[str, Seen], place: str):
    levels = [level for level, _ in seen[place].headings]
    assert levels[:1] == [1] and levels.count(1) == 1, seen[place].headings
    assert all(after <= before + 1 for before, after in pairwise(levels)), seen[place].headings


@pytest.mark.parametrize("place", LOOKED_AT)
def test_a_page_says_its_language_and_what_it_is(seen: dict[str, Seen], place: str):
    assert seen[place].language == "en"
    assert re.fullmatch(r"(.+ · )?Throughline", seen[place].title)


def test_every_page_has_a_title_of_its_own(seen: dict[str, Seen]):
    first = [ADDRESSES.get(name, [f"/{name}"])[0] for _, name, *_ in PAGES]
    assert len({seen[place].title for place in first}) == len(first)


@pytest.mark.parametrize("place", LOOKED_AT)
def test_at_200_percent_nothing_is_cut_off_and_the_page_does_not_scroll_sideways(seen: dict[str, Seen], place: str):
    assert seen[place].zoomed["cut"] == []
    assert seen[place].zoomed["sideways"] <= 1
