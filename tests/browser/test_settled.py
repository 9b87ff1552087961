"""That a page is waited for until it shows what was asked of it, with a server that is slow to answer."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import free_port, served, settled

pytestmark = pytest.mark.browser

APP = """
import time
import streamlit as st

st.title("A page that takes its time")
kept = st.session_state
if st.button("Count"):
    kept.count = kept.get("count", 0) + 1
if st.button("Count twice"):
    kept.count, kept.again = kept.get("count", 0) + 1, True
    st.rerun()
if kept.pop("again", False):
    time.sleep(0.5)
    kept.count += 1
    st.rerun()


@st.fragment
def part():
    if st.button("Count in a part"):
        time.sleep(0.5)
        kept.count = kept.get("count", 0) + 1
    st.write(f"In the part: {kept.get('count', 0)}")


@st.fragment(run_every=0.4)
def clock():
    time.sleep(0.2)
    st.write("The clock goes.")


part()
if st.toggle("Clock"):
    clock()
st.write(f"On the page: {kept.get('count', 0)}")
"""
SENDS_LATE = """
    const plain = Object.getPrototypeOf(WebSocket).prototype, send = plain.send;
    plain.send = function (data) { setTimeout(() => send.call(this, data), 500); };
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    app, port = tmp_path_factory.mktemp("slow") / "app.py", free_port()
    app.write_text(APP, encoding="utf-8")
    options = ["--server.headless=true", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    command = [sys.executable, "-m", "streamlit", "run", str(app), f"--server.port={port}", *options]
    with served(command, port, cwd=app.parent, stdout=subprocess.DEVNULL) as running:
        yield running


@pytest.fixture
def slow(page: Page) -> Page:
    page.add_init_script(SENDS_LATE)
    page.goto("/")
    settled(page)
    expect(page.get_by_text("On the page: 0")).to_be_visible()
    return page


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Count", "On the page: 1"), ("Count twice", "On the page: 2"), ("Count in a part", "In the part: 1")],
)
def test_what_was_pressed_is_answered_once_a_page_is_settled(slow: Page, name: str, shown: str):
    slow.get_by_role("button", name=name, exact=True).click()
    settled(slow)
    assert slow.get_by_text(shown).is_visible()


def test_what_runs_of_itself_is_not_waited_for(slow: Page):
    slow.get_by_text("Clock").click()
    settled(slow)
    slow.get_by_role("button", name="Count", exact=True).click()
    settled(slow)
    assert slow.get_by_text("On the page: 1").is_visible()
