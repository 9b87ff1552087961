"""How well a draft places evidence on the steps of a journey, beside plain nearest vectors, in one run.

    python -m benchmarks journeys [--data FOLDER] [--journey FILE]... [--list]

Each journey is coded by hand as ``../shared/data/coded/journey_breast_screening.json`` is: steps, each with
quotations that are evidence and pain points. Asked is the share of them among the first twenty sentences of their own
step. ``--data`` is a data directory of the real notes; without it they are ingested first. ``--list`` prints what must
be read to be judged: systems and hand-overs found, what is filled in, and which steps are suggested when only every
second is given.
"""

import argparse
import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bench_search import repository
from benchmarks.research_sentences import SHARED_DATA
from domain.evidence import Evidence, Standing
from domain.hand_overs import UNKNOWN_SIDE, HandOver
from domain.journey_table import hand_over_words, steps_words
from domain.journeys import Channel, Journey, StepOutline
from domain.search import ObservationFilter
from domain.text import fold
from domain.wording import listed as listed_words
from journey_maps.drafting.entering import ON_MEDIUM
from journey_maps.drafting.possible_hand_overs import possible_hand_overs
from journey_maps.outlines import step_queries
from use_cases.app import UseCases
from use_cases.journeys import journeying

AT = 20
CODED = SHARED_DATA / "coded" / "journey_breast_screening.json"
_SORTS_WRITTEN = "a of the and in s system service services office team local data unit or"
_SORTS = frozenset(_SORTS_WRITTEN.split())
"""Words of a name that tell of what sort its bearer is."""
_CODED_CHANNELS = {"web": "online", "app": "online", "letter": "post", "paper": "post", "home_kit": "post"}
ALIKE = 0.55
"""How near a suggested step's name is to that of a left-out one, at least, to be counted without being read."""


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """A coded sentence: the file it stands in, its folded words, and whether it was coded as a pain point."""

    file: str
    text: str
    is_pain: bool

    def is_in(self, found: list[Evidence]) -> bool:
        """Tell whether one of the sentences holds the quotation, or is held by it."""
        own = [fold(item.text).casefold() for item in found if item.source == self.file]
        return any(self.text in text or (len(text) > AT and text in self.text) for text in own)


@dataclass(frozen=True, kw_only=True)
class Coded:
    """A journey as somebody coded it."""

    title: str
    outlines: list[StepOutline]
    quotations: list[list[Quotation]]
    document: dict[str, Any]


def read_coded(path: Path) -> Coded:
    document = json.loads(path.read_text(encoding="utf-8"))
    return Coded(
        title=document["title"],
        outlines=[StepOutline(order=one["order"], stage=one["stage"], step=one["step"]) for one in document["steps"]],
        quotations=[
            [
                Quotation(file=each["file"], text=fold(each["quote"]).casefold(), is_pain=key == "pain_points")
                for key in ("evidence", "pain_points")
                for each in one[key]
            ]
            for one in document["steps"]
        ],
        document=document,
    )


def nearest(app: UseCases, coded: Coded, texts: list[str]) -> list[list[Evidence]]:
    """Return for each step the twenty observations nearest to a text about it."""
    candidates = {item.id: item for item in app.repository.evidence.all_evidence(app.viewer(), ObservationFilter())}
    ids, vectors = app.repository.vectors.vectors(app.repository.embedder.name, list(candidates))
    near = app.repository.embedder.embed(texts) @ vectors.T
    return [[candidates[ids[row]] for row in np.argsort(-own, kind="stable")[:AT]] for own in near]


def told(name: str, coded: Coded, placed: list[list[Evidence]]) -> None:
    counts = {False: [0, 0], True: [0, 0]}
    for quotations, own in zip(coded.quotations, placed, strict=True):
        for quotation in quotations:
            counts[quotation.is_pain][0] += quotation.is_in(own[:AT])
            counts[quotation.is_pain][1] += 1
    found, of = (sum(pair) for pair in zip(*counts.values(), strict=True))
    parts = (f"{counts[key][0]:3} of {counts[key][1]:2}" for key in (False, True))
    print(f"  {name:34}{found / of:6.2f}   evidence {'   pain points '.join(parts)}", flush=True)


