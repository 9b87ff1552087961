"""Readers in processes of their own, which can be killed at their limit without harm to the one that asks."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from pathlib import Path

from domain.errors import DescribesAnother, NothingOpen, ThroughlineError, UnreadableSource
from domain.evidence import Refusal, SourceFile
from domain.files import RefusedMember
from domain.limits import DEFAULT_LIMITS, Limits
from domain.tables import TableGuide, TableMapping
from ingest.opening import OpenedFile
from ingest.wire import Message, plain, receive, restored, send

_CHILD = Path(__file__).with_name("reader_child.py")
_PROGRAM = Path(__file__).resolve().parents[1]
_WHOLE_FILE = "whole file"
_START_SECONDS = 60
_MOST_FILES = 200
"""After so many files a process is replaced: libraries keep some memory of each."""


class ReaderFailed(ThroughlineError):
    """The reader process cannot be started at all."""


class Readers:
    """Opens files, and takes apart those that hold others, each call in a process of its own kind; thread-safe.

    A process is started when it is first needed, kept for the next file, and replaced when it had to be killed. A file
    whose reader was killed or broke down is refused. ``rest`` ends the processes that nobody uses, ``close`` does too.
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self.limits = limits
        self._idle: list[_Process] = []
        self._lock = threading.Lock()

    def open(self, file: SourceFile) -> OpenedFile:
        """Return a file opened. Raises UnreadableSource, also when its reader took too long or broke down."""
        with self._process() as process:
            message, _ = process.ask("open", file, self.limits)
            if "opened" in message:
                opened: OpenedFile = restored(OpenedFile, message["opened"])
                return opened
            raise process.refusal(message, self.limits)

    def expand(self, file: SourceFile) -> Iterator[SourceFile | RefusedMember]:
        """Yield a file itself, or what is in it: see :func:`ingest.expanding.expand`. Raises nothing for a bad file."""
        with self._process() as process:
            message, content = process.ask("expand", file, self.limits)
            while "end" not in message:
                if "itself" in message:
                    yield file
                elif "member" in message:
                    yield SourceFile(name=message["member"], content=content)
                elif "refused_member" in message:
                    yield restored(RefusedMember, message["refused_member"])
                else:
                    error = process.refusal(message, self.limits)
                    refusal = Refusal(where=error.where, reason=error.problem, remedy=error.remedy)
                    yield RefusedMember(name=file.name, refusal=refusal)
                    return
                message, content = process.answer(self.limits)

    def rest(self) -> None:
        """End the processes that wait for a next file."""
        with self._lock:
            idle, self._idle = self._idle, []
        for process in idle:
            process.end()

    close = rest

    @contextmanager
    def _process(self) -> Iterator["_Process"]:
        with self._lock:
            idle = self._idle.pop() if self._idle else None
        process = idle if idle and idle.is_alive() else _Process()
        try:
            yield process
        finally:
            if process.is_ready and process.files < _MOST_FILES:
                with self._lock:
                    self._idle.append(process)
            else:
                process.end()


class _Process:
    """One reader process. ``is_ready`` tells whether it waits for a next file."""

    def __init__(self) -> None:
        folders = [str(_PROGRAM), *(str(Path(folder).absolute()) for folder in sys.path)]
        self._process = subprocess.Popen(
            [sys.executable, str(_CHILD), str(os.getpid()), json.dumps(folders)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.files = 0
        self._too_long = False
        self.is_ready = "ready" in self._within(_START_SECONDS)[0]
        if not self.is_ready:
            self.end()
            raise ReaderFailed(
                "The process that reads files cannot be started.",
                where=_CHILD.name,
                remedy="See that there is memory left, and that the installation is whole: make install.",
            )

    def is_alive(self) -> bool:
        """Tell whether the process is still there: a system short of memory may have ended it while it waited."""
        return self._process.poll() is None

    def ask(self, task: str, file: SourceFile, limits: Limits) -> tuple[Message, bytes]:
        """Send a request and return the first message of its answer; an empty one when the process died or was killed.

        A message that is not the last leaves it not ready until :meth:`answer` has brought the last one.
        """
        assert self._process.stdin is not None
        self.is_ready = False
        self.files += 1
        described = {field.name: plain(getattr(file, field.name)) for field in fields(file) if field.name != "content"}
        request = {"task": task, "file": described, "limits": plain(limits)}
        try:
            send(self._process.stdin, request, file.content)
        except OSError:
            return {}, b""
        return self.answer(limits)

    def answer(self, limits: Limits) -> tuple[Message, bytes]:
        """Return the next message of an answer, waiting no longer than the limit."""
        message, content = self._within(limits.seconds)
        self.is_ready = bool(message.keys() & {"opened", "refused", "end"})
        return message, content

    def refusal(self, message: Message, limits: Limits) -> UnreadableSource:
        """Return why a file is refused whose reader said so, was killed, or broke down."""
        if "refused" in message:
            problem, where, remedy = message["refused"]
            tables = tuple(restored(TableMapping, each) for each in message["tables"])
            if guide := restored(TableGuide, message["guide"]):
                return DescribesAnother(problem, where=where, remedy=remedy, tables=tables, guide=guide)
            if tables:
                return NothingOpen(problem, where=where, remedy=remedy, tables=tables)
            return UnreadableSource(problem, where=where or _WHOLE_FILE, remedy=remedy)
        if self._too_long:
            return UnreadableSource(
                f"Reading the file took longer than {limits.seconds} seconds, so it was stopped.",
                where=_WHOLE_FILE,
                remedy="Split it into smaller files, or save it again in the program that made it.",
            )
        if message.get("failed", "MemoryError") == "MemoryError":
            return UnreadableSource(
                f"Reading the file took more memory than {limits.memory_bytes // 1_000_000:,} MB, so it was stopped.",
                where=_WHOLE_FILE,
                remedy="Split it into smaller files, or save it again in the program that made it.",
            )
        return UnreadableSource(
            f"The file is damaged in a way that its reader could not cope with ({message['failed']}).",
            where=_WHOLE_FILE,
            remedy="Open it in the program that made it, save it under a new name, then add that.",
        )

    def end(self) -> None:
        """Kill the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def _within(self, seconds: int) -> tuple[Message, bytes]:
        """Return the next message, or an empty one when the process died or had to be killed."""
        assert self._process.stdout is not None
        timer = threading.Timer(seconds, self._give_up)
        timer.daemon = True
        timer.start()
        try:
            return receive(self._process.stdout)
        except (EOFError, OSError, ValueError):
            return {}, b""
        finally:
            timer.cancel()

    def _give_up(self) -> None:
        self._too_long = True
        self._process.kill()
