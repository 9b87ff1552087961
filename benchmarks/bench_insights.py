"""How many coded shared pain points the first ones of ours show, on the real notes, beside plain BERTopic.

    python -m benchmarks.bench_insights [--data-dir FOLDER] [--plain]

FOLDER holds the notes, ingested with the command line; without it they are ingested into a temporary folder, which
takes minutes. A coded point is found when one of our first 40 shows, among at most five sentences an organisation,
evidence matching its quotations of two of its organisations. Only figures are printed, never a sentence. Where the
settings name a reader outside (THROUGHLINE_WRITER_READS=evidence), it reads first what it has not read yet.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.research_sentences import SHARED_DATA
from domain.access import LOCAL_VIEWER, MAINTENANCE
from domain.evidence import Evidence
from domain.insights import PainPoint, TopicRun
from domain.readings import Reading
from domain.text import fold
from insights.sharing.pain_points import find_pain_points, limit_evidence, select
from settings import Settings
from use_cases.findings.reading_again import read_again, standing_readings
from use_cases.repository import Repository

FIRST, PER_ORGANISATION, SAME = 40, 5, 0.9
PROJECT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What one row of a list shows: its title and at most five observations an organisation."""

    title: str
    evidence: tuple[Evidence, ...]


class Truth:
    """The coded points, quotations and labelled sentences, matched to observations by words or by nearness."""

    def __init__(self, evidence: Sequence[Evidence], vectors: np.ndarray, repository: Repository) -> None:
        folder = SHARED_DATA / "coded"
        files = ("shared_pain_points", "shared_pain_points_extra", "single_organisation_pain_points")
        points = [(name, point) for name in files for point in json.loads((folder / f"{name}.json").read_text())]
        self.shared = [point["id"] for name, point in points if name == files[0]]
        quotes = [(point["id"], quote["quote"], quote["file"]) for _, point in points for quote in point["evidence"]]
        rows = list(csv.DictReader((folder / "sentence_labels.csv").open(encoding="utf-8")))
        self.quoted = _matched(quotes, evidence, vectors, repository)
        labels = _matched([(row["kind"], row["text"], row["file"]) for row in rows], evidence, vectors, repository)
        self.labels = labels

    def found(self, rows: Iterable[Shown]) -> dict[str, int]:
        """Return the coded points that the rows show, each with the place of the first row that does."""
        places: dict[str, int] = {}
        for place, row in enumerate(rows, 1):
            bodies: dict[str, set[str]] = defaultdict(set)
            for item in row.evidence:
                for point in self.quoted.get(item.id, ()):
                    bodies[point].add(item.organisation)
            for point, names in bodies.items():
                if point in self.shared and len(names) > 1:
                    places.setdefault(point, place)
        return places

    def shares(self, rows: Iterable[Shown]) -> dict[str, float]:
        """Return which share of the sentences shown is quoted as a difficulty, and of those judged at all."""
        shown = {item.id for row in rows for item in row.evidence}
        quoted = {one for one in shown if self.quoted.get(one)}
        judged = quoted | {one for one in shown if self.labels.get(one)}
        told = quoted | {one for one in shown if "pain_point" in self.labels.get(one, ())}
        return {
            "sentences": len(shown),
            "quoted": round(len(quoted) / max(len(shown), 1), 3),
            "judged": len(judged),
            "difficulties_of_judged": round(len(told) / max(len(judged), 1), 3),
        }


def _matched(
    wanted: Sequence[tuple[str, str, str]], evidence: Sequence[Evidence], vectors: np.ndarray, repository: Repository
) -> dict[str, set[str]]:
    """Return for each observation what it matches: words held one within the other, or cosine above 0.9."""
    sought = repository.embedder.embed([text for _, text, _ in wanted])
    near = vectors @ sought.T > SAME
    words = [_plain(item.text) for item in evidence]
    by_source: dict[str, list[int]] = defaultdict(list)
    for row, item in enumerate(evidence):
        by_source[Path(item.source).name].append(row)
    matched: dict[str, set[str]] = defaultdict(set)
    for column, (name, text, file) in enumerate(wanted):
        plain = _plain(text)
        for row in by_source[file]:
            if near[row, column] or (len(words[row]) > 15 and (words[row] in plain or plain in words[row])):
                matched[evidence[row].id].add(name)
    return matched


def _plain(text: str) -> str:
    return fold(text.replace("*", "").replace("_", "").replace("`", "")).casefold()


def ours(points: Sequence[PainPoint]) -> list[Shown]:
    chosen = [limit_evidence(point, PER_ORGANISATION) for point in select(points, limit=FIRST)]
    return [Shown(title=point.title, evidence=tuple(fit.evidence for fit in point.evidence)) for point in chosen]


