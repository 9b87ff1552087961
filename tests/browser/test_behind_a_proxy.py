"""Two apps behind nginx, as docs/deployment.md sets it up: a page works, and a browser stays with one app."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import PROJECT, STOP_SECONDS, answering, free_port, window

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
EXAMPLE = PROJECT / "docs" / "deployment.md"

pytestmark = pytest.mark.browser


def nginx_settings(folder: Path, port: int, apps: list[int]) -> str:
    """Return the document's example, for loopback: no encryption, free ports, every file of nginx in ``folder``."""
    (example,) = re.findall(r"```nginx\n(.*?)```", EXAMPLE.read_text(encoding="utf-8"), flags=re.DOTALL)
    kept = [line for line in example.splitlines() if not re.match(r"\s*(ssl_|server_name)", line)]
    http = "\n".join(kept).replace("listen 443 ssl", f"listen 127.0.0.1:{port}").replace("Secure; ", "")
    for number, app in zip((11, 12), apps, strict=True):
        http = http.replace(f"10.0.0.{number}:8501", f"127.0.0.1:{app}")
    paths = "\n".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    told = "log_format told '$status $upstream_addr $uri';"
    return (
        f"daemon off; pid {folder}/pid; error_log {folder}/errors; events {{}}\n"
        f"http {{ {told} access_log {folder}/requests told; {paths}\n{http} }}\n"
    )


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of nginx before two apps over one empty repository, and its record of requests."""
    if NGINX is None:
        pytest.skip("nginx is not installed here (on Debian and Ubuntu: apt install nginx-light)")
    port, *apps = free_port(), free_port(), free_port()
    settings = tmp_path / "nginx.conf"
    settings.write_text(nginx_settings(tmp_path, port, apps), encoding="utf-8")
    serve = [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(tmp_path / "data"), "serve", "--no-open"]
    started = []

    def start(command: list[str], address: str) -> None:
        started.append(subprocess.Popen(command, cwd=PROJECT, env=os.environ))
        answering(address, started[-1])

    try:
        start([*serve, "--port", str(apps[0])], f"http://127.0.0.1:{apps[0]}")
        start([*serve, "--app-only", "--port", str(apps[1])], f"http://127.0.0.1:{apps[1]}")
        start([NGINX, "-c", str(settings)], f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}", tmp_path / "requests"
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(STOP_SECONDS)


def test_a_page_and_a_file_added_to_it_come_through_and_stay_with_one_app(browser, proxy, tmp_path):
    address, requests = proxy
    note = tmp_path / "late.md"
    note.write_text("- The fictional lighthouse keeper could not renew by post.\n", encoding="utf-8")
    context = window(browser, address)
    page = context.new_page()
    page.goto("/add_and_check")
    with page.expect_response(re.compile("upload_file")) as uploaded:
        page.locator("input[type=file]").first.set_input_files(str(note))
    assert uploaded.value.status == 204
    context.close()
    lines = [line.split() for line in requests.read_text().splitlines()]
    by_the_page = [(status, app) for status, app, uri in lines if "/static/" in uri or "/upload_file/" in uri]
    assert {app for _, app in by_the_page} and len({app for _, app in by_the_page}) == 1
