"""Steps proposed where nobody named any: what evidence on the journey tells that people do, in the order of telling."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from domain.evidence import Evidence
from domain.journeys import StepOutline
from journey_maps.asking import vectors_of_steps
from journey_maps.signs import by_source
from journey_maps.suggesting import deeds_of

if TYPE_CHECKING:
    from domain.ports import Matrix

MOST_STEPS = 12
_FEWEST_TELLING = 2
_FEWEST_STEPS = 3
_STAGE = "Proposed from the evidence"


def propose_steps(
    title: str,
    candidates: Sequence[Evidence],
    vectors: "Matrix",
    *,
    embed: Callable[[Sequence[str]], "Matrix"],
    most: int = MOST_STEPS,
) -> list[StepOutline]:
    """Return at most ``most`` steps in the order in which sources tell them; nothing that is done: an empty list.

    ``title`` is that of the journey, or a query. ``embed`` gives a unit row a text. What is told by several sentences
    makes a step; where hardly anything is, a single sentence does. A sketch to be corrected, never more than the
    evidence says.
    """
    if not len(candidates):
        return []
    deeds = deeds_of(candidates, vectors, asked=vectors_of_steps(title, [], embed), embed=embed)
    often = [deed for deed in deeds if len(deed.rows) >= _FEWEST_TELLING]
    chosen = (often if len(often) >= _FEWEST_STEPS else deeds)[:most]
    told = _places(candidates)
    chosen.sort(key=lambda deed: (float(np.mean([told[row] for row in deed.rows])), deed.name))
    return [StepOutline(order=nth, stage=_STAGE, step=deed.name) for nth, deed in enumerate(chosen, start=1)]


def _places(candidates: Sequence[Evidence]) -> dict[int, float]:
    """Return in [0, 1], a candidate each, how far into its source it stands."""
    places: dict[int, float] = {}
    for own in by_source(candidates).values():
        last = max(1, candidates[own[-1]].ordinal)
        places |= {row: candidates[row].ordinal / last for row in own}
    return places
