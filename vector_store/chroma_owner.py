"""One owner of the data directory's Chroma: one embedded client, or one server, never both and never two."""

import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from domain.errors import IndexUnusable, RepositoryLocked
from vector_store.chroma_files import check_files
from vector_store.chroma_process import fill_new_memory
from vector_store.chroma_runtime import RunningServer, answers, live_server, remove_runtime, write_runtime

if TYPE_CHECKING:
    from filelock import BaseFileLock

CHROMA_FOLDER = "chroma"
LOCK_FILE = "chroma.lock"
LOG_FILE = "chroma-server.log"
_LOCK_SECONDS = 3.0
_START_SECONDS = 30.0
_STOP_SECONDS = 10.0
_POLL_SECONDS = 0.05
_BLANK = 255
"""Chroma saves room for vectors to come as it found it in memory; with this it finds noughts [tried with 1.5]."""


class ChromaConnection:
    """A way to the data directory's Chroma that opens at need and can be released at any time. Thread-safe.

    Uses ``remote`` when given, else the running server, else opens the folder itself and holds the lock while open.
    """

    def __init__(self, folder: Path, *, remote: tuple[str, int] | None = None) -> None:
        self.folder = folder
        self._remote = remote
        self._guard = threading.RLock()
        self._client: Any = None
        self._lock: BaseFileLock | None = None

    def client(self) -> Any:
        """Return the open Chroma client, opening it first when closed.

        Raises RepositoryLocked when another process has the folder open; IndexUnusable when it cannot be opened.
        """
        with self._guard:
            if self._client is None:
                self._open()
            return self._client

    @property
    def holds_lock(self) -> bool:
        """Tell whether this connection has the folder open itself."""
        return self._lock is not None

    def close(self) -> None:
        """Let go of client and lock. Closing twice is no error; the next use opens again."""
        with self._guard:
            client, self._client = self._client, None
            lock, self._lock = self._lock, None
            try:
                if client is not None:
                    client.close()
            finally:
                if lock is not None:
                    lock.release()

    def discard(self) -> None:
        """Delete all that Chroma keeps in this folder: the way out of damage. The next use starts empty.

        Raises RepositoryLocked while a server or another process has it open.
        """
        import shutil

        with self._guard:
            self.close()
            if self._remote or live_server(self.folder):
                raise _locked(self.folder, "Stop the app, then run: throughline rebuild-index")
            lock = _lock(self.folder)
            if not _taken(lock, seconds=_LOCK_SECONDS):
                raise _locked(self.folder, "Stop the app, then run: throughline rebuild-index")
            try:
                shutil.rmtree(self.folder / CHROMA_FOLDER, ignore_errors=True)
            finally:
                lock.release()

    def __enter__(self) -> Self:
        self.client()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self) -> None:
        if self._remote:
            self._client = _http_client(*self._remote)
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = _lock(self.folder)
        until = time.monotonic() + _LOCK_SECONDS
        while True:
            if server := live_server(self.folder):
                self._client = _http_client(server.host, server.port)
                return
            if _taken(lock, seconds=0):
                break
            if time.monotonic() > until:
                raise _locked(self.folder)
            time.sleep(_POLL_SECONDS)
        try:
            remove_runtime(self.folder)
            check_files(self.folder / CHROMA_FOLDER)
            fill_new_memory(_BLANK)
            self._client = _embedded_client(self.folder / CHROMA_FOLDER)
        except BaseException:
            lock.release()
            raise
        self._lock = lock


def open_chroma(folder: Path, *, remote: tuple[str, int] | None = None) -> ChromaConnection:
    """Return an open connection to the Chroma of the data directory ``folder`` (or to ``remote``: host and port).

    Raises RepositoryLocked when another process has the folder open; IndexUnusable when it cannot be opened.
    """
    connection = ChromaConnection(folder, remote=remote)
    connection.client()
    return connection


