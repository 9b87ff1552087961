"""Signing in by OpenID Connect, the whole way round: a real provider on loopback, a real app, a real browser."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.access.openid_provider import CLIENT_ID, CLIENT_SECRET, Provider, a_provider
from tests.browser.conftest import PROJECT, free_port, served

pytestmark = pytest.mark.browser

WAIT = 45_000
INES, KAI, ADA, MAX = "Ines of Records", "Kai, whom nobody knows", "Ada, administrator", "Max, not verified"
PEOPLE = {
    INES: {"sub": "1", "email": "Ines@harbour.example", "email_verified": True},
    KAI: {"sub": "2", "email": "kai@elsewhere.example", "email_verified": True},
    ADA: {"sub": "3", "email": "ada@harbour.example", "email_verified": True},
    MAX: {"sub": "4", "email": "ines@harbour.example", "email_verified": False},
}


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with a_provider(PEOPLE) as running:
        yield running


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> Iterator[str]:
    """Serve a repository with one study of a team's own and one that is open to all; people sign in."""
    data = tmp_path_factory.mktemp("signing-in") / "data"
    command = [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(data)]
    office = "Harbour Office (fictional)"
    note = data.parent / "notes.md"

    def run(*arguments: str) -> None:
        subprocess.run([*command, *arguments], check=True, cwd=PROJECT, capture_output=True)

    run("teams", "add", office, "Records", "--contact", "records@harbour.example")
    run("people", "add", "ines@harbour.example", "--organisation", office, "--role", "researcher", "--team", "Records")
    note.write_text("People could not tell whether their letter to the mooring desk had arrived.\n")
    run("ingest", str(note), "--organisation", office, "--study", "Mooring desk", "--team", "Records")
    note.write_text("People could not tell whether their application at the pier had arrived.\n")
    run("ingest", str(note), "--organisation", office, "--study", "Pier", "--team", "Records", "--visibility", "open")
    port = free_port()
    environment = {
        **os.environ,
        "THROUGHLINE_PORT": str(port),
        "THROUGHLINE_SIGN_IN": provider.metadata,
        "THROUGHLINE_SIGN_IN_CLIENT_ID": CLIENT_ID,
        "THROUGHLINE_SIGN_IN_CLIENT_SECRET": CLIENT_SECRET,
        "THROUGHLINE_ADMINISTRATORS": "ada@harbour.example",
    }
    with served([*command, "serve"], port, env=environment, cwd=PROJECT) as running:
        yield running


def sign_in(page: Page, person: str) -> None:
    page.goto("/")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=person).click()


def search(page: Page, question: str) -> None:
    page.goto(f"/what_do_we_know?q={question.replace(' ', '+')}")
    expect(page.get_by_role("heading", level=1)).to_have_text("What do we know?", timeout=WAIT)
    expect(page.locator('[data-test-script-state="notRunning"]').first).to_be_attached(timeout=WAIT)


@pytest.mark.parametrize("path", ["", "pain_points", "studies", "source?source=src_1"])
def test_nobody_sees_anything_before_signing_in(page: Page, path: str):
    page.goto(f"/{path}")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=WAIT)
    expect(page.get_by_text("Mooring desk")).to_have_count(0)
    expect(page.get_by_role("link", name="Pain points")).to_have_count(0)


def test_somebody_on_record_sees_what_is_their_teams_and_signs_out_again(page: Page):
    sign_in(page, INES)
    expect(page.get_by_text(re.compile("ines@harbour.example: researcher"))).to_be_visible(timeout=WAIT)
    search(page, "could not tell whether it had arrived")
    expect(page.get_by_text("letter to the mooring desk").first).to_be_visible(timeout=WAIT)
    with page.expect_response(re.compile("/auth/logout")):  # the page says "Sign in" before the cookie is gone
        page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=WAIT)
    page.wait_for_load_state()
    page.goto("/what_do_we_know")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=WAIT)


def test_a_stranger_sees_what_is_open_and_is_told_whom_to_ask(page: Page):
    sign_in(page, KAI)
    expect(page.get_by_text("not on record here yet")).to_be_visible(timeout=WAIT)
    expect(page.get_by_text("ask ada@harbour.example to add you as: kai@elsewhere.example")).to_be_visible()
    search(page, "could not tell whether it had arrived")
    expect(page.get_by_text("application at the pier").first).to_be_visible(timeout=WAIT)
    expect(page.get_by_text("mooring desk")).to_have_count(0)


def test_an_address_that_was_not_verified_opens_nothing(page: Page):
    sign_in(page, MAX)
    expect(page.get_by_text("does not say that your email address was verified")).to_be_visible(timeout=WAIT)
    expect(page.get_by_role("button", name="Sign in as somebody else")).to_be_visible()
    expect(page.get_by_role("link", name="Pain points")).to_have_count(0)


def test_whoever_refuses_at_the_sign_in_service_is_told_what_to_do(page: Page):
    sign_in(page, "Refuse")
    expect(page.get_by_text("Back on this page after signing in?")).to_be_visible(timeout=WAIT)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_the_word_of_another_issuer_opens_nothing(page: Page, provider: Provider):
    provider.issuer_in_tokens = "https://elsewhere.example"
    try:
        sign_in(page, INES)
        expect(page.get_by_text("Back on this page after signing in?")).to_be_visible(timeout=WAIT)
        expect(page.get_by_role("link", name="Pain points")).to_have_count(0)
    finally:
        provider.issuer_in_tokens = None


def test_a_sign_in_service_that_names_itself_otherwise_is_told_with_what_to_set(page: Page, provider: Provider):
    issuer = provider.issuer
    provider.issuer = "https://elsewhere.example"
    try:
        page.goto("/")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_text("calls itself by another name")).to_be_visible(timeout=WAIT)
        expect(page.get_by_text("THROUGHLINE_SIGN_IN", exact=False).first).to_be_visible()
    finally:
        provider.issuer = issuer
