"""A whole Throughline (app, worker and index) over the example corpus, and a real browser to drive it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from tests.example_repository import copy_of_examples

PROJECT = Path(__file__).parents[2]
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first draws no window around a page, which takes half of a whole browser's time."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
START_SECONDS = STOP_SECONDS = 120
WAIT_MILLISECONDS = 120_000
STILL_MILLISECONDS, LOOKS_AGAIN_MILLISECONDS = 250, 125
RUNS = (Path(__file__).parent / "runs.js").read_text(encoding="utf-8")
IS_SETTLED = """([asked, still]) => {
    const { seen } = window.runs, waiting = document.querySelector("[data-testid=stSpinner], [data-testid=stSkeleton]");
    const waits = waiting || window.runs.areUnderWay(), shown = waits ? null : document.body.innerText;
    if (waits || seen?.asked !== asked || seen.shown !== shown)
        window.runs.seen = { asked, shown, since: performance.now() };
    return performance.now() - window.runs.seen.since >= still;
}"""
"""Whether a page has shown the same for a while, and nothing has been under way meanwhile that would change it."""
AT_ONCE = """
    const animate = Element.prototype.animate;
    Element.prototype.animate = function (frames, timing) {
        return animate.call(this, frames, typeof timing === "number" ? 0 : { ...timing, duration: 0 });
    };
"""

expect.set_options(timeout=WAIT_MILLISECONDS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of the app that a module's tests drive."""
    return tmp_path_factory.mktemp("browser") / "data"


@pytest.fixture(scope="module")
def address(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the examples as `make run` does, with their themes, mission and journey; yield the app's address."""
    port = free_port()
    environment = {**os.environ, "THROUGHLINE_PORT": str(port)}
    command = [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(data_dir)]
    copy_of_examples(tmp_path_factory, data_dir)
    with served([*command, "serve"], port, env=environment, cwd=PROJECT) as running:
        yield running


@contextmanager
def served(command: Sequence[str], port: int, **options: Any) -> Iterator[str]:
    """Run a server of this machine; yield its address once it answers, and end it afterwards."""
    process = subprocess.Popen(command, **options)
    try:
        yield answering(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


def answering(address: str, process: subprocess.Popen[bytes]) -> str:
    """Return the address once the app answers there."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=1):
                return address
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"The app did not come up at {address}.")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser of this machine; its tests are skipped where there is none.

    It ends with its module: while Playwright's event loop runs, no job worker can be started in this process.
    """
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip(f"no browser here: looked for {', '.join(BROWSERS)}")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def profile(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """What the windows of a module's tests have in common: the app's scripts, loaded and compiled once."""
    context = window(browser, address, {"width": 1440, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(profile: BrowserContext, address: str) -> Iterator[Page]:
    """A new window on the app, in which nothing is remembered of those before it: who signed in, say."""
    opened = profile.new_page()
    yield opened
    kept = {"origin": address, "storageTypes": "local_storage,indexeddb"}
    profile.new_cdp_session(opened).send("Storage.clearDataForOrigin", kept)
    for each in profile.pages:
        each.close()
    profile.clear_cookies()


def window(browser: Browser, address: str, size: ViewportSize | None = None) -> BrowserContext:
    """Return a window on the app whose drawers open at once, for somebody who asked for less motion.

    Streamlit takes half a second to open a drawer, and what is pressed in it meanwhile moves away from under the press:
    a person has long to read then, a test has not. What moves while a page waits is drawn again for each picture a
    second, which takes a third of the browser's time.
    """
    context = browser.new_context(base_url=address, viewport=size, reduced_motion="reduce")
    context.set_default_timeout(WAIT_MILLISECONDS)
    context.add_init_script(AT_ONCE)
    context.add_init_script(RUNS)
    return context


def settled(page: Page) -> None:
    """Wait until the page has its heading, what was asked of its script is answered, and nothing changes any more.

    That the page calls its script "notRunning" says little: so it is between a press and the run that answers it, and
    between two runs where one ends by asking for another. Parts of a page are mounted one by one, in any order.
    """
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    asked = [time.monotonic(), STILL_MILLISECONDS]
    page.wait_for_function(IS_SETTLED, arg=asked, polling=LOOKS_AGAIN_MILLISECONDS, timeout=WAIT_MILLISECONDS)