def measure(app: UseCases, coded: Coded) -> Journey:
    print(f"\n{coded.title}: {len(coded.outlines)} steps")
    told("nearest to the step's name", coded, nearest(app, coded, [outline.step for outline in coded.outlines]))
    told("nearest to it with stage and title", coded, nearest(app, coded, step_queries(coded.title, coded.outlines)))
    began = time.perf_counter()
    journey = journeying.draft(app.repository, app.viewer(), coded.title, coded.outlines)
    took = time.perf_counter() - began
    told("the draft", coded, [[item.evidence for item in step.evidence] for step in journey.steps])
    print(f"  {took:.1f} s, its evidence read from the database; {_systems_found(coded, journey)}")
    print(f"  {_hand_overs_found(coded, journey)}")
    print(f"  {_hand_overs_asked(coded, journey)}")
    print(f"  {_channels_told(coded, journey)}")
    return journey


def _systems_found(coded: Coded, journey: Journey) -> str:
    asked = [_forms(one["name"]) for one in coded.document.get("systems", ())]
    if not asked:
        return "no systems are coded"
    found = [_forms(use.name) for use in journey.systems]
    met = sum(any(names & one for one in found) for names in asked)
    right = sum(any(names & one for names in asked) for one in found)
    return f"systems: {met} of {len(asked)} coded found, {right} of {len(found)} found are coded (the rest: read)"


def _hand_overs_found(coded: Coded, journey: Journey) -> str:
    """Tell how many coded hand-overs of known steps the draft has: their place on the way, their sides or their words.

    A draft has those between two steps from one to the next, so one coded from 14 to 16 is met from 15 to 16; one
    coded within a step is met there alone. Sides are the same where they share a word that is not what any body or
    system is called; a giver may be unknown, or be only what something arrives on.
    """
    asked = [one for one in coded.document.get("handovers", ()) if one["from_step"] and one["to_step"]]
    of, met, beside = Counter[bool](), Counter[bool](), 0
    for one in asked:
        is_within = one["from_step"] == one["to_step"]
        of[is_within] += 1
        if any(_is_that(one, item) for item in journey.hand_overs if item.is_within is is_within):
            met[is_within] += 1
        else:
            beside += any(_is_that(one, item) for item in journey.hand_overs)
    within = sum(item.is_within for item in journey.hand_overs)
    return (
        f"hand-overs: {met.total()} of {len(asked)} coded found ({met[False]} of {of[False]} between two steps, "
        f"{met[True]} of {of[True]} within one), {beside} more told within one of their steps or at one beside; "
        f"drafted {len(journey.hand_overs) - within} between and {within} within"
    )


def _hand_overs_asked(coded: Coded, journey: Journey) -> str:
    """Tell how many coded hand-overs are told by a sentence that stands at one, or that the room is asked about.

    Counted is the quotation alone, wherever the sentence stands.
    """
    at = [placed.evidence for item in journey.hand_overs for placed in item.evidence]
    asked = [each.placed.evidence for each in possible_hand_overs(journey)]
    quoted = [
        [Quotation(file=each["file"], text=fold(each["quote"]).casefold(), is_pain=False) for each in one["evidence"]]
        for one in coded.document.get("handovers", ())
    ]
    drafted, either = (
        sum(any(quotation.is_in(found) for quotation in own) for own in quoted) for found in (at, [*at, *asked])
    )
    return (
        f"of {len(quoted)} coded hand-overs {drafted} are quoted at one that is drafted, "
        f"{either - drafted} more among {len(asked)} sentences that the room is asked about"
    )


