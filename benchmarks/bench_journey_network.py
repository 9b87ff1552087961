"""How long it takes to read 200 journeys together, say what they lean on, and draw it.

    python -m benchmarks journey-network [--journeys 200] [--steps 16] [--seed 1]

The journeys are drawn by a seed and stored in a repository of their own, each step with three of 2,000 observations;
the real use case reads them, as whoever sees everything and as somebody who sees half of the studies.
"""

import argparse
import random
import tempfile
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from domain.access import LOCAL_VIEWER, Role, Viewer, Visibility
from domain.catalogue import Organisation, System
from domain.evidence import Evidence
from domain.hand_overs import HandOver, HandOverKind, How, Passes
from domain.journeys import Journey, JourneyStatus, Step, StepBasis, SystemUse
from domain.placed_evidence import PlacedEvidence
from domain.proposals import Redaction
from settings import Settings
from tests.builders import a_source, a_study
from use_cases.app import UseCases
from use_cases.journeys.journey_network import behind
from use_cases.running.bootstrap import open_use_cases

STUDIES, OBSERVATIONS_A_STUDY = 20, 100
BODIES = [f"Body {number} for Tides" for number in range(24)]
SYSTEMS = [f"Ledger {number}" for number in range(40)]
DEEDS = [f"{verb} the {thing}" for verb in ("ask for", "pay", "sign", "wait for", "send", "check") for thing in
         ("permit", "berth", "survey", "licence", "fee", "letter", "hearing", "certificate")]  # fmt: skip
OTHER = Viewer(name="kai@museum.example", organisation="Museum", role=Role.READER)
ROUNDS = 3


def main() -> None:
    """Print how long reading, reckoning and drawing take, each the best of three rounds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--journeys", type=int, default=200)
    parser.add_argument("--steps", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_environment(Path(folder), environment={})
        app = open_use_cases(replace(settings, redaction=Redaction.OFF))
        fill(app, random.Random(asked.seed), journeys=asked.journeys, steps=asked.steps)
        measure(app, "who sees everything", LOCAL_VIEWER)
        measure(app, "who sees half of the studies", OTHER)
        app.close()


def measure(app: UseCases, who: str, viewer: Viewer) -> None:
    """Print the figures for one viewer."""
    reading, reckoning, drawing = [], [], []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        journeys = app.journey_network.journeys(viewer)
        read = time.perf_counter()
        found = behind(journeys)
        reckoned = time.perf_counter()
        found.picture("svg")
        drawing.append(time.perf_counter() - reckoned)
        reckoning.append(reckoned - read)
        reading.append(read - started)
    lists = found.dependencies
    print(
        f"{who}: {lists.journeys} journeys, {lists.steps} steps; "
        f"read {min(reading):.2f} s, reckoned {min(reckoning):.2f} s, drawn {min(drawing):.3f} s; "
        f"{len(lists.backbone)} systems, {len(lists.single_points)} single points, {len(lists.rekeying)} pairs, "
        f"{len(lists.shared_steps)} shared steps, {len(found.gaps)} gaps"
    )


def fill(app: UseCases, draw: random.Random, *, journeys: int, steps: int) -> None:
    """Store studies, half of them open to everyone, and journeys that rest on them."""
    for number in range(STUDIES):
        study = a_study(
            title=f"Study {number}",
            visibility=Visibility.OPEN if number % 2 else Visibility.TEAM,
            team="Body 1 › Quays",
        )
        texts = [
            f"The tide of day {day} was late for everyone at quay {number}." for day in range(OBSERVATIONS_A_STUDY)
        ]
        app.repository.evidence.save_source(a_source(texts, study=study, name=f"notes-{number}.md"))
    app.repository.catalogue.save(
        *(Organisation(name=name) for name in BODIES), *(System(name=name) for name in SYSTEMS)
    )
    evidence = app.repository.evidence.all_evidence(LOCAL_VIEWER)
    for number in range(journeys):
        made = [a_step(draw, order, evidence) for order in range(1, steps + 1)]
        journey = Journey(
            id=f"jn_{number:04}",
            title=f"Journey {number}",
            actor="Boat owner",
            status=JourneyStatus.PUBLISHED,
            steps=tuple(made),
            hand_overs=tuple(a_crossing(draw, left, right) for left, right in pairwise(made)
                             if left.organisation != right.organisation),
            systems=tuple(SystemUse(name=name, steps=tuple(step.order for step in made if name in step.systems))
                          for name in sorted({name for step in made for name in step.systems})),
        )  # fmt: skip
        app.repository.journeys.save(journey, by=LOCAL_VIEWER, visibility=Visibility.OPEN)


def a_step(draw: random.Random, order: int, evidence: list[Evidence]) -> Step:
    placed = tuple(PlacedEvidence(evidence=item, score=0.5) for item in draw.sample(evidence, 3))
    return Step(
        order=order,
        stage=f"Stage {order // 4}",
        step=f"{draw.choice(DEEDS)} {draw.choice(('at the quay', 'by post', 'in the office'))}",
        organisation=draw.choice(BODIES),
        systems=tuple(draw.sample(SYSTEMS, draw.choice((0, 1, 1, 2)))),
        basis=StepBasis.EVIDENCE,
        evidence=placed,
    )


def a_crossing(draw: random.Random, giver: Step, taker: Step) -> HandOver:
    return HandOver(
        from_step=giver.order,
        to_step=taker.order,
        giver=str(giver.organisation),
        taker=str(taker.organisation),
        kind=HandOverKind.ORGANISATION,
        passes=draw.choice(list(Passes)),
        how=draw.choice(list(How)),
        evidence=giver.evidence[:1],
    )


if __name__ == "__main__":
    main()
