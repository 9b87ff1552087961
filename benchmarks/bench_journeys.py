"""How well journeys are drafted from the real notes: ``python -m benchmarks journeys``.

    python -m benchmarks journeys [--data FOLDER] [--journey FILE]...

FOLDER is a data directory of the real notes; without one they are ingested first. FILE is a coded journey as those of
``shared/data/coded``: its steps are given, and what readers coded is looked for in the draft, beside placing by the
nearest vector in the same run. With every second step given, the suggestions are printed beside the steps left out,
for a reader to judge; the names of systems and hand-overs are printed likewise.
"""

import argparse
import json
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks.bench_search import repository
from benchmarks.research_sentences import SHARED_DATA
from domain.evidence import Evidence
from domain.journeys import HandOver, Journey, StepOutline
from domain.text import fold
from journey_maps.outlines import step_queries
from language.name_forms import name_key
from use_cases import journeying
from use_cases.app import UseCases

CODED = SHARED_DATA / "coded" / "journey_breast_screening.json"
AT = 20
SAME_STEP = 0.5
"""The cosine of two names of steps from which a suggestion is counted for a step; a reader judges besides."""


@dataclass(frozen=True, kw_only=True)
class Quote:
    """Words that a reader coded at a step: the step's place, the file, the words, and whether as a pain point."""

    place: int
    file: str
    words: str
    is_pain: bool

    def is_in(self, item: Evidence) -> bool:
        """Tell whether an observation holds these words, or most of them."""
        if item.source != self.file:
            return False
        text = fold(item.text).casefold()
        return self.words in text or (len(text) > 20 and text in self.words)


def quotes_of(journey: dict[str, Any]) -> list[Quote]:
    """Return all that was coded at the steps of a journey."""
    return [
        Quote(place=place, file=each["file"], words=fold(each["quote"]).casefold(), is_pain=part == "pain_points")
        for place, step in enumerate(journey["steps"])
        for part in ("evidence", "pain_points")
        for each in step.get(part, ())
    ]


def outlines_of(journey: dict[str, Any]) -> list[StepOutline]:
    """Return the steps of a coded journey as a person would give them."""
    steps = enumerate(journey["steps"], start=1)
    return [StepOutline(order=nth, stage=step.get("stage", ""), step=step["step"]) for nth, step in steps]


def told(name: str, steps: list[list[Evidence]], quotes: list[Quote]) -> None:
    """Print the share of coded quotations among the first twenty sentences of their own step."""
    found = [any(quote.is_in(item) for item in steps[quote.place][:AT]) for quote in quotes]
    pains = [hit for hit, quote in zip(found, quotes, strict=True) if quote.is_pain]
    rest = [hit for hit, quote in zip(found, quotes, strict=True) if not quote.is_pain]
    print(
        f"    {name:16}{np.mean(found):6.2f} of {len(found)}   evidence {sum(rest)} of {len(rest)}, "
        f"pain points {sum(pains)} of {len(pains)}",
        flush=True,
    )


def nearest(app: UseCases, title: str, outlines: list[StepOutline]) -> list[list[Evidence]]:
    """Return the twenty observations nearest to each step by the stock vectors."""
    kept = app.repository
    evidence = {item.id: item for item in kept.evidence.all_evidence(app.viewer())}
    ids, vectors = kept.vectors.vectors(kept.embedder.name, list(evidence))
    near = vectors @ kept.embedder.embed(step_queries(title, outlines)).T
    return [[evidence[ids[row]] for row in np.argsort(-near[:, step])[:AT]] for step in range(len(outlines))]


def forms_of(name: str) -> set[str]:
    """Return the ways in which a coded name is written: with and without what stands in brackets or beside a stroke."""
    inside = re.findall(r"\(([^)]*)\)", name)
    parts = [re.sub(r"\([^)]*\)", " ", name), *inside]
    return {key for part in parts for each in re.split(r"[/;]", part) if (key := name_key(each))}


