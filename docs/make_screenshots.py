"""Take a picture of each page over the example corpus, for the documents.

Run it from the project's folder: ``python docs/make_screenshots.py``. It serves the examples from a folder of its own
for as long as it runs, and writes ``docs/screenshots/*.png`` at 1440 by 900.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

if TYPE_CHECKING:
    from playwright.sync_api import Page

PROJECT = Path(__file__).resolve().parents[1]
PICTURES = PROJECT / "docs" / "screenshots"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIZE = {"width": 1440, "height": 900}
START_SECONDS = 120
WAIT_MILLISECONDS = 120_000
SETTLE_MILLISECONDS = 1_000
NOTES = """# Interview at the allotment office

Gwen Tarrow showed her tenancy letter at three desks before anyone believed her.

She rang 01632 960 123 twice, and each time she had to start again from the beginning.
"""


CLAIM = "Families buy more certified copies than anybody needs, because each office keeps the one it is sent."
REASONING = """Offices ask for an original and send it back late or not at all.

So families buy several at once, before they know how many they will need."""


def main() -> None:
    """Serve the examples, take the pictures, and end what was started."""
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        command = [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(Path(folder) / "data")]
        environment = {**os.environ, "THROUGHLINE_PORT": str(port)}
        subprocess.run([*command, "demo", "load"], check=True, cwd=PROJECT, env=environment)
        server = subprocess.Popen([*command, "serve"], cwd=PROJECT, env=environment)
        try:
            address = f"http://127.0.0.1:{port}"
            _await(address)
            _take_pictures(address)
        finally:
            server.terminate()
            server.wait(30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise SystemExit(f"The app did not come up at {address}.")


def _take_pictures(address: str) -> None:
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise SystemExit(f"No browser here: looked for {', '.join(BROWSERS)}.")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for scheme, ending in (("light", ""), ("dark", "-dark")):
            context = browser.new_context(base_url=address, viewport=SIZE, color_scheme=scheme)
            context.set_default_timeout(WAIT_MILLISECONDS)
            _take(context.new_page(), ending)
            context.close()
        browser.close()


def _take(page: "Page", ending: str) -> None:
    for name, address in (
        ("home", "/"),
        ("mission", "/mission"),
        ("studies", "/studies"),
        ("organisations", "/organisations"),
        ("work", "/work"),
        ("people", "/people"),
        ("what-do-we-know", "/what_do_we_know?q=Why do families buy so many certified copies?"),
        ("pain-points", "/pain_points"),
        ("by-organisation", "/pain_points?show=by_organisation"),
        ("recommendations", "/pain_points?show=recommendation"),
        ("themes", "/themes"),
        ("about-run", "/about_run"),
        ("codebook", "/codebook"),
        ("codebook-pattern", "/codebook?pattern=PAT_12"),
        ("behind-journeys", "/journey_network"),
        ("journey-room", "/journey_room"),
    ):
        page.goto(address)
        _save(page, name + ending)
    page.locator('[class*="st-key-journey_room-open-"] button').first.click()
    page.locator(".tl-map img").wait_for()
    _save(page, "journey-map" + ending)
    page.goto("/studies")
    page.get_by_role("button", name="When someone dies: a workshop of six bodies").click()
    page.get_by_text("Who sees it, and from when").wait_for()
    _save(page, "study" + ending)
    page.goto("/what_do_we_know?q=tell the same story again")
    page.get_by_role("link", name="Open in the source").first.click()
    page.locator("#the-place").wait_for()
    _save(page, "source" + ending)
    _take_insight(page, ending)
    page.goto("/add_and_check")
    page.get_by_role("textbox", name="The text").fill(NOTES)
    page.get_by_role("textbox", name="Or paste text: its title").fill("Gwen Tarrow, allotments")
    page.get_by_role("textbox", name="Who did the research").fill("Calderwick City Council")
    page.get_by_role("textbox", name="Who did the research").blur()
    _save(page, "add" + ending)
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_text("The text as it would be kept").wait_for()
    _save(page, "add-and-check" + ending)
    page.get_by_role("button", name="Save as draft").click()
    page.get_by_role("heading", name="What became of it").wait_for()
    _save(page, "account" + ending)


def _take_insight(page: "Page", ending: str) -> None:
    """Choose quotations, write an insight on them, and take pictures of the form, the insight and the list."""
    page.goto("/what_do_we_know?q=certified copies")
    for _ in range(3):
        page.get_by_role("button", name="Use in an insight").first.click()
        page.locator('[data-test-script-state="notRunning"]').first.wait_for(state="attached")
        page.wait_for_timeout(SETTLE_MILLISECONDS)
    page.get_by_role("link", name="Write the insight").click()
    page.get_by_role("textbox", name="The claim, in one sentence").fill(CLAIM)
    page.get_by_role("textbox", name="Why: how the evidence leads to it").fill(REASONING)
    page.get_by_role("textbox", name="For whom it holds").fill("Families who settle an estate themselves")
    page.get_by_role("textbox", name="For whom it holds").blur()
    _save(page, "insight-form" + ending)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="What supports it").wait_for()
    _save(page, "insight" + ending)
    page.goto("/insights")
    _save(page, "insights" + ending)


def _save(page: "Page", name: str) -> None:
    """Save a picture once the page's script has run to its end."""
    page.locator("h1").first.wait_for()
    page.locator('[data-test-script-state="notRunning"]').first.wait_for(state="attached")
    page.wait_for_timeout(SETTLE_MILLISECONDS)
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
