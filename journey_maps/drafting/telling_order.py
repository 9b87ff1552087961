"""Where things come in a journey: by what they are, as most dealings with services go, and by the order of telling."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from domain.evidence import Evidence
from domain.placed_evidence import PlacedEvidence
from journey_maps.drafting.stems import stems_of
from journey_maps.drafting.usual_steps import usual_place

if TYPE_CHECKING:
    from domain.ports import Matrix

_PHASES = (
    "find search learn eligible qualify register look hear",
    "invite invitation advertise publish list add select choose enrol",
    "apply application fill complete enter claim order request book sign start",
    "upload evidence document prove receipt send submit provide reference",
    "receive reminder remind confirm change cancel reschedule contact prepare",
    "attend arrive visit check identity interview take collect sample test",
    "review assess shortlist read examine verify inspect process share refer",
    "decide decision result outcome notify award approve reject grant",
    "pay payment deliver return close record file update",
    "appeal complain renew repeat follow withdraw",
)
_NEARBY = 0.7
_MOSTLY = 0.4
_APART = 0.04
"""What such things mostly are says more of their place than notes do, which tell by subject as often as by time."""


def phase_of(name: str) -> float:
    """Return in [0, 1] how late in a journey a thing of that name mostly comes; the middle for what no list holds."""
    if (usual := usual_place(name)) is not None:
        return usual
    stems = stems_of(name)
    places = [place for place, words in enumerate(_PHASES) if stems & stems_of(words)]
    return float(np.mean(places)) / (len(_PHASES) - 1) if places else 0.5


def place_among(
    told: Sequence[Evidence],
    placed: Sequence[Sequence[PlacedEvidence]],
    near: "Matrix",
    *,
    phase: float = 0.5,
    phases: Sequence[float] = (),
) -> tuple[int, int, int]:
    """Return after how many of the steps something is told, and how many sources say so, of how many that could.

    A source says it by the order in which it tells this and the evidence ``placed`` on the steps. ``near`` (m,) is how
    near it is in meaning to each step, ``phase`` how late such things mostly come and ``phases`` how late each step
    does, none known: as if all came at once.
    """
    later, earlier = np.zeros(len(placed)), np.zeros(len(placed))
    where: dict[str, list[int]] = defaultdict(list)
    for item in told:
        where[item.source_id].append(item.ordinal)
    for step, own in enumerate(placed):
        pairs = [(at, one.evidence.ordinal) for one in own for at in where.get(one.evidence.source_id, ())]
        if pairs:
            later[step] = np.mean([at > other for at, other in pairs])
            earlier[step] = np.mean([at < other for at, other in pairs])
    if phases:
        apart = _MOSTLY * np.tanh((phase - np.asarray(phases)) / _APART)
        later, earlier = later + apart, earlier - apart
    slots = range(len(placed) + 1)
    fits = [float(later[:slot].sum() + earlier[slot:].sum()) + _NEARBY * _beside(near, slot) for slot in slots]
    slot = int(np.argmax(fits))
    return slot, *_agreeing(where, placed, slot)


def _agreeing(
    where: Mapping[str, Sequence[int]], placed: Sequence[Sequence[PlacedEvidence]], slot: int
) -> tuple[int, int]:
    """Return how many sources tell it after the step before that slot, or before the first, of those that tell both."""
    sources = {one.evidence.source_id for own in placed for one in own} & where.keys()
    before = placed[slot - 1] if slot else placed[0] if placed else ()
    agree = {
        one.evidence.source_id
        for one in before
        for at in where.get(one.evidence.source_id, ())
        if (at > one.evidence.ordinal) == bool(slot)
    }
    return len(agree), len(sources)


def _beside(near: "Matrix", slot: int) -> float:
    """Return how near the steps on both sides of a slot are."""
    return float(max(near[max(0, slot - 1) : slot + 1], default=0.0))
