"""How long a whole search takes in a large repository: ours, raw Chroma with the same filter, and an exact product.

    python -m benchmarks.bench_latency [--observations 100000] [--questions 240] [--keep FOLDER] [--seed 6]
    python -m benchmarks.bench_latency --alone 1000000 [--texts 300000]

The repository is made from a seed (:mod:`benchmarks.generated_repository`) in a process of its own and searched in
this one, as the use case gives it to a screen: the question embedded, words, vectors, ranking, and the rows of the
answer out of SQL, for viewers who may not see everything and filters to 7 of 20 organisations. ``--keep`` is a folder
in which the repository stays for another run. ``--alone`` leaves database and Chroma out, for larger sizes.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks import larger_indexes
from benchmarks.generated_repository import SYSTEMS, seven_of_twenty, viewers
from domain.access import Viewer
from domain.search import ObservationFilter
from insights.codebook import load_codebook
from settings import Settings
from use_cases.app import UseCases
from use_cases.running.bootstrap import open_use_cases

if TYPE_CHECKING:
    from chromadb.api.types import Metadata, Where
    from chromadb.base_types import InclusionExclusionOperator, LiteralValue

PROJECT = Path(__file__).resolve().parents[1]
LIMIT = 20
TURN = 40
"""How many questions each side is asked before the other's turn: sides share the machine's moods, not its caches."""
FILTERS = 4
SORTS = ("everyday question", "two words", "quoted phrase", "code or initials", "mistyped")
_OPENINGS = (
    "What do we know about this: {}?", "Has anybody met people who say that {}?", "Is it true that {}, and for whom?",
    "Who has looked into it when {} and what came of it?", "In which services is it that {} most often?",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question of a sort, by a viewer under a filter."""

    sort: str
    text: str
    viewer: Viewer
    where: ObservationFilter


def questions(how_many: int, seed: int) -> list[Asked]:
    """Return so many questions, no two alike, each sort as often, over a few viewers and filters."""
    chance = random.Random(seed)
    patterns = load_codebook().patterns
    sentences = [example.text for pattern in patterns for example in pattern.examples]
    who, filters = viewers(), [seven_of_twenty(nth) for nth in range(FILTERS)]
    made: dict[str, Asked] = {}
    while len(made) < how_many:
        sort = SORTS[len(made) % len(SORTS)]
        words = [word.strip(".,;:!?'\"()") for word in chance.choice(sentences).split()]
        long = [word for word in words if len(word) > 4 and word.isalpha()] or ["letters"]
        text = {
            "everyday question": chance.choice(_OPENINGS).format(chance.choice(patterns).title.lower()),
            "two words": f"{chance.choice(long)} {chance.choice(long)}".lower(),
            "quoted phrase": f'"{" ".join(words[1:4])}" {chance.choice(long)}',
            "code or initials": chance.choice(
                (chance.choice(SYSTEMS), f"{chance.choice(SYSTEMS)} {chance.choice(long)}",
                 f"form {chance.choice('BDHKRS')}{chance.choice('ACMTX')}-{chance.randint(100, 999)}")
            ),
            "mistyped": f"{_mistyped(chance.choice(long), chance)} {chance.choice(long)}".lower(),
        }[sort]  # fmt: skip
        made.setdefault(text, Asked(sort=sort, text=text, viewer=chance.choice(who), where=chance.choice(filters)))
    return list(made.values())


def _mistyped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def resident() -> dict[str, float]:
    """Return what this process holds in memory, in MiB: its own, and files mapped into it."""
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
    return {name: int(fields[field].split()[0]) / 1024 for name, field in (("own", "RssAnon"), ("files", "RssFile"))}


def told_memory(when: str) -> None:
    held = resident()
    print(f"memory {when:34}{sum(held.values()):7.0f} MiB ({held['own']:.0f} own, {held['files']:.0f} files mapped)")