def show_systems(drafted: Journey, coded: dict[str, Any]) -> None:
    """Print the systems of the draft, and which coded ones are among them."""
    names = [use.name for use in drafted.systems]
    keys = {form for name in names for form in forms_of(name)}
    wanted = [each["name"] for each in coded.get("systems", ())]
    hit = [name for name in wanted if forms_of(name) & keys]
    print(f"    systems: {len(hit)} of {len(wanted)} coded ones among {len(names)}: {', '.join(names)}")
    print(f"        not found: {', '.join(name for name in wanted if name not in hit)}")


def show_hand_overs(drafted: Journey, coded: dict[str, Any]) -> None:
    """Print the hand-overs of the draft, and how many coded ones between steps have one between the same steps."""
    wanted = [each for each in coded.get("handovers", ()) if each.get("from_step") and each.get("to_step")]
    between = [each for each in wanted if each["from_step"] != each["to_step"]]
    hit = [each for each in between if any(_meets(item, each) for item in drafted.hand_overs)]
    sides = [each for each in wanted if any(_names_a_side(item, each) for item in drafted.hand_overs)]
    print(
        f"    hand-overs: {len(hit)} of {len(between)} coded between two steps have one there; "
        f"{len(sides)} of {len(wanted)} have one beside with a side called so:"
    )
    for item in drafted.hand_overs:
        print(
            f"        {item.from_step}-{item.to_step} {item.giver} > {item.taker}: {item.passes} {item.how} {item.gap}"
        )


def _meets(item: HandOver, coded: dict[str, Any]) -> bool:
    first, last = sorted((coded["from_step"], coded["to_step"]))
    return first <= item.from_step and item.to_step <= last


def _names_a_side(item: HandOver, coded: dict[str, Any]) -> bool:
    """Tell whether a hand-over next to the coded steps has a side that goes by a coded name."""
    named = {"from_organisation_or_service", "to_organisation_or_service"} & coded.keys()
    wanted = {form for field in named for form in forms_of(coded[field])}
    first, last = sorted((coded["from_step"], coded["to_step"]))
    near = item.from_step <= last and item.to_step >= first
    return near and bool(wanted & (forms_of(item.giver) | forms_of(item.taker)))


def show_suggested(app: UseCases, coded: dict[str, Any], outlines: list[StepOutline]) -> None:
    """Print the suggestions when every second step is given, and the nearest one of each step left out."""
    half, left = outlines[0::2], outlines[1::2]
    drafted = journeying.draft(app.repository, app.viewer(), coded["title"], half)
    names = [item.step for item in drafted.suggested]
    embed = app.repository.embedder.embed
    print(f"    suggested: {', '.join(names) or 'nothing'}")
    if not names:
        return
    near = embed([outline.step for outline in left]) @ embed(names).T
    hit = int((near.max(axis=1) >= SAME_STEP).sum())
    print(f"    of {len(left)} steps left out, {hit} come near a suggestion (cosine {SAME_STEP}):")
    for outline, row in zip(left, near, strict=True):
        print(f"        {outline.step} < {names[int(row.argmax())]} {row.max():.2f}")


def main() -> None:
    """Print the figures of each journey."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--journey", type=Path, action="append")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as scratch,
        repository(options.data, SHARED_DATA / "notes", Path(scratch), None) as app,
    ):
        for path in options.journey or [CODED]:
            coded = json.loads(path.read_text(encoding="utf-8"))
            outlines, quotes = outlines_of(coded), quotes_of(coded)
            print(f"{coded['title']}: {len(outlines)} steps, {len(quotes)} quotations coded")
            told("nearest vectors", nearest(app, coded["title"], outlines), quotes)
            began = perf_counter()
            drafted = journeying.draft(app.repository, app.viewer(), coded["title"], outlines)
            took = perf_counter() - began
            told("ours", [[placed.evidence for placed in step.evidence] for step in drafted.steps], quotes)
            print(f"    drafted in {took:.1f} s, pain points worked out included; in the tray {len(drafted.tray)}")
            show_systems(drafted, coded)
            show_hand_overs(drafted, coded)
            show_suggested(app, coded, outlines)


if __name__ == "__main__":
    main()
