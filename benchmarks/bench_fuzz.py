"""Damaged files of every format: what readers do with them, by format.

    python -m benchmarks fuzz [--files 20000] [--seed 1] [--processes 2] [--only docx]

The files of the one table (``tests/ingest/every_format.py``) are damaged in their bytes, in the parts packed in them
and in their marks, then taken apart, opened and read as an ingest does, masking off. A crash is anything but passages
or an ``UnreadableSource``, and the death of the process; a hang takes longer than the limit; an account is unbalanced
when a word of a body passage is in no candidate, or what is kept and refused is not what was read.
"""

import argparse
import os
import random
import signal
import sys
import time
import traceback
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.mutations import mutated
from domain.errors import UnreadableSource
from domain.evidence import PassageRole, SourceFile, Study
from domain.files import RefusedMember
from domain.identity import study_id
from domain.limits import Limits

if TYPE_CHECKING:
    from ingest.opening import OpenedFile
    from language.sentences import SentenceSplitter
    from tests.ingest.every_format import MadeFile

PROJECT = Path(__file__).resolve().parents[1]
HANG_SECONDS = 20
DEADLY_SECONDS = 60
"""After which the system ends the process: some code lets no Python in between."""
CASES_OF_A_TASK = 50
LIMITS = Limits(expanded_bytes=50_000_000, cells=100_000, characters=2_000_000)
STUDY = Study(id=study_id("Harbour Office", "Moorings"), title="Moorings", organisation="Harbour Office")


