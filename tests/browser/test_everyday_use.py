"""The app without a mouse, by links, on paper, and while work goes on: in a real browser over the example corpus."""

import csv
import io
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser

PROJECT = Path(__file__).parents[2]
WAIT = 90_000
LISTED = re.compile(r"\d pain points?")
REFRESHES_SECONDS = 2.5
"""The list of work is drawn anew each second."""
MOST_TABS = 60
PRESS_SECONDS = 0.05


def has_focus(place: Locator) -> bool:
    return bool(place.count()) and place.first.evaluate("element => element.contains(document.activeElement)")


def tab_to(page: Page, place: Locator, key: str = "Tab") -> None:
    """Press a key until something has the focus, as a person without a mouse would, once it is there."""
    place.first.wait_for(state="attached", timeout=WAIT)
    for _ in range(MOST_TABS):
        if has_focus(place):
            return
        page.keyboard.press(key)
        page.wait_for_timeout(PRESS_SECONDS * 1000)
    pytest.fail(f"{MOST_TABS} presses of {key} did not reach {place}.")


def skip_menu(page: Page) -> None:
    """Take Streamlit's own way past the menu, the first thing that Tab reaches."""
    tab_to(page, page.get_by_role("link", name="Skip to main content"))
    page.keyboard.press("Enter")


def focus_is_seen(page: Page) -> bool:
    """Tell whether what has the focus, or its frame, is drawn with an outline, a shadow or a border of its own."""
    return bool(
        page.evaluate("""() => {
          for (let e = document.activeElement, n = 0; e && n < 4; e = e.parentElement, n++) {
            const s = getComputedStyle(e);
            if ((s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none") return true;
          }
          return false;
        }""")
    )


# without a mouse


def test_a_newcomer_comes_from_home_to_a_source_without_a_mouse(page: Page):
    page.goto("/")
    settled(page)
    skip_menu(page)
    adviser = page.get_by_text("Policy adviser", exact=True).locator("xpath=ancestor::button")
    tab_to(page, page.get_by_test_id("stButtonGroup"))
    tab_to(page, adviser, "ArrowRight")
    page.keyboard.press("Space")
    first = page.get_by_role("link", name=re.compile("Start here: I want to know"))
    expect(first).to_be_visible(timeout=WAIT)
    tab_to(page, first)
    assert focus_is_seen(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What do we know?", timeout=WAIT)
    settled(page)
    tab_to(page, page.get_by_role("textbox", name="A question, or a plan"))
    page.keyboard.type("certified copies")
    page.keyboard.press("Enter")
    expect(page.locator("blockquote").first).to_be_visible(timeout=WAIT)
    tab_to(page, page.get_by_role("link", name="Open in the source").first)
    assert focus_is_seen(page)
    page.keyboard.press("Enter")
    expect(page.locator("#the-place")).to_be_in_viewport(timeout=WAIT)


def test_a_pain_point_and_its_quotation_open_without_a_mouse(page: Page):
    page.goto("/pain_points")
    settled(page)
    listed = page.get_by_role("radiogroup", name=LISTED)
    expect(listed).to_be_visible(timeout=WAIT)
    settled(page)
    first = page.get_by_role("heading", level=2).first.inner_text()
    tab_to(page, listed)
    assert focus_is_seen(page)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", level=2).first).not_to_have_text(first, timeout=WAIT)
    expect(page).to_have_url(re.compile("pain_point="))
    settled(page)
    tab_to(page, page.get_by_role("link", name="Open in the source").first)
    page.keyboard.press("Enter")
    expect(page.locator("#the-place")).to_be_in_viewport(timeout=WAIT)


def test_a_cell_of_the_table_by_organisation_leads_to_what_it_says_without_a_mouse(page: Page):
    page.goto("/pain_points?show=by_organisation")
    settled(page)
    cell = page.locator(".tl-heat td a").first
    said = str(cell.get_attribute("aria-label")).partition(" about ")[2].partition(": ")
    skip_menu(page)
    tab_to(page, cell)
    assert focus_is_seen(page)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"pain_point=pp_.*organisation="))
    settled(page)
    expect(page.get_by_role("heading", level=2).first).to_have_text(said[2])
    expect(page.get_by_text(f"What is said about {said[0]} comes first")).to_be_in_viewport()


