"""How many sentences readers leave on the step where a draft puts them: ``python -m benchmarks placed``.

    python -m benchmarks placed [--data FOLDER]

``verdicts_on_steps.json`` holds seven journeys, the steps of six (breast screening's are in ``../shared/data``), and
what three readers said on 29 November 2026 of 837 sentences of the real notes: on which step each belongs, or on none,
and which others they would accept. Of the sentences it holds digests only. Asked is, of those that a draft places,
how many stand where a reader wants them: by how sure the draft says it is, and of the first of each step.
"""

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.bench_journeys import read_coded, real_notes
from benchmarks.bench_verdicts import digest_of
from benchmarks.research_sentences import SHARED_DATA
from domain.journeys import Journey, StepOutline
from domain.sureness import Sureness, sureness
from use_cases.app import UseCases
from use_cases.journeys import journeying

FILE = Path(__file__).with_name("verdicts_on_steps.json")
FIRST = (1, 3, 5)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A sentence that a draft placed and a reader judged: its place on the step, how sure the draft is, the verdict."""

    at: int
    sure: Sureness | None
    score: float
    is_right: bool


def asked_for(told: dict[str, Any]) -> tuple[str, list[StepOutline]]:
    """Return the title and steps of a journey that readers judged."""
    if "coded" in told:
        coded = read_coded(SHARED_DATA / "coded" / told["coded"])
        return coded.title, coded.outlines
    steps = enumerate(told["steps"], 1)
    return told["title"], [StepOutline(order=n, stage=one["stage"], step=one["step"]) for n, one in steps]


def judged(journey: Journey, belongs_to: dict[str, list[int]]) -> list[Judged]:
    """Return what readers said of what stands on the steps; a sentence that none of them saw is left out."""
    found = []
    for step in journey.steps:
        for at, placed in enumerate(step.evidence):
            wanted = belongs_to.get(digest_of(f"{placed.evidence.source} {placed.evidence.text}"))
            if wanted is not None:
                right = step.order in wanted
                found.append(Judged(at=at, sure=sureness(placed), score=placed.score, is_right=right))
    return found


def told(name: str, found: list[Judged]) -> None:
    """Print the share that is right among the first of each step, and by how sure the draft is."""
    parts = [_share(f"first {most}", [one for one in found if one.at < most]) for most in FIRST]
    parts += [_share(sure.value, [one for one in found if one.sure is sure]) for sure in Sureness]
    print(f"  {name:44.44}" + "".join(f"{part:>28}" for part in parts), flush=True)


def _share(name: str, found: list[Judged]) -> str:
    right = sum(one.is_right for one in found)
    return f"{name} {right / len(found):.2f} ({right} of {len(found)})" if found else f"{name}: none"


def by_score(found: list[Judged]) -> None:
    """Print, for each tenth of the score, how many are right."""
    tenths = Counter(min(int(10 * one.score), 9) for one in found)
    right = Counter(min(int(10 * one.score), 9) for one in found if one.is_right)
    for tenth, number in sorted(tenths.items()):
        print(f"    score {tenth / 10:.1f} to {(tenth + 1) / 10:.1f}: {right[tenth] / number:.2f} right of {number}")


def drafted(app: UseCases) -> list[Judged]:
    """Draft every journey, print what is right on each and return all that was judged."""
    every = []
    for one in json.loads(FILE.read_text(encoding="utf-8")):
        title, outlines = asked_for(one)
        found = judged(journeying.draft(app.repository, app.viewer(), title, outlines), one["belongs_to"])
        told(title, found)
        every += found
    return every


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, help="a data directory with the real notes")
    asked = parser.parse_args()
    if not SHARED_DATA.exists():
        raise SystemExit("The real notes are not here: this benchmark reads ../shared/data.")
    with real_notes(asked.data) as app:
        print("share of sentences that readers leave where they are placed")
        every = drafted(app)
        told("all", every)
        by_score(every)


if __name__ == "__main__":
    main()
