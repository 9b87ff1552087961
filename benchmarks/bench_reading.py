"""A sheet of evidence that a reader judges without knowing which sentences are decoys, and what the verdicts come to.

    python -m benchmarks reading --data-dir FOLDER --draw SHEET
    python -m benchmarks reading --data-dir FOLDER --verdicts SHEET [--keep FILE]

A hundred sentences shown as evidence of the first twenty shared pain points are drawn by seed and shuffled with
twenty decoys: sentences shown elsewhere, set under a pain point they are no evidence of. Then every organisation named
there, with the sentences that name it. The reader writes yes or no. FILE keeps verdicts without a word of the notes.
Where the settings name a reader outside (THROUGHLINE_WRITER_READS=evidence), what it withholds is not shown.
"""

import argparse
import csv
import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bench_insights import PER_ORGANISATION, coded_anew, points_of, read_outside
from domain.insights import PainPoint
from insights.sharing.pain_points import limit_evidence, select
from settings import Settings
from use_cases.repository import Repository

FIRST, DRAWN, DECOYS = 20, 100, 20
COLUMNS = ("number", "what", "pain point", "definition", "text", "verdict")
KEPT = ("number", "what", "pain point", "truth", "verdict", "digest of the text")
SENTENCE, ORGANISATION, SHOWN, DECOY = "sentence", "organisation", "shown", "decoy"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One question to the reader; ``truth`` stays hidden from them."""

    what: str
    point: PainPoint
    text: str
    truth: str


def questions(points: Sequence[PainPoint], seed: int) -> list[Row]:
    """Return sentences and decoys in any order, then the organisations; the same points and seed give the same."""
    chance = random.Random(seed)
    every = [limit_evidence(point, PER_ORGANISATION) for point in select(points)]
    first = every[:FIRST]
    shown = [_sentence(point, fit.evidence.text, SHOWN) for point in first for fit in point.evidence]
    drawn = chance.sample(shown, min(DRAWN, len(shown)))
    elsewhere = sorted({fit.evidence.text for point in every for fit in point.evidence})
    while len(drawn) < min(DRAWN, len(shown)) + DECOYS and elsewhere:
        point, text = chance.choice(first), chance.choice(elsewhere)
        if all(fit.evidence.text != text for fit in point.evidence):
            drawn.append(_sentence(point, text, DECOY))
    chance.shuffle(drawn)
    return [*drawn, *(row for point in first for row in _organisations(point))]


def _sentence(point: PainPoint, text: str, truth: str) -> Row:
    return Row(what=SENTENCE, point=point, text=" ".join(text.split()), truth=truth)


def _organisations(point: PainPoint) -> Iterable[Row]:
    for organisation in point.organisations:
        own = [fit.evidence.text for fit in point.evidence if fit.organisation == organisation.name]
        text = f"{organisation.name}: " + " | ".join(" ".join(one.split()) for one in own)
        yield Row(what=ORGANISATION, point=point, text=text, truth=SHOWN)


def figures(rows: Sequence[Row], verdicts: Sequence[str]) -> dict[str, str]:
    """Return the share of right sentences, of decoys caught and of organisations rightly named, in words."""
    told = list(zip(rows, verdicts, strict=True))

    def share(what: str, truth: str, verdict: str) -> str:
        judged = [said for row, said in told if (row.what, row.truth) == (what, truth)]
        return f"{sum(said == verdict for said in judged)} of {len(judged)}"

    return {
        "sentences right": share(SENTENCE, SHOWN, "yes"),
        "decoys caught": share(SENTENCE, DECOY, "no"),
        "organisations right": share(ORGANISATION, SHOWN, "yes"),
    }


def main() -> None:
    """Write the sheet, or tell what a filled one comes to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--draw", type=Path)
    parser.add_argument("--verdicts", type=Path)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    repository = Repository(Settings.from_environment(options.data_dir))
    evidence, ids, vectors = coded_anew(repository)
    points = points_of(repository, evidence, (ids, vectors), read_outside(repository, evidence))
    rows = questions(points, options.seed)
    if options.draw:
        _write(
            options.draw,
            COLUMNS,
            [(n, row.what, row.point.title, row.point.description, row.text, "") for n, row in enumerate(rows, 1)],
        )
    if options.verdicts:
        verdicts = _verdicts(options.verdicts, rows)
        print(figures(rows, verdicts))
        if options.keep:
            _write(
                options.keep,
                KEPT,
                [
                    (n, row.what, row.point.title, row.truth, said, hashlib.sha256(row.text.encode()).hexdigest()[:12])
                    for n, (row, said) in enumerate(zip(rows, verdicts, strict=True), 1)
                ],
            )


def _verdicts(file: Path, rows: Sequence[Row]) -> list[str]:
    with file.open(encoding="utf-8", newline="") as stream:
        filled = list(csv.DictReader(stream))
    if [row["text"] for row in filled] != [row.text for row in rows]:
        raise SystemExit(
            f"{file.name} was drawn from other notes, by another seed or by another version: draw it anew."
        )
    said = [row["verdict"].strip().casefold() for row in filled]
    if wrong := [number for number, verdict in enumerate(said, 1) if verdict not in {"yes", "no"}]:
        raise SystemExit(f"{file.name}: neither yes nor no in row {', '.join(map(str, wrong[:10]))}.")
    return said


def _write(file: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
