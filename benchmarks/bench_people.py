"""Twenty people at work at once, while files are added and themes are found: errors, waiting times, memory.

    python -m benchmarks.bench_people [--people 20] [--seconds 180] [--files FOLDER]

Each person is a session of the app over its own protocol: they ask for a page, wait until it is whole, read for a
moment, and go on, as links would lead them. ``--files`` (the notes, if they are there; else the example corpus under
other names) are added by the command line meanwhile, and themes fitted, again and again until the time is over.
"""

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.research_sentences import SHARED_DATA
from domain.access import LOCAL_VIEWER
from settings import Settings
from use_cases.app import UseCases

PROJECT = Path(__file__).parents[1]
PORT = 8731
READING_SECONDS = (0.5, 3.0)
PATIENCE_SECONDS = 120
QUESTIONS = (
    "people give the same details to every office", "letters arrive for someone who has died",
    "staff type the same thing into two systems", "cannot tell whether the form arrived", "waiting on the phone",
    "nobody knows who owns the case", "how do I prove who I am", "the website is hard to use on a phone",
    "what happens to the pension", "who has to be told about a death", "payments that go on after a death",
)  # fmt: skip


@dataclass
class Log:
    """What the sessions met: seconds by page, and everything that went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Serve, load, let people work, and print what they met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--files", type=Path, default=SHARED_DATA / "research_notes")
    chosen = parser.parse_args()
    files = chosen.files if chosen.files.exists() else PROJECT / "examples" / "corpus"
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        run(["demo", "load"], data)
        visits = places(data)
        server = subprocess.Popen(
            command(["serve", "--port", str(PORT)], data),
            cwd=PROJECT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        try:
            await_app(server)
            log, memory, done = asyncio.run(at_work(chosen.people, chosen.seconds, visits, data, files, server.pid))
        finally:
            server.terminate()
            server.wait(30)
        report(chosen.people, chosen.seconds, log, memory, done)
        print(
            subprocess.run(command(["doctor"], data), cwd=PROJECT, capture_output=True, text=True, check=False).stdout
        )


def command(arguments: list[str], data: Path) -> list[str]:
    return [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(data), *arguments]


def run(arguments: list[str], data: Path) -> None:
    subprocess.run(command(arguments, data), cwd=PROJECT, check=True, capture_output=True)


SPOKEN = Subprotocol("streamlit")


def places(data: Path) -> list[tuple[str, str, str]]:
    """Return the addresses that people may go to, page and query."""
    app = UseCases(Settings.from_environment(data))
    found: list[tuple[str, str, dict[str, str]]] = [("home", "", {})]
    found += [("pain points", "pain_points", {}), ("journey room", "journey_room", {})]
    found += [("one pain point", "pain_points", {"pain_point": point.id}) for point in app.pain_points(LOCAL_VIEWER)]
    found += [("one journey", "journey_room", {"journey": item.id}) for item in app.journeys(LOCAL_VIEWER)] * 5
    found += [("search", "what_do_we_know", {"q": question}) for question in QUESTIONS] * 2
    points = app.all_pain_points(LOCAL_VIEWER)[:10]
    evidence = [fit.evidence for point in points for fit in point.evidence]
    found += [("source", "source", {"source": one.source_id, "observation": one.id}) for one in evidence[:20]]
    app.close()
    return [(name, page, urlencode(query)) for name, page, query in found]


def await_app(server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{PORT}/_stcore/health", timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise SystemExit("The app did not come up.")


async def at_work(
    people: int, seconds: float, visits: list[tuple[str, str, str]], data: Path, files: Path, server: int
) -> tuple[Log, dict[str, int], Counter[str]]:
    log, memory, done = Log(), dict[str, int](), Counter[str]()
    until = time.monotonic() + seconds
    async with asyncio.TaskGroup() as together:
        for number in range(people):
            together.create_task(one_person(number, until, visits, log))
        together.create_task(background_work(until, data, files, done, log))
        together.create_task(watch_memory(until, server, memory))
    return log, memory, done


async def one_person(number: int, until: float, visits: list[tuple[str, str, str]], log: Log) -> None:
    chance = random.Random(number)
    try:
        address = f"ws://127.0.0.1:{PORT}/_stcore/stream"
        async with connect(address, subprotocols=[SPOKEN], max_size=None, ping_timeout=None) as session:
            while time.monotonic() < until:
                name, page, query = chance.choice(visits)
                started = time.monotonic()
                trouble = await visit(session, page, query)
                log.seconds[name].append(time.monotonic() - started)
                log.errors.update(trouble)
                await asyncio.sleep(chance.uniform(*READING_SECONDS))
    except (OSError, TimeoutError) as error:
        log.errors[f"session lost: {type(error).__name__}"] += 1


async def visit(session: ClientConnection, page: str, query: str) -> list[str]:
    """Ask for a page, wait until it is whole, and return what went wrong on it."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = query
    await session.send(asked.SerializeToString())
    trouble = []
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            message = ForwardMsg()
            message.ParseFromString(await session.recv())
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                trouble += wrong_in(message.delta.new_element)
            elif kind == "page_not_found":
                trouble.append(f"no page {page}")
            elif kind == "script_finished":
                if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    trouble.append("script did not finish well")
                return trouble


