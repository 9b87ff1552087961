"""An invented journey of fictional bodies, with vectors that say which sentence belongs where."""

import itertools
from dataclasses import replace

import numpy as np

from domain.evidence import Coding, Evidence, Kind, PatternFit
from domain.hand_overs import Gap, HandOver, HandOverKind, How, Passes
from domain.journeys import Channel, Journey, JourneyStatus, Step, StepBasis, StepOutline, StepPainPoint, SystemUse
from domain.placed_evidence import PlacedEvidence
from domain.text import TextSpan
from journey_maps.drafting.asking import Asked

TITLE = "Mooring a boat at Northmoor"
OUTLINES = [
    StepOutline(order=1, stage="Apply", step="Ask for a mooring permit"),
    StepOutline(order=2, stage="Apply", step="Have the hull surveyed"),
    StepOutline(order=3, stage="Berth", step="Be given a berth"),
    StepOutline(order=4, stage="Berth", step="Whistle to the seals"),
]
TOLD = [
    (0, "The Harbour Permit Office receives permit requests by letter.", Kind.METHOD),
    (0, "The Harbour Permit Office records each mooring permit in the Permit Ledger System.", Kind.BEHAVIOUR),
    (0, "Letters about a permit take nine weeks and people lose their season.", Kind.PAIN_POINT),
    (1, "The Hull Survey Agency then surveys the hull and writes a report on paper.", Kind.METHOD),
    (
        1,
        "Surveyors of the Hull Survey Agency retype the permit from the Harbour Permit Office and send it on.",
        Kind.PAIN_POINT,
    ),
    (2, "The Harbour Permit Office gives out a berth when the survey report arrives.", Kind.BEHAVIOUR),
    (2, "The Harbour Permit Office receives reports from the Hull Survey Agency by email.", Kind.BEHAVIOUR),
    (None, "We tested a prototype of the berth page with six people in one round.", Kind.METHOD),
    (None, "Is the berth page clear to everyone who reads it here?", Kind.QUESTION),
    (None, "Bakers in the old town sell more rye bread in winter than in summer.", Kind.BEHAVIOUR),
]


def an_observation(number=0, text="The tide was late for everyone.", kind=Kind.BEHAVIOUR, **fields):
    coding = Coding(kind=kind, pain_point=0.9 if kind is Kind.PAIN_POINT else 0.1, patterns=fields.pop("patterns", ()))
    known = {
        "id": f"obs_{number:03d}",
        "text": text,
        "source_id": "src_1",
        "source": "harbour-visit.md",
        "locator": f"line {number + 1}",
        "span": TextSpan(start=0, end=max(1, len(text))),
        "ordinal": number,
        "headings": (),
        "study_id": "st_1",
        "study": "Mooring at Northmoor",
        "researched_by": "Northmoor Lab",
        "organisation": "Northmoor Lab",
        "organisations": ("Northmoor Lab",),
        "date": "2025-03-01",
        "coding": coding,
    }
    return Evidence(**{**known, **fields})


def planted():
    """Return candidates, their vectors and the steps' vectors: one axis a step, one for what belongs nowhere."""
    candidates = [
        an_observation(
            number, text, kind, patterns=(PatternFit(pattern="PAT_1", fit=0.8),) if kind is Kind.PAIN_POINT else ()
        )
        for number, (_, text, kind) in enumerate(TOLD)
    ]
    axes = len(OUTLINES) + 1
    vectors = np.zeros((len(TOLD), axes), dtype=np.float32)
    for row, (step, _, _) in enumerate(TOLD):
        vectors[row, axes - 1 if step is None else step] = 1.0
    return candidates, vectors, asked_along(np.eye(axes, dtype=np.float32)[: len(OUTLINES)])


def asked_along(steps):
    """Return what is asked of evidence where a step's name, wordings and place all point one way."""
    title = steps.mean(axis=0)
    return Asked(told=steps, in_place=steps, title=title / max(1e-9, float(np.linalg.norm(title))))


