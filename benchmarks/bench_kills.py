"""Commands killed with -9 at random moments, and what is left: whole each time, with all that was acknowledged?

    python -m benchmarks kills --kills 30
    python -m benchmarks kills --kills 30 --only ingest

A repository of fictional notes grows in a folder of its own. Turn by turn a command is started in a process group of
its own and the group is killed at a moment drawn from the time it needs. Then the doctor looks and, where it finds a
fault, mends; half of the time the command is given again first. At the end of each turn the same command has to end
well, the doctor has to find nothing, and every observation and every run of the topic model of which an account was
ever printed has to be there, word for word.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.rounds_of_notes import lines_of, make_older, write_notes

PROJECT = Path(__file__).resolve().parents[1]
COMMANDS = ("ingest", "fit", "rebuild", "backup", "migrate", "restore")


@dataclass
class Told:
    """What came of the kills of one command."""

    killed: int = 0
    over: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks kills")
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=COMMANDS, help="kill this command alone")
    given = parser.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="throughline-kills-") as folder:
        told = Kills(Path(folder), random.Random(given.seed)).run(
            given.kills, (given.only,) if given.only else COMMANDS
        )
    _print(told, time.perf_counter() - began, given.seed)
    if any(row.lost or row.wrong for row in told.values()):
        raise SystemExit(1)


class Kills:
    """One repository, and the commands killed over it."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.chance = chance
        self.acknowledged: dict[str, str] = {}
        self.backed_up: dict[str, str] = {}
        self.turn = 0

    def run(self, kills: int, commands: Sequence[str]) -> dict[str, Told]:
        """Let every command end once, to see how long it takes; then kill ``kills`` times, in turns."""
        self._uninterrupted("ingest")  # with cold caches
        seconds = {name: self._uninterrupted(name) for name in commands}
        print("uninterrupted: " + ", ".join(f"{name} {took:.1f} s" for name, took in seconds.items()), flush=True)
        told = {name: Told() for name in commands}
        while sum(row.killed for row in told.values()) < kills:
            name = min(commands, key=lambda name: told[name].killed)
            if self._kill(name, self.chance.uniform(0, seconds[name]), told[name]):
                seconds[name] *= 0.8  # a less busy machine needs less time than it did
        return told

    def _uninterrupted(self, name: str) -> float:
        self.turn += 1
        arguments, data = self._prepared(name)
        began = time.perf_counter()
        subprocess.run(_command(data, *arguments), check=True, capture_output=True)
        took = time.perf_counter() - began
        if data == self.data:
            self.acknowledged |= kept(data)
        return took

    def _kill(self, name: str, after: float, told: Told) -> bool:
        self.turn += 1
        arguments, data = self._prepared(name)
        before = self._acknowledged_in(name)
        over = _killed(_command(data, *arguments), after, self.folder / "answer")
        told.over += over
        told.killed += not over
        self._look_after(data, told)
        told.lost += _lost(before, data)
        told.wrong += [f"turn {self.turn}, {name}: {why}" for why in self._ends_well(name, arguments, data)]
        told.lost += _lost(before, data)
        if data == self.data:
            self.acknowledged |= kept(data)
        else:
            shutil.rmtree(data)
        print(f"{self.turn}: {name} after {after:.1f} s{' (was over)' if over else ''}", flush=True)
        return over

    def _acknowledged_in(self, name: str) -> dict[str, str]:
        """Return what nobody may lose in the data directory that a command works on."""
        if name == "restore":
            return {}  # it begins empty
        return kept(self.folder / "old") if name == "migrate" else self.acknowledged

    def _look_after(self, data: Path, told: Told) -> None:
        """Look; then let the doctor mend, or leave that to the command given again, as people do."""
        from use_cases.running.care import look, look_and_mend

        settings = _settings(data)
        found = look(settings)
        told.faults.update(found.found)
        if found.found and self.chance.random() < 0.5:
            after = look_and_mend(settings, on_progress=lambda _: None)
            told.wrong += [f"turn {self.turn}: not mended: {check.name}" for check in after.checks if not check.ok]

    def _ends_well(self, name: str, arguments: list[str], data: Path) -> Iterator[str]:
        """Give the command again and yield what is not as if nothing had happened."""
        from use_cases.running.care import look, look_and_mend

        self._see_backups()
        if name == "backup" and (self.folder / f"{self.turn}.tar").exists():
            arguments = [*arguments, "--replace"]
        settings = _settings(data)
        done = subprocess.run(_command(data, *arguments), check=False, capture_output=True, text=True)
        if done.returncode and not (name == "restore" and "something in this repository already" in done.stderr):
            yield f"given again it said: {done.stderr.strip()[-300:]}"
            return
        look_and_mend(settings, on_progress=lambda _: None)
        yield from self._complete(name, json.loads(done.stdout or "{}"), data)
        yield from (f"{check.name}: {check.detail}" for check in look(settings).checks if not check.ok)
        yield from self._see_backups()

    def _complete(self, name: str, answer: dict[str, object], data: Path) -> Iterator[str]:
        held = observations(data)
        if name == "ingest":
            texts = Counter(held.values())
            missing = [line for line in lines_of(self.turn) if texts[line] != 1]
            if missing:
                yield f"{len(missing)} lines of the notes are not there exactly once"
        if name == "restore" and held != self.backed_up:
            yield f"{len(held)} of {len(self.backed_up)} observations came back"
        if name == "fit" and answer["observations"] != len(held):
            yield f"the run covers {answer['observations']} of {len(held)} observations"
        if name == "rebuild" and answer["vectors"] != len(held):
            yield f"the index holds {answer['vectors']} of {len(held)} observations"
        if name == "backup" and answer["observations"] != len(held):
            yield f"the backup holds {answer['observations']} of {len(held)} observations"

    def _see_backups(self) -> list[str]:
        """Read every backup that has its final name from end to end; return those that are not whole."""
        from domain.errors import StorageFailed
        from storage.files.archive import verify

        broken = []
        for file in [*self.folder.glob("*.tar"), *self.folder.glob("*-backups/*.tar")]:
            try:
                verify(file)
            except StorageFailed as error:
                broken.append(f"{file.name}: {error.problem}")
            else:
                file.unlink()
        return broken

    def _prepared(self, name: str) -> tuple[list[str], Path]:
        """Return a command's arguments and its data directory."""
        if name == "ingest":
            notes = self.folder / f"notes-{self.turn}"
            write_notes(notes, self.turn)
            said = ["--organisation", "Fictional Office", "--study", f"Round {self.turn}", "--redaction", "off"]
            return ["ingest", str(notes), *said, "--json"], self.data
        if name == "migrate":
            return ["migrate", "--json"], self._older_copy()
        if name == "restore":
            return ["restore", str(self._kept_backup()), "--json"], self.folder / f"restored-{self.turn}"
        arguments = {
            "fit": ["themes", "fit", "--json"],
            "rebuild": ["rebuild-index", "--json"],
            "backup": ["backup", str(self.folder / f"{self.turn}.tar"), "--json"],
        }
        return arguments[name], self.data

    def _kept_backup(self) -> Path:
        file = self.folder / "kept.backup"
        if not file.exists():
            subprocess.run(_command(self.data, "backup", str(file)), check=True, capture_output=True)
            self.backed_up = observations(self.data)
        return file

    def _older_copy(self) -> Path:
        old = self.folder / "old"
        if not old.exists():
            make_older(self.data, old)
        return Path(shutil.copytree(old, self.folder / f"old-{self.turn}"))