def plain_bertopic(evidence: Sequence[Evidence], vectors: np.ndarray) -> tuple[list[Shown], float]:
    """Return BERTopic's largest topics of two organisations, with the sentences nearest their middles."""
    from bertopic import BERTopic
    from umap import UMAP

    reducer = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=1)
    labels = np.array(BERTopic(umap_model=reducer).fit_transform([i.text for i in evidence], vectors)[0])
    rows = []
    for label in sorted(set(labels) - {-1}, key=lambda one: -(labels == one).sum()):
        members = np.flatnonzero(labels == label)
        nearest = members[np.argsort(-(vectors[members] @ vectors[members].mean(axis=0)))]
        bodies: dict[str, list[Evidence]] = defaultdict(list)
        for row in nearest:
            bodies[evidence[row].organisation].append(evidence[row])
        if len(bodies) > 1:
            shown = tuple(item for items in bodies.values() for item in items[:PER_ORGANISATION])
            rows.append(Shown(title=str(label), evidence=shown))
    return rows[:FIRST], float((labels == -1).mean())


def report(name: str, rows: Sequence[Shown], truth: Truth, ungrouped: float, seconds: float) -> None:
    found = truth.found(rows)
    figures = {
        "found": f"{len(found)} of {len(truth.shared)}",
        "found_in_first_20": sum(place <= 20 for place in found.values()),
        "rows": len(rows),
        **truth.shares(rows),
        "ungrouped_share": round(ungrouped, 3),
        "seconds": round(seconds, 1),
    }
    print(name, json.dumps(figures))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--plain", action="store_true", help="also run BERTopic with its defaults")
    arguments = parser.parse_args()
    if not (SHARED_DATA / "coded").is_dir():
        raise SystemExit("The real notes are not beside this checkout (../shared/data): nothing to measure.")
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.data_dir or Path(temporary)
        if arguments.data_dir is None:
            notes = str(SHARED_DATA / "research_notes")
            command = [sys.executable, "cli.py", "--data-dir", str(folder), "ingest", notes]
            subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
        measure(Repository(Settings.from_environment(folder)), plain=arguments.plain)


def coded_anew(repository: Repository) -> tuple[list[Evidence], Sequence[str], np.ndarray]:
    """Return all evidence with codings by the coder as it stands now, its identifiers and its vectors."""
    ids, vectors = repository.vectors.vectors(repository.embedder.name)
    known = {item.id: item for item in repository.evidence.all_evidence(MAINTENANCE)}
    evidence = [known[one] for one in ids]
    codings = repository.coder.code(
        [item.text for item in evidence], vectors, headings=[item.headings for item in evidence]
    )
    coded = [replace(item, coding=coding) for item, coding in zip(evidence, codings, strict=True)]
    return coded, ids, vectors


def points_of(
    repository: Repository,
    evidence: Sequence[Evidence],
    vectors: tuple[Sequence[str], np.ndarray],
    read: Sequence[Reading],
    *,
    run: TopicRun | None = None,
) -> list[PainPoint]:
    """Return the pain points that coded evidence tells of, with what a reader outside answered of it."""
    return find_pain_points(
        evidence,
        codebook=repository.codebook,
        run=run,
        vectors=vectors,
        read=read,
        known=repository.catalogue.catalogue(),
    )


def read_outside(repository: Repository, evidence: Sequence[Evidence]) -> list[Reading]:
    """Have the reader that the settings name read what it has not read yet; return all that it answered, and tell so.

    Without one nothing is asked, and there is no answer.
    """

    def progress(done: int, total: int) -> None:
        print(f"read {done} of {total}", file=sys.stderr, flush=True)

    account = read_again(repository, LOCAL_VIEWER, (), evidence=evidence, progress=progress)
    if account is None:
        return []
    print("reader", json.dumps(dict(account.told)))
    return standing_readings(repository, MAINTENANCE)


def measure(repository: Repository, *, plain: bool) -> None:
    evidence, ids, vectors = coded_anew(repository)
    truth = Truth(evidence, vectors, repository)
    run = repository.topic_modeller.fit(evidence, vectors, seed=1)
    read = read_outside(repository, evidence)
    started = time.perf_counter()
    points = points_of(repository, evidence, (ids, vectors), read, run=run)
    seconds = time.perf_counter() - started + run.seconds
    report("throughline", ours(points), truth, run.ungrouped_share, seconds)
    if plain:
        started = time.perf_counter()
        rows, ungrouped = plain_bertopic(evidence, vectors)
        report("bertopic", rows, truth, ungrouped, time.perf_counter() - started)


if __name__ == "__main__":
    main()
