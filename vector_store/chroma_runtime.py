"""The runtime file: where the data directory's running Chroma server is to be found."""

import http.client
import json
import os
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

RUNTIME_FILE = "chroma-server.json"
_HEARTBEAT_SECONDS = 2.0


@dataclass(frozen=True, kw_only=True, slots=True)
class RunningServer:
    """A Chroma server as its runtime file tells. ``started_at`` is an ISO time in UTC."""

    host: str
    port: int
    pid: int
    started_at: str


def write_runtime(folder: Path, server: RunningServer) -> None:
    """Put the runtime file in place in one step, so that no reader meets half of it."""
    draft = folder / f"{RUNTIME_FILE}.{uuid.uuid4().hex}"
    draft.write_text(json.dumps(asdict(server), indent=1), encoding="utf-8")
    draft.replace(folder / RUNTIME_FILE)


def remove_runtime(folder: Path) -> None:
    """Remove the runtime file, if any. Only the holder of the lock may: then no server can be writing one."""
    (folder / RUNTIME_FILE).unlink(missing_ok=True)


def live_server(folder: Path) -> RunningServer | None:
    """Return the server that the runtime file names when its process lives and answers, else None."""
    try:
        told = json.loads((folder / RUNTIME_FILE).read_text(encoding="utf-8"))
        server = RunningServer(
            host=str(told["host"]), port=int(told["port"]), pid=int(told["pid"]), started_at=str(told["started_at"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return server if _runs(server.pid) and answers(server.host, server.port) else None


def answers(host: str, port: int) -> bool:
    """Tell whether a Chroma server answers there. Goes straight to it, past any proxy."""
    connection = http.client.HTTPConnection(host, port, timeout=_HEARTBEAT_SECONDS)
    try:
        connection.request("GET", "/api/v2/heartbeat")
        return b"heartbeat" in connection.getresponse().read(1000)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _runs(pid: int) -> bool:
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
