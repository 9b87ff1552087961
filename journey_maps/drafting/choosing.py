"""Which of the things that people do are worth a step: what most evidence tells, then what is left untold."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from journey_maps.drafting.gathering import FEWEST_TELLING, Deed, Gathered

if TYPE_CHECKING:
    from domain.ports import Matrix

SAME = 0.62
"""How near the names of two things are that a room would take for one."""
_ALIKE = 0.7
_MOST_USUAL = 0.8
_LEAST_WEIGHT = 0.05
_LEAST_WEIGHT_USUAL = 0.12
"""What has less than this share of what speaks for the foremost is told by the way, or of another journey."""
_FAR, _NEAR = 0.3, 0.7
"""A sentence less near to a name than the first tells nothing of it, one as near as the second all."""
_TOLD_AGAIN = 2.5
"""How much more what two sentences tell in the same words counts than what one does."""


def chosen(gathered: Gathered, *, most: int, given: "Matrix", wanted: Callable[[Deed], bool]) -> list[Deed]:
    """Return at most ``most`` deeds that are ``wanted``: half of them the foremost, then what those leave untold.

    ``given`` (m, d) are the vectors of the names of steps that there are already. Each further deed is the one whose
    name comes nearest to the evidence that neither those nor the deeds before it come near to (greedy choice of a
    facility location, Nemhauser, Wolsey and Fisher 1978). Nothing gathered: an empty list.
    """
    first = _foremost(gathered.deeds, most=most // 2, wanted=wanted)
    return [*first, *_left_untold(gathered, first, given, most=most - len(first), wanted=wanted)]


def _foremost(deeds: Sequence[Deed], *, most: int, wanted: Callable[[Deed], bool]) -> list[Deed]:
    """Return those that most evidence tells, each told enough beside the first and unlike the others.

    Four in five may be usual steps, so that what only this journey has shows too.
    """
    taken: list[Deed] = []
    for deed in deeds:
        usual = sum(1 for other in taken if other.usual)
        if len(taken) == most or deed.weight < _LEAST_WEIGHT * deeds[0].weight:
            break
        if deed.usual:
            told = usual < _MOST_USUAL * most and deed.weight >= _LEAST_WEIGHT_USUAL * deeds[0].weight
        else:
            told = len(deed.rows) >= FEWEST_TELLING
        same = any(other.vector @ deed.vector >= SAME for other in taken if not (deed.usual and other.usual))
        if told and not same and wanted(deed):
            taken.append(deed)
    return taken


def _left_untold(
    gathered: Gathered, taken: Sequence[Deed], given: "Matrix", *, most: int, wanted: Callable[[Deed], bool]
) -> list[Deed]:
    named = np.vstack([given, *(deed.vector for deed in taken)])
    left = [deed for deed in gathered.deeds if (named @ deed.vector).max(initial=0.0) < SAME and wanted(deed)]
    if not left:
        return []
    names = np.array([deed.vector for deed in left])
    told = _told_by(gathered.vectors @ names.T)
    covered = _told_by(gathered.vectors @ named.T).max(axis=1, initial=0.0) if len(named) else np.zeros(len(told))
    again = np.array([_TOLD_AGAIN if len(deed.rows) >= FEWEST_TELLING else 1.0 for deed in left])
    open_to = np.ones(len(left), dtype=bool)
    picked: list[Deed] = []
    while len(picked) < most:
        gain = again * (gathered.worth @ np.maximum(told - covered[:, None], 0.0)) * open_to
        best = int(np.argmax(gain))
        if gain[best] <= 0.0:
            break
        picked.append(left[best])
        covered = np.maximum(covered, told[:, best])
        open_to &= names @ names[best] < _ALIKE
    return picked


def _told_by(near: "Matrix") -> "Matrix":
    told: Matrix = np.clip((near - _FAR) / (_NEAR - _FAR), 0.0, 1.0)
    return told
