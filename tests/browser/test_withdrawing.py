"""From adding to withdrawing in a real browser, by keyboard where it matters: columns, masking, questions, consent,
originals, what is due, a withdrawal and the audit."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import PROJECT, free_port, served, settled

pytestmark = pytest.mark.browser

OWN = "The flimbrant queue was so long that I went home without being seen by anybody."
OTHER = "Nobody told me whether my letter had arrived at the counter in the end."
MANIFEST = """file,study,organisation,participant,raw_until
own.md,Counter study,Harbour Office,P7,2020-01-01
other.md,Counter study,Harbour Office,P8,2020-01-01
"""


@pytest.fixture(scope="module")
def address(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve one study of two participants and yield the app's address."""
    notes = tmp_path_factory.mktemp("notes")
    for name, text in (("own.md", OWN), ("other.md", OTHER), ("manifest.csv", MANIFEST)):
        (notes / name).write_text(text, encoding="utf-8")
    port = free_port()
    environment = {**os.environ, "THROUGHLINE_PORT": str(port)}
    command = [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(data_dir)]
    subprocess.run([*command, "ingest", str(notes)], check=True, env=environment, cwd=PROJECT, capture_output=True)
    with served([*command, "serve"], port, env=environment, cwd=PROJECT) as running:
        yield running


def told(data_dir: Path, *arguments: str) -> list[dict]:
    """Return what a command tells as JSON."""
    command = [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(data_dir), *arguments, "--json"]
    return json.loads(subprocess.run(command, check=True, cwd=PROJECT, capture_output=True).stdout)


def choose(page: Page, title: str, option: str) -> None:
    """Choose from a list by the arrow keys: what is typed faster than it is drawn closes the list (Streamlit 1.67)."""
    settled(page)
    box = page.get_by_role("combobox", name=title)
    wanted, lit = page.get_by_role("option", name=option), page.locator("[role=option][data-focused=true]")
    box.press("ArrowDown")
    while not lit.count():  # a list that opened late has heard nothing of the key
        page.wait_for_timeout(500)
        page.keyboard.press("ArrowDown")
    while not wanted.get_attribute("data-focused"):
        passed = lit.inner_text()
        page.keyboard.press("ArrowDown")
        expect(lit).not_to_have_text(passed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(box).to_have_value(re.compile(re.escape(option)))
    settled(page)


def press(page: Page, name: str) -> None:
    """Press a button by the keyboard."""
    button = page.get_by_role("button", name=name, exact=False).last
    expect(button).to_be_enabled()
    button.focus()
    page.keyboard.press("Enter")


def be_sure(page: Page) -> None:
    """Tick the box that confirms, by the keyboard."""
    page.get_by_role("checkbox").last.focus()
    page.keyboard.press("Space")
    settled(page)


def test_a_participant_withdraws_and_is_gone(page: Page, data_dir: Path):
    (study,) = told(data_dir, "studies", "list")
    page.goto(f"/studies?study={study['id']}")
    settled(page)
    expect(page.get_by_text("not recorded").first).to_be_visible()
    expect(page.get_by_text("1 January 2020")).to_be_visible()

    page.goto(f"/withdrawals?study={study['id']}")
    settled(page)
    expect(page.get_by_role("heading", name="Due for deletion")).to_be_visible()
    choose(page, "Who, or what", "P7")
    expect(page.get_by_text("1 observation from 1 source")).to_be_visible()
    off = page.get_by_role("button", name="Withdraw", exact=False).last
    expect(off).to_be_disabled()
    assert off.evaluate("each => getComputedStyle(each).color") != "rgb(255, 255, 255)", "it is white on white"
    be_sure(page)
    press(page, "Withdraw")
    expect(page.get_by_text("Nothing of it is left.")).to_be_visible()
    assert [path for path in data_dir.rglob("*") if path.is_file() and b"flimbrant" in path.read_bytes()] == []
    assert told(data_dir, "studies", "list")[0]["observations"] == 1


def test_originals_are_opened_with_a_reason_then_deleted_when_somebody_says_so(page: Page, data_dir: Path):
    page.goto("/what_do_we_know?q=letter arrived at the counter")
    settled(page)
    page.get_by_text("Open in the source").first.click()
    settled(page)
    page.get_by_text("Open the original").click()
    reason = page.get_by_label("Why?", exact=False)
    reason.fill("checking a quotation")
    press(page, "Open, and log it")
    expect(page.get_by_role("region", name="The full text")).to_contain_text(OTHER)

    page.goto("/withdrawals")
    settled(page)
    be_sure(page)
    press(page, "Delete what is due")
    expect(page.get_by_text("Nothing of it is left.")).to_be_visible()
    assert told(data_dir, "retention", "list") == []

    page.goto("/audit")
    settled(page)
    for deed in ("looked at raw", "deleted at the end of its time", "withdrew", "added"):
        expect(page.get_by_role("cell", name=deed).first).to_be_visible()
    expect(page.get_by_text("Every entry is there")).to_be_visible()


NOTES = """# Waiting at the counter

Peder Quill, the only wheelchair user at the Wharf Lane counter, waited for an hour.

## Limitations

We only spoke to people who own a car.
"""


def a_note(name: str, text: str = NOTES) -> FilePayload:
    return {"name": name, "mimeType": "text/markdown", "buffer": text.encode()}


def a_survey() -> FilePayload:
    book = Workbook()
    for row in (
        ("Person", "Region", "What happened?"),
        ("R1", "North", "I sent the same letter to four different counters."),
        ("R2", "South", "The clerk could not say whether my form was there."),
        ("R3", "North", "They asked me to come back with another paper."),
    ):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "counter-survey.xlsx", "mimeType": sheet, "buffer": content.getvalue()}


