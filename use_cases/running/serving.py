"""App, worker and index together, or the app alone: processes of ours, watched, and ended with us."""

import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from ipaddress import AddressValueError, IPv4Address
from pathlib import Path
from threading import Event
from time import monotonic, sleep
from typing import IO, TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from domain.errors import InvalidRequest, RepositoryLocked, StorageFailed
from settings import Settings
from use_cases.signing_in import write_secrets

if TYPE_CHECKING:
    from vector_store.chroma_owner import ChromaServer

PROJECT = Path(__file__).resolve().parents[2]
LOOPBACK = "127.0.0.1"
EVERY_NETWORK = "0.0.0.0"
START_SECONDS = 60
WATCH_SECONDS = 1.0
STOP_SECONDS = 10
logger = logging.getLogger(__name__)


class Child:
    """A process of ours whose output goes to a log file; started again when it dies."""

    def __init__(self, name: str, command: Sequence[str], settings: Settings) -> None:
        self.name = name
        self.command = list(command)
        self.settings = settings
        self.log_path = settings.data_dir / "logs" / f"{name}.log"
        self.process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None

    def start(self) -> None:
        """Start the process, its output added to its log."""
        self.log_path.parent.mkdir(parents=True, exist_ok=True)
        self._log = self.log_path.open("ab")
        self.process = subprocess.Popen(
            self.command,
            cwd=PROJECT,
            env=self.settings.child_environment(),
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def revive(self) -> bool:
        """Start it again when it has died; tell whether it had."""
        if self.process is None or self.process.poll() is None:
            return False
        logger.warning("%s ended with status %s and is started again", self.name, self.process.returncode)
        self.stop()
        self.start()
        return True

    def stop(self) -> None:
        """End the process, first politely, and close its log."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self._log is not None:
            self._log.close()


class IndexServer:
    """Chroma's server over an index folder; started again when it dies."""

    def __init__(self, folder: Path) -> None:
        self.name = "index"
        self.folder = folder
        self.log_path = folder / "chroma-server.log"
        self._server: ChromaServer | None = None

    def start(self) -> None:
        """Start the server; it answers when this returns. Raises RepositoryLocked when the folder has another owner."""
        from vector_store.chroma_owner import start_chroma_server

        self._server = start_chroma_server(self.folder)

    def revive(self) -> bool:
        """Start it again when it has died; tell whether it had."""
        if self._server is None or self._server.alive:
            return False
        self.stop()
        self.start()
        return True

    def stop(self) -> None:
        """End the server."""
        if self._server is not None:
            self._server.stop()


def serve(
    settings: Settings,
    *,
    address: str = LOOPBACK,
    app_only: bool = False,
    say: Callable[[str], None],
    opened: Callable[[str], None],
) -> None:
    """Run app, worker and index until interrupted. ``opened`` is called with the app's address once it answers.

    With ``app_only`` worker and index are somebody else's: of another ``serve``, or of other machines. ``address`` is
    this machine's on the network where the app is offered; anything but loopback needs sign-in.

    Raises InvalidRequest for an address that may not be used, RepositoryLocked when another process serves this data
    directory or uses the port, StorageFailed for an app that does not come up.
    """
    check_address(settings, address)
    reached = LOOPBACK if address == EVERY_NETWORK else address
    _check_port(reached, settings.port)
    web = f"http://{reached}:{settings.port}"
    stopping = Event()
    app = Child("app", _app_command(settings, address), settings)
    with ExitStack() as ending:
        for number in (signal.SIGTERM, signal.SIGINT):
            # Noted, not raised: an exception in the middle of starting a child would leave it running.
            ending.callback(signal.signal, number, signal.signal(number, lambda *_: stopping.set()))
        children: list[Child | IndexServer] = [*([] if app_only else _behind_the_app(settings)), app]
        for child in children:
            ending.callback(child.stop)
            child.start()
        _await_app(app, web, stopping)
        if not stopping.is_set():
            opened(web)
        while not stopping.wait(WATCH_SECONDS):
            for child in children:
                if child.revive():
                    say(f"The {child.name} had stopped and was started again; see {child.log_path}.")
        say("Stopping.")


def check_address(settings: Settings, address: str) -> None:
    """Raise InvalidRequest for what is no IPv4 address, and for one that others can reach while nobody signs in."""
    try:
        ours = IPv4Address(address).is_loopback
    except AddressValueError:
        raise InvalidRequest(
            f"'{address}' is not an address of this machine.",
            where="--address",
            remedy="Write it as four numbers: 127.0.0.1 for this machine alone, 0.0.0.0 for every network.",
        ) from None
    if not ours and settings.sign_in is None:
        raise InvalidRequest(
            "Without sign-in the app is offered to this machine alone: whoever reached it would see everything.",
            where=f"--address {address}",
            remedy="Set up sign-in first (THROUGHLINE_SIGN_IN, see docs/settings.md), or leave --address out.",
        )


def _behind_the_app(settings: Settings) -> list[Child | IndexServer]:
    worker = Child("worker", _tied("cli", "worker"), settings)
    return [worker] if settings.chroma else [IndexServer(settings.data_dir / "index"), worker]


def _tied(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module in a process that ends with this one, even when this one is killed."""
    start = Path(__file__).with_name("tied_process.py")
    return [sys.executable, "-P", str(start), str(os.getpid()), str(PROJECT), module, *arguments]


def _app_command(settings: Settings, address: str) -> list[str]:
    options = {
        "server.address": address,
        "server.port": str(settings.port),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    sign_in = write_secrets(settings)
    if sign_in is not None:
        options["secrets.files"] = str(sign_in)
    if settings.sign_in is not None:
        # Else Streamlit takes a browser that comes by a proxy's name for a stranger's page, and refuses it.
        options["browser.serverAddress"] = urlsplit(settings.sign_in.address).hostname or address
    flags = [f"--{name}={value}" for name, value in options.items()]
    return _tied("streamlit", "run", str(PROJECT / "streamlit_app.py"), *flags)


def _check_port(address: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            raise RepositoryLocked(
                f"Port {port} is in use.",
                where=f"{address}:{port}",
                remedy=f"If the app runs already, open http://{address}:{port}; else try --port {port + 1}.",
            ) from None


def _await_app(app: Child, web: str, stopping: Event) -> None:
    until = monotonic() + START_SECONDS
    while monotonic() < until and not stopping.is_set():
        if app.process is None or app.process.poll() is not None:
            break
        try:
            with urlopen(f"{web}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            sleep(0.1)
    if stopping.is_set():
        return
    raise StorageFailed(
        "The app did not start.", where=str(app.log_path), remedy="Read the end of that log; then try again."
    )
