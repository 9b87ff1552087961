"""Each guide is walked in a real browser, step by step: a step that is written is tried, and nothing else is."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as NotThere

from tests.browser.conftest import PROJECT, settled

pytestmark = pytest.mark.browser

GUIDES = PROJECT / "docs" / "guide"
WAIT = 120_000
NOTES = """Peder Quill rang the council twice about the bill and explained the death again each time.

Nobody at the office could tell him whether the form had arrived.
"""

Walk = dict[str, Callable[[Page], None]]


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(name, timeout=WAIT)


def start_as(who: str, task: str) -> Callable[[Page], None]:
    def walk(page: Page) -> None:
        page.goto("/")
        page.get_by_text(who, exact=True).click()
        page.get_by_role("link", name=f"Start here: {task}").click()

    return walk


def menu(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


# the user researcher


def give_notes(page: Page) -> None:
    heading(page, "Add and check")
    page.get_by_role("textbox", name="Or paste text: its title").fill("Council tax, interview 7")
    page.get_by_role("textbox", name="The text").fill(NOTES)
    organisation = page.get_by_role("textbox", name="Who did the research")
    organisation.fill("Calderwick City Council")
    organisation.press("Tab")


def check(page: Page) -> None:
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("Nobody has said when the research was done.")).to_be_visible(timeout=WAIT)


def read_what_others_see(page: Page) -> None:
    expect(page.get_by_text("Masked: 1 × a person's name.")).to_be_visible(timeout=WAIT)
    expect(page.get_by_role("heading", name="What others will see")).to_be_visible()
    kept = page.get_by_role("group", name="The text as it would be kept")
    expect(kept).to_contain_text("[name 1] rang the council")
    expect(kept).not_to_contain_text("Peder Quill")


def save_as_draft(page: Page) -> None:
    page.get_by_role("button", name="Save as draft").click()


def read_the_account(page: Page) -> None:
    expect(page.get_by_role("heading", name="What became of it")).to_be_visible(timeout=WAIT)
    expect(page.get_by_text("observations kept")).to_be_visible()


def who_else(page: Page) -> None:
    expect(page.get_by_role("heading", name="Who else has seen this?")).to_be_visible(timeout=WAIT)
    expect(page.get_by_text(re.compile("organisations? ha(s|ve) met this")).first).to_be_visible(timeout=WAIT)
    page.locator("[data-testid=stMain]").get_by_role("link", name=re.compile("People")).first.click()
    heading(page, "Pain points")
    expect(page.locator("blockquote").first).to_be_visible(timeout=WAIT)


def code_a_sentence(page: Page) -> None:
    page.get_by_role("link", name="Open in the source").first.click()
    expect(page.get_by_role("heading", name="Code a sentence")).to_be_visible(timeout=WAIT)
    settled(page)
    page.get_by_test_id("stButtonGroup").get_by_text("need", exact=True).click()
    expect(page.get_by_text(re.compile("Need: said by"))).to_be_visible(timeout=WAIT)
    settled(page)
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Nobody has said so.")).to_be_visible(timeout=WAIT)


def publish(page: Page) -> None:
    page.goto("/studies")
    page.get_by_role("button", name="Council tax, interview 7").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("button", name="Back to draft")).to_be_visible(timeout=WAIT)


# the design sprint facilitator


def open_a_journey(page: Page) -> None:
    heading(page, "Journey room")
    page.get_by_role("button", name=re.compile("When someone dies")).click()


def read_the_map(page: Page) -> None:
    expect(page.get_by_role("img", name=re.compile("Map of the journey"))).to_be_visible(timeout=WAIT)
    settled(page)
    page.get_by_text(re.compile(r"What is missing: \d+ things to see to")).click()
    expect(page.get_by_text("Name an owner.").first).to_be_visible()


def open_a_step(page: Page) -> None:
    steps = page.get_by_role("radiogroup", name="Choose a step")
    steps.get_by_text(re.compile(r"^5\. Register the death")).click()
    expect(page).to_have_url(re.compile("step=s5"), timeout=WAIT)
    expect(page.locator("blockquote").first).to_be_visible(timeout=WAIT)


def check_a_quotation(page: Page) -> None:
    page.locator("blockquote").first.wait_for()
    page.get_by_role("link", name="Open in the source").first.click()
    expect(page.locator("#the-place")).to_be_in_viewport(timeout=WAIT)
    page.go_back()
    expect(page.get_by_role("img", name=re.compile("Map of the journey"))).to_be_visible(timeout=WAIT)


def take_it_along(page: Page) -> None:
    page.get_by_role("button", name="Take it along").click()
    for name, beginning in (("Map as SVG", b"<svg"), ("Workbook", b"PK")):
        with page.expect_download(timeout=WAIT) as coming:
            page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.click()
        assert beginning in Path(coming.value.path()).read_bytes()[:200]


def draft_your_own(page: Page) -> None:
    page.get_by_role("button", name="All journeys").click()
    page.get_by_role("textbox", name="What does a person want to get done?").fill("Stop the letters")
    page.get_by_role("textbox", name="Steps, one a line").fill("Tell the council\nWrite to the pensions agency")
    page.get_by_role("button", name="Draft it from evidence").click()
    heading(page, "Stop the letters")


def put_it_right(page: Page) -> None:
    page.get_by_role("button", name="Add a step after").click()
    page.get_by_role("textbox", name="The new step").fill("Ring about the answer")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("2. Ring about the answer").first).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("2. Ring about the answer")).to_have_count(0, timeout=WAIT)
    page.get_by_role("button", name="Redo").click()
    expect(page.get_by_text("2. Ring about the answer").first).to_be_visible(timeout=WAIT)


def look_for_evidence(page: Page) -> None:
    """Look for what the research tells of the step that was added."""
    steps = page.get_by_role("radiogroup", name="Choose a step")
    steps.get_by_text("2. Ring about the answer").click()
    expect(page.get_by_text("No evidence stands on this step")).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name="Look for evidence").click()
    expect(page.get_by_text(re.compile(r"^\d+ quotations? found: "))).to_be_visible(timeout=WAIT)
    expect(page.get_by_role("button", name="Keep", exact=True).first).to_be_visible()


def look_at_part(page: Page, name: str) -> None:
    """Open a part of the journey that is shown."""
    page.get_by_test_id("stButtonGroup").get_by_text(re.compile(f"^{name}")).first.click()
    expect(page.get_by_role("heading", level=2, name=name)).to_be_visible(timeout=WAIT)
    settled(page)


def place_what_fits_nowhere(page: Page) -> None:
    page.goto("/journey_room")
    page.get_by_role("button", name=re.compile("When someone dies")).click()
    look_at_part(page, "Fits nowhere yet")
    waiting = re.compile(r"^Fits nowhere yet \((\d+)\)")
    part = page.get_by_test_id("stButtonGroup").get_by_text(waiting).first
    found = waiting.match(part.inner_text())
    assert found
    page.get_by_role("button", name="Move to step…").first.click()
    page.get_by_role("button", name="Put it there").click()
    expect(part).to_have_text(f"Fits nowhere yet ({int(found[1]) - 1})", timeout=WAIT)
    look_at_part(page, "Suggested steps")
    for press in ("Take", "Drop"):
        expect(page.get_by_role("button", name=press, exact=True).first).to_be_visible()


def say_a_hand_over(page: Page) -> None:
    look_at_part(page, "Hand-overs")
    page.get_by_text("Change what is said of this hand-over").click()
    page.get_by_role("textbox", name="Legal basis or agreement").fill("a letter of agreement of 2024")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("a letter of agreement of 2024").first).to_be_visible(timeout=WAIT)
    settled(page)
    page.get_by_text("Add a hand-over within a step or between two").click()
    expect(page.get_by_role("combobox", name="To which step")).to_be_visible()


def look_back(page: Page) -> None:
    look_at_part(page, "Versions")
    page.get_by_role("radiogroup", name="Choose a version").locator("label").last.click()
    expect(page.get_by_role("button", name="Go back to this version")).to_be_visible(timeout=WAIT)


def take_it_to_the_workshop(page: Page) -> None:
    look_at_part(page, "Sprint kit")
    expect(page.get_by_text(re.compile(r"^The best of each step: \d+ cards$"))).to_be_visible(timeout=WAIT)
    for name, beginning in (("Evidence cards (PowerPoint)", b"PK"), ("Evidence wall by step (PowerPoint)", b"PK")):
        with page.expect_download(timeout=WAIT) as coming:
            page.get_by_role("button", name=name).click()
        assert Path(coming.value.path()).read_bytes().startswith(beginning)
    expect(page.get_by_role("button", name="Notes for a workshop board (CSV)")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile(r"^\d+ questions? to work on$"))).to_be_visible()
    expect(page.get_by_text("A board that came back")).to_be_visible()


def show_it_to_the_room(page: Page) -> None:
    page.get_by_role("button", name="For the projector").click()
    for nth in (1, 2):  # it begins before the first step
        page.get_by_role("button", name="Next step").click()
        expect(page.get_by_role("heading", level=2)).to_have_text(re.compile(rf"^{nth}\."), timeout=WAIT)
    page.get_by_role("button", name="Back to the room").click()
    expect(page.get_by_role("button", name="For the projector")).to_be_visible(timeout=WAIT)


def plan_how_it_might_be(page: Page) -> None:
    look_at_part(page, "Compare")
    page.get_by_role("button", name="Make a plan of this").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile("^When someone dies.*as it might be$"), timeout=WAIT
    )
    look_at_part(page, "Compare")
    expect(page.get_by_text("Steps and hand-overs are the same.")).to_be_visible(timeout=WAIT)


def see_behind_the_journeys(page: Page) -> None:
    page.get_by_role("button", name="All journeys").click()
    page.get_by_role("link", name="Behind the journeys").last.click()
    heading(page, "Behind the journeys")
    expect(page.get_by_role("heading", level=2).first).to_be_visible(timeout=WAIT)


# whoever writes an insight


def find_the_words(page: Page) -> None:
    page.goto("/what_do_we_know?q=certified copies")
    expect(page.locator("blockquote").first).to_be_visible(timeout=WAIT)


def choose_quotations(page: Page) -> None:
    for number in (1, 2):
        page.get_by_role("button", name="Use in an insight").first.click()
        expect(page.get_by_text(f"{number} quotation{'s' * (number > 1)} chosen for an insight")).to_be_visible(
            timeout=WAIT
        )


def write_the_claim(page: Page) -> None:
    page.get_by_role("link", name="Write the insight").click()
    heading(page, "Write an insight")
    page.get_by_role("textbox", name="The claim, in one sentence").fill("Families buy copies that nobody needs.")
    page.get_by_role("textbox", name="For whom it holds").fill("Families who settle an estate themselves")


def say_what_speaks_against_it(page: Page) -> None:
    page.get_by_role("radiogroup").nth(1).get_by_text("speaks against it").click()
    page.get_by_role("spinbutton", name="day, Look by this day whether it still holds").click()
    page.keyboard.type("31012020")


def say_what_should_change(page: Page) -> None:
    expect(page.get_by_text("Recommendations.")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    heading(page, "Families buy copies that nobody needs.")
    for side in ("What supports it", "What speaks against it"):
        expect(page.get_by_role("heading", name=side)).to_be_visible()
    expect(page.get_by_text("Somebody should have looked by 31 January 2020")).to_be_visible()


def show_it_to_others(page: Page) -> None:
    settled(page)
    page.get_by_text("Who sees this insight").click()
    settled(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published: seen by everyone at this machine.").first).to_be_visible(timeout=WAIT)


def take_back_the_last(page: Page) -> None:
    page.get_by_role("button", name="Take back: published").click()
    expect(page.get_by_text("Draft: seen by everyone at this machine.").first).to_be_visible(timeout=WAIT)


def see_it_where_its_words_stand(page: Page) -> None:
    page.goto("/what_do_we_know?q=certified copies")
    page.get_by_role("link", name="In 1 insight").first.click()
    heading(page, "Families buy copies that nobody needs.")


def watch_what_comes(page: Page) -> None:
    page.goto("/what_do_we_know?q=certified copies")
    page.get_by_role("button", name="Watch this").click()
    expect(page.get_by_role("button", name="You watch this: stop")).to_be_visible(timeout=WAIT)
    page.goto("/")
    expect(page.get_by_role("heading", name="What you watch")).to_be_visible(timeout=WAIT)
    expect(page.get_by_role("link", name=re.compile("certified copies · nothing new"))).to_be_visible()


def take_the_insight_along(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Families buy copies that nobody needs")).first.click()
    for name, beginning in (
        ("This insight (Word)", b"PK"),
        ("This insight (Markdown)", b"**OFFICIAL**\n\n# Families buy"),
    ):
        with page.expect_download(timeout=WAIT) as coming:
            page.get_by_role("button", name=name).click()
        assert Path(coming.value.path()).read_bytes().startswith(beginning)


# the policy adviser


def ask(page: Page) -> None:
    heading(page, "What do we know?")
    box = page.get_by_role("textbox", name="A question, or a plan")
    box.fill("Do letters still come for somebody who has died?")
    box.press("Enter")


def read_by_organisation(page: Page) -> None:
    expect(page.get_by_text(re.compile(r"quotations about \d organisations"))).to_be_visible(timeout=WAIT)
    expect(page.locator("blockquote").nth(3)).to_be_visible(timeout=WAIT)


def look_beside(page: Page) -> None:
    for name in ("Pain points among these", "Whom to ask", "Who was not heard"):
        expect(page.get_by_role("heading", name=name)).to_be_visible(timeout=WAIT)


def take_quotations_along(page: Page) -> None:
    page.get_by_text(re.compile(r"^Take along \d+$")).first.click()
    expect(page.get_by_text("1 quotation ticked.")).to_be_visible(timeout=WAIT)
    settled(page)  # a file is offered anew by each run of the page
    with page.expect_download(timeout=WAIT) as coming:
        page.get_by_role("button", name="What is known (Word)").click()
    assert Path(coming.value.path()).read_bytes().startswith(b"PK")
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_text("Do letters still come for somebody who has died?").last).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name="Untick all").click()
    expect(page.get_by_text("1 quotation ticked.")).to_be_hidden(timeout=WAIT)


def give_a_plan(page: Page) -> None:
    box = page.get_by_role("textbox", name="A question, or a plan")
    box.fill("## Research questions\n- Do letters still come for somebody who has died?\n- Who pays for a funeral?")
    box.press("Enter")
    expect(page.get_by_text("2 questions in this plan:")).to_be_visible(timeout=WAIT)
    settled(page)
    page.get_by_text("1. Do letters still come").click()
    expect(page.locator("blockquote").first).to_be_visible(timeout=WAIT)


def see_around(page: Page) -> None:
    settled(page)
    page.get_by_text("What stands before and after").first.click()
    expect(page.locator("details[open]").first).to_be_visible()
    page.get_by_role("link", name="Open in the source").first.click()
    expect(page.locator("#the-place")).to_be_in_viewport(timeout=WAIT)
    page.go_back()
    expect(page.locator("blockquote").first).to_be_visible(timeout=WAIT)


def _choose_organisation(page: Page, name: str | re.Pattern[str]) -> None:
    """Open the menu, again where the page was drawn anew and closed it meanwhile, and choose."""
    choice = page.get_by_role("combobox", name=re.compile("Organisation", re.IGNORECASE)).first
    option = page.get_by_role("option", name=name)
    for _ in range(5):
        choice.click()
        try:
            option.wait_for(timeout=5_000)
        except NotThere:
            page.keyboard.press("Escape")
        else:
            break
    option.click()


def narrow(page: Page) -> None:
    settled(page)  # what stands beside the quotations is drawn after them
    told = page.get_by_text(re.compile(r"quotations? about \d+ organisations?\b")).first
    every = told.inner_text()
    _choose_organisation(page, re.compile("Pensions and Allowances Agency"))
    expect(told).not_to_have_text(every, timeout=WAIT)
    settled(page)
    _choose_organisation(page, "All organisations")
    expect(told).to_have_text(every, timeout=WAIT)


def how_widely(page: Page) -> None:
    menu(page, "Pain points")
    heading(page, "Pain points")
    expect(page.get_by_text("Why this confidence")).to_be_visible(timeout=WAIT)


def whom_to_ask(page: Page) -> None:
    expect(page.get_by_role("heading", name="Whom to ask")).to_be_visible(timeout=WAIT)
    expect(page.get_by_text(".example").first).to_be_visible()


def send_a_link(page: Page) -> None:
    expect(page.get_by_text("Copy a link to this").first).to_be_visible(timeout=WAIT)


# the mission lead


def open_the_mission(page: Page) -> None:
    page.goto("/")
    menu(page, "Mission")
    heading(page, "Telling public bodies once")
    expect(page.get_by_text("not said yet").first).to_be_visible()


def read_next(page: Page) -> None:
    expect(page.get_by_role("heading", name="Next, and why")).to_be_visible(timeout=WAIT)
    settled(page)
    page.get_by_text("why it stands here").first.click()
    expect(page.locator("details[open]").first).to_be_visible()


def change_what_counts(page: Page) -> None:
    page.get_by_text("How much each reason counts").click()
    slider = page.get_by_role("slider").first
    slider.focus()
    slider.press("ArrowLeft")
    expect(page.get_by_role("button", name="Save for everyone")).to_be_visible(timeout=WAIT)


def look_at_coverage(page: Page) -> None:
    expect(page.get_by_role("heading", name="What research it has")).to_be_visible(timeout=WAIT)
    expect(page.get_by_text("looked, nothing found").first).to_be_visible()


def name_an_owner(page: Page) -> None:
    page.get_by_role("button", name="Propose an owner").first.click()
    settled(page)
    page.get_by_role("combobox", name="Which organisation should answer for it?").click()
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Propose", exact=True).click()
    expect(page.get_by_text(re.compile(r": proposed \d")).first).to_be_visible(timeout=WAIT)


def open_the_point(page: Page) -> None:
    page.get_by_role("link", name=re.compile(r"^\S* ?1\. ")).first.click()
    heading(page, "Pain points")
    expect(page.get_by_role("heading", name="Us too")).to_be_visible(timeout=WAIT)


def see_what_else_is_shared(page: Page) -> None:
    page.get_by_role("radio", name="Recommendations").or_(
        page.get_by_role("button", name="Recommendations")
    ).first.click()
    heading(page, "Recommendations")


WALKS: dict[str, Walk] = {
    "for-user-researchers.md": {
        "Say who you are.": start_as("User researcher", "I have findings to add"),
        "Give it your notes.": give_notes,
        "Press Check.": check,
        "Read what others will see.": read_what_others_see,
        "Save as draft, or publish.": save_as_draft,
        "Read the account.": read_the_account,
        "See who else has seen this.": who_else,
        "Code what the machine misread.": code_a_sentence,
        "Publish when it is time.": publish,
    },
    "for-design-sprint-facilitators.md": {
        "Say who you are.": start_as("Design sprint facilitator", "I want to see a journey"),
        "Open a journey.": open_a_journey,
        "Read the map.": read_the_map,
        "Open a step.": open_a_step,
        "Check a quotation.": check_a_quotation,
        "Take it with you.": take_it_along,
        "Draft your own.": draft_your_own,
        "Put it right with the room.": put_it_right,
        "Look for evidence for a step.": look_for_evidence,
        "Place what fits nowhere yet.": place_what_fits_nowhere,
        "Say what is known of a hand-over.": say_a_hand_over,
        "Look back.": look_back,
        "Take it to the workshop.": take_it_to_the_workshop,
        "Show it to the room.": show_it_to_the_room,
        "Plan how it might be.": plan_how_it_might_be,
        "See what is behind the journeys.": see_behind_the_journeys,
    },
    "for-policy-advisers.md": {
        "Say who you are.": start_as("Policy adviser", "I want to know what is already known"),
        "Ask as you would ask a colleague.": ask,
        "Read by organisation.": read_by_organisation,
        "Look beside it.": look_beside,
        "See what stands around it.": see_around,
        "Narrow it down.": narrow,
        "Take it along.": take_quotations_along,
        "Give a whole plan.": give_a_plan,
        "See how widely it holds.": how_widely,
        "Find whom to ask.": whom_to_ask,
        "Send a link.": send_a_link,
    },
    "for-insight-writers.md": {
        "Find the words.": find_the_words,
        "Choose quotations.": choose_quotations,
        "Write the claim.": write_the_claim,
        "Say what speaks against it.": say_what_speaks_against_it,
        "Say what should change.": say_what_should_change,
        "Show it to others.": show_it_to_others,
        "Take back what you did last.": take_back_the_last,
        "See it where its words stand.": see_it_where_its_words_stand,
        "Watch what comes.": watch_what_comes,
        "Take it with you.": take_the_insight_along,
    },
    "for-mission-leads.md": {
        "Open the mission.": open_the_mission,
        "Read Next, and why.": read_next,
        "Change what counts.": change_what_counts,
        "Look at coverage.": look_at_coverage,
        "Name an owner.": name_an_owner,
        "Open the pain point.": open_the_point,
        "See what they share besides pain.": see_what_else_is_shared,
    },
}


def written_steps(guide: Path) -> list[str]:
    return re.findall(r"^\d+\. \*\*(.+?)\*\*", guide.read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_every_guide_for_a_user_is_walked():
    assert {path.name for path in GUIDES.glob("for-*.md")} == set(WALKS)


@pytest.mark.parametrize("name", WALKS)
def test_every_step_of_a_guide_can_be_done_as_it_is_written(page: Page, name: str):
    walk = WALKS[name]
    assert written_steps(GUIDES / name) == list(walk)
    for step, do in walk.items():
        try:
            do(page)
        except AssertionError as error:
            raise AssertionError(f"{name}, step '{step}': {error}") from error