def wrong_in(element: Element) -> list[str]:
    kind = element.WhichOneof("type")
    if kind == "exception":
        return [f"exception: {element.exception.type}"]
    if kind == "alert" and element.alert.format == element.alert.ERROR:
        return [f"error: {element.alert.body[:80]}"]
    return []


async def background_work(until: float, data: Path, files: Path, done: Counter[str], log: Log) -> None:
    """Add the files and fit themes, in turn, until the time is over."""
    nth = 0
    while time.monotonic() < until:
        nth += 1
        for name, arguments in (
            ("ingest", ["ingest", str(files), "--study", f"Load {nth}"]),
            ("fit", ["themes", "fit"]),
        ):
            child = await asyncio.create_subprocess_exec(
                *command(arguments, data), cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
            try:
                async with asyncio.timeout(max(1.0, until - time.monotonic())):
                    _, said = await child.communicate()
            except TimeoutError:
                child.kill()
                done[f"{name} still under way at the end"] += 1
                return
            done[name] += 1
            if child.returncode:
                log.errors[f"{name} failed: {said.decode()[-200:]}"] += 1


async def watch_memory(until: float, server: int, memory: dict[str, int]) -> None:
    while time.monotonic() < until:
        for name, size in resident(server):
            memory[name] = max(memory.get(name, 0), size)
        await asyncio.sleep(1.0)


def resident(server: int) -> Iterator[tuple[str, int]]:
    """Yield each process that serve started, and its resident bytes."""
    for folder in Path("/proc").iterdir():
        try:
            status = (folder / "status").read_text()
            said = (folder / "cmdline").read_text().replace("\0", " ")
        except (OSError, UnicodeDecodeError):
            continue
        fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
        if int(fields.get("PPid", "0")) == server and "VmRSS" in fields:
            kind = "app" if "streamlit" in said else "worker" if "worker" in said else "index"
            yield kind, int(fields["VmRSS"].split()[0]) * 1024


def report(people: int, seconds: float, log: Log, memory: dict[str, int], done: Counter[str]) -> None:
    every = [value for values in log.seconds.values() for value in values]
    print(f"{people} people, {seconds:.0f} s, {len(every)} pages, {os.cpu_count()} cores")
    print("meanwhile: " + ", ".join(f"{name} {count}" for name, count in done.items()))
    print("| page | visits | median s | p95 s | slowest s |\n| --- | --- | --- | --- | --- |")
    for name, values in [*sorted(log.seconds.items()), ("all", every)]:
        middle, late = np.percentile(values, [50, 95])
        print(f"| {name} | {len(values)} | {middle:.2f} | {late:.2f} | {max(values):.2f} |")
    print("errors: " + (", ".join(f"{what} ({count})" for what, count in log.errors.items()) or "0"))
    print("most memory: " + ", ".join(f"{name} {size / 2**20:.0f} MiB" for name, size in sorted(memory.items())))


if __name__ == "__main__":
    main()