def _channels_told(coded: Coded, journey: Journey) -> str:
    """Tell of how many steps the draft says the channel that the coder put there, of all of which both say one."""
    pairs = [
        (_CODED_CHANNELS.get(one.get("channel"), one.get("channel")), step.channel)
        for one, step in zip(coded.document["steps"], journey.steps, strict=True)
    ]
    told = [(true, said) for true, said in pairs if true and Channel.UNKNOWN not in {Channel(true), said}]
    return f"channels: {sum(Channel(true) is said for true, said in told)} of {len(told)} told are as coded"


def _is_that(coded: dict[str, Any], drafted: HandOver) -> bool:
    first, last = sorted((coded["from_step"], coded["to_step"]))
    if first == last and not drafted.is_within:
        first, last = first - 1, last + 1
    if not first <= drafted.from_step <= drafted.to_step <= last:
        return False
    told = [fold(item.evidence.text).casefold() for item in drafted.evidence]
    if any(fold(each["quote"]).casefold() in text for each in coded["evidence"] for text in told):
        return True
    takers = _telling(drafted.taker) & _telling(coded["to_organisation_or_service"])
    givers = _telling(drafted.giver) & _telling(coded["from_organisation_or_service"])
    return bool(takers and (givers or drafted.giver == UNKNOWN_SIDE or ON_MEDIUM.fullmatch(f"by {drafted.giver}")))


def _telling(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold())) - _SORTS


def _forms(name: str) -> set[str]:
    """Return the ways a coded name is written: "BS Select (Breast Screening Select)" gives two, "A / B" as well."""
    return {fold(part).casefold() for part in re.split(r"[()]| / ", name) if part.strip()}


def listed(app: UseCases, coded: Coded, journey: Journey) -> None:
    """Print what is to be read: systems, hand-overs, and steps suggested when every second one is given."""
    print("  systems: " + "; ".join(use.name for use in journey.systems))
    for step in journey.steps:
        said = (step.actor, listed_words(step.touchpoints), "" if step.standing is Standing.UNKNOWN else step.standing)
        if any(said):
            print(f"  filled in of “{step.step}”: {' | '.join(word or '-' for word in said)}")
    for item in journey.hand_overs:
        print(f"  {steps_words(item)}: {hand_over_words(item)}")
        for placed in item.evidence:
            print(f"      {placed.evidence.text}")
    for given in (0, 1):
        half = coded.outlines[given::2]
        left = coded.outlines[1 - given :: 2]
        suggested = journeying.draft(app.repository, app.viewer(), coded.title, half).suggested
        _told_suggested([one.step for one in suggested], left, app.repository.embedder.embed)


def _told_suggested(names: list[str], left: list[StepOutline], embed: Callable[[list[str]], Any]) -> None:
    print(f"  {len(names)} suggested: {'; '.join(names)}")
    if not names:
        return
    near = embed([outline.step for outline in left]) @ embed(names).T
    for outline, own in zip(left, near, strict=True):
        print(f"    {own.max():.2f}  {outline.step}  <-  {names[int(own.argmax())]}")
    print(f"    {int((near.max(axis=1) >= ALIKE).sum())} of {len(left)} left out are suggested, at {ALIKE} or nearer")


@contextmanager
def real_notes(data: Path | None) -> Iterator[UseCases]:
    """Give the use cases over the real notes: those of a data directory, or ingested first without one."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        repository(data, SHARED_DATA / "research_notes", Path(scratch), None) as app,
    ):
        yield app


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="a data directory with the real notes")
    parser.add_argument("--journey", type=Path, action="append", default=[], help="a further coded journey")
    parser.add_argument("--list", action="store_true", help="print what must be read to be judged")
    asked = parser.parse_args()
    if not CODED.exists():
        raise SystemExit("The coded journey is not here: this benchmark reads ../shared/data.")
    with real_notes(asked.data) as app:
        print(f"share of coded quotations among the first {AT} sentences of their own step")
        for path in (CODED, *asked.journey):
            coded = read_coded(path)
            journey = measure(app, coded)
            if asked.list:
                listed(app, coded, journey)


if __name__ == "__main__":
    main()