SEVERAL_UNDER_ONE_KEY = """(names) => {
    document.querySelector(".st-key-invented")?.remove();
    const place = document.createElement("div");
    place.className = "st-key-invented";
    place.append(...names.map((name) => Object.assign(document.createElement("button"), { innerText: name })));
    document.body.append(place);
}"""
DRAWN_ANEW = """(button) => {
    const place = button.closest(".stElementContainer");
    place.replaceWith(place.cloneNode(true));
}"""


def test_the_focus_stays_on_what_is_drawn_anew_and_does_not_come_back_after_a_press_elsewhere(page: Page):
    page.goto("/add_and_check")
    settled(page)
    check = page.get_by_role("button", name="Check", exact=True)
    check.focus()
    check.evaluate(DRAWN_ANEW)
    expect(check).to_be_focused()
    page.get_by_text("Nothing is saved until you have seen what others will see.").click()
    check.evaluate(DRAWN_ANEW)
    assert not has_focus(check)


def test_the_focus_goes_to_what_is_called_the_same_and_to_nothing_else(page: Page):
    page.goto("/add_and_check")
    settled(page)
    page.evaluate(SEVERAL_UNDER_ONE_KEY, ["Merge", "Rename"])
    page.get_by_role("button", name="Rename").focus()
    page.evaluate(SEVERAL_UNDER_ONE_KEY, ["Split", "Merge", "Rename"])
    expect(page.get_by_role("button", name="Rename")).to_be_focused()
    page.evaluate(SEVERAL_UNDER_ONE_KEY, ["Split", "Merge"])
    assert page.evaluate("document.activeElement === document.body")