def a_step(order=1, step="Moor the boat", *, evidence=(), **fields):
    basis = StepBasis.EVIDENCE if evidence else StepBasis.ASSUMPTION
    placed = tuple(PlacedEvidence(evidence=item, score=0.5) for item in evidence)
    return Step(**{"order": order, "stage": "Berth", "step": step, "basis": basis, "evidence": placed, **fields})


def a_guessed_step(order=1, step="Ask for a berth", **fields):
    """Return a step on which nothing but a guess stands."""
    told = a_step(order, step, evidence=[an_observation(order, "Gulls are loud.")], **fields)
    return replace(told, evidence=(replace(told.evidence[0], score=0.1),))


def a_journey(steps=None, **fields):
    """Return a journey of two fictional bodies with one hand-over, or of the steps given."""
    told = [an_observation(1), an_observation(2, "Letters are retyped.", Kind.PAIN_POINT)]
    pains = (StepPainPoint(id="pp_1", title="Letters are retyped", observation_ids=("obs_002",)),)
    usual = [
        a_step(
            1,
            "Ask for a permit",
            stage="Apply",
            organisation="Harbour Permit Office",
            systems=("Permit Ledger",),
            channel=Channel.POST,
            evidence=told,
            pain_points=pains,
        ),
        a_step(2, "Have the hull surveyed", organisation="Hull Survey Agency", systems=("Permit Ledger", "Hull Book")),
        a_step(3, "Wait"),
    ]
    crossing = HandOver(
        from_step=1,
        to_step=2,
        giver="Harbour Permit Office",
        taker="Hull Survey Agency",
        kind=HandOverKind.ORGANISATION,
        passes=Passes.DATA,
        how=How.REKEYED,
        gap=Gap.NO_DATA_LINK,
        evidence=(PlacedEvidence(evidence=told[1], score=0.5),),
    )
    known = {
        "id": "jn_1",
        "title": "Mooring a boat",
        "actor": "A boat owner",
        "status": JourneyStatus.DRAFT,
        "steps": tuple(steps if steps is not None else usual),
        "hand_overs": () if steps is not None else (crossing,),
        "systems": ()
        if steps is not None
        else (SystemUse(name="Permit Ledger", steps=(1, 2)), SystemUse(name="Hull Book", steps=(2,))),
        "gaps": ("Step 3, “Wait”: no evidence stands on it; it is an assumption.",),
    }
    return Journey(**{**known, **fields})


def a_long_journey(steps=40, organisations=7):
    """Return a journey with long names, a hand-over at every step, and many organisations and systems."""
    bodies = [f"Board {number} for Tides, Quays, Moorings and Unaccompaniedluggage" for number in range(organisations)]
    systems = [f"Ledger of tides and quays number {number}, second edition" for number in range(9)]
    told = [an_observation(number) for number in range(12)]
    made = [
        a_step(
            number,
            f"Wait at quay {number} until the harbourmasterofthewholecoast has read the long form again and again",
            stage=f"Stage {number // 4} with a name that is rather long for a band",
            organisation=bodies[number % organisations],
            systems=(systems[number % 9],),
            evidence=told[: number % 13],
            channel=list(Channel)[number % 8],
            pain_points=tuple(StepPainPoint(id=f"pp_{n}", title="x", observation_ids=()) for n in range(number % 14)),
        )
        for number in range(1, steps + 1)
    ]
    crossings = tuple(
        HandOver(
            from_step=left.order,
            to_step=right.order,
            giver=left.organisation,
            taker=right.organisation,
            kind=HandOverKind.ORGANISATION,
            passes=list(Passes)[left.order % 4],
            how=list(How)[left.order % 6],
            gap=[None, *Gap][left.order % 5],
        )
        for left, right in itertools.pairwise(made)
    )
    uses = tuple(
        SystemUse(name=name, steps=tuple(step.order for step in made if name in step.systems)) for name in systems
    )
    return a_journey(made, hand_overs=crossings, systems=uses, title="A very long journey along the whole coast")