def check(page: Page, *files: FilePayload) -> None:
    """Add files and have them checked."""
    page.goto("/add_and_check")
    settled(page)
    page.locator("input[type=file]").set_input_files(list(files))
    settled(page)
    page.get_by_role("textbox", name="Who did the research").fill("Harbour Office")
    page.keyboard.press("Tab")
    settled(page)
    press(page, "Check")
    expect(page.get_by_role("heading", name="Check each line")).to_be_visible()
    settled(page)


def test_columns_of_a_survey_are_put_right_and_read_again(page: Page, data_dir: Path):
    check(page, a_survey())
    expect(page.get_by_text("3 columns, 1 column of answers or notes")).to_be_visible()
    choose(page, "Region holds", "shown beside")
    expect(page.get_by_text("You changed what columns hold")).to_be_visible()
    press(page, "Read again with these columns")
    expect(page.get_by_text("As you said.")).to_be_visible()
    settled(page)
    press(page, "Publish")
    expect(page.get_by_text("3 observations kept")).to_be_visible()
    check(page, a_survey())
    expect(page.get_by_text("counter-survey.xlsx, sheet Sheet: 3 columns")).to_be_visible()
    page.get_by_text("counter-survey.xlsx, sheet Sheet: 3 columns").click()
    expect(page.get_by_text("As last time", exact=False).first).to_be_visible()


def test_masking_is_reviewed_and_consent_recorded_by_keyboard_while_adding(page: Page, data_dir: Path):
    check(page, a_note("waiting.md"))
    kept = page.get_by_role("group", name="The text as it would be kept")
    expect(kept).to_contain_text("[name 1], the only wheelchair user")
    kept.get_by_role("button", name="the only wheelchair user").focus()
    page.keyboard.press("Enter")
    settled(page)
    own_words = page.get_by_role("radio", name="My own words, more general")
    own_words.focus()
    page.keyboard.press("Space")
    settled(page)
    page.get_by_role("textbox", name="Your wording").fill("a disabled visitor")
    page.keyboard.press("Tab")
    press(page, "Decide")
    expect(kept).to_contain_text("[name 1], [a disabled visitor]")

    page.get_by_role("radio", name="Leave everything as it stands").focus()
    page.keyboard.press("Space")
    expect(kept).to_contain_text("Peder Quill, [a disabled visitor]")
    page.get_by_role("radio", name="Only suggest").focus()
    page.keyboard.press("Space")
    settled(page)
    kept.get_by_role("button", name="Peder Quill").focus()
    expect(kept.get_by_role("button", name="Peder Quill, a person's name, would become [name 1]")).to_be_visible()
    press(page, "Mask all 1 that are suggested")
    expect(kept).to_contain_text("[name 1], [a disabled visitor]")

    press(page, "Record it")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    settled(page)  # what is below is drawn anew after it
    page.get_by_text("Consent and retention (may stay blank)").click()
    choose(page, "Lawful basis (UK GDPR)", "public task")
    press(page, "Save as draft")
    expect(page.get_by_text("observations kept")).to_be_visible()
    (study,) = [each for each in told(data_dir, "studies", "list") if each["title"] == "Waiting at the counter"]
    page.goto(f"/studies?study={study['id']}")
    settled(page)
    for recorded in ("public task", "We only spoke to people who own a car.", "draft"):
        expect(page.get_by_text(recorded, exact=False).first).to_be_visible()


def test_files_that_may_be_one_study_become_one_in_a_click_and_part_again(page: Page):
    check(
        page,
        a_note("counter-1.md", "# One\n\nThey waited long here."),
        a_note("counter-2.md", "# Two\n\nThey waited long there."),
    )
    expect(page.get_by_text("2 files may be one study")).to_be_visible()
    press(page, "Make them one study")
    expect(page.get_by_text("2 files are one study: Counter")).to_be_visible()
    press(page, "Undo")
    expect(page.get_by_role("button", name="Make them one study")).to_be_visible()
