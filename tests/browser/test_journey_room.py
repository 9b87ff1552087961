"""A facilitator's hour in a real browser: from nothing to an edited map and files, with a mouse and without one."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settled
from tests.browser.test_accessibility import grave_findings
from tests.browser.test_everyday_use import focus_is_seen, has_focus, skip_menu, tab_to
from views.journeys.journey_judging import SOONEST

pytestmark = pytest.mark.browser

WAIT = 90_000
STEPS = "Telling: Register the death\nTelling: Tell the bank\nClaiming: Claim Survivor's Allowance"


def drafted(page: Page, title: str) -> None:
    page.goto("/journey_room")
    page.get_by_role("textbox", name="What does a person want to get done?").fill(title)
    page.get_by_role("textbox", name="Steps, one a line").fill(STEPS)
    page.get_by_role("button", name="Draft it from evidence").click()
    page.locator(".tl-map img").wait_for()
    settled(page)


def part(page: Page, name: str) -> None:
    page.get_by_role("radio", name=re.compile(f"^{name}")).or_(
        page.get_by_test_id("stButtonGroup").get_by_role("button", name=re.compile(f"^{name}"))
    ).first.click()
    settled(page)


def step(page: Page, name: str) -> None:
    """Choose a step in the list and wait for its drawer."""
    page.get_by_role("radiogroup", name="Choose a step").get_by_text(re.compile(name)).first.click()
    expect(page.get_by_role("heading", level=3, name=re.compile(name))).to_be_visible(timeout=WAIT)
    settled(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    settled(page)


def stands(page: Page, nth: int, name: str) -> None:
    """Wait until the list of steps shows a step at a place."""
    shown = page.get_by_role("radiogroup", name="Choose a step").locator("label").nth(nth - 1)
    expect(shown).to_have_text(re.compile(rf"^\s*{nth}\. {re.escape(name)}"), timeout=WAIT)
    settled(page)


def file_of(page: Page, name: str) -> bytes:
    """Return what is taken along under a name, from the row that is open."""
    with page.expect_download(timeout=WAIT) as coming:
        page.get_by_role("button", name=name, exact=True).or_(page.get_by_role("link", name=name)).first.click()
    return Path(coming.value.path()).read_bytes()


def say_organisation(page: Page, name: str) -> None:
    """Type an organisation that is not known here into the form that is open."""
    organisation = page.get_by_test_id("stForm").get_by_role("combobox", name="Organisation")
    organisation.fill(name)
    organisation.press("Enter")
    expect(page.get_by_role("listbox")).to_have_count(0)  # while it closes, a press elsewhere only closes it
    expect(organisation).to_have_value(name)
    press(page, "Save")
    expect(page.get_by_text(name).first).to_be_visible(timeout=WAIT)


def rename_a_step(page: Page) -> None:
    page.get_by_text("Change what is said of this step").click()
    page.get_by_role("textbox", name="What is done").fill("Register the death at the counter")
    page.get_by_role("textbox", name="Note").fill("Two counters only.")
    say_organisation(page, "Brackenmere Counter")
    stands(page, 1, "Register the death at the counter")
    expect(page.get_by_text("Two counters only.").first).to_be_visible()


def add_and_move_a_step(page: Page) -> None:
    press(page, "Add a step after")
    page.get_by_role("textbox", name="The new step").fill("Order certified copies")
    press(page, "Add it")
    step(page, "Order certified copies")
    press(page, "Move down")
    stands(page, 2, "Tell the bank")
    stands(page, 3, "Order certified copies")
    press(page, "Undo")
    stands(page, 2, "Order certified copies")
    press(page, "Redo")
    stands(page, 3, "Order certified copies")
    say_organisation(page, "Brackenmere Copies Desk")


def judge_evidence(page: Page) -> None:
    step(page, "Register the death")
    first = page.locator("blockquote").first.inner_text()
    quoted = page.locator('[class*="st-key-journey_room-placed-"]').first
    quoted.get_by_role("button", name="Keep", exact=True).click()
    expect(quoted.get_by_text("Kept here by")).to_be_visible(timeout=WAIT)
    settled(page)
    quoted.get_by_role("button", name="Not here", exact=True).click()
    expect(quoted.get_by_role("button", name="Put it back")).to_be_visible(timeout=WAIT)
    settled(page)
    part(page, "Fits nowhere yet")
    words = page.get_by_role("textbox", name="Show only what says")
    words.fill(first[:30])
    words.press("Enter")
    expect(page.locator("blockquote").first).to_contain_text(first[:30], timeout=WAIT)
    settled(page)
    press(page, "Move to step…")
    press(page, "Put it there")
    expect(
        page.get_by_text("Nothing here says that.").or_(page.get_by_text("Nothing waits here")).first
    ).to_be_visible()


def tell_of_a_hand_over(page: Page) -> None:
    part(page, "Hand-overs")
    page.get_by_text("Change what is said of this hand-over").click()
    page.get_by_role("textbox", name="Legal basis or agreement").fill("an agreement of 2024")
    page.get_by_role("textbox", name="What is known to go wrong").fill("Names are typed wrongly.")
    press(page, "Save")
    expect(page.get_by_text("Names are typed wrongly.").first).to_be_visible(timeout=WAIT)


def take_it_along(page: Page) -> None:
    press(page, "Take it along")
    content = json.loads(file_of(page, "JSON"))
    assert [each["step"] for each in content["steps"]][:3] == [
        "Register the death at the counter", "Tell the bank", "Order certified copies",
    ]  # fmt: skip
    assert "an agreement of 2024" in json.dumps(content["hand_overs"])
    assert file_of(page, "Workbook").startswith(b"PK")
    assert file_of(page, "PowerPoint").startswith(b"PK")
    assert b"Order certified copies" in file_of(page, "Map as SVG")


def show_it_to_a_room(page: Page) -> None:
    press(page, "For the projector")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0, timeout=WAIT)
    expect(page.get_by_role("link", name="Pain points")).to_have_count(0)
    press(page, "Next step")
    expect(page).to_have_url(re.compile("show=projector"))
    page.reload()
    settled(page)
    expect(page.locator(".tl-map.tl-room img")).to_be_visible()
    press(page, "Back to the room")
    expect(page.get_by_role("button", name="Undo")).to_be_visible(timeout=WAIT)


def make_a_plan(page: Page) -> None:
    part(page, "Compare")
    press(page, "Make a plan of this")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("as it might be"), timeout=WAIT)
    settled(page)
    step(page, "Tell the bank")
    press(page, "Remove")
    press(page, "Remove this step")
    part(page, "Compare")
    expect(page.get_by_text("Times that something is typed in again, or likely to be")).to_be_visible(timeout=WAIT)
    expect(page.get_by_text(re.compile("Tell the bank")).first).to_be_visible()


def test_a_facilitators_hour_from_nothing_to_an_edited_map_and_files(page: Page):
    drafted(page, "Put things in order after a death")
    rename_a_step(page)
    add_and_move_a_step(page)
    judge_evidence(page)
    tell_of_a_hand_over(page)
    part(page, "Versions")
    expect(page.get_by_role("radiogroup", name="Choose a version").locator("label").nth(7)).to_be_visible(timeout=WAIT)
    take_it_along(page)
    show_it_to_a_room(page)
    make_a_plan(page)


def reach(page: Page, name: str, role: str = "button") -> None:
    tab_to(page, page.get_by_role(role, name=name, exact=True).first)  # type: ignore[arg-type]
    assert focus_is_seen(page)


def written(page: Page, name: str, text: str) -> None:
    tab_to(page, page.get_by_role("textbox", name=name).first)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def test_the_hour_goes_without_a_mouse(page: Page):
    page.goto("/journey_room")
    settled(page)
    skip_menu(page)
    written(page, "What does a person want to get done?", "Put things in order, by keyboard")
    written(page, "Steps, one a line", "Telling: Register the death")
    reach(page, "Draft it from evidence")
    page.keyboard.press("Enter")
    page.locator(".tl-map img").wait_for()
    settled(page)

    reach(page, "Add a step after")
    page.keyboard.press("Enter")
    written(page, "The new step", "Claim Survivor's Allowance")
    reach(page, "Add it")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2. Claim Survivor's Allowance").first).to_be_visible(timeout=WAIT)
    settled(page)
    tab_to(page, page.get_by_role("radiogroup", name="Choose a step"), "Shift+Tab")
    page.keyboard.press("ArrowDown")
    opened = page.get_by_role("heading", level=3, name=re.compile("2. Claim"))
    expect(opened).to_be_visible(timeout=WAIT)
    settled(page)
    reach(page, "Move up")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=3, name=re.compile("1. Claim"))).to_be_visible(timeout=WAIT)
    settled(page)
    reach(page, "Look for evidence")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(r"^\d+ quotations? found: "))).to_be_visible(timeout=WAIT)
    settled(page)
    assert has_focus(page.get_by_role("button", name="Look for evidence"))
    tab_to(page, page.get_by_text("Change what is said of this step").locator("xpath=ancestor::summary"))
    page.keyboard.press("Enter")
    written(page, "What is done", "Ask for Survivor's Allowance")
    page.keyboard.press("Enter")  # in a form, as its button
    expect(page.get_by_role("heading", level=3, name=re.compile("1. Ask for"))).to_be_visible(timeout=WAIT)
    settled(page)

    tab_to(page, page.get_by_role("button", name="Undo", exact=True), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=3, name=re.compile("1. Claim"))).to_be_visible(timeout=WAIT)
    settled(page)
    reach(page, "Take it along")
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Map as SVG"))
    with page.expect_download(timeout=WAIT) as coming:
        page.keyboard.press("Enter")
    assert b"Claim Survivor" in Path(coming.value.path()).read_bytes()


def judge(page: Page, where: Locator, *presses: tuple[str, str]) -> None:
    """Press buttons of a place in turn without a mouse: each says something else then, and has the focus."""
    for name, then in presses:
        tab_to(page, where.get_by_role("button", name=name, exact=True))
        page.keyboard.press("Enter")
        pressed = where.get_by_role("button", name=then, exact=True)
        expect(pressed).to_be_visible(timeout=WAIT)
        settled(page)
        assert has_focus(pressed) and focus_is_seen(page)
        page.wait_for_timeout(SOONEST * 1000)


def test_pain_points_and_evidence_of_hand_overs_are_judged_without_a_mouse_and_the_focus_stays(page: Page):
    drafted(page, "Put things in order, link by link")
    step(page, "Claim Survivor's Allowance")
    page.get_by_text("Change what is said of this step").locator("xpath=ancestor::summary").focus()
    points = page.locator('[class*="st-key-journey_room-pain-"][class*="-row"]')
    title = points.first.get_by_role("link").inner_text().rsplit(" (", 1)[0].split("\n")[-1]
    judge(page, points.first, ("Keep", "Kept"), ("Not here", "Put it back"))
    expect(points.first.get_by_text("Taken off here by")).to_be_visible()
    page.evaluate(AXE_SCRIPT)
    assert grave_findings(page) == []
    points.first.get_by_role("link").click()
    expect(page.get_by_role("heading", name=title).first).to_be_visible(timeout=WAIT)
    settled(page)
    expect(page.get_by_role("link", name=re.compile("link by link, step 3"))).to_have_count(0)
    page.go_back()
    opened(page, "3. Claim")
    page.get_by_text("Change what is said of this step").locator("xpath=ancestor::summary").focus()
    judge(page, points.first, ("Put it back", "Not here"))
    placed = page.locator('[class*="st-key-journey_room-placed-"]').first
    judge(page, placed, ("Keep", "Kept"), ("Not here", "Put it back"))
    expect(placed.get_by_text("Taken off this step")).to_be_visible()
    judge(page, placed, ("Put it back", "Not here"))
    opener = placed.get_by_role("button", name="Move to…")
    tab_to(page, opener)
    page.keyboard.press("Enter")
    tab_to(page, placed.get_by_role("button", name="Move it there"))
    page.keyboard.press("Enter")
    expect(opener).to_be_focused(timeout=WAIT)

    part(page, "Hand-overs")
    page.get_by_role("radiogroup", name="Choose a hand-over").get_by_role("radio", checked=True).focus()
    quoted = page.locator('[class*="st-key-journey_room-passing-"][class*="-quotation"]').first
    judge(page, quoted, ("Keep", "Kept"), ("Not here", "Put it back"))
    page.evaluate(AXE_SCRIPT)
    assert grave_findings(page) == []
    page.reload()
    settled(page)
    judge(page, quoted, ("Put it back", "Not here"))
    expect(quoted.get_by_text("Kept here by")).to_be_visible()


def on_map(page: Page, name: str) -> Locator:
    """Return what lies over the map under a name that begins so."""
    return page.locator(".tl-map").get_by_role("link", name=re.compile(f"^{name}"))


def opened(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=3, name=re.compile(name))).to_be_visible(timeout=WAIT)
    settled(page)


def test_what_is_drawn_on_the_map_opens_by_mouse_and_by_keyboard(page: Page):
    drafted(page, "Put things in order, from the map")
    assert page.evaluate("[...document.querySelectorAll('.tl-map')].map((e) => [e.scrollLeft, e.scrollTop])") == [
        [0, 0]
    ]
    page.evaluate("window.not_loaded_anew = true")
    on_map(page, "Open step 3, Claim").click()
    opened(page, "3. Claim")
    expect(page).to_have_url(re.compile("step=s3"))
    expect(page.get_by_role("heading", level=3, name=re.compile("3. Claim"))).to_be_in_viewport()
    tab_to(page, on_map(page, "Open step 3, Claim"), "Shift+Tab")
    assert focus_is_seen(page)
    while not has_focus(on_map(page, "Open step 2, Tell the bank")):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    opened(page, "2. Tell the bank")
    assert has_focus(page.get_by_role("radio", name=re.compile("2. Tell the bank")))
    page.get_by_text("Fit the whole map into the width").click()
    settled(page)
    on_map(page, "Open step 1, Register").click()
    opened(page, "1. Register the death")

    page.locator(".tl-map a[href*='hand_over=s2-s3']").click()
    expect(page).to_have_url(re.compile("hand_over=s2-s3"), timeout=WAIT)
    settled(page)
    chosen = page.get_by_role("radiogroup", name="Choose a hand-over").get_by_role("radio", checked=True)
    expect(chosen).to_be_focused()
    on_map(page, "Open step 2, Tell the bank").click()
    opened(page, "2. Tell the bank")
    assert page.evaluate("window.not_loaded_anew")

    press(page, "For the projector")
    on_map(page, "Open step 3, Claim").click()
    expect(page.get_by_role("heading", level=2, name=re.compile("3. Claim"))).to_be_visible(timeout=WAIT)
    expect(page).to_have_url(re.compile("show=projector"))
    assert page.evaluate("window.not_loaded_anew")
    expect(on_map(page, "Open step 3, Claim")).to_be_focused()


CARD_IN_FRAME = """() => {
  const [frame, card] = [".tl-map", ".tl-map a[aria-current]"].map((each) => document.querySelector(each));
  const around = frame.getBoundingClientRect(), own = card.getBoundingClientRect();
  return [own.top - around.top, around.bottom - own.bottom, own.left - around.left, around.right - own.right];
}"""
"""How far the chosen card is from each edge of the frame that its map scrolls in; below 0 where it is cut."""


BELOW_MARKING = """() => {
  const [tag, map] = [".tl-tag-marking", ".tl-map"].map((each) => document.querySelector(each).getBoundingClientRect());
  return map.top - tag.bottom;
}"""
"""How far below the marking the map begins."""


def test_a_projector_shows_the_card_of_every_step_whole(page: Page):
    page.set_viewport_size({"width": 1280, "height": 720})
    drafted(page, "Put things in order before a room")
    press(page, "For the projector")
    for nth in range(1, len(STEPS.splitlines()) + 1):
        press(page, "Next step")
        expect(page.get_by_role("heading", level=2, name=re.compile(f"^{nth}\\."))).to_be_visible(timeout=WAIT)
        settled(page)
        assert min(page.evaluate(CARD_IN_FRAME)) > 0
    page.emulate_media(media="print")
    assert page.evaluate(BELOW_MARKING) >= 0


def chosen(page: Page, box: str, typed: str, shown: str) -> None:
    """Choose in a box by its letters, without a mouse."""
    field = page.get_by_role("combobox", name=box)
    tab_to(page, field)
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_value(re.compile(shown))
    settled(page)


def onto_map(page: Page) -> Locator:
    """Go to the first mark on the map without a mouse: Tab stops at the chosen step. Return all marks."""
    tab_to(page, page.locator(".tl-drawn a[tabindex='0']"))
    page.keyboard.press("Home")
    return page.locator(".tl-drawn a")


def test_what_passes_back_to_an_earlier_step_is_added_and_removed_without_a_mouse_and_stands_on_the_map(page: Page):
    drafted(page, "Put things in order, there and back")
    part(page, "Hand-overs")
    skip_menu(page)
    tab_to(page, page.get_by_text("Add a hand-over within a step or between two").locator("xpath=ancestor::summary"))
    page.keyboard.press("Enter")
    chosen(page, "From which step", "Claim", "3. Claim Survivor's Allowance")
    chosen(page, "To which step", "Register", "1. Register the death")
    chosen(page, "Who gives", "Allowance desk", "Allowance desk")
    chosen(page, "Who takes", "Counter of the registry", "Counter of the registry")
    chosen(page, "What is passed", "the case", "the case")
    reach(page, "Add it")
    page.keyboard.press("Enter")
    on_it = on_map(page, "Open the hand-over from Allowance desk to Counter of the registry")
    expect(on_it).to_have_count(1, timeout=WAIT)
    settled(page)
    skip_menu(page)
    marks = onto_map(page)
    for _ in range(marks.count()):
        if has_focus(on_it):
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"hand_over=s3-s1-v\d+h1"), timeout=WAIT)
    settled(page)
    reach(page, "Remove this hand-over")
    page.keyboard.press("Enter")
    expect(on_it).to_have_count(0, timeout=WAIT)


def test_in_a_narrow_window_nothing_above_a_journey_is_cut_and_a_form_opens_in_sight(page: Page):
    drafted(page, "Pay for the funeral on time")
    page.set_viewport_size({"width": 400, "height": 800})
    settled(page)
    for name in ("For the projector", "Copy a link to this"):
        place = page.get_by_role("button", name=name).bounding_box()
        assert place and place["x"] >= 0 and place["x"] + place["width"] <= 400, name
    page.set_viewport_size({"width": 1280, "height": 900})
    remove = page.get_by_role("button", name="Remove", exact=True)
    remove.evaluate("button => button.scrollIntoView({block: 'end'})")
    remove.click()
    expect(page.get_by_role("button", name="Remove this step")).to_be_in_viewport(ratio=1)


def test_a_map_is_one_stop_of_tab_and_arrow_keys_reach_all_that_it_opens(page: Page):
    drafted(page, "Put things in order, past the map")
    on_a_mark = "document.activeElement.matches('.tl-drawn a')"
    page.get_by_role("button", name="Take it along").focus()
    marks = onto_map(page)
    expect(page.get_by_text("Arrow keys go from card to card")).to_be_in_viewport()
    reached = []
    for mark in marks.all():
        assert has_focus(mark) and focus_is_seen(page)
        expect(mark).to_be_in_viewport()
        reached.append(mark.get_attribute("aria-label"))
        page.keyboard.press("ArrowRight")
    assert has_focus(marks.last) and sum("step" in str(each) for each in reached) == 3 < len(reached)
    page.keyboard.press("Tab")
    assert not page.evaluate(on_a_mark)
    page.keyboard.press("Shift+Tab")
    assert has_focus(marks.last)
    page.keyboard.press("Home")
    page.keyboard.press("Shift+Tab")
    assert not page.evaluate(on_a_mark)
