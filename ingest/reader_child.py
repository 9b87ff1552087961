"""The process in which readers run: bytes and limits come in over a pipe, passages or refusals go out.

Run as a file, with: the owner's process, and the folders to import from as a JSON list. It writes nothing to any disk,
says nothing on any terminal, ends with its owner, and is ended by the system when a file takes longer than its limit.
"""

import json
import os
import sys
import threading
import time
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from domain.limits import Limits

_WATCH_SECONDS = 1.0
_GRACE_SECONDS = 2
"""How much later than its owner the system ends it: an owner that lives shall be the one to tell."""


def main(owner: str, folders: str) -> None:
    """Answer one request after the other, until the owner goes."""
    sys.path[:] = json.loads(folders)
    sys.dont_write_bytecode = True
    threading.Thread(target=_end_with, args=(int(owner),), daemon=True).start()
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    _silence()
    _keep_small()
    from ingest.wire import receive, send

    send(answers, {"ready": True})
    while True:
        try:
            request, content = receive(requests)
        except EOFError:
            return
        _answer(answers, request, content)


def _answer(answers: IO[bytes], request: dict[str, Any], content: bytes) -> None:
    from domain.errors import DescribesAnother, NothingOpen, UnreadableSource
    from domain.evidence import SourceFile
    from domain.limits import Limits
    from ingest.wire import plain, restored, send

    limits = restored(Limits, request["limits"])
    file = restored(SourceFile, {**request["file"], "content": content})
    _bound(limits)
    try:
        _TASKS[request["task"]](answers, file, limits)
    except UnreadableSource as error:
        tables = error.tables if isinstance(error, NothingOpen) else ()
        guide = error.guide if isinstance(error, DescribesAnother) else None
        told = {"refused": [error.problem, error.where, error.remedy], "tables": plain(tables), "guide": plain(guide)}
        send(answers, told)
    except MemoryError:
        send(answers, {"failed": "MemoryError"})
    except Exception as error:  # whatever a library does with a hostile file, its owner is told the kind and no more
        send(answers, {"failed": type(error).__name__})
    finally:
        _unbind()


def _open(answers: IO[bytes], file: Any, limits: "Limits") -> None:
    from ingest.opening import open_file
    from ingest.wire import plain, send

    send(answers, {"opened": plain(open_file(file, limits))})


def _expand(answers: IO[bytes], file: Any, limits: "Limits") -> None:
    from domain.files import RefusedMember
    from ingest.expanding import expand
    from ingest.wire import plain, send

    for member in expand(file, limits):
        if isinstance(member, RefusedMember):
            send(answers, {"refused_member": plain(member)})
        elif member is file:
            send(answers, {"itself": True})
        else:
            send(answers, {"member": member.name}, member.content)
        _bound(limits)
    send(answers, {"end": True})


_TASKS = {"open": _open, "expand": _expand}


def _end_with(owner: int) -> None:
    while os.getppid() == owner:
        time.sleep(_WATCH_SECONDS)
    os._exit(1)


def _silence() -> None:
    """Send what libraries say to nowhere: it may hold words of a file."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _keep_small() -> None:
    """Forbid files and memory images: neither words of a file nor the file itself shall stay on a disk."""
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _bound(limits: "Limits") -> None:
    """Let the system end this process when it takes too long, and refuse it more memory than the limit."""
    if os.name == "posix":
        import resource
        import signal

        signal.alarm(limits.seconds + _GRACE_SECONDS)
        kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
        _, most = resource.getrlimit(kind)
        if most == resource.RLIM_INFINITY or limits.memory_bytes < most:
            resource.setrlimit(kind, (limits.memory_bytes, most))


def _unbind() -> None:
    if os.name == "posix":
        import signal

        signal.alarm(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