@dataclass(frozen=True, kw_only=True)
class ChromaServer:
    """A Chroma server that this process started; it ends with ``stop`` or with this process."""

    folder: Path
    address: RunningServer
    _process: "subprocess.Popen[bytes]"
    _lock: "BaseFileLock"

    @property
    def alive(self) -> bool:
        """Tell whether the server's process still runs."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End exactly this server, remove its runtime file and release the folder. Twice is no error."""
        if not self._lock.is_locked:
            return
        _end(self._process)
        remove_runtime(self.folder)
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def start_chroma_server(folder: Path, *, port: int = 0) -> ChromaServer:
    """Start Chroma for ``folder`` on loopback and return once it answers; port 0 takes a free one.

    Raises RepositoryLocked when the folder is open elsewhere, IndexUnusable when the server does not start.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = _lock(folder)
    if not _taken(lock, seconds=_LOCK_SECONDS):
        raise _locked(folder, remedy="Use the app that is being served from this folder already, or stop it first.")
    process = None
    try:
        remove_runtime(folder)
        check_files(folder / CHROMA_FOLDER)
        chosen = _free_port(port)
        process = _start(folder, chosen)
        _wait_until_it_answers(process, folder, chosen)
        address = RunningServer(
            host="127.0.0.1",
            port=chosen,
            pid=process.pid,
            started_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        write_runtime(folder, address)
    except BaseException:
        if process is not None:
            _end(process)
        lock.release()
        raise
    return ChromaServer(folder=folder, address=address, _process=process, _lock=lock)


def _start(folder: Path, port: int) -> "subprocess.Popen[bytes]":
    program = Path(__file__).with_name("chroma_process.py")
    arguments = [str(os.getpid()), str(folder / CHROMA_FOLDER), str(port), str(_BLANK)]
    with (folder / LOG_FILE).open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-P", str(program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
        )


def _wait_until_it_answers(process: "subprocess.Popen[bytes]", folder: Path, port: int) -> None:
    until = time.monotonic() + _START_SECONDS
    while not answers("127.0.0.1", port):
        if process.poll() is not None or time.monotonic() > until:
            raise IndexUnusable(
                "The index server did not start.",
                where=str(folder / LOG_FILE),
                remedy=f"Read that log. Is port {port} in use? If the index is damaged, run: throughline rebuild-index",
            )
        time.sleep(_POLL_SECONDS)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port(wanted: int = 0) -> int:
    """Return ``wanted`` when nothing listens there, or any free port for 0."""
    with socket.socket() as probe:
        if os.name == "posix":
            # Else the port of a server that has just ended counts as taken for a minute.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError as error:
            raise IndexUnusable(
                f"Port {wanted} cannot be used for the index.",
                where="127.0.0.1",
                remedy="Name another port, or none: then a free one is taken.",
            ) from error
        return int(probe.getsockname()[1])


def _lock(folder: Path) -> "BaseFileLock":
    from filelock import FileLock

    # Not thread-local: what one thread opened, another may close.
    return FileLock(folder / LOCK_FILE, thread_local=False)


def _taken(lock: "BaseFileLock", *, seconds: float) -> bool:
    from filelock import Timeout

    try:
        lock.acquire(timeout=seconds, poll_interval=_POLL_SECONDS)
    except Timeout:
        return False
    return True


def _locked(folder: Path, remedy: str = "") -> RepositoryLocked:
    return RepositoryLocked(
        "The index is in use by another process.",
        where=str(folder / LOCK_FILE),
        remedy=remedy or "Use the running app, or start everything with `throughline serve`.",
    )


def _embedded_client(path: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    from vector_store.chroma_errors import translated

    with translated(path):
        return chromadb.PersistentClient(path=str(path), settings=Settings(anonymized_telemetry=False))


def _http_client(host: str, port: int) -> Any:
    import chromadb
    from chromadb.config import Settings

    from vector_store.chroma_errors import translated

    with translated(f"{host}:{port}"):
        return chromadb.HttpClient(host=host, port=port, settings=Settings(anonymized_telemetry=False))
