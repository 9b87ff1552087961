"""Steps proposed where nobody named any: what evidence on the journey tells that people do, in a likely order."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from domain.evidence import Evidence
from domain.journeys import StepOutline
from domain.placed_evidence import PlacedEvidence
from journey_maps.drafting.asking import Asked
from journey_maps.drafting.choosing import chosen
from journey_maps.drafting.gathering import gather_deeds
from journey_maps.drafting.relevance import relevance
from journey_maps.drafting.surroundings import by_source
from journey_maps.drafting.telling_order import phase_of

if TYPE_CHECKING:
    from domain.ports import Matrix, Vector

MOST_STEPS = 12
_STAGE = "Proposed from the evidence"
_PHASE = 1.0
"""How much what a step is says of its place, beside where in their sources people tell it."""


def propose_steps(
    candidates: Sequence[Evidence],
    vectors: "Matrix",
    *,
    asked: Asked,
    embed: Callable[[Sequence[str]], "Matrix"],
    most: int = MOST_STEPS,
) -> list[StepOutline]:
    """Return at most ``most`` steps, each a verb and what it is done to; evidence that tells of none: an empty list.

    ``asked`` is for the title, or a query, without steps. What most evidence tells comes first into the list; its
    order is the one in which such things mostly happen, and in which sources tell them. A sketch to be corrected.
    """
    if not len(candidates):
        return []
    about = relevance(candidates, vectors, asked)
    gathered = gather_deeds(candidates, vectors, title=asked.title, about=about, embed=embed)
    taken = chosen(gathered, most=most, given=vectors[:0], wanted=lambda _: True)
    told = _places(candidates)
    taken.sort(key=lambda deed: (_PHASE * phase_of(deed.name) + float(np.mean(told[list(deed.rows)])), deed.name))
    return [StepOutline(order=nth, stage=_STAGE, step=deed.name) for nth, deed in enumerate(taken, start=1)]


def told_of(outlines: Sequence[StepOutline], placed: Sequence[Sequence[PlacedEvidence]]) -> list[StepOutline]:
    """Return the steps on which evidence stands, numbered anew; all of them where it stands on none."""
    told = [outline for outline, own in zip(outlines, placed, strict=True) if own]
    return [replace(outline, order=nth) for nth, outline in enumerate(told or outlines, start=1)]


def _places(candidates: Sequence[Evidence]) -> "Vector":
    """Return in [0, 1], a candidate each, how far into its source it stands."""
    places = np.zeros(len(candidates), dtype=np.float32)
    for own in by_source(candidates).values():
        last = max(1, candidates[own[-1]].ordinal)
        places[own] = [candidates[row].ordinal / last for row in own]
    return places
