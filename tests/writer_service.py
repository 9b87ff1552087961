"""A chat-completions service of the tests' own, on loopback: it answers as a test says and keeps what it was sent."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

NAME = {
    "name": "Callers wait too long to be answered",
    "sentence": "Residents who ring give up before anybody picks up.",
}


def completion(content: str) -> bytes:
    """Return the body of an answer whose message has this content."""
    return json.dumps({"choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}).encode()


class Service:
    """A running service. ``answer`` makes status and body of each request's content; ``sent`` are those contents."""

    def __init__(self) -> None:
        self.answer: Callable[[dict[str, Any]], tuple[int, bytes]] = lambda asked: (200, completion(json.dumps(NAME)))
        self.sent: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.address = ""
        self.ending = Event()

    @property
    def words(self) -> str:
        """Return all that was sent for the model to read, but for its task."""
        return "\n".join(asked["messages"][-1]["content"] for asked in self.sent)


@contextmanager
def a_service() -> Iterator[Service]:
    """Run a service while the block runs."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            service.paths.append(self.path)
            service.sent.append(asked)
            service.headers.append(dict(self.headers))
            status, body = service.answer(asked)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            if status in {301, 302, 307, 308}:
                self.send_header("Location", f"{service.address}/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service.address = f"http://127.0.0.1:{server.server_port}/v1"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.ending.set()
        server.shutdown()
        server.server_close()
        thread.join()
