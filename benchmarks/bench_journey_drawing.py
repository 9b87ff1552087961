"""Drawing journeys: milliseconds for a map, its sheets of paper, its picture and its page.

    python -m benchmarks journey-drawing [--rounds 5]

Journeys are made up: long names, a hand-over at every step, evidence on most. Each figure is the median of its rounds.
"""

import argparse
import itertools
import time
from collections.abc import Callable
from functools import partial
from statistics import median

from domain.evidence import Coding, Evidence, Kind
from domain.hand_overs import Gap, HandOver, HandOverKind, How, Passes
from domain.journeys import Journey, JourneyStatus, Step, StepBasis, StepPainPoint, SystemUse
from domain.placed_evidence import PlacedEvidence
from domain.text import TextSpan
from journey_maps.drawing.swimlanes import draw_pages, draw_svg
from use_cases.journeys.journey_drawing import MapDrawing, html, png

SIZES = ((16, 7), (40, 12))
SYSTEMS = 9


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks journey-drawing")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(f"{'':24}{'SVG':>9}{'A3 sheets':>11}{'picture':>9}{'page':>7}   milliseconds")
    for steps, lanes in SIZES:
        journey = made_up(steps, lanes)
        shown = MapDrawing(journey=journey)
        ways: list[Callable[[], object]] = [
            partial(draw_svg, journey),
            partial(draw_pages, journey),
            partial(png, shown),
            partial(html, shown),
        ]
        svg, sheets, picture, page = (milliseconds(way, options.rounds) for way in ways)
        print(f"{f'{steps} steps, {lanes} lanes':24}{svg:9.0f}{sheets:11.0f}{picture:9.0f}{page:7.0f}")


def milliseconds(way: Callable[[], object], rounds: int) -> float:
    """Return the median time of some rounds, after one that warms caches."""
    way()
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        way()
        taken.append(time.perf_counter() - began)
    return 1000 * median(taken)


def made_up(steps: int, lanes: int) -> Journey:
    """Return a journey of so many steps of so many bodies."""
    bodies = [f"Board {number} for tides, quays and moorings" for number in range(lanes)]
    systems = [f"Ledger number {number}, second edition" for number in range(SYSTEMS)]
    told = [_observation(number) for number in range(12)]
    made = tuple(_step(order, bodies[order % lanes], systems[order % SYSTEMS], told) for order in range(1, steps + 1))
    crossings = tuple(
        _hand_over(left, right) for left, right in itertools.pairwise(made) if left.organisation != right.organisation
    )
    uses = tuple(
        SystemUse(name=name, steps=tuple(step.order for step in made if name in step.systems)) for name in systems
    )
    return Journey(
        id="jn_1",
        title="A long journey along the whole coast",
        actor="A boat owner",
        status=JourneyStatus.DRAFT,
        steps=made,
        hand_overs=crossings,
        systems=tuple(use for use in uses if use.steps),
    )


def _step(order: int, body: str, system: str, told: list[Evidence]) -> Step:
    evidence = tuple(PlacedEvidence(evidence=item, score=0.5) for item in told[: order % 13])
    return Step(
        order=order,
        stage=f"Stage {order // 4}",
        step=f"Wait at quay {order} until the harbour master has read the long form again",
        organisation=body,
        systems=(system,),
        wait_days=float(order) if order % 5 == 0 else None,
        basis=StepBasis.EVIDENCE if evidence else StepBasis.ASSUMPTION,
        evidence=evidence,
        pain_points=tuple(
            StepPainPoint(id=f"pp_{n}", title="The form is asked for again", observation_ids=())
            for n in range(order % 4)
        ),
    )


def _hand_over(left: Step, right: Step) -> HandOver:
    return HandOver(
        from_step=left.order,
        to_step=right.order,
        giver=left.organisation or "",
        taker=right.organisation or "",
        kind=HandOverKind.ORGANISATION,
        passes=list(Passes)[left.order % len(Passes)],
        how=list(How)[left.order % len(How)],
        gap=[None, *Gap][left.order % (len(Gap) + 1)],
    )


def _observation(number: int) -> Evidence:
    words = f"The clerk at desk {number} asked for the form that desk {number + 1} had kept."
    return Evidence(
        id=f"obs_{number}", text=words, source_id="src", source="quay.md", locator=f"line {number + 1}",
        span=TextSpan(start=0, end=len(words)), ordinal=number, headings=(), study_id="st", study="Quays",
        researched_by="Harbour Office", organisation="Harbour Office", organisations=("Harbour Office",),
        coding=Coding(kind=list(Kind)[number % 4], pain_point=0.5),
    )  # fmt: skip