def on_disk(folder: Path) -> str:
    sizes: dict[str, int] = {}
    for path in folder.rglob("*"):
        if path.is_file():
            parts = path.relative_to(folder).parts
            part = "/".join(parts[:2]) if parts[0] == "index" else parts[0]
            sizes[part] = sizes.get(part, 0) + path.stat().st_size
    return ", ".join(f"{name} {size / 2**20:.0f}" for name, size in sorted(sizes.items()) if size > 2**20)


def timed(act: Callable[[], Any]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def _among(names: Iterable[str]) -> "dict[InclusionExclusionOperator, list[LiteralValue]]":
    return {"$in": [*sorted(names)]}


class RawChroma:
    """The same vectors in a collection of its own, with what the filters need beside each."""

    def __init__(self, app: UseCases, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings as ChromaSettings

        client = chromadb.PersistentClient(path=str(folder), settings=ChromaSettings(anonymized_telemetry=False))
        self._held = client.get_or_create_collection(
            "raw", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        if not self._held.count():
            self._fill(app)

    def _fill(self, app: UseCases) -> None:
        repository = app.repository
        ids, vectors = repository.vectors.vectors(repository.embedder.name)
        studies = {study.id: study for study in repository.evidence.studies(app.viewer())}
        about = {item.id: item for item in repository.evidence.all_evidence(app.viewer())}
        for start in range(0, len(ids), 1000):
            some = ids[start : start + 1000]
            beside: list[Metadata] = [
                {
                    "organisation": about[one].organisation,
                    "visibility": studies[about[one].study_id].visibility.value,
                    "holder": studies[about[one].study_id].organisation,
                    "team": studies[about[one].study_id].team_name,
                    "mission": studies[about[one].study_id].mission or "",
                }
                for one in some
            ]
            self._held.upsert(ids=some, embeddings=vectors[start : start + 1000], metadatas=beside)

    def ask(self, vector: Any, viewer: Viewer, where: ObservationFilter) -> list[str]:
        seen: Where = {
            "$or": [
                {"visibility": "open"},
                {"team": _among(viewer.teams)},
                {"$and": [{"visibility": "organisation"}, {"holder": viewer.organisation or ""}]},
                {"$and": [{"visibility": "mission"}, {"mission": _among(viewer.missions)}]},
            ]
        }
        narrowed: Where = {"organisation": _among(where.organisations)}
        found = self._held.query(
            query_embeddings=vector[None, :], n_results=LIMIT, where={"$and": [seen, narrowed]}, include=["distances"]
        )
        return list(found["ids"][0])


class ExactProduct:
    """All vectors in memory and a mask for each viewer and filter, made beforehand."""

    def __init__(self, app: UseCases, asked: list[Asked]) -> None:
        repository = app.repository
        self._ids, self._vectors = repository.vectors.vectors(repository.embedder.name)
        rows = {identifier: row for row, identifier in enumerate(self._ids)}
        self._masks = {}
        for viewer, where in {(one.viewer, one.where) for one in asked}:
            mask = np.zeros(len(self._ids), dtype=bool)
            mask[[rows[one] for one in repository.evidence.visible_ids(viewer, where)]] = True
            self._masks[viewer, where] = mask

    def ask(self, vector: Any, viewer: Viewer, where: ObservationFilter) -> list[str]:
        scores = np.where(self._masks[viewer, where], self._vectors @ vector, -2.0)
        best = np.argpartition(scores, -LIMIT)[-LIMIT:]
        return [self._ids[row] for row in best[np.argsort(-scores[best])]]

    @property
    def passing(self) -> float:
        """Return the mean share of the observations that a viewer sees and a filter lets through."""
        return float(np.mean([mask.mean() for mask in self._masks.values()]))


def told(name: str, took: list[float], over: list[float] | None = None) -> None:
    middle, late = np.percentile(took, [50, 95])
    ratio = (
        f"   {middle / np.median(over):.2f} of ours at p50, {late / np.percentile(over, 95):.2f} at p95" if over else ""
    )
    print(f"{name:38}{len(took):6}{middle:9.1f}{late:9.1f}{max(took):9.1f}{ratio}", flush=True)


def measure(data: Path, keep: Path, asked: list[Asked]) -> None:
    told_memory("at the start")
    started = time.perf_counter()
    app = open_use_cases(Settings.from_environment(data, environment={}))
    first = asked[0]
    app.search(first.viewer, first.text, where=first.where, limit=LIMIT)
    print(f"opened, and first search answered: {time.perf_counter() - started:.2f} s")
    told_memory("after the first search")
    for one in {(one.viewer, one.where): one for one in asked}.values():  # each filter was used once
        app.search(one.viewer, "warm", where=one.where, limit=LIMIT)
    ours = {one: timed(partial(search, app, one)) for one in asked}  # a first round, to be thrown away
    told_memory("after as many questions as asked")
    raw, exact = RawChroma(app, keep / "raw_chroma"), ExactProduct(app, asked)
    vectors = app.repository.embedder.embed([one.text for one in asked])
    raw.ask(vectors[0], first.viewer, first.where)
    theirs, product = [], []
    for start in range(0, len(asked), TURN):
        turn = list(zip(asked, vectors, strict=True))[start : start + TURN]
        ours |= {one: timed(partial(search, app, one)) for one, _ in turn}
        theirs += [timed(partial(raw.ask, v, one.viewer, one.where)) for one, v in turn]
        product += [timed(partial(exact.ask, v, one.viewer, one.where)) for one, v in turn]
    print(f"\nviewer and filter let through {exact.passing:.0%} of {len(exact._ids):,}")
    print(f"{'milliseconds':38}{'asked':>6}{'p50':>9}{'p95':>9}{'most':>9}")
    whole = list(ours.values())
    told("ours, whole", whole)
    told("raw Chroma, vector given, alone", theirs, over=whole)
    told("exact product, vector given, alone", product, over=whole)
    for sort in SORTS:
        told(f"ours: {sort}", [took for one, took in ours.items() if one.sort == sort])
    told_new_filters(app, asked)
    app.close()
    print(f"on disk, MiB: {on_disk(data)}")


def told_new_filters(app: UseCases, asked: list[Asked]) -> None:
    """Print what the first question costs under a filter that nobody has used since something changed."""
    took = [
        timed(partial(app.search, one.viewer, one.text, where=seven_of_twenty(1000 + nth), limit=LIMIT))
        for nth, one in enumerate(asked[:TURN])
    ]
    told("ours: first with a new filter", took)


def search(app: UseCases, one: Asked) -> Any:
    return app.search(one.viewer, one.text, where=one.where, limit=LIMIT)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--observations", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=240)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--keep", type=Path, help="folder in which the repository stays between runs")
    parser.add_argument("--alone", type=int, help="measure the mapped files alone, with so many vectors")
    parser.add_argument("--texts", type=int, default=300_000, help="how many texts beside --alone")
    chosen = parser.parse_args()
    if chosen.alone:
        texts = [one.text for one in questions(chosen.questions, chosen.seed)]
        larger_indexes.measure(chosen.alone, chosen.texts, texts, seed=chosen.seed, told=told)
        return
    with tempfile.TemporaryDirectory() as scratch:
        keep = chosen.keep or Path(scratch)
        data = keep / f"{chosen.observations}-{chosen.seed}"
        if not (data / "throughline.db").exists():
            command = [sys.executable, "-m", "benchmarks.generated_repository"]
            subprocess.run(
                [*command, str(data), str(chosen.observations), str(chosen.seed)],
                check=True, cwd=PROJECT, env={**os.environ, "PYTHONPATH": str(PROJECT)},
            )  # fmt: skip
        measure(data, keep, questions(chosen.questions, chosen.seed))


if __name__ == "__main__":
    main()