def observations(data: Path) -> dict[str, str]:
    """Return the words of every observation stored, by identifier."""
    return _rows(data, "SELECT id, text FROM observations")


def kept(data: Path) -> dict[str, str]:
    """Return what an account was printed of: observations with their words, and the runs of the topic model."""
    return observations(data) | dict.fromkeys(_rows(data, "SELECT id, id FROM topic_runs"), "run")


def _rows(data: Path, query: str) -> dict[str, str]:
    with closing(sqlite3.connect(f"file:{data / 'throughline.db'}?mode=ro", uri=True, timeout=30)) as connection:
        return dict(connection.execute(query).fetchall())


def _lost(before: dict[str, str], data: Path) -> int:
    held = kept(data)
    return sum(held.get(identifier) != text for identifier, text in before.items())


def _killed(command: list[str], after: float, answer: Path) -> bool:
    """Start a command and kill its process group after so many seconds; tell whether it was over before."""
    with answer.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            process.wait(after)
            return True
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return False


def _command(data: Path, *arguments: str) -> list[str]:
    return [sys.executable, str(PROJECT / "cli.py"), "--data-dir", str(data), *arguments]


def _settings(data: Path):  # type: ignore[no-untyped-def]
    from settings import Settings

    return Settings.from_environment(data)


def _print(told: dict[str, Told], seconds: float, seed: int) -> None:
    print(f"\n{'command':<10}{'killed':>8}{'was over':>10}{'lost':>6}{'wrong':>7}  faults that the doctor found")
    for name, row in told.items():
        faults = ", ".join(f"{fault} {count}" for fault, count in sorted(row.faults.items())) or "none"
        print(f"{name:<10}{row.killed:>8}{row.over:>10}{row.lost:>6}{len(row.wrong):>7}  {faults}")
    for line in (line for row in told.values() for line in row.wrong):
        print(f"WRONG {line}")
    kills = sum(row.killed for row in told.values())
    print(f"{kills} kills, seed {seed}, {sum(row.lost for row in told.values())} acknowledged observations lost,")
    print(f"{seconds / 60:.0f} minutes")


if __name__ == "__main__":
    main()
