"""Consent, originals, what is due, a withdrawal and the audit, in a real browser, by keyboard where it matters."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PROJECT, WAIT_MILLISECONDS, answering, free_port, settled

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
    process = subprocess.Popen([*command, "serve"], env=environment, cwd=PROJECT)
    try:
        yield answering(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(30)


def told(data_dir: Path, *arguments: str) -> list[dict]:
    """Return what a command tells as JSON."""
    command = [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(data_dir), *arguments, "--json"]
    return json.loads(subprocess.run(command, check=True, cwd=PROJECT, capture_output=True).stdout)


def choose(page: Page, title: str, option: str) -> None:
    """Choose from a list by the keyboard alone."""
    box = page.get_by_role("combobox", name=title)
    box.focus()
    page.keyboard.type(option)
    page.keyboard.press("Enter")
    settled(page)


def press(page: Page, name: str) -> None:
    """Press a button by the keyboard."""
    button = page.get_by_role("button", name=name, exact=False).last
    expect(button).to_be_enabled(timeout=WAIT_MILLISECONDS)
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
    expect(page.get_by_role("button", name="Withdraw", exact=False).last).to_be_disabled()
    be_sure(page)
    press(page, "Withdraw")
    expect(page.get_by_text("Nothing of it is left.")).to_be_visible(timeout=WAIT_MILLISECONDS)
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
    expect(page.get_by_text("Nothing of it is left.")).to_be_visible(timeout=WAIT_MILLISECONDS)
    assert told(data_dir, "retention", "list") == []

    page.goto("/audit")
    settled(page)
    for deed in ("looked at raw", "deleted at the end of its time", "withdrew", "added"):
        expect(page.get_by_role("cell", name=deed).first).to_be_visible()
    expect(page.get_by_text("Every entry is there")).to_be_visible()
