"""A PostgreSQL server of the tests' own: on loopback, in memory where there is room, ended with the tests."""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from uuid import uuid4

import psycopg

from tests.memory import memory_with

START_SECONDS = 60
STOP_SECONDS = 30
ROOM_BYTES = 2**30
"""A new database is hundreds of files: where they are made in memory, making one takes a fifth of the time."""
COPIES_FILES = 150_000
"""The version from which a server asks how to copy a database: file by file takes half of what page by page takes."""
WHY_NOT = "PostgreSQL is not installed here (on Debian and Ubuntu: apt install postgresql)"
_ACCOUNTS = ("postgres", "nobody")
"""Whom the server runs as when the tests run as root, whom PostgreSQL refuses; the first that exists."""


class PostgresServer:
    """A running server: it trusts whoever connects, and writes without waiting for the disk."""

    def __init__(self, port: int) -> None:
        self.port = port

    @contextmanager
    def database(self, *, like: str = "template1") -> Iterator[str]:
        """Give the address of a new database, which is dropped afterwards, whoever is still connected.

        It is empty, or as the database that it shall be ``like``, to which nobody may be connected meanwhile.
        """
        name = f"test_{uuid4().hex[:12]}"
        with self._connected() as connection:
            by_file = " STRATEGY FILE_COPY" if connection.info.server_version >= COPIES_FILES else ""
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"{by_file}'.encode())
        try:
            yield f"postgresql+psycopg://tester@127.0.0.1:{self.port}/{name}"
        finally:
            with self._connected() as connection:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())

    def _connected(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(host="127.0.0.1", port=self.port, user="tester", dbname="postgres", autocommit=True)


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest version's, or None when there is none."""
    found = shutil.which("postgres")
    if found and (Path(found).resolve().parent / "initdb").exists():
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    return versions[-1] if versions else None


@contextmanager
def a_server() -> Iterator[PostgresServer]:
    """Start a server and end it afterwards, by its own process; it ends with this process at the latest."""
    folder = programs()
    if folder is None:
        raise RuntimeError(WHY_NOT)
    account = _account()
    home = Path(tempfile.mkdtemp(prefix="throughline-postgresql-", dir=memory_with(ROOM_BYTES)))
    try:
        if account:
            shutil.chown(home, account)
        data = home / "data"
        make = [str(folder / "initdb"), "-D", str(data), "-U", "tester", "-A", "trust", "-E", "UTF8"]
        subprocess.run([*make, "--no-sync", "--no-locale"], check=True, capture_output=True, user=account, cwd=home)
        process, port = _started(folder, home, account)
        try:
            yield PostgresServer(port)
        finally:
            process.send_signal(signal.SIGINT)  # what PostgreSQL calls a fast shutdown
            process.wait(STOP_SECONDS)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _started(folder: Path, home: Path, account: str | None) -> tuple["subprocess.Popen[bytes]", int]:
    for _ in range(5):
        port = _free_port()
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": port,
            "unix_socket_directories": home,
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "max_connections": 200,
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command = [str(folder / "postgres"), "-D", str(home / "data"), *options]
        with (home / "log").open("ab") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, user=account, cwd=home, preexec_fn=_tied)  # noqa: PLW1509
        if _answers(process, port):
            return process, port
    raise RuntimeError(f"PostgreSQL did not start: {(home / 'log').read_text()[-2000:]}")


def _tied() -> None:
    """Have Linux end this process when the one that started it dies, killed tests included. Takes no lock."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(1, signal.SIGINT)


def _answers(process: "subprocess.Popen[bytes]", port: int) -> bool:
    until = monotonic() + START_SECONDS
    while process.poll() is None and monotonic() < until:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="tester", dbname="postgres").close()
            return True
        except psycopg.OperationalError:
            sleep(0.05)
    return False


def _account() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _ACCOUNTS if name in known)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