def test_text_is_pasted_checked_and_published_without_a_mouse(page: Page):
    page.goto("/add_and_check")
    settled(page)
    tab_to(page, page.get_by_role("textbox", name="The text"))
    page.keyboard.type(
        "The keeper of a fictional allotment showed one letter at three desks before anyone believed it."
    )
    tab_to(page, page.get_by_role("textbox", name="Who did the research"))
    page.keyboard.type("Fictional Allotment Office")
    tab_to(page, page.get_by_role("button", name="Check", exact=True))
    assert focus_is_seen(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("The text as it would be kept")).to_be_visible(timeout=WAIT)
    settled(page)
    tab_to(page, page.get_by_role("button", name="Publish"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 observation kept")).to_be_visible(timeout=WAIT)


def a_journey(page: Page) -> str:
    """Draft a journey of two steps and return its address."""
    page.goto("/journey_room")
    page.get_by_role("textbox", name="What does a person want to get done?").fill("Tell everyone that someone died")
    page.get_by_role("textbox", name="Steps, one a line").fill("Telling: Register the death\nClaiming: Claim a pension")
    page.get_by_role("button", name="Draft it").click()
    page.locator(".tl-map img").wait_for()
    settled(page)
    return page.url


def test_a_step_of_a_journey_opens_without_a_mouse_and_by_its_link(page: Page):
    a_journey(page)
    tab_to(page, page.get_by_role("radiogroup", name="Choose a step"))
    page.keyboard.press("ArrowDown")
    opened = page.get_by_role("heading", level=3, name=re.compile("2. Claim a pension"))
    expect(opened).to_be_visible(timeout=WAIT)
    expect(page).to_have_url(re.compile("journey=.*step=s2"))
    page.reload()
    expect(opened).to_be_visible(timeout=WAIT)
    page.goto(re.sub("step=s2", "step=9", page.url))
    expect(page.get_by_text("This journey has no step 9")).to_be_visible(timeout=WAIT)


# by links

GONE = {
    "/source?source=gone": "What do we know?",
    "/journey_room?journey=gone": "All journeys",
    "/journey_room?job=gone": "Leave this work",
    "/pain_points?job=gone": "Leave this work",
    "/what_do_we_know?job=gone": "Leave this work",
    "/add_and_check?job=gone": "Leave this work",
    "/?job=gone": "Leave this work",
    "/work?job=gone": "All work",
    "/organisations?organisation=gone": "All organisations",
    "/studies?study=gone": "All studies",
}


@pytest.mark.parametrize("link", GONE)
def test_a_link_to_what_is_not_here_says_so_with_a_way_out(page: Page, link: str):
    page.goto(link)
    settled(page)
    expect(page.get_by_test_id("stAlert").filter(has_text=re.compile("no |not ")).first).to_be_visible(timeout=WAIT)
    main = page.get_by_test_id("stMain")
    out = main.get_by_role("button").or_(main.get_by_role("link")).filter(has_text=GONE[link])
    expect(out.first).to_be_visible(timeout=WAIT)
    expect(page.get_by_text("could not be shown")).to_have_count(0)


def test_leaving_work_that_is_not_here_keeps_the_rest_of_the_address(page: Page):
    page.goto("/what_do_we_know?q=certified copies&job=gone")
    page.get_by_role("button", name="Leave this work").click()
    expect(page).to_have_url(re.compile(r"\?q=certified[^&]*$"), timeout=WAIT)
    expect(page.locator("blockquote").first).to_be_visible(timeout=WAIT)


def test_a_pain_point_opens_by_its_link_in_another_browser(page: Page):
    page.goto("/pain_points")
    settled(page)
    expect(page.get_by_role("radiogroup", name=LISTED)).to_be_visible(timeout=WAIT)
    settled(page)
    page.get_by_role("radiogroup", name=LISTED).locator("label").nth(2).click()
    expect(page).to_have_url(re.compile("pain_point="), timeout=WAIT)
    settled(page)
    title = page.get_by_role("heading", level=2).first.inner_text()
    browser = page.context.browser
    assert browser is not None
    other = browser.new_page()
    other.goto(page.url)
    expect(other.get_by_role("heading", level=2).first).to_have_text(title, timeout=WAIT)
    other.close()


def test_a_narrowed_question_opens_by_its_link_and_by_the_way_back(page: Page):
    page.goto("/what_do_we_know?q=certified copies")
    settled(page)
    page.get_by_text("Narrow it down", exact=True).click()
    page.locator('[class*="st-key-what_do_we_know-facet-organisation"] button').first.click()
    narrowed = page.get_by_text(re.compile("^Narrowed to what is about [^;]+$"))
    expect(narrowed).to_be_visible(timeout=WAIT)
    expect(page).to_have_url(re.compile("q=certified.*organisations="))
    settled(page)
    said, url = narrowed.inner_text(), page.url
    told = page.get_by_text(re.compile("quotations? about")).first.inner_text().partition("·")[0]
    page.locator('[class*="st-key-what_do_we_know-facet-year"] button').first.click()
    expect(page).to_have_url(re.compile("organisations=.*since="), timeout=WAIT)
    settled(page)
    page.go_back()
    expect(page.get_by_text(said, exact=True)).to_be_visible(timeout=WAIT)
    expect(page).to_have_url(url)
    settled(page)
    browser = page.context.browser
    assert browser is not None
    other = browser.new_page()
    other.goto(url)
    expect(other.get_by_text(said, exact=True)).to_be_visible(timeout=WAIT)
    expect(other.get_by_text(re.compile("quotations? about")).first).to_contain_text(told, timeout=WAIT)
    other.close()


def test_the_way_back_takes_off_an_organisation_that_was_chosen_on_every_page(page: Page):
    page.goto("/what_do_we_know?q=certified copies")
    expect(page.get_by_text(re.compile("quotations? about")).first).to_be_visible(timeout=WAIT)
    settled(page)
    page.locator(".st-key-filter-organisation input").click()
    page.get_by_role("option").nth(1).click()
    narrowed = page.get_by_text(re.compile("^Narrowed to what is about [^;]+$"))
    expect(narrowed).to_be_visible(timeout=WAIT)
    expect(page).to_have_url(re.compile("q=certified.*organisations="))
    settled(page)
    page.go_back()
    expect(narrowed).to_be_hidden(timeout=WAIT)
    settled(page)
    expect(page).not_to_have_url(re.compile("organisations="))
    expect(page.locator(".st-key-filter-organisation input")).to_have_value("All organisations")


# to take along


def downloaded(page: Page, act: Callable[[], None], *, named: str) -> bytes:
    with page.expect_download() as waiting:
        act()
    assert re.fullmatch(named.replace("DAY", r"\d{4}-\d\d-\d\d"), waiting.value.suggested_filename)
    return waiting.value.path().read_bytes()


def test_what_was_found_can_be_taken_along_as_a_table(page: Page):
    page.goto("/what_do_we_know?q=certified copies")
    button = page.get_by_role("button", name="These quotations (CSV)")
    button.wait_for()
    settled(page)
    content = downloaded(page, button.click, named="certified-copies-quotations-DAY.csv")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    beside = page.locator('[data-testid="stColumn"]:has-text("Whom to ask") blockquote')
    beside_it = {" ".join(quote.split()) for quote in beside.all_inner_texts()}
    said = {" ".join(quote.split()) for quote in page.locator("blockquote").all_inner_texts()} - beside_it
    assert said
    # The page shows the best of each organisation; the file holds all that were found.
    assert said <= {" ".join(row["text"].removeprefix("'").split()) for row in rows}
    expect(page.get_by_text(f"{len(rows)} quotations about")).to_be_visible()


def test_a_file_that_cannot_be_made_tells_why_and_its_page_lives_on(page: Page, data_dir: Path):
    named = a_journey(page).partition("journey=")[2].partition("&")[0]
    page.get_by_role("button", name="Take it along").click()
    picture = page.get_by_role("button", name="Picture")
    picture.wait_for()
    settled(page)
    with closing(sqlite3.connect(data_dir / "throughline.db", isolation_level=None)) as database:
        assert database.execute("DELETE FROM journeys WHERE id = ?", (named,)).rowcount == 1
    picture.click()
    told = page.get_by_role("alert").filter(has_text="“Picture” could not be made. There is no such journey.")
    expect(told).to_contain_text("What to do:")
    page.get_by_role("button", name="Close").click()
    expect(told).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tell everyone that someone died")


def test_pain_points_can_be_taken_along_as_slides(page: Page):
    page.goto("/pain_points?show=by_organisation")
    settled(page)
    button = page.get_by_role("button", name="Pain points (PowerPoint)")
    content = downloaded(page, button.click, named="pain-points-DAY.pptx")
    with ZipFile(io.BytesIO(content)) as archive:
        assert "ppt/slides/slide2.xml" in archive.namelist()


def test_paper_shows_quotations_whole_and_no_menus(page: Page):
    page.goto("/pain_points")
    settled(page)
    page.locator("blockquote").first.wait_for()
    page.emulate_media(media="print")
    for pressed in ("stHeader", "stRadio", "stDownloadButton", "stPageLink"):
        expect(page.get_by_test_id(pressed).first).to_be_hidden()
    expect(page.locator("blockquote").first).to_be_visible()
    assert (
        page.locator("blockquote").first.evaluate("e => getComputedStyle(e.closest('article')).breakInside") == "avoid"
    )
    pages = page.pdf(format="A4").count(b"/Type /Page\n")
    assert pages > 1, "more than one screenful must come out"


# while work goes on


def queue_fits(data_dir: Path, number: int) -> None:
    """Queue runs of the topic model as another process would: more than are done at a time."""
    script = (
        "from pathlib import Path; from domain.access import LOCAL_VIEWER; from settings import Settings;"
        "from use_cases.running.bootstrap import open_use_cases;"
        f"app = open_use_cases(Settings.from_environment(Path({str(data_dir)!r})));"
        f"print([app.queue_fit(LOCAL_VIEWER) for _ in range({number})])"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=PROJECT, capture_output=True)


def test_work_under_way_is_seen_on_every_page_stopped_and_tried_again(page: Page, data_dir: Path):
    page.goto("/work")
    settled(page)
    queue_fits(data_dir, 8)
    page.goto("/journey_room")
    page.get_by_role("link", name=re.compile(r"\d jobs under way")).click(timeout=WAIT)
    expect(page.get_by_role("heading", level=1)).to_have_text("Work", timeout=WAIT)
    expect(page.get_by_text(re.compile("Finding themes: all observations.*under way"))).to_have_count(2, timeout=WAIT)
    page.reload()
    newest = page.locator('[class*="st-key-job-"]').first
    expect(newest).to_contain_text("waiting to start", timeout=WAIT)
    stop = newest.get_by_role("button", name="Stop")
    stop.focus()
    page.wait_for_timeout(REFRESHES_SECONDS * 1000)
    assert has_focus(stop)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Finding themes was stopped").first).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name="Try again").first.click()
    expect(page).to_have_url(re.compile("job="), timeout=WAIT)
    everything = page.get_by_role("button", name="All work")
    expect(everything).to_be_visible(timeout=WAIT)
    settled(page)
    expect(page.get_by_role("button", name="Stop").first).to_be_visible(timeout=WAIT)
    everything.click()
    expect(page.get_by_role("heading", name="Ended")).to_be_visible(timeout=WAIT)


# in line


def test_what_can_be_done_with_a_quotation_begins_in_one_line_with_it(page: Page):
    page.goto("/pain_points")
    settled(page)
    left = page.locator(".tl-quotation .tl-origin").first.evaluate("e => e.getBoundingClientRect().left")
    acts = page.locator("[class*='st-key-below-quotation-']").first
    for act in (
        acts.get_by_role("link", name="Open in the source"),
        acts.get_by_role("button", name="Move to another pain point"),
    ):
        begins = act.evaluate("e => e.getBoundingClientRect().left + parseFloat(getComputedStyle(e).paddingLeft)")
        assert begins == pytest.approx(left, abs=1)


# headings that stay

SIDES = """() => {
  const box = document.querySelector('.tl-tall').getBoundingClientRect();
  const menu = document.querySelector('[data-testid="stHeader"]');
  const head = document.querySelector('.tl-heat thead th:last-child').getBoundingClientRect();
  const name = document.querySelector('.tl-heat tbody tr:last-child th').getBoundingClientRect();
  return {head: head.top, below: menu.getBoundingClientRect().bottom, top: box.top, name: name.left, left: box.left};
}"""


def test_the_headings_of_the_heat_map_stay_while_the_page_is_scrolled(page: Page):
    page.goto("/pain_points?show=by_organisation")
    page.locator(".tl-heat").wait_for(timeout=WAIT)
    settled(page)
    page.locator(".tl-heat tbody tr").nth(12).hover()
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(500)
    sides = page.evaluate(SIDES)
    assert sides["top"] < 0 and sides["head"] == pytest.approx(sides["below"], abs=5)


def test_names_and_headings_of_the_heat_map_stay_within_its_box_where_it_is_too_wide(page: Page):
    page.set_viewport_size({"width": 800, "height": 700})
    page.goto("/pain_points?show=by_organisation")
    page.locator(".tl-heat").wait_for(timeout=WAIT)
    settled(page)
    scrolled = "e => { e.scrollTop = 400; e.scrollLeft = 200; return [e.scrollTop, e.scrollLeft]; }"
    assert page.locator(".tl-tall").evaluate(scrolled) == [400, 200]
    sides = page.evaluate(SIDES)
    assert (sides["head"], sides["name"]) == pytest.approx((sides["top"], sides["left"]), abs=2)


@pytest.mark.parametrize(
    ("path", "words", "room"),
    [("/pain_points", "In common", 250), ("/pain_points?show=need", "At least this many", 250),
     ("/what_do_we_know", "Plan as a file", 160)],
)  # fmt: skip
def test_what_stands_beside_something_wide_keeps_room_for_its_words_in_a_narrower_window(
    page: Page, path: str, words: str, room: int
):
    page.set_viewport_size({"width": 900, "height": 800})
    page.goto(path)
    settled(page)
    column = page.get_by_test_id("stColumn").filter(has_text=words).first
    box = column.bounding_box()
    assert box is not None and room <= box["width"] < 450


def test_what_was_just_decided_does_not_lie_on_what_was_chosen_for_an_insight(page: Page):
    page.goto("/pain_points")
    settled(page)
    page.get_by_role("button", name="Use in an insight").first.click()
    settled(page)
    page.get_by_role("button", name="Not this").first.click()
    settled(page)
    notice, chosen = page.locator('[class*="st-key-undo-notice-"]').first, page.locator(".st-key-chosen-evidence")
    above, below = chosen.bounding_box(), notice.bounding_box()
    page.get_by_role("button", name="Undo").first.click()
    settled(page)
    assert above and below and above["y"] + above["height"] <= below["y"]