@dataclass
class Tally:
    """What came of the damaged files of one format."""

    files: int = 0
    read: int = 0
    refused: int = 0
    crashes: int = 0
    hangs: int = 0
    unbalanced: int = 0
    slowest: float = 0.0
    causes: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        for name in ("files", "read", "refused", "crashes", "hangs", "unbalanced"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.slowest = max(self.slowest, other.slowest)
        self.causes += other.causes


class Hang(BaseException):
    """Reading took longer than the limit; no reader's own error handling may take it for damage."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks fuzz")
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", help="rows of this format")
    options = parser.parse_args()
    began = time.perf_counter()
    tallies = run(options.files, options.seed, options.processes, options.only)
    print(
        f"{'format':8} {'files':>7} {'read':>7} {'refused':>7} {'crashes':>7} {'hangs':>6} {'unbal.':>6} {'slowest':>9}"
    )
    whole = Tally()
    for form in sorted(tallies):
        print(_line(form, tallies[form]))
        whole.add(tallies[form])
    print(_line("all", whole))
    for cause, count in whole.causes.most_common(30):
        print(f"{count:5}  {cause}")
    print(f"seed {options.seed}, {time.perf_counter() - began:.0f} s in {options.processes} processes")
    sys.exit(1 if whole.crashes or whole.hangs or whole.unbalanced else 0)


def _line(form: str, tally: Tally) -> str:
    return (
        f"{form:8} {tally.files:7} {tally.read:7} {tally.refused:7} {tally.crashes:7} {tally.hangs:6} "
        f"{tally.unbalanced:6} {tally.slowest:7.1f} s"
    )


def run(files: int, seed: int, processes: int, only: str | None) -> dict[str, Tally]:
    """Return what came of so many damaged files, or a few more, in equal shares of the table's rows, by format."""
    rows = [(at, form) for at, form in enumerate(_forms()) if only in {None, form}]
    share = -(-files // len(rows))
    starts = range(0, share, CASES_OF_A_TASK)
    tasks = [(form, at, seed, start, min(CASES_OF_A_TASK, share - start)) for at, form in rows for start in starts]
    tallies: dict[str, Tally] = defaultdict(Tally)
    while tasks:
        tasks = list(_round(tasks, tallies, processes))
    return dict(tallies)


Task = tuple[str, int, int, int, int]


def _round(tasks: list[Task], tallies: dict[str, Tally], processes: int) -> Iterator[Task]:
    """Do tasks until a process dies; yield those to do again. One that kills is halved until it is a single file."""
    with ProcessPoolExecutor(processes) as pool:
        asked: dict[Future[Tally], Task] = {pool.submit(try_files, *task[1:]): task for task in tasks}
        for future in as_completed(asked):
            form, at, seed, start, count = asked[future]
            try:
                tallies[form].add(future.result())
            except BrokenProcessPool:
                if len(tasks) > 1:
                    yield asked[future]
                elif count > 1:
                    yield form, at, seed, start, count // 2
                    yield form, at, seed, start + count // 2, count - count // 2
                else:
                    tallies[form].add(Tally(files=1, crashes=1, causes=Counter({f"death: row {at}, file {start}": 1})))


def _forms() -> list[str]:
    return [row.format for row in _rows()]


def _rows() -> "tuple[MadeFile, ...]":
    from tests.ingest.every_format import ARCHIVES, FILES

    return (*FILES, *ARCHIVES)


_MADE: dict[int, bytes] = {}


def try_files(at: int, seed: int, start: int, count: int) -> Tally:
    """Damage one row of the table in ``count`` ways and read what becomes of it."""
    warnings.simplefilter("ignore")
    rows = _rows()
    for number, row in enumerate(rows):
        if number not in _MADE:
            _MADE[number] = row.make()
    others = [content for content in _MADE.values() if content]
    _sentences().split([""])
    tally = Tally()
    for number in range(start, start + count):
        chance = random.Random(f"{seed} {rows[at].name} {number}")
        content = mutated(_MADE[at], chance, others)
        _try_one(SourceFile(name=rows[at].name, content=content), tally, f"row {at}, file {number}")
    return tally


def _try_one(file: SourceFile, tally: Tally, called: str) -> None:
    tally.files += 1
    began = time.perf_counter()
    before = signal.signal(signal.SIGALRM, _hangs)
    signal.setitimer(signal.ITIMER_PROF, DEADLY_SECONDS)
    signal.alarm(HANG_SECONDS)
    try:
        read, unbalanced = _read(file)
        tally.read += read
        tally.refused += not read
        tally.unbalanced += bool(unbalanced)
        tally.causes.update(f"unbalanced: {each}, {called}" for each in unbalanced)
    except Hang as error:
        tally.hangs += 1
        tally.causes[f"hang: {_place(error)}, {called}"] += 1
    except Exception as error:
        tally.crashes += 1
        tally.causes[f"{type(error).__name__}: {_place(error)}, e.g. row {called.split()[1][:-1]}"] += 1
    finally:
        signal.alarm(0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGALRM, before)
    tally.slowest = max(tally.slowest, time.perf_counter() - began)


def _hangs(*_: object) -> None:
    raise Hang


def _read(file: SourceFile) -> tuple[bool, list[str]]:
    """Return whether anything in the file could be read, and in which ways its account does not come out even."""
    from ingest.expanding import expand
    from ingest.opening import open_file

    read, wrong = False, list[str]()
    for member in expand(file, LIMITS):
        if isinstance(member, RefusedMember):
            _check_remedy(member.refusal.remedy)
            continue
        try:
            opened = open_file(member, LIMITS)
        except UnreadableSource as error:
            _check_remedy(error.remedy)
            continue
        read = True
        wrong += _unbalanced(member, opened)
    return read, wrong


def _check_remedy(remedy: str) -> None:
    if not remedy:
        raise AssertionError("a refusal without a remedy")


def _unbalanced(file: SourceFile, opened: "OpenedFile") -> Iterator[str]:
    from ingest.canonical import Canonical
    from ingest.reading import read_source
    from ingest.splitting import candidates

    source = read_source(file, study=STUDY, masker=None, sentences=_sentences(), opened=opened)
    canonical = Canonical.of(opened.passages)
    found = candidates(canonical, _sentences())
    if len(found) + len(opened.refusals) != source.read:
        yield "candidates are neither kept nor refused"
    if len({each.id for each in source.observations}) != len(source.observations):
        yield "two observations are one"
    covered = bytearray(len(canonical.text))
    for each in found:
        covered[each.span.start : each.span.end] = b"\x01" * (each.span.end - each.span.start)
    for placed in canonical.placed:
        passage = placed.passage
        if passage.role is PassageRole.BODY and passage.marked is None:
            words = zip(passage.text, covered[placed.span.start : placed.span.end], strict=True)
            if any(letter.isalnum() and not seen for letter, seen in words):
                yield "words of a passage are in no candidate"


@cache
def _sentences() -> "SentenceSplitter":
    from language.sentences import SentenceSplitter

    return SentenceSplitter()


def _place(error: BaseException) -> str:
    """Return where in our own code an error came through last; no word of a file."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        frame
        for frame in frames
        if frame.filename.startswith(f"{PROJECT}{os.sep}") and "benchmarks" not in frame.filename
    ]
    frame = (ours or frames)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"


if __name__ == "__main__":
    main()
