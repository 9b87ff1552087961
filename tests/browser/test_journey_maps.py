"""Journey maps as a browser shows them: letters stay in their boxes, the page is accessible, and it prints on A3."""

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from journey_maps.drawing.beside import feelings_said
from journey_maps.drawing.swimlanes import Manner, draw_pages, draw_svg
from tests.drawn_journeys import a_full_journey, what_it_might_be
from tests.planted_journeys import a_journey, a_long_journey, a_step, an_observation
from use_cases.journeys.journey_drawing import MapDrawing, html

pytestmark = pytest.mark.browser

FULL = a_full_journey()
OUT_OF_THEIR_BOX = """() => [...document.querySelectorAll('g, a')].flatMap((group) => {
  if (!group.querySelector(':scope > title')) return [];
  let box = null;
  return [...group.children].filter((child) => {
    if (child.tagName === 'rect') box = child.getBBox();
    if (child.tagName !== 'text' || !box) return false;
    const own = child.getBBox();
    return own.x < box.x - 1 || own.x + own.width > box.x + box.width + 1;
  }).map((text) => text.textContent);
})"""
TEXTS_THAT_MEET = """() => {
  const boxes = [...document.querySelectorAll('text')].map((text) => [text.textContent, text.getBoundingClientRect()]);
  const met = [];
  boxes.forEach(([one, a], nth) => boxes.slice(nth + 1).forEach(([other, b]) => {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 1 && down > a.height / 3) met.push(`${one} | ${other}`);
  }));
  return met;
}"""


def opened(browser: Browser, path: Path, scheme: str = "light") -> Page:
    page = browser.new_page(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("theme", ["light", "projector"])
@pytest.mark.parametrize("journey", [FULL, what_it_might_be(), a_long_journey(16), a_long_journey(40, 12)],
                         ids=["full", "to be", "sixteen", "forty"])  # fmt: skip
def test_no_letters_leave_their_box_or_lie_on_others(browser, tmp_path, journey, theme):
    drawing = tmp_path / "map.svg"
    manner = Manner(theme=theme, feelings=feelings_said(journey), attempts={step.id: 2 for step in journey.steps})
    drawing.write_text(draw_svg(journey, manner, against=FULL), encoding="utf-8")
    page = opened(browser, drawing)
    assert page.evaluate(OUT_OF_THEIR_BOX) == []
    assert page.evaluate(TEXTS_THAT_MEET) == []


def test_no_letters_lie_on_others_on_a_sheet_of_paper(browser, tmp_path):
    for nth, sheet in enumerate(draw_pages(FULL)):
        drawing = tmp_path / f"sheet-{nth}.svg"
        drawing.write_text(sheet, encoding="utf-8")
        assert opened(browser, drawing).evaluate(TEXTS_THAT_MEET) == []


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """The page of the journey as it might be, with what would change."""
    path = tmp_path / "journey.html"
    path.write_bytes(html(MapDrawing(journey=what_it_might_be(), as_is=FULL)))
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page(browser, written, scheme):
    page = opened(browser, written, scheme)
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []


def test_the_page_needs_no_more_than_a_narrow_window(browser, written):
    page = opened(browser, written)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_step_on_the_map_leads_to_its_words_by_keyboard(browser, written):
    page = opened(browser, written)
    page.locator("#map-card-8").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#step-8")
    assert page.locator("#step-8 h4").is_visible()


def test_a_map_follows_a_device_that_is_set_to_dark_and_paper_stays_white(browser, written):
    page = opened(browser, written, "dark")
    ground = "getComputedStyle(document.querySelector('{} .page')).fill"
    assert page.evaluate(ground.format(".map")) == "rgb(18, 23, 28)"
    assert page.evaluate(ground.format(".paper")) == "rgb(255, 255, 255)"


def test_the_page_prints_on_a3_with_a_sheet_for_each_part_of_the_map(browser, written):
    page = opened(browser, written, "dark")
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    sizes = {tuple(round(side / 72 * 25.4) for side in document[nth].get_size()) for nth in range(len(document))}
    assert sizes == {(420, 297)}
    words = [document[nth].get_textpage().get_text_range() for nth in range(len(document))]
    sheets = [re.search(r"page (\d) of (\d)", text) for text in words]
    counts = [found.groups() for found in sheets if found]
    assert counts == [(str(nth), counts[-1][1]) for nth in range(1, int(counts[-1][1]) + 1)]


def test_the_first_page_that_is_printed_holds_the_whole_map_below_what_the_journey_is(browser, written):
    page = opened(browser, written)
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    first = " ".join(document[0].get_textpage().get_text_range().split())
    assert FULL.actor in first
    assert all(step.step.split()[0] in first for step in FULL.steps)
    assert "page 1 of" in document[1].get_textpage().get_text_range()


def test_evidence_is_printed_over_the_whole_width_and_steps_follow_each_other_on_a_page(browser, tmp_path):
    said = "The harbour office asked for the same form again, and nobody at the quay knew why it was so. " * 2
    steps = [a_step(n, evidence=[an_observation(n * 100 + m, said) for m in range(12)]) for n in range(1, 13)]
    path = tmp_path / "journey.html"
    path.write_bytes(html(MapDrawing(journey=a_journey(steps))))
    page = opened(browser, path)
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(document) <= 12
    found = [where for where in document if "The harbour office" in where.get_textpage().get_text_range()]
    reach = [box[2] for text in (found[1].get_textpage(),) for box in map(text.get_charbox, range(text.count_chars()))]
    assert max(reach) > found[1].get_width() * 0.85
